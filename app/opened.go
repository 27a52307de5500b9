package app

import (
	"errors"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"
)

// ErrNoWindow means that the display driver gave no window. Fyne notes that in its log and runs on without one.
var ErrNoWindow = errors.New("the display driver gave no window")

// showNow opens the window and sees whether it is there.
func showNow(win fyne.Window) (err error) {
	defer func() {
		if bug := recover(); bug != nil {
			err = fmt.Errorf("%w: %v", ErrNoWindow, bug)
		}
	}()
	win.Show()
	native, ok := win.(driver.NativeWindow)
	if !ok {
		return nil // drawn in memory
	}
	there := true
	native.RunNative(func(context any) {
		switch c := context.(type) {
		case driver.WindowsWindowContext:
			there = c.HWND != 0
		case driver.X11WindowContext:
			there = c.WindowHandle != 0
		case driver.WaylandWindowContext:
			there = c.WaylandSurface != 0
		}
	})
	if !there {
		return ErrNoWindow
	}
	return nil
}

// still is an app in which nothing moves by itself: no fading buttons, no blinking cursor. Where the processor draws the
// window, each step of such a movement costs as much as a whole picture.
type still struct{ fyne.App }

type stillSettings struct{ fyne.Settings }

func (s still) Settings() fyne.Settings { return stillSettings{s.App.Settings()} }

func (stillSettings) ShowAnimations() bool { return false }

func isStill() bool {
	_, still := fyne.CurrentApp().(still)
	return still
}
