package xlsx

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"bieuxa/xlsx/oldtext"
)

// weighed says how the words of a text beyond ASCII fare as Vietnamese.
type weighed struct{ syllables, others int }

// sure means that the text reads as Vietnamese but for some names.
func (w weighed) sure() bool { return w.syllables > 0 && w.syllables >= 4*w.others }

// weighText counts the words with a letter beyond ASCII. Signs beyond ASCII count as letters: in a wrong decoding letters
// become signs.
func weighText(text string) weighed {
	var w weighed
	begin, beyond := -1, false
	end := func(i int) {
		if begin >= 0 && beyond {
			if oldtext.IsSyllable(text[begin:i]) {
				w.syllables++
			} else {
				w.others++
			}
		}
		begin, beyond = -1, false
	}
	for i, r := range text {
		switch {
		case r < utf8.RuneSelf && !unicode.IsLetter(r), strings.ContainsRune("\u00a0–—‘’“”…×≥≤°²³½%", r):
			end(i)
		default:
			if begin < 0 {
				begin = i
			}
			beyond = beyond || r >= utf8.RuneSelf
		}
	}
	end(len(text))
	return w
}
