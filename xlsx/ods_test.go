package xlsx

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bieuxa/xlsx/oldtext"
)

// What a cell of an OpenDocument spreadsheet says: ISO/IEC 26300-1, 19.384–19.389 (values), 6.1 (blanks in text).
func TestODSValues(t *testing.T) {
	for _, tt := range []struct {
		name, cell string
		want       Cell
	}{
		{"exact digits", `<table:table-cell office:value-type="float" office:value="0.10000000000000001"><text:p>0,1</text:p></table:table-cell>`,
			Cell{Kind: KindNumber, Raw: "0.10000000000000001", Format: "General", Font: "Arial"}},
		{"percentage", `<table:table-cell table:style-name="pc" office:value-type="percentage" office:value="0.85"><text:p>85%</text:p></table:table-cell>`,
			Cell{Kind: KindNumber, Raw: "0.85", Format: "0.00%", Font: "Arial", IsPercent: true}},
		{"percentage in a plain style", `<table:table-cell office:value-type="percentage" office:value="0.85"/>`,
			Cell{Kind: KindNumber, Raw: "0.85", Format: "0.00%", Font: "Arial", IsPercent: true}},
		{"unit in the format", `<table:table-cell table:style-name="ho" office:value-type="float" office:value="1234.5"/>`,
			Cell{Kind: KindNumber, Raw: "1234.5", Format: `#,##0.0" hộ"`, Font: "Arial"}},
		{"format by sign", `<table:table-cell table:style-name="ne" office:value-type="float" office:value="-3"/>`,
			Cell{Kind: KindNumber, Raw: "-3", Format: `#,##0;-#,##0`, Font: "Arial"}},
		{"currency", `<table:table-cell office:value-type="currency" office:currency="VND" office:value="250000000"/>`,
			Cell{Kind: KindNumber, Raw: "250000000", Format: "General", Font: "Arial"}},
		{"date", `<table:table-cell table:style-name="da" office:value-type="date" office:date-value="2020-02-14"/>`,
			Cell{Kind: KindNumber, Raw: "43875", Format: "dd/mm/yyyy", Font: "Arial", IsDate: true}},
		{"date in a plain style", `<table:table-cell office:value-type="date" office:date-value="2020-02-14T12:00:00"/>`,
			Cell{Kind: KindNumber, Raw: "43875.5", Format: "dd/mm/yyyy", Font: "Arial", IsDate: true}},
		{"date beyond Excel", `<table:table-cell office:value-type="date" office:date-value="1802-01-01"/>`,
			Cell{Kind: KindDate, Raw: "1802-01-01", Format: "General", Font: "Arial"}},
		{"time", `<table:table-cell office:value-type="time" office:time-value="PT36H00M00S"/>`,
			Cell{Kind: KindNumber, Raw: "1.5", Format: "[h]:mm:ss", Font: "Arial", IsDate: true}},
		{"truth", `<table:table-cell office:value-type="boolean" office:boolean-value="true"/>`,
			Cell{Kind: KindBool, Raw: "1", Format: "General", Font: "Arial"}},
		{"figure in a cell that shows truths", `<table:table-cell office:value-type="boolean" office:boolean-value="17.75"/>`,
			Cell{Kind: KindNumber, Raw: "17.75", Format: "General", Font: "Arial"}},
		{"text with blanks", "<table:table-cell office:value-type=\"string\"><text:p>  Xã\n  Phú <text:s text:c=\"3\"/>Lệ<text:tab/>x<text:line-break/>y</text:p><text:p>hai</text:p></table:table-cell>",
			Cell{Kind: KindText, Raw: "Xã Phú    Lệ\tx\ny\nhai", Format: "General", Font: "Arial"}},
		{"text stated", `<table:table-cell office:value-type="string" office:string-value="Đạt"><text:p>kết quả: Đạt</text:p></table:table-cell>`,
			Cell{Kind: KindText, Raw: "Đạt", Format: "General", Font: "Arial"}},
		{"text without a kind", `<table:table-cell><text:p>Đạt</text:p></table:table-cell>`,
			Cell{Kind: KindText, Raw: "Đạt", Format: "General", Font: "Arial"}},
		{"figure without a value is the text shown", `<table:table-cell office:value-type="float"><text:p>1.234</text:p></table:table-cell>`,
			Cell{Kind: KindText, Raw: "1.234", Format: "General", Font: "Arial"}},
		{"a remark is no text", `<table:table-cell office:value-type="string"><office:annotation><dc:date>x</dc:date><text:p>sai</text:p></office:annotation><text:p>đúng<office:annotation><text:p>sai</text:p></office:annotation></text:p><draw:frame><draw:text-box><text:p>sai</text:p></draw:text-box></draw:frame></table:table-cell>`,
			Cell{Kind: KindText, Raw: "đúng", Format: "General", Font: "Arial"}},
		{"font", `<table:table-cell table:style-name="vn" office:value-type="string"><text:p>X· Phó LÖ</text:p></table:table-cell>`,
			Cell{Kind: KindText, Raw: "Xã Phú Lệ", Format: "General", Font: ".VnTime", Old: oldtext.TCVN3}},
		{"font of all runs", `<table:table-cell office:value-type="string"><text:p><text:span text:style-name="T1">a</text:span> <text:span text:style-name="T1">b</text:span></text:p></table:table-cell>`,
			Cell{Kind: KindText, Raw: "a b", Format: "General", Font: "VNI-Times"}},
		{"mixed fonts", `<table:table-cell table:style-name="vn" office:value-type="string"><text:p>a<text:span text:style-name="T1">b</text:span></text:p></table:table-cell>`,
			Cell{Kind: KindText, Raw: "ab", Format: "General", Font: ".VnTime", MixedFonts: true}},
		{"formula", `<table:table-cell table:formula="of:=SUM([.B2:.B5];[$'Biểu ''1'''.$C$1])*2" office:value-type="float" office:value="7"/>`,
			Cell{Kind: KindNumber, Raw: "7", Format: "General", Font: "Arial", HasFormula: true, HasCached: true, Formula: "SUM(B2:B5,'Biểu ''1'''!$C$1)*2"}},
		{"formula with an empty result", `<table:table-cell table:formula="of:=IF([.A1]=0;&quot;&quot;;1)"><text:p/></table:table-cell>`,
			Cell{Kind: KindText, Format: "General", Font: "Arial", HasFormula: true, HasCached: true, Formula: `IF(A1=0,"",1)`}},
		{"formula without a result", `<table:table-cell table:formula="of:=[.A1]+1"/>`,
			Cell{Format: "General", Font: "Arial", HasFormula: true, Formula: "A1+1"}},
		{"formula not understood", `<table:table-cell table:formula="of:=ORG.OPENOFFICE.EASTERSUNDAY(2020)" office:value-type="float" office:value="43933"/>`,
			Cell{Kind: KindNumber, Raw: "43933", Format: "General", Font: "Arial", HasFormula: true, HasCached: true}},
		{"error", `<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>`,
			Cell{Kind: KindError, Raw: "#DIV/0!", Format: "General", Font: "Arial", HasFormula: true, HasCached: true, Formula: "1/0"}},
		{"error in another language beside nought", `<table:table-cell table:formula="oooc:=[.A1]/0" office:value-type="float" office:value="0"><text:p>#VALORE!</text:p></table:table-cell>`,
			Cell{Kind: KindError, Raw: "#VALUE!", Format: "General", Font: "Arial", HasFormula: true, HasCached: true, Formula: "A1/0"}},
		{"error beside nought", `<table:table-cell table:formula="oooc:=[.A1]/0" office:value-type="float" office:value="0"><text:p>Err:502</text:p></table:table-cell>`,
			Cell{Kind: KindError, Raw: "#VALUE!", Format: "General", Font: "Arial", HasFormula: true, HasCached: true, Formula: "A1/0"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.want.Row, tt.want.Col = 1, 1
			wb := readODSOK(t, oneRow(tt.cell))
			got, _ := wb.Sheets[0].exact(1, 1)
			if diff := cmp.Diff(tt.want, got); diff != "" || wb.Sheets[0].Len() != 1 {
				t.Errorf("%d cells (-want +got):\n%s", wb.Sheets[0].Len(), diff)
			}
		})
	}
}

func TestODSFormulas(t *testing.T) {
	for from, want := range map[string]string{
		"of:=[.B2]":                        "B2",
		"of:=SUM([$Sheet1.A1:.$B$3])":      "SUM('Sheet1'!A1:$B$3)",
		"of:=SUM(['a.b:c'.A1:'a.b:c'.B3])": "", // Excel has no such name of a sheet
		"of:=[.#REF!]+1":                   "#REF!+1",
		"of:={1;2|3;4}":                    "{1,2;3,4}",
		"of:=COM.MICROSOFT.IFS([.A1]>1;2)": "_xlfn.IFS(A1>1,2)",
		"of:=\"a;[b]\"\"\"&[.A1]":          `"a;[b]"""&A1`,
		"of:=[.A1]![.B1]":                  "",
		"of:=SUM([.A1]~[.B1])":             "",
		"of:=SUM([Sheet1.A1:Sheet2.A1])":   "",
		"msoxl:=SUM(A1:B2,3)":              "SUM(A1:B2,3)",
		"of:=['file:///x.ods'#$Sheet1.A1]": "",
		"xx:=1":                            "",
		"of:=SUM([.A:.A])":                 "SUM(A:A)",
		"of:=[.A1":                         "",
		"of:=\"a":                          "",
	} {
		got, external := odsFormula(from)
		if got != want || external != strings.Contains(from, "file:") {
			t.Errorf("%s: %q, external %v, want %q", from, got, external, want)
		}
	}
}

func TestODSFrame(t *testing.T) {
	wb := readODSOK(t, flatODS(`<table:calculation-settings><table:null-date table:date-value="1904-01-01"/></table:calculation-settings>
<table:table table:name="Một"><table:table-column table:style-name="co1" table:number-columns-repeated="2" table:default-cell-style-name="vn"/><table:table-column table:visibility="collapse" table:number-columns-repeated="16382" table:default-cell-style-name="Default"/>
<table:table-header-rows><table:table-row table:style-name="ro1"><table:table-cell table:number-columns-spanned="3" table:number-rows-spanned="2" office:value-type="string"><text:p>đầu</text:p></table:table-cell><table:covered-table-cell table:number-columns-repeated="2"/><table:table-cell table:style-name="ho"/></table:table-row></table:table-header-rows>
<table:table-row table:visibility="filter"><table:covered-table-cell table:number-columns-repeated="3"/><table:table-cell office:value-type="date" office:date-value="2020-02-14"/></table:table-row>
<table:table-row-group table:display="false"><table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="7"/></table:table-row></table:table-row-group>
<table:table-row table:number-rows-repeated="1048572"><table:table-cell table:number-columns-repeated="16384" table:style-name="ho"/></table:table-row>
<table:named-expressions><table:named-range table:name="bx.riêng" table:cell-range-address="$Một.$A$1:.$B$2"/></table:named-expressions></table:table>
<table:table table:name="'file:///x.ods'#$Ngoài"><table:table-row><table:table-cell office:value-type="float" office:value="1"/></table:table-row></table:table>
<table:table table:name="Ẩn" table:style-name="gone"><table:table-row><table:table-cell/></table:table-row></table:table>
<table:named-expressions><table:named-range table:name="bx.x" table:cell-range-address="$'Một'.$A$1"/></table:named-expressions>`))
	if len(wb.Sheets) != 2 || wb.Sheets[0].State != Visible || wb.Sheets[1].State != Hidden || !wb.Date1904 || !wb.ExternalLinks {
		t.Fatalf("%d sheets, %+v", len(wb.Sheets), wb)
	}
	s := wb.Sheets[0]
	if diff := cmp.Diff([]any{[]Range{{1, 1, 2, 3}}, []Span{{2, 4}}, []Span{{3, 16384}}},
		[]any{s.Merges, s.HiddenRows, s.HiddenColumns}); diff != "" {
		t.Errorf("frame (-want +got):\n%s", diff)
	}
	got := map[string]string{}
	for c := range s.Cells() {
		got[c.Ref()] = c.Raw + " " + c.Font
	}
	if diff := cmp.Diff(map[string]string{"A1": "đầu .VnTime", "D2": "42413 Arial", "A3": "7 .VnTime", "B3": "7 .VnTime", "A4": "7 .VnTime", "B4": "7 .VnTime"}, got); diff != "" {
		t.Errorf("cells (-want +got):\n%s", diff)
	}
	if s.LastCol() != 4 || s.LastRow() != 4 || s.Height(1) != 18 || s.Width(2) != 1 || s.looks.cut {
		t.Errorf("last %d, %d, height %v, width %v", s.LastRow(), s.LastCol(), s.Height(1), s.Width(2))
	}
	if want := (Look{Fill: "FFEE00", Align: "right", Bold: true, Wrap: true}); s.LookAt(1, 4) != want {
		t.Errorf("look %+v", s.LookAt(1, 4))
	}
	if diff := cmp.Diff([]DefinedName{{Name: "bx.riêng", Refers: "'Một'!$A$1:$B$2", Sheet: 0}, {Name: "bx.x", Refers: "'Một'!$A$1", Sheet: -1}}, wb.Names); diff != "" {
		t.Errorf("names (-want +got):\n%s", diff)
	}
}

// A file that is not read says why; none is read as less than it holds.
func TestODSRefused(t *testing.T) {
	sheet := func(rows string) []byte {
		return flatODS(`<table:table table:name="B">` + rows + `</table:table>`)
	}
	seven := `office:value-type="float" office:value="7"/>`
	for name, tt := range map[string]struct {
		file []byte
		id   string
	}{
		"encrypted":                     {packODS(odsMime, oneRow(""), encryptedManifest), problemEncryptedODS},
		"text":                          {packODS("application/vnd.oasis.opendocument.text", oneRow(""), ""), problemWord},
		"slides":                        {packODS("application/vnd.oasis.opendocument.presentation", oneRow(""), ""), problemSlides},
		"drawing":                       {packODS("application/vnd.oasis.opendocument.graphics", oneRow(""), ""), problemNotWorkbook},
		"calc of 2002":                  {packODS("application/vnd.sun.xml.calc", oneRow(""), ""), problemODS},
		"flat text":                     {[]byte(strings.Replace(string(oneRow("")), odsMime, "application/vnd.oasis.opendocument.text", 1)), problemWord},
		"no sheet":                      {flatODS(""), problemDamaged},
		"cut":                           {oneRow(`<table:table-cell ` + seven)[:3000], problemDamaged},
		"not a number":                  {oneRow(`<table:table-cell office:value-type="float" office:value="7x"/>`), problemDamaged},
		"unknown kind":                  {oneRow(`<table:table-cell office:value-type="matrix" office:value="7"/>`), problemDamaged},
		"bad truth":                     {oneRow(`<table:table-cell office:value-type="boolean" office:boolean-value="maybe"/>`), problemDamaged},
		"bad count":                     {oneRow(`<table:table-cell table:number-columns-repeated="x" ` + seven), problemDamaged},
		"two sheets of one name":        {flatODS(strings.Repeat(`<table:table table:name="B"><table:table-row/></table:table>`, 2)), problemDamaged},
		"cell outside a row":            {sheet(`<table:table-cell ` + seven), problemDamaged},
		"a figure in every row":         {sheet(`<table:table-row table:number-rows-repeated="1048576"><table:table-cell ` + seven + `</table:table-row>`), problemTooMany},
		"a figure in every cell":        {sheet(`<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384" ` + seven + `</table:table-row>`), problemTooMany},
		"beyond the last column":        {sheet(`<table:table-row><table:table-cell table:number-columns-repeated="16384"/><table:table-cell ` + seven + `</table:table-row>`), problemAddress},
		"beyond the last row":           {sheet(`<table:table-row table:number-rows-repeated="2147483647"/><table:table-row table:number-rows-repeated="2147483647"/><table:table-row><table:table-cell ` + seven + `</table:table-row>`), problemAddress},
		"blanks without end":            {oneRow(`<table:table-cell office:value-type="string"><text:p><text:s text:c="2000000000"/></text:p></table:table-cell>`), problemTooMany},
		"entities":                      {[]byte(strings.Replace(string(oneRow("")), "?><office", `?><!DOCTYPE x [<!ENTITY a "b">]><office`, 1)), problemEntities},
		"entities in the list of parts": {packODS(odsMime, oneRow(""), `<!DOCTYPE x [<!ENTITY a "b">]><x/>`), problemEntities},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Read("a.ods", tt.file, DefaultLimits())
			var p *ProblemError
			if !errors.As(err, &p) || p.ID != tt.id {
				t.Errorf("%v, want %s", err, tt.id)
			}
		})
	}
}

func TestODSPackage(t *testing.T) {
	cell := `<table:table-cell office:value-type="float" office:value="7"/>`
	for _, mime := range []string{odsMime, odsMime + "-template"} {
		if s := readODSOK(t, packODS(mime, oneRow(cell), "")).Sheets[0]; s.Len() != 1 || s.Name != "Biểu" {
			t.Errorf("%s: %d cells on %s", mime, s.Len(), s.Name)
		}
	}
	if s := readODSOK(t, brokenFixture(t, "../producers/saved-as-ods.ods")).Sheets[0]; s.Len() == 0 {
		t.Error("saved-as-ods.xlsx is empty")
	}
	with := packODS(odsMime, oneRow(cell), "")
	parts := append(unzip(t, with), madePart{"Basic/Standard/Module1.xml", []byte(`<!DOCTYPE x><x/>`)})
	if wb := readODSOK(t, packStored(parts)); !wb.Macros {
		t.Error("macros are not seen")
	}
}

// The checksums of the parts tell of damage: such a file is refused, or read whole.
func TestDamagedODSIsNeverAShorterSheet(t *testing.T) {
	file := packODS(odsMime, oneRow(strings.Repeat(`<table:table-cell office:value-type="float" office:value="7"/>`, 20)), "")
	whole := readODSOK(t, file)
	rng := rand.New(rand.NewPCG(2020, 2))
	read := 0
	for range 3000 {
		hurt, how := damageOutside(rng, file)
		wb, err := Read("a.ods", hurt, DefaultLimits())
		var p *ProblemError
		switch {
		case err == nil && !sameCells(whole, wb):
			t.Errorf("%s: other cells", how)
		case err == nil:
			read++
		case !errors.As(err, &p) || p.ID == problemBug:
			t.Errorf("%s: %v", how, err)
		}
	}
	t.Logf("read whole %d", read)
}

// FuzzReadODS wants a workbook in order or a problem, whatever stands in the file.
func FuzzReadODS(f *testing.F) {
	f.Add(oneRow(`<table:table-cell table:number-columns-repeated="2" office:value-type="date" office:date-value="2020-02-14"/><table:table-cell table:formula="of:=SUM([.A1:.B1];{1|2})" office:value-type="string"><text:p>a<text:s text:c="2"/><text:span text:style-name="T1">b</text:span></text:p></table:table-cell>`))
	f.Add(flatODS(`<table:calculation-settings><table:null-date table:date-value="1900-01-01"/></table:calculation-settings><table:table table:name="B"><table:table-column table:number-columns-repeated="3" table:default-cell-style-name="da"/><table:table-row table:number-rows-repeated="3" table:visibility="collapse"><table:table-cell table:number-columns-spanned="2" office:value-type="float" office:value="3"/><table:covered-table-cell/><table:table-cell office:value-type="time" office:time-value="PT1H2M3.5S"/></table:table-row></table:table>`))
	f.Fuzz(func(t *testing.T, b []byte) {
		lim := DefaultLimits()
		lim.Cells, lim.Text = 5_000, 1<<20
		wb, err := readFlatODS(b, lim)
		var p *ProblemError
		switch {
		case err == nil:
			checkOrder(t, wb, lim)
		case !errors.As(err, &p) || p.ID == problemBug:
			t.Fatal(err)
		}
	})
}
