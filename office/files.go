package office

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sort"
	"strings"
	"unicode"

	"bieuxa/disk"
)

// collect lists the files named and those in the folders named, in a fixed order. Folders are walked
// one by one; the owner files that Excel leaves beside an open workbook, hidden files and the
// system's own are passed over, every other file gets its verdict.
func collect(paths []string) ([]string, error) {
	var out []string
	seen := map[string]bool{}
	add := func(p string) {
		if !seen[p] {
			seen[p] = true
			out = append(out, p)
		}
	}
	if gone := allGone(paths); gone != nil {
		return nil, gone
	}
	for _, p := range paths {
		inside, err := filesIn(p)
		if err != nil {
			return nil, err
		}
		for _, name := range inside {
			add(name)
		}
	}
	if len(out) == 0 {
		return nil, problem(ProblemNoFiles, nil, "path", strings.Join(paths, ", "))
	}
	return out, nil
}

// allGone is the problem that none of the paths leads anywhere; nil if one does.
func allGone(paths []string) error {
	var first error
	for _, p := range paths {
		p, _, _ = strings.Cut(p, inside)
		_, err := os.Stat(p)
		if err == nil {
			return nil
		}
		if first == nil {
			first = unreadable(p, err)
		}
	}
	return first
}

// filesIn lists a file, or the files in a folder and the folders in it. A path that leads nowhere is
// listed too: reading it gives its verdict, and the others are not held up.
func filesIn(path string) ([]string, error) {
	st, err := os.Stat(path)
	if err != nil || !st.IsDir() || strings.Contains(path, inside) {
		return []string{path}, nil
	}
	var inside []string
	err = filepath.WalkDir(path, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return unreadable(name, err)
		}
		if !d.IsDir() && !passedOver(d.Name()) && isFile(name, d) && !hidden(d) {
			inside = append(inside, name)
		}
		return nil
	})
	sort.Strings(inside)
	return inside, err
}

// hidden tells whether Windows marks it as hidden; links are what they lead to.
func hidden(d fs.DirEntry) bool {
	st, err := d.Info()
	return err == nil && disk.Hidden(st)
}

// isFile looks through a link; a link to nowhere is a file that will be told to be missing.
func isFile(name string, d fs.DirEntry) bool {
	if d.Type()&fs.ModeSymlink == 0 {
		return d.Type().IsRegular()
	}
	st, err := os.Stat(name)
	return err != nil || st.Mode().IsRegular()
}

// unreadable says why a file or folder cannot be read.
func unreadable(path string, err error) *Problem {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return problem(ProblemFileGone, err, "path", path)
	case disk.InCloud(err):
		return problem(ProblemFileAway, err, "path", path)
	case errors.Is(err, fs.ErrPermission), disk.Held(err):
		return problem(ProblemFileLocked, err, "path", path)
	}
	return problem(ProblemFile, err, "path", path)
}

// Unreadable says as a Problem why a file that a person named cannot be read.
func Unreadable(path string, err error) error { return unreadable(path, err) }

// shownName is the name of a file as it is told and kept: without what would disturb a screen.
func shownName(path string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == unicode.ReplacementChar {
			return '_'
		}
		return r
	}, strings.ToValidUTF8(filepath.Base(path), "_"))
}

func passedOver(name string) bool {
	lower := strings.ToLower(name)
	switch {
	case strings.HasPrefix(name, "."), strings.HasPrefix(name, "~$"), lower == "thumbs.db", lower == "desktop.ini":
		return true
	}
	if strings.Contains(name, reportMark) {
		return true
	}
	for _, end := range []string{".bieuxa", ".bieuxa.lock", ".bieuxa-journal", ".bak"} {
		if strings.HasSuffix(lower, end) {
			return true
		}
	}
	return false
}

// writeBeside writes a file under a temporary name beside the target and renames it when it is
// complete: a failed export leaves no half file, and an earlier good one stays.
func writeBeside(path string, write func(io.Writer) error) (err error) {
	if err := nameable(path); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".bieuxa-*.part")
	if err != nil {
		return problem(ProblemFolder, err, "path", filepath.Dir(path))
	}
	defer func() {
		if err != nil {
			_ = f.Close()
			_ = os.Remove(f.Name())
		}
	}()
	watched := &watchedWriter{w: f}
	if err = write(watched); err != nil {
		if watched.err != nil {
			return problem(ProblemFolder, watched.err, "path", path)
		}
		return err
	}
	if err = f.Sync(); err != nil {
		return problem(ProblemFolder, err, "path", path)
	}
	if err = f.Close(); err != nil {
		return problem(ProblemFolder, err, "path", path)
	}
	if runtime.GOOS != "windows" { // there it would fix the mark «hidden» that a share gives to names with a dot
		if err = os.Chmod(f.Name(), 0o644); err != nil {
			return problem(ProblemFolder, err, "path", path)
		}
	}
	if err = disk.Rename(f.Name(), path); err != nil {
		return unreplaced(path, err)
	}
	return nil
}

// GoodName tells whether a name may be given to a file on every computer that it may come to.
func GoodName(name string) bool { return !disk.BadName(name) }

// nameable refuses a name that the system would take for a device, or write under another name.
func nameable(path string) error {
	if name := filepath.Base(path); runtime.GOOS == "windows" && disk.BadName(name) {
		return problem(ProblemFileName, nil, "name", name)
	}
	return nil
}

// unreplaced says why a file that is there could not give way to the new one.
func unreplaced(path string, err error) *Problem {
	switch {
	case errors.Is(err, disk.ErrReadOnlyFile):
		return problem(ProblemMarkedReadOnly, err, "path", path)
	case disk.Held(err):
		return problem(ProblemFileOpen, err, "path", path)
	}
	return problem(ProblemFolder, err, "path", path)
}

// watchedWriter remembers that the disk refused a write: a full disk is a problem, not a bug.
type watchedWriter struct {
	w   io.Writer
	err error
}

func (w *watchedWriter) Write(b []byte) (int, error) {
	n, err := w.w.Write(b)
	if err != nil {
		w.err = err
	}
	return n, err
}
