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

	"bieuxa/ntm"
	"bieuxa/office"
)

// reportsBook is what the room of reports asks of an open book.
type reportsBook interface {
	Preview(context.Context, office.ExportRequest) (*office.Preview, error)
	Export(context.Context, office.ExportRequest) (*office.Exported, error)
	Moved(context.Context, ntm.Period) (*office.Moved, error)
	VerifyFile(ctx context.Context, path string) (*office.Verified, error)
	ReadOnly() (bool, string)
}

// reportsRoom is the room Báo cáo: the forms of a period, their real pages, and the files made of them.
type reportsRoom struct {
	w    *Window
	book reportsBook

	period  ntm.Period
	preview *office.Preview // nil: the forms could not be made
	forms   []reportForm
	left    map[string]bool // ids of forms that are left out
	pages   []int           // those that are looked through
	at      int             // index into pages
	quarter int             // turns of the page to the right
	drawn   drawnPage
	folder  string

	face     *fyne.Container
	notes    *fyne.Container
	told     *widget.Label
	list     *fyne.Container
	page     *pageView
	number   *widget.Label
	jump     *choiceEntry
	zoomed   *choiceEntry
	back, on *tipButton
	silent   *widget.Label // said in place of pages
	work     *fyne.Container
	asXLSX   *keyCheck
	asPDF    *keyCheck
	where    *widget.Label
	export   *pressButton
	check    *pressButton
	more     *fyne.Container // what is chosen beside the forms
	foot     *fyne.Container
	open     func(path string) error
}

// drawnPage is what the picture on the screen is of.
type drawnPage struct {
	page, quarter int
	dpi           float64
}

// What the room remembers, by name.
const (
	choiceForms   = "reports.left-out"
	choiceAs      = "reports.as"
	folderExports = "exports"
)

func newReportsRoom(s *shell) *reportsRoom { return newReportsOf(s.w, s.book) }

func newReportsOf(w *Window, b reportsBook) *reportsRoom {
	r := &reportsRoom{w: w, book: b, left: leftOutOf(w.office.Choice(choiceForms)), folder: w.office.Folder(folderExports), open: openPath}
	r.page = newPageView()
	r.page.sized, r.page.turn, r.page.key = r.resized, r.turnPages, r.typedKey
	r.page.rest = func(then func()) { w.tasks.later(settled, then) }
	r.told = widget.NewLabelWithStyle("", fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	r.told.Wrapping = fyne.TextWrapWord
	r.silent = widget.NewLabelWithStyle("", fyne.TextAlignCenter, fyne.TextStyle{})
	r.silent.Wrapping = fyne.TextWrapWord
	r.notes, r.list = lines(), container.New(layout.NewCustomPaddedVBoxLayout(-2))
	middle := container.NewBorder(r.pageBar(), nil, nil, nil, container.NewStack(r.page, container.NewVBox(layout.NewSpacer(), r.silent, layout.NewSpacer())))
	r.work = container.New(&beside{width: 290}, r.leftSide(), middle)
	r.face = container.NewBorder(r.notes, nil, nil, nil, r.work)
	r.fillForms()
	r.instead(w.say("reports.empty"))
	return r
}

func (r *reportsRoom) content() fyne.CanvasObject { return r.face }

// pageBar goes through the pages.
func (r *reportsRoom) pageBar() fyne.CanvasObject {
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

// barLayout lays the page bar out: what goes through the pages, what enlarges them, and between these, or
// under them where text is large, what goes to a form.
type barLayout struct{}

func largeText() bool { return textScale() > 1.3 }

func (barLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b, c := objects[0].MinSize(), objects[1].MinSize(), objects[2].MinSize()
	if largeText() {
		return fyne.NewSize(max(a.Width+b.Width, c.Width), max(a.Height, b.Height)+theme.Padding()+c.Height)
	}
	return fyne.NewSize(a.Width+b.Width+c.Width+2*theme.Padding(), max(a.Height, b.Height, c.Height))
}

func (barLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	a, b, c, gap := objects[0].MinSize(), objects[1].MinSize(), objects[2].MinSize(), theme.Padding()
	row := max(a.Height, b.Height)
	objects[0].Resize(fyne.NewSize(a.Width, row))
	objects[0].Move(fyne.NewPos(0, 0))
	objects[1].Resize(fyne.NewSize(b.Width, row))
	objects[1].Move(fyne.NewPos(size.Width-b.Width, 0))
	if largeText() {
		objects[2].Resize(fyne.NewSize(size.Width, c.Height))
		objects[2].Move(fyne.NewPos(0, row+gap))
		return
	}
	objects[2].Resize(fyne.NewSize(size.Width-a.Width-b.Width-2*gap, row))
	objects[2].Move(fyne.NewPos(a.Width+gap, 0))
}

// leftSide chooses what is exported, as what, and where to.
func (r *reportsRoom) leftSide() fyne.CanvasObject {
	all := newPressButton(r.w.say("reports.all"), nil, func() { r.leaveOut(nil) })
	none := newPressButton(r.w.say("reports.none"), nil, func() {
		out := map[string]bool{}
		for _, f := range r.forms {
			out[f.id] = true
		}
		r.leaveOut(out)
	})
	all.Importance, none.Importance = widget.LowImportance, widget.LowImportance
	title := widget.NewLabelWithStyle(r.w.say("reports.forms"), fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	as := leftOutOf(r.w.office.Choice(choiceAs))
	r.asXLSX, r.asPDF = newKeyCheck(r.w.say("reports.as-xlsx"), !as["xlsx"], r.typedKey), newKeyCheck(r.w.say("reports.as-pdf"), !as["pdf"], r.typedKey)
	kinds := func(bool) { r.rememberKinds() }
	r.asXLSX.OnChanged, r.asPDF.OnChanged = kinds, kinds
	r.where = quiet(r.folder).(*widget.Label)
	pick := newPressButton(r.w.say("reports.change-folder"), theme.FolderOpenIcon(), r.pickFolder)
	pick.Importance, pick.Alignment = widget.LowImportance, widget.ButtonAlignLeading
	r.export = newPressButton(r.w.say("reports.export"), theme.DocumentSaveIcon(), r.exportNow)
	r.export.Importance = widget.HighImportance
	check := newPressButton(r.w.say("reports.verify"), theme.SearchIcon(), r.pickToVerify)
	check.Alignment = widget.ButtonAlignLeading
	r.more = container.New(layout.NewCustomPaddedVBoxLayout(2), widget.NewSeparator(),
		container.NewHBox(r.asXLSX, r.asPDF), container.New(layout.NewCustomPaddedVBoxLayout(-8), pick, r.where))
	r.check, r.foot = check, container.New(layout.NewCustomPaddedVBoxLayout(2))
	head := container.New(layout.NewCustomPaddedVBoxLayout(-6), r.told, container.NewBorder(nil, nil, title, container.NewHBox(all, none)))
	return container.NewBorder(head, r.foot, nil, nil, container.NewVScroll(r.list))
}

// putFoot keeps what is chosen beside the forms in sight; where text is large it is scrolled with them.
func (r *reportsRoom) putFoot() {
	if largeText() {
		r.list.Add(r.more)
		r.list.Add(r.check)
		r.foot.Objects = []fyne.CanvasObject{r.export}
	} else {
		r.foot.Objects = []fyne.CanvasObject{r.more, r.export, r.check}
	}
	r.foot.Refresh()
}

// beside lays a column of a width that grows with text beside the rest, at most two fifths of it.
type beside struct{ width float32 }

func (l *beside) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(a.Width+b.Width+theme.Padding(), max(a.Height, b.Height))
}

func (l *beside) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	wide := max(objects[0].MinSize().Width, min(l.width*textScale(), size.Width*0.4))
	objects[0].Resize(fyne.NewSize(wide, size.Height))
	objects[0].Move(fyne.NewPos(0, 0))
	from := wide + theme.Padding()
	objects[1].Move(fyne.NewPos(from, 0))
	objects[1].Resize(fyne.NewSize(size.Width-from, size.Height))
}

// enter makes the forms of the period and shows their pages.
func (r *reportsRoom) enter(p ntm.Period) {
	r.period = p
	if p == (ntm.Period{}) {
		r.clear(r.w.say("reports.empty"))
		return
	}
	run(r.w, job[*office.Preview]{
		title: r.w.say("busy.reports", "period", p.VN()),
		do: func(ctx context.Context, step func(i, n int)) (*office.Preview, error) {
			return r.book.Preview(ctx, office.ExportRequest{Period: p, Step: step})
		},
		show: r.show,
		fail: func(err error) {
			r.clear(r.w.say("reports.cannot"))
			r.w.showProblem(err)
		},
	})
}

func (r *reportsRoom) show(v *office.Preview) {
	r.preview, r.forms, r.drawn = v, reportForms(v.Parts, v.Count()), drawnPage{}
	readOnly, _ := r.book.ReadOnly()
	told, warned := reportNotes(v, readOnly, r.w.words)
	r.told.SetText(told)
	r.notes.RemoveAll()
	for _, text := range warned {
		r.notes.Add(warning(text))
	}
	r.fillForms()
	r.lookThrough()
	r.face.Refresh()
}

// clear takes the forms of another period away and says why there are none.
func (r *reportsRoom) clear(why string) {
	r.preview, r.forms, r.pages = nil, nil, nil
	r.notes.RemoveAll()
	r.told.SetText("")
	r.fillForms()
	r.lookThrough()
	r.instead(why)
	r.face.Refresh()
}

// instead says why there are no pages; empty: there are.
func (r *reportsRoom) instead(text string) {
	r.silent.SetText(text)
	if text == "" {
		r.silent.Hide()
		return
	}
	r.silent.Show()
	r.page.clear()
}

// fillForms lists the forms, each with its box; its name goes to its pages.
func (r *reportsRoom) fillForms() {
	r.list.RemoveAll()
	var names []string
	for _, f := range r.forms {
		name := r.w.say("reports.pages", "no", f.no, "from", fmt.Sprint(f.first+1), "to", fmt.Sprint(f.end))
		if f.end-f.first == 1 {
			name = r.w.say("reports.pages-one", "no", f.no, "from", fmt.Sprint(f.end))
		}
		box := newKeyCheck(name, !r.left[f.id], r.typedKey)
		box.OnChanged = func(on bool) {
			r.left[f.id] = !on
			r.chosen()
		}
		title := newTapLabel(f.title, func() { r.goTo(f.first) })
		r.list.Add(container.New(layout.NewCustomPaddedVBoxLayout(-10), box, container.New(layout.NewCustomPaddedLayout(0, 0, theme.IconInlineSize()+4, theme.ScrollBarSize()), title)))
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
	r.putFoot()
	r.list.Refresh()
}

// leaveOut chooses all forms but those.
func (r *reportsRoom) leaveOut(out map[string]bool) {
	if out == nil {
		out = map[string]bool{}
	}
	r.left = out
	r.fillForms()
	r.chosen()
}

// chosen remembers which forms are wanted and looks through these.
func (r *reportsRoom) chosen() {
	r.remember(func() error { return r.w.office.RememberChoice(choiceForms, leftOutText(r.left)) })
	r.lookThrough()
}

func (r *reportsRoom) rememberKinds() {
	out := map[string]bool{"xlsx": !r.asXLSX.Checked, "pdf": !r.asPDF.Checked}
	r.remember(func() error { return r.w.office.RememberChoice(choiceAs, leftOutText(out)) })
}

// remember keeps a choice; that it could not be kept is of no consequence for the work.
func (r *reportsRoom) remember(keep func() error) {
	runInOrder(r.w, job[struct{}]{
		do:   func(context.Context, func(i, n int)) (struct{}, error) { return struct{}{}, keep() },
		show: func(struct{}) {},
		fail: func(err error) { fyne.LogError("remembering a choice", err) },
	})
}

// lookThrough shows the pages of the forms that are wanted, from where it was.
func (r *reportsRoom) lookThrough() {
	now := -1
	if r.at < len(r.pages) {
		now = r.pages[r.at]
	}
	r.pages, r.at = pagesOf(r.forms, r.left), 0
	for i, page := range r.pages {
		if page <= now {
			r.at = i
		}
	}
	switch {
	case len(r.pages) > 0:
		r.export.Enable()
		r.instead("")
	case len(r.forms) > 0:
		r.export.Disable()
		r.instead(r.w.say("reports.no-forms"))
	default:
		r.export.Disable()
	}
	r.draw()
}

// turnPages goes on by so many pages, or back.
func (r *reportsRoom) turnPages(by int) {
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
func (r *reportsRoom) goTo(page int) {
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
func (r *reportsRoom) typedKey(ev *fyne.KeyEvent) bool {
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
func (r *reportsRoom) draw() {
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
func (r *reportsRoom) tellPage() {
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
func (r *reportsRoom) resized() {
	if r.preview == nil {
		return
	}
	r.w.tasks.later(settled, func() {
		switch {
		case r.w.shell == nil || r.w.shell.room() != r.asRoom():
		case r.w.tasks.current != nil || len(r.w.dialog) > 0:
			r.resized()
		default:
			r.draw()
		}
	})
}

func (r *reportsRoom) asRoom() room { return r }
