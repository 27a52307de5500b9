//go:build linux

// Command window measures the window on a screen in memory, each figure beside a reference of the same run:
// a window of Fyne's with one word in it, an empty book, a plain widget.Table. It needs the built
// bin/bieuxa, and the books and returns that internal/bench makes.
//
//	go run ./internal/bench/window [-bin bin/bieuxa] [-made bench]
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	"bieuxa/internal/desk"
)

// bench is one run of all measurements.
type bench struct {
	ctx    context.Context
	bin    string // the program
	self   string // this program, which is its own reference
	made   string // what internal/bench left
	temp   string
	only   string // name of the one measurement wanted; empty: all
	rounds int
	d      *desk.Desk
}

func main() {
	if len(os.Args) > 2 && os.Args[1] == "show" {
		if err := show(os.Args[2:]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	b := bench{ctx: context.Background()}
	flag.StringVar(&b.bin, "bin", "bin/bieuxa", "the program")
	flag.StringVar(&b.made, "made", "bench", "folder that internal/bench wrote with -sizes 98 -year")
	flag.IntVar(&b.rounds, "rounds", 5, "how often each start is timed; medians are printed")
	flag.StringVar(&b.only, "only", "", "first, books, scrolling, idle or importing")
	flag.Parse()
	if err := b.run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func (b *bench) run() error {
	var err error
	if b.self, err = os.Executable(); err != nil {
		return err
	}
	if b.temp, err = os.MkdirTemp("", "bieuxa-bench"); err != nil {
		return err
	}
	defer os.RemoveAll(b.temp)
	if b.d, err = desk.Open("1366x768"); err != nil {
		return err
	}
	defer b.d.Close()
	fmt.Printf("%d processors, %s, software OpenGL\n", runtime.NumCPU(), runtime.Version())
	for _, m := range []struct {
		name string
		run  func() error
	}{{"first", b.firstFrames}, {"books", b.books}, {"scrolling", b.scrolling}, {"idle", b.idle}, {"importing", b.importing}} {
		if b.only != "" && b.only != m.name {
			continue
		}
		if err := m.run(); err != nil {
			return fmt.Errorf("%s: %w", m.name, err)
		}
	}
	return nil
}

// wait is how long anything measured may take.
const wait = 2 * time.Minute

func (b *bench) start(path string, args ...string) (*desk.Program, error) {
	return b.d.Start(desk.Command{Path: path, Args: args, Home: b.temp, Log: filepath.Join(b.temp, "log")})
}

// line prints a figure beside its reference and what the ratio is to be at most.
func line(what string, got, reference time.Duration, atMost float64) {
	ratio := got.Seconds() / reference.Seconds()
	verdict := "as wanted"
	if ratio > atMost {
		verdict = "MORE THAN WANTED"
	}
	fmt.Printf("%-58s %8.1f ms  reference %8.1f ms  ratio %5.2f  (at most %.2f: %s)\n", what, ms(got), ms(reference), ratio, atMost, verdict)
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

func median(all []time.Duration) time.Duration {
	slices.Sort(all)
	return all[len(all)/2]
}

// firstFrames times the start screen against an empty window of Fyne's.
func (b *bench) firstFrames() error {
	var ours, empty []time.Duration
	for range b.rounds {
		e, err := b.firstFrame(b.self, "show", "empty")
		if err != nil {
			return err
		}
		o, err := b.firstFrame(b.bin)
		if err != nil {
			return err
		}
		empty, ours = append(empty, e), append(ours, o)
	}
	line("first frame, against an empty Fyne window", median(ours), median(empty), 1.5)
	return nil
}

func (b *bench) firstFrame(path string, args ...string) (time.Duration, error) {
	p, err := b.start(path, args...)
	if err != nil {
		return 0, err
	}
	took, err := p.FirstFrame(wait)
	if killed := p.Kill(); err == nil {
		err = killed
	}
	return took, err
}

// idle tells what a window costs that nobody touches: an empty one, and ours with a year of 98 communes.
func (b *bench) idle() error {
	for _, c := range []struct {
		what, path string
		args       []string
	}{{"an empty Fyne window", b.self, []string{"show", "empty"}}, {"a year of 98 communes open", b.bin, []string{b.year()}}} {
		p, err := b.start(c.path, c.args...)
		if err != nil {
			return err
		}
		if _, err := p.FirstFrame(wait); err != nil {
			return err
		}
		if _, err := p.LastFrame(2*time.Second, wait); err != nil {
			return err
		}
		time.Sleep(10 * time.Second) // what it still has to tidy up after opening
		const while = 5 * time.Second
		_, before, err := p.Memory()
		if err != nil {
			return err
		}
		time.Sleep(while)
		held, after, err := p.Memory()
		if err != nil {
			return err
		}
		fmt.Printf("idle, %-52s %8.0f MB  processor %.1f %%\n", c.what, float64(held)/1e6, 100*(after-before).Seconds()/while.Seconds())
		if err := p.Kill(); err != nil {
			return err
		}
	}
	return nil
}
