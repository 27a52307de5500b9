package main

import (
	"log"
	"os"
	"path/filepath"
	"time"

	"bieuxa/office"
	"bieuxa/screen"
)

// drawing is what the window is drawn with on this machine.
type drawing struct {
	program screen.Program
	home    string
	found   screen.Found
	failed  error // why the program could not be started again
	trial   screen.Trial
	say     func(id string, facts map[string]string) string
}

func newDrawing(home string, args []string, say func(string, map[string]string) string) *drawing {
	exe, err := os.Executable()
	if err != nil {
		exe = os.Args[0]
	}
	return &drawing{say: say, home: home, program: screen.Program{Exe: exe, Folder: office.ProgramFolder(), Homes: []string{home, temporary()}, Args: args}}
}

// temporary takes the copy of the program where nothing else can be written.
func temporary() string { return filepath.Join(os.TempDir(), "bieuxa") }

func (d *drawing) at() screen.Case {
	return screen.Case{Enough: d.found.Enough(), Choice: screen.Choice(os.Getenv(screen.ChoiceName)),
		Restarted: d.program.Restarted(), Mesa: d.program.HasMesa()}
}

// begin asks the driver and says whether this program is to open the window; if not, the code ends it.
func (d *drawing) begin() (draws bool, code int) {
	if !screen.Asks {
		return true, 0
	}
	if c := d.at(); c.Restarted || !c.Mesa || c.Choice == screen.System {
		d.found = screen.Probe()
	} else if trial, err := screen.TryDriver(d.home, version); err != nil {
		d.found.Why = err
	} else {
		d.trial = trial
		d.found = screen.Probe()
	}
	log.Printf("screen: %v", d.found)
	return d.take(d.at().Decide())
}

// withoutWindow goes on where the window did not come.
func (d *drawing) withoutWindow(err error) (code int) {
	log.Printf("screen: %s", office.Unnamed(err))
	d.failed = err
	_, code = d.take(d.at().WithoutWindow())
	return code
}

func (d *drawing) take(step screen.Step) (draws bool, code int) {
	switch step {
	case screen.Draw:
		return true, 0
	case screen.Restart:
		d.trial.Passed()
		code, err := d.program.Restart()
		if err == nil {
			return false, code
		}
		log.Printf("screen: %s", office.Unnamed(err))
		d.failed = err
	}
	d.trial.Passed()
	d.tell()
	return false, codeNoWindow
}

// tell says what is missing and what to do.
func (d *drawing) tell() {
	facts := map[string]string{"found": d.found.String()}
	if d.failed != nil {
		facts["why"] = d.failed.Error()
	}
	if d.home != "" {
		facts["log"] = office.LogFolder(d.home)
	}
	id := "screen.none-linux"
	if screen.Asks {
		id = "screen.none"
		if !d.program.HasMesa() && !d.program.Restarted() {
			facts["folder"] = filepath.Join(d.program.Folder, screen.Folder)
		}
	}
	screen.Show(d.say("window.title", nil), d.say(id, facts))
}

// hangs is how long a window may take to come; a sound driver needs a tenth of a second, the processor two.
const hangs = 45 * time.Second

// watch ends a program whose window does not come. What it returns is called when the window is there.
func (d *drawing) watch() (shown func()) {
	t := time.AfterFunc(hangs, func() { os.Exit(d.withoutWindow(errHangs)) })
	return func() { t.Stop(); d.trial.Passed() }
}
