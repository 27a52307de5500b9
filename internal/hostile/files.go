package hostile

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
)

// headings is the last row of the headings of the sample's list of products.
const headings = 11

// Files turns a filled monthly return of the sample. The bodies are made one after another: together they are large.
func Files(base []byte, give func(File) error) error {
	p, err := unpack(base)
	if err != nil {
		return err
	}
	for _, group := range []func(parts) []made{packages, sheets, lists, formulas, texts} {
		for _, m := range group(p) {
			if err := give(File{Name: m.name + ".xlsx", Body: m.make()}); err != nil {
				return fmt.Errorf("%s: %w", m.name, err)
			}
		}
	}
	return nil
}

type made struct {
	name string
	make func() []byte
}

// packages are tricks of the zip container.
func packages(p parts) []made {
	return []made{
		{"bomb, one part of 400 MB", func() []byte { return bomb(p, 1, 400<<20) }},
		{"bomb, 400 parts of 2 MB", func() []byte { return bomb(p, 400, 2<<20) }},
		{"path that climbs", func() []byte { return p.with("../../../../tmp/evil.xml", []byte("<a/>")).pack() }},
		{"path of a drive", func() []byte { return p.with(`C:\Windows\evil.xml`, []byte("<a/>")).pack() }},
		{"one part twice", func() []byte {
			q := p
			q.names = append(append([]string{}, p.names...), sheet(sheetPoverty))
			return q.pack()
		}},
		{"two parts that differ by case", func() []byte { return p.with("XL/worksheets/SHEET5.xml", p.body[sheet(sheetPoverty)]).pack() }},
		{"60000 empty parts", func() []byte {
			q := parts{names: append([]string{}, p.names...), body: p.body}
			for i := range 60_000 {
				q.names = append(q.names, fmt.Sprintf("xl/media/%d.bin", i))
			}
			return q.pack()
		}},
		{"relationships in a circle", func() []byte {
			return p.edit("xl/_rels/workbook.xml.rels", func(s string) string {
				return strings.ReplaceAll(s, `"worksheets/sheet5.xml"`, `"workbook.xml"`)
			}).pack()
		}},
		{"entities that multiply", func() []byte {
			return p.edit("xl/workbook.xml", func(s string) string {
				return `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>` + s
			}).pack()
		}},
		{"entity of a file", func() []byte {
			return p.edit("xl/workbook.xml", func(s string) string {
				return `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>` + s
			}).pack()
		}},
	}
}

// bomb adds parts of nothing but blanks; they are packed a thousandfold.
func bomb(p parts, n int, size int64) []byte {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range p.names {
		if f, err := w.Create(name); err == nil {
			_, _ = f.Write(p.body[name])
		}
	}
	blanks := bytes.Repeat([]byte{' '}, 1<<20)
	for i := range n {
		f, err := w.Create(fmt.Sprintf("xl/worksheets/extra%d.xml", i))
		if err != nil {
			panic(err)
		}
		_, _ = io.WriteString(f, "<worksheet>")
		for left := size; left > 0; left -= int64(len(blanks)) {
			_, _ = f.Write(blanks)
		}
		_, _ = io.WriteString(f, "</worksheet>")
	}
	_ = w.Close()
	return out.Bytes()
}

// sheets are sheets larger than any person fills.
func sheets(p parts) []made {
	in := func(n int, change func(string) string) func() []byte {
		return func() []byte { return p.edit(sheet(n), change).pack() }
	}
	return []made{
		{"dimension of a whole sheet", in(sheetPoverty, before("<sheetData>", `<dimension ref="A1:XFD1048576"/>`))},
		{"one cell in the last corner", in(sheetPoverty, before("</sheetData>", `<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`))},
		{"row two billion", in(sheetPoverty, before("</sheetData>", `<row r="2000000000"><c r="A2000000000"><v>1</v></c></row>`))},
		{"200000 styled rows", in(sheetPoverty, before("</sheetData>", many(200_000, func(i int) string {
			return fmt.Sprintf(`<row r="%d" s="1" customFormat="1"/>`, i+100)
		})))},
		{"3000 rows with a cell in the last column", in(sheetPoverty, before("</sheetData>", many(3000, func(i int) string {
			return fmt.Sprintf(`<row r="%d"><c r="XFD%d"><v>1</v></c></row>`, i+100, i+100)
		})))},
		{"one row of 16384 figures", in(sheetPoverty, before("</sheetData>", `<row r="100">`+many(16384, func(i int) string {
			return `<c r="` + column(i) + `100"><v>1</v></c>`
		})+`</row>`))},
		{"a million merged ranges", in(sheetPoverty, before("<pageMargins", `<mergeCells>`+many(1_000_000, func(i int) string {
			return fmt.Sprintf(`<mergeCell ref="A%d:B%d"/>`, i+100, i+100)
		})+`</mergeCells>`))},
		{"20000 merged ranges over one another", in(sheetOCOP, func(s string) string {
			return strings.Replace(s, "</mergeCells>", many(19_000, func(i int) string {
				return fmt.Sprintf(`<mergeCell ref="A%d:N%d"/>`, 100+i, 100_000+i)
			})+"</mergeCells>", 1)
		})},
		{"a million styles", func() []byte {
			return p.edit("xl/styles.xml", before("</cellXfs>", strings.Repeat(`<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>`, 1_000_000))).pack()
		}},
		{"a million names", func() []byte {
			return p.edit("xl/workbook.xml", before("</definedNames>", many(1_000_000, func(i int) string {
				return fmt.Sprintf(`<definedName name="n%d">n%d</definedName>`, i, i+1)
			}))).pack()
		}},
		{"90000 names of the template's kind", func() []byte {
			return p.edit("xl/workbook.xml", before("</definedNames>", many(90_000, func(i int) string {
				return fmt.Sprintf(`<definedName name="bx.ho_ngheo.%d">'04_HoNgheo'!$A$1:$XFD$1048576</definedName>`, i)
			}))).pack()
		}},
		{"tags 200000 deep", in(sheetPoverty, before("<pageMargins", strings.Repeat("<a>", 200_000)+strings.Repeat("</a>", 200_000)))},
		{"a tag with 100000 attributes", in(sheetPoverty, before("<pageMargins", `<a `+many(100_000, func(i int) string { return fmt.Sprintf(`a%d="" `, i) })+`/>`))},
	}
}
