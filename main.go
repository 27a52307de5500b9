// Biểu Xã in a window: the entry, and the only place that needs C and a display.
package main

import (
	_ "embed"
	"fmt"
	"os"
	"runtime/debug"
	"time"

	fyneapp "fyne.io/fyne/v2/app"

	"bieuxa/app"
	"bieuxa/assets"
	"bieuxa/office"
)

//go:embed assets/icon.png
var icon []byte

// appID names the program's preferences; FyneApp.toml has the same.
const appID = "vn.bieuxa"

// version is that of FyneApp.toml, set when the program is built by make; empty otherwise.
var version string

// memoryLimit keeps a hostile file from taking the machine with it; the guard refuses it first.
const memoryLimit = 1 << 30

func main() {
	debug.SetMemoryLimit(memoryLimit)
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run opens the window, with the files that are given, and returns when it is closed.
func run(args []string) error {
	opened := make(chan error, 1)
	var o *office.Office
	go func() { // the screen wakes up meanwhile
		home := office.HomeFolder()
		var err error
		o, err = office.Begin(office.Config{Assets: assets.FS, Now: time.Now, Who: who(),
			Lang: office.ReadPreferences(home).Lang, Home: home, Version: version})
		opened <- err
	}()
	wait := func() (*office.Office, error) { err := <-opened; return o, err }
	return app.Run(fyneapp.NewWithID(appID), app.Start{Office: wait, Icon: icon, Paths: args})
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
