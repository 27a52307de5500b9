package app

import (
	"context"

	"bieuxa/office"
)

// suggestShots are what is suggested for wrong cells, in the check screen and over the returns of a period.
func suggestShots() []shot {
	return []shot{
		{name: "suggest-one", put: func(st *stage) { st.suggesting("G1", "J18") }, wide: true},
		{name: "suggest-choose", put: func(st *stage) { st.suggesting("G2", "C26") }, wide: true},
		{name: "suggest-words", put: func(st *stage) { st.suggesting("G3", "C10") }},
		{name: "suggest-applied", put: func(st *stage) { st.suggesting("G1", "J18").mendSure() }, wide: true},
		{name: "suggest-preview", put: func(st *stage) {
			s := st.suggesting("G3", "C10")
			s.mendAll("G3", s.findings.suggest.at(s.findings.current()).same)
		}, wide: true},
		{name: "suggest-all", put: func(st *stage) {
			b := st.slipped()
			if _, err := b.Mend(context.Background(), december(), "14878", []office.Mending{{Sheet: "00_ThongTin", Row: 26, Col: 3, Text: "16/12/20"}}); err != nil {
				st.t.Fatal(err)
			}
			r := newCheckRoom(st.Window, b)
			st.win.SetContent(r.content())
			r.enter(december())
			r.suggestAll()
		}, wide: true},
		{name: "suggest-all-done", put: func(st *stage) {
			b := st.slipped()
			r := newCheckRoom(st.Window, b)
			st.win.SetContent(r.content())
			r.enter(december())
			units, err := b.SuggestAll(context.Background(), december(), "", nil)
			if err != nil {
				st.t.Fatal(err)
			}
			r.applyAll(units)
		}},
	}
}

// slipped is a copy of the sample's book in which a clerk of Phú Lệ typed letters and words beside figures.
func (st *stage) slipped() *office.Book {
	b := st.spare()
	at := func(sheet string, row, col int, text string) office.Mending {
		return office.Mending{Sheet: sheet, Row: row, Col: col, Text: text}
	}
	if _, err := b.Mend(context.Background(), december(), "14884", []office.Mending{at("04_HoNgheo", 18, 10, "l8"), at("00_ThongTin", 26, 3, "16/12"),
		at("06_ThonVuon", 10, 3, "106 (tăng 2)"), at("06_ThonVuon", 11, 3, "~83"), at("06_ThonVuon", 12, 3, "94 hộ"),
		at("01_TieuChi", 41, 8, "Đaạt"), at("01_TieuChi", 42, 8, "Đạt (nợ)")}); err != nil {
		st.t.Fatal(err)
	}
	return b
}

// suggesting shows the finding of a check at a cell, with what is suggested for it.
func (st *stage) suggesting(check, cell string) *reviewScreen {
	return st.suggestingIn(st.review(st.slipped(), false), check, cell)
}

// suggestingIn shows that finding in a review that is open.
func (st *stage) suggestingIn(s *reviewScreen, check, cell string) *reviewScreen {
	for i := range s.now.Findings {
		if f := &s.now.Findings[i]; f.ID == check && f.Place.Cell == cell {
			s.findings.chooseFinding(f.Key(), cell)
			s.leadGrid()
			s.findings.suggest.look(s.findings.current(), nil)
			return s
		}
	}
	st.t.Fatalf("no %s is found at %s", check, cell)
	return nil
}
