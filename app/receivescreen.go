package app

import (
	"context"
	"errors"
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"bieuxa/ntm"
	"bieuxa/office"
)

// receiveScreen is the room Nhận biểu: who has reported for the period, what came in, and what is sent out.
type receiveScreen struct {
	w      *Window
	sh     *shell
	book   *office.Book
	period ntm.Period
	page   receivePage

	face, board, told *fyne.Container
	days, totals      *widget.Label
	note, took        *fyne.Container
	guide             *fyne.Container
	states            *widget.Select
	state             string // title of the choice without its count
	table             *dataTable[unitRow]
	actions           []unitAction
	taking            *pressButton
	toldButton        *pressButton
	toldList          *toldList
	keptButton        *pressButton
	telling           bool // what came in is shown instead of the board

	mapping *mappingScreen // of the file that is mapped now
	mapFace *fyne.Container
	queue   *mapQueue
	waiting []string          // files that still wait for a mapping
	paths   map[string]string // where the files of this session lie, by name
}

// receivePage is what the room shows of one period.
type receivePage struct {
	board  *office.Board
	stages map[string]office.Stage
	told   []office.Told
	kept   int  // mappings that the book remembers
	locked bool // the book is open for reading only, or the period is closed
}

func newReceiveScreen(sh *shell) *receiveScreen {
	s := &receiveScreen{w: sh.w, sh: sh, book: sh.book, days: widget.NewLabel(""),
		totals: widget.NewLabelWithStyle("", fyne.TextAlignLeading, fyne.TextStyle{Bold: true}),
		note:   container.NewVBox(), took: container.NewVBox(), guide: container.NewVBox(), mapFace: container.NewStack(), paths: map[string]string{}}
	s.days.Wrapping, s.totals.Wrapping = fyne.TextWrapWord, fyne.TextWrapWord
	s.table = newDataTable(s.w, s.columns(), func(r unitRow) string { return r.code })
	s.table.jumpColumn, s.table.fixed = 1, 2
	s.table.empty = s.w.say("receive.nobody")
	s.table.picked = s.enableActions
	s.table.activate = func(r unitRow) { s.open(r) }
	s.table.menu = func([]unitRow) []*fyne.MenuItem { return s.menu() }
	s.actions = s.unitActions()
	s.toldList = newToldList(s)
	s.board, s.told = s.drawBoard(), s.toldList.face
	s.face = container.NewStack(s.board, s.told, s.mapFace)
	s.showFace()
	return s
}

func (s *receiveScreen) content() fyne.CanvasObject { return s.face }

// drawBoard lays out the board: what can be done on top, the units, and what can be done with one below.
func (s *receiveScreen) drawBoard() *fyne.Container {
	w := s.w
	s.taking = newPressButton(w.say("receive.take"), theme.DownloadIcon(), s.askFiles)
	s.taking.Importance = widget.HighImportance
	issue := newPressButton(w.say("receive.issue"), theme.DocumentCreateIcon(), s.askIssue)
	remind := newPressButton(w.say("receive.remind"), theme.MailComposeIcon(), s.remindAll)
	s.toldButton = newPressButton(w.say("receive.told", "n", "0"), theme.ListIcon(), func() { s.showTold(true) })
	s.keptButton = newPressButton("", theme.GridIcon(), s.showKept)
	bar := buttonRow(s.taking, issue, remind, s.toldButton, s.keptButton)
	s.states = widget.NewSelect(nil, nil)
	find := s.table.filterEntry(w.say("receive.find"))
	filters := container.NewBorder(nil, nil, nil, container.New(&atLeast{width: 190}, s.states), find)
	var below []fyne.CanvasObject
	for _, a := range s.actions {
		below = append(below, a.button)
	}
	top := container.NewVBox(bar, lines(s.days, s.totals), s.took, s.note, s.guide, filters)
	table := container.NewStack(gap(rowsInSight*rowHeight()), s.table)
	return container.NewStack(container.NewVScroll(container.NewBorder(top, buttonRow(below...), nil, nil, table)))
}

// rowsInSight is how many rows of the board there is always room for: where text is large, the room scrolls.
const rowsInSight = 7

// buttonRow puts buttons side by side, on more lines if they have no room.
func buttonRow(objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewRowWrapLayout(), objects...)
}

func (s *receiveScreen) columns() []column[unitRow] {
	title := func(id string) string { return s.w.say("receive.column-" + id) }
	right := fyne.TextAlignTrailing
	state := func(r unitRow) color.Color { return standingColor(r.standing) }
	late := func(r unitRow) color.Color {
		if r.late {
			return ink(toneBlock.inkName())
		}
		return ink(theme.ColorNameForeground)
	}
	return []column[unitRow]{
		{title: title("code"), width: 60, text: func(r unitRow) string { return r.code }},
		{title: title("unit"), width: 150, grow: 2, text: func(r unitRow) string { return r.name }},
		{title: title("standing"), width: 152, bold: true, ink: state, text: func(r unitRow) string { return r.sign + " " + r.word },
			order: func(a, b unitRow) int { return standingRank(a.standing) - standingRank(b.standing) }},
		{title: title("stage"), width: 178, text: func(r unitRow) string { return r.stage }},
		{title: title("due"), width: 152, ink: late, text: func(r unitRow) string { return r.due }},
		{title: title("version"), width: 66, align: right, text: func(r unitRow) string { return r.version }, tip: func(r unitRow) string { return r.counted }},
		{title: title("block"), width: 40, align: right, text: func(r unitRow) string { return r.block }},
		{title: title("explain"), width: 64, align: right, text: func(r unitRow) string { return r.explain }},
		{title: title("explained"), width: 64, align: right, text: func(r unitRow) string { return r.explained }},
		{title: title("note"), width: 54, align: right, text: func(r unitRow) string { return r.note }},
		{title: title("received"), width: 128, text: func(r unitRow) string { return r.received }},
		{title: title("file"), width: 130, grow: 3, text: func(r unitRow) string { return r.file }},
	}
}

// enter reads the period and shows it.
func (s *receiveScreen) enter(p ntm.Period) {
	if s.otherPeriod(p) {
		return
	}
	if p != s.period {
		s.took.RemoveAll()
	}
	s.period = p
	if p == (ntm.Period{}) {
		s.days.SetText(s.w.say("receive.no-period"))
		return
	}
	read(s.w, s.w.say("busy.receive", "period", p.VN()), func(ctx context.Context) (receivePage, error) {
		return readReceive(ctx, s.book, p)
	}, s.show, func(err error) {
		s.show(receivePage{board: &office.Board{Period: p}})
		s.w.showProblem(err)
	})
}

func readReceive(ctx context.Context, b *office.Book, p ntm.Period) (receivePage, error) {
	var page receivePage
	var err error
	if page.board, err = b.Board(ctx, p); err != nil {
		return page, err
	}
	if page.stages, err = b.Stage(ctx, p); err != nil {
		return page, err
	}
	if page.told, err = b.Verdicts(ctx, p); err != nil {
		return page, err
	}
	kept, err := b.Mappings(ctx)
	page.kept = len(kept)
	page.locked, _ = b.ReadOnly()
	return page, err
}

func (s *receiveScreen) show(page receivePage) {
	s.page = page
	days, totals := boardHead(page.board, s.w.words)
	s.days.SetText(days)
	s.totals.SetText(totals)
	s.note.RemoveAll()
	if text := excludedNote(page.board, s.w.words); text != "" {
		s.note.Add(wrapped(text, fyne.TextStyle{}))
	}
	s.showGuide()
	s.toldButton.SetText(s.w.say("receive.told", "n", itoa(len(page.told))))
	s.toldList.set(page.told)
	s.keptButton.SetText(s.w.say("mapwin.kept-button", "n", itoa(page.kept)))
	setVisible(s.keptButton, page.kept > 0)
	s.showRows()
	enable(s.taking, !page.locked)
	s.face.Refresh()
	if s.board.Visible() {
		s.w.takeKeys(s.table.body)
	}
}

// showGuide leads the person while nothing has come in: send templates out, then receive.
func (s *receiveScreen) showGuide() {
	s.guide.RemoveAll()
	if len(s.page.board.Lines) > 0 && s.page.board.Received() == 0 {
		s.guide.Add(wrapped(s.w.say("receive.guide"), fyne.TextStyle{}))
	}
}

// showRows fills the table with the units that the chosen state keeps.
func (s *receiveScreen) showRows() {
	rows := unitRows(s.page.board, s.page.stages, s.w.words)
	choices := stateChoices(rows, s.w.words)
	var titles []string
	for _, c := range choices {
		titles = append(titles, c.title)
	}
	s.states.OnChanged = nil
	s.states.Options = titles
	at := max(0, slices.IndexFunc(choices, func(c stateChoice) bool { return bare(c.title) == s.state }))
	s.states.SetSelectedIndex(at)
	s.states.OnChanged = func(title string) {
		s.state = bare(title)
		s.showRows()
	}
	s.table.setRows(choices[at].kept(rows))
	s.enableActions()
}

// fail tells what could not be done, and reads the board again: part of it may have been done.
func (s *receiveScreen) fail(err error) {
	s.sh.again()
	if !errors.Is(err, context.Canceled) {
		s.w.showProblem(err)
	}
}

// showTold shows what became of the files instead of the board, or the board again.
func (s *receiveScreen) showTold(told bool) {
	s.telling = told
	s.showFace()
	if told && s.mapping == nil {
		s.w.win.Canvas().Focus(s.toldList.table.body)
		if rows := s.toldList.table.rows; len(rows) > 0 {
			s.toldList.table.select1(rows[0].key)
		}
	}
}

// typedKey takes the keys of a file that is mapped; Esc leads from the verdicts back to the board, Ctrl+I is the window's.
func (s *receiveScreen) typedKey(ev *fyne.KeyEvent) bool {
	if s.mapping != nil {
		return s.mapping.key(ev.Name, heldKeys())
	}
	if ev.Name == fyne.KeyEscape && s.told.Visible() {
		s.showTold(false)
		return true
	}
	return false
}

// drop takes files that were dropped on the window.
func (s *receiveScreen) drop(paths []string) bool {
	if s.mapping != nil {
		s.w.showKeyDialog(s.w.say("mapwin.drop-title"), s.w.say("problem.close"), problemText(s.w.say("mapwin.drop-text"), ""), nil)
		return true
	}
	s.showTold(false)
	s.take(workbooks(paths))
	return true
}

// askFiles lets the person pick files or a folder.
func (s *receiveScreen) askFiles() {
	if s.mapping != nil {
		s.drop(nil)
		return
	}
	s.w.pickFiles(pick{title: s.w.say("receive.take"), suffixes: office.Readable(), many: true, folders: true, purpose: folderReceive,
		then: s.take})
}

// folderReceive is the purpose under which the folder of received files is remembered.
const folderReceive = "receive"
