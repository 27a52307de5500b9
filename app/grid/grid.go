// Package grid is a spreadsheet-like widget: cells with headings, merged areas, marks, a selection and
// the keys of Excel. It knows nothing of returns or reports; it asks a Source, and tells what a person
// did through its callbacks.
package grid

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Grid shows the cells of a Source. Set the callbacks and switches before it is first shown, or call
// Refresh after. It is used on the screen's thread alone.
type Grid struct {
	widget.BaseWidget

	OnSelect   func(row, col int)                        // another cell has the cursor
	OnCommit   func([]Edit)                              // typed, pasted or cleared: one step
	OnActivate func(row, col int)                        // Enter or double click on a cell that is not typed into
	OnMenu     func(row, col int, at fyne.Position)      // right click, menu key; the place is the window's
	OnHover    func(row, col int, at fyne.Position)      // the mouse came over another cell; -1, -1: it left
	OnRefused  func(Refusal)                             // cells that do not take what was typed or pasted
	Choices    func(row, col int) []string               // the words that a cell takes; none where it takes anything
	OnKey      func(fyne.KeyName, fyne.KeyModifier) bool // keys before the grid's own; true: taken
	OnShortcut func(fyne.Shortcut)                       // those the grid does not know; nil: they are the window's
	OnUndo     func()
	OnRedo     func()
	Later      func(func()) // calls back after the event at hand; nil: at once

	Tones        map[Mark]Tone // colours of the marks; nil: the theme's own
	HideHeadings bool          // no A, B, C and 1, 2, 3
	Stretch      bool          // the last column takes the room that is left
	WholeRows    bool          // rows are selected, not cells: a list
	TabLeaves    bool          // Tab goes on to the next widget
	Zoom         float32       // 1: the theme's text size

	src        Source
	rows, cols int
	wraps      *wrapper
	look       look
	xs, ys     *axis
	frozen     struct{ titles, rows, cols int } // rows from titles on stand now, and the first columns
	scroll     fyne.Position
	sel        selection
	focused    bool
	mods       fyne.KeyModifier // where the driver does not tell
	hover      [2]int
	editor     *editor
	drawn      *renderer
	stretched  float32 // the width when the columns were laid
}

// New makes a grid of the source with the cursor in the first cell.
func New(src Source) *Grid {
	g := &Grid{src: src, wraps: newWrapper(), Zoom: 1, hover: [2]int{-1, -1}}
	g.sel.tabFrom = -1
	g.ExtendBaseWidget(g)
	g.measure()
	return g
}

// SetSource shows another source, from its first cell on. What is being typed is given up.
func (g *Grid) SetSource(src Source) {
	g.endEdit()
	g.src, g.scroll = src, fyne.Position{}
	g.sel = selection{tabFrom: -1}
	g.Refresh()
}

// ChangeSource shows another state of what is shown: same place, same selection, and typing goes on.
func (g *Grid) ChangeSource(src Source) {
	g.src = src
	g.Refresh()
}

// Refresh shows the source as it is now: same place, same selection.
func (g *Grid) Refresh() {
	g.measure()
	g.sel.clamp(g.rows, g.cols)
	g.BaseWidget.Refresh()
}

// Cells is the size of the source when it was last asked.
func (g *Grid) Cells() (rows, cols int) { return g.rows, g.cols }

// Cursor is the cell that has it.
func (g *Grid) Cursor() (row, col int) { return g.sel.row, g.sel.col }

// Selection is the selected block.
func (g *Grid) Selection() Area { return g.selected() }

// Select puts the cursor into a cell and brings it into view.
func (g *Grid) Select(row, col int) {
	g.Commit()
	g.moveTo(row, col, false)
}

// Offset is how far the grid is scrolled, to come back to with ScrollTo.
func (g *Grid) Offset() fyne.Position { return g.scroll }

// ScrollTo scrolls to where the grid was.
func (g *Grid) ScrollTo(offset fyne.Position) {
	g.scroll = offset
	g.redraw()
}

// SetZoom sizes the text, 1 for the theme's size.
func (g *Grid) SetZoom(zoom float32) {
	g.Zoom = max(0.5, min(zoom, 3))
	g.Refresh()
	g.reveal()
}

// Editing tells that a person is typing into a cell.
func (g *Grid) Editing() bool { return g.editor != nil }

// Hovered is the hint of the cell under the mouse, if any.
func (g *Grid) Hovered() string {
	if g.hover[0] < 0 {
		return ""
	}
	row, col := g.anchor(g.hover[0], g.hover[1])
	c := g.src.Cell(row, col)
	return c.Hint
}

// MinSize leaves the grid a few cells; it takes what room there is.
func (g *Grid) MinSize() fyne.Size {
	g.ExtendBaseWidget(g)
	return fyne.NewSize(120, 80)
}

// measure asks the source for its size and lays columns and rows.
func (g *Grid) measure() {
	g.look = newLook(g)
	g.rows, g.cols = g.src.Size()
	g.xs = newAxis(g.cols, func(c int) float32 { return g.look.columnWidth(g.src.Width(c)) })
	g.stretch()
	heights := make([]float32, g.rows)
	for r := range heights {
		heights[r] = g.rowHeight(r)
	}
	g.ys = newAxis(g.rows, func(r int) float32 { return heights[r] })
	g.growMerged(heights)
}

// stretch gives the last column the room that is left.
func (g *Grid) stretch() {
	g.stretched = g.Size().Width
	room := g.stretched - g.headSize().Width - g.look.bar
	if n := len(g.xs.pos); g.Stretch && n > 1 && g.xs.pos[n-1] < room {
		g.xs.pos[n-1] = room
	}
}

// rowHeight is what the source says, or more where wrapped text needs it: nothing is cut.
func (g *Grid) rowHeight(row int) float32 {
	h := g.look.rowHeight(g.src.Height(row))
	if h == 0 {
		return 0
	}
	for c := range g.cols {
		cell := g.src.Cell(row, c)
		if !cell.Wrap || cell.Text == "" {
			continue
		}
		if _, merged := g.src.MergeAt(row, c); merged {
			continue
		}
		h = max(h, g.look.textHeight(len(g.wraps.lines(g.look.wrapKey(&cell, g.xs.length(c))))))
	}
	return h
}

// growMerged makes the last row of a merged area higher where its wrapped text needs more than the
// area has.
func (g *Grid) growMerged(heights []float32) {
	grown := false
	for r := range g.rows {
		for c := range g.cols {
			a, merged := g.src.MergeAt(r, c)
			if !merged || a.Top != r || a.Left != c || a.Bottom >= g.rows || a.Right >= g.cols {
				continue
			}
			cell := g.src.Cell(r, c)
			if !cell.Wrap || cell.Text == "" {
				continue
			}
			lines := g.wraps.lines(g.look.wrapKey(&cell, g.xs.span(a.Left, a.Right)))
			if lack := g.look.textHeight(len(lines)) - g.ys.span(a.Top, a.Bottom); lack > 0 {
				heights[a.Bottom] = max(heights[a.Bottom], g.ys.length(a.Bottom)+lack)
				grown = true
			}
		}
	}
	if grown {
		g.ys = newAxis(g.rows, func(r int) float32 { return heights[r] })
	}
}

// anchor is the cell that stands for the given one: the first of a merged area.
func (g *Grid) anchor(row, col int) (int, int) {
	if a, ok := g.src.MergeAt(row, col); ok {
		return a.Top, a.Left
	}
	return row, col
}

// areaOf is the cell, or the merged area it is part of, cut to the grid.
func (g *Grid) areaOf(row, col int) Area {
	if a, ok := g.src.MergeAt(row, col); ok {
		a.Bottom, a.Right = min(a.Bottom, g.rows-1), min(a.Right, g.cols-1)
		return a
	}
	return Area{row, col, row, col}
}

// FocusGained shows the cursor strongly.
func (g *Grid) FocusGained() {
	g.focused = true
	g.redraw()
}

// FocusLost shows it faintly.
func (g *Grid) FocusLost() {
	g.focused, g.mods = false, 0
	g.redraw()
}

// AcceptsTab keeps Tab for moving between cells.
func (g *Grid) AcceptsTab() bool { return !g.TabLeaves }

func (g *Grid) takeFocus() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(g); c != nil {
		c.Focus(g)
	}
}

// modifiers are the keys held down with another.
func (g *Grid) modifiers() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return g.mods
}

func (g *Grid) redraw() {
	if g.drawn != nil {
		g.drawn.draw()
	}
}
