package app

import (
	"path/filepath"
	"strings"
)

const bookSuffix = ".bieuxa"

// pickBook finds the first book among paths that were dropped; others are the names of the rest.
func pickBook(paths []string) (book string, others []string) {
	for _, p := range paths {
		if book == "" && strings.EqualFold(filepath.Ext(p), bookSuffix) {
			book = p
			continue
		}
		others = append(others, filepath.Base(p))
	}
	return book, others
}
