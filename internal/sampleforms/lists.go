package sampleforms

import (
	"fmt"
	"strings"

	"bieuxa/report"
)

// RoadMap is Biểu 10: long wrapped words in every column.
func RoadMap() report.Form {
	f := top(report.Form{ID: "road-map", No: "Biểu 10", Title: "Tiêu chí chưa đạt và lộ trình hoàn thành", Orientation: report.Landscape, NameColumns: 2})
	for i, name := range []string{"STT", "Xã", "Tiêu chí, chỉ tiêu chưa đạt", "Thực trạng", "Nguyên nhân", "Giải pháp", "Đơn vị phụ trách", "Thời hạn hoàn thành", "Tiến độ"} {
		f.Columns = append(f.Columns, report.Column{
			Key: fmt.Sprint("c", i), Heading: []string{name}, Width: []float64{8, 27, 36, 44, 34, 44, 26, 19, 14}[i],
		})
	}
	f.Columns[0].Align, f.Columns[7].Align, f.Columns[8].Align = report.AlignCenter, report.AlignCenter, report.AlignRight
	state := "Tỷ lệ hộ được sử dụng nước sạch theo quy chuẩn đạt 48,5% (yêu cầu ≥ 55%); còn 3 bản chưa có công trình cấp nước tập trung, 2 công trình xuống cấp do lũ năm 2019"
	for i, name := range Communes(14) {
		f.Rows = append(f.Rows, report.Row{Cells: []report.Cell{
			report.NumberCell(num(int64(i+1)), 0), report.TextCell(name),
			report.TextCell("17.1 Tỷ lệ hộ được sử dụng nước sạch theo quy chuẩn"),
			report.TextCell(state), report.TextCell("- Thiếu vốn đối ứng;\n- Địa bàn chia cắt, dân cư phân tán"),
			report.TextCell(strings.Repeat("Lồng ghép vốn Chương trình mục tiêu quốc gia giảm nghèo bền vững với vốn nhân dân đóng góp. ", 1+i%2)),
			report.TextCell("Phòng NN&PTNT huyện"), report.TextCell("30/6/2021"),
			report.PercentCell(num(int64(i*7)), 0),
		}})
	}
	return f
}

// Board is the submission board: who sent what and when.
func Board(units int) report.Form {
	f := top(report.Form{ID: "board", No: "Phụ biểu", Title: "Tình hình nộp báo cáo", NameColumns: 2})
	f.Columns = []report.Column{
		{Key: "no", Heading: []string{"STT"}, Width: 10, Align: report.AlignCenter},
		{Key: "unit", Heading: []string{"Đơn vị"}, Width: 52},
		{Key: "on", Heading: []string{"Ngày nộp"}, Width: 24, Align: report.AlignCenter},
		{Key: "version", Heading: []string{"Lần gửi"}, Width: 20, Align: report.AlignCenter},
		{Key: "status", Heading: []string{"Trạng thái"}, Width: 34},
		{Key: "block", Heading: []string{"Số lượng", "Lỗi"}, Width: 13, Align: report.AlignRight},
		{Key: "explain", Heading: []string{"Số lượng", "Cảnh báo"}, Width: 16, Align: report.AlignRight},
	}
	for i, name := range Communes(units) {
		cells := []report.Cell{report.NumberCell(num(int64(i+1)), 0), report.TextCell(name),
			report.TextCell(fmt.Sprintf("%02d/12/2020", 10+i%6)), report.TextCell("Lần 1"), report.TextCell("Đã duyệt chờ tổng hợp"),
			report.NumberCell(num(0), 0), report.NumberCell(num(int64(i%4)), 0)}
		if i%9 == 3 {
			cells = []report.Cell{cells[0], cells[1], report.StateCell(report.Missing), {}, report.TextCell("Chưa nộp"), {}, {}}
		}
		f.Rows = append(f.Rows, report.Row{Cells: cells})
	}
	return f
}
