package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// tile is a key figure with what it is of and how it moved. Pressing it opens what is behind the figure.
type tile struct {
	widget.BaseWidget
	tapped  func()
	ground  *filled
	frame   *canvas.Rectangle
	caption *widget.Label
	figure  *inked
	lines   *fyne.Container
	face    fyne.CanvasObject
	focused bool
}

const tileFigure = 26 // text size

func newTile(tapped func()) *tile {
	t := &tile{tapped: tapped, ground: newFilled(theme.ColorNameHeaderBackground), frame: canvas.NewRectangle(nil),
		caption: wrapping(""), figure: newInked("…", theme.ColorNameForeground, tileFigure, fyne.TextStyle{Bold: true}),
		lines: container.New(layout.NewCustomPaddedVBoxLayout(-10))}
	t.frame.StrokeWidth = 2
	t.caption.TextStyle = fyne.TextStyle{Bold: true}
	text := container.New(layout.NewCustomPaddedVBoxLayout(-6), t.caption,
		container.New(layout.NewCustomPaddedLayout(0, 0, 8, 8), t.figure), t.lines)
	t.face = container.NewStack(t.ground, t.frame, text)
	t.ExtendBaseWidget(t)
	t.follow()
	return t
}

// wrapping is a label that breaks its line.
func wrapping(text string) *widget.Label {
	l := widget.NewLabel(text)
	l.Wrapping = fyne.TextWrapWord
	return l
}

// set shows a figure.
func (t *tile) set(x tileText) {
	t.caption.SetText(x.caption)
	t.figure.set(x.figure, theme.ColorNameForeground)
	t.lines.RemoveAll()
	for _, line := range x.lines {
		t.lines.Add(wrapping(line))
	}
	t.Refresh()
}

func (t *tile) follow() {
	t.frame.FillColor = nil
	t.frame.StrokeColor = ink(theme.ColorNameSeparator)
	t.frame.StrokeWidth = 1
	if t.focused {
		t.frame.StrokeColor, t.frame.StrokeWidth = ink(colorFocusMark), 2
	}
}

// Refresh draws the tile in the theme as it is now.
func (t *tile) Refresh() {
	t.follow()
	t.BaseWidget.Refresh()
}

// CreateRenderer draws the tile.
func (t *tile) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(t.face) }

// Tapped opens what is behind the figure.
func (t *tile) Tapped(*fyne.PointEvent) {
	if t.tapped != nil {
		t.tapped()
	}
}

// FocusGained frames the tile.
func (t *tile) FocusGained() { t.focused = true; t.Refresh() }

// FocusLost takes the frame away.
func (t *tile) FocusLost() { t.focused = false; t.Refresh() }

// TypedRune takes nothing.
func (t *tile) TypedRune(rune) {}

// TypedKey opens what is behind the figure: Enter, Space.
func (t *tile) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		t.Tapped(nil)
	}
}

// Cursor tells that the tile can be pressed.
func (t *tile) Cursor() desktop.Cursor { return desktop.PointerCursor }
