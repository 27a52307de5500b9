package xlsx

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"bieuxa/ntm"
)

// formulas is a workbook whose first sheet holds a few figures and the formula at Z1.
func formulas(t testing.TB, formula string) (*Workbook, *Sheet, Cell) {
	t.Helper()
	s := &sketchSheet{name: "A"}
	s.put(1, 1, 1024)
	s.put(2, 1, 2.5)
	s.put(3, 1, "không")
	s.put(5, 1, 0)
	s.put(1, 2, formulaOnly("A1*2"))
	s.put(1, 3, formulaOnly("C2"))
	s.put(2, 3, formulaOnly("C1"))
	for row := range 12 {
		s.put(row+1, 4, formulaOnly(fmt.Sprintf("D%d", row+2)))
	}
	s.put(1, 26, formulaOnly(formula))
	other := &sketchSheet{name: "Sheet 'n' 2"}
	other.put(1, 1, 7)
	wb := (&sketch{sheets: []*sketchSheet{s, other}}).workbook(t)
	sheet, _ := wb.Sheet("A")
	c, ok := sheet.At(1, 26)
	if !ok {
		t.Fatalf("formula %q was not kept", formula)
	}
	return wb, sheet, c
}

func TestSimpleFormulasAreComputed(t *testing.T) {
	for formula, want := range map[string]string{
		"A1+A2-1":                             "1025.5",
		"-A1+2*(A2+0.5)":                      "-1018",
		"SUM(A1:A5)":                          "1026.5", // words are passed over, as SUM does
		"SUM(A1,A2,'Sheet ''n'' 2'!A1)":       "1033.5",
		"SUM($A$1:$A$2,A2*2)":                 "1031.5",
		"ROUND(A2/3,2)":                       "0.83",
		"ROUND(2.345,2)":                      "2.35", // half up, away from zero
		"A1/A2":                               "409.6",
		"A1*5%":                               "51.2",
		"B1+1":                                "2049", // over another formula without its value
		"A1+A4":                               "",     // A4 is blank: missing, not zero
		"IF(COUNTA(A6:A9)=0,\"\",SUM(A6:A9))": "",
		"IF(COUNT(A1,A3)+COUNTIF(A3,\"KHÔNG\")<2,\"\",N(A1)+N(A3)+N(A4))": "1024",
		"IFERROR(A1/A5,7)":      "7",
		"IF(A1>=1024,A2,A1/A5)": "2.5",
		"MAX(0,A2-A1)":          "0",
		"SUM(A3:A4)":            "0", // «không» and a blank
		"COUNT(A1:A5)":          "3",
		"SUM(A4,A6:A9)":         "",
	} {
		wb, s, c := formulas(t, formula)
		n, err := newFormulaReader(wb).value(s, c)
		if err != nil || n.String() != want {
			t.Errorf("%s gives %q, %v; want %q", formula, n, err, want)
		}
	}
}

func TestOtherFormulasAreRefused(t *testing.T) {
	for formula, want := range map[string]error{
		"IF(A3>0,1,2)": errFormulaUnsupported, "VLOOKUP(1,A1:B2,2)": errFormulaUnsupported, "A1:A2": errFormulaUnsupported, "A1&A2": errFormulaUnsupported,
		"A3+1": errFormulaUnsupported, "SUM(A1:A2": errFormulaUnsupported, "NOSHEET!A1": errFormulaUnsupported,
		"A1^2": errFormulaUnsupported, "A1 A2": errFormulaUnsupported, "ROUND(A1,A2)": errFormulaUnsupported, "[1]A!A1": errFormulaUnsupported,
		"A1/A5": errFormulaDivision, "C1": errFormulaCycle, "Z1+1": errFormulaCycle, "D1": errFormulaLimit,
		strings.Repeat("(", 200) + "1" + strings.Repeat(")", 200): errFormulaLimit,
	} {
		wb, s, c := formulas(t, formula)
		if n, err := newFormulaReader(wb).value(s, c); !errors.Is(err, want) {
			t.Errorf("%.40s gives %q, %v; want %v", formula, n, err, want)
		}
	}
}

func FuzzFormula(f *testing.F) {
	for _, s := range []string{"A1+A2", "SUM(A1:A5,B1)", "'A'!A1*2", "ROUND(A2/3,2)", "--1", "'", "SUM(", "A1%%", "1E5", "A99999999:B1", "'''!A1"} {
		f.Add(s)
	}
	wb, s, _ := formulas(f, "1")
	f.Fuzz(func(t *testing.T, formula string) {
		n, err := newFormulaReader(wb).value(s, Cell{Row: 50, Col: 50, Formula: formula, HasFormula: true})
		if err != nil && n.OK {
			t.Errorf("%q gives both %s and %v", formula, n, err)
		}
	})
}

// Formulas without values are computed as the definition says; where the workbook's own formula says
// something else, that is what the unit sees and what is read.
func TestFormulasWithoutValues(t *testing.T) {
	def := commune(t)
	k, _ := draw(def, 5)
	s := k.sheet("04_HoNgheo")
	row, _ := s.at("Hộ nghèo")
	total, _ := s.at("Tổng số hộ")
	s.put(total, 3, 11115)
	s.put(row, 10, 309)
	s.put(row, 11, formulaOnly(fmt.Sprintf(`IFERROR(J%d/C%d*100,"")`, row, total)))
	s.put(row+1, 10, nil)
	s.put(row+1, 11, formulaOnly(fmt.Sprintf("J%d/C%d*100", row+1, total)))
	s.put(row, 12, formulaOnly("VLOOKUP(1,A1:B2,2)"))
	m := k.sheet("02_NguonLuc")
	one, _ := m.at("Vốn đầu tư công")
	m.put(one, 5, 120.5)
	m.put(one+1, 5, 30)
	m.put(one-1, 5, formulaOnly(fmt.Sprintf("SUM(E%d:E%d)", one, one+1)))
	m.put(one, 8, 10)
	m.put(one+1, 8, 20)
	m.put(one-1, 8, formulaOnly(fmt.Sprintf("SUM(H%d:H%d)", one, one))) // leaves a row out
	ret := readSketch(t, k, def)
	for _, c := range []struct {
		table, row, col, want string
		doubt                 ntm.Doubt
	}{
		{"ho_ngheo", "ngheo", "ty_le", "2.7800269906", ""}, // 309 / 11.115 = 2,780026990…%
		{"ho_ngheo", "can_ngheo", "ty_le", "", ""},
		{"ho_ngheo", "ngheo", "dtts", "", ntm.DoubtNoCache},
		{"nguon_luc", "I", "kh_nam", "150.5", ""},
		{"nguon_luc", "I", "hd_ky", "10", ""},
	} {
		e, ok := ret.Entry(c.table, c.row, c.col)
		if !ok || e.Canonical() != c.want || e.Doubt != c.doubt || e.Computed == (c.doubt != "") {
			t.Errorf("%s/%s/%s is %q, doubt %q, computed %v; want %q, %q", c.table, c.row, c.col, e.Canonical(), e.Doubt, e.Computed, c.want, c.doubt)
		}
	}
}
