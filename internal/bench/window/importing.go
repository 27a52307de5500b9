//go:build linux

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"bieuxa/assets"
	"bieuxa/internal/months"
	"bieuxa/ntm"
	"bieuxa/office"
)

// importing drops the folder of a month's 98 files on the window and times the import against the same import
// without a window. A heart beats on the screen's thread meanwhile; its longest pause is told.
func (b *bench) importing() error {
	december := ntm.Period{Kind: ntm.Month, Year: 2020, N: 12}
	inbox := filepath.Join(b.made, "98x12", "returns", december.String())
	files, err := filepath.Glob(filepath.Join(inbox, "*.xlsx"))
	if err != nil || len(files) == 0 {
		return fmt.Errorf("no returns in %s: %v", inbox, err)
	}
	if inbox, err = filepath.Abs(inbox); err != nil {
		return err
	}
	plain, err := b.begun("plain.bieuxa", december, files)
	if err != nil {
		return err
	}
	dropped, err := b.begun("dropped.bieuxa", december, files[:1])
	if err != nil {
		return err
	}
	took, pauses, err := b.dropOn(dropped.path, inbox, december, len(files))
	if err != nil {
		return err
	}
	line(fmt.Sprintf("%d files dropped on the window, seen through and stored", len(files)), took, plain.took, 3)
	least, err := b.toil()
	if err != nil {
		return err
	}
	line("longest pause of the screen's thread, against a bare window", slices.Max(append(pauses, 0)), least, 2)
	return nil
}

// toil is the longest pause of the screen's thread of a bare window while all processors are at work: without a
// graphics chip, drawing waits for them too.
func (b *bench) toil() (time.Duration, error) {
	p, err := b.start(b.self, "show", "toil")
	if err != nil {
		return 0, err
	}
	err = p.Until("the toil is over", wait, func() (bool, error) {
		said, err := b.said("ended")
		return len(said) > 0, err
	})
	if err != nil {
		return 0, err
	}
	if err := p.Kill(); err != nil {
		return 0, err
	}
	begun, err := b.said("begun")
	if err != nil || len(begun) == 0 {
		return 0, err
	}
	most := time.Millisecond
	said, err := b.said("pause")
	for _, s := range said {
		if s[0] >= begun[0][0] {
			most = max(most, time.Duration(s[1])*time.Millisecond)
		}
	}
	return most, err
}

// started is a book with a month begun in it, and how long that took.
type started struct {
	path string
	took time.Duration
}

func (b *bench) office() (*office.Office, error) {
	return office.Open(office.Config{Assets: assets.FS, Now: func() time.Time { return months.Printed }, Who: "bench"})
}

func (b *bench) begun(name string, p ntm.Period, files []string) (started, error) {
	s := started{path: filepath.Join(b.temp, name)}
	o, err := b.office()
	if err != nil {
		return s, err
	}
	book, err := o.Create(b.ctx, s.path, office.NewBook{Parent: months.Parent, Set: "xa-2016-2020", On: ntm.NewDate(2020, 1, 14)})
	if err != nil {
		return s, err
	}
	begun := time.Now()
	if _, err := book.Import(b.ctx, p, files, nil); err != nil {
		return s, err
	}
	s.took = time.Since(begun)
	return s, book.Close()
}

// dropOn opens the book in a window with a beating heart, drops the folder on it and waits until all of it is in.
func (b *bench) dropOn(book, inbox string, period ntm.Period, n int) (took time.Duration, pauses []time.Duration, err error) {
	p, err := b.start(b.self, "show", "beat", book)
	if err != nil {
		return 0, nil, err
	}
	defer func() {
		if killed := p.Kill(); err == nil {
			err = killed
		}
	}()
	if err := p.Window(wait); err != nil {
		return 0, nil, err
	}
	if _, err := p.Titled(filepath.Base(book), wait); err != nil {
		return 0, nil, err
	}
	if _, err := p.LastFrame(time.Second, wait); err != nil {
		return 0, nil, err
	}
	if err := p.Press("ctrl+2"); err != nil {
		return 0, nil, err
	}
	if _, err := p.LastFrame(time.Second, wait); err != nil {
		return 0, nil, err
	}
	begun := time.Now()
	if err := p.Drop(inbox); err != nil {
		return 0, nil, err
	}
	if err := b.received(book, period, n); err != nil {
		return 0, nil, err
	}
	took = time.Since(begun)
	if _, err := p.LastFrame(time.Second, wait); err != nil { // the board is drawn again
		return 0, nil, err
	}
	said, err := b.said("pause")
	for _, s := range said {
		if len(s) == 2 && s[0] >= begun.UnixMilli() {
			pauses = append(pauses, time.Duration(s[1])*time.Millisecond)
		}
	}
	return took, pauses, err
}

// received waits until so many units have reported; the book is read beside the window.
func (b *bench) received(path string, p ntm.Period, n int) error {
	o, err := b.office()
	if err != nil {
		return err
	}
	for end := time.Now().Add(wait); time.Now().Before(end); time.Sleep(time.Second) {
		book, err := o.OpenBook(b.ctx, path, true)
		if err != nil {
			return err
		}
		board, err := book.Board(b.ctx, p)
		closed := book.Close()
		if err != nil {
			return err
		}
		if closed != nil {
			return closed
		}
		if board.Received() >= n {
			return nil
		}
	}
	return fmt.Errorf("%d units have not reported within %v, %w", n, wait, os.ErrDeadlineExceeded)
}
