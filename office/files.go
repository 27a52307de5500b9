package office

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
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
	for _, p := range paths {
		st, err := os.Stat(p)
		if err != nil {
			if errors.Is(err, fs.ErrNotExist) {
				return nil, problem(ProblemFileGone, err, "path", p)
			}
			return nil, problem(ProblemFile, err, "path", p)
		}
		if !st.IsDir() {
			add(p)
			continue
		}
		var inside []string
		err = filepath.WalkDir(p, func(name string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if d.Type().IsRegular() && !passedOver(d.Name()) {
				inside = append(inside, name)
			}
			return nil
		})
		if err != nil {
			return nil, problem(ProblemFile, err, "path", p)
		}
		sort.Strings(inside)
		for _, name := range inside {
			add(name)
		}
	}
	return out, nil
}

func passedOver(name string) bool {
	lower := strings.ToLower(name)
	switch {
	case strings.HasPrefix(name, "."), strings.HasPrefix(name, "~$"), lower == "thumbs.db", lower == "desktop.ini":
		return true
	}
	return strings.HasSuffix(lower, ".bieuxa") || strings.HasSuffix(lower, ".bieuxa.lock")
}

// readFile reads a received file, up to the limit. Beyond it the file is refused unread.
func readFile(path string, limit int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		if errors.Is(err, fs.ErrPermission) {
			return nil, problem("file.locked", err, "path", path)
		}
		return nil, problem(ProblemFile, err, "path", path)
	}
	defer f.Close()
	st, err := f.Stat()
	if err != nil {
		return nil, problem(ProblemFile, err, "path", path)
	}
	if st.Size() > limit {
		return nil, problem("file.too-large", nil, "path", path)
	}
	b := make([]byte, 0, st.Size()+1)
	for {
		if len(b) == cap(b) {
			b = append(b, 0)[:len(b)]
		}
		n, err := f.Read(b[len(b):cap(b)])
		b = b[:len(b)+n]
		if int64(len(b)) > limit {
			return nil, problem("file.too-large", nil, "path", path)
		}
		if err == io.EOF {
			return b, nil
		}
		if err != nil {
			return nil, problem(ProblemFile, err, "path", path)
		}
	}
}

// writeBeside writes a file under a temporary name beside the target and renames it when it is
// complete: a failed export leaves no half file, and an earlier good one stays.
func writeBeside(path string, write func(io.Writer) error) (err error) {
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
	if err = write(f); err != nil {
		return err
	}
	if err = f.Sync(); err != nil {
		return problem(ProblemFolder, err, "path", path)
	}
	if err = f.Close(); err != nil {
		return problem(ProblemFolder, err, "path", path)
	}
	if err = os.Chmod(f.Name(), 0o644); err != nil {
		return problem(ProblemFolder, err, "path", path)
	}
	if err = os.Rename(f.Name(), path); err != nil {
		return problem(ProblemFolder, err, "path", path)
	}
	return nil
}
