package xlsx

import (
	"errors"
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"bieuxa/report"
)

const (
	paperA4     = 9
	formTop     = 20.0 // mm, and as much at the bottom: NĐ 30/2020
	maxPoints   = 409  // Excel's highest row
	pixelsPerMM = 96 / 25.4
	pixelsDigit = 7 // a digit of the default font at 11 pt
)

// columnChars turns mm into the file's unit of width: digits of the default font, margins
// included.
func columnChars(mm float64) float64 {
	return float64(int(mm*pixelsPerMM/pixelsDigit*256)) / 256
}

// setPage sets everything about the sheet that is not a cell. It must run before stream: excelize
// writes these parts around the streamed rows.
func (s *formSheet) setPage(name string) error {
	book, f := s.looks.book, s.form
	orientation := "portrait"
	if f.Orientation == report.Landscape {
		orientation = "landscape"
	}
	inch := func(mm float64) *float64 { mm /= 25.4; return &mm }
	yes, no, size, one, pages, firstPage := true, false, paperA4, 1, 0, uint(1)
	sheet := quotedSheet(name)
	if s.onePage {
		pages = 1
	}
	last := cellName(len(s.widths)-1, len(s.lines))
	return errors.Join(
		book.SetSheetDimension(name, "A1:"+last),
		book.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &yes}),
		book.SetSheetView(name, 0, &excelize.ViewOptions{ShowGridLines: &no}),
		book.SetPageLayout(name, &excelize.PageLayoutOptions{
			Size: &size, Orientation: &orientation, FitToWidth: &one, FitToHeight: &pages, FirstPageNumber: &firstPage,
		}),
		book.SetPageMargins(name, &excelize.PageLayoutMarginsOptions{
			Top: inch(formTop), Bottom: inch(formTop), Left: inch(30), Right: inch(15), Header: inch(10), Footer: inch(10),
			Horizontally: &yes,
		}),
		s.setHeaderFooter(name),
		book.SetDefinedName(&excelize.DefinedName{
			Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("%s!$%d:$%d", sheet, s.head, s.first-1), Scope: name,
		}),
	)
}

func (s *formSheet) setHeaderFooter(name string) error {
	const font = `&"Times New Roman,Regular"&11 `
	plain := func(text string) string { return strings.ReplaceAll(text, "&", "&&") }
	options := &excelize.HeaderFooterOptions{OddFooter: "&L" + font + plain(s.form.No) + "&R" + font + "Trang &P"}
	if s.looks.code != "" {
		options.OddFooter = "&L" + font + plain(s.form.No) + "&C" + font + plain(s.looks.code) + "&R" + font + "Trang &P"
	}
	var over []string
	if s.form.Sample {
		over = append(over, report.SampleMark)
	}
	if s.form.Standing != "" {
		over = append(over, plain(s.form.Standing))
	}
	if len(over) > 0 {
		options.OddHeader = "&C" + font + strings.Join(over, "\n")
	}
	return s.looks.book.SetHeaderFooter(name, options)
}

// stream writes the gathered rows.
func (s *formSheet) stream(name string) error {
	out, err := s.looks.book.NewStreamWriter(name)
	if err != nil {
		return err
	}
	for i, w := range s.widths {
		if err := out.SetColWidth(i+1, i+1, columnChars(w)); err != nil {
			return err
		}
	}
	pane := excelize.Panes{
		Freeze: true, XSplit: s.form.NameColumns, YSplit: s.first - 1,
		TopLeftCell: cellName(s.form.NameColumns, s.first), ActivePane: "bottomLeft",
	}
	if s.form.NameColumns > 0 {
		pane.ActivePane = "bottomRight"
	}
	if err := out.SetPanes(&pane); err != nil {
		return err
	}
	for i, line := range s.lines {
		height := excelize.RowOpts{Height: min(line.points, maxPoints)}
		if err := out.SetRow(cellName(0, i+1), line.cells, height); err != nil {
			return err
		}
	}
	for _, m := range s.merges {
		if err := out.MergeCell(m[0], m[1]); err != nil {
			return err
		}
	}
	return out.Flush()
}
