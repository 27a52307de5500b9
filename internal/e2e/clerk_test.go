//go:build linux

package e2e

import (
	"bytes"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// review is what the command tells of a return.
type review struct {
	Standing string `json:"standing"`
	Block    int    `json:"block"`
	Explain  int    `json:"explain"`
	Edits    int    `json:"edits"`
	CanUndo  bool   `json:"can_undo"`
	CanRedo  bool   `json:"can_redo"`
}

// reviewed waits until the command tells of a return what is wanted.
func (r *run) reviewed(book, period, unit, what string, want func(review) bool) {
	r.T.Helper()
	var got review
	err := r.Program.Until(what, soon, func() (bool, error) {
		got = review{}
		err := r.ask(&got, "review", book, "--period", period, "--unit", unit)
		return err == nil && want(got), err
	})
	if err != nil {
		r.T.Logf("the command tells %+v", got)
	}
	r.Must(err)
}

// ownBook is the one book that the program keeps of a commune's own.
func (r *run) ownBook() string {
	r.T.Helper()
	var found []string
	r.Must(r.Program.Until("the commune's own book", soon, func() (bool, error) {
		found = nil
		err := filepath.WalkDir(r.home, func(path string, d os.DirEntry, err error) error {
			if err == nil && !d.IsDir() && filepath.Ext(path) == ".bieuxa" {
				found = append(found, path)
			}
			return err
		})
		return len(found) == 1, err
	}))
	return found[0]
}

// A clerk opens the commune's workbook, mends the figure that does not add up, takes the mending back and
// makes it again, says why a figure that looks wrong is right, and takes everything home: the corrected
// workbook, the paper, the list of findings.
func TestClerk(t *testing.T) {
	r := begin(t, "clerk")
	m := prepare(t, t.TempDir())
	edit(t, m.returns[mendable], cell{"02_NguonLuc", "C13", nil}, cell{"02_NguonLuc", "D13", nil})
	r.start()
	r.shot("start")
	r.Must(r.Program.Drop(m.returns[mendable]))
	r.Title("Xã Phú Lệ")
	r.shot("return")
	book := r.ownBook()
	r.reviewed(book, "2020-12", mendable, "two errors and a warning", func(v review) bool { return v.Block == 2 && v.Explain == 1 })
	r.Press("F8") // the screen begins with the first finding
	r.shot("first-finding")
	r.Press("shift+F8")
	r.Must(r.Program.Type("18"))
	r.Press("Return")
	r.shot("typed")
	r.reviewed(book, "2020-12", mendable, "the mended figure is stored", func(v review) bool { return v.Block == 0 && v.Explain == 1 && v.CanUndo })
	r.Press("ctrl+z")
	r.reviewed(book, "2020-12", mendable, "the mending is taken back", func(v review) bool { return v.Block == 2 && v.CanRedo })
	r.shot("undone")
	r.Press("ctrl+y")
	r.reviewed(book, "2020-12", mendable, "the mending is made again", func(v review) bool { return v.Block == 0 })
	r.shot("redone")
	r.Press("F8")
	r.shot("warning")
	r.Press("F9")
	r.Must(r.Program.Paste("Quyết định giao vốn đang trình ký."))
	r.shot("explaining")
	r.Press("Tab", "Return")
	r.reviewed(book, "2020-12", mendable, "the warning is explained", func(v review) bool { return v.Explain == 0 })
	r.shot("explained")
	out := t.TempDir()
	r.Press("ctrl+p")
	r.shot("paper")
	r.Press("Return")
	r.saveAs(filepath.Join(out, "Biểu xã Phú Lệ.pdf"))
	r.shot("printed")
	r.more(3)
	r.saveAs(filepath.Join(out, "Danh sách lỗi.xlsx"))
	r.more(4)
	r.saveAs(filepath.Join(out, "Danh sách lỗi.html"))
	original := r.bytes(m.returns[mendable])
	r.more(5)
	mended := filepath.Join(out, "14884 Xã Phú Lệ 2020-12 (đã sửa).xlsx")
	r.saveAs(mended)
	r.shot("saved")
	if !bytes.Equal(original, r.bytes(m.returns[mendable])) {
		t.Error("the clerk's own workbook is no longer as it was")
	}
	var checked struct {
		Files []struct{ Verdict string }
	}
	r.cli(&checked, "check", mended, "--period", "2020-12")
	if len(checked.Files) != 1 || checked.Files[0].Verdict != "accepted" {
		t.Errorf("the mended workbook: %+v", checked.Files)
	}
	if got := r.cell(mended, "04_HoNgheo", "J18"); got != "18" {
		t.Errorf("the mended workbook has %s in J18", got)
	}
	if text, err := exec.Command("pdftotext", "-layout", filepath.Join(out, "Biểu xã Phú Lệ.pdf"), "-").Output(); err != nil ||
		!strings.Contains(string(text), "Quyết định giao vốn đang trình ký.") {
		t.Errorf("the paper has no explanation: %v", err)
	}
	r.Must(r.Program.Quit(soon))
}

// more opens the menu «Việc khác» of an open return, at the right of its head, and takes the entry that the
// Down key reaches so many presses on.
func (r *run) more(down int) {
	r.T.Helper()
	r.Click(image.Pt(1183, 60))
	for range down {
		r.Press("Down")
	}
	r.Press("Return")
}

func (r *run) bytes(path string) []byte {
	r.T.Helper()
	b, err := os.ReadFile(path)
	r.Must(err)
	return b
}

// cell is what a workbook has stored in a cell.
func (r *run) cell(path, sheet, name string) string {
	r.T.Helper()
	f, err := excelize.OpenFile(path)
	r.Must(err)
	defer f.Close()
	text, err := f.GetCellValue(sheet, name, excelize.Options{RawCellValue: true})
	r.Must(err)
	return text
}

// saveAs answers where to write a file with a whole path, and waits for the file.
func (r *run) saveAs(path string) {
	r.T.Helper()
	r.Must(r.Program.Press("ctrl+a"))
	r.Must(r.Program.Paste(path))
	r.shot("where")
	r.Press("Return")
	r.exists(path)
}

// exists waits until a file is there.
func (r *run) exists(path string) {
	r.T.Helper()
	r.Must(r.Program.Until(path+" is written", soon, func() (bool, error) {
		st, err := os.Stat(path)
		return err == nil && st.Size() > 0, nil
	}))
}
