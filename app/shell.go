package app

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"bieuxa/ntm"
	"bieuxa/office"
)

// room is one place of the office's door: what stands beside the list of rooms.
type room interface {
	content() fyne.CanvasObject
	// enter is called when the room is shown, and again when the period or the figures have changed: the room
	// reads what it shows.
	enter(p ntm.Period)
}

// Rooms that take keys no widget wants, or files that are dropped on the window, say so.
type (
	keyed   interface{ typedKey(*fyne.KeyEvent) bool }
	dropped interface{ drop(paths []string) bool }
)

// leaver is a room that takes over what is being typed before it is left, or the book closed.
type leaver interface{ left() }

func (s *shell) leave() {
	if l, ok := s.room().(leaver); ok {
		l.left()
	}
}

// roomDef is a room on the list; it is built when it is first shown.
type roomDef struct {
	id    string // words: room.<id>
	icon  fyne.Resource
	build func(*shell) room
}

// rooms are the office's, in the order of a month's work: Ctrl+1, Ctrl+2 …
func rooms() []roomDef {
	return []roomDef{
		{"overview", theme.HomeIcon(), func(s *shell) room { return newOverviewScreen(s) }},
		{"receive", theme.DownloadIcon(), func(s *shell) room { return newReceiveScreen(s) }},
		{"check", theme.SearchIcon(), func(s *shell) room { return newCheckRoom(s.w, s.book) }},
		{"rollup", theme.ListIcon(), func(s *shell) room { return newRollupScreen(s) }},
		{"reports", theme.DocumentPrintIcon(), func(s *shell) room { return newReportsRoom(s) }},
		{"catalogue", theme.FolderIcon(), func(s *shell) room { return newCatalogueScreen(s) }},
		{"closing", theme.ConfirmIcon(), func(s *shell) room { return newClosingScreen(s) }},
		{"log", theme.HistoryIcon(), func(s *shell) room { return newLogScreen(s) }},
		{"settings", theme.SettingsIcon(), func(s *shell) room { return newSettingsScreen(s) }},
	}
}

// shell is the office's door: one open book, the period that is worked on, and the rooms.
type shell struct {
	w       *Window
	book    *office.Book
	facts   bookFacts
	periods []ntm.Period // newest first
	period  ntm.Period

	defs   []roomDef
	built  map[string]room
	at     string // id of the room that is shown
	middle *fyne.Container
	list   []*railButton
	choice *widget.Select
	face   fyne.CanvasObject
}

func newShell(w *Window, o opened) *shell {
	readOnly, holder := o.book.ReadOnly()
	s := &shell{w: w, book: o.book, periods: o.periods, defs: rooms(), built: map[string]room{}, middle: container.NewStack(),
		facts: bookFacts{parent: o.book.Parent().Name, file: fileName(o.book.Path()), sample: o.book.Meta().Sample,
			readOnly: readOnly, holder: holder, older: o.book.Converted(), upgraded: o.book.Upgraded()}}
	if len(s.periods) > 0 {
		s.period = s.periods[0]
		for _, p := range s.periods {
			if p == o.begin {
				s.period = p
			}
		}
	}
	s.face = s.draw()
	return s
}

// draw lays the shell out: a head with the book and its period, the rooms on the left.
func (s *shell) draw() fyne.CanvasObject {
	name := newInked(s.facts.parent, theme.ColorNamePrimary, 22, fyne.TextStyle{Bold: true})
	again := newPressButton("", theme.ViewRefreshIcon(), s.again)
	head := container.NewBorder(nil, nil,
		container.New(layout.NewCustomPaddedLayout(4, 0, 8, 0), name),
		container.NewHBox(widget.NewLabel(s.w.say("board.period")), s.selector(), again))
	top := container.NewVBox(head)
	for _, text := range warnings(s.w.words, s.facts) {
		top.Add(warning(text))
	}
	if s.facts.upgraded != "" {
		top.Add(informed(upgradedLine(s.w.words, s.facts.upgraded)))
	}
	rail := container.NewVBox()
	for i, d := range s.defs {
		b := newRailButton(strconv.Itoa(i+1)+"  "+s.w.say("room."+d.id), d.icon, func() { s.goTo(d.id) })
		s.list = append(s.list, b)
		rail.Add(b)
	}
	left := container.NewBorder(nil, nil, nil, widget.NewSeparator(), container.NewVScroll(rail))
	return container.NewBorder(container.NewVBox(top, widget.NewSeparator()), nil, left, nil, container.NewPadded(s.middle))
}

// selector chooses the period; the newest stands first.
func (s *shell) selector() fyne.CanvasObject {
	sel := widget.NewSelect(nil, nil)
	sel.PlaceHolder = s.w.say("board.no-period")
	s.choice = sel
	s.fillChoice()
	return container.New(&atLeast{width: 210}, sel) // grows with text
}

func (s *shell) fillChoice() {
	s.choice.OnChanged = nil
	s.choice.Options = append(periodNames(s.periods), s.w.say("period.other"))
	for i, p := range s.periods {
		if p == s.period {
			s.choice.SetSelectedIndex(i)
		}
	}
	s.choice.OnChanged = func(string) {
		if i := s.choice.SelectedIndex(); i < len(s.periods) {
			s.setPeriod(s.periods[i])
			return
		}
		s.fillChoice() // the period stays until another is named
		s.askPeriod()
	}
	s.choice.Refresh()
}

// setPeriod works on another period in every room; one that is not on the list yet comes onto it.
func (s *shell) setPeriod(p ntm.Period) {
	known := false
	for _, q := range s.periods {
		known = known || q == p
	}
	if !known {
		s.periods = newestFirst(append(periodIDs(s.periods), p.String()))
	}
	s.period = p
	s.fillChoice()
	s.w.win.Canvas().Unfocus()
	s.again()
}

// opensReturns is a room that shows one unit's return, at a cell if one is named.
type opensReturns interface {
	openReturn(unit, sheet, cell string)
}

// openReturn shows a unit's return of the period in the room where returns are checked, at a cell of a sheet if they
// are named. It tells whether there is such a room.
func (s *shell) openReturn(unit, sheet, cell string) bool {
	s.goTo("check")
	r, ok := s.room().(opensReturns)
	if ok {
		r.openReturn(unit, sheet, cell)
	}
	return ok
}

// goTo shows a room.
func (s *shell) goTo(id string) {
	s.leave()
	s.w.win.Canvas().Unfocus() // the keys are the new room's
	for i, d := range s.defs {
		s.list[i].setChosen(d.id == id)
		if d.id != id {
			continue
		}
		r, ok := s.built[id]
		if !ok {
			r = d.build(s)
			s.built[id] = r
		}
		s.at = id
		s.w.life.Session.In(id)
		s.middle.Objects = []fyne.CanvasObject{r.content()}
		s.middle.Refresh()
		r.enter(s.period)
	}
}

// room is the room that is shown; nil before the first.
func (s *shell) room() room { return s.built[s.at] }

// again lets the room that is shown read its figures again: they or the period have changed.
func (s *shell) again() {
	if r := s.room(); r != nil {
		r.enter(s.period)
	}
}

// takeKeys gives a room's main list the keyboard, unless something else has it.
func (w *Window) takeKeys(o fyne.Focusable) {
	if c := w.win.Canvas(); c.Focused() == nil && len(w.dialog) == 0 {
		c.Focus(o)
	}
}

// inShell runs f if an office's book is open and no dialog stands before it.
func (w *Window) inShell(f func(*shell)) {
	if w.shell != nil && len(w.dialog) == 0 {
		f(w.shell)
	}
}

// read is a job that reads what a room shows; a failure empties the room before it is told.
func read[T any](w *Window, title string, do func(context.Context) (T, error), show func(T), fail func(error)) {
	run(w, job[T]{title: title, do: func(ctx context.Context, _ func(i, n int)) (T, error) { return do(ctx) }, show: show, fail: fail})
}
