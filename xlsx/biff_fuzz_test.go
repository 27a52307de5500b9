package xlsx

import (
	"errors"
	"testing"
)

// FuzzReadXLS wants a workbook in order or a problem, whatever the records.
func FuzzReadXLS(f *testing.F) {
	f.Add(xlsFixture(f, "xlwt.xls"))
	f.Add(xlsFixture(f, "saved-as-97.xlsx"))
	f.Add(compoundFile("Workbook"))
	f.Add(loopingCompoundFile())
	shared := "\x4C\x00\x00\xFF\xC0\x1E\x02\x00\x05"
	f.Add(bareBook(true, join(plainStyles8(), rec(biffSST, uint32(1), uint32(1), uint16(2), 8, uint16(1), "ab", uint16(0), uint16(1))),
		madeSheet{"A", join(rec(biffLabelSST, at(0, 0, 0), uint32(0)), formula8(0, 1, 2, "\x01\x00\x00\x01\x00"),
			rec(biffShared, uint16(0), uint16(2), 1, 1, uint16(0), uint16(len(shared)), shared))}))
	f.Add(bareBook(false, join(rec(biffCodePage, uint16(1258)), plainStyles5()), madeSheet{"A", rec(biffRString, at(0, 2, 0), uint16(4), "ab\xB9c", 1, 2, 1)}))
	f.Fuzz(func(t *testing.T, b []byte) {
		lim := DefaultLimits()
		wb, err := readXLS("a.xls", b, lim)
		var p *ProblemError
		switch {
		case err == nil:
			checkOrder(t, wb, lim)
			if _, err := wb.With([]Input{{Sheet: wb.Sheets[0].Name, Row: 1, Col: 1, Kind: KindNumber, Raw: "5"}}); len(wb.Sheets) > 0 && err != nil && !errors.As(err, &p) {
				t.Fatal(err)
			}
		case !errors.As(err, &p) || p.ID == problemBug:
			t.Fatal(err)
		}
	})
}
