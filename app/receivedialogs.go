package app

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"bieuxa/office"
)

func (s *receiveScreen) remindAll() { s.remind("") }

// remind shows the letter to a unit, or to all that are to be reminded, ready to be copied.
func (s *receiveScreen) remind(unit string) {
	p := s.period
	read(s.w, s.w.say("busy.receive", "period", p.VN()), func(ctx context.Context) ([]office.Reminder, error) {
		return s.book.Reminders(ctx, p, "")
	}, func(all []office.Reminder) { s.showReminders(all, unit) }, s.fail)
}

func (s *receiveScreen) showReminders(all []office.Reminder, unit string) *keyDialog {
	w := s.w
	if len(all) == 0 {
		return w.showKeyDialog(w.say("remind.title"), w.say("problem.close"), problemText(w.say("remind.nobody", "period", s.period.VN()), ""), nil)
	}
	choices := reminderChoices(all, w.words)
	letter := newTallEntry("", 12)
	done := widget.NewLabel("")
	var k *keyDialog
	keys := dialogKeys{escape: func() { k.dismiss() }}
	letter.setKeys(keys)
	whom := newChoiceEntry(nil, "")
	whom.setKeys(keys)
	at := 0
	for i, c := range choices {
		whom.Options = append(whom.Options, c.title)
		if c.unit == unit && unit != "" {
			at = i
		}
	}
	whom.OnChanged = func(string) {
		letter.SetText(choices[whom.SelectedIndex()].text)
		done.SetText("")
	}
	whom.SetSelectedIndex(at)
	copyIt := func() {
		fyne.CurrentApp().Clipboard().SetContent(letter.Text)
		done.SetText(w.say("remind.copied"))
	}
	take := newPressButton(w.say("remind.copy"), theme.ContentCopyIcon(), copyIt)
	take.Importance = widget.HighImportance
	shut := newPressButton(w.say("problem.close"), nil, keys.escape)
	k = w.openDialog(dialogPlan{title: w.say("remind.title"), buttons: []*pressButton{take, shut}, keys: keys, focus: take,
		content: container.NewBorder(labelled(w.say("remind.whom"), whom), done, nil, nil, letter), size: fyne.NewSize(760, 520)})
	return k
}

// versions lists what the unit sent for the period and what two of the versions differ in.
func (s *receiveScreen) versions(r unitRow) {
	p := s.period
	read(s.w, s.w.say("busy.receive", "period", p.VN()), func(ctx context.Context) ([]office.VersionLine, error) {
		return s.book.Versions(ctx, p, r.code)
	}, func(vs []office.VersionLine) { s.showVersions(r, vs) }, s.fail)
}

// versionsDialog compares two versions of one unit.
type versionsDialog struct {
	s        *receiveScreen
	unit     string
	versions []office.VersionLine
	from, to *choiceEntry
	told     *widget.Label
	changes  *dataTable[changeRow]
}

func (s *receiveScreen) showVersions(r unitRow, vs []office.VersionLine) *keyDialog {
	w := s.w
	d := &versionsDialog{s: s, unit: r.code, versions: vs, told: widget.NewLabel("")}
	d.told.Wrapping = fyne.TextWrapWord
	var k *keyDialog
	keys := dialogKeys{escape: func() { k.dismiss() }}
	list := newDataTable(w, versionColumns(w), func(v versionRow) string { return v.version })
	list.setRows(versionRows(vs, w.words))
	d.changes = newDataTable(w, changeColumns(w), func(c changeRow) string { return c.key })
	list.keys, d.changes.keys = keys, keys
	names := versionNames(vs, w.words)
	d.from, d.to = newChoiceEntry(names, ""), newChoiceEntry(names, "")
	d.from.setKeys(keys)
	d.to.setKeys(keys)
	var below fyne.CanvasObject = d.told
	if len(vs) > 1 {
		d.from.SetSelectedIndex(1)
		d.to.SetSelectedIndex(0)
		d.from.OnChanged = func(string) { d.compare() }
		d.to.OnChanged = d.from.OnChanged
		pair := container.New(&shares{parts: []float32{0.5, 0.5}}, labelled(w.say("versions.from"), d.from), labelled(w.say("versions.to"), d.to))
		below = container.NewBorder(container.NewVBox(pair, d.told), nil, nil, nil, d.changes)
	} else {
		d.told.SetText(w.say("versions.one"))
	}
	split := container.NewVSplit(list, below)
	split.Offset = 0.3
	shut := newPressButton(w.say("problem.close"), nil, keys.escape)
	k = w.openDialog(dialogPlan{title: w.say("versions.title", "unit", r.name, "period", s.period.VN()), content: split,
		buttons: []*pressButton{shut}, keys: keys, focus: shut, size: fyne.NewSize(960, 600)})
	if len(vs) > 1 {
		d.compare()
	}
	return k
}

// compare lists the figures in which the two chosen versions differ.
func (d *versionsDialog) compare() {
	from, to := d.versions[d.from.SelectedIndex()].Version, d.versions[d.to.SelectedIndex()].Version
	p, w := d.s.period, d.s.w
	runInOrder(w, job[[]office.Change]{
		do: func(ctx context.Context, _ func(i, n int)) ([]office.Change, error) {
			return d.s.book.VersionDiff(ctx, p, d.unit, from, to)
		},
		show: func(changes []office.Change) {
			d.told.SetText(w.say("versions.differ", "n", itoa(len(changes))))
			d.changes.setRows(changeRows(changes, w.words))
		},
	})
}

func versionColumns(w *Window) []column[versionRow] {
	title := func(id string) string { return w.say("versions.column-" + id) }
	return []column[versionRow]{
		{title: title("version"), width: 60, align: fyne.TextAlignTrailing, text: func(v versionRow) string { return v.version }},
		{title: title("received"), width: 140, text: func(v versionRow) string { return v.received }},
		{title: title("state"), width: 150, text: func(v versionRow) string { return v.state }},
		{title: title("found"), width: 220, text: func(v versionRow) string { return v.found }},
		{title: title("file"), width: 200, grow: 1, text: func(v versionRow) string { return v.file }},
	}
}

// askIssue asks where the blank templates go and for whom they are.
func (s *receiveScreen) askIssue() {
	s.w.pickFolder(pick{title: s.w.say("issue.where"), purpose: folderIssue, then: func(paths []string) { s.showIssue(paths[0]) }})
}

// folderIssue is the purpose under which the folder of templates is remembered.
const folderIssue = "templates"

// issueDialog chooses the units that are given templates.
type issueDialog struct {
	s     *receiveScreen
	k     *keyDialog
	dir   string
	units *dataTable[unitRow]
	told  *widget.Label
}

func (s *receiveScreen) showIssue(dir string) *issueDialog {
	w := s.w
	d := &issueDialog{s: s, dir: dir, told: widget.NewLabel("")}
	keys := dialogKeys{escape: func() { d.k.dismiss() }}
	check := column[unitRow]{title: checkTitle, width: 34, align: fyne.TextAlignCenter, text: func(r unitRow) string {
		if d.units.checks[r.code] {
			return "☑"
		}
		return "☐"
	}}
	title := func(id string) string { return w.say("receive.column-" + id) }
	d.units = newDataTable(w, []column[unitRow]{check,
		{title: title("code"), width: 70, text: func(r unitRow) string { return r.code }},
		{title: title("unit"), width: 220, grow: 1, text: func(r unitRow) string { return r.name }},
		{title: title("standing"), width: 150, text: func(r unitRow) string { return r.sign + " " + r.word }}},
		func(r unitRow) string { return r.code })
	d.units.keys, d.units.jumpColumn = keys, 2
	d.units.checked = d.tell
	find := d.units.filterEntry(w.say("receive.find"))
	all := newPressButton(w.say("issue.all"), nil, func() { d.take(nil) })
	all.Importance = widget.HighImportance
	chosen := newPressButton(w.say("issue.chosen"), nil, d.takeChosen)
	cancel := newPressButton(w.say("ask.cancel"), nil, keys.escape)
	rows := unitRows(s.page.board, s.page.stages, w.words)
	head := wrapped(w.say("issue.text", "period", s.period.VN(), "n", itoa(len(rows)), "folder", dir), fyne.TextStyle{})
	d.k = w.openDialog(dialogPlan{title: w.say("issue.title"), content: container.NewBorder(container.NewVBox(head, find), d.told, nil, nil, d.units),
		buttons: []*pressButton{all, chosen, cancel}, keys: keys, focus: all, size: fyne.NewSize(760, 560)})
	d.units.setRows(rows)
	d.tell()
	return d
}

func (d *issueDialog) tell() {
	d.told.SetText(d.s.w.say("issue.checked", "n", itoa(len(d.units.checkedRows()))))
}

func (d *issueDialog) takeChosen() {
	var codes []string
	for _, r := range d.units.checkedRows() {
		codes = append(codes, r.code)
	}
	if len(codes) == 0 {
		d.told.SetText(d.s.w.say("issue.none"))
		return
	}
	d.take(codes)
}

// take writes the templates of the units named, or of all.
func (d *issueDialog) take(codes []string) {
	d.k.hide()
	s, dir, p := d.s, d.dir, d.s.period
	run(s.w, job[[]string]{
		title: s.w.say("busy.issue"), atOnce: true,
		do: func(ctx context.Context, step func(i, n int)) ([]string, error) {
			return s.book.IssueTo(ctx, p, dir, codes, step)
		},
		show: s.w.showSaved,
	})
}
