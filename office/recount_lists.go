package office

import (
	"slices"

	"github.com/shopspring/decimal"

	"bieuxa/ntm"
	"bieuxa/report"
)

// listed is a row of a list of a unit's return.
type listedRow struct {
	grid *ntm.Grid
	row  *ntm.Row
}

func (x listedRow) value(col string) ntm.Value {
	if e, ok := x.grid.At(x.row, col); ok {
		return e.Value
	}
	return ntm.Value{}
}

// fromLists counts again what a column takes from the form's list, over the units; ok is false where the recount does
// not know how.
func (r *recount) fromLists(of report.FromList, lines []*ntm.UnitLine) (n decimal.Decimal, ok bool) {
	if of.Add != "" {
		return r.addedUp(of.Add, lines), true
	}
	for _, l := range lines {
		count, ok := r.countRows(*of.Count, l)
		if !ok {
			return n, false
		}
		n = n.Add(decimal.NewFromInt(count))
	}
	return n, true
}

// addedUp is a column of the list over the rows of the units' returns: of every month what arose, of the first month
// what was there at its beginning, else the last month's. A unit that leaves the list or the whole column blank in one
// of them states nothing.
func (r *recount) addedUp(col string, lines []*ntm.UnitLine) decimal.Decimal {
	sum := decimal.Zero
	for _, l := range lines {
		own, stated := decimal.Zero, true
		months, whole := monthsOf(l, r.recipe.List, col)
		for _, m := range months {
			g := m.Grid(r.recipe.List)
			if g == nil || !g.Found || len(g.Rows) == 0 && !g.Nil {
				stated = false
				break
			}
			figures := 0
			for _, row := range g.Rows {
				if d, known := (listedRow{g, row}).value(col).Number(); known {
					own, figures = own.Add(d), figures+1
				}
			}
			stated = stated && (figures > 0 || len(g.Rows) == 0)
		}
		if stated && whole {
			sum = sum.Add(own)
		}
	}
	return sum
}

// monthsOf are the returns that a column's figure stands in; whole is false if one of them is missing.
func monthsOf(l *ntm.UnitLine, table, col string) (months []*ntm.Return, whole bool) {
	g := l.Now.Grid(table)
	if g == nil {
		return nil, false
	}
	i := g.Table.Col(col)
	if i < 0 {
		return nil, false
	}
	switch meaning := g.Table.Columns[i].Meaning; {
	case meaning != ntm.Flow && meaning != ntm.Opening:
	case len(l.Gaps) > 0:
		return nil, false
	case meaning == ntm.Flow && len(l.Parts) > 1:
		return l.Parts, true
	case len(l.Parts) > 1:
		return l.Parts[:1], true
	}
	return []*ntm.Return{l.Now}, true
}

// countRows counts the rows of a unit's list at the end of the period.
func (r *recount) countRows(s report.ListedRows, l *ntm.UnitLine) (n int64, ok bool) {
	g := l.Now.Grid(r.recipe.List)
	if g == nil {
		return 0, true
	}
	seen := map[string]bool{}
	for _, row := range g.Rows {
		x := listedRow{g, row}
		is, ok := r.is(x, s)
		if !ok {
			return 0, false
		}
		if name := ntm.Fold(x.value(s.Distinct).Text); is && s.Distinct != "" {
			is, seen[name] = !seen[name], true
		}
		word := x.value(s.Column).Canonical()
		if is && (len(s.Words) == 0 || slices.Contains(s.Words, word)) && !slices.Contains(s.But, word) {
			n++
		}
	}
	return n, true
}

// is tells whether a row is what the form counts, words aside (report.Recipe); ok is false for a name it does not know.
func (r *recount) is(x listedRow, s report.ListedRows) (is, ok bool) {
	day := func(from ntm.Date) bool {
		on, err := ntm.ParseDateISO(x.value("ngay_qd").Text)
		if err != nil {
			return x.value("tinh_trang").Text == "Mới công nhận"
		}
		return on.Compare(from) >= 0 && on.Compare(r.ru.To) <= 0
	}
	switch s.Only {
	case "":
		return true, true
	case "live-product":
		return r.live(x), true
	case "dead-product":
		return !r.live(x), true
	case "new-product":
		return r.live(x) && day(r.ru.From), true
	case "year-product":
		return r.live(x) && day(ntm.NewDate(r.ru.To.Year, 1, 1)), true
	case "stated":
		return x.value(s.Column).State == ntm.Stated, true
	case "not-applicable":
		return x.value(s.Column).State == ntm.NotApplicable, true
	}
	return false, false
}

// live tells whether a product's recognition stands on the last day of the period.
func (r *recount) live(x listedRow) bool {
	if slices.Contains([]string{"Hết hạn", "Thu hồi"}, x.value("tinh_trang").Text) {
		return false
	}
	until, err := ntm.ParseDateISO(x.value("han").Text)
	return err != nil || until.Compare(r.ru.To) >= 0
}
