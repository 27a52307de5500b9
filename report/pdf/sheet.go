package pdf

import (
	"slices"
	"strconv"

	"bieuxa/report"
)

// The paper is A4; its sides in mm.
const shortSide, longSide = 210.0, 297.0

// room is the width between the margins and the height of a page, in mm.
func (b *book) room(lying report.Orientation) (width, high float64) {
	if lying == report.Landscape {
		return longSide - b.margins.Left - b.margins.Right, shortSide
	}
	return shortSide - b.margins.Left - b.margins.Right, longSide
}

// opened is what a new page is told of itself.
type opened struct {
	lying  report.Orientation
	number int // within the letter or the appendix; the first page bears none
	sample bool
}

// addPage opens a page: its number in the middle of the top margin, the mark of made-up figures, the fingerprint at the foot.
func (b *book) addPage(o opened) {
	side := "P"
	if o.lying == report.Landscape {
		side = "L"
	}
	b.out.AddPageFormat(side, b.out.GetPageSizeStr("A4"))
	width, _ := b.room(o.lying)
	if o.number > 1 {
		b.lines([]string{strconv.Itoa(o.number)}, box{b.margins.Left, overPages, width}, letters{regular, pageNumber}, report.AlignCenter)
	}
	if o.sample {
		mark := letters{bold, remarkSize}
		wide := b.measure(bold, remarkSize)(report.SampleMark) + 4
		at := box{b.margins.Left + width - wide, overPages, wide}
		b.lines([]string{report.SampleMark}, at, mark, report.AlignCenter)
		b.out.Rect(at.x, at.y-0.8, at.w, lineHeight(remarkSize)+1.6, "D")
	}
	b.drawFoot(o.lying)
}

// bookmark adds a line to the outline that leads to the page that was opened last.
func (b *book) bookmark(text string) {
	b.font(regular, lineSize)
	b.out.Bookmark(text, 0, 0)
}

// nextOrdinal numbers the appendix that begins: "Phụ lục II"; empty without a letter.
func (b *book) nextOrdinal() string {
	if b.attached == "" {
		return ""
	}
	b.begun++
	return report.Ordinal(b.begun-1, b.appendices)
}

// filled are the texts that are not empty.
func filled(all ...string) []string {
	return slices.DeleteFunc(all, func(s string) bool { return s == "" })
}

// box is where lines of text go: its top left corner and width, in mm.
type box struct{ x, y, w float64 }

// letters is a face at a size in points.
type letters struct {
	style style
	size  float64
}

// lines draws text that was wrapped before and returns the height it took.
func (b *book) lines(text []string, at box, in letters, align report.Align) float64 {
	b.font(in.style, in.size)
	measure, high := b.measure(in.style, in.size), lineHeight(in.size)
	for i, line := range text {
		x := at.x
		switch align {
		case report.AlignCenter:
			x += (at.w - measure(line)) / 2
		case report.AlignRight:
			x += at.w - measure(line)
		}
		if line != "" {
			b.out.Text(x, at.y+float64(i)*high+ascent*in.size*mmPerPoint, line)
		}
	}
	return float64(len(text)) * high
}

func (b *book) wrap(text string, width float64, in letters) []string {
	return report.Wrap(text, width, b.measure(in.style, in.size))
}
