package disk

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"
)

func TestName(t *testing.T) {
	for text, want := range map[string]string{
		"14884 Xã Phú Lệ 2020-02":          "14884 Xã Phú Lệ 2020-02.xlsx",
		norm.NFD.String("14884 Xã Phú Lệ"): "14884 Xã Phú Lệ.xlsx",
		`a<b>c:d"e/f\g|h?i*j`:              "a-b-c-d-e-f-g-h-i-j.xlsx",
		"hết. .":                           "hết.xlsx",
		" đầu":                             "đầu.xlsx",
		"CON":                              "_CON.xlsx",
		"con.tháng 2":                      "_con.tháng 2.xlsx",
		"nul ":                             "_nul.xlsx",
		"COM1":                             "_COM1.xlsx",
		"lpt²":                             "_lpt².xlsx",
		"COM10":                            "COM10.xlsx",
		"Cồn Sơn":                          "Cồn Sơn.xlsx",
		"":                                 "_.xlsx",
		"..":                               "_.xlsx",
		"a\tb\x00c\u202ed":                 "abcd.xlsx",
	} {
		if got := Name(text, ".xlsx"); got != want {
			t.Errorf("Name(%q) = %q, not %q", text, got, want)
		} else if BadName(got) {
			t.Errorf("%q is a bad name", got)
		}
	}
	long := ""
	for range 100 {
		long += "Đườ"
	}
	if got := Name(long, ".xlsx"); len(got) > 255 || !norm.NFC.IsNormalString(got) || got[len(got)-5:] != ".xlsx" {
		t.Errorf("%d bytes: %s", len(got), got)
	}
}

func TestBadName(t *testing.T) {
	for name, bad := range map[string]bool{
		"Biểu 02.xlsx": false, "CON.xlsx": true, "aux": true, "Aux.pdf": true, "com1.tar.gz": true, "a:b.xlsx": true,
		"tên.": true, "tên ": true, "hỏi?.pdf": true, "console.xlsx": false, "": true, "a\nb": true, ".bieuxa": false,
	} {
		if got := BadName(name); got != bad {
			t.Errorf("BadName(%q) = %v", name, got)
		}
	}
}

func TestTroublesOfWindows(t *testing.T) {
	wrap := func(no syscall.Errno) error { return &fs.PathError{Op: "open", Path: "x", Err: no} }
	for _, c := range []struct {
		no                           syscall.Errno
		held, protect, cloud, passes bool
	}{
		{5, false, false, false, true}, // access denied
		{19, false, true, false, false},
		{32, true, false, false, true},
		{33, true, false, false, true},
		{1224, true, false, false, true},
		{362, false, false, true, false},
		{388, false, false, true, false},
		{2, false, false, false, false}, // not found
	} {
		err := wrap(c.no)
		if held("windows", err) != c.held || protected("windows", err) != c.protect || inCloud("windows", err) != c.cloud || passing("windows", err) != c.passes {
			t.Errorf("%d: held %v, protected %v, cloud %v, passing %v", c.no, held("windows", err), protected("windows", err), inCloud("windows", err), passing("windows", err))
		}
		if held("linux", err) || inCloud("linux", err) || passing("linux", err) {
			t.Errorf("%d means nothing of the kind on Linux", c.no)
		}
	}
	if !protected("linux", wrap(syscall.EROFS)) || protected("linux", errors.New("read-only file system")) {
		t.Error("a medium is told by its number, not by words")
	}
}

// A rename that a virus scanner holds up is tried again until it goes, for about a second and no longer.
func TestRenameIsTriedAgain(t *testing.T) {
	var slept time.Duration
	tries := 0
	sleep := func(d time.Duration) { slept += d }
	err := again("windows", func() error {
		if tries++; tries < 4 {
			return syscall.Errno(32)
		}
		return nil
	}, sleep)
	if err != nil || tries != 4 || slept != 105*time.Millisecond {
		t.Errorf("%v after %d tries and %v", err, tries, slept)
	}
	slept, tries = 0, 0
	err = again("windows", func() error { tries++; return syscall.Errno(5) }, sleep)
	if err == nil || slept < 900*time.Millisecond || slept > 1100*time.Millisecond {
		t.Errorf("%v after %d tries and %v", err, tries, slept)
	}
	slept, tries = 0, 0
	_ = again("windows", func() error { tries++; return syscall.Errno(2) }, sleep)
	_ = again("linux", func() error { tries++; return syscall.Errno(32) }, sleep)
	if tries != 2 || slept != 0 {
		t.Errorf("%d tries, %v", tries, slept)
	}
}

func TestRename(t *testing.T) {
	dir := t.TempDir()
	from, to := filepath.Join(dir, "mới"), filepath.Join(dir, "cũ")
	for _, path := range []string{from, to} {
		if err := os.WriteFile(path, []byte(path), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := Rename(from, to); err != nil {
		t.Fatal(err)
	}
	if b, err := os.ReadFile(to); err != nil || string(b) != from {
		t.Errorf("%q, %v", b, err)
	}
	if MarkedReadOnly(to) {
		t.Error("the file is no read-only one")
	}
	if err := os.Chmod(to, 0o444); err != nil {
		t.Fatal(err)
	}
	if !MarkedReadOnly(to) {
		t.Error("the file is a read-only one")
	}
}

func TestOwnFolders(t *testing.T) {
	if own := Own(); own.Home == "" || own.Documents == "" {
		t.Errorf("%+v", own)
	}
	sure := 0
	for _, d := range Drives() {
		if d.Sure {
			sure++
		}
	}
	if sure == 0 {
		t.Error("there is no drive")
	}
}
