package grid

import "strconv"

// Named is a Source whose rows and columns are not called 1, 2, 3 and A, B, C in their order: lines of its own stand
// between those of a sheet.
type Named interface {
	RowName(row int) string
	ColName(col int) string
}

func (g *Grid) rowName(row int) string {
	if s, ok := g.src.(Named); ok {
		return s.RowName(row)
	}
	return strconv.Itoa(row + 1)
}

func (g *Grid) colName(col int) string {
	if s, ok := g.src.(Named); ok {
		return s.ColName(col)
	}
	return columnName(col)
}
