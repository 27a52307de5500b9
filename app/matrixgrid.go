package app

import (
	"image/color"

	"fyne.io/fyne/v2/theme"

	"bieuxa/app/grid"
)

// matrixGrid is the matrix as a grid shows it.
type matrixGrid struct{ m matrix }

func headFill() color.Color { return ink(theme.ColorNameHeaderBackground) }

// Size is that of the matrix.
func (s matrixGrid) Size() (rows, cols int) { return s.m.size() }

// Cell shows a sign in the colours of its status.
func (s matrixGrid) Cell(row, col int) grid.Cell {
	x := s.m.cell(row, col)
	c := grid.Cell{Text: x.text, Bold: x.bold, Align: grid.Center}
	if col == 0 {
		c.Align = grid.Left
	}
	if row < matrixHeads {
		c.Fill = headFill()
	}
	paint(&c, x.tone)
	return c
}

// Width leaves the names room, and the criteria that of a sign.
func (s matrixGrid) Width(col int) float32 {
	switch col {
	case 0:
		for _, name := range s.m.v.Names {
			if len([]rune(name)) > 20 {
				return 27 // names of communes with those of their districts
			}
		}
		return 17
	case 1:
		return 6.5
	case 2:
		return 4.5
	}
	return 3.2
}

// Height is the same for all rows.
func (s matrixGrid) Height(int) float32 { return usualRow }

// MergeAt: nothing is merged.
func (s matrixGrid) MergeAt(int, int) (grid.Area, bool) { return grid.Area{}, false }

// Frozen keeps the headings, the totals and the names.
func (s matrixGrid) Frozen() (rows, cols int) { return matrixHeads, matrixSides }
