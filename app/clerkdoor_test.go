package app

import (
	"context"
	"os"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"bieuxa/ntm"
	"bieuxa/office"
)

// issuedReturn is the workbook that Xã Phú Lệ is handed for February 2020, as nobody has filled it yet.
func issuedReturn(t *testing.T) string {
	t.Helper()
	b, err := openOffice(t, "Vi Thị Nga").OpenBook(context.Background(), emptyBook(t), false)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	written, err := b.Issue(context.Background(), ntm.Period{Kind: ntm.Month, Year: 2020, N: 2}, t.TempDir(), "14884", nil)
	if err != nil {
		t.Fatal(err)
	}
	return written[0]
}

func TestDroppedWorkbookOpensAtTheClerksDoor(t *testing.T) {
	w := newTestWindow(t, &newOnTheSpot().tasks)
	path := issuedReturn(t)
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	w.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(path)})
	if w.clerk == nil || w.shell != nil {
		t.Fatal("the clerk's door is not open")
	}
	wantShown(t, w, "Xã Phú Lệ", "04_HoNgheo", "lỗi")
	// A figure typed into a cell that must not be blank takes one error away; the workbook stays as it is.
	was := w.clerk.now.Block
	row, col := findInput(t, w.clerk.now, "04_HoNgheo", "Hộ nghèo / Cuối kỳ / Số hộ")
	w.clerk.goToCell("04_HoNgheo", row, col)
	for _, r := range "18" {
		w.win.Canvas().Focused().TypedRune(r)
	}
	w.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if w.clerk.now.Edits != 1 || w.clerk.now.Block >= was {
		t.Errorf("%d edits, %d errors, before %d", w.clerk.now.Edits, w.clerk.now.Block, was)
	}
	if after, err := os.ReadFile(path); err != nil || string(after) != string(before) {
		t.Error("the workbook has changed")
	}
	w.leaveReturn()
	if w.clerk != nil || w.book != nil {
		t.Error("the return is still open")
	}
	wantShown(t, w, "Tôi ở xã")
	// The next day it is as it was left.
	w.take([]string{path})
	if w.clerk == nil || w.clerk.now.Edits != 1 {
		t.Error("what was typed is gone")
	}
}

// findInput is the cell of a sheet that the return asks to be filled under a label.
func findInput(t *testing.T, r *office.Review, sheet, label string) (row, col int) {
	t.Helper()
	for _, s := range r.Sheets {
		if s.Name != sheet {
			continue
		}
		for row := 1; row <= s.Rows; row++ {
			for col := 1; col <= s.Cols; col++ {
				if c := s.Cell(row, col); c.Input && c.Label == label {
					return row, col
				}
			}
		}
	}
	t.Fatalf("no cell %s on %s", label, sheet)
	return 0, 0
}

func TestFolderAtTheClerksDoorIsAnswered(t *testing.T) {
	w := newTestWindow(t, &newOnTheSpot().tasks)
	w.take([]string{t.TempDir()})
	wantShown(t, w, "Không làm được", "Ở xã, chọn")
}
