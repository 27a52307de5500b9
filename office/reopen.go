package office

import (
	"context"
	"errors"

	"bieuxa/ntm"
	"bieuxa/store"
)

// Reopen opens what a session that was not ended had open, after looking whether the book is sound: at the office the
// book alone, at a commune its return too. A book that is not sound is ProblemBookDamaged.
func (o *Office) Reopen(ctx context.Context, was Opened) (*Book, *Clerk, error) {
	b, err := o.OpenBook(ctx, was.Book, false)
	if err == nil {
		if err = b.store.Sound(ctx); err != nil {
			_ = b.Close()
		}
	}
	var p *Problem
	switch {
	case errors.Is(err, store.ErrDamaged), errors.Is(err, store.ErrNotBook):
		return nil, nil, problem(ProblemBookDamaged, err, "path", was.Book)
	case errors.As(err, &p) && p.ID == ProblemBook: // SQLite could not read what it opened
		if verified := store.Verify(ctx, was.Book); errors.Is(verified, store.ErrDamaged) {
			return nil, nil, problem(ProblemBookDamaged, verified, "path", was.Book)
		}
		return nil, nil, err
	case err != nil:
		return nil, nil, err
	}
	if was.Unit == "" {
		return b, nil, nil
	}
	period, err := ntm.ParsePeriod(was.Period)
	if err == nil {
		_, err = b.latest(ctx, period, was.Unit)
	}
	if err != nil {
		_ = b.Close()
		return nil, nil, err
	}
	return b, &Clerk{Book: b, Period: period, Unit: was.Unit}, nil
}

// Rescue is the newest sound copy of a damaged book, and what goes with it.
type Rescue struct {
	Copy BackupFile
	Lost int // steps that the book's log has after the copy; -1: it cannot be read
}

// Rescue looks for the newest copy of a book that is sound; false: there is none.
func (o *Office) Rescue(ctx context.Context, book string) (Rescue, bool) {
	for _, f := range o.backups(book) {
		if store.Verify(ctx, f.Path) != nil {
			continue
		}
		return Rescue{Copy: f, Lost: o.since(ctx, book, f)}, true
	}
	return Rescue{}, false
}

// since counts what a damaged book's log, as far as it can be read, has after a copy.
func (o *Office) since(ctx context.Context, book string, copied BackupFile) int {
	opt := o.storeOptions(book)
	opt.ReadOnly = true
	st, err := store.Open(book, opt)
	if err != nil {
		return -1
	}
	defer st.Close()
	events, err := st.Events(ctx)
	if err != nil {
		return -1
	}
	n := 0
	for _, e := range events {
		if e.At > copied.At.UTC().Format("2006-01-02T15:04:05Z") {
			n++
		}
	}
	return n
}
