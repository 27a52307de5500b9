package app

import (
	"context"
	"errors"
	"image/color"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"bieuxa/ntm"
	"bieuxa/office"
)

// take brings files in. It is first looked which of them need a password, and which differ from what counts already, as
// the book has it now.
func (s *receiveScreen) take(paths []string) { s.takeWith(paths, opens{}) }

// looked is what is known of files before they are brought in.
type looked struct {
	locked []string // need a password; nothing else was looked at
	seen   *office.Foreseen
}

func (s *receiveScreen) takeWith(paths []string, pw opens) {
	if len(paths) == 0 || s.period == (ntm.Period{}) {
		return
	}
	p := s.period
	run(s.w, job[looked]{
		title: s.w.say("busy.foresee"), atOnce: true,
		do: func(ctx context.Context, step func(i, n int)) (l looked, err error) {
			if !pw.asked {
				l.locked, err = s.w.office.Locked(ctx, paths)
			}
			if err == nil && len(l.locked) == 0 {
				l.seen, err = s.book.Foresee(pw.with(ctx), p, paths, step)
			}
			if errors.Is(err, context.Canceled) {
				return looked{}, nil
			}
			return l, err
		},
		show: func(l looked) {
			switch {
			case len(l.locked) > 0:
				s.w.askPasswords(passwordAsk{files: l.locked, then: func(given opens) { s.takeWith(paths, given) }, stopped: s.sh.again})
			case len(l.seen.Replaces) == 0:
				s.bringIn(l.seen.Paths, pw)
			default:
				s.askReplace(l.seen, pw)
			}
		},
		drop: func(looked) { s.sh.again() },
		fail: s.fail,
	})
}

// taken is what an import did, and whether the person stopped it.
type taken struct {
	verdicts []office.Verdict
	stopped  bool
}

// bringIn stores the files. What was stored before the person stopped it stays, and is told.
func (s *receiveScreen) bringIn(paths []string, pw opens) {
	p := s.period
	told := func(t taken) { s.tookIn(t) }
	run(s.w, job[taken]{
		title: s.w.say("busy.take"), atOnce: true,
		do: func(ctx context.Context, step func(i, n int)) (taken, error) {
			verdicts, err := s.book.Import(pw.with(ctx), p, paths, func(i, n int, _ *office.Verdict) { step(i, n) })
			if errors.Is(err, context.Canceled) {
				return taken{verdicts, true}, nil
			}
			return taken{verdicts, false}, err
		},
		show: told, drop: told, fail: s.fail,
	})
}

// tookIn shows the board again with what came in, and where the lines are.
func (s *receiveScreen) tookIn(t taken) {
	s.took.RemoveAll()
	for i := range t.verdicts {
		s.paths[t.verdicts[i].File], _, _ = strings.Cut(t.verdicts[i].Path, "\x00")
	}
	if len(t.verdicts) > 0 || t.stopped {
		more := newPressButton(s.w.say("receive.show-told"), theme.ListIcon(), func() { s.showTold(true) })
		line := widget.NewLabelWithStyle(tookLine(t.verdicts, t.stopped, s.w.words), fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
		line.Wrapping = fyne.TextWrapWord
		s.took.Add(container.NewStack(newFilled(toneNote.fillName()),
			container.NewBorder(nil, nil, widget.NewIcon(theme.InfoIcon()), container.NewCenter(more), line)))
	}
	paths, packed := mappable(t.verdicts)
	for _, path := range s.waiting {
		if !slices.Contains(paths, path) {
			paths = append(paths, path)
		}
	}
	if line := s.waitingLine(paths, packed); line != nil {
		s.took.Add(line)
	}
	s.waiting = nil
	s.sh.again()
}

// replaceDialog asks, file by file, whether what is counted is to be replaced.
type replaceDialog struct {
	s       *receiveScreen
	k       *keyDialog
	seen    *office.Foreseen
	opens   opens
	files   *dataTable[replaceRow]
	changes *dataTable[changeRow]
	about   *widget.Label
}

func (s *receiveScreen) askReplace(f *office.Foreseen, pw opens) *replaceDialog {
	d := &replaceDialog{s: s, seen: f, opens: pw, about: widget.NewLabel("")}
	w := s.w
	d.about.Wrapping = fyne.TextWrapWord
	d.files = newDataTable(w, d.fileColumns(), func(r replaceRow) string { return r.path })
	d.files.checked, d.files.picked = func() {}, d.showChanges
	d.changes = newDataTable(w, changeColumns(w), func(r changeRow) string { return r.key })
	keys := dialogKeys{escape: func() {
		d.k.dismiss()
		s.sh.again() // what the room was reading was put aside for this
	}}
	d.files.keys, d.changes.keys = keys, keys
	chosen := newPressButton(w.say("replace.chosen"), nil, func() { d.give(d.files.checks) })
	all := newPressButton(w.say("replace.all"), nil, func() { d.give(nil) })
	none := newPressButton(w.say("replace.none"), nil, func() { d.give(map[string]bool{}) })
	cancel := newPressButton(w.say("ask.cancel"), nil, keys.escape)
	chosen.Importance = widget.HighImportance
	head := wrapped(w.say("replace.text", "n", itoa(len(f.Replaces)), "of", itoa(len(f.Paths))), fyne.TextStyle{})
	split := container.NewVSplit(d.files, container.NewBorder(d.about, nil, nil, nil, d.changes))
	split.Offset = 0.42
	d.k = w.openDialog(dialogPlan{title: w.say("replace.title"), content: container.NewBorder(head, nil, nil, nil, split),
		buttons: []*pressButton{chosen, all, none, cancel}, keys: keys, focus: d.files.body, size: fyne.NewSize(1000, 620)})
	rows := replaceRows(f, w.words)
	d.files.setRows(rows)
	d.files.select1(rows[0].path)
	return d
}

func (d *replaceDialog) fileColumns() []column[replaceRow] {
	title := func(id string) string { return d.s.w.say("replace.column-" + id) }
	check := column[replaceRow]{title: checkTitle, width: 34, align: fyne.TextAlignCenter, text: func(r replaceRow) string {
		if d.files.checks[r.path] {
			return "☑"
		}
		return "☐"
	}}
	return []column[replaceRow]{check,
		{title: title("unit"), width: 150, grow: 1, text: func(r replaceRow) string { return r.unit }},
		{title: title("file"), width: 200, grow: 2, text: func(r replaceRow) string { return r.file }},
		{title: title("counted"), width: 190, text: func(r replaceRow) string { return r.counted }},
		{title: title("cells"), width: 70, align: fyne.TextAlignTrailing, text: func(r replaceRow) string { return r.cells }},
		{title: title("then"), width: 236, text: func(r replaceRow) string { return r.then }},
	}
}

// showChanges lists what differs in the file that is selected.
func (d *replaceDialog) showChanges() {
	rows := d.files.selected()
	if len(rows) == 0 {
		return
	}
	for i := range d.seen.Replaces {
		if r := &d.seen.Replaces[i]; r.Path == rows[0].path {
			d.about.SetText(d.s.w.say("replace.changes", "file", r.File, "n", itoa(len(r.Changes))))
			d.changes.setRows(changeRows(r.Changes, d.s.w.words))
		}
	}
}

// give brings in the files that replace nothing and, of the others, those checked; nil: all.
func (d *replaceDialog) give(checked map[string]bool) {
	paths := chosenPaths(d.seen, checked)
	d.k.hide()
	d.s.bringInOrTell(paths, d.opens)
}

// bringInOrTell stores the files; if none is left to store it says so.
func (s *receiveScreen) bringInOrTell(paths []string, pw opens) {
	if len(paths) == 0 {
		s.sh.again()
		s.w.showKeyDialog(s.w.say("replace.title"), s.w.say("problem.close"), problemText(s.w.say("replace.nothing"), ""), nil)
		return
	}
	s.bringIn(paths, pw)
}

// changeColumns are those of a list of figures that differ.
func changeColumns(w *Window) []column[changeRow] {
	title := func(id string) string { return w.say("change.column-" + id) }
	right := fyne.TextAlignTrailing
	return []column[changeRow]{
		{title: title("sheet"), width: 110, text: func(r changeRow) string { return r.sheet }},
		{title: title("cell"), width: 54, text: func(r changeRow) string { return r.cell }},
		{title: title("label"), width: 240, grow: 3, text: func(r changeRow) string { return r.label }},
		{title: title("was"), width: 110, grow: 1, align: right, text: func(r changeRow) string { return r.was }},
		{title: title("now"), width: 110, grow: 1, align: right, bold: true, text: func(r changeRow) string { return r.now }},
	}
}

// toldList shows what became of every file that came in.
type toldList struct {
	s       *receiveScreen
	face    *fyne.Container
	batches *widget.Select
	choices []batchChoice
	batch   string // shown; empty: all
	rows    []toldRow
	table   *dataTable[toldRow]
	save    *pressButton
	mapIt   *pressButton
}

func newToldList(s *receiveScreen) *toldList {
	l := &toldList{s: s, batches: widget.NewSelect(nil, nil)}
	w := s.w
	title := func(id string) string { return w.say("verdict.column-" + id) }
	l.table = newDataTable(w, []column[toldRow]{
		{title: title("time"), width: 128, text: func(r toldRow) string { return r.time }},
		{title: title("file"), width: 260, grow: 2, text: func(r toldRow) string { return r.file }},
		{title: title("unit"), width: 180, text: func(r toldRow) string { return r.unit }},
		{title: title("verdict"), width: 136, bold: true, text: func(r toldRow) string { return r.verdict }, ink: toldInk},
		{title: title("text"), width: 320, grow: 3, text: func(r toldRow) string { return r.text }},
	}, func(r toldRow) string { return r.key })
	l.table.empty = w.say("receive.told-none")
	back := newPressButton(w.say("receive.back"), theme.NavigateBackIcon(), func() { s.showTold(false) })
	l.save = newPressButton(w.say("receive.save-told"), theme.DocumentSaveIcon(), l.askSave)
	l.mapIt = newPressButton(w.say("mapwin.begin"), theme.GridIcon(), func() {
		if rows := l.table.selected(); len(rows) == 1 && l.maps(rows[0]) {
			s.mapTold(rows[0])
		}
	})
	l.mapIt.Hide()
	l.table.menu = func(rows []toldRow) []*fyne.MenuItem {
		if len(rows) != 1 || !l.maps(rows[0]) {
			return nil
		}
		return []*fyne.MenuItem{fyne.NewMenuItem(w.say("mapwin.begin"), func() { s.mapTold(rows[0]) })}
	}
	l.table.activate = func(r toldRow) {
		if l.maps(r) {
			s.mapTold(r)
		}
	}
	heading := widget.NewLabelWithStyle(w.say("verdict.title"), fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	find := l.table.filterEntry(w.say("receive.find-told"))
	top := container.NewVBox(container.NewHBox(back, heading, layout.NewSpacer(), l.save),
		container.NewBorder(nil, nil, nil, container.New(&atLeast{width: 280}, l.batches), find))
	whole := widget.NewLabel("") // the list may have no room for it
	whole.Wrapping, whole.Selectable = fyne.TextWrapWord, true
	l.table.picked = func() {
		if rows := l.table.selected(); len(rows) > 0 {
			whole.SetText(rows[0].file + ": " + rows[0].text)
			setVisible(l.mapIt, len(rows) == 1 && l.maps(rows[0]))
		}
	}
	l.face = container.NewBorder(top, container.NewBorder(nil, nil, nil, container.NewCenter(l.mapIt), whole), nil, nil, l.table)
	return l
}

// maps tells that the file of a line waits for a mapping, which the book may take.
func (l *toldList) maps(r toldRow) bool { return r.mapped && !l.s.page.locked }

func (l *toldList) set(told []office.Told) {
	l.rows = toldRows(told, l.s.book.VerdictText, l.s.w.words)
	l.choices = batchChoices(told, l.s.w.words)
	var titles []string
	at := 0
	for i, c := range l.choices {
		titles = append(titles, c.title)
		if c.batch == l.batch {
			at = i
		}
	}
	l.batches.OnChanged = nil
	l.batches.Options = titles
	l.batches.SetSelectedIndex(at)
	l.batches.OnChanged = func(string) { l.choose(l.choices[l.batches.SelectedIndex()].batch) }
	l.choose(l.choices[at].batch)
}

func toldInk(r toldRow) color.Color { return ink(r.tone.inkName()) }

func (l *toldList) choose(batch string) {
	l.batch = batch
	var rows []toldRow
	for _, r := range l.rows {
		if batch == "" || r.batch == batch {
			rows = append(rows, r)
		}
	}
	l.table.setRows(rows)
	if len(rows) == 0 {
		l.save.Disable()
	} else {
		l.save.Enable()
	}
}

func (l *toldList) askSave() {
	s := l.s
	s.w.pickSave(pick{title: s.w.say("receive.save-told"), suffixes: []string{".xlsx", ".html", ".txt"}, purpose: folderExport,
		name: s.w.say("receive.told-name", "period", s.period.String()), then: func(paths []string) {
			p, batch := s.period, l.batch
			run(s.w, job[string]{title: s.w.say("busy.save"),
				do: func(ctx context.Context, _ func(i, n int)) (string, error) {
					return paths[0], s.book.SaveVerdicts(ctx, p, batch, paths[0])
				},
				show: func(path string) { s.w.showSaved([]string{path}) }})
		}})
}
