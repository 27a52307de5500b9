package xlsx

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/unicode/norm"
)

// FindingsSheet is the title of the sheet of findings. A reader passes over it, and over any sheet that the
// name bx.findings refers to.
const (
	FindingsSheet    = "Kết quả kiểm tra"
	findingsName     = definedNamePrefix + "findings"
	findingsWidth    = 145.0 // characters on a landscape A4 page that still print at about 9 pt
	findingsWidest   = 70.0
	findingsNarrow   = 22.0 // a column is narrowed no further
	findingsTitle    = 14.0
	findingsFreeRows = 5
)

// FindingsList is a list to be sent, printed and ticked off: lines of title, column titles, rows of texts.
type FindingsList struct {
	SheetName      string // "" for FindingsSheet
	Title          []string
	Columns        []string
	Rows           []FindingsRow
	SeverityColumn int // the column, from 0, whose texts are the words for the severity
}

// FindingsRow is one finding; Severity is "block", "explain" or "note".
type FindingsRow struct {
	Severity string
	Cells    []string
}

// WriteFindings writes the list as a plain workbook: A4 landscape, wrapped, the head frozen and filtered.
// The same list gives the same bytes.
func WriteFindings(w io.Writer, f FindingsList) (err error) {
	book := excelize.NewFile()
	defer func() { err = errors.Join(err, book.Close()) }()
	name := findingsSheetName(f.SheetName, nil)
	l := &findingsSheet{book: book, name: name, list: &f}
	err = errors.Join(book.SetDefaultFont(formFont), book.SetSheetName("Sheet1", name))
	if err == nil {
		err = l.write()
	}
	if err == nil {
		err = errors.Join(book.SetDocProps(&excelize.DocProperties{Title: strings.Join(f.Title, " "), Creator: producer, LastModifiedBy: producer,
			Created: "2020-01-01T00:00:00Z", Modified: "2020-01-01T00:00:00Z", Language: "vi-VN"}),
			book.SetAppProps(&excelize.AppProperties{Application: producer}))
	}
	if err == nil {
		book.SetZipWriter(func(w io.Writer) excelize.ZipWriter { return &orderedZip{out: zip.NewWriter(w)} })
		err = book.Write(w)
	}
	if err != nil {
		return fmt.Errorf("writing the list of findings: %w", err)
	}
	return nil
}

// findingsSheetName is a title that a sheet may have and none has.
func findingsSheetName(wanted string, taken []string) string {
	base := strings.Trim(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]`, r) || r < ' ' {
			return '-'
		}
		return r
	}, norm.NFC.String(wanted)), "' ")
	if base == "" {
		base = FindingsSheet
	}
	name := cutRunes(base, 31)
	for n := 2; containsFold(taken, name); n++ {
		suffix := fmt.Sprintf(" (%d)", n)
		name = cutRunes(base, 31-len(suffix)) + suffix
	}
	return name
}

func containsFold(list []string, s string) bool {
	for _, v := range list {
		if strings.EqualFold(v, s) {
			return true
		}
	}
	return false
}

// findingsSheet is the list being laid out on one sheet of a workbook.
type findingsSheet struct {
	book   *excelize.File
	name   string
	list   *FindingsList
	links  []string // by row, the place it leads to: "'Sheet'!A1"; may be nil
	places []string // by row, the text that carries the link
	widths []float64
}

func (l *findingsSheet) write() error {
	l.widths = l.measure()
	head := len(l.list.Title) + 2
	if len(l.list.Title) == 0 {
		head = 1
	}
	for i, w := range l.widths {
		col := columnName(i + 1)
		if err := l.book.SetColWidth(l.name, col, col, w); err != nil {
			return err
		}
	}
	if err := errors.Join(l.titles(), l.head(head)); err != nil {
		return err
	}
	for i := range l.list.Rows {
		if err := l.row(head+1+i, i); err != nil {
			return err
		}
	}
	return l.page(head)
}

// measure shares the page's width among the columns: narrow ones have what they need, wide ones the rest.
func (l *findingsSheet) measure() []float64 {
	widths := make([]float64, len(l.list.Columns))
	sum := 0.0
	for i, title := range l.list.Columns {
		widths[i] = textWidth(title, textBox{size: bodySize, bold: true})/charPoints + 5 // room for the filter's arrow
		for _, r := range l.list.Rows {
			if i < len(r.Cells) {
				widths[i] = max(widths[i], textWidth(norm.NFC.String(r.Cells[i]), textBox{size: bodySize})/charPoints+2)
			}
		}
		widths[i] = min(widths[i], findingsWidest)
		sum += widths[i]
	}
	for over := sum - findingsWidth; over > 0.5; {
		room := 0.0
		for _, w := range widths {
			room += max(0, w-findingsNarrow)
		}
		if room == 0 {
			break
		}
		share := min(1, over/room)
		for i, w := range widths {
			cut := max(0, w-findingsNarrow) * share
			widths[i] -= cut
			over -= cut
		}
	}
	return widths
}

func (l *findingsSheet) style(bold bool, fill string, ruled bool) (int, error) {
	s := &excelize.Style{Font: &excelize.Font{Family: formFont, Size: bodySize, Bold: bold},
		Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}}
	if fill != "" {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{fill}}
	}
	for _, side := range []string{"left", "top", "right", "bottom"} {
		if ruled {
			s.Border = append(s.Border, excelize.Border{Type: side, Color: "7F7F7F", Style: 1})
		}
	}
	return l.book.NewStyle(s)
}

// titles writes the lines above the list, each across all columns.
func (l *findingsSheet) titles() error {
	all := 0.0
	for _, w := range l.widths {
		all += w
	}
	for i, text := range l.list.Title {
		look := &excelize.Style{Font: &excelize.Font{Family: formFont, Size: bodySize},
			Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}}
		if i == 0 {
			look.Font.Bold, look.Font.Size = true, findingsTitle
		}
		style, err := l.book.NewStyle(look)
		if err != nil {
			return err
		}
		first, last := Cell{Row: i + 1, Col: 1}.Ref(), Cell{Row: i + 1, Col: max(1, len(l.widths))}.Ref()
		if first != last {
			err = l.book.MergeCell(l.name, first, last)
		}
		err = errors.Join(err, l.text(first, text), l.book.SetCellStyle(l.name, first, last, style),
			l.book.SetRowHeight(l.name, i+1, min(maxPoints, textHeight(text, textBox{width: all, size: look.Font.Size, bold: i == 0}))))
		if err != nil {
			return err
		}
	}
	return nil
}

// text writes a text that stays a text, whatever it begins with, without characters a workbook cannot hold.
func (l *findingsSheet) text(ref, text string) error {
	text = strings.Map(func(r rune) rune {
		if !isXMLChar(r) || r == '\r' {
			return -1
		}
		return r
	}, norm.NFC.String(strings.ToValidUTF8(text, "�")))
	return l.book.SetCellStr(l.name, ref, cutRunes(text, maxCellText/2))
}

func (l *findingsSheet) head(row int) error {
	style, err := l.style(true, headColor, true)
	height := leastHeight
	for i, title := range l.list.Columns {
		ref := Cell{Row: row, Col: i + 1}.Ref()
		err = errors.Join(err, l.text(ref, title), l.book.SetCellStyle(l.name, ref, ref, style))
		height = max(height, textHeight(title, textBox{width: l.widths[i] - 3, size: bodySize, bold: true}))
	}
	return errors.Join(err, l.book.SetRowHeight(l.name, row, min(maxPoints, height)))
}

func (l *findingsSheet) row(row, i int) error {
	r := &l.list.Rows[i]
	plain, err := l.style(false, "", true)
	marked, err2 := l.style(true, severityFill(r.Severity), true)
	err = errors.Join(err, err2)
	height := leastHeight
	linked := -1
	for col := range l.list.Columns {
		text := ""
		if col < len(r.Cells) {
			text = r.Cells[col]
		}
		ref, style := Cell{Row: row, Col: col + 1}.Ref(), plain
		if col == l.list.SeverityColumn {
			style = marked
		}
		if i < len(l.places) && text != "" && text == l.places[i] {
			linked = col
		}
		err = errors.Join(err, l.text(ref, text), l.book.SetCellStyle(l.name, ref, ref, style))
		height = max(height, textHeight(text, textBox{width: l.widths[col], size: bodySize, bold: col == l.list.SeverityColumn}))
	}
	if i < len(l.links) && l.links[i] != "" && len(l.list.Columns) > 0 {
		err = errors.Join(err, l.link(Cell{Row: row, Col: max(0, linked) + 1}.Ref(), l.links[i]))
	}
	return errors.Join(err, l.book.SetRowHeight(l.name, row, min(maxPoints, height)))
}

func (l *findingsSheet) link(ref, to string) error {
	style, err := l.book.NewStyle(&excelize.Style{
		Font:      &excelize.Font{Family: formFont, Size: bodySize, Underline: "single", Color: "0B4F9E"},
		Alignment: &excelize.Alignment{Vertical: "top", WrapText: true},
		Border: []excelize.Border{{Type: "left", Color: "7F7F7F", Style: 1}, {Type: "right", Color: "7F7F7F", Style: 1},
			{Type: "top", Color: "7F7F7F", Style: 1}, {Type: "bottom", Color: "7F7F7F", Style: 1}}})
	return errors.Join(err, l.book.SetCellHyperLink(l.name, ref, to, "Location"), l.book.SetCellStyle(l.name, ref, ref, style))
}

// page sets the paper, the frozen head and the filter. AutoFilter comes first: it replaces the sheet's
// properties.
func (l *findingsSheet) page(head int) error {
	if len(l.list.Columns) == 0 {
		return nil
	}
	last := Cell{Row: head + max(1, len(l.list.Rows)), Col: len(l.list.Columns)}.Ref()
	quoted := "'" + strings.ReplaceAll(l.name, "'", "''") + "'"
	yes, size, landscape, one, any := true, paperA4, "landscape", 1, 0
	inch := func(cm float64) *float64 { cm /= 2.54; return &cm }
	err := errors.Join(
		l.book.AutoFilter(l.name, Cell{Row: head, Col: 1}.Ref()+":"+last, nil),
		l.book.SetSheetProps(l.name, &excelize.SheetPropsOptions{FitToPage: &yes}),
		l.book.SetPageLayout(l.name, &excelize.PageLayoutOptions{Size: &size, Orientation: &landscape, FitToWidth: &one, FitToHeight: &any}),
		l.book.SetPageMargins(l.name, &excelize.PageLayoutMarginsOptions{Top: inch(1.5), Bottom: inch(1.5), Left: inch(1.2), Right: inch(1.2),
			Header: inch(0.7), Footer: inch(0.7), Horizontally: &yes}),
		l.book.SetHeaderFooter(l.name, &excelize.HeaderFooterOptions{OddFooter: `&R&"Times New Roman,Regular"&9Trang &P/&N`}),
		l.book.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("%s!$%d:$%d", quoted, head, head), Scope: l.name}),
	)
	if head <= findingsFreeRows+1 {
		err = errors.Join(err, l.book.SetPanes(l.name, &excelize.Panes{Freeze: true, YSplit: head, TopLeftCell: Cell{Row: head + 1, Col: 1}.Ref(), ActivePane: "bottomLeft"}))
	}
	return err
}

// severityFill is the colour behind a severity's word; the word always stands beside it.
func severityFill(severity string) string {
	switch severity {
	case "block":
		return "F9D2CD"
	case "explain":
		return "FFE9A8"
	}
	return "D9E7F5"
}
