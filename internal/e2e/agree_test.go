//go:build linux

package e2e

import (
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// rollUp are the figures that the command gives, by the names of docs/command.md.
type rollUp struct {
	Expected int `json:"units_expected"`
	Reported int `json:"units_reported"`
	Criteria struct {
		Met int `json:"met"`
	} `json:"criteria"`
	Poverty struct {
		Households string `json:"households"`
		Escaped    string `json:"escaped"`
		Closing    string `json:"closing"`
		Rate       string `json:"rate"`
	} `json:"poverty"`
}

// boardLine is a unit on the command's board.
type boardLine struct {
	Unit     string `json:"unit"`
	Standing string `json:"standing"`
	Block    int    `json:"block"`
	Explain  int    `json:"explain"`
}

// standings are the units of the period as the command tells them, by code.
func (r *run) standings(book, period string) (map[string]boardLine, error) {
	var b struct {
		Units []boardLine `json:"units"`
	}
	if err := r.ask(&b, "board", book, "--period", period); err != nil {
		return nil, err
	}
	out := map[string]boardLine{}
	for _, l := range b.Units {
		out[l.Unit] = l
	}
	return out, nil
}

// only returns the one file of a kind in a folder.
func (r *run) only(dir, pattern string) string {
	r.T.Helper()
	files, err := filepath.Glob(filepath.Join(dir, pattern))
	if err != nil || len(files) != 1 {
		r.T.Fatalf("%s in %s: %d files, %v", pattern, dir, len(files), err)
	}
	return files[0]
}

// workbookSays returns a figure of a report workbook as it is stored: the cell in the row that begins with
// the total, below the column's letter.
func (r *run) workbookSays(path, sheet, column string) string {
	r.T.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		r.T.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		r.T.Fatal(err)
	}
	col, err := excelize.ColumnNameToNumber(column)
	if err != nil {
		r.T.Fatal(err)
	}
	for _, row := range rows {
		if len(row) >= col && row[0] == "TỔNG CỘNG" {
			return row[col-1]
		}
	}
	r.T.Fatalf("%s, sheet %s: no row TỔNG CỘNG", path, sheet)
	return ""
}

// pdfSays returns the words of the total line of a form in a PDF.
func (r *run) pdfSays(path, form string) []string {
	r.T.Helper()
	text, err := exec.Command("pdftotext", "-layout", path, "-").Output()
	if err != nil {
		r.T.Fatal(err)
	}
	at := ""
	for line := range strings.Lines(string(text)) {
		words := strings.Fields(line)
		if len(words) > 2 && words[0] == "Biểu" && words[1] == "số:" {
			at = words[2]
		}
		if at == form && len(words) > 2 && words[0] == "TỔNG" && words[1] == "CỘNG" {
			return words[2:]
		}
	}
	r.T.Fatalf("%s: no total in form %s", path, form)
	return nil
}

// agree fails unless the exported workbook and PDF say what the command says.
func (r *run) agree(dir string, want rollUp) {
	r.T.Helper()
	book, pdf := r.only(dir, "*.xlsx"), r.only(dir, "*.pdf")
	for _, c := range []struct{ sheet, column, want string }{
		{"Biểu 01", "V", decimal(want.Criteria.Met)},
		{"Biểu 06a", "C", want.Poverty.Households},
		{"Biểu 06a", "I", want.Poverty.Escaped},
		{"Biểu 06a", "M", want.Poverty.Closing},
		{"Biểu 06a", "N", want.Poverty.Rate},
	} {
		if got := r.workbookSays(book, c.sheet, c.column); got != c.want {
			r.T.Errorf("%s, %s, column %s: %s, the command says %s", book, c.sheet, c.column, got, c.want)
		}
	}
	line := r.pdfSays(pdf, "06a")
	for _, figure := range []string{grouped(want.Poverty.Households), grouped(want.Poverty.Escaped), grouped(want.Poverty.Closing),
		strings.Replace(want.Poverty.Rate, ".", ",", 1)} {
		if !slices.Contains(line, figure) {
			r.T.Errorf("%s, form 06a: %v has no %s", pdf, line, figure)
		}
	}
	if line := r.pdfSays(pdf, "01"); !slices.Contains(line, decimal(want.Criteria.Met)) {
		r.T.Errorf("%s, form 01: %v has no %d", pdf, line, want.Criteria.Met)
	}
}

func decimal(n int) string { return strconv.Itoa(n) }

// grouped writes a whole number as a Vietnamese office does: 11.115.
func grouped(n string) string {
	for i := len(n) - 3; i > 0; i -= 3 {
		n = n[:i] + "." + n[i:]
	}
	return n
}
