package app

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// door is one way into the work: a button and a line that says what happens behind it.
type door struct {
	name, line string
	icon       fyne.Resource
	enter      func()
}

func (w *Window) doors() []door {
	return []door{
		{w.say("door.open"), w.say("door.open-line"), theme.FolderOpenIcon(), w.askForBook},
		{w.say("door.try"), w.say("door.try-line"), theme.MediaPlayIcon(), w.askForFolder},
	}
}

// A door's line stands on two or three lines below its button.
const (
	doorWidth    = 320
	buttonHeight = 60
	lineHeight   = 64
)

func newStartScreen(w *Window) fyne.CanvasObject {
	name := newInked(w.say("window.title"), theme.ColorNamePrimary, 44, fyne.TextStyle{Bold: true}).centred()
	tagline := widget.NewLabelWithStyle(w.say("window.tagline"), fyne.TextAlignCenter, fyne.TextStyle{})
	doors := container.NewHBox(layout.NewSpacer())
	for _, d := range w.doors() {
		doors.Add(newDoor(d))
	}
	doors.Add(layout.NewSpacer())
	drop := widget.NewLabelWithStyle(w.say("door.drop"), fyne.TextAlignCenter, fyne.TextStyle{})
	top := container.NewVBox()
	if w.icon != nil {
		picture := canvas.NewImageFromResource(w.icon)
		picture.FillMode = canvas.ImageFillContain
		picture.SetMinSize(fyne.NewSquareSize(96))
		top.Add(picture)
	}
	top.Add(name)
	top.Add(tagline)
	return container.NewVBox(layout.NewSpacer(), top, gap(24), doors, gap(12), drop, layout.NewSpacer(), layout.NewSpacer())
}

func newDoor(d door) fyne.CanvasObject {
	b := newPressButton(d.name, d.icon, d.enter)
	b.Importance = widget.HighImportance
	line := widget.NewLabelWithStyle(d.line, fyne.TextAlignCenter, fyne.TextStyle{})
	line.Wrapping = fyne.TextWrapWord
	return container.NewPadded(container.NewVBox(
		container.NewGridWrap(fyne.NewSize(doorWidth, buttonHeight), b),
		container.NewGridWrap(fyne.NewSize(doorWidth, lineHeight), line)))
}

func gap(tall float32) fyne.CanvasObject {
	o := canvas.NewRectangle(color.Transparent)
	o.SetMinSize(fyne.NewSize(1, tall))
	return o
}

func fileDialogSize() fyne.Size { return fyne.NewSize(900, 560) }

// askForBook lets the person pick a book, then opens it.
func (w *Window) askForBook() {
	d := dialog.NewFileOpen(func(f fyne.URIReadCloser, err error) {
		if err != nil {
			w.showProblem(err)
			return
		}
		if f == nil { // nothing was picked
			return
		}
		path := f.URI().Path()
		_ = f.Close()
		w.open(path)
	}, w.win)
	d.SetTitleText(w.say("door.open"))
	d.SetFilter(storage.NewExtensionFileFilter([]string{bookSuffix}))
	d.Show()
	d.Resize(fileDialogSize()) // there is nothing to resize before
}

// askForFolder lets the person pick where the sample is made, then makes it.
func (w *Window) askForFolder() {
	d := dialog.NewFolderOpen(func(folder fyne.ListableURI, err error) {
		if err != nil {
			w.showProblem(err)
			return
		}
		if folder != nil {
			w.tryIt(folder.Path())
		}
	}, w.win)
	d.SetTitleText(w.say("door.try-where"))
	d.SetConfirmText(w.say("door.try-here"))
	d.Show()
	d.Resize(fileDialogSize()) // there is nothing to resize before
}

// dropped takes the files that were dropped onto the window. Path, not String: names are Vietnamese.
func (w *Window) dropped(_ fyne.Position, uris []fyne.URI) {
	var paths []string
	for _, u := range uris {
		paths = append(paths, u.Path())
	}
	w.take(paths)
}

// take is the one road of files that are dropped, given to the program or picked: a book is opened, other
// files go to the room that is shown.
func (w *Window) take(paths []string) {
	path, others := pickBook(paths)
	switch {
	case path != "":
		w.open(path)
	case len(others) == 0:
	case w.shell != nil && w.shell.take(paths):
	default:
		w.showKeyDialog(w.say("problem.title"), w.say("problem.close"),
			problemText(w.say("drop.no-book", "file", others[0]), w.say("drop.no-book-hint")), nil)
	}
}

// take hands files to the room that is shown, or else to the first room that takes files.
func (s *shell) take(paths []string) bool {
	if d, ok := s.room().(dropped); ok && d.drop(paths) {
		return true
	}
	return false
}
