package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
)

// legendEntry explains one sign: as it stands in the cells, on the same ground and in the same ink.
type legendEntry struct {
	tone       tone
	sign, text string
}

// newLegend explains signs on one line, or on several where there is no room.
func newLegend(entries []legendEntry) fyne.CanvasObject {
	row := container.New(&flow{gap: 16})
	for _, e := range entries {
		sign := newInked(e.sign, e.tone.inkName(), 14, fyne.TextStyle{Bold: true}).centred()
		mark := container.New(&atLeast{width: 26}, container.NewStack(newFilled(e.tone.fillName()), sign))
		row.Add(container.New(layout.NewCustomPaddedHBoxLayout(6), mark, newInked(e.text, theme.ColorNameForeground, 14, fyne.TextStyle{})))
	}
	return row
}

// flow lays objects beside one another and goes on to a next line where there is no room.
type flow struct {
	gap  float32
	wide float32 // given last
}

func (l *flow) walk(objects []fyne.CanvasObject, wide float32, put func(fyne.CanvasObject, fyne.Position, fyne.Size)) float32 {
	var x, y, tall float32
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		size := o.MinSize()
		if x > 0 && x+size.Width > wide {
			x, y, tall = 0, y+tall+4, 0
		}
		put(o, fyne.NewPos(x, y), size)
		x, tall = x+size.Width+l.gap, max(tall, size.Height)
	}
	return y + tall
}

func (l *flow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.wide = size.Width
	l.walk(objects, size.Width, func(o fyne.CanvasObject, at fyne.Position, s fyne.Size) {
		o.Move(at)
		o.Resize(s)
	})
}

func (l *flow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var widest float32
	tall := l.walk(objects, max(l.wide, 1), func(o fyne.CanvasObject, _ fyne.Position, s fyne.Size) { widest = max(widest, s.Width) })
	if l.wide == 0 { // not laid out yet: one line
		tall = 0
		for _, o := range objects {
			tall = max(tall, o.MinSize().Height)
		}
	}
	return fyne.NewSize(widest, tall)
}
