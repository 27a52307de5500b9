package xlsx

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

const (
	widestFrozen = 56.0 // characters of frozen columns: the rest of a small screen must scroll
	fewRows      = 12   // a first table so short needs no frozen headings

	marginSide, marginTop = 0.4, 0.55    // inches
	paperShort, paperLong = 595.0, 842.0 // A4 in points
	plainHeight           = 15.0         // points of a row without its own height
)

// freeze keeps the headings and the names of the rows in sight. Headings of a short first table
// are not frozen: they would stand over the columns of the tables below.
func (k *sheetInk) freeze() error {
	first := k.page.tables[0]
	cols := 0
	for i, span := range first.spans {
		if k.page.width(columnSpan{1, span.last}) > widestFrozen {
			break
		}
		cols = span.last
		if i == first.labelledBy() {
			break
		}
	}
	rows := first.numberRow
	if len(k.page.tables) > 1 && len(first.rows) < fewRows {
		rows = 0
	}
	panes := &excelize.Panes{Freeze: true, XSplit: cols, YSplit: rows,
		TopLeftCell: cellAt(cols+1, rows+1), ActivePane: "bottomRight"}
	switch {
	case rows == 0 && cols == 0:
		return nil
	case rows == 0:
		panes.ActivePane = "topRight"
	case cols == 0:
		panes.ActivePane = "bottomLeft"
	}
	at := k.firstInput()
	panes.Selection = []excelize.Selection{{SQRef: at, ActiveCell: at, Pane: panes.ActivePane}}
	return k.book.book.SetPanes(k.sheet.name, panes)
}

// labelledBy is the column that names the rows: what the program writes, or the list's first words.
func (tp *tablePlan) labelledBy() int {
	for i := range tp.def.Columns {
		if tp.def.Columns[i].Given == "label" {
			return i
		}
	}
	return tp.labelColumn()
}

// firstInput is the cell in which the unit begins.
func (k *sheetInk) firstInput() string {
	for _, tp := range k.page.tables {
		for _, r := range tp.rows {
			for i, w := range r.cells {
				if w != nil && w.role == roleInput && (w.kind == writtenNothing || k.plan.t.Values != nil) {
					return cellAt(tp.spans[i].first, r.at)
				}
			}
		}
	}
	return "A1"
}

// setPrinting fits the sheet to the width of A4 and repeats the headings.
func (k *sheetInk) setPrinting() error {
	name, book := k.sheet.name, k.book.book
	paper, orientation, width, height := 9, "portrait", 1, 0
	if k.page.def.Landscape {
		orientation = "landscape"
	}
	if k.nearlyOnePage() {
		height = 1
	}
	if err := book.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: boolOf(true)}); err != nil {
		return err
	}
	err := book.SetPageLayout(name, &excelize.PageLayoutOptions{Size: &paper, Orientation: &orientation,
		FitToWidth: &width, FitToHeight: &height})
	if err != nil {
		return err
	}
	side, top, bottom, edge := marginSide, marginTop, marginTop, 0.3
	centred := true
	err = book.SetPageMargins(name, &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &top,
		Bottom: &bottom, Header: &edge, Footer: &edge, Horizontally: &centred})
	if err != nil {
		return err
	}
	if err := book.SetHeaderFooter(name, k.headerFooter()); err != nil {
		return err
	}
	return k.namePrintRanges()
}

// nearlyOnePage reports whether a little shrinking spares a last page with nothing but signatures.
func (k *sheetInk) nearlyOnePage() bool {
	width, height := paperShort, paperLong
	if k.page.def.Landscape {
		width, height = height, width
	}
	width, height = width-2*72*marginSide, height-2*72*marginTop
	scale := min(1, width/(k.page.width(k.whole())*charPoints))
	needed := 0.0
	for row := 1; row <= k.page.lastRow; row++ {
		h := k.sheet.row(row).height
		if h == 0 {
			h = plainHeight
		}
		needed += h * scale
	}
	return needed > 0.9*height && needed < 1.3*height
}

func (k *sheetInk) headerFooter() *excelize.HeaderFooterOptions {
	t := k.plan.t
	font := `&"` + templateFont + `,Regular"&9`
	plain := func(s string) string { return strings.ReplaceAll(s, "&", "&&") }
	hf := &excelize.HeaderFooterOptions{OddFooter: "&L" + font + plain(fmt.Sprintf("%s - %s - %s", t.Unit.Name, k.page.def.FormNo, t.Period.VN())) +
		"&R" + font + wordPage + "&P/&N"}
	if t.Def.Standing != "" {
		hf.OddHeader = "&L" + font + plain(t.Def.Standing)
	}
	if t.Sample {
		hf.OddHeader += `&R` + font + wordSample
	}
	return hf
}

func (k *sheetInk) namePrintRanges() error {
	sheet := quotedSheet(k.sheet.name)
	all := area{1, 1, len(k.page.widths), k.page.lastRow}
	first := k.page.tables[0]
	names := []excelize.DefinedName{{Name: "_xlnm.Print_Area", RefersTo: sheet + "!" + all.absolute(), Scope: k.sheet.name}}
	if len(k.page.tables) == 1 || len(first.rows) >= fewRows {
		names = append(names, excelize.DefinedName{Name: "_xlnm.Print_Titles",
			RefersTo: fmt.Sprintf("%s!$%d:$%d", sheet, first.headRow, first.numberRow), Scope: k.sheet.name})
	}
	for i := range names {
		if err := k.book.book.SetDefinedName(&names[i]); err != nil {
			return fmt.Errorf("naming %s: %w", names[i].Name, err)
		}
	}
	return nil
}

// absolute is «$A$1:$N$40».
func (a area) absolute() string {
	from, err := excelize.CoordinatesToCellName(a.col, a.row, true)
	if err != nil {
		return ""
	}
	to, err := excelize.CoordinatesToCellName(a.lastCol, a.lastRow, true)
	if err != nil {
		return ""
	}
	return from + ":" + to
}
