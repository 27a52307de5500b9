package office

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Whereabouts is a file or folder that the program uses, and what it is for (ID, worded as «where.ID»).
type Whereabouts struct {
	ID       string
	Path     string
	Folder   bool
	Exists   bool
	Writable bool  // it can be written to, or made
	Size     int64 // bytes, of a folder with all in it; -1: not counted
}

// Where lists every path that the program uses on this computer, and with a book those beside it.
func (o *Office) Where(p Paths, book string) []Whereabouts {
	var out []Whereabouts
	add := func(id, path string, folder bool) {
		if path != "" {
			out = append(out, lookAround(id, path, folder))
		}
	}
	add("program", p.Program, true)
	if p.Portable {
		add("portable", filepath.Join(p.Program, portableMark), false)
	}
	add("opengl", filepath.Join(p.Program, openGLFolder), true)
	if p.Home != "" {
		add("home", p.Home, true)
		add("preferences", filepath.Join(p.Home, preferencesFile), false)
		add("logs", LogFolder(p.Home), true)
		add("sessions", filepath.Join(p.Home, sessionFolder), true)
		add("commune-books", filepath.Join(p.Home, communeFolder), true)
		add("last-resort", filepath.Join(p.Home, lastResort), true)
		add("opengl-own", p.OpenGLFolder(), true)
	}
	for _, dir := range fyneFolders() {
		add("fyne", dir, true)
	}
	add("temporary", os.TempDir(), true)
	add("sample", o.sampleFolder(), true)
	if book == "" {
		return out
	}
	add("book", book, false)
	add("lock", book+".lock", false)
	add("journal", book+"-journal", false)
	for _, dir := range o.backupFolders(book) {
		add("backups", dir, true)
	}
	for _, path := range crashReports(filepath.Dir(book), bookBase(book)) {
		add("report", path, false)
	}
	return out
}

// SampleName is the folder of the sample, made in the folder that a person picks: it never mixes with their own files.
const SampleName = "Bieu Xa xem thu"

func (o *Office) sampleFolder() string {
	dir := o.Preferences().Folders["sample"]
	if dir == "" {
		return ""
	}
	return filepath.Join(dir, SampleName)
}

func lookAround(id, path string, folder bool) Whereabouts {
	w := Whereabouts{ID: id, Path: path, Folder: folder, Size: -1}
	st, err := os.Stat(path)
	w.Exists = err == nil
	switch {
	case !w.Exists:
		w.Writable = canMake(filepath.Dir(path))
	case st.IsDir():
		w.Writable = canMake(path)
	default:
		f, err := os.OpenFile(path, os.O_WRONLY, 0)
		w.Writable = err == nil
		if err == nil {
			_ = f.Close()
		}
		w.Size = st.Size()
	}
	if w.Exists && st.IsDir() && id != "temporary" && id != "program" { // others may keep theirs there
		w.Size = sizeOf(path)
	}
	return w
}

// canMake tells whether a file can be made in a folder, or in the nearest above it that there is.
func canMake(dir string) bool {
	for !isFolder(dir) {
		up := filepath.Dir(dir)
		if up == dir {
			return false
		}
		dir = up
	}
	return writableFolder(dir) == nil
}

func sizeOf(dir string) int64 {
	var sum int64
	_ = filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			if st, err := d.Info(); err == nil {
				sum += st.Size()
			}
		}
		return nil // what cannot be looked into is not counted
	})
	return sum
}

// reportMark stands in the name of every crash report, after the name of the book.
const reportMark = " – báo cáo lỗi "

// crashReports lists those in a folder, of one book if it is named.
func crashReports(dir, base string) []string {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	var out []string
	for _, e := range entries {
		of, _, found := strings.Cut(e.Name(), reportMark)
		if found && (base == "" || of == base) {
			out = append(out, filepath.Join(dir, e.Name()))
		}
	}
	return out
}
