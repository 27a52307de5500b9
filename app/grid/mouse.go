package grid

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// MouseDown selects: a cell, with Shift up to a cell, on a heading the whole column or row.
func (g *Grid) MouseDown(ev *desktop.MouseEvent) {
	g.Commit()
	g.takeFocus()
	g.sel.tabFrom = -1
	if g.rows == 0 || g.cols == 0 || g.outside(ev.Position) {
		return
	}
	row, col, inRows, inCols := g.cellAt(ev.Position)
	shift := ev.Modifier&fyne.KeyModifierShift != 0
	if ev.Button == desktop.MouseButtonSecondary {
		if a := g.selected(); inRows || inCols || a.Has(row, col) {
			return
		}
		g.moveTo(row, col, false)
		return
	}
	switch {
	case inRows && inCols:
		g.selectAll()
	case inCols:
		g.band(Area{0, col, g.rows - 1, col}, shift)
	case inRows:
		g.band(Area{row, 0, row, g.cols - 1}, shift)
	default:
		g.moveTo(row, col, shift)
	}
}

// band selects a column or a row, or with grow all up to it, and leaves the view where it is.
func (g *Grid) band(a Area, grow bool) {
	if grow {
		a = a.union(g.selected())
	}
	was := g.scroll
	g.SelectArea(a)
	g.scroll = was
	g.redraw()
}

// MouseUp is part of desktop.Mouseable.
func (g *Grid) MouseUp(*desktop.MouseEvent) {}

// Dragged selects up to the cell under the mouse; beyond the edge the cells come after.
func (g *Grid) Dragged(ev *fyne.DragEvent) {
	if g.rows == 0 || g.cols == 0 {
		return
	}
	head, v := g.headSize(), g.viewSize()
	p := ev.Position
	p.X = max(head.Width, min(p.X, head.Width+v.Width-1))
	p.Y = max(head.Height, min(p.Y, head.Height+v.Height-1))
	row, col, _, _ := g.cellAt(p)
	if ext := [2]int{row, col}; ext != g.sel.ext {
		g.moveTo(row, col, true)
	}
}

// DragEnd is part of fyne.Draggable.
func (g *Grid) DragEnd() {}

// Tapped is there so that a double tap is told from two taps; MouseDown has selected already.
func (g *Grid) Tapped(*fyne.PointEvent) {}

// DoubleTapped types into the cell, or opens what is behind it.
func (g *Grid) DoubleTapped(ev *fyne.PointEvent) {
	_, _, rows, cols := g.cellAt(ev.Position)
	if rows || cols || g.outside(ev.Position) || g.rows == 0 {
		return
	}
	if c := g.cursorCell(); !c.Editable && g.OnActivate != nil {
		g.OnActivate(g.sel.row, g.sel.col)
		return
	}
	g.edit()
}

// TappedSecondary asks for the cell's menu.
func (g *Grid) TappedSecondary(ev *fyne.PointEvent) {
	if g.OnMenu != nil && g.rows > 0 && g.cols > 0 {
		g.OnMenu(g.sel.row, g.sel.col, ev.AbsolutePosition)
	}
}

// Scrolled moves the view; with Shift across.
func (g *Grid) Scrolled(ev *fyne.ScrollEvent) {
	dx, dy := ev.Scrolled.DX, ev.Scrolled.DY
	if dx == 0 && g.modifiers()&fyne.KeyModifierShift != 0 {
		dx, dy = dy, 0
	}
	g.scrollBy(-dx, -dy)
}

func (g *Grid) scrollBy(dx, dy float32) {
	was := g.scroll
	g.scroll = g.scroll.AddXY(dx, dy)
	g.settle()
	if g.scroll != was {
		g.redraw()
	}
}

// MouseIn begins to follow the mouse.
func (g *Grid) MouseIn(ev *desktop.MouseEvent) { g.MouseMoved(ev) }

// MouseMoved tells when the mouse comes over another cell.
func (g *Grid) MouseMoved(ev *desktop.MouseEvent) {
	now := [2]int{-1, -1}
	if row, col, rows, cols := g.cellAt(ev.Position); !rows && !cols && g.rows > 0 && g.cols > 0 && !g.outside(ev.Position) {
		row, col = g.anchor(row, col)
		now = [2]int{row, col}
	}
	g.hoverOver(now, ev.AbsolutePosition)
}

// MouseOut ends it.
func (g *Grid) MouseOut() { g.hoverOver([2]int{-1, -1}, fyne.Position{}) }

func (g *Grid) hoverOver(now [2]int, at fyne.Position) {
	if now == g.hover {
		return
	}
	g.hover = now
	if g.OnHover != nil {
		g.OnHover(now[0], now[1], at)
	}
}
