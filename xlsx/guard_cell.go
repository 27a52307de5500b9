package xlsx

import (
	"bytes"
	"strconv"
)

// cellHead is what the attributes of a cell say.
type cellHead struct {
	style int
	kind  CellKind
	list  bool // the value is a number in the list of shared strings
	plain bool // text stored in the value itself
}

// readCell reads the <c> element just started. Cells without value and formula are not kept.
func (r *sheetReader) readCell() error {
	head, err := r.readCellHead()
	if err != nil {
		return err
	}
	c := Cell{Row: r.row, Col: r.col}
	r.noteStyle(head.style)
	var spot textSpot
	var fonts runFonts
	hasValue, hasRich := false, false
	for r.s.child(inCell) {
		switch {
		case r.s.is("v") && !hasValue:
			hasValue = true
			spot.raw = r.readText(head.kind == KindText && !head.list)
		case r.s.is("f") && !c.HasFormula:
			c.HasFormula = true
			r.noteFormula()
			spot.formula = r.readText(false)
		case r.s.is("is") && !hasRich:
			hasRich = true
			from := len(r.text)
			r.text, fonts = appendRich(r.text, r.s, inValue)
			if !hasValue || head.plain {
				spot.raw = span{from, len(r.text)}
			}
		case r.s.is("extLst"):
		default:
			return r.bad("unknown or repeated element in a cell")
		}
	}
	if r.s.err != nil {
		return r.s.err
	}
	if hasRich && !head.list {
		c.Kind = KindText
	} else if hasValue {
		if err := r.readValue(&c, head, &spot.raw, &fonts); err != nil {
			return err
		}
	}
	if !c.HasFormula && len(r.sheet.formulas.arrays) > 0 {
		_, c.HasFormula = r.sheet.formulas.arrayAt(r.row, r.col)
	}
	if c.Kind == KindEmpty && !c.HasFormula {
		return nil
	}
	c.HasCached = c.HasFormula && c.Kind != KindEmpty
	if err := r.dress(&c, head.style, fonts); err != nil {
		return err
	}
	return r.keep(c, spot)
}

// readCellHead moves on to the cell's column and reads its type.
func (r *sheetReader) readCellHead() (head cellHead, err error) {
	head.kind = KindNumber
	last := r.col
	r.col++
	for i := range r.s.attrs {
		value := r.s.attrs[i].value
		switch string(r.s.attrs[i].name) {
		case "r":
			row, col, ok := parseRef(value)
			if !ok || row != r.row || col <= last {
				return head, r.here(problemAddress, strconv.Quote(string(clip(value)))+" in row "+
					strconv.Itoa(r.row)+" after "+Cell{Row: r.row, Col: last}.Ref())
			}
			r.col = col
		case "s":
			n, ok := parseCount(value)
			if !ok {
				return head, r.bad("style is no number")
			}
			head.style = n
		case "t":
			if !head.setType(value) {
				return head, r.bad("unknown cell type " + strconv.Quote(string(clip(value))))
			}
		}
	}
	if r.col > r.lim.Columns {
		return head, r.here(problemAddress, "beyond the last column")
	}
	return head, nil
}

func (h *cellHead) setType(t []byte) bool {
	switch string(t) {
	case "n":
	case "s":
		h.kind, h.list = KindText, true
	case "str":
		h.kind = KindText
	case "inlineStr":
		h.kind, h.plain = KindText, true
	case "b":
		h.kind = KindBool
	case "e":
		h.kind = KindError
	case "d":
		h.kind = KindDate
	default:
		return false
	}
	return true
}

// readText gathers the text of <v> or <f>.
func (r *sheetReader) readText(escaped bool) span {
	from := len(r.text)
	if escaped {
		r.text = appendEscaped(r.text, r.s, inValue)
	} else {
		r.text = r.s.appendText(r.text, inValue)
	}
	return span{from, len(r.text)}
}

// readValue makes sense of <v>: it sets the cell's kind, and its text where that is not the value
// as stored.
func (r *sheetReader) readValue(c *Cell, head cellHead, at *span, fonts *runFonts) error {
	if head.kind == KindText && !head.list {
		c.Kind = KindText
		return nil
	}
	for at.from < at.to && isSpace(r.text[at.from]) {
		at.from++
	}
	for at.to > at.from && isSpace(r.text[at.to-1]) {
		at.to--
	}
	value := r.text[at.from:at.to]
	if len(value) == 0 && !head.list {
		return nil
	}
	c.Kind = head.kind
	switch head.kind {
	case KindText:
		i, ok := parseCount(value)
		text, found := r.strings.at(i)
		if !ok || !found {
			return r.here(problemStrings, "shared string "+strconv.Quote(string(clip(value)))+" of "+
				strconv.Itoa(len(r.strings.ends)))
		}
		c.Raw, *fonts, *at = text, r.strings.fonts[i], span{}
	case KindNumber:
		if !isNumber(value) {
			return r.bad("not a number: " + strconv.Quote(string(clip(value))))
		}
	case KindBool:
		switch string(value) {
		case "1", "true":
			c.Raw = "1"
		case "0", "false":
			c.Raw = "0"
		default:
			return r.bad("neither true nor false: " + strconv.Quote(string(clip(value))))
		}
		*at = span{}
	}
	return nil
}

// dress adds what the style says.
func (r *sheetReader) dress(c *Cell, id int, fonts runFonts) error {
	c.Format = "General"
	if id < len(r.styles) {
		st := &r.styles[id]
		c.Format, c.IsDate, c.IsPercent = st.format, st.isDate, st.isPercent
		c.Font = st.font
		r.wb.old.fonts = r.wb.old.fonts || st.old && c.Kind == KindText
	} else if id > 0 {
		return r.bad("style " + strconv.Itoa(id) + " of " + strconv.Itoa(len(r.styles)))
	}
	if fonts.runs != nil {
		r.noteRuns(c, fonts.runs)
	}
	c.Font, c.MixedFonts = fonts.of(c.Font)
	return nil
}

// longestNumber bounds the digits of a stored number: the greatest that Excel knows has 309 of them.
const longestNumber = 512

// isNumber accepts what the files write for numbers: -1234.5E-06.
func isNumber(b []byte) bool {
	if len(b) > longestNumber {
		return false
	}
	if b[0] == '-' || b[0] == '+' {
		b = b[1:]
	}
	mantissa, exponent := b, []byte("0")
	if i := bytes.IndexAny(b, "eE"); i >= 0 {
		mantissa, exponent = b[:i], b[i+1:]
		if len(exponent) > 0 && (exponent[0] == '-' || exponent[0] == '+') {
			exponent = exponent[1:]
		}
	}
	digits, points := 0, 0
	for _, c := range mantissa {
		switch {
		case c >= '0' && c <= '9':
			digits++
		case c == '.':
			points++
		default:
			return false
		}
	}
	_, ok := parseCount(exponent)
	return ok && len(exponent) <= 4 && digits > 0 && points <= 1
}
