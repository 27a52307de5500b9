package app

import (
	"context"
	"log"
	"path/filepath"

	"bieuxa/office"
)

// askForReturn lets a commune's clerk pick this month's workbook, then opens it.
func (w *Window) askForReturn() {
	w.pickFiles(pick{title: w.say("door.return"), suffixes: office.Readable(), then: func(paths []string) { w.openReturn(paths[0]) }})
}

// openReturn opens a commune's workbook at the clerk's door: checked, and ready to be mended in the commune's own
// book. The workbook itself is not written to.
func (w *Window) openReturn(path string) { w.openReturnWith(path, opens{}) }

func (w *Window) openReturnWith(path string, pw opens) {
	if whole, err := filepath.Abs(path); err == nil {
		path = whole
	}
	run(w, job[*office.Clerk]{
		title: w.say("busy.return", "file", filepath.Base(path)),
		do: func(ctx context.Context, _ func(i, n int)) (*office.Clerk, error) {
			c, err := w.office.OpenReturn(pw.with(ctx), path)
			if err == nil {
				_ = w.office.Remember(path) // what cannot be remembered is opened all the same
				_ = w.office.RememberFolder(w.say("review.where"), filepath.Dir(path))
			}
			return c, err
		},
		show: func(c *office.Clerk) { w.showReturn(c, path) },
		drop: func(c *office.Clerk) { _ = c.Book.Close() },
		fail: func(err error) {
			if p := office.AsProblem(err); needsMapping(p) { // the office maps, once for all its months
				what, _ := w.words.Problem(p.ID, p.Facts)
				w.showKeyDialog(w.say("problem.title"), w.say("problem.close"), problemText(what, w.say("mapwin.at-clerk")), nil)
				return
			}
			if office.AsProblem(err).ID == office.ProblemHome {
				w.homelessReturn(path)
				return
			}
			if pw.asked || !office.WrongPassword(office.AsProblem(err)) {
				w.showProblem(err)
				return
			}
			w.askPasswords(passwordAsk{files: []string{path}, then: func(given opens) { w.openReturnWith(path, given) }})
		},
	})
}

func (w *Window) showReturn(c *office.Clerk, path string) {
	w.closeBook()
	w.shell = nil
	w.book = c.Book
	w.clerk = newReviewScreen(w, c.Book, reviewPlan{period: c.Period, unit: c.Unit, name: c.Book.Parent().Name, file: path, clerk: true, back: w.leaveReturn})
	if copied := c.Book.Upgraded(); copied != "" {
		w.clerk.plan.note = upgradedLine(w.words, copied)
	}
	w.win.SetTitle(w.say("window.return-title", "unit", c.Book.Parent().Name, "file", filepath.Base(path)))
	w.setContent(w.clerk.content())
	w.life.Session.Open(w.openedNow())
	log.Print("a return is open")
	w.clerk.load()
}

// leaveReturn closes the commune's book and goes back to the start; what was typed is kept.
func (w *Window) leaveReturn() {
	w.closeBook()
	w.showStart()
}
