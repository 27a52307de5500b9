package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"bieuxa/app/grid"
	"bieuxa/ntm"
	"bieuxa/office"
)

// mapTab is what of a table is looked at.
type mapTab int

const (
	tabGeneral mapTab = iota
	tabColumns
	tabRows
)

func tabOf(k mapKind) mapTab {
	switch k {
	case mapColumn:
		return tabColumns
	case mapRow:
		return tabRows
	}
	return tabGeneral
}

// mappingPlan says which file is mapped and what becomes of it.
type mappingPlan struct {
	path   string
	period ntm.Period
	at, of int // of several files
	taken  func(keep mapKeep)
	later  func() // the file is left as it is
}

// mapKeep is for whose files a mapping is remembered.
type mapKeep int

const (
	keepSender mapKeep = iota // the unit's whose file it is, or of the units the layout names
	keepAny                   // every unit's that sends this layout
	keepNone
)

// mappingScreen lets a person see which of a file's columns and rows are taken for which of ours, and confirm it.
type mappingScreen struct {
	w    *Window
	plan mappingPlan
	work *mapWork
	at   mapStep
	tab  mapTab

	face                   fyne.CanvasObject
	summary, clash         *widget.Label
	regions                *choiceEntry
	tabs                   []*railButton
	grid                   *grid.Grid
	source                 *mapSource
	panel                  *fyne.Container
	scroll                 *container.Scroll
	take, next, back, late *pressButton
	keep                   *choiceEntry
	keeps                  []mapKeep
	moving                 bool // the program itself moves the cursor
	list                   *choiceEntry
}

func newMappingScreen(w *Window, l *office.Layout, plan mappingPlan) *mappingScreen {
	s := &mappingScreen{w: w, plan: plan, work: newMapWork(l, w.words), panel: container.NewVBox(),
		summary: widget.NewLabelWithStyle("", fyne.TextAlignLeading, fyne.TextStyle{Bold: true}), clash: widget.NewLabel("")}
	s.summary.Wrapping, s.clash.Wrapping = fyne.TextWrapWord, fyne.TextWrapWord
	s.clash.Importance = widget.DangerImportance
	steps := s.work.steps()
	s.at = steps[0]
	for _, st := range steps { // of a file that is wholly certain the first column is shown
		if st.kind == mapColumn && !s.work.axis(st).Ignore {
			s.at = st
			break
		}
	}
	if open := s.work.openSteps(); len(open) > 0 {
		s.at = open[0]
	}
	s.tab = tabOf(s.at.kind)
	s.source = newMapSource(s.work, s.at, nil)
	s.drawGrid()
	s.draw()
	s.show()
	s.toCell()
	return s
}

func (s *mappingScreen) keys() dialogKeys { return dialogKeys{enter: s.confirm, escape: s.leave} }

func (s *mappingScreen) drawGrid() {
	g := grid.New(s.source)
	g.Tones, g.TabLeaves = gridTones(), true
	g.OnSelect = s.selected
	g.OnKey = s.key
	g.OnUndo, g.OnRedo = s.undo, s.redo
	g.OnHover = func(_, _ int, at fyne.Position) { s.w.tip(g.Hovered(), at) }
	s.grid = g
}

// draw lays the screen out: what file it is on top, the sheet beside what is asked, and what can be done below.
func (s *mappingScreen) draw() {
	w := s.w
	title := w.say("mapwin.title", "file", s.work.l.File)
	if s.plan.of > 1 {
		title = w.say("mapwin.title-of", "file", s.work.l.File, "n", itoa(s.plan.at), "of", itoa(s.plan.of))
	}
	name := widget.NewLabelWithStyle(title, fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	name.SizeName, name.Truncation = theme.SizeNameSubHeadingText, fyne.TextTruncateEllipsis
	top := lines(name, wrapped(mapWhose(s.work), fyne.TextStyle{}))
	for _, text := range s.work.l.Told {
		top.Add(warning(text))
	}
	top.Add(s.summary)
	s.regions = newChoiceEntry(nil, "")
	s.regions.setKeys(s.keys())
	row := container.New(wrapRow{})
	for i, id := range []string{"general", "columns", "rows"} {
		b := newRailButton(w.say("mapwin.tab-"+id, "n", "0"), nil, func() { s.showTab(mapTab(i)) })
		s.tabs = append(s.tabs, b)
		row.Add(b)
	}
	s.scroll = container.NewVScroll(s.panel)
	side := container.NewBorder(container.NewVBox(s.regions, row), nil, nil, nil, s.scroll)
	middle := container.New(&besideLayout{narrow: 350, wide: 420, tall: 150, short: 260}, s.grid, side)
	s.face = container.NewVScroll(container.NewBorder(top, s.foot(), nil, nil, middle))
}

func (s *mappingScreen) foot() fyne.CanvasObject {
	w := s.w
	s.take = newPressButton("", theme.DownloadIcon(), s.takeIn)
	s.take.Importance = widget.HighImportance
	s.next = newPressButton(w.say("mapwin.next"), theme.NavigateNextIcon(), func() { s.walk(1) })
	s.back = newPressButton(w.say("mapwin.undo"), theme.ContentUndoIcon(), s.undo)
	s.late = newPressButton(w.say("mapwin.later"), theme.CancelIcon(), s.leave)
	s.keep = newChoiceEntry(nil, "")
	s.keep.setKeys(dialogKeys{escape: s.leave})
	for _, b := range []*pressButton{s.take, s.next, s.back, s.late} {
		b.setKeys(dialogKeys{escape: s.leave})
	}
	return container.NewVBox(s.clash, buttonRow(s.take, container.New(&atLeast{width: 330}, s.keep), s.next, s.back, s.late))
}

func (s *mappingScreen) content() fyne.CanvasObject { return s.face }

// show shows everything as it stands now.
func (s *mappingScreen) show() {
	m, w := s.work, s.w
	s.summary.SetText(mapSummary(m))
	s.clash.SetText(mapClashText(m))
	setVisible(s.clash, s.clash.Text != "")
	s.regions.OnChanged = nil
	s.regions.Options = mapRegionNames(m)
	s.regions.SetSelectedIndex(s.at.region)
	s.regions.OnChanged = func(string) { s.toRegion(s.regions.SelectedIndex()) }
	setVisible(s.regions, len(m.now.Regions) > 1)
	for i, id := range []string{"general", "columns", "rows"} {
		s.tabs[i].SetText(mapTabName(m, s.at.region, mapTab(i), "mapwin.tab-"+id))
		s.tabs[i].setChosen(mapTab(i) == s.tab)
	}
	s.source = newMapSource(m, s.at, s.source)
	s.grid.ChangeSource(s.source)
	s.showPanel()
	open := len(m.openSteps())
	text := w.say("mapwin.take")
	if open > 0 {
		text = w.say("mapwin.take-open", "n", itoa(open))
	}
	s.take.SetText(text)
	enable(s.take, open == 0 && s.clash.Text == "")
	enable(s.next, open > 0)
	enable(s.back, len(m.past) > 0)
	s.showKeep()
	s.face.Refresh()
}

func setVisible(o fyne.CanvasObject, on bool) {
	if on {
		o.Show()
	} else {
		o.Hide()
	}
}

// showKeep offers for whose files the mapping is remembered.
func (s *mappingScreen) showKeep() {
	chosen := keepSender
	if i := s.keep.SelectedIndex(); i >= 0 && i < len(s.keeps) {
		chosen = s.keeps[i]
	}
	s.keep.Options, s.keeps = mapKeeps(s.work)
	for i, k := range s.keeps {
		if k == chosen || i == 0 {
			s.keep.Selected = s.keep.Options[i]
		}
	}
	s.keep.Refresh()
}

// goTo looks at another step.
func (s *mappingScreen) goTo(step mapStep) {
	s.at, s.tab = step, tabOf(step.kind)
	s.show()
	s.scroll.ScrollToTop()
	s.toCell()
}

// toCell puts the cursor where the step stands.
func (s *mappingScreen) toCell() {
	s.moving = true
	line, col := s.source.cellOf(s.at)
	s.grid.Select(line, col)
	s.moving = false
}

// selected follows the cursor.
func (s *mappingScreen) selected(line, col int) {
	if s.moving {
		return
	}
	step, ok := s.source.stepAt(line, col, s.tab == tabRows)
	if !ok || step == s.at {
		return
	}
	s.at, s.tab = step, tabOf(step.kind)
	s.show()
	s.scroll.ScrollToTop()
}

func (s *mappingScreen) toRegion(i int) {
	if i < 0 || i == s.at.region {
		return
	}
	s.goTo(s.work.firstOf(i, s.tab))
}

func (s *mappingScreen) showTab(t mapTab) {
	if t == tabGeneral && s.work.steps()[0].kind == mapSender && s.at.region == 0 {
		s.goTo(s.work.steps()[0])
		return
	}
	if step := s.work.firstOf(s.at.region, t); tabOf(step.kind) == t {
		s.goTo(step)
	}
}

// firstOf is the step that a tab begins with: the first open one, else the first that is not left out; the table itself
// where the tab has none.
func (m *mapWork) firstOf(region int, t mapTab) mapStep {
	all := m.stepsOf(region)
	at, best := all[0], 0
	for _, st := range all {
		if tabOf(st.kind) != t {
			continue
		}
		rank := 2
		switch {
		case m.open(st):
			rank = 3
		case t != tabGeneral && m.axis(st).Ignore:
			rank = 1
		}
		if rank > best {
			at, best = st, rank
		}
	}
	return at
}

// walk goes to the next open step, or the one before.
func (s *mappingScreen) walk(dir int) {
	if step, ok := s.work.nextOpen(s.at, dir); ok {
		s.goTo(step)
	}
}

// confirm takes the step as it stands and goes to the next open one.
func (s *mappingScreen) confirm() {
	was := s.work.open(s.at)
	if !s.work.confirm(s.at) {
		s.show()
		return
	}
	next, open := s.work.nextOpen(s.at, 1)
	switch {
	case open:
		s.goTo(next)
	case was:
		s.show()
	}
	s.w.win.Canvas().Focus(s.grid)
}

// choose changes what the step is; the same list keeps the keyboard.
func (s *mappingScreen) choose(step mapStep, c mapChoice) {
	s.work.choose(step, c)
	s.afterChoice(step)
}

func (s *mappingScreen) afterChoice(step mapStep) {
	had := s.w.win.Canvas().Focused()
	_, listed := had.(*choiceEntry)
	s.at = step
	s.show()
	if listed && s.list != nil {
		s.w.win.Canvas().Focus(s.list)
	}
}

func (s *mappingScreen) undo() { s.turn(s.work.undo()) }
func (s *mappingScreen) redo() { s.turn(s.work.redo()) }

func (s *mappingScreen) turn(done bool) {
	if !done {
		return
	}
	if all := s.work.stepsOf(s.at.region); s.at.kind != mapSender && !containsStep(all, s.at) {
		s.at, s.tab = all[0], tabGeneral
	}
	s.show()
}

func containsStep(all []mapStep, s mapStep) bool {
	for _, x := range all {
		if x == s {
			return true
		}
	}
	return false
}

// key takes the keys of the screen, wherever the focus is.
func (s *mappingScreen) key(name fyne.KeyName, mod fyne.KeyModifier) bool {
	dir := 1
	if mod&fyne.KeyModifierShift != 0 {
		dir = -1
	}
	enter := name == fyne.KeyReturn || name == fyne.KeyEnter
	switch {
	case enter && mod&fyne.KeyModifierControl != 0:
		if !s.take.Disabled() {
			s.takeIn()
		}
	case enter:
		s.confirm()
	case name == fyne.KeyF8:
		s.walk(dir)
	case name == fyne.KeyF6:
		s.otherSide()
	case name == fyne.KeyEscape:
		s.leave()
	default:
		return false
	}
	return true
}

// otherSide gives the keyboard to what is asked, or back to the sheet.
func (s *mappingScreen) otherSide() {
	c := s.w.win.Canvas()
	if c.Focused() == fyne.Focusable(s.grid) && s.list != nil {
		c.Focus(s.list)
		return
	}
	c.Focus(s.grid)
}

// leave lets the file be; what was gone through is given up only if the person says so.
func (s *mappingScreen) leave() {
	if !s.work.touched {
		s.plan.later()
		return
	}
	s.w.ask(question{title: s.w.say("mapwin.leave-title"), text: s.w.say("mapwin.leave-text", "file", s.work.l.File), answers: []answer{
		{text: s.w.say("mapwin.leave-stay")}, {text: s.w.say("mapwin.leave-go"), do: s.plan.later, danger: true}}})
}

func (s *mappingScreen) takeIn() {
	if len(s.work.openSteps()) > 0 || mapClashText(s.work) != "" {
		return
	}
	keep := keepSender
	if i := s.keep.SelectedIndex(); i >= 0 {
		keep = s.keeps[i]
	}
	s.plan.taken(keep)
}

// focus gives the sheet the keyboard.
func (s *mappingScreen) focus() {
	if len(s.w.dialog) == 0 {
		s.w.win.Canvas().Focus(s.grid)
	}
}
