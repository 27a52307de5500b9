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
)

// soon is how long a step may take on a slow, busy computer.
const soon = 30 * time.Second

// run is one script: the program on its screen, and the pictures taken after each step.
type run struct {
	t       *testing.T
	d       *desk.Desk
	p       *desk.Program
	bin     string
	home    string
	name    string // of the script, begins the names of its pictures
	steps   int
	picture string // the newest
	env     []string
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
	d, err := desk.Open("1366x768")
	if err != nil {
		t.Fatal(err)
	}
	r := &run{t: t, d: d, bin: bin, home: t.TempDir(), name: name}
	t.Cleanup(func() {
		if r.p != nil {
			_ = r.p.Kill()
		}
		d.Close()
	})
	return r
}

// shots is the folder of the pictures, from the root of the repository.
func shots(name string) string { return filepath.Join("..", "..", "build", "e2e", name) }

// start starts the program and waits until its window shows something.
func (r *run) start(args ...string) {
	r.t.Helper()
	r.launch(args...)
	r.must(r.p.Window(soon))
	r.must(r.p.Until("the window shows something", soon, func() (bool, error) {
		img, err := r.p.Picture()
		return err == nil && desk.Colours(img) > 20, err
	}))
}

// launch starts the program.
func (r *run) launch(args ...string) {
	r.t.Helper()
	if err := os.MkdirAll(shots(""), 0o755); err != nil {
		r.t.Fatal(err)
	}
	p, err := r.d.Start(desk.Command{Path: filepath.Join(r.bin, "bieuxa"), Args: args, Home: r.home, Env: r.env, Log: shots(r.name + ".log")})
	if err != nil {
		r.t.Fatal(err)
	}
	r.p = p
}

// must fails the script with the newest picture if something went wrong.
func (r *run) must(err error) {
	r.t.Helper()
	if err == nil {
		return
	}
	if !errors.Is(err, desk.ErrEnded) {
		if img, failed := r.p.Picture(); failed == nil {
			r.picture = shots(r.name + "-failed.png")
			_ = desk.Save(r.picture, img)
		}
	}
	log, _ := os.ReadFile(shots(r.name + ".log"))
	r.t.Fatalf("%v\npicture: %s\nprogram: %s", err, r.picture, log)
}

// shot waits until the window is still and saves what it shows after a step.
func (r *run) shot(step string) *image.RGBA {
	r.t.Helper()
	img, err := r.p.Still(soon)
	r.must(err)
	r.steps++
	r.picture = shots(fmt.Sprintf("%s-%02d-%s.png", r.name, r.steps, step))
	r.must(desk.Save(r.picture, img))
	r.must(r.p.Fits())
	return img
}

// press presses keys and waits until the window shows something else.
func (r *run) press(keys ...string) {
	r.t.Helper()
	before, err := r.p.Still(soon)
	r.must(err)
	r.must(r.p.Press(keys...))
	_, err = r.p.Changed(before, soon)
	if err != nil {
		err = fmt.Errorf("after %s: %w", strings.Join(keys, " "), err)
	}
	r.must(err)
}

// title waits until the window's title holds the text.
func (r *run) title(text string) {
	r.t.Helper()
	r.must(r.p.Until("the title names "+text, soon, func() (bool, error) {
		title, err := r.p.Title()
		return strings.Contains(title, text), err
	}))
}

// cli asks the command about a book and reads the JSON it prints; the book may be open in the window.
func (r *run) cli(into any, args ...string) {
	r.t.Helper()
	r.must(r.ask(into, args...))
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
