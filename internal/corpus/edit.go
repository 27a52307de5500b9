package corpus

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Edit is one change of a workbook, told so that other programs can make it too.
type Edit struct {
	Op    string `json:"op"` // set, rename, hide, …; those that only excelize makes are «own»
	Sheet string `json:"sheet"`
	Cell  string `json:"cell,omitempty"`
	Kind  string `json:"kind,omitempty"` // text, number, blank
	Text  string `json:"text,omitempty"`
	Font  string `json:"font,omitempty"`
	Form  string `json:"format,omitempty"` // number format
}

// rawCell is a cell whose XML is written by hand: a formula with or without its value, an error.
type rawCell struct {
	sheet, cell          string
	formula, kind, value string // kind is the type attribute of the cell
	bare                 bool   // no value came with it
}

// portable tells whether another program can make all the edits from the clean file.
func (d *Doc) portable() bool {
	for _, e := range d.edits {
		if e.Op == "own" {
			return false
		}
	}
	return len(d.raw) == 0 && len(d.after) == 0 && d.password == "" && len(d.edits) > 0
}

// own notes that something was done that only excelize does here.
func (d *Doc) own() { d.edits = append(d.edits, Edit{Op: "own"}) }

// set writes a cell. kind is text, number or blank; font and format stay as they are if empty.
func (d *Doc) set(s Spot, kind, text string, look ...string) {
	e := Edit{Op: "set", Sheet: s.Sheet, Cell: s.Cell(), Kind: kind, Text: text}
	for i, p := range []*string{&e.Form, &e.Font} {
		if i < len(look) {
			*p = look[i]
		}
	}
	d.edits = append(d.edits, e)
	must(apply(d.book, e))
}

// must is for what can only go wrong through a fault of this package.
func must(err error) {
	if err != nil {
		panic(err)
	}
}

// apply makes an edit with excelize.
func apply(f *excelize.File, e Edit) error {
	var err error
	switch e.Kind {
	case "number":
		var n float64
		if n, err = strconv.ParseFloat(e.Text, 64); err == nil {
			err = f.SetCellValue(e.Sheet, e.Cell, n)
		}
	case "blank":
		err = f.SetCellValue(e.Sheet, e.Cell, nil)
	default:
		err = f.SetCellStr(e.Sheet, e.Cell, e.Text)
	}
	if err != nil || e.Form == "" && e.Font == "" {
		return err
	}
	id, err := f.GetCellStyle(e.Sheet, e.Cell)
	if err != nil {
		return err
	}
	style, err := f.GetStyle(id)
	if err != nil {
		return err
	}
	if e.Form != "" {
		style.NumFmt, style.CustomNumFmt = 0, &e.Form
	}
	if e.Font != "" {
		font := excelize.Font{Family: e.Font, Size: 12}
		if style.Font != nil {
			font = *style.Font
			font.Family = e.Font
		}
		style.Font = &font
	}
	if id, err = f.NewStyle(style); err != nil {
		return err
	}
	return f.SetCellStyle(e.Sheet, e.Cell, e.Cell, id)
}

// text is what the cell says now.
func (d *Doc) text(s Spot) string {
	t, err := d.book.GetCellValue(s.Sheet, s.Cell(), excelize.Options{RawCellValue: true})
	must(err)
	return t
}

// formula writes a formula with the value that the file says it has; bare: with none.
func (d *Doc) formula(s Spot, formula, value string, bare bool) {
	d.own()
	d.raw = append(d.raw, rawCell{sheet: s.Sheet, cell: s.Cell(), formula: formula, value: value, bare: bare})
}

// insertRows puts empty rows above a row.
func (d *Doc) insertRows(sheet string, row, n int) {
	d.own()
	must(d.book.InsertRows(sheet, row, n))
	d.shift(sheet, row, n)
}

// removeRow takes a row out.
func (d *Doc) removeRow(sheet string, row int) {
	d.own()
	must(d.book.RemoveRow(sheet, row))
	d.shift(sheet, row+1, -1)
}

// rename gives a sheet another name.
func (d *Doc) rename(from, to string) {
	d.own()
	must(d.book.SetSheetName(from, to))
	d.renamed(from, to)
}

// bytes is the file as excelize saves it, with what is done to it afterwards.
func (d *Doc) bytes() ([]byte, error) {
	for i, c := range d.raw {
		if err := d.book.SetCellFormula(c.sheet, c.cell, mark(i)); err != nil {
			return nil, err
		}
	}
	var out bytes.Buffer
	if err := d.book.Write(&out); err != nil {
		return nil, err
	}
	body := out.Bytes()
	var err error
	if len(d.raw) > 0 {
		if body, err = repack(body, d.unmark); err != nil {
			return nil, err
		}
	}
	for _, more := range d.after {
		if body, err = more(body); err != nil {
			return nil, err
		}
	}
	if d.password != "" {
		return excelize.Encrypt(body, &excelize.Options{Password: d.password})
	}
	return body, nil
}

func mark(i int) string { return fmt.Sprintf("BXMARK%04d", i) }

var marked = regexp.MustCompile(`<c r="([A-Z]+[0-9]+)"( s="[0-9]+")?[^>]*><f>BXMARK([0-9]{4})</f>(?:<v>[^<]*</v>|<v/>)?</c>`)

// unmark writes the cells that were marked.
func (d *Doc) unmark(name string, part []byte) []byte {
	if !strings.HasPrefix(name, "xl/worksheets/") {
		return part
	}
	return marked.ReplaceAllFunc(part, func(m []byte) []byte {
		g := marked.FindSubmatch(m)
		i, _ := strconv.Atoi(string(g[3]))
		c := d.raw[i]
		var b strings.Builder
		fmt.Fprintf(&b, `<c r="%s"%s`, g[1], g[2])
		if c.kind != "" {
			fmt.Fprintf(&b, ` t="%s"`, c.kind)
		}
		b.WriteString("><f>")
		_ = xml.EscapeText(&b, []byte(c.formula))
		b.WriteString("</f>")
		if !c.bare {
			b.WriteString("<v>")
			_ = xml.EscapeText(&b, []byte(c.value))
			b.WriteString("</v>")
		}
		b.WriteString("</c>")
		return []byte(b.String())
	})
}

// repack writes a package again with every part changed; nil leaves a part out.
func repack(body []byte, change func(name string, part []byte) []byte) ([]byte, error) {
	r, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			return nil, err
		}
		part, err := io.ReadAll(in)
		in.Close()
		if err != nil {
			return nil, err
		}
		if part = change(f.Name, part); part == nil {
			continue
		}
		to, err := w.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Deflate})
		if err != nil {
			return nil, err
		}
		if _, err := to.Write(part); err != nil {
			return nil, err
		}
	}
	err = w.Close()
	return out.Bytes(), err
}
