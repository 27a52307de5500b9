package xlsx

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// The second reader's answer, cell by cell, on the same bytes.
func TestReadsWhatExcelizeReads(t *testing.T) {
	file := madeBook(t, 9, 40, 14)
	wb := readOK(t, file)
	f, err := excelize.OpenReader(bytes.NewReader(file), excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got, want := len(wb.Sheets), 9; got != want {
		t.Fatalf("%d sheets, want %d", got, want)
	}
	for i, name := range f.GetSheetList() {
		sheet := wb.Sheets[i]
		if sheet.Name != name {
			t.Errorf("sheet %d is %q, want %q", i, sheet.Name, name)
		}
		rows, err := f.GetRows(name)
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]string{}
		for r, row := range rows {
			for c, v := range row {
				if v != "" {
					ref, _ := excelize.CoordinatesToCellName(c+1, r+1)
					want[ref] = v
				}
			}
		}
		got := map[string]string{}
		for c := range sheet.Cells() {
			got[c.Ref()] = c.Raw
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-excelize +ours):\n%s", name, diff)
		}
		formula, _ := f.GetCellFormula(name, "F5")
		if c, ok := sheet.At(5, 6); !ok || c.Formula != formula || !c.HasFormula || !c.HasCached {
			t.Errorf("F5 is %+v, want formula %q with its result", c, formula)
		}
	}
}

func TestReadsMeaningOfStyles(t *testing.T) {
	wb := readOK(t, madeBook(t, 2, 5, 12))
	sheet, ok := wb.Sheet("01 Biểu")
	if !ok {
		t.Fatal("no sheet 01 Biểu")
	}
	for _, tt := range []struct {
		row, col int
		want     Cell
	}{
		{1, 12, Cell{Row: 1, Col: 1, Kind: KindText, Raw: "TỔNG HỢP KẾT QUẢ THỰC HIỆN", Format: "General", Font: "Times New Roman"}},
		{3, 7, Cell{Row: 3, Col: 7, Kind: KindNumber, Raw: "0.003", Format: "0.00%", Font: "Calibri", IsPercent: true}},
		{3, 8, Cell{Row: 3, Col: 8, Kind: KindNumber, Raw: "43803", Format: "dd/mm/yyyy", Font: "Calibri", IsDate: true}},
		{3, 9, Cell{Row: 3, Col: 9, Kind: KindNumber, Raw: "27.25", Format: `#,##0.00\ "đồng"`, Font: ".VnTime"}},
		{3, 12, Cell{Row: 3, Col: 12, Kind: KindNumber, Raw: "7.5", Formula: "SUM(C3:E3)", Format: "General", Font: "Calibri", HasFormula: true, HasCached: true}},
	} {
		got, ok := sheet.At(tt.row, tt.col)
		if diff := cmp.Diff(tt.want, got); !ok || diff != "" {
			t.Errorf("At(%d, %d) (-want +got):\n%s", tt.row, tt.col, diff)
		}
	}
	if want := []Range{{1, 1, 1, 12}}; !cmp.Equal(sheet.Merges, want) {
		t.Errorf("merges %v, want %v", sheet.Merges, want)
	}
	if wb.Producer != "Microsoft Excel 16.0300" {
		t.Errorf("producer %q", wb.Producer)
	}
}

// The files in testdata/producers were saved by other programs.
func TestReadsFilesOfOtherProducers(t *testing.T) {
	names, _ := filepath.Glob("testdata/producers/*.xlsx")
	if len(names) == 0 {
		t.Fatal("no files of other producers")
	}
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) {
			b, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			wb := readOK(t, b)
			if wb.Producer == "" {
				t.Error("no producer")
			}
			for _, s := range wb.Sheets {
				if s.Len() == 0 {
					t.Errorf("%s is empty", s.Name)
				}
				compareWithExcelize(t, b, s)
			}
		})
	}
}

func compareWithExcelize(t *testing.T, b []byte, s *Sheet) {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(b), excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows(s.Name)
	if err != nil {
		t.Fatal(err)
	}
	for r, row := range rows {
		for c, v := range row {
			got, ok := Cell{}, false
			for _, cell := range s.Row(r + 1) {
				if cell.Col == c+1 {
					got, ok = cell, true
				}
			}
			if v != "" && (!ok || strings.TrimSpace(got.Raw) != strings.TrimSpace(v)) {
				t.Errorf("%s!%s is %q, excelize says %q", s.Name, Cell{Row: r + 1, Col: c + 1}.Ref(), got.Raw, v)
			}
		}
	}
}

func readOK(tb testing.TB, b []byte) *Workbook {
	tb.Helper()
	wb, err := Read("a.xlsx", b, DefaultLimits())
	if err != nil {
		tb.Fatal(err)
	}
	return wb
}
