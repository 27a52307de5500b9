package grid

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// editor is the entry over the cell that is typed into.
type editor struct {
	widget.Entry
	g        *Grid
	row, col int
	was      string
	anew     bool // the cell takes the same text again
	touched  bool
	left     bool // the focus is elsewhere
	inside   bool // F2: arrows move in the text; else they end it, as in Excel
	over     *container.ThemeOverride
}

// edit types into the cell's text.
func (g *Grid) edit() {
	c := g.cursorCell()
	g.begin(c.typed(), true)
}

// typeOver types a new text over the cell's. What an input method sends after the first letter (it
// takes letters back and writes others) goes to the entry, which then has the focus.
func (g *Grid) typeOver(first string) {
	if !g.begin("", false) {
		return
	}
	for _, r := range first {
		g.editor.TypedRune(r)
	}
}

func (g *Grid) begin(text string, inside bool) bool {
	if g.rows == 0 || g.cols == 0 || g.editor != nil {
		return false
	}
	row, col := g.sel.row, g.sel.col
	c := g.cursorCell()
	if !c.Editable {
		if g.OnRefused != nil {
			g.OnRefused(Refusal{row, col, 1, 0})
		}
		return false
	}
	g.sel.from, g.sel.ext = [2]int{row, col}, [2]int{row, col}
	g.reveal()
	e := &editor{g: g, row: row, col: col, was: c.typed(), anew: c.Anew, inside: inside}
	e.ExtendBaseWidget(e)
	e.MultiLine = c.Wrap || strings.Contains(text, "\n")
	if e.MultiLine {
		e.Wrapping = fyne.TextWrapWord
		e.SetMinRowsVisible(1)
	} else {
		e.Wrapping = fyne.TextWrapOff
		e.Scroll = fyne.ScrollNone
	}
	e.SetText(text)
	e.OnChanged = func(string) {
		e.touched = true
		g.show(g.areaOf(row, col))
		g.redraw()
	}
	g.editor = e
	e.over = container.NewThemeOverride(e, cellTheme{g.Theme(), g.look})
	if g.drawn != nil {
		g.drawn.objects = append(g.drawn.objects, e.over)
	}
	e.place()
	g.BaseWidget.Refresh()
	if canvas := fyne.CurrentApp().Driver().CanvasForObject(g); canvas != nil {
		canvas.Focus(e)
	}
	e.end()
	return true
}

// end puts the text cursor behind the text. Only an entry that has its room knows its rows.
func (e *editor) end() { e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown}) }

// place lays the entry over its cell, wider if the text needs it and there is room.
func (e *editor) place() {
	g := e.g
	if e.over == nil {
		return
	}
	at, size := g.box(g.areaOf(e.row, e.col))
	least := e.over.MinSize()
	size = size.AddWidthHeight(2, 2)
	size.Height = max(size.Height, least.Height)
	longest := float32(0)
	for _, line := range strings.Split(e.Text, "\n") {
		longest = max(longest, fyne.MeasureText(line, g.look.size, fyne.TextStyle{}).Width)
	}
	if !e.MultiLine || size.Width < 160 {
		size.Width = max(size.Width, min(longest+6*g.look.padX, g.Size().Width-at.X-g.look.bar))
	}
	e.over.Hidden = !g.inView(at, size)
	e.over.Move(at.SubtractXY(1, 1))
	e.over.Resize(size)
}

// Commit takes over what is being typed, if anything is.
func (g *Grid) Commit() {
	e := g.editor
	if e == nil {
		return
	}
	text := e.Text
	g.endEdit()
	if text != e.was || e.anew && e.touched {
		g.commit([]Edit{{Row: e.row, Col: e.col, Text: text}})
	}
}

// endEdit takes the entry away and gives the focus back to the grid if the entry had it.
func (g *Grid) endEdit() {
	e := g.editor
	if e == nil {
		return
	}
	g.editor = nil
	if r := g.drawn; r != nil {
		r.objects = r.objects[:len(r.objects)-1]
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(g); c != nil && !e.left && c.Focused() == fyne.Focusable(e) {
		c.Focus(g)
	}
	g.BaseWidget.Refresh()
}

// FocusLost commits when the focus went elsewhere in the window. When the whole window lost it, the
// person goes on typing on coming back.
func (e *editor) FocusLost() {
	e.Entry.FocusLost()
	g := e.g
	if g.editor != e {
		return
	}
	if g.Later == nil {
		e.left = true
		g.Commit()
		return
	}
	g.Later(func() {
		c := fyne.CurrentApp().Driver().CanvasForObject(g)
		if g.editor == e && (c == nil || c.Focused() != fyne.Focusable(e)) {
			g.Commit()
		}
	})
}

// AcceptsTab keeps Tab: it ends the typing and goes to the next cell.
func (e *editor) AcceptsTab() bool { return true }

// KeyDown and KeyUp follow Shift where the driver does not tell.
func (e *editor) KeyDown(ev *fyne.KeyEvent) {
	e.g.hold(ev.Name, true)
	e.Entry.KeyDown(ev)
}

// KeyUp is part of desktop.Keyable.
func (e *editor) KeyUp(ev *fyne.KeyEvent) {
	e.g.hold(ev.Name, false)
	e.Entry.KeyUp(ev)
}

// TypedKey ends the typing with the keys that do so in Excel.
func (e *editor) TypedKey(ev *fyne.KeyEvent) {
	g := e.g
	switch ev.Name {
	case fyne.KeyEscape:
		g.endEdit()
	case fyne.KeyF2:
		e.inside = !e.inside
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyTab:
		g.Commit()
		g.TypedKey(ev)
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyLeft, fyne.KeyRight, fyne.KeyPageUp, fyne.KeyPageDown:
		if e.inside {
			e.Entry.TypedKey(ev)
			return
		}
		g.Commit()
		g.TypedKey(ev)
	case fyne.KeyF7, fyne.KeyF8, fyne.KeyF6:
		g.Commit()
		g.TypedKey(ev)
	default:
		e.Entry.TypedKey(ev)
	}
}

// TypedShortcut keeps what is for text; Alt+Enter breaks the line; the rest is the grid's, after what
// was typed is taken over.
func (e *editor) TypedShortcut(s fyne.Shortcut) {
	own, ok := s.(*desktop.CustomShortcut)
	if !ok {
		e.Entry.TypedShortcut(s)
		return
	}
	enter := own.KeyName == fyne.KeyReturn || own.KeyName == fyne.KeyEnter
	switch {
	case own.Modifier == fyne.KeyModifierAlt && enter:
		if e.MultiLine {
			e.Entry.TypedRune('\n')
		}
	case own.Modifier&fyne.KeyModifierControl != 0 && arrows(own.KeyName):
		e.Entry.TypedShortcut(s)
	default:
		e.g.Commit()
		e.g.TypedShortcut(s)
	}
}

func arrows(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown, fyne.KeyHome, fyne.KeyEnd, fyne.KeyBackspace, fyne.KeyDelete:
		return true
	}
	return false
}

// cellTheme makes an entry fit a cell.
type cellTheme struct {
	fyne.Theme
	look look
}

func (t cellTheme) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	if name == theme.ColorNameInputBackground {
		return t.look.paper
	}
	return t.Theme.Color(name, v)
}

func (t cellTheme) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case theme.SizeNameText:
		return t.look.size
	case theme.SizeNameInnerPadding:
		return 3
	case theme.SizeNameInputRadius:
		return 0
	case theme.SizeNameInputBorder:
		return 2
	}
	return t.Theme.Size(name)
}
