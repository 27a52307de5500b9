package sampleforms

import (
	"fmt"

	"bieuxa/report"
)

// Poverty is Biểu 06a: a heading three deep, two groups with subtotals, rates, and each printed state.
func Poverty(units int) report.Form {
	f := top(report.Form{ID: "poverty", No: "Biểu 06a", Title: "Diễn biến hộ nghèo", Measure: "hộ", Orientation: report.Landscape, NameColumns: 2})
	f.Columns = povertyColumns()
	town := addGroup(&f, "I", "Khu vực thành thị", []string{"Thị trấn Hồi Xuân"})
	country := addGroup(&f, "II", "Khu vực nông thôn", Communes(units))
	total := povertySums(&f, report.Total, "TỔNG CỘNG", func(col int) *report.Formula {
		return report.Sum(report.At(town, col), report.At(country, col))
	})
	f.Rows = append(f.Rows, total)
	f.Reported = fmt.Sprintf("%d/%d đơn vị đã báo cáo; chưa nộp: %s", units, units+1, Communes(3)[2])
	return f
}

func povertyColumns() []report.Column {
	columns := []report.Column{
		{Key: "no", Heading: []string{"TT"}, Label: "A", Width: 9, Align: report.AlignCenter},
		{Key: "unit", Heading: []string{"Đơn vị"}, Label: "B", Width: 44},
	}
	add := func(key string, width float64, decimals int, path ...string) {
		columns = append(columns, report.Column{Key: key, Heading: path, Width: width, Decimals: decimals, Align: report.AlignRight})
	}
	add("households", 18, 0, "Tổng số hộ dân cư")
	add("opening", 16, 0, "Hộ nghèo đầu năm", "Số hộ")
	add("opening-rate", 15, 2, "Hộ nghèo đầu năm", "Tỷ lệ (%)")
	add("escaped", 17, 0, "Diễn biến trong năm", "Thoát nghèo", "Số hộ")
	add("escaped-rate", 15, 2, "Diễn biến trong năm", "Thoát nghèo", "Tỷ lệ (%)")
	add("relapsed", 17, 0, "Diễn biến trong năm", "Tái nghèo")
	add("new", 18, 0, "Diễn biến trong năm", "Phát sinh nghèo")
	add("closing", 16, 0, "Hộ nghèo cuối năm", "Số hộ")
	add("closing-rate", 15, 2, "Hộ nghèo cuối năm", "Tỷ lệ (%)")
	return columns
}

// addGroup adds a group with its units and returns the row of its sums.
func addGroup(f *report.Form, no, name string, units []string) int {
	at := len(f.Rows)
	f.Rows = append(f.Rows, report.Row{})
	for i, unit := range units {
		f.Rows = append(f.Rows, povertyUnit(len(f.Rows), i, unit))
	}
	row := povertySums(f, report.Group, name, func(col int) *report.Formula {
		return report.Sum(report.Down(col, at+1, at+len(units)))
	})
	row.Cells[0], row.Cells[1] = report.TextCell(no), report.TextCell(name)
	f.Rows[at] = row
	for c := range row.Cells { // the rates above were computed before the row had its place
		if fm := row.Cells[c].Formula; fm != nil && fm.Op == report.OpQuotient {
			row.Cells[c].Formula = rateOf(at, c)
		}
	}
	return at
}

// rateOf is households of the column left of the rate over all households of the row.
func rateOf(row, col int) *report.Formula {
	return report.Ratio(report.Sum(report.At(row, col-1)), report.Sum(report.At(row, 2)))
}

func povertyUnit(row, i int, name string) report.Row {
	cells := []report.Cell{report.NumberCell(num(int64(i+1)), 0), report.TextCell(name)}
	if i == 2 {
		for len(cells) < 11 {
			cells = append(cells, report.StateCell(report.Missing))
		}
		return report.Row{Indent: 1, Cells: cells}
	}
	all, opening, escaped, relapsed, arisen := int64(1200+37*i), int64(90+i), int64(60+i%7), int64(i%2), int64(i%3)
	relapsedCell := report.NumberCell(num(relapsed), 0)
	switch i {
	case 0:
		relapsedCell = report.StateCell(report.NothingArose)
	case 4:
		relapsedCell = report.StateCell(report.Dash)
	case 6:
		relapsedCell = report.StateCell(report.NotApplicable)
	}
	closing := opening - escaped + relapsed + arisen
	rate := func(n int64, col int) report.Cell {
		return report.NumberCell(num(n*100).DivRound(num(all), 2), 2).By(rateOf(row, col))
	}
	return report.Row{Indent: 1, Cells: append(cells,
		report.NumberCell(num(all), 0),
		report.NumberCell(num(opening), 0), rate(opening, 4),
		report.NumberCell(num(escaped), 0), rate(escaped, 6),
		relapsedCell, report.NumberCell(num(arisen), 0),
		report.NumberCell(num(closing), 0).By(report.Sum(report.At(row, 3), report.At(row, 7), report.At(row, 8)).Less(report.At(row, 5))),
		rate(closing, 10),
	)}
}

// povertySums is a row whose figures are the sums that sum gives for each column.
func povertySums(f *report.Form, role report.Role, name string, sum func(col int) *report.Formula) report.Row {
	cells := make([]report.Cell, len(f.Columns))
	cells[0] = report.TextCell(name).Across(2)
	at := len(f.Rows)
	for c := 2; c < len(cells); c++ {
		if f.Columns[c].Decimals > 0 {
			n := cells[c-1].Num.Mul(num(100)).DivRound(cells[2].Num, 2)
			cells[c] = report.NumberCell(n, 2).By(rateOf(at, c))
			continue
		}
		fm := sum(c)
		total, figures := num(0), 0
		for _, a := range fm.Plus {
			for r := a.From.Row; r <= a.To.Row; r++ {
				if cell := f.Rows[r].Cells[c]; cell.Numeric() {
					total, figures = total.Add(cell.Num), figures+1
				}
			}
		}
		cells[c] = report.NumberCell(total, 0).By(fm)
		if figures == 0 {
			cells[c] = report.StateCell(report.NothingArose).By(fm)
		}
	}
	if role == report.Group {
		cells[0].Span = 0
	}
	return report.Row{Role: role, Cells: cells}
}
