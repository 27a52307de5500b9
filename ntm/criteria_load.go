package ntm

import (
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"time"
)

const criteriaDir = "criteria"

// setsFile is criteria/sets.yaml.
type setsFile struct {
	Sources string `yaml:"sources"`
	Income  string `yaml:"income"`
	Regions struct {
		File  string `yaml:"file"`
		Until string `yaml:"until"`
	} `yaml:"regions"`
	Sets []setEntry `yaml:"sets"`
}

// setEntry describes one set; its criteria are in File.
type setEntry struct {
	ID          string              `yaml:"id"`
	Title       string              `yaml:"title_vi"`
	Level       string              `yaml:"level"`
	Standing    string              `yaml:"standing"`
	Province    string              `yaml:"province"`
	Decision    string              `yaml:"decision"`
	From        string              `yaml:"from"`
	To          string              `yaml:"to"`
	Criteria    int                 `yaml:"criteria"`
	Indicators  int                 `yaml:"indicators"`
	Listed      *int                `yaml:"listed"`
	File        string              `yaml:"file"`
	Seen        string              `yaml:"seen"`
	Groups      string              `yaml:"groups"`
	Columns     string              `yaml:"columns"`
	Parts       map[string][]string `yaml:"parts"`
	MayNotApply []string            `yaml:"may_not_apply"`
	Special     *specialRule        `yaml:"special"`
	Doubtful    []doubtEntry        `yaml:"doubtful"`
	Bands       bandsEntry          `yaml:"bands"`
	Confidence  Confidence          `yaml:"confidence"`
	Unverified  string              `yaml:"unverified"`
	Note        string              `yaml:"note"`
}

type doubtEntry struct {
	Indicator string `yaml:"indicator"`
	Column    string `yaml:"column"`
	Note      string `yaml:"note"`
}

type bandsEntry struct {
	Confidence Confidence `yaml:"confidence"`
	Source     string     `yaml:"source"`
	Rows       []struct {
		Label string `yaml:"label"`
		Min   int    `yaml:"min"`
		Max   int    `yaml:"max"`
	} `yaml:"rows"`
}

func (b bandsEntry) bands() []Band {
	out := make([]Band, len(b.Rows))
	for i, r := range b.Rows {
		out[i] = Band{Label: r.Label, Min: r.Min, Max: r.Max, Confidence: b.Confidence}
	}
	return out
}

// LoadCriteria reads the criteria sets from the folder «criteria» of the assets. It asserts that each
// set has the official number of criteria and indicators and that bands cover every possible count;
// an error names the file or set, what was expected and what was found.
func LoadCriteria(fsys fs.FS) (*Criteria, error) {
	sub, err := fs.Sub(fsys, criteriaDir)
	if err != nil {
		return nil, fmt.Errorf("loading criteria: %w", err)
	}
	c, err := loadCriteria(sub)
	if err != nil {
		return nil, fmt.Errorf("loading criteria: %w", err)
	}
	return c, nil
}

func loadCriteria(fsys fs.FS) (*Criteria, error) {
	var file setsFile
	if err := readYAML(fsys, "sets.yaml", &file); err != nil {
		return nil, err
	}
	c := &Criteria{byID: map[string]*CriteriaSet{}}
	var err error
	if c.regions, err = readRegions(fsys, file.Regions.File, file.Regions.Until); err != nil {
		return nil, err
	}
	if c.sources, err = readSources(fsys, file.Sources); err != nil {
		return nil, err
	}
	income, err := readYearly(fsys, file.Income)
	if err != nil {
		return nil, err
	}
	for i := range file.Sets {
		s, err := readSet(fsys, &file.Sets[i], income, c.regions)
		if err != nil {
			return nil, fmt.Errorf("criteria set %s: %w", file.Sets[i].ID, err)
		}
		if err := c.add(s); err != nil {
			return nil, err
		}
	}
	if c.titles, err = readTitles(fsys, c.byID); err != nil {
		return nil, err
	}
	return c, c.readOverlays(fsys)
}

func (c *Criteria) add(s *CriteriaSet) error {
	if _, twice := c.byID[s.ID]; twice {
		return fmt.Errorf("criteria set %s: given twice", s.ID)
	}
	for _, o := range c.sets {
		sameKind := o.Level == s.Level && o.Standing == s.Standing && o.Province == s.Province && s.Province == ""
		if sameKind && (o.To == "" || o.To >= s.From) && (s.To == "" || s.To >= o.From) {
			return fmt.Errorf("criteria set %s: in force together with %s", s.ID, o.ID)
		}
	}
	c.byID[s.ID] = s
	c.sets = append(c.sets, s)
	return nil
}

// readOverlays reads the shipped overlays and applies each to its base, so that a wrong one shows at once.
func (c *Criteria) readOverlays(fsys fs.FS) error {
	names, err := fs.Glob(fsys, "overlays/*.yaml")
	if err != nil {
		return err
	}
	for _, name := range names {
		text, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		o, err := ParseOverlay(text)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		base, ok := c.byID[o.Base]
		if !ok {
			return fmt.Errorf("%s: base: there is no set %q", name, o.Base)
		}
		s, err := base.With(o)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		c.overlays = append(c.overlays, o)
		c.byID[s.ID] = s
	}
	return nil
}

func readSet(fsys fs.FS, e *setEntry, income map[string]yearlyOfSet, rg *regions) (*CriteriaSet, error) {
	if err := e.check(); err != nil {
		return nil, err
	}
	s := &CriteriaSet{ID: e.ID, Base: e.ID, Title: e.Title, Level: e.Level, Standing: e.Standing,
		Province: e.Province, Decision: e.Decision, From: e.From, To: e.To, Bands: e.Bands.bands(),
		Confidence: e.Confidence, Unverified: e.Unverified, Note: e.Note, OfficialIndicators: e.Indicators,
		columns: e.Columns, special: e.Special, regions: rg}
	if err := readCriteria(fsys, e, s); err != nil {
		return nil, err
	}
	if err := readSeen(fsys, e, s); err != nil {
		return nil, err
	}
	var err error
	if s.Groups, err = readGroups(fsys, e); err != nil {
		return nil, err
	}
	if err := e.annotate(s, income[e.ID]); err != nil {
		return nil, err
	}
	return s, e.assert(s)
}

func (e *setEntry) check() error {
	if e.ID == "" || e.Title == "" || e.Level == "" || e.Standing == "" || e.File == "" {
		return errors.New("sets.yaml: id, title_vi, level, standing and file must be given")
	}
	if !e.Confidence.known() {
		return fmt.Errorf("sets.yaml: confidence %q is not known", e.Confidence)
	}
	if e.Province == "" && e.From == "" {
		return errors.New("sets.yaml: from must be given")
	}
	return checkDates(e.From, e.To)
}

// annotate puts on the indicators what sets.yaml says of them.
func (e *setEntry) annotate(s *CriteriaSet, yearly yearlyOfSet) error {
	byNo := map[string]*Indicator{}
	for i := range s.Criteria {
		for j := range s.Criteria[i].Indicators {
			ind := &s.Criteria[i].Indicators[j]
			byNo[ind.No] = ind
		}
	}
	find := func(no string) (*Indicator, error) {
		if ind, ok := byNo[no]; ok {
			return ind, nil
		}
		return nil, fmt.Errorf("there is no indicator %q", no)
	}
	for no, parts := range e.Parts {
		ind, err := find(no)
		if err != nil {
			return err
		}
		ind.Parts = parts
	}
	for _, no := range e.MayNotApply {
		ind, err := find(no)
		if err != nil {
			return err
		}
		ind.MayNotApply = true
	}
	for _, d := range e.Doubtful {
		ind, err := find(d.Indicator)
		if err != nil {
			return err
		}
		if ind.doubts == nil {
			ind.doubts = map[string]string{}
		}
		ind.doubts[d.Column] = d.Note
	}
	for no, years := range yearly {
		ind, err := find(no)
		if err != nil {
			return err
		}
		ind.Yearly = years
	}
	return nil
}

// assert holds the set against the official counts.
func (e *setEntry) assert(s *CriteriaSet) error {
	if s.N() != e.Criteria {
		return fmt.Errorf("%s has %d criteria, want %d", e.File, s.N(), e.Criteria)
	}
	want := e.Indicators
	if e.Listed != nil {
		want = *e.Listed
	}
	if got := s.IndicatorCount(); got != want {
		return fmt.Errorf("%s has %d indicators, want %d", e.File, got, want)
	}
	for i := range s.Criteria {
		if s.Criteria[i].No != i+1 {
			return fmt.Errorf("%s: criterion %d stands in place %d", e.File, s.Criteria[i].No, i+1)
		}
	}
	return checkBands(s.Bands, s.N())
}

func checkDates(days ...string) error {
	last := ""
	for _, d := range days {
		if d == "" {
			continue
		}
		if _, err := time.Parse(time.DateOnly, d); err != nil {
			return fmt.Errorf("date %q: want year-month-day, such as 2020-02-14", d)
		}
		if d < last {
			return fmt.Errorf("date %s is before %s", d, last)
		}
		last = d
	}
	return nil
}

func positive(s string) (int, error) {
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 {
		return 0, fmt.Errorf("%q: want a whole number from 1", s)
	}
	return n, nil
}
