package app

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"golang.org/x/text/unicode/norm"

	"bieuxa/office"
)

// month is a folder of returns with what usually lies beside them.
func month(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "Báo cáo tháng 02")
	for _, name := range []string{"Đồng Tiến.xlsx", "Dân Lực.xlsx", "Ấm Thượng.xlsx", "An Bình.XLSX", "~$An Bình.xlsx", "Công văn.docx",
		"Xã gửi muộn/Phú Lệ.xlsx", "Ảnh/1.jpg"} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, make([]byte, 20_000), 0o644); err != nil {
			t.Fatal(err)
		}
		when := time.Date(2020, 2, 13, 8, 30, 0, 0, time.Local)
		if err := os.Chtimes(path, when, when); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// names are those of the list, in its order.
func names(s *picker) string {
	var out []string
	for _, l := range s.list.rows {
		out = append(out, l.Name)
	}
	return strings.Join(out, "|")
}

func picking(t *testing.T, p pick) (*Window, *picker, *[]string) {
	t.Helper()
	t.Setenv("HOME", t.TempDir())
	w := newTestWindow(t, &newOnTheSpot().tasks)
	var got []string
	p.title, p.then = "Nhận biểu", func(paths []string) { got = paths }
	var s *picker
	switch p.mode {
	case pickingFolder:
		s = w.pickFolder(p)
	case pickingSave:
		s = w.pickSave(p)
	default:
		s = w.pickFiles(p)
	}
	return w, s, &got
}

func TestPickerListsFoldersThenFiles(t *testing.T) {
	dir := month(t)
	w, s, _ := picking(t, pick{suffixes: []string{".xlsx"}, many: true})
	s.show(dir)
	if got, want := names(s), "Ảnh|Xã gửi muộn|An Bình.XLSX|Ấm Thượng.xlsx|Dân Lực.xlsx|Đồng Tiến.xlsx"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	wantShown(t, w, "13/02/2020 08:30", "20 KB", "Tệp Excel", "Thư mục", "Chỉ hiện tệp .xlsx và thư mục")
	s.list.sortBy(0)
	s.list.sortBy(0)
	if got := names(s); !strings.HasPrefix(got, "Xã gửi muộn|Ảnh|Đồng Tiến.xlsx") {
		t.Errorf("sorted down: %s", got)
	}
}

func TestPickerByKeyboard(t *testing.T) {
	dir := month(t)
	w, s, got := picking(t, pick{suffixes: []string{".xlsx"}})
	s.show(dir)
	typeText(t, w, "xa")
	press(w, fyne.KeyReturn)
	if s.dir != filepath.Join(dir, "Xã gửi muộn") || names(s) != "Phú Lệ.xlsx" {
		t.Fatalf("Enter on a folder lists %s: %s", s.dir, names(s))
	}
	press(w, fyne.KeyBackspace)
	if sel := s.list.selected(); s.dir != dir || len(sel) != 1 || sel[0].Name != "Xã gửi muộn" {
		t.Fatalf("Backspace leads to %s, selected %v", s.dir, sel)
	}
	press(w, fyne.KeyEnd)
	press(w, fyne.KeyReturn)
	if want := []string{filepath.Join(dir, "Đồng Tiến.xlsx")}; !slices.Equal(*got, want) || len(w.dialog) != 0 {
		t.Errorf("got %v, want %v; %d dialogs", *got, want, len(w.dialog))
	}
}

func TestPickerTakesSeveral(t *testing.T) {
	dir := month(t)
	w, s, got := picking(t, pick{suffixes: []string{".xlsx"}, many: true})
	s.show(dir)
	s.list.body.TypedShortcut(&fyne.ShortcutSelectAll{})
	wantShown(t, w, "Đã chọn 6")
	test.Tap(s.ok)
	if len(*got) != 4 {
		t.Errorf("files only: %v", *got)
	}
	_, s, got = picking(t, pick{suffixes: []string{".xlsx"}, many: true, folders: true})
	s.show(dir)
	s.list.selectAll()
	s.accept()
	if len(*got) != 6 {
		t.Errorf("with folders: %v", *got)
	}
}

func TestPickerSaysWhatIsMissing(t *testing.T) {
	dir := month(t)
	w, s, got := picking(t, pick{suffixes: []string{".bieuxa"}})
	s.show(dir)
	test.Tap(s.ok)
	wantShown(t, w, "Chưa chọn tệp nào.")
	s.show(filepath.Join(dir, "Ảnh"))
	wantShown(t, w, "Trong thư mục này không có tệp .bieuxa.")
	s.show(filepath.Join(dir, "USB"))
	wantShown(t, w, "Không mở được thư mục", "Cắm lại rồi bấm F5")
	press(w, fyne.KeyEscape)
	if len(w.dialog) != 0 || *got != nil {
		t.Errorf("Esc: %d dialogs, %v", len(w.dialog), *got)
	}
}

func TestPickerTakesTypedPaths(t *testing.T) {
	dir := month(t)
	w, s, got := picking(t, pick{suffixes: []string{".xlsx"}, many: true})
	w.win.Canvas().Focus(s.path)
	s.path.SetText(dir)
	press(w, fyne.KeyReturn)
	if s.dir != dir || w.win.Canvas().Focused() != fyne.Focusable(s.list.body) {
		t.Fatalf("a typed folder lists %s", s.dir)
	}
	s.goTo("Không có.xlsx")
	wantShown(t, w, "Không có «")
	// As «Copy as path» of Windows gives them, in one paste, and decomposed as some programs do.
	a, b := filepath.Join(dir, "Dân Lực.xlsx"), filepath.Join(dir, "Đồng Tiến.xlsx")
	fyne.CurrentApp().Clipboard().SetContent("\"" + norm.NFD.String(a) + "\"\r\n\"" + b + "\"\r\n")
	s.path.TypedShortcut(&fyne.ShortcutPaste{Clipboard: fyne.CurrentApp().Clipboard()})
	if want := []string{a, b}; !slices.Equal(*got, want) {
		t.Errorf("got %q, want %q", *got, want)
	}
}

func TestPathsAsTheyArePasted(t *testing.T) {
	dir := t.TempDir()
	x, y := filepath.Join(dir, "a b.xlsx"), filepath.Join(dir, "c.xlsx")
	for text, want := range map[string][]string{
		x: {x}, "  " + x + " ": {x}, x + "\n" + y: {x, y}, "\"" + x + "\" \"" + y + "\"": {x, y}, "\"" + x + "\"\r\n" + y + "\r\n": {x, y},
		"c.xlsx": {y}, "": nil, "\n \n": nil, "\"\"": nil,
	} {
		if got := pickedPaths(text, dir); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestPickingAFolder(t *testing.T) {
	dir := month(t)
	w, s, got := picking(t, pick{mode: pickingFolder})
	s.show(dir)
	if names(s) != "Ảnh|Xã gửi muộn" {
		t.Errorf("listed: %s", names(s))
	}
	wantShown(t, w, "Sẽ chọn: ")
	s.newFolder()
	typeText(t, w, "Gửi huyện")
	press(w, fyne.KeyReturn)
	if s.dir != filepath.Join(dir, "Gửi huyện") {
		t.Fatalf("after making a folder %s is listed", s.dir)
	}
	wantShown(t, w, "không có thư mục con")
	w.win.Canvas().Focus(s.list.body)
	press(w, fyne.KeyReturn)
	if want := []string{filepath.Join(dir, "Gửi huyện")}; !slices.Equal(*got, want) {
		t.Errorf("got %v, want %v", *got, want)
	}
}

func TestSavingAsks(t *testing.T) {
	dir := month(t)
	w, s, got := picking(t, pick{mode: pickingSave, suffixes: []string{".xlsx"}, name: "Danh sách lỗi"})
	s.show(dir)
	s.name.SetText("a/b")
	press(w, fyne.KeyReturn)
	wantShown(t, w, "Windows không nhận tên này")
	s.name.SetText("Dân Lực")
	press(w, fyne.KeyReturn)
	wantShown(t, w, "đã có tệp «Dân Lực.xlsx»")
	press(w, fyne.KeyReturn) // the safe answer
	if *got != nil || len(w.dialog) != 1 {
		t.Fatalf("overwritten without being asked for: %v", *got)
	}
	s.name.SetText("Danh sách lỗi")
	press(w, fyne.KeyReturn)
	if want := []string{filepath.Join(dir, "Danh sách lỗi.xlsx")}; !slices.Equal(*got, want) {
		t.Errorf("got %v, want %v", *got, want)
	}
}

func TestNameGetsItsSuffix(t *testing.T) {
	for name, want := range map[string]string{"Lỗi": "Lỗi.xlsx", "Lỗi.": "Lỗi.xlsx", "Lỗi.XLSX": "Lỗi.XLSX", "Lỗi 14.02": "Lỗi 14.02.xlsx", "Lỗi.pdf": "Lỗi.pdf.xlsx"} {
		if got := suffixed(name, []string{".xlsx"}); got != want {
			t.Errorf("%q: %q", name, got)
		}
	}
}

func TestPickerBeginsWhereItWasLeft(t *testing.T) {
	dir := month(t)
	recent := []office.RecentFile{{Path: filepath.Join(dir, "gone", "x.xlsx")}, {Path: filepath.Join(dir, "Ảnh", "1.jpg")}}
	b := begun{dir: "/"}
	b.remember(dir, recent)
	if b.dir != dir || len(b.places) != 1 || b.places[0].Path != filepath.Join(dir, "Ảnh") {
		t.Errorf("%+v", b)
	}
	b = begun{dir: "/"}
	if b.remember(filepath.Join(dir, "gone"), nil); b.dir != "/" {
		t.Errorf("a folder that is gone: begins in %s", b.dir)
	}
}

func TestAFolderTakenWholeIsBegunInTheNextTime(t *testing.T) {
	month := filepath.FromSlash("/thang 01")
	for _, c := range []struct{ chosen, want string }{
		{month, month}, // taken whole
		{filepath.Join(month, "14884.xlsx"), month},                       // a file in it
		{filepath.FromSlash("/khac/1.xlsx"), filepath.FromSlash("/khac")}, // a path typed
	} {
		if got := folderOf([]string{c.chosen}, month); got != c.want {
			t.Errorf("%s: begins in %s, want %s", c.chosen, got, c.want)
		}
	}
}

func TestWhereToSaveMayBeAWholePath(t *testing.T) {
	w, s, got := picking(t, pick{mode: pickingSave, suffixes: []string{".xlsx"}, name: "Danh sách lỗi"})
	want := filepath.Join(t.TempDir(), "Lỗi tháng 2.xlsx")
	s.name.SetText(strings.TrimSuffix(want, ".xlsx"))
	press(w, fyne.KeyReturn)
	if !slices.Equal(*got, []string{want}) {
		t.Errorf("got %v, want %v", *got, want)
	}
}

// A path pasted while the list has the keyboard goes where paths go; Enter on a row that nobody went to
// takes it.
func TestPickerTakesPathsPastedOntoTheList(t *testing.T) {
	dir := month(t)
	w, s, got := picking(t, pick{suffixes: []string{".xlsx"}})
	want := filepath.Join(dir, "Dân Lực.xlsx")
	fyne.CurrentApp().Clipboard().SetContent(want)
	s.list.body.TypedShortcut(&fyne.ShortcutPaste{Clipboard: fyne.CurrentApp().Clipboard()})
	press(w, fyne.KeyReturn)
	if !slices.Equal(*got, []string{want}) {
		t.Errorf("got %q, want %q", *got, want)
	}
	only := t.TempDir()
	file := filepath.Join(only, "Một tệp.xlsx")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	w, s, got = picking(t, pick{suffixes: []string{".xlsx"}})
	s.show(only)
	press(w, fyne.KeyReturn)
	if !slices.Equal(*got, []string{file}) {
		t.Errorf("got %q, want %q", *got, file)
	}
}

func TestPastedFolderIsTakenByASecondEnter(t *testing.T) {
	dir := t.TempDir()
	w, s, got := picking(t, pick{mode: pickingFolder})
	w.win.Canvas().Focus(s.path)
	s.path.SetText(dir)
	press(w, fyne.KeyReturn)
	press(w, fyne.KeyReturn)
	if !slices.Equal(*got, []string{dir}) {
		t.Errorf("got %q, want %q", *got, dir)
	}
}
