package xlsx

import (
	"strings"

	"github.com/shopspring/decimal"
	"golang.org/x/net/html"
)

// htmlCell gathers a cell of a table while its text is read.
type htmlCell struct {
	row, col int
	span     Range
	style    htmlStyle
	attrs    map[string]string // of Excel and LibreOffice: x:num, x:str, x:fmla, x:bool, x:err, sdval, sdnum
	text     strings.Builder
	space    bool // white space waits to be written between two words
	breaks   int  // line breaks wait
	open     []htmlOpen
	fonts    int // 0: no text yet, 1: one font, 2: several
	font     string
}

// htmlOpen is an element inside a cell.
type htmlOpen struct {
	name   string
	font   string
	hidden bool
}

// figureAttrs are the attributes by which programs say what stands in a cell.
const figureAttrs = " x:num x:str x:fmla x:bool x:err sdval sdnum "

// attrOf returns an attribute of a tag.
func attrOf(attrs []html.Attribute, name string) (string, bool) {
	for _, a := range attrs {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

// styleOf is what the attributes of an element say of its style.
func (h *htmlStyles) styleOf(name string, attrs []html.Attribute) htmlStyle {
	st := h.rules[name]
	if classes, ok := attrOf(attrs, "class"); ok {
		for class := range strings.FieldsSeq(strings.ToLower(classes)) {
			st = st.over(h.rules["."+class])
		}
	}
	if face, ok := attrOf(attrs, "face"); ok && name == "font" {
		st.font = firstFont(face)
	}
	if own, ok := attrOf(attrs, "style"); ok && len(own) <= longestRule {
		st = st.over((&htmlStyles{}).declared(own))
	}
	if _, ok := attrOf(attrs, "hidden"); ok {
		st.hidden = true
	}
	return st
}

// hidden tells whether text here is not shown.
func (c *htmlCell) hidden() bool { return len(c.open) > 0 && c.open[len(c.open)-1].hidden }

// begin opens an element inside the cell.
func (c *htmlCell) begin(name string, st htmlStyle, depth int) error {
	if len(c.open) >= 10*depth {
		return problem(problemNesting, "reason", "elements in a cell")
	}
	o := htmlOpen{name: name, font: st.font, hidden: st.hidden || c.hidden() || name == "comment"}
	if o.font == "" {
		if o.font = c.style.font; len(c.open) > 0 {
			o.font = c.open[len(c.open)-1].font
		}
	}
	c.open = append(c.open, o)
	return nil
}

// end closes the nearest element of the name.
func (c *htmlCell) end(name string) {
	for i := len(c.open) - 1; i >= 0; i-- {
		if c.open[i].name == name {
			c.open = c.open[:i]
			return
		}
	}
}

// newLine asks for a line break before the next word.
func (c *htmlCell) newLine(br bool) {
	switch {
	case c.hidden():
	case br:
		c.breaks++
	case c.text.Len() > 0 && c.breaks == 0:
		c.breaks = 1
	}
}

// say takes a piece of text; white space is one space as on a page.
func (c *htmlCell) say(text string) {
	if c.hidden() {
		return
	}
	for text != "" {
		i := strings.IndexFunc(text, htmlSpace)
		if i == 0 {
			c.space = true
			text = strings.TrimLeftFunc(text, htmlSpace)
			continue
		}
		if i < 0 {
			i = len(text)
		}
		c.word(text[:i])
		text = text[i:]
	}
}

func htmlSpace(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\f' }

func (c *htmlCell) word(w string) {
	switch {
	case c.breaks > 0:
		for range min(c.breaks, 100) {
			c.text.WriteByte('\n')
		}
	case c.space && c.text.Len() > 0:
		c.text.WriteByte(' ')
	}
	c.space, c.breaks = false, 0
	font := c.style.font
	if len(c.open) > 0 {
		font = c.open[len(c.open)-1].font
	}
	if strings.TrimFunc(w, isBlankRune) != "" {
		switch {
		case c.fonts == 0:
			c.fonts, c.font = 1, font
		case c.font != font:
			c.fonts = 2
		}
	}
	c.text.WriteString(w)
}

// cell is the finished cell; ok is false if it says nothing.
func (c *htmlCell) cell() (out Cell, format string, ok bool) {
	text := strings.TrimRight(c.text.String(), "\n")
	out = Cell{Row: c.row, Col: c.col, Raw: text, Kind: KindText, Font: c.font}
	if c.fonts == 2 {
		out.Font, out.MixedFonts = "", true
	}
	format = c.style.format
	fmla, formula := c.attrs["x:fmla"]
	if formula {
		out.HasFormula, out.Formula = true, strings.TrimPrefix(strings.TrimSpace(fmla), "=")
	}
	blank := strings.TrimFunc(text, func(r rune) bool { return isBlankRune(r) || r == '\n' }) == ""
	if number, own, has := c.number(text); has {
		out.Kind, out.Raw = KindNumber, number
		if own != "" {
			format = own
		}
	} else if stored, has := c.attrs["x:str"]; has && stored != "" {
		out.Raw = stored
		blank = false
	} else if code, has := c.attrs["x:err"]; has {
		out.Kind, blank = KindError, false
		if code != "" {
			out.Raw = code
		}
	} else if truth, has := c.attrs["x:bool"]; has && (blank || truth != "") {
		out.Kind, out.Raw, blank = KindBool, "0", false
		if strings.EqualFold(truth, "true") || truth == "1" {
			out.Raw = "1"
		}
	}
	if blank && out.Kind == KindText {
		if !formula {
			return out, format, false
		}
		out.Kind, out.Raw = KindEmpty, ""
	}
	out.HasCached = formula && out.Kind != KindEmpty
	return out, format, true
}

// number is the figure stored beside what is shown: x:num of Excel, sdval of LibreOffice. A bare x:num says that the
// text is a number; it is taken only where it has no mark that could group.
func (c *htmlCell) number(text string) (number, format string, ok bool) {
	if v, has := c.attrs["sdval"]; has {
		_, format, _ = strings.Cut(c.attrs["sdnum"], ";") // «1066;0;#,##0.00»: language shown, language of the code, code
		_, format, _ = strings.Cut(format, ";")
		number, ok = storedFigure(v)
		return number, format, ok
	}
	v, has := c.attrs["x:num"]
	if !has {
		return "", "", false
	}
	if v == "" {
		if v = strings.TrimFunc(text, isBlankRune); strings.ContainsAny(v, ".,eE") {
			return "", "", false
		}
	}
	number, ok = storedFigure(v)
	return number, "", ok
}

// storedFigure takes a number as programs store it: «1234.5», «1.2E-3».
func storedFigure(v string) (string, bool) {
	v = strings.TrimSpace(v)
	if v == "" || len(v) > 64 || strings.Trim(v, "0123456789.eE+-") != "" {
		return "", false
	}
	if _, err := decimal.NewFromString(v); err != nil {
		return "", false
	}
	return v, true
}
