package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// keyCheck is a check box that hands the keys it has no use for to its room.
type keyCheck struct {
	widget.Check
	other func(*fyne.KeyEvent) bool
}

func newKeyCheck(text string, on bool, other func(*fyne.KeyEvent) bool) *keyCheck {
	c := &keyCheck{other: other}
	c.Text, c.Checked = text, on
	c.ExtendBaseWidget(c)
	return c
}

func (c *keyCheck) TypedKey(ev *fyne.KeyEvent) {
	if !c.other(ev) {
		c.Check.TypedKey(ev)
	}
}

// tapLabel is a quiet line that can be tapped; whatever it does can be done by keyboard elsewhere.
type tapLabel struct {
	widget.Label
	tapped func()
}

func newTapLabel(text string, tapped func()) *tapLabel {
	l := &tapLabel{tapped: tapped}
	l.Text, l.Wrapping = text, fyne.TextWrapWord
	l.ExtendBaseWidget(l)
	return l
}

func (l *tapLabel) Tapped(*fyne.PointEvent) { l.tapped() }

func (l *tapLabel) Cursor() desktop.Cursor { return desktop.PointerCursor }
