package xlsx

import "bieuxa/xlsx/oldtext"

// plainFont is what a text is given that the font of its cell cannot show, where the workbook has none of its own.
const plainFont = "Times New Roman"

// fitFont decides how a text that was typed into a cell with an old font is kept: in the encoding of the font where the
// workbook's texts are, else in a font of Unicode. Either way it is seen as it was typed.
func (w *Workbook) fitFont(c *Cell) {
	c.Old = oldtext.None
	coding := oldtext.OfFont(c.Font)
	if c.Kind != KindText || coding.Encoding == oldtext.None || plainASCII(c.Raw) {
		return
	}
	if w.keepsIn(c.Raw, coding) {
		c.Old = coding.Encoding
		return
	}
	c.Font = w.unicodeFont()
}

// fitResult does the same for the words of a formula, which have no font of their own: what could be taken for old text
// is not kept.
func (w *Workbook) fitResult(c *Cell) {
	font := c.Font
	if w.fitFont(c); c.Font != font {
		if c.Font = font; oldtext.MayBeOld(c.Raw) {
			c.Kind, c.Raw, c.HasCached = KindEmpty, "", false
		}
	}
}

// keepsIn tells whether a text can be written in a coding so that it is sure to be read back: the workbook's texts in such
// fonts are old, and its words speak for the encoding and for nothing else.
func (w *Workbook) keepsIn(text string, c oldtext.Coding) bool {
	if seen := w.old.seen[c.Encoding]; seen.old == 0 || seen.unicode > 0 {
		return false
	}
	stored, ok := oldtext.Encode(text, c)
	if !ok || !oldtext.MayBeOld(stored) {
		return false
	}
	e := oldtext.Weigh(stored, c)
	return e.Old > 0 && e.Unicode == 0
}

// unicodeFont is the first font of the workbook that is none of an old encoding.
func (w *Workbook) unicodeFont() string {
	for _, s := range w.Sheets {
		for i := range s.looks.styles {
			if st := &s.looks.styles[i]; st.font != "" && !st.old {
				return st.font
			}
		}
	}
	return plainFont
}

// stored is the cell's text as the file has it.
func (c *Cell) stored() string {
	if c.Old != oldtext.None {
		if text, ok := oldtext.Encode(c.Raw, oldtext.OfFont(c.Font)); ok {
			return text
		}
	}
	return c.Raw
}
