package report

import (
	"fmt"
	"slices"
	"strings"
)

// HeadingCell is one cell of the table's heading; rows and columns count from 0.
type HeadingCell struct {
	Text             string
	Row, Col         int
	RowSpan, ColSpan int
	Rotate           bool
}

// HeadingDepth is how many rows the heading has, the row of column numbers left out.
func (f *Form) HeadingDepth() int {
	depth := 0
	for _, c := range f.Columns {
		depth = max(depth, len(c.Heading))
	}
	return depth
}

// HeadingCells is the heading as merged cells, row by row, each row from left to right. Neighbouring
// columns share a cell where their paths agree from the top; a short path reaches down to the table.
func (f *Form) HeadingCells() []HeadingCell {
	depth := f.HeadingDepth()
	var cells []HeadingCell
	for level := range depth {
		for col := 0; col < len(f.Columns); {
			path := f.Columns[col].Heading
			if level >= len(path) {
				col++
				continue
			}
			cell := HeadingCell{Text: path[level], Row: level, Col: col, RowSpan: 1, ColSpan: 1}
			if level == len(path)-1 {
				cell.RowSpan, cell.Rotate = depth-level, f.Columns[col].Rotate
			} else {
				for end := col + 1; end < len(f.Columns) && sharesGroup(path, f.Columns[end].Heading, level); end++ {
					cell.ColSpan++
				}
			}
			cells = append(cells, cell)
			col += cell.ColSpan
		}
	}
	return cells
}

// sharesGroup tells whether both columns lie under the same group at the level.
func sharesGroup(a, b []string, level int) bool {
	return level < len(b)-1 && slices.Equal(a[:level+1], b[:level+1])
}

// NumberLabels is the row of column numbers: a column's own label, or "(1)", "(2)" and so on, in which
// columns labelled by letters (A, B) are not counted.
func (f *Form) NumberLabels() []string {
	labels, n := make([]string, len(f.Columns)), 0
	for i, c := range f.Columns {
		if c.Label == "" || strings.HasPrefix(c.Label, "(") {
			n++
		}
		if labels[i] = c.Label; c.Label == "" {
			labels[i] = fmt.Sprintf("(%d)", n)
		}
	}
	return labels
}

// Metrics is a writer's letters in the table, in mm.
type Metrics struct {
	Measure func(string) float64 // width of one line
	Line    float64              // height of one line
	Pad     float64              // from the rule to the letters, on each side
}

// Widths is the columns' widths in mm on a page total wide: in the form's proportions, but wide enough
// for every figure where other columns can give up to two fifths of theirs, or three if they tell
// their own need.
func (f *Form) Widths(total float64, m Metrics) []float64 {
	widths, needs, sum := make([]float64, len(f.Columns)), f.figureWidths(m), 0.0
	for _, c := range f.Columns {
		sum += c.Width
	}
	short, spare := 0.0, make([]float64, len(widths))
	allSpare := 0.0
	for i, c := range f.Columns {
		widths[i] = c.Width / sum * total
		short += max(0, needs[i]-widths[i])
		keep := 0.6
		if c.Whole {
			keep = 0.4 // its need covers every word
		}
		spare[i] = max(0, widths[i]-max(needs[i], widths[i]*keep))
		allSpare += spare[i]
	}
	if short == 0 || allSpare == 0 {
		return widths
	}
	moved := min(short, allSpare)
	for i := range widths {
		widths[i] += max(0, needs[i]-widths[i])*moved/short - spare[i]*moved/allSpare
	}
	return widths
}

// hair is room in mm that keeps a word from being cut by a rounding.
const hair = 0.02

// figureWidths is the room the widest figure of each column and date takes, or the widest word of one whose
// words are to stay whole.
func (f *Form) figureWidths(m Metrics) []float64 {
	needs, words := make([]float64, len(f.Columns)), StateWords{}
	for c, col := range f.Columns {
		if col.Whole && !col.Rotate {
			needs[c] = WidestWord(col.Heading[len(col.Heading)-1], m.Measure) + 2*m.Pad + hair
		}
	}
	for _, row := range f.Rows {
		for c, cell := range row.Cells {
			switch {
			case cell.Span > 1:
			case cell.Numeric(), cell.Kind == Text && isDay(cell.Text):
				needs[c] = max(needs[c], m.Measure(words.Text(cell))+2*m.Pad)
			case f.Columns[c].Whole && cell.Kind == Text:
				needs[c] = max(needs[c], WidestWord(cell.Text, m.Measure)+2*m.Pad+hair)
			}
		}
	}
	return needs
}

// isDay tells whether a text is a date, which is never cut or set smaller for want of room: "05/10/2018".
func isDay(s string) bool {
	return strings.Count(s, "/") == 2 && strings.Trim(s, "0123456789/") == ""
}

// HeadingHeights is the height in mm of each heading row that holds every text in columns of the
// given widths; upright is the letters of rotated headings.
func (f *Form) HeadingHeights(widths []float64, level, upright Metrics) []float64 {
	heights := make([]float64, f.HeadingDepth())
	for i := range heights {
		heights[i] = level.Line + 2*level.Pad
	}
	cells := f.HeadingCells()
	slices.SortStableFunc(cells, func(a, b HeadingCell) int { return a.RowSpan - b.RowSpan })
	for _, cell := range cells {
		have, last := 0.0, cell.Row+cell.RowSpan-1
		for _, h := range heights[cell.Row : last+1] {
			have += h
		}
		need := cell.levelHeight(widths, level)
		if cell.Rotate {
			need = cell.uprightHeight(widths, upright)
		}
		heights[last] += max(0, need-have)
	}
	return heights
}

// Room is the width in mm of the cell's columns.
func (h HeadingCell) Room(widths []float64) float64 {
	room := 0.0
	for _, w := range widths[h.Col : h.Col+h.ColSpan] {
		room += w
	}
	return room
}

func (h HeadingCell) levelHeight(widths []float64, m Metrics) float64 {
	return float64(len(Wrap(h.Text, h.Room(widths)-2*m.Pad, m.Measure)))*m.Line + 2*m.Pad
}

// uprightHeight is the least height at which the text, read from below, needs no more lines than
// stand side by side in the column.
func (h HeadingCell) uprightHeight(widths []float64, m Metrics) float64 {
	lines := max(1, int((h.Room(widths)-2*m.Pad+0.01)/m.Line))
	fits := func(length float64) bool { return len(Wrap(h.Text, length, m.Measure)) <= lines }
	low, high := WidestWord(h.Text, m.Measure), m.Measure(h.Text)
	if fits(low) {
		high = low
	}
	for high-low > 0.5 {
		if middle := (low + high) / 2; fits(middle) {
			high = middle
		} else {
			low = middle
		}
	}
	return high + 2*max(m.Pad, uprightEnd)
}

// uprightEnd is the room in mm at both ends of an upright line.
const uprightEnd = 1.5
