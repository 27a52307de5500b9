package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"bieuxa-cli": func() { os.Exit(run(context.Background(), os.Args[1:], os.Stdout, os.Stderr)) },
	})
}

// Scripts run the command as a person would. Besides the usual commands they have
//
//	json FILE PATH WANT         the value at a dotted path is WANT; «len» is the length of a list
//	setcell FILE SHEET CELL V   types a value into a cell, as a person in Excel would
//	fill FILE SHEET AREA V      the same into every cell of an area that holds no formula
//	lock FILE PASSWORD          the file needs a password to be opened from now on
//	files DIR N                 the folder holds N files
//	exits CODE PROGRAM ARGS…    the program ends with the exit code
//	$DEMO                       the folder of a demonstration, read-only
func TestScripts(t *testing.T) {
	demo := filepath.Join(t.TempDir(), "demo")
	t.Setenv("BIEUXA_NOW", "2021-01-04T08:00:00+07:00")
	var out, errs strings.Builder
	if code := run(context.Background(), []string{"demo", demo}, &out, &errs); code != exitClean {
		t.Fatalf("demo ends with %d\n%s%s", code, out.String(), errs.String())
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			env.Setenv("BIEUXA_NOW", "2021-01-04T08:00:00+07:00")
			env.Setenv("BIEUXA_WHO", "tester")
			env.Setenv("DEMO", demo)
			if runtime.GOOS == "windows" { // a script begins with no folders of a person
				env.Setenv("LOCALAPPDATA", filepath.Join(env.WorkDir, ".local"))
				env.Setenv("APPDATA", filepath.Join(env.WorkDir, ".roaming"))
			}
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"json": jsonCommand, "setcell": setCell, "fill": fillCells, "lock": lockFile, "files": countFiles, "exits": exits,
		},
	})
}

func jsonCommand(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 3 {
		ts.Fatalf("usage: json FILE PATH WANT")
	}
	var v any
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[0])), &v))
	got := walk(v, strings.Split(args[1], "."))
	if (got == args[2]) == neg {
		ts.Fatalf("%s is %s, want %s", args[1], got, args[2])
	}
}

// walk follows a dotted path. A step «name=value» picks the object of a list that has it.
func walk(v any, path []string) string {
	for _, step := range path {
		switch x := v.(type) {
		case map[string]any:
			v = x[step]
		case []any:
			if step == "len" {
				return strconv.Itoa(len(x))
			}
			if key, want, ok := strings.Cut(step, "="); ok {
				v = find(x, key, want)
				continue
			}
			i, err := strconv.Atoi(step)
			if err != nil || i >= len(x) {
				return "nothing"
			}
			v = x[i]
		default:
			return "nothing"
		}
	}
	if s, ok := v.(string); ok {
		return s
	}
	text, _ := json.Marshal(v)
	return string(text)
}

func find(list []any, key, want string) any {
	for _, item := range list {
		if m, ok := item.(map[string]any); ok && fmt.Sprint(m[key]) == want {
			return m
		}
	}
	return nil
}

func setCell(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 4 {
		ts.Fatalf("usage: setcell FILE SHEET CELL VALUE")
	}
	path := ts.MkAbs(args[0])
	f, err := excelize.OpenFile(path)
	ts.Check(err)
	defer f.Close()
	if n, err := strconv.ParseFloat(args[3], 64); err == nil {
		ts.Check(f.SetCellValue(args[1], args[2], n))
	} else {
		ts.Check(f.SetCellValue(args[1], args[2], args[3]))
	}
	ts.Check(f.Save())
}

func fillCells(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 4 {
		ts.Fatalf("usage: fill FILE SHEET AREA VALUE")
	}
	path := ts.MkAbs(args[0])
	f, err := excelize.OpenFile(path)
	ts.Check(err)
	defer f.Close()
	from, to, _ := strings.Cut(args[2], ":")
	left, top, err := excelize.CellNameToCoordinates(from)
	ts.Check(err)
	right, bottom, err := excelize.CellNameToCoordinates(to)
	ts.Check(err)
	n, err := strconv.ParseFloat(args[3], 64)
	ts.Check(err)
	for row := top; row <= bottom; row++ {
		for col := left; col <= right; col++ {
			cell, err := excelize.CoordinatesToCellName(col, row)
			ts.Check(err)
			if formula, err := f.GetCellFormula(args[1], cell); err == nil && formula == "" {
				ts.Check(f.SetCellValue(args[1], cell, n))
			}
		}
	}
	ts.Check(f.Save())
}

func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE PROGRAM ARGS…")
	}
	code := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var failed *exec.ExitError
		if !errors.As(err, &failed) {
			ts.Check(err)
		}
		code = failed.ExitCode()
	}
	if strconv.Itoa(code) != args[0] {
		ts.Fatalf("exit code %d, want %s", code, args[0])
	}
}

func lockFile(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: lock FILE PASSWORD")
	}
	body, err := excelize.Encrypt([]byte(ts.ReadFile(args[0])), &excelize.Options{Password: args[1]})
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), body, 0o644))
}

func countFiles(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: files DIR N")
	}
	entries, err := os.ReadDir(ts.MkAbs(args[0]))
	ts.Check(err)
	if (strconv.Itoa(len(entries)) == args[1]) == neg {
		ts.Fatalf("%s holds %d files, want %s", args[0], len(entries), args[1])
	}
}
