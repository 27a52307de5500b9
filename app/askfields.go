package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"bieuxa/ntm"
)

// formEntry is a widget that a form is filled through.
type formEntry interface {
	fyne.CanvasObject
	fyne.Focusable
	takesKeys
	value() string // tidied: NFC, no space around it
}

// lineEntry takes text. What is typed is left as it is typed, for Unikey counts the letters it replaces; it
// is tidied when it is taken. One of several lines has no line breaks: Enter is the dialog's.
type lineEntry struct {
	widget.Entry
	keys dialogKeys
	down func() // what Down does in an entry of one line
	seen bool   // it has had the focus
}

// FocusGained goes behind the words it begins with, so that what is added does not run into them.
func (e *lineEntry) FocusGained() {
	e.Entry.FocusGained()
	if !e.seen && e.MultiLine && e.Text != "" {
		e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown})
	}
	e.seen = true
}

func newLineEntry(text string) *lineEntry {
	e := &lineEntry{}
	e.Wrapping, e.Text = fyne.TextWrapOff, text
	e.ExtendBaseWidget(e)
	return e
}

// newTallEntry shows some lines; long text wraps.
func newTallEntry(text string, rows int) *lineEntry {
	e := &lineEntry{}
	e.MultiLine, e.Wrapping, e.Text = true, fyne.TextWrapWord, text
	e.SetMinRowsVisible(rows)
	e.ExtendBaseWidget(e)
	return e
}

func (e *lineEntry) setKeys(k dialogKeys) { e.keys = k }
func (e *lineEntry) value() string        { return tidy(e.Text) }

// AcceptsTab is false also for several lines: Tab moves on.
func (e *lineEntry) AcceptsTab() bool { return false }

func (e *lineEntry) TypedKey(ev *fyne.KeyEvent) {
	switch {
	case e.keys.take(ev):
	case ev.Name == fyne.KeyDown && e.down != nil:
		e.down()
	case functionKey(ev.Name):
		passKey(ev)
	default:
		e.Entry.TypedKey(ev)
	}
}

func (e *lineEntry) TypedShortcut(s fyne.Shortcut) {
	e.Entry.TypedShortcut(s)
	passShortcut(s)
}

// dateEntry takes a day as people here write it, dd/mm/yyyy; Up and Down go a day on or back.
type dateEntry struct{ lineEntry }

func newDateEntry(day string, words *ntm.Words) *dateEntry {
	e := &dateEntry{}
	e.Wrapping, e.Text = fyne.TextWrapOff, day
	e.PlaceHolder = say(words, "ask.date-shape")
	e.ExtendBaseWidget(e)
	return e
}

// value is the day as dd/mm/yyyy, or what stands there if that is no day.
func (e *dateEntry) value() string {
	if d, ok := parseDay(e.Text); ok {
		return d.VN()
	}
	return tidy(e.Text)
}

func (e *dateEntry) TypedKey(ev *fyne.KeyEvent) {
	d, ok := parseDay(e.Text)
	switch {
	case ok && ev.Name == fyne.KeyUp:
		e.SetText(d.AddDays(1).VN())
	case ok && ev.Name == fyne.KeyDown:
		e.SetText(d.AddDays(-1).VN())
	default:
		e.lineEntry.TypedKey(ev)
	}
}

// FocusLost writes the day in full: 1/2/2020 becomes 01/02/2020.
func (e *dateEntry) FocusLost() {
	e.Entry.FocusLost()
	if v := e.value(); v != e.Text {
		e.SetText(v)
	}
}

// choiceEntry takes one of several texts.
type choiceEntry struct {
	widget.Select
	keys dialogKeys
}

func newChoiceEntry(choices []string, chosen string) *choiceEntry {
	e := &choiceEntry{}
	e.Options, e.Selected, e.PlaceHolder = choices, chosen, " "
	e.ExtendBaseWidget(e)
	return e
}

func (e *choiceEntry) setKeys(k dialogKeys) { e.keys = k }
func (e *choiceEntry) value() string        { return e.Selected }

func (e *choiceEntry) TypedKey(ev *fyne.KeyEvent) {
	switch {
	case e.keys.take(ev):
	case functionKey(ev.Name):
		passKey(ev)
	default:
		e.Select.TypedKey(ev)
	}
}

// checkEntry takes yes or no; its value is checkedValue or nothing.
type checkEntry struct {
	widget.Check
	keys dialogKeys
}

const checkedValue = "x"

func newCheckEntry(text string, on bool) *checkEntry {
	e := &checkEntry{}
	e.Text, e.Checked = text, on
	e.ExtendBaseWidget(e)
	return e
}

func (e *checkEntry) setKeys(k dialogKeys) { e.keys = k }

func (e *checkEntry) value() string {
	if e.Checked {
		return checkedValue
	}
	return ""
}

func (e *checkEntry) TypedKey(ev *fyne.KeyEvent) {
	switch {
	case e.keys.take(ev):
	case functionKey(ev.Name):
		passKey(ev)
	default:
		e.Check.TypedKey(ev)
	}
}
