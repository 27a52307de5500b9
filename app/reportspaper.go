package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"bieuxa/ntm"
	"bieuxa/office"
)

// printSheet asks how the forms are printed and what leaves with them.
type printSheet struct {
	w     *Window
	k     *keyDialog
	began printChoice
	sets  []*office.FormSet
	then  func(printChoice)

	number  *lineEntry
	date    *dateEntry
	wrong   *fyne.Container // what is wrong with number and day
	flags   map[string]*checkEntry
	margins []*choiceEntry
	set     *choiceEntry // nil: there is but one
}

// askPrint shows the choices; Enter takes them, Esc lets them go.
func (w *Window) askPrint(c printChoice, sets []*office.FormSet, then func(printChoice)) *printSheet {
	s := &printSheet{w: w, began: c, sets: sets, then: then, flags: map[string]*checkEntry{}, wrong: container.NewStack()}
	keys := dialogKeys{enter: s.take, escape: func() { s.k.dismiss() }}
	ok, cancel := newPressButton(w.say("ask.ok"), nil, s.take), newPressButton(w.say("ask.cancel"), nil, keys.escape)
	ok.Importance = widget.HighImportance
	body := container.New(layout.NewCustomPaddedLayout(0, 0, 0, theme.ScrollBarSize()),
		container.New(layout.NewCustomPaddedVBoxLayout(0), s.letterPart(keys), s.pagePart(keys), s.exchangePart(keys)))
	s.k = w.openDialog(dialogPlan{title: w.say("print.title"), content: body, buttons: []*pressButton{ok, cancel}, keys: keys,
		focus: s.flags[keptUnsigned], size: fyne.NewSize(640, 0)})
	return s
}

func (s *printSheet) heading(id string) fyne.CanvasObject {
	return widget.NewLabelWithStyle(s.w.say(id), fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
}

// check is a choice that is yes or no.
func (s *printSheet) check(word string, keys dialogKeys) *checkEntry {
	c := s.began
	e := newCheckEntry(s.w.say("print."+word), *c.flags()[word] != asksOpposite(word))
	e.setKeys(keys)
	s.flags[word] = e
	return e
}

// asksOpposite tells that a person is asked the opposite of what is kept: «kèm», not «không kèm».
func asksOpposite(word string) bool { return word == keptBare }

// letterPart is what stands in the letter and what goes with it.
func (s *printSheet) letterPart(keys dialogKeys) fyne.CanvasObject {
	w, p := s.w, s.began.paper
	day := ""
	if !p.Date.IsZero() {
		day = p.Date.VN()
	}
	s.number, s.date = newLineEntry(p.Number), newDateEntry(day, w.words)
	s.number.setKeys(keys)
	s.date.setKeys(keys)
	unsigned := s.check(keptUnsigned, keys)
	free := func(on bool) {
		for _, e := range []fyne.Disableable{s.number, s.date} {
			if on {
				e.Disable()
			} else {
				e.Enable()
			}
		}
	}
	unsigned.OnChanged = free
	free(p.Unsigned)
	s.wrong.Hide()
	return container.New(layout.NewCustomPaddedVBoxLayout(0), s.heading("print.letter"), unsigned,
		container.NewGridWithColumns(2, under(w.say("print.number"), s.number, ""), under(w.say("print.date"), s.date, "")),
		quiet(w.say("print.number-hint")), s.wrong,
		container.NewGridWithColumns(2, s.check(keptCharts, keys), s.check(keptExplanations, keys)))
}

// pagePart is the margins, and the set of forms if the period has several.
func (s *printSheet) pagePart(keys dialogKeys) fyne.CanvasObject {
	w := s.w
	now, row := marginTexts(s.began.paper.Page), container.NewGridWithColumns(4)
	for i, id := range []string{"print.top", "print.bottom", "print.left", "print.right"} {
		e := newChoiceEntry(withChoice(marginChoices()[i], now[i]), now[i])
		e.setKeys(dialogKeys{escape: keys.escape})
		s.margins = append(s.margins, e)
		row.Add(under(w.say(id), e, ""))
	}
	box := container.New(layout.NewCustomPaddedVBoxLayout(0), s.heading("print.page"), row, quiet(w.say("print.page-hint")))
	if len(s.sets) > 1 {
		var names []string
		at := 0
		for i, set := range s.sets {
			names = append(names, set.Title)
			if set.ID == s.began.formSet {
				at = i
			}
		}
		s.set = newChoiceEntry(names, names[at])
		s.set.setKeys(dialogKeys{escape: keys.escape})
		box.Add(s.heading("print.set"))
		box.Add(container.New(layout.NewCustomPaddedLayout(0, 2, 4, 4), s.set))
		box.Add(quiet(w.say("print.set-hint")))
	}
	return box
}

// withChoice is the choices with the one that stands now among them.
func withChoice(all []string, now string) []string {
	for _, s := range all {
		if s == now {
			return all
		}
	}
	return append([]string{now}, all...)
}

// exchangePart is what leaves for other programs.
func (s *printSheet) exchangePart(keys dialogKeys) fyne.CanvasObject {
	return container.New(layout.NewCustomPaddedVBoxLayout(0), s.heading("print.workbook"), s.check(keptBare, keys), quiet(s.w.say("print.bare-hint")), s.heading("print.exchange"),
		container.NewGridWithColumns(2, s.check(keptJSON, keys), s.check(keptCSV, keys)), quiet(s.w.say("print.exchange-hint")))
}

// take hands the choices on, or says what is wrong with them.
func (s *printSheet) take() {
	if s.k.gone {
		return
	}
	c := s.began
	flags := c.flags()
	for word, e := range s.flags {
		*flags[word] = e.Checked != asksOpposite(word)
	}
	c.paper.Number, c.paper.Date = s.number.value(), ntm.Date{}
	if !c.paper.Unsigned {
		text, at := wrongNumber(c.paper.Number, s.w.words), fyne.Focusable(s.number)
		if text == "" {
			text, at = wrongDay(s.date.value(), s.w.words), s.date
		}
		s.wrong.Objects = []fyne.CanvasObject{complaint(text)}
		s.wrong.Hidden = text == ""
		s.wrong.Refresh()
		if text != "" {
			s.k.fit()
			s.w.win.Canvas().Focus(at)
			return
		}
	}
	c.paper.Date, _ = parseDay(s.date.value())
	var margins []string
	for _, e := range s.margins {
		margins = append(margins, e.value())
	}
	if page, ok := pageOf(margins); ok {
		c.paper.Page = page
	}
	if s.set != nil {
		c.formSet = ""
		if i := s.set.SelectedIndex(); i > 0 { // the first is the period's own
			c.formSet = s.sets[i].ID
		}
	}
	s.k.hide()
	s.then(c)
}
