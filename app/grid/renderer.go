package grid

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// renderer draws a grid: four panes of cells, two of headings, two bars, and what is typed on top.
type renderer struct {
	g                        *Grid
	ground                   *canvas.Rectangle
	corner                   *canvas.Rectangle
	body, top, left, both    *pane
	heads                    [4]*pane          // of columns that stand and that scroll, of rows likewise
	standsBelow, standsRight *canvas.Rectangle // the edges of what stands
	across, down             *bar
	chooser                  *chooser
	objects                  []fyne.CanvasObject
}

// CreateRenderer draws the grid.
func (g *Grid) CreateRenderer() fyne.WidgetRenderer {
	g.ExtendBaseWidget(g)
	r := &renderer{g: g, ground: canvas.NewRectangle(color.Transparent), corner: canvas.NewRectangle(color.Transparent),
		body: newPane(), top: newPane(), left: newPane(), both: newPane(), heads: [4]*pane{newPane(), newPane(), newPane(), newPane()},
		standsBelow: canvas.NewRectangle(color.Transparent), standsRight: canvas.NewRectangle(color.Transparent)}
	r.across = newBar(false, func(x float32) { g.scrollBy(x-g.scroll.X, 0) })
	r.down = newBar(true, func(y float32) { g.scrollBy(0, y-g.scroll.Y) })
	r.chooser = newChooser(g)
	r.objects = []fyne.CanvasObject{r.ground, r.body.clip, r.top.clip, r.left.clip, r.both.clip,
		r.standsBelow, r.standsRight, r.heads[0].clip, r.heads[1].clip, r.heads[2].clip, r.heads[3].clip, r.corner, r.across, r.down, r.chooser}
	r.body.ground.Hide() // it lies on the grid's own: where the processor draws, a pane's ground costs as much as all its cells
	g.drawn = r
	return r
}

func (r *renderer) Destroy()                     {}
func (r *renderer) MinSize() fyne.Size           { return fyne.NewSize(120, 80) }
func (r *renderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *renderer) Layout(s fyne.Size) {
	r.ground.Resize(s)
	if r.g.Stretch && r.g.stretched != s.Width {
		r.g.measure()
	}
	r.draw()
}

func (r *renderer) Refresh() {
	r.across.Refresh()
	r.down.Refresh()
	r.draw()
}

// draw shows what is in view now.
func (r *renderer) draw() {
	g := r.g
	if g.Size().IsZero() {
		return
	}
	g.settle()
	r.ground.FillColor, r.corner.FillColor = g.look.paper, g.look.head
	head, f, b, v := g.headSize(), g.frozenSize(), g.bodySize(), g.viewSize()
	rest := fyne.NewPos(f.Width+g.scroll.X, f.Height+g.scroll.Y)
	o := fyne.NewPos(head.Width, head.Height)
	cells := part{xs: g.xs, ys: g.ys, cell: g.src.Cell, area: g.areaOf, flow: true, list: g.WholeRows, look: &g.look, wraps: g.wraps}
	rows, cols := [2]int{g.frozen.titles, g.frozen.rows}, [2]int{0, g.frozen.cols}
	stand, scrolling := g.ys.start(g.frozen.titles), g.frozen.rows
	if !g.standing() {
		scrolling = 0
	}
	seenRows, seenCols := seen(g.ys, scrolling, rest.Y, b.Height), seen(g.xs, g.frozen.cols, rest.X, b.Width)
	r.cells(r.body, cells, place{o.AddXY(f.Width, f.Height), b, rest, seenRows, seenCols})
	r.cells(r.top, cells, place{o.AddXY(f.Width, 0), fyne.NewSize(b.Width, f.Height), fyne.NewPos(rest.X, stand), rows, seenCols})
	r.cells(r.left, cells, place{o.AddXY(0, f.Height), fyne.NewSize(f.Width, b.Height), fyne.NewPos(0, rest.Y), seenRows, cols})
	r.cells(r.both, cells, place{o, f, fyne.NewPos(0, stand), rows, cols})
	r.headings(head, seenRows, seenCols)
	r.edges(o, f, v)
	r.corner.Resize(head)
	bar := g.look.bar
	r.across.Move(fyne.NewPos(o.X, o.Y+v.Height))
	r.across.Resize(fyne.NewSize(v.Width, bar))
	r.down.Move(fyne.NewPos(o.X+v.Width, o.Y))
	r.down.Resize(fyne.NewSize(bar, v.Height))
	r.across.Hidden = v.Width >= g.xs.total()
	r.down.Hidden = v.Height >= g.ys.total()
	r.across.set(g.scroll.X, v.Width, g.xs.total())
	r.down.set(g.scroll.Y, v.Height, g.ys.total())
	r.chooser.place()
	if g.editor != nil {
		g.editor.place()
	}
	canvas.Refresh(r.ground)
}

func seen(a *axis, frozen int, from, room float32) [2]int {
	first, beyond := a.seen(frozen, a.count(), from, from+room)
	return [2]int{first, beyond}
}

// place is where a pane stands, and what of the cells it shows.
type place struct {
	at         fyne.Position
	size       fyne.Size
	shift      fyne.Position
	rows, cols [2]int
}

func (r *renderer) cells(p *pane, t part, where place) {
	t.at, t.size, t.shift, t.rows, t.cols = where.at, where.size, where.shift, where.rows, where.cols
	p.draw(&t)
	g := r.g
	if g.rows == 0 || g.cols == 0 {
		p.block.Hide()
		p.cursor.Hide()
		return
	}
	width := float32(1)
	if g.focused || g.editor != nil {
		width = 3
	}
	block, cursor := g.selected(), g.areaOf(g.sel.row, g.sel.col)
	if g.WholeRows {
		cursor.Left, cursor.Right = 0, g.cols-1
	}
	p.choose(&t, block, cursor, width)
}

// headings draws A, B, C and 1, 2, 3; those of the selection stand out.
func (r *renderer) headings(head fyne.Size, seenRows, seenCols [2]int) {
	g := r.g
	r.corner.Hidden = g.HideHeadings
	if g.HideHeadings {
		for _, p := range r.heads {
			p.hide()
		}
		return
	}
	sel := g.selected()
	cell := func(name string, chosen bool) Cell {
		c := Cell{Text: name, Align: Center, Bold: chosen, Fill: g.look.head}
		if chosen {
			c.Fill = blend(g.look.cursor, g.look.head, 0.25)
		}
		return c
	}
	one := newAxis(1, func(int) float32 { return head.Height })
	wide := newAxis(1, func(int) float32 { return head.Width })
	cols := part{xs: g.xs, ys: one, rows: [2]int{0, 1}, area: single, look: &g.look, wraps: g.wraps,
		cell: func(_, col int) Cell { return cell(g.colName(col), col >= sel.Left && col <= sel.Right) }}
	rows := part{xs: wide, ys: g.ys, cols: [2]int{0, 1}, area: single, look: &g.look, wraps: g.wraps,
		cell: func(row, _ int) Cell { return cell(g.rowName(row), row >= sel.Top && row <= sel.Bottom) }}
	draw := func(p *pane, t part, x, y, w, h float32) {
		t.at, t.size = fyne.NewPos(x, y), fyne.NewSize(w, h)
		p.draw(&t)
	}
	f, b := g.frozenSize(), g.bodySize()
	cols.cols = [2]int{0, g.frozen.cols}
	draw(r.heads[0], cols, head.Width, 0, f.Width, head.Height)
	cols.cols, cols.shift = seenCols, fyne.NewPos(f.Width+g.scroll.X, 0)
	draw(r.heads[1], cols, head.Width+f.Width, 0, b.Width, head.Height)
	rows.rows, rows.shift = [2]int{g.frozen.titles, g.frozen.rows}, fyne.NewPos(0, g.ys.start(g.frozen.titles))
	draw(r.heads[2], rows, 0, head.Height, head.Width, f.Height)
	rows.rows, rows.shift = seenRows, fyne.NewPos(0, f.Height+g.scroll.Y)
	draw(r.heads[3], rows, 0, head.Height+f.Height, head.Width, b.Height)
}

func single(row, col int) Area { return Area{row, col, row, col} }

// edges draws where what stands ends, if anything does.
func (r *renderer) edges(o fyne.Position, f, v fyne.Size) {
	g := r.g
	wide, tall := min(v.Width, g.xs.total()), min(v.Height, g.ys.total())
	for _, e := range []struct {
		line *canvas.Rectangle
		at   fyne.Position
		size fyne.Size
	}{
		{r.standsBelow, o.AddXY(0, f.Height-1), fyne.NewSize(wide, 2)},
		{r.standsRight, o.AddXY(f.Width-1, 0), fyne.NewSize(2, tall)},
	} {
		e.line.FillColor = blend(g.look.ink, g.look.paper, 0.5)
		e.line.Move(e.at)
		e.line.Resize(e.size)
	}
	r.standsBelow.Hidden = f.Height == 0
	r.standsRight.Hidden = g.frozen.cols == 0
}
