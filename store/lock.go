package store

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"bieuxa/disk"
)

// lockedBytes begin a lock file: Windows lets nobody else read what is locked, so the holder's name comes after.
const lockedBytes = 1

// takeLock holds a lock file beside the book for as long as it is open for writing. The operating
// system drops the lock when the program ends, however it ends.
func (b *Book) takeLock(mayRead bool) error {
	if err := writable(b.path); err != nil {
		return b.refused(err, mayRead)
	}
	name := b.path + ".lock"
	b.lock = flock.New(name)
	ok, err := b.lock.TryLock()
	if err == nil && ok {
		sign(name, b.who, b.now())
		return nil
	}
	b.lock = nil
	if err != nil {
		if !disk.Unwritable(err) {
			return fmt.Errorf("%s: %w", name, err)
		}
		return b.refused(err, mayRead)
	}
	b.holder = signed(name)
	return b.refused(nil, mayRead)
}

// refused makes the book one for reading if that will do; no error means that another program holds it.
func (b *Book) refused(err error, mayRead bool) error {
	switch {
	case mayRead:
		b.readOnly = true
		return nil
	case err != nil:
		return fmt.Errorf("%s: %w: %w", b.path, ErrReadOnly, err)
	}
	return fmt.Errorf("%s: %w (%s)", b.path, ErrInUse, b.holder)
}

// writable tells why a book that is there may not be written to: by its mark, its rights or its medium. SQLite would
// open it all the same, and refuse the first edit.
func writable(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err == nil {
		return f.Close()
	}
	if disk.Unwritable(err) {
		return err
	}
	return nil // a book that is not there yet, or a trouble that the opening will meet again
}

// sign writes who holds the lock. The longer name of an earlier holder is left behind the line's end.
func sign(name, who string, at time.Time) {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return // the lock holds without a name
	}
	_, _ = f.WriteAt([]byte(who+"\n"+at.Format(time.RFC3339)+"\n"), lockedBytes)
	_ = f.Close()
}

// signed reads who holds the lock; empty if nobody wrote it.
func signed(name string) string {
	f, err := os.Open(name)
	if err != nil {
		return ""
	}
	defer f.Close()
	text := make([]byte, 200)
	n, _ := f.ReadAt(text, lockedBytes)
	who, _, _ := strings.Cut(string(text[:n]), "\n")
	return who
}

// unlock drops the lock and the file. Should another program lock the file just then, two of them may
// write; SQLite's own locks still keep their transactions apart.
func (b *Book) unlock() {
	if b.lock != nil {
		dropLock(b.lock)
		b.lock = nil
	}
}

// dropLock removes the file first, so that nobody locks one that is about to go; Windows removes no file that is open,
// and none that another program has locked since.
func dropLock(lock *flock.Flock) {
	if runtime.GOOS == "windows" {
		_ = lock.Unlock()
		_ = disk.Remove(lock.Path())
		return
	}
	_ = os.Remove(lock.Path())
	_ = lock.Unlock()
}
