package app

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// theCanvas is that of the program's one window, in tests of the newest; nil if there is none.
func theCanvas() fyne.Canvas {
	all := fyne.CurrentApp().Driver().AllWindows()
	if len(all) == 0 {
		return nil
	}
	return all[len(all)-1].Canvas()
}

// passKey gives the window a key that the widget with the focus has no use for. Fyne asks the window only when
// nothing has the focus, and so F5 would do nothing beside a button.
func passKey(ev *fyne.KeyEvent) {
	if c := theCanvas(); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(ev)
	}
}

// functionKey tells F1 to F12, which no entry has a use for.
func functionKey(key fyne.KeyName) bool { return len(key) > 1 && strings.HasPrefix(string(key), "F") }

// passShortcut gives the window a shortcut of its own, such as Ctrl+O, when an entry or a table has the focus.
// Copying, pasting and the like are the widget's.
func passShortcut(s fyne.Shortcut) {
	if _, ok := s.(*desktop.CustomShortcut); !ok {
		return
	}
	if h, ok := theCanvas().(fyne.Shortcutable); ok {
		h.TypedShortcut(s)
	}
}
