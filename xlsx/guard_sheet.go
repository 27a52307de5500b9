package xlsx

import "strconv"

// Depths of the elements of a worksheet part.
const (
	inSheet = iota + 1
	inTable
	inRow
	inCell
	inValue
)

// sheetReader reads one worksheet part. Texts of a row are gathered in text and become one string
// when the row ends; cells are carved out of large blocks.
type sheetReader struct {
	*book
	s     *xmlScanner
	sheet *Sheet
	row   int // row and column last read
	col   int
	block []Cell
	first int // index in block of the row's first cell
	text  []byte
	spots []textSpot // of the row's cells

	hasTable bool
	merges   []Range
	masters  map[int]int32 // of shared formulas: the last one of each group, by its place in the sheet's list
}

// textSpot says where in the row's text a cell's value and formula are.
type textSpot struct{ raw, formula span }

type span struct{ from, to int }

func (b *book) readSheet(p *part, sheet *Sheet) error {
	r := &sheetReader{book: b, sheet: sheet}
	err := b.walk(p, func(s *xmlScanner) error {
		r.s = s
		if !s.is("worksheet") {
			return damaged(p.name, "not a worksheet")
		}
		for s.child(inSheet) {
			if err := r.section(); err != nil {
				return err
			}
		}
		return s.err
	})
	if err != nil {
		return err
	}
	if !r.hasTable {
		return damaged(p.name, "no table of cells")
	}
	sheet.setMerges(r.merges)
	return nil
}

// section reads one part of the worksheet.
func (r *sheetReader) section() error {
	switch {
	case r.s.is("sheetData"):
		if r.hasTable {
			return r.bad("a second table of cells")
		}
		r.hasTable = true
		return r.readRows()
	case r.s.is("mergeCells"):
		return r.readMerges()
	case r.s.is("cols"):
		return r.readColumns()
	case r.s.is("headerFooter"):
		return r.readFooter()
	case r.s.is("sheetFormatPr"):
		r.sheet.looks.defaultWidth = sizeOf(r.s.attr("defaultColWidth"))
	}
	return nil
}

// bad is damage at the place being read.
func (r *sheetReader) bad(reason string) error {
	return r.here(problemDamaged, reason)
}

func (r *sheetReader) here(id, reason string) error {
	if r.s.err != nil {
		return r.s.err
	}
	p := problem(id, "part", r.s.part, "reason", reason, "offset", r.s.offset())
	if r.row > 0 && r.col > 0 {
		p.Facts["cell"] = Cell{Row: r.row, Col: r.col}.Ref()
	}
	return p
}

func (r *sheetReader) readRows() error {
	for r.s.child(inTable) {
		if !r.s.is("row") {
			return r.bad("unknown element among the rows")
		}
		if err := r.readRow(); err != nil {
			return err
		}
	}
	return r.s.err
}

func (r *sheetReader) readRow() error {
	number := r.s.count("r", r.row+1)
	if number <= r.row || number > r.lim.Rows {
		r.col = 0
		return r.here(problemAddress, "row "+strconv.Itoa(number)+" after row "+strconv.Itoa(r.row))
	}
	r.row, r.col = number, 0
	r.noteRow()
	if r.s.flag("hidden") {
		if err := r.keepSpan(&r.sheet.HiddenRows, Span{number, number}); err != nil {
			return err
		}
	}
	r.first, r.text, r.spots = len(r.block), r.text[:0], r.spots[:0]
	for r.s.child(inRow) {
		if r.s.is("c") {
			if err := r.readCell(); err != nil {
				return err
			}
		} else if !r.s.is("extLst") {
			return r.bad("unknown element among the cells")
		}
	}
	if r.s.err != nil {
		return r.s.err
	}
	return r.keepRow()
}

// keepRow gives the row's cells their texts.
func (r *sheetReader) keepRow() error {
	if len(r.spots) == 0 {
		return nil
	}
	if r.book.text -= int64(len(r.text)); r.book.text < 0 {
		return tooMuchText(r.s.part, r.lim.Text)
	}
	r.wb.old.bytes = r.wb.old.bytes || suspicious(r.text)
	text := string(r.text)
	cells := r.block[r.first:len(r.block):len(r.block)]
	for i, spot := range r.spots {
		if max(spot.raw.to-spot.raw.from, spot.formula.to-spot.formula.from) > r.lim.CellText {
			p := tooLongText(r.s.part, r.lim.CellText)
			p.Facts["cell"] = cells[i].Ref()
			return p
		}
		if spot.raw.to > spot.raw.from {
			cells[i].Raw = text[spot.raw.from:spot.raw.to]
		}
		cells[i].Formula = text[spot.formula.from:spot.formula.to]
	}
	r.sheet.rows = append(r.sheet.rows, sheetRow{r.row, cells})
	r.sheet.count += len(cells)
	r.sheet.lastCol = max(r.sheet.lastCol, cells[len(cells)-1].Col)
	return nil
}

// charge counts one more thing kept.
func (r *sheetReader) charge() error {
	if r.cells--; r.cells < 0 {
		return tooMany(r.s.part, "cells", r.lim.Cells)
	}
	return nil
}

// keep appends a cell to the row, moving the row to a new block where the old one is full.
func (r *sheetReader) keep(c Cell, spot textSpot) error {
	if err := r.charge(); err != nil {
		return err
	}
	if len(r.block) == cap(r.block) {
		row := r.block[r.first:]
		next := make([]Cell, 0, max(2*len(row), min(2*cap(r.block), 4096), 64))
		r.block, r.first = append(next, row...), 0
	}
	r.block = append(r.block, c)
	r.spots = append(r.spots, spot)
	return nil
}

func (r *sheetReader) readMerges() error {
	for r.s.child(inTable) {
		m, ok := parseRange(r.s.attr("ref"))
		if !ok || !r.s.is("mergeCell") || m.LastRow > r.lim.Rows || m.LastCol > r.lim.Columns {
			return r.bad("bad merged range " + string(clip(r.s.attr("ref"))))
		}
		if len(r.merges) >= r.lim.Merges {
			return tooMany(r.s.part, "merged ranges", r.lim.Merges)
		}
		if err := r.charge(); err != nil {
			return err
		}
		r.merges = append(r.merges, m)
	}
	return r.s.err
}

func (r *sheetReader) readColumns() error {
	for r.s.child(inTable) {
		r.noteColumns()
		if !r.s.flag("hidden") {
			continue
		}
		cols := Span{r.s.count("min", 0), r.s.count("max", 0)}
		if cols.First < 1 || cols.Last < cols.First || cols.Last > r.lim.Columns {
			return r.bad("bad column widths")
		}
		if err := r.keepSpan(&r.sheet.HiddenColumns, cols); err != nil {
			return err
		}
	}
	return r.s.err
}

// keepSpan lengthens the last span where the new one follows it.
func (r *sheetReader) keepSpan(spans *[]Span, next Span) error {
	if n := len(*spans); n > 0 && (*spans)[n-1].Last+1 == next.First {
		(*spans)[n-1].Last = next.Last
		return nil
	}
	*spans = append(*spans, next)
	return r.charge()
}
