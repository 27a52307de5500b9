package xlsx

import (
	"strconv"
	"strings"
)

// sheetSplicer puts changed cells into a worksheet part.
type sheetSplicer struct {
	*splicer
	sheet   *Sheet
	changes []cellChange // still to be made, by row and column
	prefix  string
}

// spliceSheet is the worksheet part with the changes; nothing but the cells concerned is touched, and a
// row's hint at its columns where it would no longer be true.
func spliceSheet(body []byte, sheet *Sheet, changes []cellChange, lim Limits) ([]byte, error) {
	p, err := newSplicer(sheet.part, body, lim)
	if err != nil {
		return nil, err
	}
	s := &sheetSplicer{splicer: p, sheet: sheet, changes: changes}
	p.next()
	for p.child(inSheet) {
		if p.is("sheetData") {
			s.table()
		}
	}
	out, err := p.finish()
	if err == nil && len(s.changes) > 0 {
		err = problem(problemInputKept, "part", sheet.part, "reason", "place of a cell not found")
	}
	return out, err
}

func (s *sheetSplicer) table() {
	t := s.tagHere()
	s.prefix = t.prefix
	if t.closed {
		s.keepTo(s.start())
		s.out.WriteString(t.open() + ">")
		s.newRows(wholeRows + 1)
		s.out.WriteString("</" + t.name + ">")
		s.dropTo(s.here())
		return
	}
	row := 0
	for s.child(inTable) {
		row = s.count("r", row+1)
		s.newRows(row)
		if len(s.changes) > 0 && s.changes[0].now.Row == row {
			s.row(row)
		}
	}
	s.newRows(wholeRows + 1)
}

// newRows writes the changes in rows before the one given that the part does not hold yet.
func (s *sheetSplicer) newRows(before int) {
	for len(s.changes) > 0 && s.changes[0].now.Row < before {
		s.keepTo(s.start())
		row := s.changes[0].now.Row
		s.out.WriteString("<" + s.prefix + `row r="` + strconv.Itoa(row) + `">`)
		s.newCells(row, wholeColumns+1)
		s.out.WriteString("</" + s.prefix + "row>")
	}
}

// newCells writes the row's changes before a column that the part does not hold yet.
func (s *sheetSplicer) newCells(row, before int) {
	for len(s.changes) > 0 && s.changes[0].now.Row == row && s.changes[0].now.Col < before {
		c := s.changes[0]
		s.changes = s.changes[1:]
		t := tag{name: s.prefix + "c", prefix: s.prefix, attrs: []tagAttr{{"r", `r="` + c.now.Ref() + `"`}}}
		if id := s.sheet.styleOfBlank(c.now.Row, c.now.Col); id > 0 {
			t.attrs = append(t.attrs, tagAttr{"s", `s="` + strconv.Itoa(id) + `"`})
		}
		s.out.WriteString(s.spell(&t, c, "", ""))
	}
}

// row changes cells of the row just started.
func (s *sheetSplicer) row(row int) {
	t := s.tagHere()
	if t.closed || !s.within(s.attr("spans"), row) {
		s.keepTo(s.start())
		s.out.WriteString(t.open("spans") + ">")
		s.dropTo(s.here())
	}
	if t.closed {
		s.newCells(row, wholeColumns+1)
		s.out.WriteString("</" + t.name + ">")
		return
	}
	col := 0
	for s.child(inRow) {
		if !s.is("c") {
			s.newCellsHere(row, wholeColumns+1)
			continue
		}
		col++
		if _, at, ok := parseRef(s.attr("r")); ok {
			col = at
		}
		s.newCellsHere(row, col)
		if len(s.changes) > 0 && s.changes[0].now.Row == row && s.changes[0].now.Col == col {
			s.cell()
		}
	}
	s.newCellsHere(row, wholeColumns+1)
}

func (s *sheetSplicer) newCellsHere(row, before int) {
	if len(s.changes) > 0 && s.changes[0].now.Row == row && s.changes[0].now.Col < before {
		s.keepTo(s.start())
		s.newCells(row, before)
	}
}

// within tells whether the row's hint at its columns stays true.
func (s *sheetSplicer) within(spans []byte, row int) bool {
	if len(spans) == 0 {
		return true
	}
	first, last, _ := strings.Cut(string(spans), ":")
	from, ok1 := parseCount([]byte(first))
	to, ok2 := parseCount([]byte(last))
	for _, c := range s.changes {
		if c.now.Row != row {
			break
		}
		if !ok1 || !ok2 || c.now.Col < from || c.now.Col > to {
			return false
		}
	}
	return true
}

// cell replaces the cell just started.
func (s *sheetSplicer) cell() {
	t := s.tagHere()
	s.keepTo(s.start())
	formula, extensions := "", ""
	for s.child(inCell) {
		from, isFormula, isExtension := s.start(), s.is("f"), s.is("extLst")
		to := s.pass(inValue)
		switch {
		case isFormula:
			formula = string(s.body[from:to])
		case isExtension:
			extensions = string(s.body[from:to])
		}
	}
	s.dropTo(s.here())
	s.out.WriteString(s.spell(&t, s.changes[0], formula, extensions))
	s.changes = s.changes[1:]
}

// spell writes a cell; a text that the font of its style cannot show has a font of its own.
func (s *sheetSplicer) spell(t *tag, c cellChange, formula, extensions string) string {
	id := s.sheet.styleAt(c.now.Row, c.now.Col)
	if c.now.Kind != KindText || c.now.HasFormula || id >= len(s.sheet.looks.styles) || !s.sheet.looks.styles[id].old ||
		c.now.Font == s.sheet.looks.styles[id].font {
		return spellCell(t, c, formula, extensions)
	}
	return t.open("t", "vm", "cm") + ` t="inlineStr">` + s.sheet.looks.styles[id].run(t.prefix, c.now) + extensions + "</" + t.name + ">"
}

// run writes a text in the cell's font, otherwise as the style has it.
func (st *style) run(x string, c Cell) string {
	var b strings.Builder
	b.WriteString("<" + x + "is><" + x + "r><" + x + "rPr>")
	if st.look.Bold {
		b.WriteString("<" + x + "b/>")
	}
	if st.look.Italic {
		b.WriteString("<" + x + "i/>")
	}
	if _, err := strconv.ParseFloat(st.size, 64); err == nil {
		b.WriteString("<" + x + `sz val="` + escapeXML(st.size) + `"/>`)
	}
	b.WriteString("<" + x + `rFont val="` + strings.ReplaceAll(escapeXML(c.Font), `"`, "&quot;") + `"/></` + x + "rPr><" + x + `t xml:space="preserve">` +
		escapeText(c.stored()) + "</" + x + "t></" + x + "r></" + x + "is>")
	return b.String()
}

// spellCell writes a cell's element: its tag but for type and metadata, its formula as it was or, if it
// has another, anew, and its value.
func spellCell(t *tag, c cellChange, formula, extensions string) string {
	now, x := c.now, t.prefix
	open := t.open("t", "vm", "cm")
	switch {
	case !now.HasFormula:
		formula = ""
	case now.Formula != c.was.Formula:
		formula = "<" + x + "f>" + escapeXML(now.Formula) + "</" + x + "f>"
	default:
		open = t.open("t", "vm")
	}
	value := ""
	switch now.Kind {
	case KindNumber:
		value = "<" + x + "v>" + now.Raw + "</" + x + "v>"
	case KindBool, KindError:
		open += map[CellKind]string{KindBool: ` t="b"`, KindError: ` t="e"`}[now.Kind]
		value = "<" + x + "v>" + escapeXML(now.Raw) + "</" + x + "v>"
	case KindText:
		if now.HasFormula {
			open += ` t="str"`
			value = "<" + x + "v>" + escapeText(now.stored()) + "</" + x + "v>"
		} else {
			open += ` t="inlineStr"`
			value = "<" + x + "is><" + x + `t xml:space="preserve">` + escapeText(now.stored()) + "</" + x + "t></" + x + "is>"
		}
	}
	if formula+value+extensions == "" {
		return open + "/>"
	}
	return open + ">" + formula + value + extensions + "</" + t.name + ">"
}

func escapeXML(text string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\r", "&#13;").Replace(text)
}

// escapeText writes a text as cells keep it: characters that XML cannot hold as _xHHHH_, and the
// underscore before what only looks like that as _x005F_.
func escapeText(text string) string {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		c := text[i]
		_, looksEscaped := escape([]byte(text[i:min(len(text), i+8)]))
		switch {
		case looksEscaped:
			b.WriteString("_x005F_")
		case c < ' ' && c != '\t' && c != '\n':
			b.WriteString("_x00" + strings.ToUpper(strconv.FormatUint(uint64(c)+0x100, 16)[1:]) + "_")
		default:
			b.WriteByte(c)
		}
	}
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(b.String())
}
