package office

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"bieuxa/store"
)

// Kinds of copies, by why they were made; the word stands in the file's name.
const (
	BackupDaily   = ""
	BackupByHand  = "tự lưu"
	BackupUpgrade = "trước khi nâng cấp"
	BackupRestore = "trước khi khôi phục"
)

// How many copies made by themselves are kept: the newest of so many days, weeks and months. Those made by
// hand, before an upgrade or before a restore stay.
const (
	daysKept   = 7
	weeksKept  = 4
	monthsKept = 12
)

// BackupFile is one copy of a book.
type BackupFile struct {
	Path string
	Kind string
	At   time.Time // in Viet Nam's time
	Size int64     // bytes
}

const backupStamp = "2006-01-02 150405"

// backupName is the file name of a copy: «quan-hoa 2026-11-22 074328 tự lưu.bieuxa».
func backupName(book, kind string, at time.Time) string {
	name := bookBase(book) + " " + at.In(vietNam).Format(backupStamp)
	if kind != "" {
		name += " " + kind
	}
	return name + bookExt
}

// BackupName is a name for a copy that a person makes elsewhere.
func (b *Book) BackupName() string { return backupName(b.Path(), BackupByHand, b.o.cfg.Now()) }

const bookExt = ".bieuxa"

func bookBase(path string) string {
	return strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
}

// backupFolders are where a book's copies may lie: beside it, or in the program's own folder.
func (o *Office) backupFolders(book string) []string {
	abs, err := filepath.Abs(book)
	if err != nil {
		abs = book
	}
	out := []string{filepath.Join(filepath.Dir(abs), bookBase(abs)+" – sao lưu")}
	if home := o.Home(); home != "" {
		out = append(out, lastResortFor(home, abs))
	}
	return out
}

// backupFolder is the first of them that can be written to.
func (o *Office) backupFolder(book string) (string, error) {
	var last error
	for _, dir := range o.backupFolders(book) {
		if last = writableFolder(dir); last == nil {
			return dir, nil
		}
	}
	return "", problem(ProblemFolder, last, "path", o.backupFolders(book)[0])
}

func writableFolder(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, ".thu-*")
	if err != nil {
		return err
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}

// aside names the copy that is kept of a book before something happens to it.
func (o *Office) aside(book, kind string) (string, error) {
	dir, err := o.backupFolder(book)
	if err != nil {
		return "", err
	}
	return freePath(filepath.Join(dir, strings.TrimSuffix(backupName(book, kind, o.cfg.Now()), bookExt)), bookExt)
}

// Backups lists the copies of the book, newest first.
func (b *Book) Backups() []BackupFile { return b.o.backups(b.Path()) }

func (o *Office) backups(book string) []BackupFile {
	var out []BackupFile
	for _, dir := range o.backupFolders(book) {
		entries, err := os.ReadDir(dir)
		if err != nil {
			continue // there is none yet
		}
		for _, e := range entries {
			if f, ok := backupOf(book, e.Name()); ok {
				f.Path = filepath.Join(dir, e.Name())
				if st, err := e.Info(); err == nil {
					f.Size = st.Size()
				}
				out = append(out, f)
			}
		}
	}
	slices.SortFunc(out, func(a, b BackupFile) int { return b.At.Compare(a.At) })
	return out
}

// backupOf reads the name of a copy.
func backupOf(book, name string) (BackupFile, bool) {
	rest, ok := strings.CutPrefix(name, bookBase(book)+" ")
	if !ok || !strings.HasSuffix(rest, bookExt) || len(rest) < len(backupStamp)+len(bookExt) {
		return BackupFile{}, false
	}
	at, err := time.ParseInLocation(backupStamp, rest[:len(backupStamp)], vietNam)
	if err != nil {
		return BackupFile{}, false
	}
	kind := strings.TrimSpace(strings.TrimSuffix(rest[len(backupStamp):], bookExt))
	return BackupFile{Kind: kind, At: at}, true
}

// AutoBackup copies the book as it is, once on a day on which it has changed, and lets copies go that are not
// needed any more. It returns the copy, or "" if none was needed.
func (b *Book) AutoBackup(ctx context.Context) (string, error) {
	if b.store.ReadOnly() {
		return "", nil
	}
	now := b.o.cfg.Now()
	all := b.Backups()
	if len(all) > 0 {
		st, err := os.Stat(b.Path())
		if err != nil {
			return "", problem(ProblemBook, err, "path", b.Path())
		}
		if all[0].At.Format(time.DateOnly) == now.In(vietNam).Format(time.DateOnly) || st.ModTime().Before(all[0].At) {
			return "", nil
		}
	}
	path, err := b.copyTo(ctx, BackupDaily)
	if err != nil {
		return "", err
	}
	for _, f := range outworn(b.Backups()) {
		_ = os.Remove(f.Path) // one that is held by another program goes tomorrow
	}
	return path, nil
}

// Backup copies the book by hand: to the path, or if it is empty among its other copies. It returns the path.
func (b *Book) Backup(ctx context.Context, path string) (string, error) {
	if path == "" {
		return b.copyTo(ctx, BackupByHand)
	}
	if _, err := os.Lstat(path); err == nil {
		return "", problem(ProblemBookExists, nil, "path", path)
	}
	return path, b.copied(b.store.Backup(ctx, path), path)
}

func (b *Book) copyTo(ctx context.Context, kind string) (string, error) {
	path, err := b.o.aside(b.Path(), kind)
	if err != nil {
		return "", err
	}
	return path, b.copied(b.store.Backup(ctx, path), path)
}

// copied words what went wrong with a copy.
func (b *Book) copied(err error, path string) error {
	switch {
	case err == nil, errors.Is(err, context.Canceled):
		return err
	case errors.Is(err, store.ErrDamaged):
		return problem(ProblemDamaged, err, "path", b.Path())
	}
	return problem(ProblemFolder, err, "path", filepath.Dir(path))
}

// outworn are the copies made by themselves that no day, week or month needs any more.
func outworn(newestFirst []BackupFile) []BackupFile {
	kept := map[string]map[string]bool{"day": {}, "week": {}, "month": {}}
	limit := map[string]int{"day": daysKept, "week": weeksKept, "month": monthsKept}
	var out []BackupFile
	for _, f := range newestFirst {
		if f.Kind != BackupDaily {
			continue
		}
		year, week := f.At.ISOWeek()
		need := false
		for rule, key := range map[string]string{"day": f.At.Format("2006-01-02"), "month": f.At.Format("2006-01"),
			"week": fmt.Sprint(year, "-", week)} {
			if !kept[rule][key] && len(kept[rule]) < limit[rule] {
				kept[rule][key], need = true, true
			}
		}
		if !need {
			out = append(out, f)
		}
	}
	return out
}

// Restore puts a copy of a book at the path, which may be free or a book that nobody has open: that one is kept
// among the copies first. It returns where it is kept, or "".
func (o *Office) Restore(ctx context.Context, from, path string) (kept string, err error) {
	if err := o.ready(); err != nil {
		return "", err
	}
	aside := path + ".bak"
	if _, err := os.Lstat(path); err == nil {
		if aside, err = o.aside(path, BackupRestore); err != nil {
			return "", err
		}
		kept = aside
	}
	switch err := store.Restore(ctx, from, path, aside); {
	case errors.Is(err, context.Canceled):
		return "", err
	case errors.Is(err, store.ErrInUse):
		return "", problem(ProblemBookInUse, err, "path", path)
	case errors.Is(err, store.ErrDamaged), errors.Is(err, store.ErrNotBook):
		return "", problem(ProblemDamaged, err, "path", from)
	case errors.Is(err, store.ErrMissing):
		return "", problem(ProblemFileGone, err, "path", from)
	case errors.Is(err, store.ErrNewer):
		return "", problem(ProblemBookNewer, err, "path", from)
	case err != nil:
		return "", problem(ProblemFolder, err, "path", filepath.Dir(path))
	}
	if older, err := store.Older(path); err != nil || older {
		return kept, err // an older program may go on with it: it stays as it is
	}
	st, err := store.Open(path, o.storeOptions(path))
	if err != nil {
		return kept, o.bookProblem(path, err)
	}
	err = st.Log(ctx, store.Event{Verb: "restore", Detail: filepath.Base(from)})
	if closed := st.Close(); err == nil {
		err = closed
	}
	return kept, err
}

// storeOptions say who opens a book, and where a copy of an older one is kept.
func (o *Office) storeOptions(path string) store.Options {
	return store.Options{Who: o.cfg.Who, Now: o.cfg.Now,
		Aside: func(int) (string, error) { return o.aside(path, BackupUpgrade) }}
}
