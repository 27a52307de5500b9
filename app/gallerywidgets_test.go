package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// widgetShots are the window's own small widgets, each in the states a person meets.
func widgetShots() []shot {
	return []shot{
		{name: "ask-question", put: func(st *stage) { st.confirm(questionOfTest()) }, wide: true},
		{name: "ask-reason", put: func(st *stage) {
			st.askReason(reasonOfTest(func(string) {}))
			press(st.Window, "Return") // nothing is written yet
		}, wide: true},
		{name: "ask-form", put: func(st *stage) {
			st.askForm(formOfTest(func([]string) {}))
			press(st.Window, "Return")
		}, wide: true},
		{name: "table-wide", put: func(st *stage) {
			tb := wideTable(st.Window, 19, 200)
			tb.by = sorting{col: 3, down: true}
			tb.choose(3, 0)
			tb.choose(5, fyne.KeyModifierShift)
			tb.row = 5
			st.win.Canvas().Focus(tb.body)
			tb.showColumn(17)
			st.tip("Xã Nguyễn Thị Minh Khai Anh Hùng Lực Lượng Vũ Trang Nhân Dân Thời Kỳ Chống Mỹ Cứu Nước", fyne.NewPos(60, 300))
			st.waited()
		}, wide: true},
		{name: "picker-several", put: func(st *stage) {
			s := st.pickFiles(pick{title: "Chọn tệp các xã gửi", suffixes: []string{".xlsx"}, many: true, folders: true, then: func([]string) {}})
			s.show(month(st.t))
			s.list.choose(2, 0)
			s.list.choose(4, fyne.KeyModifierShift)
		}, wide: true},
		{name: "picker-save", put: func(st *stage) {
			s := st.pickSave(pick{title: "Lưu danh sách lỗi", suffixes: []string{".xlsx"}, name: "Danh sách lỗi tháng 02-2020", then: func([]string) {}})
			s.show(month(st.t))
			s.name.SetText("")
			s.accept()
		}},
		{name: "picker-gone", put: func(st *stage) {
			s := st.pickFolder(pick{title: "Chọn nơi để tệp", then: func([]string) {}})
			s.show("/media/usb/Báo cáo")
		}},
		{name: "chart", put: func(st *stage) {
			one := yearPlan()
			one.title, one.series, one.places = "Bình quân tiêu chí/xã", []series{{"", nums("14.21", "14.29", "14.5", "…", "14.71", "14.79", "14.86", "15", "15.07", "15.07", "15.21", "15.29", "15.43")}}, 2
			st.setContent(container.NewBorder(nil, nil, nil, nil, container.NewGridWithRows(2, newChart(st.words, yearPlan()),
				container.NewGridWithColumns(2, newChart(st.words, one), newChart(st.words, chartPlan{title: "Giải ngân", labels: one.labels})))))
		}, wide: true},
		{name: "table-empty", put: func(st *stage) {
			tb := communeTable(st.Window)
			tb.empty = "Không có xã nào khớp với «trung sơn»."
			tb.setFilter("trung sơn")
		}},
	}
}

func questionOfTest() (title, text, more string, do answer) {
	return "Chốt tháng 02/2020", "Chốt số liệu tháng 02/2020 của huyện Quan Hóa, khi còn 2 xã chưa nộp (Trung Sơn, Hiền Chung)?",
		"Sau khi chốt, sửa số liệu của tháng này sẽ thành một bản mới và phải ghi lý do.", answer{text: "Chốt tháng", danger: true, do: func() {}}
}

func reasonOfTest(then func(string)) reason {
	return reason{title: "Giải trình cảnh báo", ok: "Ghi giải trình", then: then,
		text: "Xã Phú Lệ: số hộ nghèo cuối kỳ giảm 31,5 % so với tháng trước (73 xuống 50).",
		phrases: []string{"Đã rà soát, số liệu đúng theo biên bản họp xã.", "Do điều chỉnh địa giới hành chính, thôn Hang chuyển sang xã khác từ 01/01/2020.",
			"Kỳ trước ghi nhầm, kỳ này đã sửa lại."}}
}

func formOfTest(then func([]string)) form {
	return form{title: "Người ký báo cáo", ok: "Ghi lại", then: then, fields: []field{
		{label: "Họ và tên", must: true, begin: "Nguyễn Thị Hồng Phượng Nguyệt Quỳnh Hương"},
		{kind: fieldChoice, label: "Chức vụ", choices: []string{"Chủ tịch", "Phó Chủ tịch"}, begin: "Phó Chủ tịch"},
		{kind: fieldDate, label: "Ngày ký", begin: "31/02/2020", hint: "Ngày in ở cuối mỗi biểu."},
		{kind: fieldCheck, label: "Ký thay (KT.) chủ tịch", begin: checkedValue},
	}}
}
