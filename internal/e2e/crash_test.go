//go:build linux

package e2e

import (
	"bytes"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// marked waits until the program's mark tells what is open.
func (r *run) marked(text string) {
	r.T.Helper()
	r.Must(r.Program.Until("the mark tells "+text, soon, func() (bool, error) {
		marks, err := filepath.Glob(filepath.Join(r.home, ".config", "bieuxa", "phien", "session-*.json"))
		for _, path := range marks {
			if b, err := os.ReadFile(path); err == nil && bytes.Contains(b, []byte(text)) {
				return true, nil
			}
		}
		return false, err
	}))
}

// reports are the crash reports in a folder; none of them may name a unit or a book.
func (r *run) reports(dir string) []string {
	r.T.Helper()
	found, err := filepath.Glob(filepath.Join(dir, "*báo cáo lỗi*.txt"))
	r.Must(err)
	for _, path := range found {
		text, err := os.ReadFile(path)
		r.Must(err)
		for _, name := range []string{"Quan Hóa", "Phú Lệ", r.home} {
			if bytes.Contains(text, []byte(name)) {
				r.T.Errorf("the report names %s:\n%s", name, text)
			}
		}
	}
	return found
}

// The power fails while a book is open: the next start offers to open it again. Then the program dies of a fault
// of its own, and leaves a report beside the book. The one after that knows nothing of it any more.
func TestNextStartGoesOn(t *testing.T) {
	r := begin(t, "left")
	m := prepare(t, t.TempDir())
	r.start(m.book)
	r.Title("Quan Hóa 2020.bieuxa")
	r.marked("Quan Hóa 2020.bieuxa")
	r.Must(r.Program.Kill())

	r.start()
	r.shot("killed")
	r.Press("Return") // «Mở lại»
	r.Title("Quan Hóa 2020.bieuxa")
	r.shot("again")
	r.marked("overview")
	r.Must(r.Program.Abort())

	r.start()
	r.shot("crashed")
	if got := r.reports(filepath.Dir(m.book)); len(got) != 1 || !strings.HasPrefix(filepath.Base(got[0]), "Quan Hóa 2020 – báo cáo lỗi 20") {
		t.Errorf("reports %v", got)
	}
	r.Press("Escape") // «Để sau»
	r.Must(r.Program.Quit(soon))

	r.start()
	before := r.shot("calm")
	r.Must(r.Program.Press("Escape"))
	if after := r.shot("still-calm"); !bytes.Equal(before.Pix, after.Pix) {
		t.Error("a dialog is there again")
	}
	r.Must(r.Program.Quit(soon))
}

// The power fails at a commune: what was typed is there again.
func TestNextStartGoesOnAtTheCommune(t *testing.T) {
	r := begin(t, "left-clerk")
	m := prepare(t, t.TempDir())
	r.start(m.returns[mendable])
	r.Title("Xã Phú Lệ")
	book := r.ownBook()
	r.Press("F8")
	r.Press("shift+F8")
	r.Must(r.Program.Type("18"))
	r.Press("Return")
	r.reviewed(book, "2020-12", mendable, "the mended figure is stored", func(v review) bool { return v.Edits == 1 })
	r.marked("Ph")
	r.Must(r.Program.Kill())
	r.start()
	r.shot("killed")
	r.Press("Return")
	r.Title("Xã Phú Lệ")
	r.shot("again")
	r.reviewed(book, "2020-12", mendable, "the stored figure", func(v review) bool { return v.Edits == 1 && v.CanUndo })
	r.Must(r.Program.Quit(soon))
}

// The stick was pulled out while it was written to: the book is damaged, and its newest sound copy is offered.
func TestDamagedBookIsRestored(t *testing.T) {
	r := begin(t, "left-damaged")
	m := prepare(t, t.TempDir())
	if out, err := exec.Command(filepath.Join(r.bin, "bieuxa-cli"), "backup", m.book).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	r.start(m.book)
	r.Title("Quan Hóa 2020.bieuxa")
	r.marked("Quan Hóa 2020.bieuxa")
	r.Must(r.Program.Kill())
	body, err := os.ReadFile(m.book)
	r.Must(err)
	const page = 4096
	for at := 8 * page; at+page < len(body); at += 3 * page {
		copy(body[at:at+page], bytes.Repeat([]byte{0xa5}, page))
	}
	r.Must(os.WriteFile(m.book, body, 0o644))
	r.start()
	r.Press("Return")
	r.shot("damaged")
	r.Press("Return") // «Khôi phục»
	r.Title("Quan Hóa 2020.bieuxa")
	r.shot("restored")
	kept, err := filepath.Glob(filepath.Join(filepath.Dir(m.book), "* – sao lưu", "*trước khi khôi phục*"))
	if err != nil || len(kept) == 0 {
		t.Errorf("the damaged book is not kept: %v", err)
	}
	r.Must(r.Program.Quit(soon))
}

// The program panics where its window is drawn: it ends calmly, with a report that holds nothing of the panic's text.
func TestPanicEndsCalmly(t *testing.T) {
	r := begin(t, "panic")
	dir := t.TempDir()
	cmd := exec.Command("go", "build", "-ldflags", "-X main.version=9.8.7 -X 'main.fault=Xã Phú Lệ 1234,5'", "-o", filepath.Join(dir, "bieuxa"), "bieuxa")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=1")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	shipped := r.bin
	r.bin = dir
	r.launch()
	if err := r.Program.Wait(); err == nil {
		t.Error("it ends as if nothing had been")
	}
	got := r.reports(filepath.Join(r.home, ".config", "bieuxa", "logs"))
	if len(got) != 1 {
		t.Fatalf("reports %v", got)
	}
	text, err := os.ReadFile(got[0])
	r.Must(err)
	log, err := os.ReadFile(filepath.Join(r.home, ".config", "bieuxa", "logs", "bieuxa.log"))
	r.Must(err)
	for what, text := range map[string][]byte{"report": text, "log": log} {
		if bytes.Contains(text, []byte("1234")) || bytes.Contains(text, []byte("Phú")) || !bytes.Contains(text, []byte("9.8.7")) ||
			!bytes.Contains(text, []byte("main.go:")) {
			t.Errorf("%s:\n%s", what, text)
		}
	}
	r.bin = shipped
	r.start()
	r.shot("next")
	r.Press("Escape")
	r.Must(r.Program.Quit(soon))
}

// A portable program writes nothing outside its folder.
func TestPortableWritesNothingOutside(t *testing.T) {
	r := begin(t, "portable")
	m := prepare(t, t.TempDir())
	dir, tmp := filepath.Join(t.TempDir(), "Biểu Xã trên USB"), t.TempDir()
	r.Must(os.MkdirAll(dir, 0o755))
	for _, name := range []string{"bieuxa", "bieuxa-cli"} {
		r.Must(os.Link(filepath.Join(r.bin, name), filepath.Join(dir, name)))
	}
	r.Must(os.WriteFile(filepath.Join(dir, "portable.txt"), nil, 0o644))
	r.bin, r.env = dir, []string{"TMPDIR=" + tmp}
	r.start(m.returns[mendable])
	r.Title("Xã Phú Lệ")
	r.shot("return")
	r.Must(r.Program.Quit(soon))
	r.start(m.book)
	r.Title("Quan Hóa 2020.bieuxa")
	r.shot("book")
	r.Must(r.Program.Quit(soon))
	for _, outside := range []string{r.home, tmp} {
		r.Must(filepath.WalkDir(outside, func(path string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				t.Errorf("%s was written", path)
			}
			return err
		}))
	}
	own, err := filepath.Glob(filepath.Join(dir, "Du lieu", "so-xa", "*.bieuxa"))
	if err != nil || len(own) != 1 {
		t.Errorf("the commune's own book: %v, %v", own, err)
	}
}
