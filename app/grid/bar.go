package grid

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// bar is a scroll bar that always shows, as on Windows: a drag moves the view, a tap beside its thumb by
// a page.
type bar struct {
	widget.BaseWidget
	upright           bool
	offset, view, all float32
	moved             func(offset float32)
	track, thumb      *canvas.Rectangle
}

func newBar(upright bool, moved func(float32)) *bar {
	b := &bar{upright: upright, moved: moved, track: canvas.NewRectangle(color.Transparent), thumb: canvas.NewRectangle(color.Transparent)}
	b.ExtendBaseWidget(b)
	return b
}

// set tells the bar what is in view of all.
func (b *bar) set(offset, view, all float32) {
	if b.offset == offset && b.view == view && b.all == all {
		return
	}
	b.offset, b.view, b.all = offset, view, all
	b.place()
}

// shortest is the least length of a thumb that a hand can take.
const shortest = 24

func (b *bar) length() float32 {
	if b.upright {
		return b.Size().Height
	}
	return b.Size().Width
}

// grip is where the thumb begins and how long it is.
func (b *bar) grip() (from, long float32) {
	length := b.length()
	if b.all <= b.view || b.all <= 0 {
		return 0, length
	}
	long = max(shortest, length*b.view/b.all)
	return (length - long) * b.offset / (b.all - b.view), long
}

func (b *bar) place() {
	from, long := b.grip()
	b.thumb.Hidden = b.all <= b.view
	s := b.Size()
	b.track.Resize(s)
	if b.upright {
		b.thumb.Move(fyne.NewPos(3, from+2))
		b.thumb.Resize(fyne.NewSize(s.Width-6, max(0, long-4)))
	} else {
		b.thumb.Move(fyne.NewPos(from+2, 3))
		b.thumb.Resize(fyne.NewSize(max(0, long-4), s.Height-6))
	}
	b.thumb.Refresh()
}

// Dragged moves the view along.
func (b *bar) Dragged(ev *fyne.DragEvent) {
	_, long := b.grip()
	room := b.length() - long
	if room <= 0 {
		return
	}
	by := ev.Dragged.DX
	if b.upright {
		by = ev.Dragged.DY
	}
	b.moved(b.offset + by*(b.all-b.view)/room)
}

// DragEnd is part of dragging.
func (b *bar) DragEnd() {}

// Tapped moves by a page.
func (b *bar) Tapped(ev *fyne.PointEvent) {
	place := ev.Position.X
	if b.upright {
		place = ev.Position.Y
	}
	from, long := b.grip()
	switch {
	case place < from:
		b.moved(b.offset - b.view)
	case place > from+long:
		b.moved(b.offset + b.view)
	}
}

// CreateRenderer draws track and thumb.
func (b *bar) CreateRenderer() fyne.WidgetRenderer { return &barRenderer{b} }

type barRenderer struct{ b *bar }

func (r *barRenderer) Layout(fyne.Size)   { r.Refresh() }
func (r *barRenderer) MinSize() fyne.Size { return fyne.NewSize(10, 10) }
func (r *barRenderer) Destroy()           {}
func (r *barRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.b.track, r.b.thumb}
}

func (r *barRenderer) Refresh() {
	th, v := r.b.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	ink, paper := th.Color(theme.ColorNameForeground, v), th.Color(theme.ColorNameBackground, v)
	r.b.track.FillColor = blend(ink, paper, 0.06)
	r.b.thumb.FillColor, r.b.thumb.CornerRadius = blend(ink, paper, 0.45), 3
	r.b.track.Refresh()
	r.b.place()
}
