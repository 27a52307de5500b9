//go:build linux

package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"bieuxa/assets"
	"bieuxa/internal/months"
	"bieuxa/ntm"
	"bieuxa/office"
)

// year is the book with a year of 98 communes.
func (b *bench) year() string { return filepath.Join(b.made, "98x12", "book.bieuxa") }

// empty makes a book of the same province in which nothing is.
func (b *bench) empty() (string, error) {
	path := filepath.Join(b.temp, "empty.bieuxa")
	if _, err := os.Stat(path); err == nil {
		return path, nil
	}
	o, err := office.Open(office.Config{Assets: assets.FS, Now: func() time.Time { return months.Printed }, Who: "bench"})
	if err != nil {
		return "", err
	}
	book, err := o.Create(b.ctx, path, office.NewBook{Parent: months.Parent, Set: "xa-2016-2020", On: ntm.NewDate(2020, 1, 14)})
	if err != nil {
		return "", err
	}
	return path, book.Close()
}

// books times the opening of a full book against that of an empty one: until the book's room is there, and
// until all of its figures are.
func (b *bench) books() error {
	if _, err := os.Stat(b.year()); errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("no %s: go run ./internal/bench -out %s -sizes 98 -year", b.year(), b.made)
	}
	none, err := b.empty()
	if err != nil {
		return err
	}
	var titled, drawn [2][]time.Duration
	for range max(b.rounds-2, 1) {
		for i, path := range []string{none, b.year()} {
			t, d, err := b.opening(path)
			if err != nil {
				return err
			}
			titled[i], drawn[i] = append(titled[i], t), append(drawn[i], d)
		}
	}
	line("book of a year × 98 open, against an empty book", median(titled[1]), median(titled[0]), 1.2)
	line("the same until the last figure is drawn", median(drawn[1]), median(drawn[0]), 1.2)
	return nil
}

// opening starts the program with a book: until the title names the book, and until the picture stays.
func (b *bench) opening(path string) (titled, drawn time.Duration, err error) {
	p, err := b.start(b.bin, path)
	if err != nil {
		return 0, 0, err
	}
	defer func() {
		if killed := p.Kill(); err == nil {
			err = killed
		}
		_ = os.Remove(path + ".lock")
	}()
	if _, err := p.FirstFrame(wait); err != nil {
		return 0, 0, err
	}
	if titled, err = p.Titled(filepath.Base(path), wait); err != nil {
		return 0, 0, err
	}
	drawn, err = p.LastFrame(1500*time.Millisecond, wait)
	return titled, drawn, err
}
