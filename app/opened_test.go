package app

import (
	"errors"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"
	"fyne.io/fyne/v2/test"
)

// lost is a window of a driver that gives the native window, or breaks.
type lost struct {
	fyne.Window
	native any
	bug    bool
}

func (l lost) Show() {
	if l.bug {
		panic("NotInitialized")
	}
}

func (l lost) RunNative(f func(any)) { f(l.native) }

func TestAWindowThatDoesNotComeIsNoticed(t *testing.T) {
	for _, c := range []struct {
		name string
		win  lost
		want error
	}{
		{"Windows without one", lost{native: driver.WindowsWindowContext{}}, ErrNoWindow},
		{"X11 without one", lost{native: driver.X11WindowContext{}}, ErrNoWindow},
		{"Wayland without one", lost{native: driver.WaylandWindowContext{}}, ErrNoWindow},
		{"the driver breaks", lost{bug: true}, ErrNoWindow},
		{"Windows", lost{native: driver.WindowsWindowContext{HWND: 7}}, nil},
		{"X11", lost{native: driver.X11WindowContext{WindowHandle: 7}}, nil},
		{"Wayland", lost{native: driver.WaylandWindowContext{WaylandSurface: 7}}, nil},
		{"another system", lost{native: driver.UnknownContext{}}, nil},
	} {
		if err := showNow(c.win); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
	if err := showNow(test.NewTempWindow(t, nil)); err != nil {
		t.Errorf("in memory: %v", err)
	}
}

func TestNothingMovesWhereTheProcessorDraws(t *testing.T) {
	a := test.NewTempApp(t)
	if !a.Settings().ShowAnimations() || isStill() {
		t.Fatal("an app of the test moves nothing, so this shows nothing")
	}
	fyne.SetCurrentApp(still{a})
	if fyne.CurrentApp().Settings().ShowAnimations() || !isStill() {
		t.Error("it moves all the same")
	}
}

// What Fyne does last is taken away; with a Fyne that is built otherwise this fails, and the program may hang at its end.
func TestTheEndWaitsForNothing(t *testing.T) {
	a := test.NewApp()
	l, ok := a.Lifecycle().(interface {
		OnStopped() func()
		SetOnStoppedHookExecuted(func())
	})
	if !ok {
		t.Fatalf("%T keeps what it does last elsewhere", a.Lifecycle())
	}
	l.SetOnStoppedHookExecuted(func() {})
	if l.OnStopped() == nil {
		t.Fatal("what is done last is not looked at here")
	}
	endsFreely(a.Lifecycle())
	if l.OnStopped() != nil {
		t.Error("something is handed to the queue at the end")
	}
}
