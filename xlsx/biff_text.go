package xlsx

import (
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// codePage is the encoding of a Windows code page that a workbook of Excel 5.0 names; nil if it is not known.
func codePage(n int) *charmap.Charmap {
	switch n {
	case 367, 1252, 32769:
		return charmap.Windows1252
	case 437:
		return charmap.CodePage437
	case 850:
		return charmap.CodePage850
	case 852:
		return charmap.CodePage852
	case 855:
		return charmap.CodePage855
	case 858:
		return charmap.CodePage858
	case 860:
		return charmap.CodePage860
	case 862:
		return charmap.CodePage862
	case 863:
		return charmap.CodePage863
	case 865:
		return charmap.CodePage865
	case 866:
		return charmap.CodePage866
	case 874:
		return charmap.Windows874
	case 1250:
		return charmap.Windows1250
	case 1251:
		return charmap.Windows1251
	case 1253:
		return charmap.Windows1253
	case 1254:
		return charmap.Windows1254
	case 1255:
		return charmap.Windows1255
	case 1256:
		return charmap.Windows1256
	case 1257:
		return charmap.Windows1257
	case 1258:
		return charmap.Windows1258
	case 10000, 32768:
		return charmap.Macintosh
	}
	return nil
}

// biffRun says that from this character on the text has that font.
type biffRun struct{ from, font int }

// biffText is a text as characters of UTF-16, with its runs of fonts.
type biffText struct {
	units []uint16
	runs  []biffRun
}

// maxRuns bounds the runs of one text.
const maxRuns = 32_768

// unicode reads a string of BIFF8 whose number of characters was read: flags, characters, and what stands for runs of
// fonts and phonetic hints. dst is room that may be used.
func (c *biffCursor) unicode(dst []uint16, n int) biffText {
	return c.characters(dst, n, c.byte())
}

func (c *biffCursor) characters(dst []uint16, n int, flags byte) biffText {
	runs, hints := 0, 0
	if flags&8 != 0 {
		runs = c.u16()
	}
	if flags&4 != 0 {
		size := c.u32()
		if c.short = c.short || int64(size) > int64(c.left()); !c.short {
			hints = int(size)
		}
	}
	t := biffText{units: c.units(dst, n, flags&1 != 0)}
	if runs > maxRuns || runs*4 > c.left() {
		c.short = true
		return t
	}
	for range runs {
		t.runs = append(t.runs, biffRun{c.u16(), c.u16()})
	}
	c.skip(hints)
	return t
}

// bytes reads n characters of one byte each, as Excel 5.0 stored them.
func (c *biffCursor) bytes(n int) []uint16 {
	var out []uint16
	for len(out) < n && !c.short {
		out = append(out, uint16(c.byte()))
	}
	return out
}

// text reads a string of either version after its number of characters.
func (b *biffBook) text(c *biffCursor, n int) (biffText, error) {
	if b.eight {
		return c.unicode(nil, n), nil
	}
	t := biffText{units: c.bytes(n)}
	if b.utf8 {
		t.units = utf8Text(t.units)
		return t, nil
	}
	if b.page == nil {
		for _, u := range t.units {
			if u >= 0x80 {
				return t, damaged(biffPart, "code page of the texts is not known")
			}
		}
		return t, nil
	}
	for i, u := range t.units {
		t.units[i] = uint16(b.page.DecodeByte(byte(u))) // code pages have no characters beyond U+FFFF
	}
	return t, nil
}

// shortText reads a string that is preceded by its length in one byte (size 1) or two.
func (b *biffBook) shortText(c *biffCursor, size int) (string, error) {
	n := int(c.byte())
	if size == 2 {
		n |= int(c.byte()) << 8
	}
	t, err := b.text(c, n)
	if err == nil && c.short {
		err = damaged(biffPart, "text is longer than its record")
	}
	return t.String(), err
}

// lastText reads such a string at the end of a record.
func (b *biffBook) lastText(r *biffRecord, c *biffCursor) (string, error) {
	text, err := b.shortText(c, 1)
	if err == nil && c.left() > 0 {
		err = b.bad(r, "text is shorter than its record")
	}
	return text, err
}

func (t biffText) String() string { return string(appendUnits(nil, t.units)) }

// appendUnits appends UTF-16 as UTF-8; half characters and NUL become U+FFFD.
func appendUnits(dst []byte, units []uint16) []byte {
	for i := 0; i < len(units); i++ {
		r := rune(units[i])
		switch {
		case r == 0:
			r = utf8.RuneError
		case utf16.IsSurrogate(r):
			if i+1 < len(units) {
				r = utf16.DecodeRune(r, rune(units[i+1]))
			} else {
				r = utf8.RuneError
			}
			if r != utf8.RuneError {
				i++
			}
		}
		dst = utf8.AppendRune(dst, r)
	}
	return dst
}

// fontsOf says which fonts the runs of a text have.
func (b *biffBook) fontsOf(t biffText) runFonts {
	var fonts runFonts
	at, font := 0, ""
	for _, run := range t.runs {
		end := min(max(run.from, at), len(t.units))
		fonts.add(font, appendUnits(nil, t.units[at:end]))
		at, font = end, b.fontName(run.font)
	}
	if len(t.runs) > 0 {
		fonts.add(font, appendUnits(nil, t.units[at:]))
	}
	return fonts
}

// readStrings reads the list of shared strings.
func (b *biffBook) readStrings(c *biffCursor) error {
	c.skip(4)
	n := int(c.u32())
	list := &b.strings
	list.listed = true
	if n < 0 || n > b.lim.Cells {
		return tooMany(biffPart, "shared strings", b.lim.Cells)
	}
	var text []byte
	var room []uint16
	for i := range n {
		if c.left() == 0 {
			break // fewer than it says: that is found out by a cell whose text is missing
		}
		t := c.unicode(room[:0], c.u16())
		if c.short {
			return problem(problemStrings, "part", biffPart, "reason", "list of texts ends early")
		}
		room = t.units
		if len(t.runs) > 0 {
			if fonts := b.fontsOf(t); fonts.mixed || fonts.font != "" {
				if list.fonts == nil {
					list.fonts = map[int]runFonts{}
				}
				list.fonts[i] = fonts
			}
		}
		text = appendUnits(text, t.units)
		list.ends = append(list.ends, len(text))
		if int64(len(text)) > b.build.text {
			return tooMuchText(biffPart, b.lim.Text)
		}
	}
	b.build.text -= int64(len(text))
	list.text = string(text)
	return nil
}
