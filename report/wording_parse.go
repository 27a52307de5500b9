package report

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"text/template"
	"text/template/parse"
)

// guards are the facts that are surely there.
type guards map[string]bool

func (g guards) with(names []string) guards {
	out := guards{}
	for name := range g {
		out[name] = true
	}
	for _, name := range names {
		out[name] = true
	}
	return out
}

// uses are the kinds of fact that each function of the wording takes; "" is a fact that is printed as it is.
func uses() map[string][]FactKind {
	return map[string][]FactKind{
		"": {FactFigure, FactText}, "money": {FactMoney}, "moved": {FactChange}, "movedmoney": {FactChange}, "more": {FactChange},
		"less": {FactChange}, "list": {FactRows}, "lines": {FactRows}, "few": {FactRows}, "n": {FactRows}, "single": {FactRows},
		"positive": {FactFigure, FactMoney, FactRows}, "none": {FactFigure, FactMoney}, "coverage": {FactFigure, FactMoney},
		"partial": {FactFigure, FactMoney}, "reporting": {FactFigure, FactMoney},
	}
}

// parseWording parses a text and proves that it can be written whatever facts there are: known are those that are
// there, columns those of the row it is written for.
func parseWording(id, text string, known guards, columns []string) (*template.Template, error) {
	t, err := template.New(id).Funcs(wordingFuncs()).Option("missingkey=error").Parse(text)
	if err != nil {
		return nil, err
	}
	r := &reader{defs: factDefs(), columns: columns}
	return t, r.nodes(t.Root, known)
}

type reader struct {
	defs    map[string]FactDef
	columns []string
}

func (r *reader) nodes(list *parse.ListNode, known guards) error {
	if list == nil {
		return nil
	}
	for _, node := range list.Nodes {
		var err error
		switch n := node.(type) {
		case *parse.TextNode, *parse.CommentNode:
		case *parse.ActionNode:
			_, err = r.pipe(n.Pipe, known, true)
		case *parse.IfNode:
			var sure []string
			if sure, err = r.pipe(n.Pipe, known, false); err == nil {
				err = r.nodes(n.List, known.with(sure))
			}
			if err == nil {
				err = r.nodes(n.ElseList, known)
			}
		default:
			err = fmt.Errorf("%s is not for wordings", node)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// pipe reads one expression; sure are the facts that are there if it is true.
func (r *reader) pipe(p *parse.PipeNode, known guards, printed bool) (sure []string, err error) {
	if len(p.Decl) > 0 || len(p.Cmds) != 1 {
		return nil, fmt.Errorf("%s: variables and chains are not for wordings", p)
	}
	args := p.Cmds[0].Args
	switch first := args[0].(type) {
	case *parse.FieldNode:
		if len(args) > 1 {
			return nil, fmt.Errorf("%s is no function", first)
		}
		return r.field(first, known, printed)
	case *parse.IdentifierNode:
		return r.call(first.Ident, args[1:], known)
	case *parse.PipeNode:
		return r.pipe(first, known, printed)
	}
	return nil, fmt.Errorf("%s is not for wordings", p)
}

func (r *reader) field(f *parse.FieldNode, known guards, printed bool) ([]string, error) {
	if len(f.Ident) == 2 && f.Ident[0] == "row" {
		if !slices.Contains(r.columns, f.Ident[1]) {
			return nil, fmt.Errorf("%s: the rows have no such column", f)
		}
		return nil, nil
	}
	def, ok := r.defs[f.Ident[0]]
	if !ok || len(f.Ident) != 1 {
		return nil, fmt.Errorf("fact %s is not in the catalogue", f)
	}
	if !printed {
		return f.Ident, nil
	}
	return nil, r.used("", def, known)
}

func (r *reader) used(by string, def FactDef, known guards) error {
	if !slices.Contains(uses()[by], def.Kind) {
		return fmt.Errorf("fact %s is of kind %s, which %q does not take", def.Name, def.Kind, by)
	}
	if !known[def.Name] {
		return fmt.Errorf("fact %s may be missing: put it among needs or ask first", def.Name)
	}
	return nil
}

func (r *reader) call(name string, args []parse.Node, known guards) (sure []string, err error) {
	if name == "and" || name == "or" || name == "not" {
		for _, arg := range args {
			var of []string
			switch a := arg.(type) {
			case *parse.FieldNode:
				of, err = r.field(a, known, false)
			case *parse.PipeNode:
				of, err = r.pipe(a, known, false)
			default:
				err = fmt.Errorf("%s is not for wordings", arg)
			}
			if err != nil {
				return nil, err
			}
			if name == "and" {
				sure, known = append(sure, of...), known.with(of)
			}
		}
		return sure, nil
	}
	if _, ok := uses()[name]; !ok || len(args) == 0 {
		return nil, fmt.Errorf("%q is not for wordings", name)
	}
	if name == "coverage" && len(args) > 1 { // and those beside it
		if _, err := r.call(name, args[1:], known); err != nil {
			return nil, err
		}
	}
	if text, ok := args[0].(*parse.StringNode); ok {
		return nil, fmt.Errorf("%s %s: wants a fact", name, text)
	}
	f, ok := args[0].(*parse.FieldNode)
	if !ok || len(f.Ident) != 1 {
		return nil, fmt.Errorf("%s %s: wants a fact", name, args[0])
	}
	def, ok := r.defs[f.Ident[0]]
	if !ok {
		return nil, fmt.Errorf("fact %s is not in the catalogue", f)
	}
	if def.Kind == FactRows && len(args) > 1 {
		if err := r.pattern(def, args[1]); err != nil {
			return nil, err
		}
	}
	return nil, r.used(name, def, known)
}

var patternColumn = regexp.MustCompile(`\{([a-z_]*)\}`)

func (r *reader) pattern(def FactDef, node parse.Node) error {
	s, ok := node.(*parse.StringNode)
	if !ok {
		return fmt.Errorf("%s: %s is no pattern", def.Name, node)
	}
	for _, m := range patternColumn.FindAllStringSubmatch(s.Text, -1) {
		if !slices.Contains(def.Columns, m[1]) {
			return fmt.Errorf("%s has no column %q", def.Name, m[1])
		}
	}
	return nil
}

// values is what a wording is written from: every fact of the catalogue by name, nil where nobody stated it.
func (fs Facts) values() map[string]any {
	out := map[string]any{}
	for name := range factDefs() {
		out[name] = nil
	}
	for name, f := range fs {
		out[name] = f
	}
	return out
}

// run writes a text from the facts, in one line.
func run(t *template.Template, facts map[string]any, row FactRow) (string, error) {
	facts["row"] = row
	var b strings.Builder
	if err := t.Execute(&b, facts); err != nil {
		return "", err
	}
	return tidy(b.String()), nil
}

var beforeSign = regexp.MustCompile(` +([,.;:)%])`)

// tidy makes one line of a text: single spaces, none before a sign, and one pair of brackets where two stand side by side.
func tidy(s string) string {
	s = beforeSign.ReplaceAllString(strings.Join(strings.Fields(s), " "), "$1")
	return strings.ReplaceAll(s, ") (", "; ")
}
