package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// flowLayout puts objects side by side and begins a new line where there is no room left. With least they are
// columns of one width, as many as fit. It knows its height once it has been given a width.
type flowLayout struct {
	least float32 // least width of a column at text of 100 %; 0: each as wide as it needs
	most  int     // columns at most; 0: any number
	width float32
}

// MinSize is the height at the width given last.
func (f *flowLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var least float32
	for _, o := range objects {
		if o.Visible() {
			least = max(least, o.MinSize().Width)
		}
	}
	return fyne.NewSize(min(least, 200*textScale()), f.arrange(objects, max(f.width, least), false))
}

// Layout places the objects.
func (f *flowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	f.width = size.Width
	f.arrange(objects, size.Width, true)
}

// arrange finds the places; it returns the height that is needed.
func (f *flowLayout) arrange(objects []fyne.CanvasObject, width float32, place bool) float32 {
	gap := theme.Padding()
	column := float32(0)
	if f.least > 0 {
		n := max(1, int((width+gap)/(f.least*textScale()+gap)))
		n = min(n, len(objects))
		if f.most > 0 {
			n = min(n, f.most)
		}
		if n > 0 {
			lines := (len(objects) + n - 1) / n
			n = (len(objects) + lines - 1) / lines // no line with one alone
		}
		column = (width - gap*float32(n-1)) / float32(max(n, 1))
	}
	var line []fyne.CanvasObject
	var x, y, tall float32
	end := func() {
		if place && column > 0 {
			for _, o := range line {
				o.Resize(fyne.NewSize(column, tall))
			}
		}
		line, x, y, tall = nil, 0, y+tall+gap, 0
	}
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		w := column
		if w == 0 {
			w = o.MinSize().Width
		}
		if x > 0 && x+w > width+0.5 {
			end()
		}
		o.Resize(fyne.NewSize(w, max(o.Size().Height, 1))) // wrapped lines know their height once they have a width
		tall = max(tall, o.MinSize().Height)
		if place {
			o.Move(fyne.NewPos(x, y))
			o.Resize(fyne.NewSize(w, o.MinSize().Height))
		}
		line = append(line, o)
		x += w + gap
	}
	end()
	return max(y-gap, 0)
}

// besideLayout puts a wide object and a narrow one side by side where there is room for both, else one below the
// other. Heights are the least, at text of 100 %; what room there is goes to the wide one.
type besideLayout struct {
	narrow, wide float32 // width of the one, least width of the other, at text of 100 %
	tall, short  float32 // least height of the wide one; height of the narrow one below it
	width        float32
}

func (l *besideLayout) beside() bool {
	return l.width >= (l.narrow+l.wide)*textScale()
}

// MinSize is the height at the width given last.
func (l *besideLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	scale := textScale()
	if l.beside() || l.width == 0 {
		return fyne.NewSize(200, max(l.tall*scale, objects[1].MinSize().Height))
	}
	return fyne.NewSize(200, (l.tall+l.short)*scale+theme.Padding())
}

// Layout places the two.
func (l *besideLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	scale, gap := textScale(), 2*theme.Padding()
	a, b := objects[0], objects[1]
	if l.beside() {
		narrow := l.narrow * scale
		a.Move(fyne.NewPos(0, 0))
		a.Resize(fyne.NewSize(size.Width-narrow-gap, size.Height))
		b.Move(fyne.NewPos(size.Width-narrow, 0))
		b.Resize(fyne.NewSize(narrow, size.Height))
		return
	}
	short := l.short * scale
	a.Move(fyne.NewPos(0, 0))
	a.Resize(fyne.NewSize(size.Width, size.Height-short-gap))
	b.Move(fyne.NewPos(0, size.Height-short))
	b.Resize(fyne.NewSize(size.Width, short))
}

// tallLayout gives one object at least a height, at text of 100 %.
type tallLayout struct{ height float32 }

// MinSize is the object's own, or the height.
func (l tallLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	least := objects[0].MinSize()
	return fyne.NewSize(least.Width, max(least.Height, l.height*textScale()))
}

// Layout gives the object all there is.
func (l tallLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }
