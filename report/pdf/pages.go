package pdf

import (
	"bieuxa/report"
)

const maxLines = 1 << 20

// leastOver is how many rows that sum up nothing stand at least over the remarks and signatures.
const leastOver = 2

// mostHeads is how many headings stand over one row at most: where one follows another without end, they head nothing.
const mostHeads = 3

// drawBody draws the table's rows, a heading on each page. The closing totals, or else the last rows, go to a new page
// with the remarks and signatures where these would otherwise stand without them.
func (a *appendix) drawBody() {
	body := a.body
	fresh := a.bottom() - a.margins.Top - a.headHeight()
	tail := a.remarksHeight() + a.signaturesHeight()
	rows, kept, over, chain := make([]tableRow, len(body)), len(body), 0, 0
	for i := len(body) - 1; i >= 0; i-- {
		rows[i] = a.composeToFit(i, fresh)
		more := over >= leastOver
		together := kept == i+1 && (!more || chain < mostHeads && heads(body[i].Role, body[kept].Role))
		if together && rows[i].height+tail <= fresh {
			kept, tail = i, tail+rows[i].height
			if !closing(body[i].Role) {
				over++
			}
			if more {
				chain++
			}
		}
	}
	if len(rows) > 0 {
		a.beginTable(withNext(body, rows, 0, fresh), kept == 0, tail)
	}
	for i, row := range rows {
		switch {
		case row.height > fresh:
			a.drawTall(row, fresh)
			continue
		case i == kept && a.y+tail > a.bottom(), a.y+withNext(body, rows, i, fresh) > a.bottom():
			a.turn()
		}
		a.drawRow(row, 0, maxLines)
	}
}

// beginTable draws the first heading, on a new page if the first rows would not stand under it. first is their height;
// whole tells that all that is left stands with them.
func (a *appendix) beginTable(first float64, whole bool, left float64) {
	if whole {
		first = left
	}
	fresh := a.bottom() - a.margins.Top - a.headHeight()
	if first > fresh { // split over pages anyway
		first = lineHeight(a.size) + 2*a.space.rise
	}
	if a.y > a.margins.Top && a.y+a.headHeight()+first > a.bottom() {
		a.newPage()
	}
	a.drawHeading()
}

// closing tells whether a row sums up the rows above it or remarks on them.
func closing(r report.Role) bool {
	return r == report.Total || r == report.Subtotal || r == report.Note
}

// withNext is the height of a row and of the rows that it may not be parted from: a heading stands over what it
// heads.
func withNext(body []report.Row, rows []tableRow, i int, fresh float64) float64 {
	own := rows[i].height
	high := own
	for last := min(i+mostHeads, len(body)-1); i < last && heads(body[i].Role, body[i+1].Role); i++ {
		high += rows[i+1].height
	}
	if high > fresh {
		return own
	}
	return high
}

// heads tells whether a row is the heading of the one under it.
func heads(r, next report.Role) bool {
	return r == report.Head || r == report.Group || r == report.Subtotal && next == report.Item
}

// composeToFit sets the i-th row, in smaller letters if it would be higher than a page.
func (a *appendix) composeToFit(i int, fresh float64) tableRow {
	row := a.composed(i)
	for size := a.size - 1; row.height > fresh && size >= leastTall; size-- {
		row = a.compose(a.body[i], size)
	}
	row.number = i
	return row
}

// composed is the i-th row in the table's letters, composed once.
func (a *appendix) composed(i int) tableRow {
	if a.rows == nil {
		a.rows = make([]tableRow, len(a.body))
		for i, row := range a.body {
			a.rows[i] = a.compose(row, a.size)
		}
	}
	row := a.rows[i]
	row.height = row.text + 2*a.space.rise
	return row
}

// turn opens a page that goes on with the table.
func (a *appendix) turn() {
	a.newPage()
	a.drawHeading()
}

// drawTall draws a row higher than a page: the one case in which a row is split, since the other
// choice is to leave words out.
func (a *appendix) drawTall(row tableRow, fresh float64) {
	high, most := 0.0, 0
	for _, p := range row.cells {
		high, most = max(high, lineHeight(p.letters.size)), max(most, len(p.lines))
	}
	step := max(1, int((fresh-2*a.space.rise)/high))
	for from := 0; from < most; from += step {
		part := row
		part.height = float64(min(step, most-from))*high + 2*a.space.rise
		if a.y+part.height > a.bottom() {
			a.turn()
		}
		a.drawRow(part, from, from+step)
	}
}

func remarkLetters() letters { return letters{italic, remarkSize} }

func (a *appendix) remarksHeight() float64 {
	sum := 0.0
	for _, s := range a.form.Remarks() {
		sum += float64(len(a.wrap(s, a.width, remarkLetters())))*lineHeight(remarkSize) + 1
	}
	if sum > 0 {
		sum += 2
	}
	return sum
}

// drawRemarks draws the notes line by line; only notes that fill pages of their own reach a page end.
func (a *appendix) drawRemarks() {
	for i, s := range a.form.Remarks() {
		if i == 0 {
			a.y += 2
		}
		for _, line := range a.wrap(s, a.width, remarkLetters()) {
			if a.y+lineHeight(remarkSize) > a.bottom() {
				a.newPage()
			}
			a.y += a.lines([]string{line}, box{a.margins.Left, a.y, a.width}, remarkLetters(), report.AlignLeft)
		}
		a.y++
	}
}

// signer is one side of the block, wrapped.
type signer struct {
	parts []signerPart
	x     float64
}

type signerPart struct {
	lines   []string
	letters letters
	level   int // parts of one level stand side by side
}

// signers are the two sides: place, title, hint, room, name.
func (a *appendix) signers() []signer {
	s, half := a.form.Signatures, a.width/2
	side := func(x float64, one report.Signature, place string) signer {
		out := signer{x: x}
		for level, part := range []struct {
			text    string
			letters letters
		}{
			{place, letters{italic, lineSize}}, {one.Title, letters{bold, lineSize}},
			{one.Hint, letters{italic, smallSize}}, {one.Name, letters{bold, lineSize}},
		} {
			p := signerPart{letters: part.letters, level: level}
			if part.text != "" {
				p.lines = a.wrap(part.text, half-4, part.letters)
			}
			out.parts = append(out.parts, p)
		}
		return out
	}
	return []signer{side(a.margins.Left, s.Left, ""), side(a.margins.Left+half, s.Right, s.Place)}
}

// levels are the heights of the block's levels, the higher side deciding.
func levels(sides []signer) []float64 {
	highs := make([]float64, len(sides[0].parts))
	for _, side := range sides {
		for _, p := range side.parts {
			highs[p.level] = max(highs[p.level], float64(len(p.lines))*lineHeight(p.letters.size))
		}
	}
	return highs
}

func (a *appendix) signaturesHeight() float64 {
	if a.form.Signatures.Empty() {
		return 0
	}
	sum := a.space.over + a.space.sign
	for _, high := range levels(a.signers()) {
		sum += high
	}
	return sum
}

func (a *appendix) drawSignatures() {
	if a.form.Signatures.Empty() {
		return
	}
	if a.y+a.signaturesHeight() > a.bottom() {
		a.newPage()
	}
	a.y += a.space.over
	sides := a.signers()
	for level, high := range levels(sides) {
		if level == len(sides[0].parts)-1 {
			a.y += a.space.sign
		}
		for _, side := range sides {
			p := side.parts[level]
			a.lines(p.lines, box{side.x, a.y, a.width/2 - 4}, p.letters, report.AlignCenter)
		}
		a.y += high
	}
}
