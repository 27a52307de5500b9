package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// badge is a few words on the ground of their tone.
type badge struct {
	widget.BaseWidget
	tone   tone
	ground *filled
	text   *inked
	face   fyne.CanvasObject
}

func newBadge(text string, t tone) *badge {
	b := &badge{}
	b.fill(text, t)
	b.ExtendBaseWidget(b)
	return b
}

func (b *badge) fill(text string, t tone) {
	b.tone, b.ground, b.text = t, newFilled(t.fillName()), newInked(text, t.inkName(), 13, fyne.TextStyle{})
	b.face = container.NewStack(b.ground, container.New(layout.NewCustomPaddedLayout(3, 3, 8, 8), b.text))
}

// CreateRenderer draws the badge.
func (b *badge) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(b.face) }

// pressBadge is a badge that mouse and keyboard press.
type pressBadge struct {
	badge
	tapped func()
}

func newPressBadge(text string, t tone, tapped func()) *pressBadge {
	b := &pressBadge{tapped: tapped}
	b.fill(text, t)
	b.ExtendBaseWidget(b)
	return b
}

// Tapped does what the badge is for.
func (b *pressBadge) Tapped(*fyne.PointEvent) { b.tapped() }

// FocusGained marks the badge.
func (b *pressBadge) FocusGained() { b.ground.set(theme.ColorNameFocus) }

// FocusLost takes the mark away.
func (b *pressBadge) FocusLost() { b.ground.set(b.tone.fillName()) }

// TypedRune takes nothing.
func (b *pressBadge) TypedRune(rune) {}

// TypedKey presses: Enter, Space.
func (b *pressBadge) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		b.tapped()
	}
}

// Cursor tells that the badge can be pressed.
func (b *pressBadge) Cursor() desktop.Cursor { return desktop.PointerCursor }
