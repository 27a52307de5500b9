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
	s := r.screen(name, "-extension", "GLX")
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
	s.Start(desk.Command{Path: "/bin/sh", Args: []string{"-c", `"$0" run "$@"; sleep 100`, r.p.script, exe, book}, // the first program ends
		Home: t.TempDir(), Env: []string{"WINEDLLOVERRIDES=opengl32=n,b"}}) // as Windows looks for it
	s.Title("Quan Hóa")
	s.Shot("book")
	log, err := os.ReadFile(s.Shots(s.Name + ".log"))
	s.Must(err)
	if !strings.Contains(string(log), "softpipe") {
		t.Errorf("it does not draw with Mesa:\n%s", log)
	}
	a, err := os.Stat(exe)
	s.Must(err)
	b, err := os.Stat(filepath.Join(dir, "opengl", "bieuxa.exe"))
	s.Must(err)
	if !os.SameFile(a, b) {
		t.Error("the program beside Mesa is a copy, where the disk has links")
	}
}

// Where Mesa is not whole either, the program says so and ends with code 3.
func TestWithoutAnyRenderer(t *testing.T) {
	r := begin(t)
	s := r.without("opengl-none")
	exe := r.place(filepath.Join(t.TempDir(), "Biểu Xã"), "opengl32.dll", "libgallium_wgl.dll")
	s.Launch(desk.Command{Path: r.p.script, Args: []string{"run", exe}, Home: t.TempDir()})
	s.Must(s.Program.Window(soon))
	s.Shot("told")
	s.Must(s.Program.Press("Return"))
	var exit *exec.ExitError
	if err := s.Program.Wait(); !errors.As(err, &exit) || exit.ExitCode() != 3 {
		t.Errorf("it ends with %v, want code 3", err)
	}
	s.Program = nil
}
