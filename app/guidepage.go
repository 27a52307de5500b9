package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// guidePage is a text that is scrolled with the keys.
type guidePage struct {
	widget.BaseWidget
	scroll *container.Scroll
	column *fyne.Container
	topics []fyne.CanvasObject
	keys   dialogKeys
}

func newGuidePage() *guidePage {
	p := &guidePage{}
	p.column = container.New(&guideColumn{})
	p.scroll = container.NewVScroll(p.column)
	p.ExtendBaseWidget(p)
	return p
}

func (p *guidePage) setKeys(k dialogKeys) { p.keys = k }

// show puts another text up, from its beginning.
func (p *guidePage) show(all, topics []fyne.CanvasObject) {
	p.column.Objects, p.topics = all, topics
	p.column.Refresh()
	p.arrange()
}

// arrange lays the text out for the width there is, so that topics stand where they will be seen.
func (p *guidePage) arrange() {
	for range 2 { // the first time lines learn their width, the second their height
		p.column.Resize(fyne.NewSize(p.scroll.Size().Width, p.column.MinSize().Height))
		p.scroll.Refresh()
	}
}

// jump scrolls to a topic, counted from 1; 0 is the beginning.
func (p *guidePage) jump(topic int) {
	p.arrange()
	y := float32(0)
	if topic > 0 && topic <= len(p.topics) {
		y = p.topics[topic-1].Position().Y
	}
	p.scrollTo(y)
}

func (p *guidePage) scrollTo(y float32) {
	most := max(p.column.MinSize().Height-p.scroll.Size().Height, 0)
	p.scroll.ScrollToOffset(fyne.NewPos(0, min(max(y, 0), most)))
}

// scrolled tells whether a key moved the text.
func (p *guidePage) scrolled(ev *fyne.KeyEvent) bool {
	y, page := p.scroll.Offset.Y, p.scroll.Size().Height
	switch ev.Name {
	case fyne.KeyUp:
		y -= 40 * textScale()
	case fyne.KeyDown:
		y += 40 * textScale()
	case fyne.KeyPageUp:
		y -= page * 0.9
	case fyne.KeyPageDown, fyne.KeySpace:
		y += page * 0.9
	case fyne.KeyHome:
		y = 0
	case fyne.KeyEnd:
		y = p.column.MinSize().Height
	default:
		return false
	}
	p.scrollTo(y)
	return true
}

// TypedKey scrolls; other keys are the dialog's.
func (p *guidePage) TypedKey(ev *fyne.KeyEvent) {
	if !p.keys.take(ev) {
		passKey(ev)
	}
}

// FocusGained, FocusLost and TypedRune make the text take the keys.
func (p *guidePage) FocusGained() {}

// FocusLost changes nothing: what has the keys is plain, for the text moves.
func (p *guidePage) FocusLost() {}

// TypedRune has no use for letters.
func (p *guidePage) TypedRune(rune) {}

// CreateRenderer draws the text in its scroll.
func (p *guidePage) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(p.scroll) }

// guideWidest is how wide lines of a guide are at most, at text of 100 %: longer ones are hard to follow.
const guideWidest = 800

// guideColumn lays a text's blocks under one another, each as high as its lines are at the width there is.
type guideColumn struct{ width float32 }

func (l *guideColumn) height(o fyne.CanvasObject) float32 {
	o.Resize(fyne.NewSize(l.width, o.Size().Height)) // wrapped lines know their height once they have a width
	return o.MinSize().Height
}

func (l *guideColumn) MinSize(objects []fyne.CanvasObject) fyne.Size {
	if l.width == 0 {
		l.width = guideWidest
	}
	tall := float32(0)
	for _, o := range objects {
		tall += l.height(o)
	}
	return fyne.NewSize(1, tall)
}

func (l *guideColumn) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = min(size.Width-theme.ScrollBarSize()-4, guideWidest*textScale())
	y := float32(0)
	for _, o := range objects {
		high := l.height(o)
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(l.width, high))
		y += high
	}
}

// shownAt shows a picture as large as it is, or as wide as there is room, in a thin frame: the first object is the frame's
// ground.
type shownAt struct{ dots fyne.Size }

func (l *shownAt) at(width float32) fyne.Size {
	wide := min(l.dots.Width*cardScale(), max(width-16, 1))
	return fyne.NewSize(wide, wide*l.dots.Height/l.dots.Width)
}

func (l *shownAt) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width := objects[0].Size().Width + 16
	return fyne.NewSize(1, l.at(width).Height+12)
}

func (l *shownAt) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	shown := l.at(size.Width)
	objects[0].Move(fyne.NewPos(8, 6))
	objects[0].Resize(shown)
	objects[1].Move(fyne.NewPos(9, 7))
	objects[1].Resize(shown.SubtractWidthHeight(2, 2))
}
