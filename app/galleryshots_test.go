package app

import (
	"os"
	"path/filepath"
	"slices"

	"bieuxa/ntm"
	"bieuxa/office"
)

// gallery lists every screen in every state. A new screen, or a new state of one, gets a line here.
func gallery() []shot {
	return append([]shot{
		{name: "start", put: func(*stage) {}, wide: true},
		{name: "start-open", put: func(st *stage) { st.askForBook() }},
		{name: "start-busy", put: func(st *stage) {
			st.frozen = true
			st.open(st.hall.year().Book)
			st.waited()
		}},
		{name: "about", put: func(st *stage) { st.showAbout() }},
		{name: "start-problem", put: func(st *stage) { st.open(st.notABook()) }, wide: true},
		{name: "receive-full", put: func(st *stage) {
			st.sampleBook()
			st.shell.goTo("receive")
		}, wide: true},
		{name: "receive-empty", put: func(st *stage) {
			st.newBook(office.NewBook{Parent: "385", On: ntm.NewDate(2020, 2, 14)}, nil)
			st.shell.goTo("receive")
		}},
	}, slices.Concat(
		guideShots(),
		widgetShots(),
		receiveShots(),
		receiveRoomShots(),
		mappingShots(),
		catalogueShots(),
		overviewShots(),
		reviewShots(),
		suggestShots(),
		checkShots(),
		reportsShots(),
		lifeShots(),
	)...)
}

// notABook is a file that only calls itself a book.
func (st *stage) notABook() string {
	path := filepath.Join(st.t.TempDir(), "Sổ nông thôn mới huyện Quan Hóa năm 2020 (bản sao).bieuxa")
	if err := os.WriteFile(path, []byte("đây không phải là sổ"), 0o644); err != nil {
		st.t.Fatal(err)
	}
	return path
}
