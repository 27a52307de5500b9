package office_test

import (
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strings"
	"sync"
	"testing"
	"time"

	"bieuxa/office"
)

// secret is what a report must not tell: a unit, a figure, a file.
const secret = "Xã Phú Lệ: 1234,5 hộ trong /nha/So Phu Le.xlsx"

func reporter(t *testing.T, home string) *office.Reporter {
	t.Helper()
	o := at(t, time.Date(2026, 11, 22, 0, 43, 28, 0, time.UTC), home)
	return &office.Reporter{Home: home, Version: "9.8.7", Now: o.Now, Say: o.Words().UI}
}

func caughtPanic(value any) (c office.Crash) {
	defer func() {
		c = office.Panicked(recover(), debug.Stack())
	}()
	func(figures []string, name string) { panic(value) }([]string{"1234,5"}, "Phú Lệ")
	return c
}

func clean(t *testing.T, what, text string) {
	t.Helper()
	for _, word := range []string{"Phú", "Phu Le", "1234", "nha/"} {
		if strings.Contains(text, word) {
			t.Errorf("%s holds %q:\n%s", what, word, text)
		}
	}
}

func readText(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestReportHoldsNoNamesAndNoFigures(t *testing.T) {
	dir := t.TempDir()
	r := reporter(t, filepath.Join(dir, "home"))
	for name, value := range map[string]any{"text": secret, "error": fmt.Errorf("wrapped: %w", fmt.Errorf("%s", secret)), "value": struct{ A string }{secret}} {
		c := caughtPanic(value)
		c.Files = []string{filepath.Join(dir, "Quan Hóa.bieuxa")}
		path, err := r.Leave(&c)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(filepath.Base(path), "Quan Hóa – báo cáo lỗi 2026-11-22 074328") || filepath.Dir(path) != dir {
			t.Errorf("%s: the report lies at %s", name, path)
		}
		text := readText(t, path)
		clean(t, name, text)
		if strings.Contains(text, "Hóa") {
			t.Errorf("%s names the book:\n%s", name, text)
		}
		for _, want := range []string{"9.8.7", "22/11/2026 07:43:28", "office_test.caughtPanic", "office/crash_test.go:"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s lacks %q:\n%s", name, want, text)
			}
		}
		if err := r.Rewrite(c, path, true); err != nil {
			t.Fatal(err)
		}
		if text := readText(t, path); !strings.Contains(text, "Phú Lệ: 1234,5") || !strings.Contains(text, "Quan Hóa.bieuxa") {
			t.Errorf("%s: with the person's leave it tells all:\n%s", name, text)
		}
	}
	var figures []int
	c := caughtIndex(figures)
	if path, err := r.Leave(&c); err != nil || filepath.Dir(path) != filepath.Join(dir, "home", "logs") {
		t.Errorf("without a book it lies at %s (%v)", path, err)
	} else if text := readText(t, path); !strings.Contains(text, "index out of range [3] with length 0") {
		t.Error("what the runtime says is told:\n" + text)
	}
}

func caughtIndex(figures []int) (c office.Crash) {
	defer func() { c = office.Panicked(recover(), debug.Stack()) }()
	_ = figures[len(figures)+3]
	return c
}

// TestDie is the program that the tests below let die; by itself it does nothing.
func TestDie(t *testing.T) {
	home, how := os.Getenv("BIEUXA_DIE_HOME"), os.Getenv("BIEUXA_DIE")
	if how == "" {
		return
	}
	s := office.BeginSession(home, "9.8.7", time.Now())
	s.Open(office.Opened{Book: filepath.Join(home, "Phú Lệ.bieuxa"), Unit: "1", Period: "2020-12"})
	s.In("overview")
	time.Sleep(300 * time.Millisecond) // the mark is written soon
	switch how {
	case "panic":
		go func() { panic(secret + "\nsecond line of Phú Lệ 1234\n/nha/Phu Le.go:12\n") }()
	case "fatal":
		m := map[int]int{}
		for range 4 {
			go func() {
				for {
					m[1]++
				}
			}()
		}
	case "end":
		s.End()
		return
	}
	fmt.Println("up")
	time.Sleep(time.Minute)
}

// die runs TestDie in a program of its own.
func die(t *testing.T, home, how string) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestDie$", "-test.v")
	cmd.Env = append(os.Environ(), "BIEUXA_DIE="+how, "BIEUXA_DIE_HOME="+home)
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	if how == "kill" {
		buf := make([]byte, 512)
		for said := ""; !strings.Contains(said, "up\n"); {
			n, err := out.Read(buf)
			if err != nil {
				t.Fatal(err)
			}
			said += string(buf[:n])
		}
		r := reporter(t, home)
		if left := r.Unclean(); len(left) != 0 {
			t.Errorf("it lives and is taken for dead: %+v", left)
		}
		_ = cmd.Process.Kill()
	}
	_ = cmd.Wait()
}

func TestNextStartKnowsHowTheLastEnded(t *testing.T) {
	for how, want := range map[string]struct {
		left   int
		report string // what its report holds
	}{
		"end":   {0, ""},
		"kill":  {1, ""},
		"panic": {1, "TestDie"},
		"fatal": {1, "maps.fatal"},
	} {
		t.Run(how, func(t *testing.T) {
			home := t.TempDir()
			put(t, filepath.Join(home, "Phú Lệ.bieuxa"), "")
			die(t, home, how)
			r := reporter(t, home)
			left := r.Unclean()
			if len(left) != want.left {
				t.Fatalf("%d left", len(left))
			}
			if want.left == 0 {
				if files, _ := filepath.Glob(filepath.Join(home, "phien", "*")); len(files) != 0 {
					t.Errorf("left over: %v", files)
				}
				return
			}
			u := left[0]
			if u.Unit != "1" || u.Room != "overview" || (u.Report == "") != (want.report == "") {
				t.Fatalf("%+v", u)
			}
			if want.report != "" {
				text := readText(t, u.Report)
				clean(t, how, text)
				if !strings.Contains(text, want.report) || !strings.Contains(text, "9.8.7") {
					t.Errorf("lacks %q:\n%s", want.report, text)
				}
			}
			if again := r.Unclean(); len(again) != 1 || again[0].Report != u.Report {
				t.Errorf("asked again: %+v", again)
			}
			u.LetGo()
			if again := r.Unclean(); len(again) != 0 {
				t.Errorf("let go, and still there: %+v", again)
			}
		})
	}
}

func TestLogTellsNoNamesAndTurns(t *testing.T) {
	home := t.TempDir()
	now := func() time.Time { return time.Date(2026, 11, 22, 7, 0, 0, 0, time.UTC) }
	l := office.OpenLog(home, now)
	logger := log.New(l, "", 0)
	logger.Print("Fyne error:  Preferences load error:\n  Cause: open " + `C:\Users\Phu Le 1234\a.json: denied` +
		"\n  At: fyne.io/fyne/v2@v2.8.1/app/cache.go:28\nreading \"Phu Le\" of xã Phú Lệ in /nha/Phu Le/1234.xlsx")
	l.Close()
	text := readText(t, filepath.Join(home, "logs", "bieuxa.log"))
	clean(t, "the log", text)
	for _, want := range []string{"2026-11-22 14:00:00", "Cause: open (path): denied", "app/cache.go:28", "Preferences load error"} {
		if !strings.Contains(text, want) {
			t.Errorf("the log lacks %q:\n%s", want, text)
		}
	}
	var both sync.WaitGroup
	for range 2 {
		both.Go(func() {
			l := office.OpenLog(home, now)
			line := strings.Repeat("x", 1000)
			for range 4000 {
				_, _ = l.Write([]byte(line))
				time.Sleep(20 * time.Microsecond)
			}
			l.Close()
		})
	}
	both.Wait()
	files, _ := filepath.Glob(filepath.Join(home, "logs", "*.log"))
	if len(files) < 2 || len(files) > 5 {
		t.Errorf("%d files", len(files))
	}
	for _, f := range files {
		if st, err := os.Stat(f); err != nil || st.Size() > 3<<19 {
			t.Errorf("%s: %v", f, st.Size())
		}
	}
	nowhere := office.OpenLog(filepath.Join(home, "logs", "bieuxa.log"), now) // a file is in the way
	_, _ = nowhere.Write([]byte("lost"))
	nowhere.Close()
}
