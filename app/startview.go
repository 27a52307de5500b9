package app

import (
	"path/filepath"
	"strings"

	"bieuxa/ntm"
	"bieuxa/office"
)

const bookSuffix = ".bieuxa"

func isBook(path string) bool { return strings.EqualFold(filepath.Ext(path), bookSuffix) }

// pickBook finds the first book among paths that were dropped; others are the names of the rest.
func pickBook(paths []string) (book string, others []string) {
	for _, p := range paths {
		if book == "" && isBook(p) {
			book = p
			continue
		}
		others = append(others, filepath.Base(p))
	}
	return book, others
}

// recentRow is a file on the start screen that was opened before.
type recentRow struct {
	path, name, folder string
	missing            bool
	note               string // why it cannot be opened; empty if it can
}

// recentRows words the files opened last; a book is named without its suffix.
func recentRows(files []office.RecentFile, w *ntm.Words) []recentRow {
	out := make([]recentRow, 0, len(files))
	for _, f := range files {
		r := recentRow{path: f.Path, name: filepath.Base(f.Path), folder: filepath.Dir(f.Path), missing: f.Missing}
		if isBook(r.name) {
			r.name = r.name[:len(r.name)-len(bookSuffix)]
		}
		if f.Missing {
			r.note = say(w, "start.missing")
		}
		out = append(out, r)
	}
	return out
}
