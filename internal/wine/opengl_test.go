//go:build linux

package wine

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"bieuxa/internal/desk"
)

// place puts the program and Mesa into a folder as the packages have them.
func (r *trial) place(dir string, mesa ...string) (exe string) {
	r.t.Helper()
	r.must(os.MkdirAll(filepath.Join(dir, "opengl"), 0o755))
	exe = filepath.Join(dir, "bieuxa.exe")
	r.must(run("cp", filepath.Join(r.bin, "bieuxa.exe"), exe))
	for _, name := range mesa {
		r.must(run("cp", filepath.Join("..", "..", "build", "mesa", name), filepath.Join(dir, "opengl")))
	}
	return exe
}

// without is a screen whose driver has no OpenGL at all.
func (r *trial) without(name string) *screen {
	r.t.Helper()
	s := r.screen(name)
	s.d.Close()
	var err error
	s.d, err = desk.Open("1366x768", "-extension", "GLX")
	r.must(err)
	r.t.Cleanup(s.d.Close)
	r.p.Stop() // it remembers the screen that it was begun on
	return s
}

// On a machine without OpenGL the program starts again beside Mesa, with the files it was given.
func TestWithoutOpenGL(t *testing.T) {
	r := begin(t)
	s := r.without("opengl-software")
	dir := filepath.Join(t.TempDir(), "Biểu [Xã] 1")
	exe := r.place(dir, "opengl32.dll", "libglapi.dll", "libgallium_wgl.dll")
	r.office()
	book := `D:\` + aBook
	s.must(os.MkdirAll(shots(""), 0o755))
	p, err := s.d.Start(desk.Command{Path: "/bin/sh", Args: []string{"-c", `"$0" run "$@"; sleep 100`, r.p.script, exe, book}, // the first program ends
		Home: t.TempDir(), Log: shots(s.name + ".log"), Env: []string{"WINEDLLOVERRIDES=opengl32=n,b"}}) // as Windows looks for it
	s.must(err)
	s.p = p
	s.ok(p.Window(soon))
	s.title("Quan Hóa")
	s.shot("book")
	log, err := os.ReadFile(shots(s.name + ".log"))
	s.ok(err)
	if !strings.Contains(string(log), "softpipe") {
		t.Errorf("it does not draw with Mesa:\n%s", log)
	}
	a, err := os.Stat(exe)
	s.ok(err)
	b, err := os.Stat(filepath.Join(dir, "opengl", "bieuxa.exe"))
	s.ok(err)
	if !os.SameFile(a, b) {
		t.Error("the program beside Mesa is a copy, where the disk has links")
	}
}

// Where Mesa is not whole either, the program says so and ends with code 3.
func TestWithoutAnyRenderer(t *testing.T) {
	r := begin(t)
	s := r.without("opengl-none")
	exe := r.place(filepath.Join(t.TempDir(), "Biểu Xã"), "opengl32.dll", "libgallium_wgl.dll")
	s.must(os.MkdirAll(shots(""), 0o755))
	p, err := s.d.Start(desk.Command{Path: r.p.script, Args: []string{"run", exe}, Home: t.TempDir(), Log: shots(s.name + ".log")})
	s.must(err)
	s.p = p
	s.ok(p.Window(soon))
	s.shot("told")
	s.ok(p.Press("Return"))
	var exit *exec.ExitError
	if err := p.Wait(); !errors.As(err, &exit) || exit.ExitCode() != 3 {
		t.Errorf("it ends with %v, want code 3", err)
	}
	s.p = nil
}
