package xlsx

import (
	"fmt"

	"bieuxa/ntm"
)

// workbookPlan says where everything stands before anything is drawn: formulas point across sheets.
type workbookPlan struct {
	t      *Template
	sheets []*sheetPlan
	tables map[string]*tablePlan
}

// sheetPlan is one sheet. Rows and columns count from 1, as in Excel.
type sheetPlan struct {
	def    *ntm.Sheet
	widths []float64 // characters, of columns 1, 2, …
	tables []*tablePlan
	guides []string

	unitRow int // row of «Đơn vị tính»; 0 if none
	signRow int // first row of the signatures
	lastRow int
}

// tablePlan is one table on its sheet.
type tablePlan struct {
	def      *ntm.Table
	sheet    *sheetPlan
	spans    []columnSpan // of each column
	formulas []*formula   // of each column; nil where there is none
	rows     []*bodyRow
	byCode   map[string]*bodyRow

	now  *ntm.Grid // of the return that is written out; nil if blank
	prev *ntm.Grid // of last period's return; nil where nothing is carried

	titleRow         int // 0 if none
	headRow, depth   int // first row of headings, and how many there are
	numberRow        int // «(1) (2) (3)»
	firstRow, endRow int // body
	guardRow         int // list with a total: a thin locked row, so that rows inserted above it are added up
	totalRow         int // 0 if none
}

// columnSpan is the columns of the sheet that one column of a table takes.
type columnSpan struct{ first, last int }

// bodyRow is one row of a table's body, or its total.
type bodyRow struct {
	table *tablePlan
	at    int
	line  int // of a list, from 1
	total bool
	def   *ntm.RowDef // nil in a list
	now   *ntm.Row    // of the return that is written out
	prev  *ntm.Row    // of last period's return
	cells []*written  // decided so far, by column
}

func planWorkbook(t *Template) (*workbookPlan, error) {
	if t.Def == nil {
		return nil, fmt.Errorf("writing a template: no definition")
	}
	plan := &workbookPlan{t: t, tables: map[string]*tablePlan{}}
	for i := range t.Def.Sheets {
		s, err := plan.planSheet(&t.Def.Sheets[i])
		if err != nil {
			return nil, fmt.Errorf("sheet %s: %w", t.Def.Sheets[i].ID, err)
		}
		plan.sheets = append(plan.sheets, s)
	}
	return plan, nil
}

func (p *workbookPlan) planSheet(def *ntm.Sheet) (*sheetPlan, error) {
	s := &sheetPlan{def: def}
	if standing := p.t.Def.Standing; standing != "" {
		s.guides = append(s.guides, standing)
	}
	s.guides = append(s.guides, def.Guide...)
	if len(def.Tables) == 0 {
		return nil, fmt.Errorf("no table stands on it")
	}
	base := &def.Tables[0]
	for i := range def.Tables {
		if len(def.Tables[i].Columns) > len(base.Columns) {
			base = &def.Tables[i]
		}
		if def.Tables[i].Shape == ntm.ShapeList {
			s.guides = append(s.guides, wordInsertRows)
		}
	}
	s.widths = sheetWidths(base)
	row := headerRows + 1
	if p.t.Sample {
		row++
	}
	row += len(s.guides)
	if def.UnitOfMeasure != "" {
		s.unitRow = row
		row++
	}
	for i := range def.Tables {
		tp, err := p.planTable(s, &def.Tables[i])
		if err != nil {
			return nil, fmt.Errorf("table %s: %w", def.Tables[i].ID, err)
		}
		if i > 0 {
			row++
		}
		row = tp.place(row)
		s.tables = append(s.tables, tp)
		p.tables[tp.def.ID] = tp
	}
	s.signRow = row + 1
	s.lastRow = s.signRow + signatureRows - 1
	return s, nil
}

func (p *workbookPlan) planTable(s *sheetPlan, def *ntm.Table) (*tablePlan, error) {
	tp := &tablePlan{def: def, sheet: s, byCode: map[string]*bodyRow{}, spans: s.spansOf(def),
		formulas: make([]*formula, len(def.Columns))}
	for i := range def.Columns {
		c := &def.Columns[i]
		tp.depth = max(tp.depth, len(c.Title))
		if c.Formula == "" {
			continue
		}
		f, err := parseFormula(c.Formula)
		if err != nil {
			return nil, fmt.Errorf("column %s: %w", c.Code, err)
		}
		tp.formulas[i] = f
	}
	if p.t.Values != nil {
		tp.now = p.t.Values.Grid(def.ID)
	} else if p.t.Previous != nil && (def.RowsFrom == "" || p.t.Previous.Set == p.t.SetID) {
		tp.prev = p.t.Previous.Grid(def.ID) // criterion 1 of another set is another criterion
	}
	if def.Shape == ntm.ShapeList {
		tp.planList()
		return tp, nil
	}
	for i := range def.Rows {
		row := tp.addRow(&def.Rows[i])
		row.now, _ = tp.now.Row(row.def.Code)
		row.prev, _ = tp.prev.Row(row.def.Code)
	}
	return tp, nil
}

func (tp *tablePlan) addRow(def *ntm.RowDef) *bodyRow {
	row := &bodyRow{table: tp, def: def, cells: make([]*written, len(tp.def.Columns))}
	if def != nil {
		tp.byCode[def.Code] = row
	} else {
		row.line = len(tp.rows) + 1
	}
	tp.rows = append(tp.rows, row)
	return row
}

// roomToAdd is how many empty rows stand at least under the rows carried from last period.
const roomToAdd = 4

func (tp *tablePlan) planList() {
	var stated, carried []*ntm.Row
	if tp.now != nil {
		stated = tp.now.Rows
	}
	if tp.prev != nil {
		for _, row := range tp.prev.Rows {
			if tp.carriesAnything(row) {
				carried = append(carried, row)
			}
		}
	}
	need := max(tp.def.Spare, len(stated), 1)
	if len(carried) > 0 {
		need = max(need, len(carried)+roomToAdd)
	}
	for i := range need {
		row := tp.addRow(nil)
		if i < len(stated) {
			row.now = stated[i]
		}
		if i < len(carried) {
			row.prev = carried[i]
		}
	}
}

func (tp *tablePlan) carriesAnything(prev *ntm.Row) bool {
	for i := range tp.def.Columns {
		if e := entryOf(tp.prev, prev, tp.def.Columns[i].Carry); e != nil && e.State == ntm.Stated {
			return true
		}
	}
	return false
}

// entryOf is the entry of a row in a column of the return's own definition, which may be an older
// version; nil if there is none.
func entryOf(g *ntm.Grid, row *ntm.Row, column string) *ntm.Entry {
	if g == nil || row == nil || column == "" {
		return nil
	}
	e, ok := g.At(row, column)
	if !ok {
		return nil
	}
	return e
}

// place gives the table its rows from row on and returns the first row under it.
func (tp *tablePlan) place(row int) int {
	if tp.def.Title != "" {
		tp.titleRow = row
		row++
	}
	tp.headRow = row
	tp.numberRow = row + tp.depth
	row = tp.numberRow + 1
	tp.firstRow = row
	for _, r := range tp.rows {
		r.at = row
		row++
	}
	tp.endRow = row - 1
	if tp.def.Total {
		tp.guardRow, tp.totalRow = row, row+1
		row += 2
	}
	return row
}

// lastRow is the table's last row, total included.
func (tp *tablePlan) lastRow() int { return max(tp.endRow, tp.totalRow) }

// sheetWidths are the columns of the sheet: those of its widest table. Long texts are narrowed
// where the sheet would print too small to read.
func sheetWidths(base *ntm.Table) []float64 {
	widths, sum := make([]float64, len(base.Columns)), 0.0
	for i := range base.Columns {
		if widths[i] = base.Columns[i].Width; widths[i] == 0 {
			widths[i] = defaultWidth
		}
		sum += widths[i]
	}
	if over := sum - readableWidth; over > 0 {
		var spare float64
		for i := range widths {
			spare += max(0, widths[i]-narrowWidth)
		}
		for i := range widths {
			if w := widths[i] - narrowWidth; w > 0 {
				widths[i] -= w * min(over/spare, narrowBy)
			}
		}
	}
	return widths
}

// spansOf fits a table's columns to the columns of its sheet: a column takes as many as it needs to
// be about as wide as it should.
func (s *sheetPlan) spansOf(def *ntm.Table) []columnSpan {
	spans := make([]columnSpan, len(def.Columns))
	next := 1
	for i := range def.Columns {
		span := columnSpan{next, next}
		width := s.widths[next-1]
		after := len(def.Columns) - i - 1
		for len(def.Columns) < len(s.widths) && width < 0.74*def.Columns[i].Width && span.last+after < len(s.widths) {
			span.last++
			width += s.widths[span.last-1]
		}
		spans[i] = span
		next = span.last + 1
	}
	return spans
}

// width is the sum of the columns' widths in characters.
func (s *sheetPlan) width(span columnSpan) float64 {
	sum := 0.0
	for c := span.first; c <= span.last; c++ {
		sum += s.widths[c-1]
	}
	return sum
}
