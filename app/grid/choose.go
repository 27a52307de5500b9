package grid

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// chooser is the arrow beside the cursor's cell, if that takes one of some words: a tap, or Alt with Down, lists
// them.
type chooser struct {
	widget.BaseWidget
	g      *Grid
	ground *canvas.Rectangle
	arrow  *canvas.Text
}

func newChooser(g *Grid) *chooser {
	c := &chooser{g: g, ground: canvas.NewRectangle(color.Transparent), arrow: canvas.NewText("▾", color.Black)}
	c.arrow.Alignment = fyne.TextAlignCenter
	c.ground.StrokeWidth = 1
	c.ExtendBaseWidget(c)
	c.Hide()
	return c
}

// Tapped lists the words.
func (c *chooser) Tapped(*fyne.PointEvent) { c.g.choose() }

// CreateRenderer draws the arrow.
func (c *chooser) CreateRenderer() fyne.WidgetRenderer { return &chooserRenderer{c} }

type chooserRenderer struct{ c *chooser }

func (r *chooserRenderer) MinSize() fyne.Size { return fyne.NewSize(10, 10) }
func (r *chooserRenderer) Destroy()           {}
func (r *chooserRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.c.ground, r.c.arrow}
}

func (r *chooserRenderer) Layout(s fyne.Size) {
	r.c.ground.Resize(s)
	r.c.arrow.Resize(s)
}

func (r *chooserRenderer) Refresh() {
	l := &r.c.g.look
	r.c.ground.FillColor, r.c.ground.StrokeColor = l.head, l.cursor
	r.c.arrow.Color, r.c.arrow.TextSize = l.ink, l.size
	r.c.ground.Refresh()
	r.c.arrow.Refresh()
}

// place puts the arrow right of the cursor's cell, or into it where there is no room.
func (c *chooser) place() {
	g := c.g
	if g.editor != nil || len(g.choicesHere()) == 0 {
		c.Hide()
		return
	}
	at, size := g.box(g.areaOf(g.sel.row, g.sel.col))
	side := round(g.look.line)
	edge := g.headSize().Width + g.viewSize().Width
	left := at.X + size.Width
	if left+side > edge {
		left = min(at.X+size.Width, edge) - side - 2
	}
	c.Resize(fyne.NewSize(side, min(side+2, size.Height)))
	c.Move(fyne.NewPos(left, at.Y+size.Height-c.Size().Height-1))
	c.Hidden = !g.inView(at, size)
	c.Refresh()
}

// choicesHere are the words that the cursor's cell takes.
func (g *Grid) choicesHere() []string {
	if g.Choices == nil || g.rows == 0 || g.cols == 0 {
		return nil
	}
	if c := g.cursorCell(); !c.Editable {
		return nil
	}
	return g.Choices(g.sel.row, g.sel.col)
}

// choose lists the words that the cell takes; the chosen one is committed.
func (g *Grid) choose() {
	words := g.choicesHere()
	on := fyne.CurrentApp().Driver().CanvasForObject(g)
	if len(words) == 0 || on == nil {
		return
	}
	g.reveal()
	row, col := g.sel.row, g.sel.col
	now := g.cursorCell()
	items := make([]*fyne.MenuItem, 0, len(words))
	for _, word := range words {
		item := fyne.NewMenuItem(word, func() {
			g.takeFocus()
			g.commit([]Edit{{Row: row, Col: col, Text: word}})
		})
		item.Checked = word == now.Text
		items = append(items, item)
	}
	at, size := g.box(g.areaOf(row, col))
	at = fyne.CurrentApp().Driver().AbsolutePositionForObject(g).Add(at).AddXY(0, size.Height)
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), on, at)
}
