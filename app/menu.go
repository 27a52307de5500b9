package app

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// menus are the window's menus. They are made anew whenever a door opens or closes.
func (w *Window) menus() *fyne.MainMenu {
	item := func(id string, do func()) *fyne.MenuItem {
		return fyne.NewMenuItem(w.say("menu."+id), w.unlessAsked(do))
	}
	with := func(i *fyne.MenuItem, key fyne.KeyName) *fyne.MenuItem {
		i.Shortcut = &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierControl}
		return i
	}
	line := fyne.NewMenuItemSeparator
	file := fyne.NewMenu(w.say("menu.file"),
		item("open-return", w.askForReturn), with(item("open-book", w.askForBook), fyne.KeyO), item("new-book", w.askNewBook), line(),
		item("try", w.askForFolder), line(), item("start", w.toStart))
	quit := fyne.NewMenuItem(w.say("menu.quit"), w.win.Close)
	quit.IsQuit = true
	file.Items = append(file.Items, line(), quit)
	view := fyne.NewMenu(w.say("menu.view"))
	if w.shell != nil {
		for i, d := range w.shell.defs {
			room := fyne.NewMenuItem(w.say("room."+d.id), w.unlessAsked(func() { w.inShell(func(s *shell) { s.goTo(d.id) }) }))
			view.Items = append(view.Items, with(room, fyne.KeyName(rune('1'+i))))
		}
		view.Items = append(view.Items, line())
	}
	view.Items = append(view.Items, with(item("larger", func() { w.zoom(1) }), fyne.KeyEqual), with(item("smaller", func() { w.zoom(-1) }), fyne.KeyMinus), line())
	chosen := w.office.Preferences().Palette
	for _, p := range []string{paletteLight, paletteDark, paletteContrast} {
		i := item("palette-"+p, func() { w.paint(p) })
		i.Checked = p == chosen
		view.Items = append(view.Items, i)
	}
	help := fyne.NewMenu(w.say("menu.help"), item("guide", w.help), item("keys", func() { w.showGuide(guidePlace{id: guideKeys}) }), item("about", w.showAbout))
	return fyne.NewMainMenu(file, view, help)
}

// unlessAsked keeps a menu from working behind a dialog.
func (w *Window) unlessAsked(do func()) func() {
	return func() {
		if len(w.dialog) == 0 {
			do()
		}
	}
}

// toStart lets the book that is open go and shows the doors.
func (w *Window) toStart() {
	w.closeBook()
	w.showStart()
}

// zoom makes text a step larger or smaller, and remembers it.
func (w *Window) zoom(step int) {
	sizes := textSizes()
	at, _ := slices.BinarySearch(sizes, w.office.Preferences().TextSize)
	next := sizes[min(max(at+step, 0), len(sizes)-1)]
	w.choose(func(l *look) { l.textSize = next })
}

// paint chooses a palette, and remembers it.
func (w *Window) paint(palette string) { w.choose(func(l *look) { l.palette = palette }) }

// choose changes how the window looks. What cannot be remembered holds until the program ends.
func (w *Window) choose(change func(*look)) {
	p := w.office.Preferences()
	l := look{p.Palette, p.TextSize}
	change(&l)
	p.Palette, p.TextSize = l.palette, l.textSize
	if err := w.office.SavePreferences(p); err != nil {
		logError("remembering how the window looks", err)
	}
	setLook(l)
	w.win.SetMainMenu(w.menus())
	if w.shell == nil {
		return
	}
	if s, ok := w.shell.room().(*settingsScreen); ok && s.looks != nil {
		s.looks.show()
	}
}

// addKeys gives the window the shortcuts that hold everywhere.
func (w *Window) addKeys(c fyne.Canvas) {
	on := func(key fyne.KeyName, do func()) {
		c.AddShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierControl}, func(fyne.Shortcut) { w.unlessAsked(do)() })
	}
	on(fyne.KeyO, w.askForBook)
	on(fyne.KeyI, func() { w.inShell((*shell).askFiles) })
	on(fyne.KeyEqual, func() { w.zoom(1) })
	on(fyne.KeyPlus, func() { w.zoom(1) })
	on(fyne.KeyMinus, func() { w.zoom(-1) })
	w.addReviewKeys(c)
	for i, d := range rooms() {
		on(fyne.KeyName(rune('1'+i)), func() { w.inShell(func(s *shell) { s.goTo(d.id) }) })
	}
}

// shownKeys are the shortcuts that the help lists, in groups.
func shownKeys() [][]string {
	return [][]string{
		{"keys.window", "Ctrl+O", "keys.open", "Ctrl+I", "keys.take", "Ctrl+1 … 9", "keys.rooms", "F5", "keys.again", "Ctrl+=  Ctrl+-", "keys.text", "Esc", "keys.escape", "F1", "keys.help"},
		{"keys.reports", "PgUp  PgDn", "keys.pages", "F2", "keys.letter", "F4", "keys.print"},
		{"keys.return", "F8  Shift+F8", "keys.walk", "F2", "keys.edit", "Alt+Down", "keys.choose", "F4", "keys.suggest", "F9", "keys.explain", "F6", "keys.side", "F7", "keys.back", "Esc", "keys.leave", "Ctrl+Z  Ctrl+Y", "keys.undo", "Ctrl+C  Ctrl+V", "keys.copy", "Ctrl+F", "keys.find", "Ctrl+PgUp  Ctrl+PgDn", "keys.sheet"},
	}
}

// keyList lists the shortcuts.
func (w *Window) keyList() fyne.CanvasObject {
	box := lines()
	for _, group := range shownKeys() {
		box.Add(widget.NewLabelWithStyle(w.say(group[0]), fyne.TextAlignLeading, fyne.TextStyle{Bold: true}))
		for i := 1; i+1 < len(group); i += 2 {
			key := container.NewStack(wide(170*textScale()), widget.NewLabel(group[i]))
			box.Add(container.NewBorder(nil, nil, key, nil, wrapped(w.say(group[i+1]), fyne.TextStyle{})))
		}
	}
	return box
}

// wide takes room from left to right.
func wide(width float32) fyne.CanvasObject {
	o := canvas.NewRectangle(color.Transparent)
	o.SetMinSize(fyne.NewSize(width, 1))
	return o
}

// showAbout says what the program is and where it keeps its things.
func (w *Window) showAbout() {
	version := w.version
	if version == "" {
		version = "–"
	}
	text := container.NewVBox(wrapped(w.say("about.what"), fyne.TextStyle{}), wrapped(w.say("about.version", "version", version), fyne.TextStyle{}),
		wrapped(w.say("about.law"), fyne.TextStyle{}), wrapped(w.say("about.licence"), fyne.TextStyle{}))
	if isStill() {
		text.Add(wrapped(w.say("screen.software"), fyne.TextStyle{}))
	}
	w.showKeyDialog(w.say("window.title"), w.say("problem.close"), text, nil)
}
