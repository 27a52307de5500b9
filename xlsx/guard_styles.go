package xlsx

import "bieuxa/xlsx/oldtext"

// style is what a cell format says, shared by all cells that use it.
type style struct {
	format    string
	font      string
	size      string // of the font, in points
	old       bool   // the font is one of an old encoding
	isDate    bool
	isPercent bool
	look      Look
}

// styleList is xl/styles.xml while it is read.
type styleList struct {
	formats map[int]string
	fonts   []styleFont
	fills   []colorRef
	cells   []cellFormat
}

type styleFont struct {
	name, size   string
	bold, italic bool
	old          bool
}

type cellFormat struct {
	format, font, fill int
	align              string
	wrap               bool
}

// readStyles makes b.styles; it stays nil where the workbook has no styles at all.
func (b *book) readStyles() error {
	p, err := b.only("styles")
	if p == nil || err != nil {
		return err
	}
	list := styleList{formats: make(map[int]string)}
	err = b.walk(p, func(s *xmlScanner) error {
		if !s.is("styleSheet") {
			return damaged(p.name, "not a list of styles")
		}
		for s.child(1) {
			if err := b.readStyleSection(s, &list); err != nil {
				return err
			}
		}
		return s.err
	})
	if err != nil {
		return err
	}
	if err := b.readTheme(); err != nil {
		return err
	}
	b.styles = list.resolve(&b.palette)
	return nil
}

func (b *book) readStyleSection(s *xmlScanner, list *styleList) error {
	section := string(s.local)
	if s.ns != nsMain {
		return nil
	}
	switch section {
	case "numFmts", "fonts", "fills", "cellXfs":
	case "colors":
		return b.readPalette(s)
	default:
		return nil
	}
	for n := 0; s.child(2); n++ {
		if n >= b.lim.Styles {
			return tooMany(s.part, "styles", b.lim.Styles)
		}
		text := ""
		switch section {
		case "numFmts":
			text = string(s.attr("formatCode"))
			list.formats[s.count("numFmtId", -1)] = text
		case "fonts":
			font := readFont(s)
			text = font.name
			list.fonts = append(list.fonts, font)
		case "fills":
			list.fills = append(list.fills, readFill(s))
		case "cellXfs":
			list.cells = append(list.cells, readCellFormat(s))
		}
		if b.text -= int64(len(text)); b.text < 0 {
			return tooMuchText(s.part, b.lim.Text)
		}
	}
	return s.err
}

// runFont reads the properties of a run of text open at depth.
func runFont(s *xmlScanner, depth int) (name string) {
	for s.child(depth) {
		if s.is("rFont") {
			name = string(s.attr("val"))
		}
	}
	return name
}

// readFont reads the font open at depth 3.
func readFont(s *xmlScanner) (f styleFont) {
	for s.child(3) {
		switch {
		case s.is("name"):
			f.name = string(s.attr("val"))
			f.old = oldtext.OfFont(f.name).Encoding != oldtext.None
		case s.is("sz"):
			f.size = string(s.attr("val"))
		case s.is("b"):
			f.bold = s.attr("val") == nil || s.flag("val")
		case s.is("i"):
			f.italic = s.attr("val") == nil || s.flag("val")
		}
	}
	return f
}

// readFill reads the fill open at depth 3: the colour of a solid one, none of any other.
func readFill(s *xmlScanner) (c colorRef) {
	for s.child(3) {
		if !s.is("patternFill") || string(s.attr("patternType")) != "solid" {
			continue
		}
		for s.child(4) {
			if s.is("fgColor") {
				c = colorOf(s)
			}
		}
	}
	return c
}

// readCellFormat reads the xf open at depth 3.
func readCellFormat(s *xmlScanner) cellFormat {
	c := cellFormat{format: s.count("numFmtId", 0), font: s.count("fontId", 0), fill: s.count("fillId", 0)}
	for s.child(3) {
		if s.is("alignment") {
			c.align, c.wrap = alignWord(s.attr("horizontal")), s.flag("wrapText")
		}
	}
	return c
}

// alignWord keeps the words of the standard only.
func alignWord(b []byte) string {
	for _, word := range []string{"left", "center", "right", "fill", "justify", "centerContinuous", "distributed"} {
		if string(b) == word {
			return word
		}
	}
	return ""
}

// readPalette reads colours with which the workbook replaces Excel's own.
func (b *book) readPalette(s *xmlScanner) error {
	for s.child(2) {
		if !s.is("indexedColors") {
			continue
		}
		for s.child(3) {
			if len(b.palette.indexed) < 256 {
				b.palette.indexed = append(b.palette.indexed, plainRGB(s.attr("rgb")))
			}
		}
	}
	return s.err
}

func (list *styleList) resolve(colors *palette) []style {
	styles := make([]style, len(list.cells))
	known := make(map[int]style, len(list.formats))
	for i, c := range list.cells {
		st, ok := known[c.format]
		if !ok {
			if st.format, ok = list.formats[c.format]; !ok {
				st.format = builtinFormat(c.format)
			}
			st.isDate, st.isPercent = formatMeaning(st.format)
			known[c.format] = st
		}
		if c.font < len(list.fonts) {
			font := &list.fonts[c.font]
			st.font, st.size, st.old = font.name, font.size, font.old
			st.look.Bold, st.look.Italic = font.bold, font.italic
		}
		if c.fill < len(list.fills) {
			st.look.Fill = colors.color(list.fills[c.fill])
		}
		st.look.Align, st.look.Wrap = c.align, c.wrap
		styles[i] = st
	}
	return styles
}
