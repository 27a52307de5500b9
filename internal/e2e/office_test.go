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
	r.shot("periods")
	r.press("Down")
	r.shot("periods2")
	r.press("Escape")
	r.press("ctrl+2")
	r.must(r.p.Drop(m.inbox))
	r.shot("dropped")
}
