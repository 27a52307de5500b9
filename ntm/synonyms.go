package ntm

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"unicode"
)

// Synonyms are other words for what the returns ask for. It may be used from several goroutines.
type Synonyms struct {
	mu    sync.Mutex
	taken map[string][]term // texts taken apart lately

	phrases    map[string]phrase // folded words → what they mean
	longest    int               // words of the longest phrase
	idle       map[string]bool
	columns    map[string][]string // «table.column» → exact keys
	rows       map[string][]string
	cells      map[string][]string // «table/row/column» → exact keys
	skip       map[string]bool
	measures   map[string]string // key of a unit of money → what its figures are multiplied by
	Identities []SumOf
}

// phrase is what a spelling means.
type phrase struct {
	id          string
	must, exact bool
}

// SumOf is what holds between the columns of a table on every row. A column in brackets counts as nothing where there
// is none.
type SumOf struct {
	Table string   `yaml:"table"`
	Of    string   `yaml:"of"`
	Plus  []string `yaml:"plus"`
	Minus []string `yaml:"minus"`
}

// LoadSynonyms reads words/synonyms.yaml. One spelling must not mean two things.
func LoadSynonyms(fsys fs.FS) (*Synonyms, error) {
	var file struct {
		Phrases []struct {
			ID    string   `yaml:"id"`
			Must  bool     `yaml:"must"`
			Exact []string `yaml:"exact"`
			Near  []string `yaml:"near"`
		} `yaml:"phrases"`
		Idle       []string            `yaml:"idle"`
		Columns    map[string][]string `yaml:"columns"`
		Rows       map[string][]string `yaml:"rows"`
		Cells      map[string][]string `yaml:"cells"`
		Skip       []string            `yaml:"skip"`
		Identities []SumOf             `yaml:"identities"`
		Measures   map[string][]string `yaml:"measures"`
	}
	if err := readYAML(fsys, "words/synonyms.yaml", &file); err != nil {
		return nil, err
	}
	s := &Synonyms{phrases: map[string]phrase{}, idle: map[string]bool{}, columns: map[string][]string{}, rows: map[string][]string{},
		cells: map[string][]string{}, skip: map[string]bool{}, measures: map[string]string{}, Identities: file.Identities}
	for _, p := range file.Phrases {
		for i, words := range [][]string{p.Exact, p.Near} {
			for _, text := range words {
				w := termWords(text)
				key := strings.Join(w, " ")
				if other, twice := s.phrases[key]; twice {
					if other.id != p.ID {
						return nil, fmt.Errorf("words/synonyms.yaml: %q means %s and %s", text, other.id, p.ID)
					}
					continue
				}
				s.phrases[key] = phrase{p.ID, p.Must, i == 0}
				s.longest = max(s.longest, len(w))
			}
		}
	}
	for _, text := range file.Idle {
		for _, w := range termWords(text) {
			s.idle[w] = true
		}
	}
	for _, text := range file.Skip {
		s.skip[s.Exact(text)] = true
	}
	for times, texts := range file.Measures {
		for _, text := range texts {
			s.measures[strings.Join(termWords(text), " ")] = times
		}
	}
	for _, pair := range []struct {
		from map[string][]string
		to   map[string][]string
	}{{file.Columns, s.columns}, {file.Rows, s.rows}, {file.Cells, s.cells}} {
		for of, texts := range pair.from {
			for _, text := range texts {
				pair.to[of] = append(pair.to[of], s.Exact(text))
			}
		}
	}
	return s, nil
}

// termWords are the folded words of a text; marks do not count, % is a word.
func termWords(text string) []string {
	text = strings.ReplaceAll(Fold(text), "%", " % ")
	words := strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '/' && r != '%'
	})
	out := words[:0]
	for _, w := range words {
		if w = strings.Trim(w, "/"); w != "" {
			out = append(out, sameVowel(w))
		}
	}
	return out
}

// sameVowel makes the spellings with i and y of the words of the reports one.
func sameVowel(w string) string {
	switch w {
	case "tỉ":
		return "tỷ"
	case "kì":
		return "kỳ"
	case "luĩ", "luĩy":
		return "luỹ"
	}
	return w
}

// term is a word or a phrase of a text.
type term struct {
	word  string // a phrase begins with «@»
	must  bool
	exact bool
}

// mostTaken bounds how many texts are kept taken apart.
const mostTaken = 20_000

// terms takes a text apart. The same texts are compared with many others.
func (s *Synonyms) terms(text string) []term {
	s.mu.Lock()
	defer s.mu.Unlock()
	out, ok := s.taken[text]
	if !ok {
		if len(s.taken) >= mostTaken || s.taken == nil {
			s.taken = map[string][]term{}
		}
		out = s.takeApart(text)
		s.taken[text] = out
	}
	return out
}

func (s *Synonyms) takeApart(text string) []term {
	words := termWords(text)
	var out []term
	for i := 0; i < len(words); {
		n := min(s.longest, len(words)-i)
		for ; n > 0; n-- {
			if p, ok := s.phrases[strings.Join(words[i:i+n], " ")]; ok {
				out = append(out, term{"@" + p.id, p.must, p.exact})
				break
			}
		}
		if n == 0 {
			out = append(out, term{words[i], false, true})
			n = 1
		}
		i += n
	}
	return out
}

// Exact is the key of a text in which spellings that may stand for one another without a doubt are one.
func (s *Synonyms) Exact(text string) string {
	words := termWords(text)
	var out []string
	for i := 0; i < len(words); {
		n := min(s.longest, len(words)-i)
		for ; n > 0; n-- {
			if p, ok := s.phrases[strings.Join(words[i:i+n], " ")]; ok && p.exact {
				out = append(out, "@"+p.id)
				break
			}
		}
		if n == 0 {
			out = append(out, words[i])
			n = 1
		}
		i += n
	}
	return strings.Join(out, " ")
}

// IsSkip tells whether a label is of a line that is never a row: totals.
func (s *Synonyms) IsSkip(label string) bool { return s.skip[s.Exact(label)] }

// NamesColumn tells whether the text is another name of the column inside its table.
func (s *Synonyms) NamesColumn(table, column, text string) bool {
	return slices.Contains(s.columns[table+"."+column], s.Exact(text))
}

// NamesRow tells whether the text is another name of the row inside its table.
func (s *Synonyms) NamesRow(table, row, text string) bool {
	return slices.Contains(s.rows[table+"."+row], s.Exact(text))
}

// NamesCell tells whether the text names one figure of the return wherever it stands.
func (s *Synonyms) NamesCell(table, row, column, text string) bool {
	return slices.Contains(s.cells[table+"/"+row+"/"+column], s.Exact(text))
}

// Musts are the words of a text that tell figures apart: «cùng kỳ», «kế hoạch».
func (s *Synonyms) Musts(text string) []string {
	var out []string
	for _, t := range s.terms(text) {
		if t.must {
			out = append(out, t.word)
		}
	}
	return out
}

// SaysNoMore tells whether a text has no word but idle ones and those of another.
func (s *Synonyms) SaysNoMore(text, than string) bool {
	known := s.terms(than)
	for _, t := range s.terms(text) {
		if !s.idle[t.word] && t.word != "@in-period" && !slices.ContainsFunc(known, func(k term) bool { return k.word == t.word }) {
			return false
		}
	}
	return true
}

// Weights of words in a comparison.
const (
	weightIdle = 1
	weightWord = 4
	weightMust = 7
)

func (s *Synonyms) weight(t term) int {
	switch {
	case t.must:
		return weightMust
	case s.idle[t.word]:
		return weightIdle
	}
	return weightWord
}

// Alike tells how much a heading says what another does, 0 to 1000. around are words that the other may take from its
// surroundings: the title of its table, the label of its row. A word that tells figures apart and stands in the heading
// alone makes it 0.
func (s *Synonyms) Alike(heading, other, around string) int {
	theirs, ours, near := s.terms(heading), s.terms(other), s.terms(around)
	has := func(list []term, w string) bool {
		return slices.ContainsFunc(list, func(t term) bool { return t.word == w })
	}
	saidWeight, met := 0, 0
	seen := map[string]bool{}
	for _, t := range theirs {
		if seen[t.word] {
			continue
		}
		seen[t.word] = true
		w := s.weight(t)
		saidWeight += w
		switch {
		case has(ours, t.word):
			met += w
		case has(near, t.word):
			met += w * 4 / 5
		case t.must:
			return 0
		}
	}
	want, found := 0, 0
	seen = map[string]bool{}
	for _, t := range ours {
		if seen[t.word] {
			continue
		}
		seen[t.word] = true
		w := s.weight(t)
		want += w
		if has(theirs, t.word) {
			found += w
		}
	}
	if saidWeight == 0 || want == 0 || met == 0 || found == 0 {
		return 0
	}
	p, r := 1000*met/saidWeight, 1000*found/want
	return 2 * p * r / (p + r)
}

// MoneyTimes is what figures in the unit of money are multiplied by for triệu đồng: of «Đơn vị tính: nghìn đồng», of
// «Kinh phí (nghìn đồng)». ok is false for a text without a unit of money.
func (s *Synonyms) MoneyTimes(text string) (times string, ok bool) {
	tries := []string{}
	if _, after, found := strings.Cut(text, ":"); found {
		tries = append(tries, strings.Trim(after, " ()."))
	}
	for rest := text; ; {
		_, inside, found := strings.Cut(rest, "(")
		if !found {
			break
		}
		inside, rest, _ = strings.Cut(inside, ")")
		for _, word := range []string{"ĐVT:", "đvt:", "Đơn vị tính:"} {
			inside = strings.TrimPrefix(inside, word)
		}
		tries = append(tries, inside)
	}
	for _, t := range tries {
		if times, ok = s.measures[strings.Join(termWords(t), " ")]; ok {
			return times, true
		}
	}
	return "", false
}
