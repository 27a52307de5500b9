package ntm

import (
	"fmt"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/parser"
	"github.com/expr-lang/expr/vm"
	"github.com/shopspring/decimal"
)

// expression is a compiled expression over one row of a table. In it the names of columns are the
// row's figures, `it` is the cell the check is at, and these functions reach further:
//
//	at(row, col)              another row of the same table
//	cell(table, row, col)     any table
//	field(row)                a field of sheet 00
//	total(col)                the column over all item rows; missing if any is missing
//	total_of(table, col)      the same of another table
//	parts(col)                the rows that this subtotal or total adds up
//	has_parts(col)            whether all of those rows state a figure
//	prev(col)                 the same row in the previous period's return
//	or0(x), max0(x)           x, or zero where it is missing; or zero where it is negative
//	stated_sum(x, y…)         the sum of those that are stated; missing if none is
//	known(x)                  whether x is a figure
//	text(col), prev_text(col) what is written; dates as 2020-02-14, so that they compare
//	blank(col)                whether nothing is written
//	rows(), rows_of(table)    the number of rows; of another table missing if it says nothing
//	count_where(t, col, w)    rows of table t whose column says w
//	criteria_where(col, w)    criteria whose assessment says w; missing if one is not assessed
//	criteria_met(col)         criteria that count as met, by the office's settings
//	status_of(no)             this period's assessment of a criterion or indicator
//	param(name)               a parameter of the check; param_text(name) as it is written
type expression struct {
	source string
	tree   ast.Node
	prog   *vm.Program
	idents []int // columns used
	it     int   // the column that `it` is, or -1
}

// operators are overloaded so that figures stay exact and missing stays missing.
var operators = []struct{ op, name string }{
	{"+", "numAdd"}, {"-", "numSub"}, {"*", "numMul"}, {"/", "numDiv"},
	{"==", "numEq"}, {"!=", "numNe"}, {"<", "numLt"}, {"<=", "numLe"}, {">", "numGt"}, {">=", "numGe"},
}

func toNum(v any) Num {
	switch x := v.(type) {
	case Num:
		return x
	case int:
		return NumInt(x)
	case float64:
		return NumOf(decimal.NewFromFloat(x))
	}
	return Num{}
}

func numFunction(name string, f func(a, b Num) any, result any) expr.Option {
	fn := func(params ...any) (any, error) { return f(toNum(params[0]), toNum(params[1])), nil }
	if _, isBool := result.(bool); isBool {
		return expr.Function(name, fn, new(func(Num, Num) bool), new(func(Num, int) bool),
			new(func(int, Num) bool), new(func(Num, float64) bool))
	}
	return expr.Function(name, fn, new(func(Num, Num) Num), new(func(Num, int) Num),
		new(func(int, Num) Num), new(func(Num, float64) Num), new(func(float64, Num) Num))
}

func expressionOptions(t *Table) []expr.Option {
	env := environmentTypes()
	for i := range t.Columns {
		env[t.Columns[i].Code] = Num{}
	}
	cmp := func(want func(c int) bool) func(a, b Num) any {
		return func(a, b Num) any { c, ok := a.Cmp(b); return ok && want(c) }
	}
	opts := []expr.Option{
		expr.Env(env),
		numFunction("numAdd", func(a, b Num) any { return a.Add(b) }, Num{}),
		numFunction("numSub", func(a, b Num) any { return a.Sub(b) }, Num{}),
		numFunction("numMul", func(a, b Num) any { return a.Mul(b) }, Num{}),
		numFunction("numDiv", func(a, b Num) any { return a.Div(b) }, Num{}),
		numFunction("numEq", cmp(func(c int) bool { return c == 0 }), false),
		numFunction("numNe", cmp(func(c int) bool { return c != 0 }), false),
		numFunction("numLt", cmp(func(c int) bool { return c < 0 }), false),
		numFunction("numLe", cmp(func(c int) bool { return c <= 0 }), false),
		numFunction("numGt", cmp(func(c int) bool { return c > 0 }), false),
		numFunction("numGe", cmp(func(c int) bool { return c >= 0 }), false),
	}
	for _, o := range operators {
		opts = append(opts, expr.Operator(o.op, o.name))
	}
	return opts
}

// compileExpression compiles the source for rows of the table; want is "num" or "bool".
func compileExpression(t *Table, source, want string) (*expression, error) {
	return compileCheckExpression(nil, t, &Check{}, source, want)
}

// compileCheckExpression compiles an expression of a check. With d at hand it refuses names of tables,
// columns and parameters that do not exist: an expression with one would never say anything.
func compileCheckExpression(d *Definition, t *Table, c *Check, source, want string) (*expression, error) {
	tree, err := parser.Parse(source)
	if err != nil {
		return nil, fmt.Errorf("expression %q: %w", source, err)
	}
	e := &expression{source: source, tree: tree.Node, it: t.Col(c.At)}
	names := &nameCollector{d: d, t: t, c: c, e: e}
	ast.Walk(&tree.Node, names)
	if names.err != nil {
		return nil, fmt.Errorf("expression %q: %w", source, names.err)
	}
	opts := expressionOptions(t)
	if want == "bool" {
		opts = append(opts, expr.AsBool())
	}
	if e.prog, err = expr.Compile(source, opts...); err != nil {
		return nil, fmt.Errorf("expression %q: %w", source, err)
	}
	return e, nil
}

// nameCollector notes which columns an expression names, and the first name that is none.
type nameCollector struct {
	d   *Definition
	t   *Table
	c   *Check
	e   *expression
	err error
}

func (n *nameCollector) Visit(node *ast.Node) {
	if call, ok := (*node).(*ast.CallNode); ok {
		n.checkCall(call)
		return
	}
	id, ok := (*node).(*ast.IdentifierNode)
	if !ok {
		return
	}
	i := n.t.Col(id.Value)
	if id.Value == "it" {
		i = n.e.it
	}
	if i < 0 {
		return
	}
	for _, have := range n.e.idents {
		if have == i {
			return
		}
	}
	n.e.idents = append(n.e.idents, i)
}

// callArguments says what the text arguments of the functions name: t a table, c a column of the table
// before it (else of the expression's), r a row, f a field, p a parameter, w a word.
var callArguments = map[string]string{
	"at": "rc", "cell": "trc", "field": "f", "total": "c", "total_of": "tc", "parts": "c", "has_parts": "c",
	"prev": "c", "text": "c", "prev_text": "c", "blank": "c", "rows_of": "t", "count_where": "tcw",
	"criteria_where": "mw", "criteria_met": "m", "param": "p", "param_text": "p",
}

func (n *nameCollector) checkCall(call *ast.CallNode) {
	callee, ok := call.Callee.(*ast.IdentifierNode)
	if !ok || n.d == nil {
		return
	}
	table := n.t
	for i, kind := range callArguments[callee.Value] {
		if i >= len(call.Arguments) {
			return
		}
		if arg, ok := call.Arguments[i].(*ast.StringNode); ok {
			if err := n.checkName(kind, arg.Value, &table); err != nil && n.err == nil {
				n.err = fmt.Errorf("%s: %w", callee.Value, err)
			}
		}
	}
}

func (n *nameCollector) checkName(kind rune, name string, table **Table) error {
	known := true
	switch kind {
	case 't':
		var t *Table
		if t, known = n.d.Table(name); known {
			*table = t
		}
	case 'c':
		known = (*table).Col(name) >= 0
	case 'm':
		if t, ok := n.d.Table(CriteriaTable); ok {
			known = t.Col(name) >= 0
		}
	case 'r':
		_, known = (*table).rows[name]
		known = known || (*table).RowsFrom != "" || (*table).Shape == ShapeList
	case 'f':
		if t, ok := n.d.Table(FieldsTable); ok {
			_, known = t.rows[name]
		}
	case 'p':
		_, known = n.c.Params[name]
	}
	if !known {
		return fmt.Errorf("%q is unknown", name)
	}
	return nil
}
