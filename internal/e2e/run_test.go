//go:build linux

package e2e

import (
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"bieuxa/internal/desk"
	"bieuxa/internal/script"
)

// soon is how long a step may take on a slow, busy computer.
const soon = 30 * time.Second

// run is one script, and where the programs are that it plays.
type run struct {
	*script.Script
	bin  string
	home string
	env  []string
}

// begin opens a screen for a script. The program is started by start.
func begin(t *testing.T, name string) *run {
	t.Helper()
	bin := os.Getenv("BIEUXA_E2E")
	if bin == "" {
		t.Skip("BIEUXA_E2E is not set: make e2e runs this")
	}
	bin, err := filepath.Abs(bin)
	if err != nil {
		t.Fatal(err)
	}
	r := &run{bin: bin, home: t.TempDir(), Script: &script.Script{T: t, Name: name, Soon: soon,
		Folder: filepath.Join("..", "..", "build", "e2e")}}
	r.Begin()
	return r
}

func (r *run) program(args []string) desk.Command {
	return desk.Command{Path: filepath.Join(r.bin, "bieuxa"), Args: args, Home: r.home, Env: r.env}
}

// start starts the program and waits until its window shows something.
func (r *run) start(args ...string) { r.Start(r.program(args)) }

// launch starts the program.
func (r *run) launch(args ...string) { r.Launch(r.program(args)) }

// shot is a picture after a step, of a window that fits its screen.
func (r *run) shot(step string) *image.RGBA {
	r.T.Helper()
	img := r.Shot(step)
	r.Must(r.Program.Fits())
	return img
}

// cli asks the command about a book and reads the JSON it prints; the book may be open in the window.
func (r *run) cli(into any, args ...string) {
	r.T.Helper()
	r.Must(r.ask(into, args...))
}

func (r *run) ask(into any, args ...string) error {
	out, err := exec.Command(filepath.Join(r.bin, "bieuxa-cli"), append(args, "--json")...).Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() == 1 { // findings that block
		err = nil
	}
	if err != nil {
		if exit != nil {
			err = fmt.Errorf("%w: %s", err, exit.Stderr)
		}
		return fmt.Errorf("bieuxa-cli %s: %w", strings.Join(args, " "), err)
	}
	return json.Unmarshal(out, into)
}
