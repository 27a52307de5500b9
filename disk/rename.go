package disk

import (
	"fmt"
	"os"
	"runtime"
	"time"
)

// ErrReadOnlyFile says that a file is marked as for reading only, which Windows does not replace.
var ErrReadOnlyFile = fmt.Errorf("the file is marked as read-only: %w", os.ErrPermission)

// pauses are those between tries: about a second in all.
func pauses() []time.Duration {
	const ms = time.Millisecond
	return []time.Duration{15 * ms, 30 * ms, 60 * ms, 120 * ms, 200 * ms, 250 * ms, 300 * ms}
}

// Rename gives a file another name on the same drive, taking the place of what bears it. A file that another program
// holds for a moment is waited for, about a second.
func Rename(from, to string) error {
	if runtime.GOOS == windows && MarkedReadOnly(to) {
		return &os.LinkError{Op: "rename", Old: from, New: to, Err: ErrReadOnlyFile}
	}
	err := again(runtime.GOOS, func() error { return os.Rename(from, to) }, time.Sleep)
	if runtime.GOOS == windows && number(err) == winAccessDenied && openElsewhere(to) {
		return &os.LinkError{Op: "rename", Old: from, New: to, Err: winSharingViolation}
	}
	return err
}

// openElsewhere tells whether it is for another program that a file may not be replaced, and not for want of rights:
// Windows says «access denied» of both.
func openElsewhere(path string) bool {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return Held(err)
	}
	return f.Close() == nil
}

// Remove removes a file, waiting like Rename.
func Remove(path string) error {
	return again(runtime.GOOS, func() error { return os.Remove(path) }, time.Sleep)
}

func again(system string, do func() error, sleep func(time.Duration)) error {
	err := do()
	for _, pause := range pauses() {
		if err == nil || !passing(system, err) {
			break
		}
		sleep(pause)
		err = do()
	}
	return err
}

// MarkedReadOnly tells whether a file has the mark «Read-only» of Windows, or on other systems nobody's right to write.
func MarkedReadOnly(path string) bool {
	st, err := os.Stat(path)
	return err == nil && st.Mode().IsRegular() && st.Mode().Perm()&0o222 == 0
}
