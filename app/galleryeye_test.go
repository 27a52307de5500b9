package app

import (
	"fmt"
	"image"
	"image/draw"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
)

// eye looks at a canvas of Fyne's test driver as a screen would show it. The driver lays nothing out
// again when a text grows, and lets what is clipped twice (a cell in a table) show beyond the outer clip;
// a screen does neither.
type eye struct {
	canvas fyne.Canvas
	cut    []window // clips that reach beyond what is around them
	lost   []string // texts that are wider than the room they have
}

// window is an object that clips what it holds, and the part of it that is to be seen.
type window struct {
	object fyne.CanvasObject
	seen   rect
}

// rect is a part of the canvas, in its own units.
type rect struct{ left, top, right, bottom float32 }

func (r rect) and(o rect) rect {
	return rect{max(r.left, o.left), max(r.top, o.top), min(r.right, o.right), min(r.bottom, o.bottom)}
}

func (r rect) empty() bool { return r.right <= r.left || r.bottom <= r.top }

func objectsOf(o fyne.CanvasObject) []fyne.CanvasObject {
	switch o := o.(type) {
	case *fyne.Container:
		return o.Objects
	case fyne.Widget:
		return test.WidgetRenderer(o).Objects()
	}
	return nil
}

// clips tells whether an object hides what reaches beyond it.
func clips(o fyne.CanvasObject) bool {
	if _, ok := o.(fyne.Scrollable); ok {
		return true
	}
	w, ok := o.(fyne.Widget)
	if !ok {
		return false
	}
	_, ok = test.WidgetRenderer(w).(interface{ IsClip() })
	return ok
}

// layOut lets everything take its place again, from the outside in.
func layOut(o fyne.CanvasObject) {
	if !o.Visible() {
		return
	}
	switch o := o.(type) {
	case *fyne.Container:
		if o.Layout != nil {
			o.Layout.Layout(o.Objects, o.Size())
		}
	case fyne.Widget:
		test.WidgetRenderer(o).Layout(o.Size())
	}
	for _, c := range objectsOf(o) {
		layOut(c)
	}
}

// around is what clips leave of the canvas; within is what the innermost of them leaves, if it cannot be
// scrolled.
type around struct{ seen, within rect }

// look walks over what is seen.
func (e *eye) look(o fyne.CanvasObject, at fyne.Position, a around) {
	if !o.Visible() {
		return
	}
	at = at.Add(o.Position())
	own := rect{at.X, at.Y, at.X + o.Size().Width, at.Y + o.Size().Height}
	if clips(o) {
		seen := own.and(a.seen)
		if seen != own {
			e.cut = append(e.cut, window{o, seen})
		}
		a = around{seen, own}
		if _, ok := o.(fyne.Scrollable); ok {
			const far = 1e6
			a.within = rect{-far, -far, far, far}
		}
	}
	if t, ok := o.(*canvas.Text); ok && t.Text != "" && !own.and(a.seen).empty() {
		e.judge(t, own, a.within)
	}
	for _, c := range objectsOf(o) {
		e.look(c, at, a)
	}
}

// judge notes a text that is wider than the room for it.
func (e *eye) judge(t *canvas.Text, own, within rect) {
	const rounding = 1.5
	width := t.MinSize().Width
	if room := min(within.right-max(own.left, within.left), within.right-within.left); width > room+rounding {
		e.lost = append(e.lost, fmt.Sprintf("%.0f of %.0f: %s", room, width, strings.TrimSpace(t.Text)))
	}
}

func (e *eye) roots() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{e.canvas.Content()}, e.canvas.Overlays().List()...)
}

// picture is what a screen would show.
func (e *eye) picture() image.Image {
	size := e.canvas.Size()
	whole := rect{0, 0, size.Width, size.Height}
	for range 2 { // wrapped texts find their height in the first round
		for _, o := range e.roots() {
			layOut(o)
		}
	}
	for _, o := range e.roots() {
		e.look(o, fyne.Position{}, around{whole, whole})
	}
	for _, w := range e.cut {
		w.object.Hide()
	}
	out := e.canvas.Capture().(draw.Image)
	for _, w := range e.cut {
		w.object.Show()
	}
	over := e.canvas.Capture()
	for _, w := range e.cut {
		if w.seen.empty() {
			continue
		}
		r := image.Rect(int(w.seen.left), int(w.seen.top), int(w.seen.right+0.5), int(w.seen.bottom+0.5))
		draw.Draw(out, r, over, r.Min, draw.Src)
	}
	return out
}
