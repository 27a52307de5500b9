package xlsx

import "sort"

// maxArrays bounds the array formulas kept apart on one sheet.
const maxArrays = 500

// sheetFormulas is what cells alone do not say about the formulas of a sheet.
type sheetFormulas struct {
	shared []sharedSpot // in the order of cells
	arrays []Range      // of more than one cell: results of one array formula or data table
	cut    bool         // there are more arrays than are kept
}

// sharedSpot is a cell whose formula is written once for many; the master holds the text.
type sharedSpot struct {
	row, col int32
	master   int32 // its place among the spots, -1 if the file has none
}

// noteFormula keeps what the attributes of the <f> element just started say.
func (r *sheetReader) noteFormula() {
	kind := string(r.s.attr("t"))
	if kind == "" || kind == "normal" {
		return
	}
	f := &r.sheet.formulas
	area, ok := parseRange(r.s.attr("ref"))
	if kind == "shared" {
		group, _ := parseCount(r.s.attr("si"))
		if ok {
			if r.masters == nil {
				r.masters = map[int]int32{}
			}
			r.masters[group] = int32(len(f.shared))
		}
		master, known := r.masters[group]
		if !known {
			master = -1
		}
		f.shared = append(f.shared, sharedSpot{int32(r.row), int32(r.col), master})
		return
	}
	if !ok || area.FirstRow == area.LastRow && area.FirstCol == area.LastCol {
		return
	}
	if len(f.arrays) >= maxArrays {
		f.cut = true
		return
	}
	f.arrays = append(f.arrays, area)
}

// arrayAt is the range of the array formula whose results include the cell.
func (f *sheetFormulas) arrayAt(row, col int) (Range, bool) {
	for _, a := range f.arrays {
		if a.Contains(row, col) {
			return a, true
		}
	}
	return Range{}, false
}

// sharedAt is the place in f.shared of a cell with a shared formula, -1 if it has none.
func (f *sheetFormulas) sharedAt(row, col int) int {
	i := sort.Search(len(f.shared), func(i int) bool {
		s := f.shared[i]
		return int(s.row) > row || int(s.row) == row && int(s.col) >= col
	})
	if i < len(f.shared) && int(f.shared[i].row) == row && int(f.shared[i].col) == col {
		return i
	}
	return -1
}

// formulaOf is the formula of a cell in full, spelled for that cell; "" where it cannot be told.
func (s *Sheet) formulaOf(c Cell) string {
	if c.Formula != "" || len(s.formulas.shared) == 0 {
		return c.Formula
	}
	i := s.formulas.sharedAt(c.Row, c.Col)
	if i < 0 {
		return ""
	}
	m := int(s.formulas.shared[i].master)
	if m < 0 || m == i {
		return ""
	}
	from := s.formulas.shared[m]
	master, ok := s.exact(int(from.row), int(from.col))
	if !ok {
		return ""
	}
	text, ok := moveFormula(master.Formula, c.Row-master.Row, c.Col-master.Col)
	if !ok {
		return ""
	}
	return text
}

// exact is the cell stored at row, col, merged or not.
func (s *Sheet) exact(row, col int) (Cell, bool) {
	cells := s.Row(row)
	i := sort.Search(len(cells), func(i int) bool { return cells[i].Col >= col })
	if i == len(cells) || cells[i].Col != col {
		return Cell{}, false
	}
	return cells[i], true
}
