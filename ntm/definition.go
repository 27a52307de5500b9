package ntm

import "strings"

// Definition says what a return is: sheets, tables, columns, and the checks that run on them. It is
// data (assets/returns/<id>.yaml). Template writer, reader, checks, roll-up and grid read this one value.
type Definition struct {
	ID      string  `yaml:"id"`
	Version int     `yaml:"version"`
	Title   string  `yaml:"title"`
	Level   string  `yaml:"level"` // level of the units that file it: commune, district
	Issued  string  `yaml:"issued"`
	Sheets  []Sheet `yaml:"sheets"`
	Checks  []Check `yaml:"checks"`

	Standing string `yaml:"standing"` // what is unsure of the form, printed on each page; empty: nothing

	tables map[string]*Table
	checks map[string]*Check
}

// Sheet is one Excel sheet of the return.
type Sheet struct {
	ID            string   `yaml:"id"` // the sheet's name in the template
	Title         string   `yaml:"title"`
	FormNo        string   `yaml:"form_no"`
	UnitOfMeasure string   `yaml:"unit_of_measure"`
	Landscape     bool     `yaml:"landscape"`
	Kinds         []string `yaml:"kinds"` // kinds of unit that file it; empty: all
	Until         string   `yaml:"until"` // last day (ISO) on which the sheet is in use; empty: for ever
	Guide         []string `yaml:"guide"` // lines of guidance under the title
	Tables        []Table  `yaml:"tables"`
}

// Shape is how a table grows.
type Shape string

const (
	ShapeFields Shape = "fields" // label → value, one field a row
	ShapeFixed  Shape = "fixed"  // the rows are given by the definition or by the criteria set
	ShapeList   Shape = "list"   // as many rows as the unit has things to list
)

// Table is one block of rows under one heading.
type Table struct {
	ID       string   `yaml:"id"`
	Title    string   `yaml:"title"`
	Shape    Shape    `yaml:"shape"`
	RowsFrom string   `yaml:"rows_from"` // "criteria-set": rows are the criteria and indicators of the set
	Rows     []RowDef `yaml:"rows"`
	Columns  []Column `yaml:"columns"`
	Spare    int      `yaml:"spare"`    // list: empty rows in a blank template
	Identity []string `yaml:"identity"` // list: columns that together name a row from month to month
	Total    bool     `yaml:"total"`    // list: a row «Tổng cộng» stands under it

	sheet *Sheet
	cols  map[string]int
	rows  map[string]int
}

// RowKind is a row's part in the arithmetic.
type RowKind string

const (
	RowItem      RowKind = "item"
	RowSubtotal  RowKind = "subtotal"
	RowTotal     RowKind = "total"
	RowCriterion RowKind = "criterion" // a criterion with several indicators under it
	RowIndicator RowKind = "indicator"
	RowSingle    RowKind = "single" // a criterion that is its own only indicator (5, 10 of QĐ 1980)
)

// RowDef is a row given in advance.
type RowDef struct {
	Code    string    `yaml:"code"`
	No      string    `yaml:"no"` // as printed in the TT column: «I», «1», «17.1»
	Label   string    `yaml:"label"`
	Unit    string    `yaml:"unit"`
	Kind    RowKind   `yaml:"kind"`
	Sum     []string  `yaml:"sum"` // subtotal, total: codes of the rows it adds up
	Type    Type      `yaml:"type"`
	Blank   Blankness `yaml:"blank"`
	Meaning Meaning   `yaml:"meaning"`
	RollUp  RollUpBy  `yaml:"roll_up"`
	Prefill string    `yaml:"prefill"`
	Choices string    `yaml:"choices"`
	Hint    string    `yaml:"hint"`
	Until   string    `yaml:"until"`
	// Criterion and Indicator tie the row to the criteria set; both are set on a RowSingle.
	Criterion int        `yaml:"-"`
	Indicator *Indicator `yaml:"-"`

	Except []string `yaml:"except"` // columns that stay empty on this row
}

// Meaning is a column's meaning over time (số cuối kỳ, phát sinh, lũy kế, kế hoạch, định danh).
type Meaning string

const (
	Stock      Meaning = "CK" // closing stock at the cut-off: across months the last
	Flow       Meaning = "PS" // arising in the period: across months the sum
	Cumulative Meaning = "LK" // from 01/01: across months the last
	Plan       Meaning = "KH" // never summed over time
	Identity   Meaning = "DM"
	Opening    Meaning = "DK" // opening stock: across months the first
)

// RollUpBy is how a column is put together over units.
type RollUpBy string

const (
	RollNone  RollUpBy = ""
	RollSum   RollUpBy = "sum"
	RollRate  RollUpBy = "rate"  // recomputed from the summed numerator and denominator, never averaged
	RollCount RollUpBy = "count" // rows by value
	RollList  RollUpBy = "list"
)

// Blankness says what an empty cell means to the checks.
type Blankness string

const (
	BlankAllowed Blankness = ""
	BlankExplain Blankness = "explain"
	BlankBlocks  Blankness = "block"
)

// Rate names the two figures a rate is computed from, as expressions over the row.
type Rate struct {
	Of  string `yaml:"of"`
	Per string `yaml:"per"`
}

// Column is one column of a table.
type Column struct {
	Code     string    `yaml:"code"`
	Title    []string  `yaml:"title"` // the path of headings from the top row down
	Type     Type      `yaml:"type"`
	ByRow    bool      `yaml:"by_row"` // the row gives the type (fields, indicators)
	Unit     string    `yaml:"unit"`
	Meaning  Meaning   `yaml:"meaning"`
	RollUp   RollUpBy  `yaml:"roll_up"`
	Rate     *Rate     `yaml:"rate"`
	Blank    Blankness `yaml:"blank"`
	Formula  string    `yaml:"formula"`  // expression of the row; the template carries it as a live formula
	Carry    string    `yaml:"carry"`    // column of last month's return that is prefilled here
	NewYear  string    `yaml:"new_year"` // the same for the first period of a year: last December's column
	Given    string    `yaml:"given"`    // filled by the template from the row: no, label, unit, required
	Choices  string    `yaml:"choices"`  // id of a list of words
	Explain  bool      `yaml:"explain"`  // the column where the unit writes its Giải trình
	Width    float64   `yaml:"width"`    // characters
	Decimals int       `yaml:"decimals"`
	Hint     string    `yaml:"hint"`
}

// Input reports whether the unit fills the column by hand.
func (c *Column) Input() bool { return c.Given == "" && c.Formula == "" }

// Heading is the column's path of headings in one line: «Diễn biến trong kỳ / Tái».
func (c *Column) Heading() string { return strings.Join(c.Title, " / ") }

// Sheet returns the sheet the table stands on.
func (t *Table) Sheet() *Sheet { return t.sheet }

// Col returns the index of a column by its code, or -1.
func (t *Table) Col(code string) int {
	if i, ok := t.cols[code]; ok {
		return i
	}
	return -1
}

// RowDefOf returns a row given in advance by its code.
func (t *Table) RowDefOf(code string) (*RowDef, bool) {
	i, ok := t.rows[code]
	if !ok {
		return nil, false
	}
	return &t.Rows[i], true
}

// ExplainColumn is the index of the column for Giải trình, or -1.
func (t *Table) ExplainColumn() int {
	for i := range t.Columns {
		if t.Columns[i].Explain {
			return i
		}
	}
	return -1
}

// TypeAt is the type of the cell in column c of the row; def may be nil (list rows).
func (t *Table) TypeAt(c *Column, def *RowDef) Type {
	if c.ByRow && def != nil && def.Type != "" {
		return def.Type
	}
	return c.Type
}

// SpecAt says what the cell in column c of the row should hold; def may be nil (list rows).
func (t *Table) SpecAt(c *Column, def *RowDef) Spec {
	s := Spec{Type: t.TypeAt(c, def), Unit: c.Unit, Choices: c.Choices, Decimals: c.Decimals, Computed: c.Formula != ""}
	if t.sheet != nil && s.Unit == "" && s.Type == TypeCount && (def == nil || def.Unit == "") && !strings.Contains(t.sheet.UnitOfMeasure, "đồng") {
		s.Unit = t.sheet.UnitOfMeasure
	}
	if def == nil {
		return s
	}
	if (c.ByRow || s.Unit == "") && def.Unit != "" && c.Given == "" && (c.ByRow || s.Type != TypeMoney) {
		s.Unit = def.Unit
	}
	if c.ByRow && def.Choices != "" {
		s.Choices = def.Choices
	}
	if ind := def.Indicator; ind != nil && ind.Direction == DirectionAtMost {
		s.Computed = true // a rate that should be low (hộ nghèo, suy dinh dưỡng) may well be below 1 %
	}
	if len(def.Sum) > 0 || def.Kind == RowTotal || def.Kind == RowSubtotal {
		s.Computed = true
	}
	return s
}

// Table returns a table of the definition by its id.
func (d *Definition) Table(id string) (*Table, bool) {
	t, ok := d.tables[id]
	return t, ok
}

// Check returns a check of the catalogue by its id.
func (d *Definition) Check(id string) (*Check, bool) {
	c, ok := d.checks[id]
	return c, ok
}

// AppliesTo reports whether units of the kind file the sheet on the ISO date.
func (s *Sheet) AppliesTo(kind, on string) bool {
	if s.Until != "" && on > s.Until {
		return false
	}
	if len(s.Kinds) == 0 {
		return true
	}
	for _, k := range s.Kinds {
		if k == kind {
			return true
		}
	}
	return false
}
