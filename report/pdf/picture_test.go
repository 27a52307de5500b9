package pdf_test

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"bieuxa/internal/sampleforms"
	"bieuxa/report/pdf"
)

func pictures(t testing.TB, content []byte) *pdf.Pages {
	t.Helper()
	p, err := pdf.ReadPages(content, fonts)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func picture(t testing.TB, p *pdf.Pages, i int, dpi float64) image.Image {
	t.Helper()
	pic, err := p.Image(i, dpi)
	if err != nil {
		t.Fatal(err)
	}
	return pic
}

// drawnByPoppler is a page as another program draws it.
func drawnByPoppler(t *testing.T, content []byte, dpi string) []image.Image {
	t.Helper()
	program, err := exec.LookPath("pdftoppm")
	if err != nil {
		t.Skip("pdftoppm is not installed")
	}
	dir := t.TempDir()
	file := filepath.Join(dir, "form.pdf")
	if err := os.WriteFile(file, content, 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(program, "-png", "-gray", "-r", dpi, file, filepath.Join(dir, "page")).CombinedOutput(); err != nil {
		t.Fatalf("pdftoppm: %v: %s", err, out)
	}
	names, _ := filepath.Glob(filepath.Join(dir, "page-*.png"))
	var out []image.Image
	for _, name := range names {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		pic, err := png.Decode(f)
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, pic)
	}
	return out
}

// gray is the picture without colours.
func gray(pic image.Image) *image.Gray {
	out := image.NewGray(pic.Bounds())
	draw.Draw(out, out.Bounds(), pic, pic.Bounds().Min, draw.Src)
	return out
}

// inkIn is how dark a square of the picture is, from 0 to 1.
func inkIn(pic *image.Gray, box image.Rectangle) float64 {
	sum := 0
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for _, v := range pic.Pix[pic.PixOffset(box.Min.X, y):pic.PixOffset(box.Max.X, y)] {
			sum += 255 - int(v)
		}
	}
	return float64(sum) / 255 / float64(box.Dx()*box.Dy())
}

// TestPicturesAreOfTheVeryPages compares with another program square by square: letters and rules of
// both may lie part of a pixel apart, but no square of 3 mm may have ink in one picture only.
func TestPicturesAreOfTheVeryPages(t *testing.T) {
	letter := submission()
	letter.Charts = charts()
	content := printedLetter(t, letter, append(sampleforms.All(24), hard()[7:]...)...)
	theirs, ours := drawnByPoppler(t, content, "100"), pictures(t, content)
	if ours.Count() != len(theirs) {
		t.Fatalf("%d pages, another program has %d", ours.Count(), len(theirs))
	}
	const side, most, mean = 12, 0.2, 0.007
	for i, theirs := range theirs {
		got, want := gray(picture(t, ours, i, 100)), gray(theirs)
		if dx, dy := got.Bounds().Dx()-want.Bounds().Dx(), got.Bounds().Dy()-want.Bounds().Dy(); dx*dx > 1 || dy*dy > 1 {
			t.Errorf("page %d is %v, another program draws %v", i+1, got.Bounds(), want.Bounds())
		}
		sum, n := 0.0, 0
		for y := 0; y+side <= want.Bounds().Dy(); y += side {
			for x := 0; x+side <= want.Bounds().Dx(); x += side {
				box := image.Rect(x, y, x+side, y+side)
				apart := math.Abs(inkIn(got, box) - inkIn(want, box))
				if sum, n = sum+apart, n+1; apart > most {
					t.Errorf("page %d, %v: ink %.2f, another program %.2f", i+1, box, inkIn(got, box), inkIn(want, box))
				}
			}
		}
		if sum/float64(n) > mean {
			t.Errorf("page %d: squares differ by %.4f on average", i+1, sum/float64(n))
		}
	}
}

// TestAPageHasItsSize: A4 is 210 by 297 mm, 827 by 1169 dots at 100 an inch.
func TestAPageHasItsSize(t *testing.T) {
	content, _ := printed(t, sampleforms.Bands(), sampleforms.Matrix(5))
	p := pictures(t, content)
	for i, want := range []image.Point{{827, 1169}, {1169, 827}} {
		if got := picture(t, p, i, 100).Bounds().Size(); got != want {
			t.Errorf("page %d: %v, want %v", i+1, got, want)
		}
		w, h := p.Size(i)
		if math.Abs(w*100/25.4-float64(want.X)) > 0.6 || math.Abs(h*100/25.4-float64(want.Y)) > 0.6 {
			t.Errorf("page %d: %v by %v mm", i+1, w, h)
		}
	}
	if w, h := p.Size(p.Count()); w != 0 || h != 0 {
		t.Errorf("a page that is not there is %v by %v mm", w, h)
	}
}

// TestFormsBeginWhereTheOutlineSays: the number of a page stands on all pages but a form's first.
func TestFormsBeginWhereTheOutlineSays(t *testing.T) {
	under := sampleforms.Bands()
	under.Under, under.Caption = true, "Bảng thứ hai"
	content, _ := printed(t, sampleforms.Matrix(60), sampleforms.Bands(), under, sampleforms.RoadMap())
	pages := readPages(t, content).Pages
	var want []int
	for i, page := range pages {
		if i == 0 || !slices.ContainsFunc(page.Words, func(w pageWord) bool { return w.Bottom < 16*72/25.4 && len(w.Text) < 3 }) {
			want = append(want, i)
		}
	}
	if got := pictures(t, content).Starts(); len(want) != 3 || !slices.Equal(got, want) {
		t.Errorf("forms begin on pages %v, want %v", got, want)
	}
}

func TestPicturesThatCannotBeDrawnAreRefused(t *testing.T) {
	content, _ := printed(t, sampleforms.Bands())
	p := pictures(t, content)
	for _, c := range []struct {
		page int
		dpi  float64
	}{{-1, 100}, {1, 100}, {0, 0}, {0, -5}, {0, 1e9}, {0, math.NaN()}} {
		if _, err := p.Image(c.page, c.dpi); err == nil {
			t.Errorf("page %d at %v dots: drawn", c.page, c.dpi)
		}
	}
	for name, body := range map[string][]byte{
		"nothing": nil, "text": []byte("Xã Phú Lệ"), "cut short": content[:len(content)/2],
		"another program's": []byte("%PDF-1.7\n1 0 obj\n<<>>\nendobj\nxref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 1>>\nstartxref\n29\n%%EOF"),
	} {
		if _, err := pdf.ReadPages(body, fonts); !errors.Is(err, pdf.ErrNotOurs) {
			t.Errorf("%s: %v, want %v", name, err, pdf.ErrNotOurs)
		}
	}
	if _, err := pdf.ReadPages(content, os.DirFS(t.TempDir())); err == nil {
		t.Error("read without fonts")
	}
}

// FuzzPages: damaged bytes are refused or drawn, never a panic.
func FuzzPages(f *testing.F) {
	var b bytes.Buffer
	if _, err := pdf.Write(&b, hard()[2:3], meta(), fonts); err != nil {
		f.Fatal(err)
	}
	f.Add(1000, byte('x'), 0)
	f.Fuzz(func(t *testing.T, at int, with byte, cut int) {
		body := bytes.Clone(b.Bytes())
		if at < 0 || at >= len(body) || cut < 0 || cut > len(body)-at {
			t.Skip()
		}
		body[at] = with
		body = append(body[:at], body[at+cut:]...)
		p, err := pdf.ReadPages(body, fonts)
		if err != nil {
			return
		}
		for i := range p.Count() {
			_, _ = p.Image(i, 50)
		}
	})
}

func BenchmarkPicture(b *testing.B) {
	content, _ := printed(b, sampleforms.All(98)...)
	n := 0
	for b.Loop() {
		p := pictures(b, content) // a new one: nothing is drawn yet
		for i := range p.Count() {
			picture(b, p, i, 100)
		}
		n += p.Count()
	}
	b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(n), "ms/page")
}

// TestLookAtPictures writes the pages where a person can open them.
func TestLookAtPictures(t *testing.T) {
	dir := os.Getenv("LOOK")
	if dir == "" {
		t.Skip("LOOK names no folder")
	}
	content, _ := printed(t, hard()...)
	p := pictures(t, content)
	for i := range p.Count() {
		var b bytes.Buffer
		if err := png.Encode(&b, picture(t, p, i, 100)); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("page-%02d.png", i+1)), b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
