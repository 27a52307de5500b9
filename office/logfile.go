package office

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/gofrs/flock"
)

// LogFile is the program's log: lines for who helps, with no figures and no names in them. Several programs may
// write to it at once. Writing never waits for the disk and never fails: what cannot be written is left out.
type LogFile struct {
	path  string
	now   func() time.Time
	lines chan string
	done  chan struct{}
	once  sync.Once
	lost  atomic.Int64 // lines
}

// The log is cut into files of about this size, and so many are kept.
const (
	logName  = "bieuxa.log"
	logSize  = 1 << 20
	logsKept = 5
	logQueue = 256
)

// OpenLog opens the log in a home; without one nothing is kept.
func OpenLog(home string, now func() time.Time) *LogFile {
	l := &LogFile{now: now, lines: make(chan string, logQueue), done: make(chan struct{})}
	if home != "" {
		l.path = filepath.Join(LogFolder(home), logName)
	}
	go l.keep()
	return l
}

// Write takes the lines of package log. It is told that all was written, whatever becomes of it.
func (l *LogFile) Write(b []byte) (int, error) {
	at := l.now().In(vietNam).Format("2006-01-02 15:04:05")
	for _, line := range strings.Split(strings.TrimRight(string(b), "\n"), "\n") {
		select {
		case l.lines <- fmt.Sprintf("%s %d %s\n", at, os.Getpid(), Scrub(line)):
		default:
			l.lost.Add(1)
		}
	}
	return len(b), nil
}

// Close writes what is left, as long as that does not take long. Nothing may be written after it.
func (l *LogFile) Close() {
	l.once.Do(func() { close(l.lines) })
	select {
	case <-l.done:
	case <-time.After(2 * time.Second):
	}
}

func (l *LogFile) keep() {
	defer close(l.done)
	for line := range l.lines {
		batch := line
		for more := true; more; {
			select {
			case next, open := <-l.lines:
				batch, more = batch+next, open
			default:
				more = false
			}
		}
		if n := l.lost.Swap(0); n > 0 {
			batch += fmt.Sprintf("(%d lines left out)\n", n)
		}
		l.add(batch)
	}
}

// add appends to the file. It is opened each time, so that another program can rename it.
func (l *LogFile) add(text string) {
	if l.path == "" || os.MkdirAll(filepath.Dir(l.path), 0o755) != nil {
		return
	}
	if st, err := os.Stat(l.path); err == nil && st.Size()+int64(len(text)) > logSize {
		l.turn(int64(len(text)))
	}
	f, err := os.OpenFile(l.path, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o644)
	if err != nil {
		return
	}
	_, _ = f.WriteString(text)
	_ = f.Close()
}

// turn begins a new file, unless another program is doing that.
func (l *LogFile) turn(more int64) {
	lock := flock.New(l.path + ".lock")
	if ok, err := lock.TryLock(); err != nil || !ok {
		return
	}
	defer lock.Unlock()
	if st, err := os.Stat(l.path); err != nil || st.Size()+more <= logSize {
		return // another one was quicker
	}
	older := func(n int) string { return strings.TrimSuffix(l.path, ".log") + fmt.Sprintf(".%d.log", n) }
	_ = os.Remove(older(logsKept - 1))
	for n := logsKept - 1; n > 1; n-- {
		_ = os.Rename(older(n-1), older(n))
	}
	_ = os.Rename(l.path, older(1))
}

// What a line of a library may tell of the person: a path, what stands in quotes, a word with letters that are not
// ASCII.
var (
	anyPath   = regexp.MustCompile(`(^|[\s"'(=«:])(?:[A-Za-z]:[\\/]|\\\\|/)[^:"»\n]*`)
	anyQuoted = regexp.MustCompile("\"[^\"]*\"|«[^»]*»|`[^`]*`")
	anyName   = regexp.MustCompile(`\S*[^\x00-\x7F]\S*`)
	anySource = regexp.MustCompile(`^\s*(?:At: )?[\w./@+-]+\.(?:go|s):\d+(?: \+0x[0-9a-f]+)?$`)
)

// Scrub takes paths and names out of a line.
func Scrub(line string) string {
	if anySource.MatchString(line) {
		return line
	}
	line = anyPath.ReplaceAllString(line, "${1}(path)")
	line = anyQuoted.ReplaceAllString(line, "(text)")
	return anyName.ReplaceAllString(line, "(text)")
}

// Unnamed tells what an error is without the names and figures in its text: problems by their id, what the system
// said by its code, the rest by type.
func Unnamed(err error) string {
	var out []string
	for ; err != nil; err = errors.Unwrap(err) {
		switch e := err.(type) {
		case *Problem:
			out = append(out, e.ID)
		case *fs.PathError:
			out = append(out, e.Op)
		case *os.LinkError:
			out = append(out, e.Op)
		case syscall.Errno:
			out = append(out, fmt.Sprintf("errno %d", uintptr(e)))
		case interface{ Code() int }:
			out = append(out, fmt.Sprintf("%T %d", err, e.Code()))
		default:
			if kind := fmt.Sprintf("%T", err); kind != "*fmt.wrapError" && kind != "*fmt.wrapErrors" {
				out = append(out, kind)
			}
		}
		if many, ok := err.(interface{ Unwrap() []error }); ok {
			for _, one := range many.Unwrap() {
				out = append(out, Unnamed(one))
			}
		}
	}
	return strings.Join(out, ": ")
}
