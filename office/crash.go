package office

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// Crash is a fault of the program's own as a report tells it: what the program was and did, and where in it the
// fault lies. Text is the only part that may hold figures or names.
type Crash struct {
	At      time.Time
	Version string
	Room    string   // where the person was in the window
	Action  string   // what was begun last, as a place in the program
	Kind    string   // what the runtime says of the fault
	Frames  []string // places in the program, the innermost first
	Text    string   // the fault's own words; told only if the person agrees
	Files   []string // the files that were open; likewise
}

// Bug is a panic that was caught: the program goes on.
type Bug struct {
	Crash  Crash
	Report string // where its report lies; empty: not written yet
}

func (b *Bug) Error() string { return "bug: " + b.Crash.Text }

// Panicked makes a crash of a panic's value and the stack (runtime/debug) of who panicked.
func Panicked(value any, stack []byte) Crash {
	c := Crash{Kind: fmt.Sprintf("panic: %T", value), Frames: frames(stack), Text: fmt.Sprint(value)}
	if fault, ok := value.(runtime.Error); ok {
		c.Kind = fault.Error()
	}
	return c
}

// crashed reads what the runtime wrote of a crash that nothing could catch (runtime/debug.SetCrashOutput).
func crashed(output []byte) Crash {
	head, stack := output, []byte(nil)
	if at := firstGoroutine.FindIndex(output); at != nil {
		head, stack = output[:at[0]], output[at[0]:]
	}
	c := Crash{Frames: frames(stack), Text: strings.TrimSpace(string(head))}
	var kinds []string
	for line := range bytes.Lines(head) {
		if k := runtimeSays.Find(bytes.TrimRight(line, "\r\n")); k != nil {
			kinds = append(kinds, strings.TrimPrefix(string(k), "panic: "))
		}
	}
	switch {
	case len(kinds) > 0:
	case bytes.HasPrefix(head, []byte("panic: ")):
		kinds = []string{"panic"}
	default: // the runtime writes why to the standard error output alone; the stack tells
		kinds = []string{"fatal error"}
	}
	c.Kind = strings.Join(kinds, "; ")
	return c
}

// What the runtime itself writes is told; the text of any other panic may hold anything. A second line of such a text
// begins with a tab.
var (
	firstGoroutine = regexp.MustCompile(`(?m)^goroutine \d+ `)
	runtimeSays    = regexp.MustCompile(`^(?:panic: (?:runtime error|interface conversion): [ -~]*|fatal error: [ -~]*|SIG[A-Z]+: [a-z ]*|\[signal [ -~]*|` +
		`unexpected fault address 0x[0-9a-f]+|Exception 0x[0-9a-fx ]*|runtime: goroutine stack exceeds \d+-byte limit)$`)
	frameHead = regexp.MustCompile(`^goroutine \d+ (?:gp=\S+ m=\S+ (?:mp=\S+ )?)?\[[ -~]*\]:$`)
	frameFunc = regexp.MustCompile(`^(?:created by )?[\w./@~*()\[\]{}-]+(?: in goroutine \d+)?$`)
	frameFile = regexp.MustCompile(`^\t(\S[^\n]*?):(\d+)(?: \+0x[0-9a-f]+)?(?: fp=.*)?$`)
)

// framesKept is how many lines of a stack are told: a crash may come with those of all goroutines.
const framesKept = 160

// frames are the places in a stack: function, file and line, without the values that were handed over.
func frames(stack []byte) []string {
	var out []string
	for line := range strings.Lines(string(stack)) {
		line = strings.TrimRight(line, "\r\n")
		if len(out) == framesKept {
			break
		}
		if m := frameFile.FindStringSubmatch(line); m != nil {
			out = append(out, "    "+shortSource(m[1])+":"+m[2])
			continue
		}
		if frameHead.MatchString(line) {
			out = append(out, line)
			continue
		}
		if args := strings.LastIndexByte(line, '('); args > 0 && strings.HasSuffix(line, ")") {
			line = line[:args]
		}
		if line != "" && frameFunc.MatchString(line) {
			out = append(out, line)
		}
	}
	return out
}

// shortSource keeps the package and the file of a source's path.
func shortSource(path string) string {
	parts := strings.FieldsFunc(path, func(r rune) bool { return r == '/' || r == '\\' })
	return strings.Join(parts[max(0, len(parts)-2):], "/")
}

// words is the report, in the words of say («report.…»). With details it has the fault's own text and the files.
func (c Crash) words(say func(id string, facts map[string]string) string, details bool) string {
	line := func(id string, facts ...string) string { return say("report."+id, pairs(facts)) + "\n" }
	version := c.Version
	if version == "" {
		version = "–"
	}
	var use runtime.MemStats
	runtime.ReadMemStats(&use)
	out := line("title") + "\n" +
		line("at", "at", c.At.In(vietNam).Format("02/01/2006 15:04:05")) +
		line("version", "version", version, "go", runtime.Version()) +
		line("machine", "system", System(), "processors", strconv.Itoa(runtime.NumCPU()), "memory", strconv.FormatUint(use.Sys>>20, 10)) +
		line("doing", "room", c.Room, "action", c.Action) +
		line("kind", "kind", c.Kind) + "\n"
	if details {
		out += line("with-details") + line("text", "text", c.Text)
		for _, path := range c.Files {
			out += line("file", "file", filepath.Base(path))
		}
	} else {
		out += line("without-details")
	}
	return out + "\n" + line("stack") + strings.Join(c.Frames, "\n") + "\n"
}

func pairs(facts []string) map[string]string {
	m := map[string]string{}
	for i := 0; i+1 < len(facts); i += 2 {
		m[facts[i]] = facts[i+1]
	}
	return m
}

// Reporter leaves crash reports beside the book that is open, or else in the log folder.
type Reporter struct {
	Home    string
	Version string
	Now     func() time.Time
	Say     func(id string, facts map[string]string) string // the words, «report.…»
}

// Leave writes the report of a crash, beside the first of its files if that can be, and returns its path.
func (r Reporter) Leave(c *Crash) (string, error) {
	if c.At.IsZero() {
		c.At = r.Now()
	}
	if c.Version == "" {
		c.Version = r.Version
	}
	name := reportStem + reportMark + c.At.In(vietNam).Format(backupStamp)
	var places []string
	if len(c.Files) > 0 {
		places = append(places, filepath.Join(filepath.Dir(c.Files[0]), bookBase(c.Files[0])+strings.TrimPrefix(name, reportStem)))
	}
	if r.Home != "" {
		places = append(places, filepath.Join(LogFolder(r.Home), name))
	}
	failed := errors.New("no place for a report")
	for _, place := range places {
		if failed = os.MkdirAll(filepath.Dir(place), 0o755); failed != nil {
			continue
		}
		path, err := freePath(place, ".txt")
		if err == nil {
			err = r.Rewrite(*c, path, false)
		}
		if err == nil {
			return path, nil
		}
		failed = err
	}
	return "", failed
}

// reportStem stands in a report's name for that of a book, if none was open.
const reportStem = "Bieu Xa"

// Rewrite writes a report anew, with the fault's own text and the names of files if the person agrees.
func (r Reporter) Rewrite(c Crash, path string, details bool) error {
	return os.WriteFile(path, []byte(c.words(r.Say, details)), 0o644)
}
