package app

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"bieuxa/app/grid"
	"bieuxa/ntm"
	"bieuxa/office"
)

// reviewer is what the check screen asks of an open book.
type reviewer interface {
	Words() *ntm.Words
	Review(ctx context.Context, p ntm.Period, unit string) (*office.Review, error)
	Mend(ctx context.Context, p ntm.Period, unit string, cells []office.Mending) (*office.Review, error)
	Undo(ctx context.Context, p ntm.Period, unit string) (*office.Review, error)
	Redo(ctx context.Context, p ntm.Period, unit string) (*office.Review, error)
	Suggestions(ctx context.Context, p ntm.Period, unit string, asked office.Asked) ([]ntm.Suggestion, error)
	PreviewSuggested(ctx context.Context, p ntm.Period, unit string, set []ntm.Suggestion) (*office.Mends, error)
	Apply(ctx context.Context, p ntm.Period, unit string, set []ntm.Suggestion) (*office.Applied, error)
	CellHistory(ctx context.Context, p ntm.Period, unit string, at office.Mending) ([]office.CellEdit, error)
	Explain(ctx context.Context, p ntm.Period, unit, key, because string) (*ntm.Finding, error)
	Phrases(check string) []string
	SaveFindings(ctx context.Context, p ntm.Period, units []string, path string) error
	SaveMended(ctx context.Context, p ntm.Period, unit, path string) error
	PrintReturn(ctx context.Context, of office.ReturnPaper, path string) ([]string, error)
	PreviewReturn(ctx context.Context, of office.ReturnPaper) (*office.Preview, error)
	Send(ctx context.Context, p ntm.Period, unit, path string) error
	Unsend(ctx context.Context, p ntm.Period, unit, because string) error
	ReturnFile(ctx context.Context, p ntm.Period, unit, because, dir string) (string, error)
}

// reviewPlan says which return is checked, and at which door.
type reviewPlan struct {
	period  ntm.Period
	unit    string               // GSO code
	name    string               // of the unit, until the return is read
	file    string               // the workbook itself, at the clerk's door: it is not written over
	clerk   bool                 // the commune's own door: print and send; else the office's: send back
	back    func()               // leaves the screen; nil: there is nowhere to go back to
	step    func(dir int)        // goes to the next return, or to the one before; nil: there is only this one
	at      target               // where to go once it is read; empty: the gravest finding
	note    string               // what is to be known of it besides
	changed func(*office.Review) // after each step that is on disk; may be nil
}

// reviewScreen checks and mends one return: what was found at the left, the unit's own sheets at the right.
type reviewScreen struct {
	w     *Window
	book  reviewer
	plan  reviewPlan
	where asker
	now   *office.Review // nil until it is read

	face   *fyne.Container
	title  *fyne.Container
	name   *widget.Label
	about  *widget.Label
	doings *fyne.Container
	locked *fyne.Container
	told   *widget.Label
	keys   *widget.Label
	middle *fyne.Container

	findings *findingsPane
	tabs     *fyne.Container
	tabRoll  *container.Scroll
	grid     *grid.Grid
	bar      *cellBar
	source   *sheetSource // of the sheet that is shown
	sheet    string
	places   map[string]gridPlace // where each sheet was left

	steps   int // that are not on disk yet
	pending []*pendingStep
	refusal string // what the step at hand did not take
	bare    bool   // the sheets are printed without the Báo cáo before them
	leading bool   // the list leads the grid, or the grid the list: the other follows without answering
}

// gridPlace is where a person was on a sheet.
type gridPlace struct {
	row, col int
	offset   fyne.Position
}

func newReviewScreen(w *Window, book reviewer, plan reviewPlan) *reviewScreen {
	s := &reviewScreen{w: w, book: book, plan: plan, where: asker{func(p pick) { w.pickSave(p) }, func(p pick) { w.pickFolder(p) }}, places: map[string]gridPlace{},
		name: widget.NewLabelWithStyle(plan.name, fyne.TextAlignLeading, fyne.TextStyle{Bold: true}), about: widget.NewLabel(""),
		doings: container.NewHBox(), locked: container.NewStack(), told: widget.NewLabel(""), keys: widget.NewLabel(""),
		tabs: container.New(layout.NewCustomPaddedHBoxLayout(2)), middle: container.NewStack()}
	s.name.Importance, s.name.SizeName, s.name.Truncation = widget.HighImportance, theme.SizeNameSubHeadingText, fyne.TextTruncateEllipsis
	s.about.Truncation, s.told.Wrapping = fyne.TextTruncateEllipsis, fyne.TextWrapWord
	s.keys.Importance, s.keys.SizeName = widget.LowImportance, theme.SizeNameCaptionText
	s.keys.Wrapping = fyne.TextWrapWord
	s.told.TextStyle.Bold = true
	s.told.Hide()
	s.findings = newFindingsPane(s)
	s.bar = newCellBar(s)
	s.newGrid()
	s.tabRoll = container.NewHScroll(container.New(layout.NewCustomPaddedLayout(0, theme.Size(theme.SizeNameScrollBarSmall)+2, 0, 0), s.tabs))
	right := container.NewBorder(s.tabRoll, s.bar.face, nil, nil, s.grid)
	split := container.NewHSplit(s.findings.face, right)
	split.SetOffset(0.36)
	split.Hide()
	s.middle.Add(split)
	s.face = container.NewBorder(s.head(), container.NewStack(s.keys, s.told), nil, nil, s.middle)
	return s
}

func (s *reviewScreen) head() fyne.CanvasObject {
	s.title = container.New(headLine{}, newTipArea(s.w, s.name, func() string { return s.name.Text }),
		newTipArea(s.w, s.about, func() string { return s.about.Text }))
	var back fyne.CanvasObject
	if s.plan.back != nil {
		ways := container.NewHBox(s.backButton())
		if s.plan.step != nil {
			ways.Add(newTipButton(s.w, "", theme.NavigateBackIcon(), s.w.say("review.do-before"), func() { s.stepTo(-1) }))
			ways.Add(newTipButton(s.w, "", theme.NavigateNextIcon(), s.w.say("review.do-next"), func() { s.stepTo(1) }))
		}
		back = container.NewCenter(ways)
	}
	row := container.NewBorder(nil, nil, back, container.NewCenter(s.doings), s.title)
	s.locked.Hide()
	return container.NewVBox(row, s.locked)
}

// showName puts a long name of a unit above what is said of it: on one line there is no room for it.
func (s *reviewScreen) showName(name string) {
	s.name.Truncation, s.name.Wrapping, s.title.Layout = fyne.TextTruncateEllipsis, fyne.TextWrapOff, headLine{}
	if nameWidth(s.name, name) > s.w.win.Canvas().Size().Width*nameShare/2 {
		s.name.Truncation, s.name.Wrapping, s.title.Layout = fyne.TextTruncateOff, fyne.TextWrapWord, layout.NewCustomPaddedVBoxLayout(-8)
	}
	s.name.SetText(name)
}

func nameWidth(l *widget.Label, name string) float32 {
	return fyne.MeasureText(name, theme.Size(l.SizeName), l.TextStyle).Width + 2*theme.InnerPadding() + 1
}

// headLine puts a name and what is said of it on one line: the name as wide as it is, up to a half and more of the
// line; who has no room is cut with an ellipsis and told in full by a tip.
type headLine struct{}

const nameShare = 0.6

func (headLine) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(a.Width+b.Width, max(a.Height, b.Height))
}

func (headLine) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	name := objects[0].(*tipArea).content.(*widget.Label)
	wide := min(nameWidth(name, name.Text), size.Width*nameShare)
	for i, o := range objects {
		tall := o.MinSize().Height
		o.Resize(fyne.NewSize([]float32{wide, size.Width - wide}[i], tall))
		o.Move(fyne.NewPos([]float32{0, wide}[i], (size.Height-tall)/2))
	}
}

func (s *reviewScreen) content() fyne.CanvasObject { return s.face }

// backButton leads to the office's list, or from the clerk's door to the start.
func (s *reviewScreen) backButton() *pressButton {
	if s.plan.clerk {
		return newPressButton(s.w.say("menu.start"), theme.HomeIcon(), s.leave)
	}
	return newPressButton(s.w.say("review.do-back"), theme.ListIcon(), s.leave)
}

// standing says how the return stands: at the office whether it counts, at a commune whether it can be sent.
func (s *reviewScreen) standing(r *office.Review) string {
	switch {
	case !s.plan.clerk:
		return s.w.say("standing." + string(r.Standing))
	case r.Sent != "":
		return s.w.say("review.clerk-sent", "day", office.DayVN(r.Sent))
	case r.Block == 0 && r.Open == 0:
		return s.w.say("review.clerk-clean")
	}
	return s.w.say("standing." + string(r.Standing))
}

// left takes over what is being typed.
func (s *reviewScreen) left() { s.grid.Commit() }

func (s *reviewScreen) leave() {
	s.left()
	s.plan.back()
}

func (s *reviewScreen) newGrid() {
	g := grid.New(&listSource{})
	g.Tones, g.Zoom = gridTones(), 0.93
	g.Later = s.w.tasks.onScreen
	g.OnSelect = s.cellChosen
	g.OnCommit = s.typed
	g.OnRefused = s.refused
	g.OnMenu = s.cellMenu
	g.OnKey = s.key
	g.OnUndo, g.OnRedo = s.undo, s.redo
	g.Choices = func(row, col int) []string {
		if s.source == nil {
			return nil
		}
		return s.source.sheet.Choices(row+1, col+1)
	}
	g.OnHover = func(row, col int, at fyne.Position) { s.w.tip(s.hint(row, col), at) }
	s.grid = g
}

// hint is what is said of the cell under the mouse.
func (s *reviewScreen) hint(row, col int) string {
	if row < 0 || s.source == nil || s.now == nil {
		return ""
	}
	text, words := "", s.book.Words()
	for _, f := range s.source.found[[2]int{row, col}] {
		text = joined("\n", text, kindOf(f).sign()+" "+words.Title(f.ID))
	}
	return text
}

// load reads the return and shows it.
func (s *reviewScreen) load() {
	p, unit := s.plan.period, s.plan.unit
	run(s.w, job[*office.Review]{
		title: s.w.say("review.busy", "unit", s.plan.name),
		do: func(ctx context.Context, _ func(i, n int)) (*office.Review, error) {
			return s.book.Review(ctx, p, unit)
		},
		show: func(r *office.Review) {
			first := s.now == nil
			s.show(r)
			if first {
				s.findings.first()
			}
			if c := s.w.win.Canvas(); c.Focused() == nil && len(s.w.dialog) == 0 {
				c.Focus(s.findings.list)
			}
			if at := s.plan.at; first && at.cell != "" {
				row, col, _ := office.CellOf(at.cell)
				s.goToCell(at.sheet, row, col)
			}
			if first && s.plan.note != "" {
				s.tell(s.plan.note)
			}
		},
		fail: s.failed,
	})
}

// failed empties the screen: old figures must not stand under a problem.
func (s *reviewScreen) failed(err error) {
	p := office.AsProblem(err)
	if p.Err != nil {
		logError("problem", err)
	}
	what, hint := s.w.words.Problem(p.ID, p.Facts)
	again := newPressButton(s.w.say("review.do-reload"), theme.ViewRefreshIcon(), s.load)
	s.now = nil
	s.middle.Objects[0].Hide()
	s.middle.Objects = append(s.middle.Objects[:1], container.NewVBox(warningIcon(problemText(what, hint)), container.NewHBox(again)))
	s.doings.RemoveAll()
	s.face.Refresh()
}

func warningIcon(o fyne.CanvasObject) fyne.CanvasObject {
	return container.NewBorder(nil, nil, container.NewVBox(widget.NewIcon(theme.WarningIcon())), nil, o)
}

// show draws the return as it is now; where the person was, they stay.
func (s *reviewScreen) show(r *office.Review) {
	first := s.now == nil
	s.now = r
	s.plan.name = r.Unit.Name
	s.middle.Objects = s.middle.Objects[:1]
	s.middle.Objects[0].Show()
	s.showName(r.Unit.Name)
	version, edits := "", ""
	if r.Version > 1 {
		version = strconv.Itoa(r.Version)
	}
	if r.Edits > 0 {
		edits = strconv.Itoa(r.Edits)
	}
	s.about.SetText(s.w.say("review.head", "period", r.Period.VN(), "file", r.File, "version", version,
		"standing", s.standing(r), "edits", edits))
	s.showLock()
	s.showDoings()
	s.findings.show()
	if first {
		s.sheet = s.firstSheet()
	}
	s.showTabs()
	s.showSheet()
	s.face.Refresh()
	if !s.locked.Hidden {
		s.face.Refresh() // a wrapped sentence knows its height once it has its width
	}
}

func (s *reviewScreen) showLock() {
	s.locked.Objects = nil
	s.locked.Hidden = s.now.Locked == nil
	s.keys.SetText(s.w.say("review.keys"))
	s.keys.Hidden = s.told.Text != "" || textScale() > roomy
	if s.now.Locked != nil {
		s.locked.Objects = []fyne.CanvasObject{warning(s.w.say("review.locked", "why", s.whyLocked()))}
		s.keys.SetText(s.w.say("review.keys-locked"))
	}
}

func (s *reviewScreen) whyLocked() string {
	if s.plan.clerk && s.now.Locked.ID == office.ProblemBookInUse {
		return s.w.say("review.open-twice")
	}
	what, hint := s.w.words.Problem(s.now.Locked.ID, s.now.Locked.Facts)
	return joined(" ", what, hint)
}

// firstSheet is that of the gravest finding, else the first that is not hidden.
func (s *reviewScreen) firstSheet() string {
	for _, l := range s.findings.lines {
		if !l.head() && s.sheetNamed(l.found.Place.Sheet) != nil {
			return l.found.Place.Sheet
		}
	}
	for _, t := range sheetTabs(s.now, s.w.words) {
		return t.sheet.Name
	}
	return ""
}

func (s *reviewScreen) sheetNamed(name string) *office.ReviewSheet {
	for _, x := range s.now.Sheets {
		if x.Name == name {
			return x
		}
	}
	return nil
}

func (s *reviewScreen) showTabs() {
	s.tabs.Objects = nil
	for _, t := range sheetTabs(s.now, s.w.words) {
		b := newPressButton(t.text, nil, func() { s.goToSheet(t.sheet.Name) })
		b.Importance = widget.LowImportance
		if t.sheet.Name == s.sheet {
			b.Importance = widget.HighImportance
		}
		s.tabs.Add(b)
	}
	s.tabs.Refresh()
	s.showChosenTab()
}

// showChosenTab scrolls the tabs until the chosen one is seen.
func (s *reviewScreen) showChosenTab() {
	for _, o := range s.tabs.Objects {
		if b := o.(*pressButton); b.Importance == widget.HighImportance {
			left, right, room := b.Position().X, b.Position().X+b.MinSize().Width, s.tabRoll.Size().Width
			at := s.tabRoll.Offset.X
			at = max(min(at, left), right-room)
			s.tabRoll.ScrollToOffset(fyne.NewPos(max(0, at), 0))
		}
	}
}

// goToSheet shows another sheet, where it was left.
func (s *reviewScreen) goToSheet(name string) {
	if name == s.sheet || s.sheetNamed(name) == nil {
		return
	}
	s.grid.Commit()
	s.keepPlace()
	s.sheet = name
	s.showTabs()
	s.source = nil
	s.showSheet()
}

func (s *reviewScreen) keepPlace() {
	row, col := s.grid.Cursor()
	s.places[s.sheet] = gridPlace{row, col, s.grid.Offset()}
}

// nextSheet goes to the sheet beside.
func (s *reviewScreen) nextSheet(dir int) {
	tabs := sheetTabs(s.now, s.w.words)
	for i, t := range tabs {
		if t.sheet.Name == s.sheet && i+dir >= 0 && i+dir < len(tabs) {
			s.goToSheet(tabs[i+dir].sheet.Name)
			return
		}
	}
}

// showSheet gives the grid the sheet as it is stored, and over it what is being stored.
func (s *reviewScreen) showSheet() {
	sheet := s.sheetNamed(s.sheet)
	if sheet == nil {
		return
	}
	same := s.source != nil && s.source.sheet.Name == sheet.Name
	s.source = newSheetSource(sheet, s.now.Findings, s.now.Locked != nil)
	for _, p := range s.pending {
		p.lay(s.source)
	}
	if same {
		s.grid.ChangeSource(s.source)
	} else {
		s.grid.SetSource(s.source)
		if at, ok := s.places[s.sheet]; ok {
			s.grid.Select(at.row, at.col)
			s.grid.ScrollTo(at.offset)
		} else {
			s.grid.Select(s.source.begin())
		}
	}
	s.bar.show()
}

// tell says what was done, in the line at the bottom.
func (s *reviewScreen) tell(text string) {
	s.told.SetText(text)
	s.told.Hidden = text == ""
	s.keys.Hidden = text != "" || textScale() > roomy
	s.keys.Refresh()
}

// roomy is up to which size of text there is room for what can also be found in the menus.
const roomy = 1.3

// heldKeys are the keys held down now, where the driver tells.
func heldKeys() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return 0
}

// typedKey takes the keys that no widget wants.
func (s *reviewScreen) typedKey(ev *fyne.KeyEvent) bool { return s.key(ev.Name, heldKeys()) }
