package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"
)

// lines stacks sentences closer than labels stand by themselves: the table needs the room.
func lines(objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedVBoxLayout(-10), objects...)
}

func wrapped(text string, style fyne.TextStyle) fyne.CanvasObject {
	line := widget.NewLabelWithStyle(text, fyne.TextAlignLeading, style)
	line.Wrapping = fyne.TextWrapWord
	return line
}
