package xlsx

import (
	"archive/zip"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
)

const (
	keptBelow    = 100 // rows whose look is kept below the last cell; the rest of the grid is not written
	excelsFormat = 255 // letters of a format code
)

// AsXLSX writes a workbook of any container anew as .xlsx: the same sheets, cells with their exact digits, formulas
// with the values stored beside them, formats, fonts, fills, merges, widths, heights, hidden rows, columns and sheets,
// and names. A formula whose text is not known, or that belongs to an array, becomes its value. Macros and pictures are left
// out. The same workbook gives the same bytes; they are read again and compared cell by cell. Errors are *ProblemError.
func AsXLSX(wb *Workbook) (out []byte, err error) {
	defer func() {
		if v := recover(); v != nil {
			out, err = nil, problem(problemInputKept, "reason", fmt.Sprint(v))
		}
	}()
	w := &newBook{want: asWritten(wb), from: wb, styles: map[style]int{}}
	if err = w.fits(); err == nil {
		out, err = w.write()
	}
	if err != nil {
		return nil, problem(problemInputKept, "reason", err.Error())
	}
	return out, nil
}

// Corrected gives the body that corrections are written into, and how its name ends: that of a file with the name
// itself, else the workbook written anew.
func Corrected(wb *Workbook, name string, body []byte) (copied []byte, ending string, err error) {
	if wb.Container.Spliced() {
		return body, path.Ext(name), nil
	}
	copied, err = AsXLSX(wb)
	return copied, anew, err
}

// anew is how the name of a workbook ends that is written anew.
const anew = ".xlsx"

// newBook is a workbook being written anew.
type newBook struct {
	from, want *Workbook
	file       *excelize.File
	styles     map[style]int
}

// fits tells whether Excel's sheets can hold it, and whether excelize can lay them out in memory.
func (w *newBook) fits() error {
	for _, s := range w.from.Sheets {
		if s.span() > markedCells {
			return fmt.Errorf("sheet %s spans too many cells", s.Name)
		}
		for c := range s.Cells() {
			if len(c.Raw) > maxCellText && len(utf16.Encode([]rune(c.Raw))) > maxCellText {
				return fmt.Errorf("sheet %s: text of %s is too long", s.Name, c.Ref())
			}
		}
	}
	return nil
}

func (w *newBook) write() (out []byte, err error) {
	w.file = excelize.NewFile()
	defer func() { err = errors.Join(err, w.file.Close()) }()
	if err := w.file.SetDefaultFont(formFont); err != nil {
		return nil, err
	}
	for i, s := range w.want.Sheets {
		if i == 0 {
			err = w.file.SetSheetName("Sheet1", s.Name)
		} else {
			_, err = w.file.NewSheet(s.Name)
		}
		if err == nil {
			err = w.sheet(w.from.Sheets[i], s)
		}
		if err != nil {
			return nil, fmt.Errorf("sheet %s: %w", s.Name, err)
		}
	}
	if err := errors.Join(w.showing(), w.names(), w.properties()); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	w.file.SetZipWriter(func(to io.Writer) excelize.ZipWriter { return &orderedZip{out: zip.NewWriter(to)} })
	if err := w.file.Write(&b); err != nil {
		return nil, err
	}
	return w.fill(b.Bytes())
}

// fill puts the cells into the workbook, which has their styles, and proves that all is there.
func (w *newBook) fill(body []byte) ([]byte, error) {
	lim := DefaultLimits()
	blank, err := Read("", body, lim)
	if err != nil {
		return nil, err
	}
	wanted := *blank
	wanted.Sheets = slices.Clone(blank.Sheets)
	for i, s := range blank.Sheets {
		next := *s
		next.rows = w.want.Sheets[i].rows
		wanted.Sheets[i] = &next
	}
	p := &packageEdit{body: body, lim: lim, parts: map[string][]byte{}}
	if err := p.sheets(blank, &wanted); err != nil {
		return nil, err
	}
	if err := p.reckoning(&wanted); err != nil {
		return nil, err
	}
	out, err := p.write()
	if err != nil {
		return nil, err
	}
	again, err := Read("", out, lim)
	if err != nil {
		return nil, err
	}
	sortNames(again.Names)
	return out, unlikeCells(w.want, again)
}

func sortNames(names []DefinedName) {
	slices.SortFunc(names, func(a, b DefinedName) int {
		return cmp.Or(cmp.Compare(a.Sheet, b.Sheet), cmp.Compare(a.Name, b.Name))
	})
}

// sheet lays out styles, merges, sizes and what is hidden.
func (w *newBook) sheet(from, s *Sheet) error {
	name := s.Name
	var errs []error
	set := func(row, first, last int, st style) {
		id, err := w.style(st)
		errs = append(errs, err, w.file.SetCellStyle(name, Cell{Row: row, Col: first}.Ref(), Cell{Row: row, Col: last}.Ref(), id))
	}
	for _, run := range from.looks.runs {
		if int(run.row) > from.LastRow()+keptBelow {
			break // LibreOffice has one more row at the end of the grid
		}
		set(int(run.row), int(run.first), int(run.last), from.looks.styles[run.style])
	}
	for c := range s.Cells() {
		st := style{format: c.Format, font: c.Font}
		if id := from.styleAt(c.Row, c.Col); id < len(from.looks.styles) {
			st.look = from.looks.styles[id].look
		}
		set(c.Row, c.Col, c.Col, st)
	}
	for _, m := range s.Merges {
		errs = append(errs, w.file.MergeCell(name, Cell{Row: m.FirstRow, Col: m.FirstCol}.Ref(), Cell{Row: m.LastRow, Col: m.LastCol}.Ref()))
	}
	for _, c := range from.looks.columns {
		if c.size > 0 && c.size <= 255 {
			errs = append(errs, w.file.SetColWidth(name, columnName(int(c.first)), columnName(int(c.last)), float64(c.size)))
		}
	}
	for _, h := range from.looks.heights {
		for row := int(h.first); row <= min(int(h.last), from.LastRow()+keptBelow) && h.size <= maxPoints; row++ {
			errs = append(errs, w.file.SetRowHeight(name, row, float64(h.size)))
		}
	}
	for _, span := range s.HiddenColumns {
		errs = append(errs, w.file.SetColVisible(name, columnName(span.First)+":"+columnName(span.Last), false))
	}
	for _, span := range s.HiddenRows {
		for row := span.First; row <= span.Last; row++ {
			errs = append(errs, w.file.SetRowVisible(name, row, false))
		}
	}
	yes, size, landscape, one, any := true, paperA4, "landscape", 1, 0
	return errors.Join(append(errs, w.file.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &yes}),
		w.file.SetPageLayout(name, &excelize.PageLayoutOptions{Size: &size, Orientation: &landscape, FitToWidth: &one, FitToHeight: &any}))...)
}

// style registers a style.
func (w *newBook) style(st style) (int, error) {
	st.format, st.font, st.isDate, st.isPercent = writtenFormat(st.format), cmp.Or(st.font, formFont), false, false
	if id, ok := w.styles[st]; ok {
		return id, nil
	}
	s := &excelize.Style{Font: &excelize.Font{Family: st.font, Size: bodySize, Bold: st.look.Bold, Italic: st.look.Italic}}
	if st.format != "General" {
		s.CustomNumFmt = &st.format
	}
	if st.look.Fill != "" {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{st.look.Fill}}
	}
	if st.look.Align != "" || st.look.Wrap {
		s.Alignment = &excelize.Alignment{Horizontal: st.look.Align, WrapText: st.look.Wrap, Vertical: "center"}
	}
	id, err := w.file.NewStyle(s)
	w.styles[st] = id
	return id, err
}

// showing hides sheets and opens the first that is seen.
func (w *newBook) showing() error {
	at := slices.IndexFunc(w.want.Sheets, func(s *Sheet) bool { return s.State == Visible })
	if at < 0 {
		return errors.New("every sheet is hidden")
	}
	w.file.SetActiveSheet(at)
	var errs []error
	for _, s := range w.want.Sheets {
		if s.State != Visible {
			errs = append(errs, w.file.SetSheetVisible(s.Name, false, s.State == VeryHidden))
		}
	}
	return errors.Join(errs...)
}

func (w *newBook) names() error {
	var errs []error
	for _, n := range w.want.Names {
		d := &excelize.DefinedName{Name: n.Name, RefersTo: n.Refers}
		if n.Sheet >= 0 {
			d.Scope = w.want.Sheets[n.Sheet].Name
		}
		errs = append(errs, w.file.SetDefinedName(d))
	}
	return errors.Join(errs...)
}

func (w *newBook) properties() error {
	date1904 := w.want.Date1904
	return errors.Join(w.file.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &date1904}),
		w.file.SetDocProps(&excelize.DocProperties{Creator: producer, LastModifiedBy: producer, Created: "2020-01-01T00:00:00Z",
			Modified: "2020-01-01T00:00:00Z", Language: "vi-VN"}),
		w.file.SetAppProps(&excelize.AppProperties{Application: producer}))
}

// writtenFormat is a format code that Excel takes.
func writtenFormat(code string) string {
	if code == "" || strings.EqualFold(code, "general") || len([]rune(code)) > excelsFormat {
		return "General"
	}
	return code
}
