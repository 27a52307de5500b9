package app

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// tipDelay is how long the pointer rests before a tip comes up.
const tipDelay = 600 * time.Millisecond

// tipWide is the longest line of a tip at text of 100 %.
const tipWide = 420

// tipLayer lies over the window's content, or over a dialog's, and shows one tip. It takes no clicks, no keys
// and no focus: it is no popup of Fyne's, which would.
type tipLayer struct {
	widget.BaseWidget
	face *fyne.Container // the tip, at its place
}

func newTipLayer() *tipLayer {
	l := &tipLayer{face: container.NewWithoutLayout()}
	l.ExtendBaseWidget(l)
	return l
}

func (l *tipLayer) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.face) }

// withTips puts a layer for tips over the content.
func withTips(content fyne.CanvasObject) (fyne.CanvasObject, *tipLayer) {
	l := newTipLayer()
	return container.NewStack(content, l), l
}

// tips is the one tip that is shown or will be.
type tips struct {
	text  string
	turn  int // what waited for an older turn is not shown
	under *tipLayer
}

// tip shows the text near a position of the window, once the pointer has rested; empty: nothing is to be said.
// The pointer moving on within the same text changes nothing.
func (w *Window) tip(text string, at fyne.Position) {
	if text == w.tips.text {
		return
	}
	w.noTip()
	if text == "" {
		return
	}
	w.tips.text = text
	turn := w.tips.turn
	w.tasks.later(tipDelay, func() {
		if turn == w.tips.turn {
			w.showTip(text, at)
		}
	})
}

// noTip takes the tip away: the pointer has left, a key or a click came.
func (w *Window) noTip() {
	w.tips.turn++
	w.tips.text = ""
	if l := w.tips.under; l != nil {
		w.tips.under = nil
		l.face.RemoveAll()
		l.Refresh()
	}
}

// layer is where a tip is seen now: over the topmost dialog, else over the window.
func (w *Window) layer() *tipLayer {
	if n := len(w.dialog); n > 0 {
		return w.dialog[n-1].tips
	}
	return w.tipsOver
}

func (w *Window) showTip(text string, at fyne.Position) {
	l := w.layer()
	if l == nil {
		return
	}
	face := newTipFace(text)
	room, size := w.win.Canvas().Size(), face.Size()
	at = at.AddXY(12, 20) // below the pointer
	if at.Y+size.Height > room.Height {
		at.Y -= size.Height + 28
	}
	at.X = max(min(at.X, room.Width-size.Width-4), 0)
	face.Move(at.Subtract(fyne.CurrentApp().Driver().AbsolutePositionForObject(l)))
	l.face.Objects = []fyne.CanvasObject{face}
	l.Refresh()
	w.tips.under = l
}

func newTipFace(text string) *fyne.Container {
	line := widget.NewLabel(text)
	pad := 2 * theme.InnerPadding()
	wide := fyne.MeasureText(text, theme.TextSize(), fyne.TextStyle{}).Width + pad + 2
	if most := tipWide * textScale(); wide > most {
		wide, line.Wrapping = most, fyne.TextWrapWord
	}
	ground := canvas.NewRectangle(ink(theme.ColorNameMenuBackground))
	ground.StrokeColor, ground.StrokeWidth, ground.CornerRadius = ink(theme.ColorNameInputBorder), 1, 3
	face := container.NewStack(ground, line)
	face.Resize(fyne.NewSize(wide, line.MinSize().Height))
	face.Resize(fyne.NewSize(wide, line.MinSize().Height)) // wrapped lines know their height once they have a width
	return face
}

// tipButton is a button that says more about itself when the pointer rests on it: what it does, and its key.
type tipButton struct {
	pressButton
	w   *Window
	say string
}

func newTipButton(w *Window, text string, icon fyne.Resource, say string, tapped func()) *tipButton {
	b := &tipButton{w: w, say: say}
	b.Text, b.Icon = text, icon
	b.OnTapped = func() {
		w.noTip()
		tapped()
	}
	b.ExtendBaseWidget(b)
	return b
}

func (b *tipButton) MouseIn(ev *desktop.MouseEvent) {
	b.pressButton.MouseIn(ev)
	b.w.tip(b.say, ev.AbsolutePosition)
}

func (b *tipButton) MouseOut() {
	b.pressButton.MouseOut()
	b.w.noTip()
}

// tipArea says something about whatever stands in it, if that has no tip of its own.
type tipArea struct {
	widget.BaseWidget
	w       *Window
	content fyne.CanvasObject
	say     func() string
}

func newTipArea(w *Window, content fyne.CanvasObject, say func() string) *tipArea {
	a := &tipArea{w: w, content: content, say: say}
	a.ExtendBaseWidget(a)
	return a
}

func (a *tipArea) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(a.content) }
func (a *tipArea) MouseIn(ev *desktop.MouseEvent)      { a.w.tip(a.say(), ev.AbsolutePosition) }
func (a *tipArea) MouseMoved(ev *desktop.MouseEvent)   { a.w.tip(a.say(), ev.AbsolutePosition) }
func (a *tipArea) MouseOut()                           { a.w.noTip() }
