// Package app is the window: what a person sees of the work, and the only package that knows Fyne. It is
// handed a fyne.App, so that its screens are drawn in tests without a display. It knows nothing of
// files, SQL or rules: it asks the office.
package app

import (
	"context"
	"log"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"

	"bieuxa/ntm"
	"bieuxa/office"
)

// verbs is what the window asks of the office.
type verbs interface {
	OpenBook(ctx context.Context, path string, read bool) (*office.Book, error)
	OpenReturn(ctx context.Context, path string) (*office.Clerk, error)
	Reopen(ctx context.Context, was office.Opened) (*office.Book, *office.Clerk, error)
	Rescue(ctx context.Context, book string) (office.Rescue, bool)
	Locked(ctx context.Context, paths []string) ([]string, error)
	Opens(path, password string) error
	Demo(ctx context.Context, dir string, step func(i, n int)) (*office.Demo, error)
	Create(ctx context.Context, path string, n office.NewBook) (*office.Book, error)
	Words() *ntm.Words
	Units() (*ntm.Units, error)
	Criteria() *ntm.Criteria
	Definition() *ntm.Definition
	Returns() []*ntm.Definition
	Now() time.Time
	Version() string
	Guide(id string) (*office.Guide, error)
	GuideFile(id string) string
	PrintGuide(ctx context.Context, id, path string) error
	Restore(ctx context.Context, from, path string) (kept string, err error)
	remembers
	chooses
}

// remembers is what the office keeps for the person at this computer.
type remembers interface {
	Preferences() office.Preferences
	SavePreferences(office.Preferences) error
	Recent() []office.RecentFile
	Remember(path string) error
	Forget(path string) error
	Folder(purpose string) string
	RememberFolder(purpose, dir string) error
	Choice(name string) string
	RememberChoice(name, value string) error
	LiveIn(dir string) error
}

// Window is the program's one window and the book that is open in it.
type Window struct {
	win     fyne.Window
	icon    fyne.Resource
	version string // of the program; empty where it was not built by make
	office  verbs
	words   *ntm.Words
	tasks   *tasks
	book    *office.Book  // nil: the start screen is shown
	shell   *shell        // the office's door, while a book is open in it
	clerk   *reviewScreen // the clerk's door, while a return is open in it
	dialog  []*keyDialog  // those that are open, the topmost last

	tips     tips
	tipsOver *tipLayer // over the window's content
	working  *workingLine
	life     Life
}

// Start is what the window begins with.
type Start struct {
	Office func() (*office.Office, error) // waits until the catalogues are read
	Icon   []byte                         // PNG
	Paths  []string                       // of a book or of workbooks to open; none: the start screen
	Still  bool                           // the processor draws the window: nothing moves by itself
	Shown  func()                         // called when the window is there; may be nil
	Life   Life
}

// Run shows the window and returns when the program is to end, however it ends; the book is let go by then. It is
// ErrNoWindow if there is none to be had.
func Run(a fyne.App, s Start) error {
	if s.Still {
		a = still{a}
		fyne.SetCurrentApp(a)
	}
	a.SetIcon(fyne.NewStaticResource("icon.png", s.Icon))
	win := a.NewWindow("") // wakes up the screen
	o, err := s.Office()
	if err != nil {
		return err
	}
	chosen := o.Preferences()
	if chosen.Lang == "vi" {
		if err := speakVietnamese(); err != nil {
			return err
		}
	}
	a.Settings().SetTheme(newTheme(look{chosen.Palette, chosen.TextSize}))
	w := fillWindow(win, o, newTasks())
	w.win.Resize(windowSize())
	w.win.CenterOnScreen()
	if err := showNow(w.win); err != nil {
		return err
	}
	if s.Shown != nil {
		s.Shown()
	}
	w.life = s.Life
	log.Printf("window: scale %.2f, text %d %%", win.Canvas().Scale(), chosen.TextSize)
	w.begin(s.Paths)
	w.win.SetOnClosed(w.tasks.end)
	endsFreely(a.Lifecycle())
	a.Run()
	w.tasks.end()
	w.close() // here, for Fyne may drop its own events of the end
	return nil
}

// endsFreely takes away what Fyne 2.8.1 does last: it hands the saving of its own preferences, of which we have none, to
// a queue that its loop may have left by then, and waits for it for ever, with the book still held.
func endsFreely(l fyne.Lifecycle) {
	if l, ok := l.(interface{ SetOnStoppedHookExecuted(func()) }); ok {
		l.SetOnStoppedHookExecuted(nil)
	}
}

// windowSize fits the screens of old office computers, 1366×768 with a task bar.
func windowSize() fyne.Size { return fyne.NewSize(1240, 660) }

func newWindow(a fyne.App, o verbs, ts *tasks) *Window { return fillWindow(a.NewWindow(""), o, ts) }

func fillWindow(win fyne.Window, o verbs, ts *tasks) *Window {
	w := &Window{win: win, office: o, words: o.Words(), tasks: ts, icon: fyne.CurrentApp().Icon(),
		version: o.Version()}
	w.win.SetOnDropped(w.dropped)
	c := w.win.Canvas()
	c.SetOnTypedKey(w.typedKey)
	w.addKeys(c)
	ts.watched = w.watched
	w.showStart()
	return w
}

// say words a text of the window; facts are pairs of name and value.
func (w *Window) say(id string, facts ...string) string { return say(w.words, id, facts...) }

// setContent fills the window, with room for tips over it.
func (w *Window) setContent(content fyne.CanvasObject) {
	w.noTip()
	content, w.working = withWorking(content)
	content, w.tipsOver = withTips(content)
	w.win.SetContent(content)
	w.win.SetMainMenu(w.menus())
}

func (w *Window) showStart() {
	w.shell, w.clerk = nil, nil
	w.win.SetTitle(w.say("window.title"))
	w.setContent(newStartScreen(w))
}

// open opens the book at the path in the background and shows its board; the book that was open is
// closed once the new one is there.
func (w *Window) open(path string) {
	run(w, job[opened]{
		title: w.say("busy.open", "file", filepath.Base(path)),
		do: func(ctx context.Context, _ func(i, n int)) (opened, error) {
			return openBook(ctx, w.office, path)
		},
		show: w.showBook,
		drop: func(o opened) { _ = o.book.Close() },
	})
}

// opened is a book that was just opened, with what its board needs at once.
type opened struct {
	book    *office.Book
	periods []ntm.Period
	begin   ntm.Period // the period to begin with; zero: the newest
}

func openBook(ctx context.Context, o verbs, path string) (opened, error) {
	b, err := o.OpenBook(ctx, path, false)
	if err != nil {
		return opened{}, err
	}
	_ = o.Remember(path) // what cannot be remembered is opened all the same
	return offered(ctx, b)
}

// offered reads what the board of an open book needs at once; the book is closed if that fails.
func offered(ctx context.Context, b *office.Book) (opened, error) {
	periods, begin, err := b.Offered(ctx)
	if err != nil {
		_ = b.Close()
		return opened{}, err
	}
	return opened{book: b, periods: newestFirst(periodIDs(periods)), begin: begin}, nil
}

func (w *Window) showBook(o opened) {
	w.closeBook()
	w.book, w.clerk = o.book, nil
	w.shell = newShell(w, o)
	w.win.SetTitle(w.say("window.book-title", "parent", w.shell.facts.parent, "file", w.shell.facts.file))
	w.setContent(w.shell.face)
	w.life.Session.Open(w.openedNow())
	log.Print("a book is open")
	w.shell.goTo(w.shell.defs[0].id)
	w.backUpSoon()
}

// tryIt makes the sample book below the folder and opens it.
func (w *Window) tryIt(folder string) {
	dir := filepath.Join(folder, office.SampleName)
	run(w, job[opened]{
		title:  w.say("busy.try"),
		atOnce: true,
		do: func(ctx context.Context, step func(i, n int)) (opened, error) {
			d, err := w.office.Demo(ctx, dir, step)
			if err != nil {
				return opened{}, err
			}
			return openBook(ctx, w.office, d.Book)
		},
		show: w.showBook,
		drop: func(o opened) { _ = o.book.Close() },
	})
}

func (w *Window) closeBook() {
	if w.book == nil {
		return
	}
	if w.clerk != nil {
		w.clerk.left()
	}
	if w.shell != nil {
		w.shell.leave()
	}
	w.tasks.queue.drain()
	if err := w.book.Close(); err != nil {
		logError("closing the book", err)
	}
	w.book = nil
	w.life.Session.Open(office.Opened{})
	log.Print("the book is closed")
}

func fileName(path string) string { return filepath.Base(path) }

// close lets the book go; it may be called again.
func (w *Window) close() {
	w.tasks.stop()
	w.closeBook()
}

// typedKey takes the keys that no widget wants.
func (w *Window) typedKey(ev *fyne.KeyEvent) {
	w.noTip()
	if ev.Name == fyne.KeyF1 && len(w.dialog) == 0 {
		w.help()
		return
	}
	if n := len(w.dialog); n > 0 {
		w.dialog[n-1].plan.keys.take(ev)
		return
	}
	if w.clerk != nil {
		if !w.clerk.typedKey(ev) && ev.Name == fyne.KeyF5 {
			w.clerk.load()
		}
		return
	}
	if w.shell == nil {
		return
	}
	if k, ok := w.shell.room().(keyed); ok && k.typedKey(ev) {
		return
	}
	if ev.Name == fyne.KeyF5 {
		w.shell.again()
	}
}
