package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"bieuxa/ntm"
)

// Pick names cells of a table: columns, all if there are none, and rows by their key, all if there are none.
type Pick struct {
	Table   string
	Columns []string
	Rows    []string
}

// Sliced is a version to read some cells of, with the definition it was filed under.
type Sliced struct {
	Version  Version
	Def      *ntm.Definition
	UnitName string
}

// Slice reads only the cells picked of several returns, far fewer than Return does: no text as it was written, and no
// rows in which nothing picked is stated. Of two picks of a table the first counts. The returns are by the version's id.
func (b *Book) Slice(ctx context.Context, of []Sliced, picks []Pick) (map[int64]*ntm.Return, error) {
	out, defs := make(map[int64]*ntm.Return, len(of)), make(map[int64]*ntm.Definition, len(of))
	if len(of) == 0 {
		return out, nil
	}
	ids := make([]any, 0, len(of))
	for _, s := range of {
		period, err := ntm.ParsePeriod(s.Version.Period)
		if err != nil {
			return nil, err
		}
		r := ntm.NewReturn(s.Def, ntm.Unit{Code: s.Version.Unit, Name: s.UnitName}, period, s.Version.Set)
		r.File, r.Hash = s.Version.FileName, s.Version.File
		out[s.Version.ID], defs[s.Version.ID] = r, s.Def
		ids = append(ids, s.Version.ID)
	}
	done := map[string]bool{}
	for _, p := range picks {
		if done[p.Table] {
			continue
		}
		done[p.Table] = true
		add := func(id int64, place ntm.Place, found, nothing bool) {
			t, ok := defs[id].Table(p.Table)
			if r := out[id]; ok && r.Grid(p.Table) == nil {
				place.File = r.File
				g := r.Add(t)
				g.Place, g.Found, g.Nil = place, found, nothing
			}
		}
		if err := b.sliceGrids(ctx, ids, p.Table, add); err != nil {
			return nil, err
		}
		if err := b.sliceEntries(ctx, out, ids, p); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func marks(n int) string { return "(?" + strings.Repeat(", ?", n-1) + ")" }

func (b *Book) sliceGrids(ctx context.Context, ids []any, table string, add func(id int64, place ntm.Place, found, nothing bool)) error {
	rows, err := b.db.QueryContext(ctx, `SELECT return, sheet, cell, found, none FROM grid WHERE tbl = ? AND return IN `+marks(len(ids)),
		append([]any{table}, ids...)...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		var place ntm.Place
		var found, nothing bool
		if err := rows.Scan(&id, &place.Sheet, &place.Cell, &found, &nothing); err != nil {
			return err
		}
		add(id, place, found, nothing)
	}
	return rows.Err()
}

func (b *Book) sliceEntries(ctx context.Context, out map[int64]*ntm.Return, ids []any, p Pick) error {
	text, args := `SELECT return, line, row, col, state, value, cell FROM entry WHERE tbl = ? AND line > 0`, []any{p.Table}
	for _, in := range []struct {
		column string
		words  []string
	}{{"col", p.Columns}, {"row", p.Rows}} {
		if len(in.words) > 0 {
			text += ` AND ` + in.column + ` IN ` + marks(len(in.words))
			for _, word := range in.words {
				args = append(args, word)
			}
		}
	}
	rows, err := b.db.QueryContext(ctx, text+` AND return IN `+marks(len(ids))+` ORDER BY return, line`, append(args, ids...)...)
	if err != nil {
		return err
	}
	defer rows.Close()
	var last struct {
		id   int64
		line int
		row  *ntm.Row
	}
	for rows.Next() {
		var id int64
		var line int
		var state ntm.State
		var key, col, value, cell sql.RawBytes
		if err := rows.Scan(&id, &line, &key, &col, &state, &value, &cell); err != nil {
			return err
		}
		g := out[id].Grid(p.Table)
		if g == nil {
			continue
		}
		if last.row == nil || last.id != id || last.line != line {
			def, _ := g.Table.RowDefOf(string(key))
			last.id, last.line, last.row = id, line, g.AddRow(string(key), def)
		}
		i := g.Table.Col(string(col))
		if i < 0 {
			continue
		}
		e := &last.row.Entries[i]
		e.State, e.Place = state, placeOf(g, string(cell))
		if state != ntm.Stated {
			continue
		}
		if !e.Type.Numeric() {
			e.Text = string(value)
			continue
		}
		if e.Num, err = decimal.NewFromString(string(value)); err != nil {
			return fmt.Errorf("entry %s/%s/%s: %w", p.Table, key, col, err)
		}
	}
	return rows.Err()
}
