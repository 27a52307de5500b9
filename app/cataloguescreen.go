package app

import (
	"context"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"bieuxa/ntm"
)

// catalogueScreen is the room Danh mục: units through time, criteria sets, checks and returns, as the program
// knows them.
type catalogueScreen struct {
	w      *Window
	sh     *shell
	period ntm.Period
	parts  *sections
	units  *catalogueList
	sets   *catalogueList
	checks *catalogueList
	cols   *catalogueList

	day   *dateEntry
	scope *widget.Select
	set   *widget.Select
	ids   []string // of the sets in the choice; the first is the book's own for the period
	about *widget.Label
	seen  catalogueSeen
}

// catalogueSeen is what the room has read.
type catalogueSeen struct {
	units *ntm.Units
	set   *ntm.CriteriaSet // of the period, with the book's overlays
	where ntm.Where
}

func newCatalogueScreen(sh *shell) *catalogueScreen {
	s := &catalogueScreen{w: sh.w, sh: sh, about: widget.NewLabel("")}
	w := s.w
	s.about.Wrapping = fyne.TextWrapWord
	s.units = newCatalogueList(w, []catalogueColumn{{"units.code", 60, 0}, {"units.name", 160, 2}, {"units.level", 92, 0}, {"units.above", 130, 1},
		{"units.from", 92, 0}, {"units.to", 92, 0}, {"units.days", 130, 0}})
	s.sets = newCatalogueList(w, []catalogueColumn{{"sets.no", 48, 0}, {"sets.name", 240, 3}, {"sets.here", 150, 2}, {"sets.confidence", 184, 0}, {"sets.source", 80, 0}})
	s.checks = newCatalogueList(w, []catalogueColumn{{"checks.id", 52, 0}, {"checks.severity", 84, 0}, {"checks.title", 260, 3}, {"checks.return", 130, 0}})
	s.cols = newCatalogueList(w, []catalogueColumn{{"columns.sheet", 110, 0}, {"columns.table", 150, 1}, {"columns.column", 200, 2}, {"columns.type", 90, 0},
		{"columns.unit", 80, 0}, {"columns.meaning", 150, 1}})
	s.parts = newSections(
		section{w.say("catalogue.units"), s.drawUnits()},
		section{w.say("catalogue.sets"), s.drawSets()},
		section{w.say("catalogue.checks"), s.checks.face(nil)},
		section{w.say("catalogue.columns"), s.cols.face(nil)},
	)
	return s
}

func (s *catalogueScreen) content() fyne.CanvasObject { return s.parts.face }

// drawUnits has the choice of whose units and of which day.
func (s *catalogueScreen) drawUnits() fyne.CanvasObject {
	w := s.w
	s.scope = widget.NewSelect([]string{w.say("units.of-book"), w.say("units.of-country")}, nil)
	s.scope.SetSelectedIndex(0)
	s.scope.OnChanged = func(string) { s.showUnits() }
	s.day = newDateEntry("", w.words)
	s.day.PlaceHolder = w.say("units.any-day")
	s.day.setKeys(dialogKeys{enter: s.showUnits, escape: func() {
		s.day.SetText("")
		s.showUnits()
	}})
	s.day.OnChanged = func(text string) {
		if _, ok := parseDay(text); ok || tidy(text) == "" {
			s.showUnits()
		}
	}
	controls := container.New(wrapRow{}, container.New(&atLeast{width: 230}, s.scope), widget.NewLabel(w.say("units.on")), container.New(&atLeast{width: 150}, s.day))
	return s.units.face(controls)
}

// drawSets has the choice of the set, and the way to where a province sets its own levels.
func (s *catalogueScreen) drawSets() fyne.CanvasObject {
	w := s.w
	s.set = widget.NewSelect(nil, nil)
	own := newPressButton(w.say("sets.own"), theme.SettingsIcon(), func() { s.sh.goToRoom("settings") })
	controls := container.NewVBox(container.NewBorder(nil, nil, nil, own, s.set), s.about)
	return s.sets.face(controls)
}

// enter reads the catalogues; the book's own set follows the period.
func (s *catalogueScreen) enter(p ntm.Period) {
	s.period = p
	read(s.w, s.w.say("busy.catalogue"), func(ctx context.Context) (catalogueSeen, error) {
		units, err := s.w.office.Units()
		if err != nil {
			return catalogueSeen{}, err
		}
		set, where, err := s.sh.book.CriteriaOf(ctx, p)
		return catalogueSeen{units, set, where}, err
	}, s.show, func(err error) {
		s.w.showProblem(err)
	})
}

func (s *catalogueScreen) show(seen catalogueSeen) {
	s.seen = seen
	words := s.sh.book.Words()
	defs := s.w.office.Returns()
	s.checks.set(checkCatalogue(defs, words))
	s.cols.set(columnCatalogue(defs, words))
	s.fillSets()
	s.showUnits()
}

// showUnits lists the units of the book, or of the country, of the day that is written or of all times.
func (s *catalogueScreen) showUnits() {
	if s.seen.units == nil {
		return
	}
	day, _ := parseDay(s.day.Text)
	list := bookUnits(s.seen.units, s.sh.book.Parent(), s.sh.book.Meta().On)
	if s.scope.SelectedIndex() == 1 {
		if day.IsZero() {
			now := s.w.office.Now()
			day = ntm.NewDate(now.Year(), int(now.Month()), now.Day())
		}
		list = countryUnits(s.seen.units, day)
	}
	s.units.set(unitCatalogue(s.seen.units, list, day, s.w.words))
}

// fillSets offers the book's own set of the period first, then all.
func (s *catalogueScreen) fillSets() {
	titles := []string{s.w.say("sets.of-period", "title", s.seen.set.Title, "period", s.period.VN())}
	s.ids = []string{""}
	for _, set := range s.w.office.Criteria().Sets() {
		titles, s.ids = append(titles, set.Title), append(s.ids, set.ID)
	}
	at := max(0, s.set.SelectedIndex())
	s.set.OnChanged = nil
	s.set.Options = titles
	s.set.SetSelectedIndex(min(at, len(titles)-1))
	s.set.OnChanged = func(string) { s.showSet() }
	s.showSet()
}

func (s *catalogueScreen) showSet() {
	set, where := s.seen.set, s.seen.where
	if id := s.ids[max(0, s.set.SelectedIndex())]; id != "" {
		if other, ok := s.w.office.Criteria().Set(id); ok {
			set = other
			if !set.InForce(where.On) { // its own time says which levels hold
				where.On = set.From
			}
		}
	}
	s.about.SetText(setAbout(set, s.w.words))
	s.sets.set(setCatalogue(s.w.office.Criteria(), set, where, s.w.words))
}

// catalogueColumn is a column of a catalogue: the id of its title, its width and its share of the room.
type catalogueColumn struct {
	title       string
	width, grow float32
}

// catalogueList is one catalogue: a list that is searched, and the selected line in full beside it.
type catalogueList struct {
	w      *Window
	table  *dataTable[catalogueRow]
	detail *widget.Label
	find   *lineEntry
}

func newCatalogueList(w *Window, columns []catalogueColumn) *catalogueList {
	l := &catalogueList{w: w, detail: widget.NewLabel("")}
	l.detail.Wrapping, l.detail.Selectable = fyne.TextWrapWord, true
	var out []column[catalogueRow]
	for i, c := range columns {
		out = append(out, column[catalogueRow]{title: w.say(c.title), width: c.width, grow: c.grow,
			text: func(r catalogueRow) string { return r.cells[i] },
			ink: func(r catalogueRow) color.Color {
				switch {
				case r.unsure:
					return ink(toneExplain.inkName())
				case r.strong:
					return ink(theme.ColorNamePrimary)
				}
				return ink(theme.ColorNameForeground)
			}})
	}
	l.table = newDataTable(w, out, func(r catalogueRow) string { return r.key })
	l.table.search = catalogueRow.found
	l.table.jumpColumn = min(1, len(columns)-1)
	l.table.empty = w.say("catalogue.nothing")
	l.table.picked = l.tell
	l.find = l.table.filterEntry(w.say("catalogue.find"))
	l.find.OnChanged = func(text string) {
		l.table.setFilter(text)
		l.choose()
	}
	return l
}

// face lays the list out: what narrows it down on top, the selected line beside it, or below where text is large.
func (l *catalogueList) face(controls fyne.CanvasObject) fyne.CanvasObject {
	copyIt := newPressButton(l.w.say("catalogue.copy"), theme.ContentCopyIcon(), func() {
		if rows := l.table.selected(); len(rows) > 0 {
			fyne.CurrentApp().Clipboard().SetContent(rows[0].text())
		}
	})
	detail := container.NewBorder(nil, container.NewHBox(layout.NewSpacer(), copyIt), nil, nil, container.NewVScroll(l.detail))
	split := container.NewHSplit(l.table, detail)
	split.Offset = 0.66
	if textScale() >= 1.4 {
		split = container.NewVSplit(l.table, detail)
		split.Offset = 0.6
	}
	top := container.NewVBox(l.find)
	if controls != nil {
		top = container.NewVBox(controls, l.find)
	}
	return container.NewBorder(top, nil, nil, nil, split)
}

func (l *catalogueList) set(rows []catalogueRow) {
	l.table.setRows(rows)
	l.choose()
}

// choose selects the first line if none in sight is selected, and tells it in full.
func (l *catalogueList) choose() {
	if len(l.table.selected()) == 0 && len(l.table.rows) > 0 {
		l.table.select1(l.table.rows[0].key)
	}
	l.tell()
}

func (l *catalogueList) tell() {
	text := ""
	if rows := l.table.selected(); len(rows) > 0 {
		text = rows[0].text()
	}
	l.detail.SetText(text)
}
