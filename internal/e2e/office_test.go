//go:build linux

package e2e

import (
	"image"
	"testing"
)

func TestOffice(t *testing.T) {
	r := begin(t, "office")
	m := prepare(t, t.TempDir())
	r.start(m.book)
	r.title("Quan Hóa 2020.bieuxa")
	r.shot("book")
	r.click(image.Pt(1110, 57)) // the period
	r.press("Down")             // to the next month
	r.press("Return")
	r.shot("december")
	r.must(r.p.Drop(m.inbox))
	r.must(r.p.Until("15 files are in the book", soon, func() (bool, error) {
		all, err := r.standings(m.book, "2020-12")
		n := 0
		for _, l := range all {
			if l.Standing != "missing" {
				n++
			}
		}
		return n == 15, err
	}))
	r.shot("received")
	r.press("ctrl+3")
	r.shot("check")
	for range 5 { // from the first to the sixth, is Xã Phú Lệ
		r.press("Down")
	}
	r.press("Return")
	r.shot("mendable")
	r.press("F8")
	r.press("shift+F8")
	r.must(r.p.Type("18"))
	r.press("Return")
	r.stands(m.book, mendable, "clean")
	r.shot("mended")
	r.press("alt+Page_Up") // two returns up the list
	r.press("alt+Page_Up")
	r.shot("explainable")
	r.press("F9")
	r.must(r.p.Paste("Quyết định giao vốn đang trình ký."))
	r.press("Tab", "Return")
	r.stands(m.book, explainable, "clean")
	r.shot("explained")
	for range 6 {
		r.press("alt+Page_Down")
	}
	r.shot("hopeless")
	out := t.TempDir()
	r.click(image.Pt(1096, 145)) // «Trả lại…»
	r.shot("why")
	r.press("Tab", "Return")
	r.must(r.p.Paste(out))
	r.shot("where-to")
	r.press("Return", "Return")
	r.stands(m.book, hopeless, "returned")
	r.shot("returned")
	r.press("ctrl+4")
	r.shot("rollup")
	r.press("ctrl+5")
	r.shot("reports")
}

// stands waits until the command tells that a unit stands so in December.
func (r *run) stands(book, unit, standing string) {
	r.t.Helper()
	r.must(r.p.Until(unit+" is "+standing, soon, func() (bool, error) {
		all, err := r.standings(book, "2020-12")
		return all[unit].Standing == standing, err
	}))
}
