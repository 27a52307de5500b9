package ntm

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"
)

// Words makes the sentences of one language from findings, problems and facts. A sentence has slots,
// {saw}, and parts in square brackets that are left out when a slot in them has nothing to say:
//
//	Sheet {sheet}[, ô {cell}]: «{row}» ghi {saw}, tính được {want} ({operands}).
//
// A slot may say how it is shown: {saw:raw} for codes and years, {n:number}, {p:period},
// {want:percent} with two decimals, {row:lower}.
// A check may have further words for a kind of its findings, «G4/words»: the fact «variant» names it.
// Words may be used by several goroutines at once.
type Words struct {
	lang     string
	checks   map[string]checkWords
	problems map[string]problemWords
	ui       map[string]sentence

	mu      sync.Mutex
	missing map[string]bool
}

type checkWords struct{ title, text, fix, law sentence }

type problemWords struct{ what, hint sentence }

// LoadWords reads the sentences of a language: words/<lang>/checks-*.yaml together, problems from
// words/<lang>/problems*.yaml, and words/<lang>/ui*.yaml. It fails if an id
// stands twice or a brace is left open, and if there is not one file of the language.
func LoadWords(fsys fs.FS, lang string) (*Words, error) {
	w := &Words{lang: lang, checks: map[string]checkWords{}, problems: map[string]problemWords{},
		ui: map[string]sentence{}, missing: map[string]bool{}}
	files := 0
	for _, load := range []struct {
		pattern string
		into    func(fs.FS, string) error
	}{
		{"words/" + lang + "/checks-*.yaml", w.loadChecks},
		{"words/" + lang + "/problems*.yaml", w.loadProblems},

		{"words/" + lang + "/ui*.yaml", w.loadUI},
	} {
		names, err := fs.Glob(fsys, load.pattern)
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			if err := load.into(fsys, name); err != nil {
				return nil, err
			}
		}
		files += len(names)
	}
	if files == 0 {
		return nil, fmt.Errorf("words of language %q: %w", lang, fs.ErrNotExist)
	}
	return w, nil
}

func (w *Words) loadChecks(fsys fs.FS, name string) error {
	var file struct {
		Checks map[string]struct {
			Title string `yaml:"title"`
			Text  string `yaml:"text"`
			Fix   string `yaml:"fix"`
			Law   string `yaml:"law"`
		} `yaml:"checks"`
	}
	if err := readYAML(fsys, name, &file); err != nil {
		return err
	}
	for id, c := range file.Checks {
		if _, twice := w.checks[id]; twice {
			return fmt.Errorf("%s: check %s has its words twice", name, id)
		}
		var cw checkWords
		err := errors.Join(cw.title.parse(c.Title), cw.text.parse(c.Text), cw.fix.parse(c.Fix))
		if err != nil {
			return fmt.Errorf("%s: check %s: %w", name, id, err)
		}
		cw.law = sentence{{literal: c.Law}} // «[P]» in it is no optional part
		w.checks[id] = cw
	}
	return nil
}

func (w *Words) loadProblems(fsys fs.FS, name string) error {
	var file map[string]struct {
		What string `yaml:"what"`
		Hint string `yaml:"hint"`
	}
	if err := readYAML(fsys, name, &file); err != nil {
		return err
	}
	for id, p := range file {
		if _, twice := w.problems[id]; twice {
			return fmt.Errorf("%s: problem %s has its words twice", name, id)
		}
		var pw problemWords
		if err := errors.Join(pw.what.parse(p.What), pw.hint.parse(p.Hint)); err != nil {
			return fmt.Errorf("%s: problem %s: %w", name, id, err)
		}
		w.problems[id] = pw
	}
	return nil
}

func (w *Words) loadUI(fsys fs.FS, name string) error {
	var file map[string]string
	if err := readYAML(fsys, name, &file); err != nil {
		return err
	}
	for id, text := range file {
		if _, twice := w.ui[id]; twice {
			return fmt.Errorf("%s: %s stands twice", name, id)
		}
		var s sentence
		if err := s.parse(text); err != nil {
			return fmt.Errorf("%s: %s: %w", name, id, err)
		}
		w.ui[id] = s
	}
	return nil
}

// Lang is the language of the words: «vi», «en».
func (w *Words) Lang() string { return w.lang }

// Text is the sentence of a finding; its id if the check has no words.
func (w *Words) Text(f Finding) string { return w.ofFinding(f, w.variant(&f).text, "text") }

// Fix says what to do about a finding.
func (w *Words) Fix(f Finding) string { return w.ofFinding(f, w.variant(&f).fix, "fix") }

// variantFact names the words of a kind of findings of one check.
const variantFact = "variant"

func (w *Words) variant(f *Finding) checkWords {
	if kind := f.Facts[variantFact]; kind != "" {
		if words, ok := w.checks[f.ID+"/"+kind]; ok {
			return words
		}
	}
	return w.checks[f.ID]
}

func (w *Words) ofFinding(f Finding, s sentence, part string) string {
	if len(s) == 0 {
		return w.miss(f.ID, f.ID+" "+part)
	}
	return s.fill(w, f.ID, w.slotsOf(&f))
}

// Title is the short name of a check.
func (w *Words) Title(id string) string {
	s := w.checks[id].title
	if len(s) == 0 {
		return w.miss(id, id+" title")
	}
	return s.fill(w, id, nil)
}

// Law is the decree or form that a check goes back to; empty if the words name none.
func (w *Words) Law(id string) string {
	if s := w.checks[id].law; len(s) > 0 {
		return s[0].literal
	}
	return ""
}

// Problem words what could not be done, and what the person may do about it.
func (w *Words) Problem(id string, facts map[string]string) (what, hint string) {
	p := w.problems[id]
	if len(p.what) == 0 {
		return w.miss(id, "problem "+id), ""
	}
	slots := w.slotsOfFacts(facts)
	return p.what.fill(w, id, slots), p.hint.fill(w, id, slots)
}

// UI is a text of the window or the command.
func (w *Words) UI(id string, facts map[string]string) string {
	s, ok := w.ui[id]
	if !ok {
		return w.miss(id, "ui "+id)
	}
	return s.fill(w, id, w.slotsOfFacts(facts))
}

// Missing lists what had no words so far: «P9 text», «problem x», «P1 {want}».
func (w *Words) Missing() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Sorted(maps.Keys(w.missing))
}

// miss notes the lack and returns what is printed in its place.
func (w *Words) miss(shown, lack string) string {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.missing[lack] = true
	return strings.NewReplacer("{", "", "}", "").Replace(shown)
}

// CheckIDs, ProblemIDs and UIIDs list, in order, the ids that have words.
func (w *Words) CheckIDs() []string {
	ids := slices.Sorted(maps.Keys(w.checks))
	return slices.DeleteFunc(ids, func(id string) bool { return strings.Contains(id, "/") })
}

func (w *Words) ProblemIDs() []string { return slices.Sorted(maps.Keys(w.problems)) }

// HasUI tells whether a text of the screen has words.
func (w *Words) HasUI(id string) bool {
	_, ok := w.ui[id]
	return ok
}

func (w *Words) UIIDs() []string { return slices.Sorted(maps.Keys(w.ui)) }
