package app

import (
	"context"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"bieuxa/ntm"
	"bieuxa/office"
)

// boardSource is what the board asks of an open book.
type boardSource interface {
	Board(context.Context, ntm.Period) (*office.Board, error)
	RollUp(context.Context, ntm.Period) (*ntm.RollUp, error)
}

// bookFacts are what is said of the book itself.
type bookFacts struct {
	parent, file string
	sample       bool
	readOnly     bool
	holder       string // who has it open for writing, if known
	older        bool   // written by an older version, shown from a copy
}

// boardScreen is the submission board of one book: who has reported for a period, and the totals.
type boardScreen struct {
	w      *Window
	book   boardSource
	face   fyne.CanvasObject
	days   *widget.Label
	totals *widget.Label
	table  *dataTable[boardRow]
	below  *fyne.Container
}

func newBoardScreen(sh *shell) *boardScreen { return newBoardOf(sh.w, sh.book) }

func newBoardOf(w *Window, b boardSource) *boardScreen {
	s := &boardScreen{w: w, book: b, days: widget.NewLabel(""),
		totals: widget.NewLabelWithStyle("", fyne.TextAlignLeading, fyne.TextStyle{Bold: true}),
		below:  lines()}
	s.table = newDataTable(w, s.columns(), func(r boardRow) string { return r.code })
	s.table.jumpColumn = 1
	s.totals.Wrapping = fyne.TextWrapWord
	s.face = container.NewBorder(lines(s.days, s.totals), s.below, nil, nil, s.table)
	return s
}

func (s *boardScreen) content() fyne.CanvasObject { return s.face }

// boardPage is what the board of one period shows.
type boardPage struct {
	days, totals string
	rows         []boardRow
	figures      figures
}

// enter reads the period and shows it.
func (s *boardScreen) enter(p ntm.Period) {
	if p == (ntm.Period{}) {
		s.totals.SetText(s.w.say("board.empty"))
		s.days.Hide()
		return
	}
	words := s.w.words
	read(s.w, s.w.say("busy.board", "period", p.VN()), func(ctx context.Context) (boardPage, error) {
		return readBoard(ctx, s.book, p, words)
	}, s.show, s.fail)
}

func readBoard(ctx context.Context, b boardSource, p ntm.Period, w *ntm.Words) (boardPage, error) {
	bd, err := b.Board(ctx, p)
	if err != nil {
		return boardPage{}, err
	}
	ru, err := b.RollUp(ctx, p)
	if err != nil {
		return boardPage{}, err
	}
	page := boardPage{days: say(w, "board.days", "period", p.VN(), "from", bd.From.VN(), "to", bd.To.VN()),
		totals: boardTotals(bd, w), rows: boardRows(bd, w), figures: totalFigures(ru, w)}
	if note := excludedNote(bd, w); note != "" {
		page.figures.notes = append(page.figures.notes, note)
	}
	return page, nil
}

func (s *boardScreen) show(page boardPage) {
	s.days.SetText(page.days)
	s.totals.SetText(page.totals)
	s.table.setRows(page.rows)
	s.below.Objects = figureLines(page.figures, s.w.words)
	s.below.Refresh()
	s.face.Refresh()
}

// fail clears the board: figures of another period must not stand under the chosen one's name.
func (s *boardScreen) fail(err error) {
	s.show(boardPage{})
	s.w.showProblem(err)
}

func figureLines(f figures, w *ntm.Words) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, text := range f.wrong {
		out = append(out, warning(say(w, "board.wrong", "text", text)))
	}
	for _, text := range f.lines {
		out = append(out, wrapped(text, fyne.TextStyle{Bold: true}))
	}
	for _, text := range f.notes {
		out = append(out, wrapped(text, fyne.TextStyle{}))
	}
	return out
}

// lines stacks sentences closer than labels stand by themselves: the table needs the room.
func lines(objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedVBoxLayout(-10), objects...)
}

func wrapped(text string, style fyne.TextStyle) fyne.CanvasObject {
	line := widget.NewLabelWithStyle(text, fyne.TextAlignLeading, style)
	line.Wrapping = fyne.TextWrapWord
	return line
}

func (s *boardScreen) columns() []column[boardRow] {
	title := func(id string) string { return s.w.say("board.column-" + id) }
	right, middle := fyne.TextAlignTrailing, fyne.TextAlignCenter
	return []column[boardRow]{
		{title: title("code"), width: 60, text: func(r boardRow) string { return r.code }},
		{title: title("unit"), width: 150, grow: 1, text: func(r boardRow) string { return r.name }},
		{title: title("standing"), width: 128, bold: true, text: func(r boardRow) string { return r.word },
			ink: func(r boardRow) color.Color { return standingColor(r.standing) }},
		{title: title("version"), width: 105, align: right, text: func(r boardRow) string { return r.version }},
		{title: title("block"), width: 45, align: right, text: func(r boardRow) string { return r.block }},
		{title: title("explain"), width: 88, align: right, text: func(r boardRow) string { return r.explain }},
		{title: title("explained"), width: 88, align: right, text: func(r boardRow) string { return r.explained }},
		{title: title("note"), width: 60, align: right, text: func(r boardRow) string { return r.note }},
		{title: title("received"), width: 96, align: middle, text: func(r boardRow) string { return r.received }},
		{title: title("file"), width: 160, grow: 2, text: func(r boardRow) string { return r.file }},
	}
}
