package app

import (
	_ "embed"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"bieuxa/ntm"
)

// fyneWords are Fyne's own words (file dialog, menus of entries) in Vietnamese; it ships none.
//
//go:embed lang/vi.json
var fyneWords []byte

// speakVietnamese gives Fyne its words. They are given as English too: Fyne goes by the language of
// the operating system, and most office computers here run an English Windows.
func speakVietnamese() error {
	for _, l := range []fyne.Locale{"vi", "en"} {
		if err := lang.AddTranslationsForLocale(fyneWords, l); err != nil {
			return err
		}
	}
	return nil
}

// say words a text of the window; facts are pairs of name and value.
func say(w *ntm.Words, id string, facts ...string) string {
	m := map[string]string{}
	for i := 0; i+1 < len(facts); i += 2 {
		m[facts[i]] = facts[i+1]
	}
	return w.UI(id, m)
}
