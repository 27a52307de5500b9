package pdf_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"bieuxa/report"
)

// list is a form of n rows of one line, a total and two signers, with nothing over the table but its title.
func list(n int) report.Form {
	f := report.Form{ID: "list", No: "Biểu 09", Title: "Danh sách", NameColumns: 1,
		Columns:    []report.Column{{Key: "unit", Heading: []string{"Đơn vị"}, Width: 60}, {Key: "n", Heading: []string{"Số"}, Width: 20, Align: report.AlignRight}},
		Signatures: report.Signatures{Left: report.Signature{Title: "NGƯỜI LẬP BIỂU"}, Right: report.Signature{Title: "THỦ TRƯỞNG ĐƠN VỊ"}}}
	for i := range n {
		f.Rows = append(f.Rows, report.Row{Cells: []report.Cell{report.TextCell(fmt.Sprintf("xã.%d", i+1)), report.NumberCell(decimal.NewFromInt(1), 0)}})
	}
	f.Rows = append(f.Rows, report.Row{Role: report.Total, Cells: []report.Cell{report.TextCell("TỔNG CỘNG"), report.NumberCell(decimal.NewFromInt(int64(n)), 0)}})
	return f
}

// A page is 257 mm high between the margins. Around the rows stand number and title (5.5+3+6.8+2), heading (6.6+5.5) and
// signatures (5+22+5.4): 61 mm, or 55 close together. A row of 11 points takes 5.9 mm, close together 5.2, in 10 points
// 4.8: so 33 rows with their total go on a page, 38 if they stand closer, 41 in smaller letters; of 300 rows 41 or 46 on a
// page without signatures.
func TestAFewRowsDoNotTakeAPageMore(t *testing.T) {
	for _, c := range []struct {
		rows, pages int
		most, least float64 // mm from row to row
	}{{20, 1, 6.1, 5.8}, {35, 1, 5.4, 5.0}, {40, 1, 5.0, 4.7}, {48, 2, 6.1, 5.8}, {300, 7, 5.4, 5.0}} {
		content, _ := printed(t, list(c.rows))
		all := readPages(t, content).Pages
		if len(all) != c.pages {
			t.Errorf("%d rows take %d pages, want %d", c.rows, len(all), c.pages)
		}
		at := map[string]float64{}
		for _, w := range all[0].Words {
			at[w.Text] = w.Bottom / mm
		}
		if step := at["xã.3"] - at["xã.2"]; step < c.least || step > c.most {
			t.Errorf("%d rows: %.2f mm from row to row, want %.1f–%.1f", c.rows, step, c.least, c.most)
		}
	}
}

// However many rows there are, the total stands under at least two of them on the page of the signatures.
func TestATotalStandsUnderItsRows(t *testing.T) {
	for n := 20; n < 90; n++ {
		content, _ := printed(t, list(n))
		all := readPages(t, content).Pages
		last := map[string]bool{}
		for _, w := range all[len(all)-1].Words {
			last[w.Text] = true
		}
		for _, want := range []string{fmt.Sprintf("xã.%d", n-1), fmt.Sprintf("xã.%d", n), "TỔNG", "LẬP"} {
			if !last[want] {
				t.Errorf("%d rows: %q is not on the last page of %d", n, want, len(all))
			}
		}
	}
}

// Headings that head one another without end do not leave the first page to the title.
func TestHeadingsOfNothingStandFromTheFirstPage(t *testing.T) {
	for n := 30; n < 50; n++ {
		f := list(n)
		for i := range n {
			f.Rows[i].Role = report.Group
		}
		content, _ := printed(t, f)
		if !strings.Contains(run(t, content, "pdftotext", "-l", "1"), "xã.1\n") {
			t.Errorf("%d headings: none on the first page", n)
		}
	}
}
