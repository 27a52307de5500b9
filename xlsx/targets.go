package xlsx

import (
	"strings"
)

// A Target is a place in a receiver's own workbook that asks for a figure: a name that begins with TargetPrefix, or a
// row of the sheet TargetSheet.
type Target struct {
	Ask   string // "ho_ngheo.ngheo.cuoi_ky"
	Unit  string // code or name of the unit whose figure is meant; empty: see Cells
	By    string // how it is asked, for messages: the name, or the row of the sheet
	Sheet string
	Cells []TargetCell // one below another; a place of several cells asks for a unit's figure in each
	Wrong string       // why it is no place to fill: "sheet", "range", "columns"; empty: it is one
}

// TargetCell is one cell to fill.
type TargetCell struct {
	Row, Col int
	Beside   []string // the texts left of it in its row, and what may be a unit's code; the nearest first
	Formula  bool     // it holds a formula, which is left alone
	Percent  bool     // it is shown in per cent: 0.0278 is seen as 2,78 %
}

// Ref is the cell's address in its sheet.
func (c TargetCell) Ref() string { return columnName(c.Col) + rowText(c.Row) }

// What a workbook asks by.
const (
	TargetPrefix = "so."
	TargetSheet  = "so_lieu"
)

// unitDigits is how many digits a commune's code has (GSO).
const unitDigits = 5

// maxTargetRows is how high a place may be.
const maxTargetRows = 5_000

// Targets lists the places of a workbook that ask for figures, in the order of its names, then of its sheet
// so_lieu: address, figure and, if one unit's is meant, its code or name; a first row without an address is a heading.
func (w *Workbook) Targets() []Target {
	var out []Target
	for _, n := range w.Names {
		if ask, ok := cutPrefixFold(n.Name, TargetPrefix); ok {
			out = append(out, w.target(Target{Ask: ask, By: n.Name}, n.Refers))
		}
	}
	s, ok := w.Sheet(TargetSheet)
	if !ok {
		return out
	}
	for row := range s.Rows() {
		at, ask, unit := s.text(row, 1), s.text(row, 2), s.text(row, 3)
		if at == "" && ask == "" || row == 1 && !strings.ContainsRune(at, '!') {
			continue
		}
		out = append(out, w.target(Target{Ask: ask, Unit: unit, By: TargetSheet + "!A" + rowText(row)}, at))
	}
	return out
}

func rowText(row int) string { return strings.TrimLeft(Cell{Row: row, Col: 1}.Ref(), "A") }

// cutPrefixFold is strings.CutPrefix without heed to case: so are names in Excel.
func cutPrefixFold(s, prefix string) (string, bool) {
	if len(s) < len(prefix) || !strings.EqualFold(s[:len(prefix)], prefix) {
		return s, false
	}
	return s[len(prefix):], true
}

func (s *Sheet) text(row, col int) string {
	c, ok := s.At(row, col)
	if !ok {
		return ""
	}
	return strings.TrimSpace(c.Raw)
}

// target finds the cells that a reference names.
func (w *Workbook) target(t Target, refers string) Target {
	name, cells, ok := splitReference(strings.TrimSpace(refers))
	s, found := w.Sheet(name)
	if !ok || !found {
		t.Wrong = "sheet"
		return t
	}
	t.Sheet = name
	area, ok := parseRange([]byte(strings.ReplaceAll(cells, "$", "")))
	if !ok || area.FirstRow < 1 || area.LastRow-area.FirstRow >= maxTargetRows {
		t.Wrong = "range"
		return t
	}
	if m, merged := s.MergeAt(area.FirstRow, area.FirstCol); merged && m.LastRow >= area.LastRow && m.LastCol >= area.LastCol {
		area.LastRow, area.LastCol = area.FirstRow, area.FirstCol // one merged cell
	}
	if area.FirstCol != area.LastCol {
		t.Wrong = "columns"
		return t
	}
	for row := area.FirstRow; row <= area.LastRow; row++ {
		t.Cells = append(t.Cells, s.targetCell(row, area.FirstCol))
	}
	return t
}

func (s *Sheet) targetCell(row, col int) TargetCell {
	c := s.CellAt(row, col)
	out := TargetCell{Row: row, Col: col, Formula: c.HasFormula, Percent: c.IsPercent}
	cells := s.Row(row)
	for i := len(cells) - 1; i >= 0; i-- {
		if b := cells[i]; b.Col < col && (b.Kind == KindText || len(b.Raw) == unitDigits) {
			out.Beside = append(out.Beside, strings.TrimSpace(b.Raw))
		}
	}
	return out
}
