package app

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"strings"
	"testing"

	"bieuxa/assets"
	"bieuxa/ntm"
)

// Whatever the office cannot do is a sentence and a hint in both languages.
func TestProblemsOfTheOfficeHaveTheirWords(t *testing.T) {
	ids := append(problemIDs(t), "bug")
	if len(ids) < 15 {
		t.Fatalf("only %d problems found in the office's source: %v", len(ids), ids)
	}
	for _, language := range []string{"vi", "en"} {
		w, err := ntm.LoadWords(assets.FS, language)
		if err != nil {
			t.Fatal(err)
		}
		known := w.ProblemIDs()
		for _, id := range ids {
			if !slices.Contains(known, id) {
				t.Errorf("%s: no words for problem %s", language, id)
			}
		}
	}
}

// problemIDs are the values of the constants named Problem… in the office.
func problemIDs(t *testing.T) []string {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), "../office/problem.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	ast.Inspect(f, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		for i, name := range spec.Names {
			if strings.HasPrefix(name.Name, "Problem") && i < len(spec.Values) {
				id, _ := strconv.Unquote(spec.Values[i].(*ast.BasicLit).Value)
				ids = append(ids, id)
			}
		}
		return true
	})
	return ids
}
