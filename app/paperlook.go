package app

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"bieuxa/office"
)

// paper is something to be looked at page by page before it is saved as a PDF.
type paper struct {
	title string
	read  func(context.Context) (*office.Preview, error)
	save  func() // asks where to, and writes it

	letter string        // what asks whether the letter is printed, where there is one before the sheets; empty: it is not asked
	bare   func(on bool) // the letter is left out of what is read and saved
}

// paperSize leaves a page of A4 readable on an old screen.
func paperSize() fyne.Size { return fyne.NewSize(1160, 700) }

// lookAt shows the pages of a paper, with all that was typed so far in it; Enter saves it, Esc lets it go.
func (w *Window) lookAt(p paper) {
	made := w.paperJob(p, func(v *office.Preview) { w.showPaper(p, v) })
	runInOrder(w, job[struct{}]{
		do:   func(context.Context, func(i, n int)) (struct{}, error) { return struct{}{}, nil },
		show: func(struct{}) { run(w, made) },
	})
}

func (w *Window) paperJob(p paper, show func(*office.Preview)) job[*office.Preview] {
	return job[*office.Preview]{
		title: w.say("busy.paper"),
		do:    func(ctx context.Context, _ func(i, n int)) (*office.Preview, error) { return p.read(ctx) },
		show:  show,
	}
}

func (w *Window) showPaper(p paper, v *office.Preview) *pageBrowser {
	var k *keyDialog
	r := newPageBrowser(w, func() (seen, free bool) {
		n := len(w.dialog)
		return k != nil && !k.gone, n > 0 && w.dialog[n-1] == k
	})
	shut := func() { k.hide() }
	save := func() {
		k.hide()
		p.save()
	}
	keys := dialogKeys{enter: save, escape: shut}
	on, off := newPressButton(w.say("paper.save"), theme.DocumentSaveIcon(), save), newPressButton(w.say("reports.close"), nil, shut)
	on.Importance = widget.HighImportance
	r.page.setKeys(keys)
	r.jump.setKeys(dialogKeys{escape: shut})
	r.zoomed.setKeys(dialogKeys{escape: shut})
	top := container.NewVBox()
	if n := len(v.Unprintable); n > 0 {
		top.Add(warning(w.say("reports.unprintable", "n", fmt.Sprint(n))))
	}
	if p.letter != "" && len(v.Parts) > 0 && v.Parts[0].ID == office.LetterPart {
		box := newCheckEntry(p.letter, true)
		box.setKeys(keys)
		box.OnChanged = func(on bool) {
			p.bare(!on)
			run(w, w.paperJob(p, r.look))
		}
		top.Add(box)
	}
	body := container.NewBorder(top, nil, nil, nil, r.face)
	k = w.openDialog(dialogPlan{title: p.title, content: body, buttons: []*pressButton{on, off}, keys: keys, focus: r.page, size: paperSize()})
	r.look(v)
	return r
}
