package app

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"bieuxa/office"
)

// chooses is what the office keeps of how a person likes the window.
type chooses interface {
	Preferences() office.Preferences
	SavePreferences(office.Preferences) error
}

// lookForm holds the size of text, the colours and the language; they are this computer's, not the book's.
type lookForm struct {
	s               *settingsScreen
	face            fyne.CanvasObject
	sizes, palettes *widget.RadioGroup
	langs           *widget.RadioGroup
	later           *widget.Label
}

func newLookForm(s *settingsScreen) *lookForm {
	f := &lookForm{s: s}
	w := s.w
	chosen := w.office.Preferences()
	group := func(options []string, at int, changed func(i int)) *widget.RadioGroup {
		g := widget.NewRadioGroup(options, nil)
		g.Required = true
		g.SetSelected(options[at])
		g.OnChanged = func(text string) {
			for i, o := range options {
				if o == text {
					changed(i)
				}
			}
		}
		return g
	}
	var sizes, colours []string
	size, colour := 0, 0
	for i, n := range textSizes() {
		sizes = append(sizes, itoa(n)+" %")
		if n == chosen.TextSize {
			size = i
		}
	}
	palettes := []string{paletteLight, paletteDark, paletteContrast}
	for i, p := range palettes {
		colours = append(colours, w.say("settings.palette-"+p))
		if p == chosen.Palette {
			colour = i
		}
	}
	langs, lang := []string{"vi", "en"}, 0
	if chosen.Lang == "en" {
		lang = 1
	}
	f.sizes = group(sizes, size, func(i int) { f.change(func(p *office.Preferences) { p.TextSize = textSizes()[i] }) })
	f.sizes.Horizontal = true
	f.palettes = group(colours, colour, func(i int) { f.change(func(p *office.Preferences) { p.Palette = palettes[i] }) })
	f.langs = group([]string{"Tiếng Việt", "English"}, lang, func(i int) { f.changeLang(langs[i]) })
	f.later = widget.NewLabel("")
	f.later.Wrapping = fyne.TextWrapWord
	f.later.Hide()
	f.face = formPage(under(w.say("settings.text-size"), f.sizes, ""), widget.NewSeparator(),
		under(w.say("settings.palette"), f.palettes, ""), widget.NewSeparator(),
		under(w.say("settings.lang"), container.NewVBox(f.langs, f.later), w.say("settings.lang-hint")))
	return f
}

// change keeps another look and draws the window anew in it.
func (f *lookForm) change(with func(*office.Preferences)) {
	p := f.s.w.office.Preferences()
	with(&p)
	f.keep(p, func() { f.s.w.relook(look{p.Palette, p.TextSize}) })
}

func (f *lookForm) changeLang(lang string) {
	p := f.s.w.office.Preferences()
	p.Lang = lang
	f.keep(p, func() {
		f.later.SetText(f.s.w.say("settings.lang-later"))
		f.later.Show()
	})
}

func (f *lookForm) keep(p office.Preferences, then func()) {
	w := f.s.w
	run(w, job[bool]{title: w.say("busy.settings"), do: func(context.Context, func(i, n int)) (bool, error) {
		return true, w.office.SavePreferences(p)
	}, show: func(bool) { then() }})
}

// relook draws everything anew; what was laid out for the old size of text is laid out again.
func (w *Window) relook(l look) {
	setLook(l)
	if w.shell == nil {
		return
	}
	old := w.shell
	w.shell = newShell(w, opened{book: old.book, periods: old.periods, begin: old.period})
	w.setContent(w.shell.face)
	w.shell.goTo(old.at)
	if s, ok := w.shell.room().(*settingsScreen); ok {
		s.parts.show(partLook)
	}
}
