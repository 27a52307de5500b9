//go:build linux

package wine

import (
	"encoding/json"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"
)

// Keys of the registry that the installer writes.
const (
	keyEnding    = `HKCU\Software\Classes\.bieuxa`
	keyType      = `HKCU\Software\Classes\BieuXa.Book`
	keyUninstall = `HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\BieuXa`
	startMenu    = `AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Biểu Xã.lnk`
	installedIn  = `AppData/Local/Programs/Bieu Xa`
)

func (r *trial) registered(key string) bool {
	r.t.Helper()
	ran, err := r.p.Run(Command{Args: []string{"reg", "query", key}})
	r.must(err)
	return ran.Code == 0
}

// Installed without rights, opened by its file type, a month's files dropped on it, exported, closed, removed: and the
// book and what it wrote stay.
func TestInstalled(t *testing.T) {
	r := begin(t)
	setup := one(t, r.packages(), "test", "*setup*.exe")
	s := r.screen("installed")
	display := "DISPLAY=" + s.Desk.Display()
	folder := filepath.Join(r.p.User(), installedIn)
	if ran, err := r.p.Run(Command{Env: []string{display}, Args: []string{setup, "/S"}}); err != nil || ran.Code != 0 {
		t.Fatalf("installing: %+v, %v", ran, err)
	}
	for _, name := range []string{"bieuxa.exe", "bieuxa-cli.exe", "uninstall.exe", "opengl/opengl32.dll"} {
		if _, err := os.Stat(filepath.Join(folder, name)); err != nil {
			t.Error(err)
		}
	}
	if _, err := os.Stat(filepath.Join(r.p.User(), startMenu)); err != nil {
		t.Error(err)
	}
	for _, key := range []string{keyEnding, keyType, keyUninstall} {
		if !r.registered(key) {
			t.Errorf("%s is not there", key)
		}
	}

	dir := filepath.Join(r.drive("d"), "Tài liệu xã Phú Lệ", "Biểu tháng 2")
	r.must(os.MkdirAll(dir, 0o755))
	r.inbox(filepath.Join(dir, "Nhận về"))
	if ran := r.cli(dir, nil, "new", aBook, "--parent", "385", "--on", "2020-01-14"); ran.Code != 0 {
		t.Fatalf("%+v", ran)
	}
	if ran := r.cli(dir, nil, "import", aBook, "--period", period, "Nhận về/14869 Thị trấn Hồi Xuân 2020-12.xlsx"); ran.Code != 0 {
		t.Fatalf("%+v", ran)
	}
	s.start(nil, r.opens(`D:\Tài liệu xã Phú Lệ\Biểu tháng 2\`+aBook)...)
	s.Title(aBook)
	s.Shot("book")
	s.Must(s.Program.Drop(filepath.Join(dir, "Nhận về")))
	s.told(dir, "14917", "verdicts", aBook, "--period", period)
	s.Shot("received")
	s.Press("ctrl+3")
	s.Shot("check-room")
	s.Press("ctrl+1")
	s.Shot("overview")
	s.Press("ctrl+o")
	s.Shot("picker")
	s.Press("Escape")
	before, err := os.ReadFile(filepath.Join(dir, aBook))
	r.must(err)
	s.export(dir)
	s.Must(s.Program.Cross(soon))
	r.exportedAlike(dir, before)

	s.uninstall(folder, display)
	if _, err := os.Stat(filepath.Join(dir, aBook)); err != nil {
		t.Errorf("the book is gone: %v", err)
	}
}

// exportedAlike fails unless what the window exported has, byte for byte, what the command of this computer exports from
// the book as it was before, at the same moment and by the same person.
func (r *trial) exportedAlike(dir string, before []byte) {
	r.t.Helper()
	ran := r.cli(dir, nil, "verify", aBook, one(r.t, dir, "Xuất ra", "*.pdf"), "--json")
	var told struct {
		At  string `json:"exported_at"`
		Who string `json:"who"`
	}
	if err := json.Unmarshal([]byte(ran.Out), &told); err != nil || ran.Code != 0 {
		r.t.Fatalf("what the window exported: %+v, %v", ran, err)
	}
	again := r.t.TempDir()
	r.must(os.WriteFile(filepath.Join(again, aBook), before, 0o600))
	cmd := exec.Command(filepath.Join(r.bin, "bieuxa-cli"), "export", aBook, "--period", period, "--out", "Xuất ra")
	cmd.Dir = again
	cmd.Env = append(os.Environ(), "BIEUXA_NOW="+told.At, "BIEUXA_WHO="+told.Who, "BIEUXA_HOME="+r.t.TempDir())
	if out, err := cmd.CombinedOutput(); err != nil {
		r.t.Fatalf("%v: %s", err, out)
	}
	sameTree(r.t, filepath.Join(again, "Xuất ra"), filepath.Join(dir, "Xuất ra"))
}

// opens is the command line that Windows is told to open a book with. Wine itself does not look where types of one
// person are registered.
func (r *trial) opens(book string) []string {
	r.t.Helper()
	dir := r.drive("f")
	if ran, err := r.p.Run(Command{Args: []string{"reg", "export", keyType + `\shell\open\command`, `F:\type.reg`, "/y"}}); err != nil || ran.Code != 0 {
		r.t.Fatalf("%+v, %v", ran, err)
	}
	body, err := os.ReadFile(filepath.Join(dir, "type.reg"))
	r.must(err)
	var units []uint16
	for i := 0; i+1 < len(body); i += 2 {
		units = append(units, uint16(body[i])|uint16(body[i+1])<<8)
	}
	_, line, _ := strings.Cut(string(utf16.Decode(units)), "@=\"")
	line, _, _ = strings.Cut(line, "\r\n")
	line = strings.NewReplacer(`\"`, `"`, `\\`, `\`).Replace(strings.TrimSuffix(line, `"`))
	program, rest, _ := strings.Cut(strings.TrimPrefix(line, `"`), `" `)
	if rest != `"%1"` {
		r.t.Fatalf("a book is opened by %q", line)
	}
	return []string{program, book}
}

// export exports workbook and PDF by the reports' screen into a folder beside the book.
func (s *screen) export(dir string) {
	s.t.Helper()
	s.must(os.MkdirAll(filepath.Join(dir, "Xuất ra"), 0o755))
	s.Press("ctrl+5")
	s.Shot("reports")
	s.Click(image.Pt(240, 508)) // «Chọn nơi ghi…»
	s.Changes("pasting the folder", func() error { return s.Program.Paste(`D:\Tài liệu xã Phú Lệ\Biểu tháng 2\Xuất ra`) })
	s.Press("Return")
	s.Shot("folder")
	s.Press("Return")
	s.Shot("pages")
	s.Click(image.Pt(300, 566)) // «Xuất biểu»
	s.Must(s.Program.Until("a workbook and a PDF are written", soon, func() (bool, error) {
		files, err := filepath.Glob(filepath.Join(dir, "Xuất ra", "*.*"))
		return len(files) == 2, err
	}))
	s.Shot("exported")
}

// uninstall removes the program in silence and fails if anything of it stays.
func (s *screen) uninstall(folder, display string) {
	s.t.Helper()
	ran, err := s.p.Run(Command{Env: []string{display}, Args: []string{filepath.Join(folder, "uninstall.exe"), "/S"}})
	s.must(err)
	if ran.Code != 0 {
		s.t.Errorf("uninstalling: %+v", ran)
	}
	for end := time.Now().Add(soon); time.Now().Before(end); time.Sleep(200 * time.Millisecond) {
		if _, err := os.Stat(folder); os.IsNotExist(err) { // the uninstaller goes on by a copy of itself
			break
		}
	}
	if left, err := os.ReadDir(folder); !os.IsNotExist(err) {
		s.t.Errorf("the folder stays, with %v, %v", left, err)
	}
	if _, err := os.Lstat(filepath.Join(s.p.User(), startMenu)); !os.IsNotExist(err) {
		s.t.Errorf("the entry in the start menu stays: %v", err)
	}
	for _, key := range []string{keyEnding, keyType, keyUninstall} {
		if s.registered(key) {
			s.t.Errorf("%s stays", key)
		}
	}
}

// The portable program in a folder with diacritics writes nothing outside it.
func TestPortable(t *testing.T) {
	r := begin(t)
	zip := one(t, r.packages(), "*portable.zip")
	s := r.screen("portable")
	dir := filepath.Join(r.drive("d"), "USB của chị Hạnh", "Biểu Xã")
	s.unzip(zip, dir)
	program := filepath.Dir(s.find(dir, "bieuxa.exe"))
	inbox := filepath.Join(r.t.TempDir(), "Nhận về")
	r.inbox(inbox)
	_, _ = r.p.Run(Command{Args: []string{"cmd", "/c", "ver"}}) // Wine's own files are made
	before := s.listing()
	s.start(nil, filepath.Join(program, "bieuxa.exe"), filepath.Join(inbox, "14884 Xã Phú Lệ 2020-12.xlsx"))
	s.Title("Xã Phú Lệ")
	s.Shot("return")
	s.Press("ctrl+o")
	s.Shot("picker")
	s.Press("Escape")
	s.Must(s.Program.Cross(soon))
	if ran, err := r.p.Run(Command{Dir: program, Args: []string{filepath.Join(program, "bieuxa-cli.exe"), "where"}}); err != nil || ran.Code != 0 {
		t.Errorf("%+v, %v", ran, err)
	} else {
		t.Log(ran.Out)
	}
	for _, path := range s.listing() {
		if !slices.Contains(before, path) {
			t.Errorf("written outside: %s", path)
		}
	}
	if found, err := filepath.Glob(filepath.Join(program, "Du lieu", "so-xa", "*.bieuxa")); err != nil || len(found) != 1 {
		t.Errorf("the commune's own book is not in the program's folder: %v, %v", found, err)
	}
}

// The portable program on a medium that cannot be written to, opened with a book that lies there too.
func TestPortableOnAReadOnlyMedium(t *testing.T) {
	r := begin(t)
	zip := one(t, r.packages(), "*portable.zip")
	s := r.screen("read-only")
	dir := r.readOnly(func(dir string) {
		s.unzip(zip, dir)
		r.inbox(filepath.Join(dir, "Nhận về"))
		for _, args := range month(here)[:4] {
			r.linux(dir, args...)
		}
	})
	s.start(nil, s.find(dir, "bieuxa.exe"), `E:\`+aBook)
	s.Shot("told") // that nothing will be remembered
	s.Press("Escape")
	s.Title(aBook)
	s.Shot("book")
	s.Press("ctrl+2")
	s.Shot("receive")
	s.Press("Escape", "ctrl+1")
	s.Must(s.Program.Cross(soon))
}

func (s *screen) unzip(zip, dir string) {
	s.t.Helper()
	s.must(os.MkdirAll(dir, 0o755))
	s.must(run("unzip", "-q", zip, "-d", dir))
}

// find finds a file below a folder.
func (s *screen) find(dir, name string) string {
	s.t.Helper()
	for path := range tree(s.t, dir) {
		if filepath.Base(path) == name && !strings.Contains(path, "opengl") {
			return filepath.Join(dir, path)
		}
	}
	s.t.Fatalf("no %s below %s", name, dir)
	return ""
}

// listing is every file of drive C:, without what Wine writes by itself.
func (s *screen) listing() []string {
	var out []string
	for path := range tree(s.t, s.p.Linux(`C:\`)) {
		if !strings.HasPrefix(path, "windows/") {
			out = append(out, path)
		}
	}
	return out
}
