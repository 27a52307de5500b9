package grid

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

// drawnCell holds the canvas objects of one cell. They are used again for another cell once this one
// is out of view, and touched only where something differs.
type drawnCell struct {
	shown  wantedCell
	look   look
	at     fyne.Position
	room   fyne.Size
	any    bool // something was shown
	fill   *canvas.Rectangle
	filled bool
	texts  []*canvas.Text
	inside *fyne.Container // the texts, when they need clipping
	clip   *container.Clip
	body   fyne.CanvasObject // what shows the text; nil: none
	badge  [2]*badge
	signs  []fyne.CanvasObject
}

func newDrawnCell() *drawnCell {
	d := &drawnCell{fill: canvas.NewRectangle(color.Transparent), inside: container.NewWithoutLayout()}
	return d
}

// set shows the cell at its place.
func (d *drawnCell) set(w wantedCell, t *part) {
	a := w.area
	at := fyne.NewPos(t.xs.start(a.Left), t.ys.start(a.Top))
	room := fyne.NewSize(t.xs.span(a.Left, a.Right), t.ys.span(a.Top, a.Bottom))
	if d.any && d.shown == w && d.at == at && d.room == room && d.look == *t.look {
		return
	}
	d.any, d.shown, d.at, d.room, d.look = true, w, at, room, *t.look
	d.signs = d.signs[:0]
	d.paint(w)
	d.write(w, t)
	d.stamp(&w.cell)
}

// paint fills the cell; a merged one hides the lines that run through it.
func (d *drawnCell) paint(w wantedCell) {
	fill := d.fillOf(&w.cell)
	d.filled = fill != nil || w.area.Cells() > 1
	if !d.filled {
		return
	}
	if fill == nil {
		fill = d.look.paper
	}
	d.fill.FillColor = fill
	d.fill.Move(d.at)
	d.fill.Resize(d.room.SubtractWidthHeight(1, 1))
	d.fill.Refresh()
}

func (d *drawnCell) fillOf(c *Cell) color.Color {
	mark := c.Mark
	if mark == None && c.Edited {
		mark = Mended
	}
	if _, fill := d.look.mark(mark); fill != nil {
		return fill
	}
	return d.look.dimmed(c.Fill)
}

// write places the text, one canvas text a line, clipped only where it does not fit.
func (d *drawnCell) write(w wantedCell, t *part) {
	c := &w.cell
	d.body = nil
	if c.Text == "" {
		return
	}
	lines := []string{c.Text}
	if c.Wrap {
		lines = t.wraps.lines(d.look.wrapKey(c, d.room.Width))
	}
	ink := c.Ink
	if ink == nil {
		ink = d.look.inkOn(d.fillOf(c))
	}
	width := t.xs.span(w.area.Left, w.span)
	for len(d.texts) < len(lines) {
		d.texts = append(d.texts, canvas.NewText("", ink))
	}
	texts := d.texts[:len(lines)]
	tall := float32(len(lines)) * d.look.line
	top := max(0, (d.room.Height-1-tall)/2)
	fits := tall <= d.room.Height
	for i, x := range texts {
		x.Text, x.Color, x.TextSize, x.TextStyle = lines[i], ink, d.look.size, d.look.style(c)
		size := x.MinSize()
		fits = fits && size.Width <= width-d.look.padX
		x.Resize(size)
		x.Move(fyne.NewPos(d.indent(c.Align, size.Width), top+float32(i)*d.look.line))
		x.Refresh()
	}
	d.hold(texts, fits, width)
}

// indent is where a line begins in the cell. One that is too long begins at the left: its beginning says
// most.
func (d *drawnCell) indent(a Align, width float32) float32 {
	room := d.room.Width - 1
	switch {
	case a == Right:
		return max(d.look.padX, room-d.look.padX-width)
	case a == Center:
		return max(d.look.padX, (room-width)/2)
	}
	return d.look.padX
}

// hold puts the texts on the pane: one that fits by itself, others in a container, clipped if need be.
func (d *drawnCell) hold(texts []*canvas.Text, fits bool, width float32) {
	if fits && len(texts) == 1 {
		texts[0].Move(texts[0].Position().Add(d.at))
		d.body = texts[0]
		return
	}
	d.inside.Objects = d.inside.Objects[:0]
	for _, x := range texts {
		d.inside.Objects = append(d.inside.Objects, x)
	}
	if fits {
		d.inside.Move(d.at)
		d.body = d.inside
		return
	}
	if d.clip == nil {
		d.clip = container.NewClip(d.inside)
	}
	d.inside.Move(fyne.Position{})
	d.clip.Move(d.at)
	d.clip.Resize(fyne.NewSize(width-1, d.room.Height-1))
	d.body = d.clip
}

// stamp puts the signs into the corners: the mark's away from the text, the pencil below it.
func (d *drawnCell) stamp(c *Cell) {
	mark := c.Mark
	if mark == None && c.Edited {
		mark = Mended
	}
	if mark == None {
		return
	}
	d.sign(0, mark, fyne.NewPos(d.corner(c), d.at.Y))
	if c.Edited && mark != Mended {
		d.sign(1, Mended, fyne.NewPos(d.corner(c), d.at.Y+d.room.Height-1-d.side()))
	}
}

func (d *drawnCell) side() float32 { return round(d.look.size * 0.86) }

func (d *drawnCell) corner(c *Cell) float32 {
	if c.Align == Right {
		return d.at.X
	}
	return d.at.X + d.room.Width - 1 - d.side()
}

// badge is a sign on its ground.
type badge struct {
	ground *canvas.Rectangle
	sign   *canvas.Text
}

func (d *drawnCell) sign(i int, m Mark, at fyne.Position) {
	if d.badge[i] == nil {
		d.badge[i] = &badge{canvas.NewRectangle(color.Transparent), canvas.NewText("", color.Black)}
	}
	b := d.badge[i]
	ground, _ := d.look.mark(m)
	b.ground.FillColor, b.ground.CornerRadius = ground, 2
	b.ground.Move(at)
	b.ground.Resize(fyne.NewSquareSize(d.side()))
	b.sign.Text, b.sign.TextSize, b.sign.TextStyle = m.Sign(), d.look.small, fyne.TextStyle{Bold: true}
	b.sign.Color = onto(ground)
	size := b.sign.MinSize()
	b.sign.Resize(size)
	b.sign.Move(at.AddXY((d.side()-size.Width)/2, (d.side()-size.Height)/2))
	b.ground.Refresh()
	b.sign.Refresh()
	d.signs = append(d.signs, b.ground, b.sign)
}
