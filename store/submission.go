package store

import (
	"context"
	"database/sql"
	"fmt"
)

// Submission is a workbook from an office below that carried the returns it was made from. Those are kept one by one;
// of the workbook itself its hash and the figures it states.
type Submission struct {
	ID     int64
	Period string
	Parent string // code of the unit that submits
	Name   string
	Hash   string // SHA-256, hex
	Code   string // the fingerprint it bears
	Totals string // JSON: the figures it states
	At     string // RFC 3339: when it came
	Who    string
}

// AddSubmission notes a submission once; the very workbook again is the one noted before.
func (b *Book) AddSubmission(ctx context.Context, s Submission) (id int64, same bool, err error) {
	err = b.write(ctx, func(tx *sql.Tx) error {
		row := tx.QueryRowContext(ctx, `SELECT id FROM submission WHERE period = ? AND hash = ?`, s.Period, s.Hash)
		switch err := row.Scan(&id); {
		case err == nil:
			same = true
			return nil
		case err != sql.ErrNoRows:
			return err
		}
		res, err := tx.ExecContext(ctx, `INSERT INTO submission (period, parent, name, hash, code, totals, at, who)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?)`, s.Period, s.Parent, s.Name, s.Hash, s.Code, s.Totals, b.stamp(), b.who)
		if err != nil {
			return err
		}
		if id, err = res.LastInsertId(); err != nil {
			return err
		}
		return b.logTx(ctx, tx, Event{Verb: "submission", Unit: s.Parent, Period: s.Period, Detail: s.Name})
	})
	return id, same, err
}

// Submissions are those taken in for a period, oldest first.
func (b *Book) Submissions(ctx context.Context, period string) ([]Submission, error) {
	return query(ctx, b, func(rows *sql.Rows) (Submission, error) {
		var s Submission
		return s, rows.Scan(&s.ID, &s.Period, &s.Parent, &s.Name, &s.Hash, &s.Code, &s.Totals, &s.At, &s.Who)
	}, `SELECT id, period, parent, name, hash, code, totals, at, who FROM submission WHERE period = ? ORDER BY id`, period)
}

// Reasons are the explanations given for a period, by unit and key.
func (b *Book) Reasons(ctx context.Context, period string) ([]Explanation, error) {
	return query(ctx, b, scanExplanation, `SELECT `+explanationColumns+` FROM explanation WHERE period = ? ORDER BY unit, key`, period)
}

const explanationColumns = `unit, period, key, saw, text, who, at`

func scanExplanation(rows *sql.Rows) (Explanation, error) {
	var e Explanation
	err := rows.Scan(&e.Unit, &e.Period, &e.Key, &e.Saw, &e.Text, &e.Who, &e.At)
	return e, err
}

// sameReturn finds the newest version that was made from the very file and edits; ok is false if there is none.
func sameReturn(ctx context.Context, tx *sql.Tx, rec *Received) (out Stored, was State, ok bool, err error) {
	r := rec.Return
	rows, err := tx.QueryContext(ctx, `SELECT id, version, state FROM return
		WHERE unit = ? AND period = ? AND file = ? AND coalesce(mapping, 0) = ? ORDER BY version DESC`, r.Unit, r.Period.String(), r.Hash, rec.Mapping)
	if err != nil {
		return out, was, false, err
	}
	defer rows.Close()
	type found struct {
		Stored
		state State
	}
	var all []found
	for rows.Next() {
		f := found{Stored: Stored{Same: true}}
		if err := rows.Scan(&f.ID, &f.Version, &f.state); err != nil {
			return out, was, false, err
		}
		all = append(all, f)
	}
	if err := rows.Err(); err != nil {
		return out, was, false, err
	}
	for _, f := range all {
		edits, err := editsTx(ctx, tx, f.ID)
		if err != nil {
			return out, was, false, err
		}
		if begins(edits, rec.Edits) {
			f.Mended = mendedHere(edits, len(rec.Edits))
			return f.Stored, f.state, true, nil
		}
	}
	return out, was, false, nil
}

// Kept finds the version that was made from the very file and edits; ok is false if there is none.
func (b *Book) Kept(ctx context.Context, rec *Received) (out Stored, ok bool, err error) {
	tx, err := b.db.BeginTx(ctx, nil)
	if err != nil {
		return out, false, err
	}
	defer tx.Rollback()
	out, _, ok, err = sameReturn(ctx, tx, rec)
	return out, ok, err
}

func editsTx(ctx context.Context, tx *sql.Tx, id int64) ([]Edit, error) {
	rows, err := tx.QueryContext(ctx, selectEdits, id)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []Edit
	for rows.Next() {
		e, err := scanEdit(rows)
		if err != nil {
			return nil, err
		}
		out = append(out, e)
	}
	return out, rows.Err()
}

// begins tells whether the edits of a version begin with those that came with its file.
func begins(edits, came []Edit) bool {
	if len(edits) < len(came) {
		return false
	}
	for i, c := range came {
		if e := edits[i]; e.Sheet != c.Sheet || e.Cell != c.Cell || e.Kind != c.Kind || e.Value != c.Value {
			return false
		}
	}
	return true
}

// mendedHere tells whether a version was typed over since it came with its first edits.
func mendedHere(edits []Edit, came int) bool {
	for i, e := range edits {
		if (e.State == EditHolds) != (i < came) {
			return true
		}
	}
	return false
}

// saveCarried stores what another office had added to a return: its edits and explanations, under their own names and
// dates. An explanation given here for the same figure stays.
func saveCarried(ctx context.Context, tx *sql.Tx, id int64, rec *Received) error {
	for _, e := range rec.Edits {
		if _, err := tx.ExecContext(ctx, `INSERT INTO edit (return, step, sheet, cell, was, typed, kind, value, who, at)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, id, e.Step, e.Sheet, e.Cell, e.Was, e.Typed, e.Kind, e.Value, e.Who, e.At); err != nil {
			return fmt.Errorf("edit %s!%s: %w", e.Sheet, e.Cell, err)
		}
	}
	for _, e := range rec.Reasons {
		if _, err := tx.ExecContext(ctx, `INSERT INTO explanation (`+explanationColumns+`) VALUES (?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (unit, period, key) DO UPDATE SET saw = excluded.saw, text = excluded.text, who = excluded.who, at = excluded.at
			WHERE saw <> excluded.saw`, rec.Return.Unit, rec.Return.Period.String(), e.Key, e.Saw, e.Text, e.Who, e.At); err != nil {
			return err
		}
	}
	return nil
}

// Withdraw takes a version out of the totals because the office that had submitted it does so no more.
func (b *Book) Withdraw(ctx context.Context, v Version, because string) error {
	return b.write(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `UPDATE return SET state = ? WHERE id = ?`, string(Returned), v.ID); err != nil {
			return err
		}
		return b.logTx(ctx, tx, Event{Verb: verbWithdraw, Unit: v.Unit, Period: v.Period, Detail: because})
	})
}

const verbWithdraw = "withdraw"

// withdrawn tells whether a return that is submitted again had been withdrawn by those who submit it, not sent back here.
func withdrawn(ctx context.Context, tx *sql.Tx, rec *Received) bool {
	if rec.Submission == 0 {
		return false
	}
	var verb string
	err := tx.QueryRowContext(ctx, `SELECT verb FROM log WHERE unit = ? AND period = ? AND verb IN ('sendback', ?) ORDER BY id DESC LIMIT 1`,
		rec.Return.Unit, rec.Return.Period.String(), verbWithdraw).Scan(&verb)
	return err == nil && verb == verbWithdraw
}
