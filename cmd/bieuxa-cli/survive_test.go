//go:build linux

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"bieuxa/internal/hostile"
)

// What one file may cost. Time is that of the processor: another program may hold the machine.
const (
	mostTime   = 10 * time.Second
	mostMemory = 512 << 10 // kB, as the system counts a process
)

// TestHostileFilesEndWithAVerdict takes each hostile file in by a process of its own. It must end in time and within
// its memory, with one verdict, and where that is a refusal with what and hint; and what the book counts must stay.
func TestHostileFilesEndWithAVerdict(t *testing.T) {
	if testing.Short() {
		t.Skip("many processes")
	}
	dir := t.TempDir()
	bin := filepath.Join(dir, "bieuxa-cli")
	if out, err := exec.Command("go", "build", "-o", bin, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	output(t, bin, "demo", dir)
	book := filepath.Join(dir, "quan-hoa-2020.bieuxa")
	made := filepath.Join(dir, "made")
	makeHostile(t, filepath.Join(dir, "returns", "2020-12", "14887 Xã Phú Sơn 2020-12.xlsx"), made)
	files, err := filepath.Glob(filepath.Join(made, "*"))
	if err != nil || len(files) < 80 {
		t.Fatalf("only %d files were made, %v", len(files), err)
	}
	before := output(t, bin, "rollup", book, "--period", "2020-12", "--json")
	for _, file := range files {
		survive(t, bin, "import", book, "--period", "2020-12", file, "--json")
	}
	if after := output(t, bin, "rollup", book, "--period", "2020-12", "--json"); !bytes.Equal(before, after) {
		t.Error("the totals have changed")
	}
}

// makeHostile makes the files in a process of its own: the system counts the memory of a parent for its children.
func makeHostile(t *testing.T, base, dir string) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run", "^TestMakeHostileFiles$", "-test.count=1")
	cmd.Env = append(os.Environ(), "BIEUXA_HOSTILE_BASE="+base, "BIEUXA_HOSTILE_DIR="+dir)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}

// TestMakeHostileFiles is what makeHostile runs.
func TestMakeHostileFiles(t *testing.T) {
	dir := os.Getenv("BIEUXA_HOSTILE_DIR")
	if dir == "" {
		t.Skip("asked for by TestHostileFilesEndWithAVerdict")
	}
	base, err := os.ReadFile(os.Getenv("BIEUXA_HOSTILE_BASE"))
	if err == nil {
		err = os.MkdirAll(dir, 0o700)
	}
	if err == nil {
		write := func(f hostile.File) error { return os.WriteFile(filepath.Join(dir, f.Name), f.Body, 0o600) }
		err = errors.Join(hostile.Files(base, write), hostile.Others(write))
	}
	if err != nil {
		t.Fatal(err)
	}
}

// survive runs the command on one file.
func survive(t *testing.T, bin string, args ...string) {
	t.Helper()
	file := filepath.Base(args[len(args)-2])
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, bin, args...)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	_ = cmd.Run()
	s := cmd.ProcessState
	took := s.UserTime() + s.SystemTime()
	if ctx.Err() != nil || took > mostTime {
		t.Errorf("%s: %v of the processor, at most %v wanted", file, took, mostTime)
	}
	if u, ok := s.SysUsage().(*syscall.Rusage); ok && u.Maxrss > mostMemory {
		t.Errorf("%s: %d MB", file, u.Maxrss>>10)
	}
	if code := s.ExitCode(); code != 0 && code != exitBlocked && code != exitProblem {
		t.Errorf("%s: exit code %d\n%.2000s", file, code, errs.String())
	}
	var got struct {
		Files []struct {
			Verdict string `json:"verdict"`
			Problem *struct{ What, Hint string }
		} `json:"files"`
	}
	if err := json.Unmarshal(out.Bytes(), &got); err != nil || len(got.Files) != 1 {
		t.Errorf("%s: %d verdicts, %v\n%.500s", file, len(got.Files), err, errs.String())
		return
	}
	switch v := got.Files[0]; v.Verdict {
	case "refused":
		if v.Problem == nil || v.Problem.What == "" || v.Problem.Hint == "" {
			t.Errorf("%s: refused without saying why", file)
		}
	case "accepted", "draft":
	default:
		t.Errorf("%s: verdict %q", file, v.Verdict)
	}
}
