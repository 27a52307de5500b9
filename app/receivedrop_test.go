package app

import (
	"os"
	"path/filepath"
	"testing"
)

// Files may be dropped while another room is shown, and before the board of the room that receives them has
// been read.
func TestDropBeforeTheBoardIsRead(t *testing.T) {
	work := newOnTheSpot()
	w := newTestWindow(t, &work.tasks)
	w.open(emptyBook(t))
	file := filepath.Join(t.TempDir(), "14884 Xã Phú Lệ.xlsx")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	begun := 0
	work.spawn = func(func()) { begun++ }
	w.shell.goTo("overview")
	before := begun
	w.take([]string{file})
	if w.shell.at != "receive" || begun == before {
		t.Errorf("in room %s, %d pieces of work begun", w.shell.at, begun-before)
	}
}
