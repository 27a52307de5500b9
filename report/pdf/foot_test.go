package pdf_test

import (
	"bytes"
	"image/color"
	"strings"
	"testing"

	"bieuxa/internal/sampleforms"
	"bieuxa/report"
	"bieuxa/report/pdf"
)

func fingerprint() report.Fingerprint {
	return report.NewEdition("385", "Huyện Quan Hóa", "2020-12", "xa-2016-2020", sampleforms.All(40)).Fingerprint()
}

func printedWithCode(t testing.TB) []byte {
	t.Helper()
	m, b := meta(), bytes.Buffer{}
	m.Fingerprint = fingerprint()
	if _, err := pdf.Write(&b, sampleforms.All(40), m, fonts); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestTheFootOfEveryPageBearsTheCode: in the bottom margin of 20 mm, at least 3 mm under the text and 5 mm from the
// edge of the paper, where printers still print.
func TestTheFootOfEveryPageBearsTheCode(t *testing.T) {
	body := printedWithCode(t)
	if !bytes.Contains(body, []byte("("+fingerprint().Says+")")) {
		t.Error("the properties do not name the code")
	}
	pages := readPages(t, body)
	for i, p := range pages.Pages {
		var said []string
		for _, w := range p.Words {
			if w.Top > p.Height-20*mm {
				said = append(said, w.Text)
				if w.Bottom > p.Height-5*mm || w.Top < p.Height-17*mm || w.Left < 30*mm || w.Right > p.Width-15*mm {
					t.Errorf("page %d: %+v", i+1, w)
				}
			}
		}
		if got, want := strings.Join(said, " "), "Mã kiểm tra: "+fingerprint().Code+" "+meta().Title; got != want {
			t.Errorf("page %d: foot %q, want %q", i+1, got, want)
		}
	}
	if len(pages.Pages) < 5 {
		t.Errorf("%d pages", len(pages.Pages))
	}
}

const mm = 72 / 25.4

// TestTheSquareIsReadOffThePage looks at the middle of each module: 12 mm wide, 30 mm from the left, 17 from below.
func TestTheSquareIsReadOffThePage(t *testing.T) {
	pages, err := pdf.ReadPages(printedWithCode(t), fonts)
	if err != nil {
		t.Fatal(err)
	}
	square, err := fingerprint().Square()
	if err != nil {
		t.Fatal(err)
	}
	const dpi = 300
	for _, i := range []int{0, pages.Count() - 1} {
		picture, err := pages.Image(i, dpi)
		if err != nil {
			t.Fatal(err)
		}
		_, high := pages.Size(i)
		for y, line := range square {
			for x, want := range line {
				at := func(from float64, n int) int {
					return int((from + (float64(n)+0.5)*12/float64(len(square))) * dpi / 25.4)
				}
				if black := picture.At(at(30, x), at(high-17, y)) == (color.RGBA{A: 255}); black != want {
					t.Fatalf("page %d: module %d, %d is black: %v", i+1, x, y, black)
				}
			}
		}
	}
}
