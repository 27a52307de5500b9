package xlsx

// style is what a cell format says, shared by all cells that use it.
type style struct {
	format    string
	font      string
	isDate    bool
	isPercent bool
}

// styleList is xl/styles.xml while it is read.
type styleList struct {
	formats map[int]string
	fonts   []string
	cells   []cellFormat
}

type cellFormat struct{ format, font int }

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
	b.styles = list.resolve()
	return nil
}

func (b *book) readStyleSection(s *xmlScanner, list *styleList) error {
	section := string(s.local)
	if s.ns != nsMain || section != "numFmts" && section != "fonts" && section != "cellXfs" {
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
			text = fontName(s, 3, "name")
			list.fonts = append(list.fonts, text)
		case "cellXfs":
			list.cells = append(list.cells, cellFormat{s.count("numFmtId", 0), s.count("fontId", 0)})
		}
		if b.text -= int64(len(text)); b.text < 0 {
			return tooMuchText(s.part, b.lim.Text)
		}
	}
	return s.err
}

// fontName reads the font element open at depth; tag is name in styles, rFont in rich text.
func fontName(s *xmlScanner, depth int, tag string) (name string) {
	for s.child(depth) {
		if s.is(tag) {
			name = string(s.attr("val"))
		}
	}
	return name
}

func (list *styleList) resolve() []style {
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
			st.font = list.fonts[c.font]
		}
		styles[i] = st
	}
	return styles
}
