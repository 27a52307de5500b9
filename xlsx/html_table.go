package xlsx

import (
	"strings"

	"golang.org/x/net/html"
)

// htmlTable is a table that is being read. A table inside a cell of another is a sheet of its own.
type htmlTable struct {
	sheet  *sheetBuilder
	rows   int // of the sheet, so far
	tall   int // further rows that this row of the page stands for
	col    int // the last column taken in the row
	inRow  bool
	cell   *htmlCell
	below  []htmlBelow // cells that reach down from rows above, by column
	merges []Range
	hidden []Span // columns
	cols   int    // columns named by <col> so far
}

// htmlBelow is a cell that takes its columns in the rows down to last.
type htmlBelow struct{ first, lastCol, lastRow int }

// mostSteps bounds the work of finding free columns in a page that was made to hurt.
const mostSteps = 20_000_000

func (p *htmlPage) beginTable() error {
	s, err := p.book.sheet("", p.state)
	if err != nil {
		return err
	}
	if len(p.tables) >= p.book.lim.Depth {
		return problem(problemNesting, "reason", "tables in tables")
	}
	p.tables = append(p.tables, &htmlTable{sheet: s})
	return nil
}

func (p *htmlPage) endTable() error {
	t := p.table()
	if t == nil {
		return nil
	}
	if err := p.endRow(); err != nil {
		return err
	}
	for _, m := range t.merges {
		m.LastRow = min(m.LastRow, t.rows)
		if err := t.sheet.merge(m); err != nil {
			return err
		}
	}
	for _, span := range t.hidden {
		if err := t.sheet.hideColumns(span); err != nil {
			return err
		}
	}
	p.tables = p.tables[:len(p.tables)-1]
	return nil
}

func (p *htmlPage) table() *htmlTable {
	if len(p.tables) == 0 {
		return nil
	}
	return p.tables[len(p.tables)-1]
}

// column takes a <col>: only whether it is hidden.
func (p *htmlPage) column(attrs []html.Attribute) {
	t := p.table()
	if t == nil {
		return
	}
	span := spanned(attrs, "span", p.book.lim.Columns)
	first := t.cols + 1
	if t.cols = min(t.cols+span, p.book.lim.Columns); t.cols < first || !p.styles.styleOf("col", attrs).hidden {
		return
	}
	t.hidden = append(t.hidden, Span{first, t.cols})
}

func (p *htmlPage) beginRow(attrs []html.Attribute) error {
	t := p.table()
	if t == nil {
		return nil
	}
	if err := p.endRow(); err != nil {
		return err
	}
	st := p.styles.styleOf("tr", attrs)
	t.rows, t.col, t.inRow = t.rows+1, 0, true
	t.tall = min(max(st.rows-1, 0), p.book.lim.Rows)
	if t.rows > p.book.lim.Rows {
		return tooMany("", "rows", p.book.lim.Rows)
	}
	if st.hidden {
		return t.sheet.hideRows(Span{t.rows, t.rows + t.tall})
	}
	return nil
}

func (p *htmlPage) endRow() error {
	t := p.table()
	if t == nil || !t.inRow {
		return nil
	}
	err := p.endCell()
	t.rows += t.tall
	t.inRow, t.tall = false, 0
	kept := t.below[:0]
	for _, b := range t.below {
		if b.lastRow > t.rows {
			kept = append(kept, b)
		}
	}
	p.steps += len(t.below)
	t.below = kept
	return err
}

func (p *htmlPage) beginCell(name string, attrs []html.Attribute) error {
	t := p.table()
	if t == nil {
		return nil
	}
	if !t.inRow {
		if err := p.beginRow(nil); err != nil {
			return err
		}
	}
	if err := p.endCell(); err != nil {
		return err
	}
	t.col++
	for i := 0; i < len(t.below); i++ { // in order of columns
		p.steps++
		if b := t.below[i]; b.first <= t.col && t.col <= b.lastCol {
			t.col = b.lastCol + 1
		}
	}
	if p.steps > mostSteps {
		return tooMany("", "merged cells", mostSteps)
	}
	lim := p.book.lim
	if t.col > lim.Columns {
		return problem(problemAddress, "reason", "too many columns in a table")
	}
	c := &htmlCell{row: t.rows, col: t.col, style: p.styles.styleOf(name, attrs)}
	wide, tall := spanned(attrs, "colspan", lim.Columns), spanned(attrs, "rowspan", lim.Rows)
	c.span = Range{t.rows, t.col, min(t.rows+tall-1, lim.Rows), min(t.col+wide-1, lim.Columns)}
	if tall > 1 {
		t.reachDown(htmlBelow{c.span.FirstCol, c.span.LastCol, c.span.LastRow})
	}
	t.col = c.span.LastCol
	if c.style.unmerged {
		c.span.LastCol = c.span.FirstCol
	}
	for _, a := range attrs {
		if strings.Contains(figureAttrs, " "+a.Key+" ") {
			if c.attrs == nil {
				c.attrs = map[string]string{}
			}
			c.attrs[a.Key] = a.Val
		}
	}
	t.cell = c
	return nil
}

// reachDown keeps the list in the order of columns.
func (t *htmlTable) reachDown(b htmlBelow) {
	i := len(t.below)
	for i > 0 && t.below[i-1].first > b.first {
		i--
	}
	t.below = append(t.below, htmlBelow{})
	copy(t.below[i+1:], t.below[i:])
	t.below[i] = b
}

func (p *htmlPage) endCell() error {
	t := p.table()
	if t == nil || t.cell == nil {
		return nil
	}
	c := t.cell
	t.cell = nil
	out, format, ok := c.cell()
	if !ok {
		return nil
	}
	if int64(len(out.Raw)) > p.book.lim.Token {
		return problem(problemTooLarge, "cell", out.Ref())
	}
	st, err := p.book.style(format, c.style.font, Look{})
	if err != nil {
		return err
	}
	if c.span.FirstRow < c.span.LastRow || c.span.FirstCol < c.span.LastCol {
		if len(t.merges) >= p.book.lim.Merges {
			return tooMany("", "merged ranges", p.book.lim.Merges)
		}
		t.merges = append(t.merges, c.span)
	}
	return t.sheet.put(out, st)
}

// spanned is a colspan, rowspan or span; 0 and what is no number mean one, except that rowspan=0 reaches to the end.
func spanned(attrs []html.Attribute, name string, most int) int {
	v, ok := attrOf(attrs, name)
	if !ok {
		return 1
	}
	n, ok := parseCount([]byte(strings.TrimSpace(v)))
	switch {
	case !ok:
		return 1
	case n == 0 && name == "rowspan":
		return most
	}
	return min(max(n, 1), most)
}
