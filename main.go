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

// memoryLimit keeps a hostile file from taking the machine with it; the guard refuses it first.
const memoryLimit = 1 << 30

func main() {
	debug.SetMemoryLimit(memoryLimit)
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run opens the window, with the book if a path is given, and returns when it is closed.
func run(args []string) error {
	o, err := office.Open(office.Config{Assets: assets.FS, Now: time.Now, Who: who(), Lang: "vi"})
	if err != nil {
		return err
	}
	a := fyneapp.NewWithID(appID)
	start := app.Start{Office: o, Icon: icon}
	if len(args) > 0 {
		start.Path = args[0]
	}
	return app.Run(a, start)
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
