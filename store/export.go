package store

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
)

// Export is one file that was written for others.
type Export struct {
	Period string
	Name   string
	Hash   string // SHA-256, hex
	Totals string // JSON: the figures in it; of files written together the first keeps it for all
	Code   string // the fingerprint printed on it; empty: none
	At     string // RFC 3339; when adding, empty means now
	Who    string
}

// AddExports notes files that were written together; who is the book's.
func (b *Book) AddExports(ctx context.Context, files []Export) error {
	return b.write(ctx, func(tx *sql.Tx) error {
		for _, f := range files {
			if _, err := tx.ExecContext(ctx, `INSERT INTO export (period, name, hash, totals, code, at, who) VALUES (?, ?, ?, ?, ?, ?, ?)`,
				f.Period, f.Name, f.Hash, f.Totals, f.Code, cmp.Or(f.At, b.stamp()), b.who); err != nil {
				return err
			}
			if err := b.logTx(ctx, tx, Event{Verb: "export", Period: f.Period, Detail: f.Name}); err != nil {
				return err
			}
		}
		return nil
	})
}

const exportColumns = `period, name, hash, (SELECT totals FROM export WHERE period = e.period AND id <= e.id AND totals <> '' ORDER BY id DESC LIMIT 1), code, at, who`

func scanExport(rows *sql.Rows) (Export, error) {
	var e Export
	var totals sql.NullString
	err := rows.Scan(&e.Period, &e.Name, &e.Hash, &totals, &e.Code, &e.At, &e.Who)
	e.Totals = totals.String
	return e, err
}

// ExportOf is the last file written with these bytes; ok is false if there is none.
func (b *Book) ExportOf(ctx context.Context, hash string) (Export, bool, error) {
	return first(query(ctx, b, scanExport, `SELECT `+exportColumns+` FROM export e WHERE hash = ? ORDER BY id DESC LIMIT 1`, hash))
}

// ExportNamed is the last file written under the name; ok is false if there is none.
func (b *Book) ExportNamed(ctx context.Context, name string) (Export, bool, error) {
	return first(query(ctx, b, scanExport, `SELECT `+exportColumns+` FROM export e WHERE name = ? ORDER BY id DESC LIMIT 1`, name))
}

func first(all []Export, err error) (Export, bool, error) {
	if err != nil || len(all) == 0 {
		return Export{}, false, errors.Join(err)
	}
	return all[0], true, nil
}

// ExportsWith are the files written under a code, the last first.
func (b *Book) ExportsWith(ctx context.Context, code string) ([]Export, error) {
	return query(ctx, b, scanExport, `SELECT `+exportColumns+` FROM export e WHERE code = ? AND code <> '' ORDER BY id DESC`, code)
}

// mostPrinted is the most that is unpacked of what was printed under one code, in bytes.
const mostPrinted = 256 << 20

// KeepPrinted keeps what was printed under a code, once: the same code names the same text.
func (b *Book) KeepPrinted(ctx context.Context, code string, text []byte) error {
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	if _, err := z.Write(text); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	return b.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO printed (code, forms) VALUES (?, ?) ON CONFLICT (code) DO NOTHING`, code, packed.Bytes())
		return err
	})
}

// Printed is what was printed under a code; ok is false if there is none.
func (b *Book) Printed(ctx context.Context, code string) (text []byte, ok bool, err error) {
	scan := func(rows *sql.Rows) (packed []byte, err error) {
		err = rows.Scan(&packed)
		return packed, err
	}
	packed, err := query(ctx, b, scan, `SELECT forms FROM printed WHERE code = ?`, code)
	if err != nil || len(packed) == 0 {
		return nil, false, err
	}
	z, err := gzip.NewReader(bytes.NewReader(packed[0]))
	if err != nil {
		return nil, false, fmt.Errorf("printed %s: %w", code, err)
	}
	text, err = io.ReadAll(io.LimitReader(z, mostPrinted))
	if err != nil {
		return nil, false, fmt.Errorf("printed %s: %w", code, err)
	}
	return text, true, nil
}
