package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
)

// sections are the parts of a room, of which one is shown; a row of buttons above names them, which the
// keyboard reaches as it does any button.
type sections struct {
	face    fyne.CanvasObject
	buttons []*railButton
	parts   []fyne.CanvasObject
	middle  *fyne.Container
	at      int
	shown   func(i int) // may be nil
}

// section is one part with its name.
type section struct {
	title string
	part  fyne.CanvasObject
}

func newSections(all ...section) *sections {
	s := &sections{middle: container.NewStack()}
	row := container.New(wrapRow{})
	for i, x := range all {
		b := newRailButton(x.title, nil, func() { s.show(i) })
		s.buttons, s.parts = append(s.buttons, b), append(s.parts, x.part)
		row.Add(b)
	}
	s.face = container.NewBorder(row, nil, nil, nil, s.middle)
	s.show(0)
	return s
}

func (s *sections) show(i int) {
	s.at = i
	for j, b := range s.buttons {
		b.setChosen(j == i)
	}
	s.middle.Objects = []fyne.CanvasObject{s.parts[i]}
	s.middle.Refresh()
	if s.shown != nil {
		s.shown(i)
	}
}

// rename gives a part another name: a count in it has changed.
func (s *sections) rename(i int, title string) {
	if s.buttons[i].Text != title {
		s.buttons[i].SetText(title)
	}
}

// wrapRow lays objects out in a row and goes on in a next one where there is no room.
type wrapRow struct{}

func (wrapRow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	wrapInto(objects, size.Width, func(o fyne.CanvasObject, at fyne.Position, s fyne.Size) {
		o.Move(at)
		o.Resize(s)
	})
}

// MinSize takes the width that the objects have now: a row that wraps is as high as it was laid out last.
func (wrapRow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	least, right, bottom := fyne.Size{}, float32(0), float32(0)
	for _, o := range objects {
		if o.Visible() {
			least = least.Max(o.MinSize())
			right = max(right, o.Position().X+o.Size().Width)
			bottom = max(bottom, o.Position().Y+o.MinSize().Height)
		}
	}
	return fyne.NewSize(least.Width, max(least.Height, bottom))
}

func wrapInto(objects []fyne.CanvasObject, width float32, put func(fyne.CanvasObject, fyne.Position, fyne.Size)) {
	var x, y, tall float32
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		s := o.MinSize()
		if x > 0 && x+s.Width > width {
			x, y, tall = 0, y+tall+theme.Padding(), 0
		}
		put(o, fyne.NewPos(x, y), s)
		x += s.Width + theme.Padding()
		tall = max(tall, s.Height)
	}
}

// atSide puts a button at the right of a sentence that wraps.
func atSide(text fyne.CanvasObject, b fyne.CanvasObject) fyne.CanvasObject {
	return container.NewBorder(nil, nil, nil, container.NewVBox(layout.NewSpacer(), b, layout.NewSpacer()), text)
}
