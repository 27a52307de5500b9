package xlsx

import (
	"archive/zip"
	"bytes"
	"testing"
)

const xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

const mainNS = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" ` +
	`xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`

const relNS = `xmlns="http://schemas.openxmlformats.org/package/2006/relationships"`

const relType = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/`

// worksheet wraps rows in the least a worksheet part needs.
func worksheet(rows string) string {
	return xmlHead + `<worksheet ` + mainNS + `><sheetData>` + rows + `</sheetData></worksheet>`
}

// tinyParts is the least workbook: sheet "A", three shared strings, styles General and dd/mm/yyyy.
func tinyParts() []madePart {
	parts := []struct{ name, body string }{
		{"[Content_Types].xml", xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`},
		{"_rels/.rels", xmlHead + `<Relationships ` + relNS + `><Relationship Id="rId1" Type="` + relType +
			`officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", xmlHead + `<workbook ` + mainNS + `><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", xmlHead + `<Relationships ` + relNS + `>` +
			`<Relationship Id="rId1" Type="` + relType + `worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="rId2" Type="` + relType + `sharedStrings" Target="sharedStrings.xml"/>` +
			`<Relationship Id="rId3" Type="` + relType + `styles" Target="styles.xml"/></Relationships>`},
		{"xl/sharedStrings.xml", xmlHead + `<sst ` + mainNS + `><si><t>không</t></si><si><t>một</t></si><si><t>hai</t></si></sst>`},
		{"xl/styles.xml", xmlHead + `<styleSheet ` + mainNS + `><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>` +
			`<fonts><font><name val=".VnTime"/></font></fonts>` +
			`<cellXfs><xf numFmtId="0" fontId="0"/><xf numFmtId="164" fontId="0"/></cellXfs></styleSheet>`},
		{"xl/worksheets/sheet1.xml", worksheet(`<row r="1"><c r="A1" t="s"><v>1</v></c></row>`)},
	}
	var out []madePart
	for _, p := range parts {
		out = append(out, madePart{p.name, []byte(p.body)})
	}
	return out
}

// tiny packs the least workbook with parts replaced, added, or left out where body is "-".
func tiny(tb testing.TB, changes ...string) []byte {
	tb.Helper()
	parts := tinyParts()
change:
	for i := 0; i < len(changes); i += 2 {
		for j := range parts {
			if parts[j].name == changes[i] {
				parts[j].body = []byte(changes[i+1])
				continue change
			}
		}
		parts = append(parts, madePart{changes[i], []byte(changes[i+1])})
	}
	kept := parts[:0]
	for _, p := range parts {
		if string(p.body) != "-" {
			kept = append(kept, p)
		}
	}
	return pack(tb, kept)
}

func pack(tb testing.TB, parts []madePart) []byte {
	tb.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, p := range parts {
		e, err := w.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate})
		if err == nil {
			_, err = e.Write(p.body)
		}
		if err != nil {
			tb.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}

func sheetFile(tb testing.TB, rows string) []byte {
	return tiny(tb, "xl/worksheets/sheet1.xml", worksheet(rows))
}
