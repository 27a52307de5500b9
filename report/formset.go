package report

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"

	"github.com/goccy/go-yaml"

	"bieuxa/ntm"
)

// Catalogue holds the sets of standard forms that ship with the program: titles, headings, numbers and notes
// are its data, the arithmetic is in the layouts. It never changes after loading: safe for use by any
// number of goroutines.
type Catalogue struct{ sets []*FormSet }

// FormSet is a set of standard forms that are printed together: one office's, or those of one regulation.
type FormSet struct {
	ID       string   `yaml:"id"`
	Title    string   `yaml:"title"`
	Standing string   `yaml:"standing"` // what is unsure of the set; stands on each page of its forms
	Default  bool     `yaml:"default"`  // the set of a book that chose none
	From     string   `yaml:"from"`     // first and last day (ISO) of the periods' ends; empty: no bound
	Until    string   `yaml:"until"`
	Periods  []string `yaml:"periods"` // what it is for: «year», «half», the first half only «half-1»; empty: all
	// Returns are the ids of the returns that units file in its periods, by level; where none is named, the usual.
	Returns  map[ntm.Level]string `yaml:"returns"`
	editions []*edition
}

// LoadCatalogue reads the sets forms/SET/set.yaml and their forms, in the order of the file names. A fault names
// the file and, where it is one, the column.
func LoadCatalogue(fsys fs.FS) (*Catalogue, error) {
	names, err := fs.Glob(fsys, "forms/*/set.yaml")
	if err != nil {
		return nil, fmt.Errorf("loading forms: %w", err)
	}
	c := &Catalogue{}
	usual := 0
	for _, name := range names {
		s := &FormSet{}
		if err := decode(fsys, name, s); err != nil {
			return nil, fmt.Errorf("loading forms: %w", err)
		}
		if err := s.load(fsys, path.Dir(name)); err != nil {
			return nil, fmt.Errorf("loading forms: %w", err)
		}
		if s.Default {
			usual++
		}
		if _, twice := c.Set(s.ID); twice {
			return nil, fmt.Errorf("loading forms: set %s stands twice", s.ID)
		}
		c.sets = append(c.sets, s)
	}
	if usual != 1 {
		return nil, fmt.Errorf("loading forms: forms/*/set.yaml: %d default sets, want one", usual)
	}
	return c, nil
}

// load reads the forms of the set.
func (s *FormSet) load(fsys fs.FS, dir string) error {
	if s.ID == "" || s.Title == "" {
		return fmt.Errorf("%s/set.yaml: no id or title", dir)
	}
	names, err := fs.Glob(fsys, dir+"/*.yaml")
	if err != nil {
		return err
	}
	for _, name := range names {
		if path.Base(name) == "set.yaml" {
			continue
		}
		e := &edition{}
		if err := decode(fsys, name, e); err != nil {
			return err
		}
		if err := e.verify(); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		s.editions = append(s.editions, e)
	}
	if len(s.editions) == 0 {
		return errors.New(dir + ": no form")
	}
	return nil
}

func decode(fsys fs.FS, name string, into any) error {
	text, err := fs.ReadFile(fsys, name)
	if err != nil {
		return err
	}
	if err := yaml.NewDecoder(bytes.NewReader(text), yaml.DisallowUnknownField()).Decode(into); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// Sets are the sets of forms, the usual one first.
func (c *Catalogue) Sets() []*FormSet {
	out := slices.Clone(c.sets)
	slices.SortStableFunc(out, func(a, b *FormSet) int {
		switch {
		case a.Default == b.Default:
			return 0
		case a.Default:
			return -1
		}
		return 1
	})
	return out
}

// Set is the set with the id.
func (c *Catalogue) Set(id string) (*FormSet, bool) {
	for _, s := range c.sets {
		if s.ID == id {
			return s, true
		}
	}
	return nil, false
}

// Usual is the set of a book that chose none.
func (c *Catalogue) Usual() *FormSet { return c.Sets()[0] }

// Fits tells whether the set is for a period that ends on the day.
func (s *FormSet) Fits(p ntm.Period, to ntm.Date) bool {
	on := to.String()
	if !s.covers(p) {
		return false
	}
	if s.From != "" && on < s.From || s.Until != "" && on > s.Until {
		return false
	}
	return true
}

// covers tells whether the set is for periods of the kind.
func (s *FormSet) covers(p ntm.Period) bool {
	return len(s.Periods) == 0 || slices.Contains(s.Periods, string(p.Kind)) || slices.Contains(s.Periods, fmt.Sprintf("%s-%d", p.Kind, p.N))
}

// Previous is the last period before that the set is for, among halves and years: the half before the year of
// 2026 is 2026-H1. ok is false for a set that is for every period.
func (s *FormSet) Previous(p ntm.Period) (before ntm.Period, ok bool) {
	if len(s.Periods) == 0 {
		return ntm.Period{}, false
	}
	for year := p.Year; year >= p.Year-1; year-- {
		for _, q := range []ntm.Period{{Kind: ntm.Year, Year: year}, {Kind: ntm.HalfYear, Year: year, N: 2}, {Kind: ntm.HalfYear, Year: year, N: 1}} {
			if s.covers(q) && (year < p.Year || ends(q) < ends(p)) {
				return q, true
			}
		}
	}
	return ntm.Period{}, false
}

func ends(p ntm.Period) int { return p.LastMonth().N }
