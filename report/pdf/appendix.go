package pdf

import (
	"strings"

	"bieuxa/report"
)

// Page layout in mm, and sizes in points, after NĐ 30/2020, Phụ lục I.
const (
	overPages = 10.0 // where page numbers and marks stand, in the top margin

	titleSize  = 14.0
	lineSize   = 13.0
	smallSize  = 12.0
	remarkSize = 11.0
	pageNumber = 13.0

	standingSize = 9.0 // of the line over a page of a form that is unsure

	wideColumns = 12 // columns from which the table is set in 10 points instead of 11
)

// appendix is one form on its pages.
type appendix struct {
	*book
	form       report.Form
	number     int // of the form, from 0
	words      report.StateWords
	ordinal    string // "Phụ lục II", empty without a letter
	width      float64
	pageHeight float64
	columns    []float64 // mm
	size       float64   // of the table, in points
	heads      []float64 // mm, heights of the heading's rows
	body       []report.Row
	rows       []tableRow // body composed in letters of this size; nil until asked for
	space      spacing
	dry        bool // it is laid out to count its pages, and nothing is drawn
	page       int  // own number
	y          float64
}

func newAppendix(b *book, f report.Form) *appendix {
	size := 11.0
	if len(f.Columns) > wideColumns {
		size = 10
	}
	if f.Letters > 0 {
		size = f.Letters
	}
	return b.appendixIn(f, size)
}

// appendixIn is a form whose table is set in letters of a size in points.
func (b *book) appendixIn(f report.Form, size float64) *appendix {
	a := &appendix{book: b, form: f, words: f.StateWords(), size: size, body: f.Body(), space: roomy()}
	a.width, a.pageHeight = b.room(f.Orientation)
	level := report.Metrics{Measure: a.measure(bold, a.size), Line: lineHeight(a.size), Pad: cellPad}
	a.columns = f.Widths(a.width, level)
	a.heads = f.HeadingHeights(a.columns, level,
		report.Metrics{Measure: a.measure(bold, a.size-1), Line: lineHeight(a.size - 1)})
	return a
}

// print puts the whole form on paper, on a page of its own or under the form before it.
func (a *appendix) print(before *appendix) {
	if a.form.Under && before != nil && before.pageHeight == a.pageHeight {
		a.page, a.y = before.page, before.y+betweenTables
		if a.y+a.height() > a.bottom() {
			a.newPage()
		}
		a.drawCaption()
	} else {
		a.ordinal = a.nextOrdinal()
		a.settle()
		a.newPage()
		a.bookmark(strings.Join(filled(a.ordinal, a.form.No, a.form.Title), ". "))
		a.drawTop()
	}
	a.drawRest()
}

func (a *appendix) drawRest() {
	a.drawBody()
	a.drawRemarks()
	a.drawSignatures()
}

// betweenTables is the room in mm between two tables of one sheet.
const betweenTables = 5.0

// height is what a table under another one takes, all told.
func (a *appendix) height() float64 {
	sum := a.captionHeight() + a.headHeight() + a.remarksHeight() + a.signaturesHeight()
	for i := range a.body {
		sum += a.composed(i).height
	}
	return sum
}

func captionLetters() letters { return letters{bold, smallSize} }

func measureLetters() letters { return letters{italic, smallSize} }

// captionHeight is the room for the lines over the table.
func (a *appendix) captionHeight() float64 {
	high := func(text string, in letters) float64 {
		if text == "" {
			return 0
		}
		return float64(len(a.wrap(text, a.width, in)))*lineHeight(in.size) + 1
	}
	return high(a.form.Caption, captionLetters()) + high(a.form.MeasureLine(), measureLetters())
}

func (a *appendix) drawCaption() {
	if a.form.Caption != "" {
		a.paragraph(a.form.Caption, captionLetters(), report.AlignCenter)
	}
	if text := a.form.MeasureLine(); text != "" {
		a.paragraph(text, measureLetters(), report.AlignRight)
	}
}

func (a *appendix) bottom() float64 { return a.pageHeight - a.margins.Bottom }

// newPage opens the appendix's next page.
func (a *appendix) newPage() {
	a.page++
	if a.y = a.margins.Top; a.dry {
		return
	}
	a.addPage(opened{a.form.Orientation, a.page, a.form.Sample})
	if s := a.form.Standing; s != "" { // at the foot of the margin, under the number of the page
		a.lines([]string{s}, box{a.margins.Left, a.margins.Top - 4.4, a.width}, letters{italic, standingSize}, report.AlignLeft)
	}
}

// paragraph draws text across the page at the pen and moves the pen under it; it goes on overleaf where a list of names
// fills the page.
func (a *appendix) paragraph(text string, in letters, align report.Align) {
	for _, line := range a.wrap(text, a.width, in) {
		if a.y+lineHeight(in.size) > a.bottom() {
			a.newPage()
		}
		a.y += a.lines([]string{line}, box{a.margins.Left, a.y, a.width}, in, align)
	}
	a.y++
}

// drawTop draws what stands above the table.
func (a *appendix) drawTop() {
	half := a.width / 2
	left := a.block(a.form.TopLeft(), box{a.margins.Left, a.y, half - 4}, italic)
	right := a.block(a.form.TopRight(), box{a.margins.Left + half, a.y, half}, regular)
	a.y += max(left, right) + 3
	if a.ordinal != "" {
		a.paragraph(a.ordinal, letters{bold, titleSize}, report.AlignCenter)
	}
	a.paragraph(strings.ToUpper(a.form.Title), letters{bold, titleSize}, report.AlignCenter)
	if a.attached != "" {
		a.paragraph(a.attached, letters{italic, lineSize}, report.AlignCenter)
	}
	for i, text := range a.form.UnderTitle() {
		in := letters{italic, a.space.line}
		if i == 0 && a.form.Subtitle != "" {
			in.style = bold
		}
		a.paragraph(text, in, report.AlignCenter)
	}
	a.y++
	a.drawCaption()
}

// block draws lines below one another, the first bold, and returns the height.
func (a *appendix) block(text []string, at box, rest style) float64 {
	high := 0.0
	for i, s := range text {
		in := letters{rest, smallSize}
		if i == 0 {
			in.style = bold
		}
		high += a.lines(a.wrap(s, at.w, in), box{at.x, at.y + high, at.w}, in, report.AlignLeft) + 0.5
	}
	return high
}
