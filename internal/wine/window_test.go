//go:build linux

package wine

import (
	"errors"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"bieuxa/internal/desk"
)

// soon is how long a step may take on a slow, busy computer.
const soon = 90 * time.Second

// screen is the window of Windows on a screen in memory.
type screen struct {
	*trial
	d       *desk.Desk
	p       *desk.Program
	name    string
	steps   int
	picture string
}

func (r *trial) screen(name string) *screen {
	r.t.Helper()
	d, err := desk.Open("1366x768")
	r.must(err)
	s := &screen{trial: r, d: d, name: name}
	r.t.Cleanup(func() {
		if s.p != nil {
			_ = s.p.Kill()
		}
		r.p.Stop()
		d.Close()
	})
	return s
}

func shots(name string) string { return filepath.Join("..", "..", "build", "e2e-wine", name) }

// start starts a program of Windows and waits for its window.
func (s *screen) start(env []string, args ...string) {
	s.t.Helper()
	s.must(os.MkdirAll(shots(""), 0o755))
	p, err := s.d.Start(desk.Command{Path: s.trial.p.script, Args: append([]string{"run"}, args...), Home: s.t.TempDir(),
		Log: shots(s.name + ".log"), Env: env})
	s.must(err)
	s.p = p
	s.ok(p.Window(soon))
	s.ok(p.Until("the window shows something", soon, func() (bool, error) {
		img, err := p.Picture()
		return err == nil && desk.Colours(img) > 20, nil
	}))
}

// ok fails with the newest picture if something went wrong.
func (s *screen) ok(err error) {
	s.t.Helper()
	if err == nil {
		return
	}
	if !errors.Is(err, desk.ErrEnded) {
		if img, failed := s.p.Picture(); failed == nil {
			s.picture = shots(s.name + "-failed.png")
			_ = desk.Save(s.picture, img)
		}
	}
	log, _ := os.ReadFile(shots(s.name + ".log"))
	s.t.Fatalf("%v\npicture: %s\nprogram: %s", err, s.picture, log)
}

func (s *screen) shot(step string) *image.RGBA {
	s.t.Helper()
	img, err := s.p.Still(soon)
	s.ok(err)
	s.steps++
	s.picture = shots(fmt.Sprintf("%s-%02d-%s.png", s.name, s.steps, step))
	s.ok(desk.Save(s.picture, img))
	return img
}

// changes does something and waits until the window shows something else.
func (s *screen) changes(what string, do func() error) {
	s.t.Helper()
	before, err := s.p.Still(soon)
	s.ok(err)
	s.ok(do())
	if _, err = s.p.Changed(before, soon); err != nil {
		err = fmt.Errorf("after %s: %w", what, err)
	}
	s.ok(err)
}

func (s *screen) press(keys ...string) {
	s.t.Helper()
	s.changes(strings.Join(keys, " "), func() error { return s.p.Press(keys...) })
}

func (s *screen) click(at image.Point) {
	s.t.Helper()
	s.changes(fmt.Sprint("a click at ", at), func() error { return s.p.Click(at, 1) })
}

func (s *screen) title(text string) {
	s.t.Helper()
	s.ok(s.p.Until("the title names "+text, soon, func() (bool, error) {
		title, err := s.p.Title()
		return strings.Contains(title, text), err
	}))
}

// told waits until the command of Windows tells something of a book.
func (s *screen) told(dir, text string, args ...string) {
	s.t.Helper()
	var ran Ran
	err := s.p.Until("the command tells "+text, soon, func() (bool, error) {
		ran = s.cli(dir, nil, args...)
		return strings.Contains(ran.Out, text), nil
	})
	if err != nil {
		s.t.Logf("the command: %+v", ran)
	}
	s.ok(err)
}

// packages is the folder of the packages.
func (r *trial) packages() string {
	r.t.Helper()
	dir := os.Getenv("BIEUXA_WINE_PACKAGES")
	if dir == "" {
		r.t.Skip("BIEUXA_WINE_PACKAGES is not set: make e2e-wine runs this")
	}
	dir, err := filepath.Abs(dir)
	r.must(err)
	return dir
}

// one is the only file that fits a pattern.
func one(t *testing.T, pattern ...string) string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(pattern...))
	if err != nil || len(found) != 1 {
		t.Fatalf("%v: %v, %v", pattern, found, err)
	}
	return found[0]
}
