package report

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"bieuxa/ntm"
)

// Facts are what a submission's text is written from, by the names of FactCatalogue. A fact that nobody stated is not
// in it: the text says nothing of it, or that there are no figures.
type Facts map[string]Fact

// FactKind is what a fact holds; the wording may use it only so.
type FactKind string

const (
	FactFigure FactKind = "figure" // a figure that is never negative
	FactMoney  FactKind = "money"  // triệu đồng
	FactChange FactKind = "change" // a difference: more, less or none
	FactText   FactKind = "text"
	FactRows   FactKind = "rows" // lines with named columns, already as they are printed
)

// FactDef is a line of the catalogue of facts.
type FactDef struct {
	Name    string
	Kind    FactKind
	Says    string
	Columns []string // of rows
}

// Fact is one fact. Figures, money and changes have Num and Places; how many units stated it stands beside.
type Fact struct {
	Kind   FactKind
	Num    ntm.Num
	Places int // digits after the comma, as the forms print them
	Text   string
	Rows   []FactRow

	Stated, Expected int    // units that stated the figure, and those expected; 0 of a figure that is no sum
	Counted          int    // units in the totals
	Unit             string // what they are: xã, đơn vị
}

// FactRow is one line of a fact of rows, by column.
type FactRow map[string]string

// String is the fact as it is printed; a change or rows are not printed as they are.
func (f Fact) String() string {
	if f.Kind == FactText {
		return f.Text
	}
	return FormatNumber(f.Num.D, f.Places)
}

// positive tells that there is more than nothing, as far as the printed digits show.
func (f Fact) positive() bool {
	if f.Kind == FactRows {
		return len(f.Rows) > 0
	}
	return f.Num.D.Round(int32(f.Places)).IsPositive()
}

// none tells that every unit in the totals stated that there is nothing.
func (f Fact) none() bool { return f.Num.OK && f.Num.D.IsZero() && f.Stated == f.Counted }

// partial tells that not every unit expected stated the figure.
func (f Fact) partial() bool { return f.Stated < f.Expected }

// figure puts a figure in; one that is missing is left out.
func (fs Facts) figure(name string, n ntm.Num, places int) { fs.put(name, FactFigure, n, places) }

func (fs Facts) put(name string, kind FactKind, n ntm.Num, places int) {
	if n.OK {
		fs[name] = Fact{Kind: kind, Num: n, Places: places}
	}
}

// count puts a figure in that counts something.
func (fs Facts) count(name string, n int) { fs.figure(name, ntm.NumInt(n), 0) }

// change puts a difference in.
func (fs Facts) change(name string, n ntm.Num, places int) { fs.put(name, FactChange, n, places) }

// text puts words in; an empty text is left out.
func (fs Facts) text(name, s string) {
	if s != "" {
		fs[name] = Fact{Kind: FactText, Text: s}
	}
}

// rows puts lines in, none too: there are none then. A column that a line says nothing in is empty.
func (fs Facts) rows(name string, rows []FactRow) {
	columns := factDefs()[name].Columns
	for _, row := range rows {
		for _, column := range columns {
			if _, ok := row[column]; !ok {
				row[column] = ""
			}
		}
	}
	fs[name] = Fact{Kind: FactRows, Rows: rows}
}

// sum puts a rolled-up figure in with its coverage.
func (fs Facts) sum(name string, kind FactKind, f ntm.Figure, at coverage) {
	if f.OK {
		fs[name] = Fact{Kind: kind, Num: f.Num, Places: at.places, Stated: f.Reported, Expected: f.Expected, Counted: at.counted, Unit: at.unit}
	}
}

// coverage is whom a sum is of: the units in the totals and what they are.
type coverage struct {
	counted, places int
	unit            string
}

// check asks that every fact is one of the catalogue and of its kind.
func (fs Facts) check() error {
	known := factDefs()
	for name, f := range fs {
		def, ok := known[name]
		if !ok || def.Kind != f.Kind {
			return fmt.Errorf("fact %s of kind %s is not in the catalogue", name, f.Kind)
		}
		if f.Num.OK && f.Kind != FactChange && f.Num.D.IsNegative() {
			return fmt.Errorf("fact %s is negative: %s", name, f.Num)
		}
		for _, row := range f.Rows {
			for column := range row {
				if !slices.Contains(def.Columns, column) {
					return fmt.Errorf("fact %s has a column %s that is not in the catalogue", name, column)
				}
			}
		}
	}
	return nil
}

var figureInText = regexp.MustCompile(`\d+(?:[.,]\d+)*`)

// figuresIn are the figures that stand in a text, as they are written; of dates and fractions each part.
func figuresIn(text string) []string { return figureInText.FindAllString(text, -1) }

// Figures are all figures that a text may bear: those of the facts in every way they are printed.
func (fs Facts) Figures() map[string]bool {
	out := map[string]bool{}
	add := func(text string) {
		for _, s := range figuresIn(text) {
			out[s] = true
		}
	}
	for _, f := range fs {
		switch f.Kind {
		case FactText:
			add(f.Text)
		case FactRows:
			add(fmt.Sprint(len(f.Rows)))
			for _, row := range f.Rows {
				for _, cell := range row {
					add(cell)
				}
			}
		default:
			n := f.Num.D.Abs()
			add(FormatNumber(n, f.Places))
			if f.Kind != FactFigure {
				add(moneyWords(n, f.Places))
			}
			add(fmt.Sprint(f.Stated))
			add(fmt.Sprint(f.Expected))
		}
	}
	return out
}

// Doubtful are the figures of a text that occur in no fact and in none of the other texts, each once.
func (fs Facts) Doubtful(text string, others ...string) []string {
	known := fs.Figures()
	for _, s := range figuresIn(strings.Join(others, " ")) {
		known[s] = true
	}
	var out []string
	for _, s := range figuresIn(text) {
		if !known[s] && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}
