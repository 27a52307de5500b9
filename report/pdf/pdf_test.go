package pdf_test

import (
	"bytes"
	"os"
	"testing"
	"time"

	"bieuxa/internal/sampleforms"
	"bieuxa/report/pdf"
)

func TestScratch(t *testing.T) {
	forms := sampleforms.All(98)
	for range 3 {
		var b bytes.Buffer
		start := time.Now()
		lost, err := pdf.Write(&b, forms, pdf.Meta{Title: "Biểu tổng hợp", Author: "UBND huyện", Printed: time.Unix(1607900000, 0)}, os.DirFS("../../assets/fonts"))
		if err != nil {
			t.Fatal(err)
		}
		t.Log(time.Since(start), b.Len(), lost)
		os.WriteFile("/tmp/forms.pdf", b.Bytes(), 0o644)
	}
}
