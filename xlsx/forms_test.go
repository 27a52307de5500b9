package xlsx_test

import (
	"bytes"
	"os"
	"testing"
	"time"

	"bieuxa/internal/sampleforms"
	"bieuxa/report"
	"bieuxa/xlsx"
)

func TestScratch(t *testing.T) {
	forms := sampleforms.All(98)
	for _, f := range forms {
		if err := f.Check(); err != nil {
			t.Error(err)
		}
	}
	t.Log(report.Dump(&forms[2]))
	t.Log(report.Dump(&forms[4]))
	for range 3 {
		var b bytes.Buffer
		start := time.Now()
		if err := xlsx.WriteForms(&b, forms, xlsx.Meta{Title: "Biểu tổng hợp", Author: "UBND huyện", Printed: time.Unix(1607900000, 0)}); err != nil {
			t.Fatal(err)
		}
		t.Log(time.Since(start), b.Len())
		os.WriteFile("/tmp/forms.xlsx", b.Bytes(), 0o644)
	}
}
