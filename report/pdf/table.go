package pdf

import "bieuxa/report"

const (
	cellPad = 1.0 // mm between a rule and the letters, sideways
	indent  = 3.0 // mm for each level of a row's name

	leastWords   = 8.0 // points: words shrink to this before they are cut
	leastUpright = 6.0 // an upright heading shrinks to this before it runs over
	leastTall    = 7.0 // a row higher than a page shrinks to this before it is split
)

// printed is one cell ready to draw.
type printed struct {
	col, span int
	lines     []string
	letters   letters
	align     report.Align
	indent    float64
}

// tableRow is one row ready to draw.
type tableRow struct {
	number int // in the form's body, from 0
	cells  []printed
	text   float64 // height of its letters
	height float64 // with the room over and under them
}

func roleStyle(r report.Role) style {
	switch r {
	case report.Head, report.Group, report.Total:
		return bold
	case report.Subtotal:
		return boldItalic
	case report.Note:
		return italic
	}
	return regular
}

// compose wraps and shrinks the row's cells into their columns and finds the row's height.
func (a *appendix) compose(row report.Row, size float64) tableRow {
	out := tableRow{text: lineHeight(size)}
	for c := 0; c < len(row.Cells); c++ {
		p := a.composeCell(row, c, size)
		out.cells = append(out.cells, p)
		out.text = max(out.text, float64(len(p.lines))*lineHeight(p.letters.size))
		c += p.span - 1
	}
	out.height = out.text + 2*a.space.rise
	return out
}

func (a *appendix) composeCell(row report.Row, col int, size float64) printed {
	cell := row.Cells[col]
	p := printed{col: col, span: max(1, cell.Span), letters: letters{roleStyle(row.Role), size}, align: a.form.Columns[col].Align}
	switch {
	case row.Role == report.Head, cell.Kind == report.Mark, cell.Kind == report.Status, p.span == len(row.Cells), cell.Remark(a.form.Columns[col]), cell.Tally(a.form.Columns[col]):
		p.align = report.AlignCenter
	case cell.Kind == report.Text && p.align == report.AlignLeft:
		p.indent = float64(row.Indent) * indent
	}
	text := a.words.Text(cell)
	if text == "" {
		return p
	}
	room := a.span(col, p.span) - 2*cellPad - p.indent
	words := cell.Kind == report.Text || cell.Kind == report.Status
	p.letters.size = a.fit(text, room, p.letters, words)
	if p.lines = []string{text}; words {
		p.lines = a.wrap(text, room, p.letters)
	}
	return p
}

// fit is the largest size at which no word has to be cut, down to leastWords: under that Wrap cuts
// rather than print what nobody can read. A figure is never cut, however small: half a figure would
// be read as another.
func (a *appendix) fit(text string, room float64, in letters, words bool) float64 {
	if !words {
		return in.size * min(1, room/max(room, a.measure(in.style, in.size)(text)))
	}
	for size := in.size; size > leastWords; size -= 0.5 {
		if report.WidestWord(text, a.measure(in.style, size)) <= room {
			return size
		}
	}
	return min(in.size, leastWords)
}

// span is the width in mm of n columns from col.
func (a *appendix) span(col, n int) float64 {
	sum := 0.0
	for _, w := range a.columns[col : col+n] {
		sum += w
	}
	return sum
}

// headHeight is the height of the whole heading with the row of column numbers.
func (a *appendix) headHeight() float64 {
	sum := lineHeight(a.size-1) + 2*a.space.rise
	for _, h := range a.heads {
		sum += h
	}
	return sum
}

// drawHeading draws the heading at the pen and moves the pen under it.
func (a *appendix) drawHeading() {
	if a.dry {
		a.y += a.headHeight()
		return
	}
	top := func(row int) float64 {
		y := a.y
		for _, h := range a.heads[:row] {
			y += h
		}
		return y
	}
	for _, h := range a.form.HeadingCells() {
		x, y := a.margins.Left+a.span(0, h.Col), top(h.Row)
		w, high := a.span(h.Col, h.ColSpan), top(h.Row+h.RowSpan)-y
		a.out.Rect(x, y, w, high, "D")
		if h.Rotate {
			a.drawUpright(h.Text, box{x, y, w}, high)
			continue
		}
		in := letters{bold, a.size}
		in.size = a.fit(h.Text, w-2*cellPad, in, true)
		text := a.wrap(h.Text, w-2*cellPad, in)
		rise := (high - float64(len(text))*lineHeight(in.size)) / 2
		a.lines(text, box{x + cellPad, y + rise, w - 2*cellPad}, in, report.AlignCenter)
	}
	a.y = top(len(a.heads))
	high := lineHeight(a.size-1) + 2*a.space.rise
	for c, label := range a.form.NumberLabels() {
		x, w := a.margins.Left+a.span(0, c), a.columns[c]
		a.out.Rect(x, a.y, w, high, "D")
		in := letters{italic, a.size - 1}
		in.size = a.fit(label, w-2*cellPad, in, false)
		a.lines([]string{label}, box{x, a.y + (high-lineHeight(in.size))/2, w}, in, report.AlignCenter)
	}
	a.y += high
}

// drawUpright draws text that reads from below in the middle of a cell.
func (a *appendix) drawUpright(text string, at box, high float64) {
	in := letters{bold, a.size - 1}
	length := high - 2*cellPad
	wrapped := a.wrap(text, length, in)
	for ; float64(len(wrapped))*lineHeight(in.size) > at.w && in.size > leastUpright; in.size -= 0.5 {
		wrapped = a.wrap(text, length, in)
	}
	thick := float64(len(wrapped)) * lineHeight(in.size)
	x, y := at.x+at.w/2, at.y+high/2
	a.out.TransformBegin()
	a.out.TransformRotate(90, x, y)
	a.lines(wrapped, box{x - length/2, y - thick/2, length}, in, report.AlignCenter)
	a.out.TransformEnd()
}

// drawRow draws lines from to to (the latter left out) of every cell, at the pen.
func (a *appendix) drawRow(row tableRow, from, to int) {
	high := row.height
	if a.dry {
		a.y += high
		return
	}
	for _, p := range row.cells {
		x, w := a.margins.Left+a.span(0, p.col), a.span(p.col, p.span)
		a.out.Rect(x, a.y, w, high, "D")
		a.cells = append(a.cells, CellBox{Page: a.out.PageNo() - 1, Form: a.number, Row: row.number, Col: p.col, box: box{x, a.y, w}, high: high})
		part := p.lines[min(from, len(p.lines)):min(to, len(p.lines))]
		rise := (high - float64(len(part))*lineHeight(p.letters.size)) / 2
		a.lines(part, box{x + cellPad + p.indent, a.y + rise, w - 2*cellPad - p.indent}, p.letters, p.align)
	}
	a.y += high
}
