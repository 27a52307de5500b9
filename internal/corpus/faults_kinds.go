package corpus

import (
	"bytes"
	"encoding/binary"
	"encoding/csv"
	"math/rand/v2"
	"strings"
	"unicode/utf16"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"

	"bieuxa/ntm"
)

// converted is a file that another program saves as another kind. Everything is read right from it.
func converted(no int, name, by, as, ext string, more ...func(*Injected)) Variant {
	return Variant{Name: name, Last: true, By: by, Do: func(d *Doc, _ *rand.Rand) bool {
		if d.keep || by == SheetJS && d.needsLook() || len(d.raw) > 0 || len(d.after) > 0 || d.password != "" || len(d.with) > 0 {
			return false
		}
		d.own()
		d.saved = saving{by: by, as: as, ext: ext}
		in := Injected{Fault: no, Variant: name, Wrote: by + " " + as, Expect: expectFile()}
		for _, m := range more {
			m(&in)
		}
		return d.inject(in)
	}}
}

// oldKinds is fault 4.
func oldKinds() []Variant {
	return []Variant{
		converted(4, "xls của LibreOffice", LibreOffice, "xls", ".xls"), converted(4, "xls của LibreOffice, đuôi .xlsx", LibreOffice, "xls", ".xlsx"),
		converted(4, "xls của SheetJS", SheetJS, "biff8", ".xls", notes(anywhere("G7a")...)), // its .xls have values where formulas were
		converted(4, "xls của Gnumeric", Gnumeric, "excel_biff8", ".xls"),
		converted(4, "xls 5.0/95 của Gnumeric", Gnumeric, "excel_biff7", ".xls", func(in *Injected) { // the code page 1252 has no «ữ»: the file has «?»
			in.Expect = []Expect{{Kind: ExpectRefusal, IDs: []string{"file.lost-letters"}}}
		}),
		converted(4, "HTML của LibreOffice, đuôi .xls", LibreOffice, "html", ".xls"), converted(4, "XML 2003 của SheetJS, đuôi .xls", SheetJS, "xlml", ".xls"),
	}
}

// openDocuments is fault 26.
func openDocuments() []Variant {
	return []Variant{
		converted(26, "ods của LibreOffice", LibreOffice, "ods", ".ods"), converted(26, "fods của LibreOffice", LibreOffice, "fods", ".fods"),
		converted(26, "ods của Gnumeric", Gnumeric, "openoffice", ".ods"), converted(26, "ods của SheetJS", SheetJS, "ods", ".ods"),
		converted(26, "ods đuôi .xlsx", LibreOffice, "ods", ".xlsx"),
	}
}

// savedAgain is fault 31.
func savedAgain() []Variant {
	return []Variant{converted(31, "openpyxl", Openpyxl, "", ""), converted(31, "LibreOffice", LibreOffice, "", ""),
		converted(31, "SheetJS", SheetJS, "", ""), converted(31, "Gnumeric", Gnumeric, "", "")}
}

// separated is fault 27: the sheets as text, figures and days as Excel shows them in Viet Nam.
func separated() []Variant {
	utf8BOM := func(s string) []byte { return append([]byte("\xEF\xBB\xBF"), s...) }
	utf8 := func(s string) []byte { return []byte(s) }
	wide := func(s string) []byte {
		out := []byte{0xFF, 0xFE}
		for _, u := range utf16.Encode([]rune(s)) {
			out = binary.LittleEndian.AppendUint16(out, u)
		}
		return out
	}
	old := func(s string) []byte {
		out, err := charmap.Windows1258.NewEncoder().Bytes([]byte(composedHat(s)))
		must(err)
		return out
	}
	kind := func(name string, comma rune, ext string, all bool, encode func(string) []byte) Variant {
		return Variant{Name: name, Last: true, Do: func(d *Doc, _ *rand.Rand) bool {
			if len(d.Injected) > 0 {
				return false
			}
			sheets := d.sheets()
			if !all {
				sheets = sheets[:1]
			}
			body := encode(d.separated(sheets, comma))
			d.own()
			d.File = strings.TrimSuffix(d.File, ".xlsx") + ext
			d.after = append(d.after, func([]byte) ([]byte, error) { return body, nil })
			in := Injected{Fault: 27, Variant: name, Wrote: name, Notes: anywhere("G7", "S4", "S5", "S6")}
			var ks []Key
			for _, s := range sheets {
				ks = append(ks, d.keysOn(s)...)
			}
			in.Expect = []Expect{{Kind: ExpectTold, Keys: ks}}
			in.Follows = anywhere("G1", "G2", "G3") // a figure that could be two is asked about
			if !all {
				in.Expect = append(in.Expect, Expect{Kind: ExpectFinding, IDs: []string{"S1"}})
				in.Follows = append(in.Follows, anywhere("V1", "V2", "X1", "S1")...)
				for _, k := range append(d.counts(), d.order...) {
					if k.Table != ntm.FieldsTable {
						d.changed[k] = Nothing
					}
				}
			}
			return d.inject(in)
		}}
	}
	return []Variant{
		kind("CSV một sheet, dấu phẩy, UTF-8 có BOM", ',', ".csv", false, utf8BOM), kind("CSV một sheet, dấu chấm phẩy, Windows-1258", ';', ".csv", false, old),
		kind("chữ phân cách bằng Tab, UTF-16", '\t', ".txt", true, wide), kind("CSV mọi sheet, dấu chấm phẩy, UTF-8", ';', ".csv", true, utf8),
	}
}

// asTextRows is what a sheet shows.
func (d *Doc) asTextRows(sheet string) [][]string {
	rows, err := d.book.GetRows(sheet, excelize.Options{RawCellValue: true})
	must(err)
	for _, k := range d.keysOn(sheet) {
		s := d.at[k]
		if s.Row > len(rows) || s.Col > len(rows[s.Row-1]) {
			continue
		}
		cell := &rows[s.Row-1][s.Col-1]
		switch n, err := decimal.NewFromString(*cell); {
		case err != nil:
		case d.typeOf(k) == ntm.TypeDate:
			*cell = d.date(k).Format("02/01/2006")
		case d.typeOf(k).Numeric():
			*cell = vietnamese(n, ".", ",")
		}
	}
	return rows
}

// separated is what sheets show, as text: every line of a sheet has as many fields as its longest, as Excel saves it.
func (d *Doc) separated(sheets []string, comma rune) string {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Comma, w.UseCRLF = comma, true
	for _, s := range sheets {
		rows, width := d.asTextRows(s), 0
		for _, row := range rows {
			width = max(width, len(row))
		}
		for _, row := range rows {
			must(w.Write(append(row, make([]string, width-len(row))...)))
		}
	}
	w.Flush()
	return b.String()
}
