package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// workingLine says at the window's top that work goes on, without taking the keys: the first sign of it. Work
// that takes longer comes up as a dialog that can stop it.
type workingLine struct {
	face  *fyne.Container
	label *widget.Label
}

// withWorking lays the line over the content, hidden.
func withWorking(content fyne.CanvasObject) (fyne.CanvasObject, *workingLine) {
	l := &workingLine{label: widget.NewLabel("")}
	l.label.Importance = widget.HighImportance
	chip := container.NewStack(newFilled(theme.ColorNameBackground), l.label)
	l.face = container.NewVBox(container.NewHBox(layout.NewSpacer(), chip, layout.NewSpacer()))
	l.face.Hide()
	return container.NewStack(content, l.face), l
}

func (l *workingLine) show(text string) {
	l.label.SetText(text)
	l.face.Show()
}

func (l *workingLine) hide() { l.face.Hide() }
