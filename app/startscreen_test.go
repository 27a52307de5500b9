package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"bieuxa/assets"
	"bieuxa/ntm"
	"bieuxa/office"
)

// homeWindow is a window whose office keeps its preferences in a folder.
func homeWindow(t *testing.T, recent ...string) *Window {
	t.Helper()
	return homeWindowOn(t, time.Date(2020, 2, 16, 8, 0, 0, 0, time.UTC), recent...)
}

func homeWindowOn(t *testing.T, now time.Time, recent ...string) *Window {
	t.Helper()
	o, err := office.Open(office.Config{Assets: assets.FS, Who: "Vi Thị Nga", Home: t.TempDir(),
		Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range recent {
		if err := o.Remember(path); err != nil {
			t.Fatal(err)
		}
	}
	a := test.NewTempApp(t)
	a.Settings().SetTheme(newTheme(usualLook()))
	w := newWindow(a, o, &newOnTheSpot().tasks)
	w.win.Resize(windowSize())
	t.Cleanup(func() {
		w.close()
		if missing := w.words.Missing(); len(missing) > 0 {
			t.Errorf("no words for %v", missing)
		}
	})
	return w
}

func TestStartScreenOffersFilesOpenedBefore(t *testing.T) {
	book := emptyBook(t)
	gone := filepath.Join(t.TempDir(), "Sổ đã chuyển đi.bieuxa")
	w := homeWindow(t, gone, book)
	wantShown(t, w, "Mở gần đây", "Quan Hóa", "Sổ đã chuyển đi", "Không còn ở chỗ cũ.")
	test.Tap(buttonNamed(t, w, "Sổ đã chuyển đi"))
	if w.book != nil || len(w.dialog) > 0 {
		t.Error("a missing file can be pressed")
	}
	if err := w.office.Forget(gone); err != nil {
		t.Fatal(err)
	}
	w.showStart()
	if strings.Contains(shown(w), "Sổ đã chuyển đi") {
		t.Error("the file is still on the list")
	}
	test.Tap(buttonNamed(t, w, "Quan Hóa"))
	if w.book == nil {
		t.Fatal("the book did not open")
	}
}

func TestOpenedBooksAreRemembered(t *testing.T) {
	w := homeWindow(t)
	path := emptyBook(t)
	w.take([]string{path})
	if got := w.office.Recent(); len(got) != 1 || got[0].Path != path {
		t.Errorf("recent %+v", got)
	}
}

// buttonNamed is the button on the window, dialogs included, with the text.
func buttonNamed(t *testing.T, w *Window, text string) *pressButton {
	t.Helper()
	var hit *pressButton
	look := func(o fyne.CanvasObject) {
		test.LaidOutObjects(o) // widgets inside are made
		for _, x := range test.LaidOutObjects(o) {
			if b, ok := x.(*pressButton); ok && b.Text == text {
				hit = b
			}
		}
	}
	look(w.win.Content())
	for _, k := range w.dialog {
		look(k.pop)
	}
	if hit == nil {
		t.Fatalf("no button %q", text)
	}
	return hit
}

func TestNewBookIsMadeByTypingAName(t *testing.T) {
	w := homeWindow(t)
	units, err := w.office.Units()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	d := w.showNewBook(units, dir)
	test.Type(d.name, "quan hoa")
	wantShown(t, w, "Huyện Quan Hóa · mã 385 · cấp huyện, Tỉnh Thanh Hóa", "Huyện Quan Hóa: 15 đơn vị sẽ báo cáo, trong đó 14 xã và 1 phường, thị trấn hoặc đặc khu")
	want := filepath.Join(dir, "Huyện Quan Hóa.bieuxa")
	if d.path.Text != want {
		t.Errorf("path %q, want %q", d.path.Text, want)
	}
	d.name.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if w.book == nil || w.book.Parent().Code != "385" || w.book.Meta().On != "2020-02-16" {
		t.Fatal("no book of Quan Hóa is open")
	}
	if _, err := os.Stat(want); err != nil {
		t.Error(err)
	}
	if got := w.office.Folder(folderBooks); got != dir {
		t.Errorf("the folder is not remembered: %s", got)
	}
}

func TestNewBookSaysWhatIsMissing(t *testing.T) {
	w := homeWindow(t)
	units, err := w.office.Units()
	if err != nil {
		t.Fatal(err)
	}
	d := w.showNewBook(units, t.TempDir())
	d.take()
	wantShown(t, w, "Chưa chọn đơn vị tổng hợp.")
	test.Type(d.name, "phu") // many
	if !d.parent.IsZero() {
		t.Errorf("%s was chosen of many", d.parent.Name)
	}
	d.name.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if d.parent.IsZero() {
		t.Error("Down chooses nothing")
	}
	d.on.SetText("01/08/2025")
	test.Type(d.name, "quan hoa")
	if len(d.found) != 0 {
		t.Errorf("a district in August 2025: %v", d.found)
	}
}

func TestParentMatches(t *testing.T) {
	units, err := openOffice(t, "x").Units()
	if err != nil {
		t.Fatal(err)
	}
	on := ntm.NewDate(2020, 2, 14)
	for typed, want := range map[string]string{"Thanh Hoá": "38", "thanh hoa": "38", "385": "385", "Mỹ Lộc": "358"} {
		got, _, _ := parentMatches(units, typed, on)
		if len(got) == 0 || got[0].Code != want {
			t.Errorf("%q: first is %+v, want %s", typed, got, want)
		}
	}
	if got, _, _ := parentMatches(units, "chau thanh", on); len(got) < 5 {
		t.Errorf("%d districts Châu Thành; several provinces have one", len(got))
	}
	if got, _, more := parentMatches(units, "a", on); len(got) != parentsShown || more == 0 {
		t.Errorf("%d and %d more for one letter", len(got), more)
	}
	if all, _, _ := parentMatches(units, "", on); len(all)+0 == 0 || all[0].Level != ntm.LevelProvince {
		t.Error("nothing is offered before anything is typed")
	}
}
