package xlsx

import "strings"

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

// bandsByName finds tables none of whose headings is left as it was: the names of most of their
// columns must point at one sheet.
func (r *reading) bandsByName() {
	for i, k := range r.tables {
		whole, ok := r.names[k.t.ID]
		if !ok || len(r.bands[i]) > 0 {
			continue
		}
		b := newBand(k, whole.sheet)
		for col := range k.paths {
			n, ok := r.names[k.t.ID+"."+k.t.Columns[col].Code]
			if !ok || n.sheet != whole.sheet || n.FirstRow <= 1 {
				continue
			}
			head, ok := whole.sheet.At(n.FirstRow-1, n.FirstCol)
			for up := n.FirstRow - 1; up >= whole.FirstRow && (!ok || isNumbering(r.key(head.Raw))); up-- {
				head, ok = whole.sheet.At(up, n.FirstCol)
			}
			if !ok {
				continue
			}
			head.Col = n.FirstCol
			b.bind(col, head)
			b.bottom = max(b.bottom, n.FirstRow-1)
			f := r.finding("S4", "note", r.place(whole.sheet.Name, head.Ref()), "column", k.t.Columns[col].Heading(), "how", "name")
			f.Saw, f.Want = strings.TrimSpace(head.Raw), k.t.Columns[col].Heading()
			b.tell(f, "", k.t.Columns[col].Code)
		}
		if 2*len(b.of) >= len(b.cols) {
			r.bands[i] = []*band{b}
		}
	}
}
