package ntm

import (
	"fmt"
	"slices"
	"strings"
)

// Family is a group of measures that belong to one table of the return: «Hộ nghèo», «Nợ đọng».
type Family struct {
	ID       string    `yaml:"id"`
	Covers   Kind      `yaml:"covers"` // «xã»: only they file the table; empty: every unit
	Lead     string    `yaml:"lead"`   // the measure that stands for the family
	Measures []Measure `yaml:"measures"`
}

// Which picks the units that the family covers.
func (f *Family) Which() Which {
	if f.Covers == KindCommune {
		return Rural
	}
	return Every
}

// Measure returns a measure of the family.
func (f *Family) Measure(id string) (*Measure, bool) {
	for i := range f.Measures {
		if f.Measures[i].ID == id {
			return &f.Measures[i], true
		}
	}
	return nil, false
}

// Measure is one figure that is followed from period to period. Exactly one of Sum, List, Rate, Rows,
// Status and Title says how it is taken; see the head of assets/families/xa-thang.yaml.
type Measure struct {
	ID        string       `yaml:"id"`
	Sum       string       `yaml:"sum"`        // table/row/column
	List      string       `yaml:"list"`       // table/column
	Rate      *MeasureRate `yaml:"rate"`       // %, from sums
	Rows      string       `yaml:"rows"`       // table/column: the rows of a list are counted
	Only      string       `yaml:"only"`       // of Rows: live-product, overdue
	Words     []string     `yaml:"words"`      // of Rows: what the column says
	Status    string       `yaml:"status"`     // criteria: met, nearly, unmet, not-applicable
	Column    string       `yaml:"column"`     // of Status; empty: the present assessment
	Title     string       `yaml:"title"`      // communes that hold the title
	YearStart *Measure     `yaml:"year_start"` // the state at 31/12 of last year as the return itself gives it
	Closing   *bool        `yaml:"closing"`    // false: a flow, which has no state at 31/12
	SameSet   bool         `yaml:"same_set"`   // periods under other criteria sets cannot be compared
	Average   bool         `yaml:"average"`    // the mean per unit is shown under the total
	Less      bool         `yaml:"less"`       // less of it is better
	Places    int          `yaml:"places"`     // decimals shown
}

// MeasureRate is a rate recomputed from two sums.
type MeasureRate struct {
	Of     []string `yaml:"of"`     // table/row/column
	Per    []string `yaml:"per"`    // table/row/column; «?» at the end: blank counts as nothing
	Paired bool     `yaml:"paired"` // only units that stated both count
}

// Flow says that the measure is what happened in a period, not where things stood at its end.
func (m *Measure) Flow() bool { return m.Closing != nil && !*m.Closing }

// Tables are the tables of the return that the measure is read from.
func (m *Measure) Tables() []string {
	paths := []string{m.Sum, m.List, m.Rows}
	if m.Rate != nil {
		paths = slices.Concat(paths, m.Rate.Of, m.Rate.Per)
	}
	var out []string
	if m.Status != "" {
		out = append(out, CriteriaTable)
	}
	if m.Title != "" {
		out = append(out, recognitionTable)
	}
	if m.YearStart != nil {
		out = append(out, m.YearStart.Tables()...)
	}
	for _, path := range paths {
		if path != "" {
			out = append(out, strings.Split(path, "/")[0])
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

const recognitionTable = "cong_nhan"

// part is what one unit adds to a measure. per is nil unless it is a rate; ok is false if the unit did
// not state it.
type part struct {
	of, per []Source
	ok      bool
}

// Measure takes the measure of the units picked. A unit that did not state it is missing from Reported,
// never zero; the figure's sources are the cells it was made from.
func (ru *RollUp) Measure(m *Measure, w Which) Figure {
	f, below := Figure{}, Figure{}
	for _, l := range ru.Lines {
		if !w(l) {
			continue
		}
		f.Expected++
		if p := ru.part(m, l); p.ok {
			f.take(p.of, true)
			below.take(p.per, true)
		}
	}
	if m.Rate != nil {
		f.Num = f.Num.Mul(NumInt(100)).Div(below.Num)
		f.Sources = append(f.Sources, below.Sources...)
	}
	return f
}

// part reads what a unit adds to a measure.
func (ru *RollUp) part(m *Measure, l *UnitLine) part {
	if !l.Reported() {
		return part{}
	}
	switch {
	case m.Sum != "":
		of, ok := l.labelled(m.Sum)
		return part{of: of, ok: ok}
	case m.List != "":
		table, column, _ := strings.Cut(m.List, "/")
		of, ok := l.column(table, column)
		return part{of: l.nameRows(table, column, of), ok: ok}
	case m.Rate != nil:
		return l.rate(m.Rate)
	case m.Rows != "":
		return ru.counted(m, l)
	case m.Status != "":
		return ru.assessed(m, l)
	case m.Title != "":
		return ru.titled(m, l)
	}
	return part{}
}

// labelled are the cells behind table/row/column, each with its row and column in words.
func (l *UnitLine) labelled(path string) ([]Source, bool) {
	p := strings.Split(path, "/")
	if len(p) != 3 {
		return nil, false
	}
	out, ok := l.cells(p[0], p[1], p[2])
	if !ok {
		return nil, false
	}
	t := l.Now.Grid(p[0]).Table
	what := t.Columns[t.Col(p[2])].Heading()
	if row, has := t.RowDefOf(p[1]); has {
		what = row.Label + " – " + what
	}
	for i := range out {
		out[i].What = what
	}
	return out, true
}

// nameRows puts the names of a list's rows to the cells of one of its columns.
func (l *UnitLine) nameRows(table, column string, cells []Source) []Source {
	g := l.Now.Grid(table)
	if g == nil {
		return cells
	}
	names := map[string]string{}
	for _, row := range g.Rows {
		if e, ok := g.At(row, column); ok {
			names[e.Place.Cell] = row.Label(g.Table)
		}
	}
	for i := range cells {
		cells[i].What = names[cells[i].Place.Cell]
	}
	return cells
}

// rate is a unit's share in a rate. Blank cells of the divisor that may be blank add nothing; without
// pairing a unit counts that states the dividend alone.
func (l *UnitLine) rate(r *MeasureRate) part {
	var p part
	for _, path := range r.Of {
		cells, ok := l.labelled(path)
		if !ok {
			return part{}
		}
		p.of = append(p.of, cells...)
	}
	for _, path := range r.Per {
		path, optional := strings.CutSuffix(path, "?")
		cells, ok := l.labelled(path)
		if !ok && !optional && r.Paired {
			return part{}
		}
		p.per = append(p.per, cells...)
	}
	p.ok = true
	return p
}

// counted counts the rows of a list that pass the measure's filter.
func (ru *RollUp) counted(m *Measure, l *UnitLine) part {
	table, column, _ := strings.Cut(m.Rows, "/")
	g := l.Now.Grid(table)
	if !g.answered() {
		return part{}
	}
	p := part{ok: true}
	for _, row := range g.Rows {
		x := Listed{l, g, row}
		if ru.passes(m, x, column) {
			p.of = append(p.of, Source{Unit: l.Unit.Code, Period: l.Now.Period, Value: NumInt(1), Place: x.Place(column), What: row.Label(g.Table)})
		}
	}
	return p
}

func (ru *RollUp) passes(m *Measure, x Listed, column string) bool {
	switch m.Only {
	case "live-product":
		if !ru.LiveProduct(x) {
			return false
		}
	case "overdue":
		if !ru.IsOverdue(x) {
			return false
		}
	}
	return len(m.Words) == 0 || slices.Contains(m.Words, x.Value(column).Canonical())
}

// assessed counts the criteria that are assessed so. What a return says of another time counts only if
// it says so of every criterion.
func (ru *RollUp) assessed(m *Measure, l *UnitLine) part {
	if !l.Unit.Kind.Rural() {
		return part{}
	}
	column := m.Column
	if column == "" {
		column = StatusColumn
	}
	p := part{ok: true}
	for _, c := range ru.Set.Criteria {
		s, place := l.Now.CriterionStatus(c.No, column)
		if s == StatusBlank && column != StatusColumn {
			return part{}
		}
		if ru.assessedAs(m.Status, s) {
			p.of = append(p.of, Source{Unit: l.Unit.Code, Period: l.Now.Period, Value: NumInt(1), Place: place, What: fmt.Sprintf("%d. %s: %s", c.No, c.Name, s)})
		}
	}
	return p
}

func (ru *RollUp) assessedAs(word string, s Status) bool {
	switch word {
	case "met":
		return ru.Meets(s)
	case "nearly":
		return s == StatusBasicallyMet
	case "unmet":
		return s == StatusUnmet
	case "not-applicable":
		return s == StatusNotApplicable
	}
	return false
}

// titled says whether the commune holds the title.
func (ru *RollUp) titled(m *Measure, l *UnitLine) part {
	if !l.Unit.Kind.Rural() || !l.Now.Grid(recognitionTable).answered() {
		return part{}
	}
	p := part{ok: true}
	for _, x := range ru.Recognised(m.Title, func(o *UnitLine) bool { return o == l }) {
		p.of = append(p.of, Source{Unit: l.Unit.Code, Period: l.Now.Period, Value: NumInt(1), Place: x.Place("danh_hieu"), What: x.Value("so_qd").Text})
	}
	return p
}

// Meets says that a criterion so assessed counts as met, by the office's setting on Cơ bản đạt.
func (ru *RollUp) Meets(s Status) bool { return ru.meets(s) }

// Names are the units' names by code, each with its district, or else its code, where another unit of the roll-up bears
// the same.
func (ru *RollUp) Names() map[string]string {
	bearers := map[string]int{}
	for _, l := range ru.Lines {
		bearers[l.Unit.Name]++
	}
	out := make(map[string]string, len(ru.Lines))
	for _, l := range ru.Lines {
		name := l.Unit.Name
		if bearers[name] > 1 {
			mark := l.Unit.Code
			if above, ok := ru.Above[l.Above]; ok && l.Above != ru.Parent.Code {
				mark = above.Name
			}
			name += " (" + mark + ")"
		}
		out[l.Unit.Code] = name
	}
	return out
}
