package app

import (
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"bieuxa/office"
)

// showProblem says what could not be done, and what the person may do about it.
func (w *Window) showProblem(err error) {
	var bug *office.Bug
	if errors.As(err, &bug) {
		w.showBug(bug)
		return
	}
	p := office.AsProblem(err)
	logError("problem", err)
	what, hint := w.words.Problem(p.ID, p.Facts)
	w.showKeyDialog(w.say("problem.title"), w.say("problem.close"), problemText(what, hint), nil)
}

func problemText(what, hint string) fyne.CanvasObject {
	sentence := widget.NewLabelWithStyle(what, fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	sentence.Wrapping = fyne.TextWrapWord
	box := container.NewVBox(sentence)
	if hint != "" {
		line := widget.NewLabel(hint)
		line.Wrapping = fyne.TextWrapWord
		box.Add(line)
	}
	return box
}

// busy says that work is going on, and offers to stop it.
type busy struct {
	k     *keyDialog
	w     *Window
	line  *widget.Label
	bar   *widget.ProgressBar
	waits *widget.Activity
}

func (w *Window) showBusy(title string, stop func()) *busy {
	b := &busy{w: w, line: widget.NewLabel(title), bar: widget.NewProgressBar(), waits: widget.NewActivity()}
	b.line.Wrapping = fyne.TextWrapWord
	b.bar.Hide()
	b.waits.Start()
	content := container.NewVBox(container.NewBorder(nil, nil, b.waits, nil, b.line), b.bar)
	b.k = w.showKeyDialog(w.say("busy.title"), w.say("busy.stop"), content, func() {
		stop()
		b.waits.Stop()
	})
	b.k.plan.buttons[0].noEnter = true // what was begun with Enter is not stopped by the same key
	b.k.plan.keys.enter = nil
	return b
}

// step moves the bar; from the first step on it tells how much there is.
func (b *busy) step(i, n int) {
	b.bar.Max = float64(n)
	b.bar.SetValue(float64(i))
	if !b.bar.Visible() {
		b.waits.Stop() // what moves by itself draws the whole window again and again
		b.waits.Hide()
		b.bar.Show()
		b.k.fit()
	}
}

// dismissed takes the dialog away: the work is over.
func (b *busy) dismissed() {
	b.waits.Stop()
	b.k.hide()
}

// informed is a calm line of something that is as it should be.
func informed(text string) fyne.CanvasObject {
	return container.NewBorder(nil, nil, widget.NewIcon(theme.InfoIcon()), nil, wrapped(text, fyne.TextStyle{}))
}

func warning(text string) fyne.CanvasObject {
	line := widget.NewLabelWithStyle(text, fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	line.Wrapping = fyne.TextWrapWord
	return container.NewBorder(nil, nil, widget.NewIcon(theme.WarningIcon()), nil, line)
}
