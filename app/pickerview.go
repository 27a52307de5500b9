package app

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"golang.org/x/text/unicode/norm"

	"bieuxa/ntm"
	"bieuxa/office"
)

// pickedPaths reads what was typed or pasted as paths: one a line, or in quotes as «Copy as path» of Windows
// gives them. A name without a folder is one in dir.
func pickedPaths(text, dir string) []string {
	var out []string
	add := func(path string) {
		if path = strings.TrimSpace(path); path == "" {
			return
		}
		if !filepath.IsAbs(path) {
			path = filepath.Join(dir, path)
		}
		out = append(out, filepath.Clean(path))
	}
	for line := range strings.Lines(text) {
		for i, piece := range strings.Split(line, `"`) {
			if quoted := i%2 == 1; quoted || strings.TrimSpace(piece) != "" {
				add(piece)
			}
		}
	}
	return out
}

// pickable are the files and folders of a list that are offered: files by their suffixes, none if only
// folders are picked.
func pickable(all []office.Listed, p pick) []office.Listed {
	var out []office.Listed
	for _, l := range all {
		if l.Folder || p.mode != pickingFolder && hasSuffix(l.Name, p.suffixes) {
			out = append(out, l)
		}
	}
	byName := byDictionary()
	slices.SortStableFunc(out, func(a, b office.Listed) int { return byName(norm.NFC.String(a.Name), norm.NFC.String(b.Name)) })
	return out
}

// hasSuffix tells whether a name ends with one of the suffixes; without suffixes every name does.
func hasSuffix(name string, suffixes []string) bool {
	return len(suffixes) == 0 || slices.ContainsFunc(suffixes, func(s string) bool { return strings.EqualFold(filepath.Ext(name), s) })
}

// suffixLine names suffixes, the first of them where there are many.
func suffixLine(suffixes []string) string {
	const most = 6
	if len(suffixes) <= most {
		return strings.Join(suffixes, ", ")
	}
	return strings.Join(suffixes[:most], ", ") + "…"
}

// suffixed is a file's name with the first suffix, if it has none of them yet.
func suffixed(name string, suffixes []string) string {
	if len(suffixes) == 0 || hasSuffix(name, suffixes) {
		return name
	}
	return strings.TrimRight(name, ". ") + suffixes[0]
}

// kindWord is the words id of what a listed file is.
func kindWord(l office.Listed) string {
	switch ext := strings.ToLower(filepath.Ext(l.Name)); {
	case slices.Contains(office.Workbooks(), ext):
		return "picker.workbook"
	case ext == bookSuffix:
		return "picker.book"
	case ext == ".pdf":
		return "picker.pdf"
	}
	return "picker.file"
}

// folderOf is the folder the chosen paths were seen in: the listed one if it was itself chosen.
func folderOf(paths []string, listed string) string {
	if len(paths) == 0 || paths[0] == listed {
		return listed
	}
	return filepath.Dir(paths[0])
}

// sizeText is a file's size in whole kilobytes, as Windows shows it.
func sizeText(bytes int64, w *ntm.Words) string {
	kb := decimal.NewFromInt((bytes + 1023) / 1024)
	return number(ntm.Num{D: kb, OK: true}, 0, w) + " KB"
}

// placeText names a place: what it is, or the folder's own name.
func placeText(p office.Place, w *ntm.Words) string {
	switch p.Kind {
	case "drive":
		return say(w, "picker.drive", "path", strings.TrimSuffix(p.Path, `\`))
	case "recent":
		return filepath.Base(p.Path)
	}
	return w.UI("picker."+p.Kind, nil)
}
