package app

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// F5 is the window's whatever has the focus; letters stay in their entry.
func TestWindowGetsItsKeys(t *testing.T) {
	w := newTestWindow(t, &newOnTheSpot().tasks)
	var got []fyne.KeyName
	w.win.Canvas().SetOnTypedKey(func(ev *fyne.KeyEvent) { got = append(got, ev.Name) })
	entry, date, choice, check := newLineEntry("x"), newDateEntry("14/02/2020", w.words), newChoiceEntry([]string{"a"}, "a"), newCheckEntry("b", false)
	button := newTipButton(w, "Nút", nil, "", func() {})
	w.setContent(container.NewVBox(entry, date, choice, check, button))
	for _, f := range []fyne.Focusable{entry, date, choice, check, button} {
		got = nil
		w.win.Canvas().Focus(f)
		press(w, fyne.KeyF5)
		press(w, fyne.KeyHome)
		want := 1
		if f == fyne.Focusable(button) {
			want = 2 // it has no use for Home either
		}
		if len(got) != want || got[0] != fyne.KeyF5 {
			t.Errorf("%T passed on %v", f, got)
		}
	}
	if functionKey(fyne.KeyF) || !functionKey(fyne.KeyF12) {
		t.Error("the letter F is taken for a function key, or F12 is not")
	}
}
