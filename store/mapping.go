package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// Mapping is how a person said workbooks of a layout of their own are to be read.
type Mapping struct {
	ID         int64
	Sender     string // code of the unit whose files it reads; "": the files say whose they are
	Signature  string // of the headings it reads
	Definition string
	File       string // name of the file it was confirmed on
	Body       string // JSON: ntm.Mapping
	Gone       bool   // forgotten, replaced, or confirmed by another office alone; the returns read with it keep it
	At, Who    string
}

const mappingColumns = `id, sender, signature, definition, file, body, gone, at, who`

func scanMapping(rows *sql.Rows) (Mapping, error) {
	var m Mapping
	return m, rows.Scan(&m.ID, &m.Sender, &m.Signature, &m.Definition, &m.File, &m.Body, &m.Gone, &m.At, &m.Who)
}

// AddMapping keeps a mapping; an earlier one of the sender for the same headings is replaced. The very same is kept
// once. One that is gone from the start is only kept for the returns read with it.
func (b *Book) AddMapping(ctx context.Context, m Mapping) (id int64, err error) {
	err = b.write(ctx, func(tx *sql.Tx) error {
		row := tx.QueryRowContext(ctx, `SELECT id FROM mapping WHERE definition = ? AND sender = ? AND body = ? AND (gone = 0 OR ?) ORDER BY gone, id DESC LIMIT 1`,
			m.Definition, m.Sender, m.Body, m.Gone)
		if err := row.Scan(&id); err == nil || !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		if !m.Gone {
			if _, err := tx.ExecContext(ctx, `UPDATE mapping SET gone = 1 WHERE definition = ? AND sender = ? AND signature = ?`,
				m.Definition, m.Sender, m.Signature); err != nil {
				return err
			}
		}
		res, err := tx.ExecContext(ctx, `INSERT INTO mapping (sender, signature, definition, file, body, gone, at, who) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
			m.Sender, m.Signature, m.Definition, m.File, m.Body, m.Gone, b.stamp(), b.who)
		if err != nil {
			return err
		}
		if id, err = res.LastInsertId(); err != nil || m.Gone {
			return err
		}
		return b.logTx(ctx, tx, Event{Verb: "mapping", Unit: m.Sender, Detail: m.File})
	})
	return id, err
}

// Mappings are those that new files are read with, the newest first.
func (b *Book) Mappings(ctx context.Context) ([]Mapping, error) {
	return query(ctx, b, scanMapping, `SELECT `+mappingColumns+` FROM mapping WHERE gone = 0 ORDER BY id DESC`)
}

// Mapping is one of them by its id, gone or not.
func (b *Book) Mapping(ctx context.Context, id int64) (Mapping, error) {
	all, err := query(ctx, b, scanMapping, `SELECT `+mappingColumns+` FROM mapping WHERE id = ?`, id)
	if err == nil && len(all) == 0 {
		err = fmt.Errorf("mapping %d: %w", id, ErrMissing)
	}
	if err != nil {
		return Mapping{}, err
	}
	return all[0], nil
}

// ForgetMapping leaves a mapping out from now on; ok is false if there is none of that id.
func (b *Book) ForgetMapping(ctx context.Context, id int64) (ok bool, err error) {
	err = b.write(ctx, func(tx *sql.Tx) error {
		res, err := tx.ExecContext(ctx, `UPDATE mapping SET gone = 1 WHERE id = ? AND gone = 0`, id)
		if err != nil {
			return err
		}
		n, err := res.RowsAffected()
		if ok = n > 0; err != nil || !ok {
			return err
		}
		return b.logTx(ctx, tx, Event{Verb: "mapping-forget", Detail: fmt.Sprint(id)})
	})
	return ok, err
}
