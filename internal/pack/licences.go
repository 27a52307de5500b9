package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
)

// licenceName are the names under which modules keep their own licence and those of what they took over.
var licenceName = regexp.MustCompile(`(?i)^(un)?licen[cs]e|licen[cs]e(\.txt|\.md)?$|^copying|^notice|^patents|^ofl\b`)

// module is a Go module that is inside the programs.
type module struct {
	Path, Version, Dir string
	Main               bool
	Replace            *module
}

// text is one licence of a module: where it lies in it, and what it says.
type text struct{ name, says string }

// writeLicences writes one file a module that is inside the packages, and one for Go itself. The modules are
// those that go list names for the system that is built for (GOOS and CGO_ENABLED of the caller).
func writeLicences(to string, packages []string) error {
	modules, err := linked(packages)
	if err != nil {
		return err
	}
	root, err := exec.Command("go", "env", "GOROOT", "GOVERSION").Output()
	if err != nil {
		return fmt.Errorf("go env: %w", err)
	}
	dir, version, _ := strings.Cut(strings.TrimSpace(string(root)), "\n")
	modules = append(modules, module{Path: "go", Version: strings.TrimPrefix(version, "go"), Dir: dir})
	if err := os.MkdirAll(to, 0o755); err != nil {
		return err
	}
	for _, m := range modules {
		name, says, err := m.file()
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(to, name), says, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// linked gives the modules whose packages go into the programs, but ours.
func linked(packages []string) ([]module, error) {
	cmd := exec.Command("go", append([]string{"list", "-deps", "-json=Module"}, packages...)...)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w\n%s", err, errs.String())
	}
	seen := map[string]bool{}
	var modules []module
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p struct{ Module *module }
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return modules, nil
		} else if err != nil {
			return nil, err
		}
		m := p.Module
		if m == nil || m.Main || seen[m.Path] {
			continue
		}
		seen[m.Path] = true
		if m.Replace != nil {
			m = m.Replace
		}
		modules = append(modules, *m)
	}
}

// file gives the name and the contents of the file about a module; a module without a licence is an error. Lines
// end as Windows' old Notepad wants them.
func (m module) file() (string, []byte, error) {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s\n", m.Path, m.Version)
	walk := m.texts
	if m.Path == "go" { // below are the tools, which are not in the programs
		walk = m.rootTexts
	}
	texts, err := walk()
	if err != nil {
		return "", nil, err
	}
	if len(texts) == 0 {
		return "", nil, fmt.Errorf("%s %s has no licence in %s", m.Path, m.Version, m.Dir)
	}
	for _, t := range texts {
		fmt.Fprintf(&b, "\n%s\n%s\n\n%s\n", strings.Repeat("=", len(t.name)), t.name, strings.TrimSpace(t.says))
	}
	says := strings.ReplaceAll(strings.ReplaceAll(b.String(), "\r\n", "\n"), "\n", "\r\n")
	return strings.ReplaceAll(m.Path, "/", "_") + ".txt", []byte(says), nil
}

// rootTexts gives the licences at the module's root.
func (m module) rootTexts() ([]text, error) {
	entries, err := os.ReadDir(m.Dir)
	if err != nil {
		return nil, err
	}
	var texts []text
	for _, e := range entries {
		if e.IsDir() || !licenceName.MatchString(e.Name()) {
			continue
		}
		b, err := os.ReadFile(filepath.Join(m.Dir, e.Name()))
		if err != nil {
			return nil, err
		}
		texts = append(texts, text{e.Name(), string(b)})
	}
	return texts, nil
}

// texts gives all licences of a module, those of fonts and C sources it took over too.
func (m module) texts() ([]text, error) {
	if m.Dir == "" {
		return nil, fmt.Errorf("%s %s is not downloaded", m.Path, m.Version)
	}
	var texts []text
	err := filepath.WalkDir(m.Dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if d.Name() == "testdata" || d.Name() == "vendor" {
				return fs.SkipDir
			}
			return nil
		}
		if !licenceName.MatchString(d.Name()) || strings.HasSuffix(d.Name(), ".go") {
			return nil
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(m.Dir, path)
		texts = append(texts, text{filepath.ToSlash(name), string(b)})
		return err
	})
	return texts, err
}
