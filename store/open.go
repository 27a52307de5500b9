package store

import (
	"context"
	"database/sql"
	"embed"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/gofrs/flock"
	"modernc.org/sqlite" // the pure-Go driver
)

//go:embed migrations/*.sql
var migrations embed.FS

// applicationID marks the file as a book («BXÃ» has no room; these are the letters BXA1).
const applicationID = 0x42584131

// Result codes of SQLite (sqlite3.h).
const (
	sqliteBusy     = 5
	sqliteLocked   = 6
	sqliteReadOnly = 8
	sqliteCorrupt  = 11
	sqliteNotADB   = 26
)

// Errors a caller tells apart. Each is wrapped with the path.
var (
	ErrNotBook  = errors.New("not a book")
	ErrNewer    = errors.New("the book was written by a newer version of the program")
	ErrInUse    = errors.New("the book is in use by another program")
	ErrExists   = errors.New("the file exists already")
	ErrMissing  = errors.New("there is no such book")
	ErrReadOnly = errors.New("the book is open for reading only")
	ErrNoCopy   = errors.New("no copy could be kept of an older book, which is left as it is")
)

// Options say who opens the book and what time it is.
type Options struct {
	Who      string           // written to the log
	Now      func() time.Time // clock
	ReadOnly bool             // never write, take no lock
	MayRead  bool             // if another program holds the book, open it for reading instead
	// Aside names the copy that is kept of a book before it is brought up from the version; nil: beside the book.
	Aside func(version int) (string, error)
}

// Book is an open book. It is safe for use by several goroutines; writes are one after another.
type Book struct {
	db       *sql.DB
	path     string
	lock     *flock.Flock
	readOnly bool
	holder   string
	who      string
	now      func() time.Time
	aside    func(version int) (string, error)
	temp     string // folder of the copy that is read instead of an older book
	upgraded string // path of the copy that was kept when this opening brought the book up
}

// Create makes a new book at the path, which must be free.
func Create(path string, opt Options) (*Book, error) {
	if _, err := os.Lstat(path); err == nil {
		return nil, fmt.Errorf("%s: %w", path, ErrExists)
	}
	opt.ReadOnly = false
	return open(path, opt, true)
}

// Open opens an existing book, bringing an older one up to date after saving a copy beside it.
func Open(path string, opt Options) (*Book, error) {
	st, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%s: %w", path, ErrMissing)
	case err != nil:
		return nil, err
	case st.IsDir():
		return nil, fmt.Errorf("%s: %w", path, ErrNotBook)
	}
	if err := sniff(path); err != nil {
		return nil, err
	}
	return open(path, opt, false)
}

// sniff looks at the first bytes, so that no other file is ever touched, nor a book of a newer program.
func sniff(path string) error {
	version, err := writtenSchema(path)
	if err != nil {
		return err
	}
	known, err := schema()
	if err == nil && version > known {
		return fmt.Errorf("%s: %w (schema %d, this program knows %d)", path, ErrNewer, version, known)
	}
	return err
}

// writtenSchema is the schema that the first bytes of a book's file name (sqlite.org/fileformat2.html, 1.3).
func writtenSchema(path string) (int, error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	head := make([]byte, 72)
	if n, _ := f.Read(head); n < len(head) || !strings.HasPrefix(string(head), "SQLite format 3\x00") {
		return 0, fmt.Errorf("%s: %w", path, ErrNotBook)
	}
	if binary.BigEndian.Uint32(head[68:72]) != applicationID {
		return 0, fmt.Errorf("%s: %w", path, ErrNotBook)
	}
	return int(binary.BigEndian.Uint32(head[60:64])), nil
}

func open(path string, opt Options, create bool) (*Book, error) {
	if opt.Now == nil {
		opt.Now = time.Now
	}
	b := &Book{path: path, who: opt.Who, now: opt.Now, readOnly: opt.ReadOnly, aside: opt.Aside}
	if opt.ReadOnly {
		if err := recoverJournal(path, opt); err != nil {
			return nil, err
		}
	}
	if !b.readOnly {
		if err := b.takeLock(opt.MayRead); err != nil {
			return nil, err
		}
	}
	db, err := sql.Open("sqlite", dsn(path, b.readOnly, create))
	if err != nil {
		b.unlock()
		return nil, err
	}
	db.SetMaxOpenConns(1)
	if b.readOnly {
		db.SetMaxOpenConns(2)
	}
	b.db = db
	if err := b.prepare(create); err != nil {
		_ = b.Close()
		if create {
			_ = os.Remove(path)
		}
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return b, nil
}

// recoverJournal takes back what a program that was killed had half written. Only a writer can do
// that; a reader would find the book closed to it. While another program writes, the journal is its
// own and nothing is to be done.
func recoverJournal(path string, opt Options) error {
	st, err := os.Stat(path + "-journal")
	if err != nil || st.Size() == 0 {
		return nil
	}
	opt.ReadOnly, opt.MayRead = false, false
	b, err := open(path, opt, false)
	if errors.Is(err, ErrInUse) {
		return nil
	}
	if err != nil {
		return err
	}
	return b.Close()
}

func dsn(path string, readOnly, create bool) string {
	abs, err := filepath.Abs(path)
	if err != nil {
		abs = path
	}
	return address(runtime.GOOS, abs, readOnly, create)
}

// address is a book's as SQLite takes it: an URI, whose signs a path may have in it. A share of Windows,
// \\server\folder, has four slashes, since the part after two would be a host.
func address(system, path string, readOnly, create bool) string {
	q := url.Values{}
	for _, p := range []string{"journal_mode(TRUNCATE)", "synchronous(FULL)", "foreign_keys(1)", "busy_timeout(5000)", "temp_store(MEMORY)"} {
		if readOnly && strings.HasPrefix(p, "journal") {
			continue
		}
		q.Add("_pragma", p)
	}
	q.Set("_txlock", "immediate")
	switch {
	case readOnly:
		q.Set("mode", "ro")
		q.Set("_txlock", "deferred")
	case create:
		q.Set("mode", "rwc")
	default:
		q.Set("mode", "rw")
	}
	if system == "windows" {
		q.Set("vfs", "win32-longpath") // the usual one takes 1,040 bytes
		path = strings.ReplaceAll(path, `\`, "/")
	}
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // C:/… on Windows
	}
	return (&url.URL{Scheme: "file", Path: path, RawQuery: q.Encode()}).String()
}

// Close releases the book.
func (b *Book) Close() error {
	var err error
	if b.db != nil {
		if !b.readOnly { // the emptied journal does not stay beside a closed book
			_, _ = b.db.Exec("PRAGMA journal_mode = DELETE")
		}
		err = b.db.Close()
	}
	if b.temp != "" {
		_ = os.RemoveAll(b.temp)
	}
	b.unlock()
	return err
}

// Path is where the book lies; ReadOnly and Holder tell whether, and because of whom, it cannot be
// written to.
func (b *Book) Path() string   { return b.path }
func (b *Book) ReadOnly() bool { return b.readOnly }
func (b *Book) Holder() string { return b.holder }

// prepare checks the schema and brings it up to date.
func (b *Book) prepare(create bool) error {
	ctx := context.Background()
	var version int
	if err := b.db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		var e *sqlite.Error
		if errors.As(err, &e) && (e.Code() == sqliteNotADB || e.Code() == sqliteCorrupt) {
			return fmt.Errorf("%w: %w", ErrNotBook, err)
		}
		return err
	}
	known, err := schema()
	if err != nil {
		return err
	}
	switch {
	case version > known:
		return fmt.Errorf("%w (schema %d, this program knows %d)", ErrNewer, version, known)
	case version == known:
		return nil
	case b.readOnly:
		return b.convert(ctx)
	}
	if !create {
		if err := b.keepOlder(ctx, version); err != nil {
			return err
		}
	}
	return b.upgrade(ctx)
}

// keepOlder copies the book byte for byte before it is brought up: the older program can go on with the copy. Nothing
// writes to the book meanwhile, for it is locked and no statement of ours goes on.
func (b *Book) keepOlder(ctx context.Context, version int) (err error) {
	copied := fmt.Sprintf("%s.v%d.bak", b.path, version)
	if b.aside != nil {
		if copied, err = b.aside(version); err != nil {
			return fmt.Errorf("%w: %w", ErrNoCopy, err)
		}
	}
	tmp := copied + ".part"
	defer os.Remove(tmp) // once it has its name there is none
	if err = copyFile(b.path, tmp); err == nil {
		err = settle(ctx, tmp, copied)
	}
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNoCopy, err)
	}
	b.upgraded = copied
	return nil
}

// Upgraded is the copy that was kept when this opening brought the book up; empty: it was not brought up.
func (b *Book) Upgraded() string { return b.upgraded }

// upgrade brings the schema up to the one this program knows, in one transaction: a program that is killed meanwhile
// leaves the book as it was.
func (b *Book) upgrade(ctx context.Context) error {
	var version int
	if err := b.db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return err
	}
	steps, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return err
	}
	return b.write(ctx, func(tx *sql.Tx) error {
		for _, name := range steps[version:] {
			text, err := migrations.ReadFile(name)
			if err == nil {
				_, err = tx.ExecContext(ctx, string(text))
			}
			if err != nil {
				return fmt.Errorf("migration %s: %w", name, err)
			}
		}
		_, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d; PRAGMA application_id = %d", len(steps), applicationID))
		return err
	})
}

// Known names the trouble that SQLite reports by its code: another program that holds the book without
// taking its lock, or a file that may not be written to. Any other error comes back as it is.
func Known(err error) error {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return err
	}
	switch e.Code() & 0xff {
	case sqliteBusy, sqliteLocked:
		return fmt.Errorf("%w: %w", ErrInUse, err)
	case sqliteReadOnly:
		return fmt.Errorf("%w: %w", ErrReadOnly, err)
	}
	return err
}

// write runs f in one transaction: all of it, or nothing.
func (b *Book) write(ctx context.Context, f func(*sql.Tx) error) error {
	if b.readOnly {
		return ErrReadOnly
	}
	tx, err := b.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := f(tx); err != nil {
		_ = tx.Rollback()
		return err
	}
	return tx.Commit()
}

func (b *Book) stamp() string { return b.now().UTC().Format(time.RFC3339) }
