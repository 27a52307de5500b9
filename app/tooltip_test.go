package app

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
)

// wantTip lets the pointer rest and looks for the tip.
func wantTip(t *testing.T, w *Window, ts *onTheSpot, text string) {
	t.Helper()
	if w.tips.under != nil {
		t.Error("the tip came up at once")
	}
	for _, f := range ts.waiting {
		f()
	}
	ts.waiting = nil
	got := shown(w)
	for word := range strings.FieldsSeq(text) { // on one line or on several
		if !strings.Contains(got, word) {
			t.Errorf("the tip does not say %q", word)
		}
	}
	if w.tips.under == nil {
		t.Error("no tip came up")
	}
}

func pointer(x, y float32) *desktop.MouseEvent {
	return &desktop.MouseEvent{PointEvent: fyne.PointEvent{AbsolutePosition: fyne.NewPos(x, y)}}
}

func TestTipComesWhenThePointerRests(t *testing.T) {
	ts := newOnTheSpot()
	w := newTestWindow(t, &ts.tasks)
	b := newTipButton(w, "", theme.ViewRefreshIcon(), "Tổng hợp lại (F5)", func() {})
	other := newLineEntry("")
	w.setContent(other)
	w.win.Canvas().Focus(other)
	b.MouseIn(pointer(1230, 650))
	wantTip(t, w, ts, "Tổng hợp lại (F5)")
	if w.win.Canvas().Focused() != fyne.Focusable(other) {
		t.Error("the tip took the focus")
	}
	tip, room := w.tips.under.face.Objects[0], w.win.Canvas().Size()
	if tip.Position().X+tip.Size().Width > room.Width || tip.Position().Y+tip.Size().Height > room.Height {
		t.Errorf("the tip at %v of size %v is cut", tip.Position(), tip.Size())
	}
	b.MouseOut()
	if strings.Contains(shown(w), "Tổng hợp lại (F5)") {
		t.Error("the tip stays")
	}
}

func TestTipOfAPointerThatMovedOnDoesNotCome(t *testing.T) {
	ts := newOnTheSpot()
	w := newTestWindow(t, &ts.tasks)
	w.tip("thứ nhất", fyne.NewPos(10, 10))
	w.tip("thứ nhì", fyne.NewPos(20, 10))
	for _, f := range ts.waiting {
		f()
	}
	if got := shown(w); strings.Contains(got, "thứ nhất") || !strings.Contains(got, "thứ nhì") {
		t.Error("the older tip is shown, or the newer is not")
	}
}

func TestTipOverADialog(t *testing.T) {
	ts := newOnTheSpot()
	w := newTestWindow(t, &ts.tasks)
	k := w.askReason(reasonOfTest(func(string) {}))
	w.tip("Ghi rõ căn cứ", fyne.NewPos(500, 300))
	wantTip(t, w, ts, "Ghi rõ căn cứ")
	if w.tips.under != k.tips {
		t.Error("the tip is under the dialog")
	}
	k.dismiss()
	if w.tips.under != nil {
		t.Error("the tip outlived its dialog")
	}
}
