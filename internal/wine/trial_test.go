//go:build linux

package wine

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// The clock, the person and the period of all trials.
const (
	now    = "BIEUXA_NOW=2021-01-05T08:00:00+07:00"
	who    = "BIEUXA_WHO=thu"
	period = "2020-12"
)

// trial is one test: the programs of both systems and a prefix.
type trial struct {
	t   *testing.T
	p   *Prefix
	bin string // folder with bieuxa.exe, bieuxa-cli.exe, held.exe and bieuxa-cli
}

// begin opens the prefix. All tests share it, one after another.
func begin(t *testing.T) *trial {
	t.Helper()
	bin := os.Getenv("BIEUXA_WINE_BIN")
	if bin == "" {
		t.Skip("BIEUXA_WINE_BIN is not set: make e2e-wine runs this")
	}
	script, err := filepath.Abs("../../scripts/wine.sh")
	if err == nil {
		bin, err = filepath.Abs(bin)
	}
	if err != nil {
		t.Fatal(err)
	}
	p, err := Open(script)
	if err != nil {
		t.Fatal(err)
	}
	return &trial{t: t, p: p, bin: bin}
}

func (r *trial) must(err error) {
	r.t.Helper()
	if err != nil {
		r.t.Fatal(err)
	}
}

// cli runs the command of Windows in a folder of this computer.
func (r *trial) cli(dir string, env []string, args ...string) Ran {
	r.t.Helper()
	ran, err := r.p.Run(Command{Dir: dir, Env: append([]string{now, who}, env...), Args: append([]string{filepath.Join(r.bin, "bieuxa-cli.exe")}, args...)})
	r.must(err)
	return ran
}

// linux runs the command of this computer.
func (r *trial) linux(dir string, args ...string) Ran {
	r.t.Helper()
	cmd := exec.Command(filepath.Join(r.bin, "bieuxa-cli"), args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), now, who, "BIEUXA_HOME="+r.t.TempDir())
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	_ = cmd.Run()
	return Ran{out.String(), errs.String(), cmd.ProcessState.ExitCode()}
}

// slashes makes paths that Windows printed those of this computer.
func slashes(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(s, `\\`, "/"), `\`, "/")
}

// equal fails unless a command said and answered the same on both systems.
func (r *trial) equal(args []string, want, got Ran) {
	r.t.Helper()
	if got.Code != want.Code || slashes(got.Out) != slashes(want.Out) || slashes(got.Errs) != slashes(want.Errs) {
		r.t.Errorf("bieuxa-cli %s\nWindows (%d): %s%s\nLinux (%d): %s%s", strings.Join(args, " "), got.Code, got.Out, got.Errs,
			want.Code, want.Out, want.Errs)
	}
}

// tree is all files below a folder by their paths in it.
func tree(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	dir, err := filepath.EvalSymlinks(dir)
	if err != nil {
		t.Fatal(err)
	}
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		out[name], err = os.ReadFile(path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// sameTree fails unless two folders hold the same files, byte for byte.
func sameTree(t *testing.T, linux, windows string) {
	t.Helper()
	want, got := tree(t, linux), tree(t, windows)
	for name, body := range want {
		if other, ok := got[name]; !ok {
			t.Errorf("on Windows there is no %s", name)
		} else if !bytes.Equal(body, other) {
			t.Errorf("%s is another on Windows (%d and %d bytes)", name, len(other), len(body))
		}
	}
	for name := range got {
		if _, ok := want[name]; !ok {
			t.Errorf("only on Windows: %s", name)
		}
	}
	if len(want) == 0 {
		t.Errorf("%s is empty", linux)
	}
}

// copyTree copies a folder.
func copyTree(t *testing.T, from, to string) {
	t.Helper()
	if err := os.RemoveAll(to); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
}

// inbox makes a folder with the returns of December as an office receives them: 15, three of them faulty, one of the
// three with a name as a person gives it.
func (r *trial) inbox(dir string) {
	r.t.Helper()
	made := filepath.Join(r.bin, "sample-"+period) // made once for all tests; make begins with a new folder of programs
	if _, err := os.Stat(filepath.Join(made, "forms")); err != nil {
		if ran := r.linux("", "demo", made); ran.Code != 0 {
			r.t.Fatalf("demo: %s", ran.Errs)
		}
	}
	copyTree(r.t, filepath.Join(made, "returns", period), dir)
	spoil(r.t, filepath.Join(dir, "14884 Xã Phú Lệ 2020-12.xlsx"), "04_HoNgheo", "J18", 19)
	spoil(r.t, filepath.Join(dir, "14899 Xã Hiền Kiệt 2020-12.xlsx"), "04_HoNgheo", "D18", 900)
	spoil(r.t, filepath.Join(dir, "14878 Xã Phú Thanh 2020-12.xlsx"), "02_NguonLuc", "C13", nil)
	r.must(os.Rename(filepath.Join(dir, "14878 Xã Phú Thanh 2020-12.xlsx"), filepath.Join(dir, "BC tháng 12 – Phú Thanh (sửa lần 2) #1 100%.xlsx")))
}

// spoil writes one cell of a workbook.
func spoil(t *testing.T, path, sheet, cell string, value any) {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := f.SetCellValue(sheet, cell, value); err != nil {
		t.Fatal(err)
	}
	if err := f.Save(); err != nil {
		t.Fatal(err)
	}
}

// run runs a program of this computer.
func run(name string, args ...string) error {
	if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w: %s", name, err, out)
	}
	return nil
}
