package app

import (
	"context"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
	"github.com/shopspring/decimal"

	"bieuxa/ntm"
	"bieuxa/office"
)

// closingSource is what the room asks of an open book.
type closingSource interface {
	MonthEnd(context.Context, ntm.Period) (*office.Closing, *office.Moved, error)
	Board(context.Context, ntm.Period) (*office.Board, error)
	Stage(context.Context, ntm.Period) (map[string]office.Stage, error)
	Stale(context.Context, ntm.Period) ([]string, error)
	Recheck(context.Context, ntm.Period, []string, func(i, n int)) error
	ClosePeriod(context.Context, ntm.Period, string) error
	ReopenPeriod(context.Context, ntm.Period, string) error
}

// closingScreen is the room Chốt kỳ: what is still open, where each unit stands, closing and reopening, and
// what moved since.
type closingScreen struct {
	w      *Window
	book   closingSource
	goTo   func(room string) bool
	shown  func(unit string) // shows a unit's return
	period ntm.Period
	page   closingPage

	face          fyne.CanvasObject
	head          *widget.Label
	sign          *widget.Icon
	locked        *widget.Label
	doClose, undo *pressButton
	tasks         *fyne.Container
	parts         *sections
	units         *dataTable[stageRow]
	notes         [2]*widget.Label
	moves         [2]*dataTable[moveRow]
	history       *dataTable[historyRow]
}

// tableLeast is the height below which a room scrolls as a whole and its table keeps some rows, at any size of text.
const tableLeast = 220

func newClosingScreen(sh *shell) *closingScreen {
	return newClosingOf(sh.w, sh.book, sh.goToRoom, func(unit string) { sh.showReturn(unit) })
}

func newClosingOf(w *Window, b closingSource, goTo func(string) bool, shown func(string)) *closingScreen {
	s := &closingScreen{w: w, book: b, goTo: goTo, shown: shown, head: widget.NewLabelWithStyle("", fyne.TextAlignLeading, fyne.TextStyle{Bold: true}),
		sign: widget.NewIcon(nil), locked: widget.NewLabel(""), tasks: container.New(layout.NewCustomPaddedVBoxLayout(0))}
	s.head.Wrapping, s.locked.Wrapping = fyne.TextWrapWord, fyne.TextWrapWord
	s.doClose = newPressButton(w.say("closing.close"), theme.ConfirmIcon(), s.askClose)
	s.doClose.Importance = widget.HighImportance
	s.undo = newPressButton(w.say("closing.reopen"), theme.ContentUndoIcon(), s.askReopen)
	s.units = newDataTable(w, s.unitColumns(), func(r stageRow) string { return r.code })
	s.units.jumpColumn = 1
	s.units.activate = func(r stageRow) { s.shown(r.code) }
	for i := range s.moves {
		s.moves[i] = newDataTable(w, s.moveColumns(), func(r moveRow) string { return r.key })
		s.notes[i] = widget.NewLabel("")
		s.notes[i].Wrapping = fyne.TextWrapWord
	}
	s.history = newDataTable(w, s.historyColumns(), func(r historyRow) string { return r.at + r.what })
	s.parts = newSections(
		section{w.say("closing.part-units"), s.units},
		section{w.say("closing.part-closing"), container.NewBorder(s.notes[0], nil, nil, nil, s.moves[0])},
		section{w.say("closing.part-export"), container.NewBorder(s.notes[1], nil, nil, nil, s.moves[1])},
		section{w.say("closing.part-history"), s.history})
	buttons := container.NewVBox(container.NewHBox(s.doClose, s.undo))
	top := container.NewVBox(container.NewBorder(nil, nil, s.sign, buttons, s.head), s.locked, s.tasks)
	s.face = container.NewVScroll(container.NewBorder(top, nil, nil, nil, container.New(tallLayout{tableLeast}, s.parts.face)))
	s.show(closingPage{})
	return s
}

func (s *closingScreen) content() fyne.CanvasObject { return s.face }

func (s *closingScreen) enter(p ntm.Period) {
	s.period = p
	if p == (ntm.Period{}) {
		s.show(closingPage{head: s.w.say("closing.empty")})
		return
	}
	words := s.w.words
	read(s.w, s.w.say("busy.closing", "period", p.VN()), func(ctx context.Context) (closingPage, error) {
		return readClosing(ctx, s.book, p, words)
	}, s.show, func(err error) {
		s.show(closingPage{})
		s.w.showProblem(err)
	})
}

func readClosing(ctx context.Context, b closingSource, p ntm.Period, w *ntm.Words) (closingPage, error) {
	var f closingFacts
	var err error
	if f.closing, f.moved, err = b.MonthEnd(ctx, p); err != nil {
		return closingPage{}, err
	}
	if f.board, err = b.Board(ctx, p); err != nil {
		return closingPage{}, err
	}
	if f.stages, err = b.Stage(ctx, p); err != nil {
		return closingPage{}, err
	}
	if f.stale, err = b.Stale(ctx, p); err != nil {
		return closingPage{}, err
	}
	return closingPageOf(f, w), nil
}

func (s *closingScreen) show(p closingPage) {
	s.page = p
	s.head.SetText(p.head)
	s.sign.SetResource(theme.DocumentCreateIcon())
	if p.closed {
		s.sign.SetResource(theme.ConfirmIcon())
	}
	s.sign.Hidden = p.head == ""
	s.locked.SetText(p.locked)
	s.locked.Hidden = p.locked == ""
	s.doClose.Hidden, s.undo.Hidden = !p.mayClose, !p.mayReopen
	s.tasks.Objects = nil
	for _, t := range p.tasks {
		s.tasks.Add(s.taskLine(t))
	}
	s.units.setRows(p.rows)
	for i := range s.moves {
		s.notes[i].SetText(p.moves[i].note)
		s.moves[i].setRows(p.moves[i].rows)
	}
	s.history.setRows(p.history)
	s.parts.rename(1, sectionTitle(s.w.say("closing.part-closing"), len(p.moves[0].rows)))
	s.parts.rename(2, sectionTitle(s.w.say("closing.part-export"), len(p.moves[1].rows)))
	s.face.Refresh()
}

// taskLine is a sign, the sentence and the way to where it is seen to.
func (s *closingScreen) taskLine(t closingTask) fyne.CanvasObject {
	sign := theme.NewColoredResource(theme.WarningIcon(), toneExplain.inkName())
	switch {
	case t.done:
		sign = theme.NewColoredResource(theme.ConfirmIcon(), toneClean.inkName())
	case t.block:
		sign = theme.NewColoredResource(theme.ErrorIcon(), toneBlock.inkName())
	}
	line := container.NewBorder(nil, nil, widget.NewIcon(sign), nil, wrapped(t.text, fyne.TextStyle{}))
	if t.to == "" || t.done {
		return container.New(layout.NewCustomPaddedLayout(-5, -5, 0, 0), line) // closer than labels stand by themselves
	}
	if t.to == "stale" {
		return atSide(line, newPressButton(s.w.say("closing.recheck"), nil, s.recheck))
	}
	return atSide(line, newPressButton(s.w.say("closing.go"), nil, func() { s.goTo(t.to) }))
}

// recheck runs today's checks over what was examined by other rules.
func (s *closingScreen) recheck() {
	p, stale := s.period, s.page.stale
	run(s.w, job[bool]{title: s.w.say("busy.recheck"), do: func(ctx context.Context, step func(i, n int)) (bool, error) {
		return true, s.book.Recheck(ctx, p, stale, step)
	}, show: func(bool) { s.enter(p) }})
}

func (s *closingScreen) askClose() {
	s.w.askReason(reason{title: s.w.say("closing.close-title", "period", s.period.VN()), text: s.w.say("closing.close-text"),
		begin: s.page.begin, ok: s.w.say("closing.close-ok"), then: func(because string) { s.do(s.book.ClosePeriod, because) }})
}

func (s *closingScreen) askReopen() {
	s.w.askReason(reason{title: s.w.say("closing.reopen-title", "period", s.period.VN()), text: s.w.say("closing.reopen-text"),
		ok: s.w.say("closing.reopen-ok"), then: func(because string) { s.do(s.book.ReopenPeriod, because) }})
}

func (s *closingScreen) do(verb func(context.Context, ntm.Period, string) error, because string) {
	p := s.period
	run(s.w, job[bool]{title: s.w.say("busy.closing", "period", p.VN()), do: func(ctx context.Context, _ func(i, n int)) (bool, error) {
		return true, verb(ctx, p, because)
	}, show: func(bool) { s.enter(p) }})
}

func (s *closingScreen) unitColumns() []column[stageRow] {
	title := func(id string) string { return s.w.say("closing.column-" + id) }
	return []column[stageRow]{
		{title: title("code"), width: 60, text: func(r stageRow) string { return r.code }},
		{title: title("unit"), width: 150, grow: 1, text: func(r stageRow) string { return r.name }},
		{title: title("stage"), width: 190, bold: true, text: func(r stageRow) string { return r.word },
			ink: func(r stageRow) color.Color { return ink(stageTone(r.stage).inkName()) }, order: func(a, b stageRow) int { return a.order - b.order }},
		{title: title("standing"), width: 128, grow: 1, text: func(r stageRow) string { return r.standing }},
		{title: title("version"), width: 105, align: fyne.TextAlignTrailing, text: func(r stageRow) string { return r.version }},
		{title: title("received"), width: 96, align: fyne.TextAlignCenter, text: func(r stageRow) string { return r.received }},
	}
}

func (s *closingScreen) moveColumns() []column[moveRow] {
	title := func(id string) string { return s.w.say("closing.column-" + id) }
	right := fyne.TextAlignTrailing
	return []column[moveRow]{
		{title: title("figure"), width: 260, grow: 3, text: func(r moveRow) string { return r.name }},
		{title: title("unit"), width: 130, grow: 1, text: func(r moveRow) string { return r.unit },
			fill: func(r moveRow) color.Color {
				if r.total {
					return ink(toneNote.fillName())
				}
				return nil
			}},
		{title: title("was"), width: 90, align: right, text: func(r moveRow) string { return r.was }},
		{title: title("now"), width: 90, align: right, text: func(r moveRow) string { return r.now }},
		{title: title("diff"), width: 90, align: right, bold: true, text: func(r moveRow) string { return r.diff },
			figure: func(r moveRow) (decimal.Decimal, bool) { return r.by, r.known }},
	}
}

func (s *closingScreen) historyColumns() []column[historyRow] {
	title := func(id string) string { return s.w.say("log.column-" + id) }
	return []column[historyRow]{
		{title: title("at"), width: 130, text: func(r historyRow) string { return r.at }},
		{title: title("verb"), width: 110, text: func(r historyRow) string { return r.what }},
		{title: title("who"), width: 130, text: func(r historyRow) string { return r.who }},
		{title: s.w.say("ask.reason"), width: 300, grow: 1, text: func(r historyRow) string { return r.because }},
	}
}
