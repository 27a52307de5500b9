package store_test

import (
	"compress/gzip"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"bieuxa/store"
)

// older is a book as the program wrote it under an earlier schema: district 385, two returns of January 2020; under
// schema 2 one cell is mended, the forms are exported and the month is closed; under schema 3 it is open again, a
// passage of the letter is the office's own and the forms are exported under a fingerprint; under schema 4, this program's,
// it is closed again and a mapping is remembered.
func older(t testing.TB, schema int) string {
	t.Helper()
	name := fmt.Sprintf("v%d.bieuxa", schema)
	f, err := os.Open("testdata/" + name + ".gz")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), name)
	out, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(out, z); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func versionOf(t testing.TB, path string) (n int) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+escape(path)+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.QueryRow("PRAGMA user_version").Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestOlderBookIsKeptBeforeItIsBroughtUp(t *testing.T) {
	for _, schema := range []int{1, 2, 3} {
		t.Run(fmt.Sprint(schema), func(t *testing.T) { bringUp(t, schema) })
	}
}

func bringUp(t *testing.T, schema int) {
	path := older(t, schema)
	aside := filepath.Join(t.TempDir(), "trước.bieuxa")
	opt := options()
	opt.Aside = func(version int) (string, error) {
		if version != schema {
			t.Errorf("the copy is of schema %d, want %d", version, schema)
		}
		return aside, nil
	}
	b, err := store.Open(path, opt)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	if got := versionOf(t, aside); got != schema {
		t.Errorf("the copy has schema %d, want %d", got, schema)
	}
	if o, err := b.Official(ctx, "2020-01"); err != nil || len(o) != 2 {
		t.Errorf("%v, %v", o, err)
	}
	closed, err := b.Closings(ctx, "2020-01")
	if err != nil || len(closed) != schema-1 {
		t.Errorf("closings: %v, %v", closed, err)
	}
}

// Where no copy can be kept, the book is left as it is.
func TestOlderBookStaysIfNoCopyCanBeKept(t *testing.T) {
	path := older(t, 1)
	opt := options()
	opt.Aside = func(int) (string, error) { return filepath.Join(t.TempDir(), "none", "x.bieuxa"), nil }
	if _, err := store.Open(path, opt); err == nil {
		t.Error("the book is changed without a copy")
	}
	if got := versionOf(t, path); got != 1 {
		t.Errorf("the book has schema %d, want 1", got)
	}
}

func TestOlderBookIsReadFromACopy(t *testing.T) {
	path := older(t, 1)
	before, _ := os.ReadFile(path)
	opt := options()
	opt.ReadOnly = true
	b, err := store.Open(path, opt)
	if err != nil {
		t.Fatal(err)
	}
	if !b.Converted() || !b.ReadOnly() || b.Path() != path {
		t.Errorf("converted %v, read-only %v, path %s", b.Converted(), b.ReadOnly(), b.Path())
	}
	if o, err := b.Official(ctx, "2020-01"); err != nil || len(o) != 2 {
		t.Errorf("%v, %v", o, err)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	if after, _ := os.ReadFile(path); string(before) != string(after) {
		t.Error("the book was written to")
	}
}

// damage turns a page of the file over.
func damage(t testing.TB, path string) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for page := int64(3); page < 60; page++ {
		if _, err := f.WriteAt([]byte("rubbish rubbish rubbish rubbish"), page*4096); err != nil {
			t.Fatal(err)
		}
	}
}

func TestDamagedCopyIsNotRestored(t *testing.T) {
	b := newBook(t)
	save(t, b, "309", store.Accepted)
	dir := t.TempDir()
	copied, aside := filepath.Join(dir, "bản sao.bieuxa"), filepath.Join(dir, "hiện tại.bieuxa")
	if err := b.Backup(ctx, copied); err != nil {
		t.Fatal(err)
	}
	path := b.Path()
	if err := store.Restore(ctx, copied, path, aside); !errors.Is(err, store.ErrInUse) {
		t.Fatalf("a book that is open is overwritten: %v", err)
	}
	b.Close()
	damage(t, copied)
	before, _ := os.ReadFile(path)
	err := store.Restore(ctx, copied, path, aside)
	if !errors.Is(err, store.ErrDamaged) {
		t.Errorf("a damaged copy gives %v", err)
	}
	if after, _ := os.ReadFile(path); string(before) != string(after) {
		t.Error("the book was touched")
	}
	if _, err := os.Stat(aside); !errors.Is(err, os.ErrNotExist) {
		t.Error("a copy was laid aside for nothing")
	}
	if err := store.Restore(ctx, filepath.Join(dir, "không có"), path, aside); !errors.Is(err, store.ErrMissing) {
		t.Errorf("a copy that is not there gives %v", err)
	}
}

func TestRestoreKeepsThePresentBook(t *testing.T) {
	b := newBook(t)
	dir := t.TempDir()
	copied, aside := filepath.Join(dir, "bản sao.bieuxa"), filepath.Join(dir, "hiện tại.bieuxa")
	if err := b.Backup(ctx, copied); err != nil { // an empty book
		t.Fatal(err)
	}
	save(t, b, "309", store.Accepted)
	path := b.Path()
	b.Close()
	for _, damaged := range []bool{false, true} {
		if damaged {
			damage(t, aside)
			if err := os.Rename(aside, path); err != nil {
				t.Fatal(err)
			}
		}
		was, _ := os.ReadFile(path)
		if err := store.Restore(ctx, copied, path, aside); err != nil {
			t.Fatalf("damaged %v: %v", damaged, err)
		}
		if kept, _ := os.ReadFile(aside); damaged && string(kept) != string(was) {
			t.Error("the damaged book is not kept as it was")
		}
		r, err := store.Open(path, options())
		if err != nil {
			t.Fatal(err)
		}
		if o, err := r.Official(ctx, "2020-02"); err != nil || len(o) != 0 {
			t.Errorf("the book holds %v, %v; it was empty when it was copied", o, err)
		}
		r.Close()
		if damaged {
			continue
		}
		k, err := store.Open(aside, options())
		if err != nil {
			t.Fatal(err)
		}
		if o, err := k.Official(ctx, "2020-02"); err != nil || len(o) != 1 {
			t.Errorf("the present book is kept as %v, %v", o, err)
		}
		k.Close()
	}
}

// What a killed program left half written of a copy is no hindrance, and an older copy stays until the new one
// is whole.
func TestUnfinishedCopyIsOverwritten(t *testing.T) {
	b := newBook(t)
	path := filepath.Join(t.TempDir(), "bản sao.bieuxa")
	if err := b.Backup(ctx, path); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path+".part", []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	save(t, b, "309", store.Accepted)
	if err := b.Backup(ctx, path); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path + ".part"); !errors.Is(err, os.ErrNotExist) {
		t.Error("the half of a copy is still there")
	}
	if err := store.Verify(ctx, path); err != nil {
		t.Error(err)
	}
}
