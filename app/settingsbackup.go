package app

import (
	"context"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"bieuxa/office"
)

// backupPart lists the copies of the book, makes one, and puts one back.
type backupPart struct {
	s     *settingsScreen
	face  fyne.CanvasObject
	table *dataTable[backupRow]
}

func newBackupPart(s *settingsScreen) *backupPart {
	p := &backupPart{s: s}
	w := s.w
	p.table = newDataTable(w, p.columns(), func(r backupRow) string { return r.path })
	p.table.many = false
	p.table.activate = p.askRestore
	now := newPressButton(w.say("settings.backup-now"), theme.DocumentSaveIcon(), p.backUp)
	away := newPressButton(w.say("settings.backup-away"), theme.FolderOpenIcon(), p.backUpAway)
	back := newPressButton(w.say("settings.restore"), theme.HistoryIcon(), func() {
		if rows := p.table.selected(); len(rows) > 0 {
			p.askRestore(rows[0])
			return
		}
		s.told.SetText(w.say("settings.restore-pick"))
		s.told.Show()
	})
	other := newPressButton(w.say("settings.restore-file"), theme.FileIcon(), p.askFile)
	p.face = container.NewBorder(container.NewVBox(wrapped(w.say("settings.backup-hint"), fyne.TextStyle{}),
		container.New(wrapRow{}, now, away, back, other)), nil, nil, nil, p.table)
	return p
}

func (p *backupPart) show(all []office.BackupFile) { p.table.setRows(backupRows(all, p.s.w.words)) }

func (p *backupPart) columns() []column[backupRow] {
	w := p.s.w
	return []column[backupRow]{
		{title: w.say("log.column-at"), width: 150, text: func(r backupRow) string { return r.at },
			order: func(a, b backupRow) int { return a.file.At.Compare(b.file.At) }},
		{title: w.say("settings.column-kind"), width: 190, bold: true, text: func(r backupRow) string { return r.kind }},
		{title: w.say("settings.column-size"), width: 80, align: fyne.TextAlignTrailing, text: func(r backupRow) string { return r.size }},
		{title: w.say("settings.column-path"), width: 260, grow: 1, text: func(r backupRow) string { return filepath.Base(r.path) },
			tip: func(r backupRow) string { return r.path }},
	}
}

func (p *backupPart) backUp() { p.copyTo("") }

func (p *backupPart) backUpAway() {
	w := p.s.w
	w.pickSave(pick{title: w.say("settings.backup-away"), suffixes: []string{".bieuxa"}, name: p.s.book.BackupName(),
		then: func(paths []string) { p.copyTo(paths[0]) }})
}

func (p *backupPart) copyTo(path string) {
	s := p.s
	run(s.w, job[string]{title: s.w.say("busy.backup"), do: func(ctx context.Context, _ func(i, n int)) (string, error) {
		return s.book.Backup(ctx, path)
	}, show: func(made string) { s.done("settings.backed-up", "path", made) }})
}

func (p *backupPart) askFile() {
	w := p.s.w
	w.pickFiles(pick{title: w.say("settings.restore-file"), suffixes: []string{".bieuxa"},
		then: func(paths []string) { p.ask(paths[0], filepath.Base(paths[0])) }})
}

func (p *backupPart) askRestore(r backupRow) { p.ask(r.path, r.at+", "+r.kind) }

func (p *backupPart) ask(path, name string) {
	w := p.s.w
	w.confirm(w.say("settings.restore-ok"), w.say("settings.restore-ask", "name", name), w.say("settings.restore-more"),
		answer{text: w.say("settings.restore-ok"), danger: true, do: func() { w.restore(path) }})
}

// restored is what became of a restoring; the book is open again however it ended.
type restored struct {
	o      opened
	kept   string
	failed error
}

// restore puts a copy in the place of the book that is open; the book as it is now is kept among its copies.
func (w *Window) restore(from string) {
	if w.book == nil {
		return
	}
	path := w.book.Path()
	w.closeBook()
	run(w, job[restored]{title: w.say("busy.restore"), atOnce: true,
		do: func(ctx context.Context, _ func(i, n int)) (restored, error) {
			var r restored
			r.kept, r.failed = w.office.Restore(ctx, from, path)
			var err error
			r.o, err = openBook(context.WithoutCancel(ctx), w.office, path)
			return r, err
		},
		show: w.showRestored,
		drop: w.showRestored, // stopped: the book is there, as it was or as it has become
		fail: func(err error) {
			w.showStart()
			w.showProblem(err)
		}})
}

func (w *Window) showRestored(r restored) {
	w.showBook(r.o)
	if r.failed != nil {
		w.showProblem(r.failed)
		return
	}
	if w.shell.goToRoom("settings") {
		s := w.shell.room().(*settingsScreen)
		s.parts.show(partBackup)
		s.done("settings.restored", "path", r.kept)
	}
}

// backUpAfter is how long after a book was opened its copy of the day is made: what is shown comes first.
const backUpAfter = 4 * time.Second

// backUpSoon makes the book's copy of the day in the background. That it could not be made is noted, and the
// room Cài đặt shows when the last one was.
func (w *Window) backUpSoon() {
	b := w.book
	if b == nil {
		return
	}
	w.tasks.later(backUpAfter, func() {
		if w.book != b {
			return
		}
		runInOrder(w, job[string]{title: w.say("busy.backup"), do: func(ctx context.Context, _ func(i, n int)) (string, error) {
			return b.AutoBackup(ctx)
		}, show: func(string) {}, fail: func(err error) { logError("the book's copy of the day", err) }})
	})
}
