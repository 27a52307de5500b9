package pdf_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"bieuxa/internal/sampleforms"
	"bieuxa/report"
)

// longName is a commune's name of 40 letters.
const longName = "Thượng Nghiêng Trường Thượng Nghiêng Tây"

// crowds are the largest forms that an office hands in.
func crowds() []report.Form {
	matrix := sampleforms.Matrix(200)
	matrix.Rows[4].Cells[1], matrix.Rows[170].Cells[1] = report.TextCell(longName), report.TextCell(longName)
	districts := sampleforms.Poverty(13)
	for i := range districts.Rows {
		if c := &districts.Rows[i].Cells[1]; c.Span == 0 && c.Text != "" {
			c.Text = "Huyện " + c.Text
		}
	}
	missing := sampleforms.Board(200)
	missing.Reported = "0/200 xã đã báo cáo; chưa nộp: " + strings.Join(slices.Repeat([]string{longName}, 200), ", ")
	return []report.Form{matrix, districts, products(), missing}
}

// products is a list of 400 OCOP products: words of every length, years, points.
func products() report.Form {
	f := report.Form{ID: "products", No: "Biểu 07", Title: "Danh sách sản phẩm OCOP", Orientation: report.Landscape, NameColumns: 2,
		Signatures: report.Signatures{Left: report.Signature{Title: "NGƯỜI LẬP BIỂU"}, Right: report.Signature{Title: "THỦ TRƯỞNG ĐƠN VỊ"}}}
	for _, c := range []struct {
		name  string
		wide  float64
		align report.Align
	}{{"STT", 10, report.AlignCenter}, {"Tên sản phẩm", 60, report.AlignLeft}, {"Chủ thể", 60, report.AlignLeft}, {"Xã", 40, report.AlignLeft},
		{"Hạng sao", 14, report.AlignCenter}, {"Điểm", 16, report.AlignRight}, {"Doanh thu (triệu đồng)", 24, report.AlignRight}} {
		f.Columns = append(f.Columns, report.Column{Key: c.name, Heading: []string{c.name}, Width: c.wide, Align: c.align})
	}
	for i := range 400 {
		n := func(v int64, places int32) report.Cell {
			return report.NumberCell(decimal.New(v, -places), int(places))
		}
		f.Rows = append(f.Rows, report.Row{Cells: []report.Cell{n(int64(i+1), 0),
			report.TextCell("Măng khô" + strings.Repeat(" rừng tự nhiên đặc sản", i%7)), report.TextCell("Hợp tác xã dịch vụ nông nghiệp" + strings.Repeat(" Phú Lệ", i%5)),
			report.TextCell(longName[:len(longName)-i%3*5]), n(int64(3+i%3), 0), n(int64(5000+i*7), 2), n(int64(i*i*1009), 1)}})
	}
	return f
}

// TestLargeFormsStayLegible reads the pages back with another program: no two words touch, none stands outside the
// margins, each page has the table's heading, each row is on one page with all its figures.
func TestLargeFormsStayLegible(t *testing.T) {
	for _, f := range crowds() {
		content, replaced := printed(t, f)
		if len(replaced) > 0 {
			t.Errorf("%s: replaced %v", f.ID, replaced)
		}
		pages := readPages(t, content).Pages
		for i, page := range pages {
			label := "" // of page and form
			for j, w := range page.Words {
				if w.Left < 30*mm-0.5 || w.Right > page.Width-15*mm+0.5 || w.Bottom > page.Height-20*mm+1 || w.Top < 8*mm {
					t.Errorf("%s, page %d: %q stands at %.1f–%.1f, %.1f–%.1f mm", f.ID, i+1, w.Text, w.Left/mm, w.Right/mm, w.Top/mm, w.Bottom/mm)
				}
				for _, other := range page.Words[:j] {
					if w.Left < other.Right-slack && other.Left < w.Right-slack && w.Top < other.Bottom-slack && other.Top < w.Bottom-slack {
						t.Errorf("%s, page %d: %q and %q stand on one another", f.ID, i+1, w.Text, other.Text)
					}
				}
				if w.Text == f.NumberLabels()[len(f.Columns)-1] {
					label = w.Text
				}
			}
			if label == "" && i > 0 && !strings.Contains(f.Reported, longName) {
				t.Errorf("%s: page %d has no heading", f.ID, i+1)
			}
		}
		wantRows(t, f, content)
	}
}

// slack is how far, in points, boxes of words may lie over one another: a font's box is larger than its letters.
const slack = 0.6

// wantRows finds each row's figures beside one another on a line of the page, in the order of the rows.
func wantRows(t *testing.T, f report.Form, content []byte) {
	t.Helper()
	var lines []string
	for _, page := range readPages(t, content).Pages {
		lines = append(lines, page.lines()...)
	}
	words, at := f.StateWords(), 0
	for r, row := range f.Body() {
		var figures []string
		for _, cell := range row.Cells {
			if cell.Kind == report.Number || cell.Kind == report.Percent || cell.Kind == report.Mark {
				figures = append(figures, words.Text(cell))
			}
		}
		found := slices.IndexFunc(lines[at:], func(line string) bool {
			rest := line
			for _, figure := range figures {
				_, after, ok := strings.Cut(rest, " "+figure+" ")
				if !ok {
					return false
				}
				rest = " " + after
			}
			return true
		})
		if found < 0 {
			t.Fatalf("%s: row %d: %v is on no line after %q", f.ID, r+1, figures, fmt.Sprint(lines[max(0, at-1):at]))
		}
		at += found + 1
	}
}

// lines are the words of a page that stand level with one another, from the top down.
func (p pageOf) lines() []string {
	const apart = 2 // points
	words := slices.SortedFunc(slices.Values(p.Words), func(a, b pageWord) int {
		return cmp.Compare(a.Top+a.Bottom, b.Top+b.Bottom)
	})
	var out []string
	for from, to := 0, 0; from < len(words); from = to {
		for to = from; to < len(words) && words[to].Top+words[to].Bottom < words[from].Top+words[from].Bottom+2*apart; to++ {
		}
		line := words[from:to]
		slices.SortFunc(line, func(a, b pageWord) int { return cmp.Compare(a.Left, b.Left) })
		said := " "
		for _, w := range line {
			said += w.Text + " "
		}
		out = append(out, said)
	}
	return out
}

// TestAHeadingNeverStandsWithoutARow: however much stands over the table, a row of it is under its first heading, and two
// rows are over the signatures.
func TestAHeadingNeverStandsWithoutARow(t *testing.T) {
	for n := 40; n < 100; n += 2 {
		f := sampleforms.Board(40)
		f.Reported = strings.TrimSuffix(strings.Repeat(longName+", ", n), ", ")
		first, last := sampleforms.Communes(1)[0], sampleforms.Communes(40)[38]
		content, _ := printed(t, f)
		all := strings.Split(strings.TrimSuffix(run(t, content, "pdftotext", "-layout"), "\f"), "\f")
		begun := slices.IndexFunc(all, func(page string) bool { return strings.Contains(page, "STT") })
		if !strings.Contains(all[begun], first) {
			t.Errorf("%d names over the table: its heading stands without a row on page %d", n, begun+1)
		}
		if end := all[len(all)-1]; !strings.Contains(end, last) {
			t.Errorf("%d names over the table: one row over the signatures:\n%s", n, end)
		}
	}
}
