package ntm

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// scales are the factors by which a table in another unit of money is off, and the variant of the sentence
// that names the unit: what is a thousand times too large is in nghìn đồng.
func scales() []struct{ factor, variant string } {
	return []struct{ factor, variant string }{{"1000", "nghin"}, {"1000000", "dong"}, {"0.001", "ty"}}
}

// scaleOf is the factor that a ratio stands for, within slack either way; "" if it stands for none.
func scaleOf(ratio Num, slack Num) string {
	for _, s := range scales() {
		f := NumOf(decimal.RequireFromString(s.factor))
		low, ok1 := ratio.Cmp(f.Div(slack))
		high, ok2 := ratio.Cmp(f.Mul(slack))
		if ok1 && ok2 && low >= 0 && high <= 0 {
			return s.factor
		}
	}
	return ""
}

// ruleScaleOfTable reports a table of money that is altogether a thousand or a million times what it
// usually is, or a thousandth of it: another unit of money than triệu đồng. It is held against the unit's
// own earlier returns; without them against what a household, or one work, can have.
func ruleScaleOfTable(x *examination, c *Check) {
	for _, g := range x.sc.Ret.Tables {
		if s := x.scaleOfTable(g, c); s.factor != "" {
			x.reportScale(g, s)
		}
	}
}

// incomes holds the income of an indicator, in triệu đồng per head, against limits of the catalogue.
func (x *examination) incomes(g *Grid, c *Check) {
	low, high, ok := c.limits("income")
	unit := Fold(c.Params["income.unit"])
	if !ok || !g.Found || unit == "" {
		return
	}
	for _, row := range g.Rows {
		if row.Def == nil || !strings.HasPrefix(Fold(row.Def.Unit), unit) {
			continue
		}
		for i := range row.Entries {
			e := &row.Entries[i]
			if d, known := e.Number(); known && e.State == Stated && g.Table.Columns[i].ByRow {
				if s := outOf(NumOf(d), low, high); s.factor != "" {
					x.report(g, row, g.Table.Columns[i].Code, func(f *Finding) { f.Facts["factor"] = s.factor })
				}
			}
		}
	}
}

// tableScale is what a table's figures say of its unit of money.
type tableScale struct {
	factor string // "" if nothing is wrong
	cells  int    // figures that say so
	row    *Row   // the largest of them, to point at
	col    string
	usual  Num // what that cell usually says
	each   Num // what it comes to by household; without history
	limit  Num
}

func (x *examination) scaleOfTable(g *Grid, c *Check) tableScale {
	if !g.Found || g.Table.ID == FieldsTable {
		return tableScale{}
	}
	if s, known := x.scaleByHistory(g, c); known {
		return s
	}
	return x.scaleByLimits(g, c)
}

// scaleByHistory compares every figure with what its cell usually says; known is false with too little
// history. Half of the figures must be off by the same factor.
func (x *examination) scaleByHistory(g *Grid, c *Check) (s tableScale, known bool) {
	slack, least := c.Param("slack", NumInt(5)), c.intParam("least", 3)
	votes, compared := map[string]int{}, 0
	largest := map[string]Num{}
	at := map[string]tableScale{}
	x.eachMoney(g, func(row *Row, col *Column, saw Num) {
		usual := x.usual(g.Table.ID, row.Key, col.Code)
		if !usual.OK || saw.D.IsZero() {
			return
		}
		compared++
		factor := scaleOf(saw.Div(usual), slack)
		if factor == "" {
			return
		}
		votes[factor]++
		if more, ok := saw.Cmp(largest[factor]); !ok || more > 0 {
			largest[factor] = saw
			at[factor] = tableScale{factor: factor, row: row, col: col.Code, usual: usual}
		}
	})
	for factor, n := range votes {
		if n >= least && 2*n > compared {
			s = at[factor]
			s.cells = n
		}
	}
	return s, compared >= least
}

// eachMoney visits the stated amounts of the items of a table.
func (x *examination) eachMoney(g *Grid, use func(row *Row, col *Column, saw Num)) {
	for _, row := range g.Rows {
		if row.Kind() != RowItem {
			continue
		}
		for i := range row.Entries {
			col, e := &g.Table.Columns[i], &row.Entries[i]
			if e.Type == TypeMoney && e.State == Stated && col.Formula == "" && col.Given == "" {
				use(row, col, NumOf(e.Num.Abs()))
			}
		}
	}
}

// scaleByLimits holds what a table states against limits of the catalogue: «nguon_luc.kh_nam.ho: 0.05 3000»
// is the sum of a column by household, «no_dong.tmdt: 5 500000» each row; in triệu đồng. The factor is the
// one that brings the figure back between them.
func (x *examination) scaleByLimits(g *Grid, c *Check) tableScale {
	for i := range g.Table.Columns {
		col := &g.Table.Columns[i]
		name := g.Table.ID + "." + col.Code
		if low, high, ok := c.limits(name + ".ho"); ok {
			households := x.households()
			if !households.OK || !households.D.IsPositive() {
				continue
			}
			sum, largest := x.sumOfItems(g, col)
			each := sum.Div(households)
			if s := outOf(each, low, high); s.factor != "" && largest != nil {
				s.row, s.col, s.cells, s.each = largest, col.Code, len(g.Rows), each
				return s
			}
		}
		if low, high, ok := c.limits(name); ok {
			if s := x.rowsOutOf(g, col, low, high); s.factor != "" {
				return s
			}
		}
	}
	return tableScale{}
}

// rowsOutOf asks that every row that states the column is beyond the limits by the same factor.
func (x *examination) rowsOutOf(g *Grid, col *Column, low, high Num) (s tableScale) {
	for _, row := range g.Rows {
		saw := figureAt(g, row, col.Code)
		if row.Kind() != RowItem || !saw.OK || !saw.D.IsPositive() {
			continue
		}
		one := outOf(saw, low, high)
		if one.factor == "" || s.factor != "" && s.factor != one.factor {
			return tableScale{}
		}
		if s.factor == "" {
			s.row, s.col = row, col.Code
		}
		s.factor, s.limit = one.factor, one.limit
		s.cells++
	}
	return s
}

// outOf finds the smallest factor that brings a figure back between the limits.
func outOf(saw, low, high Num) tableScale {
	if !saw.OK || !saw.D.IsPositive() {
		return tableScale{}
	}
	above, _ := saw.Cmp(high)
	below, _ := saw.Cmp(low)
	for _, s := range scales() {
		f := NumOf(decimal.RequireFromString(s.factor))
		up := f.D.GreaterThan(decimal.NewFromInt(1))
		if up && above <= 0 || !up && below >= 0 {
			continue
		}
		back := saw.Div(f)
		a, _ := back.Cmp(high)
		b, _ := back.Cmp(low)
		if a <= 0 && b >= 0 {
			if up {
				return tableScale{factor: s.factor, limit: high}
			}
			return tableScale{factor: s.factor, limit: low}
		}
	}
	return tableScale{}
}

// limits reads a parameter of two figures, the lowest and the highest.
func (c *Check) limits(name string) (low, high Num, ok bool) {
	words := strings.Fields(c.Params[name])
	if len(words) != 2 {
		return Num{}, Num{}, false
	}
	low, err1 := ParseNum(words[0])
	high, err2 := ParseNum(words[1])
	return low, high, err1 == nil && err2 == nil && low.OK && high.OK
}

// households is the total that sheet 00 states, else that of the poverty sheet.
func (x *examination) households() Num {
	if e, ok := x.sc.Ret.Entry(FieldsTable, "tong_so_ho", FieldColumn); ok {
		if d, known := e.Number(); known && d.IsPositive() {
			return NumOf(d)
		}
	}
	if e, ok := x.sc.Ret.Entry("dan_cu", "tong", "so_ho"); ok {
		if d, known := e.Number(); known {
			return NumOf(d)
		}
	}
	return Num{}
}

// sumOfItems adds a column up over the items and names the largest.
func (x *examination) sumOfItems(g *Grid, col *Column) (Num, *Row) {
	sum, most := NumInt(0), Num{}
	var largest *Row
	for _, row := range g.Rows {
		n := figureAt(g, row, col.Code)
		if row.Kind() != RowItem || !n.OK {
			continue
		}
		sum = sum.Add(n)
		if more, ok := n.Cmp(most); !ok || more > 0 {
			most, largest = n, row
		}
	}
	return sum, largest
}

func (x *examination) reportScale(g *Grid, s tableScale) {
	x.report(g, s.row, s.col, func(f *Finding) {
		f.Row, f.Column, f.Indicator = "", "", ""
		f.Facts["table"], f.Facts["factor"], f.Facts["count"] = g.Table.name(), s.factor, itoa(s.cells)
		for _, one := range scales() {
			if one.factor == s.factor {
				f.Facts[variantFact] = one.variant
			}
		}
		switch {
		case s.usual.OK:
			f.Want, f.Facts["usual"] = s.usual.String(), s.usual.String()
		case s.each.OK:
			f.Facts["each"], f.Facts["limit"] = NumOf(s.each.D.Round(3)).String(), s.limit.String()
		default:
			f.Facts["limit"] = s.limit.String()
		}
	})
}

// offScale are the tables that ruleScaleOfTable has told of: their cells are not told one by one.
func (x *examination) offScale() []string {
	var tables []string
	for i := range x.found {
		if f := &x.found[i]; f.Facts["factor"] != "" && f.Row == "" && !slices.Contains(tables, f.Table) {
			tables = append(tables, f.Table)
		}
	}
	return tables
}
