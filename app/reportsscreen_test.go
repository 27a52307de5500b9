package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"bieuxa/ntm"
	"bieuxa/office"
)

// reportsOfTest is the room for February 2020 of a book without returns: the forms name the communes and say
// «chưa nộp».
func reportsOfTest(t *testing.T) (*reportsRoom, *onTheSpot) {
	t.Helper()
	work := newOnTheSpot()
	w := newTestWindow(t, &work.tasks)
	w.open(emptyBook(t))
	w.shell.setPeriod(ntm.Period{Kind: ntm.Month, Year: 2020, N: 2})
	w.shell.goTo("reports")
	r := w.shell.room().(*reportsRoom)
	r.folder = t.TempDir()
	return r, work
}

func (r *reportsRoom) typed(name fyne.KeyName) { r.w.typedKey(&fyne.KeyEvent{Name: name}) }

func TestTheRealPagesAreShown(t *testing.T) {
	r, _ := reportsOfTest(t)
	wantShown(t, r.w, "Báo cáo (trang 1", "Biểu 01 (trang", "Tổng hợp kết quả thực hiện", "Chưa có đơn vị nào được tổng hợp",
		fmt.Sprintf("Trang 1/%d", r.preview.Count()))
	want, err := r.preview.Image(0, r.drawn.dpi)
	if err != nil {
		t.Fatal(err)
	}
	if got := r.page.picture.Image; got == nil || got.Bounds() != want.Bounds() {
		t.Fatalf("the picture is %v, want %v", got, want.Bounds())
	}
	shown := r.page.sheet.Size()
	if wide, high := r.preview.Size(0); (shown.Width > shown.Height) != (wide > high) || shown.Height > r.page.Size().Height {
		t.Errorf("the page is shown %v, it is %v by %v mm, the room %v", shown, wide, high, r.page.Size())
	}
}

func TestKeysGoThroughThePages(t *testing.T) {
	r, _ := reportsOfTest(t)
	last := len(r.pages)
	for _, c := range []struct {
		key  fyne.KeyName
		page int
	}{{fyne.KeyPageDown, 2}, {fyne.KeyPageDown, 3}, {fyne.KeyPageUp, 2}, {fyne.KeyEnd, last}, {fyne.KeyPageDown, last}, {fyne.KeyHome, 1}, {fyne.KeyPageUp, 1}} {
		r.typed(c.key)
		wantShown(t, r.w, fmt.Sprintf("Trang %d/%d", c.page, last))
	}
	// the same keys while a box of the list has the focus
	box := r.box(0)
	r.w.win.Canvas().Focus(box)
	box.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown})
	wantShown(t, r.w, fmt.Sprintf("Trang 2/%d", last))
	test.Tap(r.back)
	wantShown(t, r.w, fmt.Sprintf("Trang 1/%d", last))
}

func TestTheWheelGoesOnWhereAPageEnds(t *testing.T) {
	r, work := reportsOfTest(t)
	spin := func(by float32) {
		for range 3 { // as a touch pad does
			r.page.wheel(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, by)})
		}
		for _, f := range work.waiting {
			f()
		}
		work.waiting = nil
	}
	spin(-20)
	if r.at != 1 {
		t.Errorf("page %d after the wheel over a whole page, want the second", r.at+1)
	}
	r.zoomed.SetSelectedIndex(3) // 200 %
	spin(-20)
	if r.at != 1 || r.page.scroll.Offset.Y <= 0 {
		t.Errorf("page %d at %v, want further down the second", r.at+1, r.page.scroll.Offset)
	}
	r.page.toBottom()
	spin(-20)
	if r.at != 2 || r.page.scroll.Offset.Y != 0 {
		t.Errorf("page %d at %v, want the top of the third", r.at+1, r.page.scroll.Offset)
	}
	spin(20)
	if r.at != 1 || r.page.scroll.Offset.Y < r.page.overflow()-1 {
		t.Errorf("page %d at %v, want the end of the second", r.at+1, r.page.scroll.Offset)
	}
}

// box is the form's box on the list.
func (r *reportsRoom) box(i int) *keyCheck { return r.boxes[r.all[i].id] }

func TestAFormThatIsLeftOutHasNoPages(t *testing.T) {
	r, _ := reportsOfTest(t)
	all, last := len(r.pages), r.all[len(r.all)-1]
	test.Tap(r.box(1))
	if want := all - (r.all[1].end - r.all[1].first); len(r.pages) != want || len(r.forms) != len(r.all)-1 {
		t.Errorf("pages %v of %d forms, want %d of %d", r.pages, len(r.forms), want, len(r.all)-1)
	}
	if r.box(1).Text != r.all[1].no {
		t.Errorf("%q: it has no pages", r.box(1).Text)
	}
	wantShown(t, r.w, fmt.Sprintf("Trang 1/%d", len(r.pages)))
	r.jump.SetSelectedIndex(len(r.forms) - 1)
	if at := r.forms[len(r.forms)-1]; at.id != last.id || r.pages[r.at] != at.first {
		t.Errorf("page %d, want the last form's first", r.pages[r.at])
	}
	out := map[string]bool{}
	for _, f := range r.all {
		out[f.id] = true
	}
	r.leaveOut(out)
	wantShown(t, r.w, "Chưa chọn biểu nào")
	if !r.export.Disabled() {
		t.Error("nothing can be exported, yet the button can be pressed")
	}
	r.leaveOut(nil)
	if r.export.Disabled() || len(r.pages) != all {
		t.Error("all forms are wanted again")
	}
}

func TestFilesAreWrittenAndVerified(t *testing.T) {
	r, _ := reportsOfTest(t)
	test.Tap(r.export)
	wantShown(t, r.w, "Đã xuất xong", "Bieu tong hop 385 2020-02.xlsx", "Bao cao 385 2020-02.pdf", "Mở thư mục", "Mở PDF", "Mở Excel", r.folder)
	var opened []string
	r.open = func(path string) error {
		opened = append(opened, path)
		return nil
	}
	for _, b := range r.w.dialog[0].plan.buttons {
		test.Tap(b)
	}
	pdf := filepath.Join(r.folder, "Bao cao 385 2020-02.pdf")
	if want := filepath.Join(r.folder, "Bieu tong hop 385 2020-02.xlsx") + " " + pdf + " " + r.folder; strings.Join(opened, " ") != want {
		t.Errorf("opened %v, want %s", opened, want)
	}
	if !r.drop([]string{pdf}) {
		t.Fatal("a dropped file is not taken")
	}
	wantShown(t, r.w, "đúng nguyên bản", "Số liệu trong sổ không thay đổi")
	r.typedEscape()
	if err := os.WriteFile(pdf, []byte("khác"), 0o600); err != nil {
		t.Fatal(err)
	}
	r.verify(pdf)
	wantShown(t, r.w, "KHÔNG còn nguyên bản")
	r.typedEscape()
	r.verify(filepath.Join(r.folder, "không có.pdf"))
	wantShown(t, r.w, "Không làm được")
}

func (r *reportsRoom) typedEscape() { r.w.typedKey(&fyne.KeyEvent{Name: fyne.KeyEscape}) }

func TestWithoutAKindNothingIsWritten(t *testing.T) {
	r, _ := reportsOfTest(t)
	test.Tap(r.asPDF)
	test.Tap(r.asXLSX)
	test.Tap(r.export)
	wantShown(t, r.w, "Chọn ít nhất một kiểu tệp")
	if entries, _ := os.ReadDir(r.folder); len(entries) > 0 {
		t.Errorf("written: %v", entries)
	}
}

// movedBook says that figures moved; the rest is a book.
type movedBook struct {
	reportsBook
	moved office.Moved
	err   error
}

func (b movedBook) Moved(_ context.Context, p ntm.Period) (*office.Moved, error) {
	b.moved.Period = p
	return &b.moved, b.err
}

func (b movedBook) Preview(ctx context.Context, req office.ExportRequest) (*office.Preview, error) {
	if b.err != nil {
		return nil, b.err
	}
	return b.reportsBook.Preview(ctx, req)
}

func TestWhatMovedIsShownBeforeItIsExported(t *testing.T) {
	r, _ := reportsOfTest(t)
	r.book = movedBook{reportsBook: r.book, moved: office.Moved{ExportedAt: "2020-02-15T01:30:00Z", Export: []office.Movement{
		{Key: "ho_ngheo/ngheo/cuoi_ky", Name: "1 Hộ nghèo – Cuối kỳ, Số hộ", Was: "1309", Now: "1312.5"},
		{Key: "ho_ngheo/ngheo/cuoi_ky", Name: "1 Hộ nghèo – Cuối kỳ, Số hộ", Unit: "14884", UnitName: "Xã Phú Lệ", Was: "34", Now: ""},
	}}}
	test.Tap(r.export)
	wantShown(t, r.w, "Số liệu đã thay đổi", "Từ lần xuất 15/02/2020 08:30, 1 số tổng hợp của Tháng 02/2020", "Hộ nghèo – Cuối kỳ", "1.309", "1.312,5")
	r.typedEscape()
	if entries, _ := os.ReadDir(r.folder); len(entries) > 0 || len(r.w.dialog) > 0 {
		t.Fatalf("written: %v", entries)
	}
	test.Tap(r.export)
	test.Tap(r.w.dialog[0].plan.buttons[0])
	if entries, _ := os.ReadDir(r.folder); len(entries) != 2 {
		t.Errorf("written: %v", entries)
	}
}

// After a failure no page of another period may be left to look at.
func TestFormsThatCannotBeMadeLeaveNoPages(t *testing.T) {
	r, _ := reportsOfTest(t)
	r.book = movedBook{reportsBook: r.book, err: &office.Problem{ID: office.ProblemTotals, Err: errors.New("x"), Facts: map[string]string{"finding": "x"}}}
	r.w.shell.again()
	wantShown(t, r.w, "Không làm được", "Chưa lập được các biểu")
	if r.page.picture.Image != nil || len(r.pages) > 0 || !r.export.Disabled() {
		t.Error("pages are left")
	}
}

func TestAResizedWindowDoesNotStopOtherWork(t *testing.T) {
	r, work := reportsOfTest(t)
	work.waiting = nil
	dpi := r.drawn.dpi
	r.w.tasks.current = &task{cancel: func() { t.Error("work was stopped") }}
	r.w.win.Resize(fyne.NewSize(1000, 560))
	for range 2 {
		waiting := work.waiting
		work.waiting = nil
		for _, f := range waiting {
			f()
		}
	}
	if r.drawn.dpi != dpi || len(work.waiting) == 0 {
		t.Errorf("drawn at %v dots an inch; it should wait", r.drawn.dpi)
	}
	r.w.tasks.current = nil
	for _, f := range work.waiting {
		f()
	}
	if r.drawn.dpi >= dpi {
		t.Errorf("drawn at %v dots an inch, was %v in a larger window", r.drawn.dpi, dpi)
	}
}
