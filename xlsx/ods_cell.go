package xlsx

import (
	"strings"
	"unicode/utf8"
)

// odsHead is what the attributes of a cell say.
type odsHead struct {
	name, kind     string // style and value type
	value, formula string
	text           string // office:string-value
	hasText, fault bool
	repeat         int
	matrix         Range // rows and columns of an array formula, as the last of each
}

// readCell reads the cell just started, which stands at column col; it returns the column after it.
func (t *odsTable) readCell(col, row int) (next int, err error) {
	c := odsCell{rows: 1, cols: 1}
	h, err := t.readHead(&c)
	if err != nil {
		return 0, err
	}
	if next = col + h.repeat; next > 2*wholeColumns {
		next = 2 * wholeColumns
	}
	c.first, c.last = col, next-1
	t.body, t.runs = t.body[:0], runFonts{}
	paragraphs := t.readContent()
	if t.s.err != nil {
		return 0, t.s.err
	}
	c.HasFormula = h.formula != ""
	if c.HasFormula {
		var external bool
		c.Formula, external = odsFormula(h.formula)
		t.wb.ExternalLinks = t.wb.ExternalLinks || external
	}
	format := ""
	if h.kind != "" || paragraphs {
		if format, err = t.value(&c, h, paragraphs); err != nil {
			return 0, problem(problemDamaged, append(t.place(row, col), "reason", err.Error())...)
		}
	}
	c.HasCached = c.HasFormula && c.Kind != KindEmpty
	if h.matrix.LastRow > 1 || h.matrix.LastCol > 1 {
		c.array = Range{row, col, row + h.matrix.LastRow - 1, col + h.matrix.LastCol - 1}
	}
	return next, t.dressed(&c, h, format)
}

// dressed adds the run to the row with its style, in pieces where the styles of columns differ.
func (t *odsTable) dressed(c *odsCell, h *odsHead, format string) error {
	t.said = t.said || c.Kind != KindEmpty || c.HasFormula || c.rows > 1 || c.cols > 1
	name := h.name
	if name == "" {
		name = t.cells
	}
	for {
		piece := *c
		own := name
		if own == "" {
			var last int
			if own, last = t.columnStyle(c.first); last >= c.first {
				piece.last = min(c.last, last)
			}
		}
		var err error
		if piece.style, err = t.styleFor(own, h.kind, format); err != nil {
			return err
		}
		if st := &t.odsReader.bookBuilder.styles[piece.style]; piece.Kind == KindText {
			piece.Font, piece.MixedFonts = t.runs.of(st.font)
		}
		t.line = append(t.line, piece)
		if piece.last >= c.last {
			return nil
		}
		c.first = piece.last + 1
	}
}

// styleFor is the style of a cell. A date or percentage is seen as one whatever its style shows.
func (t *odsTable) styleFor(name, kind, format string) (int, error) {
	n, err := t.cellStyle(name, "")
	if err != nil || format == "" {
		return n, err
	}
	if st := &t.odsReader.bookBuilder.styles[n]; kind == "percentage" && st.isPercent || kind != "percentage" && st.isDate {
		return n, nil
	}
	return t.cellStyle(name, format)
}

func (t *odsTable) readHead(c *odsCell) (*odsHead, error) {
	h := &odsHead{matrix: Range{LastRow: 1, LastCol: 1}}
	var err error
	if h.repeat, err = t.repeated("number-columns-repeated"); err != nil {
		return nil, err
	}
	for i := range t.s.attrs {
		a := &t.s.attrs[i]
		switch a.ns {
		case nsOffice:
			switch string(a.local) {
			case "value-type":
				h.kind = word(a.value)
			case "value", "date-value", "time-value", "boolean-value":
				if len(a.value) > 300 {
					return nil, t.bad("value is too long")
				}
				h.value = string(a.value)
			case "string-value":
				h.text, h.hasText = string(a.value), true
			}
		case nsCalcExt:
			h.fault = h.fault || string(a.local) == "value-type" && string(a.value) == "error"
		case nsTable:
			count := map[string]*int{"number-columns-spanned": &c.cols, "number-rows-spanned": &c.rows,
				"number-matrix-columns-spanned": &h.matrix.LastCol, "number-matrix-rows-spanned": &h.matrix.LastRow}
			switch local := string(a.local); local {
			case "formula":
				h.formula = string(a.value)
			case "style-name":
				h.name = string(a.value)
			default:
				if to := count[local]; to != nil {
					if *to, err = t.repeated(local); err != nil {
						return nil, err
					}
				}
			}
		}
	}
	return h, nil
}

// readContent gathers the paragraphs of the cell just started; false if there is none.
func (t *odsTable) readContent() (any bool) {
	for depth := t.s.depth; t.s.child(depth); {
		switch {
		case t.s.isIn(nsText, "p"), t.s.isIn(nsText, "h"):
			if any {
				t.body = append(t.body, '\n')
			}
			any = true
			t.readParagraph()
		case t.s.ns == nsText: // a list
			if t.readContent() {
				any = true
			}
		}
	}
	return any
}

// readParagraph gathers the text of the paragraph just started. Runs of blanks are one, those at its beginning none.
func (t *odsTable) readParagraph() {
	p := &odsParagraph{odsReader: t.odsReader, blank: true}
	p.gather(p.fontOf("paragraph"))
}

type odsParagraph struct {
	*odsReader
	blank bool // a blank here would be one too many
}

// fontOf is the font that the element just started asks for, "" if none.
func (p *odsParagraph) fontOf(family string) string {
	name := p.s.attrIn(nsText, "style-name")
	if name == nil {
		return ""
	}
	st, ok := p.styles.automatic.styles[odsStyleKey{family, string(name)}]
	if !ok {
		st = p.styles.common.styles[odsStyleKey{family, string(name)}]
	}
	return st.font
}

// gather appends the text of the element just started.
func (p *odsParagraph) gather(font string) {
	s := p.s
	for depth := s.depth; ; {
		from := len(p.body)
		switch s.next() {
		case xmlEOF:
			return
		case xmlText:
			p.words(s.text)
		case xmlEnd:
			if s.depth < depth {
				return
			}
		case xmlStart:
			p.element(font)
			continue
		}
		p.runs.add(font, p.body[from:])
		p.bound()
	}
}

func (p *odsParagraph) bound() {
	if int64(len(p.body)) > p.s.maxText && p.s.err == nil {
		p.s.err = tooMuchText(p.s.part, p.s.maxText)
	}
}

func (p *odsParagraph) words(text []byte) {
	for _, c := range text {
		if isSpace(c) {
			if !p.blank {
				p.body = append(p.body, ' ')
			}
			p.blank = true
			continue
		}
		p.body, p.blank = append(p.body, c), false
	}
}

// element reads an element inside a paragraph.
func (p *odsParagraph) element(font string) {
	s := p.s
	if s.ns != nsText {
		s.skip() // a remark or a drawing is no text of the cell
		return
	}
	switch string(s.local) {
	case "s":
		n, ok := parseCount(s.attrIn(nsText, "c"))
		if !ok {
			n = 1
		}
		if int64(len(p.body)+n) > s.maxText {
			s.err = tooMuchText(s.part, s.maxText)
			return
		}
		p.body = append(p.body, strings.Repeat(" ", n)...)
		p.blank = false
		s.skip()
	case "tab":
		p.body, p.blank = append(p.body, '\t'), false
		s.skip()
	case "line-break":
		p.body, p.blank = append(p.body, '\n'), true
		s.skip()
	case "note", "ruby-text", "tracked-changes":
		s.skip()
	case "span":
		if own := p.fontOf("text"); own != "" {
			font = own
		}
		p.gather(font)
	default:
		p.gather(font)
	}
}

// shownText is the text of the cell's paragraphs.
func (t *odsTable) shownText() string {
	if !utf8.Valid(t.body) {
		return strings.ToValidUTF8(string(t.body), "�")
	}
	return string(t.body)
}
