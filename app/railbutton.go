package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// railButton is a room on the list at the left; the one that is shown stands out.
type railButton struct {
	pressButton
}

func newRailButton(text string, icon fyne.Resource, tapped func()) *railButton {
	b := &railButton{}
	b.Text, b.Icon, b.OnTapped = text, icon, tapped
	b.Alignment = widget.ButtonAlignLeading
	b.Importance = widget.LowImportance
	b.ExtendBaseWidget(b)
	return b
}

func (b *railButton) setChosen(on bool) {
	want := widget.LowImportance
	if on {
		want = widget.HighImportance
	}
	if b.Importance != want {
		b.Importance = want
		b.Refresh()
	}
}
