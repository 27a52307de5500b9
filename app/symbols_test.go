package app

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
)

// Every sign of the window's words and of its own texts is in a font that the program carries, upright and bold.
func TestEverySignIsCarried(t *testing.T) {
	carried := func(fonts ...[]byte) func(rune) bool {
		var all []*sfnt.Font
		for _, b := range fonts {
			f, err := sfnt.Parse(b)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, f)
		}
		return func(r rune) bool {
			for _, f := range all {
				if i, err := f.GlyphIndex(nil, r); err == nil && i != 0 {
					return true
				}
			}
			return false
		}
	}
	look := newTheme(usualLook())
	for name, has := range map[string]func(rune) bool{
		"upright": carried(look.Font(fyne.TextStyle{}).Content(), theme.DefaultTextFont().Content(), theme.DefaultSymbolFont().Content()),
		"bold":    carried(look.Font(fyne.TextStyle{Bold: true}).Content(), theme.DefaultTextBoldFont().Content(), theme.DefaultSymbolFont().Content()),
	} {
		seen := map[rune]bool{}
		signs(t, func(path string, r rune) {
			if !seen[r] && !has(r) {
				t.Errorf("%s: %q (%U), %s", path, r, r, name)
			}
			seen[r] = true
		})
		for _, r := range "≥≤≠−✓✕▾☑" {
			if !seen[r] {
				t.Errorf("%q is not among the signs that were looked at", r)
			}
		}
	}
}

// signs calls back for every sign beyond ASCII in what a person may read on the screen: the assets' words, criteria and
// definitions, and the literals of the packages that make texts.
func signs(t *testing.T, look func(path string, r rune)) {
	t.Helper()
	for _, root := range []string{".", "../assets/words", "../assets/criteria", "../assets/guide", "../assets/returns", "../assets/forms", "../office",
		"../ntm/check.go", "../ntm/threshold.go", "../ntm/value.go"} {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			switch filepath.Ext(path) {
			case ".go", ".yaml", ".md", ".csv", ".json":
			default:
				return err
			}
			if strings.HasSuffix(path, "_test.go") || strings.Contains(path, "testdata") || filepath.Base(path) == "values.yaml" {
				return err // values.yaml lists what others type
			}
			b, err := os.ReadFile(path)
			for _, r := range string(b) {
				if r > 0x7f && r != '\uFFFD' {
					look(path, r)
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// Text is laid out as before: letters and figures come from Fyne's font, and blanks, which are taken from the font of the
// sign before them, and lines have the same measures in both.
func TestSymbolsAreLaidOutAsText(t *testing.T) {
	ours, err := sfnt.Parse(symbols)
	if err != nil {
		t.Fatal(err)
	}
	text, err := sfnt.Parse(theme.DefaultTextFont().Content())
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range "0aAệĐ.,%" {
		if i, _ := ours.GlyphIndex(nil, r); i != 0 {
			t.Errorf("%q is in the font of signs", r)
		}
	}
	const size = 1000 << 6 // as 26.6
	measure := func(f *sfnt.Font) (out [4]int) {
		i, _ := f.GlyphIndex(nil, ' ')
		blank, err := f.GlyphAdvance(nil, i, size, font.HintingNone)
		if err != nil || i == 0 {
			t.Fatalf("no blank: %v", err)
		}
		m, err := f.Metrics(nil, size, font.HintingNone)
		if err != nil {
			t.Fatal(err)
		}
		return [4]int{blank.Round(), m.Ascent.Round(), m.Descent.Round(), m.Height.Round()}
	}
	if a, b := measure(ours), measure(text); a != b {
		t.Errorf("blank, ascent, descent and height of a line at 1000: %v of the signs, %v of the text", a, b)
	}
}
