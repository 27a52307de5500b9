package app

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"bieuxa/ntm"
	"bieuxa/office"
)

// logSource is what the room asks of an open book.
type logSource interface {
	Events(context.Context) ([]office.Event, error)
	SaveLog([]office.Event, string) error
	UnitName(code string) string
	Path() string
}

// logScreen is the room Nhật ký: who did what when.
type logScreen struct {
	w      *Window
	book   logSource
	face   fyne.CanvasObject
	all    []logRow
	filter logFilter
	table  *dataTable[logRow]
	told   *widget.Label

	period, verb, who *widget.Select
	find              *lineEntry
}

func newLogScreen(sh *shell) *logScreen { return newLogOf(sh.w, sh.book) }

func newLogOf(w *Window, b logSource) *logScreen {
	s := &logScreen{w: w, book: b, told: widget.NewLabel("")}
	s.table = newDataTable(w, s.columns(), func(r logRow) string { return r.key })
	s.find = s.table.filterEntry(w.say("log.find"))
	finds := s.find.OnChanged
	s.find.OnChanged = func(text string) {
		finds(text)
		s.tell()
	}
	choose := func(into *string) *widget.Select {
		sel := widget.NewSelect(nil, nil)
		sel.OnChanged = func(string) {
			*into = sel.Selected
			if sel.SelectedIndex() == 0 {
				*into = ""
			}
			s.arrange()
		}
		return sel
	}
	s.period, s.verb, s.who = choose(&s.filter.period), choose(&s.filter.verb), choose(&s.filter.who)
	copies := newPressButton(w.say("table.copy"), theme.ContentCopyIcon(), s.table.copy)
	save := newPressButton(w.say("log.save"), theme.DocumentSaveIcon(), s.save)
	top := container.NewVBox(container.NewBorder(nil, nil, nil, container.NewHBox(copies, save), s.find),
		container.NewGridWithColumns(3, s.period, s.verb, s.who))
	s.told.Wrapping = fyne.TextWrapWord
	s.face = container.NewBorder(top, s.told, nil, nil, s.table)
	return s
}

func (s *logScreen) content() fyne.CanvasObject { return s.face }

// enter reads the log. It is the whole book's: the period is one of the filters.
func (s *logScreen) enter(ntm.Period) {
	read(s.w, s.w.say("busy.log"), s.book.Events, s.show, func(err error) {
		s.show(nil)
		s.w.showProblem(err)
	})
}

func (s *logScreen) show(events []office.Event) {
	s.all = logRows(events, s.w.words, s.book.UnitName)
	periods, verbs, people := logChoices(s.all)
	fill := func(sel *widget.Select, all string, chosen string, options []string) {
		on := sel.OnChanged
		sel.OnChanged = nil
		sel.Options = append([]string{s.w.say(all)}, options...)
		sel.SetSelectedIndex(0)
		for i, o := range sel.Options {
			if chosen != "" && o == chosen {
				sel.SetSelectedIndex(i)
			}
		}
		sel.OnChanged = on
	}
	fill(s.period, "log.all-periods", s.filter.period, periods)
	fill(s.verb, "log.all-verbs", s.filter.verb, verbs)
	fill(s.who, "log.all-people", s.filter.who, people)
	s.arrange()
}

func (s *logScreen) arrange() {
	s.table.setRows(s.filter.rows(s.all))
	s.tell()
}

func (s *logScreen) tell() {
	s.told.SetText(s.w.say("log.shown", "n", itoa(len(s.table.rows)), "of", itoa(len(s.all))))
}

// save writes the lines that are shown, in their order.
func (s *logScreen) save() {
	rows := s.table.rows
	events := make([]office.Event, 0, len(rows))
	for _, r := range rows {
		events = append(events, r.event)
	}
	name := s.w.say("log.file-name", "file", withoutExt(filepath.Base(s.book.Path()))) + ".xlsx"
	s.w.pickSave(pick{title: s.w.say("log.save"), suffixes: []string{".xlsx", ".html"}, name: name, then: func(paths []string) {
		run(s.w, job[bool]{title: s.w.say("busy.log-save"), do: func(context.Context, func(i, n int)) (bool, error) {
			return true, s.book.SaveLog(events, paths[0])
		}, show: func(bool) { s.told.SetText(s.w.say("log.saved", "path", paths[0])) }})
	}})
}

func withoutExt(name string) string { return name[:len(name)-len(filepath.Ext(name))] }

func (s *logScreen) columns() []column[logRow] {
	title := func(id string) string { return s.w.say("log.column-" + id) }
	return []column[logRow]{
		{title: title("at"), width: 130, text: func(r logRow) string { return r.at }, order: func(a, b logRow) int {
			switch {
			case a.event.At < b.event.At:
				return -1
			case a.event.At > b.event.At:
				return 1
			}
			return 0
		}},
		{title: title("who"), width: 110, text: func(r logRow) string { return r.who }},
		{title: title("verb"), width: 130, bold: true, text: func(r logRow) string { return r.verb }},
		{title: title("unit"), width: 150, grow: 1, text: func(r logRow) string { return r.unit }},
		{title: title("period"), width: 136, text: func(r logRow) string { return r.where }},
		{title: title("detail"), width: 260, grow: 4, text: func(r logRow) string { return r.detail }},
	}
}
