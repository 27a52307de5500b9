package app

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"bieuxa/app/grid"
	"bieuxa/ntm"
	"bieuxa/office"
)

// overviewSource is what the first page asks of an open book.
type overviewSource interface {
	behindSource
	Turnout(context.Context, ntm.Period) (*office.Turnout, error)
	Overview(context.Context, ntm.Period) (*office.Overview, error)
	Series(context.Context, ntm.Period) ([]office.Point, error)
}

// overviewScreen is the first page of a period. It reads in three steps, and shows each as it comes: who has
// reported, the figures with the matrix, the months before.
type overviewScreen struct {
	sh     *shell
	w      *Window
	book   overviewSource
	period ntm.Period

	turnout *office.Turnout
	view    *office.Overview
	series  []office.Point

	days   *widget.Label
	chips  *fyne.Container
	notes  *fyne.Container
	tiles  []*tile
	row    *fyne.Container // the tiles
	matrix *grid.Grid
	cell   *widget.Label // the cell in words
	months *widget.Label // what the chart shows
	trend  *chart
	gaps   *widget.Label
	late   *fyne.Container
	body   *fyne.Container
	empty  *fyne.Container
	face   fyne.CanvasObject
}

func newOverviewScreen(sh *shell) *overviewScreen { return newOverviewOf(sh, sh.book) }

func newOverviewOf(sh *shell, b overviewSource) *overviewScreen {
	s := &overviewScreen{sh: sh, w: sh.w, book: b, days: wrapping(""), chips: container.New(&flowLayout{}), notes: lines(),
		cell: wrapping(""), trend: newChart(sh.w.words, chartPlan{}), gaps: wrapping(""), late: lines(), empty: container.NewVBox()}
	tiles := make([]fyne.CanvasObject, 4)
	for i := range tiles {
		t := newTile(nil)
		s.tiles = append(s.tiles, t)
		tiles[i] = t
	}
	s.row = container.New(&flowLayout{least: 185, most: 4}, tiles...)
	s.body = container.New(&besideLayout{narrow: 260, wide: 600, tall: 280, short: 400}, s.matrixPanel(), s.sidePanel())
	top := container.NewVBox(s.days, s.chips, s.notes, s.row, s.empty)
	s.face = container.NewVScroll(container.New(layout.NewCustomPaddedLayout(0, 0, 0, 10), // the scroll bar's room
		container.NewBorder(top, nil, nil, nil, s.body)))
	return s
}

func (s *overviewScreen) content() fyne.CanvasObject { return s.face }

// matrixPanel is the matrix with its legend; the line below says the chosen cell in words.
func (s *overviewScreen) matrixPanel() fyne.CanvasObject {
	s.matrix = grid.New(&textGrid{heads: []string{""}, widths: []float32{10}})
	s.matrix.HideHeadings, s.matrix.TabLeaves = true, true
	s.matrix.OnSelect = s.tellCell
	s.matrix.OnHover = func(row, col int, _ fyne.Position) {
		if row < 0 {
			row, col = s.matrix.Cursor()
		}
		s.tellCell(row, col)
	}
	s.matrix.OnActivate = s.openCell
	s.matrix.OnMenu = func(row, col int, at fyne.Position) {
		menu := fyne.NewMenu("", fyne.NewMenuItem(s.w.say("behind.ask"), func() { s.openCell(row, col) }))
		widget.ShowPopUpMenuAtPosition(menu, s.w.win.Canvas(), at)
	}
	title := newInked(s.w.say("matrix.title"), theme.ColorNameForeground, 15, fyne.TextStyle{Bold: true})
	signs := container.New(&flowLayout{})
	for _, status := range legend() {
		t := statusTone(status)
		signs.Add(newBadge(sign(status, s.w.words)+" "+statusWord(status, s.w.words), t))
	}
	ask := newPressButton(s.w.say("behind.ask"), theme.SearchIcon(), func() { s.openCell(s.matrix.Cursor()) })
	foot := container.NewBorder(nil, nil, nil, container.NewVBox(ask), s.cell)
	return container.NewBorder(container.NewVBox(title, signs), foot, nil, nil, s.matrix)
}

// sidePanel is the chart of twelve months, and below it the road maps that are overdue.
func (s *overviewScreen) sidePanel() fyne.CanvasObject {
	title := func(id string) fyne.CanvasObject { return wrapped(s.w.say(id), fyne.TextStyle{Bold: true}) }
	s.months = wrapped("", fyne.TextStyle{Bold: true}).(*widget.Label)
	chart := container.NewBorder(s.months, s.gaps, nil, nil, container.New(tallLayout{150}, s.trend))
	return container.NewBorder(chart, nil, nil, nil,
		container.NewBorder(title("overview.overdue-title"), nil, nil, nil, container.NewVScroll(s.late)))
}

// enter reads the period step by step.
func (s *overviewScreen) enter(p ntm.Period) {
	s.period = p
	s.turnout, s.view, s.series = nil, nil, nil
	if p == (ntm.Period{}) {
		s.show()
		return
	}
	s.more()
}

// more reads the next step that is not there yet.
func (s *overviewScreen) more() {
	p := s.period
	switch {
	case s.turnout == nil:
		step(s, func(ctx context.Context) (*office.Turnout, error) { return s.book.Turnout(ctx, p) }, func(t *office.Turnout) { s.turnout = t })
	case s.view == nil:
		step(s, func(ctx context.Context) (*office.Overview, error) { return s.book.Overview(ctx, p) }, func(v *office.Overview) { s.view = v })
	case s.series == nil:
		step(s, func(ctx context.Context) ([]office.Point, error) { return s.book.Series(ctx, p) }, func(all []office.Point) { s.series = all })
	}
}

// step reads one step of the page, shows it and goes on to the next.
func step[T any](s *overviewScreen, do func(context.Context) (T, error), keep func(T)) {
	p := s.period
	s.show()
	run(s.w, job[T]{title: s.w.say("busy.overview"), quiet: true,
		do: func(ctx context.Context, _ func(i, n int)) (T, error) { return do(ctx) },
		show: func(v T) {
			if s.period != p {
				return
			}
			keep(v)
			s.show()
			s.more()
		},
		fail: s.fail})
}

// fail clears the page: figures of another period must not stand under the chosen one's name.
func (s *overviewScreen) fail(err error) {
	s.turnout, s.view, s.series = nil, nil, nil
	s.show()
	s.w.showProblem(err)
}

// show shows what has been read so far.
func (s *overviewScreen) show() {
	s.showTurnout()
	s.showFigures()
	s.trend.setPlan(chartPlan{})
	s.gaps.SetText("")
	s.months.SetText("")
	if s.series != nil {
		s.trend.setPlan(trendPlan(s.series, s.w.words))
		s.months.SetText(trendTitle(s.series, s.w.words))
		s.gaps.SetText(trendGaps(s.series, s.w.words))
	}
	s.gaps.Hidden = s.gaps.Text == ""
	s.face.Refresh()
}

func (s *overviewScreen) showTurnout() {
	s.chips.RemoveAll()
	s.empty.RemoveAll()
	if s.turnout == nil {
		s.days.SetText("")
		if s.period == (ntm.Period{}) {
			s.days.SetText(s.w.say("overview.no-period"))
		}
		return
	}
	s.days.SetText(overviewDays(s.turnout, s.w.words))
	for _, c := range turnoutChips(s.turnout, s.w.words) {
		s.chips.Add(newPressBadge(c.text, c.tone, func() { s.sh.goTo("receive") }))
	}
	if s.turnout.Received == 0 && (s.view == nil || s.view.Reported == 0) {
		s.empty.Add(wrapped(s.w.say("overview.empty", "period", s.turnout.Period.VN()), fyne.TextStyle{Bold: true}))
		s.empty.Add(container.NewHBox(newPressButton(s.w.say("room.receive"), theme.DownloadIcon(), func() { s.sh.goTo("receive") })))
	}
}

// showFigures shows tiles, matrix and road maps. Totals that disagree are not shown.
func (s *overviewScreen) showFigures() {
	s.notes.RemoveAll()
	s.late.RemoveAll()
	known, wrong := s.view != nil, false
	if known {
		bad, notes := overviewNotes(s.view, s.w.words)
		wrong = len(bad) > 0
		for _, text := range bad {
			s.notes.Add(warning(text))
		}
		for _, text := range notes {
			s.notes.Add(wrapping(text))
		}
	}
	empty := s.turnout == nil || s.turnout.Received == 0 && (s.view == nil || s.view.Reported == 0)
	show(s.row, !empty && !wrong)
	show(s.body, known && !empty && !wrong)
	if !known {
		for i, t := range s.tiles {
			t.set(tileText{caption: s.w.say(overviewCaptions()[i]), figure: "…", lines: []string{s.w.say("overview.reading")}})
		}
		return
	}
	if wrong {
		return
	}
	for i, text := range overviewTiles(s.view, s.w.words) {
		s.tiles[i].set(text)
		s.tiles[i].tapped = func() { s.behind(text.behind, "") }
	}
	for _, text := range overdueLines(s.view, s.w.words) {
		s.late.Add(wrapping(text))
	}
	if len(s.view.Overdue) == 0 {
		s.late.Add(wrapping(s.w.say("overview.none-overdue")))
	}
	row, col := s.matrix.Cursor()
	s.matrix.SetSource(matrixGrid{newMatrix(s.view, s.w.words)})
	if rows, cols := s.matrix.Cells(); row < rows && col < cols {
		s.matrix.Select(max(row, matrixHeads), max(col, 0))
	}
	s.tellCell(s.matrix.Cursor())
}

// overviewCaptions are the words over the tiles, for as long as there are no figures.
func overviewCaptions() []string {
	return []string{"overview.criteria", "overview.ho_ngheo.ngheo", "overview.nguon_luc.ty_le", "overview.overdue"}
}

func show(o fyne.CanvasObject, on bool) {
	if on {
		o.Show()
	} else {
		o.Hide()
	}
}

// tellCell says a cell of the matrix in words.
func (s *overviewScreen) tellCell(row, col int) {
	if s.view == nil {
		return
	}
	m := newMatrix(s.view, s.w.words)
	if rows, cols := m.size(); row >= 0 && row < rows && col >= 0 && col < cols {
		s.cell.SetText(m.cell(row, col).words())
	}
}

func (s *overviewScreen) openCell(row, col int) {
	m := newMatrix(s.view, s.w.words)
	if s.view == nil || row < 0 || col < 0 {
		return
	}
	figure, unit := m.figure(row, col)
	s.behind(figure, unit)
}

// behind shows what stands behind a figure, then goes on reading where it was.
func (s *overviewScreen) behind(figure, unit string) {
	if figure != "" {
		s.sh.showBehind(s.book, asked{s.period, figure, unit}, s.more)
	}
}
