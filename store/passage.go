package store

import (
	"context"
	"database/sql"
)

// Passage is the office's own words in the submission of a period, in place of what the program writes there or after it.
type Passage struct {
	Period string
	ID     string
	Text   string // empty: the passage is left out
	Over   string // what the program had written there then
	At     string // RFC 3339
	Who    string
}

// Passages are the office's own words in the submission of a period, by id.
func (b *Book) Passages(ctx context.Context, period string) ([]Passage, error) {
	return query(ctx, b, func(rows *sql.Rows) (Passage, error) {
		var p Passage
		err := rows.Scan(&p.Period, &p.ID, &p.Text, &p.Over, &p.At, &p.Who)
		return p, err
	}, `SELECT period, id, text, over, at, who FROM passage WHERE period = ? ORDER BY id`, period)
}

// KeepPassage stores the office's own words with a line of the log; who and when are the book's.
func (b *Book) KeepPassage(ctx context.Context, p Passage, e Event) error {
	return b.write(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `INSERT INTO passage (period, id, text, over, at, who) VALUES (?, ?, ?, ?, ?, ?)
			ON CONFLICT (period, id) DO UPDATE SET text = excluded.text, over = excluded.over, at = excluded.at, who = excluded.who`,
			p.Period, p.ID, p.Text, p.Over, b.stamp(), b.who); err != nil {
			return err
		}
		return b.logTx(ctx, tx, e)
	})
}

// DropPassage gives the passage back to the program, with a line of the log. It tells whether there was one.
func (b *Book) DropPassage(ctx context.Context, period, id string, e Event) (bool, error) {
	dropped := false
	err := b.write(ctx, func(tx *sql.Tx) error {
		res, err := tx.ExecContext(ctx, `DELETE FROM passage WHERE period = ? AND id = ?`, period, id)
		if err != nil {
			return err
		}
		n, err := res.RowsAffected()
		if err != nil || n == 0 {
			return err
		}
		dropped = true
		return b.logTx(ctx, tx, e)
	})
	return dropped, err
}
