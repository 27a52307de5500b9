package app

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"bieuxa/ntm"
	"bieuxa/office"
)

// fillNote is something of a filled workbook that a person must look at.
type fillNote struct{ key, text string }

// fillNotes are the notes of a filled workbook in words.
func fillNotes(f *office.Filled, w *ntm.Words) []fillNote {
	var out []fillNote
	for i, n := range f.Left {
		out = append(out, fillNote{itoa(i), say(w, "fill.note-"+n.ID, "where", n.Sheet+"!"+n.Cell, "what", n.What, "saw", digestText(n.Saw), "want", digestText(n.Want))})
	}
	return out
}

// pickToFill chooses a receiver's workbook, then where the filled copy goes.
func (r *reportsRoom) pickToFill() {
	if r.period == (ntm.Period{}) {
		return
	}
	r.w.pickFiles(pick{title: r.w.say("fill.pick"), suffixes: []string{".xlsx", ".xlsm"}, then: func(paths []string) {
		template := paths[0]
		ext := filepath.Ext(template)
		name := withoutExt(filepath.Base(template)) + " " + r.period.String() + ext
		r.w.pickSave(pick{title: r.w.say("fill.save"), suffixes: []string{ext}, name: name, then: func(paths []string) { r.fillIn(template, paths[0]) }})
	}})
}

func (r *reportsRoom) fillIn(template, path string) {
	p := r.period
	run(r.w, job[*office.Filled]{
		title: r.w.say("busy.fill", "file", filepath.Base(template)), atOnce: true,
		do: func(ctx context.Context, _ func(i, n int)) (*office.Filled, error) {
			return r.book.Fill(ctx, p, template, path)
		},
		show: func(f *office.Filled) { r.filled(f, path) },
	})
}

// filled tells how many cells were filled and what is to be looked at.
func (r *reportsRoom) filled(f *office.Filled, path string) {
	w := r.w
	said := container.NewVBox(wrapped(w.say("fill.written", "n", itoa(len(f.Cells)), "file", filepath.Base(path)), fyne.TextStyle{Bold: true}))
	var k *keyDialog
	shut := func() { k.hide() }
	done := newPressButton(w.say("reports.close"), nil, shut)
	done.Importance = widget.HighImportance
	plan := dialogPlan{title: w.say("fill.done"), content: said, focus: done, keys: dialogKeys{enter: shut, escape: shut}, buttons: []*pressButton{
		newPressButton(w.say("reports.open-file", "kind", "Excel"), theme.FileIcon(), func() { r.openPath(path) }),
		newPressButton(w.say("reports.open-folder"), theme.FolderOpenIcon(), func() { r.openPath(filepath.Dir(path)) }), done}}
	if notes := fillNotes(f, w.words); len(notes) > 0 {
		said.Add(warning(w.say("fill.left", "n", itoa(len(notes)))))
		t := newDataTable(w, []column[fillNote]{
			{title: w.say("fill.column-look"), width: 600, grow: 1, text: func(n fillNote) string { return n.text }},
		}, func(n fillNote) string { return n.key })
		t.setRows(notes)
		plan.content, plan.size = container.NewBorder(said, nil, nil, nil, t), fyne.NewSize(900, 460)
	}
	k = w.openDialog(plan)
}
