package office

import (
	"strings"

	"github.com/shopspring/decimal"

	"bieuxa/ntm"
	"bieuxa/report"
	"bieuxa/report/pdf"
)

// control holds every total of the forms against the units' returns and against the PDF, if there is one.
type control struct {
	totals []controlled
	paper  bool // there is a PDF
}

// controlled is one total: as the form has it, counted again, and read back from paper.
type controlled struct {
	form    int
	at      report.Ref
	cell    report.Cell
	again   tally
	printed string // as it stands in the PDF; empty: not found there
}

// agrees tells whether the total is the same wherever it stands. Not found on paper is no agreement.
func (x *controlled) agrees(paper bool) bool {
	same := x.again.known && x.again.n.Equal(valueOf(x.cell).Num)
	if !same || !paper {
		return same
	}
	n, err := figureOf(x.printed)
	return err == nil && n.Equal(x.cell.Num.Round(int32(x.cell.Decimals)))
}

// controlled checks the totals of an edition; body is its PDF, nil if none is made. The export ends with a problem that
// names the first total that differs.
func (e *edition) controlled(body []byte) (*control, error) {
	c := &control{paper: body != nil}
	var back *printedBack
	if c.paper {
		pages, err := pdf.Texts(body)
		if err != nil {
			return nil, err
		}
		back = newPrintedBack(pages)
	}
	again := newRecount(e.ru)
	for i := range e.forms {
		f := e.forms[i].Composed()
		var printed map[report.Ref]string
		if back != nil {
			var next *report.Form
			if i+1 < len(e.forms) {
				next = &e.forms[i+1]
			}
			printed = back.form(&f, next)
		}
		again.of(&f, e.set.Recipe(f.ID, e.ru), e.scope(f.ID))
		c.add(i, again, printed)
	}
	return c, e.refuse(c)
}

// add takes the totals of a form down: the figures of the rows that sum up others.
func (c *control) add(form int, again *recount, printed map[report.Ref]string) {
	f := again.form
	for r := range f.Rows {
		if role := f.Rows[r].Role; role != report.Total && role != report.Subtotal && role != report.Group {
			continue
		}
		for col, cell := range f.Rows[r].Cells {
			if at := (report.Ref{Row: r, Col: col}); cell.Numeric() && f.Columns[col].Key != "no" {
				c.totals = append(c.totals, controlled{form, at, cell, again.total(at), printed[at]})
			}
		}
	}
}

// fromReturns is how many totals were counted again from the units' returns alone.
func (c *control) fromReturns() int {
	n := 0
	for i := range c.totals {
		if c.totals[i].again.returns {
			n++
		}
	}
	return n
}

// scope picks the units that a form is of.
func (e *edition) scope(id string) ntm.Which {
	for _, f := range e.set.Forms() {
		if f.ID == id && f.Covers == "xã" {
			return ntm.Rural
		}
	}
	return ntm.Every
}

// refuse ends an export whose totals differ.
func (e *edition) refuse(c *control) error {
	var differ []*controlled
	for i := range c.totals {
		if !c.totals[i].agrees(c.paper) {
			differ = append(differ, &c.totals[i])
		}
	}
	if len(differ) == 0 {
		return nil
	}
	x, w := differ[0], e.b.words
	f := &e.forms[x.form]
	figure := func(known bool, n decimal.Decimal) string {
		if !known {
			return w.UI("sheet.no-figure", nil)
		}
		return report.FormatNumber(n, max(x.cell.Decimals, int(-n.Exponent())))
	}
	printed := x.printed
	if printed == "" {
		printed = w.UI("sheet.no-figure", nil)
	}
	return problem(ProblemControl, nil, "form", f.No, "total", totalWords(f, x.at), "again", figure(x.again.known, x.again.n),
		"figure", figure(true, x.cell.Num), "printed", printed, "n", report.FormatNumber(decimal.NewFromInt(int64(len(differ))), 0))
}

// columnWords names a column: its own heading, after those above it where another column has the same.
func columnWords(f *report.Form, col int) string {
	path := f.Columns[col].Heading
	own, alone := path[len(path)-1], true
	for i, c := range f.Columns {
		alone = alone && (i == col || c.Heading[len(c.Heading)-1] != own)
	}
	if alone {
		path = path[len(path)-1:]
	}
	parts := make([]string, len(path))
	for i, s := range path {
		parts[i] = strings.Join(strings.Fields(s), " ")
	}
	return strings.Join(parts, " / ")
}

// totalWords names a total: the words of its row, then those of its column.
func totalWords(f *report.Form, at report.Ref) string {
	var row []string
	for c := 0; c < at.Col && (c < f.NameColumns || len(row) == 0); c++ {
		if cell := f.Rows[at.Row].Cells[c]; cell.Kind == report.Text {
			row = append(row, cell.Text)
		}
	}
	return strings.Join(row, " ") + " × " + columnWords(f, at.Col)
}
