package report

import (
	"fmt"
	"io/fs"
	"strings"
)

// Letter is the wording of a Báo cáo as it ships with the program (letters/ID.yaml), its figures still to be filled in.
type Letter struct {
	ID      string          `yaml:"id"`
	Kind    string          `yaml:"kind"`
	Symbol  string          `yaml:"symbol"`
	Subject string          `yaml:"subject"`
	Copies  []string        `yaml:"copies"`
	Body    []LetterPassage `yaml:"body"`
}

// LetterPassage is one paragraph of a letter's wording.
type LetterPassage struct {
	ID    string `yaml:"id"`
	Level string `yaml:"level"` // text, part, section, point, dash
	Text  string `yaml:"text"`
}

// LoadLetter reads a letter's wording.
func LoadLetter(fsys fs.FS, id string) (*Letter, error) {
	l, name := &Letter{}, "letters/"+id+".yaml"
	if err := decode(fsys, name, l); err != nil {
		return nil, fmt.Errorf("loading letter: %w", err)
	}
	if l.ID != id || l.Kind == "" || l.Subject == "" || len(l.Body) == 0 {
		return nil, fmt.Errorf("loading letter: %s: its id, kind, subject or body is missing", name)
	}
	for _, p := range l.Body {
		if _, ok := levelNames()[p.Level]; !ok || p.ID == "" || p.Text == "" {
			return nil, fmt.Errorf("loading letter: %s: passage %q at level %q", name, p.ID, p.Level)
		}
	}
	return l, nil
}

func levelNames() map[string]Level {
	return map[string]Level{"text": LevelText, "part": LevelPart, "section": LevelSection, "point": LevelPoint, "dash": LevelDash}
}

// Fill puts facts in the places of their names in brackets: "{period}" becomes facts["period"]. What heads the letter and
// who signs it is the caller's.
func (l *Letter) Fill(facts map[string]string) Submission {
	var pairs []string
	for name, fact := range facts {
		pairs = append(pairs, "{"+name+"}", fact)
	}
	full := strings.NewReplacer(pairs...).Replace
	s := Submission{Kind: full(l.Kind), Symbol: full(l.Symbol), Subject: full(l.Subject), Page: DefaultPage()}
	for _, c := range l.Copies {
		s.Copies = append(s.Copies, full(c))
	}
	for _, p := range l.Body {
		s.Body = append(s.Body, Passage{ID: p.ID, Level: levelNames()[p.Level], Text: full(p.Text)})
	}
	return s
}
