package store

import (
	"context"
	"database/sql"
	"errors"
)

// Export is one file that was written for others.
type Export struct {
	Period string
	Name   string
	Hash   string // SHA-256, hex
	Totals string // JSON: the figures in it; of files written together the first keeps it for all
	At     string // RFC 3339
	Who    string
}

// AddExports notes files that were written together; who and when are the book's.
func (b *Book) AddExports(ctx context.Context, files []Export) error {
	return b.write(ctx, func(tx *sql.Tx) error {
		for _, f := range files {
			if _, err := tx.ExecContext(ctx, `INSERT INTO export (period, name, hash, totals, at, who) VALUES (?, ?, ?, ?, ?, ?)`,
				f.Period, f.Name, f.Hash, f.Totals, b.stamp(), b.who); err != nil {
				return err
			}
			if err := b.logTx(ctx, tx, Event{Verb: "export", Period: f.Period, Detail: f.Name}); err != nil {
				return err
			}
		}
		return nil
	})
}

const exportColumns = `period, name, hash, (SELECT totals FROM export WHERE period = e.period AND id <= e.id AND totals <> '' ORDER BY id DESC LIMIT 1), at, who`

func scanExport(rows *sql.Rows) (Export, error) {
	var e Export
	var totals sql.NullString
	err := rows.Scan(&e.Period, &e.Name, &e.Hash, &totals, &e.At, &e.Who)
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
