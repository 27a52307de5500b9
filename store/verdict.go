package store

import (
	"context"
	"database/sql"
	"fmt"
)

// VerdictLine is what was told of one file when it came in. Facts is JSON of the caller's.
type VerdictLine struct {
	Batch   string // names the files that were taken in together: the time they came, RFC 3339
	Period  string
	File    string
	Unit    string // code; empty if none was found
	Verdict string
	Facts   string
	Who     string
}

// NewBatch names a batch of files after the time they came in, as no batch before it is named.
func (b *Book) NewBatch(ctx context.Context) (string, error) {
	at := b.stamp()
	names, err := query(ctx, b, scanString, `SELECT DISTINCT batch FROM verdict WHERE batch = ? OR batch LIKE ? || ' %'`, at, at)
	if err != nil || len(names) == 0 {
		return at, err
	}
	return fmt.Sprintf("%s %d", at, len(names)+1), nil
}

// KeepVerdict stores the line of a file that was not stored as a return; those of returns are stored with them.
func (b *Book) KeepVerdict(ctx context.Context, l VerdictLine) error {
	return b.write(ctx, func(tx *sql.Tx) error { return b.tell(ctx, tx, l) })
}

// told keeps the line of a file together with its return; an empty one is not kept.
func (b *Book) told(ctx context.Context, tx *sql.Tx, rec *Received, kept Stored) error {
	if rec.Told == nil {
		return nil
	}
	l := rec.Told(kept)
	if l.Verdict == "" {
		return nil
	}
	return b.tell(ctx, tx, l)
}

func (b *Book) tell(ctx context.Context, tx *sql.Tx, l VerdictLine) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO verdict (batch, period, file, unit, verdict, facts, who) VALUES (?, ?, ?, ?, ?, ?, ?)`,
		l.Batch, l.Period, l.File, l.Unit, l.Verdict, l.Facts, b.who)
	return err
}

// Verdicts returns the lines of a period in the order they were told.
func (b *Book) Verdicts(ctx context.Context, period string) ([]VerdictLine, error) {
	return query(ctx, b, func(rows *sql.Rows) (VerdictLine, error) {
		var l VerdictLine
		err := rows.Scan(&l.Batch, &l.Period, &l.File, &l.Unit, &l.Verdict, &l.Facts, &l.Who)
		return l, err
	}, `SELECT batch, period, file, unit, verdict, facts, who FROM verdict WHERE period = ? ORDER BY id`, period)
}
