package app

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"image/color"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2/theme"

	"bieuxa/assets"
	"bieuxa/ntm"
	"bieuxa/office"
)

func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	lin := func(v uint32) float64 {
		f := float64(v) / 0xffff
		if f <= 0.03928 {
			return f / 12.92
		}
		return math.Pow((f+0.055)/1.055, 2.4)
	}
	return 0.2126*lin(r) + 0.7152*lin(g) + 0.0722*lin(b)
}

// WCAG 2 asks for 4.5:1 of text of this size.
func TestStandingsCanBeRead(t *testing.T) {
	ground := luminance(inkOf(theme.ColorNameBackground))
	for _, s := range []office.Standing{office.StandingMissing, office.StandingBlocked, office.StandingExplain,
		office.StandingClean, office.StandingReturned, office.StandingExcluded} {
		if ratio := (ground + 0.05) / (luminance(standingColor(s)) + 0.05); ratio < 4.5 {
			t.Errorf("%s: contrast %.2f", s, ratio)
		}
	}
}

func TestThemeIsLightWhateverTheSystemSays(t *testing.T) {
	th := newTheme()
	dark, light := th.Color(theme.ColorNameBackground, theme.VariantDark), th.Color(theme.ColorNameBackground, theme.VariantLight)
	if dark != light || luminance(light) < 0.9 {
		t.Errorf("background is %v for dark, %v for light", dark, light)
	}
}

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
			for _, arg := range call.Args[:min(2, len(call.Args))] {
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
