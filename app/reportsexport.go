package app

import (
	"context"
	"path/filepath"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"bieuxa/office"
)

// pickFolder chooses where the files go.
func (r *reportsRoom) pickFolder() { r.askFolder(func() {}) }

func (r *reportsRoom) askFolder(then func()) {
	r.w.pickFolder(pick{title: r.w.say("reports.pick-folder"), then: func(paths []string) {
		r.folder = paths[0]
		r.where.SetText(r.folder)
		r.remember(func() error { return r.w.office.RememberFolder(folderExports, paths[0]) })
		then()
	}})
}

// exportNow asks first if the figures are no longer those that were handed on before.
func (r *reportsRoom) exportNow() {
	switch {
	case !r.asXLSX.Checked && !r.asPDF.Checked && !r.print.json && !r.print.csv:
		r.tell(r.w.say("reports.export"), []string{r.w.say("reports.no-kind")}, nil)
		return
	case r.folder == "":
		r.askFolder(r.exportNow)
		return
	}
	p := r.period
	run(r.w, job[*office.Moved]{
		title: r.w.say("busy.moved"), atOnce: true,
		do: func(ctx context.Context, _ func(i, n int)) (*office.Moved, error) { return r.book.Moved(ctx, p) },
		show: func(m *office.Moved) {
			if text, rows := movedSince(m, r.w.words); text != "" {
				r.askMoved(text, rows)
				return
			}
			r.write(false)
		},
	})
}

// askMoved shows what moved, was and now, and asks whether to export all the same.
func (r *reportsRoom) askMoved(text string, rows []movedTotal) {
	var k *keyDialog
	keep := func() { k.hide() }
	on := newPressButton(r.w.say("reports.export-anyway"), nil, func() {
		k.hide()
		r.write(false)
	})
	no := newPressButton(r.w.say("reports.cancel"), nil, keep)
	no.Importance = widget.HighImportance
	body := container.NewBorder(wrapped(text, fyne.TextStyle{}), wrapped(r.w.say("reports.moved-ask"), fyne.TextStyle{Bold: true}), nil, nil, r.movedTable(rows))
	k = r.w.openDialog(dialogPlan{title: r.w.say("reports.moved-title"), content: body, buttons: []*pressButton{on, no},
		keys: dialogKeys{enter: keep, escape: keep}, focus: no, size: movedSize()})
}

func movedSize() fyne.Size { return fyne.NewSize(760, 460) }

func (r *reportsRoom) movedTable(rows []movedTotal) fyne.CanvasObject {
	right := fyne.TextAlignTrailing
	t := newDataTable(r.w, []column[movedTotal]{
		{title: r.w.say("reports.column-figure"), width: 300, grow: 1, text: func(m movedTotal) string { return m.name }},
		{title: r.w.say("reports.column-was"), width: 100, align: right, text: func(m movedTotal) string { return m.was }},
		{title: r.w.say("reports.column-now"), width: 100, align: right, bold: true, text: func(m movedTotal) string { return m.now }},
	}, func(m movedTotal) string { return m.key })
	t.setRows(rows)
	return t
}

// write exports the forms that are wanted. Passages of the letter that were written over other figures are printed only
// by a person who knows.
func (r *reportsRoom) write(staleIsFine bool) {
	req := r.request()
	req.Dir, req.Workbook, req.PDF, req.JSON, req.CSV = r.folder, r.asXLSX.Checked, r.asPDF.Checked, r.print.json, r.print.csv
	req.Paper.StaleIsFine = staleIsFine
	run(r.w, job[*office.Exported]{
		title: r.w.say("busy.export", "period", r.period.VN()), atOnce: true,
		do: func(ctx context.Context, step func(i, n int)) (*office.Exported, error) {
			req.Step = step
			return r.book.Export(ctx, req)
		},
		show: r.written,
		fail: func(err error) {
			if office.AsProblem(err).ID == office.ProblemStale {
				r.askStale(err)
				return
			}
			r.w.showProblem(err)
		},
	})
}

// askStale says that the letter has passages over other figures; they are printed by a deliberate choice only.
func (r *reportsRoom) askStale(err error) {
	r.w.ask(question{title: r.w.say("reports.stale-title"), text: r.w.say("reports.stale-text", "n", office.AsProblem(err).Facts["n"], "period", r.period.VN()),
		more: r.w.say("reports.stale-more"), answers: []answer{
			{text: r.w.say("reports.stale-look"), do: r.editLetter},
			{text: r.w.say("reports.stale-anyway"), danger: true, do: func() { r.write(true) }},
			{text: r.w.say("reports.cancel")}}})
}

// written tells what was written and opens it on demand.
func (r *reportsRoom) written(e *office.Exported) {
	readOnly, _ := r.book.ReadOnly()
	body := container.NewVBox()
	for i, text := range writtenLines(e, readOnly, r.w.words) {
		body.Add(wrapped(text, fyne.TextStyle{Bold: i < len(e.Files)}))
	}
	if len(e.Unprintable) > 0 {
		body.Add(warning(r.w.say("reports.signs")))
		for _, text := range e.Unprintable {
			body.Add(wrapped("• "+text, fyne.TextStyle{}))
		}
	}
	if n := len(e.Doubtful); n > 0 {
		body.Add(warning(r.w.say("reports.doubtful", "n", itoa(n))))
	}
	var k *keyDialog
	plan := dialogPlan{title: r.w.say("reports.done"), content: body}
	for _, path := range e.Files {
		kind := strings.ToUpper(strings.TrimPrefix(filepath.Ext(path), "."))
		if kind == "XLSX" {
			kind = "Excel"
		}
		plan.buttons = append(plan.buttons, newPressButton(r.w.say("reports.open-file", "kind", kind), theme.FileIcon(), func() { r.openPath(path) }))
	}
	plan.buttons = append(plan.buttons, newPressButton(r.w.say("reports.open-folder"), theme.FolderOpenIcon(), func() { r.openPath(r.folder) }))
	shut := func() { k.hide() }
	done := newPressButton(r.w.say("reports.close"), nil, shut)
	done.Importance = widget.HighImportance
	plan.buttons, plan.focus, plan.keys = append(plan.buttons, done), done, dialogKeys{enter: shut, escape: shut}
	plan.size = fyne.NewSize(640, 0)
	k = r.w.openDialog(plan)
}

func (r *reportsRoom) openPath(path string) { r.w.openBy(r.open, path) }

// pickToVerify takes a code that is typed, or goes on to choose a file that the book may have written.
func (r *reportsRoom) pickToVerify() {
	var k *keyDialog
	code := newLineEntry("")
	code.SetPlaceHolder("7K3F9-Q2M4-TXDR8")
	shut := func() { k.hide() }
	byCode := func() {
		if strings.TrimSpace(code.Text) == "" {
			return
		}
		k.hide()
		r.verifyCode(code.Text)
	}
	typed := newPressButton(r.w.say("reports.verify-code"), nil, byCode)
	typed.Importance = widget.HighImportance
	file := newPressButton(r.w.say("reports.verify-file"), theme.FileIcon(), func() {
		k.hide()
		r.pickFileToVerify()
	})
	no := newPressButton(r.w.say("reports.cancel"), nil, shut)
	body := container.NewVBox(wrapped(r.w.say("reports.verify-ask"), fyne.TextStyle{}), code)
	k = r.w.openDialog(dialogPlan{title: r.w.say("reports.verify-title"), content: body, buttons: []*pressButton{typed, file, no},
		keys: dialogKeys{enter: byCode, escape: shut}, focus: code, size: fyne.NewSize(520, 0)})
}

func (r *reportsRoom) pickFileToVerify() {
	r.w.pickFiles(pick{title: r.w.say("reports.pick-file"), suffixes: []string{".pdf", ".xlsx"}, then: func(paths []string) { r.verify(paths[0]) }})
}

func (r *reportsRoom) verifyCode(code string) {
	run(r.w, job[*office.Verified]{
		title: r.w.say("busy.verify", "file", code),
		do: func(ctx context.Context, _ func(i, n int)) (*office.Verified, error) {
			return r.book.VerifyCode(ctx, code)
		},
		show: r.showVerified,
	})
}

// showVerified says what is known of a file or code, over a table of what differs or of what moved.
func (r *reportsRoom) showVerified(v *office.Verified) {
	if len(v.Differences) == 0 {
		r.tell(r.w.say("reports.verify-title"), v.Lines(r.w.words), movedTotals(v.Moved))
		return
	}
	rows := make([]shownDifference, len(v.Differences))
	for i, d := range v.Differences {
		rows[i] = shownDifference{d.Shown(r.w.words), strconv.Itoa(i)}
	}
	r.tellOver(r.w.say("reports.verify-title"), v.Lines(r.w.words), r.differenceTable(rows))
}

// shownDifference is a line of the table, with a key of its own.
type shownDifference struct {
	office.ShownDifference
	key string
}

func (r *reportsRoom) differenceTable(rows []shownDifference) fyne.CanvasObject {
	name := func(id string) string { return r.w.say("verify.column-" + id) }
	t := newDataTable(r.w, []column[shownDifference]{
		{title: name("form"), width: 90, text: func(d shownDifference) string { return d.Form }},
		{title: name("place"), width: 85, text: func(d shownDifference) string { return d.Place }},
		{title: name("row"), width: 150, grow: 1, text: func(d shownDifference) string { return d.Row }},
		{title: name("column"), width: 150, grow: 1, text: func(d shownDifference) string { return d.Column }},
		{title: name("file"), width: 100, align: fyne.TextAlignTrailing, bold: true, text: func(d shownDifference) string { return d.File }},
		{title: name("book"), width: 100, align: fyne.TextAlignTrailing, text: func(d shownDifference) string { return d.Book }},
	}, func(d shownDifference) string { return d.key })
	t.setRows(rows)
	return t
}

// drop verifies a file that is dropped onto the room.
func (r *reportsRoom) drop(paths []string) bool {
	if len(paths) != 1 || !strings.EqualFold(filepath.Ext(paths[0]), ".pdf") && !strings.EqualFold(filepath.Ext(paths[0]), ".xlsx") {
		return false
	}
	r.verify(paths[0])
	return true
}

func (r *reportsRoom) verify(path string) {
	run(r.w, job[*office.Verified]{
		title: r.w.say("busy.verify", "file", filepath.Base(path)),
		do: func(ctx context.Context, _ func(i, n int)) (*office.Verified, error) {
			return r.book.VerifyFile(ctx, path)
		},
		show: r.showVerified,
	})
}

// tell says some sentences, the first in bold, over a table of what moved.
func (r *reportsRoom) tell(title string, text []string, rows []movedTotal) {
	var under fyne.CanvasObject
	if len(rows) > 0 {
		under = r.movedTable(rows)
	}
	r.tellOver(title, text, under)
}

// tellOver says some sentences over a table, if there is one.
func (r *reportsRoom) tellOver(title string, text []string, under fyne.CanvasObject) {
	said := container.NewVBox()
	for i, s := range text {
		said.Add(wrapped(s, fyne.TextStyle{Bold: i == 0}))
	}
	var k *keyDialog
	shut := func() { k.hide() }
	done := newPressButton(r.w.say("reports.close"), nil, shut)
	done.Importance = widget.HighImportance
	plan := dialogPlan{title: title, content: said, buttons: []*pressButton{done}, focus: done, keys: dialogKeys{enter: shut, escape: shut}}
	if under != nil {
		plan.content, plan.size = container.NewBorder(said, nil, nil, nil, under), movedSize()
	}
	k = r.w.openDialog(plan)
}
