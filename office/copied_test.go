package office_test

import (
	"fmt"
	"html"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bieuxa/ntm"
	"bieuxa/office"
	"bieuxa/xlsx"
)

// asPage writes a workbook as a web page of texts, figures as a Vietnamese computer shows them: 1.234,5.
func asPage(t *testing.T, path, to string, change map[string]string) {
	t.Helper()
	body, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	wb, err := xlsx.Read(path, body, xlsx.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	var page strings.Builder
	page.WriteString("<html><head><meta charset=utf-8></head><body>")
	for _, s := range wb.Sheets {
		if s.State != xlsx.Visible {
			continue
		}
		page.WriteString("<table>")
		for row := 1; row <= s.LastRow(); row++ {
			page.WriteString("<tr>")
			for col := 1; col <= s.LastCol(); col++ {
				c, _ := s.At(row, col)
				text := ""
				if c.Row == row && c.Col == col {
					text = c.Shown(wb.Date1904)
				}
				if other, ok := change[s.Name+"!"+c.Ref()]; ok && c.Row == row && c.Col == col {
					text = other
				}
				fmt.Fprintf(&page, "<td>%s</td>", html.EscapeString(text))
			}
			page.WriteString("</tr>")
		}
		page.WriteString("</table>")
	}
	page.WriteString("</body></html>")
	if err := os.WriteFile(to, []byte(page.String()), 0o600); err != nil {
		t.Fatal(err)
	}
}

// A page of texts tells its decimal mark as a whole. In the copy that is written anew the figures are figures: what was
// read is read again, and nothing that was asked about is taken for granted.
func TestCopyOfAPageReadsAsThePage(t *testing.T) {
	t.Parallel()
	m := newMaker(t, "xa-2016-2020", "2020-12")
	c := m.commune(m.communes("385")[0], 11)
	page := filepath.Join(m.dir, "trang.xls")
	asPage(t, m.write(c), page, nil)
	book := func() *office.Book { return create(t, office.NewBook{Parent: "385", Set: "xa-2016-2020", On: m.from}) }
	b := book()
	first := take(t, b, m.period, page)
	if first[0].Verdict == office.VerdictRefused {
		t.Fatalf("%+v", first[0].Problem)
	}
	copied := filepath.Join(m.dir, "bản sửa.xlsx")
	if err := b.SaveMended(ctx, m.period, c.Unit.Code, copied); err != nil {
		t.Fatal(err)
	}
	if err := b.SaveMended(ctx, m.period, c.Unit.Code, filepath.Join(m.dir, "bản sửa.xls")); err == nil {
		t.Error("a copy in .xlsx is written under the name of another kind")
	}
	other := book()
	again := take(t, other, m.period, copied)
	if a, b := strings.Join(keys(first[0].Findings), "\n"), strings.Join(keys(again[0].Findings), "\n"); a != b {
		t.Errorf("of the page is said\n%s\nof its copy\n%s", a, b)
	}
	body, err := os.ReadFile(copied)
	if err != nil {
		t.Fatal(err)
	}
	wb, err := xlsx.Read(copied, body, xlsx.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	figures := 0
	for _, s := range wb.Sheets {
		for c := range s.Cells() {
			if c.Kind == xlsx.KindNumber {
				figures++
			}
		}
	}
	if figures < 100 {
		t.Errorf("only %d cells of the copy are figures", figures)
	}
	changed, err := other.Review(ctx, m.period, c.Unit.Code)
	if err != nil {
		t.Fatal(err)
	}
	if changed.Block != first[0].Block {
		t.Errorf("%d errors in the copy, %d in the page", changed.Block, first[0].Block)
	}
}

// One date of the page can only have the month first, so nobody knows what «12/4/2020» is; in the copy it is asked about too.
func TestCopyKeepsADateInDoubt(t *testing.T) {
	t.Parallel()
	m := newMaker(t, "xa-2016-2020", "2020-12")
	c := m.commune(m.communes("385")[0], 11)
	page := filepath.Join(m.dir, "trang.xls")
	asPage(t, m.write(c), page, map[string]string{"00_ThongTin!C16": "11/15/2020", "00_ThongTin!C17": "12/4/2020"})
	b := create(t, office.NewBook{Parent: "385", Set: "xa-2016-2020", On: m.from})
	inDoubt := func(v office.Verdict) bool {
		for _, f := range v.Findings {
			if strings.HasPrefix(f.ID, "G") && f.Row == "den_ngay" && f.Severity == ntm.Block {
				return true
			}
		}
		return false
	}
	if v := take(t, b, m.period, page); !inDoubt(v[0]) {
		t.Errorf("the page's date is not asked about:\n%s", found(t, v[0].Findings))
	}
	copied := filepath.Join(m.dir, "bản sửa.xlsx")
	if err := b.SaveMended(ctx, m.period, c.Unit.Code, copied); err != nil {
		t.Fatal(err)
	}
	if v := take(t, create(t, office.NewBook{Parent: "385", Set: "xa-2016-2020", On: m.from}), m.period, copied); !inDoubt(v[0]) {
		t.Errorf("the copy's date is taken for granted:\n%s", found(t, v[0].Findings))
	}
}
