package ntm

import (
	"strings"

	"github.com/expr-lang/expr/ast"
	"github.com/shopspring/decimal"
)

// arithmetic writes what was computed with its figures: «1.024 + 2 + 1 − 715». What is left out because
// it is blank is left out here too. It is empty where nothing was added up.
func (ev *evaluator) arithmetic(e *expression) string {
	text, bind := ev.written(e, e.tree)
	if bind == bindFigure {
		return ""
	}
	return text
}

// binding is how tightly a written term holds together.
const (
	bindSum = iota
	bindProduct
	bindFigure
)

func (ev *evaluator) written(e *expression, node ast.Node) (string, int) {
	switch n := node.(type) {
	case *ast.IntegerNode:
		return vietnameseNumber(decimal.NewFromInt(int64(n.Value))), bindFigure
	case *ast.FloatNode:
		return vietnameseNumber(decimal.NewFromFloat(n.Value)), bindFigure
	case *ast.IdentifierNode:
		return writtenNum(toNum(ev.env[n.Value])), bindFigure
	case *ast.BinaryNode:
		return ev.writtenBinary(e, n)
	case *ast.CallNode:
		return ev.writtenCall(e, n)
	case *ast.ConditionalNode:
		if ev.holds(e, n.Cond) {
			return ev.written(e, n.Exp1)
		}
		return ev.written(e, n.Exp2)
	}
	return "", bindFigure
}

func writtenNum(n Num) string {
	if !n.OK {
		return ""
	}
	if n.D.IsNegative() {
		return "(" + vietnameseNumber(n.D) + ")"
	}
	return vietnameseNumber(n.D)
}

var writtenSigns = map[string]struct {
	sign string
	bind int
}{"+": {" + ", bindSum}, "-": {" − ", bindSum}, "*": {" × ", bindProduct}, "/": {" / ", bindProduct}}

func (ev *evaluator) writtenBinary(e *expression, n *ast.BinaryNode) (string, int) {
	op, ok := writtenSigns[n.Operator]
	if !ok {
		return "", bindFigure
	}
	left, leftBind := ev.written(e, n.Left)
	right, rightBind := ev.written(e, n.Right)
	switch {
	case left == "":
		return right, rightBind
	case right == "":
		return left, leftBind
	}
	if leftBind < op.bind {
		left = "(" + left + ")"
	}
	if rightBind < op.bind || rightBind == op.bind && (n.Operator == "-" || n.Operator == "/") {
		right = "(" + right + ")"
	}
	if negative, ok := strings.CutPrefix(right, "(-"); ok && op.bind == bindSum && rightBind == bindFigure {
		return left + otherSign[n.Operator] + strings.TrimSuffix(negative, ")"), op.bind
	}
	return left + op.sign + right, op.bind
}

// otherSign is the sign before a negative figure that is written without its own.
var otherSign = map[string]string{"+": " − ", "-": " + "}

func (ev *evaluator) writtenCall(e *expression, n *ast.CallNode) (string, int) {
	name := ""
	if id, ok := n.Callee.(*ast.IdentifierNode); ok {
		name = id.Value
	}
	switch name {
	case "or0", "max0":
		return ev.written(e, n.Arguments[0])
	case "stated_sum":
		return ev.writtenSum(e, n.Arguments)
	case "parts":
		return ev.writtenParts(textArgument(n))
	}
	return writtenNum(ev.called(name, n)), bindFigure
}

func (ev *evaluator) writtenSum(e *expression, nodes []ast.Node) (string, int) {
	var terms []string
	for _, node := range nodes {
		if term, _ := ev.written(e, node); term != "" {
			terms = append(terms, term)
		}
	}
	return joinTerms(terms)
}

func (ev *evaluator) writtenParts(col string) (string, int) {
	var terms []string
	if ev.row != nil && ev.row.Def != nil {
		for _, code := range ev.row.Def.Sum {
			if term := writtenNum(ev.figure(ev.sc.Ret, ev.grid.Table.ID, code, col, "")); term != "" {
				terms = append(terms, term)
			}
		}
	}
	return joinTerms(terms)
}

func joinTerms(terms []string) (string, int) {
	if len(terms) == 1 {
		return terms[0], bindFigure
	}
	return strings.Join(terms, " + "), bindSum
}

func textArgument(n *ast.CallNode) string {
	if len(n.Arguments) > 0 {
		if s, ok := n.Arguments[0].(*ast.StringNode); ok {
			return s.Value
		}
	}
	return ""
}

// called calls one of the functions whose arguments are words.
func (ev *evaluator) called(name string, n *ast.CallNode) Num {
	var words []string
	for _, a := range n.Arguments {
		s, ok := a.(*ast.StringNode)
		if !ok {
			return Num{}
		}
		words = append(words, s.Value)
	}
	switch f := ev.env[name].(type) {
	case func(string) Num:
		if len(words) == 1 {
			return f(words[0])
		}
	case func(string, string) Num:
		if len(words) == 2 {
			return f(words[0], words[1])
		}
	case func(string, string, string) Num:
		if len(words) == 3 {
			return f(words[0], words[1], words[2])
		}
	case func() int:
		return NumInt(f())
	}
	return Num{}
}

// holds evaluates the condition of a choice between two computations.
func (ev *evaluator) holds(e *expression, cond ast.Node) bool {
	switch n := cond.(type) {
	case *ast.IdentifierNode:
		b, _ := ev.env[n.Value].(bool)
		return b
	case *ast.CallNode:
		if id, ok := n.Callee.(*ast.IdentifierNode); ok && id.Value == "known" && len(n.Arguments) == 1 {
			text, _ := ev.written(e, n.Arguments[0])
			return text != ""
		}
	}
	return false
}
