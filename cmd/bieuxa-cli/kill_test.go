package main

import (
	"bufio"
	"context"
	"encoding/json"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"bieuxa/internal/months"
	"bieuxa/ntm"
)

// TestKilledImportLosesNothing kills an import of 98 files at random moments. What was reported as
// done must be in the book, no file may be half in it, and the next import must complete the month.
func TestKilledImportLosesNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("many processes")
	}
	dir := t.TempDir()
	p := ntm.Period{Kind: ntm.Month, Year: 2020, N: 12}
	g, err := months.New(p)
	if err != nil {
		t.Fatal(err)
	}
	files := filepath.Join(dir, "tệp đã nhận")
	if err := g.Write(context.Background(), p, 98, files); err != nil {
		t.Fatal(err)
	}
	bin := filepath.Join(dir, "bieuxa-cli")
	if out, err := exec.Command("go", "build", "-o", bin, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	book := filepath.Join(dir, "sổ.bieuxa")
	output(t, bin, "new", book, "--parent", months.Parent, "--set", "xa-2016-2020", "--on", "2020-01-14")
	whole := wholeImport(t, bin, book, p, files)
	want := output(t, bin, "rollup", book, "--period", p.String(), "--json")

	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 1))
	rounds := 6
	for round := range rounds {
		fresh := filepath.Join(dir, "round.bieuxa")
		for _, name := range []string{fresh, fresh + "-journal", fresh + ".lock"} {
			_ = os.Remove(name)
		}
		output(t, bin, "new", fresh, "--parent", months.Parent, "--set", "xa-2016-2020", "--on", "2020-01-14")
		after := whole/3 + time.Duration(random.Int64N(int64(whole*2/3))) // the files are read before the first is stored
		reported := killedImport(t, bin, fresh, p, files, after)
		board := boardOf(t, bin, fresh, p)
		for _, file := range reported {
			if !board[file] {
				t.Fatalf("round %d: %s was reported as done and is not in the book", round, file)
			}
		}
		if len(board) < len(reported) || len(board) > len(reported)+1 {
			t.Errorf("round %d: %d files reported, %d in the book", round, len(reported), len(board))
		}
		wholeImport(t, bin, fresh, p, files)
		if board = boardOf(t, bin, fresh, p); len(board) != 98 {
			t.Fatalf("round %d: after the next import %d files are in the book", round, len(board))
		}
		if got := output(t, bin, "rollup", fresh, "--period", p.String(), "--json"); string(got) != string(want) {
			t.Errorf("round %d: the totals differ from those of an import that was not killed", round)
		}
		t.Logf("round %d: killed after %v, %d files reported", round, after.Round(time.Millisecond), len(reported))
	}
}

func output(t *testing.T, name string, args ...string) []byte {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return out
}

func wholeImport(t *testing.T, bin, book string, p ntm.Period, files string) time.Duration {
	t.Helper()
	start := time.Now()
	cmd := exec.Command(bin, "import", book, "--period", p.String(), files)
	cmd.Stderr = os.Stderr
	if out, err := cmd.Output(); err != nil && cmd.ProcessState.ExitCode() != exitBlocked {
		t.Fatalf("import: %v\n%s", err, out)
	}
	return time.Since(start)
}

// killedImport starts an import, kills it, and returns the files it had reported as done by then.
func killedImport(t *testing.T, bin, book string, p ntm.Period, files string, after time.Duration) []string {
	t.Helper()
	cmd := exec.Command(bin, "import", book, "--period", p.String(), files)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
	var reported []string
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if name, _, ok := strings.Cut(lines.Text(), ".xlsx: "); ok && !strings.HasPrefix(name, " ") {
			reported = append(reported, name+".xlsx")
		}
	}
	_ = cmd.Wait()
	return reported
}

// boardOf is the set of files that are in the book.
func boardOf(t *testing.T, bin, book string, p ntm.Period) map[string]bool {
	t.Helper()
	var board struct {
		Units []struct {
			File    string
			Version int
		}
	}
	if err := json.Unmarshal(output(t, bin, "board", book, "--period", p.String(), "--json"), &board); err != nil {
		t.Fatal(err)
	}
	in := map[string]bool{}
	for _, u := range board.Units {
		if u.Version > 0 {
			in[u.File] = true
		}
		if u.Version > 1 {
			t.Errorf("%s is stored %d times", u.File, u.Version)
		}
	}
	return in
}
