package app

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"

	"bieuxa/ntm"
	"bieuxa/office"
)

// paperOfTest shows the paper of Phú Lệ for February 2020 and counts how often it is saved.
func paperOfTest(t *testing.T) (w *Window, saved *int) {
	t.Helper()
	w = newTestWindow(t, &newOnTheSpot().tasks)
	w.open(emptyBook(t))
	p := ntm.Period{Kind: ntm.Month, Year: 2020, N: 2}
	dir := t.TempDir()
	blank, err := w.book.Issue(context.Background(), p, dir, "14884", nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.book.Import(context.Background(), p, blank, nil); err != nil {
		t.Fatal(err)
	}
	saved = new(int)
	w.lookAt(paper{title: "In báo cáo", save: func() { *saved++ }, read: func(ctx context.Context) (*office.Preview, error) {
		return w.book.PreviewReturn(ctx, office.ReturnPaper{Period: p, Unit: "14884"})
	}})
	return w, saved
}

func TestAPaperIsLookedAtByKeys(t *testing.T) {
	w, saved := paperOfTest(t)
	wantShown(t, w, "In báo cáo", "Lưu bản PDF", "Trang 1/", "Biểu 00/XA. ")
	view := w.win.Canvas().Focused().(*pageView)
	if view.picture.Image == nil || view.sheet.Size().Height < 200 {
		t.Fatalf("the page is shown %v", view.sheet.Size())
	}
	view.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown})
	wantShown(t, w, "Trang 2/", "Biểu 01/XA. ")
	view.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if *saved != 1 || len(w.dialog) > 0 {
		t.Errorf("saved %d times, %d dialogs left", *saved, len(w.dialog))
	}
}

func TestAPaperIsLetGo(t *testing.T) {
	w, saved := paperOfTest(t)
	w.win.Canvas().Focused().(*pageView).TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if *saved != 0 || len(w.dialog) > 0 {
		t.Errorf("saved %d times, %d dialogs left", *saved, len(w.dialog))
	}
}
