package grid

import "fyne.io/fyne/v2"

// headSize is the room for the row headings and the column headings.
func (g *Grid) headSize() fyne.Size {
	if g.HideHeadings {
		return fyne.Size{}
	}
	digits := float32(2)
	for n := g.rows; n >= 100; n /= 10 {
		digits++
	}
	return fyne.NewSize(g.look.columnWidth(digits+1), g.look.textHeight(1))
}

// standing tells that headings stand at the top.
func (g *Grid) standing() bool { return g.frozen.rows > 0 }

// frozenSize is the room of the rows and columns that stay.
func (g *Grid) frozenSize() fyne.Size {
	if !g.standing() {
		return fyne.NewSize(g.xs.start(g.frozen.cols), 0)
	}
	return fyne.NewSize(g.xs.start(g.frozen.cols), g.ys.start(g.frozen.rows)-g.ys.start(g.frozen.titles))
}

// viewSize is the room for cells: headings taken off, and bars where they are needed.
func (g *Grid) viewSize() fyne.Size {
	head, s := g.headSize(), g.Size()
	v := fyne.NewSize(max(0, s.Width-head.Width-g.look.bar), max(0, s.Height-head.Height))
	if g.xs.total() > v.Width {
		v.Height = max(0, v.Height-g.look.bar)
	}
	return v
}

// bodySize is the room for the cells that scroll.
func (g *Grid) bodySize() fyne.Size {
	v, f := g.viewSize(), g.frozenSize()
	return fyne.NewSize(max(0, v.Width-f.Width), max(0, v.Height-f.Height))
}

// fewest are the digits that columns that stand must have room for.
const fewest = 7.5

// freeze keeps headings and columns standing as long as they leave the larger part of the room to the rest.
func (g *Grid) freeze() {
	_, cols := g.src.Frozen()
	cols = min(cols, g.cols)
	for cols > 0 && g.xs.start(cols) > g.viewSize().Width*0.5 {
		cols--
	}
	if g.xs.start(cols) < fewest*g.look.digit {
		cols = 0 // a number alone says nothing of its row
	}
	g.frozen.cols, g.frozen.titles, g.frozen.rows = cols, 0, 0
	for _, b := range g.bands() {
		if tall := g.ys.start(b.To) - g.ys.start(b.From); tall <= g.viewSize().Height*0.5 &&
			g.ys.start(b.From) <= g.scroll.Y && g.scroll.Y+tall < g.ys.start(b.Until) {
			g.frozen.titles, g.frozen.rows = b.From, b.To
		}
	}
}

// bands are the headings of the source, cut to its rows.
func (g *Grid) bands() []Band {
	rows, _ := g.src.Frozen()
	all := []Band{{0, rows, g.rows}}
	if s, ok := g.src.(Banded); ok {
		all = s.Bands()
	}
	out := make([]Band, 0, len(all))
	for _, b := range all {
		if b.To > b.From && b.From >= 0 && b.To <= g.rows {
			out = append(out, Band{b.From, b.To, min(b.Until, g.rows)})
		}
	}
	return out
}

// home is the first cell below the first headings.
func (g *Grid) home() (row, col int) {
	for _, b := range g.bands() {
		return min(b.To, g.rows-1), g.frozen.cols
	}
	return 0, g.frozen.cols
}

// settle keeps the scrolled place within the cells.
func (g *Grid) settle() {
	g.freeze()
	v := g.viewSize()
	defer g.freeze()
	g.scroll.X = max(0, min(g.scroll.X, g.xs.total()-v.Width))
	g.scroll.Y = max(0, min(g.scroll.Y, g.ys.total()-v.Height))
}

// show scrolls as little as brings the area into view; of one that has no room its beginning.
func (g *Grid) show(a Area) {
	if a.Bottom < a.Top || g.Size().IsZero() {
		return
	}
	g.settle()
	if a.Right >= g.frozen.cols {
		f := g.frozenSize().Width
		g.scroll.X = g.xs.nearest(g.scroll.X+f, max(a.Left, g.frozen.cols), a.Right, g.bodySize().Width) - f
	}
	for range 3 { // headings that come to stand on the way, or go, change the room
		if a.Top >= g.frozen.titles && a.Bottom < g.frozen.rows {
			return
		}
		f, from := g.frozenSize().Height, a.Top
		if a.Bottom >= g.frozen.rows {
			from = max(from, g.frozen.rows)
		}
		g.scroll.Y = g.ys.nearest(g.scroll.Y+f, from, a.Bottom, g.bodySize().Height) - f
		g.settle()
	}
}

// reveal brings the cursor into view.
func (g *Grid) reveal() {
	if g.rows > 0 && g.cols > 0 {
		g.show(g.areaOf(g.sel.row, g.sel.col))
		g.redraw()
	}
}

// box is where an area stands on the grid; of a frozen part that which stands.
func (g *Grid) box(a Area) (fyne.Position, fyne.Size) {
	head := g.headSize()
	at := fyne.NewPos(head.Width+g.xs.start(a.Left), head.Height+g.ys.start(a.Top))
	if a.Left >= g.frozen.cols {
		at.X -= g.scroll.X
	}
	if g.standing() && a.Top >= g.frozen.titles && a.Top < g.frozen.rows {
		at.Y -= g.ys.start(g.frozen.titles)
	} else {
		at.Y -= g.scroll.Y
	}
	return at, fyne.NewSize(g.xs.span(a.Left, a.Right), g.ys.span(a.Top, a.Bottom))
}

// inView tells that a box begins within the cells' room, headings and what stands left out as far as
// they cover it.
func (g *Grid) inView(at fyne.Position, size fyne.Size) bool {
	head, v := g.headSize(), g.viewSize()
	return at.X+size.Width > head.Width && at.Y+size.Height > head.Height && at.X < head.Width+v.Width && at.Y < head.Height+v.Height
}

// cellAt is the cell at a place of the grid, the nearest if there is none; inHead tells that the place
// is a column's heading (cols) or a row's (rows).
func (g *Grid) cellAt(p fyne.Position) (row, col int, rows, cols bool) {
	head, f := g.headSize(), g.frozenSize()
	x, y := p.X-head.Width, p.Y-head.Height
	cols, rows = y < 0, x < 0
	if x >= f.Width {
		x += g.scroll.X
	}
	if y >= f.Height {
		y += g.scroll.Y
	} else {
		y += g.ys.start(g.frozen.titles)
	}
	return g.ys.at(y), g.xs.at(x), rows, cols
}

// outside tells that a place is beyond the last row or column.
func (g *Grid) outside(p fyne.Position) bool {
	head, v := g.headSize(), g.viewSize()
	x, y := p.X-head.Width, p.Y-head.Height
	return x > min(v.Width, g.xs.total()) || y > min(v.Height, g.ys.total())
}

// columnName is A, B … Z, AA.
func columnName(col int) string {
	name := ""
	for col >= 0 {
		name = string(rune('A'+col%26)) + name
		col = col/26 - 1
	}
	return name
}
