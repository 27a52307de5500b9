package xlsx

import (
	"bytes"
	"testing"

	"github.com/xuri/excelize/v2"
)

// Six sheets of 80 rows and 12 columns are what a commune sends.
func BenchmarkRead(b *testing.B) {
	file := madeBook(b, 6, 80, 12)
	b.ReportMetric(float64(len(file)), "bytes/file")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read("a.xlsx", file, DefaultLimits()); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkExcelizeGetRows(b *testing.B) {
	file := madeBook(b, 6, 80, 12)
	b.ReportAllocs()
	for b.Loop() {
		f, err := excelize.OpenReader(bytes.NewReader(file), excelize.Options{RawCellValue: true})
		if err != nil {
			b.Fatal(err)
		}
		for _, sheet := range f.GetSheetList() {
			if _, err := f.GetRows(sheet); err != nil {
				b.Fatal(err)
			}
		}
		f.Close()
	}
}
