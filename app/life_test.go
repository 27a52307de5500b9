package app

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"bieuxa/office"
)

// lifeWindow is a window that leaves reports in a folder, which it returns.
func lifeWindow(t *testing.T) (*Window, string) {
	t.Helper()
	w := newTestWindow(t, &newOnTheSpot().tasks)
	home := t.TempDir()
	w.life.Reports = &office.Reporter{Home: home, Version: "9.8.7", Say: w.words.UI,
		Now: func() time.Time { return time.Date(2026, 11, 22, 0, 43, 28, 0, time.UTC) }}
	return w, filepath.Join(home, "logs")
}

func theReport(t *testing.T, dir string) (path, text string) {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil || len(found) != 1 {
		t.Fatalf("%v, %v", found, err)
	}
	b, err := os.ReadFile(found[0])
	if err != nil {
		t.Fatal(err)
	}
	return found[0], string(b)
}

const told = "Xã Phú Lệ có 1234,5 hộ"

// A bug in work of the background, and one in what is shown of it, leave a report; the window goes on.
func TestBugLeavesReportAndWindowGoesOn(t *testing.T) {
	for name, fails := range map[string]func(*Window){
		"in the background": func(w *Window) {
			run(w, job[int]{title: "…", do: func(context.Context, func(i, n int)) (int, error) { panic(told) }, show: func(int) {}})
		},
		"in what is typed": func(w *Window) {
			runInOrder(w, job[int]{title: "…", do: func(context.Context, func(i, n int)) (int, error) { panic(told) }, show: func(int) {}})
		},
		"on the screen": func(w *Window) { w.tasks.watched(func() { panic(told) }) },
	} {
		t.Run(name, func(t *testing.T) {
			w, dir := lifeWindow(t)
			fails(w)
			wantShown(t, w, "Chương trình gặp lỗi của chính nó", "Mở báo cáo lỗi", "Kèm tên tệp và nội dung lỗi")
			path, text := theReport(t, dir)
			if strings.Contains(text, "Phú") || strings.Contains(text, "1234") || !strings.Contains(text, "app/life_test.go:") {
				t.Errorf("the report:\n%s", text)
			}
			tick := tickOf(w)
			tick.SetChecked(true)
			if _, text := theReport(t, dir); !strings.Contains(text, told) {
				t.Errorf("with the person's leave:\n%s", text)
			}
			tick.SetChecked(false)
			if _, text := theReport(t, dir); strings.Contains(text, told) {
				t.Errorf("leave is taken back:\n%s", text)
			}
			if !strings.Contains(filepath.Base(path), "2026-11-22 074328") {
				t.Error(path)
			}
			w.dialog[0].plan.keys.escape()
			if len(w.dialog) != 0 {
				t.Error("Esc does not close the dialog")
			}
		})
	}
}

func tickOf(w *Window) *keyCheck {
	var look func(fyne.CanvasObject) *keyCheck
	look = func(o fyne.CanvasObject) *keyCheck {
		if c, ok := o.(*keyCheck); ok {
			return c
		}
		for _, in := range objectsOf(o) {
			if c := look(in); c != nil {
				return c
			}
		}
		return nil
	}
	return look(w.dialog[0].plan.content)
}

// What the program is started with is opened once it was told how the last session ended.
func TestBeginAsksFirst(t *testing.T) {
	w, dir := lifeWindow(t)
	book := filepath.Join(t.TempDir(), "Sổ.bieuxa")
	if err := os.WriteFile(book, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	w.life.Left = []office.Unclean{{Opened: office.Opened{Book: book}, Started: time.Now(), Report: filepath.Join(dir, "x.txt")}}
	w.begin([]string{book})
	wantShown(t, w, "Lần trước chương trình chưa đóng như thường lệ", "Mở lại", "Để sau")
	w.dialog[0].plan.keys.escape()
	wantShown(t, w, "không phải sổ") // it was opened after that, and is none
	w.dialog[0].dismiss()

	w.life.Left[0].Report = "" // killed, and the person opens something: that is the answer
	w.begin([]string{book})
	wantShown(t, w, "không phải sổ")
	w.dialog[0].dismiss()
	w.begin(nil)
	wantShown(t, w, "bị dừng giữa chừng")
	w.dialog[0].plan.keys.escape()

	w.life.Left = nil
	w.life.Homeless = true
	w.begin(nil)
	wantShown(t, w, "Không nhớ được gì cho lần sau", "Chọn thư mục…")
	w.dialog[0].plan.keys.escape()
}
