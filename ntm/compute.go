package ntm

import "fmt"

// Computer computes the figures that a definition says how to compute. It is made once for a bound
// definition, is read-only afterwards and may be used from several goroutines.
type Computer struct {
	def      *Definition
	formulas map[string]map[string]*expression // by table id and column code
}

// NewComputer compiles the formulas of the definition's columns.
func NewComputer(def *Definition) (*Computer, error) {
	c := &Computer{def: def, formulas: map[string]map[string]*expression{}}
	for _, t := range def.tables {
		for i := range t.Columns {
			col := &t.Columns[i]
			if col.Formula == "" {
				continue
			}
			e, err := compileExpression(t, col.Formula, "num")
			if err != nil {
				return nil, fmt.Errorf("table %s, column %s: %w", t.ID, col.Code, err)
			}
			if c.formulas[t.ID] == nil {
				c.formulas[t.ID] = map[string]*expression{}
			}
			c.formulas[t.ID][col.Code] = e
		}
	}
	return c, nil
}

// ComputedFigure is a figure with what it was computed from. Known is false if the definition does not say how to compute it.
type ComputedFigure struct {
	Num
	Known    bool
	Operands []Operand // the figures it was computed from, missing ones too; not those of a list's total
}

// Figure computes the figure of the row in the column: by the column's formula, as the sum of the
// rows the row adds up, or, for the row «Tổng cộng» of a list, as the sum of its items. The figure is
// missing if one it needs is missing.
func (c *Computer) Figure(ret *Return, table string, row *Row, col string) (ComputedFigure, error) {
	g := ret.Grid(table)
	if g == nil || row == nil || g.Table.Col(col) < 0 {
		return ComputedFigure{}, nil
	}
	ev := newEvaluator(&Scope{Def: c.def, Ret: ret})
	ev.record = true
	n, known, err := c.figure(ev, g, row, col)
	return ComputedFigure{Num: n, Known: known, Operands: ev.operands}, err
}

func (c *Computer) figure(ev *evaluator, g *Grid, row *Row, col string) (n Num, known bool, err error) {
	t := g.Table
	if e := c.formulas[t.ID][col]; e != nil {
		n, err = ev.num(e, g, row)
		return n, true, err
	}
	switch {
	case t.Columns[t.Col(col)].RollUp != RollSum:
	case row.Def != nil && len(row.Def.Sum) > 0:
		n = NumInt(0)
		for _, code := range row.Def.Sum {
			n = n.Add(ev.figure(ev.sc.Ret, t.ID, code, col, ""))
		}
		return n, true, nil
	case row == g.Total:
		return ev.total(g, col), true, nil
	}
	return Num{}, false, nil
}

// Compute computes one figure of a return by its table, row key and column code. The figure is
// missing if one it needs is missing; it is an error if the definition does not say how to compute it.
func Compute(def *Definition, ret *Return, table, row, col string) (Num, error) {
	c, err := NewComputer(def)
	if err != nil {
		return Num{}, err
	}
	r, ok := ret.Grid(table).Row(row)
	if !ok {
		return Num{}, fmt.Errorf("table %s has no row %s", table, row)
	}
	f, err := c.Figure(ret, table, r, col)
	if err == nil && !f.Known {
		err = fmt.Errorf("table %s, row %s, column %s: the definition gives no arithmetic", table, row, col)
	}
	return f.Num, err
}
