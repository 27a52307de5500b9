package store

import (
	"os"
	"strings"
	"testing"
	"time"
)

func TestAddress(t *testing.T) {
	for _, c := range []struct{ system, path, want string }{
		{"linux", "/home/a b/Sổ.bieuxa", "file:///home/a%20b/S%E1%BB%95.bieuxa?"},
		{"linux", `/home/100%/#1?/a\b.bieuxa`, `file:///home/100%25/%231%3F/a%5Cb.bieuxa?`},
		{"windows", `C:\Users\Trần Ánh\50% #1.bieuxa`, "file:///C:/Users/Tr%E1%BA%A7n%20%C3%81nh/50%25%20%231.bieuxa?"},
		{"windows", `\\máy-chủ\chung\sổ.bieuxa`, "file:////m%C3%A1y-ch%E1%BB%A7/chung/s%E1%BB%95.bieuxa?"},
	} {
		got := address(c.system, c.path, false, false)
		if !strings.HasPrefix(got, c.want) {
			t.Errorf("%s\n     %s\nnot  %s", c.path, got, c.want)
		}
		if long := strings.Contains(got, "vfs=win32-longpath"); long != (c.system == "windows") {
			t.Errorf("%s: %s", c.system, got)
		}
	}
}

func TestLockIsSigned(t *testing.T) {
	name := t.TempDir() + "/x.lock"
	if signed(name) != "" {
		t.Error("nobody signed what is not there")
	}
	if err := os.WriteFile(name, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	sign(name, "Nguyễn Văn Bình", time.Date(2020, 3, 16, 12, 0, 0, 0, time.UTC))
	sign(name, "Ánh", time.Date(2020, 3, 16, 13, 0, 0, 0, time.UTC))
	if got := signed(name); got != "Ánh" {
		t.Errorf("signed by %q", got)
	}
}
