//go:build linux

package main

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// scrolling compares the program's own grid with a plain widget.Table of the same cells.
func (b *bench) scrolling() error {
	var took [2]time.Duration
	for i, what := range []string{"table", "grid"} {
		p, err := b.start(b.self, "show", what)
		if err != nil {
			return err
		}
		err = p.Until(what+" is scrolled", wait, func() (bool, error) {
			said, err := b.said("step")
			if err == nil && len(said) > 0 {
				took[i] = time.Duration(said[0][0]) * time.Microsecond
			}
			return len(said) > 0, err
		})
		if err != nil {
			return err
		}
		_ = p.Kill() // it ends by itself
	}
	line("a step over 200 × 60 cells, against a plain widget.Table", took[1], took[0], 1.25)
	return nil
}

// said are the figures of the lines that begin with a word, of what the program printed.
func (b *bench) said(word string) ([][]int64, error) {
	log, err := os.ReadFile(filepath.Join(b.temp, "log"))
	if err != nil {
		return nil, err
	}
	var out [][]int64
	for line := range strings.Lines(string(log)) {
		rest, ok := strings.CutPrefix(line, word+" ")
		if !ok || !strings.HasSuffix(line, "\n") {
			continue
		}
		var figures []int64
		for _, text := range strings.Fields(rest) {
			n, err := strconv.ParseInt(text, 10, 64)
			if err != nil {
				return nil, err
			}
			figures = append(figures, n)
		}
		out = append(out, figures)
	}
	return out, nil
}
