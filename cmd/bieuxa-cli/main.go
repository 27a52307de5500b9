// Command bieuxa-cli does the work of Biểu Xã from a terminal: the same verbs as the window, no
// display and no C needed.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

	"bieuxa/assets"
	"bieuxa/ntm"
	"bieuxa/office"
)

// Exit codes, a contract with scripts.
const (
	exitClean   = 0
	exitBlocked = 1 // blocking findings
	exitUse     = 2 // wrong use
	exitProblem = 3 // a problem
)

// version is that of FyneApp.toml, set when the program is built by make; empty otherwise.
var version string

// memoryLimit keeps a hostile file from taking the machine with it; the guard refuses it first.
const memoryLimit = 1 << 30

func main() {
	debug.SetMemoryLimit(memoryLimit)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], piped{os.Stdout}, piped{os.Stderr}))
}

// run is the whole command; the tests call it too.
func run(ctx context.Context, args []string, out, errs io.Writer) (code int) {
	c := &command{out: out, errs: errs, now: clock(), paths: office.FindPaths()}
	if c.paths.Portable {
		c.paths.Enter()
	}
	defer func() {
		if bug := recover(); bug != nil {
			fmt.Fprintln(errs, c.bugLine(office.Panicked(bug, debug.Stack()), args))
			code = exitProblem
		}
	}()
	root := c.root()
	root.SetOut(out)
	root.SetErr(errs)
	args, err := typed(runtime.GOOS, args)
	if err == nil {
		root.SetArgs(args)
		err = root.ExecuteContext(ctx)
	}
	var use *useError
	switch {
	case err == nil:
		return c.code
	case errors.As(err, &use) || !c.started:
		fmt.Fprintln(errs, c.useLine(err))
		return exitUse
	}
	c.problem(err)
	return exitProblem
}

// clock is the time of day, or the fixed one that BIEUXA_NOW gives (RFC 3339) so that exports can be
// repeated byte for byte.
func clock() func() time.Time {
	if at, err := time.Parse(time.RFC3339, os.Getenv("BIEUXA_NOW")); err == nil {
		return func() time.Time { return at }
	}
	return time.Now
}

// useError is wrong use of the command.
type useError struct {
	err  error
	flag bool // the words are those of the flag parser
}

func (e *useError) Error() string { return e.err.Error() }
func (e *useError) Unwrap() error { return e.err }

func wrongUse(format string, args ...any) error { return &useError{err: fmt.Errorf(format, args...)} }

// command holds what one run of the command shares.
type command struct {
	out, errs io.Writer
	now       func() time.Time
	paths     office.Paths
	lang      string
	json      bool
	code      int
	started   bool // arguments were understood and the work began
	o         *office.Office
	w         *ntm.Words // of the book that is open, else of the office
}

// office opens the catalogues once.
func (c *command) office() (*office.Office, error) {
	if c.o != nil {
		return c.o, nil
	}
	o, err := office.Open(office.Config{Assets: assets.FS, Now: c.now, Who: who(), Lang: c.lang, Home: c.paths.Home, Version: version})
	if err != nil {
		return nil, err
	}
	c.o, c.w = o, o.Words()
	return o, nil
}

func who() string {
	for _, name := range []string{"BIEUXA_WHO", "USER", "USERNAME"} {
		if v := os.Getenv(name); v != "" {
			return v
		}
	}
	return "bieuxa-cli"
}

// problem prints a problem and its hint to standard error.
func (c *command) problem(err error) {
	p := office.AsProblem(err)
	if _, failed := c.office(); failed != nil {
		fmt.Fprintln(c.errs, err)
		return
	}
	what, hint := c.w.Problem(p.ID, p.Facts)
	fmt.Fprintln(c.errs, what)
	if hint != "" {
		fmt.Fprintln(c.errs, hint)
	}
}

// bugLine leaves the report of a crash beside the book that the arguments name, and says so in one line.
func (c *command) bugLine(crash office.Crash, args []string) string {
	o, err := c.office()
	if err != nil {
		return err.Error()
	}
	for _, arg := range args {
		if _, folder := office.LookAt(arg); strings.HasSuffix(arg, ".bieuxa") && !folder {
			crash.Files = append(crash.Files, arg)
		}
	}
	if len(args) > 0 {
		crash.Action = "bieuxa-cli " + c.named(args[0])
	}
	facts := map[string]string{}
	if path, err := (office.Reporter{Home: c.paths.Home, Version: version, Now: c.now, Say: o.Words().UI}).Leave(&crash); err == nil {
		facts["path"] = path
	}
	return o.Words().UI("bug.ended-command", facts)
}

// named is the command that an argument names; anything else may be a person's own.
func (c *command) named(arg string) string {
	for _, cmd := range c.root().Commands() {
		if cmd.Name() == arg {
			return arg
		}
	}
	return "…"
}

// flagWords are what the flag parser says, in the words of a person.
func flagWords() [][2]string {
	return [][2]string{{"unknown command ", "không có lệnh "}, {` for "bieuxa-cli"`, ""}, {"unknown shorthand flag: ", "không có tùy chọn "},
		{"unknown flag: ", "không có tùy chọn "}, {"flag needs an argument: ", "thiếu giá trị sau "}, {"invalid argument ", "giá trị không dùng được "},
		{" flag: ", ": "}, {" for ", " cho "}, {" in ", " trong "}}
}

func (c *command) useLine(err error) string {
	if c.lang == "en" {
		return "Wrong use: " + err.Error() + "\nSee bieuxa-cli --help."
	}
	text := err.Error()
	var own *useError
	if !errors.As(err, &own) || own.flag {
		for _, w := range flagWords() {
			text = strings.Replace(text, w[0], w[1], 1)
		}
	}
	return "Dùng lệnh chưa đúng: " + text + "\nXem bieuxa-cli --help."
}
