package office_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"bieuxa/office"
)

// stick is a portable program on a stick; the variables are as before when the test ends.
func stick(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "Biểu Xã USB")
	put(t, filepath.Join(dir, "portable.txt"), "chạy tại chỗ")
	for _, v := range os.Environ() {
		name, value, _ := strings.Cut(v, "=")
		t.Setenv(name, value)
	}
	for _, name := range []string{"USERPROFILE", "APPDATA", "LOCALAPPDATA", "TEMP", "TMP", "XDG_CONFIG_HOME", "XDG_CACHE_HOME",
		"XDG_DATA_HOME", "XDG_STATE_HOME", "TMPDIR"} {
		t.Setenv("BIEUXA_BEFORE_"+name, "")
		t.Setenv(name, os.Getenv(name))
	}
	t.Setenv("BIEUXA_HOME", "")
	t.Setenv("BIEUXA_APP", dir)
	return dir
}

func put(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestPortableProgramStaysInItsFolder(t *testing.T) {
	dir := stick(t)
	p := office.FindPaths()
	p.Enter()
	if !p.Portable || p.Home != filepath.Join(dir, "Du lieu") || p.ReadOnly {
		t.Fatalf("%+v", p)
	}
	config, err1 := os.UserConfigDir()
	cache, err2 := os.UserCacheDir()
	for _, path := range []string{os.TempDir(), config, cache} {
		if !strings.HasPrefix(path, dir) {
			t.Errorf("%s lies outside (%v, %v)", path, err1, err2)
		}
	}
	for _, w := range at(t, time.Now(), p.Home).Where(p, "") {
		if !strings.HasPrefix(w.Path, dir) {
			t.Errorf("%s: %s lies outside", w.ID, w.Path)
		}
	}
}

// A program that is started to open a file has its own folders, and ours does not lose its own by that.
func TestOtherProgramsAreNotKeptInside(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("by other variables")
	}
	dir := stick(t)
	t.Setenv("TMPDIR", "/var/tmp")
	t.Setenv("XDG_DATA_HOME", "")
	p := office.FindPaths()
	p.Enter()
	p.Enter() // as in the copy that it starts of itself
	err := office.Outside(func() error {
		if got := os.Getenv("TMPDIR"); got != "/var/tmp" {
			t.Errorf("TMPDIR %q", got)
		}
		if _, set := os.LookupEnv("XDG_DATA_HOME"); set {
			t.Error("XDG_DATA_HOME is set")
		}
		return nil
	})
	if err != nil || !strings.HasPrefix(os.Getenv("TMPDIR"), dir) {
		t.Errorf("%v, TMPDIR %q", err, os.Getenv("TMPDIR"))
	}
}

func TestHomeAndProgramFolder(t *testing.T) {
	dir := stick(t)
	t.Setenv("BIEUXA_HOME", "/elsewhere")
	if p := office.FindPaths(); p.Home != "/elsewhere" || p.Program != dir {
		t.Errorf("%+v", p)
	}
	t.Setenv("BIEUXA_APP", "")
	t.Setenv("BIEUXA_HOME", "")
	if p := office.FindPaths(); p.Portable || filepath.Base(p.Home) != "bieuxa" {
		t.Errorf("%+v", p)
	}
}

// Without a home what is chosen lasts as long as the program; a folder that is chosen becomes the home.
func TestNoHome(t *testing.T) {
	o := at(t, time.Now(), "")
	p := o.Preferences()
	p.Palette = "dark"
	if err := o.SavePreferences(p); err != nil || o.Preferences().Palette != "dark" {
		t.Fatalf("%v, %+v", err, o.Preferences())
	}
	dir := t.TempDir()
	if err := o.LiveIn(dir); err != nil || o.Home() != filepath.Join(dir, "Bieu Xa") {
		t.Fatalf("%v, %s", err, o.Home())
	}
	if err := o.SavePreferences(p); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "Bieu Xa", "preferences.json")); err != nil {
		t.Error(err)
	}
	if err := o.LiveIn(filepath.Join(dir, "Bieu Xa", "preferences.json")); err == nil {
		t.Error("a file is no home")
	}
}

// An older program keeps what a newer one remembers under names it does not know.
func TestNewerPreferencesStay(t *testing.T) {
	home := t.TempDir()
	path := filepath.Join(home, "preferences.json")
	put(t, path, `{"palette": "dark", "text_size": "big", "shelf": {"a": [1, 2.50]}}`)
	o := at(t, time.Now(), home)
	if p := o.Preferences(); p.Palette != "dark" || p.TextSize != 100 {
		t.Errorf("%+v", p)
	}
	if err := o.Remember("/a.bieuxa"); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Palette string
		Recent  []string
		Shelf   struct{ A []json.Number }
	}
	if err := json.Unmarshal(b, &got); err != nil || got.Palette != "dark" || !slices.Equal(got.Recent, []string{"/a.bieuxa"}) ||
		!slices.Equal(got.Shelf.A, []json.Number{"1", "2.50"}) {
		t.Errorf("%v: %s", err, b)
	}
}
