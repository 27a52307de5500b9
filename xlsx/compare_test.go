package xlsx_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"bieuxa/report"
	"bieuxa/xlsx"
)

// compared is a small form: three communes, two columns and their sum.
func compared() report.Form {
	number := func(n int64) report.Cell { return report.NumberCell(decimal.NewFromInt(n), 0) }
	f := report.Form{ID: "bieu-x", No: "Biểu X", Title: "Hộ nghèo", Reported: "3/3 xã đã báo cáo",
		Columns: []report.Column{{Key: "unit", Heading: []string{"Xã"}, Width: 40}, {Key: "opening", Heading: []string{"Đầu kỳ"}, Width: 20},
			{Key: "closing", Heading: []string{"Cuối kỳ"}, Width: 20}}, NameColumns: 1}
	for i, name := range []string{"Xã An", "Xã Bình", "Xã Cát"} {
		f.Rows = append(f.Rows, report.Row{Role: report.Item, Cells: []report.Cell{report.TextCell(name), number(int64(10 * (i + 1))), number(int64(i + 1))}})
	}
	f.Rows = append(f.Rows, report.Row{Role: report.Total, Cells: []report.Cell{report.TextCell("TỔNG CỘNG"),
		number(60).By(report.Sum(report.Down(1, 0, 2))), number(6).By(report.Sum(report.Down(2, 0, 2)))}})
	return f
}

// edited is the workbook after a person changed it in a spreadsheet program.
func edited(t *testing.T, body []byte, change func(book *excelize.File, sheet string, at func(text string) string)) []byte {
	t.Helper()
	book := must(excelize.OpenReader(bytes.NewReader(body)))
	defer book.Close()
	sheet := book.GetSheetName(0)
	change(book, sheet, func(text string) string {
		found := must(book.SearchSheet(sheet, text))
		if len(found) == 0 {
			t.Fatalf("%q is not on the sheet", text)
		}
		return found[0]
	})
	var out bytes.Buffer
	if err := book.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// beside is the cell so many columns to the right.
func beside(cell string, by int) string {
	col, row, _ := excelize.CellNameToCoordinates(cell)
	name, _ := excelize.CoordinatesToCellName(col+by, row)
	return name
}

func told(t *testing.T, forms []report.Form, now []byte) []string {
	t.Helper()
	was := must(xlsx.Read("", workbook(t, forms...), xlsx.DefaultLimits()))
	is := must(xlsx.Read("", now, xlsx.DefaultLimits()))
	found := xlsx.Compare(was, is, forms)
	var out []string
	for _, i := range found.Missing {
		out = append(out, "missing "+forms[i].No)
	}
	for _, u := range found.Cells {
		place := fmt.Sprintf("%d,%d", u.Row, u.Col)
		if u.WholeRow {
			place = "row"
		}
		out = append(out, fmt.Sprintf("%s: %s -> %s", place, u.Was, u.Now))
	}
	for _, s := range found.Added {
		out = append(out, "added "+s)
	}
	return out
}

func TestAnEditedWorkbookNamesWhatDiffers(t *testing.T) {
	set := func(book *excelize.File, sheet, cell string, to any) {
		if err := book.SetCellValue(sheet, cell, to); err != nil {
			t.Fatal(err)
		}
	}
	type edit = func(book *excelize.File, sheet string, at func(string) string)
	for name, c := range map[string]struct {
		edit edit
		want []string
	}{
		"saved again": {func(*excelize.File, string, func(string) string) {}, nil},
		"two figures swapped": {func(b *excelize.File, s string, at func(string) string) {
			set(b, s, beside(at("Xã An"), 2), 2)
			set(b, s, beside(at("Xã Bình"), 2), 1)
		}, []string{"0,2: 1 -> 2", "1,2: 2 -> 1"}},
		"a heading": {func(b *excelize.File, s string, at func(string) string) { set(b, s, at("Cuối kỳ"), "Đầu năm") },
			[]string{"-1,-1: Cuối kỳ -> Đầu năm"}},
		"how many reported": {func(b *excelize.File, s string, at func(string) string) {
			set(b, s, at("3/3 xã đã báo cáo"), "2/3 xã đã báo cáo")
		}, []string{"-1,-1: 3/3 xã đã báo cáo -> 2/3 xã đã báo cáo"}},
		"the same figure over a formula": {func(b *excelize.File, s string, at func(string) string) { set(b, s, beside(at("TỔNG CỘNG"), 2), 6) }, nil},
		"another figure over a formula": {func(b *excelize.File, s string, at func(string) string) { set(b, s, beside(at("TỔNG CỘNG"), 2), 7) },
			[]string{"3,2: 6 -> 7"}},
		"a figure by a thousandth": {func(b *excelize.File, s string, at func(string) string) {
			set(b, s, beside(at("Xã An"), 2), 1.001)
		}, []string{"0,2: 1,000 -> 1,001"}},
		"zero for nothing": {func(b *excelize.File, s string, at func(string) string) { set(b, s, beside(at("Xã An"), 2), "") },
			[]string{"0,2: 1 -> "}},
		"a row deleted": {func(b *excelize.File, s string, at func(string) string) {
			_, row, _ := excelize.CellNameToCoordinates(at("Xã Bình"))
			if err := b.RemoveRow(s, row); err != nil {
				t.Fatal(err)
			}
		}, []string{"row: Xã Bình | 20 | 2 -> "}},
		"a sheet more": {func(b *excelize.File, _ string, _ func(string) string) { must(b.NewSheet("Ghi chép")) }, []string{"added Ghi chép"}},
	} {
		t.Run(name, func(t *testing.T) {
			forms := []report.Form{compared()}
			got := told(t, forms, edited(t, workbook(t, forms...), c.edit))
			if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
				t.Errorf("told %q, want %q", got, c.want)
			}
		})
	}
}

func TestALibreOfficeCopyIsTheSame(t *testing.T) {
	program, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("soffice is not installed")
	}
	forms, dir := []report.Form{compared()}, t.TempDir()
	change := edited(t, workbook(t, forms...), func(b *excelize.File, s string, at func(string) string) {
		if err := b.SetCellValue(s, beside(at("Xã Cát"), 1), 31); err != nil {
			t.Fatal(err)
		}
	})
	for name, c := range map[string]struct {
		body []byte
		want string
	}{
		"same":    {workbook(t, forms...), ""},
		"changed": {change, "2,1: 30 -> 31"}, // the sum too, if the program reckons it anew
	} {
		path := filepath.Join(dir, name+".xlsx")
		if err := os.WriteFile(path, c.body, 0o600); err != nil {
			t.Fatal(err)
		}
		run := exec.Command(program, "--headless", "-env:UserInstallation=file://"+dir+"/lo", "--convert-to", "xlsx", "--outdir", filepath.Join(dir, "out"), path)
		if out, err := run.CombinedOutput(); err != nil {
			t.Skipf("soffice: %v: %s", err, out)
		}
		got := told(t, forms, must(os.ReadFile(filepath.Join(dir, "out", name+".xlsx"))))
		if all := strings.Join(got, "\n"); all != c.want && all != c.want+"\n3,1: 60 -> 61" {
			t.Errorf("%s: told %q, want %q", name, got, c.want)
		}
	}
}
