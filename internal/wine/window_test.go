//go:build linux

package wine

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"bieuxa/internal/desk"
	"bieuxa/internal/script"
)

// soon is how long a step may take on a slow, busy computer.
const soon = 90 * time.Second

// screen is the window of Windows on a screen in memory.
type screen struct {
	*trial
	*script.Script
}

// screen opens one; more are arguments of Xvfb.
func (r *trial) screen(name string, more ...string) *screen {
	r.t.Helper()
	s := &screen{r, &script.Script{T: r.t, Name: name, Soon: soon, Folder: filepath.Join("..", "..", "build", "e2e-wine")}}
	s.Begin(more...)
	r.t.Cleanup(r.p.Stop)
	return s
}

// start starts a program of Windows and waits for its window.
func (s *screen) start(env []string, args ...string) {
	s.t.Helper()
	s.Start(desk.Command{Path: s.p.script, Args: append([]string{"run"}, args...), Home: s.t.TempDir(), Env: env})
}

// told waits until the command of Windows tells something of a book.
func (s *screen) told(dir, text string, args ...string) {
	s.t.Helper()
	var ran Ran
	err := s.Program.Until("the command tells "+text, soon, func() (bool, error) {
		ran = s.cli(dir, nil, args...)
		return strings.Contains(ran.Out, text), nil
	})
	if err != nil {
		s.t.Logf("the command: %+v", ran)
	}
	s.Must(err)
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
