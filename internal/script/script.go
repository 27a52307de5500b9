// Package script is one test played on a screen in memory: a program, the hand of the person before it, and a picture
// after each step. A step that goes wrong ends the test with the newest picture. It knows nothing of the program.
package script

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

// Script is the test that is played.
type Script struct {
	T       *testing.T
	Desk    *desk.Desk
	Program *desk.Program // the newest that was launched
	Name    string        // begins the names of its pictures and of its log
	Folder  string        // of the pictures
	Soon    time.Duration // how long a step may take on a slow, busy computer
	steps   int
	picture string // the newest
}

// Size is that of the screen: old office computers have it.
const Size = "1366x768"

// Begin opens a screen for the script, with more arguments of Xvfb; it closes with the test.
func (s *Script) Begin(more ...string) {
	s.T.Helper()
	d, err := desk.Open(Size, more...)
	if err != nil {
		s.T.Fatal(err)
	}
	s.Desk = d
	s.T.Cleanup(func() {
		if s.Program != nil {
			_ = s.Program.Kill()
		}
		d.Close()
	})
}

// Shots is the path of a file among the pictures.
func (s *Script) Shots(name string) string { return filepath.Join(s.Folder, name) }

// Launch starts a program; its log lies among the pictures.
func (s *Script) Launch(c desk.Command) {
	s.T.Helper()
	if err := os.MkdirAll(s.Folder, 0o755); err != nil {
		s.T.Fatal(err)
	}
	c.Log = s.Shots(s.Name + ".log")
	p, err := s.Desk.Start(c)
	if err != nil {
		s.T.Fatal(err)
	}
	s.Program = p
}

// Start launches a program and waits until its window shows something.
func (s *Script) Start(c desk.Command) {
	s.T.Helper()
	s.Launch(c)
	s.Must(s.Program.Window(s.Soon))
	s.Must(s.Program.Until("the window shows something", s.Soon, func() (bool, error) {
		img, err := s.Program.Picture()
		return err == nil && desk.Colours(img) > 20, nil
	}))
}

// Must ends the test with the newest picture if something went wrong.
func (s *Script) Must(err error) {
	s.T.Helper()
	if err == nil {
		return
	}
	if s.Program == nil {
		s.T.Fatal(err)
	}
	if !errors.Is(err, desk.ErrEnded) {
		if img, failed := s.Program.Picture(); failed == nil {
			s.picture = s.Shots(s.Name + "-failed.png")
			_ = desk.Save(s.picture, img)
		}
	}
	log, _ := os.ReadFile(s.Shots(s.Name + ".log"))
	s.T.Fatalf("%v\npicture: %s\nprogram: %s", err, s.picture, log)
}

// Shot waits until the window is still and saves what it shows after a step.
func (s *Script) Shot(step string) *image.RGBA {
	s.T.Helper()
	img, err := s.Program.Still(s.Soon)
	s.Must(err)
	s.steps++
	s.picture = s.Shots(fmt.Sprintf("%s-%02d-%s.png", s.Name, s.steps, step))
	s.Must(desk.Save(s.picture, img))
	return img
}

// Changes does something and waits until the window shows something else.
func (s *Script) Changes(what string, do func() error) {
	s.T.Helper()
	before, err := s.Program.Still(s.Soon)
	s.Must(err)
	s.Must(do())
	if _, err = s.Program.Changed(before, s.Soon); err != nil {
		err = fmt.Errorf("after %s: %w", what, err)
	}
	s.Must(err)
}

// Press presses keys and waits until the window shows something else.
func (s *Script) Press(keys ...string) {
	s.T.Helper()
	s.Changes(strings.Join(keys, " "), func() error { return s.Program.Press(keys...) })
}

// Click presses the left button at a point and waits until the window shows something else.
func (s *Script) Click(at image.Point) {
	s.T.Helper()
	s.Changes(fmt.Sprint("a click at ", at), func() error { return s.Program.Click(at, 1) })
}

// Title waits until the window's title holds the text.
func (s *Script) Title(text string) {
	s.T.Helper()
	s.Must(s.Program.Until("the title names "+text, s.Soon, func() (bool, error) {
		title, err := s.Program.Title()
		return strings.Contains(title, text), err
	}))
}
