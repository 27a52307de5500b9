package ntm

import (
	"maps"
	"slices"

	"github.com/shopspring/decimal"
)

// ruleUnchangedCopy reports a return whose figures are all those of the month before, though something
// arose in it. Where nothing arose a month may well repeat the last; a flow that repeats together with
// every stock cannot: the stock it moved would have moved.
func ruleUnchangedCopy(x *examination, _ *Check) {
	if x.sc.Prev == nil {
		return
	}
	same, flows := 0, 0
	for _, g := range x.sc.Ret.Tables {
		if !g.Found || g.Table.ID == FieldsTable {
			continue
		}
		before := x.prevGrid(g.Table.ID)
		if before == nil || len(before.Rows) != len(g.Rows) {
			return
		}
		for _, row := range g.Rows {
			was, ok := before.Row(row.Key)
			if !ok {
				return
			}
			n, moved, alike := sameFigures(g.Table, row, was)
			if !alike {
				return
			}
			same, flows = same+n, flows+moved
		}
	}
	if flows == 0 {
		return
	}
	x.reportField("ky", func(f *Finding) {
		f.Facts["count"], f.Facts["previous"] = itoa(same), x.sc.Prev.Period.String()
	})
}

// ruleUnchangedFlows reports a table in which all that arose in the period is what arose in the one before:
// the rest of the file was brought up to date, this table was not.
func ruleUnchangedFlows(x *examination, c *Check) {
	if x.sc.Prev == nil || slices.ContainsFunc(x.found, func(f Finding) bool { return f.ID == c.Params["unless"] }) {
		return
	}
	for _, g := range x.sc.Ret.Tables {
		before := x.prevGrid(g.Table.ID)
		if !g.Found || before == nil {
			continue
		}
		n, at, col := 0, (*Row)(nil), ""
		for _, row := range g.Rows {
			was, ok := before.Row(row.Key)
			moved, first, alike := sameFlows(g.Table, row, was)
			if !ok && row.Kind() == RowItem || !alike {
				n = 0
				break
			}
			if n += moved; moved > 0 && at == nil {
				at, col = row, first
			}
		}
		if n >= c.intParam("least", 5) {
			x.report(g, at, col, func(f *Finding) {
				f.Row, f.Column, f.Indicator = "", "", ""
				f.Facts["count"], f.Facts["previous"], f.Facts["table"] = itoa(n), x.sc.Prev.Period.String(), g.Table.name()
			})
		}
	}
}

// sameFlows compares what arose in a row of items: how much of it is not nil, its first column, and
// whether all of it is the same.
func sameFlows(t *Table, row, was *Row) (n int, first string, alike bool) {
	if was == nil || row.Kind() != RowItem || len(was.Entries) != len(row.Entries) {
		return 0, "", true
	}
	for i := range row.Entries {
		if t.Columns[i].Meaning != Flow || t.Columns[i].Formula != "" || !row.Entries[i].Type.Numeric() {
			continue
		}
		d, _ := row.Entries[i].Number()
		o, _ := was.Entries[i].Number()
		if !d.Equal(o) {
			return 0, "", false
		}
		if !d.IsZero() {
			if n++; first == "" {
				first = t.Columns[i].Code
			}
		}
	}
	return n, first, true
}

// sameFigures compares the figures and assessments of a row in two returns: how many are the same, how
// many of them arose in the period and are not nil, and whether all are the same. A rate that formulas
// make is left out: each program that saves a workbook writes as many of its digits as it likes.
func sameFigures(t *Table, row, was *Row) (n, flows int, alike bool) {
	if len(row.Entries) != len(was.Entries) {
		return 0, 0, false
	}
	for i := range row.Entries {
		e, o := &row.Entries[i], &was.Entries[i]
		if !e.Type.Numeric() && e.Type != TypeStatus || t.Columns[i].Formula != "" || e.State == Blank && o.State == Blank {
			continue
		}
		if !e.Same(o.Value) {
			return 0, 0, false
		}
		n++
		if d, ok := e.Number(); ok && t.Columns[i].Meaning == Flow && !d.IsZero() {
			flows++
		}
	}
	return n, flows, true
}

func ruleTwin(x *examination, _ *Check) {
	for _, other := range slices.Sorted(maps.Keys(x.sc.Twins)) {
		x.reportField("ten_don_vi", func(f *Finding) {
			f.Facts["other"], f.Facts["how"] = other, x.sc.Twins[other]
			f.Row += "/" + other
		})
	}
}

// ruleTwoFiles reports files of one unit that came together and say different things: nobody can tell
// from their names which one the unit means.
func ruleTwoFiles(x *examination, _ *Check) {
	for _, other := range slices.Sorted(slices.Values(x.sc.Rivals)) {
		x.reportField("ten_don_vi", func(f *Finding) {
			f.Facts["other"] = other
			f.Row += "/" + other
		})
	}
}

// ruleUnusualChange reports a stock that changed far more than it is used to: beyond k times the usual
// spread (median absolute deviation) around the usual change, and beyond floor per cent of itself.
func ruleUnusualChange(x *examination, c *Check) {
	past := x.earlier()
	if len(past) < c.intParam("months", 6) {
		return
	}
	k, floor, least := c.Param("k", NumInt(5)), c.Param("floor", NumInt(20)), c.Param("least", NumInt(10))
	x.eachEntry(func(g *Grid, row *Row, col *Column, e *Entry) {
		if col.Meaning != Stock || !e.Type.Numeric() || e.Type == TypePercent || row.Kind() != RowItem || row == g.Total || col.Formula != "" {
			return
		}
		d, ok := e.Number()
		series, full := seriesOf(past, g.Table.ID, row.Key, col.Code)
		if !ok || !full {
			return
		}
		last := series[len(series)-1]
		change := d.Sub(last)
		changes := make([]decimal.Decimal, 0, len(series)-1)
		for i := 1; i < len(series); i++ {
			changes = append(changes, series[i].Sub(series[i-1]))
		}
		middle := median(changes)
		off := change.Sub(middle.D).Abs()
		if off.Cmp(spread(changes, middle).Mul(k.D)) <= 0 || change.Abs().Cmp(least.D) < 0 ||
			change.Abs().Mul(decimal.NewFromInt(100)).Cmp(last.Abs().Mul(floor.D)) <= 0 {
			return
		}
		x.report(g, row, col.Code, func(f *Finding) {
			f.Want = last.String()
			f.Facts["change"], f.Facts["usual"] = change.String(), middle.String()
		})
	})
}

// seriesOf are the figures of a cell in earlier returns; full is false if one is missing.
func seriesOf(past []*Return, table, row, col string) (series []decimal.Decimal, full bool) {
	for _, r := range past {
		e, ok := r.Entry(table, row, col)
		if !ok {
			return nil, false
		}
		d, known := e.Number()
		if !known {
			return nil, false
		}
		series = append(series, d)
	}
	return series, len(series) > 1
}

func spread(ds []decimal.Decimal, middle Num) decimal.Decimal {
	off := make([]decimal.Decimal, len(ds))
	for i, d := range ds {
		off[i] = d.Sub(middle.D).Abs()
	}
	return median(off).D
}
