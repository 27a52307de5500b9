package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// tableHeading is the line of headings, each on a few lines. A click sorts.
type tableHeading struct {
	widget.BaseWidget
	f       *tableFace
	tall    float32
	ground  *canvas.Rectangle
	cover   *canvas.Rectangle // under the headings of columns that stay
	frame   [4]*canvas.Rectangle
	lines   [][]string // by column
	texts   [][headLines]*canvas.Text
	objects []fyne.CanvasObject
}

func newTableHeading(f *tableFace) *tableHeading {
	h := &tableHeading{f: f, ground: canvas.NewRectangle(nil), cover: canvas.NewRectangle(nil), frame: newFrame()}
	for range f.heads {
		var texts [headLines]*canvas.Text
		for i := range texts {
			texts[i] = canvas.NewText("", nil)
		}
		h.texts = append(h.texts, texts)
	}
	h.ExtendBaseWidget(h)
	return h
}

// Signs of the direction a column is sorted in.
const (
	signUp   = "▲ "
	signDown = "▼ "
)

// title is a heading as it is shown, with the sign of its sorting.
func (h *tableHeading) title(col int) string {
	by := h.f.by
	switch {
	case by.col != col:
		return h.f.heads[col].title
	case by.down:
		return signDown + h.f.heads[col].title
	}
	return signUp + h.f.heads[col].title
}

// measure breaks the headings into lines and so knows its height.
func (h *tableHeading) measure() {
	h.lines = h.lines[:0]
	most := 1
	for col, width := range h.f.widths {
		lines := headingLines(h.title(col), width-2*cellSide, measured(true))
		most = max(most, len(lines))
		h.lines = append(h.lines, lines)
	}
	h.tall = float32(most)*lineTall() + 2*cellTall
}

func (h *tableHeading) draw() {
	f := h.f
	if len(f.widths) != len(f.heads) || len(h.lines) != len(f.heads) {
		return
	}
	size := fyne.NewSize(f.Size().Width, h.tall)
	place(h.ground, fyne.NewPos(0, 0), size, ink(theme.ColorNameHeaderBackground))
	place(h.cover, fyne.NewPos(0, 0), fyne.NewSize(f.left(min(f.fixed, len(f.widths))), h.tall), ink(theme.ColorNameHeaderBackground))
	moving, staying := []fyne.CanvasObject{h.ground}, []fyne.CanvasObject{h.cover}
	for col := range f.heads {
		objects := h.drawHeading(col)
		if col < f.fixed {
			staying = append(staying, objects...)
		} else {
			moving = append(moving, objects...)
		}
	}
	h.objects = append(moving, staying...)
	if b := f.body; b.focused && b.inHead {
		h.objects = append(h.objects, placeFrame(h.frame, fyne.NewPos(h.seenLeft(b.col), 0), fyne.NewSize(f.widths[b.col], h.tall))...)
	}
	canvas.Refresh(h)
}

func (h *tableHeading) seenLeft(col int) float32 {
	x := h.f.left(col)
	if col >= h.f.fixed {
		x -= h.f.scroll.Offset.X
	}
	return x
}

func (h *tableHeading) drawHeading(col int) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	lines := headingLines(h.title(col), h.f.widths[col]-2*cellSide, measured(true))
	y := h.tall - cellTall - float32(len(lines))*lineTall() // the headings stand on the rows
	for i, line := range lines {
		t := h.texts[col][i]
		setText(t, line, ink(theme.ColorNameForeground), fyne.TextStyle{Bold: true}, h.f.heads[col].align)
		t.Move(fyne.NewPos(h.seenLeft(col)+cellSide, y+float32(i)*lineTall()))
		t.Resize(fyne.NewSize(h.f.widths[col]-2*cellSide, lineTall()))
		out = append(out, t)
	}
	return out
}

func (h *tableHeading) Tapped(ev *fyne.PointEvent) {
	if col := h.f.columnAt(ev.Position.X); col >= 0 {
		h.f.on.sort(col)
	}
}

func (h *tableHeading) MouseIn(ev *desktop.MouseEvent) { h.MouseMoved(ev) }
func (h *tableHeading) MouseOut()                      { h.f.w.noTip() }

// MouseMoved tells a heading that has no room.
func (h *tableHeading) MouseMoved(ev *desktop.MouseEvent) {
	col := h.f.columnAt(ev.Position.X)
	if col < 0 || col >= len(h.lines) {
		h.f.w.noTip()
		return
	}
	text := ""
	for _, line := range h.lines[col] {
		if n := len(line); n >= 3 && line[n-3:] == "…" {
			text = h.f.heads[col].title
		}
	}
	h.f.w.tip(text, ev.AbsolutePosition)
}

func (h *tableHeading) CreateRenderer() fyne.WidgetRenderer { return &headingRenderer{h} }

type headingRenderer struct{ h *tableHeading }

func (r *headingRenderer) Layout(fyne.Size)             { r.h.draw() }
func (r *headingRenderer) MinSize() fyne.Size           { return fyne.NewSize(1, r.h.tall) }
func (r *headingRenderer) Refresh()                     { r.h.draw() }
func (r *headingRenderer) Objects() []fyne.CanvasObject { return r.h.objects }
func (r *headingRenderer) Destroy()                     {}
