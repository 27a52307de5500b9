package app

import (
	"image"
	"image/color"
	"slices"
	"testing"

	"bieuxa/office"
)

func TestPagesOfForms(t *testing.T) {
	forms := reportForms([]office.PreviewPart{{ID: "a", Page: 0}, {ID: "b", Page: 2}, {ID: "c", Page: 3}}, 7)
	for _, c := range []struct {
		out  string
		want []int
	}{{"", []int{0, 1, 2, 3, 4, 5, 6}}, {"a", []int{2, 3, 4, 5, 6}}, {"b", []int{0, 1, 3, 4, 5, 6}}, {"a,c", []int{2}}, {"a,b,c", nil}} {
		if got := pagesOf(forms, leftOutOf(c.out)); !slices.Equal(got, c.want) {
			t.Errorf("without %s: %v, want %v", c.out, got, c.want)
		}
	}
	for page, want := range map[int]int{0: 0, 1: 0, 2: 1, 3: 2, 6: 2, 7: -1, -1: -1} {
		if got := formAt(forms, page); got != want {
			t.Errorf("page %d is of form %d, want %d", page, got, want)
		}
	}
}

func TestWhatIsLeftOutIsRemembered(t *testing.T) {
	for _, text := range []string{"", "a", "a,b"} {
		if got := leftOutText(leftOutOf(text)); got != text {
			t.Errorf("%q became %q", text, got)
		}
	}
}

// TestTurnedPicture turns a picture of 2 by 1: a b → below one another, and back.
func TestTurnedPicture(t *testing.T) {
	pic := image.NewRGBA(image.Rect(0, 0, 2, 1))
	a, b := color.RGBA{1, 2, 3, 255}, color.RGBA{4, 5, 6, 255}
	pic.SetRGBA(0, 0, a)
	pic.SetRGBA(1, 0, b)
	for quarters, want := range map[int]struct {
		size  image.Point
		first color.RGBA
	}{0: {image.Pt(2, 1), a}, 1: {image.Pt(1, 2), a}, 2: {image.Pt(2, 1), b}, 3: {image.Pt(1, 2), b}, 4: {image.Pt(2, 1), a}} {
		got := turnedPicture(pic, quarters)
		if got.Bounds().Size() != want.size || got.At(0, 0) != want.first {
			t.Errorf("%d quarters: %v beginning with %v, want %v", quarters, got.Bounds(), got.At(0, 0), want)
		}
	}
}

func TestAWholePageFitsItsRoom(t *testing.T) {
	for _, c := range []struct {
		z                zoom
		w, h, wide, high float32
		want             float32
	}{{0, 800, 1000, 400, 1000, 0.5}, {0, 800, 1000, 1600, 500, 0.5}, {150, 800, 1000, 10, 10, 1.5}, {0, 0, 0, 10, 10, 1}, {0, 800, 1000, 0, 0, 0.05}} {
		if got := pageScale(c.z, c.w, c.h, c.wide, c.high); got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
}

func TestOpenable(t *testing.T) {
	if got := openable("/home/a b/Biểu.pdf"); got != "/home/a b/Biểu.pdf" {
		t.Error(got)
	}
	if got := openable(`C:/Bieu/1.pdf`); got != "/C:/Bieu/1.pdf" {
		t.Error(got)
	}
}
