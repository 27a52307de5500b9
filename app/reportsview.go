package app

import (
	"fmt"
	"image"
	"image/draw"
	"path/filepath"
	"slices"
	"strings"

	"bieuxa/ntm"
	"bieuxa/office"
)

// reportForm is one form on the list: its pages from first up to end, the latter left out.
type reportForm struct {
	id, no, title string
	first, end    int
}

// reportForms lists the forms of a preview with their pages.
func reportForms(parts []office.PreviewPart, count int) []reportForm {
	out := make([]reportForm, len(parts))
	for i, p := range parts {
		out[i] = reportForm{p.ID, p.No, p.Title, p.Page, count}
		if i > 0 {
			out[i-1].end = p.Page
		}
	}
	return out
}

// pagesOf are the pages of the forms that are not left out, in their order.
func pagesOf(forms []reportForm, out map[string]bool) []int {
	var pages []int
	for _, f := range forms {
		for i := f.first; i < f.end && !out[f.id]; i++ {
			pages = append(pages, i)
		}
	}
	return pages
}

// formAt is the form that a page belongs to; -1: none.
func formAt(forms []reportForm, page int) int {
	return slices.IndexFunc(forms, func(f reportForm) bool { return f.first <= page && page < f.end })
}

// anyLeft tells whether one of the forms is left out.
func anyLeft(forms []reportForm, out map[string]bool) bool {
	return slices.ContainsFunc(forms, func(f reportForm) bool { return out[f.id] })
}

// chosenForms are the ids of the forms to be printed; none are named if all are.
func chosenForms(forms []reportForm, out map[string]bool) []string {
	if !anyLeft(forms, out) {
		return nil
	}
	var ids []string
	for _, f := range forms {
		if !out[f.id] {
			ids = append(ids, f.id)
		}
	}
	return ids
}

// reportNotes are what is to be known before the forms are handed on.
func reportNotes(v *office.Preview, readOnly bool, w *ntm.Words) (told string, warned []string) {
	told = say(w, "reports.counted", "n", fmt.Sprint(v.Reported), "of", fmt.Sprint(v.Expected))
	if v.Reported == 0 {
		warned = append(warned, say(w, "reports.nobody"))
	}
	if text := strings.Join(strings.Fields(v.Unverified), " "); text != "" {
		warned = append(warned, text)
	}
	if n := len(v.Stale); n > 0 {
		warned = append(warned, say(w, "reports.stale", "n", fmt.Sprint(n)))
	}
	if n := len(v.Doubtful); n > 0 {
		warned = append(warned, say(w, "reports.doubtful", "n", fmt.Sprint(n)))
	}
	if n := len(v.Unprintable); n > 0 {
		warned = append(warned, say(w, "reports.unprintable", "n", fmt.Sprint(n)))
	}
	if readOnly {
		warned = append(warned, say(w, "reports.read-only"))
	}
	return told, warned
}

// zoom is how large a page is shown, in per cent of paper; 0: the whole page.
type zoom int

func zooms() []zoom { return []zoom{0, 100, 150, 200} }

func zoomName(z zoom, w *ntm.Words) string {
	if z == 0 {
		return say(w, "reports.whole-page")
	}
	return fmt.Sprintf("%d %%", int(z))
}

// paperDPI is how many of the screen's units an inch of paper takes at 100 %.
const paperDPI = 96

// pageScale is by how much a page of w by h units at 100 % is shown larger in a room.
func pageScale(z zoom, w, h, roomWide, roomHigh float32) float32 {
	if z != 0 {
		return float32(z) / 100
	}
	if w <= 0 || h <= 0 {
		return 1
	}
	return max(0.05, min(roomWide/w, roomHigh/h))
}

// turnedPicture is the picture turned to the right by quarters.
func turnedPicture(pic image.Image, quarters int) image.Image {
	if quarters %= 4; quarters == 0 {
		return pic
	}
	src, ok := pic.(*image.RGBA)
	if !ok {
		src = image.NewRGBA(pic.Bounds())
		draw.Draw(src, src.Bounds(), pic, pic.Bounds().Min, draw.Src)
	}
	w, h := src.Rect.Dx(), src.Rect.Dy()
	out := image.NewRGBA(image.Rect(0, 0, h, w))
	if quarters == 2 {
		out = image.NewRGBA(image.Rect(0, 0, w, h))
	}
	for y := range h {
		for x := range w {
			tx, ty := h-1-y, x
			switch quarters {
			case 2:
				tx, ty = w-1-x, h-1-y
			case 3:
				tx, ty = y, w-1-x
			}
			copy(out.Pix[out.PixOffset(tx, ty):][:4], src.Pix[src.PixOffset(src.Rect.Min.X+x, src.Rect.Min.Y+y):][:4])
		}
	}
	return out
}

// movedTotal is one total that moved since the figures were last laid down.
type movedTotal struct{ key, name, was, now string }

// movedTotals lists the totals that moved, in words.
func movedTotals(all []office.Movement) []movedTotal {
	var out []movedTotal
	for _, m := range office.Totals(all) {
		out = append(out, movedTotal{m.Key, m.Name, digestText(m.Was), digestText(m.Now)})
	}
	return out
}

// digestText is a figure of a digest as a person reads it: «1.234,5»; «–» where nobody stated it.
func digestText(s string) string {
	if s == "" {
		return "–"
	}
	if n, err := ntm.ParseNum(s); err == nil {
		return ntm.FormatVN(n.D, ntm.Exact)
	}
	return s
}

// movedSince is what moved since the last export of the period, or since its closing if it was not
// exported since then, with a sentence that says so; empty if nothing did.
func movedSince(m *office.Moved, w *ntm.Words) (text string, rows []movedTotal) {
	id, at, all := "reports.moved-export", m.ExportedAt, m.Export
	if at == "" || len(office.Totals(all)) == 0 && m.ClosedAt > at { // stamps are of one zone
		id, at, all = "reports.moved-closing", m.ClosedAt, m.Closing
	}
	if rows = movedTotals(all); len(rows) == 0 {
		return "", nil
	}
	return say(w, id, "period", m.Period.VN(), "at", office.MomentVN(at), "n", fmt.Sprint(len(rows))), rows
}

// writtenLines say what an export wrote.
func writtenLines(e *office.Exported, readOnly bool, w *ntm.Words) []string {
	var out []string
	for _, path := range e.Files {
		out = append(out, filepath.Base(path))
	}
	if len(e.Files) > 0 {
		out = append(out, say(w, "reports.in-folder", "folder", filepath.Dir(e.Files[0])))
	}
	switch c := e.Carrying; {
	case c.Why != "":
		out = append(out, c.Why)
	case c.Returns > 0:
		out = append(out, say(w, "carry.told", "n", fmt.Sprint(c.Returns), "size", c.Size()))
	}
	if readOnly || !e.Noted {
		out = append(out, say(w, "reports.not-noted"))
	}
	return out
}

// leftOutText and leftOutOf keep a choice of ids as one text.
func leftOutText(out map[string]bool) string {
	var ids []string
	for id, left := range out {
		if left {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return strings.Join(ids, ",")
}

func leftOutOf(text string) map[string]bool {
	out := map[string]bool{}
	for _, id := range strings.Split(text, ",") {
		if id != "" {
			out[id] = true
		}
	}
	return out
}
