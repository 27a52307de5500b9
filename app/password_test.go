package app

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/xuri/excelize/v2"

	"bieuxa/office"
)

// lockedCopy writes a file, encrypted, under another name.
func lockedCopy(t *testing.T, path, name, password string) string {
	t.Helper()
	body, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if body, err = excelize.Encrypt(body, &excelize.Options{Password: password}); err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(to, body, 0o644); err != nil {
		t.Fatal(err)
	}
	return to
}

func typed(w *Window, text string) { test.Type(w.win.Canvas().Focused(), text) }

// typedSecret is what the entry that has the focus holds.
func typedSecret(t *testing.T, w *Window) string {
	t.Helper()
	e, ok := w.win.Canvas().Focused().(*secretEntry)
	if !ok {
		t.Fatalf("%T has the focus", w.win.Canvas().Focused())
	}
	return e.Text
}

// At the clerk's door a locked workbook asks for its password: a wrong one is said and stays, the right one opens it.
func TestLockedWorkbookAtTheClerksDoor(t *testing.T) {
	w := newTestWindow(t, &newOnTheSpot().tasks)
	path := lockedCopy(t, issuedReturn(t), "Phú Lệ kín.xlsx", "Kín 7 ")
	w.take([]string{path})
	wantShown(t, w, "Tệp có mật khẩu", "Phú Lệ kín.xlsx")
	if strings.Contains(shown(w), "Bỏ qua cả") || strings.Contains(shown(w), "tệp còn lại") {
		t.Error("one file, and others are spoken of")
	}
	press(w, fyne.KeyReturn)
	wantShown(t, w, "Chưa gõ mật khẩu")
	typed(w, "Kín 7")
	press(w, fyne.KeyReturn)
	wantShown(t, w, "Mật khẩu không đúng")
	if got := typedSecret(t, w); got != "Kín 7" {
		t.Errorf("what was typed is now %q", got)
	}
	press(w, fyne.KeyEnd)
	typed(w, " ") // blanks are part of it
	press(w, fyne.KeyReturn)
	if w.clerk == nil || len(w.dialog) != 0 {
		t.Fatal("the clerk's door is not open")
	}
	wantShown(t, w, "Xã Phú Lệ")
}

func TestLockedWorkbookThatIsLeft(t *testing.T) {
	w := newTestWindow(t, &newOnTheSpot().tasks)
	path := lockedCopy(t, issuedReturn(t), "Phú Lệ kín.xlsx", "kín")
	w.take([]string{path})
	press(w, fyne.KeyEscape)
	if w.clerk != nil || len(w.dialog) != 0 {
		t.Error("Esc did not let it be")
	}
	w.take([]string{path})
	typed(w, "sai")
	test.Tap(w.dialog[0].plan.buttons[2])
	wantShown(t, w, "Bảo vệ sổ làm việc")
	if w.clerk != nil || len(w.dialog) != 1 {
		t.Error("no refusal")
	}
}

// Dots hide what is typed until the person wants to see it; keys reach that too.
func TestPasswordIsSeenOnlyWhenAsked(t *testing.T) {
	w := newTestWindow(t, &newOnTheSpot().tasks)
	w.askPasswords(passwordAsk{files: []string{"/x/a.xlsx"}, then: func(opens) {}})
	typed(w, "Bí mật")
	if strings.Contains(shown(w), "Bí mật") {
		t.Error("the password is seen")
	}
	entry := w.win.Canvas().Focused().(*secretEntry)
	w.win.Canvas().FocusNext()
	if c, ok := w.win.Canvas().Focused().(*checkEntry); !ok || c.Text != "Hiện mật khẩu" {
		t.Fatalf("Tab leads to %T", w.win.Canvas().Focused())
	}
	w.win.Canvas().Focused().TypedRune(' ')
	wantShown(t, w, "Bí mật")
	w.win.Canvas().Focused().TypedRune(' ')
	if strings.Contains(shown(w), "Bí mật") {
		t.Error("the password is still seen")
	}
	press(w, fyne.KeyEscape)
	if entry.Text != "" || len(w.dialog) != 0 {
		t.Error("the password stays behind")
	}
}

// Three locked files and one that is not: the first password is tried on the next by itself, the last is passed over and refused.
func TestLockedFilesAreReceived(t *testing.T) {
	w := newTestWindow(t, &newOnTheSpot().tasks)
	path := emptyBook(t)
	b, err := w.office.OpenBook(context.Background(), path, false)
	if err != nil {
		t.Fatal(err)
	}
	files := []string{}
	for i, unit := range []string{"14875", "14878", "14884", "14887"} {
		written, err := b.Issue(context.Background(), february(), t.TempDir(), unit, nil)
		if err != nil {
			t.Fatal(err)
		}
		if password := []string{"", "một", "một", "hai"}[i]; password != "" {
			written[0] = lockedCopy(t, written[0], unit+" kín.xlsx", password)
		}
		files = append(files, written[0])
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	w.open(path)
	w.shell.setPeriod(february())
	r := receiveRoom(t, w)
	w.take(files)
	wantShown(t, w, "Tệp 1/3: «14878 kín.xlsx»", "2 tệp còn lại", "Bỏ qua cả 3 tệp")
	typed(w, "một")
	press(w, fyne.KeyReturn)
	wantShown(t, w, "Tệp 3/3: «14887 kín.xlsx»", "Đã mở được 2 tệp")
	if typedSecret(t, w) != "" || strings.Contains(shown(w), "Bỏ qua cả") {
		t.Error("the last file is asked for as one of several")
	}
	test.Tap(w.dialog[0].plan.buttons[2])
	if len(w.dialog) != 0 {
		t.Fatal("something is still asked")
	}
	told, err := r.book.Verdicts(context.Background(), february())
	if err != nil {
		t.Fatal(err)
	}
	by := map[string]int{}
	for _, v := range told {
		by[v.Verdict.Verdict]++
	}
	if len(told) != 4 || by[office.VerdictRefused] != 1 {
		t.Errorf("%v of %d files", by, len(told))
	}
}
