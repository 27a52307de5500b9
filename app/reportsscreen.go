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
	Fill(ctx context.Context, p ntm.Period, template, path string) (*office.Filled, error)
	FormSets(ntm.Period) ([]*office.FormSet, error)
	Parent() ntm.Unit
	letterBook
}

// reportsRoom is the room Báo cáo: the forms of a period, their real pages, and the files made of them.
type reportsRoom struct {
	*pageBrowser
	book   reportsBook
	period ntm.Period
	folder string
	open   func(path string) error
	all    []reportForm // what may be printed, whatever of it is left out
	print  printChoice
	sets   []*office.FormSet // that may be printed for the period
	editor *letterSheet      // nil: the letter is not edited now

	whole  *fyne.Container
	notes  *fyne.Container
	told   *widget.Label
	list   *fyne.Container
	boxes  map[string]*keyCheck // of the list, by form
	asXLSX *keyCheck
	asPDF  *keyCheck
	where  *widget.Label
	export *pressButton
	fill   *pressButton
	check  *pressButton
	asked  *widget.Label   // how the forms are printed, if not as usual
	ways   *fyne.Container // to the letter's text, and how it is printed
	more   *fyne.Container // what is chosen beside the forms
	foot   *fyne.Container
}

// What the room remembers, by name.
const (
	choiceForms   = "reports.left-out"
	choiceAs      = "reports.as"
	choicePrint   = "reports.print"
	choiceNumber  = "reports.number"
	folderExports = "exports"
)

func newReportsRoom(s *shell) *reportsRoom { return newReportsOf(s.w, s.book) }

func newReportsOf(w *Window, b reportsBook) *reportsRoom {
	r := &reportsRoom{book: b, folder: w.office.Folder(folderExports), open: openOutside}
	r.pageBrowser = newPageBrowser(w, r.onScreen)
	r.page.key = r.typedKey
	r.out, r.print = leftOutOf(w.office.Choice(choiceForms)), printChoiceOf(w.office.Choice(choicePrint))
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
		for _, f := range r.all {
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
	r.asked = quiet("").(*widget.Label)
	side := func(id string, icon fyne.Resource, do func()) *pressButton {
		b := newPressButton(r.w.say(id), icon, do)
		b.Alignment = widget.ButtonAlignLeading
		return b
	}
	how, text := side("print.open", theme.SettingsIcon(), r.askPrint), side("compose.open", theme.DocumentCreateIcon(), r.editLetter)
	how.Importance, text.Importance = widget.LowImportance, widget.LowImportance
	r.ways = container.New(layout.NewCustomPaddedVBoxLayout(-3), text, container.New(layout.NewCustomPaddedVBoxLayout(-8), how, r.asked))
	r.more = container.New(layout.NewCustomPaddedVBoxLayout(-3),
		container.NewHBox(r.asXLSX, r.asPDF), container.New(layout.NewCustomPaddedVBoxLayout(-8), pick, r.where))
	r.fill, r.check = side("fill.open", theme.ContentPasteIcon(), r.pickToFill), side("reports.verify", theme.SearchIcon(), r.pickToVerify)
	r.fill.Importance, r.check.Importance = widget.LowImportance, widget.LowImportance
	r.foot = container.New(layout.NewCustomPaddedVBoxLayout(-2))
	head := container.New(layout.NewCustomPaddedVBoxLayout(-6), r.told, container.NewBorder(nil, nil, title, container.NewHBox(all, none)))
	return container.NewBorder(head, r.foot, nil, nil, container.NewVScroll(r.list))
}

// putFoot keeps what is chosen beside the forms in sight; where text is large it is scrolled with them, the letter's text
// and how it is printed first.
func (r *reportsRoom) putFoot() {
	if largeText() {
		r.list.Objects = append([]fyne.CanvasObject{r.ways}, r.list.Objects...)
		r.list.Add(r.more)
		r.list.Add(r.fill)
		r.list.Add(r.check)
		r.foot.Objects = []fyne.CanvasObject{r.export}
	} else {
		r.foot.Objects = []fyne.CanvasObject{widget.NewSeparator(), r.ways, r.more, r.export, r.fill, r.check}
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

// typedKey opens what the room has dialogs for, and goes through the pages.
func (r *reportsRoom) typedKey(ev *fyne.KeyEvent) bool {
	switch {
	case r.period == (ntm.Period{}):
	case ev.Name == fyne.KeyF2:
		r.editLetter()
		return true
	case ev.Name == fyne.KeyF4:
		r.askPrint()
		return true
	}
	return r.pageBrowser.typedKey(ev)
}

// left keeps what is being typed into the letter.
func (r *reportsRoom) left() {
	if r.editor != nil {
		r.editor.keep()
	}
}

// madeForms are the forms of a period: all that may be printed, and the pages of those that will be.
type madeForms struct {
	whole, now *office.Preview
	sets       []*office.FormSet
}

// enter makes the forms of the period and shows their pages.
func (r *reportsRoom) enter(p ntm.Period) {
	if p != r.period {
		r.period, r.print.formSet = p, ""
		r.print.number(r.w.office.Choice(choiceNumber), r.book.Parent().Code, p)
	}
	if p == (ntm.Period{}) {
		r.clear(r.w.say("reports.empty"))
		return
	}
	if len(r.all) == 0 { // what stands there is of no period, or of one without forms
		r.clear(r.w.say("busy.reports", "period", p.VN()))
	}
	req, out := r.request(), r.out
	req.Forms = nil
	run(r.w, job[madeForms]{
		title: r.w.say("busy.reports", "period", p.VN()),
		do: func(ctx context.Context, step func(i, n int)) (m madeForms, err error) {
			if m.sets, err = r.book.FormSets(p); err != nil {
				return m, err
			}
			req.Step = step
			if m.whole, err = r.book.Preview(ctx, req); err != nil {
				return m, err
			}
			m.now = m.whole
			if req.Forms = chosenForms(reportForms(m.whole.Parts, m.whole.Count()), out); len(req.Forms) > 0 {
				m.now, err = r.book.Preview(ctx, req)
			}
			return m, err
		},
		show: r.show,
		fail: func(err error) {
			r.clear(r.w.say("reports.cannot"))
			r.w.showProblem(err)
		},
	})
}

// request is what would be printed now.
func (r *reportsRoom) request() office.ExportRequest {
	return office.ExportRequest{Period: r.period, FormSet: r.print.formSet, Forms: chosenForms(r.all, r.out), Paper: r.print.paper,
		WithoutReturns: r.print.bare}
}

func (r *reportsRoom) show(m madeForms) {
	r.sets = m.sets
	r.all = reportForms(m.whole.Parts, m.whole.Count())
	r.tellNotes(m.now)
	r.look(m.now)
	r.fillForms()
	r.tellPrint()
	r.able()
	r.whole.Refresh()
}

func (r *reportsRoom) tellNotes(v *office.Preview) {
	readOnly, _ := r.book.ReadOnly()
	told, warned := reportNotes(v, readOnly, r.w.words)
	r.told.SetText(told)
	r.notes.RemoveAll()
	for _, text := range warned {
		r.notes.Add(warning(text))
	}
}

// tellPrint says how the forms are printed, if not as usual.
func (r *reportsRoom) tellPrint() {
	text := printSummary(r.print, r.sets, r.w.words)
	r.asked.SetText(text)
	r.asked.Hidden = text == ""
}

// clear takes the forms of another period away and says why there are none.
func (r *reportsRoom) clear(why string) {
	r.notes.RemoveAll()
	r.told.SetText("")
	r.all = nil
	r.look(nil)
	r.tellPrint()
	r.fillForms()
	r.able()
	r.instead(why)
	r.whole.Refresh()
}

// fillForms lists the forms, each with its box; its name goes to its pages.
func (r *reportsRoom) fillForms() {
	r.list.RemoveAll()
	r.boxes = map[string]*keyCheck{}
	for _, f := range r.all {
		box := newKeyCheck(r.boxName(f), !r.out[f.id], r.typedKey)
		box.OnChanged = func(on bool) {
			r.out[f.id] = !on
			r.chosen()
		}
		r.boxes[f.id] = box
		title := newTapLabel(f.title, func() { r.goToForm(f.id) })
		r.list.Add(container.New(layout.NewCustomPaddedVBoxLayout(-10), box, container.New(layout.NewCustomPaddedLayout(0, 0, theme.IconInlineSize()+4, theme.ScrollBarSize()), title)))
	}
	r.putFoot()
	r.list.Refresh()
}

// boxName is a form's number with the pages it has now.
func (r *reportsRoom) boxName(f reportForm) string {
	for _, now := range r.forms {
		switch {
		case now.id != f.id || r.out[f.id]:
		case now.end-now.first == 1:
			return r.w.say("reports.pages-one", "no", f.no, "from", fmt.Sprint(now.end))
		default:
			return r.w.say("reports.pages", "no", f.no, "from", fmt.Sprint(now.first+1), "to", fmt.Sprint(now.end))
		}
	}
	return f.no
}

// goToForm shows a form's first page, if it is printed.
func (r *reportsRoom) goToForm(id string) {
	for _, f := range r.forms {
		if f.id == id {
			r.goTo(f.first)
		}
	}
}

// leaveOut chooses all forms but those.
func (r *reportsRoom) leaveOut(out map[string]bool) {
	if out == nil {
		out = map[string]bool{}
	}
	r.out = out
	r.fillForms()
	r.chosen()
}

// chosen remembers which forms are wanted and looks through these: first the pages there are, then as they print
// together, for a letter names its appendices and these are numbered.
func (r *reportsRoom) chosen() {
	text := leftOutText(r.out)
	r.remember(func() error { return r.w.office.RememberChoice(choiceForms, text) })
	r.choose()
	r.able()
	if len(chosenForms(r.all, r.out)) == 0 && anyLeft(r.all, r.out) {
		return
	}
	req := r.request()
	run(r.w, job[*office.Preview]{
		title: r.w.say("busy.reports", "period", r.period.VN()),
		do: func(ctx context.Context, step func(i, n int)) (*office.Preview, error) {
			req.Step = step
			return r.book.Preview(ctx, req)
		},
		show: func(v *office.Preview) {
			r.tellNotes(v)
			r.look(v)
			for _, f := range r.all {
				if box := r.boxes[f.id]; box.Text != r.boxName(f) {
					box.SetText(r.boxName(f))
				}
			}
			r.able()
		},
	})
}

// askPrint asks how the forms are printed, and prints them so.
func (r *reportsRoom) askPrint() {
	r.w.askPrint(r.print, r.sets, func(c printChoice) {
		kept, number := c.kept(), c.numbered(r.book.Parent().Code, r.period)
		r.print = c
		r.remember(func() error { return r.w.office.RememberChoice(choicePrint, kept) })
		r.remember(func() error { return r.w.office.RememberChoice(choiceNumber, number) })
		r.enter(r.period)
	})
}

// editLetter reads the letter's passages and shows them to be edited; the pages follow what was changed.
func (r *reportsRoom) editLetter() {
	p := letterPlan{book: r.book, period: r.period, paper: r.print.paper, done: func(changed bool) {
		r.editor = nil
		if changed {
			r.enter(r.period)
		}
	}}
	run(r.w, job[*office.Letter]{
		title: r.w.say("busy.letter", "period", p.period.VN()),
		do: func(ctx context.Context, _ func(i, n int)) (*office.Letter, error) {
			return p.book.Submission(ctx, p.period, p.paper)
		},
		show: func(l *office.Letter) { r.editor = r.w.showLetter(p, l) },
	})
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
		fail: func(err error) { logError("remembering a choice", err) },
	})
}

// able lets the forms be exported if any is wanted.
func (r *reportsRoom) able() {
	if len(r.pages) > 0 {
		r.export.Enable()
		return
	}
	r.export.Disable()
	if len(r.all) > 0 {
		r.instead(r.w.say("reports.no-forms"))
	}
}
