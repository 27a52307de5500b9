package xlsx

import (
	"iter"
	"sort"
)

// A Workbook is everything kept of a received file. It is not changed after Read returns it and may
// be used from several goroutines.
type Workbook struct {
	Sheets        []*Sheet
	Names         []DefinedName
	OtherSheets   []string // chart, dialog and macro sheets: listed in the file, no cells read
	Date1904      bool     // serial dates count from 1904-01-01
	Macros        bool     // the file carries macros; they are neither run nor kept
	MonthFirst    bool     // dates that are text: at least one can only have the month first
	ExternalLinks bool     // formulas refer to other files
	Links         []string // names of the other files: «[1]» in a formula is the first; "" where it is not said
	Container     Container
	DecimalMark   byte   // of figures that are text, ',' or '.', where the file as a whole tells it; 0: it does not
	Producer      string // program and version that say they wrote the file, "" if unsaid

	OldTexts    []OldText // texts in old encodings, in the order of sheets and cells: read anew, or left alone in doubt
	OldTextsCut int       // how many more there are

	said string // the property codeProperty
	old  oldSigns
}

// Sheet finds a sheet by its exact name.
func (w *Workbook) Sheet(name string) (*Sheet, bool) {
	for _, s := range w.Sheets {
		if s.Name == name {
			return s, true
		}
	}
	return nil, false
}

// A DefinedName is a name given to a range or formula. Sheet is the index of the sheet it is local
// to, counted over every sheet tab as the file does, or -1 for the whole workbook.
type DefinedName struct {
	Name   string
	Refers string
	Sheet  int
	Hidden bool
}

// Visibility of a sheet tab.
type Visibility uint8

// VeryHidden sheets cannot be shown from Excel's menus.
const (
	Visible Visibility = iota
	Hidden
	VeryHidden
)

// A Range is a rectangle of cells; rows and columns count from 1, both ends included.
type Range struct{ FirstRow, FirstCol, LastRow, LastCol int }

// Contains tells whether the cell lies inside the range.
func (r Range) Contains(row, col int) bool {
	return row >= r.FirstRow && row <= r.LastRow && col >= r.FirstCol && col <= r.LastCol
}

// A Span is a run of rows or columns, both ends included.
type Span struct{ First, Last int }

// A Sheet holds the cells that say something; of cells that are only styled no more than the look is kept.
type Sheet struct {
	Name          string
	State         Visibility
	Merges        []Range // ordered by first row, then first column
	HiddenRows    []Span
	HiddenColumns []Span

	part      string // its name inside the package
	footer    string // of odd pages
	looks     sheetLooks
	formulas  sheetFormulas
	rows      []sheetRow
	mixed     []mixedRuns
	mergeEnds []int // mergeEnds[i] is the largest LastRow of Merges[:i+1]
	lastCol   int
	count     int
}

type sheetRow struct {
	number int
	cells  []Cell
}

// Len is the number of cells kept.
func (s *Sheet) Len() int { return s.count }

// LastRow is the highest row with a cell, 0 for an empty sheet.
func (s *Sheet) LastRow() int {
	if len(s.rows) == 0 {
		return 0
	}
	return s.rows[len(s.rows)-1].number
}

// LastCol is the highest column with a cell, 0 for an empty sheet. A stray cell can make it 16,384:
// do not walk a sheet by LastRow × LastCol, walk Rows.
func (s *Sheet) LastCol() int { return s.lastCol }

// Row returns the cells of row r by increasing column, without merges; nil if it has none. The
// caller must not change them.
func (s *Sheet) Row(r int) []Cell {
	i := sort.Search(len(s.rows), func(i int) bool { return s.rows[i].number >= r })
	if i == len(s.rows) || s.rows[i].number != r {
		return nil
	}
	return s.rows[i].cells
}

// Rows yields every row that has a cell, in order.
func (s *Sheet) Rows() iter.Seq2[int, []Cell] {
	return func(yield func(int, []Cell) bool) {
		for _, r := range s.rows {
			if !yield(r.number, r.cells) {
				return
			}
		}
	}
}

// Cells yields every cell kept, row by row.
func (s *Sheet) Cells() iter.Seq[Cell] {
	return func(yield func(Cell) bool) {
		for _, r := range s.rows {
			for _, c := range r.cells {
				if !yield(c) {
					return
				}
			}
		}
	}
}

// At returns what a person sees at row, col: inside a merged range that is its top-left cell, so the
// returned cell's own Row and Col may differ from those asked for.
func (s *Sheet) At(row, col int) (Cell, bool) {
	if m, ok := s.MergeAt(row, col); ok {
		row, col = m.FirstRow, m.FirstCol
	}
	cells := s.Row(row)
	i := sort.Search(len(cells), func(i int) bool { return cells[i].Col >= col })
	if i == len(cells) || cells[i].Col != col {
		return Cell{Row: row, Col: col}, false
	}
	return cells[i], true
}

// MergeAt returns the merged range that covers row, col.
func (s *Sheet) MergeAt(row, col int) (Range, bool) {
	i := sort.Search(len(s.Merges), func(i int) bool { return s.Merges[i].FirstRow > row })
	for i--; i >= 0 && s.mergeEnds[i] >= row; i-- {
		if s.Merges[i].Contains(row, col) {
			return s.Merges[i], true
		}
	}
	return Range{}, false
}

func (s *Sheet) setMerges(merges []Range) {
	sort.Slice(merges, func(i, j int) bool {
		a, b := merges[i], merges[j]
		if a.FirstRow != b.FirstRow {
			return a.FirstRow < b.FirstRow
		}
		return a.FirstCol < b.FirstCol
	})
	s.Merges = merges
	s.mergeEnds = make([]int, len(merges))
	end := 0
	for i, m := range merges {
		end = max(end, m.LastRow)
		s.mergeEnds[i] = end
	}
}
