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

func itoa(n int) string { return strconv.Itoa(n) }

// goToRoom shows a room if the office's door has it.
func (s *shell) goToRoom(id string) bool {
	for _, d := range s.defs {
		if d.id == id {
			s.goTo(id)
			return true
		}
	}
	return false
}

// showReturn shows a unit's return where returns are checked, if there is such a room.
func (s *shell) showReturn(unit string) {
	for _, d := range s.defs {
		if d.id == "check" {
			s.openReturn(unit, "", "")
		}
	}
}

// settingsSource is what the room asks of an open book.
type settingsSource interface {
	AllFormSets() []*office.FormSet
	Settings() office.Settings
	SaveSettings(context.Context, office.Settings) error
	SetDays(ctx context.Context, p ntm.Period, from, to ntm.Date) error
	Board(context.Context, ntm.Period) (*office.Board, error)
	SetOf(context.Context, ntm.Period) (string, error)
	Zones(set string) []string
	Traits(context.Context, ntm.Period) ([]office.Traits, error)
	SetTraits(context.Context, ntm.Period, office.Traits) error
	Unsure(context.Context, ntm.Period) ([]office.Unsure, error)
	SetLevel(ctx context.Context, set string, l office.Level) error
	Stale(context.Context, ntm.Period) ([]string, error)
	Recheck(context.Context, ntm.Period, []string, func(i, n int)) error
	Checks() []office.CheckChoice
	Backups() []office.BackupFile
	Backup(ctx context.Context, path string) (string, error)
	BackupName() string
	ReadOnly() (bool, string)
	Path() string
	Parent() ntm.Unit
}

// settingsScreen is the room Cài đặt.
type settingsScreen struct {
	w      *Window
	book   settingsSource
	period ntm.Period
	face   fyne.CanvasObject
	parts  *sections
	told   *widget.Label // what was done last
	stale  *fyne.Container

	sign  *signForm
	head  *headForm
	cut   *cutForm
	rules *rulesPart
	looks *lookForm
	safe  *backupPart
}

// The parts of the room, in their order.
const (
	partSign = iota
	partHead
	partCut
	partUnits
	partLevels
	partChecks
	partLook
	partBackup
)

func newSettingsScreen(sh *shell) *settingsScreen { return newSettingsOf(sh.w, sh.book) }

func newSettingsOf(w *Window, b settingsSource) *settingsScreen {
	s := &settingsScreen{w: w, book: b, told: widget.NewLabel(""), stale: container.NewVBox()}
	s.told.Wrapping = fyne.TextWrapWord
	s.told.Hide()
	s.sign, s.head, s.cut, s.rules, s.looks, s.safe = newSignForm(s), newHeadForm(s), newCutForm(s), newRulesPart(s), newLookForm(s), newBackupPart(s)
	s.parts = newSections(
		section{w.say("settings.part-sign"), s.sign.face},
		section{w.say("settings.part-head"), s.head.face},
		section{w.say("settings.part-cut"), s.cut.face},
		section{w.say("settings.part-units"), s.rules.unitsFace},
		section{w.say("settings.part-levels"), s.rules.levelsFace},
		section{w.say("settings.part-checks"), s.rules.checksFace},
		section{w.say("settings.part-look"), s.looks.face},
		section{w.say("settings.part-backup"), s.safe.face})
	s.parts.shown = func(int) { s.told.Hide() }
	s.face = container.NewBorder(nil, container.NewVBox(s.stale, s.told), nil, nil,
		container.NewVScroll(container.New(tallLayout{tableLeast}, s.parts.face)))
	return s
}

func (s *settingsScreen) content() fyne.CanvasObject { return s.face }

// settingsPage is what the room reads.
type settingsPage struct {
	settings office.Settings
	board    *office.Board // nil: no period yet
	set      string
	traits   []office.Traits
	unsure   []office.Unsure
	checks   []office.CheckChoice
	stale    []string
	backups  []office.BackupFile
}

func (s *settingsScreen) enter(p ntm.Period) {
	s.period = p
	read(s.w, s.w.say("busy.settings"), func(ctx context.Context) (settingsPage, error) {
		return readSettings(ctx, s.book, p)
	}, s.show, nil)
}

func readSettings(ctx context.Context, b settingsSource, p ntm.Period) (settingsPage, error) {
	page := settingsPage{settings: b.Settings(), checks: b.Checks(), backups: b.Backups()}
	if p == (ntm.Period{}) {
		return page, nil
	}
	var err error
	if page.board, err = b.Board(ctx, p); err != nil {
		return page, err
	}
	if page.set, err = b.SetOf(ctx, p); err != nil {
		return page, err
	}
	if page.traits, err = b.Traits(ctx, p); err != nil {
		return page, err
	}
	if page.unsure, err = b.Unsure(ctx, p); err != nil {
		return page, err
	}
	page.stale, err = b.Stale(ctx, p)
	return page, err
}

func (s *settingsScreen) show(p settingsPage) {
	s.sign.show(p.settings)
	s.head.show(p.settings)
	s.cut.show(p)
	s.rules.show(p)
	s.safe.show(p.backups)
	s.looks.show()
	s.stale.Objects = nil
	if n := len(p.stale); n > 0 {
		s.stale.Add(atSide(warning(s.w.say("closing.stale", "n", itoa(n))), newPressButton(s.w.say("closing.recheck"), nil, func() { s.recheck(p.stale) })))
	}
	s.stale.Refresh()
	s.face.Refresh()
}

func (s *settingsScreen) recheck(units []string) {
	p := s.period
	run(s.w, job[bool]{title: s.w.say("busy.recheck"), do: func(ctx context.Context, step func(i, n int)) (bool, error) {
		return true, s.book.Recheck(ctx, p, units, step)
	}, show: func(bool) { s.done("settings.rechecked", "n", itoa(len(units))) }})
}

// do changes something of the book and says what was done.
func (s *settingsScreen) do(what func(context.Context) error, id string, facts ...string) {
	run(s.w, job[bool]{title: s.w.say("busy.settings"), do: func(ctx context.Context, _ func(i, n int)) (bool, error) {
		return true, what(ctx)
	}, show: func(bool) { s.done(id, facts...) }})
}

func (s *settingsScreen) done(id string, facts ...string) {
	s.told.SetText(s.w.say(id, facts...))
	s.told.Show()
	s.enter(s.period)
}

// under is a field with its name above it and, if there is one, a line that explains it.
func under(name string, field fyne.CanvasObject, hint string) fyne.CanvasObject {
	box := container.New(layout.NewCustomPaddedVBoxLayout(-4), wrapped(name, fyne.TextStyle{}),
		container.New(layout.NewCustomPaddedLayout(0, 2, 4, 4), field))
	if hint != "" {
		box.Add(quiet(hint))
	}
	return box
}

// page puts fields below one another in a column that is not wider than a person reads, and scrolls.
func formPage(fields ...fyne.CanvasObject) fyne.CanvasObject {
	return container.NewVScroll(container.New(&atMost{width: 860}, container.NewVBox(fields...)))
}

// atMost keeps what it holds from growing wider, at text of 100 %.
type atMost struct{ width float32 }

func (l *atMost) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(fyne.NewSize(min(size.Width, l.width*textScale()), size.Height))
	}
}

func (l *atMost) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var out fyne.Size
	for _, o := range objects {
		out = out.Max(o.MinSize())
	}
	return out
}

// signForm holds the office, the place and who signs.
type signForm struct {
	s     *settingsScreen
	face  fyne.CanvasObject
	base  office.Settings // as stored
	names []*lineEntry
	ready bool
}

func newSignForm(s *settingsScreen) *signForm {
	f := &signForm{s: s}
	w := s.w
	var fields []fyne.CanvasObject
	for _, id := range []string{"office", "place", "preparer-title", "preparer-name", "head-title", "head-name"} {
		e := newLineEntry("")
		if id == "head-title" {
			e = newTallEntry("", 2)
		}
		f.names = append(f.names, e)
		field := under(w.say("settings."+id), e, hintOf(w, "settings."+id+"-hint"))
		if id == "head-title" {
			titles := newChoiceEntry(headTitles(w.words), "")
			titles.PlaceHolder = w.say("settings.titles")
			titles.OnChanged = func(t string) {
				if t != "" {
					e.SetText(linesOf(t))
					titles.ClearSelected()
				}
			}
			field = container.NewVBox(field, container.New(layout.NewCustomPaddedLayout(0, 2, 4, 4), titles))
		}
		fields = append(fields, field)
	}
	save := newPressButton(w.say("settings.save"), theme.DocumentSaveIcon(), f.save)
	save.Importance = widget.HighImportance
	f.face = container.NewBorder(nil, container.NewHBox(save), nil, nil, formPage(fields[0], fields[1],
		container.NewGridWithColumns(2, fields[2], fields[3]), container.NewGridWithColumns(2, fields[4], fields[5])))
	return f
}

// hintOf is a line that explains a field; empty if there is none.
func hintOf(w *Window, id string) string {
	if !w.words.HasUI(id) {
		return ""
	}
	return w.say(id)
}

func (f *signForm) values(s office.Settings) []string {
	return []string{s.Office, s.Place, s.PreparerTitle, s.PreparerName, s.HeadTitle, s.HeadName}
}

// same tells that the fields hold the settings.
func (f *signForm) same(s office.Settings) bool {
	for i, v := range f.values(s) {
		if tidyLines(f.names[i].Text) != tidyLines(v) {
			return false
		}
	}
	return true
}

// show fills the fields in, unless something was typed that is not saved yet.
func (f *signForm) show(s office.Settings) {
	if f.ready && !f.same(f.base) && !f.same(s) {
		return
	}
	f.base, f.ready = s, true
	for i, v := range f.values(s) {
		f.names[i].SetText(v)
	}
}

func (f *signForm) save() {
	s := f.s.book.Settings()
	for i, into := range []*string{&s.Office, &s.Place, &s.PreparerTitle, &s.PreparerName, &s.HeadTitle, &s.HeadName} {
		*into = tidyLines(f.names[i].Text)
	}
	f.s.do(func(ctx context.Context) error { return f.s.book.SaveSettings(ctx, s) }, "settings.saved")
}
