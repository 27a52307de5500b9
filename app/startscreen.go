package app

import (
	"context"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"bieuxa/office"
)

// door is one way into the work: whose it is, a line that says what happens behind it, and its buttons.
type door struct {
	name, line string
	ways       []way
}

// way is a button of a door.
type way struct {
	name  string
	icon  fyne.Resource
	enter func()
}

func (w *Window) doors() []door {
	return []door{
		{w.say("door.clerk"), w.say("door.clerk-line"), []way{{w.say("door.return"), theme.DocumentIcon(), w.askForReturn}}},
		{w.say("door.office"), w.say("door.office-line"), []way{
			{w.say("door.open"), theme.FolderOpenIcon(), w.askForBook},
			{w.say("door.new"), theme.DocumentCreateIcon(), w.askNewBook}}},
		{w.say("door.try"), w.say("door.try-line"), []way{{w.say("door.try-make"), theme.MediaPlayIcon(), w.askForFolder}}},
	}
}

const (
	doorWidth = 340 // at text of 100 %
	pageWidth = 1080
)

// newStartScreen is the page of the doors. It scrolls where text is large.
func newStartScreen(w *Window) fyne.CanvasObject {
	top := container.NewVBox()
	if w.icon != nil {
		picture := canvas.NewImageFromResource(w.icon)
		picture.FillMode = canvas.ImageFillContain
		picture.SetMinSize(fyne.NewSquareSize(72))
		top.Add(picture)
	}
	top.Add(newInked(w.say("window.title"), theme.ColorNamePrimary, 36, fyne.TextStyle{Bold: true}).centred())
	tagline := widget.NewLabelWithStyle(w.say("window.tagline"), fyne.TextAlignCenter, fyne.TextStyle{})
	tagline.Wrapping = fyne.TextWrapWord
	top.Add(tagline)
	var cards []fyne.CanvasObject
	for _, d := range w.doors() {
		cards = append(cards, newDoor(d))
	}
	doors := container.New(&cardRow{width: doorWidth, gap: 20}, cards...)
	drop := widget.NewLabelWithStyle(w.say("door.drop"), fyne.TextAlignCenter, fyne.TextStyle{})
	drop.Wrapping = fyne.TextWrapWord
	recent := container.NewVBox()
	page := container.NewVBox(gap(20), top, gap(12), doors, gap(4), drop, container.New(&middle{width: pageWidth - 300}, recent))
	foot := newInked(w.say("start.version", "version", w.version), theme.ColorNamePlaceHolder, 12, fyne.TextStyle{}).centred()
	if w.version == "" {
		foot.Hide()
	}
	w.readRecent(recent)
	return container.NewBorder(nil, foot, nil, nil, container.NewVScroll(page))
}

func newDoor(d door) fyne.CanvasObject {
	name := widget.NewLabelWithStyle(d.name, fyne.TextAlignCenter, fyne.TextStyle{Bold: true})
	name.SizeName, name.Wrapping = theme.SizeNameSubHeadingText, fyne.TextWrapWord
	line := widget.NewLabelWithStyle(d.line, fyne.TextAlignCenter, fyne.TextStyle{})
	line.Wrapping = fyne.TextWrapWord
	ways := container.NewVBox()
	for i, x := range d.ways {
		b := newPressButton(x.name, x.icon, x.enter)
		if i == 0 {
			b.Importance = widget.HighImportance
		}
		ways.Add(b)
	}
	return framed(container.NewPadded(container.NewPadded(container.NewBorder(container.NewVBox(name, line), ways, nil, nil))))
}

// framed draws a thin line around what belongs together.
func framed(o fyne.CanvasObject) fyne.CanvasObject {
	return container.NewStack(newFilled(theme.ColorNameSeparator),
		container.New(layout.NewCustomPaddedLayout(1, 1, 1, 1), container.NewStack(newFilled(theme.ColorNameBackground), o)))
}

func gap(tall float32) fyne.CanvasObject {
	o := canvas.NewRectangle(color.Transparent)
	o.SetMinSize(fyne.NewSize(1, tall))
	return o
}

// readRecent fills the box with the files opened last, once it is known which are still there.
func (w *Window) readRecent(box *fyne.Container) {
	runInOrder(w, job[[]office.RecentFile]{
		do:   func(context.Context, func(i, n int)) ([]office.RecentFile, error) { return w.office.Recent(), nil },
		show: func(files []office.RecentFile) { w.showRecent(box, files) },
	})
}

func (w *Window) showRecent(box *fyne.Container, files []office.RecentFile) {
	box.RemoveAll()
	rows := recentRows(files, w.words)
	if len(rows) > 0 {
		box.Add(widget.NewLabelWithStyle(w.say("start.recent"), fyne.TextAlignLeading, fyne.TextStyle{Bold: true}))
	}
	for _, r := range rows {
		box.Add(w.recentLine(r, box))
	}
	box.Refresh()
}

// recentLine is a file opened before: its name opens it, its folder stands beside it, a button takes it off the list.
func (w *Window) recentLine(r recentRow, box *fyne.Container) fyne.CanvasObject {
	icon := theme.FileIcon()
	if isBook(r.path) {
		icon = theme.StorageIcon()
	}
	open := newPressButton(r.name, icon, func() { w.take([]string{r.path}) })
	open.Importance, open.Alignment = widget.LowImportance, widget.ButtonAlignLeading
	where := quiet(r.folder).(*widget.Label)
	if r.missing {
		open.Icon = theme.WarningIcon()
		open.Disable()
		where.SetText(r.note + " " + r.folder)
	}
	off := newPressButton(w.say("start.forget"), theme.ContentClearIcon(), func() { w.forget(r.path, box) })
	off.Importance = widget.LowImportance
	inset := container.New(layout.NewCustomPaddedLayout(0, 0, theme.IconInlineSize(), 0), where)
	return container.NewBorder(nil, nil, nil, container.NewVBox(off),
		container.New(layout.NewCustomPaddedVBoxLayout(-6), container.NewStack(gap(open.MinSize().Height), container.NewClip(container.NewHBox(open))), inset))
}

// forget takes a file off the list of recent ones; the file stays where it is.
func (w *Window) forget(path string, box *fyne.Container) {
	runInOrder(w, job[[]office.RecentFile]{
		do: func(context.Context, func(i, n int)) ([]office.RecentFile, error) {
			err := w.office.Forget(path)
			return w.office.Recent(), err
		},
		show: func(files []office.RecentFile) { w.showRecent(box, files) },
	})
}

// take is the one road of files that are dropped, given to the program or picked: a book is opened, other
// files go to the office's book that is open, or else through the clerk's door.
func (w *Window) take(paths []string) {
	path, others := pickBook(paths)
	switch {
	case len(w.dialog) > 0: // work goes on, or something is asked: that comes first
	case path != "":
		w.open(path)
	case len(others) == 0:
	case w.shell != nil && w.shell.take(paths):
	default:
		w.openReturn(paths[0])
	}
}

// dropped takes the files that were dropped onto the window. Path, not String: names are Vietnamese.
func (w *Window) dropped(_ fyne.Position, uris []fyne.URI) {
	var paths []string
	for _, u := range uris {
		paths = append(paths, u.Path())
	}
	w.take(paths)
}

// take hands files to the room that is shown, or else to the one that receives them.
func (s *shell) take(paths []string) bool {
	if d, ok := s.room().(dropped); ok && d.drop(paths) {
		return true
	}
	s.goTo("receive")
	d, ok := s.room().(dropped)
	return ok && d.drop(paths)
}

// askFiles lets the person pick the files to receive, wherever they are in the book.
func (s *shell) askFiles() {
	s.goTo("receive")
	if r, ok := s.room().(*receiveScreen); ok {
		r.askFiles()
	}
}

// askForBook lets the person pick a book, then opens it.
func (w *Window) askForBook() {
	if len(w.dialog) > 0 {
		return
	}
	w.pickFiles(pick{title: w.say("door.open"), suffixes: []string{bookSuffix}, purpose: "book", then: func(paths []string) { w.open(paths[0]) }})
}

// askForFolder lets the person pick where the sample is made, then makes it.
func (w *Window) askForFolder() {
	w.pickFolder(pick{title: w.say("door.try-where"), purpose: "sample", then: func(paths []string) { w.tryIt(paths[0]) }})
}

// cardRow lays cards of one width side by side in the middle, as many as there is room for, all of a row equally tall.
type cardRow struct{ width, gap float32 }

func (l *cardRow) perRow(room float32, n int) int {
	return max(1, min(n, int((room+l.gap)/(l.width*cardScale()+l.gap))))
}

// cardScale lets cards grow less than their text: long lines wrap.
func cardScale() float32 { return (1 + textScale()) / 2 }

func (l *cardRow) heights(objects []fyne.CanvasObject, per int) []float32 {
	var out []float32
	for i, o := range objects {
		if i%per == 0 {
			out = append(out, 0)
		}
		o.Resize(fyne.NewSize(l.width*cardScale(), o.Size().Height)) // wrapped lines know their height once they have a width
		out[len(out)-1] = max(out[len(out)-1], o.MinSize().Height)
	}
	return out
}

func (l *cardRow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	tall := float32(0)
	per := l.perRow(pageWidth, len(objects))
	for _, h := range l.heights(objects, per) {
		tall += h + l.gap
	}
	return fyne.NewSize(l.width*cardScale(), tall)
}

func (l *cardRow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := l.width * cardScale()
	per := l.perRow(size.Width, len(objects))
	left := (size.Width - float32(per)*(width+l.gap) + l.gap) / 2
	top := float32(0)
	for row, tall := range l.heights(objects, per) {
		for i := row * per; i < min((row+1)*per, len(objects)); i++ {
			objects[i].Move(fyne.NewPos(left+float32(i-row*per)*(width+l.gap), top))
			objects[i].Resize(fyne.NewSize(width, tall))
		}
		top += tall + l.gap
	}
}

// middle keeps one object in the middle and no wider than a page.
type middle struct{ width float32 }

func (l *middle) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

func (l *middle) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	wide := min(size.Width, l.width*textScale())
	objects[0].Move(fyne.NewPos((size.Width-wide)/2, 0))
	objects[0].Resize(fyne.NewSize(wide, size.Height))
}

// shares lays objects side by side in fixed shares of the width.
type shares struct{ parts []float32 }

func (l *shares) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var tall float32
	for _, o := range objects {
		tall = max(tall, o.MinSize().Height)
	}
	return fyne.NewSize(1, tall)
}

func (l *shares) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left := float32(0)
	for i, o := range objects {
		wide := size.Width * l.parts[i]
		o.Move(fyne.NewPos(left, 0))
		o.Resize(fyne.NewSize(wide-theme.Padding(), size.Height))
		left += wide
	}
}
