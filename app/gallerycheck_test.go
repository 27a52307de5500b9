package app

import "fyne.io/fyne/v2"

// checkShots are the room Kiểm tra, the clerk's door as it is opened, and what the menus show.
func checkShots() []shot {
	return []shot{
		{name: "check-full", put: func(st *stage) {
			st.mixedBook()
			st.shell.goTo("check")
		}, wide: true},
		{name: "check-open", put: func(st *stage) {
			st.sampleBook()
			st.shell.openReturn("14884", "04_HoNgheo", "J18")
		}, wide: true},
		{name: "check-nothing-sent", put: func(st *stage) {
			st.partialBook()
			st.shell.goTo("check")
			r := st.shell.room().(*checkRoom)
			for _, l := range r.lines {
				if l.Version == 0 {
					r.openUnit(target{unit: l.Unit.Code})
					return
				}
			}
		}},
		{name: "clerk-door", put: func(st *stage) { st.take([]string{st.november("14884 Xã Phú Lệ")}) }, wide: true},
		{name: "clerk-no-return", put: func(st *stage) { st.openReturn(st.notABook()) }},
		{name: "menu-guide", put: func(st *stage) {
			st.sampleBook()
			st.typedKey(&fyne.KeyEvent{Name: fyne.KeyF1})
		}, wide: true},
		{name: "menu-about", put: func(st *stage) { st.showAbout() }},
	}
}
