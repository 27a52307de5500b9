package xlsx_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"bieuxa/internal/sampleforms"
	"bieuxa/report"
	"bieuxa/xlsx"
)

func meta() xlsx.Meta {
	return xlsx.Meta{
		Title: "Biểu tổng hợp tháng 12 năm 2020", Author: "UBND huyện Quan Hóa", Period: "2020-12",
		Printed: time.Date(2020, 12, 16, 8, 30, 0, 0, time.UTC),
	}
}

func workbook(t testing.TB, forms ...report.Form) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := xlsx.WriteForms(&b, forms, meta()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// rawCell is a cell as it stands in the file, read without the library that wrote it.
type rawCell struct {
	Ref     string  `xml:"r,attr"`
	Type    string  `xml:"t,attr"`
	Formula *string `xml:"f"`
	Value   string  `xml:"v"`
	Inline  string  `xml:"is>t"`
}

type rawSheet struct {
	Rows []struct {
		Height float64   `xml:"ht,attr"`
		Cells  []rawCell `xml:"c"`
	} `xml:"sheetData>row"`
}

func part(t testing.TB, book []byte, name string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func readRaw(t testing.TB, book []byte, sheet int) (cells map[string]rawCell, raw rawSheet) {
	t.Helper()
	if err := xml.Unmarshal(part(t, book, fmt.Sprintf("xl/worksheets/sheet%d.xml", sheet)), &raw); err != nil {
		t.Fatal(err)
	}
	cells = map[string]rawCell{}
	for _, row := range raw.Rows {
		for _, c := range row.Cells {
			cells[c.Ref] = c
		}
	}
	return cells, raw
}

func TestEveryFigureStandsInTheFileAndFormulasAreAliveWithTheirValue(t *testing.T) {
	forms := sampleforms.All(40)
	book := workbook(t, forms...)
	for i, f := range forms {
		cells, _ := readRaw(t, book, i+1)
		first := bodyRow(t, cells, f)
		for r, row := range f.Rows {
			for c, cell := range row.Cells {
				at, _ := excelize.CoordinatesToCellName(c+1, first+r)
				got := cells[at]
				if (got.Formula != nil) != (cell.Formula != nil) {
					t.Errorf("%s!%s: formula %v, want one: %v", f.No, at, got.Formula, cell.Formula != nil)
				}
				if !cell.Numeric() {
					continue
				}
				value, err := decimal.NewFromString(got.Value)
				if err != nil || !value.Equal(cell.Num) || got.Type != "" && got.Type != "n" {
					t.Errorf("%s!%s: type %q value %q, want the number %s", f.No, at, got.Type, got.Value, cell.Num)
				}
			}
		}
	}
}

// bodyRow is the sheet row under the row of column numbers, which begins with the first label.
func bodyRow(t testing.TB, cells map[string]rawCell, f report.Form) int {
	t.Helper()
	for r := 1; r < 40; r++ {
		if cells[fmt.Sprintf("A%d", r)].Inline == f.NumberLabels()[0] {
			return r + 1
		}
	}
	t.Fatalf("%s: no row of column numbers", f.No)
	return 0
}

func TestStatesStayApartInTheFile(t *testing.T) {
	f := sampleforms.Poverty(10)
	cells, _ := readRaw(t, workbook(t, f), 1)
	first := bodyRow(t, cells, f)
	for name, want := range map[string]string{ // column H, tái nghèo; rows of the sample
		"nothing arose":  "không phát sinh",
		"dash":           "-",
		"not applicable": "không áp dụng",
		"missing":        "…",
	} {
		row := map[string]int{"nothing arose": 3, "dash": 7, "not applicable": 9, "missing": 5}[name]
		if got := cells[fmt.Sprintf("H%d", first+row)]; got.Inline != want || got.Value != "" {
			t.Errorf("%s: %+v, want the words %q", name, got, want)
		}
	}
	if got := cells[fmt.Sprintf("I%d", first+3)]; got.Value != "0" {
		t.Errorf("zero: %+v, want the number 0", got)
	}
}

func TestFormulasAsExcelSpellsThem(t *testing.T) {
	f := sampleforms.Poverty(10)
	cells, _ := readRaw(t, workbook(t, f), 1)
	first := bodyRow(t, cells, f)
	if first != 12 {
		t.Fatalf("body starts at row %d, the expectations below at 12", first)
	}
	for at, want := range map[string]string{
		"C14": "SUM(C15:C24)",                                // Khu vực nông thôn
		"J15": "SUM(D15,H15,I15)-F15",                        // cuối = đầu + tái + phát sinh - thoát
		"K15": `IF(C15=0,"-",ROUND(J15/C15*100,2))`,          // tỷ lệ
		"H12": `IF(COUNT(H13)=0,"không phát sinh",SUM(H13))`, // a sum of no figure
		"C25": "SUM(C12,C14)",                                // TỔNG CỘNG of two groups
	} {
		if got := cells[at].Formula; got == nil || *got != want {
			t.Errorf("%s: %v, want %s", at, deref(got), want)
		}
	}
	m := sampleforms.Matrix(20)
	cells, _ = readRaw(t, workbook(t, m), 1)
	for at, want := range map[string]string{
		"V12": `COUNTIF(C12:U12,"x")`,
		"C32": `COUNTIF(C12:C31,"x")`,
		"C33": `IF(COUNT(V12:V31)=0,"-",ROUND(C32/COUNT(V12:V31)*100,1))`,
		"V34": `IF(COUNT(V12:V31)=0,"-",ROUND(SUM(V12:V31)/COUNT(V12:V31),2))`,
	} {
		if got := cells[at].Formula; got == nil || *got != want {
			t.Errorf("%s: %v, want %s", at, deref(got), want)
		}
	}
}

func TestCellsWithEitherMarkAreCounted(t *testing.T) {
	f := sampleforms.Matrix(5)
	met, nearly := f.Rows[1].Cells[21], f.Rows[1].Cells[23]
	f.Rows = f.Rows[:2]
	f.Rows[1].Cells[21] = report.NumberCell(met.Num.Add(nearly.Num), 0).By(report.CountEither([]string{report.Met, "CB"}, report.AlongRow(1, 2, 20)))
	cells, _ := readRaw(t, workbook(t, f), 1)
	at := fmt.Sprintf("V%d", bodyRow(t, cells, f)+1)
	row := strings.TrimPrefix(at, "V")
	want := fmt.Sprintf(`COUNTIF(C%[1]s:U%[1]s,"x")+COUNTIF(C%[1]s:U%[1]s,"CB")`, row)
	if got := cells[at].Formula; deref(got) != want {
		t.Errorf("%s: %s, want %s", at, deref(got), want)
	}
}

func deref(s *string) string {
	if s == nil {
		return "no formula"
	}
	return *s
}

// TestAnotherProgramCalculatesTheSame strips the cached values, lets LibreOffice calculate, and
// compares with what it shows of the cached ones.
func TestAnotherProgramCalculatesTheSame(t *testing.T) {
	office, err := exec.LookPath("soffice")
	if err != nil || testing.Short() {
		t.Skip("needs LibreOffice, and time: not with -short")
	}
	book, dir := workbook(t, sampleforms.All(24)...), t.TempDir()
	cached := regexp.MustCompile(`</f><v>[^<]*</v>`)
	var stripped bytes.Buffer
	in, out := must(zip.NewReader(bytes.NewReader(book), int64(len(book)))), zip.NewWriter(&stripped)
	taken := 0
	for _, f := range in.File {
		content := part(t, book, f.Name)
		taken += len(cached.FindAll(content, -1))
		w := must(out.Create(f.Name))
		if _, err := w.Write(cached.ReplaceAll(content, []byte("</f>"))); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil || taken < 100 {
		t.Fatalf("stripped %d values: %v", taken, err)
	}
	shown := map[string]map[string]string{}
	for name, content := range map[string][]byte{"cached": book, "calculated": stripped.Bytes()} {
		shown[name] = csvOf(t, office, filepath.Join(dir, name), content)
	}
	for sheet, want := range shown["cached"] {
		if got := shown["calculated"][sheet]; got != want {
			t.Errorf("%s: calculated\n%s\ncached\n%s", sheet, got, want)
		}
	}
	if len(shown["cached"]) != 7 {
		t.Errorf("%d sheets compared, want 7", len(shown["cached"]))
	}
}

func csvOf(t *testing.T, office, dir string, book []byte) map[string]string {
	t.Helper()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "book.xlsx")
	if err := os.WriteFile(file, book, 0o644); err != nil {
		t.Fatal(err)
	}
	const everySheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
	cmd := exec.Command(office, "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to", everySheet, "--outdir", dir, file)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Skipf("LibreOffice does not run here: %v: %s", err, out)
	}
	shown := map[string]string{}
	for _, f := range must(filepath.Glob(filepath.Join(dir, "*.csv"))) {
		shown[filepath.Base(f)] = string(must(os.ReadFile(f)))
	}
	return shown
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func TestSameFormsSameBytes(t *testing.T) {
	digest := fmt.Sprintf("%x", sha256.Sum256(workbook(t, sampleforms.All(20)...)))
	if os.Getenv("PRINT_DIGEST") != "" {
		fmt.Println("digest " + digest)
		return
	}
	for range 5 {
		if again := fmt.Sprintf("%x", sha256.Sum256(workbook(t, sampleforms.All(20)...))); again != digest {
			t.Fatalf("second writing in this process differs: %s, %s", again, digest)
		}
	}
	cmd := exec.Command(os.Args[0], "-test.run=^TestSameFormsSameBytes$")
	cmd.Env = append(os.Environ(), "PRINT_DIGEST=1", "TZ=Asia/Ho_Chi_Minh", "LANG=vi_VN.UTF-8")
	out, err := cmd.CombinedOutput()
	if err != nil || !strings.Contains(string(out), "digest "+digest) {
		t.Errorf("another process wrote %s (%v), this one %s", out, err, digest)
	}
}
