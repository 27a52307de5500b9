package ntm

import (
	"fmt"
	"sort"
)

// RollUp puts the accepted returns of a period together. It holds the returns themselves: every
// figure is computed from them when asked for, and says which cells it came from. Drafts are not in
// it; a unit without an accepted return is missing, never zero.
type RollUp struct {
	Period    Period
	From, To  Date
	Parent    Unit
	Set       *CriteriaSet
	Def       *Definition
	Lines     []*UnitLine        // every unit expected, in order of code
	Above     map[string]Unit    // units between the parent and those that report, by code
	Self      map[string]*Return // districts' own returns, by code
	Excluded  []Exclusion
	Settings  Settings
	ShowGroup bool      // the set knows xã nhóm 1, 2, 3
	Findings  []Finding // what the totals' own checks found

	// What the figures are compared with, each over the units of its own period and read as far as it was asked
	// for (Earlier); nil if nobody asked, or nothing was received for it.
	Previous *RollUp // the period before, of the same length
	YearEnd  *RollUp // December of last year
	YearAgo  *RollUp // the same period of last year
}

// UnitLine is one unit's place in a roll-up.
type UnitLine struct {
	Unit   Unit
	Group  string    // xã nhóm 1, 2, 3
	Above  string    // code of the unit between this one and the parent (a district of a province)
	Now    *Return   // nil: not reported, or not accepted
	Parts  []*Return // the months a longer period was put together from, in order
	Gaps   []Period  // months of the period without an accepted return
	Before *Return   // the previous period's, by its last month
}

// Exclusion is a unit left out of the roll-up with a written reason (dissolved, split, merged).
type Exclusion struct {
	Unit   Unit
	Reason string
}

// Reported says that the unit counts in the roll-up.
func (l *UnitLine) Reported() bool { return l.Now != nil }

// Which picks units of a roll-up.
type Which func(*UnitLine) bool

// Every picks all units; Rural the xã, which alone count in NTM denominators; Urban the rest.
func Every(*UnitLine) bool   { return true }
func Rural(l *UnitLine) bool { return l.Unit.Kind.Rural() }
func Urban(l *UnitLine) bool { return !l.Unit.Kind.Rural() }

// Under picks the units below a district of a province.
func Under(code string) Which { return func(l *UnitLine) bool { return l.Above == code } }

// And picks what both pick.
func (w Which) And(v Which) Which { return func(l *UnitLine) bool { return w(l) && v(l) } }

// Pick returns the units picked.
func (ru *RollUp) Pick(w Which) []*UnitLine {
	var out []*UnitLine
	for _, l := range ru.Lines {
		if w(l) {
			out = append(out, l)
		}
	}
	return out
}

// Count returns how many of the units picked have reported, and how many are expected.
func (ru *RollUp) Count(w Which) (reported, expected int) {
	for _, l := range ru.Lines {
		if !w(l) {
			continue
		}
		expected++
		if l.Reported() {
			reported++
		}
	}
	return reported, expected
}

// Missing lists the units picked that have no accepted return.
func (ru *RollUp) Missing(w Which) []Unit {
	var out []Unit
	for _, l := range ru.Lines {
		if w(l) && !l.Reported() {
			out = append(out, l.Unit)
		}
	}
	return out
}

// Source is one figure behind a total and the cell it stands in.
type Source struct {
	Unit  string
	Value Num
	Place Place
	What  string // the row and column in words; empty where nobody asked for them

	Period Period // of the return it stands in: a month of the longer period that the total is of
}

// Figure is a rolled-up figure. OK is false if no unit stated it; Reported of Expected units did.
type Figure struct {
	Num
	Reported, Expected int
	Sources            []Source
}

// Sum adds a cell up over the units picked. A unit that did not state it is not counted as zero: it
// is missing from Reported.
func (ru *RollUp) Sum(table, row, col string, w Which) Figure {
	f := Figure{}
	for _, l := range ru.Lines {
		if !w(l) {
			continue
		}
		f.Expected++
		f.take(l.cells(table, row, col))
	}
	return f
}

func (f *Figure) take(sources []Source, ok bool) {
	if !ok {
		return
	}
	f.Reported++
	if !f.OK {
		f.Num = NumInt(0)
	}
	for _, s := range sources {
		f.Num = f.Num.Add(s.Value)
	}
	f.Sources = append(f.Sources, sources...)
}

// cells returns the cells a unit's figure comes from: one, or for a flow over several months one a
// month. ok is false if any of them is missing.
func (l *UnitLine) cells(table, row, col string) (out []Source, ok bool) {
	returns, ok := l.months(table, col)
	if !ok {
		return nil, false
	}
	for _, r := range returns {
		e, found := r.Entry(table, row, col)
		if !found {
			return nil, false
		}
		d, known := e.Number()
		if !known {
			return nil, false
		}
		out = append(out, Source{Unit: l.Unit.Code, Value: NumOf(d), Place: e.Place, Period: r.Period})
	}
	return out, true
}

// months are the returns that a column is read from: every month's for a flow, the first month's for an
// opening, else the last month's. ok is false if the table or one of the months is missing.
func (l *UnitLine) months(table, col string) (out []*Return, ok bool) {
	g := l.Now.Grid(table)
	if g == nil {
		return nil, false
	}
	i := g.Table.Col(col)
	if i < 0 || len(l.Parts) < 2 && len(l.Gaps) == 0 {
		return []*Return{l.Now}, true
	}
	switch meaning := g.Table.Columns[i].Meaning; {
	case meaning != Flow && meaning != Opening:
		return []*Return{l.Now}, true
	case len(l.Gaps) > 0:
		return nil, false
	case meaning == Opening:
		return l.Parts[:1], true
	}
	return l.Parts, true
}

// SumList adds a column up over all rows of a list, for the units picked. A unit whose rows all leave the cell blank
// states nothing; one that states
// «Không phát sinh» has stated zero.
func (ru *RollUp) SumList(table, col string, w Which) Figure {
	f := Figure{}
	for _, l := range ru.Lines {
		if !w(l) {
			continue
		}
		f.Expected++
		f.take(l.column(table, col))
	}
	return f
}

func (l *UnitLine) column(table, col string) (out []Source, ok bool) {
	returns, ok := l.months(table, col)
	if !ok {
		return nil, false
	}
	for _, r := range returns {
		g := r.Grid(table)
		if !g.answered() {
			return nil, false
		}
		before := len(out)
		for _, row := range g.Rows {
			e, found := g.At(row, col)
			if !found {
				return nil, false
			}
			if d, known := e.Number(); known {
				out = append(out, Source{Unit: l.Unit.Code, Value: NumOf(d), Place: e.Place, Period: r.Period})
			}
		}
		if len(g.Rows) > 0 && len(out) == before { // every row leaves the cell blank: nothing is stated
			return nil, false
		}
	}
	return out, true
}

// Listed is one row of a list with the unit that listed it.
type Listed struct {
	Line *UnitLine
	Grid *Grid
	Row  *Row
}

// Value is what the row says in the column.
func (x Listed) Value(col string) Value {
	e, ok := x.Grid.At(x.Row, col)
	if !ok {
		return Value{}
	}
	return e.Value
}

// Place is the cell of the row in the column.
func (x Listed) Place(col string) Place {
	e, ok := x.Grid.At(x.Row, col)
	if !ok {
		return x.Grid.Place
	}
	return e.Place
}

// List returns all rows of a list table over the units picked, in the units' order.
func (ru *RollUp) List(table string, w Which) []Listed {
	var out []Listed
	for _, l := range ru.Pick(w) {
		g := l.Now.Grid(table)
		if g == nil {
			continue
		}
		for _, row := range g.Rows {
			out = append(out, Listed{l, g, row})
		}
	}
	return out
}

// Rate recomputes a rate from two sums; both are taken only over units that stated both.
func (ru *RollUp) Rate(of, per [3]string, w Which) (rate Num, sumOf, sumPer Figure) {
	for _, l := range ru.Lines {
		if !w(l) {
			continue
		}
		a, okA := l.cells(of[0], of[1], of[2])
		b, okB := l.cells(per[0], per[1], per[2])
		sumOf.Expected++
		sumPer.Expected++
		if okA && okB {
			sumOf.take(a, true)
			sumPer.take(b, true)
		}
	}
	return sumOf.Mul(NumInt(100)).Div(sumPer.Num), sumOf, sumPer
}

// Districts lists the units between the parent and the reporting units, in order of code.
func (ru *RollUp) Districts() []string {
	seen := map[string]bool{}
	var out []string
	for _, l := range ru.Lines {
		if l.Above != "" && l.Above != ru.Parent.Code && !seen[l.Above] {
			seen[l.Above] = true
			out = append(out, l.Above)
		}
	}
	sort.Strings(out)
	return out
}

// Footing says how many units the totals stand on: «14/15 xã đã báo cáo».
func (ru *RollUp) Footing(w Which, word string) string {
	n, of := ru.Count(w)
	return fmt.Sprintf("%d/%d %s đã báo cáo", n, of, word)
}

// Compose puts the months of a longer period together: stocks, cumulative figures and plans of the
// last month stand; flows are summed and openings taken from the first month when asked for. months
// are the period's accepted returns by month, nil where there is none. It returns nil if the last
// month is missing: the period has no closing figures then.
func Compose(line *UnitLine, p Period, months map[Period]*Return) {
	line.Now, line.Parts, line.Gaps = nil, nil, nil
	for _, m := range p.Months() {
		r := months[m]
		if r == nil {
			line.Gaps = append(line.Gaps, m)
			continue
		}
		line.Parts = append(line.Parts, r)
		if m == p.LastMonth() {
			line.Now = r
		}
	}
}
