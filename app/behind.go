package app

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"bieuxa/app/grid"
	"bieuxa/ntm"
	"bieuxa/office"
)

// behindSource is what «từ đâu?» asks of an open book.
type behindSource interface {
	Behind(ctx context.Context, p ntm.Period, figure string) (*office.Behind, error)
	Original(ctx context.Context, p ntm.Period, unit, dir string) (string, error)
}

// hasRoom tells whether there is a room of this id.
func (s *shell) hasRoom(id string) bool {
	return slices.ContainsFunc(s.defs, func(d roomDef) bool { return d.id == id })
}

// behind is the answer to «từ đâu?»: the units on the left, the cells of the chosen one on the right.
type behind struct {
	sh     *shell
	book   behindSource
	period ntm.Period
	page   behindPage
	unit   int // row of the unit that is chosen
	units  *grid.Grid
	cells  *grid.Grid
	file   *widget.Label
	open   *pressButton
	save   *pressButton
	k      *keyDialog
}

// asked is a figure of a period that «từ đâu?» is asked of, and the unit to begin with; empty: the first.
type asked struct {
	period       ntm.Period
	figure, unit string
}

// showBehind reads what stands behind a figure and shows it; after is called once it is shown, and may be nil.
func (s *shell) showBehind(book behindSource, a asked, after func()) {
	words := s.w.words
	read(s.w, s.w.say("busy.behind"), func(ctx context.Context) (behindPage, error) {
		b, err := book.Behind(ctx, a.period, a.figure)
		if err != nil {
			return behindPage{}, err
		}
		return behindOf(b, words), nil
	}, func(page behindPage) {
		(&behind{sh: s, book: book, period: a.period, page: page}).show(a.unit)
		if after != nil {
			after()
		}
	}, nil)
}

func (b *behind) show(unit string) {
	w := b.sh.w
	b.file = widget.NewLabel("")
	b.file.Truncation = fyne.TextTruncateEllipsis
	b.open = newPressButton(w.say("behind.open"), theme.SearchIcon(), b.openCell)
	b.save = newPressButton(w.say("behind.save"), theme.DocumentSaveIcon(), b.saveOriginal)
	done := newPressButton(w.say("problem.close"), nil, func() { b.k.dismiss() })
	keys := dialogKeys{escape: func() { b.k.dismiss() }}
	b.units = b.grid(b.unitRows(), keys)
	b.cells = b.grid(b.cellRows(), keys)
	b.units.OnSelect = func(row, _ int) { b.choose(row - 1) }
	b.units.OnActivate = func(int, int) { w.win.Canvas().Focus(b.cells) }
	b.cells.OnActivate = func(int, int) { b.openCell() }
	b.cells.OnSelect = func(int, int) { b.tellFile() }
	split := container.NewHSplit(b.units, container.NewBorder(b.file, nil, nil, nil, b.cells))
	split.Offset = 0.44
	content := container.NewBorder(wrapped(b.page.total, fyne.TextStyle{}), nil, nil, nil, split)
	buttons := []*pressButton{b.save, done}
	if b.sh.hasRoom("check") {
		buttons = []*pressButton{b.save, b.open, done}
	}
	b.k = w.openDialog(dialogPlan{title: w.say("behind.title", "figure", b.page.title), content: content, keys: keys,
		buttons: buttons, focus: b.units, size: fyne.NewSize(1120, 560)})
	if len(b.page.rows) > 0 {
		b.units.Select(rowOfUnit(b.page.rows, unit)+1, 0)
	}
	b.choose(rowOfUnit(b.page.rows, unit))
}

// grid makes a grid whose Esc closes the dialog.
func (b *behind) grid(src grid.Source, keys dialogKeys) *grid.Grid {
	g := grid.New(src)
	g.HideHeadings, g.TabLeaves = true, true
	g.OnKey = func(name fyne.KeyName, _ fyne.KeyModifier) bool {
		return name == fyne.KeyEscape && keys.take(&fyne.KeyEvent{Name: name})
	}
	return g
}

func (b *behind) unitRows() grid.Source {
	w := b.sh.w
	heads := []string{w.say("behind.column-unit"), w.say("behind.column-value"), w.say("behind.column-part")}
	if !b.page.parts() {
		heads = heads[:2]
	}
	return &textGrid{heads: heads, widths: []float32{30, 14, 9}, right: map[int]bool{1: true, 2: true}, rows: len(b.page.rows),
		cell: func(row, col int) (string, tone) {
			r := &b.page.rows[row]
			switch col {
			case 0:
				return r.name, ""
			case 1:
				return r.value, r.tone
			}
			return r.part, ""
		}}
}

func (b *behind) cellRows() grid.Source {
	w := b.sh.w
	var cells []cellRow
	if b.unit >= 0 && b.unit < len(b.page.rows) {
		cells = b.page.rows[b.unit].cells
	}
	heads := []string{w.say("behind.column-sheet"), w.say("behind.column-cell"), w.say("behind.column-what"), w.say("behind.column-figure")}
	what := float32(39)
	if !b.page.values() {
		heads, what = heads[:3], 50
	}
	return &textGrid{heads: heads, widths: []float32{13, 6, what, 11}, right: map[int]bool{3: true}, rows: len(cells),
		cell: func(row, col int) (string, tone) {
			c := &cells[row]
			return []string{c.sheet, c.cell, c.what, c.value}[col], ""
		}}
}

// choose shows the cells of a unit.
func (b *behind) choose(row int) {
	if row < 0 || row >= len(b.page.rows) {
		return
	}
	b.unit = row
	r := &b.page.rows[row]
	b.cells.SetSource(b.cellRows())
	if len(r.cells) > 0 {
		b.cells.Select(1, 0)
	}
	enable(b.save, r.file != "")
	enable(b.open, len(r.cells) > 0)
	b.tellFile()
}

func enable(button *pressButton, on bool) {
	if on {
		button.Enable()
	} else {
		button.Disable()
	}
}

// cell is the cell that is chosen; false if the unit has none.
func (b *behind) cell() (cellRow, bool) {
	cells := b.page.rows[b.unit].cells
	row, _ := b.cells.Cursor()
	if at := max(row-1, 0); at < len(cells) {
		return cells[at], true
	}
	return cellRow{}, false
}

// tellFile names the file that the chosen cell stands in.
func (b *behind) tellFile() {
	r := &b.page.rows[b.unit]
	c, has := b.cell()
	switch w := b.sh.w; {
	case r.file == "":
		b.file.SetText(w.say("behind.no-file", "unit", r.name))
	case !has:
		b.file.SetText(w.say("behind.no-cells", "unit", r.name, "file", r.file))
	case c.file == "":
		b.file.SetText(w.say("behind.file", "unit", r.name, "file", r.file))
	default:
		b.file.SetText(w.say("behind.file", "unit", r.name, "file", c.file))
	}
}

// month is the period of the return that the chosen cell stands in.
func (b *behind) month() ntm.Period {
	if c, has := b.cell(); has && c.period != (ntm.Period{}) {
		return c.period
	}
	return b.period.LastMonth()
}

// openCell shows the chosen cell in its return, in the period of that return.
func (b *behind) openCell() {
	c, has := b.cell()
	if !has || !b.sh.hasRoom("check") {
		return
	}
	p := b.month()
	b.k.dismiss()
	if p != b.sh.period {
		b.sh.setPeriod(p)
	}
	b.sh.openReturn(b.page.rows[b.unit].unit, c.sheet, c.cell)
}

// saveOriginal asks for a folder and writes the file there as the unit sent it.
func (b *behind) saveOriginal() {
	w, r := b.sh.w, &b.page.rows[b.unit]
	file := r.file
	if c, has := b.cell(); has && c.file != "" {
		file = c.file
	}
	w.pickFolder(pick{title: w.say("behind.save-where", "file", file), ok: w.say("behind.save-here"), purpose: "original",
		then: func(paths []string) { b.saveInto(r.unit, paths[0]) }})
}

func (b *behind) saveInto(unit, dir string) {
	w, p := b.sh.w, b.month()
	read(w, w.say("busy.save"), func(ctx context.Context) (string, error) { return b.book.Original(ctx, p, unit, dir) },
		func(path string) { b.file.SetText(w.say("behind.saved", "path", path)) }, nil)
}
