package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// Verbs of a closing.
const (
	VerbClose  = "close"
	VerbReopen = "reopen"
)

// Closing is one closing or reopening of a period.
type Closing struct {
	Period, Verb, Because string
	Totals                string  // JSON: the figures as they were
	Returns               []int64 // ids of the versions that were counted
	Who, At               string
}

// AddClosing notes that a period was closed or opened again; who and when are the book's.
func (b *Book) AddClosing(ctx context.Context, c Closing) error {
	if c.Returns == nil {
		c.Returns = []int64{}
	}
	ids, err := json.Marshal(c.Returns)
	if err != nil {
		return err
	}
	return b.write(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `INSERT INTO closing (period, verb, because, totals, returns, who, at) VALUES (?, ?, ?, ?, ?, ?, ?)`,
			c.Period, c.Verb, c.Because, c.Totals, string(ids), b.who, b.stamp()); err != nil {
			return err
		}
		return b.logTx(ctx, tx, Event{Verb: c.Verb, Period: c.Period, Detail: c.Because})
	})
}

const closingColumns = `period, verb, because, totals, returns, who, at`

func scanClosing(rows *sql.Rows) (Closing, error) {
	var c Closing
	var ids string
	if err := rows.Scan(&c.Period, &c.Verb, &c.Because, &c.Totals, &ids, &c.Who, &c.At); err != nil {
		return c, err
	}
	if err := json.Unmarshal([]byte(ids), &c.Returns); err != nil {
		return c, fmt.Errorf("closing of %s: %w", c.Period, err)
	}
	return c, nil
}

// Closings are the closings and reopenings of a period, oldest first.
func (b *Book) Closings(ctx context.Context, period string) ([]Closing, error) {
	return query(ctx, b, scanClosing, `SELECT `+closingColumns+` FROM closing WHERE period = ? ORDER BY id`, period)
}

// Closed are the periods that are closed at present, in order.
func (b *Book) Closed(ctx context.Context) ([]string, error) {
	return query(ctx, b, scanString, `SELECT period FROM closing c WHERE verb = 'close'
		AND id = (SELECT max(id) FROM closing WHERE period = c.period) ORDER BY period`)
}

// Counted tells whether a version was counted when a period was closed: it stays as it is.
func (b *Book) Counted(ctx context.Context, id int64) (bool, error) {
	var n int
	err := b.db.QueryRowContext(ctx, `SELECT count(*) FROM closing c, json_each(c.returns) r
		WHERE c.verb = 'close' AND r.value = ?`, id).Scan(&n)
	return n > 0, err
}

// ClosedTotals are the figures of a period's last closing and when it was; empty if it never was closed.
func (b *Book) ClosedTotals(ctx context.Context, period string) (totals, at string, err error) {
	return b.totals(ctx, `SELECT totals, at FROM closing WHERE period = ? AND verb = 'close' ORDER BY id DESC LIMIT 1`, period)
}

// ExportedTotals are the figures of a period's last export and when it was; empty if there was none.
func (b *Book) ExportedTotals(ctx context.Context, period string) (totals, at string, err error) {
	return b.totals(ctx, `SELECT totals, at FROM export WHERE period = ? AND totals <> '' ORDER BY id DESC LIMIT 1`, period)
}

// ExportedBefore are the figures of a period's last export before a moment and when it was; empty if there was none.
func (b *Book) ExportedBefore(ctx context.Context, period string, moment time.Time) (totals, at string, err error) {
	return b.totals(ctx, `SELECT totals, at FROM export WHERE period = ? AND totals <> '' AND at < ? ORDER BY id DESC LIMIT 1`,
		period, moment.UTC().Format(time.RFC3339))
}

func (b *Book) totals(ctx context.Context, text string, args ...any) (totals, at string, err error) {
	err = b.db.QueryRowContext(ctx, text, args...).Scan(&totals, &at)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return totals, at, err
}
