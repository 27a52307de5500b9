package xlsx

import (
	"encoding/binary"
	"slices"
)

// biffSheet is a sheet of cells while it is read.
type biffSheet struct {
	*biffBook
	tab    biffTab
	sheet  *sheetBuilder
	hidden []int    // rows
	tall   [][2]int // rows and their heights in twentieths of a point
	wide   []biffColumns256
	dialog bool
	stale  bool // formulas were not computed before the workbook was saved

	celled  bool // there was a cell
	foreign bool // and behind it a record that does not stand among cells

	waits   int // place among the cells of the formula whose text comes next, -1
	last    int // of the last formula, -1
	waiting []biffPointer
	shared  map[[2]int][]byte // formulas written once, by the place that cells name
	arrays  map[[2]int][]byte
}

// biffColumns256 is a run of columns; width in 256ths of a character.
type biffColumns256 struct {
	Span
	width, style int
	hidden       bool
}

// biffPointer is a formula that is written elsewhere.
type biffPointer struct {
	cell int // place among the sheet's cells
	at   [2]int
}

// readCells reads a sheet of cells.
func (b *biffBook) readCells(t biffTab) error {
	builder, err := b.build.sheet(t.name, t.state)
	if err != nil {
		return err
	}
	s := &biffSheet{biffBook: b, tab: t, sheet: builder, waits: -1, last: -1, shared: map[[2]int][]byte{}, arrays: map[[2]int][]byte{}}
	end, err := b.readParts(t, s.read)
	if err == nil {
		err = b.allListed(end)
	}
	if err == nil {
		err = s.finish()
	}
	return err
}

// read uses one record. It gives the place at which to go on, 0 for the next record.
func (s *biffSheet) read(r *biffRecord) (next int, err error) {
	if want := fixedLength(r.id); want > 0 && len(r.body) != want {
		return 0, s.bad(r, "has another length")
	}
	if isCell(r.id) {
		if s.foreign {
			return 0, s.bad(r, "cell behind the end of the cells")
		}
		s.celled, s.waits = true, -1
		return s.readCell(r)
	}
	s.foreign = s.foreign || s.celled && !amongCells(r.id)
	switch r.id {
	case biffString:
		return s.readResult(r)
	case biffShared, biffArray, biffTable:
		return s.readMaster(r)
	case biffRow:
		return 0, s.readRow(r)
	case biffColInfo:
		return 0, s.readColumns(r)
	case biffMergeCells:
		return 0, s.readMerges(r)
	case biffDefColWidth:
		if len(r.body) >= 2 {
			s.sheet.sheet.looks.defaultWidth = float32(min(255, binary.LittleEndian.Uint16(r.body)))
		}
	case biffWSBool:
		s.dialog = len(r.body) >= 2 && r.body[0]&0x10 != 0
	case biffUncalced:
		s.stale = true
	case biffFilePass:
		return 0, badLock("a sheet encrypted by itself")
	default:
		if !knownRecord(r.id) && !s.filler(r) {
			return 0, s.bad(r, "unknown")
		}
	}
	return 0, nil
}

func isCell(id uint16) bool {
	switch id {
	case biffNumber, biffRK, biffLabelSST, biffBoolErr, biffBlank, biffMulRK, biffMulBlank, biffLabel, biffRString, biffFormula:
		return true
	}
	return false
}

// amongCells tells the other records that stand between cells. A cell whose record was damaged into one of another
// kind is noticed by the cells behind it.
func amongCells(id uint16) bool {
	switch id {
	case biffRow, 0x00D7, biffString, biffShared, biffArray, biffTable, biffContinue, biffMergeCells:
		return true
	}
	return false
}

// fixedLength is the length of records that every program writes alike, 0 for others: one that were longer would
// swallow cells.
func fixedLength(id uint16) int {
	switch id {
	case 0x000C, 0x000D, 0x000F, 0x0011, 0x0012, 0x0013, 0x002A, 0x002B, biffDefColWidth, 0x005F, 0x0063, biffWSBool, 0x0082, 0x0083, 0x0084, 0x00DD:
		return 2
	case 0x0225:
		return 4
	case 0x00EF:
		return 6
	case 0x0026, 0x0027, 0x0028, 0x0029, 0x0080:
		return 8
	case biffRow:
		return 16
	case 0x00A1:
		return 34
	}
	return 0
}

// filler tells a record numbered 0 that some programs write: the extent of the sheet as once numbered, or nothing at
// all between two others. More noughts than that are damage.
func (s *biffSheet) filler(r *biffRecord) bool {
	if r.id != 0 || len(r.body) >= 8 && !s.eight {
		return r.id == 0
	}
	next, err := s.record(r.end())
	return len(r.body) == 0 && err == nil && next.id != 0
}

func (s *biffSheet) readRow(r *biffRecord) error {
	row, height := int(binary.LittleEndian.Uint16(r.body))+1, int(binary.LittleEndian.Uint16(r.body[6:]))
	if row > s.rows() || len(s.tall) >= 2*s.rows() {
		return s.bad(r, "beyond the last row")
	}
	if r.body[12]&0x20 != 0 {
		s.hidden = append(s.hidden, row)
	}
	if height&0x8000 == 0 {
		s.tall = append(s.tall, [2]int{row, height})
	}
	return nil
}

func (s *biffSheet) readColumns(r *biffRecord) error {
	if len(r.body) < 10 || len(r.body) > 12 {
		return s.bad(r, "has another length")
	}
	c := cursorOf(r.body)
	w := biffColumns256{Span: Span{c.u16() + 1, min(c.u16()+1, biffColumns)}, width: c.u16(), style: c.u16(), hidden: c.byte()&1 != 0}
	if w.First > w.Last || len(s.wide) >= 2*biffColumns {
		return s.bad(r, "beyond the last column")
	}
	s.wide = append(s.wide, w)
	return nil
}

func (s *biffSheet) readMerges(r *biffRecord) error {
	c := cursorOf(r.body)
	n := c.u16()
	if c.left() != 8*n {
		return s.bad(r, "has another length")
	}
	for range n {
		m := Range{FirstRow: c.u16() + 1, LastRow: c.u16() + 1, FirstCol: c.u16() + 1, LastCol: c.u16() + 1}
		if m.LastCol > biffColumns {
			return problem(problemAddress, "reason", "bad merged range")
		}
		if err := s.sheet.merge(m); err != nil {
			return err
		}
	}
	return nil
}

// finish hands the rest to the builder.
func (s *biffSheet) finish() error {
	if s.dialog {
		s.build.sheets = s.build.sheets[:len(s.build.sheets)-1]
		s.build.wb.OtherSheets = append(s.build.wb.OtherSheets, s.tab.name)
		return nil
	}
	if err := s.resolvePointers(); err != nil {
		return err
	}
	if s.stale {
		for i := range s.sheet.cells {
			if c := &s.sheet.cells[i]; c.HasFormula {
				c.Kind, c.Raw, c.HasCached = KindEmpty, "", false
			}
		}
	}
	slices.Sort(s.hidden)
	for _, row := range s.hidden {
		if err := s.sheet.hideRows(Span{row, row}); err != nil {
			return err
		}
	}
	slices.SortStableFunc(s.tall, func(a, b [2]int) int { return a[0] - b[0] })
	for _, t := range s.tall {
		s.sheet.height(t[0], float64(t[1])/20)
	}
	slices.SortStableFunc(s.wide, func(a, b biffColumns256) int { return a.First - b.First })
	for _, w := range s.wide {
		if w.hidden {
			if err := s.sheet.hideColumns(w.Span); err != nil {
				return err
			}
		}
		columns := &s.sheet.sheet.looks.columns
		before := len(*columns)
		s.sheet.width(w.Span, float64(w.width)/256)
		if len(*columns) > before && w.style < len(s.styles) {
			(*columns)[before].style = int32(s.styles[w.style])
		}
	}
	return nil
}
