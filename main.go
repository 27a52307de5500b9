// Biểu Xã in a window: the entry, and the only place that needs C and a display.
package main

import (
	_ "embed"
	"errors"
	"log"
	"os"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	fyneapp "fyne.io/fyne/v2/app"

	"bieuxa/app"
	"bieuxa/assets"
	"bieuxa/office"
	"bieuxa/screen"
)

//go:embed assets/icon.png
var icon []byte

// appID names the program's preferences; FyneApp.toml has the same.
const appID = "vn.bieuxa"

// version is that of FyneApp.toml, set when the program is built by make; empty otherwise.
var version string

// memoryLimit keeps a hostile file from taking the machine with it; the guard refuses it first.
const memoryLimit = 1 << 30

// Codes with which the program ends, as the command's: 2 wrong use, 3 a problem.
const (
	codeBug      = 1
	codeUse      = 2
	codeNoWindow = 3
)

var errHangs = errors.New("the window does not come")

func main() {
	debug.SetMemoryLimit(memoryLimit)
	os.Exit(run(os.Args[1:]))
}

// run opens the window, with the files that are given, and returns when it is closed, with the code to end with. Whatever
// ends it before there is a window is shown: on Windows nobody sees what is printed.
func run(args []string) (code int) {
	paths := office.FindPaths()
	paths.Enter() // before anything else makes folders
	home := paths.Home
	begun := sync.OnceValues(func() (*office.Office, error) {
		return office.Begin(office.Config{Assets: assets.FS, Now: time.Now, Who: who(),
			Lang: office.ReadPreferences(home).Lang, Home: home, Version: version})
	})
	say := func(id string, facts map[string]string) string {
		o, err := begun()
		if err != nil {
			return err.Error()
		}
		return o.Words().UI(id, facts)
	}
	l := newLife(paths, say)
	defer func() {
		if bug := recover(); bug != nil {
			l.crashed(bug)
			code = codeBug
		}
		l.end(code)
	}()
	go func() { _, _ = begun() }() // the screen wakes up meanwhile
	if len(args) > 0 && strings.HasPrefix(args[0], "-") {
		return answer(args[0], begun)
	}
	d := newDrawing(home, args, say)
	if draws, code := d.begin(); !draws {
		return code
	}
	left := l.reports.Unclean()
	l.session = office.BeginSession(paths.Home, version, time.Now())
	shown := d.watch()
	err := app.Run(fyneapp.NewWithID(appID), app.Start{Office: begun, Icon: icon, Paths: args, Still: d.program.Restarted(),
		Shown: func() {
			shown()
			if fault != "" {
				panic(fault)
			}
		},
		Life: app.Life{Session: l.session, Reports: l.reports, Left: left, Homeless: paths.Home == ""}})
	l.session.End()
	switch {
	case errors.Is(err, app.ErrNoWindow):
		return d.withoutWindow(err)
	case err != nil:
		log.Print(office.Unnamed(err))
		screen.Show(title, err.Error())
		return codeBug
	}
	return 0
}

// title stands over what is told before the words can be read.
const title = "Biểu Xã"

// answer replies to flags: the program has files as its arguments, and its command has the rest.
func answer(flag string, begun func() (*office.Office, error)) (code int) {
	o, err := begun()
	if err != nil {
		screen.Show(title, err.Error())
		return codeBug
	}
	id := "screen.usage"
	switch flag {
	case "--version", "-v":
		id = "about.version"
	case "--help", "-h", "-?":
	default:
		code = codeUse
	}
	screen.Show(title, o.Words().UI(id, map[string]string{"version": version, "flag": flag}))
	return code
}

// who is written to the log of a book.
func who() string {
	for _, name := range []string{"USERNAME", "USER"} {
		if v := os.Getenv(name); v != "" {
			return v
		}
	}
	return "bieuxa"
}
