package app

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"golang.org/x/text/unicode/norm"
)

// What Unikey sends for the same words: letters, then backspaces (⌫) over those that it replaces. The first
// two are composed (Telex; the mark at the end of the word), the third is «Unicode tổ hợp»: a backspace takes
// back one code point.
func strokes() map[string]string {
	return map[string]string{
		"composed":            "Phu⌫ú Le⌫ê⌫ệ, D⌫Đuo⌫⌫ươ⌫⌫ườn",
		"composed at the end": "Phu⌫ú Le⌫ê⌫ệ, D⌫Đuo⌫⌫ươn⌫⌫ờn",
		"decomposed":          "Phu⌫u\u0301 Le⌫e\u0302⌫⌫e\u0323\u0302, D⌫Đuo⌫⌫u\u031bo\u031b⌫⌫o\u031b\u0300n",
	}
}

// sent types as Unikey does.
func sent(f fyne.Focusable, keys string) {
	for _, r := range keys {
		if r == '⌫' {
			f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
			continue
		}
		f.TypedRune(r)
	}
}

// landed is the text that stands after the strokes.
func landed(keys string) string {
	var out []rune
	for _, r := range keys {
		if r == '⌫' {
			out = out[:len(out)-1]
			continue
		}
		out = append(out, r)
	}
	return string(out)
}

const typedWords = "Phú Lệ, Đườn"

func TestEntriesTakeVietnameseAsUnikeySendsIt(t *testing.T) {
	for kind, keys := range strokes() {
		if got := norm.NFC.String(landed(keys)); got != typedWords {
			t.Fatalf("%s: the strokes make %q", kind, got)
		}
		for name, make := range map[string]func(w *Window) (formEntry, *string){
			"line": func(*Window) (formEntry, *string) { e := newLineEntry(""); return e, &e.Text },
			"tall": func(*Window) (formEntry, *string) { e := newTallEntry("", 3); return e, &e.Text },
			"date": func(w *Window) (formEntry, *string) { e := newDateEntry("", w.words); return e, &e.Text },
			"path": func(*Window) (formEntry, *string) { e := newPathEntry("", func(string) {}); return e, &e.Text },
			"filter": func(w *Window) (formEntry, *string) {
				e := communeTable(w).filterEntry("")
				return e, &e.Text
			},
		} {
			t.Run(kind+"/"+name, func(t *testing.T) {
				w := newTestWindow(t, &newOnTheSpot().tasks)
				e, text := make(w)
				w.setContent(e)
				w.win.Canvas().Focus(e)
				sent(e, keys)
				if *text != landed(keys) { // rewritten while typed: Unikey's next backspaces would go wrong
					t.Errorf("stands %q, want %q", *text, landed(keys))
				}
				if got := e.value(); got != typedWords {
					t.Errorf("taken %q", got)
				}
			})
		}
	}
}

func TestVietnameseArrivesComposed(t *testing.T) {
	for kind, keys := range strokes() {
		t.Run(kind, func(t *testing.T) {
			w, got := newTestWindow(t, &newOnTheSpot().tasks), ""
			w.askReason(reasonOfTest(func(s string) { got = s }))
			sent(w.win.Canvas().Focused(), keys)
			press(w, fyne.KeyReturn)
			if got != typedWords {
				t.Errorf("reason %q", got)
			}
			var paths []string
			dir := t.TempDir()
			s := w.pickSave(pick{title: "Lưu", suffixes: []string{".xlsx"}, then: func(p []string) { paths = p }})
			s.show(dir)
			sent(w.win.Canvas().Focused(), keys)
			press(w, fyne.KeyReturn)
			if len(paths) != 1 || paths[0] != filepath.Join(dir, typedWords+".xlsx") {
				t.Errorf("saved as %q", paths)
			}
		})
	}
}

func TestTypedFolderIsFoundInEitherForm(t *testing.T) {
	for kind, keys := range strokes() {
		for _, form := range []norm.Form{norm.NFC, norm.NFD} { // as the disk has it: NFD on sticks from a Mac
			dir := t.TempDir()
			want := filepath.Join(dir, form.String(typedWords))
			if err := os.Mkdir(want, 0o755); err != nil {
				t.Fatal(err)
			}
			w := newTestWindow(t, &newOnTheSpot().tasks)
			s := w.pickFiles(pick{title: "Mở", then: func([]string) {}})
			s.path.SetText(dir + string(filepath.Separator))
			s.path.CursorColumn = len([]rune(s.path.Text))
			w.win.Canvas().Focus(s.path)
			sent(s.path, keys)
			press(w, fyne.KeyReturn)
			if s.dir != want {
				t.Errorf("%s: %q is listed", kind, s.dir)
			}
		}
	}
}

func TestFilterFindsWhatUnikeySends(t *testing.T) {
	for keys, want := range map[string]string{"Phu⌫ú Le⌫ê⌫ệ": "3", "Phu⌫u\u0301 le⌫e\u0302⌫⌫e\u0323\u0302": "3", "phu le": "3"} {
		w := newTestWindow(t, &newOnTheSpot().tasks)
		tb := communeTable(w)
		e := tb.filterEntry("Tìm")
		sent(e, keys)
		if got := codes(tb.rows); got != want {
			t.Errorf("%q: %q, want %q", keys, got, want)
		}
	}
}
