package office

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/gofrs/flock"

	"bieuxa/disk"
)

// Opened is what a person has open in the window.
type Opened struct {
	Book   string `json:"book,omitempty"`   // path
	File   string `json:"file,omitempty"`   // the workbook, at a commune
	Unit   string `json:"unit,omitempty"`   // GSO code, at a commune
	Period string `json:"period,omitempty"` // at a commune
	Room   string `json:"room,omitempty"`
}

// mark is what a session writes of itself; it goes when the program ends as it should.
type mark struct {
	PID     int       `json:"pid"`
	Version string    `json:"version"`
	Started time.Time `json:"started"`
	Report  string    `json:"report,omitempty"` // of the crash that ended it
	Opened
}

// Session is the program as it runs: its mark in the home tells the next start what was open if this one is not
// ended as it should. A lock shows that it lives. A nil Session does nothing.
type Session struct {
	stem string // path of its files, without their endings
	lock *flock.Flock

	mu     sync.Mutex
	mark   mark
	turn   chan struct{} // one, while the mark is to be written
	ended  chan struct{}
	action string
}

// Endings of a session's files: the mark, its lock, and what the runtime writes when it dies.
const (
	markEnd  = ".json"
	lockEnd  = ".lock"
	crashEnd = ".crash"
)

// BeginSession leaves the mark of this program; nil if there is no place for it. What the runtime says of a fault
// that nothing can catch goes beside it.
func BeginSession(home, version string, now time.Time) *Session {
	if home == "" {
		return nil
	}
	dir := filepath.Join(home, sessionFolder)
	if os.MkdirAll(dir, 0o700) != nil {
		return nil
	}
	s := &Session{stem: filepath.Join(dir, fmt.Sprintf("session-%s-%d", now.UTC().Format("20060102T150405"), os.Getpid())),
		mark: mark{PID: os.Getpid(), Version: version, Started: now}, turn: make(chan struct{}, 1), ended: make(chan struct{})}
	s.lock = flock.New(s.stem + lockEnd)
	if ok, err := s.lock.TryLock(); err != nil || !ok {
		return nil
	}
	if f, err := os.Create(s.stem + crashEnd); err == nil {
		_ = debug.SetCrashOutput(f, debug.CrashOptions{})
		_ = f.Close()
	}
	_ = s.write()
	go func() {
		defer close(s.ended)
		for range s.turn {
			_ = s.write()
		}
	}()
	return s
}

// write puts the mark on the disk: the old one or the new one is there whenever the program dies.
func (s *Session) write() error {
	s.mu.Lock()
	text, err := json.MarshalIndent(s.mark, "", "  ")
	s.mu.Unlock()
	if err != nil {
		return err
	}
	part := s.stem + ".part"
	if err := os.WriteFile(part, text, 0o600); err != nil {
		return err
	}
	return disk.Rename(part, s.stem+markEnd)
}

// change notes something in the mark; it is written soon, not at once: the window does not wait for a stick.
func (s *Session) change(f func(*mark)) {
	if s == nil {
		return
	}
	s.mu.Lock()
	before := s.mark
	f(&s.mark)
	same := s.mark == before
	s.mu.Unlock()
	if same {
		return
	}
	select {
	case s.turn <- struct{}{}:
	default: // it will be written anyway
	}
}

// Open notes what is open now; nothing: no book.
func (s *Session) Open(o Opened) { s.change(func(m *mark) { m.Opened = o }) }

// In notes the room that the person is in.
func (s *Session) In(room string) { s.change(func(m *mark) { m.Room = room }) }

// Begun notes what is begun, as a place in the program.
func (s *Session) Begun(action string) {
	if s == nil {
		return
	}
	s.mu.Lock()
	s.action = action
	s.mu.Unlock()
}

// Fill adds to a crash what the session knows of the moment.
func (s *Session) Fill(c *Crash) {
	if s == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	c.Room, c.Action, c.Version, c.Files = s.mark.Room, s.action, s.mark.Version, s.mark.files()
}

// files are those open, the book first; a commune's own book lies in the home, so its workbook comes first.
func (m mark) files() []string {
	return slices.DeleteFunc([]string{m.File, m.Book}, func(path string) bool { return path == "" })
}

// Crashed leaves the mark for the next start, with the report of what ended this one.
func (s *Session) Crashed(report string) {
	if s == nil {
		return
	}
	s.mu.Lock()
	s.mark.Report = report
	s.mu.Unlock()
	_ = s.write()
}

// End takes the mark away: the program ends as it should.
func (s *Session) End() {
	if s == nil {
		return
	}
	close(s.turn)
	<-s.ended
	_ = debug.SetCrashOutput(nil, debug.CrashOptions{})
	_ = s.lock.Unlock()
	clearSession(s.stem)
}

func clearSession(stem string) {
	for _, end := range []string{markEnd, crashEnd, ".part", lockEnd} {
		_ = os.Remove(stem + end)
	}
}

// Unclean is a session that was not ended: the program crashed, was killed, or the power failed.
type Unclean struct {
	Opened
	Started time.Time
	Report  string // path of the report of the crash; empty: it was killed
	Crash   Crash  // what the report tells; Text is empty if the program wrote the report itself
	stem    string
}

// Unclean lists the sessions that were not ended, the newest first, and writes the reports of those that crashed.
// Each comes again until it is let go.
func (r Reporter) Unclean() []Unclean {
	dir := filepath.Join(r.Home, sessionFolder)
	entries, err := os.ReadDir(dir)
	if r.Home == "" || err != nil {
		return nil
	}
	var out []Unclean
	for _, e := range entries {
		name, isMark := strings.CutSuffix(e.Name(), markEnd)
		if !isMark {
			continue
		}
		stem := filepath.Join(dir, name)
		lock := flock.New(stem + lockEnd)
		if ok, err := lock.TryLock(); err != nil || !ok {
			continue // it lives
		}
		u, told := r.read(stem)
		_ = lock.Unlock() // Windows removes no file that is open
		if told {
			out = append(out, u)
		} else {
			clearSession(stem)
		}
	}
	slices.SortFunc(out, func(a, b Unclean) int { return b.Started.Compare(a.Started) })
	return out
}

// read looks what a dead session left; false: nothing that a person needs to know.
func (r Reporter) read(stem string) (Unclean, bool) {
	var m mark
	text, err := os.ReadFile(stem + markEnd)
	if err != nil || json.Unmarshal(text, &m) != nil {
		return Unclean{}, false
	}
	u := Unclean{Opened: m.Opened, Started: m.Started, Report: m.Report, stem: stem}
	output, err := os.ReadFile(stem + crashEnd)
	if err != nil || len(output) == 0 {
		return u, m.Report != "" || m.Book != ""
	}
	u.Crash = crashed(output)
	u.Crash.Version, u.Crash.Room, u.Crash.Files = m.Version, m.Room, m.files()
	if st, err := os.Stat(stem + crashEnd); err == nil {
		u.Crash.At = st.ModTime()
	}
	if m.Report != "" {
		return u, true
	}
	if u.Report, err = r.Leave(&u.Crash); err != nil {
		return u, true
	}
	m.Report = u.Report
	if text, err := json.MarshalIndent(m, "", "  "); err == nil { // one report, however often it is asked
		_ = os.WriteFile(stem+markEnd, text, 0o600)
	}
	return u, true
}

// LetGo forgets a session that was not ended: the person knows.
func (u Unclean) LetGo() { clearSession(u.stem) }
