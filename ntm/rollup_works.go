package ntm

import "strconv"

// Work is one thing that a unit lists (a work with debts) over the months of a period, told apart by the
// columns that identify it.
type Work struct {
	Line *UnitLine
	rows []workRow // one a month in which it is listed, in order
	tab  string
}

type workRow struct {
	of   *Return
	grid *Grid
	row  *Row
}

// Works are the rows of a list over the units picked, in the units' order, those of the last month first. One that
// is no longer listed at the end is among them if the period's flows or openings are taken from earlier months.
func (ru *RollUp) Works(table string, w Which) []Work {
	var out []Work
	for _, l := range ru.Pick(w) {
		out = append(out, l.works(table)...)
	}
	return out
}

func (l *UnitLine) works(table string) []Work {
	if !l.Reported() {
		return nil
	}
	returns := l.Parts
	if len(returns) == 0 || len(l.Gaps) > 0 {
		returns = []*Return{l.Now}
	}
	var out []Work
	at := map[string]int{}
	for i := len(returns) - 1; i >= 0; i-- {
		g := returns[i].Grid(table)
		if g == nil {
			continue
		}
		nth := map[string]int{} // two works of one name stay two
		for _, row := range g.Rows {
			id := identityOf(g, row)
			nth[id]++
			key := id + "|" + strconv.Itoa(nth[id])
			k, known := at[key]
			if !known {
				k = len(out)
				at[key] = k
				out = append(out, Work{Line: l, tab: table})
			}
			out[k].rows = append([]workRow{{returns[i], g, row}}, out[k].rows...)
		}
	}
	return out
}

// last is the newest row of the work.
func (x Work) last() workRow { return x.rows[len(x.rows)-1] }

// Listed tells whether the work is still listed at the end of the period.
func (x Work) Listed() bool { return x.last().of == x.Line.Now }

// Value is what the work's newest row says in the column.
func (x Work) Value(col string) Value {
	r := x.last()
	return Listed{x.Line, r.grid, r.row}.Value(col)
}

// Place is the cell of the work's newest row in the column.
func (x Work) Place(col string) Place {
	r := x.last()
	return Listed{x.Line, r.grid, r.row}.Place(col)
}

// Cells are the cells behind the work's figure in a column: of every month for a flow, of the first month for an
// opening, else of the last. ok is false if none of them holds a figure.
func (x Work) Cells(col string) (out []Source, ok bool) {
	returns, ok := x.Line.months(x.tab, col)
	if !ok {
		return nil, false
	}
	for _, of := range returns {
		for _, r := range x.rows {
			if r.of != of {
				continue
			}
			e, found := r.grid.At(r.row, col)
			if !found {
				continue
			}
			if d, known := e.Number(); known {
				out = append(out, Source{Unit: x.Line.Unit.Code, Value: NumOf(d), Place: e.Place, Period: of.Period})
			}
		}
	}
	return out, len(out) > 0
}
