package store_test

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"bieuxa/store"
)

// The copy that is kept of an older book is that book, byte for byte.
func TestCopyBeforeUpgradeIsTheBook(t *testing.T) {
	path := older(t, 2)
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	aside := filepath.Join(t.TempDir(), "trước.bieuxa")
	opt := options()
	opt.Aside = func(int) (string, error) { return aside, nil }
	b, err := store.Open(path, opt)
	if err != nil {
		t.Fatal(err)
	}
	if b.Upgraded() != aside {
		t.Errorf("upgraded: %q", b.Upgraded())
	}
	b.Close()
	after, err := os.ReadFile(aside)
	if err != nil || !bytes.Equal(before, after) {
		t.Errorf("the copy differs (%v)", err)
	}
	if older, err := store.Older(aside); err != nil || !older {
		t.Errorf("the copy is of this schema (%v)", err)
	}
	if again, err := store.Open(path, opt); err != nil || again.Upgraded() != "" {
		t.Errorf("brought up twice (%v)", err)
	} else {
		again.Close()
	}
}

// Without a copy nothing is done, and the refusal is told from others.
func TestNoCopyNoUpgrade(t *testing.T) {
	path := older(t, 3)
	before, _ := os.ReadFile(path)
	full := errors.New("no space left")
	for name, aside := range map[string]func(int) (string, error){
		"no place":  func(int) (string, error) { return "", full },
		"no folder": func(int) (string, error) { return filepath.Join(t.TempDir(), "none", "x.bieuxa"), nil },
	} {
		opt := options()
		opt.Aside = aside
		if _, err := store.Open(path, opt); !errors.Is(err, store.ErrNoCopy) {
			t.Errorf("%s: %v", name, err)
		}
		if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
			t.Errorf("%s: the book was written to", name)
		}
	}
}

// TestBringUpOnce is no test: it is the program that the test below kills.
func TestBringUpOnce(t *testing.T) {
	path := os.Getenv("BIEUXA_KILL_UPGRADE")
	if path == "" {
		t.Skip("run by TestKilledUpgradeIsWholeBeforeOrAfter")
	}
	b, err := store.Open(path, options())
	if err != nil {
		t.Fatal(err)
	}
	b.Close()
}

// A program killed while it brings a book up leaves the book as it was, or brought up: nothing between.
func TestKilledUpgradeIsWholeBeforeOrAfter(t *testing.T) {
	if testing.Short() {
		t.Skip("several processes")
	}
	seen := map[int]int{}
	for round := range 25 {
		path := older(t, 1)
		cmd := exec.Command(os.Args[0], "-test.run=^TestBringUpOnce$")
		cmd.Env = append(os.Environ(), "BIEUXA_KILL_UPGRADE="+path)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		for lock := path + ".lock"; ; time.Sleep(time.Millisecond) { // it has begun
			if _, err := os.Stat(lock); err == nil {
				break
			}
			if done, _ := filepath.Glob(path + ".v1.bak"); len(done) > 0 {
				break
			}
		}
		time.Sleep(time.Duration(rand.Int64N(int64(30 * time.Millisecond))))
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		opt := options()
		opt.ReadOnly = true
		b, err := store.Open(path, opt) // takes back what was half written, as the next start would
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		b.Close()
		if err := store.Verify(ctx, path); err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		seen[versionOf(t, path)]++
	}
	for version := range seen {
		if version != 1 && version != 4 {
			t.Errorf("the book was left between: %v", seen)
		}
	}
	t.Logf("versions after the kill: %v", seen)
}
