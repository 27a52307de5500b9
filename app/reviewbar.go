package app

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"bieuxa/office"
)

// cellBar says the cell that has the cursor in words: what it means, what stands in it, who changed it, and
// what was found in it.
type cellBar struct {
	s     *reviewScreen
	face  fyne.CanvasObject
	cell  *widget.Label
	found *widget.Label
	both  *fyne.Container
	known map[office.Mending][]office.CellEdit // of the return as it is shown
	of    *office.Review
}

func newCellBar(s *reviewScreen) *cellBar {
	b := &cellBar{s: s, cell: widget.NewLabel(""), found: widget.NewLabel("")}
	b.cell.Wrapping, b.found.Wrapping = fyne.TextWrapWord, fyne.TextWrapWord
	b.cell.TextStyle.Bold = true
	b.both = lines(b.cell, b.found)
	roll := container.NewVScroll(b.both)
	rows := float32(1.9)
	if textScale() > roomy {
		rows = 1.2
	}
	roll.SetMinSize(fyne.NewSize(0, rows*b.cell.MinSize().Height))
	b.face = container.NewBorder(widget.NewSeparator(), nil, nil, nil, roll)
	return b
}

func (b *cellBar) show() {
	s := b.s
	if s.source == nil || s.now == nil {
		return
	}
	row, col := s.grid.Cursor()
	at := office.Mending{Sheet: s.sheet, Row: row + 1, Col: col + 1}
	c := s.source.Cell(row, col)
	text := cellWords(cellName(at.Row, at.Col), c.Hint, c.Text, s.w.words)
	if c.Edited {
		text = joined(" · ", text, editWords(b.edits(at), s.w.words))
	}
	b.cell.SetText(text)
	words, found := s.book.Words(), ""
	for i, f := range s.foundHere() {
		if i > 0 {
			found += "\n"
		}
		found += kindOf(f).sign() + " " + joined(": ", words.Title(f.ID), arithmeticOf(f, words))
	}
	b.found.SetText(found)
	b.both.Refresh() // one may have grown by what the other has shrunk: then nobody lays them out anew
}

// edits is the history of a cell as far as it is known; what is not known is read and shown later.
func (b *cellBar) edits(at office.Mending) []office.CellEdit {
	s := b.s
	if b.of != s.now {
		b.of, b.known = s.now, map[office.Mending][]office.CellEdit{}
	}
	edits, ok := b.known[at]
	if ok || s.steps > 0 {
		return edits
	}
	of, known := b.of, b.known
	known[at] = nil
	runInOrder(s.w, job[[]office.CellEdit]{
		do: func(ctx context.Context, _ func(i, n int)) ([]office.CellEdit, error) {
			return s.book.CellHistory(ctx, s.plan.period, s.plan.unit, at)
		},
		show: func(edits []office.CellEdit) {
			known[at] = edits
			if b.of == of {
				b.show()
			}
		},
		fail: func(err error) { logError("reading a cell's history", err) },
	})
	return known[at]
}
