package app

import (
	"context"
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"bieuxa/ntm"
	"bieuxa/office"
)

// letterBook is what editing the letter asks of an open book.
type letterBook interface {
	Submission(context.Context, ntm.Period, office.Paper) (*office.Letter, error)
	WritePassage(ctx context.Context, p ntm.Period, id, text string) error
	AddPassage(ctx context.Context, p ntm.Period, after, text string) (string, error)
	ResetPassage(ctx context.Context, p ntm.Period, id string) error
	ReadOnly() (bool, string)
}

// letterPlan says which letter is edited.
type letterPlan struct {
	book   letterBook
	period ntm.Period
	paper  office.Paper
	done   func(changed bool) // after it was shut, with all that was typed on disk
}

// letterSheet edits the letter of a period: its passages at the left, the chosen one at the right. What is typed is on
// disk when the field is left.
type letterSheet struct {
	w       *Window
	plan    letterPlan
	k       *keyDialog
	letter  *office.Letter
	changed bool
	pending map[string]typedPassage // what was typed and is not read back yet, by passage
	wanted  string                  // passage to be shown once the letter is read again

	head    *fyne.Container
	table   *dataTable[passageRow]
	now     passageRow // the one at the right
	base    string     // what stood in the field before anything was typed
	title   *widget.Label
	notes   *fyne.Container
	program *fyne.Container
	field   *passageEntry
	fixed   *widget.Label // in place of the field where the letter is locked
	who     *widget.Label
	doings  *fyne.Container
	deeds   []passageButton // those of doings
	told    *widget.Label
}

// typedPassage is what was typed in the place of a passage.
type typedPassage struct {
	text   string
	failed bool // it could not be stored: it is tried again when the field is left
}

// passageEntry tells when it is left.
type passageEntry struct {
	lineEntry
	left func()
}

func newPassageEntry() *passageEntry {
	e := &passageEntry{}
	e.MultiLine, e.Wrapping = true, fyne.TextWrapWord
	e.SetMinRowsVisible(5)
	e.ExtendBaseWidget(e)
	return e
}

func (e *passageEntry) FocusLost() {
	e.lineEntry.FocusLost()
	if e.left != nil {
		e.left()
	}
}

// letterSize leaves a long passage readable beside the list on an old screen.
func letterSize() fyne.Size { return fyne.NewSize(1240, 700) }

func (w *Window) showLetter(p letterPlan, l *office.Letter) *letterSheet {
	s := &letterSheet{w: w, plan: p, pending: map[string]typedPassage{}, head: lines(), title: widget.NewLabelWithStyle("", fyne.TextAlignLeading, fyne.TextStyle{Bold: true}),
		notes: lines(), program: container.New(layout.NewCustomPaddedVBoxLayout(-8)), fixed: widget.NewLabel(""), who: quiet("").(*widget.Label), told: widget.NewLabel(""), doings: container.New(wrapRow{})}
	s.fixed.Wrapping, s.title.Wrapping, s.told.Wrapping = fyne.TextWrapWord, fyne.TextWrapWord, fyne.TextWrapWord
	s.table = newDataTable(w, s.columns(), passageRow.id)
	s.table.many, s.table.jumpColumn = false, 1
	keys := dialogKeys{escape: s.shut}
	s.table.keys = keys
	s.table.picked = s.picked
	s.table.activate = func(passageRow) { w.win.Canvas().Focus(s.field) }
	s.field = newPassageEntry()
	s.field.left = s.keep
	s.addDoings()
	done := newPressButton(w.say("compose.done"), nil, s.shut)
	done.Importance = widget.HighImportance
	split := container.NewHSplit(s.table, s.rightSide())
	split.SetOffset(0.55)
	s.k = w.openDialog(dialogPlan{title: w.say("compose.title", "period", p.period.VN()), content: container.NewBorder(s.head, s.told, nil, nil, split),
		buttons: []*pressButton{done}, keys: keys, focus: s.table.body, size: letterSize()})
	s.tell("")
	s.wanted = firstToSee(l)
	s.show(l)
	return s
}

// firstToSee is the passage to begin with: one that waits to be looked at again, else the first.
func firstToSee(l *office.Letter) string {
	for _, all := range [][]office.LetterPassage{l.Stale(), l.Doubtful(), l.Fields, l.Passages} {
		if len(all) > 0 {
			return all[0].ID
		}
	}
	return ""
}

func (s *letterSheet) columns() []column[passageRow] {
	say := s.w.say
	return []column[passageRow]{
		{title: say("compose.column-number"), width: 76, text: func(r passageRow) string { return r.title }},
		{title: say("compose.column-text"), width: 190, grow: 1, text: func(r passageRow) string { return r.line }},
		{title: say("compose.column-state"), width: 128, bold: true, text: func(r passageRow) string { return r.state },
			ink: func(r passageRow) color.Color {
				if r.state == "" {
					return nil
				}
				return ink(r.tone.inkName())
			}},
	}
}

// rightSide is the chosen passage: what is to be known of it, the field, what may be done, and the program's words.
func (s *letterSheet) rightSide() fyne.CanvasObject {
	above := container.New(layout.NewCustomPaddedVBoxLayout(-4), s.title, s.notes, quiet(s.w.say("compose.own")))
	below := container.New(layout.NewCustomPaddedVBoxLayout(2), s.doings, s.who, s.program)
	return container.NewVScroll(container.New(layout.NewCustomPaddedLayout(0, 0, 8, theme.ScrollBarSize()),
		container.NewVBox(above, s.field, s.fixed, below)))
}

// show puts a letter that was read into the list and keeps the place.
func (s *letterSheet) show(l *office.Letter) {
	s.letter = l
	readOnly, _ := s.plan.book.ReadOnly()
	told, warned := letterHead(l, readOnly, s.w.words)
	s.head.RemoveAll()
	if told != "" && !largeText() {
		s.head.Add(wrapped(told, fyne.TextStyle{}))
	}
	for _, text := range warned {
		s.head.Add(warning(text))
	}
	s.table.setRows(passageRows(l, s.w.words))
	id := s.now.ID
	if s.wanted != "" {
		id, s.wanted = s.wanted, ""
	}
	if r, ok := s.row(id); ok {
		s.table.select1(id)
		s.fill(r)
	} else if rows := s.table.rows; len(rows) > 0 {
		i := min(max(s.table.row, 0), len(rows)-1)
		s.table.select1(rows[i].ID)
		s.fill(rows[i])
	}
}

func (s *letterSheet) row(id string) (passageRow, bool) {
	for _, r := range s.table.rows {
		if r.ID == id {
			return r, true
		}
	}
	return passageRow{}, false
}

func (s *letterSheet) picked() {
	if rows := s.table.selected(); len(rows) > 0 && rows[0].ID != s.now.ID {
		s.tell("")
		s.keep()
		s.fill(rows[0])
	}
}

// fill shows a passage at the right; what is being typed into it stays.
func (s *letterSheet) fill(r passageRow) {
	typing := r.ID == s.now.ID && s.field.Text != s.base
	s.now = r
	s.title.SetText(r.heading(s.w.words))
	s.notes.RemoveAll()
	for _, text := range passageNotes(r, s.w.words) {
		s.notes.Add(warning(text))
	}
	s.program.RemoveAll()
	for _, line := range programWords(r, s.w.words) {
		s.program.Add(quiet(line[0]))
		s.program.Add(wrapped(line[1], fyne.TextStyle{}))
	}
	if !typing {
		text := r.Text
		s.base = text
		if typed, ok := s.pending[r.ID]; ok {
			if text = typed.text; !typed.failed {
				s.base = text
			}
		}
		s.field.SetText(text)
	}
	s.field.setKeys(dialogKeys{enter: s.next, escape: s.shut})
	if r.manyLines() {
		s.field.setKeys(dialogKeys{escape: s.shut})
	}
	s.who.SetText("")
	if r.Edited {
		s.who.SetText(s.w.say("compose.who", "at", office.MomentVN(r.At), "who", r.Who))
	}
	s.fixed.SetText(r.Text)
	s.fixed.Hidden, s.field.Hidden = !s.letter.Locked, s.letter.Locked
	s.showDoings()
}

// addDoings makes the buttons for what may be done with a passage. They stay the same over a reading: the one that has
// the keyboard must not become another under it.
func (s *letterSheet) addDoings() {
	add := func(id string, icon fyne.Resource, may func(passageRow) bool, do func()) {
		b := newPressButton(s.w.say(id), icon, func() {
			s.w.win.Canvas().Focus(s.table.body) // a button gives the keyboard away when it is pressed
			do()
		})
		b.setKeys(dialogKeys{escape: s.shut})
		s.deeds = append(s.deeds, passageButton{b, may})
		s.doings.Add(b)
	}
	add("compose.keep", theme.ConfirmIcon(), func(r passageRow) bool { return r.Stale }, s.confirm)
	add("compose.reset", theme.ContentUndoIcon(), func(r passageRow) bool { return r.Edited && !r.Own }, s.reset)
	add("compose.leave-out", theme.ContentClearIcon(), func(r passageRow) bool { return !r.field && !r.Own && r.Text != "" }, s.leaveOut)
	add("compose.remove", theme.DeleteIcon(), func(r passageRow) bool { return r.Own }, s.reset)
	add("compose.add", theme.ContentAddIcon(), func(r passageRow) bool { return !r.field }, s.askNew)
}

// passageButton does something with the passages that allow it.
type passageButton struct {
	*pressButton
	may func(passageRow) bool
}

// showDoings shows the buttons of the passage. If the one with the keyboard goes, the list has it.
func (s *letterSheet) showDoings() {
	lost, focused := false, s.w.win.Canvas().Focused()
	for _, b := range s.deeds {
		b.Hidden = s.letter.Locked || !b.may(s.now)
		lost = lost || b.Hidden && focused == fyne.Focusable(b.pressButton)
	}
	s.doings.Refresh()
	if lost {
		s.w.win.Canvas().Focus(s.table.body)
	}
}

func (s *letterSheet) tell(text string) {
	s.told.SetText(text)
	s.told.Hidden = text == ""
	s.told.Refresh()
}

// keep stores what was typed into the field, if anything was.
func (s *letterSheet) keep() {
	r, typed := s.now, s.field.Text
	if s.letter == nil || s.letter.Locked || typed == s.base {
		return
	}
	s.base = typed
	switch deedOf(r, typed) {
	case deedWrite:
		s.write(r.ID, typed)
	case deedReset:
		s.drop(r.ID)
	case deedNone:
		s.reread("")
	}
}

func (s *letterSheet) write(id, text string) {
	s.pending[id] = typedPassage{text: text}
	s.do(id, "compose.kept", func(ctx context.Context) error { return s.plan.book.WritePassage(ctx, s.plan.period, id, text) })
}

func (s *letterSheet) drop(id string) {
	s.do(id, "compose.was-reset", func(ctx context.Context) error { return s.plan.book.ResetPassage(ctx, s.plan.period, id) })
}

// do changes a passage, after the changes before it, and reads the letter again.
func (s *letterSheet) do(id, told string, what func(context.Context) error) {
	s.changed = true
	runInOrder(s.w, job[*office.Letter]{
		do: func(ctx context.Context, _ func(i, n int)) (*office.Letter, error) {
			if err := what(ctx); err != nil {
				return nil, err
			}
			return s.plan.book.Submission(ctx, s.plan.period, s.plan.paper)
		},
		show: func(l *office.Letter) {
			delete(s.pending, id)
			if !s.k.gone {
				s.tell(s.w.say(told))
				s.show(l)
			}
		},
		fail: func(err error) { // what was typed stays in the field, to be tried again
			if typed, ok := s.pending[id]; ok {
				s.pending[id] = typedPassage{typed.text, true}
			}
			if r, ok := s.row(id); ok && s.now.ID == id {
				s.base = r.Text
			}
			s.tell(s.w.say("compose.not-kept"))
			s.w.showProblem(err)
		},
	})
}

// reread shows the letter as it is on disk.
func (s *letterSheet) reread(told string) {
	s.tell(told)
	runInOrder(s.w, job[*office.Letter]{
		do: func(ctx context.Context, _ func(i, n int)) (*office.Letter, error) {
			return s.plan.book.Submission(ctx, s.plan.period, s.plan.paper)
		},
		show: func(l *office.Letter) {
			if !s.k.gone {
				s.show(l)
			}
		},
	})
}

// confirm keeps the office's words over today's figures.
func (s *letterSheet) confirm() {
	s.base = s.field.Text
	s.write(s.now.ID, s.field.Text)
}

// reset gives the passage back to the program.
func (s *letterSheet) reset() {
	s.base = s.field.Text
	s.drop(s.now.ID)
}

func (s *letterSheet) leaveOut() {
	s.base = ""
	s.field.SetText("")
	s.write(s.now.ID, "")
}

// next keeps the field and goes to the passage below.
func (s *letterSheet) next() {
	s.keep()
	rows := s.table.rows
	for i, r := range rows {
		if r.ID == s.now.ID && i+1 < len(rows) {
			s.table.select1(rows[i+1].ID)
			s.fill(rows[i+1])
			return
		}
	}
}

// askNew asks for a paragraph that stands after the passage.
func (s *letterSheet) askNew() {
	s.keep()
	after := s.now
	s.w.askForm(form{title: s.w.say("compose.add-title"), text: s.w.say("compose.add-after", "line", cutShort(strings.TrimSpace(after.line), 90)),
		fields: []field{{kind: fieldLines, label: s.w.say("compose.add-label"), hint: s.w.say("compose.add-hint"), must: true}},
		ok:     s.w.say("compose.add-ok"), then: func(v []string) {
			s.w.win.Canvas().Focus(s.table.body)
			s.do("", "compose.added", func(ctx context.Context) error {
				id, err := s.plan.book.AddPassage(ctx, s.plan.period, after.ID, v[0])
				s.w.tasks.onScreen(func() { s.wanted = id })
				return err
			})
		}})
}

// cutShort is the beginning of a long line.
func cutShort(text string, letters int) string {
	if r := []rune(text); len(r) > letters {
		return string(r[:letters]) + "…"
	}
	return text
}

// shut keeps what was typed and goes back; what is on disk by then is told.
func (s *letterSheet) shut() {
	if s.k.gone {
		return
	}
	s.keep()
	s.k.hide()
	runInOrder(s.w, job[struct{}]{
		do:   func(context.Context, func(i, n int)) (struct{}, error) { return struct{}{}, nil },
		show: func(struct{}) { s.plan.done(s.changed) },
	})
}
