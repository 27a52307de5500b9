// Package layers holds the test of the arrows that the design draws between packages.
package layers

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "bieuxa"

// arrows are the packages of ours that each package may import. A package that is not here, and not
// under internal, has no place in the house yet.
var arrows = map[string][]string{
	".":              {"app", "office", "assets", "screen"},
	"app":            {"app/grid", "office", "ntm"},
	"app/grid":       {},
	"cmd/bieuxa-cli": {"office", "ntm", "assets"},
	"office":         {"store", "xlsx", "report", "report/pdf", "ntm", "disk"},
	"store":          {"ntm", "disk"},
	"disk":           {},
	"xlsx":           {"report", "ntm", "xlsx/oldtext"},
	"xlsx/oldtext":   {},
	"report/pdf":     {"report", "ntm"},
	"report":         {"ntm"},
	"ntm":            {},
	"assets":         {},
	"screen":         {},
}

// owners are the only packages that may import what begins so; everywhere else it is not known.
var owners = []struct {
	prefix string
	by     []string
}{
	{"fyne.io/fyne/v2/app", []string{"."}},
	{"fyne.io/", []string{"app", "app/grid"}},
	{"github.com/xuri/excelize", []string{"xlsx"}},
	{"github.com/richardlehane/mscfb", []string{"xlsx"}},
	{"github.com/jung-kurt/gofpdf", []string{"report/pdf"}},
	{"rsc.io/qr", []string{"report"}},
	{"github.com/yuin/goldmark", []string{"report"}},
	{"database/sql", []string{"store"}},
	{"modernc.org/sqlite", []string{"store"}},
	{"github.com/gofrs/flock", []string{"store", "office"}},
	{"github.com/expr-lang/expr", []string{"ntm", "xlsx"}}, // xlsx spells a check as an Excel formula
	{"github.com/spf13/cobra", []string{"cmd/bieuxa-cli"}},
	{"golang.org/x/sys/windows", []string{"screen", "disk"}},
	{"golang.org/x/net/html", []string{"xlsx"}}, // reads pages, connects to nothing
	{"net", nil}, // offline, for ever
	{"golang.org/x/net", nil},
}

// impure is what the rules of the work may not reach for: files, programs, logs, the clock.
var impure = []string{"os", "io/ioutil", "syscall", "log", "runtime/debug", "plugin", "unsafe"}

// clock are the functions of package time that ask what time it is, or wait.
var clock = []string{"Now", "Since", "Until", "Sleep", "After", "AfterFunc", "Tick", "NewTimer", "NewTicker"}

// listed is a package as go list tells it.
type listed struct {
	ImportPath string
	Dir        string
	Standard   bool
	Deps       []string
	CgoFiles   []string
}

// goList reads all packages and what they depend on, without C.
func goList(t *testing.T) map[string]listed {
	t.Helper()
	cmd := exec.Command("go", "list", "-e", "-deps", "-json=ImportPath,Dir,Standard,Deps,CgoFiles", module+"/...")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, errs.String())
	}
	all := map[string]listed{}
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all[p.ImportPath] = p
	}
}

// house returns our packages by their folder, «.» for the window's entry.
func house(t *testing.T) map[string]listed {
	t.Helper()
	ours := map[string]listed{}
	for path, p := range goList(t) {
		switch {
		case path == module:
			ours["."] = p
		case strings.HasPrefix(path, module+"/"):
			ours[strings.TrimPrefix(path, module+"/")] = p
		}
	}
	for _, must := range []string{"ntm", "store", "xlsx", "report", "report/pdf"} {
		if _, ok := ours[must]; !ok {
			t.Fatalf("go list names no package %s: the test sees nothing", must)
		}
	}
	return ours
}

// source parses the files of a package that are not tests, those for other systems too.
func source(t *testing.T, dir string) map[string]*ast.File {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]*ast.File{}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files[filepath.Base(name)] = f
	}
	return files
}

func imports(f *ast.File) []string {
	var out []string
	for _, spec := range f.Imports {
		if path, err := strconv.Unquote(spec.Path.Value); err == nil {
			out = append(out, path)
		}
	}
	return out
}

// fault says what is wrong with a package of ours importing a path; empty if the design draws it.
func fault(folder, path string) string {
	if path == module || strings.HasPrefix(path, module+"/") {
		to := strings.TrimPrefix(path, module+"/")
		switch {
		case strings.HasPrefix(folder, "internal/"):
			return ""
		case strings.HasPrefix(to, "internal/"):
			return "only tests and other internal packages import internal ones"
		case !slices.Contains(arrows[folder], to):
			return "the design draws no such arrow"
		}
		return ""
	}
	if path == "net/url" { // spells addresses, connects to nothing
		return ""
	}
	if folder == "ntm" && under(path, impure...) {
		return "the rules know no files, no programs and no clock"
	}
	for _, o := range owners {
		if !under(path, o.prefix) {
			continue
		}
		switch {
		case slices.Contains(o.by, folder):
		case len(o.by) == 0:
			return "the program is offline"
		case strings.HasPrefix(folder, "internal/"):
		default:
			return "only " + strings.Join(o.by, ", ") + " may import it"
		}
		return ""
	}
	return ""
}

// under tells whether the path is one of the prefixes or lies below one.
func under(path string, prefixes ...string) bool {
	for _, p := range prefixes {
		if path == p || strings.HasPrefix(path, strings.TrimSuffix(p, "/")+"/") {
			return true
		}
	}
	return false
}

func TestArrowsGoDownOnly(t *testing.T) {
	for folder, p := range house(t) {
		if _, drawn := arrows[folder]; !drawn && !strings.HasPrefix(folder, "internal/") {
			t.Errorf("%s: the design has no such package", folder)
			continue
		}
		for name, f := range source(t, p.Dir) {
			for _, path := range imports(f) {
				if why := fault(folder, path); why != "" {
					t.Errorf("%s/%s imports %s: %s", folder, name, path, why)
				}
			}
		}
	}
}

func TestRulesAskForNoTime(t *testing.T) {
	for name, f := range source(t, house(t)["ntm"].Dir) {
		for _, used := range timeCalls(f) {
			t.Errorf("ntm/%s uses time.%s", name, used)
		}
	}
}

// timeCalls are the functions of the clock that a file uses, under whatever name it imports time.
func timeCalls(f *ast.File) []string {
	local := ""
	for _, spec := range f.Imports {
		if spec.Path.Value == `"time"` {
			local = "time"
			if spec.Name != nil {
				local = spec.Name.Name
			}
		}
	}
	var out []string
	ast.Inspect(f, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if x, ok := sel.X.(*ast.Ident); ok && local != "" && x.Name == local && slices.Contains(clock, sel.Sel.Name) {
			out = append(out, sel.Sel.Name)
		}
		return true
	})
	return out
}

// The command and the verbs must build where there is no C and no display, so nothing below them may
// bring in the screen, not even by a third party.
func TestOnlyTheWindowReachesTheScreen(t *testing.T) {
	for folder, p := range house(t) {
		if folder == "." || folder == "app" || folder == "app/grid" {
			continue
		}
		for _, dep := range p.Deps {
			if under(dep, "fyne.io", "github.com/go-gl", "C") {
				t.Errorf("%s depends on %s", folder, dep)
			}
		}
	}
}

// Screens are drawn in tests without C: of all packages only the window's entry may need it.
func TestOnlyTheEntryNeedsC(t *testing.T) {
	for folder, p := range house(t) {
		if folder == "." {
			continue
		}
		for _, dep := range p.Deps {
			if under(dep, "fyne.io/fyne/v2/app", "fyne.io/fyne/v2/internal/driver/glfw", "github.com/go-gl") {
				t.Errorf("%s depends on %s, which needs C", folder, dep)
			}
		}
		for _, name := range p.CgoFiles {
			t.Errorf("%s/%s is written with cgo", folder, name)
		}
	}
}
