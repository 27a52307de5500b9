package xlsx

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/parser"
	"github.com/shopspring/decimal"

	"bieuxa/ntm"
)

// formula is the parsed expression of a computed column (ntm.Column.Formula). It can be spelled as a
// live Excel formula, and evaluated to the value that stands in the file beside it; both say the same.
//
// The subset: names of columns, whole and decimal figures, + - * /, parentheses, or0(figure),
// max0(x), at(row, column), cell(table, row, column).
type formula struct {
	source string
	root   ast.Node
}

// figureName names one figure of a formula. An empty Row is the row in which the formula stands, an
// empty Table its own table.
type figureName struct{ Table, Row, Column string }

// figureAt finds the cell of a figure («G12», «'04_HoNgheo'!C9»).
type figureAt func(figureName) (ref string, err error)

// parseFormula reads an expression; an error names what lies outside the subset.
func parseFormula(source string) (*formula, error) {
	tree, err := parser.Parse(source)
	if err != nil {
		return nil, fmt.Errorf("formula %q: %w", source, err)
	}
	f := &formula{source: source, root: tree.Node}
	if _, err := f.excel(func(figureName) (string, error) { return "A1", nil }); err != nil {
		return nil, err
	}
	return f, nil
}

// excel spells the formula in Excel's language, without the leading «=». It gives "" where a figure
// is missing and where a divisor is zero. «-» counts as a stated zero, as ntm.Value.Number has it.
func (f *formula) excel(at figureAt) (string, error) {
	s := &formulaSpeller{at: at}
	text, _, err := s.spell(f.root)
	if err != nil {
		return "", fmt.Errorf("formula %q: %w", f.source, err)
	}
	if s.divides {
		text = `IFERROR(` + text + `,"")`
	}
	if len(s.needed) == 0 {
		return text, nil
	}
	known := "COUNT(" + strings.Join(s.needed, ",") + ")"
	for _, ref := range s.needed {
		known += `+COUNTIF(` + ref + `,"-")`
	}
	return fmt.Sprintf(`IF(%s<%d,"",%s)`, known, len(s.needed), text), nil
}

// formulaSpeller walks the expression; needed are the cells without which there is no result.
type formulaSpeller struct {
	at      figureAt
	needed  []string
	divides bool
}

// Binding strength of what was spelled, so that brackets stand only where they must.
const (
	bindsSum = iota + 1
	bindsProduct
	bindsAtom
)

func (s *formulaSpeller) spell(node ast.Node) (text string, binds int, err error) {
	switch n := node.(type) {
	case *ast.IntegerNode:
		return strconv.Itoa(n.Value), bindsAtom, nil
	case *ast.FloatNode:
		return decimal.NewFromFloat(n.Value).String(), bindsAtom, nil
	case *ast.UnaryNode:
		return s.spellUnary(n)
	case *ast.BinaryNode:
		return s.spellBinary(n)
	case *ast.CallNode:
		switch calledName(n) {
		case "or0":
			return s.spellOrZero(n)
		case "max0":
			if len(n.Arguments) != 1 {
				return "", 0, fmt.Errorf("max0 takes one argument")
			}
			inner, _, err := s.spell(n.Arguments[0])
			return "MAX(0," + inner + ")", bindsAtom, err
		}
	}
	name, err := figureOf(node)
	if err != nil {
		return "", 0, err
	}
	ref, err := s.at(name)
	if err != nil {
		return "", 0, err
	}
	s.need(ref)
	return "N(" + ref + ")", bindsAtom, nil
}

func (s *formulaSpeller) need(ref string) {
	for _, have := range s.needed {
		if have == ref {
			return
		}
	}
	s.needed = append(s.needed, ref)
}

func (s *formulaSpeller) spellUnary(n *ast.UnaryNode) (string, int, error) {
	inner, binds, err := s.spell(n.Node)
	if err != nil || n.Operator == "+" {
		return inner, binds, err
	}
	if n.Operator != "-" {
		return "", 0, fmt.Errorf("operator %q has no Excel formula here", n.Operator)
	}
	if binds < bindsAtom {
		inner = "(" + inner + ")"
	}
	return "-" + inner, bindsSum, nil
}

func (s *formulaSpeller) spellBinary(n *ast.BinaryNode) (string, int, error) {
	binds := bindsSum
	switch n.Operator {
	case "+", "-":
	case "*", "/":
		binds = bindsProduct
	default:
		return "", 0, fmt.Errorf("operator %q has no Excel formula here", n.Operator)
	}
	left, leftBinds, err := s.spell(n.Left)
	if err != nil {
		return "", 0, err
	}
	right, rightBinds, err := s.spell(n.Right)
	if err != nil {
		return "", 0, err
	}
	if leftBinds < binds {
		left = "(" + left + ")"
	}
	if rightBinds < binds || rightBinds == binds && (n.Operator == "-" || n.Operator == "/") {
		right = "(" + right + ")"
	}
	s.divides = s.divides || n.Operator == "/"
	return left + n.Operator + right, binds, nil
}

// spellOrZero spells or0(figure): N() is the figure, or zero where there is none.
func (s *formulaSpeller) spellOrZero(n *ast.CallNode) (string, int, error) {
	if len(n.Arguments) != 1 {
		return "", 0, fmt.Errorf("or0 takes one argument")
	}
	name, err := figureOf(n.Arguments[0])
	if err != nil {
		return "", 0, fmt.Errorf("or0: %w", err)
	}
	ref, err := s.at(name)
	if err != nil {
		return "", 0, err
	}
	return "N(" + ref + ")", bindsAtom, nil
}

func calledName(n *ast.CallNode) string {
	if id, ok := n.Callee.(*ast.IdentifierNode); ok {
		return id.Value
	}
	return ""
}

// figureOf reads a name, at(…) or cell(…) as the figure it stands for.
func figureOf(node ast.Node) (figureName, error) {
	switch n := node.(type) {
	case *ast.IdentifierNode:
		return figureName{Column: n.Value}, nil
	case *ast.CallNode:
		args := make([]string, len(n.Arguments))
		for i, a := range n.Arguments {
			text, ok := a.(*ast.StringNode)
			if !ok {
				return figureName{}, fmt.Errorf("an argument of %s is no plain text", calledName(n))
			}
			args[i] = text.Value
		}
		switch name := calledName(n); {
		case name == "at" && len(args) == 2:
			return figureName{Row: args[0], Column: args[1]}, nil
		case name == "cell" && len(args) == 3:
			return figureName{Table: args[0], Row: args[1], Column: args[2]}, nil
		default:
			return figureName{}, fmt.Errorf("function %q with %d arguments has no Excel formula here", name, len(args))
		}
	}
	return figureName{}, fmt.Errorf("%q has no Excel formula here", node.String())
}

// value evaluates the formula exactly; figures gives each figure, missing or known. The result is
// missing where the Excel formula gives "".
func (f *formula) value(figures func(figureName) ntm.Num) ntm.Num {
	return evaluateNode(f.root, figures)
}

func evaluateNode(node ast.Node, figures func(figureName) ntm.Num) ntm.Num {
	switch n := node.(type) {
	case *ast.IntegerNode:
		return ntm.NumInt(n.Value)
	case *ast.FloatNode:
		return ntm.NumOf(decimal.NewFromFloat(n.Value))
	case *ast.UnaryNode:
		inner := evaluateNode(n.Node, figures)
		if n.Operator == "-" {
			return ntm.NumInt(0).Sub(inner)
		}
		return inner
	case *ast.BinaryNode:
		left, right := evaluateNode(n.Left, figures), evaluateNode(n.Right, figures)
		switch n.Operator {
		case "+":
			return left.Add(right)
		case "-":
			return left.Sub(right)
		case "*":
			return left.Mul(right)
		}
		return left.Div(right)
	case *ast.CallNode:
		switch calledName(n) {
		case "or0":
			if inner := evaluateNode(n.Arguments[0], figures); inner.OK {
				return inner
			}
			return ntm.NumInt(0)
		case "max0":
			inner := evaluateNode(n.Arguments[0], figures)
			if inner.OK && inner.D.IsNegative() {
				return ntm.NumInt(0)
			}
			return inner
		}
	}
	name, err := figureOf(node)
	if err != nil {
		return ntm.Num{}
	}
	return figures(name)
}
