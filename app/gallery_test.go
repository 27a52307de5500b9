package app

import (
	"cmp"
	"context"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"bieuxa/assets"
	"bieuxa/ntm"
	"bieuxa/office"
)

// shot is a screen in a state, as the gallery draws it.
type shot struct {
	name string
	put  func(*stage)
	wide bool // also at 200 % text, dark and in high contrast
}

// TestGallery draws every screen in every state into the folder that BIEUXA_SHOTS names: `make shots`.
// The pictures are looked at, not compared. BIEUXA_SHOT draws only the names that contain all its words.
func TestGallery(t *testing.T) {
	dir, only := os.Getenv("BIEUXA_SHOTS"), os.Getenv("BIEUXA_SHOT")
	if dir == "" {
		t.Skip("BIEUXA_SHOTS is not set: make shots runs this")
	}
	h := &hall{t: t}
	for _, s := range gallery() {
		for _, l := range lights(s) {
			name := s.name + l.String()
			if !wanted(name, only) {
				continue
			}
			t.Run(name, func(t *testing.T) {
				st := h.stage(t, l)
				s.put(st)
				st.save(filepath.Join(dir, name+".png"))
			})
		}
	}
}

func wanted(name, words string) bool {
	for _, word := range strings.Fields(words) {
		if !strings.Contains(name, word) {
			return false
		}
	}
	return true
}

// light is a way to look at a screen.
type light struct {
	lang    string
	percent int
	palette string // empty: light
}

func (l light) String() string {
	name := fmt.Sprintf("-%s-%d", l.lang, l.percent)
	if l.palette != "" {
		name += "-" + l.palette
	}
	return name
}

func lights(s shot) []light {
	all := []light{{"vi", 100, ""}, {"vi", 150, ""}, {"en", 100, ""}, {"en", 150, ""}}
	if s.wide {
		all = append(all, light{"vi", 200, ""}, light{"vi", 100, "dark"}, light{"vi", 100, "contrast"})
	}
	return all
}

// hall is what the pictures of one run share: books that are made once.
type hall struct {
	t      *testing.T
	sample func() *office.Demo
	once   sync.Once
}

// year makes the sample district's year once; who changes it copies the book first.
func (h *hall) year() *office.Demo {
	h.once.Do(func() {
		dir := h.t.TempDir()
		d, err := galleryOffice(h.t, "vi").Demo(context.Background(), dir, nil)
		if err != nil {
			h.t.Fatal(err)
		}
		h.sample = func() *office.Demo { return d }
	})
	return h.sample()
}

// galleryOffice stands in the days after the sample's last cut-off.
func galleryOffice(t *testing.T, lang string) *office.Office {
	t.Helper()
	o, err := office.Open(office.Config{Assets: assets.FS, Who: "Vi Thị Nga", Lang: lang, Home: t.TempDir(),
		Now: func() time.Time { return time.Date(2020, 12, 16, 8, 0, 0, 0, time.UTC) }})
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// stage is the window that one picture is taken of. Work is done at once, unless it is frozen.
type stage struct {
	*Window
	t      *testing.T
	hall   *hall
	work   *onTheSpot
	frozen bool // work begins and never ends: the window is busy
}

// screenSize is that of an old office computer.
func screenSize() fyne.Size { return fyne.NewSize(1366, 768) }

func (h *hall) stage(t *testing.T, l light) *stage {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(lit(l))
	st := &stage{t: t, hall: h, work: newOnTheSpot()}
	st.work.spawn = func(f func()) {
		if !st.frozen {
			f()
		}
	}
	icon, err := os.ReadFile(filepath.Join("..", "assets", "icon.png"))
	if err != nil {
		t.Fatal(err)
	}
	a.SetIcon(fyne.NewStaticResource("icon.png", icon))
	st.Window = newWindow(a, galleryOffice(t, l.lang), &st.work.tasks)
	st.win.Resize(screenSize())
	t.Cleanup(func() {
		st.close()
		if missing := st.words.Missing(); len(missing) > 0 {
			t.Errorf("no words for %v", missing)
		}
	})
	return st
}

func lit(l light) fyne.Theme { return newTheme(look{l.palette, l.percent}) }

// waited lets the time pass after which the window says that it is busy.
func (st *stage) waited() {
	for _, f := range st.work.waiting {
		f()
	}
	st.work.waiting = nil
}

func (st *stage) save(path string) {
	st.t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		st.t.Fatal(err)
	}
	f, err := os.Create(path)
	if err != nil {
		st.t.Fatal(err)
	}
	defer f.Close()
	e := &eye{canvas: st.win.Canvas()}
	if err := png.Encode(f, e.picture()); err != nil {
		st.t.Fatal(err)
	}
	var faults []string
	if need, have := e.canvas.Content().MinSize(), screenSize(); need.Width > have.Width || need.Height > have.Height {
		faults = append(faults, fmt.Sprintf("the screen needs %.0f×%.0f", need.Width, need.Height))
	}
	for _, text := range e.lost {
		faults = append(faults, "cut, "+text)
	}
	st.note(filepath.Join(filepath.Dir(path), "faults.txt"), filepath.Base(path), faults)
}

// note writes down what is wrong with a picture, beside the pictures.
func (st *stage) note(path, name string, faults []string) {
	st.t.Helper()
	f, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		st.t.Fatal(err)
	}
	defer f.Close()
	for _, fault := range faults {
		if _, err := fmt.Fprintf(f, "%s: %s\n", name, fault); err != nil {
			st.t.Fatal(err)
		}
	}
}

// book opens the sample's book in the window.
func (st *stage) sampleBook() { st.open(st.hall.year().Book) }

// newBook makes a book that the given function fills, and opens it in the window.
func (st *stage) newBook(n office.NewBook, fill func(*office.Book)) {
	st.t.Helper()
	path := filepath.Join(st.t.TempDir(), cmp.Or(n.Office, "Quan Hóa 2020")+".bieuxa")
	b, err := st.office.(*office.Office).Create(context.Background(), path, n)
	if err != nil {
		st.t.Fatal(err)
	}
	if fill != nil {
		fill(b)
	}
	if err := b.Close(); err != nil {
		st.t.Fatal(err)
	}
	st.open(path)
}

func december() ntm.Period { return ntm.Period{Kind: ntm.Month, Year: 2020, N: 12} }
