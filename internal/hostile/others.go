package hostile

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"unicode/utf16"
)

// Others are hostile files of the other kinds that are read: OpenDocument, XML of Excel 2003, web pages, separated
// values, and Excel's own binary format as a bare stream.
func Others(give func(File) error) error {
	for _, group := range []func() []other{openDocuments, xml2003, pages, values, streams} {
		for _, o := range group() {
			if err := give(File{Name: o.name, Body: o.make()}); err != nil {
				return fmt.Errorf("%s: %w", o.name, err)
			}
		}
	}
	return nil
}

type other struct {
	name string
	make func() []byte
}

const odsHead = `<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" ` +
	`xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" ` +
	`xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" office:version="1.2">`

func openDocument(styles, sheets string) func() []byte {
	return func() []byte {
		var out bytes.Buffer
		w := zip.NewWriter(&out)
		for _, part := range [][2]string{{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
			{"content.xml", odsHead + `<office:automatic-styles>` + styles + `</office:automatic-styles><office:body><office:spreadsheet>` + sheets +
				`</office:spreadsheet></office:body></office:document-content>`},
			{"META-INF/manifest.xml", `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>`}} {
			f, err := w.CreateHeader(&zip.FileHeader{Name: part[0], Method: zip.Deflate})
			if err == nil {
				_, err = f.Write([]byte(part[1]))
			}
			if err != nil {
				panic(err) // a buffer takes everything
			}
		}
		_ = w.Close()
		return out.Bytes()
	}
}

func openDocuments() []other {
	table := func(rows string) string { return `<table:table table:name="A">` + rows + `</table:table>` }
	figure := `<table:table-cell office:value-type="float" office:value="1"`
	return []other{
		{"a sheet full of one figure.ods", openDocument("", table(`<table:table-row table:number-rows-repeated="1048576">`+figure+` table:number-columns-repeated="16384"/></table:table-row>`))},
		{"empty rows up to the end of time.ods", openDocument("", strings.Repeat(table(`<table:table-row table:number-rows-repeated="4000000000"><table:table-cell table:number-columns-repeated="4000000000"/></table:table-row>`), 2000))},
		{"500000 merged cells.ods", openDocument("", table(`<table:table-row>`+strings.Repeat(`<table:table-cell table:number-columns-spanned="16000" table:number-rows-spanned="1000000" office:value-type="float" office:value="1"/>`, 500_000)+`</table:table-row>`))},
		{"styles in a circle.ods", openDocument(`<style:style style:name="a" style:family="table-cell" style:parent-style-name="b"/><style:style style:name="b" style:family="table-cell" style:parent-style-name="a"/>`,
			table(`<table:table-row>`+figure+` table:style-name="a"/></table:table-row>`))},
		{"a million blanks by number.ods", openDocument("", table(`<table:table-row>`+strings.Repeat(`<table:table-cell office:value-type="string"><text:p>a<text:s text:c="2000000000"/></text:p></table:table-cell>`, 1000)+`</table:table-row>`))},
		{"rows in rows 100000 deep.ods", openDocument("", table(strings.Repeat(`<table:table-row-group>`, 100_000)+strings.Repeat(`</table:table-row-group>`, 100_000)))},
		{"300000 sheets.ods", openDocument("", strings.Repeat(`<table:table table:name="A"/>`, 300_000))},
		{"a million styles.ods", openDocument(strings.Repeat(`<style:style style:name="x" style:family="table-cell"/>`, 1_000_000), table(""))},
	}
}

func xml2003() []other {
	book := func(rows string) func() []byte {
		return func() []byte {
			return []byte(`<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">` +
				`<Worksheet ss:Name="A"><Table>` + rows + `</Table></Worksheet></Workbook>`)
		}
	}
	cell := `<Cell ss:MergeAcross="2000000000" ss:MergeDown="2000000000"><Data ss:Type="Number">1</Data></Cell>`
	return []other{
		{"row two billion.xml", book(`<Row ss:Index="2000000000"><Cell><Data ss:Type="Number">1</Data></Cell></Row>`)},
		{"merged to the end of time.xml", book(`<Row>` + strings.Repeat(cell, 1000) + `</Row>`)},
		{"rows that span.xml", book(strings.Repeat(`<Row ss:Span="1000000"/>`, 100_000))},
		{"400001 cells.xml", book(strings.Repeat(`<Row><Cell><Data ss:Type="String">a</Data></Cell></Row>`, 400_001))},
		{"entities.xml", func() []byte {
			return []byte(`<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "` + strings.Repeat("a", 1000) + `"><!ENTITY b "` + strings.Repeat("&a;", 1000) +
				`">]><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">` + strings.Repeat("&b;", 1000) + `</Workbook>`)
		}},
	}
}

func pages() []other {
	page := func(rows string) func() []byte {
		return func() []byte { return []byte(`<html><body><table>` + rows + `</table></body></html>`) }
	}
	return []other{
		{"cells wider than the world.html", page(`<tr>` + strings.Repeat(`<td colspan="999999999" rowspan="999999999">1</td>`, 3000) + `</tr>`)},
		{"rows that hang over rows.html", page(strings.Repeat(`<tr><td rowspan="65000">1</td><td>2</td></tr>`, 30_000))},
		{"tables in tables.html", func() []byte { return []byte(strings.Repeat(`<table><tr><td>`, 200_000) + "1") }},
		{"tags without an end.html", func() []byte { return []byte(`<html>` + strings.Repeat(`<b><i><a><p>`, 200_000)) }},
		{"a comment without an end.html", func() []byte { return []byte(`<html><!--` + strings.Repeat(`<table><tr><td>1`, 500_000)) }},
		{"one tag with a million attributes.html", page(`<tr><td ` + many(300_000, func(i int) string { return fmt.Sprintf("a%d=1 ", i) }) + `>1</td></tr>`)},
		{"a sheet of styles.html", func() []byte {
			return []byte(`<html><style>` + many(300_000, func(i int) string { return fmt.Sprintf(".x%d{font-family:.VnTime}", i) }) + `</style><table><tr><td>1</td></tr></table></html>`)
		}},
		{"a million cells.html", page(strings.Repeat(`<tr><td>1<td>2<td>3<td>4`, 250_000))},
	}
}

func values() []other {
	return []other{
		{"30 MB of commas.csv", func() []byte { return []byte("TT,Tên\n" + strings.Repeat(",", 30<<20)) }},
		{"a quote without an end.csv", func() []byte { return []byte("TT;Tên\n1;\"" + strings.Repeat("Phú Lệ\n", 3<<20)) }},
		{"nothing but quotes.csv", func() []byte { return []byte("TT,Tên\n" + strings.Repeat(`"`, 20<<20)) }},
		{"a million lines.csv", func() []byte { return []byte(strings.Repeat("1;Phú Lệ;1.234,5\n", 1_000_000)) }},
		{"one line of 20 MB.csv", func() []byte { return []byte(strings.Repeat("Phú Lệ ", 2<<20)) }},
		{"half a letter.csv", func() []byte {
			b := []byte{0xFF, 0xFE}
			for _, u := range utf16.Encode([]rune(strings.Repeat("Phú Lệ\t1\n", 200_000))) {
				b = binary.LittleEndian.AppendUint16(b, u)
			}
			return append(b, 0xD8)
		}},
	}
}

// record is one record of a binary workbook (MS-XLS 2.1.4).
func record(id uint16, body ...byte) []byte {
	b := binary.LittleEndian.AppendUint16(nil, id)
	b = binary.LittleEndian.AppendUint16(b, uint16(len(body)))
	return append(b, body...)
}

// Numbers of records.
const (
	biffBOF, biffEOF, biffContinue   = 0x0809, 0x000A, 0x003C
	biffSST, biffBoundSheet, biffMul = 0x00FC, 0x0085, 0x00BD
)

func streams() []other {
	globals := record(biffBOF, 0, 6, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
	sheet := record(biffBOF, 0, 6, 0x10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
	end := record(biffEOF)
	join := func(parts ...[]byte) func() []byte {
		return func() []byte { return bytes.Join(parts, nil) }
	}
	return []other{
		{"four billion shared texts.xls", join(globals, record(biffSST, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF), end)},
		{"a text that goes on for ever.xls", join(globals, record(biffSST, 1, 0, 0, 0, 1, 0, 0, 0, 0xFF, 0xFF, 0), bytes.Repeat(record(biffContinue, 0), 1_000_000), end)},
		{"a million sheets.xls", join(globals, bytes.Repeat(record(biffBoundSheet, 0, 0, 0, 0, 0, 0, 1, 0, 'A'), 1_000_000), end)},
		{"a sheet that is itself.xls", join(globals, record(biffBoundSheet, 0, 0, 0, 0, 0, 0, 1, 0, 'A'), end)},
		{"a million records of nothing.xls", join(globals, bytes.Repeat(record(0x1234), 4_000_000), end)},
		{"a record longer than the file.xls", join(globals, []byte{0xFC, 0, 0xFF, 0xFF, 1})},
		{"a row of figures without an end.xls", join(globals, record(biffBoundSheet, 0x2B, 0, 0, 0, 0, 0, 1, 0, 'A'), end, sheet, bytes.Repeat(record(biffMul, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF), 100_000), end)},
		{"a folder in a circle.xls", func() []byte {
			b := make([]byte, 8<<10)
			copy(b, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
			binary.LittleEndian.PutUint16(b[24:], 0x3E)
			binary.LittleEndian.PutUint16(b[26:], 3)
			binary.LittleEndian.PutUint16(b[28:], 0xFFFE)
			binary.LittleEndian.PutUint16(b[30:], 9)
			binary.LittleEndian.PutUint16(b[32:], 6)
			binary.LittleEndian.PutUint32(b[44:], 1)
			for i := 512; i < len(b); i += 4 { // every sector is followed by the second
				binary.LittleEndian.PutUint32(b[i:], 1)
			}
			return b
		}},
	}
}
