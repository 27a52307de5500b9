package app

import (
	"context"
	"slices"

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
	show            func() // what is chosen: it may have been chosen in the menu
}

func newLookForm(s *settingsScreen) *lookForm {
	f := &lookForm{s: s}
	w := s.w
	group := func(options []string, changed func(i int)) *widget.RadioGroup {
		g := widget.NewRadioGroup(options, nil)
		g.Required = true
		g.OnChanged = func(text string) {
			if i := slices.Index(options, text); i >= 0 {
				changed(i)
			}
		}
		return g
	}
	var sizes, colours []string
	for _, n := range textSizes() {
		sizes = append(sizes, itoa(n)+" %")
	}
	palettes, langs := []string{paletteLight, paletteDark, paletteContrast}, []string{"vi", "en"}
	for _, p := range palettes {
		colours = append(colours, w.say("settings.palette-"+p))
	}
	f.sizes = group(sizes, func(i int) { w.choose(func(l *look) { l.textSize = textSizes()[i] }) })
	f.sizes.Horizontal = true
	f.palettes = group(colours, func(i int) { w.choose(func(l *look) { l.palette = palettes[i] }) })
	f.langs = group([]string{"Tiếng Việt", "English"}, func(i int) { f.changeLang(langs[i]) })
	f.show = func() {
		p := w.office.Preferences()
		setRadio(f.sizes, slices.Index(textSizes(), p.TextSize))
		setRadio(f.palettes, slices.Index(palettes, p.Palette))
		setRadio(f.langs, slices.Index(langs, p.Lang))
	}
	f.show()
	f.later = widget.NewLabel("")
	f.later.Wrapping = fyne.TextWrapWord
	f.later.Hide()
	f.face = formPage(under(w.say("settings.text-size"), f.sizes, ""), widget.NewSeparator(),
		under(w.say("settings.palette"), f.palettes, ""), widget.NewSeparator(),
		under(w.say("settings.lang"), container.NewVBox(f.langs, f.later), w.say("settings.lang-hint")))
	return f
}

// setRadio chooses without that anything follows from it.
func setRadio(g *widget.RadioGroup, i int) {
	changed := g.OnChanged
	g.OnChanged = nil
	if i >= 0 {
		g.SetSelected(g.Options[i])
	}
	g.OnChanged = changed
}

func (f *lookForm) changeLang(lang string) {
	p := f.s.w.office.Preferences()
	p.Lang = lang
	w := f.s.w
	run(w, job[bool]{title: w.say("busy.settings"), do: func(context.Context, func(i, n int)) (bool, error) {
		return true, w.office.SavePreferences(p)
	}, show: func(bool) {
		f.later.SetText(w.say("settings.lang-later"))
		f.later.Show()
	}})
}
