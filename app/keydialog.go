package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// dialogKeys are what Enter and Esc do in a dialog, whichever of its widgets has the focus: Fyne's own
// dialogs take neither. Every widget of ours that stands in a dialog asks take first.
type dialogKeys struct {
	enter, escape func()
	more          func(*fyne.KeyEvent) bool // other keys of this dialog; may be nil
}

// take tells whether the key was one of the dialog's, and does it.
func (k dialogKeys) take(ev *fyne.KeyEvent) bool {
	switch {
	case (ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter) && k.enter != nil:
		k.enter()
	case ev.Name == fyne.KeyEscape && k.escape != nil:
		k.escape()
	case k.more != nil:
		return k.more(ev)
	default:
		return false
	}
	return true
}

// takesKeys is a widget that is told the keys of its dialog.
type takesKeys interface{ setKeys(dialogKeys) }

// pressButton is a button that Enter presses, and that passes Esc on.
type pressButton struct {
	widget.Button
	escape  func()
	noEnter bool // Enter, held a little too long elsewhere, must not press it
}

func newPressButton(text string, icon fyne.Resource, tapped func()) *pressButton {
	b := &pressButton{}
	b.Text, b.Icon, b.OnTapped = text, icon, tapped
	b.ExtendBaseWidget(b)
	return b
}

func (b *pressButton) setKeys(k dialogKeys) { b.escape = k.escape }

func (b *pressButton) TypedKey(ev *fyne.KeyEvent) {
	switch {
	case ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter:
		if !b.noEnter && !b.Disabled() {
			b.Tapped(nil)
		}
	case ev.Name == fyne.KeyEscape && b.escape != nil:
		b.escape()
	case ev.Name == fyne.KeySpace:
		b.Button.TypedKey(ev)
	default:
		passKey(ev)
	}
}

// dialogPlan says what stands in a dialog and what its keys do.
type dialogPlan struct {
	title   string
	content fyne.CanvasObject
	buttons []*pressButton
	keys    dialogKeys
	focus   fyne.Focusable
	size    fyne.Size // at text of 100 %; height 0: as the content needs, scrolled if the window is too low
}

// keyDialog is a dialog that Esc, Enter and Tab work in as in Windows.
type keyDialog struct {
	w      *Window
	pop    *widget.PopUp
	plan   dialogPlan
	tapped func() // of a dialog with one button
	gone   bool
	tips   *tipLayer
	body   fyne.CanvasObject
}

// dialogWidth leaves the sentence on few lines and the dialog inside a small screen.
const dialogWidth = 560

// openDialog shows a dialog over the window and gives the focus to the plan's widget.
func (w *Window) openDialog(p dialogPlan) *keyDialog {
	k := &keyDialog{w: w, plan: p}
	title := widget.NewLabelWithStyle(p.title, fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	title.Truncation = fyne.TextTruncateEllipsis
	title.SizeName = theme.SizeNameSubHeadingText
	k.body = p.content
	if p.size.Height == 0 {
		k.body = container.NewVScroll(p.content)
	}
	foot := container.NewHBox(layout.NewSpacer())
	for _, b := range p.buttons {
		b.setKeys(p.keys)
		foot.Add(container.New(&atLeast{width: 92}, b))
	}
	face := container.NewPadded(container.NewPadded(container.NewBorder(title, container.NewPadded(foot), nil, nil, k.body)))
	w.noTip()
	over, layer := withTips(face)
	k.tips = layer
	k.pop = widget.NewModalPopUp(over, w.win.Canvas())
	w.dialog = append(w.dialog, k)
	k.fit()
	k.pop.Show()
	if p.focus != nil {
		w.win.Canvas().Focus(p.focus)
	}
	return k
}

// fit gives the dialog the height its content needs now, as far as the window has it.
func (k *keyDialog) fit() {
	room := k.w.win.Canvas().Size().SubtractWidthHeight(24, 24)
	least := k.pop.MinSize()
	want := fyne.NewSize(k.plan.size.Width*textScale(), k.plan.size.Height*textScale())
	if k.plan.size.Width == 0 {
		want.Width = dialogWidth * textScale()
	}
	want.Width = max(min(want.Width, room.Width), least.Width)
	if want.Height == 0 {
		k.pop.Resize(fyne.NewSize(want.Width, least.Height)) // wrapped lines know their height once they have a width
		want.Height = least.Height - k.body.MinSize().Height + k.plan.content.MinSize().Height
	}
	want.Height = max(min(want.Height, room.Height), min(least.Height, room.Height))
	k.pop.Resize(want)
	if k.pop.Position() != (fyne.Position{}) { // it is shown already, and Fyne leaves it where it was
		all := k.w.win.Canvas().Size()
		k.pop.Move(fyne.NewPos((all.Width-want.Width)/2, (all.Height-want.Height)/2))
	}
}

// showKeyDialog shows a dialog with one button, which has the focus and which Esc and Enter press.
func (w *Window) showKeyDialog(title, button string, content fyne.CanvasObject, tapped func()) *keyDialog {
	var k *keyDialog
	press := func() { k.dismiss() }
	b := newPressButton(button, nil, press)
	k = w.openDialog(dialogPlan{title: title, content: content, buttons: []*pressButton{b},
		keys: dialogKeys{enter: press, escape: press}, focus: b})
	k.tapped = tapped
	return k
}

// dismiss is what Esc does, and the button of a dialog that has but one.
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
	k.w.noTip()
	for i, c := range k.w.dialog {
		if c == k {
			k.w.dialog = append(k.w.dialog[:i], k.w.dialog[i+1:]...)
			break
		}
	}
	k.pop.Hide()
}

// atLeast gives one object a least width, which grows with text.
type atLeast struct{ width float32 }

func (l *atLeast) MinSize(objects []fyne.CanvasObject) fyne.Size {
	least := objects[0].MinSize()
	return fyne.NewSize(max(least.Width, l.width*textScale()), least.Height)
}

func (l *atLeast) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(size)
}
