package app

import (
	"path/filepath"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
	"golang.org/x/text/unicode/norm"

	"bieuxa/office"
)

// pick asks for files or a folder. Fyne's own file dialog takes one file, no Esc and no pasted path.
type pick struct {
	title    string
	suffixes []string // ".xlsx"; none: every file
	many     bool     // several files
	folders  bool     // whole folders too
	name     string   // of pickSave: the name to begin with
	ok       string   // the button's word; empty: the usual one
	purpose  string   // the folder used last for the same purpose is begun in; empty: the title
	then     func(paths []string)

	mode pickMode
}

type pickMode uint8

const (
	pickingFiles pickMode = iota
	pickingFolder
	pickingSave
)

// pickFiles asks for one file or, if the pick says so, for several files and folders.
func (w *Window) pickFiles(p pick) *picker {
	p.mode = pickingFiles
	return w.openPicker(p)
}

// pickFolder asks for one folder.
func (w *Window) pickFolder(p pick) *picker {
	p.mode = pickingFolder
	return w.openPicker(p)
}

// pickSave asks where to write a file, and before an existing one is overwritten. The name ends with one of
// the suffixes, whatever was typed.
func (w *Window) pickSave(p pick) *picker {
	p.mode = pickingSave
	return w.openPicker(p)
}

// picker is a pick that is shown.
type picker struct {
	w      *Window
	pick   pick
	k      *keyDialog
	dir    string // what is listed
	path   *pathEntry
	name   *lineEntry // of pickingSave
	list   *dataTable[office.Listed]
	places *fyne.Container
	status *widget.Label
	ok     *pressButton
}

// pickerSize is that of the dialog at text of 100 %.
func pickerSize() fyne.Size { return fyne.NewSize(920, 560) }

func (w *Window) openPicker(p pick) *picker {
	if p.purpose == "" {
		p.purpose = p.title
	}
	s := &picker{w: w, pick: p, places: container.NewVBox(), status: widget.NewLabel("")}
	s.status.Truncation = fyne.TextTruncateEllipsis
	s.list = newDataTable(w, s.columns(), func(l office.Listed) string { return l.Path })
	s.list.many = p.many
	s.list.group = func(l office.Listed) int {
		if l.Folder {
			return 0
		}
		return 1
	}
	s.list.activate, s.list.picked, s.list.back = s.activate, s.pickedRow, s.up
	keys := dialogKeys{escape: func() { s.k.dismiss() }}
	s.list.keys, s.list.paste = keys, s.paste
	s.list.other = func(key fyne.KeyName) bool {
		if key == fyne.KeyF5 {
			s.show(s.dir)
		}
		return key == fyne.KeyF5
	}
	s.k = w.openDialog(dialogPlan{title: p.title, content: s.draw(keys), buttons: s.buttons(), keys: dialogKeys{enter: s.accept, escape: keys.escape},
		size: pickerSize(), focus: s.list.body})
	if s.name != nil {
		w.win.Canvas().Focus(s.name)
	}
	s.list.activateNone = func() {
		if s.pick.mode == pickingFolder && s.dir != "" {
			s.accept()
		}
	}
	s.begin()
	return s
}

func (s *picker) draw(keys dialogKeys) fyne.CanvasObject {
	w := s.w
	s.path = newPathEntry(w.say("picker.path-hint"), func(text string) { s.goTo(text) })
	s.path.keys = dialogKeys{enter: func() { s.goTo(s.path.Text) }, escape: keys.escape}
	up := newTipButton(w, "", theme.MoveUpIcon(), w.say("picker.up"), s.up)
	up.setKeys(keys)
	top := container.NewBorder(nil, nil, widget.NewLabel(w.say("picker.path")), up, s.path)
	foot := container.NewVBox(s.status)
	if s.pick.mode == pickingSave {
		s.name = newLineEntry(s.pick.name)
		s.name.keys = dialogKeys{enter: s.accept, escape: keys.escape}
		foot = container.NewVBox(container.NewBorder(nil, nil, widget.NewLabel(w.say("picker.file-name")), nil, s.name), s.status)
	}
	side := container.New(&atLeast{width: 170}, container.NewVScroll(s.places))
	return container.NewBorder(top, foot, container.NewBorder(nil, nil, nil, gapWide(6), side), nil, s.list)
}

func gapWide(wide float32) fyne.CanvasObject {
	return container.New(layout.NewCustomPaddedLayout(0, 0, wide, 0))
}

// buttons are those at the foot of the dialog.
func (s *picker) buttons() []*pressButton {
	w, word := s.w, s.pick.ok
	if word == "" {
		word = map[pickMode]string{pickingFiles: w.say("picker.open"), pickingFolder: w.say("picker.this-folder"), pickingSave: w.say("picker.save")}[s.pick.mode]
	}
	s.ok = newPressButton(word, nil, s.accept)
	s.ok.Importance = widget.HighImportance
	out := []*pressButton{s.ok, newPressButton(w.say("ask.cancel"), nil, func() { s.k.dismiss() })}
	switch {
	case s.pick.mode != pickingFiles:
		out = append([]*pressButton{newPressButton(w.say("picker.new-folder"), theme.FolderNewIcon(), s.newFolder)}, out...)
	case s.pick.folders:
		out = append([]*pressButton{newPressButton(w.say("picker.whole-folder"), theme.FolderIcon(), func() { s.done([]string{s.dir}) })}, out...)
	}
	return out
}

func (s *picker) columns() []column[office.Listed] {
	w := s.w
	return []column[office.Listed]{
		{title: w.say("picker.name"), width: 240, grow: 1, text: func(l office.Listed) string { return norm.NFC.String(l.Name) }},
		{title: w.say("picker.kind"), width: 110, text: func(l office.Listed) string {
			if l.Folder {
				return w.say("picker.folder")
			}
			return w.words.UI(kindWord(l), nil)
		}},
		{title: w.say("picker.changed"), width: 138, text: func(l office.Listed) string { return l.Changed.Local().Format("02/01/2006 15:04") },
			order: func(a, b office.Listed) int { return a.Changed.Compare(b.Changed) }},
		{title: w.say("picker.size"), width: 96, align: fyne.TextAlignTrailing, text: func(l office.Listed) string {
			if l.Folder {
				return ""
			}
			return sizeText(l.Size, w.words)
		}, order: func(a, b office.Listed) int { return int(max(min(a.Size-b.Size, 1), -1)) }},
	}
}

// showPlaces offers the places that exist, and the folders used lately.
func (s *picker) showPlaces(places []office.Place) {
	s.places.RemoveAll()
	for _, p := range places {
		icon := theme.FolderIcon()
		switch p.Kind {
		case "drive":
			icon = theme.StorageIcon()
		case "home":
			icon = theme.HomeIcon()
		case "recent":
			icon = theme.HistoryIcon()
		case "desktop":
			icon = theme.ComputerIcon()
		}
		b := newTipButton(s.w, shortened(placeText(p, s.w.words), 120*textScale(), measured(true)), icon, p.Path, func() { s.show(p.Path) })
		b.Alignment, b.Importance = widget.ButtonAlignLeading, widget.LowImportance
		b.setKeys(dialogKeys{escape: func() { s.k.dismiss() }})
		s.places.Add(b)
	}
}

// say tells in the line below the list what will be taken.
func (s *picker) tell() {
	w, rows := s.w, s.list.selected()
	text := ""
	switch {
	case s.pick.mode == pickingFolder:
		text = w.say("picker.will-take", "path", s.folder())
	case s.pick.mode == pickingSave:
		text = ""
	case len(rows) > 1:
		text = w.say("picker.selected", "n", strconv.Itoa(len(rows)))
	case len(rows) == 1:
		text = norm.NFC.String(rows[0].Name)
	case len(s.pick.suffixes) > 0:
		text = w.say("picker.only", "suffixes", suffixLine(s.pick.suffixes))
	}
	s.status.Importance = widget.MediumImportance
	s.status.SetText(text)
}

// complain tells in the same line what is missing yet.
func (s *picker) complain(text string) {
	s.status.Importance = widget.DangerImportance
	s.status.SetText("✕ " + text)
}

// folder is the folder that would be taken: the one selected, else the one that is listed.
func (s *picker) folder() string {
	if rows := s.list.selected(); len(rows) == 1 && rows[0].Folder {
		return rows[0].Path
	}
	return s.dir
}

// up lists the folder above, with the one that was left selected.
func (s *picker) up() {
	from := s.dir
	if above := filepath.Dir(from); above != from {
		s.showThen(above, func() { s.list.select1(from) })
	}
}

// pathEntry takes paths; several lines pasted into it are taken at once.
type pathEntry struct {
	lineEntry
	several func(text string)
}

func newPathEntry(placeholder string, several func(string)) *pathEntry {
	e := &pathEntry{several: several}
	e.Wrapping, e.PlaceHolder = fyne.TextWrapOff, placeholder
	e.ExtendBaseWidget(e)
	return e
}

func (e *pathEntry) TypedShortcut(sc fyne.Shortcut) {
	if paste, ok := sc.(*fyne.ShortcutPaste); ok {
		if text := strings.TrimSpace(paste.Clipboard.Content()); strings.ContainsAny(text, "\n\r") {
			e.several(text)
			return
		}
	}
	e.lineEntry.TypedShortcut(sc)
}
