package app

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
)

// How long work may go on before the window says so: in a line, and in a dialog that can stop it.
const (
	notice   = 100 * time.Millisecond
	patience = 500 * time.Millisecond
)

// tasks takes work off the screen's thread and its outcome back. One piece of work goes on at a time:
// a newer one puts the older aside. All of it is used from the screen's thread.
type tasks struct {
	spawn    func(func())                // begins work elsewhere
	onScreen func(func())                // calls back on the screen's thread
	later    func(time.Duration, func()) // calls back on the screen's thread after a while
	current  *task
	queue    queue        // what a person typed
	watched  func(func()) // does something on the screen's thread and tells a bug in it
	ended    atomic.Bool
}

func newTasks() *tasks {
	ts := &tasks{spawn: func(f func()) { go f() }}
	ts.onScreen = func(f func()) {
		fyne.Do(func() {
			switch {
			case ts.ended.Load():
			case ts.watched != nil:
				ts.watched(f)
			default:
				f()
			}
		})
	}
	ts.later = func(d time.Duration, f func()) { time.AfterFunc(d, func() { ts.onScreen(f) }) }
	return ts
}

// end lets nothing come back to the screen any more: the program is ending, and Fyne would call it on the
// thread of the work.
func (ts *tasks) end() { ts.ended.Store(true) }

// pace is how often a step of the work is shown at most: each draws the window again, and on a computer without a
// graphics chip that takes time from the work.
const pace = 150 * time.Millisecond

// task is a piece of work that goes on.
type task struct {
	cancel context.CancelFunc
	over   bool
}

// stop puts the work aside that goes on, if any.
func (ts *tasks) stop() {
	if ts.current != nil {
		ts.current.cancel()
		ts.current = nil
	}
}

// job is a piece of work to do and what becomes of its outcome.
type job[T any] struct {
	title  string // what is going on, shown if it takes long
	atOnce bool   // it takes long: say so from the start
	quiet  bool   // nothing is said however long it takes: the room itself shows that it reads
	do     func(ctx context.Context, step func(i, n int)) (T, error)
	show   func(T)     // on the screen's thread
	fail   func(error) // on the screen's thread; nil: a dialog
	drop   func(T)     // releases what came too late; may be nil
}

// run does the job off the screen's thread. What was stopped or put aside is not shown.
func run[T any](w *Window, j job[T]) {
	ts := w.tasks
	ts.stop()
	ctx, cancel := context.WithCancel(context.Background())
	w.life.Session.Begun(placeOf(j.do))
	t := &task{cancel: cancel}
	ts.current = t
	var seen *busy
	say := func() {
		if !t.over {
			w.working.hide()
			seen = w.showBusy(j.title, cancel)
		}
	}
	if j.atOnce {
		say()
	} else if !j.quiet {
		ts.later(patience, say)
		ts.later(notice, func() {
			if !t.over && seen == nil {
				w.working.show(j.title)
			}
		})
	}
	var told atomic.Int64
	step := func(i, n int) {
		now, last := time.Now().UnixNano(), told.Load()
		if i < n && (now-last < int64(pace) || !told.CompareAndSwap(last, now)) {
			return
		}
		ts.onScreen(func() {
			if seen != nil {
				seen.step(i, n)
			}
		})
	}
	ts.spawn(func() {
		v, err := guarded(func() (T, error) { return j.do(ctx, step) })
		ts.onScreen(func() {
			stopped := ctx.Err() != nil
			cancel()
			t.over = true
			if seen != nil {
				seen.dismissed()
			}
			if ts.current == t || ts.current == nil {
				ts.current = nil
				w.working.hide()
			}
			finish(w, j, v, err, stopped)
		})
	})
}

func finish[T any](w *Window, j job[T], v T, err error, stopped bool) {
	w.reported(err)
	switch {
	case err == nil && !stopped:
		j.show(v)
	case err == nil:
		if j.drop != nil {
			j.drop(v)
		}
	case stopped:
	case j.fail != nil:
		j.fail(err)
	default:
		w.showProblem(err)
	}
}

// runInOrder does the job after those before it, off the screen's thread; newer work does not put it aside
// and nobody stops it. What a person typed is stored so.
func runInOrder[T any](w *Window, j job[T]) {
	ts := w.tasks
	w.life.Session.Begun(placeOf(j.do))
	ts.queue.add(ts.spawn, func() {
		v, err := guarded(func() (T, error) { return j.do(context.Background(), func(int, int) {}) })
		ts.onScreen(func() { finish(w, j, v, err, false) })
	})
}

// queue is work that is done one after another, in its order.
type queue struct {
	mu   sync.Mutex
	work []func()
	busy bool
	left sync.WaitGroup
}

func (q *queue) add(spawn func(func()), work func()) {
	q.mu.Lock()
	q.left.Add(1)
	q.work = append(q.work, work)
	begin := !q.busy
	q.busy = true
	q.mu.Unlock()
	if begin {
		spawn(q.run)
	}
}

func (q *queue) run() {
	for {
		q.mu.Lock()
		if len(q.work) == 0 {
			q.busy = false
			q.mu.Unlock()
			return
		}
		work := q.work[0]
		q.work = q.work[1:]
		q.mu.Unlock()
		work()
		q.left.Done()
	}
}

// drain waits until all of it is done: a book is not closed under what was typed into it.
func (q *queue) drain() { q.left.Wait() }

// guarded turns a bug in the work into an error: the person sees one calm line, the report the stack.
func guarded[T any](do func() (T, error)) (v T, err error) {
	defer func() {
		if value := recover(); value != nil {
			err = caught(value)
		}
	}()
	return do()
}
