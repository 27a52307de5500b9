package office

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"bieuxa/disk"
)

// Problems of a folder that a person looks into.
const (
	ProblemFolderGone    = "folder.gone"
	ProblemFolderRefused = "folder.refused"
)

// Listed is a file or a folder as it is shown to a person who picks one.
type Listed struct {
	Name, Path string
	Folder     bool
	Size       int64 // bytes
	Changed    time.Time
}

// ReadFolder lists what a person may pick in a folder, in no order: hidden files, those the system keeps, and
// the owner files that Excel leaves are passed over. A folder that cannot be read is a Problem.
func ReadFolder(ctx context.Context, path string) ([]Listed, error) {
	entries, err := os.ReadDir(path)
	if err != nil && len(entries) == 0 {
		return nil, folderProblem(path, err)
	}
	out := make([]Listed, 0, len(entries))
	for _, e := range entries {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if unseen(e.Name()) {
			continue
		}
		full := filepath.Join(path, e.Name())
		st, err := os.Stat(full) // looks through a link
		if err != nil || disk.Hidden(st) || !st.IsDir() && !st.Mode().IsRegular() {
			continue
		}
		out = append(out, Listed{Name: e.Name(), Path: full, Folder: st.IsDir(), Size: st.Size(), Changed: st.ModTime()})
	}
	return out, nil
}

// Workbooks are the endings of workbooks, the usual ones first.
func Workbooks() []string {
	return []string{".xlsx", ".xls", ".ods", ".xlsm", ".xltx", ".xltm", ".xlt", ".ots", ".fods"}
}

// Readable are the endings of all files that a return is read from; what a file is, its bytes tell.
func Readable() []string {
	return append(Workbooks(), ".csv", ".tsv", ".txt", ".htm", ".html", ".mht", ".mhtml", ".xml")
}

// LookAt tells whether a path leads somewhere, and whether to a folder.
func LookAt(path string) (found, folder bool) {
	st, err := os.Stat(path)
	return err == nil, err == nil && st.IsDir()
}

// MakeFolder makes one new folder.
func MakeFolder(path string) error {
	if err := os.Mkdir(path, 0o755); err != nil {
		return problem(ProblemFolder, err, "path", path)
	}
	return nil
}

func folderProblem(path string, err error) error {
	if errors.Is(err, fs.ErrPermission) {
		return problem(ProblemFolderRefused, err, "path", path)
	}
	return problem(ProblemFolderGone, err, "path", path)
}

// unseen are names that nobody picks.
func unseen(name string) bool {
	switch lower := strings.ToLower(name); {
	case strings.HasPrefix(name, "."), strings.HasPrefix(name, "~$"), strings.HasPrefix(name, "$"):
		return true
	default:
		return slices.Contains([]string{"desktop.ini", "thumbs.db", "system volume information", "pagefile.sys", "swapfile.sys",
			"hiberfil.sys", "ntuser.dat"}, lower) || strings.HasSuffix(lower, ".lock") || strings.HasPrefix(lower, "ntuser.")
	}
}

// AskSystem asks Windows to open a file or folder by its path: in an address it would take letters for those of an old
// code page. Elsewhere nothing is asked.
func AskSystem(path string) (asked bool, err error) { return disk.Show(path) }

// Place is where a person's files usually lie.
type Place struct {
	Kind string // desktop, documents, downloads, home, drive
	Path string
}

// Places are those that exist on this computer: the person's own folders, where the system keeps them, then the drives.
// A drive that does not answer at once, an empty reader of cards above all, is left out; a share of another computer is
// there without being asked.
func Places() []Place {
	own := disk.Own()
	all := []Place{{"desktop", own.Desktop}, {"documents", own.Documents}, {"downloads", own.Downloads}, {"home", own.Home}}
	known := map[string]bool{}
	for _, d := range disk.Drives() {
		all = append(all, Place{"drive", d.Path})
		known[d.Path] = d.Sure || d.Remote
	}
	answered := make([]bool, len(all))
	var asked sync.WaitGroup
	for i, p := range all {
		asked.Go(func() { answered[i] = known[p.Path] || p.Path != "" && there(p.Path) })
	}
	asked.Wait()
	var out []Place
	for i, p := range all {
		if answered[i] && !slices.ContainsFunc(out, func(o Place) bool { return o.Path == p.Path }) {
			out = append(out, p)
		}
	}
	return out
}

// glance is how long a folder may take to show that it is there: as a disk that slept takes to wake.
const glance = 2 * time.Second

// there tells whether a folder answers at once.
func there(path string) bool {
	answer := make(chan bool, 1)
	go func() {
		_, folder := LookAt(path)
		answer <- folder
	}()
	timer := time.NewTimer(glance)
	defer timer.Stop()
	select {
	case folder := <-answer:
		return folder
	case <-timer.C:
		return false
	}
}
