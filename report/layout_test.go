package report_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"bieuxa/internal/sampleforms"
	"bieuxa/report"
)

func letters(s string) float64 { return float64(utf8.RuneCountInString(s)) }

func TestWrap(t *testing.T) {
	for name, c := range map[string]struct {
		text  string
		width float64
		want  []string
	}{
		"fits":                        {"Xã Phú Lệ", 9, []string{"Xã Phú Lệ"}},
		"at a space":                  {"Xã Phú Lệ", 6, []string{"Xã Phú", "Lệ"}},
		"after a slash":               {"Tăng/giảm", 6, []string{"Tăng/", "giảm"}},
		"not inside a number":         {"số 15-18/2020", 8, []string{"số", "15-18/20", "20"}},
		"inside a long word":          {"nghiêng", 3, []string{"ngh", "iên", "g"}},
		"rest of a long word goes on": {"nghiêng a", 4, []string{"nghi", "êng", "a"}},
		"line breaks stay":            {"a\nb", 9, []string{"a", "b"}},
		"a sign wider than the line":  {"ab", 0.5, []string{"a", "b"}},
		"nothing":                     {"", 5, []string{""}},
	} {
		if diff := cmp.Diff(c.want, report.Wrap(c.text, c.width, letters)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func FuzzWrap(f *testing.F) {
	for _, s := range []string{"Xã Nguyễn Nghiêm Thượng", "a  b", " x", "a-b/c", "\n\n", "không phát sinh", "- 5 - "} {
		f.Add(s, 5)
	}
	f.Fuzz(func(t *testing.T, s string, width int) {
		if !utf8.ValidString(s) || width < 1 || width > 200 {
			t.Skip()
		}
		out := report.Wrap(s, float64(width), letters)
		for _, line := range out {
			if letters(strings.TrimRight(line, " ")) > float64(width) {
				t.Errorf("line %q of %q is wider than %d", line, s, width)
			}
		}
		bare := func(s string) string { return strings.NewReplacer(" ", "", "\n", "").Replace(s) }
		if bare(strings.Join(out, "")) != bare(s) {
			t.Errorf("%q became %q", s, out)
		}
	})
}

func TestHeadingCells(t *testing.T) {
	f := report.Form{Columns: []report.Column{
		{Heading: []string{"Đơn vị"}},
		{Heading: []string{"Diễn biến", "Thoát", "Số hộ"}},
		{Heading: []string{"Diễn biến", "Thoát", "Tỷ lệ"}, Rotate: true},
		{Heading: []string{"Diễn biến", "Tái"}},
		{Heading: []string{"Cuối", "Số hộ"}},
		{Heading: []string{"Cuối", "Số hộ"}}, // the same words, yet two columns
	}}
	want := []report.HeadingCell{
		{Text: "Đơn vị", Row: 0, Col: 0, RowSpan: 3, ColSpan: 1},
		{Text: "Diễn biến", Row: 0, Col: 1, RowSpan: 1, ColSpan: 3},
		{Text: "Cuối", Row: 0, Col: 4, RowSpan: 1, ColSpan: 2},
		{Text: "Thoát", Row: 1, Col: 1, RowSpan: 1, ColSpan: 2},
		{Text: "Tái", Row: 1, Col: 3, RowSpan: 2, ColSpan: 1},
		{Text: "Số hộ", Row: 1, Col: 4, RowSpan: 2, ColSpan: 1},
		{Text: "Số hộ", Row: 1, Col: 5, RowSpan: 2, ColSpan: 1},
		{Text: "Số hộ", Row: 2, Col: 1, RowSpan: 1, ColSpan: 1},
		{Text: "Tỷ lệ", Row: 2, Col: 2, RowSpan: 1, ColSpan: 1, Rotate: true},
	}
	if diff := cmp.Diff(want, f.HeadingCells()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestHeadingCoversTheGridOnce(t *testing.T) {
	for _, f := range sampleforms.All(20) {
		covered := map[[2]int]int{}
		for _, h := range f.HeadingCells() {
			for r := h.Row; r < h.Row+h.RowSpan; r++ {
				for c := h.Col; c < h.Col+h.ColSpan; c++ {
					covered[[2]int{r, c}]++
				}
			}
		}
		for r := range f.HeadingDepth() {
			for c := range f.Columns {
				if n := covered[[2]int{r, c}]; n != 1 {
					t.Errorf("%s: row %d, column %d is covered %d times", f.No, r, c, n)
				}
			}
		}
	}
}

func TestNumberLabels(t *testing.T) {
	f := report.Form{Columns: []report.Column{{Label: "A"}, {Label: "B"}, {}, {}, {Label: "(3)=(1)+(2)"}, {}}}
	if diff := cmp.Diff([]string{"A", "B", "(1)", "(2)", "(3)=(1)+(2)", "(4)"}, f.NumberLabels()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAFormWithoutRowsSaysSo(t *testing.T) {
	f := sampleforms.Arrears()
	body := f.Body()
	if len(body) != 1 || body[0].Cells[0].Text != "Không phát sinh" || body[0].Cells[0].Span != len(f.Columns) {
		t.Errorf("body %+v, want the one line over all columns", body)
	}
	if len(f.Rows) != 0 {
		t.Error("the form itself was changed")
	}
}

func TestComposedLeavesTheFormAlone(t *testing.T) {
	const apart, whole = "Ho\u0323\u0302 nghe\u0300o", "H\u1ed9 ngh\u00e8o" // NFD, NFC
	f := report.Form{Title: apart, Notes: []string{apart}, Columns: []report.Column{{Heading: []string{apart}}},
		Rows: []report.Row{{Cells: []report.Cell{report.TextCell(apart)}}}}
	g := f.Composed()
	for name, got := range map[string]string{"title": g.Title, "note": g.Notes[0], "heading": g.Columns[0].Heading[0], "cell": g.Rows[0].Cells[0].Text} {
		if got != whole {
			t.Errorf("%s is %q, want NFC", name, got)
		}
	}
	if f.Notes[0] != apart || f.Columns[0].Heading[0] != apart || f.Rows[0].Cells[0].Text != apart {
		t.Error("the form itself was changed")
	}
}

// TestDump expects what a person wrote out: 35, 14, 20, 2 and 0 of 71 communes.
func TestDump(t *testing.T) {
	f := sampleforms.Bands()
	f.Sample = true
	want := `Biểu 03 [bands, portrait]
SỐ LIỆU MẪU
Biểu số: 03
Ban hành theo Công văn số …/VPĐP
Đơn vị báo cáo: UBND huyện Quan Hóa
Đơn vị nhận báo cáo: Văn phòng Điều phối NTM tỉnh Thanh Hóa
PHÂN NHÓM XÃ THEO SỐ TIÊU CHÍ ĐẠT
Kỳ báo cáo: tháng 12 năm 2020
(Số liệu tính đến ngày 14/12/2020)
Đơn vị tính: xã

  | Nhóm xã         | Số xã | Tỷ lệ
  | (1)             |   (2) |   (3)
I | 19 tiêu chí     |    35 | 49,3%
I | 15–18 tiêu chí  |    14 | 19,7%
I | 10–14 tiêu chí  |    20 | 28,2%
I | 5–9 tiêu chí    |     2 |  2,8%
I | Dưới 5 tiêu chí |     0 |  0,0%
T | Tổng cộng       |    71 |
Quan Hóa, ngày … tháng … năm 2020
signed: NGƯỜI LẬP BIỂU / (Ký, ghi rõ họ tên)
signed: TM. ỦY BAN NHÂN DÂN⏎CHỦ TỊCH / (Ký, ghi rõ họ tên)
r1c3 49,3% = (SUM r1c2) / (SUM r6c2) × 100
r2c3 19,7% = (SUM r2c2) / (SUM r6c2) × 100
r3c3 28,2% = (SUM r3c2) / (SUM r6c2) × 100
r4c3 2,8% = (SUM r4c2) / (SUM r6c2) × 100
r5c3 0,0% = (SUM r5c2) / (SUM r6c2) × 100
r6c2 71 = SUM r1c2:r5c2
`
	if diff := cmp.Diff(want, report.Dump(&f)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestWidths(t *testing.T) {
	column := func(w float64) report.Column { return report.Column{Width: w} }
	figure := func(s string) report.Row {
		return report.Row{Cells: []report.Cell{{}, report.NumberCell(dec(s), 0)}}
	}
	m := report.Metrics{Measure: letters, Pad: 1}
	for name, c := range map[string]struct {
		rows []report.Row
		want []float64
	}{
		"in proportion":                      {nil, []float64{60, 40}},
		"a figure that fits changes nothing": {[]report.Row{figure("5")}, []float64{60, 40}},
		// 1.000…: 46 signs of the figure with its dots and 2 of padding
		"a figure widens its column":             {[]report.Row{figure("1" + strings.Repeat("0", 34))}, []float64{52, 48}},
		"a column gives no more than two fifths": {[]report.Row{figure("1" + strings.Repeat("0", 99))}, []float64{36, 64}},
	} {
		f := report.Form{Columns: []report.Column{column(30), column(20)}, Rows: c.rows}
		got := f.Widths(100, m)
		for i := range got {
			if d := got[i] - c.want[i]; d > 1e-9 || d < -1e-9 {
				t.Errorf("%s: %v, want %v", name, got, c.want)
			}
		}
	}
}
