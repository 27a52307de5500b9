package corpus

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// Programs that save a workbook again.
const (
	Openpyxl    = "openpyxl"
	LibreOffice = "libreoffice"
	SheetJS     = "sheetjs"
	Gnumeric    = "gnumeric"
)

// saving is how another program is to save the file.
type saving struct {
	by    string
	as    string // the program's name of the kind; empty: xlsx
	ext   string // of the file as it is handed in
	edits []Edit // openpyxl makes them itself, from the clean file
}

// job is a file that waits for another program.
type job struct {
	saving
	line int // of m.truth
	from string
}

// Available are those of the programs that this machine has; the others are left out.
func Available(wanted []string) (have, lack []string) {
	for _, by := range wanted {
		var err error
		switch by {
		case Openpyxl:
			err = exec.Command("/usr/bin/python3", "-c", "import openpyxl").Run()
		case LibreOffice:
			_, err = exec.LookPath("soffice")
		case SheetJS:
			if _, err = exec.LookPath("node"); err == nil {
				_, err = exec.LookPath("npm")
			}
		case Gnumeric:
			_, err = exec.LookPath("ssconvert")
		default:
			err = fmt.Errorf("no program %q", by)
		}
		if err != nil {
			lack = append(lack, by)
			continue
		}
		have = append(have, by)
	}
	return have, lack
}

// saveAgain lets another program save half of the files that any may: those without cells that are written by hand, which
// a program that calculates would write otherwise.
func (m *maker) saveAgain(x *made, r *rand.Rand) {
	d := x.doc
	if d.keep || d.saved.by != "" || len(m.Others) == 0 || len(d.raw) > 0 || len(d.after) > 0 || d.password != "" || len(d.with) > 0 || r.IntN(2) == 0 {
		return
	}
	by := m.Others[r.IntN(len(m.Others))]
	if by == SheetJS && d.needsLook() { // its free edition keeps no fonts
		return
	}
	d.saved = saving{by: by}
	if by == Openpyxl && d.portable() {
		d.saved.edits = d.edits
	}
}

// needsLook tells whether a fault shows only in how cells look or are hidden.
func (d *Doc) needsLook() bool {
	return slices.ContainsFunc(d.Injected, func(in Injected) bool { return in.Fault == 5 || in.Fault == 3 || in.Fault == 17 })
}

// enqueue notes that another program is to save the file that was written last.
func (m *maker) enqueue(d *Doc) {
	if d.saved.by == "" {
		return
	}
	line := &m.truth[len(m.truth)-1]
	line.Producer = d.saved.by
	if d.saved.as != "" {
		line.Producer += " " + d.saved.as
	}
	j := job{saving: d.saved, line: len(m.truth) - 1, from: filepath.Join(m.Dir, line.File)}
	m.resave = append(m.resave, j)
}

// others lets the other programs save what waits for them, each in one go.
func (m *maker) others(ctx context.Context) error {
	tmp, err := os.MkdirTemp("", "corpus-save")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	for _, by := range m.Others {
		var mine []job
		for _, j := range m.resave {
			if j.by == by {
				mine = append(mine, j)
			}
		}
		if len(mine) == 0 {
			continue
		}
		if err := m.saveWith(ctx, by, mine, tmp); err != nil {
			return fmt.Errorf("%s: %w", by, err)
		}
	}
	return nil
}

// saveWith saves the files by one program. Each goes in and comes out under its number, then takes its place.
func (m *maker) saveWith(ctx context.Context, by string, jobs []job, tmp string) error {
	in, out := filepath.Join(tmp, by+"-in"), filepath.Join(tmp, by+"-out")
	for _, dir := range []string{in, out} {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return err
		}
	}
	for _, j := range jobs {
		body, err := os.ReadFile(j.from)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(in, j.name("xlsx")), body, 0o644); err != nil {
			return err
		}
	}
	run := map[string]func(context.Context, []job, string, string) error{Openpyxl: m.runOpenpyxl, LibreOffice: runLibreOffice, SheetJS: m.runSheetJS, Gnumeric: runGnumeric}[by]
	if err := run(ctx, jobs, in, out); err != nil {
		return err
	}
	for _, j := range jobs {
		line := &m.truth[j.line]
		body, err := os.ReadFile(filepath.Join(out, j.name(j.made())))
		if err != nil {
			return fmt.Errorf("%s was not saved: %w", line.File, err)
		}
		if err := os.Remove(j.from); err != nil {
			return err
		}
		if j.ext != "" {
			line.File = strings.TrimSuffix(line.File, filepath.Ext(line.File)) + j.ext
		}
		if err := os.WriteFile(filepath.Join(m.Dir, line.File), body, 0o644); err != nil {
			return err
		}
	}
	return nil
}

func (j *job) name(ext string) string { return fmt.Sprintf("%05d.%s", j.line, ext) }

// made is the ending that the program gives the kind of file.
func (j *job) made() string {
	switch j.as {
	case "":
		return "xlsx"
	case "biff8", "biff5", "excel_biff7", "excel_biff8", "xlml":
		return "xls"
	case "openoffice", "odf":
		return "ods"
	}
	return j.as
}

// call runs a program; what it says is kept for the error.
func call(ctx context.Context, stdin io.Reader, env []string, name string, args ...string) error {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Stdin, cmd.Env = stdin, append(os.Environ(), env...)
	out, err := cmd.CombinedOutput()
	if err != nil {
		return fmt.Errorf("%s: %w: %.500s", name, err, out)
	}
	return nil
}

// lines are the jobs for a script.
func lines(jobs []job, in, out string) io.Reader {
	var b bytes.Buffer
	for _, j := range jobs {
		line, err := json.Marshal(map[string]any{"from": filepath.Join(in, j.name("xlsx")), "to": filepath.Join(out, j.name(j.made())), "type": j.as, "edits": j.edits})
		must(err)
		b.Write(append(line, '\n'))
	}
	return &b
}

// runOpenpyxl loads and saves; where it makes the edits itself, it begins with the clean return.
func (m *maker) runOpenpyxl(ctx context.Context, jobs []job, in, out string) error {
	for _, j := range jobs {
		if j.edits == nil {
			continue
		}
		for _, b := range m.bases() {
			if b.ID == m.truth[j.line].Base {
				if err := os.WriteFile(filepath.Join(in, j.name("xlsx")), b.Body, 0o644); err != nil {
					return err
				}
			}
		}
	}
	return call(ctx, lines(jobs, in, out), nil, "/usr/bin/python3", "scripts/corpus_edit.py")
}

// runLibreOffice converts all files of a kind in calls of fifty.
func runLibreOffice(ctx context.Context, jobs []job, in, out string) error {
	byKind := map[string][]string{}
	for _, j := range jobs {
		byKind[j.made()] = append(byKind[j.made()], filepath.Join(in, j.name("xlsx")))
	}
	for kind, files := range byKind {
		for part := range slices.Chunk(files, 50) {
			args := append([]string{"-env:UserInstallation=file://" + filepath.Join(in, "profile"), "--headless", "--convert-to", kind, "--outdir", out}, part...)
			if err := call(ctx, nil, nil, "soffice", args...); err != nil {
				return err
			}
		}
	}
	return nil
}

// runSheetJS installs the library beside the corpus, once.
func (m *maker) runSheetJS(ctx context.Context, jobs []job, in, out string) error {
	lib := filepath.Join(filepath.Dir(filepath.Clean(m.Dir)), "corpus-sheetjs")
	if _, err := os.Stat(filepath.Join(lib, "node_modules", "xlsx")); err != nil {
		if err := call(ctx, nil, nil, "npm", "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", lib, "xlsx@0.18.5"); err != nil {
			return err
		}
	}
	return call(ctx, lines(jobs, in, out), []string{"NODE_PATH=" + filepath.Join(lib, "node_modules")}, "node", "scripts/corpus_save.js")
}

func runGnumeric(ctx context.Context, jobs []job, in, out string) error {
	kinds := map[string]string{"": "Gnumeric_Excel:xlsx2", "excel_biff8": "Gnumeric_Excel:excel_biff8", "excel_biff7": "Gnumeric_Excel:excel_biff7",
		"openoffice": "Gnumeric_OpenCalc:openoffice"}
	for _, j := range jobs {
		if err := call(ctx, nil, nil, "ssconvert", "--export-type="+kinds[j.as], filepath.Join(in, j.name("xlsx")), filepath.Join(out, j.name(j.made()))); err != nil {
			return err
		}
	}
	return nil
}
