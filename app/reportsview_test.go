package app

import (
	"image"
	"image/color"
	"slices"
	"strings"
	"testing"

	"bieuxa/assets"
	"bieuxa/ntm"
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

func reportWords(t *testing.T) *ntm.Words {
	t.Helper()
	w, err := ntm.LoadWords(assets.FS, "vi")
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestWhatIsToBeKnownBeforeFormsAreHandedOn(t *testing.T) {
	w := reportWords(t)
	told, warned := reportNotes(&office.Preview{Reported: 13, Expected: 15}, false, w)
	if told != "13/15 đơn vị có trong số tổng hợp." || len(warned) > 0 {
		t.Errorf("%q, %q", told, warned)
	}
	_, warned = reportNotes(&office.Preview{Expected: 15, Unverified: " Bộ tiêu chí\n chưa xác minh. ", Unprintable: []string{"a", "b"}}, true, w)
	if len(warned) != 4 || !strings.HasPrefix(warned[0], "Chưa có đơn vị nào") || warned[1] != "Bộ tiêu chí chưa xác minh." ||
		!strings.Contains(warned[2], "(2 chỗ)") || !strings.Contains(warned[3], "chỉ để đọc") {
		t.Errorf("%q", warned)
	}
}

// TestWhatMovedIsCountedByTotals: a unit's own movements are not listed; a book that was only closed is compared with that.
func TestWhatMovedIsCountedByTotals(t *testing.T) {
	w := reportWords(t)
	move := []office.Movement{{Key: "a", Name: "Hộ nghèo", Was: "1234.5", Now: ""}, {Key: "a", Unit: "14884", Was: "1", Now: "2"}}
	p := ntm.Period{Kind: ntm.Month, Year: 2020, N: 2}
	for name, c := range map[string]struct {
		moved office.Moved
		want  string
	}{
		"never handed on":             {office.Moved{}, ""},
		"nothing moved":               {office.Moved{ExportedAt: "2020-02-15T01:00:00Z", ClosedAt: "2020-02-15T02:00:00Z"}, ""},
		"since the export":            {office.Moved{ExportedAt: "2020-02-15T01:00:00Z", Export: move, ClosedAt: "2020-02-15T02:00:00Z"}, "Từ lần xuất 15/02/2020 08:00, 1 số"},
		"closed, never exported":      {office.Moved{ClosedAt: "2020-02-15T02:00:00Z", Closing: move}, "Từ khi chốt 15/02/2020 09:00, 1 số"},
		"closed since the export":     {office.Moved{ExportedAt: "2020-02-14T01:00:00Z", ClosedAt: "2020-02-15T02:00:00Z", Closing: move}, "Từ khi chốt 15/02/2020 09:00, 1 số"},
		"exported again since closed": {office.Moved{ExportedAt: "2020-02-16T01:00:00Z", ClosedAt: "2020-02-15T02:00:00Z", Closing: move}, ""},
	} {
		c.moved.Period = p
		text, rows := movedSince(&c.moved, w)
		if !strings.HasPrefix(text, c.want) || (text == "") != (c.want == "") {
			t.Errorf("%s: %q, want %q", name, text, c.want)
		}
		if text != "" && (len(rows) != 1 || rows[0].was != "1.234,5" || rows[0].now != "–") {
			t.Errorf("%s: %+v", name, rows)
		}
	}
}
