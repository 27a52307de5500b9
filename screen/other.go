//go:build !windows

package screen

import (
	"fmt"
	"os"
	"syscall"
)

// Asks tells whether this system's driver is asked before a window is opened: elsewhere it draws in software by itself.
const Asks = false

func ask() Found {
	return Found{Version: fmt.Sprintf("%d.%d", least[0], least[1]), Renderer: "not asked"}
}

// Show tells a person something.
func Show(_, text string) { fmt.Fprintln(os.Stderr, text) }

// runs tells whether a process is there.
func runs(pid int) bool { return pid > 0 && syscall.Kill(pid, 0) == nil }
