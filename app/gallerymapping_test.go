package app

import (
	"context"
	"path/filepath"

	"bieuxa/ntm"
	"bieuxa/office"
)

// homemadeFile is a workbook of a sender's own layout.
func homemadeFile(name string) string {
	return filepath.Join("..", "office", "testdata", "homemade", name+".xlsx")
}

// mappingRoom is the room of a book in which nothing was received yet.
func (st *stage) mappingRoom() *receiveScreen {
	st.newBook(office.NewBook{Parent: "385", On: ntm.NewDate(2020, 1, 1), Office: "UBND huyện Quan Hóa"}, nil)
	r := receiveRoom(st.t, st.Window)
	st.shell.setPeriod(december())
	return r
}

// mappingShots are the mapping screen and the list of what is remembered.
func mappingShots() []shot {
	lay := func(then func(*stage, *receiveScreen), names ...string) func(*stage) {
		return func(st *stage) {
			r := st.mappingRoom()
			var paths []string
			for _, n := range names {
				paths = append(paths, homemadeFile(n))
			}
			r.mapFiles(paths)
			if then != nil {
				then(st, r)
			}
		}
	}
	return []shot{
		{name: "mapping-waiting", put: func(st *stage) {
			st.mappingRoom().bringIn([]string{homemadeFile("mot-xa-ho-ngheo"), homemadeFile("nguon-von-nghin-dong"), homemadeFile("xa-canh-nhau")}, opens{})
		}, wide: true},
		{name: "mapping-told", put: func(st *stage) {
			r := st.mappingRoom()
			r.bringIn([]string{homemadeFile("mot-xa-ho-ngheo")}, opens{})
			r.showTold(true)
		}},
		{name: "mapping-open", put: lay(nil, "mot-xa-ho-ngheo", "xa-canh-nhau"), wide: true},
		{name: "mapping-twice", put: lay(nil, "hai-cot-trung-ten")},
		{name: "mapping-money", put: lay(nil, "nguon-von-nghin-dong"), wide: true},
		{name: "mapping-certain", put: lay(nil, "huyen-tong-hop"), wide: true},
		{name: "mapping-beside", put: lay(func(_ *stage, r *receiveScreen) { r.mapping.showTab(tabColumns) }, "xa-canh-nhau"), wide: true},
		{name: "mapping-sheets", put: lay(nil, "moi-xa-mot-sheet")},
		{name: "mapping-months", put: lay(nil, "moi-thang-mot-sheet")},
		{name: "mapping-row", put: lay(func(_ *stage, r *receiveScreen) { r.mapping.showTab(tabRows) }, "nhieu-bang-mot-sheet")},
		{name: "mapping-matrix", put: lay(nil, "ma-tran-tieu-chi")},
		{name: "mapping-leave", put: lay(func(_ *stage, r *receiveScreen) {
			r.mapping.confirm()
			r.mapping.leave()
		}, "mot-xa-ho-ngheo")},
		{name: "mapping-done", put: lay(func(_ *stage, r *receiveScreen) {
			for range r.mapping.work.openSteps() {
				r.mapping.confirm()
			}
		}, "mot-xa-ho-ngheo")},
		{name: "mapping-kept", put: func(st *stage) {
			r := st.mappingRoom()
			for _, n := range []string{"huyen-tong-hop", "mot-xa-ho-ngheo"} {
				l, err := r.book.Propose(context.Background(), december(), homemadeFile(n))
				if err != nil {
					st.t.Fatal(err)
				}
				m := newMapWork(l, st.words)
				for _, s := range m.openSteps() {
					m.confirm(s)
				}
				m.now.Sender = l.Unit.Code
				if _, err := r.book.Confirm(context.Background(), december(), m.now, l.File); err != nil {
					st.t.Fatal(err)
				}
			}
			r.showKept()
		}, wide: true},
	}
}
