package report

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"bieuxa/ntm"
)

// rowSpec picks rows of the list a form is made of. All that is given must hold.
type rowSpec struct {
	Only     string   `yaml:"only"`   // one of filters
	Column   string   `yaml:"column"` // of the list
	Words    []string `yaml:"words"`  // the column says one of these
	But      []string `yaml:"but"`    // the column says none of these
	Distinct string   `yaml:"distinct"`
}

// listPart is a run of lines under a heading of its own, with its own sum.
type listPart struct {
	Title string  `yaml:"title"`
	Total string  `yaml:"total"`
	Empty string  `yaml:"empty"` // said where there are no such rows; without it the part is left out
	Rows  rowSpec `yaml:"rows"`
}

// titleShare is a recognition title and what its rate is a percentage of.
type titleShare struct {
	Title  string   `yaml:"title"` // as sheet 07 words it
	Name   string   `yaml:"name"`  // as the form words it
	Of     string   `yaml:"of"`    // units, or the title that makes its denominator; empty: no rate is printed
	OfName string   `yaml:"of_name"`
	Phases []string `yaml:"phases"` // of the criteria sets under which it stands even if nobody holds it; none: all
}

// ifCounted keeps a column only if it counts something.
const ifCounted = "counted"

// filters are the names that rowSpec.Only may bear. A row is picked by what it says and by the end of the period.
func filters() map[string]func(*draft, ntm.Listed, rowSpec) bool {
	title := func(is string) func(*draft, ntm.Listed, rowSpec) bool {
		return func(d *draft, x ntm.Listed, _ rowSpec) bool { return d.titleStanding(x) == is }
	}
	return map[string]func(*draft, ntm.Listed, rowSpec) bool{
		"":             func(*draft, ntm.Listed, rowSpec) bool { return true },
		"live-product": func(d *draft, x ntm.Listed, _ rowSpec) bool { return d.ru.LiveProduct(x) },
		"dead-product": func(d *draft, x ntm.Listed, _ rowSpec) bool { return !d.ru.LiveProduct(x) },
		"new-product": func(d *draft, x ntm.Listed, _ rowSpec) bool {
			return d.ru.LiveProduct(x) && d.decided(x, d.ru.From, x.Value("tinh_trang").Text == newlyRecognised)
		},
		"year-product": func(d *draft, x ntm.Listed, _ rowSpec) bool {
			return d.ru.LiveProduct(x) && d.decided(x, ntm.NewDate(d.ru.To.Year, 1, 1), x.Value("tinh_trang").Text == newlyRecognised)
		},
		"decided":        func(d *draft, x ntm.Listed, _ rowSpec) bool { return d.decided(x, d.ru.From, false) },
		"stated":         func(_ *draft, x ntm.Listed, s rowSpec) bool { return x.Value(s.Column).State == ntm.Stated },
		"not-applicable": func(_ *draft, x ntm.Listed, s rowSpec) bool { return x.Value(s.Column).State == ntm.NotApplicable },
		titleHeld:        title(titleHeld),
		titlePending:     title(titlePending),
		titleWithdrawn:   title(titleWithdrawn),
		titleReplaced:    title(titleReplaced),
		"title-new": func(d *draft, x ntm.Listed, _ rowSpec) bool {
			return d.titleStanding(x) == titleHeld && d.decided(x, d.ru.From, false)
		},
	}
}

// newlyRecognised is the word of sheet 05 for a product that was recognised in the period.
const newlyRecognised = "Mới công nhận"

// decided tells whether the decision of a row was taken from the day to the end of the period; undated says
// what is held of a row without a date.
func (d *draft) decided(x ntm.Listed, from ntm.Date, undated bool) bool {
	on, err := ntm.ParseDateISO(x.Value("ngay_qd").Text)
	if err != nil {
		return undated
	}
	return !on.Before(from) && !on.After(d.ru.To)
}

func (s *rowSpec) verify() error {
	if s == nil {
		return nil
	}
	if _, ok := filters()[s.Only]; !ok {
		return fmt.Errorf("only %q is unknown", s.Only)
	}
	if s.Column == "" && (len(s.Words) > 0 || len(s.But) > 0 || s.Only == "stated" || s.Only == "not-applicable") {
		return errors.New("words of no column")
	}
	return nil
}

// verifyLists refuses counts of no list and sums of columns that count nothing.
func (e *edition) verifyLists() error {
	for _, p := range e.Parts {
		if err := p.Rows.verify(); err != nil {
			return fmt.Errorf("part %q: %w", p.Title, err)
		}
	}
	known := map[string]columnSpec{}
	for _, c := range e.Columns {
		known[c.Key] = c
	}
	for _, c := range e.Columns {
		if c.If == ifCounted && c.Count == nil {
			return fmt.Errorf("column %q: if: counted needs a count", c.Key)
		}
		for _, s := range []*rowSpec{c.Count, c.Mark} {
			if err := s.verify(); err != nil {
				return fmt.Errorf("column %q: %w", c.Key, err)
			}
		}
		for _, key := range c.Sum {
			if c.Count != nil && known[key].Count == nil {
				return fmt.Errorf("column %q: sum reads column %q, which counts nothing", c.Key, key)
			}
		}
		if c.Less != "" && (known[c.Less].Count == nil || len(c.Rate) == 0) {
			return fmt.Errorf("column %q: less reads column %q, which counts nothing, or is no rate", c.Key, c.Less)
		}
		if (c.Count != nil || c.Add != "" || c.Says != "" || c.Mark != nil) && e.Applies.Table == "" {
			return fmt.Errorf("column %q: the form has no list: applies names no table", c.Key)
		}
	}
	return nil
}

// list is the id of the list the form is made of.
func (d *draft) list() string { return d.ed.Applies.Table }

// answer is how a unit answers the list.
type answer int

const (
	unreported answer = iota // no return
	silent                   // a return that leaves the list blank
	nothing                  // «Không phát sinh», in every month
	listed                   // rows
)

func (d *draft) answer(l *ntm.UnitLine) answer {
	g := l.Now.Grid(d.list())
	switch {
	case !l.Reported():
		return unreported
	case g == nil || !g.Found || len(g.Rows) == 0 && !g.Nil:
		return silent
	case len(g.Rows) > 0:
		return listed
	}
	for _, r := range l.Parts {
		if before := r.Grid(d.list()); before != nil && len(before.Rows) > 0 {
			return listed // what flowed before the list was emptied counts
		}
	}
	return nothing
}

// answers counts the units by their answer.
func (d *draft) answers(lines []*ntm.UnitLine) map[answer]int {
	out := map[answer]int{}
	for _, l := range lines {
		out[d.answer(l)]++
	}
	return out
}

// answered lists the units that answer the list so.
func (d *draft) answered(a answer) []ntm.Unit {
	var out []ntm.Unit
	for _, l := range d.ru.Pick(d.scope) {
		if d.answer(l) == a {
			out = append(out, l.Unit)
		}
	}
	return out
}

// rows are the rows of the form's list that the unit lists and the spec picks. Distinct rows are first
// of all told apart: of several with one name only the first is looked at.
func (d *draft) rows(l *ntm.UnitLine, s rowSpec) []ntm.Listed {
	g := l.Now.Grid(d.list())
	if g == nil {
		return nil
	}
	keep, seen := filters()[s.Only], map[string]bool{}
	var out []ntm.Listed
	for _, row := range g.Rows {
		x := ntm.Listed{Line: l, Grid: g, Row: row}
		if !keep(d, x, s) {
			continue
		}
		if s.Distinct != "" {
			name := ntm.Fold(x.Value(s.Distinct).Text)
			if seen[name] {
				continue
			}
			seen[name] = true
		}
		if s.worded(x) {
			out = append(out, x)
		}
	}
	return out
}

// worded tells whether the row's column says what is asked for.
func (s *rowSpec) worded(x ntm.Listed) bool {
	word := x.Value(s.Column).Canonical()
	return (len(s.Words) == 0 || slices.Contains(s.Words, word)) && !slices.Contains(s.But, word)
}

// picks tells whether the spec picks the row, others of the same name aside.
func (d *draft) picks(x ntm.Listed, s rowSpec) bool { return filters()[s.Only](d, x, s) && s.worded(x) }

// rowsOf are the rows of several units.
func (d *draft) rowsOf(lines []*ntm.UnitLine, s rowSpec) []ntm.Listed {
	var out []ntm.Listed
	for _, l := range lines {
		out = append(out, d.rows(l, s)...)
	}
	return out
}

// evidence is the column of the list that a count is traced to.
func (d *draft) evidence(s rowSpec) string {
	for _, code := range []string{s.Column, s.Distinct} {
		if code != "" {
			return code
		}
	}
	if t, ok := d.ru.Def.Table(d.list()); ok && len(t.Identity) > 0 {
		return t.Identity[0]
	}
	return ""
}

// added is a column of the list added up over the units, missing where none states a figure in it.
func (d *draft) added(col string, lines []*ntm.UnitLine) ntm.Figure {
	fig := d.ru.SumList(d.list(), col, section{lines: lines}.which())
	if fig.OK && len(fig.Sources) == 0 && d.answers(lines)[listed] > 0 {
		return ntm.Figure{Reported: fig.Reported, Expected: fig.Expected}
	}
	return fig
}

// leftOpen names, column by column that is added up, the units with rows that leave it blank.
func (d *draft) leftOpen() {
	for _, s := range d.specs {
		if s.Add == "" || s.Optional {
			continue
		}
		var units []ntm.Unit
		for _, l := range d.ru.Pick(d.scope) {
			blank := func(x ntm.Listed) bool { _, known := x.Value(s.Add).Number(); return !known }
			if slices.ContainsFunc(d.rows(l, rowSpec{}), blank) {
				units = append(units, l.Unit)
			}
		}
		if len(units) > 0 {
			d.note("%s", strings.NewReplacer("{column}", d.heading(s.Key), "{names}", d.nameList(units)).Replace(d.ed.Words["partly"]))
		}
	}
}

// How a row of sheet 07 stands at the end of the period.
const (
	titleHeld      = "title-held"
	titlePending   = "title-pending"   // no decision yet
	titleWithdrawn = "title-withdrawn" // the last decision takes the title back
	titleReplaced  = "title-replaced"  // a later decision on the same title stands
)

// titleStanding is by the last decision on the title, as RollUp.Recognised has it.
func (d *draft) titleStanding(x ntm.Listed) string {
	if x.Value("so_qd").State != ntm.Stated {
		return titlePending
	}
	for _, last := range d.ru.LastDecisions(x.Line) {
		switch {
		case last.Row != x.Row:
		case x.Value("hinh_thuc").Text == ntm.Withdrawn:
			return titleWithdrawn
		default:
			return titleHeld
		}
	}
	return titleReplaced
}
