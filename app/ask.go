package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// answer is one button of a question.
type answer struct {
	text   string
	do     func() // nil: nothing happens, and Esc gives this answer
	danger bool   // cannot be undone: it never has the focus first
}

// question asks for one of several answers; the first stands out, unless it is a danger. Ask only before
// what cannot be undone.
type question struct {
	title, text, more string // what is asked, and what follows from it
	answers           []answer
}

// ask shows a question. Esc gives the answer that does nothing, else the last; the focus is on the first
// answer that is no danger, so that Enter gives that one. Tab goes on.
func (w *Window) ask(q question) *keyDialog {
	var k *keyDialog
	give := func(a answer) func() {
		return func() {
			if k.gone {
				return
			}
			k.hide()
			if a.do != nil {
				a.do()
			}
		}
	}
	plan := dialogPlan{title: q.title, content: problemText(q.text, q.more)}
	for i, a := range q.answers {
		b := newPressButton(a.text, nil, give(a))
		switch {
		case a.danger:
			b.Importance = widget.DangerImportance
		case plan.focus == nil && i == 0:
			b.Importance = widget.HighImportance
		}
		if !a.danger && plan.focus == nil {
			plan.focus, plan.keys.enter = b, give(a)
		}
		if a.do == nil || i == len(q.answers)-1 && plan.keys.escape == nil {
			plan.keys.escape = give(a)
		}
		plan.buttons = append(plan.buttons, b)
	}
	k = w.openDialog(plan)
	return k
}

// confirm asks before one thing that cannot be undone.
func (w *Window) confirm(title, text, more string, do answer) *keyDialog {
	return w.ask(question{title: title, text: text, more: more, answers: []answer{do, {text: w.say("ask.cancel")}}})
}

// fieldKind is what a form's field takes.
type fieldKind uint8

const (
	fieldText   fieldKind = iota
	fieldLines            // text that may be long
	fieldDate             // dd/mm/yyyy
	fieldChoice           // one of choices
	fieldCheck            // yes or no: checkedValue or nothing
)

// field is one line of a form.
type field struct {
	kind        fieldKind
	label, hint string
	begin       string   // what stands there at first
	choices     []string // of fieldChoice; of fieldLines: ready phrases
	must        bool     // may not be empty
	check       func(value string) string
}

// form asks for several values at once.
type form struct {
	title, text string
	fields      []field
	ok          string                // the button's word; empty: «Đồng ý»
	then        func(values []string) // in the order of fields, tidied
}

// askForm shows a form. Enter takes it if nothing is wrong with it, Esc lets it go.
func (w *Window) askForm(f form) *keyDialog {
	s := &formSheet{w: w, form: f}
	if f.ok == "" {
		f.ok = w.say("ask.ok")
	}
	keys := dialogKeys{enter: s.take, escape: func() { s.k.dismiss() }}
	box := container.New(layout.NewCustomPaddedVBoxLayout(0))
	if f.text != "" {
		box.Add(wrapped(f.text, fyne.TextStyle{}))
	}
	for _, fd := range f.fields {
		box.Add(s.line(fd, keys))
	}
	ok, cancel := newPressButton(f.ok, nil, s.take), newPressButton(w.say("ask.cancel"), nil, func() { s.k.dismiss() })
	ok.Importance = widget.HighImportance
	plan := dialogPlan{title: f.title, content: box, buttons: []*pressButton{ok, cancel}, keys: keys, focus: ok}
	if len(s.entries) > 0 {
		plan.focus = s.entries[0]
	}
	s.k = w.openDialog(plan)
	return s.k
}

// reason is a question whose answer is a sentence, which may not be empty.
type reason struct {
	title, text string
	label       string // of the entry; empty: «Lý do»
	begin       string
	phrases     []string // ready sentences
	ok          string
	then        func(string)
}

func (w *Window) askReason(r reason) *keyDialog {
	if r.label == "" {
		r.label = w.say("ask.reason")
	}
	return w.askForm(form{title: r.title, text: r.text, ok: r.ok,
		fields: []field{{kind: fieldLines, label: r.label, begin: r.begin, choices: r.phrases, must: true}},
		then:   func(values []string) { r.then(values[0]) }})
}

// formSheet is a form that is shown.
type formSheet struct {
	w       *Window
	k       *keyDialog
	form    form
	entries []formEntry
	wrong   []*fyne.Container // under each entry: what is wrong with it
}

// line is a field with its label above, its hint and what is wrong with it below.
func (s *formSheet) line(f field, keys dialogKeys) fyne.CanvasObject {
	e := s.entry(f)
	e.setKeys(keys)
	wrong := container.NewStack()
	wrong.Hide()
	s.entries, s.wrong = append(s.entries, e), append(s.wrong, wrong)
	box := container.New(layout.NewCustomPaddedVBoxLayout(-4))
	if f.kind != fieldCheck {
		box.Add(wrapped(f.label, fyne.TextStyle{}))
	}
	if f.kind == fieldLines && len(f.choices) > 0 {
		phrases := newChoiceEntry(f.choices, "")
		phrases.PlaceHolder = s.w.say("ask.phrases")
		phrases.setKeys(dialogKeys{escape: keys.escape})
		into := e.(*lineEntry)
		phrases.OnChanged = func(phrase string) {
			if phrase != "" {
				into.SetText(withPhrase(into.Text, phrase))
				phrases.ClearSelected()
			}
		}
		box.Add(container.New(layout.NewCustomPaddedLayout(0, 8, 4, 4), phrases))
	}
	box.Add(container.New(layout.NewCustomPaddedLayout(0, 2, 4, 4), e))
	if f.hint != "" {
		box.Add(quiet(f.hint))
	}
	box.Add(wrong)
	return box
}

func (s *formSheet) entry(f field) formEntry {
	switch f.kind {
	case fieldLines:
		begin := f.begin
		if begin != "" {
			begin += " " // what is added is not to run into it
		}
		return newTallEntry(begin, 3)
	case fieldDate:
		return newDateEntry(f.begin, s.w.words)
	case fieldChoice:
		return newChoiceEntry(f.choices, f.begin)
	case fieldCheck:
		return newCheckEntry(f.label, f.begin != "")
	}
	return newLineEntry(f.begin)
}

// take hands the values on, or says what is wrong and goes to the first field that is.
func (s *formSheet) take() {
	if s.k.gone {
		return
	}
	values, first := make([]string, len(s.entries)), -1
	for i, e := range s.entries {
		values[i] = e.value()
		text := s.form.fields[i].complaintOf(values[i], s.w.words)
		s.wrong[i].Hidden = text == ""
		s.wrong[i].Objects = []fyne.CanvasObject{complaint(text)}
		s.wrong[i].Refresh()
		if text != "" && first < 0 {
			first = i
		}
	}
	if first >= 0 {
		s.k.fit()
		s.w.win.Canvas().Focus(s.entries[first])
		return
	}
	s.k.hide()
	s.form.then(values)
}

// complaint says what is wrong, with a sign beside the colour.
func complaint(text string) fyne.CanvasObject {
	line := widget.NewLabel(text)
	line.Wrapping, line.Importance = fyne.TextWrapWord, widget.DangerImportance
	return container.NewBorder(nil, nil, widget.NewIcon(theme.NewErrorThemedResource(theme.ErrorIcon())), nil, line)
}

// quiet is a sentence that explains, in less ink.
func quiet(text string) fyne.CanvasObject {
	line := widget.NewLabel(text)
	line.Wrapping, line.Importance, line.SizeName = fyne.TextWrapWord, widget.LowImportance, theme.SizeNameCaptionText
	return line
}
