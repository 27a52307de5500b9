package xlsx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"testing"

	"github.com/xuri/excelize/v2"
)

// madeBook writes a workbook as a commune would fill it: merged headings, text, numbers, dates,
// percentages and formulas, with every formula's result stored as Excel stores it.
func madeBook(tb testing.TB, sheets, rows, cols int) []byte {
	tb.Helper()
	f := excelize.NewFile()
	defer f.Close()
	must := func(err error) {
		tb.Helper()
		if err != nil {
			tb.Fatal(err)
		}
	}
	style := func(s *excelize.Style) int {
		id, err := f.NewStyle(s)
		must(err)
		return id
	}
	dateCode, moneyCode := `dd/mm/yyyy`, `#,##0.00\ "đồng"`
	head := style(&excelize.Style{Font: &excelize.Font{Bold: true, Family: "Times New Roman"}})
	date := style(&excelize.Style{CustomNumFmt: &dateCode})
	money := style(&excelize.Style{CustomNumFmt: &moneyCode, Font: &excelize.Font{Family: ".VnTime"}})
	percent := style(&excelize.Style{NumFmt: 10})
	for n := range sheets {
		sheet := fmt.Sprintf("%02d Biểu", n)
		if n == 0 {
			must(f.SetSheetName("Sheet1", sheet))
		} else {
			_, err := f.NewSheet(sheet)
			must(err)
		}
		at := func(row, col int) string {
			ref, err := excelize.CoordinatesToCellName(col, row)
			must(err)
			return ref
		}
		must(f.SetCellStr(sheet, "A1", "TỔNG HỢP KẾT QUẢ THỰC HIỆN"))
		must(f.MergeCell(sheet, "A1", at(1, cols)))
		must(f.SetCellStyle(sheet, "A1", "A1", head))
		for col := 1; col <= cols; col++ {
			must(f.SetCellStr(sheet, at(2, col), fmt.Sprintf("Chỉ tiêu %d\n(hộ)", col)))
		}
		for row := 3; row <= rows; row++ {
			must(f.SetCellInt(sheet, at(row, 1), int64(row-2)))
			must(f.SetCellStr(sheet, at(row, 2), fmt.Sprintf("Xã Nậm %d-%d", n, row)))
			for col := 3; col <= cols; col++ {
				ref := at(row, col)
				switch col % 6 {
				case 0:
					must(f.SetCellFormula(sheet, ref, fmt.Sprintf("SUM(C%d:E%d)", row, row)))
				case 1:
					must(f.SetCellFloat(sheet, ref, float64(row)/1000, -1, 64))
					must(f.SetCellStyle(sheet, ref, ref, percent))
				case 2:
					must(f.SetCellInt(sheet, ref, int64(43800+row)))
					must(f.SetCellStyle(sheet, ref, ref, date))
				case 3:
					must(f.SetCellFloat(sheet, ref, float64(row*col)+0.25, -1, 64))
					must(f.SetCellStyle(sheet, ref, ref, money))
				case 4:
					must(f.SetCellInt(sheet, ref, int64(row*col)))
				case 5:
					must(f.SetCellStr(sheet, ref, []string{"Đạt", "Chưa đạt", "-"}[row%3]))
				}
			}
		}
	}
	must(f.SetAppProps(&excelize.AppProperties{Application: "Microsoft Excel", AppVersion: "16.0300"}))
	var out bytes.Buffer
	must(f.Write(&out))
	return rezip(tb, out.Bytes(), func(name string, body []byte) []byte {
		body = bytes.ReplaceAll(body, []byte(` t="str"><f>`), []byte(`><f>`))
		return bytes.ReplaceAll(body, []byte("</f></c>"), []byte("</f><v>7.5</v></c>"))
	})
}

// rezip writes the package anew, each part changed; a part changed to nil is left out.
func rezip(tb testing.TB, b []byte, change func(name string, body []byte) []byte) []byte {
	tb.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, p := range unzip(tb, b) {
		body := change(p.name, p.body)
		if body == nil {
			continue
		}
		e, err := w.Create(p.name)
		if err != nil {
			tb.Fatal(err)
		}
		if _, err := e.Write(body); err != nil {
			tb.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}

type madePart struct {
	name string
	body []byte
}

func unzip(tb testing.TB, b []byte) []madePart {
	tb.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		tb.Fatal(err)
	}
	var parts []madePart
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			tb.Fatal(err)
		}
		body, err := io.ReadAll(r)
		if err != nil {
			tb.Fatal(err)
		}
		parts = append(parts, madePart{f.Name, body})
	}
	return parts
}
