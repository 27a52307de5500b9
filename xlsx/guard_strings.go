package xlsx

import (
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// sharedStrings is the list of texts that cells refer to by number: one long string and where each
// text ends in it.
type sharedStrings struct {
	listed bool
	text   string
	ends   []int
	fonts  map[int]runFonts // only of texts whose runs name a font
}

// runFonts is what the runs of a rich text say about fonts.
type runFonts struct {
	font  string // the font named, if only one is
	plain bool   // some run names none and so has the cell's
	mixed bool   // runs name different fonts
	runs  []textRun
}

func (t *sharedStrings) at(i int) (string, bool) {
	if i < 0 || i >= len(t.ends) {
		return "", false
	}
	from := 0
	if i > 0 {
		from = t.ends[i-1]
	}
	return t.text[from:t.ends[i]], true
}

func (b *book) readStrings() error {
	p, err := b.only("sharedStrings")
	if p == nil || err != nil {
		return err
	}
	list := &b.strings
	list.listed = true
	var text []byte
	err = b.walk(p, func(s *xmlScanner) error {
		if !s.is("sst") {
			return damaged(p.name, "not a list of shared strings")
		}
		for s.child(1) {
			if !s.is("si") {
				if s.is("extLst") {
					continue
				}
				return damaged(p.name, "unknown element among the shared strings", "offset", s.offset())
			}
			var fonts runFonts
			from := len(text)
			text, fonts = appendRich(text, s, 2)
			if len(text)-from > b.lim.CellText {
				return tooLongText(p.name, b.lim.CellText)
			}
			if fonts.mixed || fonts.font != "" {
				if list.fonts == nil {
					list.fonts = make(map[int]runFonts)
				}
				list.fonts[len(list.ends)] = fonts
			}
			list.ends = append(list.ends, len(text))
			if len(list.ends) > b.lim.Cells {
				return tooMany(p.name, "shared strings", b.lim.Cells)
			}
			if int64(len(text)) > b.text {
				return tooMuchText(p.name, b.lim.Text)
			}
		}
		return s.err
	})
	b.text -= int64(len(text))
	list.text = string(text)
	b.wb.old.bytes = suspicious(text)
	return err
}

func tooMuchText(part string, limit int64) error {
	return problem(problemTooMany, "part", part, "reason", "too much text", "limit", strconv.FormatInt(limit, 10))
}

// tooLongText is the problem of a text that no cell of Excel holds.
func tooLongText(part string, limit int) *ProblemError {
	return problem(problemTooLarge, "part", part, "reason", "text of one cell is too long", "limit", strconv.Itoa(limit))
}

// appendRich appends the text of the <si> or <is> element open at depth: its runs joined, phonetic
// hints left out.
func appendRich(dst []byte, s *xmlScanner, depth int) ([]byte, runFonts) {
	var fonts runFonts
	start := len(dst)
	for s.child(depth) {
		switch {
		case s.is("t"):
			dst = appendEscaped(dst, s, depth+1)
		case s.is("r"):
			var font string
			from := len(dst)
			for s.child(depth + 1) {
				switch {
				case s.is("t"):
					dst = appendEscaped(dst, s, depth+2)
				case s.is("rPr"):
					font = runFont(s, depth+2)
				case !s.is("extLst"):
					s.fail("unknown element in a run of text")
				}
			}
			fonts.add(font, dst[from:])
			fonts.runs = append(fonts.runs, textRun{font, len(dst)})
		case !s.is("rPh") && !s.is("phoneticPr") && !s.is("extLst"):
			s.fail("unknown element in a text")
		}
	}
	fonts.keepRuns(start)
	return dst, fonts
}

// add takes note of a run's font; runs of blanks do not count.
func (f *runFonts) add(font string, text []byte) {
	blank := true
	for _, c := range text {
		blank = blank && isSpace(c)
	}
	switch {
	case blank:
	case font == "":
		f.plain = true
	case f.font == "":
		f.font = font
	case f.font != font:
		f.mixed = true
	}
}

// of gives a cell's font, and whether its runs differ, from that of its style.
func (f runFonts) of(styled string) (font string, mixed bool) {
	switch {
	case f.mixed, f.plain && f.font != "" && f.font != styled:
		return styled, true
	case f.font != "":
		return f.font, false
	}
	return styled, false
}

// appendEscaped appends the text of the element open at depth with _xHHHH_ escapes resolved.
func appendEscaped(dst []byte, s *xmlScanner, depth int) []byte {
	from := len(dst)
	dst = s.appendText(dst, depth)
	for i := from; i < len(dst); i++ {
		if _, ok := escape(dst[i:]); ok {
			return unescape(dst, i)
		}
	}
	return dst
}

// unescape resolves the escapes in b[from:] in place. A lone surrogate and NUL become U+FFFD.
func unescape(b []byte, from int) []byte {
	out := b[:from]
	for i := from; i < len(b); i++ {
		unit, ok := escape(b[i:])
		if !ok {
			out = append(out, b[i])
			continue
		}
		i += len("_x000D_") - 1
		r := rune(unit)
		if utf16.IsSurrogate(r) {
			low, ok := escape(b[i+1:])
			if r = utf16.DecodeRune(r, rune(low)); ok && r != utf8.RuneError {
				i += len("_x000D_")
			}
		}
		if r == 0 {
			r = utf8.RuneError
		}
		out = utf8.AppendRune(out, r)
	}
	return out
}

// escape reads _xHHHH_ at the beginning of b.
func escape(b []byte) (unit uint16, ok bool) {
	if len(b) < 7 || b[0] != '_' || b[1] != 'x' || b[6] != '_' {
		return 0, false
	}
	n, err := strconv.ParseUint(string(b[2:6]), 16, 16)
	return uint16(n), err == nil
}
