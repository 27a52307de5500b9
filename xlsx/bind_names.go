package xlsx

import (
	"strings"

	"bieuxa/ntm"
)

// nameIndex holds the ranges of the template's defined names: bx.<table> and bx.<table>.<column>.
// Names travel with columns and rows that are moved in a spreadsheet program, but not with copies,
// so they are second evidence only.
type nameIndex map[string]namedRange

type namedRange struct {
	sheet *Sheet
	Range
}

func indexNames(wb *Workbook) nameIndex {
	idx := make(nameIndex, len(wb.Names))
	for _, n := range wb.Names {
		if n.Sheet >= 0 || !strings.HasPrefix(n.Name, definedNamePrefix) {
			continue
		}
		name, refers, ok := splitReference(n.Refers)
		if !ok {
			continue
		}
		s, ok := wb.Sheet(name)
		if !ok {
			continue
		}
		area, ok := parseRange([]byte(strings.ReplaceAll(refers, "$", "")))
		if ok {
			idx[strings.TrimPrefix(n.Name, definedNamePrefix)] = namedRange{s, area}
		}
	}
	return idx
}

// splitReference splits «'04_HoNgheo'!$A$1:$C$9» at the sheet's name.
func splitReference(refers string) (sheet, cells string, ok bool) {
	i := strings.LastIndexByte(refers, '!')
	if i <= 0 {
		return "", "", false
	}
	sheet, cells = strings.TrimPrefix(refers[:i], "="), refers[i+1:]
	if len(sheet) >= 2 && sheet[0] == '\'' && sheet[len(sheet)-1] == '\'' {
		sheet = strings.ReplaceAll(sheet[1:len(sheet)-1], "''", "'")
	}
	return sheet, cells, true
}

// column is the sheet's column that the name of a table's column points at.
func (x nameIndex) column(table, column string, s *Sheet) (int, bool) {
	n, ok := x[table+"."+column]
	if !ok || n.sheet != s {
		return 0, false
	}
	return n.FirstCol, true
}

// bandByName finds a table none of whose headings is left as it was: the names of most of its
// columns must point at one sheet, under headings of some kind.
func (r *reading) bandByName(k *tableKeys) *band {
	whole, ok := r.names[k.t.ID]
	if !ok {
		return nil
	}
	b := newBand(k, whole.sheet)
	for col := range k.paths {
		code := k.t.Columns[col].Code
		n, ok := r.names[k.t.ID+"."+code]
		if !ok || n.sheet != whole.sheet {
			continue
		}
		head, ok := r.headingOver(whole.sheet, n.FirstRow, n.FirstCol, whole.FirstRow)
		if !ok {
			continue
		}
		b.bind(col, head)
		b.bottom = max(b.bottom, n.FirstRow-1)
		if r.key(head.Raw) == k.paths[col][len(k.paths[col])-1] {
			continue
		}
		f := r.finding("S4", ntm.Note, r.place(whole.sheet.Name, head.Ref()), "column", k.t.Columns[col].Heading(), "how", "name")
		f.Saw, f.Want = strings.TrimSpace(head.Raw), k.t.Columns[col].Heading()
		b.tell(f, "", code)
	}
	if !r.usable(b) {
		return nil
	}
	return b
}

// headingOver is the lowest heading over a column's body, passing over «(1) (2) (3)».
func (r *reading) headingOver(s *Sheet, body, col, top int) (Cell, bool) {
	for up := body - 1; up >= top; up-- {
		if c, ok := s.At(up, col); ok && c.Kind == KindText && !isNumbering(r.key(c.Raw)) {
			c.Col = col
			return c, true
		}
	}
	return Cell{}, false
}
