package office

import (
	"bytes"
	"context"
	"errors"
	"slices"

	"bieuxa/store"
	"bieuxa/xlsx"
)

// passwordsKey keeps passwords in the context of one run: they are written nowhere.
type passwordsKey struct{}

// WithPasswords lets the files of one run be opened with these passwords, each tried on every encrypted file.
func WithPasswords(ctx context.Context, passwords ...string) context.Context {
	kept, _ := ctx.Value(passwordsKey{}).([]string)
	kept = slices.Clone(kept)
	for _, p := range passwords {
		if p != "" && !slices.Contains(kept, p) {
			kept = append(kept, p)
		}
	}
	return context.WithValue(ctx, passwordsKey{}, kept)
}

// unlocked is the package inside an encrypted workbook, or the file itself if it is none. The error is a
// *xlsx.ProblemError: that of the last password tried.
func unlocked(ctx context.Context, body []byte) ([]byte, error) {
	if !xlsx.Encrypted(body) {
		return body, nil
	}
	kept, _ := ctx.Value(passwordsKey{}).([]string)
	var last error
	for _, password := range append([]string{""}, kept...) { // Excel's own first
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		opened, err := xlsx.Unlock(body, password, xlsx.DefaultLimits())
		if err == nil {
			return opened, nil
		}
		last = err
		var p *xlsx.ProblemError
		if !errors.As(err, &p) || p.ID != fileEncrypted && p.ID != filePassword {
			return nil, err // no password helps
		}
	}
	return nil, last
}

// Ids of package xlsx that passwords are about.
const (
	fileEncrypted = "file.encrypted"
	filePassword  = "file.password"
)

// Locked lists the files, those in folders too, that none of the passwords of the context opens.
func (o *Office) Locked(ctx context.Context, paths []string) ([]string, error) {
	files, err := collect(paths)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, path := range files {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if begin, err := readBegin(path, len(zipped)); err != nil || string(begin) == zipped {
			continue // reading it tells what it is; packages are not encrypted
		}
		body, err := readFile(path, xlsx.DefaultLimits().File)
		if err != nil {
			continue
		}
		if _, err := unlocked(ctx, body); needsPassword(err) {
			out = append(out, path)
		}
	}
	return out, nil
}

// zipped is how a package begins.
const zipped = "PK\x03\x04"

func needsPassword(err error) bool {
	var p *xlsx.ProblemError
	return errors.As(err, &p) && (p.ID == fileEncrypted || p.ID == filePassword)
}

// WrongPassword tells whether a problem is that a password is missing or does not fit.
func WrongPassword(p *Problem) bool { return p.ID == fileEncrypted || p.ID == filePassword }

// Opens tells whether the password opens a file; if not, the error is a Problem.
func (o *Office) Opens(path, password string) error {
	body, err := readFile(path, xlsx.DefaultLimits().File)
	if err == nil {
		_, err = xlsx.Unlock(body, password, xlsx.DefaultLimits())
	}
	if err != nil {
		return fileProblem(shownName(path), err)
	}
	return nil
}

// logUnlocked notes that a file came with a password, and the file that came: the book keeps the workbook inside.
func (b *Book) logUnlocked(ctx context.Context, a *arrival) error {
	if a.came == "" {
		return nil
	}
	return b.stored(b.store.Log(ctx, store.Event{Verb: "unlock", Unit: a.ret.Unit, Period: a.ret.Period.String(),
		Detail: a.verdict.File + ", SHA-256 " + a.came}))
}

// opened takes the workbook out of an encrypted file and notes the file that came.
func (a *arrival) opened(ctx context.Context, body []byte) error {
	inside, err := unlocked(ctx, body)
	if err != nil {
		a.body = body
		return err
	}
	if a.body = inside; !bytes.Equal(inside, body) {
		a.came = store.Hash(body)
	}
	return nil
}
