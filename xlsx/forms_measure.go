package xlsx

import (
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// timesWidth is the advance of a printable ASCII sign in Times New Roman, in 1/1000 em.
func timesWidth(r rune) float64 {
	widths := [...]float64{
		250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278,
		500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444,
		921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722,
		556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500,
		333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500,
		500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
	}
	if i := int(r - ' '); i >= 0 && i < len(widths) {
		return widths[i]
	}
	return 722
}

// letterWidth estimates a Vietnamese letter by its base letter.
func letterWidth(r rune) float64 {
	switch r {
	case 'đ', '–', '·':
		return 500
	case 'Đ':
		return 722
	}
	if r < utf8.RuneSelf {
		return timesWidth(r)
	}
	base := r
	if d := norm.NFD.PropertiesString(string(r)).Decomposition(); len(d) > 0 {
		base, _ = utf8.DecodeRune(d)
	}
	if base != r && base < utf8.RuneSelf {
		return timesWidth(base) * 1.04 // ơ and ư are a little wider
	}
	return 722
}

const mmPerPoint = 25.4 / 72

// measurer estimates widths in mm at a size in points, on the safe side: row heights come from it,
// and a row too low hides words.
type measurer struct{ known map[rune]float64 }

func (m measurer) width(s string, size float64, bold bool) float64 {
	sum := 0.0
	for _, r := range s {
		w, ok := m.known[r]
		if !ok {
			w = letterWidth(r)
			m.known[r] = w
		}
		sum += w
	}
	if bold {
		sum *= 1.06
	}
	return sum / 1000 * size * mmPerPoint * 1.05
}

func (m measurer) at(size float64, bold bool) func(string) float64 {
	return func(s string) float64 { return m.width(s, size, bold) }
}

// lineHeight is the height in points Excel gives one line.
func lineHeight(size float64) float64 { return size * 1.22 }

// uprightLine is the width in points of one line of a rotated heading; such lines stand closer.
func uprightLine(size float64) float64 { return size * 1.15 }
