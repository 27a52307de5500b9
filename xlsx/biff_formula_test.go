package xlsx

import (
	"strings"
	"testing"
)

// Tokens after [MS-XLS] 2.5.198: 44 a reference, 25 an area, 1E a whole number, 1F a number, 17 a text, 41 and 42 functions.
func TestOldExcelFormulasAreSpelled(t *testing.T) {
	ref := func(row, col byte) string { return "\x44" + string([]byte{row, 0, col, 0xC0}) }
	num := func(n byte) string { return string([]byte{0x1E, n, 0}) }
	globals := join(plainStyles8(),
		rec(biffSupBook, uint16(2), uint16(0x0401)),
		rec(biffSupBook, uint16(1), uint16(0x3A01)), rec(biffExternName, uint16(0), uint32(0), 7, 0, "EOMONTH", uint16(0)),
		rec(biffSupBook, uint16(1), uint16(5), 0, "\x01a.xls", uint16(1), 0, "A"),
		rec(biffExternSheet, uint16(5), uint16(0), uint16(1), uint16(1), uint16(1), uint16(0xFFFE), uint16(0xFFFE), uint16(2), uint16(0), uint16(0),
			uint16(0), uint16(0xFFFF), uint16(0xFFFF), uint16(0), uint16(0), uint16(1)),
		rec(biffName, uint16(0), 0, 3, uint16(7), uint16(0), uint16(0), uint32(0), 0, "hộ"[:1]+"oo", "\x3A\x00\x00\x02\x00\x01\x00"),
		rec(biffName, uint16(0), 0, 3, uint16(7), uint16(0), uint16(0), uint32(0), 0, "rel", "\x3A\x00\x00\x02\x00\x01\xC0"),
		rec(biffName, uint16(0), 0, 13, uint16(2), uint16(0), uint16(0), uint32(0), 0, "_xlfn.IFERROR", "\x1C\x1D"))
	for want, tokens := range map[string]string{
		"A1+2*B3":                 ref(0, 0) + num(2) + ref(2, 1) + "\x05\x03",
		"(A1+2)*B3":               ref(0, 0) + num(2) + "\x03\x15" + ref(2, 1) + "\x05",
		"(A1-2)*(B3-1)":           ref(0, 0) + num(2) + "\x04" + ref(2, 1) + num(1) + "\x04\x05", // no brackets in the file
		"A1-(2-1)":                ref(0, 0) + num(2) + num(1) + "\x04\x04",
		"A1-2-1":                  ref(0, 0) + num(2) + "\x04" + num(1) + "\x04",
		"-A1^2":                   ref(0, 0) + "\x13" + num(2) + "\x07",
		"-(A1^2)":                 ref(0, 0) + num(2) + "\x07\x13",
		"A1%&\"a\"\"b\"":          ref(0, 0) + "\x14\x17\x03\x00a\"b\x08",
		"A1>=1.5":                 ref(0, 0) + "\x1F\x00\x00\x00\x00\x00\x00\xF8\x3F\x0C",
		"SUM(A1:C$3)":             "\x25\x00\x00\x02\x00\x00\xC0\x02\x40\x19\x10\x00\x00",
		"SUM(A:C,5:6)":            "\x25\x00\x00\xFF\xFF\x00\xC0\x02\xC0\x25\x04\x00\x05\x00\x00\xC0\xFF\xC0\x42\x02\x04\x00",
		"IF(A1,1,)":               ref(0, 0) + "\x19\x02\x07\x00" + num(1) + "\x19\x08\x03\x00\x16\x42\x03\x01\x00",
		"ROUND(A1,2)":             ref(0, 0) + num(2) + "\x41\x1B\x00",
		"SUMIF(A1,\">2\",B1)":     ref(0, 0) + "\x17\x02\x00>2" + ref(0, 1) + "\x42\x03\x59\x01",
		"'B'!$C$4":                "\x5A\x00\x00\x03\x00\x02\x00",
		"'A:B'!A1":                "\x3A\x04\x00\x00\x00\x00\xC0",
		"#REF!":                   "\x3A\x03\x00\x00\x00\x00\xC0",
		"EOMONTH(A1,1)":           "\x39\x01\x00\x01\x00\x00\x00" + ref(0, 0) + num(1) + "\x42\x03\xFF\x00",
		"IFERROR(A1,0)":           "\x23\x03\x00\x00\x00" + ref(0, 0) + num(0) + "\x42\x03\xFF\x00",
		"hoo*2":                   "\x23\x01\x00\x00\x00" + num(2) + "\x05",
		"TRUE":                    "\x1D\x01",
		"#N/A":                    "\x1C\x2A",
		"SUM((A1,B1))":            ref(0, 0) + ref(0, 1) + "\x10\x42\x01\x04\x00",
		"?another book":           "\x3A\x02\x00\x00\x00\x00\xC0",
		"?array constant":         "\x20\x00\x00\x00\x00\x00\x00\x00",
		"?too few operands":       ref(0, 0) + "\x03",
		"?two results":            ref(0, 0) + ref(0, 0),
		"?cut short":              "\x44\x00\x00",
		"?unknown function":       ref(0, 0) + "\x41\xE7\x03",
		"?wrong count":            ref(0, 0) + "\x42\x01\x59\x01",
		"?not to be called fixed": ref(0, 0) + "\x41\x59\x01",
	} {
		if strings.HasPrefix(want, "?") {
			want = ""
		}
		stream := bareBook(true, globals, madeSheet{"A", formula8(9, 9, 1, tokens)}, madeSheet{"B", nil})
		wb := readOK(t, stream)
		c, _ := wb.Sheets[0].exact(10, 10)
		if c.Formula != want || !c.HasFormula || !c.HasCached || c.Raw != "1" {
			t.Errorf("%x is %q (%+v), want %q", tokens, c.Formula, c, want)
		}
		if !wb.ExternalLinks || len(wb.Names) != 3 || wb.Names[0].Refers != "'B'!$B$3" || wb.Names[1].Refers != "" {
			t.Fatalf("links %v, names %+v", wb.ExternalLinks, wb.Names)
		}
	}
}

func TestOldExcelSharesFormulas(t *testing.T) {
	exp := "\x01\x00\x00\x01\x00"
	shared := "\x4C\x00\x00\xFF\xC0\x1E\x02\x00\x05" // the cell to the left, times 2
	array := "\x01\x05\x00\x00\x00"
	sheet := join(number8(0, 0, 1),
		formula8(0, 1, 2, exp), rec(biffShared, uint16(0), uint16(2), 1, 1, uint16(0), uint16(len(shared)), shared),
		formula8(1, 1, 4, exp), formula8(2, 1, 6, exp),
		formula8(5, 0, 7, array), rec(biffArray, uint16(5), uint16(5), 0, 1, uint16(0), uint32(0), uint16(5), "\x44\x00\x00\x00\xC0"), formula8(5, 1, 8, array),
		formula8(6, 0, 9, "\x02\x00\x00\x00\x00"), rec(biffTable, uint16(6), uint16(7), 0, 1, make([]byte, 10)),
		formula8(7, 3, 3, "\x01\x09\x00\x09\x00"))
	s := readOK(t, bareBook(true, plainStyles8(), madeSheet{"A", sheet})).Sheets[0]
	wantCells(t, s, "A1 number 1", "B1 number 2 =A1*2", "B2 number 4 =A2*2", "B3 number 6 =A3*2", "A6 number 7 =A1", "B6 number 8 =", "A7 number 9 =", "D8 number 3 =")
	for _, ref := range []string{"A6", "B6", "A7", "B8"} {
		row, col, _ := parseRef([]byte(ref))
		if _, ok := s.formulas.arrayAt(row, col); !ok {
			t.Errorf("%s is in no array", ref)
		}
	}
}

// After an edit no formula keeps a value that may have become stale: neither one that cannot be spelled nor one that
// reads such a name.
func TestUnknownFormulasLoseTheirValues(t *testing.T) {
	globals := join(plainStyles8(), rec(biffName, uint16(0), 0, 3, uint16(8), uint16(0), uint16(0), uint32(0), 0, "odd", "\x20\x00\x00\x00\x00\x00\x00\x00"))
	sheet := join(number8(0, 0, 1), formula8(0, 1, 2, "\x44\x00\x00\x00\xC0\x1E\x02\x00\x05"), formula8(0, 2, 7, "\x20\x00\x00\x00\x00\x00\x00\x00"),
		formula8(0, 3, 9, "\x23\x01\x00\x00\x00\x1E\x02\x00\x05"), formula8(0, 4, 8, "\x44\x00\x00\x02\xC0\x1E\x01\x00\x03"), formula8(1, 0, 5, "\x1E\x05\x00"))
	wb := readOK(t, bareBook(true, globals, madeSheet{"A", sheet}))
	s := mended(t, wb, input("A1", "10")).Sheets[0]
	for ref, want := range map[string]string{"B1": "number 20", "C1": "?", "D1": "?", "E1": "?", "A2": "number 5"} {
		if got := says(s, ref); got != want {
			t.Errorf("%s is %q, want %q", ref, got, want)
		}
	}
}

// Results that were never computed are no results: xlwt stores the empty text everywhere, LibreOffice a nought for
// texts, and Excel says of a whole sheet that it was saved uncomputed.
func TestResultsThatAreNone(t *testing.T) {
	empty := "\x03\x00\x00\x00\x00\x00\xFF\xFF"
	ref := "\x44\x00\x00\x00\xC0"
	calc := rec(biffWriteAccess, uint16(4), 0, "Calc"+strings.Repeat(" ", 105))
	f := func(col uint16, result any, tokens string) []byte {
		return rec(biffFormula, at(0, col, 0), result, uint16(0), uint32(0), uint16(len(tokens)), tokens)
	}
	for _, tt := range []struct {
		globals, sheet []byte
		want           []string
	}{
		{nil, join(f(1, empty, ref), f(2, empty, ref)), []string{"B1 ? =A1", "C1 ? =A1"}},
		{nil, join(f(1, empty, ref), f(2, 3.0, ref)), []string{"B1 text  =A1", "C1 number 3 =A1"}},
		{calc, join(f(1, 0.0, ref), f(2, 0.0, ref+"\x1E\x02\x00\x05"), f(3, 0.0, ref+"\x42\x01\x04\x00"), f(4, 1.0, ref)),
			[]string{"B1 ? =A1", "C1 number 0 =A1*2", "D1 number 0 =SUM(A1)", "E1 number 1 =A1"}},
		{nil, f(1, 0.0, ref), []string{"B1 number 0 =A1"}},
		{nil, join(rec(biffUncalced, uint16(0)), f(1, 4.0, ref)), []string{"B1 ? =A1"}},
	} {
		wb := readOK(t, bareBook(true, join(tt.globals, plainStyles8()), madeSheet{"A", tt.sheet}))
		wantCells(t, wb.Sheets[0], tt.want...)
	}
}
