package app

import (
	"image/color"
	"strconv"

	"bieuxa/app/grid"
	"bieuxa/ntm"
	"bieuxa/office"
)

// sheetSource shows one sheet of a return in a grid: cells as they are stored, those that are being stored
// as they were typed, and what was found in them. Its rows and columns count from 0, the sheet's from 1.
type sheetSource struct {
	sheet       *office.ReviewSheet
	locked      bool
	found       map[[2]int][]*ntm.Finding // by row and column of the grid
	typed       map[[2]int]string         // not stored yet
	cells       map[[2]int]grid.Cell
	bands       []grid.Band
	columnHeads int
	rows        int
	columns     int
}

// spareRows are given below the last row of a sheet, for typing on.
const spareRows = 3

func newSheetSource(s *office.ReviewSheet, found []ntm.Finding, locked bool) *sheetSource {
	src := &sheetSource{sheet: s, locked: locked, found: map[[2]int][]*ntm.Finding{}, typed: map[[2]int]string{},
		cells: map[[2]int]grid.Cell{}, rows: s.Rows + spareRows, columns: max(s.Cols, 1)}
	for i := range found {
		f := &found[i]
		if f.Place.Sheet != s.Name {
			continue
		}
		if row, col, ok := office.CellOf(f.Place.Cell); ok {
			at := src.anchor(row-1, col-1)
			src.found[at] = append(src.found[at], f)
			src.rows, src.columns = max(src.rows, row), max(src.columns, col)
		}
	}
	src.bands, src.columnHeads = src.heads()
	return src
}

// heads finds the headings of each table of a sheet, above its row of column numbers «(1) (2) (3)», and the columns
// before the first that is typed into.
func (s *sheetSource) heads() (bands []grid.Band, columns int) {
	for r := 1; r <= s.sheet.Rows; r++ {
		if !s.said(r, "(1)") || !s.said(r, "(2)") {
			continue
		}
		first := r
		for first > 1 && s.texts(first-1) > 2 {
			first--
		}
		if n := len(bands); n > 0 {
			bands[n-1].Until = min(bands[n-1].Until, first-1)
		} else {
			columns = s.labels(r)
		}
		bands = append(bands, grid.Band{From: first - 1, To: r, Until: s.nextHeads(first, r)})
	}
	return bands, columns
}

// nextHeads is the row, from 0, where other headings begin below those given, by their colour; else where the sheet
// ends. Headings must not stand over a table that they are not of.
func (s *sheetSource) nextHeads(first, last int) int {
	fill := s.sheet.Cell(first, 1).Fill
	for r := last + 1; fill != "" && r <= s.sheet.Rows; r++ {
		for c := 1; c <= s.sheet.Cols; c++ {
			if x := s.sheet.Cell(r, c); x.Fill == fill && x.Text != "" && !x.Input {
				return r - 1
			}
		}
	}
	return s.rows
}

// begin is the first cell of the first table.
func (s *sheetSource) begin() (row, col int) {
	if len(s.bands) == 0 {
		return 0, 0
	}
	return s.bands[0].To, s.columnHeads
}

// labels are the columns of a table that stand before the first typed into.
func (s *sheetSource) labels(below int) int {
	for r := below + 1; r <= min(below+4, s.sheet.Rows); r++ {
		for c := 1; c <= s.sheet.Cols; c++ {
			if s.sheet.Cell(r, c).Input {
				return c - 1
			}
		}
	}
	return 0
}

func (s *sheetSource) said(row int, text string) bool {
	for c := 1; c <= s.sheet.Cols; c++ {
		if s.sheet.Cell(row, c).Text == text {
			return true
		}
	}
	return false
}

// texts counts the cells of a row that say something, merged ones once.
func (s *sheetSource) texts(row int) int {
	n := 0
	for c := 1; c <= s.sheet.Cols; c++ {
		if a, ok := s.sheet.MergeAt(row, c); ok && a.Left != c {
			continue
		}
		if s.sheet.Cell(row, c).Text != "" {
			n++
		}
	}
	return n
}

func (s *sheetSource) anchor(row, col int) [2]int {
	if a, ok := s.MergeAt(row, col); ok {
		return [2]int{a.Top, a.Left}
	}
	return [2]int{row, col}
}

func (s *sheetSource) Size() (rows, cols int)   { return s.rows, s.columns }
func (s *sheetSource) Frozen() (rows, cols int) { return 0, s.columnHeads }
func (s *sheetSource) Bands() []grid.Band       { return s.bands }
func (s *sheetSource) Height(row int) float32   { return float32(s.sheet.Height(row + 1)) }
func (s *sheetSource) Width(col int) float32    { return float32(s.sheet.Width(col + 1)) }

func (s *sheetSource) MergeAt(row, col int) (grid.Area, bool) {
	a, ok := s.sheet.MergeAt(row+1, col+1)
	return grid.Area{Top: a.Top - 1, Left: a.Left - 1, Bottom: a.Bottom - 1, Right: a.Right - 1}, ok
}

func (s *sheetSource) Cell(row, col int) grid.Cell {
	at := [2]int{row, col}
	c, ok := s.cells[at]
	if !ok {
		c = s.read(row, col)
		s.cells[at] = c
	}
	if text, ok := s.typed[at]; ok {
		c.Text, c.Edit, c.Edited = text, text, true
	}
	return c
}

func (s *sheetSource) read(row, col int) grid.Cell {
	x := s.sheet.Cell(row+1, col+1)
	found := s.found[[2]int{row, col}]
	c := grid.Cell{Text: x.Text, Edit: x.Edit, Bold: x.Bold, Italic: x.Italic, Wrap: x.Wrap, Edited: x.Edited, Anew: x.AsText,
		Editable: s.takes(&x, len(found) > 0), Mark: markOf(found), Fill: fillOf(x.Fill), Hint: x.Label}
	switch {
	case x.Right:
		c.Align = grid.Right
	case x.Center:
		c.Align = grid.Center
	}
	return c
}

// takes tells what may be typed over: what the return asks for, cells in which something was found, and empty
// ones; not the headings and formulas of the form.
func (s *sheetSource) takes(x *office.ReviewCell, found bool) bool {
	return !s.locked && (x.Input || found || x.Edited || !x.Formula && x.Text == "")
}

// markOf is the gravest mark that a cell's findings give it.
func markOf(found []*ntm.Finding) grid.Mark {
	mark := grid.None
	for _, f := range found {
		mark = max(mark, map[findingKind]grid.Mark{kindBlock: grid.Block, kindOpen: grid.Explain, kindNote: grid.Note,
			kindExplained: grid.Note}[kindOf(f)])
	}
	return mark
}

func fillOf(rgb string) color.Color {
	n, err := strconv.ParseUint(rgb, 16, 32)
	if err != nil || len(rgb) != 6 {
		return nil
	}
	return opaque(uint32(n))
}

// listSource shows the lines of the findings in a grid: the place, and what is the matter.
type listSource struct{ lines []findingLine }

func (s *listSource) Size() (rows, cols int)   { return len(s.lines), 2 }
func (s *listSource) Frozen() (rows, cols int) { return 0, 0 }
func (s *listSource) Height(int) float32       { return 0 }

func (s *listSource) Width(col int) float32 {
	if col == 0 {
		return 15
	}
	return 10 // and what room there is
}

func (s *listSource) MergeAt(row, col int) (grid.Area, bool) {
	return grid.Area{Top: row, Left: 0, Bottom: row, Right: 1}, s.lines[row].head()
}

func (s *listSource) Cell(row, col int) grid.Cell {
	l := &s.lines[row]
	switch {
	case l.head() && col == 0:
		return grid.Cell{Text: l.kind.sign() + "  " + l.text, Bold: true, Wrap: true, Fill: ink(l.kind.tone().fillName()),
			Ink: ink(l.kind.tone().inkName())}
	case l.head():
		return grid.Cell{}
	case col == 0:
		return grid.Cell{Text: l.kind.sign() + " " + l.where, Wrap: true, Ink: ink(l.kind.tone().inkName())}
	}
	return grid.Cell{Text: l.text, Wrap: true}
}

// gridTones are the program's colours for the marks of a grid.
func gridTones() map[grid.Mark]grid.Tone {
	out := map[grid.Mark]grid.Tone{}
	for m, t := range map[grid.Mark]tone{grid.Block: toneBlock, grid.Explain: toneExplain, grid.Note: toneNote, grid.Mended: toneMended} {
		out[m] = grid.Tone{Sign: t.inkName(), Fill: t.fillName()}
	}
	return out
}
