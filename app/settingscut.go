package app

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"bieuxa/ntm"
	"bieuxa/office"
)

// cutForm holds the rule for the cut-off, the days of the period that is shown, and how criteria are counted.
type cutForm struct {
	s        *settingsScreen
	face     fyne.CanvasObject
	style    *widget.RadioGroup
	styles   []ntm.CutStyle
	forms    *widget.RadioGroup
	sets     []*office.FormSet
	basic    *checkEntry
	from, to *dateEntry
	days     *widget.Label
	setDays  *pressButton
	period   *fyne.Container
}

func newCutForm(s *settingsScreen) *cutForm {
	f := &cutForm{s: s, styles: []ntm.CutStyle{ntm.CutFifteenth, ntm.CutCalendar}}
	w := s.w
	var names []string
	for _, c := range f.styles {
		names = append(names, w.say("settings.cut-"+string(c)))
	}
	f.style = widget.NewRadioGroup(names, nil)
	f.style.Required = true
	f.sets, names = s.book.AllFormSets(), nil
	for _, set := range f.sets {
		names = append(names, set.Title)
	}
	f.forms = widget.NewRadioGroup(names, nil)
	f.forms.Required = true
	f.basic = newCheckEntry(w.say("settings.basically"), false)
	save := newPressButton(w.say("settings.save"), theme.DocumentSaveIcon(), f.save)
	save.Importance = widget.HighImportance
	f.from, f.to = newDateEntry("", w.words), newDateEntry("", w.words)
	f.days = widget.NewLabelWithStyle("", fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	f.days.Wrapping = fyne.TextWrapWord
	f.setDays = newPressButton(w.say("settings.set-days"), nil, f.saveDays)
	f.period = container.NewVBox(widget.NewSeparator(), f.days, quiet(w.say("settings.days-hint")),
		container.NewGridWithColumns(2, under(w.say("settings.first-day"), f.from, ""), under(w.say("settings.last-day"), f.to, "")),
		container.NewHBox(f.setDays))
	f.face = formPage(under(w.say("settings.cut"), f.style, w.say("settings.cut-hint")),
		under(w.say("settings.forms"), f.forms, w.say("settings.forms-hint")),
		f.basic, quiet(w.say("settings.basically-hint")), container.NewHBox(save), f.period)
	return f
}

func (f *cutForm) show(p settingsPage) {
	for i, c := range f.styles {
		if c == p.settings.Cut {
			f.style.SetSelected(f.style.Options[i])
		}
	}
	for i, set := range f.sets {
		if set.ID == p.settings.FormSet || p.settings.FormSet == "" && set.Default {
			f.forms.SetSelected(f.forms.Options[i])
		}
	}
	f.basic.SetChecked(p.settings.BasicallyMetCounts)
	f.period.Hidden = p.board == nil
	if p.board != nil {
		f.days.SetText(f.s.w.say("settings.days", "period", p.board.Period.VN(), "from", p.board.From.VN(), "to", p.board.To.VN()))
		f.from.SetText(p.board.From.VN())
		f.to.SetText(p.board.To.VN())
	}
}

func (f *cutForm) save() {
	s := f.s.book.Settings()
	for i, name := range f.style.Options {
		if name == f.style.Selected {
			s.Cut = f.styles[i]
		}
	}
	for _, set := range f.sets {
		if set.Title == f.forms.Selected {
			s.FormSet = set.ID
		}
		if set.Default && s.FormSet == set.ID {
			s.FormSet = ""
		}
	}
	s.BasicallyMetCounts = f.basic.Checked
	f.s.do(func(ctx context.Context) error { return f.s.book.SaveSettings(ctx, s) }, "settings.saved")
}

func (f *cutForm) saveDays() {
	from, okFrom := parseDay(f.from.Text)
	to, okTo := parseDay(f.to.Text)
	if !okFrom || !okTo {
		f.s.told.SetText(f.s.w.say("settings.no-day"))
		f.s.told.Show()
		return
	}
	p := f.s.period
	f.s.do(func(ctx context.Context) error { return f.s.book.SetDays(ctx, p, from, to) }, "settings.days-saved",
		"period", p.VN(), "from", from.VN(), "to", to.VN())
}
