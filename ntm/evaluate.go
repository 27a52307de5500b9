package ntm

import (
	"fmt"

	"github.com/expr-lang/expr"
)

// evaluator runs compiled expressions over the rows of one return.
type evaluator struct {
	sc       *Scope
	check    *Check
	at       string // the column the check is at
	env      map[string]any
	grid     *Grid
	row      *Row
	record   bool
	operands []Operand
}

// environmentTypes are the names of the environment with the types the compiler goes by.
func environmentTypes() map[string]any { return newEvaluator(&Scope{Ret: &Return{}}).env }

func newEvaluator(sc *Scope) *evaluator {
	ev := &evaluator{sc: sc}
	ev.env = map[string]any{
		"at":       func(row, col string) Num { return ev.figure(sc.Ret, ev.grid.Table.ID, row, col, "") },
		"cell":     func(table, row, col string) Num { return ev.figure(sc.Ret, table, row, col, "") },
		"field":    func(row string) Num { return ev.figure(sc.Ret, FieldsTable, row, FieldColumn, "") },
		"total":    func(col string) Num { return ev.total(ev.grid, col) },
		"total_of": func(table, col string) Num { return ev.total(sc.Ret.Grid(table), col) },
		"parts":    ev.parts, "has_parts": ev.hasParts,
		"prev": ev.prev, "or0": orZero, "max0": maxZero, "stated_sum": statedSum,
		"known": func(n Num) bool { return n.OK },
		"text":  ev.text, "prev_text": ev.prevText, "blank": ev.blank,
		"rows":    func() int { return len(ev.grid.Rows) },
		"rows_of": func(table string) Num { return rowsOf(sc.Ret.Grid(table)) },

		"count_where": ev.countWhere, "criteria_where": ev.criteriaWhere, "criteria_met": ev.criteriaMet,
		"status_of": func(no string) string { return wordOf(sc.Ret, CriteriaTable, no, "dg") },
		"param":     ev.param, "param_text": ev.paramText,

		"it": Num{}, "row_code": "", "criteria_count": criteriaCount(sc.Ret),
		"period_from": sc.From.String(), "period_to": sc.To.String(), "period_kind": string(sc.Ret.Period.Kind),
		"unit_kind": string(sc.Unit.Kind), "month": sc.Ret.Period.N, "year": sc.Ret.Period.Year,
		"first_of_year": sc.Ret.Period.FirstOfYear(), "has_prev": sc.Prev != nil, "same_set": sc.sameSet(),
	}
	return ev
}

// sameSet reports whether the previous return was judged by the same criteria set.
func (sc *Scope) sameSet() bool { return sc.Prev != nil && sc.Prev.Set == sc.Ret.Set }

func orZero(n Num) Num {
	if !n.OK {
		return NumInt(0)
	}
	return n
}

func maxZero(n Num) Num {
	if n.OK && n.D.IsNegative() {
		return NumInt(0)
	}
	return n
}

func (ev *evaluator) figure(r *Return, table, row, col, prefix string) Num {
	e, ok := r.Entry(table, row, col)
	if !ok {
		return Num{}
	}
	d, known := e.Number()
	if ev.record {
		ev.note(prefix+ev.operandName(r.Grid(table), row, col), e)
	}
	return Num{d, known}
}

func (ev *evaluator) note(name string, e *Entry) {
	for _, o := range ev.operands {
		if o.Name == name && o.Place == e.Place {
			return
		}
	}
	ev.operands = append(ev.operands, Operand{Name: name, Value: e.operand(), Place: e.Place})
}

// operand is the figure as plain text. What cannot be read stands in quotation marks, as the unit wrote it: «1.110»
// is no figure.
func (e *Entry) operand() string {
	if e.State == Unreadable {
		return "«" + e.Raw + "»"
	}
	return e.Canonical()
}

// operandName words an operand by its row's label and, where it is another than the check's, its column.
func (ev *evaluator) operandName(g *Grid, row, col string) string {
	name := row
	if def, ok := g.Table.RowDefOf(row); ok {
		name = def.Label
	}
	if i := g.Table.Col(col); i >= 0 && g.Table.Shape != ShapeFields && len(g.Table.Columns) > 3 && col != ev.at {
		name += ", " + g.Table.Columns[i].Heading()
	}
	return name
}

func (ev *evaluator) total(g *Grid, col string) Num {
	if !g.answered() || g.Table.Col(col) < 0 {
		return Num{}
	}
	i := g.Table.Col(col)
	sum := NumInt(0)
	for _, row := range g.Rows {
		if row.Kind() != RowItem {
			continue
		}
		d, ok := row.Entries[i].Number()
		sum = sum.Add(Num{d, ok})
	}
	if ev.record {
		ev.operands = append(ev.operands, Operand{Name: "Cộng " + g.Table.Columns[i].Heading(), Value: sum.String(), Place: g.Place})
	}
	return sum
}

func (ev *evaluator) prev(col string) Num {
	if ev.sc.Prev == nil {
		return Num{}
	}
	return ev.figure(ev.sc.Prev, ev.grid.Table.ID, ev.row.Key, col, "kỳ trước: ")
}

func (ev *evaluator) text(col string) string {
	e, ok := ev.grid.At(ev.row, col)
	if !ok {
		return ""
	}
	if ev.record && e.State == Stated {
		ev.note(ev.grid.Table.Columns[ev.grid.Table.Col(col)].Heading(), e)
	}
	return e.word()
}

func (ev *evaluator) blank(col string) bool {
	e, ok := ev.grid.At(ev.row, col)
	return !ok || e.State == Blank
}

func (ev *evaluator) countWhere(table, col, word string) Num {
	g := ev.sc.Ret.Grid(table)
	if g == nil || !g.Found {
		return Num{}
	}
	n := 0
	for _, row := range g.Rows {
		if e, ok := g.At(row, col); ok && e.State == Stated && e.Text == word {
			n++
		}
	}
	return NumInt(n)
}

// parts adds up the rows that the current subtotal or total is made of. Where the column must be filled
// a blank part makes the sum unknown; where it may stay empty, as a plan for credit, the stated parts
// are added.
func (ev *evaluator) parts(col string) Num {
	t := ev.grid.Table
	i := t.Col(col)
	if i < 0 || ev.row == nil || ev.row.Def == nil {
		return Num{}
	}
	var stated []Num
	for _, code := range ev.row.Def.Sum {
		if def, ok := t.RowDefOf(code); ok && contains(def.Except, col) {
			continue
		}
		n := ev.figure(ev.sc.Ret, t.ID, code, col, "")
		if !n.OK && t.Columns[i].Blank != BlankAllowed {
			return Num{}
		}
		stated = append(stated, n)
	}
	return statedSum(stated...)
}

func (ev *evaluator) hasParts(col string) bool {
	if ev.row == nil || ev.row.Def == nil {
		return false
	}
	for _, code := range ev.row.Def.Sum {
		if n := ev.figure(ev.sc.Ret, ev.grid.Table.ID, code, col, ""); !n.OK {
			return false
		}
	}
	return true
}

func statedSum(ns ...Num) Num {
	sum := Num{}
	for _, n := range ns {
		if n.OK {
			sum = Num{sum.D.Add(n.D), true}
		}
	}
	return sum
}

// rowsOf is the number of rows of a table; unknown if it lists nothing and does not say that there is nothing.
func rowsOf(g *Grid) Num {
	if !g.answered() {
		return Num{}
	}
	return NumInt(len(g.Rows))
}

func (ev *evaluator) prevText(col string) string {
	if ev.sc.Prev == nil || ev.row == nil {
		return ""
	}
	g := ev.sc.Prev.Grid(ev.grid.Table.ID)
	row, ok := g.Row(ev.row.Key)
	if !ok {
		return ""
	}
	e, _ := g.At(row, col)
	if ev.record && e.State == Stated {
		ev.note("kỳ trước: "+ev.operandName(g, row.Key, col), e)
	}
	return e.word()
}

func (ev *evaluator) param(name string) Num { return ev.check.Param(name, Num{}) }

func (ev *evaluator) paramText(name string) string { return ev.check.Params[name] }

// setRow makes the row's columns the expression's variables.
func (ev *evaluator) setRow(g *Grid, row *Row, e *expression) {
	ev.grid, ev.row = g, row
	ev.env["row_code"] = ""
	if row == nil {
		return
	}
	ev.env["row_code"] = row.Key
	for _, i := range e.idents {
		d, ok := row.Entries[i].Number()
		ev.env[g.Table.Columns[i].Code] = Num{d, ok}
		if i == e.it {
			ev.env["it"] = Num{d, ok}
		}
		if ev.record {
			ev.note(g.Table.Columns[i].Heading(), &row.Entries[i])
		}
	}
}

func (ev *evaluator) evaluate(e *expression, g *Grid, row *Row) (any, error) {
	ev.setRow(g, row, e)
	out, err := expr.Run(e.prog, ev.env)
	if err != nil {
		return nil, fmt.Errorf("expression %q: %w", e.source, err)
	}
	return out, nil
}

func (ev *evaluator) num(e *expression, g *Grid, row *Row) (Num, error) {
	out, err := ev.evaluate(e, g, row)
	return toNum(out), err
}

func (ev *evaluator) truth(e *expression, g *Grid, row *Row) (bool, error) {
	out, err := ev.evaluate(e, g, row)
	b, _ := out.(bool)
	return b, err
}
