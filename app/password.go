package app

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"bieuxa/office"
)

// opens are the passwords of one run. They are kept while it lasts, and nowhere else.
type opens struct {
	passwords []string
	asked     bool // what is still locked is left so
}

func (o opens) with(ctx context.Context) context.Context {
	return office.WithPasswords(ctx, o.passwords...)
}

// passwordAsk asks for the passwords of encrypted files.
type passwordAsk struct {
	files   []string
	then    func(opens) // goes on; files that were passed over get their refusal
	stopped func()      // nothing is done; may be nil
}

// passwordDialog asks for one file after another; a password that opened one is tried on the next by itself.
type passwordDialog struct {
	w       *Window
	k       *keyDialog
	ask     passwordAsk
	at      int // the file that is asked for
	opens   opens
	trying  bool
	head    *widget.Label
	where   *widget.Label
	entry   *secretEntry
	wrong   *fyne.Container
	rest    *checkEntry // use it for the files that are left
	open    *pressButton
	skip    *pressButton
	skipAll *pressButton
}

func (w *Window) askPasswords(ask passwordAsk) *passwordDialog {
	d := &passwordDialog{w: w, ask: ask, opens: opens{asked: true}, head: widget.NewLabelWithStyle("", fyne.TextAlignLeading, fyne.TextStyle{Bold: true}),
		where: quiet("").(*widget.Label), entry: newSecretEntry(), wrong: container.NewStack(), rest: newCheckEntry("", true)}
	d.head.Wrapping, d.where.Wrapping = fyne.TextWrapWord, fyne.TextWrapBreak
	keys := dialogKeys{enter: d.try, escape: d.stop}
	seen := newCheckEntry(w.say("password.show"), false)
	seen.OnChanged = func(on bool) { d.entry.conceal(!on) }
	for _, t := range []takesKeys{d.entry, seen, d.rest} {
		t.setKeys(keys)
	}
	d.open = newPressButton(w.say("password.open"), nil, d.try)
	d.open.Importance = widget.HighImportance
	d.skip = newPressButton(w.say("password.skip"), nil, d.pass)
	d.skipAll = newPressButton("", nil, d.passAll)
	cancel := newPressButton(w.say("ask.cancel"), nil, d.stop)
	box := container.New(layout.NewCustomPaddedVBoxLayout(0), d.head, d.where, wrapped(w.say("password.label"), fyne.TextStyle{}),
		container.New(layout.NewCustomPaddedLayout(0, 2, 4, 4), d.entry), d.wrong, seen, d.rest, quiet(w.say("password.kept")))
	d.label()
	d.k = w.openDialog(dialogPlan{title: w.say("password.title"), content: box, keys: keys, focus: d.entry,
		buttons: []*pressButton{d.skipAll, d.open, d.skip, cancel}}) // the first leaves no gap when it goes
	return d
}

// label names the file that is asked for, and those behind it.
func (d *passwordDialog) label() {
	path, left := d.ask.files[d.at], len(d.ask.files)-d.at
	id := "password.text"
	if len(d.ask.files) > 1 {
		id = "password.text-of"
	}
	d.head.SetText(d.w.say(id, "file", filepath.Base(path), "i", itoa(d.at+1), "n", itoa(len(d.ask.files))))
	d.where.SetText(filepath.Dir(path))
	d.rest.SetText(d.w.say("password.rest", "n", itoa(left-1)))
	d.skipAll.SetText(d.w.say("password.skip-all", "n", itoa(left)))
	d.rest.Hidden, d.skipAll.Hidden = left == 1, left == 1
}

// say shows what is wrong under the entry; empty: nothing is.
func (d *passwordDialog) say(text string) {
	d.wrong.Objects = nil
	if text != "" {
		d.wrong.Objects = []fyne.CanvasObject{complaint(text)}
	}
	d.wrong.Hidden = text == ""
	d.wrong.Refresh()
	d.k.fit()
	d.w.win.Canvas().Focus(d.entry)
}

// tried is how far one password led.
type tried struct {
	opened int   // files, one after another
	err    error // why the next was not opened; nil: all are
}

// try tries what was typed on the file, and on those behind it if the person wants that. To reckon a key takes a while.
func (d *passwordDialog) try() {
	password, files := d.entry.Text, d.ask.files[d.at:]
	switch {
	case d.k.gone || d.trying:
		return
	case password == "":
		d.say(d.w.say("password.none"))
		return
	case !d.rest.Checked:
		files = files[:1]
	}
	d.trying = true
	run(d.w, job[tried]{
		title: d.w.say("busy.password"),
		do: func(ctx context.Context, step func(i, n int)) (tried, error) {
			for i, path := range files {
				if ctx.Err() != nil {
					return tried{opened: i}, nil
				}
				if err := d.w.office.Opens(path, password); err != nil {
					return tried{opened: i, err: err}, nil
				}
				step(i+1, len(files))
			}
			return tried{opened: len(files)}, nil
		},
		show: func(t tried) { d.went(password, t) },
		drop: func(tried) { d.went(password, tried{}) },
		fail: func(err error) { d.went(password, tried{err: err}) },
	})
}

// went goes on behind the files that were opened, and says what became of the next.
func (d *passwordDialog) went(password string, t tried) {
	if d.trying = false; d.k.gone {
		return
	}
	if t.opened == 0 {
		d.say(d.problemOf(t.err))
		return
	}
	d.opens.passwords = append(d.opens.passwords, password)
	text := ""
	if t.err != nil {
		text = d.w.say("password.next", "n", itoa(t.opened))
	}
	d.next(t.opened, text)
}

// next asks for the file n behind this one, or goes on if there is none.
func (d *passwordDialog) next(n int, text string) {
	if d.at += n; d.at >= len(d.ask.files) {
		d.done()
		return
	}
	d.entry.SetText("")
	d.label()
	d.say(text)
}

// problemOf says why a file was not opened; nothing if the person stopped it.
func (d *passwordDialog) problemOf(err error) string {
	if err == nil {
		return ""
	}
	p := office.AsProblem(err)
	if office.WrongPassword(p) {
		return d.w.say("password.wrong")
	}
	what, hint := d.w.words.Problem(p.ID, p.Facts)
	return what + " " + hint
}

func (d *passwordDialog) pass() {
	if !d.k.gone {
		d.next(1, "")
	}
}

func (d *passwordDialog) passAll() {
	if !d.k.gone {
		d.done()
	}
}

func (d *passwordDialog) done() {
	d.shut()
	d.ask.then(d.opens)
}

// stop lets all of it be.
func (d *passwordDialog) stop() {
	if d.k.gone {
		return
	}
	d.shut()
	if d.ask.stopped != nil {
		d.ask.stopped()
	}
}

// shut takes the dialog away, and what was typed with it.
func (d *passwordDialog) shut() {
	d.k.hide()
	d.entry.SetText("")
}

// secretEntry takes a password, as it is typed: blanks and marks are part of it.
type secretEntry struct{ lineEntry }

func newSecretEntry() *secretEntry {
	e := &secretEntry{}
	e.Wrapping, e.Password = fyne.TextWrapOff, true
	e.ActionItem = layout.NewSpacer() // Fyne's own eye is not reached by keys
	e.ExtendBaseWidget(e)
	return e
}

func (e *secretEntry) value() string { return e.Text }

// conceal shows dots for what is typed, or the letters.
func (e *secretEntry) conceal(on bool) {
	e.Password = on
	e.Refresh()
}
