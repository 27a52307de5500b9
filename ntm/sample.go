package ntm

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// Sample is a year of made-up returns («số liệu mẫu») of a real district, for trying the program out
// and for tests. It is read once and never changes: safe for use by any number of goroutines.
type Sample struct {
	Title    string
	District Unit
	Province Unit

	year         int
	cut          Cut
	set          *CriteriaSet
	units        []Unit
	tables       map[string]*sampleTable
	explanations []SampleExplanation
}

// SampleExplanation is the Giải trình that the sample's unit wrote for a finding that is meant to be
// there. It stands in the row's column Giải trình; where the table has none, the office records it.
type SampleExplanation struct {
	Check  string // id of the check that finds it
	Unit   string // GSO code
	Period Period
	Table  string
	Row    string // as Row.Key
	Text   string
}

// sampleDir is the sample's folder in the assets.
const sampleDir = "sample/quan-hoa-2020/"

// sampleFile is sample.yaml.
type sampleFile struct {
	Title    string   `yaml:"title"`
	Year     int      `yaml:"year"`
	Cut      CutStyle `yaml:"cut"`
	Set      string   `yaml:"set"`
	Province string   `yaml:"province"`
	District string   `yaml:"district"`
	Tables   []string `yaml:"tables"`
}

// LoadSample reads the sample year with the units and the criteria set it speaks of. A fault names the
// file and line.
func LoadSample(fsys fs.FS) (*Sample, error) {
	var f sampleFile
	if err := readYAML(fsys, sampleDir+"sample.yaml", &f); err != nil {
		return nil, err
	}
	s := &Sample{Title: f.Title, year: f.Year, cut: Cut{Style: f.Cut}, tables: map[string]*sampleTable{}}
	if err := s.readUnits(fsys, &f); err != nil {
		return nil, err
	}
	criteria, err := LoadCriteria(fsys)
	if err != nil {
		return nil, err
	}
	var ok bool
	if s.set, ok = criteria.Set(f.Set); !ok {
		return nil, fmt.Errorf("sample: criteria set %q is not known", f.Set)
	}
	for _, id := range f.Tables {
		if s.tables[id], err = readSampleTable(fsys, id, s.units); err != nil {
			return nil, err
		}
	}
	return s, s.readExplanations(fsys)
}

func (s *Sample) readUnits(fsys fs.FS, f *sampleFile) error {
	catalogue, err := LoadUnits(fsys)
	if err != nil {
		return err
	}
	_, on, err := s.cut.Days(Period{Year, f.Year, 0})
	if err != nil {
		return fmt.Errorf("sample: %w", err)
	}
	var known [2]bool
	s.Province, known[0] = catalogue.Find(f.Province, on)
	s.District, known[1] = catalogue.Find(f.District, on)
	s.units = catalogue.Children(f.District, LevelCommune, on)
	if !known[0] || !known[1] || len(s.units) == 0 {
		return fmt.Errorf("sample: province %q, district %q: unknown on %s", f.Province, f.District, on)
	}
	return nil
}

// Units lists the units that report, xã and thị trấn, by code.
func (s *Sample) Units() []Unit { return slices.Clone(s.units) }

// Set is the criteria set of the year.
func (s *Sample) Set() *CriteriaSet { return s.set }

// Cut is the sample's rule for the days of a period.
func (s *Sample) Cut() Cut { return s.cut }

// Periods lists the months of the year.
func (s *Sample) Periods() []Period { return Period{Year, s.year, 0}.Months() }

// Explanations lists the findings that are meant to be there, with what the units wrote about them, in
// the order of the file.
func (s *Sample) Explanations() []SampleExplanation { return slices.Clone(s.explanations) }

// Where is what the required levels of the sample's communes depend on.
func (s *Sample) Where(p Period) (Where, error) {
	_, to, err := s.cut.Days(p)
	return Where{Province: s.Province.Code, On: to.String()}, err
}

// Bind fits a definition to the sample's units of a kind in the period.
func (s *Sample) Bind(def *Definition, kind Kind, p Period) (*Definition, error) {
	_, to, err := s.cut.Days(p)
	if err != nil {
		return nil, err
	}
	return def.Bind(s.set, string(kind), to)
}

// Return makes the filled return of one unit for one month, as the unit states it: every table of the
// bound definition, without places. It is an error if the sample lacks a row of a table.
func (s *Sample) Return(def *Definition, unit Unit, p Period) (*Return, error) {
	if !slices.Contains(s.Periods(), p) {
		return nil, fmt.Errorf("sample: period %s is not in it", p)
	}
	if !slices.ContainsFunc(s.units, func(u Unit) bool { return u.Code == unit.Code }) {
		return nil, fmt.Errorf("sample: unit %q is not in it", unit.Code)
	}
	r := NewReturn(def, unit, p, s.set.ID)
	for i := range def.Sheets {
		for j := range def.Sheets[i].Tables {
			t := &def.Sheets[i].Tables[j]
			if err := s.fill(r, t, unit); err != nil {
				return nil, fmt.Errorf("sample: table %s, unit %s, %s: %w", t.ID, unit.Code, p, err)
			}
		}
	}
	return r, nil
}

func (s *Sample) fill(r *Return, t *Table, unit Unit) error {
	lines, ok := s.tables[t.ID]
	if !ok {
		return fmt.Errorf("no such table")
	}
	g := r.Add(t)
	g.Found = true
	current := lines.in(unit.Code, r.Period.N)
	rows := lines.fillRows
	if t.Shape == ShapeList {
		rows = lines.fillList
	}
	if err := rows(g, current); err != nil {
		return err
	}
	if err := s.fillGiven(r, g, unit); err != nil {
		return err
	}
	return s.explain(r, g)
}

// fillGiven writes what a template prints by itself: numbers, labels, requirements, identity.
func (s *Sample) fillGiven(r *Return, g *Grid, unit Unit) error {
	where, err := s.Where(r.Period)
	if err != nil {
		return err
	}
	known, err := s.prefilled(r, unit)
	if err != nil {
		return err
	}
	for line, row := range g.Rows {
		for i := range g.Table.Columns {
			c, e := &g.Table.Columns[i], &row.Entries[i]
			if text := s.given(c, row.Def, line+1, where); text != "" {
				e.Value = TextValue(e.Type, text)
			}
			if row.Def != nil && row.Def.Prefill != "" && c.Code == FieldColumn {
				if e.Value, err = parseSample(e.Type, known(row.Def.Prefill)); err != nil {
					return fmt.Errorf("row %s: %w", row.Key, err)
				}
			}
		}
	}
	return nil
}

func (s *Sample) given(c *Column, def *RowDef, line int, where Where) string {
	switch {
	case c.Given == "line":
		return fmt.Sprint(line)
	case def == nil:
		return ""
	case c.Given == "no":
		return def.No
	case c.Given == "label":
		return def.Label
	case c.Given == "unit":
		return def.Unit
	case c.Given == "hint":
		return def.Hint
	case c.Given == "required" && def.Indicator != nil:
		return s.set.Threshold(*def.Indicator, where).Text
	}
	return ""
}

// prefilled answers what a template writes into the fields of sheet 00.
func (s *Sample) prefilled(r *Return, unit Unit) (func(name string) string, error) {
	from, to, err := s.cut.Days(r.Period)
	if err != nil {
		return nil, err
	}
	known := map[string]string{
		"unit.code": unit.Code, "unit.name": unit.Name, "unit.kind": string(unit.Kind), "unit.group": "",
		"unit.district": s.District.Name, "unit.province": s.Province.Name,
		"period": r.Period.VN(), "period.from": from.String(), "period.to": to.String(), "set": s.set.ID,
	}
	return func(name string) string {
		if text, ok := known[name]; ok {
			return text
		}
		return name // a proposal of the definition: «lần 1»
	}, nil
}

// explain writes the explanations of the table's rows.
func (s *Sample) explain(r *Return, g *Grid) error {
	i := g.Table.ExplainColumn()
	for _, x := range s.explanations {
		if x.Unit != r.Unit || x.Period != r.Period || x.Table != g.Table.ID {
			continue
		}
		row, ok := g.Row(x.Row)
		if !ok {
			return fmt.Errorf("row %s, which is explained, is not there", x.Row)
		}
		if i >= 0 {
			e := &row.Entries[i]
			e.Value = TextValue(e.Type, strings.TrimSpace(e.Text+" "+x.Text))
		}
	}
	return nil
}
