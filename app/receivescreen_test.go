package app

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"bieuxa/ntm"
	"bieuxa/office"
)

// room is the room Nhận biểu of the book that is open.
func receiveRoom(t *testing.T, w *Window) *receiveScreen {
	t.Helper()
	w.shell.goTo("receive")
	r, ok := w.shell.room().(*receiveScreen)
	if !ok {
		t.Fatal("the room Nhận biểu is not shown")
	}
	return r
}

func TestEmptyBookLeadsThePerson(t *testing.T) {
	w := homeWindow(t)
	w.take([]string{emptyBook(t)})
	r := receiveRoom(t, w)
	wantShown(t, w, "1. Phát biểu mẫu; 2. Gửi biểu mẫu cho các xã; 3. Khi xã gửi về", "Xã Phú Lệ", "○ Chưa nộp",
		"số liệu từ 15/01/2020 đến 14/02/2020; hạn xã gửi 16/02/2020", "0/15 đơn vị đã nộp", "Kết quả (0)")
	r.table.setFilter("phu le")
	if len(r.table.rows) != 1 || r.table.rows[0].code != "14884" {
		t.Errorf("«phu le» finds %+v", r.table.rows)
	}
}

func TestTemplatesAreIssuedToChosenUnits(t *testing.T) {
	w := homeWindow(t)
	w.take([]string{emptyBook(t)})
	r := receiveRoom(t, w)
	dir := t.TempDir()
	d := r.showIssue(dir)
	d.takeChosen()
	wantShown(t, w, "Chưa đánh dấu đơn vị nào.")
	d.units.select1("14884")
	d.units.toggle(d.units.row)
	wantShown(t, w, "Đã đánh dấu 1 đơn vị.")
	test.Tap(buttonNamed(t, w, "Phát cho đơn vị đã đánh dấu"))
	files, err := os.ReadDir(dir)
	if err != nil || len(files) != 1 || !strings.HasPrefix(files[0].Name(), "14884") {
		t.Fatalf("%v, %v", files, err)
	}
	wantShown(t, w, "Đã ghi tệp «14884 Xã Phú Lệ 2020-02.xlsx».", "Mở thư mục")
}

// The sample year is received again, with files that are wrong: every file leaves a line, nothing that counts is replaced
// without being asked.
func TestFilesAreReceived(t *testing.T) {
	w := homeWindowOn(t, time.Date(2020, 12, 18, 8, 0, 0, 0, time.UTC))
	d, err := w.office.Demo(context.Background(), t.TempDir(), nil)
	if err != nil {
		t.Fatal(err)
	}
	w.take([]string{d.Book})
	r := receiveRoom(t, w)
	w.shell.setPeriod(december())
	wantShown(t, w, "15/15 đơn vị đã nộp", "✓ Được tổng hợp", "Kết quả (15)")
	bad := filepath.Join(t.TempDir(), "Phú Sơn.xlsx")
	if err := os.WriteFile(bad, []byte("<html><body>Phú Sơn</body></html>"), 0o644); err != nil {
		t.Fatal(err)
	}
	november := filepath.Join(filepath.Dir(d.Returns), "2020-11", "14875 Xã Trung Sơn 2020-11.xlsx")
	t.Run("what would be replaced is asked first", func(t *testing.T) { replaceIsAsked(t, w, r, []string{bad, november}) })
	t.Run("every file leaves a line", func(t *testing.T) { linesStay(t, w, r) })
	t.Run("versions are compared", func(t *testing.T) {
		r.versions(rowOf(t, r, "14875"))
		wantShown(t, w, "Các bản của Xã Trung Sơn, tháng 12/2020", "Lưu nháp", "ô khác nhau.")
		press(w, "Escape")
	})
	t.Run("a return is sent back with a reason, which the letter tells", func(t *testing.T) { sentBack(t, w, r) })
	t.Run("a unit is left out and taken in again", func(t *testing.T) {
		r.exclude(rowOf(t, r, "14890"))
		test.Type(w.win.Canvas().Focused(), "Chờ sáp nhập")
		test.Tap(buttonNamed(t, w, "Loại trừ"))
		wantShown(t, w, "Loại trừ (1): Xã Phú Xuân (Chờ sáp nhập).")
		r.include(rowOf(t, r, "14890"))
		if strings.Contains(shown(w), "Chờ sáp nhập") {
			t.Error("the unit is still left out")
		}
	})
}

func rowOf(t *testing.T, r *receiveScreen, code string) unitRow {
	t.Helper()
	for _, row := range r.table.all {
		if row.code == code {
			return row
		}
	}
	t.Fatalf("no row %s", code)
	return unitRow{}
}

func replaceIsAsked(t *testing.T, w *Window, r *receiveScreen, paths []string) {
	w.take(paths)
	wantShown(t, w, "1 trong 2 tệp có số liệu khác", "Xã Trung Sơn", "Lưu nháp, bản cũ vẫn tính", "ô khác với bản đang được tổng hợp")
	press(w, "Escape")
	if len(r.page.told) != 15 {
		t.Errorf("%d lines after Esc, want 15", len(r.page.told))
	}
	w.take(paths)
	test.Tap(buttonNamed(t, w, "Giữ tất cả bản cũ"))
	if row := rowOf(t, r, "14875"); row.version != "1" || len(r.page.told) != 16 {
		t.Errorf("version %s, %d lines: the refused file alone was to come in", row.version, len(r.page.told))
	}
	w.take(paths[1:])
	test.Tap(buttonNamed(t, w, "Nhận tất cả bản mới"))
	if row := rowOf(t, r, "14875"); row.version != "2 (1)" || row.standing == office.StandingClean {
		t.Errorf("%+v: a draft beside the version that counts was wanted", row)
	}
	wantShown(t, w, "Đã nhận 1 tệp: 0 được tổng hợp, 1 lưu nháp, 0 không nhận.")
}

func linesStay(t *testing.T, w *Window, r *receiveScreen) {
	r.showTold(true)
	wantShown(t, w, "Kết quả nhận tệp báo cáo", "Phú Sơn.xlsx", "✗ Không nhận", "Bên trong là trang web", "! Lưu nháp")
	if len(r.toldList.table.rows) != 17 || r.toldList.table.rows[0].unit != "14875 Xã Trung Sơn" {
		t.Errorf("%d lines, first %+v; the newest is to stand first", len(r.toldList.table.rows), r.toldList.table.rows[0])
	}
	r.toldList.batches.SetSelectedIndex(1)
	if len(r.toldList.table.rows) != 1 {
		t.Errorf("the last batch has %d lines", len(r.toldList.table.rows))
	}
	w.typedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if !r.board.Visible() {
		t.Error("Esc does not lead back to the units")
	}
}

func sentBack(t *testing.T, w *Window, r *receiveScreen) {
	r.sendBack(rowOf(t, r, "14884"))
	test.Tap(buttonNamed(t, w, "Trả lại"))
	wantShown(t, w, "Chưa ghi «Lý do».")
	test.Type(w.win.Canvas().Focused(), "Thiếu dấu của xã")
	test.Tap(buttonNamed(t, w, "Trả lại"))
	if row := rowOf(t, r, "14884"); row.standing != office.StandingReturned || row.stage != "Yêu cầu chỉnh lý" {
		t.Errorf("%+v", row)
	}
	r.remind("14884")
	wantShown(t, w, "Kính gửi: UBND xã Phú Lệ.", "Lý do: Thiếu dấu của xã")
	test.Tap(buttonNamed(t, w, "Chép lời nhắc"))
	if got := fyne.CurrentApp().Clipboard().Content(); !strings.Contains(got, "Thiếu dấu của xã") || strings.Contains(got, "Trung Sơn") {
		t.Errorf("copied: %s", got)
	}
	press(w, "Escape")
}

func TestOnlyWhatFitsTheUnitCanBePressed(t *testing.T) {
	w := homeWindow(t)
	w.take([]string{emptyBook(t)})
	r := receiveRoom(t, w)
	for _, a := range r.actions {
		if !a.button.Disabled() {
			t.Errorf("%s: nothing is selected", a.name)
		}
	}
	r.table.select1("14884")
	want := map[string]bool{"Loại trừ…": true, "Lời nhắc…": true}
	for _, a := range r.actions {
		if a.button.Disabled() == want[a.name] {
			t.Errorf("%s: enabled is not %v for a unit that sent nothing", a.name, want[a.name])
		}
	}
	if items := r.menu(); len(items) != len(want) {
		t.Errorf("%d lines in the menu", len(items))
	}
}

func TestStoppedImportTellsWhatItKept(t *testing.T) {
	verdicts := []office.Verdict{{Verdict: office.VerdictAccepted}, {Verdict: office.VerdictRefused}}
	got := tookLine(verdicts, true, vietnamese(t))
	if want := "Đã dừng. 2 tệp đã nhận xong trước đó: 1 được tổng hợp, 0 lưu nháp, 1 không nhận. Các tệp còn lại chưa nhận."; got != want {
		t.Errorf("got %s", got)
	}
}

func TestChosenPaths(t *testing.T) {
	f := &office.Foreseen{Paths: []string{"a", "b", "c"}, Replaces: []office.Replacement{{Path: "b"}, {Path: "c"}}}
	for name, c := range map[string]struct {
		checked map[string]bool
		want    string
	}{"all": {nil, "a b c"}, "none": {map[string]bool{}, "a"}, "one": {map[string]bool{"c": true}, "a c"}} {
		if got := strings.Join(chosenPaths(f, c.checked), " "); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

func TestFiguresOfAChangeAreShownAsPeopleWriteThem(t *testing.T) {
	rows := changeRows([]office.Change{{Was: "1234.5", Now: "", Label: "x", Place: ntm.Place{Sheet: "s", Cell: "G1"}}}, vietnamese(t))
	if rows[0].was != "1.234,5" || rows[0].now != "(trống)" {
		t.Errorf("%+v", rows[0])
	}
}

// A file dropped while the board is still being read, from another room, is asked about all the same.
func TestFilesDroppedInAnotherRoomAreAskedAbout(t *testing.T) {
	w := homeWindowOn(t, time.Date(2020, 12, 18, 8, 0, 0, 0, time.UTC))
	d, err := w.office.Demo(context.Background(), t.TempDir(), nil)
	if err != nil {
		t.Fatal(err)
	}
	w.take([]string{d.Book})
	w.shell.setPeriod(december())
	w.shell.goTo("closing")
	w.take([]string{filepath.Join(filepath.Dir(d.Returns), "2020-11", "14875 Xã Trung Sơn 2020-11.xlsx")})
	wantShown(t, w, "1 trong 1 tệp có số liệu khác")
	press(w, "Escape")
	r := receiveRoom(t, w)
	if row := rowOf(t, r, "14875"); row.version != "1" {
		t.Errorf("version %s: Esc was to leave all as it was", row.version)
	}
}

func TestABookForReadingTakesNoFiles(t *testing.T) {
	w := homeWindow(t)
	w.take([]string{emptyBook(t)})
	r := receiveRoom(t, w)
	if r.taking.Disabled() {
		t.Fatal("an open book takes no files")
	}
	page := r.page
	page.locked = true
	r.show(page)
	if !r.taking.Disabled() {
		t.Error("files are asked for that cannot be received")
	}
}
