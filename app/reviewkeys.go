package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"bieuxa/office"
)

// key takes the keys of the screen, wherever the focus is. It tells whether the key was one of them.
func (s *reviewScreen) key(name fyne.KeyName, m fyne.KeyModifier) bool {
	if s.now == nil {
		return false
	}
	switch m {
	case 0, fyne.KeyModifierShift:
		return s.plainKey(name, m != 0)
	case fyne.KeyModifierControl:
		return s.controlKey(name)
	case fyne.KeyModifierAlt:
		dir := map[fyne.KeyName]int{fyne.KeyPageUp: -1, fyne.KeyPageDown: 1}[name]
		if dir != 0 {
			s.stepTo(dir)
		}
		return dir != 0
	}
	return false
}

func (s *reviewScreen) plainKey(name fyne.KeyName, shift bool) bool {
	dir := 1
	if shift {
		dir = -1
	}
	switch name {
	case fyne.KeyF4:
		s.mendSure()
	case fyne.KeyF5:
		s.load()
	case fyne.KeyF6:
		s.otherSide()
	case fyne.KeyF7:
		s.backToFinding()
	case fyne.KeyF8:
		s.walk(dir)
	case fyne.KeyF9:
		s.explain()
	default:
		return false
	}
	return true
}

func (s *reviewScreen) controlKey(name fyne.KeyName) bool {
	switch name {
	case fyne.KeyReturn, fyne.KeyEnter:
		s.backToFinding()
	case fyne.KeyPageUp:
		s.nextSheet(-1)
	case fyne.KeyPageDown:
		s.nextSheet(1)
	case fyne.KeyF:
		s.w.win.Canvas().Focus(s.findings.search)
	case fyne.KeyH:
		s.history()
	case fyne.KeyP:
		s.print()
	case fyne.KeyS:
		s.grid.Commit()
		s.tell(s.w.say("review.stored-already"))
	case fyne.KeyZ:
		s.undo()
	case fyne.KeyY:
		s.redo()
	default:
		return false
	}
	return true
}

// reviewing is the return that lies open in the window; nil if none does.
func (w *Window) reviewing() *reviewScreen {
	if w.clerk != nil {
		return w.clerk
	}
	if w.shell != nil {
		if r, ok := w.shell.room().(*checkRoom); ok {
			return r.open
		}
	}
	return nil
}

// addReviewKeys lets the keys with Ctrl of an open return work while nothing has the focus.
func (w *Window) addReviewKeys(c fyne.Canvas) {
	open := func(do func(*reviewScreen)) func(fyne.Shortcut) {
		return func(fyne.Shortcut) {
			if s := w.reviewing(); s != nil && s.now != nil && len(w.dialog) == 0 {
				do(s)
			}
		}
	}
	for _, name := range []fyne.KeyName{fyne.KeyPageUp, fyne.KeyPageDown, fyne.KeyF, fyne.KeyH, fyne.KeyP, fyne.KeyS} {
		c.AddShortcut(&desktop.CustomShortcut{KeyName: name, Modifier: fyne.KeyModifierControl}, open(func(s *reviewScreen) { s.controlKey(name) }))
	}
	c.AddShortcut(&fyne.ShortcutUndo{}, open((*reviewScreen).undo))
	c.AddShortcut(&fyne.ShortcutRedo{}, open((*reviewScreen).redo))
	for name, dir := range map[fyne.KeyName]int{fyne.KeyPageUp: -1, fyne.KeyPageDown: 1} {
		c.AddShortcut(&desktop.CustomShortcut{KeyName: name, Modifier: fyne.KeyModifierAlt}, open(func(s *reviewScreen) { s.stepTo(dir) }))
	}
}

// stepTo goes to the next return, or to the one before.
func (s *reviewScreen) stepTo(dir int) {
	if s.plan.step != nil {
		s.grid.Commit()
		s.plan.step(dir)
	}
}

// otherSide takes the focus from the list to the grid and back.
func (s *reviewScreen) otherSide() {
	c := s.w.win.Canvas()
	if c.Focused() == fyne.Focusable(s.grid) {
		c.Focus(s.findings.list)
		return
	}
	c.Focus(s.grid)
}

// walk goes to the next finding that a person still has to do something about.
func (s *reviewScreen) walk(dir int) {
	s.grid.Commit()
	lines := s.findings.lines
	from := s.findings.at
	if s.findings.moved && dir > 0 { // the next one has come up to the place of the one mended
		from--
	}
	at := neighbour(lines, from, dir)
	if at < 0 {
		s.tell(s.w.say("review.nothing-open"))
		return
	}
	s.findings.choose(at)
	s.goToFinding()
}

// goToFinding puts the cursor into the cell of the chosen finding.
func (s *reviewScreen) goToFinding() {
	if s.leadGrid() {
		s.w.win.Canvas().Focus(s.grid)
	}
}

// leadGrid shows the cell of the chosen finding; false if it is about no cell.
func (s *reviewScreen) leadGrid() bool {
	f := s.findings.current()
	if f == nil {
		return false
	}
	row, col, ok := office.CellOf(f.Place.Cell)
	if s.sheetNamed(f.Place.Sheet) == nil {
		return false
	}
	was := s.leading
	s.leading = true
	s.goToSheet(f.Place.Sheet)
	if ok {
		s.grid.Select(row-1, col-1)
	}
	s.leading = was
	s.bar.show()
	return ok
}

// backToFinding goes from a cell to what was found in it, else to the list.
func (s *reviewScreen) backToFinding() {
	s.grid.Commit()
	if found := s.foundHere(); len(found) > 0 {
		s.findings.chooseFinding(found[0].Key(), found[0].Place.Cell)
	}
	s.w.win.Canvas().Focus(s.findings.list)
}

// cellChosen follows the grid: the list shows what was found in the cell.
func (s *reviewScreen) cellChosen(int, int) {
	s.bar.show()
	if s.leading {
		return
	}
	if found := s.foundHere(); len(found) > 0 && kindOf(found[0]).open() { // what needs nothing done leaves the place in the list
		s.leading = true
		s.findings.chooseFinding(found[0].Key(), found[0].Place.Cell)
		s.leading = false
	}
}

// searchEntry is the filter's entry: Down and Enter go to the list, Esc empties it.
type searchEntry struct {
	widget.Entry
	s *reviewScreen
}

func newSearchEntry(s *reviewScreen) *searchEntry {
	e := &searchEntry{s: s}
	e.PlaceHolder = s.w.say("review.filter-search")
	if textScale() > roomy {
		e.PlaceHolder = s.w.say("review.filter-find")
	}
	e.ExtendBaseWidget(e)
	return e
}

func (e *searchEntry) TypedKey(ev *fyne.KeyEvent) {
	switch {
	case e.s.plainKeyIn(ev.Name):
	case ev.Name == fyne.KeyDown, ev.Name == fyne.KeyReturn, ev.Name == fyne.KeyEnter:
		e.s.w.win.Canvas().Focus(e.s.findings.list)
	case ev.Name == fyne.KeyEscape:
		e.SetText("")
	default:
		e.Entry.TypedKey(ev)
	}
}

func (s *reviewScreen) plainKeyIn(name fyne.KeyName) bool {
	return s.now != nil && s.plainKey(name, heldKeys()&fyne.KeyModifierShift != 0)
}
