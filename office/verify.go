package office

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"

	"bieuxa/ntm"
	"bieuxa/store"
)

// What VerifyFile finds.
const (
	FileUnaltered = "unaltered" // the very bytes that the book exported
	FileChanged   = "changed"   // the book exported a file of this name, with other bytes
	FileUnknown   = "unknown"   // the book never exported these bytes, nor a file of this name
)

// Verified is what a book knows of a file that it may have exported.
type Verified struct {
	File   string
	State  string
	Period string // 2020-12
	At     string // RFC 3339: when the file, or the last of its name, was exported
	Who    string
	Newer  string     // when a file of this name was exported again since, with other bytes; empty: not
	Moved  []Movement // what moved in the book since these figures were exported
}

// VerifyFile tells whether a file is as the book exported it, and whether the book's figures have moved since.
func (b *Book) VerifyFile(ctx context.Context, path string) (*Verified, error) {
	body, err := readFile(path, exportLimit)
	if err != nil {
		return nil, err
	}
	v := &Verified{File: filepath.Base(path), State: FileUnaltered}
	hash := hashOf(body)
	of, known, err := b.store.ExportOf(ctx, hash)
	if err != nil {
		return nil, b.stored(err)
	}
	if !known {
		return v, b.unlike(ctx, v)
	}
	v.Period, v.At, v.Who = of.Period, of.At, of.Who
	last, _, err := b.store.ExportNamed(ctx, of.Name)
	if err != nil {
		return nil, b.stored(err)
	}
	if last.Hash != hash {
		v.Newer = last.At
	}
	v.Moved, err = b.since(ctx, of)
	return v, err
}

// Totals are the movements of the whole, without those of single units.
func Totals(all []Movement) []Movement {
	var out []Movement
	for _, m := range all {
		if m.Unit == "" {
			out = append(out, m)
		}
	}
	return out
}

// exportLimit is the largest file that is read to be verified, in bytes.
const exportLimit = 256 << 20

// unlike says what is known of a file that the book did not write so.
func (b *Book) unlike(ctx context.Context, v *Verified) error {
	named, known, err := b.store.ExportNamed(ctx, v.File)
	if err != nil {
		return b.stored(err)
	}
	v.State = FileUnknown
	if known {
		v.State, v.Period, v.At, v.Who = FileChanged, named.Period, named.At, named.Who
	}
	return nil
}

// since is what moved in the period of an export since it was made.
func (b *Book) since(ctx context.Context, of store.Export) ([]Movement, error) {
	p, err := ntm.ParsePeriod(of.Period)
	if err != nil {
		return nil, b.stored(err)
	}
	was, err := ParseDigest(of.Totals)
	if err != nil {
		return nil, b.stored(err)
	}
	ru, err := b.RollUp(ctx, p)
	if err != nil {
		return nil, err
	}
	return b.digest(ru).Against(was), nil
}

// noteExport keeps what was written and the figures in it.
func (b *Book) noteExport(ctx context.Context, p ntm.Period, files []rendered, d Digest) error {
	notes := make([]store.Export, len(files))
	for i, f := range files {
		notes[i] = store.Export{Period: p.String(), Name: filepath.Base(f.path), Hash: hashOf(f.body)}
	}
	if len(notes) == 0 {
		return nil
	}
	notes[0].Totals = d.JSON()
	return b.stored(b.store.AddExports(ctx, notes))
}

func hashOf(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}
