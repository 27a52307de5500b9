package app

import (
	"context"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2/test"

	"bieuxa/ntm"
	"bieuxa/office"
)

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

// receiveRoomShots are the room Nhận biểu in its states.
func receiveRoomShots() []shot {
	return []shot{
		{name: "receive-mixed", put: func(st *stage) { st.mixedBook() }, wide: true},
		{name: "receive-selected", put: func(st *stage) { st.mixedBook().table.select1("14884") }, wide: true},
		{name: "receive-told", put: func(st *stage) { st.mixedBook().showTold(true) }, wide: true},
		{name: "receive-submission", put: func(st *stage) { st.provinceBook().showTold(true) }, wide: true},
		{name: "receive-submission-board", put: func(st *stage) { st.provinceBook() }},
		{name: "receive-replace", put: func(st *stage) {
			r := st.sampleRoom()
			r.take([]string{st.november("14875 Xã Trung Sơn"), st.november("14884 Xã Phú Lệ"), st.notABook()})
		}, wide: true},
		{name: "password-one", put: func(st *stage) { st.lockedFiles(1) }, wide: true},
		{name: "password-wrong", put: func(st *stage) {
			d := st.lockedFiles(1)
			test.Type(d.entry, "phule2020")
			d.try()
		}, wide: true},
		{name: "password-next", put: func(st *stage) {
			d := st.lockedFiles(3)
			test.Type(d.entry, "kín")
			d.try()
		}, wide: true},
		{name: "password-many", put: func(st *stage) { st.lockedFiles(3) }, wide: true},
		{name: "password-refused", put: func(st *stage) {
			st.lockedFiles(3).passAll()
			receiveRoom(st.t, st.Window).showTold(true)
		}},
		{name: "receive-versions", put: func(st *stage) {
			r := st.mixedBook()
			r.versions(rowOf(st.t, r, "14875"))
		}, wide: true},
		{name: "receive-remind", put: func(st *stage) { st.mixedBook().remind("14875") }, wide: true},
		{name: "receive-remind-all", put: func(st *stage) { st.mixedBook().remindAll() }},
		{name: "receive-sendback", put: func(st *stage) {
			r := st.mixedBook()
			r.sendBack(rowOf(st.t, r, "14887"))
		}},
		{name: "receive-issue", put: func(st *stage) { st.mixedBook().showIssue("/home/nga/Documents/Biểu mẫu tháng 01") }, wide: true},
		{name: "receive-issued", put: func(st *stage) {
			st.sampleRoom()
			st.showSaved([]string{"/home/nga/Documents/Biểu mẫu/a.xlsx", "/home/nga/Documents/Biểu mẫu/b.xlsx"})
		}},
		{name: "receive-busy", put: func(st *stage) {
			r := st.sampleRoom()
			st.frozen = true
			r.bringIn([]string{"/x"}, opens{})
		}},
		{name: "receive-200", put: func(st *stage) { st.largeBook() }, wide: true},
	}
}

// sampleRoom is the room of a copy of the sample's book, which may be written to.
func (st *stage) sampleRoom() *receiveScreen {
	st.t.Helper()
	path := filepath.Join(st.t.TempDir(), "Quan Hóa 2020.bieuxa")
	body, err := os.ReadFile(st.hall.year().Book)
	if err != nil {
		st.t.Fatal(err)
	}
	if err := os.WriteFile(path, body, 0o644); err != nil {
		st.t.Fatal(err)
	}
	st.open(path)
	st.shell.setPeriod(december())
	return receiveRoom(st.t, st.Window)
}

// lockedFiles hands locked files to the sample's room; the last has a password of its own.
func (st *stage) lockedFiles(n int) *passwordDialog {
	st.t.Helper()
	r := st.sampleRoom()
	var paths []string
	for i, unit := range []string{"14875 Xã Trung Sơn", "14884 Xã Phú Lệ", "14887 Xã Phú Sơn"}[3-n:] {
		password := "kín"
		if i == n-1 {
			password = "khác"
		}
		paths = append(paths, lockedCopy(st.t, st.november(unit), "Báo cáo nông thôn mới "+unit+" tháng 12 (bản chính thức có mật khẩu).xlsx", password))
	}
	r.take(paths)
	locked, err := st.office.Locked(context.Background(), paths)
	if err != nil || len(locked) != n {
		st.t.Fatalf("%d locked files: %v", len(locked), err)
	}
	st.dialog[0].hide()
	return st.askPasswords(passwordAsk{files: locked, then: func(given opens) { r.takeWith(paths, given) }})
}

// november is a unit's return of the month before.
func (st *stage) november(unit string) string {
	return filepath.Join(filepath.Dir(st.hall.year().Returns), "2020-11", unit+" 2020-11.xlsx")
}

// mixedBook is the sample's December with every standing.
func (st *stage) mixedBook() *receiveScreen {
	st.t.Helper()
	r := st.sampleRoom()
	ctx, p := context.Background(), december()
	for _, err := range []error{
		r.book.SendBack(ctx, p, "14884", "Thiếu chữ ký của chủ tịch UBND xã"),
		r.book.Exclude(ctx, p, "14890", "Chờ sắp xếp đơn vị hành chính", false),
	} {
		if err != nil {
			st.t.Fatal(err)
		}
	}
	r.bringIn([]string{st.november("14875 Xã Trung Sơn"), st.notABook()}, opens{})
	return r
}

// provinceBook is a province that took the sample's district in twice, a return sent back between.
func (st *stage) provinceBook() *receiveScreen {
	st.t.Helper()
	st.newBook(office.NewBook{Parent: "38", Set: "xa-2016-2020", On: ntm.NewDate(2020, 12, 14), Office: "UBND tỉnh Thanh Hóa"}, nil)
	r := receiveRoom(st.t, st.Window)
	st.shell.setPeriod(december())
	submission := st.hall.year().Forms[0]
	r.bringIn([]string{submission}, opens{})
	if err := r.book.SendBack(context.Background(), december(), "14884", "Thiếu chữ ký của chủ tịch UBND xã"); err != nil {
		st.t.Fatal(err)
	}
	r.bringIn([]string{submission}, opens{})
	return r
}

// largeBook is a province of today: 166 communes, none of which has reported, some with long names.
func (st *stage) largeBook() {
	st.newBook(office.NewBook{Parent: "38", On: ntm.NewDate(2025, 7, 1), Office: "UBND tỉnh Thanh Hóa"}, nil)
	receiveRoom(st.t, st.Window)
	st.shell.setPeriod(ntm.Period{Kind: ntm.Month, Year: 2026, N: 1})
}

// catalogueShots are the room Danh mục.
func catalogueShots() []shot {
	part := func(i int, then func(*catalogueScreen)) func(*stage) {
		return func(st *stage) {
			st.sampleBook()
			r := catalogueRoom(st.t, st.Window)
			r.parts.show(i)
			if then != nil {
				then(r)
			}
		}
	}
	return []shot{
		{name: "catalogue-units", put: part(0, func(r *catalogueScreen) { r.units.table.setFilter("nam") }), wide: true},
		{name: "catalogue-sets", put: part(1, func(r *catalogueScreen) { r.sets.table.select1("17.1") }), wide: true},
		{name: "catalogue-unsure", put: part(1, func(r *catalogueScreen) { r.set.SetSelectedIndex(2) })},
		{name: "catalogue-checks", put: part(2, func(r *catalogueScreen) { r.checks.table.select1("xa-thang P1") }), wide: true},
		{name: "catalogue-columns", put: part(3, nil), wide: true},
	}
}
