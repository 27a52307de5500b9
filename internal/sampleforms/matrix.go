// Package sampleforms builds standard forms for tests of the writers. Every figure is made up from
// the position of its row, and every form says SỐ LIỆU MẪU or nothing that could be taken for real.
package sampleforms

import (
	"fmt"

	"github.com/shopspring/decimal"

	"bieuxa/report"
)

// Criteria is the short names of the 19 criteria of 2021-2025 as forms print them.
func Criteria() []string {
	return []string{
		"Quy hoạch", "Giao thông", "Thủy lợi và PCTT", "Điện", "Trường học", "CSVC văn hóa",
		"CSHT thương mại nông thôn", "Thông tin và truyền thông", "Nhà ở dân cư", "Thu nhập", "Nghèo đa chiều",
		"Lao động", "Tổ chức SX và PT kinh tế NT", "GD&ĐT", "Y tế", "Văn hóa", "Môi trường và ATTP",
		"HTCT và tiếp cận pháp luật", "QP-AN",
	}
}

// Communes is n commune names; the fifth is 40 letters long.
func Communes(n int) []string {
	first := []string{"Phú", "Nam", "Trung", "Thiên", "Hiền", "Thành", "Xuân", "Yên", "Hương", "Tân"}
	second := []string{"Nghiêm", "Tiến", "Xuân", "Phủ", "Kiệt", "Sơn", "Thượng", "Lệ", "Động", "Thanh"}
	names := make([]string, n)
	for i := range names {
		names[i] = "Xã " + first[i%10] + " " + second[(i/10+i)%10]
	}
	if n > 4 {
		names[4] = "Xã Nguyễn Nghiêm Thượng Trường Khương Hạ"
	}
	return names
}

func num(n int64) decimal.Decimal { return decimal.NewFromInt(n) }

// top fills what all sample forms share.
func top(f report.Form) report.Form {
	f.Issued = "Ban hành theo Công văn số …/VPĐP"
	f.Subtitle = "Kỳ báo cáo: tháng 12 năm 2020"
	f.Cutoff = "(Số liệu tính đến ngày 14/12/2020)"
	f.Reporter = "UBND huyện Quan Hóa"
	f.Receiver = "Văn phòng Điều phối NTM tỉnh Thanh Hóa"
	f.Signatures = report.Signatures{
		Place: "Quan Hóa, ngày … tháng … năm 2020",
		Left:  report.Signature{Title: "NGƯỜI LẬP BIỂU", Hint: report.SignHint},
		Right: report.Signature{Title: "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", Hint: report.SignHint},
	}
	return f
}

// Matrix is Biểu 01 for units communes; every 17th, from the third, sent nothing.
func Matrix(units int) report.Form {
	f := top(report.Form{
		ID: "criteria-matrix", No: "Biểu 01", Orientation: report.Landscape, NameColumns: 2, Sample: true,
		Title: "Tổng hợp kết quả thực hiện Bộ tiêu chí quốc gia về xã nông thôn mới",
	})
	criteria := Criteria()
	f.Columns = matrixColumns(criteria)
	n := len(criteria)
	var reported, missing int64
	for i, name := range Communes(units) {
		if i%17 == 2 {
			f.Rows = append(f.Rows, missingUnit(i, name, len(f.Columns)))
			missing++
			continue
		}
		reported++
		f.Rows = append(f.Rows, matrixUnit(f, i, name, n))
	}
	f.Reported = fmt.Sprintf("%d/%d xã đã báo cáo", reported, units)
	f.Rows = append(f.Rows, matrixFoot(f, n, units, reported)...)
	f.Notes = []string{"x: đạt; CB: cơ bản đạt, không tính vào số tiêu chí đạt."}
	return f
}

func matrixColumns(criteria []string) []report.Column {
	columns := []report.Column{
		{Key: "no", Heading: []string{"STT"}, Label: "A", Width: 9, Align: report.AlignCenter},
		{Key: "unit", Heading: []string{"Tên xã"}, Label: "B", Width: 36},
	}
	for i, name := range criteria {
		columns = append(columns, report.Column{
			Key: fmt.Sprintf("c%d", i+1), Heading: []string{"Kết quả thực hiện từng tiêu chí", fmt.Sprintf("%d. %s", i+1, name)},
			Width: 8, Align: report.AlignCenter, Rotate: true, Label: fmt.Sprintf("(%d)", i+1),
		})
	}
	for _, c := range []struct {
		key, name string
		width     float64
	}{{"met", "Tổng số tiêu chí đạt", 11}, {"change", "Tăng/giảm so kỳ trước", 11}, {"nearly", "Cơ bản đạt", 10}} {
		columns = append(columns, report.Column{Key: c.key, Heading: []string{c.name}, Width: c.width, Align: report.AlignRight, Rotate: true})
	}
	return append(columns, report.Column{Key: "remark", Heading: []string{"Ghi chú"}, Width: 24})
}

func missingUnit(i int, name string, columns int) report.Row {
	cells := []report.Cell{report.NumberCell(num(int64(i+1)), 0), report.TextCell(name)}
	for len(cells) < columns-1 {
		cells = append(cells, report.StateCell(report.Missing))
	}
	return report.Row{Cells: append(cells, report.TextCell("Chưa nộp báo cáo"))}
}

func matrixUnit(f report.Form, i int, name string, n int) report.Row {
	cells := []report.Cell{report.NumberCell(num(int64(i+1)), 0), report.TextCell(name)}
	var met, nearly int64
	for c := range n {
		switch (i*7 + c*3) % 11 {
		case 0, 4:
			cells = append(cells, report.Cell{})
		case 5:
			nearly++
			cells = append(cells, report.TextCell("CB"))
		default:
			met++
			cells = append(cells, report.MarkCell().From(fmt.Sprintf("01_TieuChi!H%d", c+5)))
		}
	}
	row := len(f.Rows)
	marks := report.AlongRow(row, 2, n+1)
	remark := report.Cell{}
	if i == 6 {
		remark = report.TextCell("=Xem Biểu 10")
	}
	return report.Row{Cells: append(cells,
		report.NumberCell(num(met), 0).By(report.CountOf(report.Met, marks)),
		report.NumberCell(num(int64(i%3-1)), 0),
		report.NumberCell(num(nearly), 0).By(report.CountOf("CB", marks)),
		remark,
	)}
}

// matrixFoot is communes per criterion, their share of those that reported, the sum and the average.
func matrixFoot(f report.Form, n, units int, reported int64) []report.Row {
	columns := len(f.Columns)
	blank := func(role report.Role, name string) []report.Cell {
		cells := make([]report.Cell, columns)
		cells[0] = report.TextCell(name).Across(2)
		return cells
	}
	met, share, average := blank(report.Total, "Số xã đạt"), blank(report.Subtotal, "Tỷ lệ (%)"), blank(report.Total, "Bình quân TC/xã")
	sum := func(col int) decimal.Decimal {
		total := decimal.Zero
		for _, row := range f.Rows {
			total = total.Add(row.Cells[col].Num)
		}
		return total
	}
	for c := 2; c < n+2; c++ {
		var count int64
		for _, row := range f.Rows {
			if row.Cells[c].Kind == report.Mark {
				count++
			}
		}
		met[c] = report.NumberCell(num(count), 0).By(report.CountOf(report.Met, report.Down(c, 0, units-1)))
		share[c] = report.NumberCell(num(count*100).DivRound(num(reported), 1), 1).
			By(report.Ratio(report.Sum(report.At(units, c)), report.CountNumbers(report.Down(n+2, 0, units-1))))
	}
	for c := n + 2; c < n+5; c++ {
		met[c] = report.NumberCell(sum(c), 0).By(report.Sum(report.Down(c, 0, units-1)))
	}
	average[n+2] = report.NumberCell(sum(n+2).DivRound(num(reported), 2), 2).By(report.ColumnAverage(report.Down(n+2, 0, units-1)))
	return []report.Row{{Role: report.Total, Cells: met}, {Role: report.Subtotal, Cells: share}, {Role: report.Total, Cells: average}}
}
