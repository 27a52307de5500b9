package xlsx

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"bieuxa/report"
)

// Unlike is one cell, or one whole row, in which a workbook of forms is not as it was written.
type Unlike struct {
	Form       int    // counts from 0
	Sheet      string // in the workbook compared
	Cell       string // there; "" of a row that is gone
	Row, Col   int    // in the form's table, from 0; -1 outside it
	WholeRow   bool   // the row is gone, Now is empty; or it was added, Was is empty. The texts are its cells'
	Was, Now   string // as printed, with all digits where the printed ones agree
	Unreckoned bool   // a formula other than ours, without its result
}

// Compared is what a workbook of forms is, held against the forms.
type Compared struct {
	Missing []int    // forms that no sheet shows
	Added   []string // sheets that show no form
	Cells   []Unlike
}

// Compare holds a workbook against the forms it was written from; was is that workbook as WriteForms writes the forms
// alone. A row more or less is told as such and the others are held against their own. A formula without a result,
// as some programs leave it, counts as what our own evaluator makes of it.
func Compare(was, now *Workbook, forms []report.Form) *Compared {
	c := &comparing{was: was, now: now, forms: forms}
	c.match()
	inputs := c.differences(nil)
	if c.open {
		if fresh, err := was.With(inputs); err == nil {
			c.differences(fresh)
		}
	}
	return &c.found
}

// comparing is the work of Compare.
type comparing struct {
	was, now *Workbook
	forms    []report.Form
	sheets   []*Sheet    // of now, for each form; nil: missing
	pairs    [][]rowPair // of the rows of each form's sheet
	open     bool        // there is a formula without a result
	found    Compared
}

// match finds the sheet of each form: by its name, else by the form's title.
func (c *comparing) match() {
	taken := map[*Sheet]bool{}
	c.sheets = make([]*Sheet, len(c.forms))
	for i := range c.forms {
		if s, ok := c.now.Sheet(c.was.Sheets[i].Name); ok {
			c.sheets[i], taken[s] = s, true
		}
	}
	for i := range c.forms {
		if c.sheets[i] != nil {
			continue
		}
		title := plainText(strings.ToUpper(c.forms[i].Title))
		at := slices.IndexFunc(c.now.Sheets, func(s *Sheet) bool { return !taken[s] && s.shows(title) })
		if at < 0 {
			c.found.Missing = append(c.found.Missing, i)
			continue
		}
		c.sheets[i], taken[c.now.Sheets[at]] = c.now.Sheets[at], true
	}
	for _, s := range c.now.Sheets {
		if !taken[s] {
			c.found.Added = append(c.found.Added, s.Name)
		}
	}
	for i, s := range c.sheets {
		var pairs []rowPair
		if s != nil {
			pairs = pairRows(c.was.Sheets[i], s)
		}
		c.pairs = append(c.pairs, pairs)
	}
}

// topRows is how far down a form's title is looked for.
const topRows = 20

func (s *Sheet) shows(title string) bool {
	for _, r := range s.rows {
		if r.number > topRows {
			break
		}
		if slices.ContainsFunc(r.cells, func(c Cell) bool { return plainText(c.Raw) == title }) {
			return true
		}
	}
	return false
}

// plainText is a text without what programs change when they save it.
func plainText(s string) string {
	return norm.NFC.String(strings.TrimSpace(strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u00a0", " ").Replace(s)))
}

// differences finds the cells that differ anew; fresh is was with its formulas computed from what now has, nil before
// that. It returns what was typed over figures, as inputs into was.
func (c *comparing) differences(fresh *Workbook) (inputs []Input) {
	c.found.Cells = nil
	for i, s := range c.sheets {
		if s == nil {
			continue
		}
		t := &tableAt{form: &c.forms[i], sheet: c.was.Sheets[i]}
		t.first = t.find()
		reckoned := t.sheet
		if fresh != nil {
			reckoned = fresh.Sheets[i]
		}
		for _, p := range c.pairs[i] {
			if p.was == nil || p.now == nil {
				c.found.Cells = append(c.found.Cells, wholeRow(i, s, t, p))
				continue
			}
			for _, two := range p.cells() {
				u := Unlike{Form: i, Sheet: s.Name, Cell: Cell{Row: p.now.number, Col: two.col}.Ref()}
				u.Row, u.Col = t.place(p.was.number, two.col)
				figure, _ := reckoned.exact(p.was.number, two.col)
				if c.unlike(&u, two, figure, t) {
					c.found.Cells = append(c.found.Cells, u)
					if !two.now.HasFormula {
						inputs = append(inputs, Input{Sheet: t.sheet.Name, Row: p.was.number, Col: two.col, Kind: two.now.Kind, Raw: two.now.Raw})
					}
				}
			}
		}
	}
	return inputs
}

// unlike tells whether two cells differ and says how; reckoned is the first with its formula computed.
func (c *comparing) unlike(u *Unlike, two cellPair, reckoned Cell, t *tableAt) bool {
	now := two.now
	if now.HasFormula && !now.HasCached {
		c.open = true
		switch {
		case plainFormula(now.Formula) != plainFormula(two.was.Formula):
			u.Was, u.Now, u.Unreckoned = t.shown(two.was, u, 0), "="+now.Formula, true
			return true
		case !reckoned.HasCached:
			return false // the same formula, over cells that are told themselves
		}
		now = reckoned
	}
	if sameFigure(two.was, now) {
		return false
	}
	digits := max(fraction(two.was), fraction(now))
	if u.Was, u.Now = t.shown(two.was, u, 0), t.shown(now, u, 0); u.Was == u.Now {
		u.Was, u.Now = t.shown(two.was, u, digits), t.shown(now, u, digits)
	}
	return true
}

func plainFormula(text string) string {
	return strings.ToUpper(strings.NewReplacer(" ", "", "$", "", "_xlfn.", "").Replace(strings.TrimPrefix(text, "=")))
}

// wholeRow is a row that is gone or was added.
func wholeRow(form int, s *Sheet, t *tableAt, p rowPair) Unlike {
	u := Unlike{Form: form, Sheet: s.Name, Row: -1, Col: -1, WholeRow: true}
	texts := func(r *sheetRow) string {
		var out []string
		for _, c := range r.cells {
			if text := t.shown(c, &u, 0); text != "" {
				out = append(out, text)
			}
		}
		return strings.Join(out, " | ")
	}
	if p.was != nil {
		u.Row, _ = t.place(p.was.number, 1)
		u.Was = texts(p.was)
		return u
	}
	u.Cell, u.Now = Cell{Row: p.now.number, Col: 1}.Ref(), texts(p.now)
	return u
}

// tableAt is where a form's table stands on the sheet it was written on.
type tableAt struct {
	form  *report.Form
	sheet *Sheet
	first int // row of the body's first row
}

// find is the row under the column numbers, 0 if they are not there.
func (t *tableAt) find() int {
	labels := t.form.NumberLabels()
	for _, r := range t.sheet.rows {
		if len(r.cells) == len(labels) && slices.EqualFunc(r.cells, labels, func(c Cell, label string) bool { return plainText(c.Raw) == plainText(label) }) {
			return r.number + 1
		}
	}
	return 0
}

// place is the row and column of the table, from 0; -1, -1 outside it.
func (t *tableAt) place(row, col int) (int, int) {
	if r := row - t.first; t.first > 0 && r >= 0 && r < len(t.form.Rows) && col <= len(t.form.Columns) {
		return r, col - 1
	}
	return -1, -1
}

// shown is a cell as the form prints it at the place, a figure with at least so many digits after the comma.
func (t *tableAt) shown(c Cell, at *Unlike, digits int) string {
	n, ok := exactNumber(c)
	if !ok {
		return saying(c)
	}
	sign := ""
	if at.Row >= 0 && at.Col >= 0 {
		cell := t.form.Rows[at.Row].Cells[at.Col]
		if digits = max(digits, cell.Decimals); cell.Kind == report.Percent {
			sign = "%"
		}
	} else {
		digits = max(digits, fraction(c))
	}
	return report.FormatNumber(n, digits) + sign
}
