package ntm

import "github.com/shopspring/decimal"

// ruleSumAmongRows reports a row of a list whose figures are those of the rows above it added up: a line
// such as «Cộng» that is taken for an item doubles every total. It must agree in every column that is
// added up: in two columns, or in one with four rows.
func ruleSumAmongRows(x *examination, _ *Check) {
	for _, g := range x.sc.Ret.Tables {
		if !g.Found || g.Table.Shape != ShapeList || len(g.Rows) < 3 {
			continue
		}
		var cols []int
		for i := range g.Table.Columns {
			if col := &g.Table.Columns[i]; col.Type.Numeric() && col.RollUp == RollSum {
				cols = append(cols, i)
			}
		}
		if len(cols) > 0 {
			x.sumAmong(g, cols)
		}
	}
}

// running adds rows up, column by column.
type running struct {
	first *Row
	rows  int
	sum   []decimal.Decimal
	terms []int // rows that are not nil, by column
}

func newRunning(cols int) *running {
	return &running{sum: make([]decimal.Decimal, cols), terms: make([]int, cols)}
}

func (s *running) add(row *Row, cols []int) {
	if s.rows++; s.rows == 1 {
		s.first = row
	}
	for i, col := range cols {
		if d, ok := row.Entries[col].Number(); ok && !d.IsZero() {
			s.sum[i] = s.sum[i].Add(d)
			s.terms[i]++
		}
	}
}

// is reports that the row says just what was added up, and more than by chance.
func (s *running) is(row *Row, cols []int) bool {
	agree := 0
	for i, col := range cols {
		d, _ := row.Entries[col].Number()
		if d.Sub(s.sum[i]).Abs().Cmp(binaryDust) > 0 {
			return false
		}
		if s.terms[i] >= 2 {
			agree++
		}
	}
	return agree >= 2 && s.rows >= 2 || agree == 1 && s.rows >= 4
}

func (x *examination) sumAmong(g *Grid, cols []int) {
	all, since := newRunning(len(cols)), newRunning(len(cols))
	for i, row := range g.Rows {
		from := all
		if !all.is(row, cols) {
			from = since
		}
		if i >= 2 && from.is(row, cols) {
			last := g.Rows[i-1]
			x.report(g, row, g.Table.Identity[0], func(f *Finding) {
				f.Facts["first"], f.Facts["last"] = itoa(from.first.Line), itoa(last.Line)
				f.Operands = []Operand{operandAt(g, from.first, g.Table.Identity[0], ""), operandAt(g, last, g.Table.Identity[0], "")}
			})
			since = newRunning(len(cols))
			continue
		}
		all.add(row, cols)
		since.add(row, cols)
	}
}
