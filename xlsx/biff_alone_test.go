package xlsx

import (
	"testing"
)

// aloneSheet is what PHP pages write: xlsBOF, xlsWriteNumber, xlsWriteLabel, xlsEOF.
func aloneSheet(records ...[]byte) []byte {
	return join(rec(biffBOF, uint16(0), uint16(0x10), uint16(0), uint16(0)), join(records...), rec(biffEOF))
}

func label(row, col uint16, text string) []byte {
	return rec(biffLabel, at(row, col, 0), uint16(len(text)), text)
}

func TestSheetAloneIsRead(t *testing.T) {
	for name, tt := range map[string]struct {
		file []byte
		want []string
	}{
		"UTF-8":   {aloneSheet(label(0, 0, "Xã Nậm Chảy"), label(0, 1, "12"), number8(1, 1, 15.43)), []string{"A1 text Xã Nậm Chảy ", "B1 text 12 ", "B2 number 15.43 "}},
		"ASCII":   {aloneSheet(label(0, 0, "Xa A"), rec(biffRK, at(0, 1, 0), uint32(1543<<2|3))), []string{"A1 text Xa A ", "B1 number 15.43 "}},
		"1258":    {aloneSheet(label(0, 0, "Xa\xDE T\xE2n"), label(1, 0, "\xD0\xF4\xCCng"), label(2, 0, "b\xE1o c\xE1o")), []string{"A1 text Xa\u0303 Tân ", "A2 text Đô\u0300ng ", "A3 text báo cáo "}},
		"1251":    {aloneSheet(rec(biffCodePage, uint16(1251)), label(0, 0, "\xC4\xE0")), []string{"A1 text Да "}},
		"5.0":     {join(rec(biffBOF, uint16(0x0500), uint16(0x10), uint32(0)), label(0, 0, "Xã"), rec(biffEOF)), []string{"A1 text Xã "}},
		"swapped": {join(rec(biffBOF, uint16(0), uint16(0x1000), uint32(0)), number8(0, 0, 1), rec(biffEOF)), []string{"A1 number 1 "}},
		"other styles and a rest": {append(aloneSheet(rec(0x0200, make([]byte, 10)), rec(biffNumber, at(0, 0, 0x0F), 2.0), rec(biffBoolErr, at(0, 1, 0), 1, 0)), "\r\n"...),
			[]string{"A1 number 2 ", "B1 bool 1 "}},
		"styles of its own": {aloneSheet(plainStyles5(), rec(biffNumber, at(0, 0, 1), 43875.0)), []string{"A1 number 43875 date .VnTime"}},
	} {
		t.Run(name, func(t *testing.T) {
			wb, err := Read("Xã Nậm Chảy.xls", tt.file, DefaultLimits())
			if err != nil {
				t.Fatal(err)
			}
			if wb.Container != ContainerXLS || len(wb.Sheets) != 1 || wb.Sheets[0].Name != "Xã Nậm Chảy" {
				t.Errorf("%v %d sheets", wb.Container, len(wb.Sheets))
			}
			wantCells(t, wb.Sheets[0], tt.want...)
		})
	}
}

func TestBadSheetsAloneAreRefused(t *testing.T) {
	whole := aloneSheet(label(0, 0, "Xã"), number8(1, 1, 15.43))
	for name, tt := range map[string]struct {
		id   string
		file []byte
	}{
		"letters lost":          {problemLost, aloneSheet(label(0, 0, "H? ngh?o"), label(0, 1, "X? N?m Ch?y"))},
		"one byte spoiled":      {problemDamaged, aloneSheet(label(0, 0, "Xã Nậm Ch\xE1y, hộ nghèo"))},
		"two encodings":         {problemEncoding, aloneSheet(label(0, 0, "x\xE3m"))},
		"zero bytes":            {problemDamaged, aloneSheet(label(0, 0, "X\x00a\x00"))},
		"unknown code page":     {problemDamaged, aloneSheet(rec(biffCodePage, uint16(932)), label(0, 0, "\xE3"))},
		"text longer than it":   {problemDamaged, aloneSheet(rec(biffLabel, at(0, 0, 0), uint16(9), "abc"))},
		"without its end":       {problemTruncated, whole[:len(whole)-4]},
		"cut in a cell":         {problemTruncated, whole[:len(whole)-8]},
		"two sheets":            {problemDamaged, append(whole, whole...)},
		"cell twice":            {problemAddress, aloneSheet(number8(0, 0, 1), number8(0, 0, 2))},
		"numbers of Excel 2":    {problemDamaged, aloneSheet(rec(0x0003, at(0, 0, 0), 0, 1.0))},
		"chart":                 {problemXLS, join(rec(biffBOF, uint16(0x0500), uint16(0x20), uint32(0)), rec(biffEOF))},
		"workbook of version 0": {problemXLS, join(rec(biffBOF, uint16(0), uint16(5), uint32(0)), rec(biffEOF))},
		"row beyond the last":   {problemAddress, aloneSheet(number8(16384, 0, 1))},
	} {
		_, err := Read("a.xls", tt.file, DefaultLimits())
		if problemID(err) != tt.id {
			t.Errorf("%s: %v, want %s", name, err, tt.id)
		}
	}
}
