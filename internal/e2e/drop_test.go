//go:build linux

package e2e

import (
	"os/exec"
	"path/filepath"
	"testing"
)

// A book that is dropped from a file manager opens, by the very messages a file manager sends.
func TestDropOpensABook(t *testing.T) {
	r := begin(t, "drop")
	book := filepath.Join(r.home, "Sổ Quan Hóa.bieuxa")
	if out, err := exec.Command(filepath.Join(r.bin, "bieuxa-cli"), "new", book, "--parent", "385", "--on", "2020-02-14").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	r.start()
	r.shot("start")
	r.must(r.p.Drop(book))
	r.title("Sổ Quan Hóa.bieuxa")
	r.shot("book")
	r.must(r.p.Quit(soon))
}
