package grid

import "slices"

// commit hands over what was typed, pasted or cleared. Cells that do not take it are told apart: the
// first of them and how many.
func (g *Grid) commit(edits []Edit) {
	var taken []Edit
	var refused []Edit
	for _, e := range edits {
		if !g.ys.within(e.Row) || !g.xs.within(e.Col) {
			refused = append(refused, e)
			continue
		}
		if r, c := g.anchor(e.Row, e.Col); r != e.Row || c != e.Col {
			if e.Text != "" {
				refused = append(refused, e)
			}
			continue
		}
		cell := g.src.Cell(e.Row, e.Col)
		switch {
		case (e.Text == cell.typed() || e.Text == cell.Text) && (!cell.Anew || e.Text == ""):
		case cell.Editable:
			taken = append(taken, e)
		default:
			refused = append(refused, e)
		}
	}
	if len(taken) > 0 && g.OnCommit != nil {
		g.OnCommit(taken)
		g.Refresh()
	}
	if len(taken) > 0 { // a block is cleared around its headings without a word
		refused = slices.DeleteFunc(refused, func(e Edit) bool { return e.Text == "" })
	}
	if len(refused) > 0 && g.OnRefused != nil {
		g.OnRefused(Refusal{min(refused[0].Row, g.rows-1), min(refused[0].Col, g.cols-1), len(refused), len(taken)})
	}
}

// clear empties the selected cells.
func (g *Grid) clear() {
	var edits []Edit
	a := g.selected()
	for r := a.Top; r <= a.Bottom; r++ {
		for c := a.Left; c <= a.Right; c++ {
			if !g.blank(r, c) {
				edits = append(edits, Edit{Row: r, Col: c})
			}
		}
	}
	g.commit(edits)
}

// copied is the selected block for the clipboard, as it would be typed: a figure without marks between
// thousands is read alike by every Excel.
func (g *Grid) copied() string {
	a := g.selected()
	var rows [][]string
	for r := a.Top; r <= a.Bottom; r++ {
		var row []string
		for c := a.Left; c <= a.Right; c++ {
			text := ""
			if y, x := g.anchor(r, c); y == r && x == c {
				cell := g.src.Cell(r, c)
				text = cell.typed()
			}
			row = append(row, text)
		}
		rows = append(rows, row)
	}
	return blockText(rows)
}

// paste lays the block from the first selected cell on. A block that fits into the selection more than
// once is repeated, as Excel does.
func (g *Grid) paste(text string) {
	if text == "" || g.rows == 0 || g.cols == 0 {
		return
	}
	block := parseBlock(text)
	wide := 0
	for _, row := range block {
		wide = max(wide, len(row))
	}
	a := g.selected()
	rows, cols := len(block), wide
	if n := a.Bottom - a.Top + 1; n%rows == 0 {
		rows = n
	}
	if n := a.Right - a.Left + 1; n%cols == 0 {
		cols = n
	}
	if a == g.areaOf(a.Top, a.Left) { // one cell, merged or not, says only where to begin
		rows, cols = len(block), wide
	}
	var edits []Edit
	for r := range rows {
		from := block[r%len(block)]
		for c := range cols {
			e := Edit{Row: a.Top + r, Col: a.Left + c}
			if i := c % wide; i < len(from) {
				e.Text = from[i]
			}
			edits = append(edits, e)
		}
	}
	g.sel.row, g.sel.col = a.Top, a.Left
	g.sel.from = [2]int{a.Top, a.Left}
	g.sel.ext = [2]int{min(a.Top+rows, g.rows) - 1, min(a.Left+cols, g.cols) - 1}
	g.commit(edits)
	g.redraw()
}

// fillDown repeats the first row of the selection in the others.
func (g *Grid) fillDown() {
	a := g.selected()
	var edits []Edit
	for c := a.Left; c <= a.Right; c++ {
		first := g.src.Cell(a.Top, c)
		for r := a.Top + 1; r <= a.Bottom; r++ {
			edits = append(edits, Edit{Row: r, Col: c, Text: first.typed()})
		}
	}
	g.commit(edits)
}
