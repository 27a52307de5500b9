package app

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"bieuxa/assets"
	"bieuxa/ntm"
)

// Fyne's words are all given in Vietnamese, those of the very version in use.
func TestFyneWordsAreAllTranslated(t *testing.T) {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "fyne.io/fyne/v2").Output()
	if err != nil {
		t.Fatal(err)
	}
	english, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(out)), "lang", "translations", "base.en.json"))
	if err != nil {
		t.Fatal(err)
	}
	var want, got map[string]any
	if err := json.Unmarshal(english, &want); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(fyneWords, &got); err != nil {
		t.Fatal(err)
	}
	if len(want) < 30 {
		t.Fatalf("only %d words found in Fyne", len(want))
	}
	for id := range want {
		if got[id] == nil || got[id] == "" {
			t.Errorf("no Vietnamese for %q", id)
		}
	}
}

// Every text that the window names by its id exists in both languages.
func TestWindowHasItsWords(t *testing.T) {
	ids := saidIDs(t)
	if len(ids) < 20 {
		t.Fatalf("only %d ids found in the source: %v", len(ids), ids)
	}
	for _, language := range []string{"vi", "en"} {
		w, err := ntm.LoadWords(assets.FS, language)
		if err != nil {
			t.Fatal(err)
		}
		known := w.UIIDs()
		for _, id := range ids {
			if !slices.Contains(known, id) {
				t.Errorf("%s: no words for %s", language, id)
			}
		}
	}
}

// saidIDs are the ids that the package's source hands to say as they stand.
func saidIDs(t *testing.T) []string {
	t.Helper()
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, name := range names {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || !saying(call.Fun) {
				return true
			}
			reach := 2 // say(words, id, …)
			if _, method := call.Fun.(*ast.SelectorExpr); method {
				reach = 1
			}
			for _, arg := range call.Args[:min(reach, len(call.Args))] {
				if lit, ok := arg.(*ast.BasicLit); ok && lit.Kind == token.STRING {
					id, _ := strconv.Unquote(lit.Value)
					ids = append(ids, id)
					break
				}
			}
			return true
		})
	}
	return ids
}

func saying(fun ast.Expr) bool {
	switch f := fun.(type) {
	case *ast.Ident:
		return f.Name == "say"
	case *ast.SelectorExpr:
		return f.Sel.Name == "say"
	}
	return false
}
