package app

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"bieuxa/ntm"
	"bieuxa/office"
)

// showPanel shows what is asked of the column or row that is looked at, or of the table.
func (s *mappingScreen) showPanel() {
	s.panel.RemoveAll()
	s.list = nil
	if s.tab != tabGeneral {
		s.panel.Add(s.stepFace(s.at))
		return
	}
	all := slices.DeleteFunc(s.work.steps(), func(st mapStep) bool {
		return tabOf(st.kind) != tabGeneral || st.region != s.at.region && st.kind != mapSender
	})
	slices.SortStableFunc(all, func(a, b mapStep) int { // what waits for the person stands first
		switch {
		case s.work.asked(a) == s.work.asked(b):
			return 0
		case s.work.asked(a):
			return -1
		}
		return 1
	})
	for _, st := range all {
		if len(s.panel.Objects) > 0 {
			s.panel.Add(widget.NewSeparator())
		}
		s.panel.Add(s.stepFace(st))
	}
}

// stepFace is one question: what stands in the file, what it is taken for, why, some figures, and the button that
// confirms it.
func (s *mappingScreen) stepFace(st mapStep) fyne.CanvasObject {
	m, w := s.work, s.w
	sign, t := m.sign(st)
	head := newInked(sign+" "+w.say("mapwin.state-"+stateOf(m, st)), t.inkName(), 14, fyne.TextStyle{Bold: true})
	box := lines(container.NewPadded(head), wrapped(mapQuestion(m, st), fyne.TextStyle{Bold: true}))
	all := m.choices(st)
	list := s.choiceList(all, m.chosen(st, all), func(i int) { s.choose(st, all[i]) })
	if st == s.at {
		s.list = list
	}
	if st.kind == mapColumn || st.kind == mapRow {
		box.Add(widget.NewLabel(w.say("mapwin.is-ours")))
	}
	out := container.NewVBox(box, list)
	if (st.kind == mapColumn || st.kind == mapRow) && m.carries(st).unit && !m.axis(st).Ignore && !m.axis(st).Names {
		out.Add(s.unitList(st))
	}
	why := lines()
	for _, text := range m.told(st).Evidence {
		why.Add(wrapped("• "+text, fyne.TextStyle{}))
	}
	if st.kind == mapColumn || st.kind == mapRow {
		if some := m.samples(st); len(some) > 0 {
			id := "mapwin.samples"
			if m.axis(st).Ignore || m.axis(st).Names {
				id, some = "mapwin.written", []string{strings.Join(some, "; ")}
			}
			why.Add(wrapped(w.say(id), fyne.TextStyle{Bold: true}))
			for _, text := range some {
				why.Add(wrapped(text, fyne.TextStyle{}))
			}
		}
	}
	if m.open(st) {
		yes := newPressButton(mapYes(m, st), theme.ConfirmIcon(), func() {
			s.at = st
			s.confirm()
		})
		yes.setKeys(dialogKeys{escape: s.leave})
		yes.Importance = widget.HighImportance
		enable(yes, !m.lacks(st))
		out.Add(container.NewHBox(yes))
	}
	out.Add(why)
	return out
}

// choiceList is a list to choose from, which Enter confirms.
func (s *mappingScreen) choiceList(all []mapChoice, at int, then func(int)) *choiceEntry {
	var texts []string
	for _, c := range all {
		texts = append(texts, c.text)
	}
	e := newChoiceEntry(texts, "")
	e.PlaceHolder = s.w.say("mapwin.choose")
	e.SetSelectedIndex(at)
	e.OnChanged = func(string) { then(e.SelectedIndex()) }
	e.setKeys(s.keys())
	return e
}

func (s *mappingScreen) unitList(st mapStep) fyne.CanvasObject {
	all, at := s.work.unitChoices(), -1
	for i, c := range all {
		if c.target.Unit == s.work.axis(st).Unit {
			at = i
		}
	}
	e := s.choiceList(all, at, func(i int) {
		s.work.chooseUnit(st, all[i].target.Unit)
		s.afterChoice(st)
	})
	return labelled(s.w.say("mapwin.of-unit"), e)
}

// stateOf is how sure a step is, as the words have it.
func stateOf(m *mapWork, st mapStep) string {
	switch {
	case m.open(st):
		return "open"
	case st.kind == mapSender || m.asked(st):
		return "confirmed"
	}
	return "certain"
}

// mapQuestion is what a step is about: the sender's own words.
func mapQuestion(m *mapWork, st mapStep) string {
	l := m.l
	switch st.kind {
	case mapSender:
		return say(m.w, "mapwin.ask-sender")
	case mapTable:
		facts := []string{"sheet", l.Regions[st.region].Sheet}
		if title := m.now.Regions[st.region].Title; title != "" {
			facts = append(facts, "title", title)
		}
		return say(m.w, "mapwin.ask-table", facts...)
	case mapUnit:
		return say(m.w, "mapwin.ask-unit")
	case mapTimes:
		return say(m.w, "mapwin.ask-times")
	case mapSheet:
		return say(m.w, "mapwin.ask-sheet", "sheet", m.now.Regions[st.region].Sheets[st.at].Sheet)
	case mapColumn:
		return say(m.w, "mapwin.ask-column", "named", l.Regions[st.region].Columns[st.at].Named)
	}
	return say(m.w, "mapwin.ask-row", "named", l.Regions[st.region].Rows[st.at].Named)
}

// mapYes is what the button says that confirms a step.
func mapYes(m *mapWork, st mapStep) string {
	switch {
	case st.kind == mapColumn && m.axis(st).Ignore:
		return say(m.w, "mapwin.yes-leave-column")
	case st.kind == mapRow && m.axis(st).Ignore:
		return say(m.w, "mapwin.yes-leave-row")
	}
	return say(m.w, "mapwin.yes")
}

// mapWhose says of whom and of which period the file is.
func mapWhose(m *mapWork) string {
	facts := []string{"period", m.l.Period.VN()}
	switch {
	case m.several():
		facts = append(facts, "n", itoa(len(m.now.Units())))
		return say(m.w, "mapwin.whose-several", facts...)
	case m.l.Unit.Code != "":
		return say(m.w, "mapwin.whose", append(facts, "unit", m.l.Unit.Name)...)
	}
	return say(m.w, "mapwin.whose-unknown", facts...)
}

// mapSummary is how far the mapping has come.
func mapSummary(m *mapWork) string {
	columns, rows, left := m.counts()
	facts := []string{"columns", itoa(columns), "rows", itoa(rows)}
	if left > 0 {
		facts = append(facts, "left", itoa(left))
	}
	open := len(m.openSteps())
	switch {
	case open > 0:
		return say(m.w, "mapwin.summary-open", append(facts, "open", itoa(open))...)
	case m.touched:
		return say(m.w, "mapwin.summary-done", facts...)
	}
	return say(m.w, "mapwin.summary-certain", facts...)
}

// mapClashText says which figure would be read twice; empty: none.
func mapClashText(m *mapWork) string {
	c, found := m.clash()
	if !found {
		return ""
	}
	place := func(st mapStep, row int) string {
		r := &m.l.Regions[st.region]
		return r.Sheet + " · " + office.CellName(r.Rows[row].Row, r.Columns[st.at].Col)
	}
	return say(m.w, "mapwin.clash", "target", m.l.Target(c.target), "first", place(c.first, c.rows[0]), "then", place(c.then, c.rows[1]))
}

// mapRegionNames are the tables of the file, with what is open in each.
func mapRegionNames(m *mapWork) []string {
	var out []string
	for i := range m.now.Regions {
		r := &m.now.Regions[i]
		facts := []string{"n", itoa(i + 1), "of", itoa(len(m.now.Regions)), "sheet", r.Sheet}
		if r.Title != "" {
			facts = append(facts, "title", r.Title)
		}
		text := say(m.w, "mapwin.region", facts...)
		switch open := m.openIn(i, -1); {
		case r.Ignore:
			text = "– " + text
		case open > 0:
			text = "? " + text + " (" + itoa(open) + ")"
		default:
			text = "✓ " + text
		}
		out = append(out, text)
	}
	return out
}

// openIn counts what is open in a table, of one tab or of all.
func (m *mapWork) openIn(region int, t mapTab) int {
	n := 0
	for _, st := range m.openSteps() {
		if st.region == region && (t < 0 || tabOf(st.kind) == t) {
			n++
		}
	}
	return n
}

// mapTabName is the tab's name with what is open in it.
func mapTabName(m *mapWork, region int, t mapTab, id string) string {
	if n := m.openIn(region, t); n > 0 {
		return say(m.w, id) + " (? " + itoa(n) + ")"
	}
	return say(m.w, id)
}

// mapKeeps are for whose files the mapping may be remembered.
func mapKeeps(m *mapWork) ([]string, []mapKeep) {
	unit := m.unit()
	if m.several() {
		return []string{say(m.w, "mapwin.keep-layout"), say(m.w, "mapwin.keep-none")}, []mapKeep{keepSender, keepNone}
	}
	name := strings.TrimSpace(m.l.Target(ntm.Target{Unit: unit}))
	if unit == "" {
		return []string{say(m.w, "mapwin.keep-unknown"), say(m.w, "mapwin.keep-none")}, []mapKeep{keepSender, keepNone}
	}
	if m.l.Unit.Code == "" {
		return []string{say(m.w, "mapwin.keep", "unit", name), say(m.w, "mapwin.keep-none")}, []mapKeep{keepSender, keepNone}
	}
	return []string{say(m.w, "mapwin.keep", "unit", name), say(m.w, "mapwin.keep-any"), say(m.w, "mapwin.keep-none")}, []mapKeep{keepSender, keepAny, keepNone}
}
