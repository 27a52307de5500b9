package xlsx

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"bieuxa/xlsx/oldtext"
)

// xml2003 is a workbook with the sheets given, as Excel 2003 writes it.
func xml2003(head, sheets string) []byte {
	return []byte(`<?xml version="1.0"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:html="http://www.w3.org/TR/REC-html40">
<DocumentProperties xmlns="urn:schemas-microsoft-com:office:office"><Version>11.9999</Version></DocumentProperties>
<ExcelWorkbook xmlns="urn:schemas-microsoft-com:office:excel">` + head + `</ExcelWorkbook>
<Styles><Style ss:ID="Default" ss:Name="Normal"><Font ss:FontName="Arial"/></Style>
<Style ss:ID="s1"><NumberFormat ss:Format="Percent"/></Style>
<Style ss:ID="s2"><NumberFormat ss:Format="dd/mm/yyyy"/></Style>
<Style ss:ID="s3"><Font ss:FontName=".VnTime" ss:Bold="1"/><Interior ss:Color="#FFEE00" ss:Pattern="Solid"/><Alignment ss:Horizontal="Center" ss:WrapText="1"/></Style></Styles>
` + sheets + `</Workbook>`)
}

func xml2003Rows(rows string) []byte {
	return xml2003("", `<Worksheet ss:Name="Biểu"><Table>`+rows+`</Table></Worksheet>`)
}

func TestXML2003Cells(t *testing.T) {
	wb, err := Read("a.xls", xml2003("", `<Names><NamedRange ss:Name="bx.x" ss:RefersTo="='Biểu'!R2C1:R3C2"/></Names>
<Worksheet ss:Name="Biểu"><Table ss:StyleID="Default"><Column ss:Index="2" ss:Width="52.5" ss:Span="1" ss:StyleID="s3"/><Column ss:Hidden="1"/>
<Row ss:Height="18"><Cell ss:MergeAcross="2" ss:MergeDown="1" ss:StyleID="s3"><Data ss:Type="String">dong 1&#10;dong 2</Data><Comment><ss:Data>sai</ss:Data></Comment></Cell><Cell><Data ss:Type="Number">0.10000000000000001</Data></Cell></Row>
<Row ss:Index="3"><Cell ss:Index="2"><Data ss:Type="String">X·</Data></Cell><Cell ss:StyleID="s1"><Data ss:Type="Number">0.85</Data></Cell><Cell ss:StyleID="s2"><Data ss:Type="DateTime">2020-02-14T00:00:00.000</Data></Cell><Cell ss:StyleID="Default"><Data ss:Type="DateTime">1900-01-01T12:00:00.000</Data></Cell></Row>
<Row ss:Hidden="1" ss:Span="2"><Cell ss:Formula="=SUM(R[-1]C:R[-1]C[2],R1C4)*2"><Data ss:Type="Number">7</Data></Cell><Cell ss:Formula="=R1C1+[Book2.xls]Sheet1!R1C1"><Data ss:Type="Error">#REF!</Data></Cell><Cell ss:Formula="=RC[-1]"/><Cell><Data ss:Type="Boolean">1</Data></Cell><Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><Font html:Face="VNI-Times">a</Font><B>b</B></ss:Data></Cell></Row>
<Row><Cell><Data ss:Type="Number">9</Data></Cell></Row></Table></Worksheet>
<Worksheet ss:Name="Ẩn"><Table/><WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetVeryHidden</Visible></WorksheetOptions></Worksheet>`), DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	s := wb.Sheets[0]
	if wb.Container != ContainerXML2003 || len(wb.Sheets) != 2 || wb.Sheets[1].State != VeryHidden || !wb.ExternalLinks {
		t.Errorf("%+v", wb)
	}
	if diff := cmp.Diff([]any{[]Range{{1, 1, 2, 3}}, []Span{{4, 6}}, []Span{{4, 4}}, []DefinedName{{Name: "bx.x", Refers: "'Biểu'!$A$2:$B$3", Sheet: -1}}},
		[]any{s.Merges, s.HiddenRows, s.HiddenColumns, wb.Names}); diff != "" {
		t.Errorf("frame (-want +got):\n%s", diff)
	}
	if s.Height(1) != 18 || s.Width(3) != 10 || s.LookAt(1, 1) != (Look{Fill: "FFEE00", Align: "center", Bold: true, Wrap: true}) {
		t.Errorf("height %v, width %v, look %+v", s.Height(1), s.Width(3), s.LookAt(1, 1))
	}
	got := map[string]Cell{}
	for c := range s.Cells() {
		ref := c.Ref()
		c.Row, c.Col = 0, 0
		got[ref] = c
	}
	if diff := cmp.Diff(map[string]Cell{
		"A1": {Kind: KindText, Raw: "dong 1\ndong 2", Format: "General", Font: ".VnTime"},
		"D1": {Kind: KindNumber, Raw: "0.10000000000000001", Format: "General", Font: "Arial"},
		"B3": {Kind: KindText, Raw: "Xã", Format: "General", Font: ".VnTime", Old: oldtext.TCVN3},
		"C3": {Kind: KindNumber, Raw: "0.85", Format: "0.00%", Font: "Arial", IsPercent: true},
		"D3": {Kind: KindNumber, Raw: "43875", Format: "dd/mm/yyyy", Font: "Arial", IsDate: true},
		"E3": {Kind: KindNumber, Raw: "1.5", Format: "dd/mm/yyyy", Font: "Arial", IsDate: true},
		"A4": {Kind: KindNumber, Raw: "7", Format: "General", Font: "Arial", HasFormula: true, HasCached: true, Formula: "SUM(A3:C3,$D$1)*2"},
		"B4": {Kind: KindError, Raw: "#REF!", Format: "General", Font: ".VnTime", HasFormula: true, HasCached: true},
		"C4": {Format: "General", Font: ".VnTime", HasFormula: true, Formula: "B4"},
		"D4": {Kind: KindBool, Raw: "1", Format: "General", Font: "Arial"},
		"E4": {Kind: KindText, Raw: "ab", Format: "General", Font: "Arial", MixedFonts: true},
		"A7": {Kind: KindNumber, Raw: "9", Format: "General", Font: "Arial"},
	}, got); diff != "" {
		t.Errorf("cells (-want +got):\n%s", diff)
	}
}

func TestR1C1(t *testing.T) {
	for from, want := range map[string]string{
		"R[-1]C":                           "B2",
		"R1C1":                             "$A$1",
		"SUM(R1:R2)":                       "SUM($1:$2)",
		"SUM(C)":                           "SUM(B:B)",
		"'Biểu ''1'''!RC[1]":               "'Biểu ''1'''!C3",
		`IF(RC1="R1C1",ROUND(RC[-1],1),0)`: `IF($A3="R1C1",ROUND(A3,1),0)`,
		"R[-3]C":                           "",
		"Rate*2":                           "Rate*2",
		"{1,2;3,4}":                        "{1,2;3,4}",
		"[B.xls]S!R1C1":                    "",
	} {
		if got, _ := a1Formula(from, 3, 2); got != want {
			t.Errorf("%s: %q, want %q", from, got, want)
		}
	}
}

// Excel writes UTF-8; other programs wrote the code page of Windows or UTF-16.
func TestXML2003Encodings(t *testing.T) {
	plain := string(xml2003Rows(`<Row><Cell><Data ss:Type="String">Xã Phú Lê</Data></Cell></Row>`))
	for name, e := range map[string]encoding.Encoding{"utf-8": nil, "windows-1258": charmap.Windows1258, "utf-16": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)} {
		text := strings.Replace(plain, `version="1.0"?`, `version="1.0" encoding="`+name+`"?`, 1)
		text = strings.Replace(text, "Biểu", "B1", 1)
		text = strings.Replace(text, "Xã", "Xa\u0303", 1) // Windows-1258 keeps this tone apart
		b := []byte(text)
		if e != nil {
			var err error
			if b, err = e.NewEncoder().Bytes(b); err != nil {
				t.Fatal(name, err)
			}
		}
		wb, err := Read("a.xls", b, DefaultLimits())
		if err != nil {
			t.Error(name, err)
			continue
		}
		if c, _ := wb.Sheets[0].At(1, 1); c.Raw != "Xa\u0303 Phú Lê" {
			t.Errorf("%s: %q", name, c.Raw)
		}
	}
}

func TestXML2003Refused(t *testing.T) {
	seven := `<Cell><Data ss:Type="Number">7</Data></Cell>`
	whole := xml2003Rows(`<Row>` + seven + `</Row>`)
	for name, tt := range map[string]struct {
		file []byte
		id   string
	}{
		"cut":                {whole[:len(whole)-30], problemDamaged},
		"no sheet":           {xml2003("", ""), problemDamaged},
		"not a number":       {xml2003Rows(`<Row><Cell><Data ss:Type="Number">1,5</Data></Cell></Row>`), problemDamaged},
		"unknown kind":       {xml2003Rows(`<Row><Cell><Data ss:Type="Numbr">1</Data></Cell></Row>`), problemDamaged},
		"two values":         {xml2003Rows(`<Row><Cell><Data ss:Type="Number">1</Data><Data ss:Type="Number">2</Data></Cell></Row>`), problemDamaged},
		"row back":           {xml2003Rows(`<Row ss:Index="5"/><Row ss:Index="5"/>`), problemAddress},
		"column too far":     {xml2003Rows(`<Row><Cell ss:Index="16385"/></Row>`), problemAddress},
		"merged too far":     {xml2003Rows(`<Row><Cell ss:MergeDown="1048576"/></Row>`), problemAddress},
		"row beyond the end": {xml2003Rows(`<Row ss:Index="1048577"/>`), problemAddress},
		"unknown row":        {xml2003Rows(`<Rox/>`), problemDamaged},
		"entities":           {[]byte(strings.Replace(string(whole), "<Workbook", `<!DOCTYPE x [<!ENTITY a "b">]><Workbook`, 1)), problemEntities},
	} {
		_, err := Read("a.xls", tt.file, DefaultLimits())
		var p *ProblemError
		if !errors.As(err, &p) || p.ID != tt.id {
			t.Errorf("%s: %v, want %s", name, err, tt.id)
		}
	}
}

// FuzzReadXML2003 wants a workbook in order or a problem, whatever stands in the file.
func FuzzReadXML2003(f *testing.F) {
	f.Add(xml2003Rows(`<Column ss:Index="2" ss:Span="1" ss:Width="50" ss:Hidden="1"/><Row ss:Index="2" ss:Span="1"><Cell ss:Index="2" ss:MergeAcross="1" ss:Formula="=SUM(R[-1]C,'a'!R1C1)"><Data ss:Type="Number">7</Data></Cell><Cell><Data ss:Type="DateTime">2020-02-14T10:00:00.000</Data></Cell></Row>`))
	f.Fuzz(func(t *testing.T, b []byte) {
		lim := DefaultLimits()
		lim.Cells, lim.Text = 5_000, 1<<20
		wb, err := readXML2003(b, lim)
		var p *ProblemError
		switch {
		case err == nil:
			checkOrder(t, wb, lim)
		case !errors.As(err, &p) || p.ID == problemBug:
			t.Fatal(err)
		}
	})
}
