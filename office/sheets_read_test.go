package office_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"bieuxa/office"
	"bieuxa/report"
)

// readSheet is a sheet as another program reads it: value and formula of each cell, merged areas.
type readSheet struct {
	Cells  map[string][2]string `json:"cells"`
	Merged []string             `json:"merged"`
}

// otherReader tells where a program is, and skips the test where it is not.
func otherReader(t *testing.T, names ...string) string {
	t.Helper()
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skipf("%s is not installed", names[0])
	return ""
}

func withOpenpyxl(t *testing.T, book string) map[string]readSheet {
	t.Helper()
	python := otherReader(t, "/usr/bin/python3", "python3")
	if exec.Command(python, "-c", "import openpyxl").Run() != nil {
		t.Skip("openpyxl is not installed")
	}
	out, err := exec.Command(python, filepath.Join("..", "scripts", "cells.py"), book).Output()
	if err != nil {
		t.Fatal(err)
	}
	var sheets map[string]readSheet
	if err := json.Unmarshal(out, &sheets); err != nil {
		t.Fatal(err)
	}
	return sheets
}

// calculated is the workbook without the values its formulas carry, as LibreOffice calculates and saves it.
func calculated(t *testing.T, book string) string {
	t.Helper()
	soffice, dir := otherReader(t, "soffice"), t.TempDir()
	body := read(t, book)
	in, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	carried, taken := regexp.MustCompile(`</f><v>[^<]*</v>`), 0
	var stripped bytes.Buffer
	out := zip.NewWriter(&stripped)
	for _, f := range in.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		taken += len(carried.FindAll(content, -1))
		w, err := out.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = w.Write(carried.ReplaceAll(content, []byte("</f>")))
	}
	if err := out.Close(); err != nil || taken < 500 {
		t.Fatalf("%d values taken out: %v", taken, err)
	}
	bare, made := filepath.Join(dir, "bare.xlsx"), filepath.Join(dir, "made")
	write(t, bare, stripped.Bytes())
	cmd := exec.Command(soffice, "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to", "xlsx", "--outdir", made, bare)
	if text, err := cmd.CombinedOutput(); err != nil {
		t.Skipf("LibreOffice does not run here: %v: %s", err, text)
	}
	return filepath.Join(made, "bare.xlsx")
}

func sameValue(a, b string) bool {
	x, errX := decimal.NewFromString(a)
	y, errY := decimal.NewFromString(b)
	if errX != nil || errY != nil {
		return strings.ReplaceAll(a, "\r", "") == strings.ReplaceAll(b, "\r", "")
	}
	return x.Sub(y).Abs().LessThan(decimal.New(1, -9))
}

// TestOtherProgramsReadTheWorkbookAndThePaper: what a form prints, what the workbook carries as openpyxl reads it, what
// LibreOffice calculates from its formulas and what poppler reads in the PDF are the same.
func TestOtherProgramsReadTheWorkbookAndThePaper(t *testing.T) {
	t.Parallel()
	b := decemberBook(t)
	req := office.ExportRequest{Period: month(t, "2020-12"), Dir: t.TempDir(), Workbook: true, PDF: true}
	files := export(t, b, req).Files
	forms, err := b.Forms(ctx, req.Period, nil)
	if err != nil {
		t.Fatal(err)
	}
	carried := withOpenpyxl(t, files[0])
	again := withOpenpyxl(t, calculated(t, files[0]))
	paper, err := exec.Command(otherReader(t, "pdftotext"), "-raw", files[1], "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	// beside the forms: Mục lục, Đối chiếu, Thay đổi, Kèm theo and the hidden sheet with the returns
	if len(carried) != len(forms)+5 {
		t.Errorf("%d sheets, want those of %d forms and 5 more", len(carried), len(forms))
	}
	formulas := 0
	for name, sheet := range carried {
		for at, cell := range sheet.Cells {
			if cell[1] != "" {
				formulas++
			}
			if got := again[name].Cells[at][0]; !sameValue(cell[0], got) {
				t.Errorf("%s!%s %s carries %q, calculated %q", name, at, cell[1], cell[0], got)
			}
		}
		if !slices.Equal(sheet.Merged, again[name].Merged) {
			t.Errorf("%s: merged %v, LibreOffice saves %v", name, sheet.Merged, again[name].Merged)
		}
	}
	if formulas < 500 {
		t.Errorf("%d formulas", formulas)
	}
	onPaper := strings.Join(strings.Fields(string(paper)), "")
	for i := range forms {
		readAs(t, &forms[i], carried[forms[i].No], onPaper)
	}
	if n := carried["Đối chiếu"].Cells; len(n) < 500 || strings.Contains(strings.Join(column(n, "G"), " "), "LỆCH") {
		t.Errorf("the control has %d cells: %v", len(n), column(n, "G"))
	}
}

func column(cells map[string][2]string, name string) []string {
	var out []string
	for at, cell := range cells {
		if strings.TrimRight(at, "0123456789") == name {
			out = append(out, cell[0])
		}
	}
	return out
}

// readAs holds a form against its sheet and the texts of the PDF, without spaces.
func readAs(t *testing.T, f *report.Form, sheet readSheet, paper string) {
	t.Helper()
	labels, first := f.NumberLabels(), 0
	for r := 1; r < 40 && first == 0; r++ {
		if at, _ := excelize.CoordinatesToCellName(1, r); sheet.Cells[at][0] == labels[0] {
			first = r + 1
		}
	}
	if first == 0 {
		t.Fatalf("%s: no table", f.No)
	}
	for _, h := range f.HeadingCells() {
		from, _ := excelize.CoordinatesToCellName(h.Col+1, first-1-f.HeadingDepth()+h.Row)
		to, _ := excelize.CoordinatesToCellName(h.Col+h.ColSpan, first-2-f.HeadingDepth()+h.Row+h.RowSpan)
		if from != to && !slices.Contains(sheet.Merged, from+":"+to) {
			t.Errorf("%s: %s:%s is not merged: %q", f.No, from, to, h.Text)
		}
	}
	words := f.StateWords()
	for r, row := range f.Rows {
		printed := ""
		for c, cell := range row.Cells {
			at, _ := excelize.CoordinatesToCellName(c+1, first+r)
			want := words.Text(cell)
			printed += want
			if cell.Numeric() {
				if want = cell.Num.String(); cell.Formula != nil && cell.Formula.Op == report.OpQuotient {
					want = cell.Num.Round(int32(cell.Decimals)).String()
				}
			}
			if got := sheet.Cells[at][0]; !sameValue(got, want) {
				t.Errorf("%s!%s: %q, want %q", f.No, at, got, want)
			}
		}
		if row.Role != report.Total && row.Role != report.Subtotal {
			continue
		}
		if printed = strings.Join(strings.Fields(printed), ""); !strings.Contains(paper, printed) {
			t.Errorf("%s: the row %q is not in the PDF", f.No, printed)
		}
	}
}
