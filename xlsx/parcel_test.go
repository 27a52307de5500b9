package xlsx_test

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"bieuxa/report"
	"bieuxa/xlsx"
)

// carrying is a workbook of one small form with a body of random bytes, which no program can make smaller.
func carrying(t *testing.T, size int) (file, body []byte) {
	t.Helper()
	random := rand.New(rand.NewPCG(1, 2))
	body = make([]byte, size)
	for i := range body {
		body[i] = byte(random.Uint32())
	}
	f := report.Form{ID: "f", No: "Biểu 01", Title: "Biểu", Columns: []report.Column{{Key: "a", Heading: []string{"Đơn vị"}, Width: 50}},
		Rows: []report.Row{{Role: report.Item, Cells: []report.Cell{report.TextCell("Xã Phú Lệ")}}}}
	var out bytes.Buffer
	err := xlsx.WriteForms(&out, []report.Form{f}, xlsx.Meta{Printed: time.Date(2021, 1, 4, 1, 0, 0, 0, time.UTC),
		Parcel: &xlsx.Parcel{Head: [][2]string{{"parent", "385"}, {"period", "2020-12"}}, Body: body, NoteTitle: "Kèm theo", Note: []string{"Báo cáo gốc", "Một dòng."}}})
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes(), body
}

func TestParcelComesBack(t *testing.T) {
	for _, size := range []int{1, 23_999, 24_000, 24_001, 5 << 20} { // 24,000 bytes fill a cell
		file, body := carrying(t, size)
		wb, err := xlsx.Read("a.xlsx", file, xlsx.DefaultLimits())
		if err != nil {
			t.Fatal(err)
		}
		p, err := xlsx.ParcelIn(wb)
		if err != nil || !bytes.Equal(p.Body, body) || p.Head[1] != [2]string{"parent", "385"} {
			t.Errorf("%d bytes: %v", size, err)
		}
		if s, ok := wb.Sheet(xlsx.ParcelSheet); !ok || s.State != xlsx.VeryHidden {
			t.Error("the sheet of the parcel is not hidden")
		}
		if !xlsx.MayCarry(file) {
			t.Error("the file does not look as if it carried anything")
		}
		if again, _ := carrying(t, size); !bytes.Equal(file, again) {
			t.Error("the same parcel gives other bytes")
		}
	}
}

// The largest parcel passes the guard that every received file passes.
func TestLargestParcelPassesTheGuard(t *testing.T) {
	if testing.Short() {
		t.Skip("16 MB")
	}
	file, body := carrying(t, xlsx.MaxParcel)
	wb, err := xlsx.Read("a.xlsx", file, xlsx.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	if p, err := xlsx.ParcelIn(wb); err != nil || !bytes.Equal(p.Body, body) {
		t.Errorf("%v", err)
	}
}

func TestDamagedParcels(t *testing.T) {
	file, _ := carrying(t, 100_000)
	for _, c := range []struct {
		name  string
		spoil func(f *excelize.File) error
		want  string
	}{
		{"a newer version", func(f *excelize.File) error { return f.SetCellStr(xlsx.ParcelSheet, "B1", "2") }, "submission.newer"},
		{"no version", func(f *excelize.File) error { return f.SetCellStr(xlsx.ParcelSheet, "B1", "") }, "submission.damaged"},
		{"another sheet of that name", func(f *excelize.File) error { return f.SetCellStr(xlsx.ParcelSheet, "A1", "x") }, "submission.damaged"},
		{"a cell lost", func(f *excelize.File) error { return f.SetCellStr(xlsx.ParcelSheet, "A9", "") }, "submission.damaged"},
		{"a row lost", func(f *excelize.File) error { return f.RemoveRow(xlsx.ParcelSheet, 8) }, "submission.damaged"},
		{"a letter changed", func(f *excelize.File) error {
			text, err := f.GetCellValue(xlsx.ParcelSheet, "A8")
			other := "A"
			if strings.HasPrefix(text, other) {
				other = "B"
			}
			return errors.Join(err, f.SetCellStr(xlsx.ParcelSheet, "A8", other+text[1:]))
		}, "submission.damaged"},
		{"no base64", func(f *excelize.File) error { return f.SetCellStr(xlsx.ParcelSheet, "A8", "xã") }, "submission.damaged"},
		{"more than allowed", func(f *excelize.File) error { return f.SetCellStr(xlsx.ParcelSheet, "B4", "999999999") }, "submission.too-large"},
		{"cells without end", func(f *excelize.File) error { return f.SetCellStr(xlsx.ParcelSheet, "B6", "9000000000000000000") }, "submission.damaged"},
		{"less than there is", func(f *excelize.File) error { return f.SetCellStr(xlsx.ParcelSheet, "B4", "10") }, "submission.damaged"},
	} {
		f, err := excelize.OpenReader(bytes.NewReader(file))
		if err != nil {
			t.Fatal(err)
		}
		if err := c.spoil(f); err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if err := f.Write(&out); err != nil {
			t.Fatal(err)
		}
		wb, err := xlsx.Read("a.xlsx", out.Bytes(), xlsx.DefaultLimits())
		if err != nil {
			t.Fatal(err)
		}
		p, err := xlsx.ParcelIn(wb)
		var bad *xlsx.ProblemError
		if p != nil || !errors.As(err, &bad) || bad.ID != c.want {
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		}
	}
}
