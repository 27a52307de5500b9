package app

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"bieuxa/ntm"
	"bieuxa/office"
)

// printChoice is how the forms of a period are printed and what leaves with them.
type printChoice struct {
	paper     office.Paper
	formSet   string // id; empty: the period's own
	json, csv bool
	bare      bool // the workbook does not carry the units' returns
}

// Words of a choice as it is remembered.
const (
	keptUnsigned     = "unsigned"
	keptCharts       = "charts"
	keptExplanations = "explanations"
	keptJSON         = "json"
	keptCSV          = "csv"
	keptBare         = "bare"
	keptPage         = "page=" // then the margins: page=20/20/30/15
)

// flags are the choices that are yes or no, by their words.
func (c *printChoice) flags() map[string]*bool {
	return map[string]*bool{keptUnsigned: &c.paper.Unsigned, keptCharts: &c.paper.Charts, keptExplanations: &c.paper.Explanations,
		keptJSON: &c.json, keptCSV: &c.csv, keptBare: &c.bare}
}

// kept is what is remembered of the choice for every period: not its number, its day and its set of forms.
func (c printChoice) kept() string {
	var out []string
	for word, on := range c.flags() {
		if *on {
			out = append(out, word)
		}
	}
	slices.Sort(out)
	if c.paper.Page != (office.Page{}) && c.paper.Page != office.DefaultPage() {
		out = append(out, keptPage+strings.Join(marginTexts(c.paper.Page), "/"))
	}
	return strings.Join(out, ",")
}

// printChoiceOf reads a choice that was remembered; what it does not know is left as usual.
func printChoiceOf(text string) printChoice {
	c := printChoice{paper: office.Paper{Page: office.DefaultPage()}}
	flags := c.flags()
	for _, word := range strings.Split(text, ",") {
		if on, ok := flags[word]; ok {
			*on = true
		}
		if margins, ok := strings.CutPrefix(word, keptPage); ok {
			if page, ok := pageOf(strings.Split(margins, "/")); ok {
				c.paper.Page = page
			}
		}
	}
	return c
}

// numbered is the number and day of one period's letter as they are remembered: «385|2020-12|05|2021-01-05».
func (c printChoice) numbered(parent string, p ntm.Period) string {
	if c.paper.Number == "" && c.paper.Date.IsZero() {
		return ""
	}
	day := ""
	if !c.paper.Date.IsZero() {
		day = c.paper.Date.String()
	}
	return strings.Join([]string{parent, p.String(), strings.ReplaceAll(c.paper.Number, "|", ""), day}, "|")
}

// number puts the number and day that were remembered into the choice if they are of the period.
func (c *printChoice) number(kept, parent string, p ntm.Period) {
	c.paper.Number, c.paper.Date = "", ntm.Date{}
	parts := strings.Split(kept, "|")
	if len(parts) != 4 || parts[0] != parent || parts[1] != p.String() {
		return
	}
	c.paper.Number = parts[2]
	if on, err := ntm.ParseDateISO(parts[3]); err == nil {
		c.paper.Date = on
	}
}

// printSummary says in a line what is chosen that is not usual.
func printSummary(c printChoice, sets []*office.FormSet, w *ntm.Words) string {
	var out []string
	add := func(on bool, id string, facts ...string) {
		if on {
			out = append(out, say(w, id, facts...))
		}
	}
	p := c.paper
	add(p.Unsigned, "print.short-unsigned")
	add(!p.Unsigned && p.Number != "", "print.short-number", "number", p.Number)
	add(!p.Unsigned && !p.Date.IsZero(), "print.short-date", "date", p.Date.VN())
	add(p.Charts, "print.short-charts")
	add(p.Explanations, "print.short-explanations")
	add(p.Page != office.DefaultPage(), "print.short-page", "mm", strings.Join(marginTexts(p.Page), "/"))
	add(c.json, "print.short-json")
	add(c.csv, "print.short-csv")
	add(c.bare, "print.short-bare")
	for _, s := range sets {
		add(c.formSet != "" && s.ID == c.formSet, "print.short-set", "set", s.Title)
	}
	return strings.Join(out, " · ")
}

// marginTexts are the margins in the order top, bottom, left, right, in mm.
func marginTexts(p office.Page) []string {
	var out []string
	for _, mm := range []float64{p.Top, p.Bottom, p.Left, p.Right} {
		out = append(out, strconv.FormatFloat(mm, 'f', -1, 64))
	}
	return out
}

// pageOf reads margins in the order of marginTexts; ok is false outside what may be chosen.
func pageOf(texts []string) (p office.Page, ok bool) {
	if len(texts) != 4 {
		return p, false
	}
	for i, into := range []*float64{&p.Top, &p.Bottom, &p.Left, &p.Right} {
		mm, err := strconv.ParseFloat(texts[i], 64)
		if err != nil {
			return p, false
		}
		*into = mm
	}
	return p, p.Check() == nil
}

// marginChoices are the margins that may be chosen on each side, in the order of marginTexts, a mm apart.
func marginChoices() [][]string {
	least, widest := office.PageBounds()
	to := []float64{widest.Top, widest.Bottom, widest.Left, widest.Right}
	var out [][]string
	for i, from := range []float64{least.Top, least.Bottom, least.Left, least.Right} {
		var side []string
		for mm := from; mm <= to[i]; mm++ {
			side = append(side, fmt.Sprint(int(mm)))
		}
		out = append(out, side)
	}
	return out
}

// wrongNumber says what is wrong with the number of a letter; empty: nothing.
func wrongNumber(text string, w *ntm.Words) string {
	if strings.ContainsAny(text, "/|") {
		return say(w, "print.number-wrong")
	}
	return ""
}

// wrongDay says what is wrong with a day that may be left empty; empty: nothing.
func wrongDay(text string, w *ntm.Words) string {
	if _, ok := parseDay(text); text != "" && !ok {
		return say(w, "settings.no-day")
	}
	return ""
}
