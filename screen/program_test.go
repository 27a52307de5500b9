package screen

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// place makes a program's folder with Mesa in it, in a folder with brackets and diacritics.
func place(t *testing.T, names ...string) Program {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "Biểu [Xã]")
	put(t, filepath.Join(dir, "bieuxa.exe"), "program 1")
	for _, name := range names {
		put(t, filepath.Join(dir, Folder, name), "bytes of "+name)
	}
	return Program{Exe: filepath.Join(dir, "bieuxa.exe"), Folder: dir}
}

func put(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o755); err != nil {
		t.Fatal(err)
	}
}

func holds(t *testing.T, path, want string) {
	t.Helper()
	if b, err := os.ReadFile(path); err != nil || string(b) != want {
		t.Errorf("%s holds %q (%v), want %q", path, b, err, want)
	}
}

func mesa() []string { return append([]string{"zlib1.dll"}, mesaFiles...) }

func TestBesideIsTheSameFile(t *testing.T) {
	p := place(t, mesa()...)
	if !p.HasMesa() || p.Restarted() {
		t.Fatalf("Mesa %v, restarted %v", p.HasMesa(), p.Restarted())
	}
	exe, err := p.Beside()
	if err != nil || exe != filepath.Join(p.Folder, Folder, "bieuxa.exe") {
		t.Fatal(exe, err)
	}
	a, _ := os.Stat(p.Exe)
	b, err := os.Stat(exe)
	if err != nil || !os.SameFile(a, b) {
		t.Errorf("%s is a file of its own (%v)", exe, err)
	}
	if r := (Program{Exe: exe, Folder: p.Folder}); !r.Restarted() {
		t.Error("the program beside Mesa does not know it")
	}
	if left, _ := filepath.Glob(filepath.Join(globQuoted(filepath.Dir(exe)), "*.exe*")); len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
}

func TestAnotherVersionBesideIsReplaced(t *testing.T) {
	p := place(t, mesa()...)
	exe := filepath.Join(p.Folder, Folder, "bieuxa.exe")
	put(t, exe, "program 0") // as long as the new one
	if _, err := p.Beside(); err != nil {
		t.Fatal(err)
	}
	holds(t, exe, "program 1")
	holds(t, p.Exe, "program 1")
}

func TestAFolderThatCannotBeWritten(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a file in the way stands for a folder that cannot be written, which rights do there")
	}
	p := place(t, mesa()...)
	// A folder in the program's way: nothing can be put there, whoever tries.
	if err := os.MkdirAll(filepath.Join(p.Folder, Folder, "bieuxa.exe", "x"), 0o755); err != nil {
		t.Fatal(err)
	}
	home, second := filepath.Join(t.TempDir(), "closed"), t.TempDir()
	put(t, home, "no folder")
	p.Homes = []string{"", home, second}
	put(t, filepath.Join(second, Folder, "opengl32.dll"), "older")
	exe, err := p.Beside()
	if err != nil || exe != filepath.Join(second, Folder, "bieuxa.exe") {
		t.Fatal(exe, err)
	}
	holds(t, exe, "program 1")
	for _, name := range mesa() {
		holds(t, filepath.Join(second, Folder, name), "bytes of "+name)
	}
	if !(Program{Exe: exe}).Restarted() {
		t.Error("the copy does not know that Mesa is beside it")
	}
	p.Homes = nil
	if _, err := p.Beside(); err == nil {
		t.Error("there is nowhere to put it, and nobody says so")
	}
}

func TestMesaIsWholeOrNotThere(t *testing.T) {
	for _, lacking := range mesaFiles {
		p := place(t, mesa()...)
		if err := os.Remove(filepath.Join(p.Folder, Folder, lacking)); err != nil {
			t.Fatal(err)
		}
		if p.HasMesa() {
			t.Errorf("without %s it is taken for whole", lacking)
		}
	}
	if place(t).HasMesa() {
		t.Error("no Mesa is taken for one")
	}
}
