package xlsx

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"bieuxa/report"
)

// formFont is named, not shipped: every Windows has it, and others substitute a face of equal widths.
const formFont = "Times New Roman"

// formLook is how a cell looks; equal looks share one style in the workbook.
type formLook struct {
	size         float64
	bold, italic bool
	align        string
	indent       int
	link         bool // leads elsewhere in the workbook
	upright      bool // turned to read from below
	shrink       bool // a figure shrinks where it would print ####; words wrap
	ruled        bool
	format       string // number format code, "" for general
}

type formLooks struct {
	book *excelize.File
	ids  map[formLook]int
	code string // line of the fingerprint, for the footers
}

func (l *formLooks) id(look formLook) (int, error) {
	if id, ok := l.ids[look]; ok {
		return id, nil
	}
	style := &excelize.Style{
		Font:      &excelize.Font{Family: formFont, Size: look.size, Bold: look.bold, Italic: look.italic},
		Alignment: &excelize.Alignment{Horizontal: look.align, Vertical: "center", WrapText: !look.shrink, ShrinkToFit: look.shrink, Indent: look.indent},
	}
	if look.link {
		style.Font.Underline, style.Font.Color = "single", "0563C1"
	}
	if look.upright {
		style.Alignment.TextRotation = 90
	}
	if look.ruled {
		for _, side := range []string{"left", "top", "right", "bottom"} {
			style.Border = append(style.Border, excelize.Border{Type: side, Color: "000000", Style: 1})
		}
	}
	if look.format != "" {
		style.CustomNumFmt = &look.format
	}
	id, err := l.book.NewStyle(style)
	if err != nil {
		return 0, fmt.Errorf("adding style: %w", err)
	}
	l.ids[look] = id
	return id, nil
}

// bodyLook is the look of a cell in a row.
func bodyLook(column report.Column, row report.Row, cell report.Cell, size float64) formLook {
	look := formLook{size: size, ruled: true, align: alignWords(column.Align)}
	look.bold, look.italic = roleEmphasis(row.Role)
	if row.Role == report.Head || cell.Span == len(row.Cells) {
		look.align = "center"
	}
	switch {
	case cell.Numeric():
		if cell.Tally(column) {
			look.align = "center"
		}
		look.format, look.shrink = numberFormat(cell.Decimals), true
		if cell.Kind == report.Percent {
			look.format = strings.TrimSuffix(look.format, "_.") + `"%"_.`
		}
	case cell.Kind == report.Mark, cell.Kind == report.Status, cell.Remark(column):
		look.align = "center"
	case cell.Kind == report.Text && look.align == "left":
		look.indent = row.Indent
	}
	if cell.Kind == report.Text && strings.ContainsAny(cell.Text[:min(1, len(cell.Text))], "=+-@") {
		look.format = "@"
	}
	return look
}

func roleEmphasis(r report.Role) (bold, italic bool) {
	switch r {
	case report.Head, report.Group, report.Total:
		return true, false
	case report.Subtotal:
		return true, true
	case report.Note:
		return false, true
	}
	return false, false
}

func alignWords(a report.Align) string {
	return [...]string{report.AlignLeft: "left", report.AlignCenter: "center", report.AlignRight: "right"}[a]
}

// numberFormat is the code for a figure; Excel prints its separators as the PC's region says. A full stop's width
// keeps the last digit off the rule.
func numberFormat(decimals int) string {
	if decimals == 0 {
		return "#,##0_."
	}
	return "#,##0." + strings.Repeat("0", decimals) + "_."
}
