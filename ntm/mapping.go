package ntm

import "github.com/shopspring/decimal"

// Mapping says how a workbook that was not made from the template is to be read: which of its columns and rows are
// which of the definition's. It names headings and labels, never addresses, so next month's file of the same sender is
// read with it although rows were added. A person confirms it once.
type Mapping struct {
	Definition string   `json:"definition"` // id of the return's definition
	Sender     string   `json:"sender,omitempty"`
	Signature  string   `json:"signature"` // of the headings it reads
	Regions    []Region `json:"regions"`
}

// Region is a part of one sheet under one block of headings. Every cell of it lies on one column and one row, and what
// both say together must name a unit, a table, a row and a column:
//
//	the usual sheet      columns → Column            rows → Row
//	communes as rows     columns → Row and Column    rows → Unit
//	communes side by side  columns → Unit and Column  rows → Row
//	a list               columns → Column            rows → Item
type Region struct {
	Sheet   string   `json:"sheet"`           // name as it was; any sheet whose headings fit is taken
	Title   string   `json:"title,omitempty"` // what stands above the headings
	Target           // of all its cells, as far as it is known here
	Columns []Axis   `json:"columns"`
	Rows    []Axis   `json:"rows,omitempty"`  // by their labels; none for a list
	Skip    []string `json:"skip,omitempty"`  // labels of lines that are no rows: totals, «Trong đó», notes
	Times   string   `json:"times,omitempty"` // figures are multiplied by it: «0.001» turns nghìn đồng into triệu đồng; "" for 1
}

// Axis is one column or one row of the region.
type Axis struct {
	Path []string `json:"path"`          // its headings from the top down, or its label, as written
	Nth  int      `json:"nth,omitempty"` // which of several with the same path, from 0
	Target
	Ignore bool   `json:"ignore,omitempty"` // a person said that it is not asked for
	Times  string `json:"times,omitempty"`  // as in Region, for this one alone
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

// Factor is what the figures of an axis are multiplied by to have the definition's unit of measure.
func (r *Region) Factor(a *Axis) (decimal.Decimal, error) {
	for _, times := range []string{a.Times, r.Times} {
		if times != "" {
			return decimal.NewFromString(times)
		}
	}
	return decimal.NewFromInt(1), nil
}
