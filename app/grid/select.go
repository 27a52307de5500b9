package grid

// selection is the cursor and what is selected with it.
type selection struct {
	row, col int    // the cursor
	from     [2]int // one corner: the cursor, until Enter or Tab take it through the block
	ext      [2]int // the other
	tabFrom  int    // the column that Enter returns to after Tab; -1: none
}

func (s *selection) clamp(rows, cols int) {
	fit := func(i, n int) int { return max(0, min(i, n-1)) }
	s.row, s.col = fit(s.row, rows), fit(s.col, cols)
	s.from = [2]int{fit(s.from[0], rows), fit(s.from[1], cols)}
	s.ext = [2]int{fit(s.ext[0], rows), fit(s.ext[1], cols)}
}

// selected is the block between the cursor and the other corner, grown until it cuts no merged area.
func (g *Grid) selected() Area {
	if g.rows == 0 || g.cols == 0 {
		return Area{0, 0, -1, -1}
	}
	s := &g.sel
	a := g.areaOf(s.from[0], s.from[1]).union(g.areaOf(s.ext[0], s.ext[1]))
	if g.WholeRows {
		a.Left, a.Right = 0, g.cols-1
	}
	for {
		b := a
		for r := a.Top; r <= a.Bottom; r++ {
			b = b.union(g.areaOf(r, a.Left)).union(g.areaOf(r, a.Right))
		}
		for c := a.Left; c <= a.Right; c++ {
			b = b.union(g.areaOf(a.Top, c)).union(g.areaOf(a.Bottom, c))
		}
		if b == a {
			return a
		}
		a = b
	}
}

// moveTo puts the cursor, or with extend the other corner of the selection, into a cell.
func (g *Grid) moveTo(row, col int, extend bool) {
	if g.rows == 0 || g.cols == 0 {
		return
	}
	row, col = max(0, min(row, g.rows-1)), max(0, min(col, g.cols-1))
	was := [2]int{g.sel.row, g.sel.col}
	if extend {
		g.sel.from, g.sel.ext = was, [2]int{row, col}
		g.show(g.areaOf(row, col))
	} else {
		row, col = g.anchor(row, col)
		g.sel.row, g.sel.col = row, col
		g.sel.from, g.sel.ext = [2]int{row, col}, [2]int{row, col}
		g.show(g.areaOf(row, col))
	}
	g.redraw()
	if now := [2]int{g.sel.row, g.sel.col}; now != was && g.OnSelect != nil {
		g.OnSelect(now[0], now[1])
	}
}

// SelectArea selects a block, with the cursor in its first cell.
func (g *Grid) SelectArea(a Area) {
	g.moveTo(a.Top, a.Left, false)
	g.sel.ext = [2]int{min(a.Bottom, g.rows-1), min(a.Right, g.cols-1)}
	g.redraw()
}

func (g *Grid) selectAll() {
	was := g.scroll
	g.SelectArea(Area{0, 0, g.rows - 1, g.cols - 1})
	g.scroll = was
	g.redraw()
}

// from is where the next step starts: the other corner if the selection is to grow.
func (g *Grid) from(extend bool) (row, col int) {
	if extend {
		return g.sel.ext[0], g.sel.ext[1]
	}
	return g.sel.row, g.sel.col
}

// step moves by one cell, over merged areas as one.
func (g *Grid) step(dr, dc int, extend bool) {
	row, col := g.from(extend)
	a := g.areaOf(row, col)
	switch {
	case dr > 0:
		row = a.Bottom + 1
	case dr < 0:
		row = a.Top - 1
	case dc > 0:
		col = a.Right + 1
	case dc < 0:
		col = a.Left - 1
	}
	for g.ys.within(row) && g.xs.within(col) && (g.ys.length(row) == 0 || g.xs.length(col) == 0) {
		row, col = row+dr, col+dc // what is hidden is passed over
	}
	if g.ys.within(row) && g.xs.within(col) {
		g.moveTo(row, col, extend)
	}
}

func (g *Grid) blank(row, col int) bool {
	r, c := g.anchor(row, col)
	if r != row || c != col {
		return true
	}
	cell := g.src.Cell(r, c)
	return cell.Text == ""
}

// leap moves to the edge of the filled cells, as Ctrl with an arrow does in Excel.
func (g *Grid) leap(dr, dc int, extend bool) {
	row, col := g.from(extend)
	in := func(r, c int) bool { return g.ys.within(r) && g.xs.within(c) }
	r, c := row+dr, col+dc
	if !in(r, c) {
		return
	}
	if !g.blank(row, col) && !g.blank(r, c) {
		for in(r+dr, c+dc) && !g.blank(r+dr, c+dc) {
			r, c = r+dr, c+dc
		}
	} else {
		for in(r+dr, c+dc) && g.blank(r, c) {
			r, c = r+dr, c+dc
		}
	}
	g.moveTo(r, c, extend)
}

// lastIn is the last filled column of a row.
func (g *Grid) lastIn(row int) int {
	for c := g.cols - 1; c > 0; c-- {
		if !g.blank(row, c) {
			return c
		}
	}
	return 0
}

// lastCell is where the last filled row and the last filled column meet.
func (g *Grid) lastCell() (row, col int) {
	for r := range g.rows {
		for c := range g.cols {
			if !g.blank(r, c) {
				row, col = max(row, r), max(col, c)
			}
		}
	}
	return row, col
}

// page moves by as many rows as are in view.
func (g *Grid) page(dir int, extend bool) {
	row, col := g.from(extend)
	view := g.bodySize().Height
	place := g.ys.start(row) + float32(dir)*view
	next := g.ys.at(place)
	if next == row {
		next += dir
	}
	g.scroll.Y += float32(dir) * view
	g.moveTo(next, col, extend)
}

// enter goes down, or up; after Tab back to the column where that began; within a selected block
// through its cells.
func (g *Grid) enter(dir int) {
	if g.cycle(dir, true) {
		return
	}
	from := g.sel.tabFrom
	g.sel.tabFrom = -1
	if from >= 0 && dir > 0 && g.sel.row+1 < g.rows {
		g.moveTo(g.sel.row+1, from, false)
		return
	}
	g.step(dir, 0, false)
}

func (g *Grid) tab(dir int) {
	if g.cycle(dir, false) {
		return
	}
	if g.sel.tabFrom < 0 {
		g.sel.tabFrom = g.sel.col
	}
	g.step(0, dir, false)
}

// cycle moves the cursor to the next cell within a selected block; false if there is no block.
func (g *Grid) cycle(dir int, down bool) bool {
	a, one := g.selected(), g.areaOf(g.sel.row, g.sel.col)
	if a == one {
		return false
	}
	row, col := g.sel.row, g.sel.col
	for range a.Cells() {
		if down {
			row, col = next(row, col, dir, [4]int{a.Top, a.Bottom, a.Left, a.Right})
		} else {
			col, row = next(col, row, dir, [4]int{a.Left, a.Right, a.Top, a.Bottom})
		}
		if r, c := g.anchor(row, col); r == row && c == col {
			break
		}
	}
	g.sel.row, g.sel.col = row, col
	g.sel.from, g.sel.ext = [2]int{a.Top, a.Left}, [2]int{a.Bottom, a.Right}
	g.show(g.areaOf(row, col))
	g.redraw()
	if g.OnSelect != nil {
		g.OnSelect(row, col)
	}
	return true
}

// next steps i through a block, and j on by one where i runs over its end.
func next(i, j, dir int, ends [4]int) (int, int) {
	first, last, firstJ, lastJ := ends[0], ends[1], ends[2], ends[3]
	i += dir
	switch {
	case i > last:
		i, j = first, j+1
	case i < first:
		i, j = last, j-1
	}
	switch {
	case j > lastJ:
		j = firstJ
	case j < firstJ:
		j = lastJ
	}
	return i, j
}
