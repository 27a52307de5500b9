package store

import (
	"cmp"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"

	"bieuxa/ntm"
)

// State is where a stored return stands.
type State string

const (
	Accepted State = "accepted" // counted in the totals
	Draft    State = "draft"    // kept with its findings, in no total
	Returned State = "returned" // sent back for mending
)

// Received is one file that came in and the return read from it.
type Received struct {
	Return    *ntm.Return
	FileName  string
	Body      []byte
	State     State
	Findings  []ntm.Finding
	Catalogue string                   // version of the checks that ran
	Figures   string                   // fingerprint of the figures
	Told      func(Stored) VerdictLine // the line that is told of the file, once it is known where it was kept; nil: none
	Mapping   int64                    // id of the mapping it was read with; 0: by the template's headings

	// Of a return that was carried in a submission; FileName tells both files then.
	Submission int64         // id of the submission; 0: it came by itself
	Original   string        // name of the return's own file; empty: FileName
	Edits      []Edit        // the corrections made over it below
	Reasons    []Explanation // why its figures stand
}

// Stored tells where a received file was kept.
type Stored struct {
	ID      int64
	Version int
	Same    bool // the very file is stored for this unit and period already; nothing was written
	Mended  bool // that version was typed over since it came: it stays as it is
}

// Hash names a file by its bytes: SHA-256, hex.
func Hash(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}

// Save stores one received file in one transaction: the original, the return, every entry with its
// place, the findings and a line in the log. On an error nothing of it is kept.
func (b *Book) Save(ctx context.Context, rec *Received) (Stored, error) {
	var out Stored
	err := b.write(ctx, func(tx *sql.Tx) error {
		r := rec.Return
		same, was, ok, err := sameReturn(ctx, tx, rec)
		switch {
		case err != nil:
			return err
		case ok:
			if out = same; out.Mended {
				return nil
			}
			if rec.State == Accepted && was == Returned && !withdrawn(ctx, tx, rec) {
				rec.State = Returned // what was sent back stays so until it comes in mended
			}
			if err := b.reexamined(ctx, tx, out.ID, rec.State, rec.Catalogue, rec.Findings); err != nil {
				return err
			}
			return b.told(ctx, tx, rec, out)
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO file (hash, name, body, received) VALUES (?, ?, ?, ?)
			ON CONFLICT (hash) DO NOTHING`, r.Hash, cmp.Or(rec.Original, rec.FileName), rec.Body, b.stamp()); err != nil {
			return err
		}
		if err := tx.QueryRowContext(ctx, `SELECT coalesce(max(version), 0) + 1 FROM return WHERE unit = ? AND period = ?`,
			r.Unit, r.Period.String()).Scan(&out.Version); err != nil {
			return err
		}
		res, err := tx.ExecContext(ctx, `INSERT INTO return
			(unit, period, version, state, file, file_name, definition, def_version, crit_set, catalogue, figures, received, submission, mapping)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, 0), nullif(?, 0))`, r.Unit, r.Period.String(), out.Version, string(rec.State), r.Hash,
			rec.FileName, r.Definition, r.DefVersion, r.Set, rec.Catalogue, rec.Figures, b.stamp(), rec.Submission, rec.Mapping)
		if err != nil {
			return err
		}
		if out.ID, err = res.LastInsertId(); err != nil {
			return err
		}
		if err := saveEntries(ctx, tx, out.ID, r); err != nil {
			return err
		}
		if err := saveFindings(ctx, tx, out.ID, rec.Findings); err != nil {
			return err
		}
		if err := saveCarried(ctx, tx, out.ID, rec); err != nil {
			return err
		}
		if err := b.told(ctx, tx, rec, out); err != nil {
			return err
		}
		return b.logTx(ctx, tx, Event{Verb: "import", Unit: r.Unit, Period: r.Period.String(),
			Detail: fmt.Sprintf("%s, lần %d, %s", rec.FileName, out.Version, rec.State)})
	})
	return out, err
}

const entryColumns = 14

// batch is how many entries go into one INSERT.
const batch = 40

func saveEntries(ctx context.Context, tx *sql.Tx, id int64, r *ntm.Return) error {
	ins, err := tx.PrepareContext(ctx, insertEntries(batch))
	if err != nil {
		return err
	}
	defer ins.Close()
	args := make([]any, 0, batch*entryColumns)
	flush := func() error {
		n := len(args) / entryColumns
		if n == 0 {
			return nil
		}
		var err error
		if n == batch {
			_, err = ins.ExecContext(ctx, args...)
		} else {
			_, err = tx.ExecContext(ctx, insertEntries(n), args...)
		}
		args = args[:0]
		return err
	}
	for _, g := range r.Tables {
		if _, err := tx.ExecContext(ctx, `INSERT INTO grid (return, tbl, sheet, cell, found, none) VALUES (?, ?, ?, ?, ?, ?)`,
			id, g.Table.ID, g.Place.Sheet, g.Place.Cell, g.Found, g.Nil); err != nil {
			return err
		}
		rows := g.Rows
		for line := 0; line <= len(rows); line++ {
			row := g.Total
			if line > 0 {
				row = rows[line-1]
			}
			if row == nil {
				continue
			}
			for c := range row.Entries {
				e := &row.Entries[c]
				col := &g.Table.Columns[c]
				if col.Given != "" || e.State == ntm.Blank && e.Formula == "" {
					if c > 0 || g.Table.Shape != ntm.ShapeList {
						continue
					}
				}
				args = append(args, entryArgs(id, g, spotOf{line, col.Code, row.Key}, e)...)
				if len(args) == batch*entryColumns {
					if err := flush(); err != nil {
						return err
					}
				}
			}
		}
	}
	return flush()
}

// spotOf is where an entry stands in its table.
type spotOf struct {
	line     int
	col, row string
}

// cellOf is an entry's cell, with its sheet where that is not the table's: a sender's own layout may have a table on two.
func cellOf(g *ntm.Grid, at ntm.Place) string {
	if at.Sheet == "" || at.Sheet == g.Place.Sheet {
		return at.Cell
	}
	return at.Sheet + "!" + at.Cell
}

// placeOf reads back what cellOf made.
func placeOf(g *ntm.Grid, cell string) ntm.Place {
	p := ntm.Place{File: g.Place.File, Sheet: g.Place.Sheet, Cell: cell}
	if i := strings.LastIndexByte(cell, '!'); i >= 0 {
		p.Sheet, p.Cell = cell[:i], cell[i+1:]
	}
	return p
}

func entryArgs(id int64, g *ntm.Grid, s spotOf, e *ntm.Entry) []any {
	value := e.Canonical()
	orNull := func(s string) any {
		if s == "" || s == value {
			return nil
		}
		return s
	}
	flags := 0
	if e.Cached {
		flags |= 1
	}
	if e.Computed {
		flags |= 2
	}
	return []any{id, g.Table.ID, s.line, s.col, s.row, int(e.State), value, cellOf(g, e.Place),
		orNull(e.Raw), orNull(e.Shown), orNull(e.Formula), orNull(string(e.Doubt)), orNull(e.Hint), flags}
}

func insertEntries(n int) string {
	one := "(?" + strings.Repeat(", ?", entryColumns-1) + ")"
	return `INSERT INTO entry (return, tbl, line, col, row, state, value, cell, raw, shown, formula, doubt, hint, flags) VALUES ` +
		one + strings.Repeat(", "+one, n-1)
}

// facts is the stored form of what a finding saw.
type facts struct {
	Place     ntm.Place         `json:"place"`
	Unit      string            `json:"unit,omitempty"`
	Table     string            `json:"table,omitempty"`
	Row       string            `json:"row,omitempty"`
	Column    string            `json:"column,omitempty"`
	Indicator string            `json:"indicator,omitempty"`
	Saw       string            `json:"saw,omitempty"`
	Want      string            `json:"want,omitempty"`
	Operands  []ntm.Operand     `json:"operands,omitempty"`
	Facts     map[string]string `json:"facts,omitempty"`
}

func saveFindings(ctx context.Context, tx *sql.Tx, id int64, findings []ntm.Finding) error {
	for i := range findings {
		f := &findings[i]
		text, err := json.Marshal(facts{f.Place, f.Unit, f.Table, f.Row, f.Column, f.Indicator, f.Saw, f.Want, f.Operands, f.Facts})
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO finding (return, seq, key, id, severity, explained, facts)
			VALUES (?, ?, ?, ?, ?, ?, ?)`, id, i, f.Key(), f.ID, string(f.Severity), f.Explained, string(text)); err != nil {
			return err
		}
	}
	return nil
}

// Reexamined replaces the findings and the state of a stored return after the checks ran again.
func (b *Book) Reexamined(ctx context.Context, id int64, state State, catalogue string, findings []ntm.Finding) error {
	return b.write(ctx, func(tx *sql.Tx) error {
		return b.reexamined(ctx, tx, id, state, catalogue, findings)
	})
}

func (b *Book) reexamined(ctx context.Context, tx *sql.Tx, id int64, state State, catalogue string, findings []ntm.Finding) error {
	if _, err := tx.ExecContext(ctx, `UPDATE return SET state = ?, catalogue = ? WHERE id = ?`, string(state), catalogue, id); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `DELETE FROM finding WHERE return = ?`, id); err != nil {
		return err
	}
	return saveFindings(ctx, tx, id, findings)
}

// Refuse notes a file that could not be stored as a return, so that each file in gives one verdict.
func (b *Book) Refuse(ctx context.Context, period, name, hash, problem string) error {
	return b.write(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `INSERT INTO refusal (period, name, hash, problem, at) VALUES (?, ?, ?, ?, ?)`,
			period, name, hash, problem, b.stamp()); err != nil {
			return err
		}
		return b.logTx(ctx, tx, Event{Verb: "refuse", Period: period, Detail: name + ": " + problem})
	})
}

// Explanation is the reason a person gave for a finding that needs one. It holds while the figure
// it was given for is the same.
type Explanation struct {
	Unit, Period, Key, Saw, Text, Who, At string
}

// Explain records an explanation, replacing an earlier one for the same finding.
func (b *Book) Explain(ctx context.Context, e Explanation) error {
	return b.write(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `INSERT INTO explanation (unit, period, key, saw, text, who, at) VALUES (?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (unit, period, key) DO UPDATE SET saw = excluded.saw, text = excluded.text, who = excluded.who, at = excluded.at`,
			e.Unit, e.Period, e.Key, e.Saw, e.Text, b.who, b.stamp()); err != nil {
			return err
		}
		return b.logTx(ctx, tx, Event{Verb: "explain", Unit: e.Unit, Period: e.Period, Detail: e.Key + ": " + e.Text})
	})
}

// SendBack marks a version as sent back for mending: it is in no total from then on.
func (b *Book) SendBack(ctx context.Context, v Version, because string) error {
	return b.write(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `UPDATE return SET state = ? WHERE id = ?`, string(Returned), v.ID); err != nil {
			return err
		}
		return b.logTx(ctx, tx, Event{Verb: "sendback", Unit: v.Unit, Period: v.Period, Detail: because})
	})
}

// Exclude leaves a unit out of a period with a written reason; an empty reason takes it in again.
func (b *Book) Exclude(ctx context.Context, unit, period, reason string) error {
	return b.write(ctx, func(tx *sql.Tx) error {
		var err error
		if reason == "" {
			_, err = tx.ExecContext(ctx, `DELETE FROM exclusion WHERE unit = ? AND period = ?`, unit, period)
		} else {
			_, err = tx.ExecContext(ctx, `INSERT INTO exclusion (unit, period, reason, who, at) VALUES (?, ?, ?, ?, ?)
				ON CONFLICT (unit, period) DO UPDATE SET reason = excluded.reason, who = excluded.who, at = excluded.at`,
				unit, period, reason, b.who, b.stamp())
		}
		if err != nil {
			return err
		}
		return b.logTx(ctx, tx, Event{Verb: "exclude", Unit: unit, Period: period, Detail: reason})
	})
}

// Event is one line of the log: who did what when.
type Event struct {
	At, Who, Verb, Unit, Period, Detail string
}

func (b *Book) logTx(ctx context.Context, tx *sql.Tx, e Event) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO log (at, who, verb, unit, period, detail) VALUES (?, ?, ?, ?, ?, ?)`,
		b.stamp(), b.who, e.Verb, e.Unit, e.Period, e.Detail)
	return err
}

// Log writes a line of its own.
func (b *Book) Log(ctx context.Context, e Event) error {
	return b.write(ctx, func(tx *sql.Tx) error { return b.logTx(ctx, tx, e) })
}
