package xlsx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// inkedBook is a workbook whose frame (styles, names, rules, protection, page) excelize writes and
// whose cells are written here: excelize takes figures as binary floats, leaves the value of a
// formula out, and needs four times as long for the cells of a template.
type inkedBook struct {
	book   *excelize.File
	looks  *templateLooks
	sheets []*inkedSheet // in the order of the workbook
}

// inkedSheet holds the cells of one sheet.
type inkedSheet struct {
	name   string
	rows   []inkedRow // rows[0] is row 1
	merges []string
}

type inkedRow struct {
	height float64 // points; 0: as Excel finds it
	fixed  bool    // Excel may not change the height when texts are typed
	cells  []inkedCell
}

type inkedCell struct {
	style   int
	kind    writtenKind
	text    string
	formula string
}

// addSheet makes the next sheet of the workbook.
func (b *inkedBook) addSheet(name string) (*inkedSheet, error) {
	var err error
	if len(b.sheets) == 0 {
		err = b.book.SetSheetName("Sheet1", name)
	} else {
		_, err = b.book.NewSheet(name)
	}
	if err != nil {
		return nil, fmt.Errorf("adding sheet %s: %w", name, err)
	}
	s := &inkedSheet{name: name}
	b.sheets = append(b.sheets, s)
	return s, nil
}

func (s *inkedSheet) row(at int) *inkedRow {
	for len(s.rows) < at {
		s.rows = append(s.rows, inkedRow{})
	}
	return &s.rows[at-1]
}

func (s *inkedSheet) put(col, row int, c inkedCell) {
	r := s.row(row)
	for len(r.cells) < col {
		r.cells = append(r.cells, inkedCell{})
	}
	r.cells[col-1] = c
}

// area is a block of cells of a sheet, both ends included.
type area struct{ col, row, lastCol, lastRow int }

func (a area) String() string {
	return cellAt(a.col, a.row) + ":" + cellAt(a.lastCol, a.lastRow)
}

// fill puts the cell at the area's first place and its style on the whole, merged if it is more than one.
func (s *inkedSheet) fill(a area, c inkedCell) {
	for row := a.row; row <= a.lastRow; row++ {
		for col := a.col; col <= a.lastCol; col++ {
			s.put(col, row, inkedCell{style: c.style})
		}
	}
	s.put(a.col, a.row, c)
	if a.col != a.lastCol || a.row != a.lastRow {
		s.merges = append(s.merges, a.String())
	}
}

// write hands the workbook over with its parts in one order and without times.
func (b *inkedBook) write(w io.Writer) error {
	for _, s := range b.sheets {
		if err := b.book.SetSheetDimension(s.name, s.dimension()); err != nil {
			return fmt.Errorf("sheet %s: %w", s.name, err)
		}
	}
	b.book.SetZipWriter(func(out io.Writer) excelize.ZipWriter {
		return &orderedZip{out: zip.NewWriter(out), edit: b.inkPart}
	})
	if err := b.book.Write(w); err != nil {
		return fmt.Errorf("writing the workbook: %w", err)
	}
	return nil
}

func (s *inkedSheet) dimension() string {
	widest := 1
	for i := range s.rows {
		widest = max(widest, len(s.rows[i].cells))
	}
	return "A1:" + cellAt(widest, max(1, len(s.rows)))
}

// inkPart puts the cells into the part of a sheet; other parts stay as excelize wrote them.
func (b *inkedBook) inkPart(name string, content []byte) ([]byte, error) {
	s := b.sheetOf(name)
	if s == nil {
		return content, nil
	}
	return s.into(content)
}

func (b *inkedBook) sheetOf(part string) *inkedSheet {
	number, ok := strings.CutPrefix(part, "xl/worksheets/sheet")
	if !ok {
		return nil
	}
	n, err := strconv.Atoi(strings.TrimSuffix(number, ".xml"))
	if err != nil || n < 1 || n > len(b.sheets) {
		return nil
	}
	return b.sheets[n-1]
}

// into puts the cells and the merged areas into the sheet's part.
func (s *inkedSheet) into(part []byte) ([]byte, error) {
	open, close := []byte("<sheetData>"), []byte("</sheetData>")
	from, to := bytes.Index(part, open), bytes.Index(part, close)
	if from < 0 || to < from {
		return nil, fmt.Errorf("the part has no place for cells")
	}
	var out bytes.Buffer
	out.Grow(len(part) + 100*len(s.rows)*8)
	out.Write(part[:from+len(open)])
	for i := range s.rows {
		s.rows[i].write(&out, i+1)
	}
	rest := part[to:]
	if len(s.merges) > 0 {
		after := []byte("</sheetProtection>")
		at := bytes.Index(rest, after)
		if at < 0 {
			after, at = close, 0
		}
		out.Write(rest[:at+len(after)])
		rest = rest[at+len(after):]
		fmt.Fprintf(&out, `<mergeCells count="%d">`, len(s.merges))
		for _, m := range s.merges {
			out.WriteString(`<mergeCell ref="` + m + `"/>`)
		}
		out.WriteString(`</mergeCells>`)
	}
	out.Write(rest)
	return out.Bytes(), nil
}

func (r *inkedRow) write(out *bytes.Buffer, at int) {
	number := strconv.Itoa(at)
	out.WriteString(`<row r="` + number + `"`)
	if r.height > 0 {
		out.WriteString(` ht="` + strconv.FormatFloat(r.height, 'f', -1, 64) + `"`)
		if r.fixed {
			out.WriteString(` customHeight="1"`)
		}
	}
	out.WriteString(`>`)
	for i := range r.cells {
		if c := &r.cells[i]; c.style != 0 || c.kind != writtenNothing || c.formula != "" {
			c.write(out, cellAt(i+1, at))
		}
	}
	out.WriteString(`</row>`)
}

func (c *inkedCell) write(out *bytes.Buffer, ref string) {
	out.WriteString(`<c r="` + ref + `"`)
	if c.style != 0 {
		out.WriteString(` s="` + strconv.Itoa(c.style) + `"`)
	}
	switch {
	case c.formula != "" && c.kind != writtenNumber:
		out.WriteString(` t="str"><f>`)
		escapeCell(out, c.formula)
		out.WriteString(`</f><v>`)
		escapeCell(out, c.text)
		out.WriteString(`</v></c>`)
	case c.formula != "":
		out.WriteString(`><f>`)
		escapeCell(out, c.formula)
		out.WriteString(`</f><v>` + c.text + `</v></c>`)
	case c.kind == writtenNumber:
		out.WriteString(`><v>` + c.text + `</v></c>`)
	case c.kind == writtenText:
		out.WriteString(` t="inlineStr"><is><t`)
		if strings.TrimSpace(c.text) != c.text || strings.Contains(c.text, "\n") {
			out.WriteString(` xml:space="preserve"`)
		}
		out.WriteString(`>`)
		escapeCell(out, reEscaped.ReplaceAllString(c.text, "_x005F$0"))
		out.WriteString(`</t></is></c>`)
	default:
		out.WriteString(`/>`)
	}
}

// reEscaped finds text that Excel would read as an escaped character.
var reEscaped = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// escapeCell writes text as XML; characters that XML cannot hold become U+FFFD.
func escapeCell(out *bytes.Buffer, s string) {
	for _, r := range s {
		switch {
		case r == '&':
			out.WriteString("&amp;")
		case r == '<':
			out.WriteString("&lt;")
		case r == '>':
			out.WriteString("&gt;")
		case r == '\r':
		case r < ' ' && r != '\n' && r != '\t', r == 0xFFFE, r == 0xFFFF:
			out.WriteRune(utf8.RuneError)
		default:
			out.WriteRune(r)
		}
	}
}
