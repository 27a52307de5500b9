package main

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"syscall"
)

// A path of Windows that took the closing quote with it: in "D:\Biểu mẫu\" the last two signs mean a quote.
var tookQuote = regexp.MustCompile(`^(?:[A-Za-z]:|\\\\)[^"]*"`)

// typed mends what a person typed in a window of Windows: a quote at the end of a path is taken off. One in the middle
// has swallowed the arguments after it.
func typed(system string, args []string) ([]string, error) {
	if system != "windows" {
		return args, nil
	}
	out := slices.Clone(args)
	for i, arg := range out {
		switch at := tookQuote.FindString(arg); {
		case at == "":
		case at == arg:
			out[i] = strings.TrimSuffix(arg, `"`)
		default:
			return nil, wrongUse(`%s: bỏ dấu \ ngay trước dấu nháy đóng`, at)
		}
	}
	return out, nil
}

// piped ends the program without a word when nobody reads on, as «| more» when it is left: other systems send a signal.
type piped struct{ *os.File }

func (p piped) Write(b []byte) (int, error) {
	n, err := p.File.Write(b)
	if unread(runtime.GOOS, err) {
		os.Exit(exitProblem)
	}
	return n, err
}

// unread tells whether the other end of a pipe has gone: ERROR_BROKEN_PIPE, _NO_DATA, _PIPE_NOT_CONNECTED.
func unread(system string, err error) bool {
	var no syscall.Errno
	return system == "windows" && errors.As(err, &no) && slices.Contains([]syscall.Errno{109, 232, 233}, no)
}

// files are those that a person names. The shells of Windows leave patterns as they are; those of other systems have
// found the files already.
func files(args []string) []string {
	if runtime.GOOS != "windows" {
		return args
	}
	return expand(args, func(dir string) []string {
		entries, _ := os.ReadDir(dir) // a folder that is not there is told of later
		var names []string
		for _, e := range entries {
			names = append(names, e.Name())
		}
		return names
	})
}

// expand puts the files of a folder in the place of a pattern, * and ? in its last part. A pattern that fits none stays.
func expand(args []string, list func(dir string) []string) []string {
	var out []string
	for _, arg := range args {
		cut := strings.LastIndexAny(arg, `/\`) + 1
		dir, pattern := arg[:cut], arg[cut:]
		before := len(out)
		if strings.ContainsAny(pattern, "*?") && !strings.ContainsAny(dir, "*?") {
			for _, name := range list(filepath.Clean(dir)) {
				if fits([]rune(strings.ToLower(pattern)), []rune(strings.ToLower(name))) && !strings.HasPrefix(name, "~$") {
					out = append(out, dir+name)
				}
			}
		}
		if len(out) == before {
			out = append(out, arg)
		}
	}
	return out
}

// fits tells whether a name is one of a pattern's. Brackets mean themselves, as everywhere on Windows.
func fits(pattern, name []rune) bool {
	for len(pattern) > 0 {
		switch {
		case pattern[0] == '*':
			for i := range len(name) + 1 {
				if fits(pattern[1:], name[i:]) {
					return true
				}
			}
			return false
		case len(name) == 0, pattern[0] != '?' && pattern[0] != name[0]:
			return false
		}
		pattern, name = pattern[1:], name[1:]
	}
	return len(name) == 0
}
