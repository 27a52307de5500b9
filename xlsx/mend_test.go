package xlsx

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// rowsOf writes cells of one row each: "5" a figure, "chữ" a text, "=A1*2" a formula whose stored value is
// 99, "" nothing.
func rowsOf(rows ...[]string) string {
	var b strings.Builder
	for i, cells := range rows {
		fmt.Fprintf(&b, `<row r="%d">`, i+1)
		for j, text := range cells {
			ref := Cell{Row: i + 1, Col: j + 1}.Ref()
			switch {
			case text == "":
			case strings.HasPrefix(text, "="):
				fmt.Fprintf(&b, `<c r="%s"><f>%s</f><v>99</v></c>`, ref, strings.NewReplacer("<", "&lt;", "&", "&amp;").Replace(text[1:]))
			case strings.Trim(text, "0123456789.-") == "":
				fmt.Fprintf(&b, `<c r="%s"><v>%s</v></c>`, ref, text)
			default:
				fmt.Fprintf(&b, `<c r="%s" t="inlineStr"><is><t>%s</t></is></c>`, ref, text)
			}
		}
		b.WriteString(`</row>`)
	}
	return worksheet(b.String())
}

func input(ref, text string) Input {
	row, col, _ := parseRef([]byte(ref))
	in := Input{Sheet: "A", Row: row, Col: col, Kind: KindNumber, Raw: text}
	switch {
	case text == "":
		in.Kind = KindEmpty
	case strings.Trim(text, "0123456789.-") != "":
		in.Kind = KindText
	}
	return in
}

func mended(t testing.TB, wb *Workbook, inputs ...Input) *Workbook {
	t.Helper()
	next, err := wb.With(inputs)
	if err != nil {
		t.Fatal(err)
	}
	return next
}

// says is what a cell holds: «kind raw», or «?» for a formula without its value.
func says(s *Sheet, ref string) string {
	row, col, _ := parseRef([]byte(ref))
	c, ok := s.exact(row, col)
	switch {
	case !ok:
		return "-"
	case c.HasFormula && !c.HasCached:
		return "?"
	}
	return []string{"empty", "number", "text", "bool", "error", "date"}[c.Kind] + " " + c.Raw
}

func TestFormulasFollowWhatIsTyped(t *testing.T) {
	sheet := rowsOf(
		[]string{"12", "7", "=A1+B1", "=C1*2", "=IF(COUNT(A1:B1)<2,\"\",A1/B1)"},
		[]string{"1", "2", "=SUM(A1:A2)", "=A2+B2", "=IFERROR(A1/B1,\"lỗi\")"},
		[]string{"chữ", "", "=A1+B3", "=A1+A3", "=A1>B1"},
		[]string{"=VLOOKUP(A1,A1:B2,2)", "=VLOOKUP(A2,A2:B2,2)", "=E4", "=A1+D4", "=C4"},
		[]string{"=INDIRECT(\"A1\")", "=A5+1", "=TODAY()", "=MAX(A1:B2)", "=AND(A1>0,B1>0)"},
		[]string{"=SUM(A:A)", "=SUMIF(B1:B2,2,A2)", "=1/A1", "=SUM(E1:E3,C6)", "=COUNTA(A1:B3)"},
	)
	wb := readOK(t, tiny(t, "xl/worksheets/sheet1.xml", sheet))
	before := fmt.Sprintf("%+v", slices.Collect(wb.Sheets[0].Cells()))
	for _, tt := range []struct {
		in   []Input
		want string
	}{
		// Worked by hand. E4 and C4 need one another; SUM(A:A) reads A4 and A5, which are not computed.
		{[]Input{input("A1", "10.5")}, "C1=number 17.5 D1=number 35 E1=number 1.5 C2=number 11.5 D2=number 99 E2=number 1.5 " +
			"C3=number 10.5 D3=error #VALUE! E3=bool 1 A4=? B4=number 99 C4=number 99 A5=? B5=? C5=number 99 D5=number 10.5 E5=bool 1 " +
			"A6=? C6=number 0.0952380952380952 D6=number 3.09523809523810 E6=number 5"},
		{[]Input{input("B1", "0")}, "E1=error #DIV/0! E2=text lỗi E3=bool 1 E5=bool 0 A4=? A6=? D6=error #DIV/0!"},
		{[]Input{input("B1", "")}, "B1=- C1=number 12 E1=text  E2=text lỗi E3=bool 1 D6=number 99 E6=number 4"},
		{[]Input{input("A2", "không")}, "A2=text không C2=number 12 D2=error #VALUE! B6=number 0"},
		{[]Input{input("C1", "3")}, "C1=number 3 D1=number 6 C2=number 99"},
		{[]Input{input("D4", "1")}, "C4=number 99 D4=number 1"},
	} {
		s := mended(t, wb, tt.in...).Sheets[0]
		for _, pair := range splitPairs(tt.want) {
			if got := says(s, pair[0]); got != pair[1] && !sameDigits(got, pair[1]) {
				t.Errorf("%v: %s is %q; want %q", tt.in, pair[0], got, pair[1])
			}
		}
	}
	if after := fmt.Sprintf("%+v", slices.Collect(wb.Sheets[0].Cells())); after != before {
		t.Error("the workbook itself was changed")
	}
}

// Worked by hand; the rows are 1..5, the words a, b, A, a, x, the figures 10, 20, 30, 40, 50.
func TestConditionalSums(t *testing.T) {
	rows := [][]string{{"1", "a", "10"}, {"2", "b", "20"}, {"3", "A", "30"}, {"4", "a", "=C1*4"}, {"5", "x", "50"}}
	for formula, want := range map[string]string{
		`SUMIF(B1:B5,"a",C1:C5)`:          "number 86",
		`SUMIF(B1:B5,B1,C1)`:              "number 86",
		`SUMIF(A1:A5,">=3",C1:C5)`:        "number 124.8",
		`SUMIF(A1:A5,2,C1:C5)`:            "number 20",
		`SUMIF(A1:A5,"<2")+C1`:            "number 12.2",
		`SUMIF(B1:B5,"a*",C1:C5)`:         "?",
		`SUMIF(A1:A5,"<>2",C1:C5)`:        "?",
		`SUBTOTAL(9,C1:C3)+SUM(C4)`:       "number 106",
		`SUBTOTAL(1,C1:C3)`:               "?",
		strings.Repeat("A1+", 900) + "C1": "number 911.2",
	} {
		all := append(slices.Clone(rows), []string{"", "", "", "", "=" + formula})
		all[0] = []string{"1", "a", "10", "=" + formula}
		wb := readOK(t, tiny(t, "xl/worksheets/sheet1.xml", rowsOf(all...)))
		// 11.2 instead of 10: C4 becomes 44.8; 11.2 + 30 + 44.8 = 86, 30 + 44.8 + 50 = 124.8 …
		s := mended(t, wb, input("C1", "11.2")).Sheets[0]
		if got := says(s, "D1"); got != want {
			t.Errorf("%.40s is %q; want %q", formula, got, want)
		}
	}
}

func sameDigits(a, b string) bool {
	return strings.TrimRight(a, "0") == strings.TrimRight(b, "0") && strings.Contains(a, ".")
}

// splitPairs splits «C1=number 17.5 D1=text a» at the addresses.
func splitPairs(s string) (out [][2]string) {
	for _, word := range strings.Split(s, " ") {
		ref, rest, ok := strings.Cut(word, "=")
		if _, _, isRef := parseRef([]byte(ref)); ok && isRef {
			out = append(out, [2]string{ref, rest})
		} else {
			out[len(out)-1][1] += " " + word
		}
	}
	return out
}

func TestCyclesLoseTheirValue(t *testing.T) {
	wb := readOK(t, tiny(t, "xl/worksheets/sheet1.xml", rowsOf(
		[]string{"1", "=A1+C1", "=B1", "=C1+1", "=A1*2"}, []string{"=A1+A2"})))
	s := mended(t, wb, input("A1", "2")).Sheets[0]
	for ref, want := range map[string]string{"B1": "?", "C1": "?", "D1": "?", "E1": "number 4", "A2": "?"} {
		if got := says(s, ref); got != want {
			t.Errorf("%s is %q; want %q", ref, got, want)
		}
	}
}

func TestLongChainsAreFollowed(t *testing.T) {
	var rows [][]string
	rows = append(rows, []string{"1"})
	for i := 2; i <= 3000; i++ {
		rows = append(rows, []string{fmt.Sprintf("=A%d+1", i-1)})
	}
	wb := readOK(t, tiny(t, "xl/worksheets/sheet1.xml", rowsOf(rows...)))
	s := mended(t, wb, input("A1", "5")).Sheets[0]
	if got := says(s, "A3000"); got != "number 3004" {
		t.Errorf("the last of the chain is %q", got)
	}
}

const sharedRows = `<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f t="shared" ref="B1:B3" si="0">A1*$C$1</f><v>2</v></c><c r="C1"><v>2</v></c></row>` +
	`<row r="2"><c r="A2"><v>5</v></c><c r="B2"><f t="shared" si="0"/><v>10</v></c></row>` +
	`<row r="3"><c r="A3"><v>7</v></c><c r="B3"><f t="shared" si="0"/><v>14</v></c></row>` +
	`<row r="4"><c r="A4"><f t="array" ref="A4:A5">A1:A2*2</f><v>2</v></c><c r="B4"><f t="array" ref="B4">SUM(A1:A3)</f><v>13</v></c></row><row r="5"><c r="A5"><v>10</v></c></row>`

func TestSharedAndArrayFormulas(t *testing.T) {
	wb := readOK(t, tiny(t, "xl/worksheets/sheet1.xml", worksheet(sharedRows)))
	s := mended(t, wb, input("C1", "3")).Sheets[0]
	if got := says(s, "B1") + says(s, "B2") + says(s, "B3") + says(s, "A4"); got != "number 3number 15number 21number 2" {
		t.Error(got)
	}
	s = mended(t, wb, input("B1", "0"), input("A2", "4")).Sheets[0]
	b2, _ := s.At(2, 2)
	b3, _ := s.At(3, 2)
	if b2.Formula != "A2*$C$1" || b2.Raw != "8" || b3.Formula != "A3*$C$1" || b3.Raw != "14" {
		t.Errorf("without their master the others are %+v and %+v", b2, b3)
	}
	if got := says(s, "A4") + says(s, "A5") + says(s, "B4"); got != "??number 12" {
		t.Errorf("the array formulas say %s", got)
	}
	for _, ref := range []string{"A4", "A5"} {
		var p *ProblemError
		if _, err := wb.With([]Input{input(ref, "1")}); !errors.As(err, &p) || p.ID != problemInputArray {
			t.Errorf("%s may be typed over: %v", ref, err)
		}
	}
}

func TestFormulasMove(t *testing.T) {
	for formula, want := range map[string]string{
		"A1+$A1+A$1+$A$1":                     "B3+$A3+B$1+$A$1",
		"SUM(A1:B2,'Bảng ''1'''!C3,X!D4)":     "SUM(B3:C4,'Bảng ''1'''!D5,X!E6)",
		`IF(A1="A1",LOG10(A1),"""A1")`:        `IF(B3="A1",LOG10(B3),"""A1")`,
		"SUM(A:A,$B:C,1:2,$1:1)+ten_vung+1E5": "SUM(B:B,$B:D,3:4,$1:3)+ten_vung+1E5",
		"[1]Sheet1!A1+#REF!":                  "[1]Sheet1!B3+#REF!",
	} {
		if got, ok := moveFormula(formula, 2, 1); !ok || got != want {
			t.Errorf("%s becomes %q, %v; want %q", formula, got, ok, want)
		}
	}
	for _, formula := range []string{"Table1[Cột]", "A1#", "A1:INDEX(A1:B2,1)", "'a", `"a`, "S1:S2!A1", "XFD1"} {
		if got, ok := moveFormula(formula, 2, 1); ok {
			t.Errorf("%s is said to become %q", formula, got)
		}
	}
}

// Typed over as it stands, every formula of the producers' files must keep the value that they stored:
// the whole workbook is computed anew from a file without values.
func TestValuesAgreeWithOtherPrograms(t *testing.T) {
	for _, name := range []string{"libreoffice", "original", "sheetjs", "gnumeric"} {
		b, err := os.ReadFile(filepath.Join("testdata", "resaved", name+".xlsx"))
		if err != nil {
			t.Fatal(err)
		}
		wb := readOK(t, b)
		n := 0
		for i, s := range wb.Sheets {
			for c := range s.Cells() {
				if !c.HasFormula {
					continue
				}
				f := newFormulaReader(wb)
				f.asExcel = true
				now := c
				if err := f.recompute(wb.Sheets[i], &now); err != nil {
					t.Errorf("%s %s %s: %v", name, s.Name, c.Ref(), err)
				} else if !sameValue(c, now) {
					t.Errorf("%s %s %s = %s is %q, not %q", name, s.Name, c.Ref(), c.Formula, now.Raw, c.Raw)
				}
				n++
			}
		}
		if n < 50 {
			t.Errorf("%s: only %d formulas", name, n)
		}
	}
}

func TestWithCopiesOnlyTheSheetThatChanges(t *testing.T) {
	b, err := os.ReadFile("testdata/resaved/original.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	wb := readOK(t, b)
	next := mended(t, wb, Input{Sheet: "02_NguonLuc", Row: 12, Col: 5, Kind: KindNumber, Raw: "17.5"})
	if next.Sheets[0] != wb.Sheets[0] {
		t.Fatal("a sheet that does not change was copied")
	}
}

// BenchmarkWith is one figure typed over on a template, and a page of 500 pasted.
func BenchmarkWith(b *testing.B) {
	body, err := os.ReadFile("testdata/resaved/original.xlsx")
	if err != nil {
		b.Fatal(err)
	}
	wb, err := Read("original.xlsx", body, DefaultLimits())
	if err != nil {
		b.Fatal(err)
	}
	var page []Input
	for i := range 500 {
		page = append(page, Input{Sheet: "02_NguonLuc", Row: 10 + i/12, Col: 3 + i%12, Kind: KindNumber, Raw: "5"})
	}
	for name, inputs := range map[string][]Input{"one": page[:1], "page": page} {
		b.Run(name, func(b *testing.B) {
			for range b.N {
				if _, err := wb.With(inputs); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// A column of shared formulas as long as a sheet may have does not hang.
func TestLongColumnOfFormulasIsFollowed(t *testing.T) {
	var rows strings.Builder
	rows.WriteString(`<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f t="shared" ref="B1:B60000" si="0">A1+1</f><v>2</v></c></row>`)
	for i := 2; i <= 60000; i++ {
		fmt.Fprintf(&rows, `<row r="%d"><c r="A%d"><f>A%d+1</f><v>1</v></c><c r="B%d"><f t="shared" si="0"/><v>2</v></c></row>`, i, i, i-1, i)
	}
	wb := readOK(t, tiny(t, "xl/worksheets/sheet1.xml", worksheet(rows.String())))
	start := time.Now()
	s := mended(t, wb, input("A1", "5"), input("B1", "6")).Sheets[0]
	if took := time.Since(start); took > hang {
		t.Errorf("a long sheet takes %s", took)
	}
	if got := says(s, "A60000") + says(s, "B60000"); got != "number 60004number 60005" {
		t.Error(got)
	}
}

// Whatever a formula says, following it ends, without a panic, and what is read again agrees.
func FuzzFollow(f *testing.F) {
	for _, s := range []string{"A1+C1", "SUM(A:A,1:1)", "IF(A1>\"\",TRUE,B1)", "A1:B2:C3", "'x'!A1", "[1]A!A1", "{1,2}", "SUM(A1:INDEX(A1:A2,1))", "\"", "1E+", "A1E5", "ROUND(1/3,99)"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, formula string) {
		var escaped strings.Builder
		for _, r := range formula {
			if isXMLChar(r) && r != '\r' {
				escaped.WriteRune(r)
			}
		}
		if strings.TrimSpace(escaped.String()) == "" {
			return
		}
		sheet := worksheet(`<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><f>` + escapeXML(escaped.String()) + `</f><v>3</v></c><c r="D1"><f>C1*2</f><v>6</v></c></row>`)
		body := tiny(t, "xl/worksheets/sheet1.xml", sheet)
		wb, err := Read("a.xlsx", body, DefaultLimits())
		if err != nil {
			return
		}
		if _, err := wb.With([]Input{input("A1", "7")}); err != nil {
			t.Fatal(err)
		}
		if _, err := writeBack(t, body, input("A1", "7"), input("B1", "x")); err != nil {
			t.Fatal(err)
		}
	})
}
