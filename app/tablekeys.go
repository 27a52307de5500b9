package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

func (b *tableBody) FocusGained() {
	b.focused = true
	b.drawAll()
}

func (b *tableBody) FocusLost() {
	b.focused, b.inHead, b.mod = false, false, 0
	b.drawAll()
}

func (b *tableBody) drawAll() {
	b.f.head.draw()
	b.draw()
}

func (b *tableBody) KeyDown(ev *fyne.KeyEvent) { b.mod |= modifierOf(ev.Name) }
func (b *tableBody) KeyUp(ev *fyne.KeyEvent)   { b.mod &^= modifierOf(ev.Name) }

func modifierOf(key fyne.KeyName) fyne.KeyModifier {
	switch key {
	case desktop.KeyShiftLeft, desktop.KeyShiftRight:
		return fyne.KeyModifierShift
	case desktop.KeyControlLeft, desktop.KeyControlRight:
		return fyne.KeyModifierControl
	}
	return 0
}

// TypedKey moves over the rows, above the first of them over the headings.
func (b *tableBody) TypedKey(ev *fyne.KeyEvent) {
	f := b.f
	if b.inHead {
		b.typedInHead(ev)
		return
	}
	page := max(int(f.scroll.Size().Height/rowHeight())-1, 1)
	switch ev.Name {
	case fyne.KeyUp:
		if f.row == 0 && b.mod == 0 {
			b.inHead = true
			b.drawAll()
			return
		}
		b.moveTo(f.row - 1)
	case fyne.KeyDown:
		b.moveTo(f.row + 1)
	case fyne.KeyPageUp:
		b.moveTo(f.row - page)
	case fyne.KeyPageDown:
		b.moveTo(f.row + page)
	case fyne.KeyHome:
		b.moveTo(0)
	case fyne.KeyEnd:
		b.moveTo(f.count - 1)
	case fyne.KeyLeft:
		b.sideways(-1)
	case fyne.KeyRight:
		b.sideways(1)
	case fyne.KeyReturn, fyne.KeyEnter:
		f.on.activate(f.row)
	case fyne.KeySpace:
		f.on.toggle(f.row)
	case fyne.KeyBackspace:
		if f.back != nil {
			f.back()
		}
	case desktop.KeyMenu:
		b.menuAtRow()
	case fyne.KeyF10:
		if b.mod == fyne.KeyModifierShift {
			b.menuAtRow()
		}
	default:
		switch {
		case f.other != nil && f.other(ev.Name):
		case f.keys.take(ev):
		default:
			f.w.typedKey(ev) // F5, F8: the window's
		}
	}
}

// typedInHead moves over the headings; Enter and Space sort, Down goes back to the rows.
func (b *tableBody) typedInHead(ev *fyne.KeyEvent) {
	f := b.f
	switch ev.Name {
	case fyne.KeyLeft:
		b.sideways(-1)
	case fyne.KeyRight:
		b.sideways(1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		f.on.sort(b.col)
	case fyne.KeyDown:
		b.inHead = false
	case fyne.KeyEscape:
		b.inHead = false
	}
	b.drawAll()
}

func (b *tableBody) sideways(step int) {
	b.col = max(min(b.col+step, len(b.f.heads)-1), 0)
	b.f.showColumn(b.col)
}

func (b *tableBody) moveTo(row int) {
	f := b.f
	if f.count == 0 {
		return
	}
	f.row = max(min(row, f.count-1), 0)
	f.showRow(f.row)
	f.on.choose(f.row, b.mod&fyne.KeyModifierShift)
}

func (b *tableBody) menuAtRow() {
	f := b.f
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(b)
	f.on.menu(f.row, at.AddXY(cellSide+f.scroll.Offset.X, float32(f.row+1)*rowHeight()))
}

func (b *tableBody) TypedRune(r rune) {
	if r != ' ' {
		b.f.on.letter(r)
	}
}

// TypedShortcut takes Ctrl+C, Ctrl+A and Ctrl+Home/End; the rest is the window's.
func (b *tableBody) TypedShortcut(s fyne.Shortcut) {
	f := b.f
	switch s := s.(type) {
	case *fyne.ShortcutCopy:
		f.on.copy()
	case *fyne.ShortcutSelectAll:
		f.on.all()
	case *fyne.ShortcutPaste:
		if f.paste != nil {
			f.paste(s)
		}
	case *desktop.CustomShortcut:
		switch {
		case s.Modifier == fyne.KeyModifierShift && s.KeyName == fyne.KeyF10:
			b.menuAtRow()
		case s.Modifier == fyne.KeyModifierControl && s.KeyName == fyne.KeyHome:
			b.moveTo(0)
		case s.Modifier == fyne.KeyModifierControl && s.KeyName == fyne.KeyEnd:
			b.moveTo(f.count - 1)
		default:
			passShortcut(s)
		}
	}
}

// rowAt is the row at a position of the body; -1 below the last.
func (b *tableBody) rowAt(at fyne.Position) int {
	if row := int(at.Y / rowHeight()); row >= 0 && row < b.f.count {
		return row
	}
	return -1
}

func (b *tableBody) MouseDown(ev *desktop.MouseEvent) {
	f := b.f
	f.w.noTip()
	f.w.win.Canvas().Focus(b)
	row := b.rowAt(ev.Position)
	if row < 0 {
		return
	}
	b.inHead = false
	f.row = row
	if col := f.columnAt(ev.Position.X - f.scroll.Offset.X); col >= 0 {
		b.col = col
	}
	if ev.Button == desktop.MouseButtonSecondary {
		b.drawAll()
		return
	}
	if col := f.columnAt(ev.Position.X - f.scroll.Offset.X); col >= 0 && f.heads[col].title == checkTitle {
		f.on.toggle(row)
		return
	}
	f.on.choose(row, ev.Modifier)
}

func (b *tableBody) MouseUp(*desktop.MouseEvent) {}

func (b *tableBody) DoubleTapped(ev *fyne.PointEvent) {
	if row := b.rowAt(ev.Position); row >= 0 {
		b.f.on.activate(row)
	}
}

func (b *tableBody) TappedSecondary(ev *fyne.PointEvent) {
	if row := b.rowAt(ev.Position); row >= 0 {
		b.f.row = row
		b.f.on.menu(row, ev.AbsolutePosition)
	}
}

func (b *tableBody) MouseIn(ev *desktop.MouseEvent) { b.MouseMoved(ev) }
func (b *tableBody) MouseOut()                      { b.f.w.noTip() }

// MouseMoved tells what has no room in a cell.
func (b *tableBody) MouseMoved(ev *desktop.MouseEvent) {
	b.f.w.tip(b.tipAt(ev.Position), ev.AbsolutePosition)
}

// tipAt is what is to be said of the cell at a position; empty if all of it is to be seen.
func (b *tableBody) tipAt(at fyne.Position) string {
	f, row := b.f, b.rowAt(at)
	col := f.columnAt(at.X - f.scroll.Offset.X)
	if row < 0 || col < 0 {
		return ""
	}
	cell := f.on.cell(row, col)
	switch {
	case cell.tip != "":
		return cell.tip
	case f.shorten(cell.text, f.widths[col], cell.bold) != cell.text:
		return cell.text
	}
	return ""
}
