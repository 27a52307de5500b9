package xlsx_test

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"bieuxa/internal/sampleforms"
	"bieuxa/report"
	"bieuxa/xlsx"
)

func TestTextThatLooksLikeAFormulaStaysText(t *testing.T) {
	f := sampleforms.Bands()
	for i, s := range []string{"=1+1", "+84 237", "-5 xã", "@SUM(A1)", "_x0041_"} {
		f.Rows[i].Cells[0] = report.TextCell(s)
		cells, _ := readRaw(t, workbook(t, f), 1)
		at := fmt.Sprintf("A%d", bodyRow(t, cells, f)+i)
		if got := cells[at]; got.Formula != nil || got.Type != "inlineStr" {
			t.Errorf("%q: %+v, want plain text", s, got)
		}
		book := must(excelize.OpenReader(bytes.NewReader(workbook(t, f))))
		if got := must(book.GetCellValue("Biểu 03", at)); got != s {
			t.Errorf("%q reads back as %q", s, got)
		}
	}
}

func TestPageOfASheet(t *testing.T) {
	book := must(excelize.OpenReader(bytes.NewReader(workbook(t, sampleforms.All(20)...))))
	want := []string{"Biểu 01", "Biểu 02", "Biểu 03", "Biểu 05", "Biểu 06a", "Biểu 10", "Phụ biểu"}
	if got := book.GetSheetList(); strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("sheets %q, want %q", got, want)
	}
	layout := must(book.GetPageLayout("Biểu 01"))
	if *layout.Size != 9 || *layout.Orientation != "landscape" || *layout.FitToWidth != 1 || *layout.FitToHeight != 0 {
		t.Errorf("Biểu 01: paper %d %s, fit %d × %d", *layout.Size, *layout.Orientation, *layout.FitToWidth, *layout.FitToHeight)
	}
	if props := must(book.GetSheetProps("Biểu 01")); props.FitToPage == nil || !*props.FitToPage {
		t.Error("Biểu 01: the page is not fitted to its width")
	}
	margins := must(book.GetPageMargins("Biểu 02"))
	for name, m := range map[string][2]float64{"top": {*margins.Top, 20}, "bottom": {*margins.Bottom, 20}, "left": {*margins.Left, 30}, "right": {*margins.Right, 15}} {
		if d := m[0]*25.4 - m[1]; d > 0.01 || d < -0.01 {
			t.Errorf("%s margin %v mm, want %v", name, m[0]*25.4, m[1])
		}
	}
	if panes := must(book.GetPanes("Biểu 01")); !panes.Freeze || panes.XSplit != 2 || panes.YSplit != 11 || panes.TopLeftCell != "C12" {
		t.Errorf("Biểu 01: panes %+v, want 2 columns and 11 rows frozen", panes)
	}
	titles := ""
	for _, name := range book.GetDefinedName() {
		if name.Name == "_xlnm.Print_Titles" && name.Scope == "Biểu 06a" {
			titles = name.RefersTo
		}
	}
	if titles != "'Biểu 06a'!$8:$11" {
		t.Errorf("Biểu 06a repeats %s, want the heading of three rows and the numbers", titles)
	}
	width := 0.0
	for c := 1; c <= 25; c++ {
		name := must(excelize.ColumnNumberToName(c))
		width += must(book.GetColWidth("Biểu 01", name)) * 7 / 96 * 25.4
	}
	if width > 252 || width < 245 {
		t.Errorf("Biểu 01 is %.1f mm wide, want nearly 252", width)
	}
}

func TestHeadingIsMergedThreeDeep(t *testing.T) {
	book := must(excelize.OpenReader(bytes.NewReader(workbook(t, sampleforms.Poverty(4)))))
	merged := map[string]string{}
	for _, m := range must(book.GetMergeCells("Biểu 06a")) {
		merged[m.GetStartAxis()+":"+m.GetEndAxis()] = m.GetCellValue()
	}
	for area, text := range map[string]string{
		"A8:A10": "TT", "C8:C10": "Tổng số hộ dân cư", "D8:E8": "Hộ nghèo đầu năm", "F8:I8": "Diễn biến trong năm",
		"F9:G9": "Thoát nghèo", "H9:H10": "Tái nghèo", "D9:D10": "Số hộ",
	} {
		if merged[area] != text {
			t.Errorf("%s holds %q, want %q", area, merged[area], text)
		}
	}
}

func TestWrappedRowsAreHighEnough(t *testing.T) {
	f := sampleforms.RoadMap()
	cells, raw := readRaw(t, workbook(t, f), 1)
	first := bodyRow(t, cells, f)
	// The state of things is 165 letters in 44 mm: at 11 pt (about 23 letters a line) 7 lines or more.
	if got := raw.Rows[first-1].Height; got < 7*11*1.15 {
		t.Errorf("row of 7 lines is %.1f points high", got)
	}
}

func TestRefusals(t *testing.T) {
	wrong := sampleforms.Bands()
	wrong.Rows[5].Cells[1].Num = decimal.NewFromInt(72)
	long := sampleforms.Bands()
	long.Rows[5].Cells[1] = report.NumberCell(decimal.RequireFromString("1234567890123456"), 0)
	for i := range 5 {
		long.Rows[i].Cells[2] = report.Cell{}
	}
	for name, c := range map[string]struct {
		forms []report.Form
		want  string
	}{
		"a total that is not the sum":  {[]report.Form{wrong}, "yields 71, yet the cell prints 72"},
		"more digits than Excel holds": {[]report.Form{long}, "more than 15 digits"},
		"no forms":                     {nil, "no forms"},
	} {
		if err := xlsx.WriteForms(io.Discard, c.forms, meta()); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

func TestSheetNamesExcelTakes(t *testing.T) {
	var forms []report.Form
	for _, no := range []string{"Biểu 01/2020", "biểu 01-2020", "Phụ lục về tình hình nộp báo cáo của các xã", "Phụ lục về tình hình nộp báo cáo của các huyện"} {
		f := sampleforms.Bands()
		f.No = no
		forms = append(forms, f)
	}
	book := must(excelize.OpenReader(bytes.NewReader(workbook(t, forms...))))
	want := "Biểu 01-2020|biểu 01-2020 (2)|Phụ lục về tình hình nộp báo cá|Phụ lục về tình hình nộp bá (2)"
	if got := strings.Join(book.GetSheetList(), "|"); got != want {
		t.Errorf("sheets %s, want %s", got, want)
	}
}

func BenchmarkWriteForms(b *testing.B) {
	forms := sampleforms.All(98)
	for b.Loop() {
		if err := xlsx.WriteForms(io.Discard, forms, meta()); err != nil {
			b.Fatal(err)
		}
	}
}
