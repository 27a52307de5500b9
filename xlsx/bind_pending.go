package xlsx

import (
	"fmt"

	"github.com/shopspring/decimal"

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
	times decimal.Decimal // what the figure is multiplied by; zero: nothing
}

// computedPlaces is how many decimals a computed rate keeps.
const computedPlaces = 10

// computePending computes the figures that came as formulas without values: as the workbook's own
// formula says, for that is what the unit sees, else as the definition says. What neither can tell
// safely stays unreadable.
func (r *reading) computePending() error {
	f := newFormulaReader(r.wb)
	open := map[ntm.Place]bool{}
	for i := range r.pending {
		p := &r.pending[i]
		if n, err := f.value(p.sheet, p.cell); err == nil {
			r.settle(p, n)
		} else {
			open[p.row.Entries[p.col].Place] = true
		}
	}
	for progress := len(open) > 0; progress; {
		progress = false
		for i := range r.pending {
			p := &r.pending[i]
			if p.done {
				continue
			}
			if err := r.byDefinition(p, open); err != nil {
				return err
			}
			progress = progress || p.done
		}
	}
	return nil
}

func (r *reading) column(p *pendingFigure) *ntm.Column {
	return &r.ret.Grid(p.table).Table.Columns[p.col]
}

// settle states the figure; a missing one says nothing.
func (r *reading) settle(p *pendingFigure, n ntm.Num) {
	e := &p.row.Entries[p.col]
	p.done, e.Computed = true, true
	if !n.OK {
		e.Value = ntm.Value{Type: e.Type}
		return
	}
	raw := rawCell(p.cell, r.wb.Date1904)
	raw.Kind, raw.Text, raw.NoCache = ntm.RawNumber, n.D.Round(computedPlaces).String(), false
	e.Value = scaled(r.lex.Parse(raw, r.ret.Grid(p.table).Table.SpecAt(r.column(p), p.row.Def)), p.times)
	if e.State == ntm.Stated && e.Type.Numeric() {
		e.Shown = ntm.FormatVN(e.Num, r.column(p).Decimals)
	}
}

// byDefinition computes the figure as the definition says, once the figures it needs are settled: one
// that is not must not pass for nought.
func (r *reading) byDefinition(p *pendingFigure, open map[ntm.Place]bool) error {
	f, err := r.computer.Figure(r.ret, p.table, p.row, r.column(p).Code)
	if err != nil {
		return fmt.Errorf("table %s, row %s: %w", p.table, p.row.Key, err)
	}
	if !f.Known || !f.OK && !r.nothingIn(p) {
		return nil
	}
	e := &p.row.Entries[p.col]
	for _, o := range f.Operands {
		if open[o.Place] && o.Place != e.Place {
			return nil
		}
	}
	p.done, e.Computed = true, true
	delete(open, e.Place)
	e.Value = ntm.Value{Type: e.Type}
	if f.OK {
		e.Value = ntm.NumberValue(e.Type, f.D.Round(computedPlaces))
		e.Shown = ntm.FormatVN(e.Num, r.column(p).Decimals)
	}
	return nil
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
