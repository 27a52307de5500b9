package app

import (
	"context"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

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

// letteredPapers has a letter before the sheets unless it is left out, and notes what was asked for.
type letteredPapers struct {
	reviewer
	shown, saved []office.ReturnPaper
}

func (b *letteredPapers) PreviewReturn(ctx context.Context, of office.ReturnPaper) (*office.Preview, error) {
	b.shown = append(b.shown, of)
	v, err := b.reviewer.PreviewReturn(ctx, of)
	if err == nil && !of.Sheets {
		v.Parts = append([]office.PreviewPart{{ID: office.LetterPart, No: "Báo cáo"}}, v.Parts...)
	}
	return v, err
}

func (b *letteredPapers) PrintReturn(_ context.Context, of office.ReturnPaper, _ string) ([]string, error) {
	b.saved = append(b.saved, of)
	return nil, nil
}

func TestTheLetterBeforeTheSheetsMayBeLeftOut(t *testing.T) {
	b := &letteredPapers{}
	d := newReviewDesk(t, &newOnTheSpot().tasks, true, func(book *office.Book) reviewer { b.reviewer = book; return b })
	d.where.save = func(p pick) { p.then([]string{filepath.Join(t.TempDir(), "a.pdf")}) }
	d.print()
	wantShown(t, d.w, "In cả báo cáo của UBND xã")
	for _, o := range test.LaidOutObjects(d.w.dialog[0].pop) {
		if box, ok := o.(*checkEntry); ok {
			test.Tap(box)
		}
	}
	wantShown(t, d.w, "Biểu 00/XA. ")
	d.w.dialog[0].plan.keys.enter()
	if len(b.shown) != 2 || b.shown[0].Sheets || !b.shown[1].Sheets || len(b.saved) != 1 || !b.saved[0].Sheets {
		t.Errorf("shown %+v, saved %+v", b.shown, b.saved)
	}
	d.print() // begins with the letter again
	if n := len(b.shown); b.shown[n-1].Sheets {
		t.Error("the letter is left out without being asked")
	}
}
