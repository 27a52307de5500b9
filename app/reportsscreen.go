package app

import (
	"context"
	"fmt"

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
	VerifyCode(ctx context.Context, typed string) (*office.Verified, error)
	ReadOnly() (bool, string)
}

// reportsRoom is the room Báo cáo: the forms of a period, their real pages, and the files made of them.
type reportsRoom struct {
	*pageBrowser
	book   reportsBook
	period ntm.Period
	folder string
	open   func(path string) error

	whole  *fyne.Container
	notes  *fyne.Container
	told   *widget.Label
	list   *fyne.Container
	asXLSX *keyCheck
	asPDF  *keyCheck
	where  *widget.Label
	export *pressButton
	check  *pressButton
	more   *fyne.Container // what is chosen beside the forms
	foot   *fyne.Container
}

// What the room remembers, by name.
const (
	choiceForms   = "reports.left-out"
	choiceAs      = "reports.as"
	folderExports = "exports"
)

func newReportsRoom(s *shell) *reportsRoom { return newReportsOf(s.w, s.book) }

func newReportsOf(w *Window, b reportsBook) *reportsRoom {
	r := &reportsRoom{book: b, folder: w.office.Folder(folderExports), open: openPath}
	r.pageBrowser = newPageBrowser(w, r.onScreen)
	r.left = leftOutOf(w.office.Choice(choiceForms))
	r.told = widget.NewLabelWithStyle("", fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	r.told.Wrapping = fyne.TextWrapWord
	r.notes, r.list = lines(), container.New(layout.NewCustomPaddedVBoxLayout(-2))
	r.whole = container.NewBorder(r.notes, nil, nil, nil, container.New(&beside{width: 290}, r.leftSide(), r.face))
	r.clear(w.say("reports.empty"))
	return r
}

// onScreen tells whether the room is shown, and no dialog stands before it.
func (r *reportsRoom) onScreen() (seen, free bool) {
	return r.w.shell != nil && r.w.shell.room() == room(r), len(r.w.dialog) == 0
}

func (r *reportsRoom) content() fyne.CanvasObject { return r.whole }

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
	if len(r.forms) == 0 { // what stands there is of no period, or of one without forms
		r.clear(r.w.say("busy.reports", "period", p.VN()))
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
	readOnly, _ := r.book.ReadOnly()
	told, warned := reportNotes(v, readOnly, r.w.words)
	r.told.SetText(told)
	r.notes.RemoveAll()
	for _, text := range warned {
		r.notes.Add(warning(text))
	}
	r.look(v)
	r.fillForms()
	r.able()
	r.whole.Refresh()
}

// clear takes the forms of another period away and says why there are none.
func (r *reportsRoom) clear(why string) {
	r.notes.RemoveAll()
	r.told.SetText("")
	r.look(nil)
	r.fillForms()
	r.able()
	r.instead(why)
	r.whole.Refresh()
}

// fillForms lists the forms, each with its box; its name goes to its pages.
func (r *reportsRoom) fillForms() {
	r.list.RemoveAll()
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
	r.choose()
	r.able()
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

// able lets the forms be exported if any is wanted.
func (r *reportsRoom) able() {
	if len(r.pages) > 0 {
		r.export.Enable()
		return
	}
	r.export.Disable()
	if len(r.forms) > 0 {
		r.instead(r.w.say("reports.no-forms"))
	}
}
