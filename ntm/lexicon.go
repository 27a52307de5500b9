package ntm

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Lexicon knows how communes write values: words for nothing, statuses, closed lists, units of measure.
// It does not change once loaded and may be used by several goroutines at once.
type Lexicon struct {
	nothing     map[string]State
	nilFigures  map[string]bool // words for nought, in columns of figures only
	longestNil  int             // bytes beyond which no text is a word for nothing
	lists       map[string]*wordList
	doubtful    map[string]string // status words of two meanings → their readings
	units       map[string]string // any spelling of a unit → one of them
	scales      map[string]bool
	moneyScales map[string]bool
	falling     map[string]bool
	errors      map[string]bool
}

// Ids of the lists that Choices knows beside those of choices.yaml.
const (
	ChoicesStatus = "status"
	ChoicesYesNo  = "yesno"
)

type wordList struct {
	words []string
	byKey map[string]string
}

type wordEntry struct {
	Word    string   `yaml:"word"`
	Spelled []string `yaml:"spelled"`
}

type valuesFile struct {
	Nothing struct {
		Dash          []string `yaml:"dash"`
		NoneArising   []string `yaml:"none_arising"`
		NoneInFigures []string `yaml:"none_in_figures"`
		NotApplicable []string `yaml:"not_applicable"`
	} `yaml:"nothing"`
	Status   []wordEntry `yaml:"status"`
	Doubtful []struct {
		Spelled  []string `yaml:"spelled"`
		Readings []string `yaml:"readings"`
	} `yaml:"status_doubtful"`
	YesNo       []wordEntry `yaml:"yesno"`
	Units       [][]string  `yaml:"units"`
	Scales      []string    `yaml:"scales"`
	MoneyScales []string    `yaml:"money_scales"`
	Falling     []string    `yaml:"falling"`
	Errors      []string    `yaml:"errors"`
}

// LoadLexicon reads words/values.yaml and words/choices.yaml. It fails if one spelling has two meanings.
func LoadLexicon(fsys fs.FS) (*Lexicon, error) {
	var v valuesFile
	if err := readYAML(fsys, "words/values.yaml", &v); err != nil {
		return nil, err
	}
	lists := map[string][]wordEntry{}
	if err := readYAML(fsys, "words/choices.yaml", &lists); err != nil {
		return nil, err
	}
	lists[ChoicesStatus], lists[ChoicesYesNo] = v.Status, v.YesNo
	l := &Lexicon{nothing: map[string]State{}, lists: map[string]*wordList{}, doubtful: map[string]string{},
		units: map[string]string{}, nilFigures: keySet(v.Nothing.NoneInFigures), scales: keySet(v.Scales),
		moneyScales: keySet(v.MoneyScales), falling: keySet(v.Falling), errors: map[string]bool{}}
	for id, entries := range lists {
		list, err := newWordList(entries)
		if err != nil {
			return nil, fmt.Errorf("word list %s: %w", id, err)
		}
		l.lists[id] = list
	}
	for _, e := range v.Errors {
		l.errors[strings.ToUpper(e)] = true
	}
	return l, l.addMeanings(&v)
}

func (l *Lexicon) addMeanings(v *valuesFile) error {
	for state, words := range map[State][]string{Dash: v.Nothing.Dash, NoneArising: v.Nothing.NoneArising,
		NotApplicable: v.Nothing.NotApplicable} {
		for _, w := range words {
			if other, twice := l.nothing[wordKey(w)]; twice && other != state {
				return fmt.Errorf("%q means both %s and %s", w, other, state)
			}
			l.nothing[wordKey(w)] = state
			l.longestNil = max(l.longestNil, len(w)+slackNil)
		}
	}
	for _, d := range v.Doubtful {
		for _, w := range d.Spelled {
			if word, sure := l.lists[ChoicesStatus].find(w); sure {
				return fmt.Errorf("status %q is listed as doubtful and as %s", w, word)
			}
			l.doubtful[wordKey(w)] = strings.Join(d.Readings, " hay ")
		}
	}
	for _, spellings := range v.Units {
		for _, s := range spellings {
			if other, twice := l.units[unitKey(s)]; twice && other != unitKey(spellings[0]) {
				return fmt.Errorf("unit %q means two units", s)
			}
			l.units[unitKey(s)] = unitKey(spellings[0])
		}
	}
	return nil
}

func newWordList(entries []wordEntry) (*wordList, error) {
	list := &wordList{byKey: map[string]string{}}
	for _, e := range entries {
		list.words = append(list.words, e.Word)
		for _, s := range append([]string{e.Word}, e.Spelled...) {
			if other, twice := list.byKey[wordKey(s)]; twice && other != e.Word {
				return nil, fmt.Errorf("%q means both %s and %s", s, other, e.Word)
			}
			list.byKey[wordKey(s)] = e.Word
		}
	}
	return list, nil
}

func (w *wordList) find(text string) (string, bool) {
	if w == nil || len(text) > longestWord {
		return "", false
	}
	word, ok := w.byKey[wordKey(text)]
	return word, ok
}

// Choices lists the words of a closed list in the order of its drop-down; nil if the id is unknown.
func (l *Lexicon) Choices(id string) []string {
	if list, ok := l.lists[id]; ok {
		return slices.Clone(list.words)
	}
	return nil
}

// slackNil leaves room, in bytes, for odd spaces and a full stop around a word for nothing.
const slackNil = 12

// longestWord bounds, in bytes, what is looked up as a word.
const longestWord = 200

// wordKey is the key on which spellings of one word meet.
func wordKey(s string) string {
	key := Fold(oneLine(visible(s)))
	if cut := strings.TrimRight(key, " .,;:"); cut != "" {
		return cut
	}
	return key
}

func keySet(words []string) map[string]bool {
	set := make(map[string]bool, len(words))
	for _, w := range words {
		set[wordKey(w)] = true
	}
	return set
}

// unitKey is wordKey without spaces and stops, with m² as m2.
func unitKey(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '²':
			return '2'
		case r == '³':
			return '3'
		case r == '.' || unicode.IsSpace(r):
			return -1
		}
		return r
	}, wordKey(s))
}

// sameUnit reports whether the text is the unit, or the unit up to one of its strokes: «trđ» and
// «triệu đồng/người» both are «triệu đồng/người/năm».
func (l *Lexicon) sameUnit(text, unit string) bool {
	if unit == "" || len(text) > longestWord {
		return false
	}
	is, of := strings.Split(text, "/"), strings.Split(unit, "/")
	if len(is) > len(of) {
		return false
	}
	for i := range is {
		if l.oneUnit(is[i]) != l.oneUnit(of[i]) {
			return false
		}
	}
	return true
}

func (l *Lexicon) oneUnit(s string) string {
	key := unitKey(s)
	if one, ok := l.units[key]; ok {
		return one
	}
	return key
}

// scaleWord reports whether the text left over beside a figure may change its size.
func (l *Lexicon) scaleWord(text string, money bool) bool {
	return slices.ContainsFunc(lettersOf(text), func(w string) bool {
		return l.scales[w] || money && l.moneyScales[w]
	})
}

func (l *Lexicon) fallingWord(text string) bool {
	return slices.ContainsFunc(lettersOf(text), func(w string) bool { return l.falling[w] })
}

// lettersOf splits the folded text into its words.
func lettersOf(text string) []string {
	return strings.FieldsFunc(Fold(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
}

// visible is the text as the eye has it: NFC, no invisible characters, plain spaces, every other white
// space a line break, nothing at either end.
func visible(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Cf, r):
			return -1
		case r == ' ' || unicode.Is(unicode.Zs, r):
			return ' '
		case unicode.IsSpace(r) || unicode.IsControl(r):
			return '\n'
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
	return strings.Trim(norm.NFC.String(s), " \n")
}

// oneLine joins the words of a visible text by single spaces.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// tidyLines keeps the line breaks of a visible text and single spaces between its words.
func tidyLines(s string) string {
	if !strings.Contains(s, "\n") {
		return oneLine(s)
	}
	lines := strings.Split(s, "\n")
	kept := lines[:0]
	for _, line := range lines {
		if line = oneLine(line); line != "" {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "\n")
}
