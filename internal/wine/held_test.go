//go:build linux

package wine

import (
	"bufio"
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// hold keeps a file of a folder as another program does; let go of it with the function returned. With a time it lets
// go by itself.
func (r *trial) hold(dir, name string, more ...string) func() {
	r.t.Helper()
	cmd := r.p.Start(Command{Dir: dir, Args: append([]string{filepath.Join(r.bin, "held.exe"), name}, more...)})
	in, err := cmd.StdinPipe()
	r.must(err)
	out, err := cmd.StdoutPipe()
	r.must(err)
	r.must(cmd.Start())
	said, err := bufio.NewReader(out).ReadString('\n')
	if err != nil || strings.TrimSpace(said) != "held" {
		r.t.Fatalf("holding %s: %q, %v", name, said, err)
	}
	ended := false
	letGo := func() {
		if !ended {
			ended = true
			_ = in.Close()
			_, _ = io.Copy(io.Discard, out)
			_ = cmd.Wait()
		}
	}
	r.t.Cleanup(letGo)
	return letGo
}

// office makes a folder with a book of December and its exports, on drive D:.
func (r *trial) office() string {
	r.t.Helper()
	dir := r.drive("d")
	r.inbox(filepath.Join(dir, "Nhận về"))
	for _, args := range [][]string{month(here)[0], month(here)[3], export()} {
		if ran := r.linux(dir, args...); ran.Code > 1 {
			r.t.Fatalf("%v: %+v", args, ran)
		}
	}
	return dir
}

const (
	aBook     = "Sổ huyện Quan Hóa.bieuxa"
	aWorkbook = "Xuất ra/Bieu tong hop 385 2020-12.xlsx"
)

func export() []string { return []string{"export", aBook, "--period", period, "--out", "Xuất ra"} }

// A workbook that is open in Excel is not replaced: the old one stays, the person is told, nothing else is left.
func TestExportOverAnOpenWorkbook(t *testing.T) {
	r := begin(t)
	dir := r.office()
	old := tree(t, filepath.Join(dir, "Xuất ra"))
	letGo := r.hold(dir, aWorkbook)
	ran := r.cli(dir, nil, export()...)
	if ran.Code != 3 || !strings.Contains(ran.Errs, "đang mở ở chương trình khác") || !strings.Contains(ran.Errs, "Đóng tệp đó rồi làm lại") {
		t.Errorf("%+v", ran)
	}
	letGo()
	now := tree(t, filepath.Join(dir, "Xuất ra"))
	if !bytes.Equal(now[filepath.Base(aWorkbook)], old[filepath.Base(aWorkbook)]) || len(now) != len(old) {
		t.Errorf("the old export is not as it was: %d files, %d before", len(now), len(old))
	}
	if ran := r.cli(dir, nil, export()...); ran.Code != 0 {
		t.Errorf("once it is closed: %+v", ran)
	}
}

// A virus scanner that looks into the old workbook for a moment is waited for.
func TestExportWaitsForAScanner(t *testing.T) {
	r := begin(t)
	dir := r.office()
	before, err := os.Stat(filepath.Join(dir, aWorkbook))
	r.must(err)
	exporting := r.p.Start(Command{Dir: dir, Env: []string{now, who}, Args: append([]string{filepath.Join(r.bin, "bieuxa-cli.exe")}, export()...)})
	var said bytes.Buffer
	exporting.Stdout, exporting.Stderr = &said, &said
	r.must(exporting.Start())
	parts := filepath.Join(dir, "Xuất ra", ".bieuxa-*.part")
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(time.Millisecond) {
		if found, _ := filepath.Glob(parts); len(found) > 0 {
			break // it writes: now the scanner comes
		}
	}
	_ = r.hold(dir, aWorkbook, "400")
	if err := exporting.Wait(); err != nil {
		t.Errorf("%v: %s", err, said.String())
	}
	if after, err := os.Stat(filepath.Join(dir, aWorkbook)); err != nil || os.SameFile(before, after) {
		t.Errorf("the workbook was not replaced: %v", err)
	}
}

// A workbook marked as for reading only stays, and the person is told how to take the mark away.
func TestExportOverAReadOnlyFile(t *testing.T) {
	r := begin(t)
	dir := r.office()
	r.must(os.Chmod(filepath.Join(dir, aWorkbook), 0o444))
	ran := r.cli(dir, nil, export()...)
	if ran.Code != 3 || !strings.Contains(ran.Errs, "Read-only") {
		t.Errorf("%+v", ran)
	}
}

// A return that is open in Excel is named with its reason; the others are taken.
func TestImportWithAReturnOpenElsewhere(t *testing.T) {
	r := begin(t)
	dir := r.office()
	r.hold(dir, "Nhận về/14872 Xã Thành Sơn 2020-12.xlsx")
	ran := r.cli(dir, nil, "import", aBook, "--period", period, "Nhận về")
	if !strings.Contains(ran.Out+ran.Errs, "đang bị chương trình khác giữ") {
		t.Errorf("%+v", ran)
	}
	if !strings.Contains(ran.Out, "14875") {
		t.Errorf("the others are not told: %+v", ran)
	}
}

// A book that is open on another computer or in another window is read, and who holds it is told; once that program is
// killed it is free, and what was half written is taken back.
func TestBookThatAnotherHolds(t *testing.T) {
	r := begin(t)
	dir := r.office()
	holder := r.p.Start(Command{Dir: dir, Env: []string{now, "BIEUXA_WHO=Nguyễn Văn Bình"},
		Args: []string{filepath.Join(r.bin, "bieuxa-cli.exe"), "import", aBook, "--period", period, "Nhận về"}})
	r.must(holder.Start())
	lock := filepath.Join(dir, aBook+".lock")
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(2 * time.Millisecond) {
		if text, err := os.ReadFile(lock); err == nil && strings.Contains(string(text), "Bình") {
			break
		}
	}
	stop(holder)
	defer kill(holder)
	ran := r.cli(dir, nil, "close", aBook, "--period", "2020-11", "--because", "thử")
	if ran.Code != 3 || !strings.Contains(ran.Errs, "Nguyễn Văn Bình") {
		t.Errorf("who holds it is not told: %+v", ran)
	}
	if ran := r.cli(dir, nil, "board", aBook, "--period", period); ran.Code != 0 {
		t.Errorf("it cannot be read: %+v", ran)
	}
	kill(holder)
	if ran := r.cli(dir, nil, "import", aBook, "--period", period, "Nhận về"); ran.Code > 1 {
		t.Errorf("after the holder was killed: %+v", ran)
	}
	if _, err := os.Stat(lock); !os.IsNotExist(err) {
		t.Errorf("the lock stays: %v", err)
	}
}

func stop(cmd *exec.Cmd) { _ = cmd.Process.Signal(syscall.SIGSTOP) }

func kill(cmd *exec.Cmd) {
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
}

// Names that Windows takes for devices, or for a stream of another file, are refused before anything is written.
func TestBadNames(t *testing.T) {
	r := begin(t)
	dir := r.office()
	for _, name := range []string{"CON.xlsx", "aux.xlsx", "Biểu 02:phụ.xlsx", "NUL"} {
		ran := r.cli(dir, nil, "findings", aBook, "--period", period, "--out", name)
		if ran.Code != 3 || !strings.Contains(ran.Errs, "không nhận tên tệp") {
			t.Errorf("%s: %+v", name, ran)
		}
	}
	if ran := r.cli(dir, nil, "new", "LPT1.bieuxa", "--parent", "385"); ran.Code != 3 {
		t.Errorf("%+v", ran)
	}
}

// cmd.exe hands patterns on as they are: the command finds the files itself, whatever the case of their endings.
func TestPatterns(t *testing.T) {
	r := begin(t)
	dir := r.office()
	r.must(os.Rename(filepath.Join(dir, "Nhận về/14872 Xã Thành Sơn 2020-12.xlsx"), filepath.Join(dir, "Nhận về/14872 [bản 1].XLSX")))
	ran := r.cli(dir, nil, "check", `Nhận về\1487*.xlsx`, "--json")
	if n := strings.Count(ran.Out, `"file": "1487`); ran.Code > 1 || n < 2 || !strings.Contains(ran.Out, "[bản 1].XLSX") {
		t.Errorf("%d files: %+v", n, ran)
	}
	if ran := r.cli(dir, nil, "check", `Nhận về\không có*.xlsx`); ran.Code != 3 || !strings.Contains(ran.Errs, "không có*.xlsx") {
		t.Errorf("%+v", ran)
	}
}

// A path in quotes that ends in \ takes the quote with it, by the rules of Windows; it is understood all the same.
func TestQuotedFolder(t *testing.T) {
	r := begin(t)
	dir := r.office()
	ran := r.cli(dir, nil, "template", aBook, "--period", period, "--out", `D:\Biểu mẫu"`)
	if ran.Code != 0 {
		t.Errorf("%+v", ran)
	}
	if made, err := os.ReadDir(filepath.Join(dir, "Biểu mẫu")); err != nil || len(made) != 15 {
		t.Errorf("%d templates, %v", len(made), err)
	}
}
