package xlsx

import (
	"cmp"
	"slices"
	"strings"

	"bieuxa/xlsx/oldtext"
)

// asWritten is the workbook as it reads once it is written as .xlsx.
func asWritten(wb *Workbook) *Workbook {
	out := &Workbook{Date1904: wb.Date1904}
	for _, s := range wb.Sheets {
		out.Sheets = append(out.Sheets, s.asWritten())
	}
	for _, n := range wb.Names {
		if n.Hidden = false; n.isWritable(wb) {
			out.Names = append(out.Names, n)
		}
	}
	sortNames(out.Names)
	out.Names = slices.CompactFunc(out.Names, func(a, b DefinedName) bool { return a.Sheet == b.Sheet && strings.EqualFold(a.Name, b.Name) })
	return out
}

// isWritable tells whether Excel takes the name for what it is: a range of this workbook.
func (n *DefinedName) isWritable(wb *Workbook) bool {
	switch n.Name {
	case "Print_Area", "Print_Titles", "Sheet_Title": // as gnumeric writes them
		return false
	}
	sheet, area, ok := splitReference(n.Refers)
	if _, known := wb.Sheet(sheet); !ok || !known || strings.Contains(area, "#") || n.Sheet >= len(wb.Sheets) {
		return false
	}
	for _, r := range n.Name {
		if r <= ' ' || r != '_' && r != '.' && r != '\\' && r != '?' && r < '0' {
			return false
		}
	}
	_, _, isRef := parseRef([]byte(n.Name))
	return !isRef && n.Name != ""
}

func (s *Sheet) asWritten() *Sheet {
	out := &Sheet{Name: s.Name, State: s.State, HiddenColumns: s.HiddenColumns}
	out.setMerges(slices.Clone(s.Merges))
	out.looks.cut = s.looks.cut
	for _, span := range s.HiddenRows {
		if span.Last = min(span.Last, s.LastRow()+keptBelow); span.First <= span.Last {
			out.HiddenRows = append(out.HiddenRows, span)
		}
	}
	for row, cells := range s.Rows() {
		next := make([]Cell, 0, len(cells))
		for _, c := range cells {
			if c = s.writtenCell(c); c.Kind != KindEmpty || c.HasFormula {
				next = append(next, c)
				out.lastCol = max(out.lastCol, c.Col)
			}
		}
		if len(next) > 0 {
			out.rows = append(out.rows, sheetRow{row, next})
			out.count += len(next)
		}
	}
	return out
}

// writtenCell is a cell as .xlsx holds it.
func (s *Sheet) writtenCell(c Cell) Cell {
	c.Font, c.MixedFonts, c.Format = cmp.Or(c.Font, formFont), false, writtenFormat(c.Format)
	if c.Old != oldtext.None { // the text is in Unicode now; a font of the old encoding would show other letters
		c.Font, c.Old = formFont, oldtext.None
	}
	c.IsDate, c.IsPercent = formatMeaning(c.Format)
	c.Formula = s.formulaOf(c)
	if _, inArray := s.formulas.arrayAt(c.Row, c.Col); inArray || c.Formula == "" {
		c.Formula, c.HasFormula, c.HasCached = "", false, false
	}
	switch c.Kind {
	case KindDate: // Excel keeps no such date but as a text
		c.Kind = KindText
	case KindNumber:
		c.Raw = strings.TrimPrefix(c.Raw, "+")
	case KindError:
		if !slices.Contains(errorWords[:], c.Raw) {
			c.Raw = "#VALUE!"
		}
	}
	return c
}
