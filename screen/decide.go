// Package screen sees to it that the program gets a window on machines whose display driver lacks what the window is
// drawn with, OpenGL 2.1: it asks the driver, starts the program again beside a renderer that needs no driver (Mesa's,
// in the program's folder «opengl»), and tells a person when neither can be had. It knows nothing of ours; what it
// tells is handed to it.
package screen

import (
	"fmt"
	"strings"
)

// Found is what the OpenGL of this machine says of itself.
type Found struct {
	Version  string // as the driver writes it: «4.6.0 - Build 31.0.101.2125»
	Renderer string // «Intel(R) UHD Graphics 620», «GDI Generic», «softpipe»
	Why      error  // nil: it answered
}

// least is the oldest OpenGL that the window can be drawn with: Fyne asks for 2.0 and writes its shaders for 2.1.
var least = [2]int{2, 1}

// Enough tells whether the window can be drawn with it. OpenGL ES, which telephones have, is another language.
func (f Found) Enough() bool {
	var major, minor int
	if n, _ := fmt.Sscanf(strings.TrimSpace(f.Version), "%d.%d", &major, &minor); f.Why != nil || n < 2 {
		return false
	}
	return major > least[0] || major == least[0] && minor >= least[1]
}

// String is a line for the log.
func (f Found) String() string {
	if f.Why != nil {
		return f.Why.Error()
	}
	return fmt.Sprintf("OpenGL %s, %s", f.Version, f.Renderer)
}

// Choice is what a helper asked for.
type Choice string

// Choices. Any other value is Auto.
const (
	Auto     Choice = "auto"
	Software Choice = "software" // draw without the driver
	System   Choice = "system"   // draw with the driver, whatever it says of itself
)

// ChoiceName is the environment variable that holds the Choice.
const ChoiceName = "BIEUXA_OPENGL"

// Case is all that decides what to do.
type Case struct {
	Enough    bool // of what was found
	Choice    Choice
	Restarted bool // the program runs beside Mesa already
	Mesa      bool // Mesa lies in the program's folder, whole
}

// Step is what to do.
type Step int

// Steps. Draw: open the window. Restart: start the program again beside Mesa. Tell: say that there is no window to be had.
const (
	Draw Step = iota
	Restart
	Tell
)

// Decide says how the program goes on.
func (c Case) Decide() Step {
	software := c.Choice == Software && !c.Restarted
	switch {
	case c.Choice == System, c.Enough && !software:
		return Draw
	case c.Mesa && !c.Restarted:
		return Restart
	}
	return Tell
}

// WithoutWindow says how the program goes on when it drew and no window came.
func (c Case) WithoutWindow() Step {
	if c.Mesa && !c.Restarted && c.Choice != System {
		return Restart
	}
	return Tell
}
