package app

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2/container"

	"bieuxa/office"
)

const vnTime = "15:04 ngày 02/01/2006"

// begin tells what has to be told before the work begins, then opens the files that the program was started with.
func (w *Window) begin(paths []string) {
	then := func() {
		if len(paths) > 0 {
			w.take(paths)
		}
	}
	for _, u := range w.life.Left {
		if u.Report == "" && len(paths) > 0 || u.Report == "" && !isThere(u.Book) {
			u.LetGo() // what the person opens now is looked after by the opening
			continue
		}
		w.showUnclean(u, then)
		return
	}
	if w.life.Homeless {
		w.showHomeless(then)
		return
	}
	then()
}

// shownFile is the file that a person knows by its name: at a commune the workbook.
func shownFile(o office.Opened) string {
	if o.File != "" {
		return o.File
	}
	return o.Book
}

func isThere(path string) bool {
	there, folder := office.LookAt(path)
	return there && !folder
}

// showUnclean tells of a session that was not ended, and offers to open again what was open.
func (w *Window) showUnclean(u office.Unclean, then func()) {
	what := w.say("left.killed", "at", u.Started.Local().Format(vnTime))
	if u.Report != "" {
		what = w.say("left.crashed", "at", u.Started.Local().Format(vnTime))
		if !u.Crash.At.IsZero() {
			what = w.say("left.crashed-at", "at", u.Crash.At.Local().Format(vnTime))
		}
	}
	more := ""
	var buttons []reportButton
	if isThere(u.Book) {
		more = w.say("left.book", "file", fileName(shownFile(u.Opened)))
		buttons = append(buttons, reportButton{text: w.say("left.reopen"), do: func() {
			u.LetGo()
			w.reopen(u.Opened)
		}})
	}
	box := container.NewVBox(problemText(what, more))
	if u.Report != "" {
		box.Add(w.reportLine(u.Crash, u.Report, &buttons))
	}
	buttons = append(buttons, reportButton{text: w.say("left.later"), do: func() {
		u.LetGo()
		then()
	}})
	w.showReported(w.say("left.title"), box, buttons)
}

// reopen opens what was open, once it is known to be sound.
func (w *Window) reopen(was office.Opened) {
	type again struct {
		o     opened
		clerk *office.Clerk
	}
	run(w, job[again]{
		title: w.say("busy.reopen", "file", fileName(was.Book)),
		do: func(ctx context.Context, _ func(i, n int)) (a again, err error) {
			a.o.book, a.clerk, err = w.office.Reopen(ctx, was)
			if err != nil || a.clerk != nil {
				return a, err
			}
			if a.o, err = offered(ctx, a.o.book); err == nil {
				_ = w.office.Remember(was.Book)
			}
			return a, err
		},
		show: func(a again) {
			if a.clerk != nil {
				w.showReturn(a.clerk, was.File)
				return
			}
			w.showBook(a.o)
		},
		drop: func(a again) { _ = a.o.book.Close() },
		fail: func(err error) {
			if office.AsProblem(err).ID == office.ProblemBookDamaged {
				w.rescue(was)
				return
			}
			w.showProblem(err)
		},
	})
}

// rescue offers the newest sound copy of a damaged book.
func (w *Window) rescue(was office.Opened) {
	type found struct {
		office.Rescue
		any bool
	}
	run(w, job[found]{
		title: w.say("busy.rescue"),
		do: func(ctx context.Context, _ func(i, n int)) (f found, err error) {
			f.Rescue, f.any = w.office.Rescue(ctx, was.Book)
			return f, nil
		},
		show: func(f found) {
			what := w.say("left.damaged", "file", fileName(was.Book))
			if !f.any {
				w.ask(question{title: w.say("left.damaged-title"), text: what, more: w.say("left.no-copy"), answers: []answer{{text: w.say("problem.close")}}})
				return
			}
			at := f.Copy.At.Format(vnTime)
			more := w.say("left.copy", "at", at)
			switch {
			case f.Lost > 0:
				more = w.say("left.copy-steps", "at", at, "n", itoa(f.Lost))
			case f.Lost == 0:
				more = w.say("left.copy-nothing", "at", at)
			}
			w.ask(question{title: w.say("left.damaged-title"), text: what, more: more, answers: []answer{
				{text: w.say("left.restore", "day", f.Copy.At.Format("02/01/2006")), do: func() { w.putBack(f.Copy.Path, was) }},
				{text: w.say("left.later")}}})
		},
	})
}

// putBack restores a copy in the place of a damaged book, which is kept among the copies, and opens it.
func (w *Window) putBack(from string, was office.Opened) {
	run(w, job[string]{title: w.say("busy.restore"), atOnce: true,
		do: func(ctx context.Context, _ func(i, n int)) (string, error) {
			return w.office.Restore(ctx, from, was.Book)
		},
		show: func(string) { w.reopen(was) },
	})
}

// showHomeless says once that nothing can be remembered; a folder may be chosen for what a clerk types.
func (w *Window) showHomeless(then func()) {
	w.ask(question{title: w.say("home.none-title"), text: w.say("home.none-line"), more: w.say("home.none-clerk"), answers: []answer{
		{text: w.say("home.choose"), do: func() { w.chooseHome(then) }},
		{text: w.say("home.later"), do: then},
	}})
}

// chooseHome makes a folder that the person picks the place for what is typed.
func (w *Window) chooseHome(then func()) {
	w.pickFolder(pick{title: w.say("home.choose"), purpose: "home", then: func(paths []string) {
		if err := w.office.LiveIn(paths[0]); err != nil {
			w.showProblem(err)
			return
		}
		then()
	}})
}

// homelessReturn offers a folder for what is typed into a return, then opens it.
func (w *Window) homelessReturn(path string) {
	w.ask(question{title: w.say("problem.title"), text: w.say("home.none-return"), more: w.say("home.none-clerk"), answers: []answer{
		{text: w.say("home.choose"), do: func() { w.chooseHome(func() { w.openReturn(path) }) }},
		{text: w.say("home.later")},
	}})
}

// openedNow is what is open, as the next start is to know it.
func (w *Window) openedNow() office.Opened {
	var o office.Opened
	if w.book == nil {
		return o
	}
	o.Book = whole(w.book.Path())
	if c := w.clerk; c != nil {
		o.File, o.Unit, o.Period = whole(c.plan.file), c.plan.unit, c.plan.period.String()
	}
	return o
}

func whole(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}
