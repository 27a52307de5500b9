package report

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"text/template"
)

// Wording is how a submission is worded: its head and the parts of its body (submission/*.yaml). It never changes
// after loading: safe for use by any number of goroutines.
type Wording struct {
	Head  LetterHead
	Annex AnnexWording
	parts []wordedPart
}

// LetterHead is the wording around the body.
type LetterHead struct {
	Kind    string          `yaml:"kind"`    // Báo cáo
	Symbol  string          `yaml:"symbol"`  // of a people's committee; another office gives its own
	Subject string          `yaml:"subject"` // a template
	Copies  []string        `yaml:"copies"`
	Above   []MinistryNamed `yaml:"above"` // to whom a province reports, the latest first
	Charts  ChartWords      `yaml:"charts"`

	subject *template.Template
}

// MinistryNamed is the ministry of the programme from a day on.
type MinistryNamed struct {
	From string `yaml:"from"` // ISO; empty: always
	Name string `yaml:"name"`
}

type wordedPart struct {
	ID         string            `yaml:"id"`
	Title      string            `yaml:"title"` // empty: the opening and the end, which stand in no part
	Sections   []wordedSection   `yaml:"sections"`
	Paragraphs []wordedParagraph `yaml:"paragraphs"`
}

type wordedSection struct {
	ID         string            `yaml:"id"`
	Title      string            `yaml:"title"`
	Paragraphs []wordedParagraph `yaml:"paragraphs"`
}

type wordedParagraph struct {
	ID    string   `yaml:"id"`
	Level string   `yaml:"level"` // text or dash; empty: text
	Needs []string `yaml:"needs"` // facts it cannot do without
	Each  string   `yaml:"each"`  // written once for each row of the fact
	Key   string   `yaml:"key"`   // column that names the row
	Text  string   `yaml:"text"`
	Lack  string   `yaml:"lack"` // stands instead where a fact is missing; empty: nothing does

	text, lack *template.Template
}

// LoadWording reads a submission's wording. A paragraph that speaks of a fact that is not in the catalogue, or of one
// that may be missing without asking first, is refused with its name.
func LoadWording(fsys fs.FS) (*Wording, error) {
	w := &Wording{}
	names, err := fs.Glob(fsys, "submission/*.yaml")
	if err != nil {
		return nil, fmt.Errorf("loading submission: %w", err)
	}
	seen := map[string]bool{}
	for _, name := range names {
		var err error
		switch path.Base(name) {
		case "thu.yaml":
			if err = decode(fsys, name, &w.Head); err == nil {
				err = w.Head.prepare()
			}
		case "giai-trinh.yaml":
			if err = decode(fsys, name, &w.Annex); err == nil {
				err = w.Annex.verify()
			}
		default:
			var p wordedPart
			if err = decode(fsys, name, &p); err == nil {
				err = p.prepare(seen)
			}
			w.parts = append(w.parts, p)
		}
		if err != nil {
			return nil, fmt.Errorf("loading submission: %s: %w", name, err)
		}
	}
	if w.Head.Kind == "" || len(w.parts) == 0 || w.Annex.Title == "" {
		return nil, errors.New("loading submission: no head, no annex or no part")
	}
	return w, nil
}

func (h *LetterHead) prepare() error {
	if h.Kind == "" || h.Symbol == "" || h.Subject == "" || len(h.Copies) == 0 || len(h.Above) == 0 || h.Charts.Months == "" {
		return errors.New("kind, symbol, subject, copies, above or charts is missing")
	}
	var err error
	h.subject, err = parseWording("subject", h.Subject, guards{"ky": true}, nil)
	return err
}

// Ministry is to whom a province reports on a day (ISO).
func (h *LetterHead) Ministry(on string) string {
	for _, m := range h.Above {
		if m.From <= on {
			return m.Name
		}
	}
	return ""
}

var passageID = regexp.MustCompile(`^[a-z][a-z0-9.-]*$`)

func (p *wordedPart) prepare(seen map[string]bool) error {
	if err := fresh(p.ID, seen); err != nil {
		return err
	}
	if p.Title == "" && len(p.Sections) > 0 {
		return fmt.Errorf("part %s has sections and no title", p.ID)
	}
	all := [][]wordedParagraph{p.Paragraphs}
	for i := range p.Sections {
		s := &p.Sections[i]
		if err := fresh(s.ID, seen); err != nil {
			return err
		}
		if s.Title == "" {
			return fmt.Errorf("section %s has no title", s.ID)
		}
		all = append(all, s.Paragraphs)
	}
	for _, paragraphs := range all {
		for i := range paragraphs {
			if err := paragraphs[i].prepare(seen); err != nil {
				return fmt.Errorf("paragraph %s: %w", paragraphs[i].ID, err)
			}
		}
	}
	return nil
}

func fresh(id string, seen map[string]bool) error {
	if !passageID.MatchString(id) || seen[id] {
		return fmt.Errorf("id %q is faulty or stands twice", id)
	}
	seen[id] = true
	return nil
}

func (p *wordedParagraph) prepare(seen map[string]bool) error {
	if err := fresh(p.ID, seen); err != nil {
		return err
	}
	if !slices.Contains([]string{"", "text", "dash"}, p.Level) || p.Text == "" {
		return fmt.Errorf("level %q, or no text", p.Level)
	}
	defs, known := factDefs(), guards{}
	for _, name := range p.Needs {
		if _, ok := defs[name]; !ok {
			return fmt.Errorf("fact %q is not in the catalogue", name)
		}
		known[name] = true
	}
	var columns []string
	if p.Each != "" {
		def := defs[p.Each]
		if columns = def.Columns; def.Kind != FactRows || !slices.Contains(columns, p.Key) {
			return fmt.Errorf("each %q with key %q", p.Each, p.Key)
		}
	}
	var err error
	if p.text, err = parseWording(p.ID, p.Text, known, columns); err != nil {
		return err
	}
	if p.Lack != "" {
		p.lack, err = parseWording(p.ID, p.Lack, guards{}, nil)
	}
	return err
}

// Written is one passage as the program writes it from the facts.
type Written struct {
	Passage
	Of string // id of the paragraph of the wording; several passages may be of one
}

// Subject is the letter's trích yếu.
func (w *Wording) Subject(fs Facts) (string, error) { return run(w.Head.subject, fs.values(), nil) }

// outlined is one place of the letter: a heading or a paragraph of the wording.
type outlined struct {
	id    string
	level Level
}

// outline is the wording in the order of the letter, what writes nothing now too.
func (w *Wording) outline() []outlined {
	var out []outlined
	add := func(paragraphs []wordedParagraph) {
		for i := range paragraphs {
			out = append(out, outlined{paragraphs[i].ID, paragraphs[i].level()})
		}
	}
	for i := range w.parts {
		p := &w.parts[i]
		if p.Title != "" {
			out = append(out, outlined{p.ID, LevelPart})
		}
		add(p.Paragraphs)
		for j := range p.Sections {
			out = append(out, outlined{p.Sections[j].ID, LevelSection})
			add(p.Sections[j].Paragraphs)
		}
	}
	return out
}

// Paragraphs are the ids of the wording's paragraphs, without the headings.
func (w *Wording) Paragraphs() []string {
	var out []string
	for _, at := range w.outline() {
		if at.level != LevelPart && at.level != LevelSection {
			out = append(out, at.id)
		}
	}
	return out
}

func (p *wordedParagraph) level() Level {
	if p.Level == "dash" {
		return LevelDash
	}
	return LevelText
}

// Write writes the body from the facts: a paragraph whose facts are missing is left out, and a heading with nothing
// under it. Headings bear no numbers yet.
func (w *Wording) Write(fs Facts) ([]Written, error) {
	if err := fs.check(); err != nil {
		return nil, err
	}
	var out []Written
	from := source{fs, fs.values()}
	for i := range w.parts {
		p := &w.parts[i]
		under, err := writeAll(p.Paragraphs, from)
		if err != nil {
			return nil, err
		}
		for j := range p.Sections {
			s := &p.Sections[j]
			of, err := writeAll(s.Paragraphs, from)
			if err != nil {
				return nil, err
			}
			if len(of) > 0 {
				under = append(append(under, heading(s.ID, s.Title, LevelSection)), of...)
			}
		}
		if len(under) > 0 && p.Title != "" {
			out = append(out, heading(p.ID, p.Title, LevelPart))
		}
		out = append(out, under...)
	}
	return out, nil
}

func heading(id, title string, level Level) Written {
	return Written{Passage{ID: id, Level: level, Text: title}, id}
}

// source is the facts, and as the wording reads them.
type source struct {
	facts  Facts
	values map[string]any
}

func writeAll(paragraphs []wordedParagraph, from source) ([]Written, error) {
	var out []Written
	for i := range paragraphs {
		of, err := paragraphs[i].write(from)
		if err != nil {
			return nil, fmt.Errorf("submission, paragraph %s: %w", paragraphs[i].ID, err)
		}
		out = append(out, of...)
	}
	return out, nil
}

func (p *wordedParagraph) write(from source) ([]Written, error) {
	t, rows := p.text, []FactRow{nil}
	for _, name := range p.Needs {
		if _, ok := from.facts[name]; !ok {
			t = p.lack
		}
	}
	if p.Each != "" && t == p.text {
		rows = from.facts[p.Each].Rows
	}
	if t == nil {
		return nil, nil
	}
	var out []Written
	for _, row := range rows {
		text, err := run(t, from.values, row)
		if err != nil {
			return nil, err
		}
		id := p.ID
		if row != nil {
			id += "." + row[p.Key]
		}
		if text != "" {
			out = append(out, Written{Passage{ID: id, Level: p.level(), Text: text}, p.ID})
		}
	}
	return out, nil
}

// Numbered are passages with the numbers their headings bear: I., 1.; a dash before each line of a list.
func Numbered(body []Passage) []Passage {
	out := slices.Clone(body)
	part, section := 0, 0
	for i := range out {
		switch p := &out[i]; p.Level {
		case LevelPart:
			part, section = part+1, 0
			p.Text = Roman(part) + ". " + p.Text
		case LevelSection:
			section++
			p.Text = fmt.Sprintf("%d. %s", section, p.Text)
		case LevelDash:
			p.Text = "- " + strings.TrimPrefix(p.Text, "- ")
		}
	}
	return out
}
