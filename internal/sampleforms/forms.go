package sampleforms

import (
	"fmt"
	"strings"

	"bieuxa/report"
)

// All is one form of each shape, a whole export of an office with units communes.
func All(units int) []report.Form {
	return []report.Form{Matrix(units), ByCriterion(units), Bands(), Arrears(), Poverty(units / 4), RoadMap(), Board(units / 2)}
}

// ByCriterion is Biểu 02, portrait: communes per criterion.
func ByCriterion(units int) report.Form {
	f := top(report.Form{ID: "by-criterion", No: "Biểu 02", Title: "Số xã đạt từng tiêu chí", Measure: "xã", NameColumns: 2})
	f.Columns = []report.Column{
		{Key: "no", Heading: []string{"TT"}, Width: 9, Align: report.AlignCenter},
		{Key: "criterion", Heading: []string{"Tiêu chí"}, Width: 44},
		{Key: "before", Heading: []string{"Số xã đạt", "Kỳ trước"}, Width: 16, Align: report.AlignRight},
		{Key: "now", Heading: []string{"Số xã đạt", "Kỳ này"}, Width: 16, Align: report.AlignRight},
		{Key: "change", Heading: []string{"Tăng/giảm"}, Label: "(5)=(4)-(3)", Width: 18, Align: report.AlignRight},
		{Key: "rate", Heading: []string{"Tỷ lệ (%)"}, Width: 14, Align: report.AlignRight, Decimals: 2},
		{Key: "unmet", Heading: []string{"Xã chưa đạt"}, Width: 48},
	}
	total := int64(0)
	for i, name := range Criteria() {
		now := int64(units) - int64(i*5%13)
		total += now
		f.Rows = append(f.Rows, report.Row{Cells: []report.Cell{
			report.NumberCell(num(int64(i+1)), 0), report.TextCell(name),
			report.NumberCell(num(now-int64(i%3)), 0), report.NumberCell(num(now), 0),
			report.NumberCell(num(int64(i%3)), 0).By(report.Sum(report.At(i, 3)).Less(report.At(i, 2))),
			f.Columns[5].Number(num(now*100).DivRound(num(int64(units)), 2)).By(report.Ratio(report.Sum(report.At(i, 3)), report.Constant(int64(units)))),
			report.TextCell(strings.Join(Communes(i*5%13), ", ")),
		}})
	}
	last := make([]report.Cell, len(f.Columns))
	last[0] = report.TextCell("TỔNG CỘNG").Across(2)
	last[3] = report.NumberCell(num(total), 0).By(report.Sum(report.Down(3, 0, len(f.Rows)-1)))
	f.Rows = append(f.Rows, report.Row{Role: report.Total, Cells: last})
	return f
}

// Bands is Biểu 03: a small portrait table.
func Bands() report.Form {
	f := top(report.Form{ID: "bands", No: "Biểu 03", Title: "Phân nhóm xã theo số tiêu chí đạt", Measure: "xã"})
	f.Columns = []report.Column{
		{Key: "band", Heading: []string{"Nhóm xã"}, Width: 80},
		{Key: "units", Heading: []string{"Số xã"}, Width: 30, Align: report.AlignRight},
		{Key: "rate", Heading: []string{"Tỷ lệ"}, Width: 30, Align: report.AlignRight, Decimals: 1},
	}
	names := []string{"19 tiêu chí", "15–18 tiêu chí", "10–14 tiêu chí", "5–9 tiêu chí", "Dưới 5 tiêu chí"}
	for i, n := range []int64{35, 14, 20, 2, 0} { // Tây Ninh: 71 communes
		f.Rows = append(f.Rows, report.Row{Cells: []report.Cell{
			report.TextCell(names[i]), report.NumberCell(num(n), 0),
			f.Columns[2].Percent(num(n*100).DivRound(num(71), 1)).By(report.Ratio(report.Sum(report.At(i, 1)), report.Sum(report.At(5, 1)))),
		}})
	}
	f.Rows = append(f.Rows, report.Row{Role: report.Total, Cells: []report.Cell{
		report.TextCell("Tổng cộng"), report.NumberCell(num(71), 0).By(report.Sum(report.Down(1, 0, 4))), {},
	}})
	return f
}

// Arrears is Biểu 05 without rows.
func Arrears() report.Form {
	f := top(report.Form{ID: "arrears", No: "Biểu 05", Title: "Tình hình nợ đọng xây dựng cơ bản", Measure: "triệu đồng", Orientation: report.Landscape})
	for i, name := range []string{"STT", "Công trình/dự án", "Chủ đầu tư", "Tổng mức đầu tư", "Giá trị khối lượng hoàn thành nghiệm thu", "Vốn đã thanh toán", "Nợ", "Ghi chú"} {
		f.Columns = append(f.Columns, report.Column{Key: fmt.Sprint("c", i), Heading: []string{name}, Width: []float64{8, 60, 40, 28, 34, 28, 24, 30}[i]})
	}
	return f
}
