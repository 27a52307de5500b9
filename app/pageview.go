package app

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// pageView shows one page of paper: whole, or larger and scrolled. The wheel goes on to the next page
// where a page ends.
type pageView struct {
	widget.BaseWidget
	scroll  *container.Scroll
	picture *canvas.Image
	sheet   *fyne.Container // the paper: its edge and the picture
	edge    *filled
	paper   fyne.Size // at 100 %; none: no page is shown
	zoom    zoom

	sized func()                    // the room has changed: the page may want another picture
	turn  func(pages int)           // to another page
	key   func(*fyne.KeyEvent) bool // keys that are not scrolling; tells whether it took it
	keys  dialogKeys                // of the dialog it stands in, if it does
	rest  func(then func())         // calls back after a short while
	tired bool                      // a page was just turned with the wheel
}

// pageMargin is the ground around a page that is shown whole.
const pageMargin = 8

func newPageView() *pageView {
	v := &pageView{picture: &canvas.Image{FillMode: canvas.ImageFillStretch}, edge: newFilled(theme.ColorNameInputBorder)}
	v.sheet = container.New(&paperEdge{}, v.edge, v.picture)
	v.scroll = container.NewScroll(container.New(&paperPlace{v}, v.sheet))
	v.ExtendBaseWidget(v)
	v.sheet.Hide()
	return v
}

// show puts a page's picture up; paper is the size of the page at 100 %.
func (v *pageView) show(pic image.Image, paper fyne.Size) {
	again := v.paper == paper
	v.picture.Image, v.paper = pic, paper
	v.sheet.Show()
	v.scroll.Content.Refresh()
	if !again {
		v.scroll.Refresh()
	}
	v.picture.Refresh()
}

// clear takes the page away.
func (v *pageView) clear() {
	v.picture.Image, v.paper = nil, fyne.Size{}
	v.sheet.Hide()
	v.scroll.Content.Refresh()
}

// scaleOf is by how much a page of the size is shown larger than at 100 %.
func (v *pageView) scaleOf(paper fyne.Size) float32 {
	room := v.Size().SubtractWidthHeight(2*pageMargin, 2*pageMargin)
	return pageScale(v.zoom, paper.Width, paper.Height, room.Width, room.Height)
}

func (v *pageView) setZoom(z zoom) {
	v.zoom = z
	v.scroll.Content.Refresh()
	v.scroll.Refresh()
	v.sized()
}

// toTop goes to the top of the page, toBottom to its end.
func (v *pageView) toTop() { v.scroll.ScrollToOffset(fyne.NewPos(v.scroll.Offset.X, 0)) }

func (v *pageView) toBottom() { v.scroll.ScrollToBottom() }

func (v *pageView) Resize(size fyne.Size) {
	if size == v.Size() {
		return
	}
	v.BaseWidget.Resize(size)
	v.sized()
}

func (v *pageView) MinSize() fyne.Size {
	v.ExtendBaseWidget(v)
	return fyne.NewSize(160, 160)
}

// wheel moves the page, and beyond its end shows the next one.
func (v *pageView) wheel(ev *fyne.ScrollEvent) {
	switch {
	case v.tired:
	case ev.Scrolled.DY < 0 && v.scroll.Offset.Y >= v.overflow()-1:
		v.turnOnce(1)
	case ev.Scrolled.DY > 0 && v.scroll.Offset.Y <= 0:
		v.turnOnce(-1)
	default:
		v.scroll.Scrolled(ev)
	}
}

// turnOnce turns a page and rests: a touch pad sends dozens of small steps at once.
func (v *pageView) turnOnce(by int) {
	v.tired = true
	v.rest(func() { v.tired = false })
	v.turn(by)
}

// overflow is how far the page reaches below the room.
func (v *pageView) overflow() float32 {
	return max(0, v.scroll.Content.MinSize().Height-v.scroll.Size().Height)
}

// Tapped gives the page the keys.
func (v *pageView) Tapped(*fyne.PointEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(v); c != nil {
		c.Focus(v)
	}
}

func (v *pageView) FocusGained() { v.edge.set(colorFocusMark) }
func (v *pageView) FocusLost()   { v.edge.set(theme.ColorNameInputBorder) }

func (v *pageView) setKeys(k dialogKeys) { v.keys = k }

func (v *pageView) TypedRune(rune) {}

// scrollStep is how far an arrow key moves a page.
const scrollStep = 60

func (v *pageView) TypedKey(ev *fyne.KeyEvent) {
	move := func(dx, dy float32) {
		v.scroll.ScrollToOffset(v.scroll.Offset.AddXY(dx, dy))
	}
	switch ev.Name {
	case fyne.KeyUp:
		move(0, -scrollStep)
	case fyne.KeyDown:
		move(0, scrollStep)
	case fyne.KeyLeft:
		move(-scrollStep, 0)
	case fyne.KeyRight:
		move(scrollStep, 0)
	default:
		if !v.keys.take(ev) {
			v.key(ev)
		}
	}
}

func (v *pageView) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(newFilled(theme.ColorNameHeaderBackground), v.scroll, newWheel(v.wheel)))
}

// wheel lies over a scroll and takes the wheel before it; it takes nothing else.
type wheel struct {
	widget.BaseWidget
	moved func(*fyne.ScrollEvent)
}

func newWheel(moved func(*fyne.ScrollEvent)) *wheel {
	w := &wheel{moved: moved}
	w.ExtendBaseWidget(w)
	return w
}

func (w *wheel) Scrolled(ev *fyne.ScrollEvent) { w.moved(ev) }

func (w *wheel) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}

// paperEdge draws a thin edge around a page.
type paperEdge struct{}

func (*paperEdge) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (*paperEdge) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(size)
	objects[1].Move(fyne.NewPos(1, 1))
	objects[1].Resize(size.SubtractWidthHeight(2, 2))
}

// paperPlace puts the page into the middle, as large as the zoom says.
type paperPlace struct{ v *pageView }

func (l *paperPlace) MinSize([]fyne.CanvasObject) fyne.Size {
	if l.v.zoom == 0 || l.v.paper == (fyne.Size{}) {
		return fyne.Size{}
	}
	s := l.v.scaleOf(l.v.paper)
	return fyne.NewSize(l.v.paper.Width*s+2*pageMargin, l.v.paper.Height*s+2*pageMargin)
}

func (l *paperPlace) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	s := l.v.scaleOf(l.v.paper)
	page := fyne.NewSize(l.v.paper.Width*s, l.v.paper.Height*s)
	objects[0].Resize(page)
	objects[0].Move(fyne.NewPos(max(pageMargin, (size.Width-page.Width)/2), max(pageMargin, (size.Height-page.Height)/2)))
}
