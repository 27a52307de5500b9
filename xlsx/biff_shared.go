package xlsx

import "encoding/binary"

// readMaster reads a formula that is written once for several cells: shared, of an array, or a data table. It
// comes behind the first of the cells.
func (s *biffSheet) readMaster(r *biffRecord) (next int, err error) {
	head := map[uint16]int{biffShared: 10, biffArray: 14, biffTable: 16}[r.id]
	if len(r.body) < head || s.last < 0 {
		return 0, s.bad(r, "too short, or without a cell")
	}
	le := binary.LittleEndian
	area := Range{FirstRow: int(le.Uint16(r.body)) + 1, LastRow: int(le.Uint16(r.body[2:])) + 1, FirstCol: int(r.body[4]) + 1, LastCol: int(r.body[5]) + 1}
	if area.FirstRow > area.LastRow || area.FirstCol > area.LastCol {
		return 0, s.bad(r, "range is turned round")
	}
	if r.id != biffShared && (area.FirstRow < area.LastRow || area.FirstCol < area.LastCol) {
		if f := &s.sheet.sheet.formulas; len(f.arrays) < maxArrays {
			f.arrays = append(f.arrays, area)
		} else {
			f.cut = true
		}
	}
	if r.id == biffTable {
		return 0, nil
	}
	c, end, err := s.continued(r)
	if err != nil {
		return 0, err
	}
	c.skip(head - 2)
	size := c.u16()
	if size > c.left() {
		return 0, s.bad(r, "formula is longer than its record")
	}
	tokens := make([]byte, 0, size)
	for range size {
		tokens = append(tokens, c.byte())
	}
	masters := s.shared
	if r.id == biffArray {
		masters = s.arrays
	}
	// Cells name the first cell of the range, or the one that the formula stands behind.
	masters[[2]int{area.FirstRow - 1, area.FirstCol - 1}] = tokens
	if n := len(s.waiting); n > 0 && s.waiting[n-1].cell == s.last {
		masters[s.waiting[n-1].at] = tokens
	}
	return end, nil
}

// resolvePointers spells the formulas of cells that are written elsewhere. Of an array only the first cell has the text.
func (s *biffSheet) resolvePointers() error {
	for _, p := range s.waiting {
		c := &s.sheet.cells[p.cell]
		if tokens, ok := s.arrays[p.at]; ok {
			if p.at == [2]int{c.Row - 1, c.Col - 1} {
				s.write(&c.Cell, tokens)
			}
		} else if tokens, ok := s.shared[p.at]; ok {
			s.write(&c.Cell, tokens)
		}
		if err := s.spend(c.Formula); err != nil {
			return err
		}
	}
	return nil
}
