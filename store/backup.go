package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"

	"bieuxa/disk"
)

// ErrDamaged says that a copy of a book cannot be read whole.
var ErrDamaged = errors.New("the copy is damaged")

// Backup writes a copy of the book to the path, proves it, and only then lets it take the place of an older
// copy. Whatever happens meanwhile, the path holds the old copy or the new one.
func (b *Book) Backup(ctx context.Context, path string) error {
	tmp := path + ".part"
	_ = os.Remove(tmp)
	defer os.Remove(tmp) // once it has its name there is none
	if _, err := b.db.ExecContext(ctx, "VACUUM INTO ?", tmp); err != nil {
		return err
	}
	return settle(ctx, tmp, path)
}

// settle proves a copy, puts it on the disk and gives it its name.
func settle(ctx context.Context, tmp, path string) error {
	if err := Verify(ctx, tmp); err != nil {
		return err
	}
	f, err := os.OpenFile(tmp, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	err = f.Sync()
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return err
	}
	return disk.Rename(tmp, path)
}

// Verify opens a book for reading, whoever has it open, and has SQLite look at every page. An error is one of
// the package's own, ErrDamaged among them.
func Verify(ctx context.Context, path string) error {
	if _, err := os.Stat(path); err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			err = fmt.Errorf("%s: %w", path, ErrMissing)
		}
		return err
	}
	if err := sniff(path); err != nil {
		return err
	}
	db, err := sql.Open("sqlite", dsn(path, true, false))
	if err != nil {
		return err
	}
	defer db.Close()
	if err := lookedOver(ctx, db, "integrity_check", path); err != nil {
		return err
	}
	var version, known int
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return fmt.Errorf("%s: %w: %w", path, ErrDamaged, err)
	}
	if known, err = schema(); err != nil {
		return err
	}
	if version > known {
		return fmt.Errorf("%s: %w", path, ErrNewer)
	}
	return nil
}

// Sound has SQLite look over the book that is open; an error is ErrDamaged, or says why it could not look.
func (b *Book) Sound(ctx context.Context) error { return lookedOver(ctx, b.db, "quick_check", b.path) }

// lookedOver has SQLite run one of its checks, which ends at the first fault. A check that was stopped finds none.
func lookedOver(ctx context.Context, db *sql.DB, check, path string) error {
	var result string
	if err := db.QueryRowContext(ctx, "PRAGMA "+check+"(1)").Scan(&result); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return fmt.Errorf("%s: %w: %w", path, ErrDamaged, err)
	}
	if result != "ok" {
		return fmt.Errorf("%s: %w: %s", path, ErrDamaged, result)
	}
	return nil
}

// Older tells whether a book is of an earlier schema than this program's. It only looks at the file's first bytes.
func Older(path string) (bool, error) {
	version, err := writtenSchema(path)
	if err != nil {
		return false, err
	}
	known, err := schema()
	return version < known, err
}

// schema is the newest schema that this program knows.
func schema() (int, error) {
	steps, err := fs.Glob(migrations, "migrations/*.sql")
	return len(steps), err
}

// Restore puts a copy of a book at the path. A book that lies there is kept at aside first: whole if it can be
// read, else as the bytes it is. It must not be open elsewhere.
func Restore(ctx context.Context, from, path, aside string) error {
	if err := Verify(ctx, from); err != nil {
		return err
	}
	lock := flock.New(path + ".lock")
	ok, err := lock.TryLock()
	if err != nil {
		return err
	}
	if !ok {
		return fmt.Errorf("%s: %w", path, ErrInUse)
	}
	defer dropLock(lock)
	if err := putAside(ctx, path, aside); err != nil {
		return fmt.Errorf("keeping the present book: %w", err)
	}
	tmp := path + ".part"
	defer os.Remove(tmp)
	if err := copyFile(from, tmp); err != nil {
		return err
	}
	return settle(ctx, tmp, path)
}

// putAside keeps the book at the path, if there is one, and leaves no journal that would be played into the
// book that comes in its place.
func putAside(ctx context.Context, path, aside string) error {
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	err := whole(ctx, path, aside)
	if err == nil {
		return nil
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err := copyFile(path, aside); err != nil {
		return err
	}
	switch err := copyFile(path+"-journal", aside+"-journal"); {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	}
	return os.Remove(path + "-journal")
}

// whole copies a book that can be read. Opening it plays back what a killed program left half done.
func whole(ctx context.Context, path, aside string) error {
	if err := sniff(path); err != nil {
		return err
	}
	db, err := sql.Open("sqlite", dsn(path, false, false))
	if err != nil {
		return err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	b := &Book{db: db, path: path}
	if err := b.Backup(ctx, aside); err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, "PRAGMA journal_mode = DELETE")
	return err
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	if synced := out.Sync(); err == nil {
		err = synced
	}
	if closed := out.Close(); err == nil {
		err = closed
	}
	return err
}

// convert makes a copy of an older book that is open for reading, brings it up to date and reads that instead:
// the book itself is not written to.
func (b *Book) convert(ctx context.Context) error {
	dir, err := os.MkdirTemp("", "bieuxa-")
	if err != nil {
		return err
	}
	b.temp = dir
	name := filepath.Join(dir, "book.bieuxa")
	if _, err := b.db.ExecContext(ctx, "VACUUM INTO ?", name); err != nil {
		return err
	}
	db, err := sql.Open("sqlite", dsn(name, false, false))
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	copied := &Book{db: db, path: name, who: b.who, now: b.now}
	err = copied.upgrade(ctx)
	if closed := db.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return err
	}
	if err := b.db.Close(); err != nil {
		return err
	}
	if b.db, err = sql.Open("sqlite", dsn(name, true, false)); err != nil {
		return err
	}
	b.db.SetMaxOpenConns(2)
	return nil
}

// Converted tells that the book is of an older version and is read from a copy brought up to date.
func (b *Book) Converted() bool { return b.temp != "" }
