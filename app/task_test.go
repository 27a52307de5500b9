package app

import (
	"context"
	"errors"
	"slices"
	"testing"
)

// held keeps work back until it is let go, as a slow disk would.
type held struct {
	*onTheSpot
	work []func()
}

func newHeld() *held {
	h := &held{onTheSpot: newOnTheSpot()}
	h.spawn = func(f func()) { h.work = append(h.work, f) }
	return h
}

// note is a job that writes down what became of it.
func note(name string, log *[]string, err error) job[string] {
	return job[string]{
		title: "…",
		do:    func(context.Context, func(i, n int)) (string, error) { return name, err },
		show:  func(s string) { *log = append(*log, "show "+s) },
		fail:  func(err error) { *log = append(*log, "fail "+name) },
		drop:  func(s string) { *log = append(*log, "drop "+s) },
	}
}

func TestOutcomeOfWork(t *testing.T) {
	for name, c := range map[string]struct {
		do   func(w *Window, h *held, log *[]string)
		want []string
	}{
		"work that is done is shown": {func(w *Window, h *held, log *[]string) {
			run(w, note("a", log, nil))
			h.work[0]()
		}, []string{"show a"}},
		"work that failed is told": {func(w *Window, h *held, log *[]string) {
			run(w, note("a", log, errors.New("x")))
			h.work[0]()
		}, []string{"fail a"}},
		"newer work puts the older aside": {func(w *Window, h *held, log *[]string) {
			run(w, note("a", log, nil))
			run(w, note("b", log, nil))
			h.work[1]()
			h.work[0]()
		}, []string{"show b", "drop a"}},
		"what failed after it was put aside is not told": {func(w *Window, h *held, log *[]string) {
			run(w, note("a", log, errors.New("x")))
			run(w, note("b", log, nil))
			h.work[0]()
			h.work[1]()
		}, []string{"show b"}},
		"stopped work is let go": {func(w *Window, h *held, log *[]string) {
			run(w, note("a", log, nil))
			h.waiting[0]() // patience is over: the dialog comes up
			w.dialog[0].dismiss()
			h.work[0]()
		}, []string{"drop a"}},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHeld()
			w := newTestWindow(t, &h.tasks)
			var log []string
			c.do(w, h, &log)
			if !slices.Equal(log, c.want) {
				t.Errorf("got %v, want %v", log, c.want)
			}
			if len(w.dialog) != 0 {
				t.Error("a dialog is left over")
			}
		})
	}
}

func TestLongWorkShowsHowFarItIs(t *testing.T) {
	h := newHeld()
	w := newTestWindow(t, &h.tasks)
	var log []string
	j := note("a", &log, nil)
	j.title = "Đang làm sổ mẫu"
	j.do = func(_ context.Context, step func(i, n int)) (string, error) {
		step(5, 10)
		wantShown(t, w, "Đang làm sổ mẫu", "50%", "Dừng")
		return "a", nil
	}
	run(w, j)
	h.waiting[0]()
	h.work[0]()
	if len(w.dialog) != 0 || !slices.Equal(log, []string{"show a"}) {
		t.Errorf("%d dialogs, %v", len(w.dialog), log)
	}
}

func TestShortWorkShowsNoDialog(t *testing.T) {
	h := newHeld()
	w := newTestWindow(t, &h.tasks)
	var log []string
	run(w, note("a", &log, nil))
	h.work[0]()
	h.waiting[0]() // the moment passes after the work is over
	if len(w.dialog) != 0 {
		t.Error("a dialog came up for work that was over")
	}
}

func TestBugInTheBackgroundIsAnErrorNotTheEnd(t *testing.T) {
	h := newHeld()
	w := newTestWindow(t, &h.tasks)
	var log []string
	j := note("a", &log, nil)
	j.do = func(context.Context, func(i, n int)) (string, error) { panic("index out of range") }
	run(w, j)
	h.work[0]()
	if !slices.Equal(log, []string{"fail a"}) {
		t.Errorf("got %v", log)
	}
}

// What is typed while the disk is slow is stored in the order it was typed, whatever else is read meanwhile.
func TestWorkInOrderIsNeitherPutAsideNorOvertaken(t *testing.T) {
	h := newHeld()
	w := newTestWindow(t, &h.tasks)
	var log []string
	runInOrder(w, note("a", &log, nil))
	runInOrder(w, note("b", &log, nil))
	run(w, note("c", &log, nil))
	if len(h.work) != 2 {
		t.Fatalf("%d pieces of work have begun, want the queue and c", len(h.work))
	}
	h.work[1]()
	h.work[0]()
	w.tasks.queue.drain() // returns: nothing is left
	if want := []string{"show c", "show a", "show b"}; !slices.Equal(log, want) {
		t.Errorf("got %v, want %v", log, want)
	}
}

func TestWorkIsNoticedBeforeItIsLong(t *testing.T) {
	h := newHeld()
	w := newTestWindow(t, &h.tasks)
	var log []string
	j := note("a", &log, nil)
	j.title = "Đang đọc sổ…"
	run(w, j)
	h.waiting[len(h.waiting)-1]()
	wantShown(t, w, "Đang đọc sổ…")
	if len(w.dialog) != 0 {
		t.Error("a dialog takes the keys already")
	}
	h.work[len(h.work)-1]()
	if !w.working.face.Hidden {
		t.Error("the line stays")
	}
}
