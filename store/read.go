package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"bieuxa/ntm"
)

// Version is one stored version of a unit's return for a period.
type Version struct {
	ID         int64
	Unit       string
	Period     string
	Version    int
	State      State
	File       string // hash
	FileName   string
	Definition string
	DefVersion int
	Set        string
	Catalogue  string
	Received   string
	Sent       string // when a commune saved the file it sends up; empty while it works on it
	Submission int64  // the one it was carried in; 0: it came by itself
	Mapping    int64  // the one it was read with; 0: by the template's headings
}

const versionColumns = `id, unit, period, version, state, file, file_name, definition, def_version, crit_set, catalogue, received, sent, coalesce(submission, 0), coalesce(mapping, 0)`

func scanVersion(rows *sql.Rows) (Version, error) {
	var v Version
	err := rows.Scan(&v.ID, &v.Unit, &v.Period, &v.Version, &v.State, &v.File, &v.FileName, &v.Definition,
		&v.DefVersion, &v.Set, &v.Catalogue, &v.Received, &v.Sent, &v.Submission, &v.Mapping)
	return v, err
}

func query[T any](ctx context.Context, b *Book, scan func(*sql.Rows) (T, error), text string, args ...any) ([]T, error) {
	rows, err := b.db.QueryContext(ctx, text, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []T
	for rows.Next() {
		v, err := scan(rows)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, rows.Err()
}

// Versions lists every version received for the period, by unit and version.
func (b *Book) Versions(ctx context.Context, period string) ([]Version, error) {
	return query(ctx, b, scanVersion, `SELECT `+versionColumns+` FROM return WHERE period = ? ORDER BY unit, version`, period)
}

// Official is, by unit, the version that counts for the period: the latest accepted one. A later
// draft does not displace it.
func (b *Book) Official(ctx context.Context, period string) (map[string]Version, error) {
	all, err := query(ctx, b, scanVersion, `SELECT `+versionColumns+` FROM return WHERE period = ? AND state = 'accepted' ORDER BY unit, version`, period)
	out := make(map[string]Version, len(all))
	for _, v := range all {
		out[v.Unit] = v
	}
	return out, err
}

// Periods lists the periods for which anything was received, in order.
func (b *Book) Periods(ctx context.Context) ([]string, error) {
	return query(ctx, b, scanString, `SELECT DISTINCT period FROM return ORDER BY period`)
}

func scanString(rows *sql.Rows) (string, error) {
	var s string
	return s, rows.Scan(&s)
}

// SameFigures lists stored versions with the same figures, whatever unit or period they belong to.
func (b *Book) SameFigures(ctx context.Context, fingerprint string) ([]Version, error) {
	return query(ctx, b, scanVersion, `SELECT `+versionColumns+` FROM return WHERE figures = ? ORDER BY id`, fingerprint)
}

// File returns an original file, unaltered, and the name it came under.
func (b *Book) File(ctx context.Context, hash string) (name string, body []byte, err error) {
	err = b.db.QueryRowContext(ctx, `SELECT name, body FROM file WHERE hash = ?`, hash).Scan(&name, &body)
	if err == sql.ErrNoRows {
		err = fmt.Errorf("file %s: %w", hash, ErrMissing)
	}
	return name, body, err
}

// Return reads a stored return back into the bound definition, all tables or only those named.
func (b *Book) Return(ctx context.Context, v Version, def *ntm.Definition, unitName string, tables ...string) (*ntm.Return, error) {
	period, err := ntm.ParsePeriod(v.Period)
	if err != nil {
		return nil, err
	}
	r := ntm.NewReturn(def, ntm.Unit{Code: v.Unit, Name: unitName}, period, v.Set)
	r.File, r.Hash = v.FileName, v.File
	filter, args := "", []any{v.ID}
	if len(tables) > 0 {
		filter = ` AND tbl IN (?` + strings.Repeat(", ?", len(tables)-1) + `)`
		for _, t := range tables {
			args = append(args, t)
		}
	}
	if err := b.readGrids(ctx, r, def, filter, args); err != nil {
		return nil, err
	}
	return r, b.readEntries(ctx, r, filter, args)
}

func (b *Book) readGrids(ctx context.Context, r *ntm.Return, def *ntm.Definition, filter string, args []any) error {
	rows, err := b.db.QueryContext(ctx, `SELECT tbl, sheet, cell, found, none FROM grid WHERE return = ?`+filter, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var table string
		var place ntm.Place
		var found, nothing bool
		if err := rows.Scan(&table, &place.Sheet, &place.Cell, &found, &nothing); err != nil {
			return err
		}
		t, ok := def.Table(table)
		if !ok {
			continue
		}
		place.File = r.File
		g := r.Add(t)
		g.Place, g.Found, g.Nil = place, found, nothing
		for i := range t.Rows {
			g.AddRow(t.Rows[i].Code, &t.Rows[i])
		}
	}
	return rows.Err()
}

func (b *Book) readEntries(ctx context.Context, r *ntm.Return, filter string, args []any) error {
	rows, err := b.db.QueryContext(ctx, `SELECT tbl, line, row, col, state, value, cell,
		raw, shown, formula, doubt, hint, flags FROM entry WHERE return = ?`+filter+` ORDER BY tbl, line`, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	var last struct {
		table string
		line  int
		row   *ntm.Row
	}
	for rows.Next() {
		var table, key, col, value, cell string
		var raw, shown, formula, doubt, hint sql.NullString
		var line, flags int
		var state ntm.State
		if err := rows.Scan(&table, &line, &key, &col, &state, &value, &cell, &raw, &shown, &formula, &doubt, &hint, &flags); err != nil {
			return err
		}
		g := r.Grid(table)
		if g == nil {
			continue
		}
		if last.row == nil || last.table != table || last.line != line {
			last.table, last.line, last.row = table, line, rowFor(g, line, key)
		}
		i := g.Table.Col(col)
		if i < 0 {
			continue
		}
		e := &last.row.Entries[i]
		e.State = state
		e.Raw, e.Shown = value, value
		if raw.Valid {
			e.Raw = raw.String
		}
		if shown.Valid {
			e.Shown = shown.String
		}
		e.Formula, e.Doubt, e.Hint = formula.String, ntm.Doubt(doubt.String), hint.String
		e.Cached, e.Computed = flags&1 != 0, flags&2 != 0
		e.Place = placeOf(g, cell)
		if state == ntm.Stated {
			if e.Type.Numeric() {
				if e.Num, err = decimal.NewFromString(value); err != nil {
					return fmt.Errorf("entry %s/%s/%s: %w", table, key, col, err)
				}
			} else {
				e.Text = value
			}
		}
	}
	return rows.Err()
}

func rowFor(g *ntm.Grid, line int, key string) *ntm.Row {
	if line == 0 {
		if g.Total == nil {
			g.Total = &ntm.Row{Key: key, Entries: make([]ntm.Entry, len(g.Table.Columns))}
			for i := range g.Total.Entries {
				g.Total.Entries[i].Type = g.Table.Columns[i].Type
			}
		}
		return g.Total
	}
	if row, ok := g.Row(key); ok {
		return row
	}
	def, _ := g.Table.RowDefOf(key)
	return g.AddRow(key, def)
}

// Findings returns the findings stored with a return, in their order.
func (b *Book) Findings(ctx context.Context, id int64) ([]ntm.Finding, error) {
	return query(ctx, b, scanFinding, `SELECT id, severity, explained, facts FROM finding WHERE return = ? ORDER BY seq`, id)
}

func scanFinding(rows *sql.Rows) (ntm.Finding, error) {
	var f ntm.Finding
	var text string
	if err := rows.Scan(&f.ID, &f.Severity, &f.Explained, &text); err != nil {
		return f, err
	}
	var x facts
	if err := json.Unmarshal([]byte(text), &x); err != nil {
		return f, fmt.Errorf("finding %s: %w", f.ID, err)
	}
	f.Place, f.Unit, f.Table, f.Row, f.Column, f.Indicator = x.Place, x.Unit, x.Table, x.Row, x.Column, x.Indicator
	f.Saw, f.Want, f.Operands, f.Facts = x.Saw, x.Want, x.Operands, x.Facts
	return f, nil
}

// Counts are the findings of a stored return by severity; explained ones are not open.
type Counts struct{ Block, Explain, Explained, Note int }

// FindingCounts counts the findings of every return of the period.
func (b *Book) FindingCounts(ctx context.Context, period string) (map[int64]Counts, error) {
	rows, err := b.db.QueryContext(ctx, `SELECT f.return, f.severity, f.explained <> '', count(*) FROM finding f
		JOIN return r ON r.id = f.return WHERE r.period = ? GROUP BY 1, 2, 3`, period)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := map[int64]Counts{}
	for rows.Next() {
		var id int64
		var severity ntm.Severity
		var explained bool
		var n int
		if err := rows.Scan(&id, &severity, &explained, &n); err != nil {
			return nil, err
		}
		c := out[id]
		switch {
		case severity == ntm.Block:
			c.Block += n
		case severity == ntm.Explain && explained:
			c.Explained += n
		case severity == ntm.Explain:
			c.Explain += n
		default:
			c.Note += n
		}
		out[id] = c
	}
	return out, rows.Err()
}

// Explanations returns the explanations given for a unit's period, by finding key.
func (b *Book) Explanations(ctx context.Context, unit, period string) (map[string]Explanation, error) {
	all, err := query(ctx, b, scanExplanation, `SELECT `+explanationColumns+` FROM explanation WHERE unit = ? AND period = ?`, unit, period)
	out := make(map[string]Explanation, len(all))
	for _, e := range all {
		out[e.Key] = e
	}
	return out, err
}

// Exclusions returns the units left out of a period, with the reason.
func (b *Book) Exclusions(ctx context.Context, period string) (map[string]string, error) {
	type row struct{ unit, reason string }
	all, err := query(ctx, b, func(rows *sql.Rows) (row, error) {
		var r row
		return r, rows.Scan(&r.unit, &r.reason)
	}, `SELECT unit, reason FROM exclusion WHERE period = ? ORDER BY unit`, period)
	out := make(map[string]string, len(all))
	for _, r := range all {
		out[r.unit] = r.reason
	}
	return out, err
}

// Events returns the log, oldest first.
func (b *Book) Events(ctx context.Context) ([]Event, error) {
	return query(ctx, b, func(rows *sql.Rows) (Event, error) {
		var e Event
		return e, rows.Scan(&e.At, &e.Who, &e.Verb, &e.Unit, &e.Period, &e.Detail)
	}, `SELECT at, who, verb, unit, period, detail FROM log ORDER BY id`)
}
