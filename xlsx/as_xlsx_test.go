package xlsx

import (
	"bytes"
	"os"
	"testing"
)

// A workbook of another container is written anew with nothing lost: the return that it holds is the same, and the same
// workbook gives the same bytes.
func TestAsXLSX(t *testing.T) {
	def := commune(t)
	want := filledReturn(def, producersSeed)
	for _, name := range []string{"libreoffice.ods", "gnumeric.ods", "odfpy.ods"} {
		t.Run(name, func(t *testing.T) {
			b, err := os.ReadFile("testdata/resaved/" + name)
			if err != nil {
				t.Fatal(err)
			}
			wb, err := Read(name, b, DefaultLimits())
			if err != nil {
				t.Fatal(err)
			}
			out, err := AsXLSX(wb)
			if err != nil {
				t.Fatal(err)
			}
			if again, err := AsXLSX(wb); err != nil || !bytes.Equal(out, again) {
				t.Errorf("other bytes the second time: %v", err)
			}
			got := readBytes(t, def, out)
			for _, d := range unlike(want, got) {
				t.Error(d)
			}
			if path := os.Getenv("BIEUXA_AS_XLSX"); path != "" {
				_ = os.WriteFile(path+"/"+name+".xlsx", out, 0o644)
			}
		})
	}
}

// Digits, formulas, errors, texts that look like something else: all as they were.
func TestAsXLSXCells(t *testing.T) {
	wb := readODSOK(t, flatODS(`<table:calculation-settings><table:null-date table:date-value="1904-01-01"/></table:calculation-settings><table:table table:name="Biểu 1"><table:table-column table:visibility="collapse"/>
<table:table-row table:style-name="ro1"><table:table-cell table:style-name="ho" office:value-type="float" office:value="0.10000000000000001"/><table:table-cell table:style-name="pc" office:value-type="percentage" office:value="0.85"/><table:table-cell office:value-type="string"><text:p>=1+1 _x0041_</text:p></table:table-cell><table:table-cell table:formula="of:=SUM([.A1:.B1])" office:value-type="float" office:value="0.95"/><table:table-cell table:formula="of:=[.A1]/0" office:value-type="string" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell><table:table-cell table:formula="of:=ORG.X(1)" office:value-type="float" office:value="4"/><table:table-cell table:formula="of:=[.A1]"/><table:table-cell table:style-name="da" office:value-type="date" office:date-value="2020-02-14"/><table:table-cell office:value-type="boolean" office:boolean-value="true"/><table:table-cell table:formula="of:=IF(1;&quot;&quot;)"><text:p/></table:table-cell></table:table-row>
<table:table-row table:visibility="collapse" table:number-rows-repeated="1048575"><table:table-cell/></table:table-row></table:table><table:table table:name="Ẩn" table:style-name="gone"><table:table-row/></table:table>`))
	out, err := AsXLSX(wb)
	if err != nil {
		t.Fatal(err)
	}
	got := readOK(t, out)
	s := got.Sheets[0]
	for ref, want := range map[string]Cell{
		"A1": {Kind: KindNumber, Raw: "0.10000000000000001", Format: `#,##0.0" hộ"`, Font: "Arial"},
		"B1": {Kind: KindNumber, Raw: "0.85", Format: "0.00%", Font: "Arial", IsPercent: true},
		"C1": {Kind: KindText, Raw: "=1+1 _x0041_", Format: "General", Font: "Arial"},
		"D1": {Kind: KindNumber, Raw: "0.95", Format: "General", Font: "Arial", HasFormula: true, HasCached: true, Formula: "SUM(A1:B1)"},
		"E1": {Kind: KindError, Raw: "#DIV/0!", Format: "General", Font: "Arial", HasFormula: true, HasCached: true, Formula: "A1/0"},
		"F1": {Kind: KindNumber, Raw: "4", Format: "General", Font: "Arial"},
		"G1": {Format: "General", Font: "Arial", HasFormula: true, Formula: "A1"},
		"H1": {Kind: KindNumber, Raw: "42413", Format: "dd/mm/yyyy", Font: "Arial", IsDate: true},
		"I1": {Kind: KindBool, Raw: "1", Format: "General", Font: "Arial"},
		"J1": {Kind: KindText, Format: "General", Font: "Arial", HasFormula: true, HasCached: true, Formula: `IF(1,"")`},
	} {
		want.Row, want.Col, _ = parseRef([]byte(ref))
		if c, _ := s.exact(want.Row, want.Col); c != want {
			t.Errorf("%s: %+v, want %+v", ref, c, want)
		}
	}
	if !got.Date1904 || got.Sheets[1].State != Hidden || len(s.HiddenColumns) != 1 || len(s.HiddenRows) != 1 || s.Height(1) != 18 ||
		s.LookAt(1, 1) != wb.Sheets[0].LookAt(1, 1) {
		t.Errorf("1904 %v, hidden %v %v, height %v, look %+v", got.Date1904, s.HiddenColumns, s.HiddenRows, s.Height(1), s.LookAt(1, 1))
	}
}

// Text that was typed in an old encoding is written in Unicode, in a font that shows it.
func TestAsXLSXOldText(t *testing.T) {
	wb := readODSOK(t, oneRow(`<table:table-cell table:style-name="vn" office:value-type="string"><text:p>X· Phó LÖ, huyÖn Quan Hãa</text:p></table:table-cell>`))
	out, err := AsXLSX(wb)
	if err != nil {
		t.Fatal(err)
	}
	if c, _ := readOK(t, out).Sheets[0].At(1, 1); c.Raw != "Xã Phú Lệ, huyện Quan Hóa" || c.Font != formFont {
		t.Errorf("%+v", c)
	}
}

// What Excel cannot hold is refused, never written as less.
func TestAsXLSXRefused(t *testing.T) {
	long := readODSOK(t, flatODS(`<table:table table:name="một tên dài hơn ba mươi mốt chữ cái thì Excel không nhận"><table:table-row/></table:table>`))
	hidden := readODSOK(t, flatODS(`<table:table table:name="B" table:style-name="gone"><table:table-row/></table:table>`))
	for name, wb := range map[string]*Workbook{"name of a sheet": long, "all hidden": hidden} {
		if out, err := AsXLSX(wb); err == nil || out != nil {
			t.Errorf("%s: written", name)
		}
	}
}

// A workbook written anew takes corrections and marks as any other; one that was not is refused.
func TestCorrectedODS(t *testing.T) {
	b, err := os.ReadFile("testdata/resaved/libreoffice.ods")
	if err != nil {
		t.Fatal(err)
	}
	wb, err := Read("a.ods", b, DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	in := []Input{{Sheet: "02_NguonLuc", Row: 15, Col: 5, Kind: KindNumber, Raw: "1234.5"}}
	if err := WriteBack(&bytes.Buffer{}, b, in, DefaultLimits()); err == nil {
		t.Error("an .ods was spliced")
	}
	body, ending, err := Corrected(wb, "a.ods", b)
	if err != nil || ending != ".xlsx" {
		t.Fatal(ending, err)
	}
	var out, marked bytes.Buffer
	if err := WriteBack(&out, body, in, DefaultLimits()); err != nil {
		t.Fatal(err)
	}
	s, _ := readOK(t, out.Bytes()).Sheet("02_NguonLuc")
	if c, _ := s.At(15, 5); c.Raw != "1234.5" {
		t.Errorf("E15 is %q", c.Raw)
	}
	r := Returned{Title: "Trả lại", Columns: []string{"Ô"}, Findings: []ReturnedFinding{{Sheet: "02_NguonLuc", Row: 15, Col: 5, Severity: "block", Word: "Lỗi", Cells: []string{"E15"}, Comment: "Sai"}}}
	if err := WriteReturned(&marked, body, r, DefaultLimits()); err != nil {
		t.Fatal(err)
	}
	if _, ok := readOK(t, marked.Bytes()).Sheet(FindingsSheet); !ok {
		t.Error("no list of findings")
	}
}
