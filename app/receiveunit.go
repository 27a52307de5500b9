package app

import (
	"context"

	"fyne.io/fyne/v2"

	"bieuxa/ntm"
	"bieuxa/office"
)

// unitAction is what can be done with the unit that is selected: a button below the board and a line of its menu.
type unitAction struct {
	name   string
	button *pressButton
	fits   func(unitRow) bool
	writes bool // it changes the book
	do     func(unitRow)
}

func (s *receiveScreen) unitActions() []unitAction {
	came := func(r unitRow) bool { return r.versions > 0 }
	w := s.w
	all := []unitAction{
		{name: w.say("unit.open"), fits: came, do: s.open},
		{name: w.say("unit.explain"), writes: true, do: s.explain,
			fits: func(r unitRow) bool { return r.explain != "" && r.explain != "0" }},
		{name: w.say("unit.sendback"), writes: true, do: s.sendBack,
			fits: func(r unitRow) bool {
				return came(r) && r.standing != office.StandingReturned && r.standing != office.StandingExcluded
			}},
		{name: w.say("unit.exclude"), writes: true, do: s.exclude, fits: func(r unitRow) bool { return r.standing != office.StandingExcluded }},
		{name: w.say("unit.include"), writes: true, do: s.include, fits: func(r unitRow) bool { return r.standing == office.StandingExcluded }},
		{name: w.say("unit.original"), fits: came, do: s.original},
		{name: w.say("unit.versions"), fits: came, do: s.versions},
		{name: w.say("unit.remind"), do: func(r unitRow) { s.remind(r.code) },
			fits: func(r unitRow) bool {
				return r.standing != office.StandingClean && r.standing != office.StandingExcluded
			}},
	}
	for i := range all {
		do := all[i].do
		all[i].button = newPressButton(all[i].name, nil, func() {
			if rows := s.table.selected(); len(rows) == 1 {
				do(rows[0])
			}
		})
		all[i].button.Disable()
	}
	return all
}

// enableActions lets those be pressed that fit the one unit that is selected.
func (s *receiveScreen) enableActions() {
	rows := s.table.selected()
	for _, a := range s.actions {
		if len(rows) == 1 && s.fits(a, rows[0]) {
			a.button.Enable()
		} else {
			a.button.Disable()
		}
	}
}

func (s *receiveScreen) fits(a unitAction, r unitRow) bool {
	return a.fits(r) && !(a.writes && s.page.locked)
}

// menu is what can be done with the selected unit, as the buttons have it.
func (s *receiveScreen) menu() []*fyne.MenuItem {
	rows := s.table.selected()
	if len(rows) != 1 {
		return nil
	}
	var out []*fyne.MenuItem
	for _, a := range s.actions {
		if s.fits(a, rows[0]) {
			out = append(out, fyne.NewMenuItem(a.name, func() { a.do(rows[0]) }))
		}
	}
	return out
}

// open shows the unit's return in the room where returns are checked.
func (s *receiveScreen) open(r unitRow) {
	if r.versions > 0 && !s.sh.openReturn(r.code, "", "") {
		s.versions(r)
	}
}

// change does something to the book, then reads the board again.
func (s *receiveScreen) change(do func(context.Context) error) {
	runInOrder(s.w, job[struct{}]{
		do:   func(ctx context.Context, _ func(i, n int)) (struct{}, error) { return struct{}{}, do(ctx) },
		show: func(struct{}) { s.sh.again() },
		fail: s.fail,
	})
}

func (s *receiveScreen) sendBack(r unitRow) {
	p := s.period
	s.w.askReason(reason{title: s.w.say("unit.sendback-title", "unit", r.name, "period", p.VN()), text: s.w.say("unit.sendback-text", "file", r.file),
		phrases: s.phrases("sendback"), ok: s.w.say("unit.sendback-ok"),
		then: func(because string) {
			s.change(func(ctx context.Context) error { return s.book.SendBack(ctx, p, r.code, because) })
		}})
}

func (s *receiveScreen) exclude(r unitRow) {
	p := s.period
	s.w.askReason(reason{title: s.w.say("unit.exclude-title", "unit", r.name, "period", p.VN()), text: s.w.say("unit.exclude-text"),
		phrases: s.phrases("exclude"), ok: s.w.say("unit.exclude-ok"),
		then: func(because string) {
			s.change(func(ctx context.Context) error { return s.book.Exclude(ctx, p, r.code, because, false) })
		}})
}

func (s *receiveScreen) include(r unitRow) {
	p := s.period
	s.change(func(ctx context.Context) error { return s.book.Exclude(ctx, p, r.code, "", true) })
}

// phrases are the ready reasons for an act.
func (s *receiveScreen) phrases(act string) []string {
	return phrasesOf(act, s.w.words)
}

// explain asks for the reasons of the unit's open warnings, one after the other.
func (s *receiveScreen) explain(r unitRow) {
	p := s.period
	read(s.w, s.w.say("busy.receive", "period", p.VN()), func(ctx context.Context) ([]ntm.Finding, error) {
		return s.book.Findings(ctx, p, r.code)
	}, func(found []ntm.Finding) { s.explainNext(r, openWarnings(found)) }, s.fail)
}

func (s *receiveScreen) explainNext(r unitRow, open []ntm.Finding) {
	if len(open) == 0 {
		s.sh.again()
		return
	}
	p, f := s.period, open[0]
	s.w.askReason(reason{title: s.w.say("unit.explain-title", "unit", r.name, "n", itoa(len(open))), text: s.book.Words().Text(f),
		phrases: s.book.Phrases(f.ID), ok: s.w.say("unit.explain-ok"),
		then: func(because string) {
			runInOrder(s.w, job[struct{}]{
				do: func(ctx context.Context, _ func(i, n int)) (struct{}, error) {
					_, err := s.book.Explain(ctx, p, r.code, f.Key(), because)
					return struct{}{}, err
				},
				show: func(struct{}) { s.explainNext(r, open[1:]) },
				fail: s.fail,
			})
		}})
}

// original saves the file as the unit sent it.
func (s *receiveScreen) original(r unitRow) {
	p := s.period
	s.w.pickFolder(pick{title: s.w.say("unit.original"), purpose: folderExport, then: func(paths []string) {
		run(s.w, job[string]{title: s.w.say("busy.save"),
			do: func(ctx context.Context, _ func(i, n int)) (string, error) {
				return s.book.Original(ctx, p, r.code, paths[0])
			},
			show: func(path string) { s.w.showSaved([]string{path}) }})
	}})
}

// folderExport is the purpose under which the folder of what is written out is remembered.
const folderExport = "export"

// showSaved tells what was written, and offers to open the folder.
func (w *Window) showSaved(paths []string) {
	if len(paths) == 0 {
		return
	}
	text, folder := savedLine(paths, w.words)
	w.ask(question{title: w.say("saved.title"), text: text, more: w.say("saved.where", "folder", folder), answers: []answer{
		{text: w.say("problem.close")},
		{text: w.say("saved.open"), do: func() { w.openPath(folder) }},
	}})
}
