package office

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// Paths are the folders the program uses on this computer besides those a person chooses. Nothing else in the
// program knows where they lie.
type Paths struct {
	Program  string // where the program lies
	Portable bool   // portable.txt lies beside it: everything is kept in its own folder
	Home     string // what is not in a book: preferences, communes' own books, logs; empty: there is no place for it
	ReadOnly bool   // the place for it cannot be written to
}

// Names beside the program and in its home.
const (
	portableMark    = "portable.txt"
	portableFolder  = "Du lieu" // of a portable program, beside it
	openGLFolder    = "opengl"  // the software renderer and the program that uses it
	homeName        = "bieuxa"
	preferencesFile = "preferences.json"
	communeFolder   = "so-xa"   // the communes' own books
	lastResort      = "sao-luu" // copies of books whose own folder cannot be written to
	logFolder       = "logs"
	sessionFolder   = "phien" // who is running, and what was not ended
)

// FindPaths looks where the program lies and where its home is: BIEUXA_HOME first, then the portable program's own
// folder, then the user's folder for programs. On Windows that is the local one: books and copies of them would make
// a profile that travels slow.
func FindPaths() Paths {
	p := Paths{Program: ProgramFolder()}
	if p.Program != "" {
		st, err := os.Stat(filepath.Join(p.Program, portableMark))
		p.Portable = err == nil && !st.IsDir()
	}
	switch {
	case os.Getenv("BIEUXA_HOME") != "":
		p.Home = os.Getenv("BIEUXA_HOME")
	case p.Portable:
		p.Home = filepath.Join(p.Program, portableFolder)
	default:
		p.Home = usersHome()
	}
	return p
}

func usersHome() string {
	folder := os.UserConfigDir
	if runtime.GOOS == "windows" {
		folder = os.UserCacheDir // %LOCALAPPDATA%
	}
	dir, err := folder()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, homeName)
}

// ProgramFolder is where the program lies, also when it runs as the copy beside the software renderer: BIEUXA_APP
// then names it. It is empty if the system does not tell.
func ProgramFolder() string {
	if dir := os.Getenv("BIEUXA_APP"); dir != "" {
		return dir
	}
	exe, err := os.Executable()
	if err != nil {
		return ""
	}
	dir := filepath.Dir(exe)
	if strings.EqualFold(filepath.Base(dir), openGLFolder) {
		return filepath.Dir(dir)
	}
	return dir
}

// before begins the names under which a portable program remembers the variables it has changed: a program that it
// starts anew inherits them.
const before = "BIEUXA_BEFORE_"

// temporary is the portable program's folder of temporary files, below its folder.
const temporary = "tam"

// ownVariables are the variables by which a system, and Fyne, find a person's folders, and what they are for a portable
// program, below its folder. Fyne goes by USERPROFILE on Windows.
func ownVariables() map[string]string {
	if runtime.GOOS == "windows" {
		return map[string]string{"USERPROFILE": "windows", "APPDATA": "windows/AppData/Roaming",
			"LOCALAPPDATA": "windows/AppData/Local", "TEMP": temporary, "TMP": temporary}
	}
	return map[string]string{"XDG_CONFIG_HOME": "linux/config", "XDG_CACHE_HOME": "linux/cache",
		"XDG_DATA_HOME": "linux/data", "XDG_STATE_HOME": "linux/state", "TMPDIR": temporary}
}

// Enter makes the home ready, and keeps a portable program inside its folder, whatever libraries it uses: it must
// be called before any of them looks. A home that cannot be written to is given up: the program then remembers
// nothing. The computer's own folder of temporary files serves then, and is left clean.
func (p *Paths) Enter() {
	if p.Home != "" && writableFolder(p.Home) != nil {
		p.Home, p.ReadOnly = "", true
	}
	if !p.Portable {
		return
	}
	root := filepath.Join(p.Program, portableFolder)
	closed := writableFolder(root) != nil
	for name, below := range ownVariables() {
		dir := filepath.Join(root, filepath.FromSlash(below))
		if made := os.MkdirAll(dir, 0o700); below == temporary && (closed || made != nil) {
			continue // the computer's own serves
		}
		if os.Getenv(before+name) == "" {
			_ = os.Setenv(before+name, os.Getenv(name)+pathMark)
		}
		_ = os.Setenv(name, dir)
	}
}

// pathMark ends a remembered variable, so that an empty one is told from none.
const pathMark = "|"

// was is a variable as it was before the program kept inside its folder.
func was(name string) string {
	if kept := os.Getenv(before + name); kept != "" {
		return strings.TrimSuffix(kept, pathMark)
	}
	return os.Getenv(name)
}

// Outside does something with the variables as they were: another program that is started opens a file with its own
// folders, not with those of a portable program.
func Outside(do func() error) error {
	for name := range ownVariables() {
		now, changed := os.Getenv(name), os.Getenv(before+name) != ""
		if !changed {
			continue
		}
		if old := was(name); old != "" {
			_ = os.Setenv(name, old)
		} else {
			_ = os.Unsetenv(name)
		}
		defer os.Setenv(name, now)
	}
	return do()
}

// LogFolder is where logs and crash reports lie in a home.
func LogFolder(home string) string { return filepath.Join(home, logFolder) }

// OpenGLFolder is where the copy of the program that uses the software renderer lies, if its own folder cannot be
// written to.
func (p Paths) OpenGLFolder() string { return filepath.Join(p.Home, openGLFolder) }

// lastResortFor is the folder in a home for the copies of one book. Two books of one name do not mix.
func lastResortFor(home, book string) string {
	sum := sha256.Sum256([]byte(book))
	return filepath.Join(home, lastResort, bookBase(book)+" "+hex.EncodeToString(sum[:4]))
}

// fyneFolders are those that Fyne makes for its settings and its cache.
func fyneFolders() []string {
	config := func() (string, error) { return os.UserConfigDir() }
	if runtime.GOOS == "windows" {
		config = func() (string, error) {
			dir, err := os.UserHomeDir()
			return filepath.Join(dir, "AppData", "Roaming"), err
		}
	}
	var out []string
	for _, find := range []func() (string, error){config, os.UserCacheDir} {
		if dir, err := find(); err == nil {
			out = append(out, filepath.Join(dir, "fyne"))
		}
	}
	return out
}
