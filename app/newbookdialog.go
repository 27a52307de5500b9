package app

import (
	"context"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"bieuxa/ntm"
	"bieuxa/office"
)

// newBookDialog asks what a new book is to be about.
type newBookDialog struct {
	w      *Window
	k      *keyDialog
	units  *ntm.Units
	folder string

	on       *dateEntry
	name     *matchEntry
	list     *widget.List
	found    []ntm.Unit
	parent   ntm.Unit
	told     *widget.Label
	set, cut *choiceEntry
	overlay  *lineEntry
	path     *lineEntry
	own      bool // the path was typed or picked: another parent does not change it
	wrong    *fyne.Container
}

// askNewBook reads the catalogue of units, then asks.
func (w *Window) askNewBook() {
	type ready struct {
		units  *ntm.Units
		folder string
	}
	run(w, job[ready]{
		title: w.say("busy.units"),
		do: func(context.Context, func(i, n int)) (ready, error) {
			units, err := w.office.Units()
			return ready{units, w.office.Folder(folderBooks)}, err
		},
		show: func(r ready) { w.showNewBook(r.units, r.folder) },
	})
}

// folderBooks is the purpose under which the folder of books is remembered.
const folderBooks = "books"

func (w *Window) showNewBook(units *ntm.Units, folder string) *newBookDialog {
	d := &newBookDialog{w: w, units: units, folder: folder}
	keys := dialogKeys{enter: d.take, escape: func() { d.k.dismiss() }}
	now := w.office.Now()
	d.on = newDateEntry(ntm.NewDate(now.Year(), int(now.Month()), now.Day()).VN(), w.words)
	d.on.OnChanged = func(string) { d.search() }
	d.name = newMatchEntry(d.step)
	d.name.PlaceHolder = w.say("newbook.name-hint")
	d.name.OnChanged = func(string) { d.search() }
	d.told = widget.NewLabel("")
	d.told.Wrapping = fyne.TextWrapWord
	setTitles, _ := setChoices(w.office.Criteria(), w.words)
	cutTitles, _ := cutChoices(w.words)
	d.set, d.cut = newChoiceEntry(setTitles, setTitles[0]), newChoiceEntry(cutTitles, cutTitles[0])
	d.overlay, d.path = newLineEntry(""), newLineEntry("")
	d.overlay.PlaceHolder = w.say("newbook.overlay-hint")
	d.path.OnChanged = func(string) { d.own = true }
	for _, e := range []takesKeys{d.on, d.name, d.set, d.cut, d.overlay, d.path} {
		e.setKeys(keys)
	}
	ok := newPressButton(w.say("newbook.make"), nil, d.take)
	ok.Importance = widget.HighImportance
	cancel := newPressButton(w.say("ask.cancel"), nil, keys.escape)
	d.k = w.openDialog(dialogPlan{title: w.say("newbook.title"), content: d.draw(), buttons: []*pressButton{ok, cancel}, keys: keys,
		focus: d.name, size: fyne.NewSize(700, 0)})
	d.search()
	return d
}

// draw lays the fields out.
func (d *newBookDialog) draw() fyne.CanvasObject {
	w := d.w
	d.list = widget.NewList(func() int { return len(d.found) }, func() fyne.CanvasObject { return widget.NewLabel("") },
		func(i widget.ListItemID, o fyne.CanvasObject) {
			if day, ok := parseDay(d.on.Text); ok && i < len(d.found) {
				o.(*widget.Label).SetText(parentLine(d.units, d.found[i], day, w.words))
			}
		})
	d.list.OnSelected = func(i widget.ListItemID) { d.choose(i) }
	d.wrong = container.NewStack()
	d.wrong.Hide()
	matches := container.NewStack(gap(3*labelTall()), d.list)
	pickOverlay := newPressButton(w.say("pick.choose"), theme.FolderOpenIcon(), d.pickOverlay)
	pickPath := newPressButton(w.say("pick.choose"), theme.FolderOpenIcon(), d.pickPath)
	return container.New(layout.NewCustomPaddedVBoxLayout(0),
		labelled(w.say("newbook.name"), d.name), matches, d.told,
		container.New(&shares{parts: []float32{0.4, 0.6}}, labelled(w.say("newbook.on"), d.on), labelled(w.say("newbook.cut"), d.cut)),
		labelled(w.say("newbook.set"), d.set),
		labelled(w.say("newbook.overlay"), container.NewBorder(nil, nil, nil, pickOverlay, d.overlay)),
		labelled(w.say("newbook.path"), container.NewBorder(nil, nil, nil, pickPath, d.path)), d.wrong)
}

// labelled puts a field's name above it.
func labelled(name string, field fyne.CanvasObject) fyne.CanvasObject {
	return container.New(layout.NewCustomPaddedVBoxLayout(-4), widget.NewLabel(name), container.New(layout.NewCustomPaddedLayout(0, 4, 4, 4), field))
}

// labelTall is the height of one line of a list.
func labelTall() float32 { return widget.NewLabel("Ệ").MinSize().Height }

// search lists the units that fit what is typed; a single one, or the only one of that very name, is chosen.
func (d *newBookDialog) search() {
	day, ok := parseDay(d.on.Text)
	if !ok {
		d.found = nil
		d.setParent(ntm.Unit{})
		d.told.SetText(d.w.say("newbook.no-day"))
		d.list.Refresh()
		return
	}
	var exact, more int
	d.found, exact, more = parentMatches(d.units, d.name.Text, day)
	d.list.UnselectAll()
	d.list.Refresh()
	d.list.ScrollToTop()
	at := slices.IndexFunc(d.found, func(u ntm.Unit) bool { return u.Code == d.parent.Code })
	switch {
	case len(d.found) == 1 || exact == 1:
		d.list.Select(0)
	case at >= 0 && !d.parent.IsZero():
		d.list.Select(at)
	default:
		d.setParent(ntm.Unit{})
		d.told.SetText(foundLine(len(d.found), more, d.w.words))
	}
}

// step moves the choice up or down while the person types.
func (d *newBookDialog) step(by int) {
	if len(d.found) == 0 {
		return
	}
	at := slices.IndexFunc(d.found, func(u ntm.Unit) bool { return u.Code == d.parent.Code && !d.parent.IsZero() })
	d.list.Select(min(max(at+by, 0), len(d.found)-1))
}

func (d *newBookDialog) choose(i int) {
	day, ok := parseDay(d.on.Text)
	if !ok || i >= len(d.found) {
		return
	}
	d.setParent(d.found[i])
	d.told.SetText(reportingLine(d.units, d.parent, day, d.w.words))
}

func (d *newBookDialog) setParent(u ntm.Unit) {
	d.parent = u
	if !d.own {
		d.path.SetText(bookPath(d.folder, u))
		d.own = false // it was we who changed it
	}
}

func (d *newBookDialog) pickOverlay() {
	d.w.pickFiles(pick{title: d.w.say("newbook.overlay"), purpose: "overlay", suffixes: []string{".yaml", ".yml"},
		then: func(paths []string) { d.overlay.SetText(paths[0]) }})
}

func (d *newBookDialog) pickPath() {
	d.w.pickSave(pick{title: d.w.say("newbook.path"), suffixes: []string{bookSuffix}, name: filepath.Base(withSuffix(d.path.Text)),
		then: func(paths []string) { d.path.SetText(paths[0]) }})
}

// take makes the book, or says what is missing.
func (d *newBookDialog) take() {
	if d.k.gone {
		return
	}
	path := withSuffix(d.path.Text)
	if fault := newBookFault(d.parent, path, d.w.words); fault != "" {
		d.wrong.Objects = []fyne.CanvasObject{complaint(fault)}
		d.wrong.Show()
		d.wrong.Refresh()
		d.k.fit()
		if s, ok := d.k.body.(*container.Scroll); ok {
			s.ScrollToBottom()
		}
		return
	}
	day, _ := parseDay(d.on.Text) // a parent is chosen only on a day
	_, sets := setChoices(d.w.office.Criteria(), d.w.words)
	_, cuts := cutChoices(d.w.words)
	n := newBookOf(d.parent, day, sets[max(0, d.set.SelectedIndex())], cuts[max(0, d.cut.SelectedIndex())])
	if file := tidy(d.overlay.Text); file != "" {
		n.OverlayFiles = []string{file}
	}
	d.w.makeBook(path, n, d.k)
}

// makeBook makes a book and opens it; the dialog stays if it cannot be made.
func (w *Window) makeBook(path string, n office.NewBook, k *keyDialog) {
	run(w, job[opened]{
		title: w.say("busy.new"),
		do: func(ctx context.Context, _ func(i, n int)) (opened, error) {
			b, err := w.office.Create(ctx, path, n)
			if err != nil {
				return opened{}, err
			}
			if err := b.Close(); err != nil {
				return opened{}, err
			}
			_ = w.office.RememberFolder(folderBooks, filepath.Dir(path)) // a wish, not a need
			return openBook(ctx, w.office, path)
		},
		show: func(o opened) {
			k.hide()
			w.showBook(o)
		},
		drop: func(o opened) { _ = o.book.Close() },
	})
}

// matchEntry is an entry over a list: Up and Down move in the list.
type matchEntry struct {
	lineEntry
	step func(by int)
}

func newMatchEntry(step func(by int)) *matchEntry {
	e := &matchEntry{step: step}
	e.Wrapping = fyne.TextWrapOff
	e.ExtendBaseWidget(e)
	return e
}

func (e *matchEntry) TypedKey(ev *fyne.KeyEvent) {
	switch {
	case e.keys.take(ev):
	case ev.Name == fyne.KeyDown:
		e.step(1)
	case ev.Name == fyne.KeyUp:
		e.step(-1)
	default:
		e.Entry.TypedKey(ev)
	}
}
