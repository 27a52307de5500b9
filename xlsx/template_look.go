package xlsx

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"bieuxa/ntm"
)

const (
	templateFont = "Times New Roman"
	bodySize     = 11

	defaultWidth  = 12.0  // characters
	readableWidth = 190.0 // characters on a landscape A4 page that still print at about 7 pt
	narrowWidth   = 10.0  // columns are narrowed down to this
	narrowBy      = 0.4   // and by no more than this part of what lies above it

	inputColor = "FFFDE7" // pale yellow
	givenColor = "EDEDED" // grey
	headColor  = "DDE6EE"
)

// templateLook is what makes a cell's style; equal looks share one style of the workbook.
type templateLook struct {
	size         float64
	bold, italic bool
	color, fill  string
	across, down string
	border       bool
	unlocked     bool
	indent       int
	format       string
}

// templateLooks makes each style once.
type templateLooks struct {
	book *excelize.File
	ids  map[templateLook]int
}

func newTemplateLooks(book *excelize.File) *templateLooks {
	return &templateLooks{book: book, ids: map[templateLook]int{}}
}

func (l *templateLooks) id(look templateLook) (int, error) {
	if look.size == 0 {
		look.size = bodySize
	}
	if id, ok := l.ids[look]; ok {
		return id, nil
	}
	style := &excelize.Style{
		Font: &excelize.Font{Family: templateFont, Size: look.size, Bold: look.bold, Italic: look.italic, Color: look.color},
		Alignment: &excelize.Alignment{Horizontal: look.across, Vertical: look.down, WrapText: true,
			Indent: look.indent},
		Protection: &excelize.Protection{Locked: !look.unlocked},
	}
	if look.fill != "" {
		style.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{look.fill}}
	}
	if look.border {
		for _, side := range []string{"left", "top", "right", "bottom"} {
			style.Border = append(style.Border, excelize.Border{Type: side, Color: "000000", Style: 1})
		}
	}
	switch look.format {
	case "":
	case "@":
		style.NumFmt = 49
	default:
		style.CustomNumFmt = &look.format
	}
	id, err := l.book.NewStyle(style)
	if err != nil {
		return 0, fmt.Errorf("making a style: %w", err)
	}
	l.ids[look] = id
	return id, nil
}

// bodyLook is the look of a cell in a table's body or total.
func (r *bodyRow) bodyLook(t *Template, i int, role cellRole) templateLook {
	c := &r.table.def.Columns[i]
	typ := r.table.def.TypeAt(c, r.def)
	look := templateLook{border: true, down: "center", bold: r.strong(), fill: givenColor}
	if role == roleInput {
		look.fill, look.unlocked = inputColor, true
		look.bold = look.bold && typ == ntm.TypeStatus
	}
	look.across, look.format = alignOf(typ), formatOf(c, typ, role)
	switch c.Given {
	case "no", "line", "unit", "required":
		look.across = "center"
	case "label":
		look.across = "left"
		if r.def != nil && (r.def.Kind == ntm.RowIndicator || r.isPart()) {
			look.indent = 1
		}
	case "hint":
		look.italic, look.size = true, 10
	}
	if r.table.def.Shape == ntm.ShapeFields && c.ByRow {
		look.across = "left" // one form of address under the other, whatever their types
	}
	if r.total && i == r.table.labelColumn() {
		look.across = "center"
	}
	return look
}

// strong rows are printed bold: criteria, subtotals, totals.
func (r *bodyRow) strong() bool {
	if r.total {
		return true
	}
	if r.def == nil {
		return false
	}
	switch r.def.Kind {
	case ntm.RowCriterion, ntm.RowSingle, ntm.RowSubtotal, ntm.RowTotal:
		return true
	}
	return false
}

// isPart reports whether a subtotal of the table adds the row up.
func (r *bodyRow) isPart() bool {
	for i := range r.table.def.Rows {
		above := &r.table.def.Rows[i]
		if above.Kind != ntm.RowSubtotal {
			continue
		}
		for _, code := range above.Sum {
			if code == r.def.Code {
				return true
			}
		}
	}
	return false
}

func alignOf(typ ntm.Type) string {
	switch {
	case typ.Numeric():
		return "right"
	case typ == ntm.TypeText:
		return "left"
	}
	return "center"
}

// formatOf is the number format. Excel shows its own separators, by the settings of Windows.
func formatOf(c *ntm.Column, typ ntm.Type, role cellRole) string {
	switch typ {
	case ntm.TypeCode:
		return "@"
	case ntm.TypeDate:
		return "dd/mm/yyyy"
	case ntm.TypeCount:
		if c.Meaning == ntm.Identity { // a year is no amount: 2019, not 2.019
			return "0"
		}
		return "#,##0"
	case ntm.TypeNumber, ntm.TypeMoney, ntm.TypePercent:
		switch {
		case c.Decimals >= 2 && role == roleComputed:
			return "#,##0.00"
		case c.Decimals > 0:
			return "#,##0.0##"
		case c.ByRow || typ == ntm.TypePercent:
			return "" // as typed: a result of 44,5 must not show as 45
		}
		return "#,##0"
	case ntm.TypeText:
		// Narrow texts are numbers of documents: «05/2020» would turn into a date.
		if c.Width < 20 && !c.Explain && !c.ByRow {
			return "@"
		}
	}
	return ""
}
