package app

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"bieuxa/ntm"
	"bieuxa/office"
)

const phuLe = "14884"

func february() ntm.Period { return ntm.Period{Kind: ntm.Month, Year: 2020, N: 2} }

// blankReturn is a book of Quan Hóa that has received Phú Lệ's template of February as it was issued: nothing is
// filled in, so that much is found.
func blankReturn(t *testing.T, o *office.Office) *office.Book {
	t.Helper()
	ctx, dir := context.Background(), t.TempDir()
	b, err := o.Create(ctx, filepath.Join(dir, "Quan Hóa.bieuxa"), office.NewBook{Parent: "385", On: ntm.NewDate(2020, 2, 14)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = b.Close() })
	paths, err := b.Issue(ctx, february(), dir, phuLe, nil)
	if err != nil {
		t.Fatal(err)
	}
	v, err := b.Import(ctx, february(), paths, nil)
	if err != nil || v[0].Problem != nil {
		t.Fatal(err, v[0].Problem)
	}
	return b
}

// desk is a check screen on a window, and what was asked of the book.
type reviewDesk struct {
	*reviewScreen
	t    *testing.T
	book *office.Book
}

func newReviewDesk(t *testing.T, ts *tasks, clerk bool, around func(*office.Book) reviewer) *reviewDesk {
	t.Helper()
	w := newTestWindow(t, ts)
	b := blankReturn(t, w.office.(*office.Office))
	var r reviewer = b
	if around != nil {
		r = around(b)
	}
	d := &reviewDesk{newReviewScreen(w, r, reviewPlan{period: february(), unit: phuLe, name: "Xã Phú Lệ", clerk: clerk}), t, b}
	w.win.SetContent(d.content())
	d.load()
	return d
}

// key presses a key on whatever has the focus.
func (d *reviewDesk) press(names ...fyne.KeyName) {
	d.t.Helper()
	for _, name := range names {
		d.w.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: name})
	}
}

func (d *reviewDesk) write(text string) {
	for _, r := range text {
		d.w.win.Canvas().Focused().TypedRune(r)
	}
}

// cell is what the book holds of a cell.
func (d *reviewDesk) cell(sheet, ref string) string {
	d.t.Helper()
	r, err := d.book.Review(context.Background(), february(), phuLe)
	if err != nil {
		d.t.Fatal(err)
	}
	row, col, _ := office.CellOf(ref)
	for _, s := range r.Sheets {
		if s.Name == sheet {
			return s.Cell(row, col).Text
		}
	}
	return "no such sheet"
}

func (d *reviewDesk) at(sheet, cell string) {
	d.t.Helper()
	row, col := d.grid.Cursor()
	if d.sheet != sheet || cellName(row+1, col+1) != cell {
		d.t.Errorf("the cursor is at %s!%s, want %s!%s", d.sheet, cellName(row+1, col+1), sheet, cell)
	}
}

func TestReviewShowsFindingsAndSheets(t *testing.T) {
	d := newReviewDesk(t, &newOnTheSpot().tasks, false, nil)
	wantShown(t, d.w, "Xã Phú Lệ", "tháng 02/2020", "còn ", "cần giải trình", "04_HoNgheo", "Trả lại…", "Mọi sheet")
	if d.now.Block == 0 || len(d.findings.lines) == 0 {
		t.Fatalf("%d errors, %d lines", d.now.Block, len(d.findings.lines))
	}
	first := d.findings.current()
	if first == nil || kindOf(first) != kindBlock {
		t.Fatalf("chosen is %v", first)
	}
	d.at(first.Place.Sheet, first.Place.Cell)
}

func TestEnterJumpsF8WalksF7GoesBack(t *testing.T) {
	d := newReviewDesk(t, &newOnTheSpot().tasks, false, nil)
	c := d.w.win.Canvas()
	c.Focus(d.findings.list)
	d.press(fyne.KeyReturn)
	if c.Focused() != fyne.Focusable(d.grid) {
		t.Fatal("Enter does not go to the cell")
	}
	seen := map[string]bool{}
	for range 8 {
		d.press(fyne.KeyF8)
		f := d.findings.current()
		if f == nil || !kindOf(f).open() {
			t.Fatalf("F8 stops at %v", f)
		}
		seen[f.Key()+f.Place.Cell] = true
		if f.Place.Cell != "" {
			d.at(f.Place.Sheet, f.Place.Cell)
		}
	}
	if len(seen) < 6 {
		t.Errorf("F8 saw %d findings", len(seen))
	}
	was := d.findings.current()
	d.press(fyne.KeyF7)
	if c.Focused() != fyne.Focusable(d.findings.list) || d.findings.current().Place != was.Place {
		t.Error("F7 does not go back to the finding")
	}
	d.press(fyne.KeyF6)
	if c.Focused() != fyne.Focusable(d.grid) {
		t.Error("F6 does not change sides")
	}
}

// Whatever is saved, the clerk's own workbook stays as it is.
func TestOriginalIsNotWrittenOver(t *testing.T) {
	d := newReviewDesk(t, &newOnTheSpot().tasks, true, nil)
	path := filepath.Join(t.TempDir(), "báo cáo.xlsx")
	if err := os.WriteFile(path, []byte("của xã"), 0o644); err != nil {
		t.Fatal(err)
	}
	d.plan.file = path
	d.where.save = func(p pick) { p.then([]string{path}) }
	d.saveFindings(".xlsx")
	wantShown(t, d.w, "Không ghi đè lên tệp gốc «báo cáo.xlsx».")
	if body, err := os.ReadFile(path); err != nil || string(body) != "của xã" {
		t.Errorf("the workbook holds %q, %v", body, err)
	}
}

// The clerk who opens a workbook twice is told where it is open, not about a book they never made.
func TestOpenedTwiceIsSaidPlainly(t *testing.T) {
	d := newReviewDesk(t, &newOnTheSpot().tasks, true, func(b *office.Book) reviewer { return &openTwice{b} })
	wantShown(t, d.w, "đang mở ở một cửa sổ khác của chương trình")
	if s := d.locked; s.Size().Height < s.MinSize().Height {
		t.Errorf("the notice has %v of %v", s.Size().Height, s.MinSize().Height)
	}
}

type openTwice struct{ *office.Book }

func (b *openTwice) Review(ctx context.Context, p ntm.Period, unit string) (*office.Review, error) {
	r, err := b.Book.Review(ctx, p, unit)
	if err == nil {
		r.Locked = &office.Problem{ID: office.ProblemBookInUse, Facts: map[string]string{"path": "sổ xã.bieuxa", "holder": "máy khác"}}
	}
	return r, err
}

// The finding that is mended is gone from the list; F8 goes to the one that has come up to its place.
func TestF8AfterMendingSkipsNone(t *testing.T) {
	d := newReviewDesk(t, &newOnTheSpot().tasks, true, nil)
	d.goToCell("04_HoNgheo", 10, 3)
	at := d.findings.at
	next := neighbour(d.findings.lines, at, 1)
	if f := d.findings.current(); f == nil || f.Place.Cell != "C10" || next <= at {
		t.Fatalf("the list is at %v, the next at %d", f, next)
	}
	want := lineKey(&d.findings.lines[next])
	d.write("558")
	d.press(fyne.KeyTab, fyne.KeyF8)
	if got := lineKey(&d.findings.lines[d.findings.at]); got != want {
		t.Errorf("F8 goes to %q, want %q", got, want)
	}
}

func TestTypedCellIsOnDiskAndChecked(t *testing.T) {
	d := newReviewDesk(t, &newOnTheSpot().tasks, true, nil)
	before := d.now.Block
	d.goToCell("04_HoNgheo", 10, 3)
	d.write("558")
	d.press(fyne.KeyReturn)
	if got := d.cell("04_HoNgheo", "C10"); got != "558" {
		t.Errorf("the book holds %q", got)
	}
	d.at("04_HoNgheo", "C11")
	if d.now.Block >= before || d.now.Edits != 1 {
		t.Errorf("errors %d, before %d; %d edits", d.now.Block, before, d.now.Edits)
	}
	wantShown(t, d.w, "Đã hết 1 lỗi.")
	d.press(fyne.KeyUp)
	wantShown(t, d.w, "Vi Thị Nga sửa lúc", "trước đó: để trống")
}

func TestUndoAndRedoHoldAcrossAStart(t *testing.T) {
	d := newReviewDesk(t, &newOnTheSpot().tasks, true, nil)
	d.goToCell("04_HoNgheo", 10, 3)
	d.write("558")
	d.press(fyne.KeyReturn)
	d.goToCell("00_ThongTin", 9, 3)
	again := &reviewDesk{newReviewScreen(d.w, d.book, d.plan), t, d.book} // as after a new start
	d.w.win.SetContent(again.content())
	again.load()
	again.w.win.Canvas().Focus(again.grid)
	again.grid.TypedShortcut(&fyne.ShortcutUndo{})
	if got := again.cell("04_HoNgheo", "C10"); got != "" {
		t.Errorf("the book holds %q after undo", got)
	}
	again.at("04_HoNgheo", "C10")
	wantShown(t, again.w, "Đã hoàn tác.")
	again.grid.TypedShortcut(&fyne.ShortcutRedo{})
	if got := again.cell("04_HoNgheo", "C10"); got != "558" {
		t.Errorf("the book holds %q after redo", got)
	}
	again.grid.TypedShortcut(&fyne.ShortcutRedo{})
	wantShown(t, again.w, "Không có gì để làm lại.")
}

// slowBook holds Mend back until it is let go.
type slowBook struct {
	reviewer
	texts []string
	fail  error
}

func (b *slowBook) Mend(ctx context.Context, p ntm.Period, unit string, cells []office.Mending) (*office.Review, error) {
	b.texts = append(b.texts, cells[0].Text)
	if b.fail != nil {
		return nil, b.fail
	}
	return b.reviewer.Mend(ctx, p, unit, cells)
}

func TestEditsWhileOneIsStoredKeepTheirOrder(t *testing.T) {
	h := newHeld()
	spawn := h.tasks.spawn
	h.tasks.spawn = func(f func()) { f() }
	var slow *slowBook
	d := newReviewDesk(t, &h.tasks, true, func(b *office.Book) reviewer { slow = &slowBook{reviewer: b}; return slow })
	h.tasks.spawn = spawn
	d.goToCell("04_HoNgheo", 10, 3)
	h.work = nil
	for _, text := range []string{"1", "2", "558"} {
		d.grid.Select(9, 2)
		d.write(text)
		d.press(fyne.KeyReturn)
		if got := d.source.Cell(9, 2).Text; got != text {
			t.Fatalf("the cell shows %q while %q is stored", got, text)
		}
	}
	for len(h.work) > 0 {
		work := h.work[0]
		h.work = h.work[1:]
		work()
		if got := d.source.Cell(9, 2).Text; got != "558" {
			t.Errorf("an older edit is shown: %q", got)
		}
	}
	if want := []string{"1", "2", "558"}; !slices.Equal(slow.texts, want) {
		t.Errorf("stored %v", slow.texts)
	}
	if got := d.cell("04_HoNgheo", "C10"); got != "558" || d.steps != 0 || len(d.pending) != 0 {
		t.Errorf("the book holds %q; %d steps", got, d.steps)
	}
}

func TestWhatCouldNotBeStoredIsNotShown(t *testing.T) {
	d := newReviewDesk(t, &newOnTheSpot().tasks, true, func(b *office.Book) reviewer {
		return &slowBook{reviewer: b, fail: &office.Problem{ID: office.ProblemBookReadOnly, Err: errors.New("x"), Facts: map[string]string{"path": "a.bieuxa"}}}
	})
	d.goToCell("04_HoNgheo", 10, 3)
	d.write("558")
	d.press(fyne.KeyReturn)
	if got := d.source.Cell(9, 2).Text; got != "" {
		t.Errorf("the cell shows %q", got)
	}
	wantShown(t, d.w, "Không làm được", "Chưa ghi được")
}

func TestRefusedCellIsSaid(t *testing.T) {
	d := newReviewDesk(t, &newOnTheSpot().tasks, true, nil)
	d.goToCell("04_HoNgheo", 8, 3) // «Số hộ»
	d.write("5")
	if d.grid.Editing() {
		t.Error("a heading is typed over")
	}
	wantShown(t, d.w, "Ô C8 là tiêu đề hoặc công thức")
}

func TestPastedFiguresThatWentNowhereAreNotOverlooked(t *testing.T) {
	d := newReviewDesk(t, &newOnTheSpot().tasks, true, nil)
	d.goToCell("04_HoNgheo", 7, 3)
	board := test.NewClipboard()
	board.SetContent("1\r\n2\r\n558\r\n524\r\n")
	d.grid.TypedShortcut(&fyne.ShortcutPaste{Clipboard: board})
	if got := d.cell("04_HoNgheo", "C10"); got != "524" {
		t.Errorf("the book holds %q", got)
	}
	if len(d.w.dialog) != 1 {
		t.Fatal("nothing is said")
	}
	wantShown(t, d.w, "Dán chưa hết", "2 ô không nhận", "Đã hết ")
}

func TestLeavingStoresWhatIsBeingTyped(t *testing.T) {
	d := newReviewDesk(t, &newOnTheSpot().tasks, true, nil)
	d.goToCell("04_HoNgheo", 10, 3)
	d.write("558")
	d.left()
	if got := d.cell("04_HoNgheo", "C10"); got != "558" {
		t.Errorf("the book holds %q", got)
	}
}

func TestSearchAndFilterNarrowTheList(t *testing.T) {
	d := newReviewDesk(t, &newOnTheSpot().tasks, false, nil)
	all := len(d.findings.lines)
	test.Type(d.findings.search, "ho ngheo")
	if n := len(d.findings.lines); n == 0 || n >= all {
		t.Errorf("%d of %d lines", n, all)
	}
	d.findings.search.SetText("không có gì như thế")
	wantShown(t, d.w, "Không có mục nào hợp với bộ lọc.", "Bỏ lọc")
	d.findings.clearFilter()
	if len(d.findings.lines) != all {
		t.Error("the filter stays")
	}
	d.findings.kinds.SetSelectedIndex(findingKind.rank(kindNote) + 1)
	for _, l := range d.findings.lines {
		if l.kind != kindNote {
			t.Errorf("%s %s stands among the notes", l.check, l.where)
		}
	}
}

func TestGroupsFold(t *testing.T) {
	d := newReviewDesk(t, &newOnTheSpot().tasks, false, nil)
	d.w.win.Canvas().Focus(d.findings.list)
	all := len(d.findings.lines)
	d.press(fyne.KeyLeft)
	if n := len(d.findings.lines); n >= all || !d.findings.lines[d.findings.at].head() {
		t.Errorf("%d of %d lines", n, all)
	}
	d.press(fyne.KeyRight)
	if len(d.findings.lines) != all {
		t.Error("it does not unfold")
	}
}

func TestWarningTakesAnExplanation(t *testing.T) {
	var told []string
	d := newReviewDesk(t, &newOnTheSpot().tasks, false, func(b *office.Book) reviewer { return &explainable{reviewer: b, told: &told} })
	d.findings.filter.kind = kindOpen
	d.findings.show()
	d.findings.first()
	f := d.findings.current()
	if f == nil || f.Severity != ntm.Explain {
		t.Fatalf("chosen is %v", f)
	}
	d.press2(fyne.KeyF9)
	wantShown(t, d.w, "Giải trình cảnh báo", "Chọn câu có sẵn")
	d.write("Đúng thực tế.")
	d.press(fyne.KeyReturn)
	if !slices.Equal(told, []string{f.Key() + ": Đúng thực tế."}) {
		t.Errorf("explained %v", told)
	}
	wantShown(t, d.w, "Đã ghi giải trình.")
}

// press2 presses a key of the screen, whatever has the focus.
func (d *reviewDesk) press2(name fyne.KeyName) { d.key(name, 0) }

// explainable turns the errors of a return into warnings.
type explainable struct {
	reviewer
	told *[]string
}

func (b *explainable) Review(ctx context.Context, p ntm.Period, unit string) (*office.Review, error) {
	r, err := b.reviewer.Review(ctx, p, unit)
	if err != nil {
		return nil, err
	}
	for i := range r.Findings {
		if r.Findings[i].Severity == ntm.Block {
			r.Findings[i].Severity = ntm.Explain
		}
	}
	r.Block, r.Open, r.Note = ntm.CountBySeverity(r.Findings)
	return r, nil
}

func (b *explainable) Explain(_ context.Context, _ ntm.Period, _, key, because string) (*ntm.Finding, error) {
	*b.told = append(*b.told, key+": "+because)
	return nil, nil
}

func TestErrorIsNotExplainedAway(t *testing.T) {
	d := newReviewDesk(t, &newOnTheSpot().tasks, false, nil)
	d.press2(fyne.KeyF9)
	wantShown(t, d.w, "Lỗi thì phải sửa số liệu")
	if len(d.w.dialog) != 0 {
		t.Error("a dialog asks for a reason")
	}
}

func TestLockedReturnIsOnlyLookedAt(t *testing.T) {
	d := newReviewDesk(t, &newOnTheSpot().tasks, true, func(b *office.Book) reviewer { return &altered{reviewer: b, change: lockedReview} })
	wantShown(t, d.w, "Chỉ xem.")
	d.goToCell("04_HoNgheo", 10, 3)
	d.write("5")
	if d.grid.Editing() {
		t.Error("a locked return is typed into")
	}
	d.grid.TypedShortcut(&fyne.ShortcutUndo{})
	if d.steps != 0 {
		t.Error("a locked return is taken back")
	}
}

func TestWhyAReturnIsLockedHasRoom(t *testing.T) {
	d := newReviewDesk(t, &newOnTheSpot().tasks, false, func(b *office.Book) reviewer {
		return &altered{reviewer: b, change: func(r *office.Review) {
			r.Locked = &office.Problem{ID: office.ProblemClosed, Facts: map[string]string{"period": "Tháng 02/2020", "at": "22/11/2026"}}
		}}
	})
	if d.locked.Hidden || d.locked.Size().Height < d.locked.MinSize().Height {
		t.Errorf("the sentence has %v of %v", d.locked.Size().Height, d.locked.MinSize().Height)
	}
	if top, end := d.middle.Position().Y, d.locked.Position().Y+d.locked.MinSize().Height; top < end {
		t.Errorf("the sentence ends at %v, under what begins at %v", end, top)
	}
	if len(d.doings.Objects) != 1 {
		t.Error("what is locked can be sent back")
	}
}

func TestFailedReadingIsSaidAndCanBeTriedAgain(t *testing.T) {
	a := &altered{fail: &office.Problem{ID: office.ProblemUnit, Facts: map[string]string{"code": phuLe, "name": "Xã Phú Lệ",
		"period": "Tháng 02/2020", "why": "chưa nộp báo cáo kỳ này"}}}
	d := newReviewDesk(t, &newOnTheSpot().tasks, false, func(b *office.Book) reviewer { a.reviewer = b; return a })
	wantShown(t, d.w, "chưa nộp báo cáo kỳ này", "Đọc lại")
	a.fail = nil
	d.load()
	wantShown(t, d.w, "04_HoNgheo")
	if strings.Contains(shown(d.w), "Đọc lại") {
		t.Error("the problem stays")
	}
}

func TestFindingsAreSavedWhereAsked(t *testing.T) {
	d := newReviewDesk(t, &newOnTheSpot().tasks, false, nil)
	dir := t.TempDir()
	var name string
	d.where.save = func(c pick) {
		name = c.name
		c.then([]string{filepath.Join(dir, "lỗi")})
	}
	d.saveFindings(".html")
	if want := "Danh sách lỗi Xã Phú Lệ 2020-02.html"; name != want {
		t.Errorf("offered %q, want %q", name, want)
	}
	wantShown(t, d.w, "Đã ghi tệp «"+filepath.Join(dir, "lỗi.html")+"».")
}

func TestReturnIsSentBackWithAReason(t *testing.T) {
	d := newReviewDesk(t, &newOnTheSpot().tasks, false, nil)
	d.where.folder = func(c pick) { c.then([]string{t.TempDir()}) }
	d.sendBack()
	wantShown(t, d.w, "Trả lại báo cáo của Xã Phú Lệ", "lỗi và")
	d.press(fyne.KeyReturn)
	wantShown(t, d.w, "Đã trả lại. Tệp gửi xã:", "Đã trả lại")
	if d.now.Standing != office.StandingReturned {
		t.Errorf("standing %s", d.now.Standing)
	}
}

func TestUncleanReturnIsNotSent(t *testing.T) {
	d := newReviewDesk(t, &newOnTheSpot().tasks, true, nil)
	d.where.save = func(pick) { t.Error("asks where to") }
	d.send()
	wantShown(t, d.w, "Chưa gửi được", "Còn ")
}

func TestCellOfAStatusOffersItsWords(t *testing.T) {
	d := newReviewDesk(t, &newOnTheSpot().tasks, true, nil)
	d.goToSheet("01_TieuChi")
	row, col := 0, 0
	for r := range d.source.rows {
		for c := range d.source.columns {
			if row == 0 && d.source.Cell(r, c).Editable && len(d.grid.Choices(r, c)) > 0 {
				row, col = r, c
			}
		}
	}
	if got := d.grid.Choices(row, col); !slices.Contains(got, "Đạt") || !slices.Contains(got, "Chưa đạt") {
		t.Fatalf("row %d, column %d offer %q", row, col, got)
	}
	d.goToCell("01_TieuChi", row+1, col+1)
	d.grid.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyDown, Modifier: fyne.KeyModifierAlt})
	wantShown(t, d.w, "Cơ bản đạt")
	d.press(fyne.KeyDown, fyne.KeyReturn)
	if got, want := d.cell("01_TieuChi", cellName(row+1, col+1)), d.grid.Choices(row, col)[0]; got != want {
		t.Errorf("the book holds %q, want %q", got, want)
	}
	if d.grid.Choices(0, 0) != nil {
		t.Error("a heading offers words")
	}
}

func TestEachTableOfASheetHasItsHeadings(t *testing.T) {
	d := newReviewDesk(t, &newOnTheSpot().tasks, true, nil)
	for sheet, tables := range map[string]int{"00_ThongTin": 1, "04_HoNgheo": 2, "05_OCOP": 1} {
		d.goToSheet(sheet)
		bands := d.source.bands
		if len(bands) != tables {
			t.Errorf("%s: %d tables, want %d", sheet, len(bands), tables)
		}
		for i, b := range bands {
			if got := d.source.Cell(b.To-1, 0).Text; got != "(1)" {
				t.Errorf("%s: the headings end with %q", sheet, got)
			}
			if got := d.source.Cell(b.From, 0).Text; got != "TT" && got != "STT" {
				t.Errorf("%s: the headings begin with %q", sheet, got)
			}
			if i > 0 && bands[i-1].Until != b.From {
				t.Errorf("%s: headings until row %d, the next from %d", sheet, bands[i-1].Until, b.From)
			}
		}
	}
	d.goToSheet("01_TieuChi") // a small table without column numbers stands below the large one
	b := d.source.bands[0]
	if b.Until >= d.source.rows || d.source.Cell(b.Until, 1).Text == "" {
		t.Errorf("the headings stand until row %d of %d, over another table", b.Until, d.source.rows)
	}
	d.goToSheet("04_HoNgheo")
	if d.source.columnHeads != 2 {
		t.Errorf("%d columns stand, want TT and the name", d.source.columnHeads)
	}
}
