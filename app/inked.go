package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// inked is one line of text in a colour and a size of the theme; it follows the theme when that changes,
// which a canvas.Text of its own does not.
type inked struct {
	widget.BaseWidget
	text  *canvas.Text
	color fyne.ThemeColorName
	size  float32 // at text of 100 %
}

func newInked(text string, color fyne.ThemeColorName, size float32, style fyne.TextStyle) *inked {
	i := &inked{text: canvas.NewText(text, nil), color: color, size: size}
	i.text.TextStyle = style
	i.ExtendBaseWidget(i)
	i.follow()
	return i
}

// centred puts the text into the middle of the room it is given.
func (i *inked) centred() *inked {
	i.text.Alignment = fyne.TextAlignCenter
	return i
}

// set changes text and colour.
func (i *inked) set(text string, color fyne.ThemeColorName) {
	if i.text.Text == text && i.color == color {
		return
	}
	i.text.Text, i.color = text, color
	i.Refresh()
}

func (i *inked) follow() { i.text.Color, i.text.TextSize = ink(i.color), i.size*textScale() }

func (i *inked) Refresh() {
	i.follow()
	i.BaseWidget.Refresh()
}

func (i *inked) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(i.text) }

// filled is a coloured ground that follows the theme.
type filled struct {
	widget.BaseWidget
	rect  *canvas.Rectangle
	color fyne.ThemeColorName
}

func newFilled(color fyne.ThemeColorName) *filled {
	f := &filled{rect: canvas.NewRectangle(ink(color)), color: color}
	f.ExtendBaseWidget(f)
	return f
}

func (f *filled) set(color fyne.ThemeColorName) {
	if f.color != color {
		f.color = color
		f.Refresh()
	}
}

func (f *filled) Refresh() {
	f.rect.FillColor = ink(f.color)
	f.BaseWidget.Refresh()
}

func (f *filled) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.rect) }
