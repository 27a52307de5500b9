package app

import (
	"context"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
	"github.com/shopspring/decimal"

	"bieuxa/ntm"
	"bieuxa/office"
)

// checkBook is what the room Kiểm tra asks of an open book.
type checkBook interface {
	reviewer
	CheckList(ctx context.Context, p ntm.Period) ([]office.CheckLine, error)
	SuggestAll(ctx context.Context, p ntm.Period, check string, step func(i, n int)) ([]office.UnitMends, error)
	ApplyAll(ctx context.Context, p ntm.Period, units []office.UnitMends, step func(i, n int)) ([]office.UnitApplied, error)
	Recheck(ctx context.Context, p ntm.Period, units []string, step func(i, n int)) error
}

// checkRoom is the room Kiểm tra: the units with what is open in their returns, and behind each its return.
type checkRoom struct {
	w      *Window
	book   checkBook
	period ntm.Period
	show   checkFilter
	lines  []office.CheckLine

	face   *fyne.Container
	list   fyne.CanvasObject
	totals *widget.Label
	table  *dataTable[checkRow]
	open   *reviewScreen // nil: the list is shown
	target target
}

// target is where to go in the return that is to be opened next.
type target struct{ unit, sheet, cell string }

func newCheckRoom(w *Window, book checkBook) *checkRoom {
	r := &checkRoom{w: w, book: book, show: checkAll, totals: widget.NewLabelWithStyle("", fyne.TextAlignLeading, fyne.TextStyle{Bold: true})}
	r.totals.Wrapping = fyne.TextWrapWord
	r.table = newDataTable(w, r.columns(), func(c checkRow) string { return c.code })
	r.table.jumpColumn = 1
	r.table.activate = func(c checkRow) { r.openUnit(target{unit: c.code}) }
	r.table.menu = r.menu
	names := make([]string, 0, 3)
	for _, f := range checkFilters() {
		names = append(names, w.say("check.show-"+string(f)))
	}
	choice := widget.NewRadioGroup(names, func(text string) {
		for i, f := range checkFilters() {
			if names[i] == text {
				r.show = f
				r.fill()
			}
		}
	})
	choice.Horizontal, choice.Required = true, true
	choice.SetSelected(names[0])
	ways := newPressButton(w.say("suggest.all"), theme.ConfirmIcon(), r.suggestAll)
	again := newPressButton(w.say("check.again"), theme.ViewRefreshIcon(), r.recheck)
	save := newPressButton(w.say("check.save"), theme.DocumentSaveIcon(), r.save)
	head := container.NewBorder(nil, nil, nil, container.NewCenter(container.NewHBox(ways, again, save)), r.totals)
	bar := container.NewBorder(nil, nil, choice, nil, r.table.filterEntry(w.say("check.find")))
	r.list = container.NewBorder(container.NewVBox(head, bar), wrapped(w.say("check.keys"), fyne.TextStyle{}), nil, nil, r.table)
	r.face = container.NewStack(r.list)
	return r
}

func (r *checkRoom) content() fyne.CanvasObject { return r.face }

func (r *checkRoom) columns() []column[checkRow] {
	title := func(id string) string { return r.w.say("receive.column-" + id) }
	right := fyne.TextAlignTrailing
	return []column[checkRow]{
		{title: title("code"), width: 60, text: func(c checkRow) string { return c.code }},
		{title: title("unit"), width: 170, grow: 1, text: func(c checkRow) string { return c.name }},
		{title: title("standing"), width: 130, bold: true, text: func(c checkRow) string { return c.word },
			ink: func(c checkRow) color.Color { return standingColor(c.standing) }},
		{title: title("block"), width: 55, align: right, text: func(c checkRow) string { return c.block }, figure: func(c checkRow) (decimal.Decimal, bool) { return counted(c.block) }},
		{title: title("explain"), width: 120, align: right, text: func(c checkRow) string { return c.explain }, figure: func(c checkRow) (decimal.Decimal, bool) { return counted(c.explain) }},
		{title: title("explained"), width: 115, align: right, text: func(c checkRow) string { return c.explained }, figure: func(c checkRow) (decimal.Decimal, bool) { return counted(c.explained) }},
		{title: title("note"), width: 70, align: right, text: func(c checkRow) string { return c.note }, figure: func(c checkRow) (decimal.Decimal, bool) { return counted(c.note) }},
		{title: r.w.say("check.column-back"), width: 250, grow: 1, text: func(c checkRow) string { return c.returned }},
	}
}

// enter reads the period anew: a return that lies open, or else the list.
func (r *checkRoom) enter(p ntm.Period) {
	other := p != r.period
	r.period = p
	if other {
		r.closeUnit()
	}
	if r.open != nil && r.target == (target{}) {
		r.open.load()
		return
	}
	r.readList()
}

func (r *checkRoom) readList() {
	p := r.period
	if p == (ntm.Period{}) {
		r.totals.SetText(r.w.say("check.empty"))
		return
	}
	read(r.w, r.w.say("check.busy", "period", p.VN()), func(ctx context.Context) ([]office.CheckLine, error) {
		return r.book.CheckList(ctx, p)
	}, func(lines []office.CheckLine) {
		r.lines = lines
		r.fill()
		if r.open == nil {
			r.w.takeKeys(r.table.body)
		}
		if next := r.target; next != (target{}) {
			r.target = target{}
			r.openUnit(next)
		}
	}, func(err error) {
		r.lines = nil
		r.fill()
		r.w.showProblem(err)
	})
}

func (r *checkRoom) fill() {
	if r.table == nil {
		return
	}
	r.totals.SetText(checkTotals(r.lines, r.w.words))
	r.table.setRows(checkRows(r.lines, r.show, r.w.words))
}

// openReturn opens a unit's return, at a cell if one is named: other rooms lead here.
func (r *checkRoom) openReturn(unit, sheet, cell string) {
	r.target = target{unit, sheet, cell}
	r.readList()
}

// openUnit lays a unit's return open.
func (r *checkRoom) openUnit(at target) {
	row, ok := checkRow{}, false
	for _, c := range checkRows(r.lines, checkAll, r.w.words) {
		if c.code == at.unit {
			row, ok = c, c.sent
		}
	}
	if !ok {
		r.w.showKeyDialog(r.w.say("problem.title"), r.w.say("problem.close"),
			problemText(r.w.say("check.nothing-sent", "unit", row.name), r.w.say("check.nothing-sent-hint")), nil)
		return
	}
	r.open = newReviewScreen(r.w, r.book, reviewPlan{period: r.period, unit: row.code, name: row.name, back: r.toList,
		at: at, note: row.returned, step: r.step})
	r.w.win.Canvas().Unfocus() // the keys are no longer those of the return before
	r.face.Objects = []fyne.CanvasObject{r.open.content()}
	r.face.Refresh()
	r.open.load()
}

// step opens the return of the next unit on the list, or of the one before.
func (r *checkRoom) step(dir int) {
	if next := nextSent(checkRows(r.lines, r.show, r.w.words), r.open.plan.unit, dir); next != "" {
		r.openUnit(target{unit: next})
	}
}

// toList goes back to the list and shows the unit that was open.
func (r *checkRoom) toList() {
	unit := ""
	if r.open != nil {
		unit = r.open.plan.unit
	}
	r.closeUnit()
	r.table.select1(unit)
	r.w.win.Canvas().Focus(r.table.body)
	r.readList()
}

// left takes over what is being typed.
func (r *checkRoom) left() {
	if r.open != nil {
		r.open.left()
	}
}

func (r *checkRoom) closeUnit() {
	r.left()
	r.open = nil
	r.face.Objects = []fyne.CanvasObject{r.list}
	r.face.Refresh()
}

// typedKey takes the keys that no widget wants.
func (r *checkRoom) typedKey(ev *fyne.KeyEvent) bool {
	if r.open != nil {
		return r.open.typedKey(ev)
	}
	return false
}

// recheck runs today's checks over all returns of the period.
func (r *checkRoom) recheck() {
	p := r.period
	run(r.w, job[bool]{title: r.w.say("check.rechecking", "period", p.VN()),
		do: func(ctx context.Context, step func(i, n int)) (bool, error) {
			return true, r.book.Recheck(ctx, p, nil, step)
		},
		show: func(bool) { r.readList() }})
}

// save writes what was found in all returns of the period, or in those that are selected.
func (r *checkRoom) save() {
	var units []string
	if some := r.table.selected(); len(some) > 1 {
		for _, c := range some {
			units = append(units, c.code)
		}
	}
	p := r.period
	name := r.w.say("check.file", "period", p.String())
	r.w.pickSave(pick{title: r.w.say("check.save"), name: name, suffixes: []string{".xlsx", ".html"}, then: func(paths []string) {
		run(r.w, job[bool]{title: r.w.say("check.saving"),
			do: func(ctx context.Context, _ func(i, n int)) (bool, error) {
				return true, r.book.SaveFindings(ctx, p, units, paths[0])
			},
			show: func(bool) { r.totals.SetText(r.w.say("check.saved", "path", paths[0])) }})
	}})
}

func (r *checkRoom) menu(rows []checkRow) []*fyne.MenuItem {
	if len(rows) != 1 {
		return nil
	}
	return []*fyne.MenuItem{fyne.NewMenuItem(r.w.say("check.open"), func() { r.openUnit(target{unit: rows[0].code}) })}
}
