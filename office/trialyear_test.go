package office_test

import (
	"fmt"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"bieuxa/ntm"
	"bieuxa/office"
	"bieuxa/report"
)

// sampleForms are the forms of a district of the sample year; it has no self-assessment of a district, Biểu 11.
const sampleForms = "Biểu 01 Biểu 02 Biểu 03 Biểu 04a Biểu 04b Biểu 05 Biểu 06a Biểu 06b Biểu 07 Biểu 07 (danh sách) Biểu 08 " +
	"Biểu 08 (danh sách) Biểu 09 Biểu 09 (danh sách) Biểu 10 Phụ biểu"

// sampleYearPeriods are the periods an office reports in, each of the sample year.
func sampleYearPeriods() []string {
	var out []string
	for m := 1; m <= 12; m++ {
		out = append(out, fmt.Sprintf("2020-%02d", m))
	}
	return append(out, "2020-Q1", "2020-Q2", "2020-Q3", "2020-Q4", "2020-H1", "2020-H2", "2020-9M", "2020")
}

// TestEveryPeriodOfTheSampleYearLeavesWhole: workbook and submission, with charts and explanations, are written for each
// period, with every form that the period has; openpyxl reads in the workbook what the forms say, the control sheet holds
// every total and finds it the same, and poppler reads every total in the form's own pages of the PDF.
func TestEveryPeriodOfTheSampleYearLeavesWhole(t *testing.T) {
	t.Parallel()
	b, err := open(t).OpenBook(ctx, sample(t).Book, true)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = b.Close() })
	for _, name := range sampleYearPeriods() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, err := ntm.ParsePeriod(name)
			if err != nil {
				t.Fatal(err)
			}
			out := export(t, b, office.ExportRequest{Period: p, Dir: t.TempDir(), Workbook: true, PDF: true,
				Paper: office.Paper{Charts: true, Explanations: true}})
			if len(out.Files) != 2 || len(out.Unprintable) > 0 || len(out.Doubtful) > 0 {
				t.Fatalf("exported %+v", out)
			}
			forms, err := b.Forms(ctx, p, nil)
			if err != nil || strings.Join(numbersOf(forms), " ") != sampleForms {
				t.Fatalf("forms %v: %v", numbersOf(forms), err)
			}
			sheets := withOpenpyxl(t, out.Files[0])
			for _, no := range append(numbersOf(forms), "Mục lục", "Đối chiếu", "Thay đổi", "Phụ biểu giải trình") {
				if _, ok := sheets[no]; !ok {
					t.Errorf("no sheet %s", no)
				}
			}
			pages := pagesOf(t, out.Files[1], forms)
			held := 0
			for i := range forms {
				readAs(t, &forms[i], sheets[forms[i].No], pages[i])
				held += totalsOf(&forms[i])
			}
			controlHolds(t, sheets["Đối chiếu"], held)
			if annex := pages[len(forms)-1]; strings.Contains(annex, "Chưanộp(") || strings.Contains(annex, "chưanộp") {
				t.Errorf("of 15 units that reported the annex says %s", annex)
			}
			if months := len(p.Months()); p.Kind != ntm.Month && !strings.Contains(pages[len(forms)-1], fmt.Sprintf("Có%d/%dtháng(15)", months, months)) {
				t.Errorf("the annex does not tell that 15 units sent %d months", months)
			}
		})
	}
}

func numbersOf(forms []report.Form) []string {
	out := make([]string, len(forms))
	for i := range forms {
		out[i] = forms[i].No
	}
	return out
}

// pagesOf are the texts of each form's own pages, without spaces, as poppler reads them. The charts are the first appendix,
// the explanations the last.
func pagesOf(t *testing.T, path string, forms []report.Form) []string {
	t.Helper()
	paper, err := exec.Command(otherReader(t, "pdftotext"), "-raw", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	parts := strings.Split(string(paper), "\nPhụ lục ")
	if len(parts) != len(forms)+3 {
		t.Fatalf("%d appendices, want %d", len(parts)-1, len(forms)+2)
	}
	out := make([]string, len(forms))
	for i := range forms {
		text := strings.Join(strings.Fields(parts[i+2]), "")
		roman, rest := report.Roman(i+2), ""
		var ok bool
		if rest, ok = strings.CutPrefix(text, roman); !ok || !strings.Contains(rest, strings.ToUpper(strings.Join(strings.Fields(forms[i].Title), ""))) {
			t.Errorf("the appendix %s is not %s: %.80s", roman, forms[i].No, text)
		}
		out[i] = rest
	}
	return out
}

// totalsOf counts the figures of a form that sum up others.
func totalsOf(f *report.Form) int {
	n := 0
	for _, row := range f.Rows {
		if row.Role != report.Total && row.Role != report.Subtotal && row.Role != report.Group {
			continue
		}
		for c, cell := range row.Cells {
			if cell.Numeric() && f.Columns[c].Key != "no" { // an ordinal sums up nothing
				n++
			}
		}
	}
	return n
}

// controlHolds asks that a control sheet holds the totals of the forms, on the form, from the returns and in the PDF the same.
func controlHolds(t *testing.T, control readSheet, totals int) {
	t.Helper()
	held, returns := 0, 0
	for at, cell := range control.Cells {
		row, ok := strings.CutPrefix(at, "G")
		if _, err := strconv.Atoi(row); !ok || err != nil {
			continue
		}
		switch cell[0] {
		case "LỆCH":
			t.Errorf("%s: %s", at, control.Cells["B"+row][0])
		case "Khớp":
			held++
			again, form, paper := control.Cells["C"+row][0], control.Cells["E"+row][0], control.Cells["F"+row][0]
			if !sameValue(again, form) || !sameValue(paper, form) {
				t.Errorf("%s: %s is %s from the returns, %s on the form, %s in the PDF", at, control.Cells["B"+row][0], again, form, paper)
			}
			if control.Cells["D"+row][0] == "tính lại từ báo cáo của xã" {
				returns++
			}
		}
	}
	if held != totals || totals < 250 || returns < totals*7/10 {
		t.Errorf("the control holds %d totals of %d, %d of them from the returns", held, totals, returns)
	}
}
