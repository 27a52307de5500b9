package app

import (
	"errors"
	"log"
	"path/filepath"
	"reflect"
	"runtime"
	"runtime/debug"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"bieuxa/office"
)

// Life is what the window tells of itself while it runs, and what an earlier one left behind. Its zero value tells
// nobody.
type Life struct {
	Session  *office.Session
	Reports  *office.Reporter
	Left     []office.Unclean // sessions that were not ended
	Homeless bool             // nothing can be remembered
}

// logError notes for who helps that something went wrong which the person need not know, without names and figures.
func logError(what string, err error) { log.Printf("%s: %s", what, office.Unnamed(err)) }

// placeOf names a function of ours, as an action that was begun: it holds nothing of what it works on.
func placeOf(f any) string {
	fn := runtime.FuncForPC(reflect.ValueOf(f).Pointer())
	if fn == nil {
		return ""
	}
	return strings.TrimPrefix(fn.Name(), "bieuxa/")
}

// caught makes a bug of a panic's value; it is called where the panic was recovered from.
func caught(value any) *office.Bug { return &office.Bug{Crash: office.Panicked(value, debug.Stack())} }

// watched does something on the screen's thread; a bug in it is told, and the window goes on.
func (w *Window) watched(f func()) {
	defer func() {
		if value := recover(); value != nil {
			w.showBug(caught(value))
		}
	}()
	f()
}

// report leaves the report of a bug, once.
func (w *Window) report(b *office.Bug) {
	if b.Report != "" {
		return
	}
	w.life.Session.Fill(&b.Crash)
	log.Printf("bug: %s\n%s", b.Crash.Kind, strings.Join(b.Crash.Frames, "\n"))
	if w.life.Reports == nil {
		return
	}
	path, err := w.life.Reports.Leave(&b.Crash)
	if err != nil {
		logError("leaving a report", err)
		return
	}
	b.Report = path
}

// reported leaves a report if the error is a bug.
func (w *Window) reported(err error) {
	var b *office.Bug
	if errors.As(err, &b) {
		w.report(b)
	}
}

// showBug says that the program met a fault of its own and goes on, and where the report lies.
func (w *Window) showBug(b *office.Bug) {
	w.report(b)
	box := container.NewVBox(problemText(w.say("bug.what"), w.say("bug.line")))
	buttons := []reportButton{{text: w.say("problem.close")}}
	if b.Report != "" {
		box.Add(w.reportLine(b.Crash, b.Report, &buttons))
	}
	w.showReported(w.say("bug.title"), box, buttons)
}

// reportButton is a button under a dialog that tells of a report. Without something to do it only closes.
type reportButton struct {
	text string
	do   func()
	stay bool // the dialog stays
}

// reportLine tells where a report lies and lets the person add the details that may name files and figures.
func (w *Window) reportLine(c office.Crash, path string, buttons *[]reportButton) fyne.CanvasObject {
	box := container.NewVBox(wrapped(w.say("bug.report", "file", filepath.Base(path), "folder", filepath.Dir(path)), fyne.TextStyle{}))
	*buttons = append(*buttons, reportButton{text: w.say("bug.open"), stay: true, do: func() { w.openPath(path) }})
	if c.Text == "" || w.life.Reports == nil {
		return box
	}
	tick := newKeyCheck(w.say("bug.details"), false, w.dialogKey)
	tick.OnChanged = func(on bool) {
		if err := w.life.Reports.Rewrite(c, path, on); err != nil {
			logError("writing a report again", err)
			w.showProblem(err)
		}
	}
	box.Add(tick)
	return box
}

// dialogKey gives a key to the dialog on top.
func (w *Window) dialogKey(ev *fyne.KeyEvent) bool {
	n := len(w.dialog)
	return n > 0 && w.dialog[n-1].plan.keys.take(ev)
}

// showReported opens a dialog whose first button has the focus; Esc does the last that closes.
func (w *Window) showReported(title string, content fyne.CanvasObject, buttons []reportButton) *keyDialog {
	var k *keyDialog
	plan := dialogPlan{title: title, content: content}
	for i, x := range buttons {
		do := func() {
			if !x.stay {
				k.hide()
			}
			if x.do != nil {
				x.do()
			}
		}
		b := newPressButton(x.text, nil, do)
		if i == 0 {
			b.Importance = widget.HighImportance
			plan.focus, plan.keys.enter = b, do
		}
		if !x.stay {
			plan.keys.escape = do
		}
		plan.buttons = append(plan.buttons, b)
	}
	k = w.openDialog(plan)
	return k
}
