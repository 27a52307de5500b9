package xlsx

import (
	"fmt"
	"maps"
	"slices"
	"unicode/utf8"

	"bieuxa/xlsx/oldtext"
)

// An Input is what is typed into one cell; inside a merged range it goes to the top-left cell. KindEmpty
// clears the cell, KindNumber has exact digits with a point, KindText any text, KindBool "0" or "1". A
// date is the number under which the workbook keeps it. An input over a formula replaces the formula.
type Input struct {
	Sheet    string
	Row, Col int
	Kind     CellKind
	Raw      string
}

// maxCellText is how many characters Excel keeps in a cell, counted as UTF-16 does.
const maxCellText = 32_767

// The ids of problems with inputs.
const (
	problemInputSheet = "input.sheet"
	problemInputArray = "input.array"
	problemInputText  = "input.text"
	problemInputKept  = "input.kept"
)

// With is the workbook after the inputs: those cells hold what was typed, in their own format, and every
// formula that depends on them, directly or not, has a fresh value. A formula that cannot safely be
// computed loses its value (HasCached is false) rather than keep a stale one. Of several inputs into one
// cell the last counts. The workbook itself stays as it is; sheets that do not change are shared. Errors
// are *ProblemError where the workbook does not allow the input.
func (w *Workbook) With(inputs []Input) (*Workbook, error) {
	m := &mending{old: w, wb: &Workbook{}, seeds: map[formulaAt]bool{}}
	*m.wb = *w
	m.wb.Sheets = slices.Clone(w.Sheets)
	for _, in := range inputs {
		if err := m.input(in); err != nil {
			return nil, err
		}
	}
	if len(m.seeds) > 0 {
		m.recompute()
	}
	return m.wb, nil
}

// mending is a workbook being changed.
type mending struct {
	old, wb *Workbook
	seeds   map[formulaAt]bool // cells that were typed into, on the new sheets
}

// sheet is the changeable copy of the i-th sheet.
func (m *mending) sheet(i int) *Sheet {
	if m.wb.Sheets[i] == m.old.Sheets[i] {
		s := *m.old.Sheets[i]
		s.rows = slices.Clone(s.rows)
		m.wb.Sheets[i] = &s
	}
	return m.wb.Sheets[i]
}

func (m *mending) input(in Input) error {
	i := slices.IndexFunc(m.old.Sheets, func(s *Sheet) bool { return s.Name == in.Sheet })
	if i < 0 || in.Row < 1 || in.Col < 1 || in.Row > wholeRows || in.Col > wholeColumns {
		return problem(problemInputSheet, "sheet", in.Sheet, "cell", Cell{Row: in.Row, Col: in.Col}.Ref())
	}
	s := m.wb.Sheets[i]
	if merged, ok := s.MergeAt(in.Row, in.Col); ok {
		in.Row, in.Col = merged.FirstRow, merged.FirstCol
	}
	here := []string{"sheet", in.Sheet, "cell", Cell{Row: in.Row, Col: in.Col}.Ref()}
	if _, inArray := s.formulas.arrayAt(in.Row, in.Col); inArray || s.formulas.cut {
		return problem(problemInputArray, here...)
	}
	was, held := s.exact(in.Row, in.Col)
	c := s.blank(in.Row, in.Col)
	if s.looks.cut && held {
		c = was
		c.Formula, c.HasFormula, c.HasCached, c.MixedFonts = "", false, false, false
	}
	if c.Kind, c.Raw = in.Kind, in.Raw; in.Kind == KindText && in.Raw == "" {
		c.Kind = KindEmpty
	}
	if !in.sayable() {
		return problem(problemInputText, here...)
	}
	if c.Kind == KindEmpty {
		c.Raw = ""
	}
	m.wb.fitFont(&c)
	if held && !was.HasFormula && was.Kind == c.Kind && was.Raw == c.Raw && was.Old == c.Old || !held && c.Kind == KindEmpty {
		return nil
	}
	s = m.sheet(i)
	if was.HasFormula {
		if err := m.freeShared(s, was); err != nil {
			return err
		}
	}
	s.put(c)
	m.seeds[formulaAt{s, c.Row, c.Col}] = true
	return nil
}

// sayable tells whether a workbook can hold the input.
func (in *Input) sayable() bool {
	switch in.Kind {
	case KindEmpty:
		return true
	case KindNumber:
		if in.Raw == "" || len(in.Raw) > 300 || in.Raw[0] == '+' || !isNumber([]byte(in.Raw)) {
			return false
		}
		_, err := numberOf(in.Raw)
		return err == nil
	case KindBool:
		return in.Raw == "0" || in.Raw == "1"
	case KindText:
		units := utf8.RuneCountInString(in.Raw)
		for _, r := range in.Raw {
			if r > 0xFFFF {
				units++
			}
			if !isXMLChar(r) && r >= ' ' || r == 0 {
				return false
			}
		}
		return utf8.ValidString(in.Raw) && units <= maxCellText
	}
	return false
}

// freeShared gives the formulas that follow the one of a master their own text, before it goes.
func (m *mending) freeShared(s *Sheet, master Cell) error {
	at := s.formulas.sharedAt(master.Row, master.Col)
	if at < 0 || int(s.formulas.shared[at].master) != at {
		return nil
	}
	for i, spot := range s.formulas.shared {
		if i == at || int(spot.master) != at {
			continue
		}
		c, ok := s.exact(int(spot.row), int(spot.col))
		if !ok || !c.HasFormula || c.Formula != "" {
			continue
		}
		if c.Formula = s.formulaOf(c); c.Formula == "" {
			return problem(problemInputKept, "sheet", s.Name, "cell", master.Ref(), "reason", "formula shared with "+c.Ref())
		}
		s.put(c)
	}
	return nil
}

// blank is a cell as yet without content, in the format that stands at that place.
func (s *Sheet) blank(row, col int) Cell {
	c := Cell{Row: row, Col: col, Format: "General"}
	if id := s.styleAt(row, col); id < len(s.looks.styles) {
		st := &s.looks.styles[id]
		c.Format, c.IsDate, c.IsPercent, c.Font = st.format, st.isDate, st.isPercent, st.font
	}
	return c
}

// CellAt is what a person sees at row, col, like At; where nothing is said it has the format that what is
// typed there will have.
func (s *Sheet) CellAt(row, col int) Cell {
	c, ok := s.At(row, col)
	if !ok {
		return s.blank(c.Row, c.Col)
	}
	return c
}

// put places a cell; one that says nothing is taken out. The row's cells are copied.
func (s *Sheet) put(c Cell) {
	i, found := slices.BinarySearchFunc(s.rows, c.Row, func(r sheetRow, n int) int { return r.number - n })
	if !found {
		s.rows = slices.Insert(s.rows, i, sheetRow{number: c.Row})
	}
	cells := slices.Clone(s.rows[i].cells)
	j, held := slices.BinarySearchFunc(cells, c.Col, func(have Cell, n int) int { return have.Col - n })
	switch says := c.Kind != KindEmpty || c.HasFormula; {
	case held && says:
		cells[j] = c
	case says:
		cells = slices.Insert(cells, j, c)
		s.count++
	case held:
		cells = slices.Delete(cells, j, j+1)
		s.count--
	}
	s.rows[i].cells = cells
	if len(cells) == 0 {
		s.rows = slices.Delete(s.rows, i, i+1)
	}
	s.lastCol = max(s.lastCol, c.Col)
	if c.Kind == KindEmpty && !c.HasFormula && c.Col == s.lastCol {
		s.lastCol = 0
		for _, r := range s.rows {
			s.lastCol = max(s.lastCol, r.cells[len(r.cells)-1].Col)
		}
	}
}

// recompute gives every formula that depends on the seeds a fresh value, or none.
func (m *mending) recompute() {
	g := m.dependents()
	never := map[formulaAt]bool{}
	for i := range g.nodes {
		n := &g.nodes[i]
		if !n.dirty {
			continue
		}
		s := m.sheet(n.sheet)
		if c, ok := s.exact(n.row, n.col); ok {
			n.was = c
			c.Kind, c.Raw, c.HasCached, c.Old = KindEmpty, "", false, oldtext.None
			s.put(c)
		}
	}
	for i := range g.nodes {
		if n := &g.nodes[i]; n.wild || n.array {
			never[formulaAt{m.wb.Sheets[n.sheet], n.row, n.col}] = true
		}
	}
	f := newFormulaReader(m.wb)
	f.asExcel, f.never = true, never
	for _, i := range g.order() {
		n := &g.nodes[i]
		if n.wild || n.array {
			continue
		}
		s := m.wb.Sheets[n.sheet]
		c, ok := s.exact(n.row, n.col)
		if !ok || f.recompute(s, &c) != nil {
			continue
		}
		if sameValue(n.was, c) {
			c = n.was
		} else {
			m.wb.fitResult(&c)
		}
		s.put(c)
	}
}

// sameValue tells whether a fresh value is the one already stored, so far as Excel shows its digits.
func sameValue(was, now Cell) bool {
	if !was.HasCached || was.Kind != now.Kind {
		return false
	}
	if was.Kind != KindNumber {
		return was.Raw == now.Raw
	}
	a, errA := numberOf(was.Raw)
	b, errB := numberOf(now.Raw)
	return errA == nil && errB == nil && a.D.Equal(b.D)
}

// unlikeCells is the first difference between two workbooks' sheets and cells, nil if there is none.
func unlikeCells(want, got *Workbook) error {
	if len(want.Sheets) != len(got.Sheets) {
		return fmt.Errorf("%d sheets became %d", len(want.Sheets), len(got.Sheets))
	}
	if want.Date1904 != got.Date1904 || want.Macros != got.Macros || want.ExternalLinks != got.ExternalLinks || !slices.Equal(want.OtherSheets, got.OtherSheets) {
		return fmt.Errorf("dates, macros, links or other sheets changed")
	}
	for i := range max(len(want.Names), len(got.Names)) {
		if i >= len(want.Names) || i >= len(got.Names) || want.Names[i] != got.Names[i] {
			return fmt.Errorf("defined names changed: %+v became %+v", want.Names[min(i, len(want.Names)):min(i+1, len(want.Names))], got.Names[min(i, len(got.Names)):min(i+1, len(got.Names))])
		}
	}
	for i, s := range want.Sheets {
		t := got.Sheets[i]
		if s.Name != t.Name || s.State != t.State || !slices.Equal(s.Merges, t.Merges) ||
			!slices.Equal(s.HiddenRows, t.HiddenRows) || !slices.Equal(s.HiddenColumns, t.HiddenColumns) {
			return fmt.Errorf("sheet %s changed its frame", s.Name)
		}
		for _, d := range unlikeRows(s, t) {
			return fmt.Errorf("sheet %s: cell %s became %+v", s.Name, d.was.Ref(), d.now)
		}
	}
	return nil
}

// cellChange is a cell before and after; a cell that is not there has only its place.
type cellChange struct{ was, now Cell }

// unlikeRows lists the cells that differ between two states of a sheet, in order.
func unlikeRows(s, t *Sheet) []cellChange {
	rows := map[int]bool{}
	for _, r := range s.rows {
		rows[r.number] = true
	}
	for _, r := range t.rows {
		rows[r.number] = true
	}
	var out []cellChange
	for _, row := range slices.Sorted(maps.Keys(rows)) {
		a, b := s.Row(row), t.Row(row)
		for len(a) > 0 || len(b) > 0 {
			switch {
			case len(b) == 0 || len(a) > 0 && a[0].Col < b[0].Col:
				out = append(out, cellChange{a[0], Cell{Row: row, Col: a[0].Col}})
				a = a[1:]
			case len(a) == 0 || b[0].Col < a[0].Col:
				out = append(out, cellChange{Cell{Row: row, Col: b[0].Col}, b[0]})
				b = b[1:]
			default:
				if !sameCell(a[0], b[0], s.looks.cut || t.looks.cut) {
					out = append(out, cellChange{a[0], b[0]})
				}
				a, b = a[1:], b[1:]
			}
		}
	}
	return out
}

func sameCell(a, b Cell, plain bool) bool {
	if plain {
		a.Font, a.Format, a.IsDate, a.IsPercent, a.MixedFonts = b.Font, b.Format, b.IsDate, b.IsPercent, b.MixedFonts
	}
	return a == b
}
