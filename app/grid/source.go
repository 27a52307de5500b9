package grid

import (
	"image/color"

	"fyne.io/fyne/v2"
)

// Source is what a grid shows. Rows and columns count from 0. All of it is asked on the screen's
// thread, for visible cells at each step, so it must answer from memory.
type Source interface {
	Size() (rows, cols int)
	Cell(row, col int) Cell
	Width(col int) float32  // in digits of the grid's text; 0 or less: hidden
	Height(row int) float32 // in points as Excel has them, 15 for one line; 0: as the text needs; less: hidden
	// MergeAt is the merged area that the cell is part of.
	MergeAt(row, col int) (Area, bool)
	Frozen() (rows, cols int) // that stay when the rest scrolls
}

// Band is headings that stand at the top while the rows below them scroll: rows From up to but not To, for those up
// to but not Until.
type Band struct{ From, To, Until int }

// Banded is a Source of several tables, each with its headings; what stands above the first scrolls away.
type Banded interface{ Bands() []Band }

// Area is a block of cells, both ends inclusive.
type Area struct{ Top, Left, Bottom, Right int }

// Has tells that the cell lies in the area.
func (a Area) Has(row, col int) bool {
	return row >= a.Top && row <= a.Bottom && col >= a.Left && col <= a.Right
}

// Cells is how many cells the area has.
func (a Area) Cells() int { return (a.Bottom - a.Top + 1) * (a.Right - a.Left + 1) }

func (a Area) union(b Area) Area {
	return Area{min(a.Top, b.Top), min(a.Left, b.Left), max(a.Bottom, b.Bottom), max(a.Right, b.Right)}
}

// Align is where a text stands in its cell.
type Align = fyne.TextAlign

// Where a text stands.
const (
	Left   = fyne.TextAlignLeading
	Center = fyne.TextAlignCenter
	Right  = fyne.TextAlignTrailing
)

// Mark is what is said of a cell: a colour of the cell and a sign in its corner.
type Mark int

// Marks, from the mildest to the gravest but for none.
const (
	None    Mark = iota
	Mended       // ✎ a person changed it
	Note         // i
	Explain      // !
	Block        // ✕
)

// Sign is what stands in the corner of the cell; every one is in the program's font.
func (m Mark) Sign() string {
	switch m {
	case Mended:
		return "✎"
	case Note:
		return "i"
	case Explain:
		return "!"
	case Block:
		return "✕"
	}
	return ""
}

// Cell is one cell as it is shown.
type Cell struct {
	Text     string
	Edit     string // what typing begins with and what is copied; empty: Text
	Align    Align
	Bold     bool
	Italic   bool
	Wrap     bool        // the text is broken into lines; else it is cut, or flows over empty cells
	Fill     color.Color // nil: the paper's
	Ink      color.Color // nil: what can be read on the fill
	Mark     Mark
	Edited   bool // ✎ besides the mark
	Editable bool
	Anew     bool   // typing the same again is a change too: a figure that is kept as a text
	Hint     string // said of the cell when the mouse rests on it
}

func (c *Cell) typed() string {
	if c.Edit != "" {
		return c.Edit
	}
	return c.Text
}

// Edit is a new text for a cell; an empty one clears it.
type Edit struct {
	Row, Col int
	Text     string
}

// Refusal is that cells did not take a text: the first of them, how many, and how many took theirs in the same
// step.
type Refusal struct{ Row, Col, Cells, Taken int }
