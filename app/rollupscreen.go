package app

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"bieuxa/app/grid"
	"bieuxa/ntm"
	"bieuxa/office"
)

// rollupSource is what the tables ask of an open book.
type rollupSource interface {
	behindSource
	Families() []ntm.Family
	FamilyTable(ctx context.Context, p ntm.Period, id string) (*office.FamilyTable, error)
}

// rollupScreen shows a family of figures by unit, compared with earlier periods.
type rollupScreen struct {
	sh       *shell
	w        *Window
	book     rollupSource
	families []ntm.Family
	period   ntm.Period
	view     *familyView

	family  *widget.Select
	measure *widget.Select
	filter  *widget.Entry
	notes   *fyne.Container
	grid    *grid.Grid
	middle  *fyne.Container
	face    fyne.CanvasObject
}

func newRollupScreen(sh *shell) *rollupScreen { return newRollupOf(sh, sh.book) }

func newRollupOf(sh *shell, b rollupSource) *rollupScreen {
	s := &rollupScreen{sh: sh, w: sh.w, book: b, families: b.Families(), notes: lines(), filter: widget.NewEntry()}
	s.grid = grid.New(&textGrid{heads: []string{""}, widths: []float32{10}})
	s.grid.HideHeadings, s.grid.TabLeaves = true, true
	s.grid.OnActivate = s.activate
	s.grid.OnMenu = s.menu
	s.middle = container.NewStack(s.grid)
	s.filter.SetPlaceHolder(s.w.say("rollup.filter"))
	s.filter.OnChanged = func(string) { s.arrange() }
	s.measure = widget.NewSelect(nil, nil)
	var names []string
	for i := range s.families {
		names = append(names, s.w.say("family."+s.families[i].ID))
	}
	s.family = widget.NewSelect(names, nil)
	s.family.SetSelectedIndex(0)
	s.fillMeasures()
	s.family.OnChanged = func(string) {
		s.fillMeasures()
		s.enter(s.period)
	}
	s.face = container.NewVScroll(container.NewBorder(container.NewVBox(s.controls(), s.notes), nil, nil, nil,
		container.New(tallLayout{250}, s.middle)))
	return s
}

func (s *rollupScreen) content() fyne.CanvasObject { return s.face }

// controls choose the family and the measure, filter, and say what can be done with the table.
func (s *rollupScreen) controls() fyne.CanvasObject {
	sized := func(width float32, o fyne.CanvasObject) fyne.CanvasObject {
		return container.New(&atLeast{width: width}, o)
	}
	ask := newPressButton(s.w.say("behind.ask"), theme.SearchIcon(), func() { s.activate(s.grid.Cursor()) })
	sort := newPressButton(s.w.say("rollup.sort"), theme.MoveDownIcon(), func() {
		_, col := s.grid.Cursor()
		s.sort(col)
	})
	copied := newPressButton(s.w.say("rollup.copy"), theme.ContentCopyIcon(), s.copy)
	return container.New(&flowLayout{}, sized(225, s.family), sized(265, s.measure), sized(140, s.filter), ask, sort, copied)
}

// fillMeasures offers the measures of the family; the first choice shows them all.
func (s *rollupScreen) fillMeasures() {
	f := &s.families[s.family.SelectedIndex()]
	names := []string{s.w.say("rollup.all")}
	for i := range f.Measures {
		names = append(names, s.w.say("family."+f.ID+"."+f.Measures[i].ID))
	}
	s.measure.OnChanged = nil
	s.measure.Options = names
	s.measure.SetSelectedIndex(0)
	s.measure.OnChanged = func(string) { s.look() }
	s.measure.Refresh()
}

// enter reads the family of the period.
func (s *rollupScreen) enter(p ntm.Period) {
	s.period = p
	s.view = nil
	if p == (ntm.Period{}) {
		s.tell(s.w.say("overview.no-period"))
		return
	}
	s.tell(s.w.say("overview.reading"))
	id := s.families[s.family.SelectedIndex()].ID
	run(s.w, job[*office.FamilyTable]{title: s.w.say("busy.overview"), quiet: true,
		do: func(ctx context.Context, _ func(i, n int)) (*office.FamilyTable, error) {
			return s.book.FamilyTable(ctx, p, id)
		},
		show: s.show,
		fail: func(err error) {
			s.tell("")
			s.w.showProblem(err)
		}})
}

// tell says a sentence in place of the table.
func (s *rollupScreen) tell(text string) {
	s.notes.RemoveAll()
	s.middle.Objects = []fyne.CanvasObject{container.NewVBox(wrapped(text, fyne.TextStyle{Bold: true}))}
	s.middle.Refresh()
}

func (s *rollupScreen) show(t *office.FamilyTable) {
	s.tell("")
	if wrong := wrongTotals(t.Findings, s.w.words); len(wrong) > 0 {
		for _, text := range wrong {
			s.notes.Add(warning(text))
		}
		return
	}
	s.view = newFamilyView(t, s.w.words, s.measure.SelectedIndex()-1)
	if t.Reported == 0 {
		s.view = nil
		s.tell(s.w.say("overview.empty", "period", t.Period.VN()))
		return
	}
	for _, text := range s.view.notes() {
		s.notes.Add(wrapping(text))
	}
	s.middle.Objects = []fyne.CanvasObject{s.grid}
	s.look()
}

// look shows the measure that is chosen.
func (s *rollupScreen) look() {
	if s.view == nil {
		return
	}
	s.view = newFamilyView(s.view.t, s.w.words, s.measure.SelectedIndex()-1)
	s.grid.SetSource(familyGrid{s.view})
	s.grid.Select(familyHeads, 1)
	s.arrange()
	s.face.Refresh()
}

// arrange shows the rows that pass the filter, in their order.
func (s *rollupScreen) arrange() {
	if s.view != nil {
		s.view.arrange(s.filter.Text)
		s.grid.Refresh()
	}
}

func (s *rollupScreen) sort(col int) {
	if s.view != nil && col >= 0 {
		s.view.sort(col)
		s.arrange()
	}
}

// activate opens what is behind a cell; on a heading it sorts.
func (s *rollupScreen) activate(row, col int) {
	if s.view == nil || row < 0 || col < 0 {
		return
	}
	if a, ok := s.view.asked(row, col); ok {
		s.sh.showBehind(s.book, a, nil)
		return
	}
	s.sort(col)
}

func (s *rollupScreen) menu(row, col int, at fyne.Position) {
	items := []*fyne.MenuItem{fyne.NewMenuItem(s.w.say("rollup.sort"), func() { s.sort(col) }), fyne.NewMenuItem(s.w.say("rollup.copy"), s.copy)}
	if row >= familyHeads {
		items = append([]*fyne.MenuItem{fyne.NewMenuItem(s.w.say("behind.ask"), func() { s.activate(row, col) })}, items...)
	}
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), s.w.win.Canvas(), at)
}

// copy puts the whole table on the clipboard, as Excel takes it.
func (s *rollupScreen) copy() {
	if s.view != nil {
		fyne.CurrentApp().Clipboard().SetContent(s.view.copied())
	}
}
