package store

import (
	"context"
	"database/sql"
	"strings"

	"bieuxa/ntm"
)

// CountWords counts what a column says over the returns: how many of the rows named say each word.
func (b *Book) CountWords(ctx context.Context, returns []int64, table, col string, rows []string) (map[string]int, error) {
	if len(returns) == 0 || len(rows) == 0 {
		return nil, nil
	}
	args := []any{table, col, ntm.Stated}
	for _, r := range rows {
		args = append(args, r)
	}
	for _, id := range returns {
		args = append(args, id)
	}
	type count struct {
		word string
		n    int
	}
	all, err := query(ctx, b, func(rows *sql.Rows) (count, error) {
		var c count
		return c, rows.Scan(&c.word, &c.n)
	}, `SELECT value, count(*) FROM entry WHERE tbl = ? AND col = ? AND state = ? AND row IN (?`+strings.Repeat(", ?", len(rows)-1)+
		`) AND return IN (?`+strings.Repeat(", ?", len(returns)-1)+`) GROUP BY value`, args...)
	out := make(map[string]int, len(all))
	for _, c := range all {
		out[c.word] = c.n
	}
	return out, err
}
