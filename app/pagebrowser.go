package app

import (
	"context"
	"fmt"
	"image"
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"bieuxa/office"
)

// pageBrowser looks through the pages of a preview: on and back, to a form, larger, turned.
type pageBrowser struct {
	w       *Window
	preview *office.Preview // nil: there are no pages
	forms   []reportForm
	out     map[string]bool // ids of forms that are left out
	pages   []int           // those that are looked through
	at      int             // index into pages
	quarter int             // turns of the page to the right
	drawn   drawnPage

	seen func() (seen, free bool) // whether the pages are on the screen, and no dialog stands before them

	face     fyne.CanvasObject
	page     *pageView
	number   *widget.Label
	jump     *choiceEntry
	zoomed   *choiceEntry
	back, on *tipButton
	silent   *widget.Label // said in place of pages
}

func newPageBrowser(w *Window, seen func() (seen, free bool)) *pageBrowser {
	r := &pageBrowser{w: w, seen: seen, out: map[string]bool{}, page: newPageView()}
	r.page.sized, r.page.turn, r.page.key = r.resized, r.turnPages, r.typedKey
	r.page.rest = func(then func()) { w.tasks.later(settled, then) }
	r.silent = widget.NewLabelWithStyle("", fyne.TextAlignCenter, fyne.TextStyle{})
	r.silent.Wrapping = fyne.TextWrapWord
	r.face = container.NewBorder(r.bar(), nil, nil, nil,
		container.NewStack(r.page, container.NewVBox(layout.NewSpacer(), r.silent, layout.NewSpacer())))
	return r
}

// look shows the pages of a preview, the forms that are left out apart; nil: none.
func (r *pageBrowser) look(v *office.Preview) {
	r.preview, r.forms, r.drawn = v, nil, drawnPage{}
	if v != nil {
		r.forms = reportForms(v.Parts, v.Count())
	}
	var names []string
	for _, f := range r.forms {
		names = append(names, f.no+". "+f.title)
	}
	r.jump.OnChanged = nil
	r.jump.Options = names
	r.jump.ClearSelected()
	r.jump.OnChanged = func(string) {
		if i := r.jump.SelectedIndex(); i >= 0 && i < len(r.forms) {
			r.goTo(r.forms[i].first)
		}
	}
	r.choose()
}

// choose looks through the pages of the forms that are wanted, from where it was.
func (r *pageBrowser) choose() {
	now := -1
	if r.at < len(r.pages) {
		now = r.pages[r.at]
	}
	r.pages, r.at = pagesOf(r.forms, r.out), 0
	for i, page := range r.pages {
		if page <= now {
			r.at = i
		}
	}
	if len(r.pages) > 0 {
		r.instead("")
	}
	r.draw()
}

// drawnPage is what the picture on the screen is of.
type drawnPage struct {
	page, quarter int
	dpi           float64
}

// bar goes through the pages.
func (r *pageBrowser) bar() fyne.CanvasObject {
	r.back = newTipButton(r.w, "", theme.NavigateBackIcon(), r.w.say("reports.previous"), func() { r.turnPages(-1) })
	r.on = newTipButton(r.w, "", theme.NavigateNextIcon(), r.w.say("reports.next"), func() { r.turnPages(1) })
	r.number = widget.NewLabelWithStyle("", fyne.TextAlignCenter, fyne.TextStyle{})
	r.jump = newChoiceEntry(nil, "")
	r.jump.PlaceHolder = r.w.say("reports.jump")
	var names []string
	for _, z := range zooms() {
		names = append(names, zoomName(z, r.w.words))
	}
	r.zoomed = newChoiceEntry(names, names[0])
	r.zoomed.OnChanged = func(string) { r.page.setZoom(zooms()[r.zoomed.SelectedIndex()]) }
	turn := newTipButton(r.w, "", theme.MediaReplayIcon(), r.w.say("reports.turn"), func() {
		r.quarter = (r.quarter + 1) % 4
		r.draw()
	})
	return container.New(&barLayout{}, container.NewHBox(r.back, r.number, r.on),
		container.NewHBox(container.New(&atLeast{width: 124}, r.zoomed), turn), r.jump)
}

// barLayout lays the page bar out: what goes through the pages, what enlarges them, and between these what goes to a
// form; where text is large the latter two stand below.
type barLayout struct{}

func largeText() bool { return textScale() > 1.3 }

func (barLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b, c := objects[0].MinSize(), objects[1].MinSize(), objects[2].MinSize()
	if largeText() {
		return fyne.NewSize(max(a.Width, b.Width+theme.Padding()+c.Width), a.Height+theme.Padding()+max(b.Height, c.Height))
	}
	return fyne.NewSize(a.Width+b.Width+c.Width+2*theme.Padding(), max(a.Height, b.Height, c.Height))
}

func (barLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	a, b, c, gap := objects[0].MinSize(), objects[1].MinSize(), objects[2].MinSize(), theme.Padding()
	high, from, below := max(a.Height, b.Height, c.Height), a.Width+gap, float32(0)
	if largeText() {
		high, from, below = max(b.Height, c.Height), 0, a.Height+gap
	}
	objects[0].Resize(fyne.NewSize(a.Width, max(a.Height, high-below)))
	objects[0].Move(fyne.NewPos(0, 0))
	objects[1].Resize(fyne.NewSize(b.Width, high))
	objects[1].Move(fyne.NewPos(size.Width-b.Width, below))
	objects[2].Resize(fyne.NewSize(size.Width-b.Width-gap-from, high))
	objects[2].Move(fyne.NewPos(from, below))
}

// instead says why there are no pages; empty: there are.
func (r *pageBrowser) instead(text string) {
	r.silent.SetText(text)
	if text == "" {
		r.silent.Hide()
		return
	}
	r.silent.Show()
	r.page.clear()
}

// turnPages goes on by so many pages, or back.
func (r *pageBrowser) turnPages(by int) {
	to := min(max(r.at+by, 0), len(r.pages)-1)
	if len(r.pages) == 0 || to == r.at {
		return
	}
	r.at = to
	if by > 0 {
		r.page.toTop()
	}
	r.draw()
	if by == -1 {
		r.page.toBottom()
	}
}

// goTo shows a page; of a form that is left out, the one that follows.
func (r *pageBrowser) goTo(page int) {
	for i, n := range r.pages {
		if n >= page {
			r.at = i
			break
		}
	}
	r.page.toTop()
	r.draw()
}

// typedKey goes through the pages; it tells whether it knew the key.
func (r *pageBrowser) typedKey(ev *fyne.KeyEvent) bool {
	switch ev.Name {
	case fyne.KeyPageDown:
		r.turnPages(1)
	case fyne.KeyPageUp:
		r.turnPages(-1)
	case fyne.KeyHome:
		r.turnPages(-len(r.pages))
	case fyne.KeyEnd:
		r.turnPages(len(r.pages))
	default:
		return false
	}
	return true
}

// mostDPI bounds the picture of a page that is enlarged on a fine screen.
const mostDPI = 300

// draw shows the page that is looked at, with a picture as fine as the screen.
func (r *pageBrowser) draw() {
	r.tellPage()
	if len(r.pages) == 0 || r.preview == nil {
		r.page.clear()
		return
	}
	want := drawnPage{page: r.pages[r.at], quarter: r.quarter}
	mmWide, mmHigh := r.preview.Size(want.page)
	paper := fyne.NewSize(float32(mmWide*paperDPI/25.4), float32(mmHigh*paperDPI/25.4))
	if want.quarter%2 == 1 {
		paper = fyne.NewSize(paper.Height, paper.Width)
	}
	want.dpi = min(mostDPI, max(20, paperDPI*float64(r.page.scaleOf(paper)*r.w.win.Canvas().Scale())))
	if want.page == r.drawn.page && want.quarter == r.drawn.quarter && math.Abs(want.dpi-r.drawn.dpi) < 0.5 {
		return
	}
	v := r.preview
	run(r.w, job[image.Image]{
		title: r.w.say("busy.page"),
		do: func(context.Context, func(i, n int)) (image.Image, error) {
			pic, err := v.Image(want.page, want.dpi)
			if err != nil {
				return nil, err
			}
			return turnedPicture(pic, want.quarter), nil
		},
		show: func(pic image.Image) {
			r.drawn = want
			r.page.show(pic, paper)
		},
	})
}

// tellPage says which page it is, and of which form.
func (r *pageBrowser) tellPage() {
	if len(r.pages) == 0 {
		r.number.SetText("")
		r.back.Disable()
		r.on.Disable()
		return
	}
	r.number.SetText(r.w.say("reports.page", "n", fmt.Sprint(r.at+1), "of", fmt.Sprint(len(r.pages))))
	for b, off := range map[*tipButton]bool{r.back: r.at == 0, r.on: r.at == len(r.pages)-1} {
		if off {
			b.Disable()
		} else {
			b.Enable()
		}
	}
	i := formAt(r.forms, r.pages[r.at])
	then := r.jump.OnChanged
	r.jump.OnChanged = nil
	if i >= 0 {
		r.jump.SetSelectedIndex(i)
	}
	r.jump.OnChanged = then
}

// settled is how long a window's size must stand before the page is drawn anew for it.
const settled = 120 * time.Millisecond

// resized draws the page anew once the room has settled, and no other work would be put aside by it.
func (r *pageBrowser) resized() {
	if r.preview == nil {
		return
	}
	r.w.tasks.later(settled, func() {
		switch seen, free := r.seen(); {
		case !seen:
		case !free || r.w.tasks.current != nil:
			r.resized()
		default:
			r.draw()
		}
	})
}
