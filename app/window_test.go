package app

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"

	"bieuxa/assets"
	"bieuxa/ntm"
	"bieuxa/office"
)

// onTheSpot runs all work at once on the caller's thread; what would be shown later is kept.
type onTheSpot struct {
	tasks
	waiting []func()
}

func newOnTheSpot() *onTheSpot {
	s := &onTheSpot{}
	s.spawn = func(f func()) { f() }
	s.onScreen = func(f func()) { f() }
	s.later = func(_ time.Duration, f func()) { s.waiting = append(s.waiting, f) }
	return s
}

func openOffice(t *testing.T, who string) *office.Office {
	t.Helper()
	o, err := office.Open(office.Config{Assets: assets.FS, Who: who, Lang: "vi", Home: t.TempDir(),
		Now: func() time.Time { return time.Date(2020, 2, 16, 8, 0, 0, 0, time.UTC) }})
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func newTestWindow(t *testing.T, ts *tasks) *Window {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(newTheme(usualLook()))
	spawn := ts.spawn
	ts.spawn = func(f func()) { f() } // what the first page reads is no part of a test
	w := newWindow(a, openOffice(t, "Vi Thị Nga"), ts)
	ts.spawn = spawn
	w.win.Resize(windowSize())
	t.Cleanup(func() {
		w.close()
		if missing := w.words.Missing(); len(missing) > 0 {
			t.Errorf("no words for %v", missing)
		}
	})
	return w
}

// emptyBook makes a book of Quan Hóa without returns and leaves it closed.
func emptyBook(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "Quan Hóa.bieuxa")
	b, err := openOffice(t, "Vi Thị Nga").Create(context.Background(), path, office.NewBook{Parent: "385", On: ntm.NewDate(2020, 2, 14)})
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// shown is all text on the window, dialogs included.
func shown(w *Window) string { return test.RenderToMarkup(w.win.Canvas()) }

func wantShown(t *testing.T, w *Window, texts ...string) {
	t.Helper()
	got := shown(w)
	for _, text := range texts {
		if !strings.Contains(got, text) {
			t.Errorf("the window does not show %q", text)
		}
	}
}

func TestStartScreenOffersOnlyDoorsThatOpen(t *testing.T) {
	w := newTestWindow(t, &newOnTheSpot().tasks)
	wantShown(t, w, "Biểu Xã", "Tôi ở huyện, tỉnh", "Mở sổ đã có…", "Lập sổ mới…", "Xem thử")
	for _, d := range w.doors() {
		if d.line == "" || len(d.ways) == 0 {
			t.Errorf("door %s: no line or no way in", d.name)
		}
		for _, x := range d.ways {
			x.enter()
			if got := shown(w); !strings.Contains(got, "Hủy") && !strings.Contains(got, "Cancel") {
				t.Errorf("%s: no dialog came up", x.name)
			}
			for len(w.dialog) > 0 {
				w.dialog[0].dismiss()
			}
		}
	}
}

func TestDroppedBookOpens(t *testing.T) {
	w := newTestWindow(t, &newOnTheSpot().tasks)
	path := emptyBook(t)
	w.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(path)})
	if w.book == nil {
		t.Fatal("no book is open")
	}
	wantShown(t, w, "Huyện Quan Hóa", "Tháng 02/2020", "15 chưa nộp", "Chưa có đơn vị nào nộp báo cáo tháng 02/2020.")
	if got := w.win.Title(); got != "Huyện Quan Hóa – Quan Hóa.bieuxa – Biểu Xã" {
		t.Errorf("title %q", got)
	}
	w.close()
	if _, err := os.Stat(path + ".lock"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the book is still locked: %v", err)
	}
}

func TestDroppedFileThatIsGoneIsAnswered(t *testing.T) {
	w := newTestWindow(t, &newOnTheSpot().tasks)
	w.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI("/tm/14884 Xã Phú Lệ.xlsx")})
	wantShown(t, w, "Không làm được", "14884 Xã Phú Lệ.xlsx")
}

func TestBookThatIsHeldOpensForReadingAndNamesTheHolder(t *testing.T) {
	path := emptyBook(t)
	held, err := openOffice(t, "Lò Văn Bình").OpenBook(context.Background(), path, false)
	if err != nil {
		t.Fatal(err)
	}
	defer held.Close()
	w := newTestWindow(t, &newOnTheSpot().tasks)
	w.open(path)
	wantShown(t, w, "chỉ để đọc", "Lò Văn Bình")
}

func TestProblemIsASentenceThatEscCloses(t *testing.T) {
	path := filepath.Join(t.TempDir(), "giả.bieuxa")
	if err := os.WriteFile(path, []byte("đây không phải là sổ"), 0o644); err != nil {
		t.Fatal(err)
	}
	w := newTestWindow(t, &newOnTheSpot().tasks)
	w.open(path)
	wantShown(t, w, "Không làm được")
	if len(w.dialog) != 1 || w.book != nil {
		t.Fatalf("%d dialogs, book %v", len(w.dialog), w.book)
	}
	focused := w.win.Canvas().Focused()
	if focused == nil {
		t.Fatal("nothing has the focus")
	}
	focused.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if len(w.dialog) != 0 {
		t.Error("Esc does not close the dialog")
	}
	wantShown(t, w, "Mở sổ")
}

func TestOpeningAnotherBookClosesTheFirst(t *testing.T) {
	w := newTestWindow(t, &newOnTheSpot().tasks)
	first, second := emptyBook(t), emptyBook(t)
	w.open(first)
	w.open(second)
	if _, err := os.Stat(first + ".lock"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the first book is still locked: %v", err)
	}
	if w.book.Path() != second {
		t.Errorf("open is %s", w.book.Path())
	}
}
