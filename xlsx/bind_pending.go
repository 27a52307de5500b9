package xlsx

import (
	"fmt"

	"bieuxa/ntm"
)

// pendingFigure is an entry whose formula came without its value.
type pendingFigure struct {
	table string
	row   *ntm.Row
	col   int
	sheet *Sheet
	cell  Cell
	done  bool
}

// computedPlaces is how many decimals a computed rate keeps.
const computedPlaces = 10

// computePending computes the figures that came as formulas without values: as the definition says,
// and as the formula says if it is a simple one. If the two differ, the formula stands, for that is
// what the unit sees; the checks find the fault.
func (r *reading) computePending() error {
	for progress := true; progress; {
		progress = false
		for i := range r.pending {
			p := &r.pending[i]
			if p.done {
				continue
			}
			n, _, err := r.computer.Figure(r.ret, p.table, p.row, r.column(p).Code)
			if err != nil {
				return fmt.Errorf("table %s, row %s: %w", p.table, p.row.Key, err)
			}
			if n.OK {
				p.done, progress = true, true
				e := &p.row.Entries[p.col]
				e.Value = ntm.NumberValue(e.Type, n.D.Round(computedPlaces))
				e.Computed = true
			}
		}
	}
	f := newFormulaReader(r.wb)
	for i := range r.pending {
		r.byFormula(&r.pending[i], f)
	}
	return nil
}

func (r *reading) column(p *pendingFigure) *ntm.Column {
	return &r.ret.Grid(p.table).Table.Columns[p.col]
}

// byFormula puts what the formula says in place of the entry. A formula over blank cells only says
// nothing; one that cannot be computed safely leaves the entry unreadable, unless the definition has
// said what it is.
func (r *reading) byFormula(p *pendingFigure, f *formulaReader) {
	e := &p.row.Entries[p.col]
	n, err := f.value(p.sheet, p.cell)
	switch {
	case err != nil && p.done:
	case err != nil:
		if _, known, _ := r.computer.Figure(r.ret, p.table, p.row, r.column(p).Code); known && r.nothingIn(p) {
			e.Value = ntm.Value{Type: e.Type}
			e.Computed = true
		}
	case !n.OK && !p.done:
		e.Value = ntm.Value{Type: e.Type}
		e.Computed = true
	case n.OK:
		raw := rawCell(p.cell, r.wb.Date1904)
		raw.Kind, raw.Text, raw.NoCache = ntm.RawNumber, n.D.Round(computedPlaces).String(), false
		v := r.Parse(raw, specOf(r.ret.Grid(p.table).Table, r.column(p), p.row.Def, e.Type))
		if !p.done || !v.Same(e.Value) {
			e.Value = v
		}
		e.Computed = true
	}
	if e.State == ntm.Stated && e.Type.Numeric() {
		e.Shown = ntm.FormatVN(e.Num, r.column(p).Decimals)
	}
}

// nothingIn reports that the unit has written no figure in the row: its formulas have nothing to say.
func (r *reading) nothingIn(p *pendingFigure) bool {
	t := r.ret.Grid(p.table).Table
	for i := range p.row.Entries {
		c := &t.Columns[i]
		if c.Given == "" && c.Formula == "" && (c.Type.Numeric() || c.ByRow) && p.row.Entries[i].Formula == "" && p.row.Entries[i].State != ntm.Blank {
			return false
		}
	}
	return true
}
