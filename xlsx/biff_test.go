package xlsx

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"bieuxa/ntm"
)

// The original is the same file as in TestOtherProgramsSaveTheSameReturn, saved as Excel 97–2003 by two programs.
func TestOldExcelHoldsTheSameReturn(t *testing.T) {
	def := commune(t)
	want := filledReturn(def, producersSeed)
	var original *ntm.Return
	for _, path := range []string{"resaved/original.xlsx", "xls/libreoffice.xls", "xls/gnumeric.xls"} {
		t.Run(path, func(t *testing.T) {
			got := readBytes(t, def, xlsFixture(t, "../"+path))
			for _, d := range unlike(want, got) {
				t.Error(d)
			}
			for _, f := range told(got) {
				t.Error(f)
			}
			if original == nil {
				original = got
			}
			for _, d := range unlikeComputed(original, got) {
				t.Error(d)
			}
		})
	}
}

// cellsSay lists the cells of a sheet: «A1 number 12», with fonts if they are not Arial, and with formulas.
func cellsSay(s *Sheet) []string {
	var out []string
	for c := range s.Cells() {
		line := c.Ref() + " " + says(s, c.Ref())
		if c.HasFormula {
			line += " =" + c.Formula
		}
		if c.IsDate {
			line += " date"
		}
		if c.Font != "Arial" {
			line += " " + c.Font
		}
		if c.MixedFonts {
			line += " mixed"
		}
		out = append(out, line)
	}
	return out
}

func wantCells(t *testing.T, s *Sheet, want ...string) {
	t.Helper()
	got := cellsSay(s)
	for i := range max(len(want), len(got)) {
		a, b := "nothing", "nothing"
		if i < len(want) {
			a = want[i]
		}
		if i < len(got) {
			b = got[i]
		}
		if a != b {
			t.Errorf("read %q, want %q", b, a)
		}
	}
}

// What was written by python-xlwt: the formulas came without results, and B1 was typed in TCVN3.
func TestXlwtWorkbookIsRead(t *testing.T) {
	wb := readOK(t, xlsFixture(t, "xlwt.xls"))
	if wb.Container != ContainerXLS || len(wb.Sheets) != 2 || wb.Sheets[1].State != VeryHidden || wb.Date1904 || wb.Macros || wb.ExternalLinks {
		t.Fatalf("%+v", wb)
	}
	s := wb.Sheets[0]
	wantCells(t, s, "A1 text Xã Nậm Chảy Times New Roman", "B1 text phú lệ chưa .VnTime", "C1 text Xãm Thôn 1 Times New Roman mixed",
		"A2 number 12", "B2 number 15.43", "C2 number 0.30000000000000004", "D2 number -1234567.89", "E2 number 1E-12",
		"A3 number 43875 date", "B3 number 0.0278", "C3 bool 1", `A4 ? =SUM(A2:B2)*2`, `B4 ? =IF(A2>10,"nhiu","t")`, "A5 text gộp", "A8 text ẩn")
	wantCells(t, wb.Sheets[1], "IV65536 number 7")
	if !slices.Equal(s.Merges, []Range{{5, 1, 6, 3}}) || !slices.Equal(s.HiddenRows, []Span{{8, 8}}) || !slices.Equal(s.HiddenColumns, []Span{{5, 5}}) {
		t.Errorf("merged %v, hidden rows %v, columns %v", s.Merges, s.HiddenRows, s.HiddenColumns)
	}
	if got := s.LookAt(3, 4).Fill; got != "FFFF00" {
		t.Errorf("D3 is %q, want yellow", got)
	}
	if c, _ := s.At(3, 2); !c.IsPercent {
		t.Error("B3 is no percentage")
	}
}

func TestOldExcelUnderAnyName(t *testing.T) {
	wb := readOK(t, xlsFixture(t, "saved-as-97.xlsx"))
	if wb.Container != ContainerXLS || len(wb.Sheets) == 0 || wb.Sheets[0].Len() == 0 {
		t.Errorf("%+v", wb)
	}
}

// The bytes of old fonts survive as the characters of the code page, the soft hyphen (TCVN3 ư) among them, to be read
// in the encoding of the font: where the cell has no such font they stay as they are.
func TestExcel95TextsKeepTheirBytes(t *testing.T) {
	sheet := join(
		rec(biffLabel, at(0, 0, 1), uint16(4), "ch\xADa"),
		rec(biffLabel, at(0, 1, 0), uint16(3), "\xD0\xEA\xEC"),
		rec(biffRString, at(0, 2, 0), uint16(4), "ab\xB9c", 1, 2, 1),
		rec(biffRString, at(0, 3, 0), uint16(2), "\xB9t", 1, 0, 1),
		rec(biffNumber, at(1, 0, 1), 43875.0),
		rec(biffFormula, at(1, 1, 0), "\x00\x00\x00\x00\x00\x00\xFF\xFF", uint16(0), uint32(0), uint16(4), "\x44\x00\xC0\x00"),
		rec(biffString, uint16(4), "ch\xADa"))
	for page, want := range map[uint16][]string{
		1252: {"A1 text chưa date .VnTime", "B1 text Ðêì", "C1 text ab¹c mixed", "D1 text ạt .VnTime", "A2 number 43875 date .VnTime", "B2 text ch\u00ADa =A1"},
		1258: {"A1 text chưa date .VnTime", "B1 text Đê\u0301", "C1 text ab¹c mixed", "D1 text ạt .VnTime", "A2 number 43875 date .VnTime", "B2 text ch\u00ADa =A1"},
	} {
		wb := readOK(t, bareBook(false, join(rec(biffCodePage, page), plainStyles5()), madeSheet{"A", sheet}))
		wantCells(t, wb.Sheets[0], want...)
	}
	_, err := Read("a.xls", bareBook(false, join(rec(biffCodePage, uint16(932)), plainStyles5()), madeSheet{"A", sheet}), DefaultLimits())
	wantProblem(t, err, problemDamaged)
}

// The writer's code page has no Vietnamese letters: what it wrote says «?» for them, and nobody can tell which they were.
func TestExcel95WithLettersLostInTheFileIsRefused(t *testing.T) {
	labels := func(texts ...string) (out []byte) {
		for i, text := range texts {
			out = join(out, rec(biffLabel, at(uint16(i), 0, 0), uint16(len(text)), text))
		}
		return out
	}
	_, err := Read("a.xls", bareBook(false, plainStyles5(), madeSheet{"A", labels("Bi?u s?: 00/XA", "Th? tr?n")}), DefaultLimits())
	wantProblem(t, err, problemLost)
	readOK(t, bareBook(false, plainStyles5(), madeSheet{"A", labels("C\xF3 hay kh\xF4ng? Ghi r\xF5", "???", "? ha", "Nam?")}))
}

func wantProblem(t *testing.T, err error, id string) {
	t.Helper()
	var p *ProblemError
	if !errors.As(err, &p) || p.ID != id {
		t.Errorf("%v, want %s", err, id)
	}
}

// Characters change their width where a record ends; runs of fonts and phonetic hints lie behind the text.
func TestSharedStringsGoOnInTheNextRecord(t *testing.T) {
	list := join(
		rec(biffSST, uint32(5), uint32(4), uint16(4), 0, "Xa"), rec(biffContinue, 1, utf16Bytes("Ồm")),
		rec(biffContinue, uint16(3), 8, uint16(1), "ab\xB9", uint16(0)), rec(biffContinue, uint16(1),
			uint16(2), 5, uint32(6), utf16Bytes("ộ")), rec(biffContinue, 0, "\xE3abc"), rec(biffContinue, "def", uint16(0), 0))
	sheet := join(rec(biffLabelSST, at(0, 0, 0), uint32(0)), rec(biffLabelSST, at(0, 1, 0), uint32(1)), rec(biffLabelSST, at(0, 2, 0), uint32(2)),
		rec(biffLabelSST, at(0, 3, 0), uint32(3)), rec(biffLabelSST, at(1, 0, 0), uint32(0)))
	wb := readOK(t, bareBook(true, join(plainStyles8(), list), madeSheet{"A", sheet}))
	wantCells(t, wb.Sheets[0], "A1 text XaỒm", "B1 text abạ .VnTime", "C1 text ộã", "D1 text ", "A2 text XaỒm")
	beyond := rec(biffLabelSST, at(0, 0, 0), uint32(4))
	_, err := Read("a.xls", bareBook(true, join(plainStyles8(), list), madeSheet{"A", beyond}), DefaultLimits())
	wantProblem(t, err, problemStrings)
}

// RK numbers worked by hand: bit 0 a hundredth, bit 1 whole, the rest the number or the upper half of a double.
func TestNumbersAreExact(t *testing.T) {
	upper := func(f float64) uint32 { return uint32(math.Float64bits(f) >> 32) }
	sheet := join(
		rec(biffRK, at(0, 0, 0), uint32(1543<<2|3)), rec(biffRK, at(0, 1, 0), uint32(1543<<2|2)), rec(biffRK, at(0, 2, 0), upper(1.5)),
		rec(biffRK, at(0, 3, 0), upper(1.5)|1), rec(biffRK, at(0, 4, 0), uint32(0xFFFFFFE6)),
		rec(biffMulRK, at(1, 1, 0), uint32(7<<2|2), uint16(1), uint32(8<<2|2), uint16(2)),
		number8(2, 0, 15.430000000000001), number8(2, 1, -0.0), number8(2, 2, 1e300), number8(2, 3, 123456789012345680), number8(2, 4, math.NaN()),
		rec(biffBoolErr, at(3, 0, 0), 1, 0), rec(biffBoolErr, at(3, 1, 0), 0x17, 1), rec(biffBlank, at(3, 2, 1)), rec(biffMulBlank, at(4, 0, 1), uint16(1), uint16(1)))
	wb := readOK(t, bareBook(true, join(plainStyles8(), rec(biffDate1904, uint16(1))), madeSheet{"A", sheet}))
	wantCells(t, wb.Sheets[0], "A1 number 15.43", "B1 number 1543", "C1 number 1.5", "D1 number 0.015", "E1 number -7",
		"B2 number 7", "C2 number 8 date .VnTime", "A3 number 15.430000000000001", "B3 number 0", "C3 number 1E+300", "D3 number 123456789012345680",
		"E3 error #NUM!", "A4 bool 1", "B4 error #REF!")
	if !wb.Date1904 || !wb.Sheets[0].LookAt(4, 3).Bold || !wb.Sheets[0].LookAt(5, 2).Bold {
		t.Error("1904 or looks are lost")
	}
}

// What damage or a lying count must never pass for a shorter sheet.
func TestBadRecordsAreRefused(t *testing.T) {
	one := number8(0, 0, 1)
	tests := map[string]struct {
		id    string
		sheet []byte
	}{
		"too short a number":        {problemDamaged, rec(biffNumber, at(0, 0, 0), uint32(1))},
		"style beyond the list":     {problemDamaged, rec(biffNumber, at(0, 0, 2), 1.0)},
		"column beyond the sheet":   {problemAddress, rec(biffNumber, at(0, 256, 0), 1.0)},
		"cell twice":                {problemAddress, join(one, one)},
		"unknown record":            {problemDamaged, rec(0x0303, at(0, 0, 0), 1.0)},
		"many cells, wrong last":    {problemDamaged, rec(biffMulRK, at(1, 1, 0), uint32(2), uint16(2))},
		"merged ranges cut":         {problemDamaged, rec(biffMergeCells, uint16(2), uint32(0), uint32(0))},
		"merged range turned round": {problemAddress, rec(biffMergeCells, uint16(1), uint16(3), uint16(1), uint16(0), uint16(0))},
		"text runs out":             {problemDamaged, rec(biffLabel, at(0, 0, 0), uint16(9), 0, "abc")},
		"formula runs out":          {problemDamaged, rec(biffFormula, at(0, 0, 0), 1.0, uint16(0), uint32(0), uint16(9), "\x1E")},
		"result without a formula":  {problemDamaged, rec(biffString, uint16(1), 0, "a")},
		"noughts between cells":     {problemDamaged, join(one, make([]byte, 8), number8(0, 1, 1))},
		"a sheet in a sheet":        {problemTruncated, rec(biffBOF, uint16(0x0600), uint16(0x10))},
		"locked by itself":          {problemCipher, rec(biffFilePass, uint32(0))},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := Read("a.xls", bareBook(true, plainStyles8(), madeSheet{"A", tt.sheet}), DefaultLimits())
			wantProblem(t, err, tt.id)
		})
	}
	two := bareBook(true, plainStyles8(), madeSheet{"A", one}, madeSheet{"B", one})
	i := strings.Index(string(two), "\x85\x00\x09\x00")
	hidden := slices.Concat(two[:i], rec(0x0086, make([]byte, 9)), two[i+13:])
	_, err := Read("a.xls", hidden, DefaultLimits())
	wantProblem(t, err, problemDamaged) // the second sheet lies there, the list knows only one
}

func TestLimitsHoldForOldExcel(t *testing.T) {
	var cells []byte
	for row := range uint16(50) {
		cells = append(cells, number8(row, 0, 1)...)
	}
	for what, set := range map[string]func(*Limits){
		"cells": func(l *Limits) { l.Cells = 49 }, "rows": func(l *Limits) { l.Rows = 49 }, "styles": func(l *Limits) { l.Styles = 1 }, "text": func(l *Limits) { l.Text = 10 },
	} {
		lim := DefaultLimits()
		set(&lim)
		if wb, err := Read("a.xls", bareBook(true, plainStyles8(), madeSheet{"A", cells}), lim); err == nil {
			t.Errorf("%s: read with %d cells", what, wb.Sheets[0].Len())
		}
	}
	blank := make([]byte, 0, 4<<20)
	style := slices.Repeat([]byte{1, 0}, 256)
	for row := range 65536 / 8 {
		blank = append(blank, rec(biffMulBlank, uint16(row), uint16(0), style, uint16(255))...)
	}
	wb := readOK(t, bareBook(true, plainStyles8(), madeSheet{"A", blank}))
	if n := wb.Sheets[0].Len(); n != 0 {
		t.Errorf("%d cells of 2 million that only have a look", n)
	}
}
