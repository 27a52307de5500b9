//go:build linux

package e2e

import (
	"fmt"
	"image"
	"path/filepath"
	"testing"
)

// An office opens its book, drops the month's 15 files on it of which three are bad, mends a figure in one, says
// why another is right and returns the third, rolls up and exports: the workbook and the PDF say what the
// command says, and that is what can be reckoned by hand.
func TestOffice(t *testing.T) {
	r := begin(t, "office")
	m := prepare(t, t.TempDir())
	r.start(m.book)
	r.Title("Quan Hóa 2020.bieuxa")
	r.shot("book")
	r.Click(image.Pt(1110, 57)) // the period
	r.Press("Down")             // to the next month
	r.Press("Return")
	r.shot("december")
	r.Must(r.Program.Drop(m.inbox))
	r.Must(r.Program.Until("15 files are in the book", soon, func() (bool, error) {
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
	r.Press("ctrl+3")
	r.shot("check")
	for range 5 { // from the first to the sixth, is Xã Phú Lệ
		r.Press("Down")
	}
	r.Press("Return")
	r.shot("mendable")
	r.Press("F8")
	r.Press("shift+F8")
	r.Must(r.Program.Type("18"))
	r.Press("Return")
	r.stands(m.book, mendable, "clean")
	r.shot("mended")
	r.Press("alt+Page_Up") // two returns up the list
	r.Press("alt+Page_Up")
	r.shot("explainable")
	r.Press("F9")
	r.Must(r.Program.Paste("Quyết định giao vốn đang trình ký."))
	r.Press("Tab", "Return")
	r.stands(m.book, explainable, "clean")
	r.shot("explained")
	for range 6 {
		r.Press("alt+Page_Down")
	}
	r.shot("hopeless")
	out := t.TempDir()
	r.Click(image.Pt(1096, 145)) // «Trả lại…»
	r.shot("why")
	r.Press("Tab", "Return")
	r.into(out)
	r.stands(m.book, hopeless, "returned")
	r.shot("returned")
	r.Press("ctrl+4")
	r.shot("rollup")
	r.Press("ctrl+5")
	r.green(image.Pt(180, 566)) // «Xuất biểu» can be pressed: the pages are there
	r.shot("reports")
	forms := t.TempDir()
	r.Click(image.Pt(240, 508)) // «Chọn nơi ghi…»
	r.into(forms)
	r.shot("pages")
	r.Click(image.Pt(300, 566)) // «Xuất biểu»
	r.shot("exporting")
	r.Must(r.Program.Until("a workbook and a PDF are written", soon, func() (bool, error) {
		files, err := filepath.Glob(filepath.Join(forms, "*.*"))
		return len(files) == 2, err
	}))
	r.shot("exported")
	var total rollUp
	r.cli(&total, "rollup", m.book, "--period", "2020-12")
	// By hand from the sample: 15 units less Xã Hiền Kiệt, which met 15 of the 216 criteria and had 24 of the 309
	// poor and 893 of the 11.115 households.
	if total.Expected != 15 || total.Reported != 14 || total.Criteria.Met != 201 || total.Poverty.Closing != "285" ||
		total.Poverty.Households != "10222" || total.Poverty.Rate != "2.79" {
		t.Errorf("the command rolls up %+v", total)
	}
	r.agree(forms, total)
	r.Must(r.Program.Quit(soon))
}

// stands waits until the command tells that a unit stands so in December.
func (r *run) stands(book, unit, standing string) {
	r.T.Helper()
	r.Must(r.Program.Until(unit+" is "+standing, soon, func() (bool, error) {
		all, err := r.standings(book, "2020-12")
		return all[unit].Standing == standing, err
	}))
}

// green waits until a point of the window has the colour of what is to be pressed next.
func (r *run) green(at image.Point) {
	r.T.Helper()
	r.Must(r.Program.Until(fmt.Sprintf("green at %v", at), soon, func() (bool, error) {
		img, err := r.Program.Picture()
		if err != nil || !at.In(img.Rect) {
			return false, err
		}
		c := img.RGBAAt(at.X, at.Y)
		return int(c.G) > int(c.R)+40 && int(c.G) > int(c.B)+30, nil
	}))
}

// into answers which folder to use: its path is pasted, one Enter goes there, another takes it.
func (r *run) into(folder string) {
	r.T.Helper()
	before, err := r.Program.Still(soon)
	r.Must(err)
	r.Must(r.Program.Paste(folder))
	_, err = r.Program.Changed(before, soon)
	r.Must(err)
	r.Press("Return")
	r.shot("folder")
	r.Press("Return")
}
