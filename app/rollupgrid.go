package app

import (
	"bieuxa/app/grid"
)

// familyGrid is a family table as a grid shows it.
type familyGrid struct{ v *familyView }

// Size is that of the table with its headings and totals.
func (s familyGrid) Size() (rows, cols int) { return s.v.rows(), len(s.v.columns) }

// Cell shows headings and totals apart from the units.
func (s familyGrid) Cell(row, col int) grid.Cell {
	v := s.v
	c := grid.Cell{Text: v.text(row, col), Align: grid.Right}
	switch {
	case col == 0:
		c.Align = grid.Left
	case row < familyHeads:
		c.Align = grid.Center
	}
	if row < familyHeads+v.totals() {
		c.Bold, c.Fill = true, headFill()
		c.Wrap = row < familyHeads
	}
	paint(&c, v.tone(row, col))
	c.Hint = c.Text
	return c
}

// Width leaves money its room.
func (s familyGrid) Width(col int) float32 {
	switch {
	case col == 0:
		return 29
	case s.v.measure >= 0:
		return 15
	}
	return 11
}

// Height leaves the headings what they need.
func (s familyGrid) Height(row int) float32 {
	if row < familyHeads {
		return 0
	}
	return usualRow
}

// MergeAt puts the upper heading over the columns it is of.
func (s familyGrid) MergeAt(row, col int) (grid.Area, bool) {
	if col == 0 && row < familyHeads {
		return grid.Area{Top: 0, Left: 0, Bottom: 1, Right: 0}, s.v.sortBy != 0
	}
	if row != 0 || col == 0 || s.v.measure >= 0 && col == 1 {
		return grid.Area{}, false
	}
	left := col
	if s.v.columns[col].at.moves() {
		left--
	}
	return grid.Area{Top: 0, Left: left, Bottom: 0, Right: left + 1}, true
}

// Frozen keeps headings, totals and names.
func (s familyGrid) Frozen() (rows, cols int) { return familyHeads + s.v.totals(), 1 }
