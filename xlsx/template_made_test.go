package xlsx_test

import (
	"bytes"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"bieuxa/assets"
	"bieuxa/ntm"
	"bieuxa/xlsx"
)

// smallSet has one criterion of two indicators and one that is its own only indicator.
func smallSet() *ntm.CriteriaSet {
	return &ntm.CriteriaSet{Criteria: []ntm.Criterion{
		{No: 1, Name: "Quy hoạch", Indicators: []ntm.Indicator{
			{No: "1.1", Name: "Có quy hoạch chung xây dựng xã", Type: "bool"},
			{No: "1.2", Name: "Tỷ lệ diện tích theo quy hoạch", Type: "percent", Unit: "%"}}},
		{No: 5, Name: "Trường học", Indicators: []ntm.Indicator{
			{No: "5", Name: "Tỷ lệ trường học các cấp đạt chuẩn", Type: "percent", Unit: "%"}}},
	}}
}

func boundDefinition(tb testing.TB) *ntm.Definition {
	tb.Helper()
	def, err := ntm.LoadDefinition(assets.FS, "xa-thang")
	if err != nil {
		tb.Fatal(err)
	}
	bound, err := def.Bind(smallSet(), "xã", ntm.NewDate(2020, 2, 14))
	if err != nil {
		tb.Fatal(err)
	}
	return bound
}

func blankTemplate(tb testing.TB) xlsx.Template {
	return xlsx.Template{
		Def: boundDefinition(tb), Unit: ntm.Unit{Code: "14884", Name: "Xã Phú Lệ", Kind: "xã"},
		District: "Huyện Quan Hóa", Province: "Tỉnh Thanh Hóa",
		Period: ntm.Period{Kind: ntm.Month, Year: 2020, N: 2}, From: ntm.NewDate(2020, 1, 15), To: ntm.NewDate(2020, 2, 14),
		SetID: "xa-2016-2020", SetTitle: "Bộ tiêu chí 2016-2020", Receiver: "UBND huyện Quan Hóa",
		Required: func(r *ntm.RowDef) string { return "≥ 95%" },
		Words: func(list string) []string {
			return map[string][]string{"status": {"Đạt", "Cơ bản đạt", "Chưa đạt", "Không áp dụng"},
				"titles": {"Đạt chuẩn NTM"}}[list]
		},
		Hints: func(table, column string) []string {
			if column != "cuoi_ky" {
				return nil
			}
			return []string{"Đầu kỳ + tái + phát sinh - thoát = cuối kỳ."}
		},
		Printed: time.Date(2020, 2, 15, 8, 0, 0, 0, time.UTC),
	}
}

// written writes the template and opens it with excelize.
func written(tb testing.TB, t xlsx.Template) (*excelize.File, []byte) {
	tb.Helper()
	var b bytes.Buffer
	if err := xlsx.WriteTemplate(&b, t); err != nil {
		tb.Fatal(err)
	}
	book, err := excelize.OpenReader(bytes.NewReader(b.Bytes()))
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { book.Close() })
	return book, b.Bytes()
}

// returnOf starts a return of the template's unit with every table found and its rows in place.
func returnOf(t xlsx.Template) *ntm.Return {
	r := ntm.NewReturn(t.Def, t.Unit, t.Period, t.SetID)
	for i := range t.Def.Sheets {
		for j := range t.Def.Sheets[i].Tables {
			table := &t.Def.Sheets[i].Tables[j]
			g := r.Add(table)
			g.Found = true
			for k := range table.Rows {
				g.AddRow(table.Rows[k].Code, &table.Rows[k])
			}
		}
	}
	return r
}

// state writes figures into a row: column, figure, column, figure …
func state(tb testing.TB, r *ntm.Return, table, row string, pairs ...string) {
	tb.Helper()
	g := r.Grid(table)
	w, ok := g.Row(row)
	if !ok {
		w = g.AddRow(row, nil)
	}
	for i := 0; i < len(pairs); i += 2 {
		e, ok := g.At(w, pairs[i])
		if !ok {
			tb.Fatalf("table %s has no column %s", table, pairs[i])
		}
		switch pairs[i+1] {
		case "-":
			e.State = ntm.Dash
		case "không phát sinh":
			e.State = ntm.NoneArising
		case "không áp dụng":
			e.State = ntm.NotApplicable
		default:
			if e.Type.Numeric() {
				e.Value = ntm.NumberValue(e.Type, decimal.RequireFromString(pairs[i+1]))
			} else {
				e.Value = ntm.TextValue(e.Type, pairs[i+1])
			}
		}
	}
}

// cellOf is the sheet and the cell of a figure, found by the workbook's names alone.
func cellOf(tb testing.TB, book *excelize.File, table, column string, row int) (sheet, cell string) {
	tb.Helper()
	for _, n := range book.GetDefinedName() {
		if n.Name != xlsx.ColumnName(table, column) {
			continue
		}
		sheet, area := splitName(n.RefersTo)
		col, first, err := excelize.CellNameToCoordinates(area[0])
		if err != nil {
			tb.Fatal(err)
		}
		cell, err := excelize.CoordinatesToCellName(col, first+row)
		if err != nil {
			tb.Fatal(err)
		}
		return sheet, cell
	}
	tb.Fatalf("no name %s", xlsx.ColumnName(table, column))
	return "", ""
}
