package ntm

// Return is what one unit states for one period: the entries of a filled workbook, bound to a
// Definition by headings and names.
type Return struct {
	Definition string // id of the Definition
	DefVersion int
	Set        string // id of the criteria set
	Unit       string // GSO code
	UnitName   string
	Period     Period
	File       string
	Hash       string // SHA-256 of the file's bytes, hex
	Tables     []*Grid
	Reading    []Finding // what the reader could not bind: sheets, columns, rows (checks S…)
	Heads      []Head    // what stands over the tables of the sheets

	byTable map[string]*Grid
}

// Head is a line over a table that says the period («Kỳ báo cáo: Tháng 02/2020») or whose the return is
// («Đơn vị báo cáo: Xã Phú Lệ, Huyện Quan Hóa»).
type Head struct {
	Place  Place
	Text   string // as written
	Period Period // of a line of the period; zero in others
}

// Grid holds the rows of one table of a return.
type Grid struct {
	Table *Table
	Rows  []*Row
	Place Place // the table's heading; empty if the table was not found
	Total *Row  // the row «Tổng cộng» under a list, as the unit states it
	Found bool
	Nil   bool // the unit states that there is nothing to list («Không phát sinh»)

	byKey map[string]*Row
}

// Row is one row of a grid; Entries run parallel to the table's columns.
type Row struct {
	Key     string // code of the RowDef, or for a list its identity columns, folded
	Def     *RowDef
	Line    int // row number in the sheet
	Entries []Entry
}

// Entry is one value and the place it was read from. Raw text, shown text, kind, formula and cached
// value are kept side by side.
type Entry struct {
	Value
	Place    Place
	Shown    string // as the number format shows it
	Formula  string
	Cached   bool // the value of the formula came with the file
	Computed bool // the value was computed here, because the file had none
	Scaled   bool // the file states it in another unit of measure: what is typed into its cell is in that one
	Absent   bool // the sender's own layout has no such cell, which is told once for the table
}

// seen is the cell as a person sees it, where the program knows; else as it is stored.
func (e *Entry) seen() string {
	if e.Shown != "" && e.Doubt != DoubtError {
		return e.Shown
	}
	return e.Raw
}

// NewReturn makes an empty return of the definition.
func NewReturn(def *Definition, unit Unit, p Period, set string) *Return {
	return &Return{Definition: def.ID, DefVersion: def.Version, Set: set,
		Unit: unit.Code, UnitName: unit.Name, Period: p}
}

// Add appends a grid for the table and returns it.
func (r *Return) Add(t *Table) *Grid {
	g := &Grid{Table: t}
	r.Tables = append(r.Tables, g)
	if r.byTable == nil {
		r.byTable = make(map[string]*Grid, 12)
	}
	r.byTable[t.ID] = g
	return g
}

// Grid returns the rows of a table; nil if the return has none. A nil grid may be read.
func (r *Return) Grid(table string) *Grid {
	if r == nil {
		return nil
	}
	return r.byTable[table]
}

// Entry returns one entry by table, row key and column code.
func (r *Return) Entry(table, row, col string) (*Entry, bool) {
	g := r.Grid(table)
	if g == nil {
		return nil, false
	}
	return g.Entry(row, col)
}

// Field returns the value of a field of the identity sheet.
func (r *Return) Field(row string) Value {
	e, ok := r.Entry(FieldsTable, row, FieldColumn)
	if !ok {
		return Value{}
	}
	return e.Value
}

// Group is the xã nhóm that the unit states: «1», «2» or «3»; empty if it states none. A nil return
// states none.
func (r *Return) Group() string {
	if v := r.Field(groupField); v.State == Stated {
		return v.Text
	}
	return ""
}

// groupField is the field of sheet 00 for the xã nhóm.
const groupField = "nhom_xa"

// FieldsTable and FieldColumn name the table of label and value pairs on the first sheet.
const (
	FieldsTable = "thong_tin"
	FieldColumn = "gia_tri"
)

// AddRow appends a row with blank entries.
func (g *Grid) AddRow(key string, def *RowDef) *Row {
	row := &Row{Key: key, Def: def, Entries: make([]Entry, len(g.Table.Columns))}
	for i := range row.Entries {
		row.Entries[i].Type = g.Table.TypeAt(&g.Table.Columns[i], def)
	}
	g.Rows = append(g.Rows, row)
	if g.byKey == nil {
		g.byKey = make(map[string]*Row, len(g.Table.Rows))
	}
	if _, twice := g.byKey[key]; !twice {
		g.byKey[key] = row
	}
	return row
}

// Row returns the first row with the key.
func (g *Grid) Row(key string) (*Row, bool) {
	if g == nil {
		return nil, false
	}
	row, ok := g.byKey[key]
	return row, ok
}

// Entry returns one entry by row key and column code.
func (g *Grid) Entry(row, col string) (*Entry, bool) {
	r, ok := g.Row(row)
	if !ok {
		return nil, false
	}
	return g.At(r, col)
}

// At returns the entry of the row in the column.
func (g *Grid) At(row *Row, col string) (*Entry, bool) {
	i := g.Table.Col(col)
	if i < 0 || i >= len(row.Entries) {
		return nil, false
	}
	return &row.Entries[i], true
}

// Kind is the row's part in the arithmetic; rows of a list are items.
func (r *Row) Kind() RowKind {
	if r.Def == nil || r.Def.Kind == "" {
		return RowItem
	}
	return r.Def.Kind
}

// Explanation is what the unit wrote in the row's Giải trình column.
func (g *Grid) Explanation(row *Row) string {
	i := g.Table.ExplainColumn()
	if i < 0 || row == nil {
		return ""
	}
	return row.Entries[i].Text
}

// Indicator is the printed number of the row: «17.1», «II.2»; for a list row its line in the list.
func (r *Row) Indicator() string {
	if r.Def == nil {
		return ""
	}
	if r.Def.No != "" {
		return r.Def.No
	}
	return r.Def.Code
}

// Label names the row for a person: its label, or what its identity columns say.
func (r *Row) Label(t *Table) string {
	if r.Def != nil {
		return r.Def.Label
	}
	for _, code := range t.Identity {
		if i := t.Col(code); i >= 0 && r.Entries[i].State == Stated {
			return r.Entries[i].Canonical()
		}
	}
	return ""
}

// answered reports whether the table lists something or says that there is nothing to list.
func (g *Grid) answered() bool { return g != nil && g.Found && (len(g.Rows) > 0 || g.Nil) }

// word is what is written, in canonical words; «Không áp dụng» is a word too.
func (e *Entry) word() string {
	switch e.State {
	case Stated:
		return e.Canonical()
	case NotApplicable:
		return saidNotApplicable
	}
	return ""
}

// wordOf is the word of an entry by table, row and column; empty if there is none.
func wordOf(r *Return, table, row, col string) string {
	e, ok := r.Entry(table, row, col)
	if !ok {
		return ""
	}
	return e.word()
}
