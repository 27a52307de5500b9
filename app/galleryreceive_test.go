package app

import "fyne.io/fyne/v2/test"

// receiveShots are the first page, the making of a book, and the rooms Nhận biểu and Danh mục.
func receiveShots() []shot {
	return []shot{
		{name: "start-recent", put: func(st *stage) {
			st.showRecentOf("/home/nga/Documents/Nông thôn mới/Huyện Quan Hóa.bieuxa", "/media/usb/Sổ nông thôn mới huyện Quan Hóa năm 2020 (bản sao trước khi chốt).bieuxa",
				"/home/nga/Tải về/14884 Xã Phú Lệ 2020-12.xlsx")
		}, wide: true},
		{name: "newbook", put: func(st *stage) { st.askNewBook() }, wide: true},
		{name: "newbook-chosen", put: func(st *stage) {
			d := st.typedNewBook("quan hoa")
			d.path.SetText("")
			d.take()
		}, wide: true},
		{name: "newbook-many", put: func(st *stage) { st.typedNewBook("chau thanh") }},
	}
}

func (st *stage) typedNewBook(name string) *newBookDialog {
	st.t.Helper()
	units, err := st.office.Units()
	if err != nil {
		st.t.Fatal(err)
	}
	d := st.showNewBook(units, "/home/nga/Documents")
	d.on.SetText("14/02/2020")
	test.Type(d.name, name)
	return d
}

// showRecentOf shows the first page with files opened before; none of them is there.
func (st *stage) showRecentOf(paths ...string) {
	st.t.Helper()
	for _, p := range paths {
		if err := st.office.Remember(p); err != nil {
			st.t.Fatal(err)
		}
	}
	st.showStart()
}
