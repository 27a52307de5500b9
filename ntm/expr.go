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
// row's figures, and these functions reach further:
//
//	at(row, col)           another row of the same table
//	cell(table, row, col)  any table
//	field(row)             a field of sheet 00
//	total(col)             the column over all item rows; missing if any is missing
//	total_of(table, col)   the same of another table
//	count_where(t, col, w) rows of table t whose column says w
//	prev(col)              the same row in the previous period's return
//	or0(x)                 x, or zero where it is missing
//	max0(x)                x, or zero where it is negative
//	text(col), blank(col)  what is written; dates as 2020-02-14, so that they compare
//	rows()                 the number of rows
type expression struct {
	source string
	prog   *vm.Program
	idents []int // columns used
	calls  bool
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
	env := map[string]any{
		"at":          func(row, col string) Num { return Num{} },
		"cell":        func(table, row, col string) Num { return Num{} },
		"field":       func(row string) Num { return Num{} },
		"total":       func(col string) Num { return Num{} },
		"prev":        func(col string) Num { return Num{} },
		"or0":         func(n Num) Num { return n },
		"max0":        func(n Num) Num { return n },
		"text":        func(col string) string { return "" },
		"blank":       func(col string) bool { return false },
		"rows":        func() int { return 0 },
		"count_where": func(table, col, word string) Num { return Num{} },
		"total_of":    func(table, col string) Num { return Num{} },
		"period_from": "", "period_to": "", "unit_kind": "", "month": 0, "year": 0,
		"first_of_year": false, "has_prev": false, "row_code": "",
	}
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
	tree, err := parser.Parse(source)
	if err != nil {
		return nil, fmt.Errorf("expression %q: %w", source, err)
	}
	opts := expressionOptions(t)
	if want == "bool" {
		opts = append(opts, expr.AsBool())
	}
	prog, err := expr.Compile(source, opts...)
	if err != nil {
		return nil, fmt.Errorf("expression %q: %w", source, err)
	}
	e := &expression{source: source, prog: prog}
	ast.Walk(&tree.Node, &nameCollector{t, e})
	return e, nil
}

// nameCollector notes which columns an expression names.
type nameCollector struct {
	t *Table
	e *expression
}

func (n *nameCollector) Visit(node *ast.Node) {
	if _, isCall := (*node).(*ast.CallNode); isCall {
		n.e.calls = true
	}
	id, ok := (*node).(*ast.IdentifierNode)
	if !ok {
		return
	}
	if i := n.t.Col(id.Value); i >= 0 {
		for _, have := range n.e.idents {
			if have == i {
				return
			}
		}
		n.e.idents = append(n.e.idents, i)
	}
}
