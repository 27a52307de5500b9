package xlsx

import (
	"slices"
	"strings"
	"testing"

	"bieuxa/ntm"
)

// TestSumsOfTheUnitsOwnAreNoItems: 5 villages stand in the sketch; a line that adds them up is none of them.
func TestSumsOfTheUnitsOwnAreNoItems(t *testing.T) {
	def := commune(t)
	for label, villages := range map[string]int{"Cộng trang 1": 5, "Tổng số hộ toàn xã": 5, "Mang sang": 5, "Lũy kế": 5,
		"Cộng Hòa": 6, "Tổng Đá": 6, "Cộng đồng dân cư 3": 6} {
		k, _ := draw(def, 4)
		s := k.sheet("06_ThonVuon")
		row, _ := s.at("Tổng cộng")
		s.insertRow(row)
		s.put(row, 2, label)
		s.put(row, 3, 900)
		if g := readSketch(t, k, def).Grid("thon"); len(g.Rows) != villages {
			t.Errorf("%s: %d villages, want %d", label, len(g.Rows), villages)
		}
	}
}

// TestAListGoesOnUnderRepeatedHeadings: the headings of a second page stand between the villages; numbering
// that goes on makes it one list, numbering that begins anew two.
func TestAListGoesOnUnderRepeatedHeadings(t *testing.T) {
	def := commune(t)
	for name, c := range map[string]struct {
		first int // number of the first village of the second page
		rows  int
		told  string
	}{"it goes on": {4, 5, "S4 note"}, "it begins anew": {1, 3, "S7"}} {
		k, _ := draw(def, 4)
		s := k.sheet("06_ThonVuon")
		head, body := s.tops[0], s.tops[0]+3
		for n := range 5 {
			s.put(body+n, 1, n+1)
		}
		at := body + 3
		for range 3 {
			s.insertRow(at)
		}
		for n := range 3 {
			s.rows[at-1+n] = slices.Clone(s.rows[head-1+n])
		}
		s.put(at+3, 1, c.first)
		s.put(at+4, 1, c.first+1)
		ret := readSketch(t, k, def)
		got := ids(ret)
		if len(ret.Grid("thon").Rows) != c.rows || !slices.ContainsFunc(got, func(s string) bool { return strings.HasPrefix(s, c.told) }) {
			t.Errorf("%s: %d villages, told %q; want %d and %s", name, len(ret.Grid("thon").Rows), got, c.rows, c.told)
		}
	}
}

// TestAFigureForSeveralRowsIsTold: C10:C12 merged says 103 once; the other rows have none.
func TestAFigureForSeveralRowsIsTold(t *testing.T) {
	book := sampleWorkbooks(t, 2)[0]
	wb := bookOf(t, book.bytes)
	s, _ := wb.Sheet("06_ThonVuon")
	s.setMerges(append(s.Merges, Range{10, 3, 12, 3}))
	for row := 11; row <= 12; row++ {
		s.put(Cell{Row: row, Col: 3})
	}
	ret, err := ReadReturn(wb, book.def, lexicon(t), "xa.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, f := range ret.Reading {
		if f.ID == "S9" && f.Severity == ntm.Block && f.Place.Cell == "C10" && f.Facts["area"] == "C10:C12" {
			n++
		}
	}
	if n != 2 {
		t.Errorf("told %d times, want for 2 rows: %q", n, ids(ret))
	}
}

// TestFormulasOfTheUnitAreReckonedAgain: «=700+40.8» holds 740.8; another stored result is stale. A figure of
// another file is told with its name.
func TestFormulasOfTheUnitAreReckonedAgain(t *testing.T) {
	book := sampleWorkbooks(t, 2)[0]
	for name, c := range map[string]struct{ formula, stored, told string }{
		"fresh":            {"700+40.8", "740.8", ""},
		"as shown":         {"1/3", "0.33", ""},
		"stale":            {"700+40.8", "800", "G5b block"},
		"cells, stale":     {"'04_HoNgheo'!C10+1", "-5", "G5b block"},
		"not simple":       {"VLOOKUP(1,A1:B2,2)", "5", ""},
		"another file":     {"[1]Sheet1!$A$1", "39", "G5a explain"},
		"a table's column": {"SUM(Bang1[Cot])", "39", ""},
	} {
		wb := bookOf(t, book.bytes)
		wb.Links = []string{"ho-ngheo.xlsx"}
		s, _ := wb.Sheet("02_NguonLuc")
		s.put(Cell{Row: 20, Col: 8, Kind: KindNumber, Raw: c.stored, Formula: c.formula, HasFormula: true, HasCached: true, Format: "General"})
		ret, err := ReadReturn(wb, book.def, lexicon(t), "xa.xlsx")
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, f := range ret.Reading {
			got = f.ID + " " + string(f.Severity)
			if f.Place.Sheet != "02_NguonLuc" || f.Place.Cell != "H20" || f.ID == "G5a" && f.Facts["link"] != "ho-ngheo.xlsx" {
				t.Errorf("%s: %+v", name, f)
			}
		}
		if got != c.told {
			t.Errorf("%s: told %q, want %q", name, got, c.told)
		}
	}
}

// TestTitlesSayMonthAndUnit: what stands over the tables is noted; days and quarters of a law are none.
func TestTitlesSayMonthAndUnit(t *testing.T) {
	for text, want := range map[string]string{
		"Kỳ báo cáo: Tháng 12/2020 (từ ngày 15/11/2020 đến ngày 14/12/2020)": "2020-12",
		"Tháng 3 năm 2021":                        "2021-03",
		"(Báo cáo tháng 02/2020)":                 "2020-02",
		"BÁO CÁO THÁNG 5 NĂM 2020":                "2020-05",
		"Đơn vị báo cáo: Xã Phú Lệ":               "unit",
		"Đơn vị báo cáo: ……………":                   "",
		"Đơn vị nhận báo cáo: UBND huyện":         "",
		"Theo Quyết định ngày 5 tháng 6 năm 2014": "",
		"So với tháng 11/2020":                    "",
		"Năm 2020":                                "",
	} {
		got := ""
		if maybeHead(text) {
			line := headOf(text)
			if got = line.period.String(); line.says && got == "" {
				got = "unit"
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
	book := sampleWorkbooks(t, 2)[0]
	ret := readBytes(t, book.def, book.bytes)
	periods, units := 0, 0
	for _, h := range ret.Heads {
		if h.Period.Year == 0 {
			units++
		} else if h.Period == ret.Period {
			periods++
		}
	}
	if periods == 0 || units != periods || periods+units != len(ret.Heads) {
		t.Errorf("%d titles of the month, %d of the unit, of %d", periods, units, len(ret.Heads))
	}
}

func bookOf(t *testing.T, b []byte) *Workbook {
	t.Helper()
	wb, err := Read("xa.xlsx", b, DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	return wb
}
