package screen

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// Trial is the mark that the driver is being tried: some take the program with them before anybody sees a window, and
// without a word. It lies in a file until the window is there.
type Trial struct{ path string }

// trialFile is in Folder of the person's own folder: how often in a row no window came, the program's version, and which
// process tried last.
const trialFile = "driver.txt"

// trials is how often the driver may take the program with it before it is left alone. One time may have been the
// person, or the power.
const trials = 2

// errBroken means that the driver is left alone.
var errBroken = errors.New("the display driver ended the program before there was a window")

// TryDriver marks that the driver is being tried by this version of the program. The error means that it is to be left
// alone: another version, or Passed, tries it again.
func TryDriver(home, version string) (Trial, error) {
	if home == "" {
		return Trial{}, nil
	}
	t := Trial{filepath.Join(home, Folder, trialFile)}
	failed, by, pid := 0, "", 0
	if b, err := os.ReadFile(t.path); err == nil {
		_, _ = fmt.Sscanf(string(b), "%d %q %d", &failed, &by, &pid)
	}
	switch {
	case by != version:
		failed = 0
	case pid != os.Getpid() && runs(pid):
		return Trial{}, nil // it is only slow
	case failed >= trials:
		return t, errBroken
	}
	if err := os.MkdirAll(filepath.Dir(t.path), 0o755); err != nil {
		return Trial{}, nil
	}
	_ = os.WriteFile(t.path, fmt.Appendf(nil, "%d %q %d\n", failed+1, version, os.Getpid()), 0o644)
	return t, nil
}

// Passed takes the mark away: the window is there, or the program has noticed by itself that none comes.
func (t Trial) Passed() {
	if t.path != "" {
		_ = os.Remove(t.path)
	}
}
