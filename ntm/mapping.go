package ntm

import (
	"strings"

	"github.com/shopspring/decimal"
)

// Mapping says how a workbook that was not made from the template is to be read: which of its columns and rows are
// which of the definition's. It names headings and labels, never addresses, so next month's file of the same sender is
// read with it although rows were added. A person confirms it once.
type Mapping struct {
	Definition string   `json:"definition"`       // id of the return's definition
	Sender     string   `json:"sender,omitempty"` // GSO code of the unit whose files it reads; "": each file says whose it is
	Signature  string   `json:"signature"`        // of the headings it reads
	Regions    []Region `json:"regions"`
}

// Region is a part of one sheet under one block of headings. Every cell of it lies on one column and one row, and what
// both say together must name a unit, a table, a row and a column:
//
//	the usual sheet        columns → Column            rows → Row
//	label and value        columns → nothing           rows → Row and Column
//	communes as rows       columns → Row and Column    rows → Unit
//	communes side by side  columns → Unit and Column   rows → Row
//	a list                 columns → Column            rows: none, or → Unit by the column of names
type Region struct {
	Sheet   string    `json:"sheet"`           // name as it was; any sheet whose headings fit is taken
	Title   string    `json:"title,omitempty"` // what stands above the headings
	Target            // of all its cells, as far as it is known here
	Sheets  []SheetOf `json:"sheets,omitempty"` // where the same block stands on several sheets: whose each is
	Columns []Axis    `json:"columns"`
	Rows    []Axis    `json:"rows,omitempty"`    // by their labels; none for a list of one unit
	Skip    []string  `json:"skip,omitempty"`    // labels of lines that are no rows: totals, «Trong đó», notes
	Times   string    `json:"times,omitempty"`   // figures are multiplied by it: «0.001» turns nghìn đồng into triệu đồng; "" for 1
	Measure string    `json:"measure,omitempty"` // what the sheet said of its unit of measure when that was confirmed
	Ignore  bool      `json:"ignore,omitempty"`  // a person said that nothing of it is asked for
	Unsure  []string  `json:"unsure,omitempty"`  // what is only proposed: UnsureTable, UnsureTimes, UnsureUnit
}

// What of a region may be only proposed.
const (
	UnsureTable = "table"
	UnsureTimes = "times"
	UnsureUnit  = "unit"
)

// SheetOf says whose figures stand on a sheet.
type SheetOf struct {
	Sheet  string `json:"sheet"`
	Unit   string `json:"unit"`
	Unsure bool   `json:"unsure,omitempty"`
}

// Axis is one column or one row of the region.
type Axis struct {
	Path []string `json:"path"`          // its headings from the top down, or its label, as written
	Nth  int      `json:"nth,omitempty"` // which of several with the same path, from 0
	Target
	Names  bool   `json:"names,omitempty"`  // a column whose words name the unit of each line
	Ignore bool   `json:"ignore,omitempty"` // a person said that it is not asked for
	Times  string `json:"times,omitempty"`  // as in Region, for this one alone
	Unsure bool   `json:"unsure,omitempty"` // only proposed: a person must confirm it before anything is read with it
}

// Target names what a cell is to the return, as far as the axis knows.
type Target struct {
	Unit   string `json:"unit,omitempty"`   // GSO code
	Table  string `json:"table,omitempty"`  // id
	Row    string `json:"row,omitempty"`    // code of the row's definition
	Column string `json:"column,omitempty"` // code
}

// Over fills what t leaves open from the one around it.
func (t Target) Over(around Target) Target {
	if t.Unit == "" {
		t.Unit = around.Unit
	}
	if t.Table == "" {
		t.Table = around.Table
	}
	if t.Row == "" {
		t.Row = around.Row
	}
	if t.Column == "" {
		t.Column = around.Column
	}
	return t
}

// IsZero says that the target names nothing.
func (t Target) IsZero() bool { return t == Target{} }

// Factor is what the figures of an axis are multiplied by to have the definition's unit of measure. That of the region
// is for money alone: persons, points and stars have no other unit.
func (r *Region) Factor(a *Axis, t Type) (decimal.Decimal, error) {
	times := a.Times
	if times == "" && t == TypeMoney {
		times = r.Times
	}
	if times == "" || !t.Numeric() {
		return decimal.NewFromInt(1), nil
	}
	return decimal.NewFromString(times)
}

// Named is the heading or label of the axis in one line.
func (a *Axis) Named() string { return strings.Join(a.Path, " / ") }

// NamesUnits tells whether a column of the region names the unit of each line.
func (r *Region) NamesUnits() bool {
	for i := range r.Columns {
		if r.Columns[i].Names {
			return true
		}
	}
	return false
}

// IsList tells whether the region's rows are as many as there are things to list.
func (r *Region) IsList(def *Definition) bool {
	t, ok := def.Table(r.Table)
	return ok && t.Shape == ShapeList
}

// Unconfirmed are the parts of the mapping that are only proposed, as their headings and labels.
func (m *Mapping) Unconfirmed() []string {
	var out []string
	for i := range m.Regions {
		r := &m.Regions[i]
		if r.Ignore {
			continue
		}
		for _, what := range r.Unsure {
			out = append(out, r.Sheet+": "+what)
		}
		for _, s := range r.Sheets {
			if s.Unsure {
				out = append(out, s.Sheet)
			}
		}
		for _, axes := range [][]Axis{r.Columns, r.Rows} {
			for j := range axes {
				if axes[j].Unsure {
					out = append(out, axes[j].Named())
				}
			}
		}
	}
	return out
}

// Units are the codes of the units that the mapping names, in the order they come.
func (m *Mapping) Units() []string {
	var out []string
	seen := map[string]bool{"": true}
	add := func(code string) {
		if !seen[code] {
			seen[code] = true
			out = append(out, code)
		}
	}
	for i := range m.Regions {
		r := &m.Regions[i]
		if r.Ignore {
			continue
		}
		add(r.Unit)
		for _, s := range r.Sheets {
			add(s.Unit)
		}
		for _, axes := range [][]Axis{r.Columns, r.Rows} {
			for j := range axes {
				add(axes[j].Unit)
			}
		}
	}
	return out
}

// Units are the units of the sheets that the region is read from, else its own; "" where its columns or rows say it.
func (r *Region) Units() []string {
	if len(r.Sheets) == 0 {
		return []string{r.Unit}
	}
	units := make([]string, len(r.Sheets))
	for i := range r.Sheets {
		units[i] = r.Sheets[i].Unit
	}
	return units
}

// Claims are the figures that the region reads, each as a key: two regions must not read the same.
func (r *Region) Claims() []string {
	var out []string
	if r.Ignore {
		return nil
	}
	add := func(t Target) {
		if t.Table != "" && (t.Column != "" || t.Row != "") {
			out = append(out, t.Unit+"|"+t.Table+"|"+t.Row+"|"+t.Column)
		}
	}
	units := r.Units()
	for i := range r.Columns {
		c := &r.Columns[i]
		if c.Ignore || c.Names {
			continue
		}
		rows := r.Rows
		if len(rows) == 0 {
			rows = []Axis{{}}
		}
		for j := range rows {
			if rows[j].Ignore {
				continue
			}
			for _, u := range units {
				add(rows[j].Target.Over(c.Target).Over(r.Target).Over(Target{Unit: u}))
			}
		}
	}
	return out
}
