package ntm

import (
	"slices"

	"github.com/shopspring/decimal"
)

// ruleMagnitude reports amounts that are a thousand times what the same cell usually says: đồng or
// nghìn đồng typed for triệu đồng, or tỷ đồng. Without history only what no commune has is reported.
func ruleMagnitude(x *examination, c *Check) {
	factor, slack := c.Param("factor", NumInt(1000)), c.Param("slack", NumInt(2))
	step := factor.Div(slack)
	ceiling := c.Param("ceiling", Num{})
	told := x.offScale()
	for _, g := range x.sc.Ret.Tables {
		x.incomes(g, c)
	}
	x.eachEntry(func(g *Grid, row *Row, col *Column, e *Entry) {
		if e.Type != TypeMoney || e.State != Stated || e.Num.IsZero() || row.Kind() != RowItem || row == g.Total || slices.Contains(told, g.Table.ID) {
			return
		}
		saw := NumOf(e.Num.Abs())
		usual := x.usual(g.Table.ID, row.Key, col.Code)
		over, known := saw.Cmp(usual.Mul(step))
		if known && over >= 0 {
			x.reportMagnitude(g, row, col, usual)
			return
		}
		under, _ := saw.Mul(step).Cmp(usual)
		if known && under <= 0 && col.Meaning != Flow {
			x.reportMagnitude(g, row, col, usual)
			return
		}
		if above, ok := saw.Cmp(ceiling); !known && ok && above > 0 {
			x.reportMagnitude(g, row, col, Num{})
		}
	})
}

func (x *examination) reportMagnitude(g *Grid, row *Row, col *Column, usual Num) {
	x.report(g, row, col.Code, func(f *Finding) {
		f.Want, f.Facts["usual"] = usual.String(), usual.String()
		if e, ok := g.At(row, col.Code); ok {
			if factor := scaleOf(NumOf(e.Num.Abs()).Div(usual), NumInt(5)); factor != "" {
				f.Facts["factor"] = factor
			}
		}
	})
}

// usual is the median of what the cell said in the unit's earlier returns, without noughts.
func (x *examination) usual(table, row, col string) Num {
	key := [3]string{table, row, col}
	if n, ok := x.usually[key]; ok {
		return n
	}
	var was []decimal.Decimal
	for _, r := range x.earlier() {
		if e, ok := r.Entry(table, row, col); ok {
			if d, known := e.Number(); known && !d.IsZero() {
				was = append(was, d.Abs())
			}
		}
	}
	if x.usually == nil {
		x.usually = map[[3]string]Num{}
	}
	x.usually[key] = median(was)
	return x.usually[key]
}

// earlier are the unit's returns before this one, oldest first, the last twelve at most.
func (x *examination) earlier() []*Return {
	rs := x.sc.Months
	if x.sc.Prev != nil && !slices.Contains(rs, x.sc.Prev) {
		rs = append(rs[:len(rs):len(rs)], x.sc.Prev)
	}
	if len(rs) > 12 {
		rs = rs[len(rs)-12:]
	}
	return rs
}

func median(ds []decimal.Decimal) Num {
	if len(ds) == 0 {
		return Num{}
	}
	sorted := slices.Clone(ds)
	slices.SortFunc(sorted, func(a, b decimal.Decimal) int { return a.Cmp(b) })
	mid := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return NumOf(sorted[mid])
	}
	return NumOf(sorted[mid-1].Add(sorted[mid]).Div(decimal.NewFromInt(2)))
}

// ruleCountedTwice reports a decision that gives money both under lồng ghép and under a budget.
func ruleCountedTwice(x *examination, _ *Check) {
	g, ok := x.grid("nguon_luc")
	if !ok {
		return
	}
	mixed, ok := g.Row("III")
	number := Fold(said(g, mixed, "so_qd"))
	if !ok || number == "" {
		return
	}
	for _, code := range []string{"I.1", "I.2", "II.1", "II.2", "II.3"} {
		row, ok := g.Row(code)
		if !ok || Fold(said(g, row, "so_qd")) != number {
			continue
		}
		x.report(g, mixed, "so_qd", func(f *Finding) {
			f.Facts["other"] = row.Label(g.Table)
			f.Operands = []Operand{operandAt(g, row, "so_qd", "")}
		})
		return
	}
}

// ruleDebtDisappears reports works that were in debt in the previous return and are not listed now.
func ruleDebtDisappears(x *examination, _ *Check) {
	g, ok := x.grid("no_dong")
	before := x.prevGrid("no_dong")
	if !ok || before == nil || !g.answered() {
		return
	}
	for _, was := range before.Rows {
		owed := figureAt(before, was, "no")
		if _, still := g.Row(was.Key); still || !owed.OK || !owed.D.IsPositive() {
			continue
		}
		x.report(g, nil, "no", func(f *Finding) {
			f.Row, f.Facts["row"] = was.Key, was.Label(g.Table)
			f.Facts["owed"] = owed.String()
			f.Operands = []Operand{operandAt(before, was, "no", "kỳ trước: ")}
		})
	}
}
