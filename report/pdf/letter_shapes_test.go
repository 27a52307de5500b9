package pdf_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"bieuxa/internal/sampleforms"
	"bieuxa/ntm"
	"bieuxa/report"
	"bieuxa/report/pdf"
)

// wantTidy finds words outside the margins or on one another.
func wantTidy(t *testing.T, what string, content []byte) {
	t.Helper()
	for i, page := range readPages(t, content).Pages {
		for j, w := range page.Words {
			if w.Left < 30*mm-0.5 || w.Right > page.Width-15*mm+0.5 || w.Bottom > page.Height-20*mm+1 || w.Top < 8*mm {
				t.Errorf("%s, page %d: %q stands at %.1f–%.1f, %.1f–%.1f mm", what, i+1, w.Text, w.Left/mm, w.Right/mm, w.Top/mm, w.Bottom/mm)
			}
			for _, other := range page.Words[:j] {
				if w.Left < other.Right-slack && other.Left < w.Right-slack && w.Top < other.Bottom-slack && other.Top < w.Bottom-slack {
					t.Errorf("%s, page %d: %q and %q stand on one another", what, i+1, w.Text, other.Text)
				}
			}
		}
	}
}

func TestLettersOfEveryShapeAreTidy(t *testing.T) {
	for name, change := range map[string]func(*report.Submission){
		"as usual":        func(*report.Submission) {},
		"no superior":     func(s *report.Submission) { s.Superior = "" },
		"a long superior": func(s *report.Submission) { s.Superior = "Ủy ban nhân dân tỉnh Bà Rịa - Vũng Tàu" },
		"a long issuer": func(s *report.Submission) {
			s.Issuer = "Văn phòng Điều phối Chương trình mục tiêu quốc gia xây dựng nông thôn mới tỉnh Thanh Hóa"
		},
		"three lines": func(s *report.Submission) {
			s.Superior, s.Issuer = "UBND tỉnh Thanh Hóa", "Văn phòng Điều phối\nChương trình nông thôn mới\ntỉnh Thanh Hóa"
		},
		"no addressee": func(s *report.Submission) { s.To = nil },
		"a long addressee": func(s *report.Submission) {
			s.To = []string{strings.Repeat("Văn phòng Điều phối nông thôn mới tỉnh Thanh Hóa, ", 3) + "các sở"}
		},
		"ten addressees": func(s *report.Submission) {
			s.To = slices.Repeat([]string{"Văn phòng Điều phối Chương trình mục tiêu quốc gia xây dựng nông thôn mới tỉnh Thanh Hóa"}, 10)
		},
		"no copies": func(s *report.Submission) { s.Copies = nil },
		"thirty copies": func(s *report.Submission) {
			s.Copies = append(slices.Repeat([]string{"Thường trực Huyện ủy, Thường trực Hội đồng nhân dân huyện"}, 20), "Lưu: VT")
		},
		"no name": func(s *report.Submission) { s.Signed.Name = "" },
		"a long position": func(s *report.Submission) {
			s.Signed.Title = "TL. Chủ tịch\nKT. Chánh Văn phòng Điều phối Chương trình nông thôn mới\nPhó Chánh Văn phòng"
		},
		"one short line":  func(s *report.Submission) { s.Body = []report.Passage{{ID: "a", Text: "Không phát sinh."}} },
		"a word too long": func(s *report.Submission) { s.Body[0].Text = strings.Repeat("Thượngnghiêng", 30) },
		"a long number":   func(s *report.Submission) { s.Number, s.Symbol = "12345", "BC-VPĐPNTMTƯ" },
		"a long place":    func(s *report.Submission) { s.Place = "Thị trấn Nông trường Việt Lâm Thượng Nghiêng" },
		"a long subject": func(s *report.Submission) {
			s.Subject += strings.Repeat(" và nhiệm vụ, giải pháp trọng tâm", 6)
		},
		"unsigned": func(s *report.Submission) { s.Unsigned = true },
	} {
		s := submission()
		s.Superior = "UBND tỉnh Thanh Hóa"
		change(&s)
		wantTidy(t, name, printedLetter(t, s, sampleforms.Bands()))
	}
}

func TestLettersThatCannotBeLaidOutAreRefused(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*report.Submission)
		want   string
	}{
		"a narrow left margin": {func(s *report.Submission) { s.Page.Left = 25 }, "left margin of 25 mm: NĐ 30/2020 has 30 to 35"},
		"a wide right margin":  {func(s *report.Submission) { s.Page.Right = 21 }, "right margin"},
		"no top margin":        {func(s *report.Submission) { s.Page.Top = 0 }, "top margin"},
		"a wide bottom margin": {func(s *report.Submission) { s.Page.Bottom = 25.5 }, "bottom margin"},
		"no body":              {func(s *report.Submission) { s.Body = nil }, "no body"},
		"no subject":           {func(s *report.Submission) { s.Subject = " " }, "no subject"},
		"nobody signs":         {func(s *report.Submission) { s.Signed = report.Signature{} }, "no signature"},
		"too many copies":      {func(s *report.Submission) { s.Copies = slices.Repeat([]string{"Các sở, ban, ngành"}, 80) }, "the copies and the signature"},
		"a figure too many": {func(s *report.Submission) {
			s.Charts = charts()
			s.Charts[0].Labels = s.Charts[0].Labels[:5]
		}, "12 figures of \"Toàn huyện\" for 5 labels"},
	} {
		s := submission()
		c.change(&s)
		m := meta()
		m.Letter = &s
		var b bytes.Buffer
		if _, err := pdf.Write(&b, nil, m, fonts); err == nil || !strings.Contains(err.Error(), c.want) || b.Len() > 0 {
			t.Errorf("%s: %v and %d bytes, want %q and nothing", name, err, b.Len(), c.want)
		}
	}
}

// TestChartsOfEveryShapeAreTidy: every title, label and figure is on the page, none on another.
func TestChartsOfEveryShapeAreTidy(t *testing.T) {
	figures := func(n int, of func(i int) decimal.Decimal) []ntm.Num {
		out := make([]ntm.Num, n)
		for i := range out {
			out[i] = ntm.NumOf(of(i))
		}
		return out
	}
	labels := func(n int, text string) []string {
		out := make([]string, n)
		for i := range out {
			out[i] = fmt.Sprintf(text, i+1)
		}
		return out
	}
	whole := func(i int) decimal.Decimal { return decimal.NewFromInt(int64(i*i*7 + 3)) }
	for name, c := range map[string]report.Chart{
		"zeros":         {Kind: report.Lines, Labels: labels(3, "T%d"), Series: []report.Series{{Name: "a", Points: figures(3, func(int) decimal.Decimal { return decimal.Zero })}}},
		"nothing known": {Kind: report.Columns, Labels: labels(3, "T%d"), Series: []report.Series{{Name: "a", Points: make([]ntm.Num, 3)}}},
		"one":           {Kind: report.Lines, Labels: labels(1, "T%d"), Series: []report.Series{{Name: "a", Points: figures(1, whole)}}},
		"rates":         {Kind: report.Lines, Labels: labels(6, "T%d"), Series: []report.Series{{Name: "a", Points: figures(6, func(i int) decimal.Decimal { return decimal.New(int64(921-i*120), -2) })}}},
		"less than 0":   {Kind: report.Columns, Labels: labels(4, "T%d"), Series: []report.Series{{Name: "a", Points: figures(4, func(i int) decimal.Decimal { return decimal.NewFromInt(int64(i*5 - 9)) })}}},
		"bars under 0":  {Kind: report.Bars, Labels: labels(4, "Phòng %d"), Series: []report.Series{{Name: "a", Points: figures(4, func(i int) decimal.Decimal { return decimal.NewFromInt(int64(i*5 - 9)) })}}},
		"many offices":  {Kind: report.Bars, Labels: labels(30, "Phòng Nông nghiệp và Phát triển nông thôn số %d"), Series: []report.Series{{Name: "a", Points: figures(30, whole)}}},
		"large figures": {Kind: report.Columns, Labels: labels(6, "Năm 202%d"), Series: []report.Series{{Name: "a", Points: figures(6, func(i int) decimal.Decimal { return decimal.NewFromInt(int64(1234567 * (i + 1))) })}}},
		"two bars":      {Kind: report.Bars, Labels: labels(6, "Phòng %d"), Series: []report.Series{{Name: "Đạt", Points: figures(6, whole)}, {Name: "Chưa", Points: figures(6, whole)}}},
	} {
		c.Title, c.Unit = "Số tiêu chí đạt của các xã", "tiêu chí"
		s := submission()
		s.Charts = []report.Chart{c}
		content := printedLetter(t, s)
		wantTidy(t, name, content)
		pages := readPages(t, content).Pages
		var on []string
		for _, w := range pages[len(pages)-1].Words {
			on = append(on, w.Text)
		}
		all := strings.Join(on, " ")
		for _, label := range append(slices.Clone(c.Labels), "Biểu đồ 1. "+c.Title, "(Đơn vị tính: tiêu chí)") {
			for _, word := range strings.Fields(label) {
				if !slices.Contains(on, word) {
					t.Errorf("%s: %q of %q is not on the page", name, word, label)
				}
			}
		}
		for _, series := range c.Series {
			for _, n := range series.Points {
				if !slices.Contains(on, c.Shown(n)) {
					t.Errorf("%s: %q is not on the page: %s", name, c.Shown(n), all)
				}
			}
		}
	}
}
