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
	r.press("Down")
	r.shot("check2")
}
