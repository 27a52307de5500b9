package pdf

import "bieuxa/report"

// spacing is how much room a form takes around its letters: mm, and points for the lines under the title, of which
// NĐ 30/2020 says nothing.
type spacing struct {
	rise float64 // over and under the letters of a row
	line float64 // letters of the lines under the title
	over float64 // over the signatures
	sign float64 // left to sign in
}

func roomy() spacing { return spacing{rise: 0.7, line: lineSize, over: 5, sign: 22} }

func tight() spacing { return spacing{rise: 0.35, line: smallSize, over: 3, sign: 18} }

const (
	leastLetters = 9.0 // points, of a table that is set smaller to save a page
	fewPages     = 4   // a table longer than that keeps its letters
)

// settle chooses how the form is laid out: roomy, unless it takes fewer pages closer together, or, where it has but a
// few, in letters one point smaller.
func (a *appendix) settle() {
	best := a.pages(roomy())
	if best == 1 {
		return
	}
	if n := a.pages(tight()); n < best {
		best = n
	} else {
		a.space = roomy()
	}
	if best == 1 || best > fewPages || a.form.Letters > 0 || a.size-1 < leastLetters {
		return
	}
	small := a.book.appendixIn(a.form, a.size-1)
	small.number, small.ordinal = a.number, a.ordinal
	if small.pages(tight()) < best {
		*a = *small
	}
}

// pages is how many pages the form takes in a spacing, which it keeps.
func (a *appendix) pages(s spacing) int {
	a.space, a.dry = s, true
	a.newPage()
	a.drawTop()
	a.drawRest()
	n := a.page
	a.page, a.dry = 0, false
	return n
}

// lines draws text unless the pages are only counted; it returns the height as book.lines does.
func (a *appendix) lines(text []string, at box, in letters, align report.Align) float64 {
	if a.dry {
		return float64(len(text)) * lineHeight(in.size)
	}
	return a.book.lines(text, at, in, align)
}
