package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"bieuxa/office"
)

// pressButton is a button that Enter presses, and that passes Esc on.
type pressButton struct {
	widget.Button
	escape func()
}

func newPressButton(text string, icon fyne.Resource, tapped func()) *pressButton {
	b := &pressButton{}
	b.Text, b.Icon, b.OnTapped = text, icon, tapped
	b.ExtendBaseWidget(b)
	return b
}

func (b *pressButton) TypedKey(ev *fyne.KeyEvent) {
	switch {
	case ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter:
		b.Tapped(nil)
	case ev.Name == fyne.KeyEscape && b.escape != nil:
		b.escape()
	default:
		b.Button.TypedKey(ev)
	}
}

// keyDialog is a dialog with one button, which has the focus and which Esc and Enter press: Fyne's own
// dialogs take neither.
type keyDialog struct {
	w      *Window
	d      *dialog.CustomDialog
	tapped func()
	gone   bool
}

// dialogWidth leaves the sentence on few lines and the dialog inside a small screen.
const dialogWidth = 560

func (w *Window) showKeyDialog(title, button string, content fyne.CanvasObject, tapped func()) *keyDialog {
	k := &keyDialog{w: w, tapped: tapped}
	b := newPressButton(button, nil, k.dismiss)
	b.escape = k.dismiss
	k.d = dialog.NewCustomWithoutButtons(title, content, w.win)
	k.d.SetButtons([]fyne.CanvasObject{b})
	k.d.Resize(fyne.NewSize(dialogWidth, 0))
	w.dialog = append(w.dialog, k)
	k.d.Show()
	w.win.Canvas().Focus(b)
	return k
}

// dismiss is the button's doing.
func (k *keyDialog) dismiss() {
	if k.gone {
		return
	}
	k.hide()
	if k.tapped != nil {
		k.tapped()
	}
}

func (k *keyDialog) hide() {
	if k.gone {
		return
	}
	k.gone = true
	for i, c := range k.w.dialog {
		if c == k {
			k.w.dialog = append(k.w.dialog[:i], k.w.dialog[i+1:]...)
			break
		}
	}
	k.d.Hide()
}

// showProblem says what could not be done, and what the person may do about it.
func (w *Window) showProblem(err error) {
	p := office.AsProblem(err)
	if p.Err != nil {
		fyne.LogError(p.ID, p.Err)
	}
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
	return b
}

// step moves the bar; from the first step on it tells how much there is.
func (b *busy) step(i, n int) {
	b.bar.Max = float64(n)
	b.bar.SetValue(float64(i))
	b.bar.Show()
}

// dismissed takes the dialog away: the work is over.
func (b *busy) dismissed() {
	b.waits.Stop()
	b.k.hide()
}

func warning(text string) fyne.CanvasObject {
	line := widget.NewLabelWithStyle(text, fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	line.Wrapping = fyne.TextWrapWord
	return container.NewBorder(nil, nil, widget.NewIcon(theme.WarningIcon()), nil, line)
}
