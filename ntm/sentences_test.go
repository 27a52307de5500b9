package ntm_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"bieuxa/assets"
	"bieuxa/ntm"
)

// TestEverySentenceIsWhole makes the sentences of all findings of the fixtures: no slot may be left open.
func TestEverySentenceIsWhole(t *testing.T) {
	for _, lang := range []string{"vi", "en"} {
		words, err := ntm.LoadWords(assets.FS, lang)
		if err != nil {
			t.Fatal(err)
		}
		files, _ := filepath.Glob("testdata/findings/*.txt")
		for _, name := range files {
			b, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			id := strings.TrimSuffix(filepath.Base(name), ".txt")
			for _, file := range txtar.Parse(b).Files {
				for _, f := range examineText(t, string(file.Data)) {
					if f.ID != id {
						continue
					}
					text, fix := words.Text(f), words.Fix(f)
					if text == "" || fix == "" || strings.Contains(text, "()") || strings.Contains(text, "«»") || strings.Contains(text, "  ") {
						t.Errorf("%s %s: %q, %q", lang, id, text, fix)
					}
				}
			}
		}
		if missing := words.Missing(); len(missing) > 0 {
			t.Errorf("%s: slots without a fact: %v", lang, missing)
		}
	}
}
