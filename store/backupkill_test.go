package store_test

import (
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"bieuxa/store"
)

// TestBackupsWithoutEnd is no test: it is the program that the test below kills.
func TestBackupsWithoutEnd(t *testing.T) {
	path, to := os.Getenv("BIEUXA_KILL_BOOK"), os.Getenv("BIEUXA_KILL_COPY")
	if path == "" {
		t.Skip("run by TestKilledBackupLeavesAWholeCopy")
	}
	opt := options()
	opt.ReadOnly = true
	b, err := store.Open(path, opt)
	if err != nil {
		t.Fatal(err)
	}
	for {
		if err := b.Backup(ctx, to); err != nil {
			t.Fatal(err)
		}
	}
}

// A program killed while it copies a book leaves the copy that was there, or the new one, and the book.
func TestKilledBackupLeavesAWholeCopy(t *testing.T) {
	if testing.Short() {
		t.Skip("several processes")
	}
	path := older(t, 1)
	b, err := store.Open(path, options())
	if err != nil {
		t.Fatal(err)
	}
	copied := filepath.Join(t.TempDir(), "bản sao.bieuxa")
	if err := b.Backup(ctx, copied); err != nil {
		t.Fatal(err)
	}
	b.Close()
	for round := range 12 {
		cmd := exec.Command(os.Args[0], "-test.run=^TestBackupsWithoutEnd$")
		cmd.Env = append(os.Environ(), "BIEUXA_KILL_BOOK="+path, "BIEUXA_KILL_COPY="+copied)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(60*time.Millisecond + time.Duration(rand.Int64N(int64(120*time.Millisecond))))
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		for _, file := range []string{copied, path} {
			if err := store.Verify(ctx, file); err != nil {
				t.Fatalf("round %d: %v", round, err)
			}
		}
	}
	opt := options()
	opt.ReadOnly = true
	c, err := store.Open(copied, opt)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if o, err := c.Official(ctx, "2020-01"); err != nil || len(o) != 2 {
		t.Errorf("the copy holds %v, %v", o, err)
	}
}
