package pdf

import (
	"bieuxa/report"
)

// The foot of a page stands in the bottom margin, in mm: the square of the fingerprint with its code beside it. The page
// number stays at the top, where NĐ 30/2020 has it.
const (
	footRise   = 3.0  // from the text's lower edge down to the square
	footSquare = 12.0 // each side; its quiet zone is the paper around it
	footGap    = 2.0
	footSize   = 9.0 // points
)

// drawFoot draws the fingerprint at the foot of the page that was opened last.
func (b *book) drawFoot(lying report.Orientation) {
	if b.meta.Fingerprint.Empty() {
		return
	}
	width, high := b.room(lying)
	x, y := b.margins.Left, high-b.margins.Bottom+footRise
	b.drawSquare(x, y)
	x += footSquare + footGap
	room, in, line := width-footSquare-footGap, letters{regular, footSize}, lineHeight(footSize)
	said := append(b.wrap(b.meta.Fingerprint.Line(), room, in), b.wrap(b.meta.Title, room, in)...)
	said = said[:min(len(said), int(footSquare/line))]
	b.lines(said, box{x, y + (footSquare-float64(len(said))*line)/2, room}, in, report.AlignLeft)
}

// drawSquare draws the square of the fingerprint, each run of black at once.
func (b *book) drawSquare(x, y float64) {
	module := footSquare / float64(len(b.square))
	for row, line := range b.square {
		for from := 0; from < len(line); {
			to := from
			for to < len(line) && line[to] {
				to++
			}
			if to > from {
				b.out.Rect(x+float64(from)*module, y+float64(row)*module, float64(to-from)*module, module, "F")
			}
			from = to + 1
		}
	}
}
