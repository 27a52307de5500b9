package app

import (
	"context"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"bieuxa/ntm"
	"bieuxa/office"
)

func TestPrintChoicesAreRemembered(t *testing.T) {
	c := printChoiceOf("charts,csv,page=25/20/35/15,unknown")
	if !c.paper.Charts || !c.csv || c.json || c.paper.Unsigned || c.paper.Page != (office.Page{Top: 25, Bottom: 20, Left: 35, Right: 15}) {
		t.Errorf("%+v", c)
	}
	if got := c.kept(); got != "charts,csv,page=25/20/35/15" {
		t.Error(got)
	}
	if c := printChoiceOf("page=25/20/29/15"); c.paper.Page != office.DefaultPage() {
		t.Errorf("a margin outside the decree is taken: %+v", c.paper.Page)
	}
	if c := printChoiceOf("bare"); !c.bare || c.kept() != "bare" {
		t.Errorf("%+v", c)
	}
	if got := printChoiceOf("").kept(); got != "" {
		t.Errorf("what is usual is remembered as %q", got)
	}
}

// A number is of one period of one unit: it never goes onto another letter.
func TestNumberOfALetterIsOfItsPeriod(t *testing.T) {
	c := printChoiceOf("")
	c.paper.Number, c.paper.Date = "05", ntm.NewDate(2021, 1, 5)
	p := ntm.Period{Kind: ntm.Month, Year: 2020, N: 12}
	kept := c.numbered("385", p)
	for _, x := range []struct {
		parent string
		p      ntm.Period
		want   string
	}{{"385", p, "05 05/01/2021"}, {"386", p, " "}, {"385", ntm.Period{Kind: ntm.Month, Year: 2021, N: 1}, " "}} {
		got := printChoiceOf("")
		got.paper.Number = "99"
		got.number(kept, x.parent, x.p)
		day := ""
		if !got.paper.Date.IsZero() {
			day = got.paper.Date.VN()
		}
		if text := got.paper.Number + " " + day; text != x.want {
			t.Errorf("%s, %s: %q, want %q", x.parent, x.p, text, x.want)
		}
	}
}

func TestMarginsAreThoseOfTheDecree(t *testing.T) {
	all := marginChoices() // NĐ 30/2020: top and bottom 20–25, left 30–35, right 15–20
	for i, want := range []string{"20 21 22 23 24 25", "20 21 22 23 24 25", "30 31 32 33 34 35", "15 16 17 18 19 20"} {
		if got := strings.Join(all[i], " "); got != want {
			t.Errorf("%d: %s", i, got)
		}
	}
}

func TestPrintOptionsGoIntoThePreviewAndTheFiles(t *testing.T) {
	r, _ := reportsOfTest(t)
	r.typed(fyne.KeyF4)
	wantShown(t, r.w, "Tùy chọn bản in", "Bản trình ký", "Lề trang (mm)", "Dữ liệu cho phần mềm khác")
	s := r.w.askPrint(r.print, r.sets, func(c printChoice) { r.print = c })
	s.number.SetText("05/BC-UBND")
	s.take()
	wantShown(t, r.w, "không ghi ký hiệu sau dấu gạch chéo")
	s.number.SetText("05")
	s.date.SetText("31/2/2020")
	s.take()
	wantShown(t, r.w, "Ghi ngày như 14/02/2020.")
	s.date.SetText("17/2/2020")
	test.Tap(s.flags[keptCharts])
	test.Tap(s.flags[keptCSV])
	if !s.flags[keptBare].Checked || r.print.bare {
		t.Error("the returns are not carried as usual")
	}
	s.margins[2].SetSelected("33")
	s.take()
	r.typedEscape()
	p := r.print.paper
	if p.Number != "05" || p.Date != ntm.NewDate(2020, 2, 17) || !p.Charts || p.Unsigned || p.Page.Left != 33 || !r.print.csv {
		t.Errorf("%+v", r.print)
	}
	b := &askedBook{reportsBook: r.book}
	r.book = b
	r.enter(r.period)
	if got, want := r.asked.Text, "số 05 · ngày 17/02/2020 · biểu đồ · lề 20/20/33/15 mm · CSV"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	test.Tap(r.box(1))
	test.Tap(r.export)
	wantShown(t, r.w, ".csv")
	if n := len(b.shown); n != 2 || len(b.written) != 1 || b.shown[n-1].Paper != b.written[0].Paper ||
		!slices.Equal(b.shown[n-1].Forms, b.written[0].Forms) || len(b.written[0].Forms) != len(r.all)-1 || !b.written[0].CSV {
		t.Errorf("shown %+v\nwritten %+v", b.shown, b.written)
	}
}

// askedBook notes what is asked of it.
type askedBook struct {
	reportsBook
	shown, written []office.ExportRequest
}

func (b *askedBook) Preview(ctx context.Context, req office.ExportRequest) (*office.Preview, error) {
	b.shown = append(b.shown, req)
	return b.reportsBook.Preview(ctx, req)
}

func (b *askedBook) Export(ctx context.Context, req office.ExportRequest) (*office.Exported, error) {
	b.written = append(b.written, req)
	return b.reportsBook.Export(ctx, req)
}

func TestUnsignedPaperHasNoNumberToType(t *testing.T) {
	r, _ := reportsOfTest(t)
	s := r.w.askPrint(r.print, r.sets, func(c printChoice) { r.print = c })
	test.Tap(s.flags[keptUnsigned])
	test.Tap(s.flags[keptBare])
	if !s.number.Disabled() || !s.date.Disabled() {
		t.Error("number and day can be typed")
	}
	s.take()
	if !r.print.paper.Unsigned || !r.print.bare || !r.request().WithoutReturns {
		t.Error("not taken")
	}
}
