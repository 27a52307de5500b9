package app

import (
	"bieuxa/app/grid"
)

// textGrid is a source of plain cells for a grid: columns with a heading that stays, and rows.
type textGrid struct {
	heads  []string
	widths []float32 // in digits
	right  map[int]bool
	rows   int
	cell   func(row, col int) (text string, t tone)
	frozen int // columns that stay
}

// Size is the heading and the rows.
func (s *textGrid) Size() (rows, cols int) { return s.rows + 1, len(s.heads) }

// Cell is a heading or a cell of a row.
func (s *textGrid) Cell(row, col int) grid.Cell {
	c := grid.Cell{Align: grid.Left}
	if s.right[col] {
		c.Align = grid.Right
	}
	if row == 0 {
		c.Text, c.Bold, c.Fill = s.heads[col], true, headFill()
		return c
	}
	text, t := s.cell(row-1, col)
	c.Text, c.Hint = text, text
	paint(&c, t)
	return c
}

// Width is a column's width, the same whatever its cells hold.
func (s *textGrid) Width(col int) float32 { return s.widths[col] }

// Height leaves rows their usual height.
func (s *textGrid) Height(int) float32 { return usualRow }

// MergeAt: nothing is merged.
func (s *textGrid) MergeAt(int, int) (grid.Area, bool) { return grid.Area{}, false }

// Frozen keeps the heading.
func (s *textGrid) Frozen() (rows, cols int) { return 1, s.frozen }

// usualRow is a row's height in points: a line with room above and below.
const usualRow = 18

// paint gives a cell the ink and the fill of a tone; an empty tone leaves it plain.
func paint(c *grid.Cell, t tone) {
	if t != "" {
		c.Ink, c.Fill = ink(t.inkName()), ink(t.fillName())
	}
}
