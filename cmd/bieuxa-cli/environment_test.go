//go:build linux

package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// small mounts a drive of a few bytes; the test is left out where the system does not allow it.
func small(t *testing.T, size string) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size="+size); err != nil {
		t.Skipf("no drive can be mounted: %v", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, syscall.MNT_DETACH) })
	return dir
}

// told runs the command and returns its exit code and what it said.
func told(bin string, args ...string) (int, string) {
	cmd := exec.Command(bin, args...)
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	_ = cmd.Run()
	return cmd.ProcessState.ExitCode(), said.String()
}

// sampleBook is the command and a book of the sample with its returns.
func sampleBook(t *testing.T) (bin, dir, book string) {
	t.Helper()
	if testing.Short() {
		t.Skip("many processes")
	}
	dir = t.TempDir()
	bin = filepath.Join(dir, "bieuxa-cli")
	if out, err := exec.Command("go", "build", "-o", bin, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	output(t, bin, "demo", dir)
	return bin, dir, filepath.Join(dir, "quan-hoa-2020.bieuxa")
}

// copyTo copies a file.
func copyTo(t *testing.T, from, to string) {
	t.Helper()
	b, err := os.ReadFile(from)
	if err == nil {
		err = os.WriteFile(to, b, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// TestDrivesAndNames tries what the disk and its names can do to the command, each on a copy of one sample book.
func TestDrivesAndNames(t *testing.T) {
	bin, dir, book := sampleBook(t)
	for name, try := range map[string]func(t *testing.T, bin, dir, book string){
		"a full drive": fullDriveLeavesTheBookWhole, "a read-only drive": readOnlyDriveIsTold, "long names": longNames,
	} {
		t.Run(name, func(t *testing.T) {
			own := filepath.Join(t.TempDir(), "sổ.bieuxa")
			copyTo(t, book, own)
			try(t, bin, dir, own)
		})
	}
}

func fullDriveLeavesTheBookWhole(t *testing.T, bin, dir, book string) {
	st, err := os.Stat(book)
	if err != nil {
		t.Fatal(err)
	}
	drive := small(t, "64m")
	there := filepath.Join(drive, "sổ.bieuxa")
	copyTo(t, book, there)
	fill := filepath.Join(drive, "đầy")
	if err := os.WriteFile(fill, make([]byte, 64<<20-st.Size()-(64<<10)), 0o600); err != nil {
		t.Fatal(err)
	}
	before := output(t, bin, "rollup", there, "--period", "2020-11", "--json")
	code, said := told(bin, "import", there, "--period", "2021-01", filepath.Join(dir, "returns", "2020-12"))
	if code != exitProblem || strings.Contains(said, "panic") || !strings.Contains(said, "\n") {
		t.Errorf("import onto a full drive: exit code %d\n%s", code, said)
	}
	code, said = told(bin, "export", there, "--period", "2020-12", "--out", filepath.Join(drive, "biểu"))
	if code != exitProblem {
		t.Errorf("export onto a full drive: exit code %d\n%s", code, said)
	}
	for _, left := range filesUnder(t, filepath.Join(drive, "biểu")) {
		t.Errorf("half of an export is left: %s", left)
	}
	if err := os.Remove(fill); err != nil {
		t.Fatal(err)
	}
	if after := output(t, bin, "rollup", there, "--period", "2020-11", "--json"); !bytes.Equal(before, after) {
		t.Error("the totals have changed")
	}
	if code, said := told(bin, "export", there, "--period", "2020-12", "--out", filepath.Join(drive, "biểu")); code != exitClean {
		t.Errorf("with room again: exit code %d\n%s", code, said)
	}
}

func filesUnder(t *testing.T, dir string) (names []string) {
	t.Helper()
	_ = filepath.Walk(dir, func(path string, st os.FileInfo, err error) error {
		if err == nil && !st.IsDir() {
			names = append(names, path)
		}
		return nil
	})
	return names
}

func readOnlyDriveIsTold(t *testing.T, bin, dir, book string) {
	drive := small(t, "64m")
	there := filepath.Join(drive, "sổ.bieuxa")
	copyTo(t, book, there)
	if err := syscall.Mount("", drive, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Skip(err)
	}
	want := output(t, bin, "rollup", book, "--period", "2020-12", "--json")
	if got := output(t, bin, "rollup", there, "--period", "2020-12", "--json"); !bytes.Equal(want, got) {
		t.Error("a book on a read-only drive shows other totals")
	}
	returns := filepath.Join(dir, "returns", "2020-12")
	for _, args := range [][]string{
		{"import", there, "--period", "2020-12", returns},
		{"export", book, "--period", "2020-12", "--out", drive},
		{"template", book, "--period", "2020-12", "--out", filepath.Join(drive, "mẫu")},
		{"backup", book, "--out", filepath.Join(drive, "lưu.bieuxa")},
		{"new", filepath.Join(drive, "mới.bieuxa"), "--parent", "385"},
	} {
		code, said := told(bin, args...)
		if code != exitProblem && !(args[0] == "backup" && code == exitUse) || strings.Contains(said, "panic") || len(strings.Split(strings.TrimSpace(said), "\n")) < 2 {
			t.Errorf("%s: exit code %d\n%s", args[0], code, said)
		}
	}
}

// A name of 250 letters, most of them with marks, in a folder beyond 260 letters; what is derived from the name must
// still fit into one.
func longNames(t *testing.T, bin, dir, book string) {
	deep := t.TempDir()
	for range 5 {
		deep = filepath.Join(deep, strings.Repeat("Tài liệu xã ", 5))
	}
	if err := os.MkdirAll(deep, 0o700); err != nil {
		t.Fatal(err)
	}
	long := filepath.Join(deep, strings.Repeat("báo cáo ệ", 23)[:240]+".xlsx") // 245 bytes, as much as a name may have and little more
	long = strings.ToValidUTF8(long, "")
	copyTo(t, filepath.Join(dir, "returns", "2020-12", "14887 Xã Phú Sơn 2020-12.xlsx"), long)
	if code, said := told(bin, "check", long, "--book", book, "--period", "2020-12"); code != exitClean {
		t.Errorf("check: exit code %d\n%s", code, said)
	}
	if code, said := told(bin, "import", book, "--period", "2020-12", long); code != exitClean {
		t.Errorf("import: exit code %d\n%s", code, said)
	}
	out := filepath.Join(deep, "trả lại")
	for _, args := range [][]string{
		{"sendback", book, "--period", "2020-12", "--unit", "14887", "--because", "thử", "--out", out},
		{"original", book, "--period", "2020-12", "--unit", "14887", "--out", out},
		{"export", book, "--period", "2020-12", "--out", out},
	} {
		if code, said := told(bin, args...); code != exitClean {
			t.Errorf("%s: exit code %d\n%s", args[0], code, said)
		}
	}
}
