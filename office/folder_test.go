package office_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	"bieuxa/office"
)

func TestFolderShowsWhatAPersonMayPick(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"Phú Lệ.xlsx", "~$Phú Lệ.xlsx", ".ẩn", "Thumbs.db", "desktop.ini", "sổ.bieuxa", "sổ.bieuxa.lock"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("1234"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := office.MakeFolder(filepath.Join(dir, "Tháng 02")); err != nil {
		t.Fatal(err)
	}
	listed, err := office.ReadFolder(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, l := range listed {
		names = append(names, l.Name)
		if l.Folder != (l.Name == "Tháng 02") || l.Path != filepath.Join(dir, l.Name) || !l.Folder && l.Size != 4 {
			t.Errorf("%+v", l)
		}
	}
	slices.Sort(names)
	if want := []string{"Phú Lệ.xlsx", "Tháng 02", "sổ.bieuxa"}; !slices.Equal(names, want) {
		t.Errorf("got %q, want %q", names, want)
	}
}

func TestFolderThatIsGoneIsAProblem(t *testing.T) {
	_, err := office.ReadFolder(context.Background(), filepath.Join(t.TempDir(), "usb"))
	var p *office.Problem
	if !errors.As(err, &p) || p.ID != office.ProblemFolderGone {
		t.Errorf("got %v", err)
	}
	if err := office.MakeFolder(filepath.Join(t.TempDir(), "a", "b")); !errors.As(err, &p) || p.ID != office.ProblemFolder {
		t.Errorf("a folder in none: %v", err)
	}
}

func TestPlacesExist(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows tells where a person's folders are, and not by the environment")
	}
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	if err := os.MkdirAll(filepath.Join(home, "Desktop"), 0o755); err != nil {
		t.Fatal(err)
	}
	places := office.Places()
	if len(places) < 2 || places[0] != (office.Place{Kind: "desktop", Path: filepath.Join(home, "Desktop")}) {
		t.Fatalf("got %v", places)
	}
	for _, p := range places {
		if _, folder := office.LookAt(p.Path); !folder {
			t.Errorf("%s is no folder", p.Path)
		}
	}
}
