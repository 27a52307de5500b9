package screen

import (
	"errors"
	"testing"
	"time"
)

// Versions as drivers write them; those of GDI and of Intel's HD 2000 and 3000 are from reports of people whose
// window stayed away.
func TestEnough(t *testing.T) {
	for version, want := range map[string]bool{
		"4.6.0 - Build 31.0.101.2125":                true,
		"4.5 (Compatibility Profile) Mesa 22.3.6":    true,
		"3.1.0 - Build 9.17.10.4459":                 true,
		"3.3 (Compatibility Profile) Mesa 22.3.6":    true,
		"2.1 Mesa 22.3.6":                            true,
		" 2.1.0":                                     true,
		"10.0":                                       true,
		"2.0.6914 WinXP Release":                     false,
		"1.4 (4.5 (Compatibility Profile) Mesa 22.)": false,
		"1.1.0":                     false,
		"OpenGL ES 3.2 Mesa 22.3.6": false,
		"OpenGL ES-CM 1.1":          false,
		"":                          false,
		"4":                         false,
		"-4.6":                      false,
		"unknown":                   false,
	} {
		if got := (Found{Version: version}).Enough(); got != want {
			t.Errorf("%q: %v", version, got)
		}
	}
	if (Found{Version: "4.6.0", Why: errors.New("wglMakeCurrent")}).Enough() {
		t.Error("what failed is enough")
	}
}

func TestDecide(t *testing.T) {
	for _, c := range []struct {
		name   string
		at     Case
		first  Step // before the window
		second Step // if then no window comes
	}{
		{"a sound driver", Case{Enough: true, Mesa: true}, Draw, Restart},
		{"a sound driver, a program without Mesa", Case{Enough: true}, Draw, Tell},
		{"an old driver", Case{Mesa: true}, Restart, Restart},
		{"an old driver, a program without Mesa", Case{}, Tell, Tell},
		{"restarted", Case{Enough: true, Restarted: true, Mesa: true}, Draw, Tell},
		{"restarted, and Mesa fails too", Case{Restarted: true, Mesa: true}, Tell, Tell},
		{"software is asked for", Case{Enough: true, Choice: Software, Mesa: true}, Restart, Restart},
		{"software is asked for and there", Case{Enough: true, Choice: Software, Restarted: true, Mesa: true}, Draw, Tell},
		{"software is asked for and lacking", Case{Enough: true, Choice: Software}, Tell, Tell},
		{"the driver is asked for", Case{Enough: true, Choice: System, Mesa: true}, Draw, Tell},
		{"the driver is asked for, whatever it says", Case{Choice: System, Mesa: true}, Draw, Tell},
		{"a word that is no choice", Case{Choice: "mesa", Mesa: true}, Restart, Restart},
		{"auto", Case{Choice: Auto, Enough: true, Mesa: true}, Draw, Restart},
	} {
		if first, second := c.at.Decide(), c.at.WithoutWindow(); first != c.first || second != c.second {
			t.Errorf("%s: %v, then %v; want %v, then %v", c.name, first, second, c.first, c.second)
		}
	}
}

// Whatever is found, a program that was restarted never restarts: it would do so for ever.
func TestNobodyRestartsTwice(t *testing.T) {
	for _, choice := range []Choice{"", Auto, Software, System} {
		for bits := range 4 {
			c := Case{Enough: bits&1 != 0, Mesa: bits&2 != 0, Restarted: true, Choice: choice}
			if c.Decide() == Restart || c.WithoutWindow() == Restart {
				t.Errorf("%+v restarts", c)
			}
		}
	}
}

func TestADriverThatHangsOrBreaksIsGivenUp(t *testing.T) {
	never := make(chan Found)
	if f := within(10*time.Millisecond, func() Found { return <-never }); !errors.Is(f.Why, errMute) || f.Enough() {
		t.Errorf("hanging: %+v", f)
	}
	if f := within(time.Minute, func() Found { panic("access violation") }); f.Why == nil || f.Enough() {
		t.Errorf("breaking: %+v", f)
	}
	if f := within(time.Minute, func() Found { return Found{Version: "2.1"} }); !f.Enough() {
		t.Errorf("sound: %+v", f)
	}
}
