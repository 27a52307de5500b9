package app

import (
	"image/color"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
	"github.com/shopspring/decimal"

	"bieuxa/ntm"
)

// column declares one column of a table of T. Only title, width and text are needed.
type column[T any] struct {
	title string
	width float32 // least width at text of 100 %
	grow  float32 // share of the room that is left; 0: none
	align fyne.TextAlign
	text  func(T) string
	ink   func(T) color.Color // nil: the colour of text
	fill  func(T) color.Color // nil, or gives nil: no ground of its own
	bold  bool
	tip   func(T) string // nil: the whole text, if it has no room

	// Sorting goes by the figure if there is one, else by order, else by the text. Rows whose figure is
	// missing, or whose text is empty, stand last.
	figure func(T) (decimal.Decimal, bool)
	order  func(a, b T) int
}

// dataTable shows rows under columns: it sorts, filters, copies to Excel, keeps the selection over a refresh
// and is used with the keyboard as well as with the mouse. The callbacks may be nil.
type dataTable[T any] struct {
	*tableFace
	columns []column[T]
	key     func(T) string // tells rows apart over a refresh
	many    bool           // several rows may be selected
	group   func(T) int    // rows of a lower group stand first however they are sorted; nil: one group
	search  func(T) string // what the filter looks in; nil: all columns

	activate     func(T)                         // Enter, double click
	activateNone func()                          // Enter where no rows are shown
	picked       func()                          // the selection has changed
	menu         func(rows []T) []*fyne.MenuItem // right click, menu key, Shift+F10
	checked      func()                          // a check mark has changed; see checkColumn

	all, rows []T // as handed over; as shown
	filter    string
	plain     map[string]string // what the filter looks in, without marks, by key
	chosen    map[string]bool   // keys of the selected rows
	checks    map[string]bool   // keys of the checked rows
	anchor    int               // where Shift selects from
	typed     string            // letters typed to jump to a row
	typedTime int
}

// newDataTable makes a table without rows. The column that is checkColumn shows a box that Space toggles.
func newDataTable[T any](w *Window, columns []column[T], key func(T) string) *dataTable[T] {
	t := &dataTable[T]{columns: columns, key: key, many: true, plain: map[string]string{}, chosen: map[string]bool{}, checks: map[string]bool{}}
	heads := make([]tableHead, len(columns))
	for i, c := range columns {
		heads[i] = tableHead{title: c.title, align: c.align, least: c.width, grow: c.grow}
	}
	t.tableFace = newTableFace(w, heads)
	t.ExtendBaseWidget(t)
	t.on = tableEvents{cell: t.cell, selected: t.isChosen, choose: t.choose, activate: t.activateRow, menu: t.showMenu,
		sort: t.sortBy, copy: t.copy, all: t.selectAll, toggle: t.toggle, letter: t.letter}
	return t
}

// setRows shows other rows, sorted and filtered as before; what was selected stays so if it is still there.
func (t *dataTable[T]) setRows(rows []T) {
	clear(t.plain)
	t.all = rows
	t.rearrange()
}

// rearrange sorts and filters anew; the keyboard stays on its row.
func (t *dataTable[T]) rearrange() {
	focus := ""
	if t.row >= 0 && t.row < len(t.rows) {
		focus = t.key(t.rows[t.row])
	}
	t.arrange()
	t.row = max(min(t.row, len(t.rows)-1), 0)
	for i, r := range t.rows {
		if focus != "" && t.key(r) == focus {
			t.row = i
		}
	}
	t.anchor = t.row
	t.redraw()
	t.showRow(t.row)
}

// setFilter shows only the rows that have every word of the text.
func (t *dataTable[T]) setFilter(text string) {
	before := len(t.selected())
	t.filter = text
	t.rearrange()
	if t.picked != nil && len(t.selected()) != before {
		t.picked()
	}
}

// filterEntry is an entry that filters the table while it is typed in.
func (t *dataTable[T]) filterEntry(placeholder string) *lineEntry {
	e := newLineEntry("")
	e.PlaceHolder = placeholder
	e.OnChanged = t.setFilter
	e.keys = dialogKeys{enter: t.take, escape: func() { e.SetText("") }}
	e.down = t.take
	return e
}

// take gives the keys to the rows; where none of those shown is selected, the one the keyboard is on is.
func (t *dataTable[T]) take() {
	if len(t.selected()) == 0 {
		t.choose(t.row, 0)
	}
	t.w.win.Canvas().Focus(t.body)
}

// selected are the rows that are selected, in the order shown.
func (t *dataTable[T]) selected() []T { return t.rowsOf(t.chosen) }

// checkedRows are the rows whose box is checked, in the order shown; those that the filter hides are among them
// no more than they are on the screen.
func (t *dataTable[T]) checkedRows() []T { return t.rowsOf(t.checks) }

func (t *dataTable[T]) rowsOf(keys map[string]bool) []T {
	var out []T
	for _, r := range t.rows {
		if keys[t.key(r)] {
			out = append(out, r)
		}
	}
	return out
}

// select1 selects one row by its key and brings it into sight.
func (t *dataTable[T]) select1(key string) {
	for i, r := range t.rows {
		if t.key(r) == key {
			t.row = i
			t.choose(i, 0)
			t.showRow(i)
		}
	}
}

func (t *dataTable[T]) arrange() {
	t.rows = filtered(t.all, t.filter, t.searched)
	if t.by.col >= 0 {
		c := &t.columns[t.by.col]
		absent := func(r T) bool { return c.text(r) == "" }
		compare := c.order
		switch {
		case c.figure != nil:
			absent = func(r T) bool { _, ok := c.figure(r); return !ok }
			compare = figureOrder(c.figure)
		case compare == nil:
			byText := byDictionary()
			compare = func(a, b T) int { return byText(c.text(a), c.text(b)) }
		}
		t.rows = sorted(t.rows, t.by.down, compare, absent)
	}
	if t.group != nil {
		t.rows = sorted(t.rows, false, func(a, b T) int { return t.group(a) - t.group(b) }, func(T) bool { return false })
	}
	t.count = len(t.rows)
}

func (t *dataTable[T]) searched(r T) string {
	key := t.key(r)
	plain, ok := t.plain[key]
	if !ok {
		var text strings.Builder
		if t.search != nil {
			text.WriteString(t.search(r))
		} else {
			for i := range t.columns {
				text.WriteString(t.columns[i].text(r) + " ")
			}
		}
		plain = ntm.Plain(text.String())
		t.plain[key] = plain
	}
	return plain
}

func (t *dataTable[T]) cell(row, col int) tableCell {
	c, r := &t.columns[col], t.rows[row]
	out := tableCell{text: c.text(r), bold: c.bold, ink: ink(theme.ColorNameForeground)}
	if c.ink != nil {
		out.ink = c.ink(r)
	}
	if c.fill != nil {
		out.fill = c.fill(r)
	}
	if c.tip != nil {
		out.tip = c.tip(r)
	}
	return out
}

func (t *dataTable[T]) isChosen(row int) bool { return t.chosen[t.key(t.rows[row])] }

// choose selects a row; with Ctrl it joins or leaves the others, with Shift all from the last one do.
func (t *dataTable[T]) choose(row int, mod fyne.KeyModifier) {
	if row < 0 || row >= len(t.rows) {
		return
	}
	key := t.key(t.rows[row])
	switch {
	case t.many && mod&fyne.KeyModifierShift != 0:
		clear(t.chosen)
		for i := min(t.anchor, row); i <= max(t.anchor, row); i++ {
			t.chosen[t.key(t.rows[i])] = true
		}
	case t.many && mod&fyne.KeyModifierControl != 0:
		if t.chosen[key] {
			delete(t.chosen, key)
		} else {
			t.chosen[key] = true
		}
		t.anchor = row
	default:
		clear(t.chosen)
		t.chosen[key] = true
		t.anchor = row
	}
	t.redraw()
	if t.picked != nil {
		t.picked()
	}
}

func (t *dataTable[T]) selectAll() {
	if !t.many {
		return
	}
	for _, r := range t.rows {
		t.chosen[t.key(r)] = true
	}
	t.redraw()
	if t.picked != nil {
		t.picked()
	}
}

func (t *dataTable[T]) activateRow(row int) {
	if len(t.rows) == 0 && t.activateNone != nil {
		t.activateNone()
		return
	}
	if t.activate != nil && row >= 0 && row < len(t.rows) {
		t.activate(t.rows[row])
	}
}

// showMenu offers what can be done with the selected rows.
func (t *dataTable[T]) showMenu(row int, at fyne.Position) {
	if row < 0 || row >= len(t.rows) {
		return
	}
	if !t.isChosen(row) {
		t.choose(row, 0)
	}
	items := []*fyne.MenuItem{fyne.NewMenuItem(t.w.say("table.copy"), t.copy)}
	if t.menu != nil {
		items = append(t.menu(t.selected()), append([]*fyne.MenuItem{fyne.NewMenuItemSeparator()}, items...)...)
	}
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), t.w.win.Canvas(), at)
}

func (t *dataTable[T]) sortBy(col int) {
	if col < len(t.columns) && t.columns[col].title != "" {
		t.by = t.by.next(col)
		t.rearrange()
	}
}

// copied are the headings and the selected rows, or all if fewer than two are selected.
func (t *dataTable[T]) copied() [][]string {
	rows := t.selected()
	if len(rows) < 2 {
		rows = t.rows
	}
	var out [][]string
	head := make([]string, len(t.columns))
	for i, c := range t.columns {
		head[i] = c.title
	}
	out = append(out, head)
	for _, r := range rows {
		line := make([]string, len(t.columns))
		for i, c := range t.columns {
			line[i] = c.text(r)
		}
		out = append(out, line)
	}
	return out
}

func (t *dataTable[T]) copy() { fyne.CurrentApp().Clipboard().SetContent(tabbed(t.copied())) }

// toggle checks or unchecks the selected rows as the row at the mark becomes.
func (t *dataTable[T]) toggle(row int) {
	if row < 0 || row >= len(t.rows) {
		return
	}
	if t.checked == nil {
		t.choose(row, fyne.KeyModifierControl)
		return
	}
	on := !t.checks[t.key(t.rows[row])]
	if !t.isChosen(row) {
		t.choose(row, 0)
	}
	for _, r := range t.selected() {
		t.checks[t.key(r)] = on
	}
	t.redraw()
	t.checked()
}

// checkTitle heads a column of boxes.
const checkTitle = "☑"

// checkColumn is a column of boxes; the table needs a checked callback.
func (t *dataTable[T]) checkColumn() column[T] {
	return column[T]{title: checkTitle, width: 34, align: fyne.TextAlignCenter, text: func(r T) string {
		if t.checks[t.key(r)] {
			return "☑"
		}
		return "☐"
	}}
}

// typingPause ends a word that is typed to jump to a row.
const typingPause = time.Second

// letter jumps to the next row whose first column begins with what is typed.
func (t *dataTable[T]) letter(r rune) {
	if len(t.rows) == 0 || len(t.columns) == 0 {
		return
	}
	from := t.row
	if t.typed == "" {
		from++ // a letter again: the next that begins with it
	}
	t.typed += string(r)
	t.typedTime++
	now := t.typedTime
	t.w.tasks.later(typingPause, func() {
		if now == t.typedTime {
			t.typed = ""
		}
	})
	jump := max(t.jumpColumn, 0)
	if row := jumpTo(len(t.rows), from, t.typed, func(i int) string { return t.columns[jump].text(t.rows[i]) }); row >= 0 {
		t.row = row
		t.choose(row, 0)
		t.showRow(row)
	}
}
