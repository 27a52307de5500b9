package app

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"bieuxa/office"
)

// headForm holds what stands at the head and the foot of the letter.
type headForm struct {
	s     *settingsScreen
	face  fyne.CanvasObject
	base  office.Settings // as stored
	lines []*lineEntry    // superior, symbol, addressees, copies
	ready bool
}

func newHeadForm(s *settingsScreen) *headForm {
	f := &headForm{s: s}
	w := s.w
	var fields []fyne.CanvasObject
	for _, id := range []string{"superior", "symbol", "to", "copies"} {
		e := newLineEntry("")
		if id == "to" || id == "copies" {
			e = newTallEntry("", 3)
		}
		f.lines = append(f.lines, e)
		fields = append(fields, under(w.say("settings."+id), e, hintOf(w, "settings."+id+"-hint")))
	}
	save := newPressButton(w.say("settings.save"), theme.DocumentSaveIcon(), f.save)
	save.Importance = widget.HighImportance
	f.face = container.NewBorder(nil, container.NewHBox(save), nil, nil, formPage(
		container.NewGridWithColumns(2, fields[0], fields[1]), container.NewGridWithColumns(2, fields[2], fields[3])))
	return f
}

func (f *headForm) values(s office.Settings) []string {
	return []string{s.Superior, s.Symbol, strings.Join(s.To, "\n"), strings.Join(s.Copies, "\n")}
}

// same tells that the fields hold the settings.
func (f *headForm) same(s office.Settings) bool {
	for i, v := range f.values(s) {
		if tidyLines(f.lines[i].Text) != tidyLines(v) {
			return false
		}
	}
	return true
}

// show fills the fields in, unless something was typed that is not saved yet.
func (f *headForm) show(s office.Settings) {
	if f.ready && !f.same(f.base) && !f.same(s) {
		return
	}
	f.base, f.ready = s, true
	for i, v := range f.values(s) {
		f.lines[i].SetText(v)
	}
}

func (f *headForm) save() {
	s := f.s.book.Settings()
	s.Superior, s.Symbol = tidy(f.lines[0].Text), tidy(f.lines[1].Text)
	s.To, s.Copies = strings.Split(tidyLines(f.lines[2].Text), "\n"), strings.Split(tidyLines(f.lines[3].Text), "\n")
	f.s.do(func(ctx context.Context) error { return f.s.book.SaveSettings(ctx, s) }, "settings.saved")
}
