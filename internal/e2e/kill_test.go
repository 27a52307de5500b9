//go:build linux

package e2e

import "testing"

// The power fails while a clerk types: one cell is stored, into the next one is being typed. Nothing that was
// stored is lost, what was not yet given is not there, and the stored cell can still be taken back.
func TestKilledWhileTyping(t *testing.T) {
	r := begin(t, "kill")
	m := prepare(t, t.TempDir())
	r.start(m.returns[mendable])
	r.Title("Xã Phú Lệ")
	book := r.ownBook()
	r.reviewed(book, "2020-12", mendable, "two errors", func(v review) bool { return v.Block == 2 })
	r.shot("return")
	r.Press("F8")
	r.Press("shift+F8") // the first finding, with the keyboard on its cell
	r.Must(r.Program.Type("18"))
	r.Press("Return")
	r.reviewed(book, "2020-12", mendable, "the mended figure is stored", func(v review) bool { return v.Block == 0 && v.Edits == 1 })
	r.Must(r.Program.Type("99"))
	r.shot("typing")
	r.Must(r.Program.Kill())

	r.start(m.returns[mendable])
	r.Title("Xã Phú Lệ")
	r.reviewed(book, "2020-12", mendable, "the stored figure and no other", func(v review) bool { return v.Block == 0 && v.Edits == 1 && v.CanUndo })
	r.shot("again")
	r.Press("ctrl+z")
	r.reviewed(book, "2020-12", mendable, "the mending is taken back", func(v review) bool { return v.Block == 2 && v.CanRedo })
	r.shot("undone")
	r.Must(r.Program.Quit(soon))
}
