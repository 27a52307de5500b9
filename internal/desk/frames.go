//go:build linux

package desk

import (
	"image"
	"strings"
	"time"

	"bieuxa/internal/x11"
)

// FirstFrame waits until the program's window shows anything, and returns how long that took from the
// start of the program. It gives the window no keyboard.
func (p *Program) FirstFrame(patience time.Duration) (time.Duration, error) {
	const glance = 2 * time.Millisecond
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(glance) {
		if p.over() {
			return 0, ErrEnded
		}
		if p.win == 0 && !p.find() {
			continue
		}
		spot, err := p.spot()
		if err != nil {
			return 0, err
		}
		if spot.Pix[0]|spot.Pix[1]|spot.Pix[2] != 0 { // a window that shows nothing yet is black
			return time.Since(p.Begun), nil
		}
	}
	return 0, x11.ErrLate
}

// spot is one pixel of the window, off the middle where a letter may stand.
func (p *Program) spot() (*image.RGBA, error) {
	return p.d.x.Picture(p.win, image.Rect(3, 3, 4, 4))
}

func (p *Program) find() bool {
	all, err := p.d.x.Windows()
	if err != nil {
		return false
	}
	for _, w := range all {
		if title, err := p.d.x.Title(w); err == nil && title != "" {
			p.win = w
			return true
		}
	}
	return false
}

// LastFrame waits until the window has shown the same for the calm given, and returns how long after the
// start of the program it came to show that.
func (p *Program) LastFrame(calm, patience time.Duration) (time.Duration, error) {
	last, err := p.Picture()
	if err != nil {
		return 0, err
	}
	changed := time.Now()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(tick) {
		img, err := p.Picture()
		switch {
		case err != nil:
			return 0, err
		case Differ(last, img) > blink:
			last, changed = img, time.Now()
		case time.Since(changed) >= calm:
			return changed.Sub(p.Begun), nil
		}
	}
	return 0, x11.ErrLate
}

// Titled waits until the window's title holds the text, and returns how long after the start that was.
func (p *Program) Titled(text string, patience time.Duration) (time.Duration, error) {
	err := p.Until("the title names "+text, patience, func() (bool, error) {
		title, err := p.Title()
		return strings.Contains(title, text), err
	})
	return time.Since(p.Begun), err
}
