package office

import (
	"errors"
	"maps"
	"strings"

	"github.com/shopspring/decimal"

	"bieuxa/ntm"
	"bieuxa/report"
)

// recount adds a form's totals up again from every unit's return, and from the cells of the returns that its figures
// were traced to: not from the roll-up, nor from what the form prints. What is neither counted nor traced is taken as
// the form prints it, and told apart.
type recount struct {
	ru     *ntm.RollUp
	lines  map[string]*ntm.UnitLine
	nearly bool   // Cơ bản đạt counts
	hint   figure // where the last trace led: the next one of the column mostly leads to the same row

	form   *report.Form
	recipe report.Recipe
	covers []*ntm.UnitLine // the units of the form that reported
}

// of turns to a form.
func (r *recount) of(f *report.Form, recipe report.Recipe, scope ntm.Which) {
	r.form, r.recipe, r.covers = f, recipe, nil
	for _, l := range r.ru.Lines {
		if l.Reported() && scope(l) {
			r.covers = append(r.covers, l)
		}
	}
}

// figure names one figure of a return.
type figure struct{ table, row, col string }

// tally is a figure that was counted again.
type tally struct {
	n       decimal.Decimal
	known   bool            // there is a figure
	returns bool            // no part of it was taken from the form
	keys    map[figure]bool // the figures of the returns that it adds up
	words   bool            // it counts assessments, not figures
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
	if n, ok := r.own(at); ok {
		return tally{n: n, known: true, returns: true}
	}
	t := r.below(at)
	sums := cell.Formula != nil && cell.Formula.Op != report.OpQuotient && !r.overTotals(cell.Formula)
	switch {
	case r.form.Rows[at.Row].Role != report.Total || !sums || !t.returns:
		return t
	case cell.Formula.Op != report.OpSum && cell.Formula.Op != report.OpMarks || len(cell.Formula.Minus) > 0 || t.words || len(t.keys) != 1:
		t.returns = false // a row that the form left out would not be missed
		return t
	}
	for c := range r.form.Columns {
		other := r.form.Rows[at.Row].Cells[c].Formula
		if c == at.Col || other == nil || other.Op != cell.Formula.Op || r.overTotals(other) {
			continue
		}
		if maps.Equal(r.below(report.Ref{Row: at.Row, Col: c}).keys, t.keys) {
			return t // the columns split the units among them
		}
	}
	for k := range t.keys {
		t.n = r.statedBy(k)
	}
	return t
}

// overTotals tells whether a formula reads closing rows alone, which are counted themselves.
func (r *recount) overTotals(fm *report.Formula) bool {
	all := true
	each(fm.Areas(), func(at report.Ref) { all = all && r.form.Rows[at.Row].Role == report.Total })
	return all
}

// cell is a cell that another one follows from.
func (r *recount) cell(at report.Ref) tally {
	if cell := &r.form.Rows[at.Row].Cells[at.Col]; r.form.Rows[at.Row].Role == report.Total && cell.Formula != nil && cell.Numeric() {
		return r.total(at)
	}
	return r.below(at)
}

// below counts a cell from what it follows from.
func (r *recount) below(at report.Ref) tally {
	cell := &r.form.Rows[at.Row].Cells[at.Col]
	switch {
	case cell.Formula != nil:
		return r.formula(cell.Formula, at)
	case !cell.Numeric():
		return tally{returns: true}
	}
	if n, ok := r.own(at); ok {
		return tally{n: n, known: true, returns: true}
	}
	if t, ok := r.traced(cell); ok {
		return t
	}
	return tally{n: cell.Num, known: true}
}

// formula counts the formula of a cell again, or a part of it.
func (r *recount) formula(fm *report.Formula, of report.Ref) tally {
	out := tally{returns: true, keys: map[figure]bool{}}
	switch fm.Op {
	case report.OpConstant:
		if n, ok := r.constant(of); ok {
			return tally{n: n, known: true, returns: true}
		}
		return tally{n: decimal.NewFromInt(fm.Constant), known: true}
	case report.OpQuotient:
		over, under := r.formula(fm.Over, of), r.formula(fm.Under, of)
		if !over.known || !under.known || under.n.IsZero() {
			return tally{}
		}
		return tally{n: over.n.Mul(decimal.NewFromInt(fm.Times)).DivRound(under.n, int32(r.form.Rows[of.Row].Cells[of.Col].Decimals)), known: true, returns: over.returns && under.returns}
	case report.OpMarks:
		out.known, out.words = true, true
		each(fm.Plus, func(at report.Ref) { r.mark(&out, &r.form.Rows[at.Row].Cells[at.Col], fm.Marks) })
		if !countsMet(fm.Marks) || (len(fm.Marks) > 1) != r.nearly {
			out.keys = nil // not what makes a criterion met: not to be counted over all units
		}
	case report.OpNumbers:
		out.known = true
		each(fm.Plus, func(at report.Ref) {
			t := r.cell(at)
			out.returns = out.returns && t.returns
			if t.known {
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
func (r *recount) assessed(l *ntm.UnitLine, k figure, marks []string) int64 {
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
	out := tally{known: true, returns: true, keys: map[figure]bool{}}
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
func (r *recount) find(place string) (*ntm.UnitLine, figure, bool) {
	unit, rest, _ := strings.Cut(place, " ")
	l := r.lines[unit]
	mark := strings.LastIndexByte(rest, '!')
	if l == nil || !l.Reported() || mark < 0 {
		return nil, figure{}, false
	}
	sheet, cell := rest[:mark], rest[mark+1:]
	months := []*ntm.Return{l.Now}
	if len(l.Parts) > 1 {
		months = l.Parts
	}
	at := func(p ntm.Place) bool { return p.Cell == cell && strings.HasSuffix(sheet, p.Sheet) }
	if r.hint != (figure{}) {
		for _, m := range months {
			if e, ok := m.Entry(r.hint.table, r.hint.row, r.hint.col); ok && at(e.Place) {
				return l, r.hint, true
			}
		}
	}
	var found figure
	for _, m := range months {
		k, ok := locate(m, sheet, at)
		if !ok {
			continue
		}
		if found != (figure{}) && found != k {
			return nil, figure{}, false // the months' workbooks are laid out differently
		}
		found = k
	}
	r.hint = found
	return l, found, found != figure{}
}

// locate is the figure of a return that stands in a cell; rows of lists have none.
func locate(r *ntm.Return, sheet string, at func(ntm.Place) bool) (figure, bool) {
	for _, g := range r.Tables {
		if !g.Found || g.Table.Shape == ntm.ShapeList || !strings.HasSuffix(sheet, g.Place.Sheet) {
			continue
		}
		for _, row := range g.Rows {
			for i := range row.Entries {
				if at(row.Entries[i].Place) {
					return figure{g.Table.ID, row.Key, g.Table.Columns[i].Code}, true
				}
			}
		}
	}
	return figure{}, false
}

// stated is what a unit states: over the months of a longer period the sum of what arose, the first opening, or
// the last that stood.
func stated(l *ntm.UnitLine, k figure) (decimal.Decimal, bool) {
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
