package screen

import (
	"errors"
	"fmt"
	"runtime"
	"time"
)

// patience is how long a driver may take to answer; a sound one needs a tenth of a second.
const patience = 20 * time.Second

// errMute means that the driver hangs.
var errMute = errors.New("the display driver does not answer")

// Probe asks the driver of this machine what OpenGL it has. Where the window cannot be drawn at all it answers why.
func Probe() Found { return within(patience, ask) }

// within asks on a thread of its own, which is given up with a driver that hangs.
func within(limit time.Duration, ask func() Found) Found {
	answer := make(chan Found, 1)
	go func() {
		runtime.LockOSThread() // and never unlocked: the thread ends with the driver's traces on it
		defer func() {
			if bug := recover(); bug != nil {
				answer <- Found{Why: fmt.Errorf("asking the display driver: %v", bug)}
			}
		}()
		answer <- ask()
	}()
	select {
	case f := <-answer:
		return f
	case <-time.After(limit):
		return Found{Why: errMute}
	}
}
