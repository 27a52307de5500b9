package grid

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// KeyDown and KeyUp follow Shift where the driver does not tell what is held.
func (g *Grid) KeyDown(ev *fyne.KeyEvent) { g.hold(ev.Name, true) }

// KeyUp is part of desktop.Keyable.
func (g *Grid) KeyUp(ev *fyne.KeyEvent) { g.hold(ev.Name, false) }

func (g *Grid) hold(name fyne.KeyName, down bool) {
	var m fyne.KeyModifier
	switch name {
	case desktop.KeyShiftLeft, desktop.KeyShiftRight:
		m = fyne.KeyModifierShift
	case desktop.KeyControlLeft, desktop.KeyControlRight:
		m = fyne.KeyModifierControl
	}
	if down {
		g.mods |= m
	} else {
		g.mods &^= m
	}
}

// TypedKey takes the keys that come without Ctrl or Alt.
func (g *Grid) TypedKey(ev *fyne.KeyEvent) {
	mods := g.modifiers()
	shift := mods&fyne.KeyModifierShift != 0
	if g.OnKey != nil && g.OnKey(ev.Name, mods) || g.rows == 0 || g.cols == 0 {
		return
	}
	if ev.Name != fyne.KeyTab && ev.Name != fyne.KeyReturn && ev.Name != fyne.KeyEnter {
		g.sel.tabFrom = -1
	}
	if g.moved(ev.Name, shift) {
		return
	}
	dir := 1
	if shift {
		dir = -1
	}
	switch ev.Name {
	case fyne.KeyTab:
		g.tab(dir)
	case fyne.KeyReturn, fyne.KeyEnter:
		if c := g.cursorCell(); !c.Editable && g.OnActivate != nil {
			g.OnActivate(g.sel.row, g.sel.col)
			return
		}
		g.enter(dir)
	case fyne.KeyF2:
		g.edit()
	case fyne.KeyDelete:
		g.clear()
	case fyne.KeyBackspace:
		g.typeOver("")
	case fyne.KeyEscape:
		g.moveTo(g.sel.row, g.sel.col, false)
	case fyne.KeyF10:
		if !shift {
			g.passKey(ev)
			return
		}
		g.menuAtCursor()
	case desktop.KeyMenu:
		g.menuAtCursor()
	default:
		g.passKey(ev)
	}
}

// passKey gives a key that the grid does not know to the window, as if nothing had the focus.
func (g *Grid) passKey(ev *fyne.KeyEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(g); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(ev)
	}
}

// moved tells that the key moves the cursor, and does.
func (g *Grid) moved(name fyne.KeyName, shift bool) bool {
	row, _ := g.from(shift)
	switch name {
	case fyne.KeyUp:
		g.step(-1, 0, shift)
	case fyne.KeyDown:
		g.step(1, 0, shift)
	case fyne.KeyLeft:
		g.step(0, -1, shift)
	case fyne.KeyRight:
		g.step(0, 1, shift)
	case fyne.KeyHome:
		g.moveTo(row, g.frozen.cols, shift)
	case fyne.KeyEnd:
		g.moveTo(row, g.lastIn(row), shift)
	case fyne.KeyPageUp:
		g.page(-1, shift)
	case fyne.KeyPageDown:
		g.page(1, shift)
	default:
		return false
	}
	return true
}

// TypedRune begins to type over the cell.
func (g *Grid) TypedRune(r rune) { g.typeOver(string(r)) }

// TypedShortcut takes what comes with Ctrl or Alt; what the grid does not know goes to the window.
func (g *Grid) TypedShortcut(s fyne.Shortcut) {
	switch s := s.(type) {
	case *fyne.ShortcutCopy:
		s.Clipboard.SetContent(g.copied())
	case *fyne.ShortcutCut:
		s.Clipboard.SetContent(g.copied())
		g.clear()
	case *fyne.ShortcutPaste:
		g.paste(s.Clipboard.Content())
	case *fyne.ShortcutSelectAll:
		g.selectAll()
	case *fyne.ShortcutUndo:
		call(g.OnUndo)
	case *fyne.ShortcutRedo:
		call(g.OnRedo)
	case *desktop.CustomShortcut:
		if g.OnKey != nil && g.OnKey(s.KeyName, s.Modifier) || g.shortcut(s) {
			return
		}
		g.pass(s)
	default:
		g.pass(s)
	}
}

func call(f func()) {
	if f != nil {
		f()
	}
}

// shortcut takes Ctrl with a key that moves.
func (g *Grid) shortcut(s *desktop.CustomShortcut) bool {
	if s.Modifier == fyne.KeyModifierAlt && s.KeyName == fyne.KeyDown {
		g.choose()
		return true
	}
	if s.Modifier&^fyne.KeyModifierShift != fyne.KeyModifierControl {
		return false
	}
	shift := s.Modifier&fyne.KeyModifierShift != 0
	_, col := g.from(shift)
	switch s.KeyName {
	case fyne.KeyUp:
		g.leap(-1, 0, shift)
	case fyne.KeyDown:
		g.leap(1, 0, shift)
	case fyne.KeyLeft:
		g.leap(0, -1, shift)
	case fyne.KeyRight:
		g.leap(0, 1, shift)
	case fyne.KeyHome:
		r, c := g.home()
		g.moveTo(r, c, shift)
	case fyne.KeyEnd:
		r, c := g.lastCell()
		g.moveTo(r, c, shift)
	case fyne.KeySpace:
		g.sel.from, g.sel.ext = [2]int{0, col}, [2]int{g.rows - 1, col}
		g.redraw()
	case fyne.KeyD:
		g.fillDown()
	case fyne.KeyEqual, fyne.KeyPlus:
		g.SetZoom(g.Zoom + 0.1)
	case fyne.KeyMinus:
		g.SetZoom(g.Zoom - 0.1)
	case fyne.Key0:
		g.SetZoom(1)
	default:
		return false
	}
	return true
}

// pass gives a shortcut to the window, whose own it may be.
func (g *Grid) pass(s fyne.Shortcut) {
	if g.OnShortcut != nil {
		g.OnShortcut(s)
		return
	}
	c := fyne.CurrentApp().Driver().CanvasForObject(g)
	if c, ok := c.(interface{ TypedShortcut(fyne.Shortcut) }); ok {
		c.TypedShortcut(s)
	}
}

func (g *Grid) cursorCell() Cell {
	if g.rows == 0 || g.cols == 0 {
		return Cell{}
	}
	return g.src.Cell(g.sel.row, g.sel.col)
}

func (g *Grid) menuAtCursor() {
	if g.OnMenu == nil {
		return
	}
	g.reveal()
	at, size := g.box(g.areaOf(g.sel.row, g.sel.col))
	at = fyne.CurrentApp().Driver().AbsolutePositionForObject(g).Add(at).AddXY(0, size.Height)
	g.OnMenu(g.sel.row, g.sel.col, at)
}
