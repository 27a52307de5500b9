package xlsx

import (
	"strings"
	"unicode"
)

// textBox is the room a text has: a width in characters of the sheet, the letters' size in points.
type textBox struct {
	width float64
	size  float64
	bold  bool
}

const (
	leastHeight = 18.0 // points; rows to be filled by hand on paper too
	cellPadding = 4.0  // points, both sides together
	charPoints  = 5.25 // points of one character of column width, Times New Roman 11
)

// textHeight is the height in points that a text needs when it is wrapped in the box.
func textHeight(text string, box textBox) float64 {
	room := box.width*charPoints - cellPadding
	lines := 0
	for _, paragraph := range strings.Split(text, "\n") {
		lines += wrappedLines(paragraph, room, box)
	}
	return float64(lines)*box.size*1.25 + 3
}

func wrappedLines(paragraph string, room float64, box textBox) int {
	lines, used := 1, 0.0
	space := textWidth(" ", box)
	for _, word := range strings.Fields(paragraph) {
		w := textWidth(word, box)
		switch {
		case used == 0:
			used = w
		case used+space+w <= room:
			used += space + w
		default:
			lines++
			used = w
		}
		for used > room && room > 0 { // a word longer than the line
			lines++
			used -= room
		}
	}
	return lines
}

// textWidth estimates the width of NFC text in points; a little wide, so that nothing is cut.
func textWidth(s string, box textBox) float64 {
	em := 0.0
	for _, r := range s {
		switch {
		case r == ' ':
			em += 0.25
		case r < unicode.MaxASCII && strings.ContainsRune("iljtfrI.,;:'|()[]/-!", r):
			em += 0.33
		case r < unicode.MaxASCII && strings.ContainsRune("mwMW%", r), r == 'Đ', r == '—':
			em += 0.8
		case unicode.Is(unicode.Mn, r):
		case unicode.IsUpper(r):
			em += 0.7
		default:
			em += 0.5
		}
	}
	if box.bold {
		em *= 1.05
	}
	return em * box.size
}
