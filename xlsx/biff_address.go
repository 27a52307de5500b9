package xlsx

import "strconv"

// corner is one address of a formula: row and column from 0, each relative to the formula's place or not.
type corner struct {
	row, col       int
	relRow, relCol bool
}

// address spells an address, or a range, on the formula's own sheet.
func (s *biffSpeller) address(id byte) bool {
	switch id {
	case 0x2A, 0x2B: // of deleted cells
		s.c.skip(s.addressSize(id == 0x2B))
		return s.push("#REF!", biffBindsAtom)
	}
	text, ok := s.area(id == 0x25 || id == 0x2D, id >= 0x2C || s.at.name)
	return ok && s.push(text, biffBindsAtom)
}

// addressOn spells an address on another sheet.
func (s *biffSpeller) addressOn(id byte) bool {
	b := s.book
	link, first, last := s.c.u16(), 0, 0
	own := true
	if b.eight {
		if link >= len(b.externs) || b.externs[link].book >= len(b.books) {
			return false
		}
		x := b.externs[link]
		first, last, own = x.first, x.last, b.books[x.book].own
	} else {
		own = link >= 0x8000
		s.c.skip(8)
		first, last = s.c.u16(), s.c.u16()
	}
	if !own {
		return false
	}
	prefix, ok := b.sheetPrefix(first, last)
	wide := id == 0x3B || id == 0x3D
	if id >= 0x3C || prefix == "" {
		s.c.skip(s.addressSize(wide))
		return ok && s.push("#REF!", biffBindsAtom)
	}
	text, fine := s.area(wide, s.at.name)
	return ok && fine && s.push(prefix+text, biffBindsAtom)
}

// addressSize is how many bytes an address, or a range, takes.
func (s *biffSpeller) addressSize(area bool) int {
	switch {
	case s.book.eight && area:
		return 8
	case s.book.eight:
		return 4
	case area:
		return 6
	}
	return 3
}

// area reads and spells an address or a range; moved tells that relative parts are distances from the formula's cell.
func (s *biffSpeller) area(area, moved bool) (string, bool) {
	var a, z corner
	a.row = s.c.u16()
	if z.row = a.row; area {
		z.row = s.c.u16()
	}
	if s.book.eight {
		a.col = s.c.u16()
		if z.col = a.col; area {
			z.col = s.c.u16()
		}
		for _, p := range []*corner{&a, &z} {
			p.relRow, p.relCol, p.col = p.col&0x8000 != 0, p.col&0x4000 != 0, p.col&0x3FFF
		}
	} else {
		a.col = int(s.c.byte())
		if z.col = a.col; area {
			z.col = int(s.c.byte())
		}
		for _, p := range []*corner{&a, &z} {
			p.relRow, p.relCol, p.row = p.row&0x8000 != 0, p.row&0x4000 != 0, p.row&0x3FFF
		}
	}
	rows := s.book.rows()
	if area && !moved && a.row == 0 && z.row == rows-1 && a.col <= z.col && z.col < biffColumns {
		return a.column() + ":" + z.column(), true // newer sheets have more rows
	}
	if area && !moved && a.col == 0 && z.col == biffColumns-1 && a.row <= z.row && z.row < rows {
		return a.line() + ":" + z.line(), true
	}
	for _, p := range []*corner{&a, &z} {
		if moved && s.at.name && (p.relRow || p.relCol) {
			return "", false // says something else in every cell
		}
		if moved {
			p.move(s.at, rows)
		}
		if p.row >= rows || p.col >= biffColumns {
			return "", false
		}
	}
	if !area {
		return a.String(), true
	}
	return a.String() + ":" + z.String(), a.row <= z.row && a.col <= z.col
}

// biffColumns is how many columns a sheet has.
const biffColumns = 256

// rows is how many rows a sheet has.
func (b *biffBook) rows() int {
	if b.eight {
		return 65536
	}
	return 16384
}

// move turns distances into places; beyond the edge of the sheet they go on at the other side.
func (c *corner) move(at biffPlace, rows int) {
	if c.relRow {
		c.row = (c.row + at.row) % rows
	}
	if c.relCol {
		c.col = (c.col + at.col) % biffColumns
	}
}

func (c corner) column() string {
	if c.relCol {
		return columnName(c.col + 1)
	}
	return "$" + columnName(c.col+1)
}

func (c corner) line() string {
	if c.relRow {
		return strconv.Itoa(c.row + 1)
	}
	return "$" + strconv.Itoa(c.row+1)
}

func (c corner) String() string { return c.column() + c.line() }
