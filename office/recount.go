package office

import (
	"errors"
	"maps"
	"strings"

	"github.com/shopspring/decimal"

	"bieuxa/ntm"
	"bieuxa/report"
)

// recount adds a form's totals up again from the cells of the returns that its figures were traced to, and from every
// unit's return: not from the roll-up, nor from what the form prints. What was traced to nothing is taken as the form
// prints it.
type recount struct {
	ru     *ntm.RollUp
	lines  map[string]*ntm.UnitLine
	nearly bool // Cơ bản đạt counts
	scope  ntm.Which
	form   *report.Form
	hint   key // where the last trace led: the next one of the column mostly leads to the same row
}

// key names one figure of a return.
type key struct{ table, row, col string }

// tally is a figure that was counted again.
type tally struct {
	n       decimal.Decimal
	known   bool         // there is a figure
	returns bool         // no part of it was taken from the form
	keys    map[key]bool // the figures of the returns that it adds up
	words   bool         // it counts assessments, not figures
}

func newRecount(ru *ntm.RollUp) *recount {
	r := &recount{ru: ru, lines: make(map[string]*ntm.UnitLine, len(ru.Lines)), nearly: ru.Settings.BasicallyMetCounts || ru.Set.BasicallyMetCounts}
	for _, l := range ru.Lines {
		r.lines[l.Unit.Code] = l
	}
	return r
}

// total is a figure of the form's closing rows. Where all of it is one figure of the returns, it is added up over
// all units of the form, also those that stand in no row.
func (r *recount) total(at report.Ref) tally {
	cell := &r.form.Rows[at.Row].Cells[at.Col]
	t := r.cell(at)
	sums := cell.Formula != nil && (cell.Formula.Op == report.OpSum || cell.Formula.Op == report.OpMarks)
	if r.form.Rows[at.Row].Role != report.Total || !sums || len(cell.Formula.Minus) > 0 || !t.returns || t.words || len(t.keys) != 1 {
		return t
	}
	for c := range r.form.Columns {
		if c != at.Col && maps.Equal(r.cell(report.Ref{Row: at.Row, Col: c}).keys, t.keys) {
			return t // the columns split the units among them
		}
	}
	t.n = decimal.Zero
	for _, l := range r.ru.Lines {
		if !l.Reported() || !r.scope(l) {
			continue
		}
		for k := range t.keys {
			if n, ok := stated(l, k); ok {
				t.n = t.n.Add(n)
			}
		}
	}
	return t
}

func (r *recount) cell(at report.Ref) tally {
	cell := &r.form.Rows[at.Row].Cells[at.Col]
	switch {
	case cell.Formula != nil:
		return r.formula(cell.Formula, cell.Decimals)
	case !cell.Numeric():
		return tally{returns: true}
	}
	if t, ok := r.traced(cell); ok {
		return t
	}
	return tally{n: cell.Num, known: true}
}

func (r *recount) formula(fm *report.Formula, decimals int) tally {
	out := tally{returns: true, keys: map[key]bool{}}
	switch fm.Op {
	case report.OpConstant:
		return tally{n: decimal.NewFromInt(fm.Constant), known: true, returns: true}
	case report.OpQuotient:
		over, under := r.formula(fm.Over, decimals), r.formula(fm.Under, decimals)
		if !over.known || !under.known || under.n.IsZero() {
			return tally{}
		}
		return tally{n: over.n.Mul(decimal.NewFromInt(fm.Times)).DivRound(under.n, int32(decimals)), known: true, returns: over.returns && under.returns}
	case report.OpMarks:
		out.known, out.words = true, true
		each(fm.Plus, func(at report.Ref) { r.mark(&out, &r.form.Rows[at.Row].Cells[at.Col], fm.Marks) })
		if !countsMet(fm.Marks) || (len(fm.Marks) > 1) != r.nearly {
			out.keys = nil // not what makes a criterion met: not to be counted over all units
		}
	case report.OpNumbers:
		out.known = true
		each(fm.Plus, func(at report.Ref) {
			if t := r.cell(at); t.known {
				out.n = out.n.Add(decimal.NewFromInt(1))
			}
		})
	default:
		add := func(areas []report.Area, sign int64) {
			each(areas, func(at report.Ref) {
				t := r.cell(at)
				out.returns, out.words = out.returns && t.returns, out.words || t.words
				if t.known {
					out.n, out.known = out.n.Add(t.n.Mul(decimal.NewFromInt(sign))), true
					if t.keys == nil {
						out.keys = nil
					}
				}
				for k := range t.keys {
					if out.keys != nil {
						out.keys[k] = true
					}
				}
			})
		}
		add(fm.Plus, 1)
		add(fm.Minus, -1)
	}
	return out
}

func each(areas []report.Area, visit func(report.Ref)) {
	for _, a := range areas {
		for row := a.From.Row; row <= a.To.Row; row++ {
			for col := a.From.Col; col <= a.To.Col; col++ {
				visit(report.Ref{Row: row, Col: col})
			}
		}
	}
}

func countsMet(marks []string) bool {
	for _, m := range marks {
		if strings.EqualFold(m, report.Met) {
			return true
		}
	}
	return false
}

// mark counts one cell of the matrix by the assessment it was traced to; one that leads to no commune's, as a district's
// own does, as the form prints it.
func (r *recount) mark(out *tally, cell *report.Cell, marks []string) {
	if len(cell.Places) == 1 {
		if l, k, ok := r.find(cell.Places[0]); ok && k.table == ntm.CriteriaTable {
			out.keys[k] = true
			out.n = out.n.Add(decimal.NewFromInt(r.assessed(l, k, marks)))
			return
		}
		out.returns = false
	}
	for _, m := range marks {
		if (cell.Kind == report.Mark || cell.Kind == report.Text) && strings.EqualFold(cell.Text, m) {
			out.n, out.returns = out.n.Add(decimal.NewFromInt(1)), false
		}
	}
}

// assessed is 1 if the unit's assessment is one that the marks stand for; without marks, if it counts as met.
func (r *recount) assessed(l *ntm.UnitLine, k key, marks []string) int64 {
	e, ok := l.Now.Entry(k.table, k.row, k.col)
	if !ok {
		return 0
	}
	s := ntm.StatusOf(e.Value)
	if marks == nil {
		if s == ntm.StatusMet || s == ntm.StatusBasicallyMet && r.nearly {
			return 1
		}
		return 0
	}
	for _, m := range marks {
		if met := strings.EqualFold(m, report.Met); met && s == ntm.StatusMet || !met && s == ntm.StatusBasicallyMet {
			return 1
		}
	}
	return 0
}

// traced counts a figure again from the cells it was made of: the sum of one figure of the returns, or a number of
// assessments, or the rows of a list. ok is false where the cells are of another kind: figures that were reckoned with.
func (r *recount) traced(cell *report.Cell) (tally, bool) {
	if t, ok := r.listed(cell); ok {
		return t, true
	}
	out := tally{known: true, returns: true, keys: map[key]bool{}}
	seen := map[*ntm.UnitLine]bool{}
	for _, place := range cell.Places {
		l, k, ok := r.find(place)
		if !ok {
			return tally{}, false
		}
		out.keys[k] = true
		if k.table == ntm.CriteriaTable {
			out.words = true
			out.n = out.n.Add(decimal.NewFromInt(r.assessed(l, k, nil)))
			continue
		}
		if seen[l] {
			continue // the months of a flow
		}
		seen[l] = true
		n, ok := stated(l, k)
		if !ok {
			return tally{}, false
		}
		out.n = out.n.Add(n)
	}
	return out, len(out.keys) == 1
}

// listed counts a figure again from rows of lists: the sum of what stands in one column of them, or how many they are.
// The lists of several months are not looked into.
func (r *recount) listed(cell *report.Cell) (tally, bool) {
	sum, figures := decimal.Zero, true
	for _, place := range cell.Places {
		unit, rest, _ := strings.Cut(place, " ")
		l, mark := r.lines[unit], strings.LastIndexByte(rest, '!')
		if l == nil || !l.Reported() || len(l.Parts) > 1 || mark < 0 {
			return tally{}, false
		}
		e, sums, ok := inList(l.Now, rest[:mark], rest[mark+1:])
		if !ok {
			return tally{}, false
		}
		n, stated := e.Number()
		figures = figures && sums && stated
		sum = sum.Add(n)
	}
	rows := decimal.NewFromInt(int64(len(cell.Places)))
	switch {
	case len(cell.Places) == 0:
		return tally{}, false
	case rows.Equal(cell.Num):
		return tally{n: rows, known: true, returns: true}, true
	}
	return tally{n: sum, known: true, returns: true}, figures
}

// inList is the entry of a list in a cell, and whether its column is one that is added up.
func inList(r *ntm.Return, sheet, cell string) (e *ntm.Entry, sums, ok bool) {
	for _, g := range r.Tables {
		if !g.Found || g.Table.Shape != ntm.ShapeList || !strings.HasSuffix(sheet, g.Place.Sheet) {
			continue
		}
		for _, row := range g.Rows {
			for i := range row.Entries {
				if row.Entries[i].Place.Cell == cell {
					return &row.Entries[i], g.Table.Columns[i].RollUp == ntm.RollSum, true
				}
			}
		}
	}
	return nil, false, false
}

// find is the unit and the figure that a trace leads to.
func (r *recount) find(place string) (*ntm.UnitLine, key, bool) {
	unit, rest, _ := strings.Cut(place, " ")
	l := r.lines[unit]
	mark := strings.LastIndexByte(rest, '!')
	if l == nil || !l.Reported() || mark < 0 {
		return nil, key{}, false
	}
	sheet, cell := rest[:mark], rest[mark+1:]
	months := []*ntm.Return{l.Now}
	if len(l.Parts) > 1 {
		months = l.Parts
	}
	at := func(p ntm.Place) bool { return p.Cell == cell && strings.HasSuffix(sheet, p.Sheet) }
	if r.hint != (key{}) {
		for _, m := range months {
			if e, ok := m.Entry(r.hint.table, r.hint.row, r.hint.col); ok && at(e.Place) {
				return l, r.hint, true
			}
		}
	}
	var found key
	for _, m := range months {
		k, ok := locate(m, sheet, at)
		if !ok {
			continue
		}
		if found != (key{}) && found != k {
			return nil, key{}, false // the months' workbooks are laid out differently
		}
		found = k
	}
	r.hint = found
	return l, found, found != key{}
}

// locate is the figure of a return that stands in a cell; rows of lists have none.
func locate(r *ntm.Return, sheet string, at func(ntm.Place) bool) (key, bool) {
	for _, g := range r.Tables {
		if !g.Found || g.Table.Shape == ntm.ShapeList || !strings.HasSuffix(sheet, g.Place.Sheet) {
			continue
		}
		for _, row := range g.Rows {
			for i := range row.Entries {
				if at(row.Entries[i].Place) {
					return key{g.Table.ID, row.Key, g.Table.Columns[i].Code}, true
				}
			}
		}
	}
	return key{}, false
}

// stated is what a unit states: over the months of a longer period the sum of what arose, the first opening, or
// the last that stood.
func stated(l *ntm.UnitLine, k key) (decimal.Decimal, bool) {
	g := l.Now.Grid(k.table)
	if g == nil {
		return decimal.Decimal{}, false
	}
	months, i := []*ntm.Return{l.Now}, g.Table.Col(k.col)
	if i < 0 {
		return decimal.Decimal{}, false
	}
	if meaning := g.Table.Columns[i].Meaning; meaning == ntm.Flow || meaning == ntm.Opening {
		switch {
		case len(l.Gaps) > 0:
			return decimal.Decimal{}, false
		case meaning == ntm.Flow && len(l.Parts) > 1:
			months = l.Parts
		case len(l.Parts) > 1:
			months = l.Parts[:1]
		}
	}
	sum := decimal.Zero
	for _, m := range months {
		e, ok := m.Entry(k.table, k.row, k.col)
		if !ok {
			return decimal.Decimal{}, false
		}
		n, ok := e.Number()
		if !ok {
			return decimal.Decimal{}, false
		}
		sum = sum.Add(n)
	}
	return sum, true
}

var errNoFigure = errors.New("no figure")

// figureOf reads a figure as forms print it: "1.234,50", "21,43%".
func figureOf(text string) (decimal.Decimal, error) {
	text = strings.TrimSuffix(strings.TrimSpace(text), "%")
	if text == "" {
		return decimal.Decimal{}, errNoFigure
	}
	return decimal.NewFromString(strings.ReplaceAll(strings.ReplaceAll(text, ".", ""), ",", "."))
}
