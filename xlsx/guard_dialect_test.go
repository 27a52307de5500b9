package xlsx

import (
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
)

func utf16File(text string) string {
	var b strings.Builder
	b.WriteString("\xFF\xFE")
	for _, u := range utf16.Encode([]rune(text)) {
		b.WriteByte(byte(u))
		b.WriteByte(byte(u >> 8))
	}
	return b.String()
}

// Many programs write workbooks; each row is one way to say the same.
func TestDialects(t *testing.T) {
	sheet := "xl/worksheets/sheet1.xml"
	one := `<row r="1"><c r="A1" t="s"><v>1</v></c></row>`
	strict := strings.NewReplacer(
		"http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main",
		"http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships")
	var strictParts []string
	for _, p := range tinyParts() {
		strictParts = append(strictParts, p.name, strict.Replace(string(p.body)))
	}
	rels := string(tinyParts()[3].body)
	for _, tt := range []struct {
		name    string
		changes []string
		want    string // cells as A1=text
	}{
		{"plain", nil, "A1=một"},
		{"strict namespaces", strictParts, "A1=một"},
		{"prefixed namespace", []string{sheet, `<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row r="1"><x:c r="A1" t="s"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>`}, "A1=một"},
		{"byte order mark", []string{sheet, "\xEF\xBB\xBF" + worksheet(one)}, "A1=một"},
		{"UTF-16", []string{sheet, utf16File(strings.Replace(worksheet(`<row><c t="inlineStr"><is><t>xã Nậm</t></is></c></row>`), "UTF-8", "UTF-16", 1))}, "A1=xã Nậm"},
		{"windows-1258", []string{sheet, strings.Replace(worksheet("<row><c t=\"inlineStr\"><is><t>x\xE3 \xD0</t></is></c></row>"), "UTF-8", "windows-1258", 1)}, "A1=xă Đ"},
		{"backslash part names", []string{sheet, "-", `xl\worksheets\sheet1.xml`, worksheet(one)}, "A1=một"},
		{"part name in another case", []string{sheet, "-", `XL/Worksheets/Sheet1.XML`, worksheet(one)}, "A1=một"},
		{"absolute target", []string{"xl/_rels/workbook.xml.rels", strings.Replace(rels, "worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml", 1)}, "A1=một"},
		{"dotted target", []string{"xl/_rels/workbook.xml.rels", strings.Replace(rels, "worksheets/sheet1.xml", `..\xl\worksheets\sheet1.xml`, 1)}, "A1=một"},
		{"percent-encoded target", []string{"xl/_rels/workbook.xml.rels", strings.Replace(rels, "worksheets/sheet1.xml", `worksheets/b%20%C4%91.xml`, 1), sheet, "-", "xl/worksheets/b đ.xml", worksheet(one)}, "A1=một"},
		{"no references", []string{sheet, worksheet(`<row><c><v>1</v></c><c/><c><v>2</v></c></row><row r="5"><c><v>3</v></c><c r="E5"><v>4</v></c><c><v>5</v></c></row>`)}, "A1=1 C1=2 A5=3 E5=4 F5=5"},
		{"rich text without phonetics", []string{sheet, worksheet(`<row><c t="inlineStr"><is><r><t xml:space="preserve">Đạt </t></r><r><rPr><b/></rPr><t>chuẩn</t></r><rPh sb="0" eb="1"><t>kana</t></rPh></is></c></row>`)}, "A1=Đạt chuẩn"},
		{"escapes", []string{sheet, worksheet(`<row><c t="str"><v>a_x000D_b _x005F_x0041_ _xD83D__xDE00_ _x12 _x00e0_</v></c></row>`)}, "A1=a\rb _x0041_ 😀 _x12 à"},
		{"references and CDATA", []string{sheet, worksheet("<row><c t=\"str\"><v>&lt;&#7841;&#x1EA1;&amp;<![CDATA[<&>]]>\r\nz<!-- no -->!</v></c></row>")}, "A1=<ạạ&<&>\nz!"},
		{"values of every type", []string{sheet, worksheet(`<row><c t="n"><v> -1.5E-07 </v></c><c t="b"><v>1</v></c><c t="b"><v>false</v></c><c t="e"><v>#REF!</v></c><c t="d"><v>2020-02-14</v></c></row>`)}, "A1=-1.5E-07 B1=1 C1=0 D1=#REF! E1=2020-02-14"},
		{"styled and empty cells are not kept", []string{sheet, worksheet(`<row><c s="1"/><c t="s" s="1"/><c><v></v></c><c><v>0</v></c></row>`)}, "D1=0"},
		{"junk before and after", nil, "A1=một"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := tiny(t, tt.changes...)
			if tt.name == "junk before and after" {
				b = append(append([]byte("\r\n\x01junk"), b...), "junk junk\x00\x00"...)
			}
			wb := readOK(t, b)
			var got []string
			for c := range wb.Sheets[0].Cells() {
				got = append(got, c.Ref()+"="+c.Raw)
			}
			if diff := cmp.Diff(tt.want, strings.Join(got, " ")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestCellKindsFormulasAndFonts(t *testing.T) {
	wb := readOK(t, tiny(t,
		"xl/worksheets/sheet1.xml", worksheet(`<row>`+
			`<c s="1"><v>43875</v></c>`+
			`<c><f>SUM(A1:A2)</f></c>`+
			`<c><f t="shared" ref="C1:D1" si="0">A1*2</f><v>2</v></c>`+
			`<c><f t="shared" si="0"/><v>3</v></c>`+
			`<c t="str"><f>""</f><v></v></c>`+
			`<c t="e"><f>A9</f><v>#REF!</v></c>`+
			`<c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c></row>`),
		"xl/sharedStrings.xml", xmlHead+`<sst `+mainNS+`><si><r><rPr><rFont val="Arial"/></rPr><t>a</t></r></si>`+
			`<si><r><t>a</t></r><r><rPr><rFont val=".VnTime"/></rPr><t>b</t></r></si>`+
			`<si><r><t>a</t></r><r><rPr><rFont val="Arial"/></rPr><t>b</t></r></si></sst>`))
	cell := func(c Cell) Cell {
		c.Row = 1
		if c.Format == "" {
			c.Format = "General"
		}
		if c.Font == "" {
			c.Font = ".VnTime"
		}
		return c
	}
	want := []Cell{
		cell(Cell{Col: 1, Kind: KindNumber, Raw: "43875", Format: "dd/mm/yyyy", IsDate: true}),
		cell(Cell{Col: 2, HasFormula: true, Formula: "SUM(A1:A2)"}),
		cell(Cell{Col: 3, Kind: KindNumber, Raw: "2", HasFormula: true, HasCached: true, Formula: "A1*2"}),
		cell(Cell{Col: 4, Kind: KindNumber, Raw: "3", HasFormula: true, HasCached: true}),
		cell(Cell{Col: 5, Kind: KindText, HasFormula: true, HasCached: true, Formula: `""`}),
		cell(Cell{Col: 6, Kind: KindError, Raw: "#REF!", HasFormula: true, HasCached: true, Formula: "A9"}),
		cell(Cell{Col: 7, Kind: KindText, Raw: "a", Font: "Arial"}),
		cell(Cell{Col: 8, Kind: KindText, Raw: "ab"}),
		cell(Cell{Col: 9, Kind: KindText, Raw: "ab", MixedFonts: true}),
	}
	if diff := cmp.Diff(want, wb.Sheets[0].Row(1)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestWorkbookFacts(t *testing.T) {
	rels := strings.Replace(string(tinyParts()[3].body), "</Relationships>",
		`<Relationship Id="rId7" Type="`+relType+`worksheet" Target="worksheets/sheet2.xml"/>`+
			`<Relationship Id="rId8" Type="`+relType+`chartsheet" Target="chartsheets/sheet1.xml"/>`+
			`<Relationship Id="rId9" Type="`+relType+`externalLink" Target="externalLinks/externalLink1.xml"/></Relationships>`, 1)
	wb := readOK(t, tiny(t,
		"xl/workbook.xml", xmlHead+`<workbook `+mainNS+`><workbookPr date1904="1"/><sheets>`+
			`<sheet name="A" sheetId="1" state="veryHidden" r:id="rId1"/><sheet name="Đồ thị" sheetId="2" r:id="rId8"/><sheet name="B" sheetId="3" state="hidden" r:id="rId7"/></sheets>`+
			`<definedNames><definedName name="KyBaoCao" hidden="1" localSheetId="2">A!$A$1</definedName></definedNames></workbook>`,
		"xl/_rels/workbook.xml.rels", rels,
		"xl/worksheets/sheet2.xml", `<worksheet `+mainNS+`><cols><col min="2" max="3" hidden="1"/><col min="4" max="4" hidden="1"/></cols>`+
			`<sheetData><row r="2" hidden="1"/><row r="3" hidden="1"/><row r="4"/><row r="9" hidden="1"/><row r="20"><c r="C20"><v>7</v></c></row></sheetData>`+
			`<mergeCells><mergeCell ref="C20:D22"/><mergeCell ref="A1:B1"/></mergeCells></worksheet>`,
		"xl/chartsheets/sheet1.xml", `<chartsheet/>`,
		"xl/externalLinks/externalLink1.xml", `<externalLink/>`,
		"xl/vbaProject.bin", "\x00\x01",
		"docProps/app.xml", `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>WPS</Application></Properties>`))
	got := *wb
	got.Sheets, got.old = nil, oldSigns{}
	want := Workbook{
		Names:       []DefinedName{{Name: "KyBaoCao", Refers: "A!$A$1", Sheet: 2, Hidden: true}},
		OtherSheets: []string{"Đồ thị"}, Date1904: true, Macros: true, ExternalLinks: true, Producer: "WPS",
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(Workbook{}, oldSigns{}, oldSeen{})); diff != "" {
		t.Errorf("workbook (-want +got):\n%s", diff)
	}
	if wb.Sheets[0].State != VeryHidden || wb.Sheets[1].State != Hidden {
		t.Error("visibility of sheets")
	}
	b := wb.Sheets[1]
	if !cmp.Equal(b.HiddenRows, []Span{{2, 3}, {9, 9}}) || !cmp.Equal(b.HiddenColumns, []Span{{2, 4}}) {
		t.Errorf("hidden rows %v, columns %v", b.HiddenRows, b.HiddenColumns)
	}
	if c, ok := b.At(22, 4); !ok || c.Ref() != "C20" || c.Raw != "7" {
		t.Errorf("D22 shows %v, want C20", c)
	}
	if _, ok := b.At(23, 4); ok {
		t.Error("D23 shows something")
	}
	if _, ok := b.At(1, 2); ok {
		t.Error("B1 shows something")
	}
}

// Workbooks that were Excel 95 once list their modules of macros as sheets without a part. A worksheet that such a
// tab could have led to must not be lost.
func TestModuleWithoutPart(t *testing.T) {
	book := xmlHead + `<workbook ` + mainNS + `><sheets><sheet name="A" sheetId="1" r:id="rId1"/><sheet name="Module1" sheetId="2" r:id=""/></sheets></workbook>`
	wb := readOK(t, tiny(t, "xl/workbook.xml", book))
	if len(wb.Sheets) != 1 || !wb.Macros || len(wb.OtherSheets) != 1 || wb.OtherSheets[0] != "Module1" {
		t.Errorf("%d sheets, others %v, macros %v", len(wb.Sheets), wb.OtherSheets, wb.Macros)
	}
	rels := strings.Replace(string(tinyParts()[3].body), "</Relationships>",
		`<Relationship Id="rId7" Type="`+relType+`worksheet" Target="worksheets/sheet2.xml"/></Relationships>`, 1)
	_, err := Read("", tiny(t, "xl/workbook.xml", book, "xl/_rels/workbook.xml.rels", rels,
		"xl/worksheets/sheet2.xml", `<worksheet `+mainNS+`><sheetData><row r="1"><c r="A1"><v>7</v></c></row></sheetData></worksheet>`), DefaultLimits())
	if err == nil {
		t.Error("a worksheet that no tab leads to is lost in silence")
	}
}
