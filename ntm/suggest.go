package ntm

import (
	"fmt"
	"io/fs"
	"slices"

	"github.com/shopspring/decimal"
)

// Suggestion is one way to mend a cell with a click: what it would hold then. It is never applied by itself: a
// person sees it before, and it can be taken back after.
type Suggestion struct {
	Check string // id of the check whose finding it would mend
	Key   string // of that finding
	Why   string // how it was found, the last part of the id of its words: «slip», «residue», «unit», «status» …
	Place Place
	Was   string // what the cell shows now
	Now   string // what would be typed: 1.234,5 · 14/02/2020 · a word of the list
	Sure  bool   // it is the only reading; else a person must choose among several
	Also  []Retyped
}

// Retyped is one cell of a suggestion, as it is and as it would be.
type Retyped struct {
	Place Place
	Was   string
	Now   string
}

// Cells are all that the suggestion changes, its own cell first; they change together or not at all.
func (s *Suggestion) Cells() []Retyped {
	return append([]Retyped{{s.Place, s.Was, s.Now}}, s.Also...)
}

// Suggester knows how faulty cells can be mended. It does not change once loaded.
type Suggester struct {
	lex  *Lexicon
	data suggestData
}

type suggestData struct {
	Slips     map[string]string          `yaml:"slips"`
	Scales    map[string]decimal.Decimal `yaml:"-"`
	ScaleText map[string]string          `yaml:"scales"`
	Computed  []struct {
		Why    string   `yaml:"why"`
		Sure   bool     `yaml:"sure"`
		Checks []string `yaml:"checks"`
	} `yaml:"computed"`
}

// LoadSuggester reads suggest.yaml.
func LoadSuggester(fsys fs.FS, lex *Lexicon) (*Suggester, error) {
	s := &Suggester{lex: lex}
	if err := readYAML(fsys, "suggest.yaml", &s.data); err != nil {
		return nil, err
	}
	s.data.Scales = map[string]decimal.Decimal{}
	for word, times := range s.data.ScaleText {
		d, err := decimal.NewFromString(times)
		if err != nil || !d.IsPositive() {
			return nil, fmt.Errorf("scale %q: %q is no factor", word, times)
		}
		s.data.Scales[unitKey(word)] = d
	}
	return s, nil
}

// For lists the ways in which the finding f, one of found, may be mended; none where the program knows of none. A
// blank is never filled, a formula never typed over. What is listed has not been tried: it may leave the finding, or
// raise another.
func (s *Suggester) For(sc *Scope, found []Finding, f *Finding) []Suggestion {
	c, known := sc.Def.Check(f.ID)
	if !known {
		return nil
	}
	m := &mending{s: s, sc: sc, found: found, f: f, check: c}
	m.locate()
	switch {
	case m.entry != nil && m.entry.Scaled: // what is typed there is in the sender's own unit of measure
	case c.Rule == "reading":
		m.declaredUnit()
	case c.Rule == "figures-as-text":
		m.figuresAsText()
	case c.Rule == "scale-of-table":
		m.tableByScale()
	case m.entry == nil || !m.byHand(m.entry) || m.entry.State == Blank:
	case c.Rule == "doubt":
		m.doubt()
	case c.Rule == "fraction":
		m.fraction()
	case c.Rule == "zero-for-letter":
		m.letter()
	case c.Rule == "magnitude":
		m.magnitude()
	case c.Rule == "opening-of-year":
		m.openings()
	default:
		m.wanted()
	}
	return m.out
}

// mending is one finding on its way to its suggestions.
type mending struct {
	s     *Suggester
	sc    *Scope
	found []Finding
	f     *Finding
	check *Check
	grid  *Grid
	row   *Row
	col   *Column
	entry *Entry
	out   []Suggestion
}

// locate finds the entry that the finding names by its cell: rows of a list may share their keys.
func (m *mending) locate() {
	m.grid = m.sc.Ret.Grid(m.f.Table)
	if m.grid == nil {
		return
	}
	i := m.grid.Table.Col(m.f.Column)
	if i < 0 {
		return
	}
	m.col = &m.grid.Table.Columns[i]
	for _, row := range m.grid.withTotal() {
		if e := &row.Entries[i]; e.Place.Cell == m.f.Place.Cell && e.Place.Sheet == m.f.Place.Sheet {
			m.row, m.entry = row, e
			return
		}
	}
}

// withTotal are the rows of the grid, and the one that adds them up under a list.
func (g *Grid) withTotal() []*Row {
	if g.Total == nil {
		return g.Rows
	}
	return append(g.Rows[:len(g.Rows):len(g.Rows)], g.Total)
}

// byHand tells that a person typed into the cell; a cell that was not found, or that a formula fills, is none.
func (m *mending) byHand(e *Entry) bool {
	return e.Formula == "" && e.Place.Cell != "" && e.Place.Sheet != "" && (m.grid == nil || e.Place != m.grid.Place)
}

// offer adds a suggestion for the finding's cell; one that says the same as one before it is not told twice.
func (m *mending) offer(why, now string, sure bool, also ...Retyped) {
	for i := range m.out {
		if m.out[i].Now == now {
			m.out[i].Sure = m.out[i].Sure && sure
			return
		}
	}
	m.out = append(m.out, Suggestion{Check: m.f.ID, Key: m.f.Key(), Why: why, Place: m.entry.Place, Was: m.entry.seen(),
		Now: now, Sure: sure, Also: also})
}

// unsure marks all of several readings as such.
func (m *mending) unsure() {
	for i := range m.out {
		m.out[i].Sure = m.out[i].Sure && len(m.out) == 1
	}
}

// wanted offers what the check computes as right, where it states the one right value of its cell.
func (m *mending) wanted() {
	why, sure := m.computed()
	now, ok := m.typedWant()
	clean := m.clean()
	if ok && (why != "" && clean || m.byDefinition(why)) {
		m.offer(why, now, sure && clean)
	}
}

// byDefinition tells that the cell must be what the others say, whatever was found at those.
func (m *mending) byDefinition(why string) bool { return why != "" && why != "computed" }

// computed is how the check comes to its right value; «» if it states none.
func (m *mending) computed() (why string, sure bool) {
	for _, k := range m.s.data.Computed {
		if slices.Contains(k.Checks, m.f.ID) || m.check.Rule != "" && slices.Contains(k.Checks, m.check.Rule) {
			return k.Why, k.Sure && m.vouched(k.Why)
		}
	}
	if m.check.Rule != "" {
		return "", false
	}
	for i := range m.check.Expanded() {
		p := &m.check.Expanded()[i]
		if p.Table == m.f.Table && p.At == m.f.Column && p.Saw == "it" && (p.Op == "" || p.Op == "=") && p.Want != "" {
			return "computed", false
		}
	}
	return "", false
}

// vouched asks for a second witness where a label that is made to fit would pass a wrong file: the template's own block.
func (m *mending) vouched(why string) bool {
	if why != "template" {
		return true
	}
	st := m.sc.Stamp
	return st != nil && st.Unit == m.sc.Unit.Code && (m.sc.Expected.Year == 0 || st.Period == m.sc.Expected.String())
}

// clean tells that nothing was found at the cells that the right value is made from; what is counted from a whole table
// names its heading, and then no error in the table.
func (m *mending) clean() bool {
	for i := range m.found {
		x := &m.found[i]
		if x.Severity == Note || x.Place == m.f.Place && x.Key() == m.f.Key() {
			continue
		}
		heading := Place{}
		if g := m.sc.Ret.Grid(x.Table); g != nil {
			heading = g.Place
		}
		for _, o := range m.f.Operands {
			here := o.Place.Cell != "" && (o.Place.File == "" || o.Place.File == m.f.Place.File) // else of a month before
			if here && (samePlace(o.Place, x.Place) || x.Severity == Block && samePlace(o.Place, heading)) {
				return false
			}
		}
	}
	return true
}

func samePlace(a, b Place) bool { return a.Sheet == b.Sheet && a.Cell == b.Cell }

// typedWant is what the finding wants, as a person would type it.
func (m *mending) typedWant() (string, bool) {
	want := m.f.Want
	switch {
	case want == "":
		return "", false
	case m.entry.Type.Numeric():
		n, err := ParseNum(want)
		if err != nil {
			return "", false
		}
		if m.check.Tolerance == "print" || m.col.Rate != nil {
			n.D = RoundHalfUp(n.D, int32(m.col.Decimals))
		}
		return FormatVN(n.D, Exact), m.entry.Type != TypeCount || n.D.IsInteger() && !n.D.IsNegative()
	case m.entry.Type == TypeDate:
		return dateVN(want), true
	}
	if p, err := ParsePeriod(want); err == nil && m.check.Rule == "period" {
		return p.VN(), true
	}
	return want, true
}

// openings offers what the return before says of the opening of the year, row by row.
func (m *mending) openings() {
	before := m.sc.Prev.Grid(m.f.Table)
	var also []Retyped
	for _, row := range m.grid.Rows {
		e, ok := m.grid.At(row, m.f.Column)
		was, known := before.Row(row.Key)
		if !ok || !known || row == m.row {
			continue
		}
		if then := said(before, was, m.f.Column); then != "" && e.word() != "" && then != e.word() && m.byHand(e) {
			also = append(also, Retyped{e.Place, e.seen(), then})
		}
	}
	if m.f.Want != "" {
		m.offer("opening", m.f.Want, false, also...)
	}
}

// figuresAsText turns the texts of the column into the figures that they are read as.
func (m *mending) figuresAsText() {
	if m.grid == nil || m.col == nil {
		return
	}
	var cells []Retyped
	for _, row := range m.grid.withTotal() {
		e, ok := m.grid.At(row, m.f.Column)
		if ok && e.Doubt == DoubtAsText && e.State == Stated && m.byHand(e) {
			cells = append(cells, Retyped{e.Place, e.seen(), FormatVN(e.Num, Exact)})
		}
	}
	if len(cells) == 0 {
		return
	}
	m.out = append(m.out, Suggestion{Check: m.f.ID, Key: m.f.Key(), Why: "as-text", Place: cells[0].Place, Was: cells[0].Was,
		Now: cells[0].Now, Sure: true, Also: cells[1:]})
}
