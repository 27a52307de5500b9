//go:build unix

package office

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

func wantReadProblem(t *testing.T, path, id string) {
	t.Helper()
	b, err := readFile(path, 1<<20)
	var p *Problem
	if !errors.As(err, &p) || p.ID != id || b != nil {
		t.Errorf("%s: %d bytes, %v; want the problem %s", path, len(b), err, id)
	}
}

// A pipe would be read until somebody writes into it; a folder and a device are no files either.
func TestWhatIsNoFileIsNotRead(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "báo cáo.xlsx")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip(err)
	}
	wantReadProblem(t, pipe, ProblemFileNot)
	wantReadProblem(t, "/dev/zero", ProblemFileNot)
	wantReadProblem(t, t.TempDir(), ProblemFileNot)
	wantReadProblem(t, filepath.Join(t.TempDir(), "không có.xlsx"), ProblemFileGone)
	wantReadProblem(t, filepath.Join(t.TempDir(), strings.Repeat("à", 300)), ProblemFile) // longer than a name may be
}

var distant = time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)

// growing is a file to which another program goes on writing while it is read.
type growing struct {
	*os.File
	more func()
}

func (g *growing) Read(b []byte) (int, error) {
	n, err := g.File.Read(b)
	if g.more != nil {
		g.more()
		g.more = nil
	}
	return n, err
}

func TestFileThatChangesWhileReadIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.xlsx")
	for name, change := range map[string]func(){
		"appended":  func() { appendTo(t, path, "more") },
		"cut":       func() { _ = os.Truncate(path, 3) },
		"rewritten": func() { _ = os.WriteFile(path, []byte("0123456789"), 0o600); _ = os.Chtimes(path, distant, distant) },
	} {
		t.Run(name, func(t *testing.T) {
			if err := os.WriteFile(path, []byte("abcdefghij"), 0o600); err != nil {
				t.Fatal(err)
			}
			r := &fileReading{path: path, limit: 1 << 20, alive: make(chan struct{}, 1)}
			st, err := os.Stat(path)
			if err != nil {
				t.Fatal(err)
			}
			f, err := os.Open(path)
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			err = r.whole(&growing{f, change}, st)
			var p *Problem
			if !errors.As(err, &p) || p.ID != ProblemFileChanging {
				t.Errorf("%v, want the problem %s", err, ProblemFileChanging)
			}
		})
	}
	if err := os.WriteFile(path, []byte("quiet"), 0o600); err != nil {
		t.Fatal(err)
	}
	if b, err := readFile(path, 1<<20); err != nil || string(b) != "quiet" {
		t.Errorf("%q, %v", b, err)
	}
	wantReadProblemAt(t, path, 4)
}

// A network drive that has gone answers neither with the file nor with an error.
func TestSilentDriveIsGivenUp(t *testing.T) {
	r := &fileReading{path: "Z:/báo cáo.xlsx", alive: make(chan struct{}, 1)}
	never := make(chan struct{})
	defer close(never)
	err := r.await(func() error { <-never; return nil }, time.Millisecond)
	var p *Problem
	if !errors.As(err, &p) || p.ID != ProblemFileSilent || p.Facts["path"] != r.path {
		t.Errorf("%v, want the problem %s", err, ProblemFileSilent)
	}
}

func wantReadProblemAt(t *testing.T, path string, limit int64) {
	t.Helper()
	var p *Problem
	if _, err := readFile(path, limit); !errors.As(err, &p) || p.ID != "file.too-large" {
		t.Errorf("%v beyond the limit", err)
	}
}

func appendTo(t *testing.T, path, text string) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.WriteString(text); err != nil {
		t.Fatal(err)
	}
}
