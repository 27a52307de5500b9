//go:build linux

package e2e

import (
	"os/exec"
	"path/filepath"
	"testing"

	"bieuxa/internal/desk"
)

// newBook makes an empty book of Quan Hóa.
func (r *run) newBook(name string) string {
	r.T.Helper()
	book := filepath.Join(r.home, name)
	if out, err := exec.Command(filepath.Join(r.bin, "bieuxa-cli"), "new", book, "--parent", "385", "--on", "2020-02-14").CombinedOutput(); err != nil {
		r.T.Fatalf("%v: %s", err, out)
	}
	return book
}

// Ctrl+O asks for a book; a pasted path and Enter open it. Esc asks no more.
func TestKeysOpenABook(t *testing.T) {
	r := begin(t, "keys")
	book := r.newBook("Sổ của huyện Quan Hóa.bieuxa")
	r.start()
	start := r.shot("start")
	r.Press("ctrl+o")
	r.shot("picker")
	r.Press("Escape")
	if n := desk.Differ(start, r.shot("escaped")); n > 0 {
		t.Errorf("Esc leaves the start screen with %d other pixels", n)
	}
	r.Press("ctrl+o")
	r.Must(r.Program.Paste(book))
	r.Press("Return")
	r.Title("Sổ của huyện Quan Hóa.bieuxa")
	r.shot("book")
	r.Must(r.Program.Quit(soon))
}

// A book that is dropped from a file manager opens, by the very messages a file manager sends.
func TestDropOpensABook(t *testing.T) {
	r := begin(t, "drop")
	book := r.newBook("Sổ Quan Hóa.bieuxa")
	r.start()
	r.shot("start")
	r.Must(r.Program.Drop(book))
	r.Title("Sổ Quan Hóa.bieuxa")
	r.shot("book")
	r.Must(r.Program.Quit(soon))
}
