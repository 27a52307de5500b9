package main

import (
	"fmt"
	"io"
	"log"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

	"bieuxa/office"
	"bieuxa/screen"
)

// fault makes the program panic once its window is there; a test builds it in to see what becomes of that.
var fault string

// life is what the program tells of itself as it runs: a log, a mark for the next start, a report if it crashes.
type life struct {
	logs    *office.LogFile
	session *office.Session
	reports *office.Reporter
	begun   time.Time
}

func newLife(paths office.Paths, say func(id string, facts map[string]string) string) *life {
	l := &life{logs: office.OpenLog(paths.Home, time.Now), begun: time.Now(),
		reports: &office.Reporter{Home: paths.Home, Version: version, Now: time.Now, Say: say}}
	log.SetFlags(0)
	log.SetOutput(io.MultiWriter(l.logs, os.Stderr))
	log.Printf("begin: version %s, %s, %s, %d processors, portable %v, read-only %v", version, office.System(), runtime.Version(),
		runtime.NumCPU(), paths.Portable, paths.ReadOnly)
	return l
}

// crashed leaves the report of a panic and tells the person calmly. The mark stays: the next start offers to go on.
func (l *life) crashed(value any) {
	c := office.Panicked(value, debug.Stack())
	l.session.Fill(&c)
	log.Printf("bug: %s\n%s", c.Kind, strings.Join(c.Frames, "\n"))
	fmt.Fprintln(os.Stderr, c.Text)
	facts := map[string]string{}
	if path, err := l.reports.Leave(&c); err == nil {
		l.session.Crashed(path)
		facts["path"] = path
	} else {
		log.Printf("leaving a report: %s", office.Unnamed(err))
	}
	screen.Show(title, l.reports.Say("bug.ended", facts))
}

// end writes the log's last line.
func (l *life) end(code int) {
	var use runtime.MemStats
	runtime.ReadMemStats(&use)
	log.Printf("end: code %d after %v, %d MB", code, time.Since(l.begun).Round(time.Second), use.Sys>>20)
	log.SetOutput(os.Stderr)
	l.logs.Close()
}
