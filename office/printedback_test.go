package office

import (
	"testing"

	"github.com/shopspring/decimal"

	"bieuxa/report"
)

// The figures of a row are read where its words stand, on whichever page, whatever the figures are.
func TestFiguresAreReadBackFromPaper(t *testing.T) {
	number := func(n int64) report.Cell { return report.NumberCell(decimal.NewFromInt(n), 0) }
	form := func(no string, rows ...report.Row) *report.Form {
		return &report.Form{No: no, Columns: make([]report.Column, 3), Rows: rows}
	}
	row := func(name string, a, b int64) report.Row {
		return report.Row{Cells: []report.Cell{report.TextCell(name), number(a), number(b)}}
	}
	first, second := form("Biểu 01", row("Xã Phú Lệ", 1, 2), row("TỔNG CỘNG", 1234, 2)), form("Biểu 02", row("TỔNG CỘNG", 5, 6))
	p := newPrintedBack([][]string{{"Báo cáo", "TỔNG CỘNG", "7", "8", "Biểu số: 01", "Đơn vị", "(1)", "Xã", "Phú Lệ", "1", "2"},
		{"2", "Đơn vị", "(1)", "TỔNG CỘNG", "1.235", "2", "Biểu số: 02", "Đơn vị", "TỔNG", "CỘNG", "5", "6"}})
	got := p.form(first, second)
	if got[report.Ref{Row: 0, Col: 1}] != "1" || got[report.Ref{Row: 1, Col: 1}] != "1.235" || got[report.Ref{Row: 1, Col: 2}] != "2" {
		t.Errorf("first form: %v", got)
	}
	got = p.form(second, nil)
	if got[report.Ref{Row: 0, Col: 1}] != "5" || got[report.Ref{Row: 0, Col: 2}] != "6" {
		t.Errorf("second form: %v", got)
	}
	cut := newPrintedBack([][]string{{"Biểu số: 01", "Xã Phú Lệ", "1", "2", "Biểu số: 02", "TỔNG CỘNG", "5", "6"}})
	if got := cut.form(first, second); len(got) != 2 {
		t.Errorf("a row that is not on the paper: %v", got)
	}
	for text, want := range map[string]string{"1.234,50": "1234.5", "21,43%": "21.43", "-7": "-7"} {
		if n, err := figureOf(text); err != nil || n.String() != want {
			t.Errorf("%s is read as %s (%v), want %s", text, n, err, want)
		}
	}
	if n, err := figureOf("…"); err == nil {
		t.Errorf("no figure is read as %s", n)
	}
}
