package pdf_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"golang.org/x/text/unicode/norm"

	"bieuxa/internal/sampleforms"
	"bieuxa/report"
	"bieuxa/report/pdf"
)

func meta() pdf.Meta {
	return pdf.Meta{
		Title: "Biểu tổng hợp tháng 12 năm 2020", Author: "UBND huyện Quan Hóa", Subject: "Kỳ báo cáo 2020-12",
		Printed: time.Date(2020, 12, 16, 8, 30, 0, 0, time.UTC),
	}
}

var fonts = os.DirFS("../../assets/fonts")

func printed(t testing.TB, forms ...report.Form) ([]byte, []pdf.Replacement) {
	t.Helper()
	var b bytes.Buffer
	replaced, err := pdf.Write(&b, forms, meta(), fonts)
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), replaced
}

// hard is the sample forms and the shapes that break layouts.
func hard() []report.Form {
	forms := sampleforms.All(98)
	long := sampleforms.RoadMap()
	long.ID, long.Notes = "long", []string{strings.Repeat("Ghi chú dài. ", 60), "Nguồn: báo cáo của các xã."}
	long.Rows[3].Cells[1] = report.TextCell("Xã " + strings.Repeat("Thượngnghiêng", 3))
	big := sampleforms.Bands()
	big.ID = "big"
	for i, n := range []string{"123456789012345", "-987654321098765", "0", "1", "2"} {
		big.Rows[i].Cells[1] = report.NumberCell(decimal.RequireFromString(n), 0)
		big.Rows[i].Cells[2] = report.Cell{}
	}
	big.Rows = big.Rows[:5]
	big.Columns[1].Width = 8
	one := report.Form{ID: "one", No: "Biểu 99", Title: "Một cột", Columns: []report.Column{{Key: "a", Heading: []string{"Một"}, Width: 10}}}
	return append(forms, long, big, one, crowded(), under())
}

// crowded is as a sheet of a return on paper: 21 columns of long headings, figures and words.
func crowded() report.Form {
	f := report.Form{ID: "crowded", No: "Biểu 03/XA", Title: "Tình hình nợ đọng", Measure: "triệu đồng", Orientation: report.Landscape, Letters: 8,
		Caption: "CHI TIẾT TỪNG CÔNG TRÌNH", Signatures: report.Signatures{Left: report.Signature{Title: "NGƯỜI LẬP BIỂU"}}}
	for i := range 21 {
		c := report.Column{Key: fmt.Sprint("c", i), Heading: []string{"Nguồn vốn trả nợ", "Khối lượng nghiệm thu lũy kế"}, Width: 8, Align: report.AlignRight, Whole: true}
		if i%7 == 1 {
			c.Width, c.Align = 20, report.AlignLeft
		}
		f.Columns = append(f.Columns, c)
	}
	for r := range 12 {
		row := report.Row{}
		for i := range 21 {
			cell := report.NumberCell(decimal.New(int64(r*7919+i*104729), -1), 1)
			if i%7 == 1 {
				cell = report.TextCell("Đường liên thôn Thượng Nghiêng giai đoạn 2019–2021")
			}
			row.Cells = append(row.Cells, cell)
		}
		f.Rows = append(f.Rows, row)
	}
	return f
}

// under is a second table on the sheet of the form before it.
func under() report.Form {
	f := sampleforms.Bands()
	f.ID, f.Caption, f.Under, f.Orientation = "under", "TỔNG HỢP", true, report.Landscape
	return f
}

func TestNoWordStandsOutsideTheMargins(t *testing.T) {
	content, _ := printed(t, hard()...)
	const mm, slack = 72 / 25.4, 1.0
	for i, page := range readPages(t, content).Pages {
		for _, w := range page.Words {
			if w.Left < 30*mm-slack || w.Right > page.Width-15*mm+slack {
				t.Errorf("page %d: %q stands from %.1f to %.1f mm", i+1, w.Text, w.Left/mm, w.Right/mm)
			}
			if w.Top < 8*mm || w.Bottom > page.Height-20*mm+slack {
				t.Errorf("page %d: %q stands from %.1f to %.1f mm from the top", i+1, w.Text, w.Top/mm, w.Bottom/mm)
			}
		}
	}
}

// texts is every text a form prints, the table's heading once.
func texts(f report.Form) []string {
	words := f.StateWords()
	out := []string{strings.ToUpper(f.Title), f.Caption, f.MeasureLine(), f.Signatures.Place,
		f.Signatures.Left.Title, f.Signatures.Left.Hint, f.Signatures.Right.Title, f.Signatures.Right.Hint}
	for _, more := range [][]string{f.TopLeft(), f.TopRight(), f.UnderTitle(), f.Remarks(), f.NumberLabels()} {
		out = append(out, more...)
	}
	for _, h := range f.HeadingCells() {
		out = append(out, h.Text)
	}
	for _, row := range f.Body() {
		for _, cell := range row.Cells {
			out = append(out, words.Text(cell))
		}
	}
	return out
}

func TestEveryWordOfTheFormIsInThePDF(t *testing.T) {
	for _, f := range hard() {
		content, replaced := printed(t, f)
		if len(replaced) > 0 {
			t.Errorf("%s: replaced %v", f.ID, replaced)
		}
		text := run(t, content, "pdftotext", "-raw")
		if norm.NFC.String(text) != text {
			t.Errorf("%s: the text of the PDF is not NFC", f.ID)
		}
		bare := strings.Join(strings.Fields(text), "")
		for _, s := range texts(f) {
			for _, word := range strings.Fields(s) {
				if strings.Contains(word, "nghiêngThượng") { // cut into lines on purpose
					continue
				}
				if !strings.Contains(bare, word) {
					t.Errorf("%s: %q of %q is not in the PDF", f.ID, word, s)
				}
			}
		}
	}
}

// TestAPageReadFromTheTop expects what a person wrote out of 35, 14, 20, 2 and 0 of 71 communes.
func TestAPageReadFromTheTop(t *testing.T) {
	content, _ := printed(t, sampleforms.Bands())
	var got []string
	for _, line := range strings.Split(run(t, content, "pdftotext", "-layout"), "\n") {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			got = append(got, line)
		}
	}
	want := []string{
		"Biểu số: 03 Đơn vị báo cáo: UBND huyện Quan Hóa",
		"Ban hành theo Công văn số …/VPĐP Đơn vị nhận báo cáo: Văn phòng Điều phối",
		"NTM tỉnh Thanh Hóa",
		"PHÂN NHÓM XÃ THEO SỐ TIÊU CHÍ ĐẠT",
		"Kỳ báo cáo: tháng 12 năm 2020",
		"(Số liệu tính đến ngày 14/12/2020)",
		"Đơn vị tính: xã",
		"Nhóm xã Số xã Tỷ lệ",
		"(1) (2) (3)",
		"19 tiêu chí 35 49,3%",
		"15–18 tiêu chí 14 19,7%",
		"10–14 tiêu chí 20 28,2%",
		"5–9 tiêu chí 2 2,8%",
		"Dưới 5 tiêu chí 0 0,0%",
		"Tổng cộng 71",
		"Quan Hóa, ngày … tháng … năm 2020",
		"NGƯỜI LẬP BIỂU TM. ỦY BAN NHÂN DÂN",
		"CHỦ TỊCH",
		"(Ký, ghi rõ họ tên) (Ký, ghi rõ họ tên)",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestEveryCellOfTheMatrixIsPrinted counts what the words alone cannot tell: a mark in many cells.
func TestEveryCellOfTheMatrixIsPrinted(t *testing.T) {
	f := sampleforms.Matrix(98)
	content, _ := printed(t, f)
	count := map[string]int{}
	for _, w := range strings.Fields(run(t, content, "pdftotext", "-raw")) {
		count[w]++
	}
	want := map[string]int{"…": 2} // in the line of place and date
	for _, row := range f.Rows {
		for _, cell := range row.Cells {
			if text := f.StateWords().Text(cell); text == "x" || text == "CB" || text == "…" {
				want[text]++
			}
		}
	}
	for text, n := range want {
		if count[text] != n {
			t.Errorf("%q is printed %d times, the form has it %d times", text, count[text], n)
		}
	}
}

func TestEachAppendixCountsItsOwnPagesAndRepeatsItsHeading(t *testing.T) {
	content, _ := printed(t, sampleforms.Matrix(60), sampleforms.Bands(), sampleforms.Board(90))
	number := 0
	for i, page := range readPages(t, content).Pages {
		number++
		top, first := "", ""
		for _, w := range page.Words {
			middle := (w.Left + w.Right) / 2
			if w.Bottom < 20*72/25.4 && w.Text != "SỐ" && w.Text != "LIỆU" && w.Text != "MẪU" {
				top += w.Text
				if middle < page.Width/2+42.5-22 || middle > page.Width/2+42.5 { // between margins of 30 and 15 mm
					t.Errorf("page %d: number not in the middle of the text", i+1)
				}
			}
			if strings.HasPrefix(w.Text, "(2)") || w.Text == "STT" {
				first = w.Text
			}
		}
		if first == "" {
			t.Errorf("page %d: no heading", i+1)
		}
		if top == "" {
			number = 1 // the first page of an appendix has no number
		}
		if number > 1 && top != fmt.Sprint(number) {
			t.Errorf("page %d says %q, want %d", i+1, top, number)
		}
	}
	if number < 2 {
		t.Error("the last appendix has one page; the test wants more")
	}
}

func TestSignaturesStandUnderAtLeastOneRow(t *testing.T) {
	for n := 15; n < 45; n++ {
		content, _ := printed(t, sampleforms.Board(n))
		all := strings.Split(strings.TrimSuffix(run(t, content, "pdftotext", "-layout"), "\f"), "\f")
		last := all[len(all)-1]
		if !strings.Contains(last, "NGƯỜI LẬP BIỂU") || !strings.Contains(last, sampleforms.Communes(n)[n-1]) {
			t.Errorf("%d units: the last page is\n%s", n, last)
		}
	}
}

func TestARowHigherThanAPageLosesNothing(t *testing.T) {
	f := sampleforms.RoadMap()
	var words []string
	for i := range 1500 {
		words = append(words, fmt.Sprintf("chữ%04d", i))
	}
	f.Rows[1].Cells[3] = report.TextCell(strings.Join(words, " "))
	content, _ := printed(t, f)
	text := run(t, content, "pdftotext", "-raw")
	for _, w := range words {
		if !strings.Contains(text, w) {
			t.Fatalf("%s is lost", w)
		}
	}
}

func TestSignsTheFontLacksAreSeenAndTold(t *testing.T) {
	f := sampleforms.Bands()
	f.Title = "Phân nhóm 😀 xã"
	f.Rows[0].Cells[0] = report.TextCell("Đạt ✓ 3★\u200b 5\u20116 \xff")
	f.Rows[1].Cells[0] = report.TextCell("Ho\u0323\u0302 nghe\u0300o") // NFD
	content, replaced := printed(t, f)
	var told []string
	for _, r := range replaced {
		told = append(told, fmt.Sprintf("%s %c", r.Form, r.Sign))
	}
	if got, want := strings.Join(told, ", "), "Biểu 03 😀, Biểu 03 ✓, Biểu 03 ★, Biểu 03 \ufffd"; got != want {
		t.Errorf("told %q, want %q", got, want)
	}
	text := run(t, content, "pdftotext", "-layout")
	for _, want := range []string{"PHÂN NHÓM □ XÃ", "Đạt □ 3□ 5-6 □", "Hộ nghèo"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
}

func TestSameFormsSameBytes(t *testing.T) {
	digest := func() string {
		content, _ := printed(t, sampleforms.All(20)...)
		return fmt.Sprintf("%x", sha256.Sum256(content))
	}
	first := digest()
	if os.Getenv("PRINT_DIGEST") != "" {
		fmt.Println("digest " + first)
		return
	}
	for range 5 {
		if again := digest(); again != first {
			t.Fatalf("second printing differs: %s, %s", again, first)
		}
	}
	cmd := exec.Command(os.Args[0], "-test.run=^TestSameFormsSameBytes$")
	cmd.Env = append(os.Environ(), "PRINT_DIGEST=1", "TZ=Asia/Ho_Chi_Minh", "LANG=vi_VN.UTF-8")
	if out, err := cmd.CombinedOutput(); err != nil || !strings.Contains(string(out), "digest "+first) {
		t.Errorf("another process printed %s (%v), this one %s", out, err, first)
	}
}

func TestProperties(t *testing.T) {
	content, _ := printed(t, sampleforms.Bands())
	out := run(t, content, "pdfinfo")
	for _, want := range []string{"Biểu tổng hợp tháng 12 năm 2020", "UBND huyện Quan Hóa", "Kỳ báo cáo 2020-12"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in the properties\n%s", want, out)
		}
	}
	for _, line := range strings.Split(strings.TrimSpace(run(t, content, "pdffonts")), "\n")[2:] {
		if !strings.Contains(line, "LiberationSerif") && !strings.Contains(line, "liberationserif") || !strings.Contains(line, "yes no  yes") {
			t.Errorf("font not embedded with its text: %s", line)
		}
	}
}

func TestAppendicesOfALetterAreNumbered(t *testing.T) {
	letter := submission()
	letter.Unsigned = true
	text := run(t, printedLetter(t, letter, sampleforms.All(5)...), "pdftotext", "-layout")
	for _, want := range []string{"Phụ lục I\n", "Phụ lục IV\n", "Phụ lục VII\n", "(Kèm theo Báo cáo số …/BC-UBND ngày … tháng … năm … của Ủy ban"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing", want)
		}
	}
}

func TestRefusals(t *testing.T) {
	wrong := sampleforms.Bands()
	wrong.Rows[5].Cells[1].Num = decimal.NewFromInt(72)
	for name, c := range map[string]struct {
		forms []report.Form
		dir   string
		want  string
	}{
		"a total that is not the sum": {[]report.Form{wrong}, "../../assets/fonts", "yields 71, yet the cell prints 72"},
		"no forms":                    {nil, "../../assets/fonts", "no forms"},
		"no fonts":                    {[]report.Form{sampleforms.Bands()}, t.TempDir(), "loading font"},
	} {
		var b bytes.Buffer
		_, err := pdf.Write(&b, c.forms, meta(), os.DirFS(c.dir))
		if err == nil || !strings.Contains(err.Error(), c.want) || b.Len() > 0 {
			t.Errorf("%s: %v and %d bytes, want %q and nothing", name, err, b.Len(), c.want)
		}
	}
}

func FuzzCellText(f *testing.F) {
	for _, s := range []string{"Xã", "😀", "\xff\xfe", "a\tb\r\nc", "\u202eabc", strings.Repeat("Thượng", 200), "(\\)"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 5000 {
			t.Skip()
		}
		form := sampleforms.Bands()
		form.Rows[0].Cells[0], form.Columns[1].Heading, form.Columns[1].Rotate = report.TextCell(s), []string{s}, true
		if _, err := pdf.Write(io.Discard, []report.Form{form}, meta(), fonts); err != nil {
			t.Error(err)
		}
	})
}

func BenchmarkWrite(b *testing.B) {
	forms := sampleforms.All(98)
	for b.Loop() {
		if _, err := pdf.Write(io.Discard, forms, meta(), fonts); err != nil {
			b.Fatal(err)
		}
	}
}
