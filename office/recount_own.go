package office

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"bieuxa/ntm"
	"bieuxa/report"
)

// Layouts of forms that the recount counts by itself.
const (
	layoutMatrix   = "matrix"   // communes down, criteria across
	layoutCriteria = "criteria" // criteria down
	layoutBands    = "bands"    // groups of communes down
	layoutListing  = "listing"  // rows of a list
	layoutFunds    = "funds"    // sources of funds, a block of details, then units
)

// own counts a figure again from the units' returns without a look at what the form printed or was traced to. ok is
// false where it does not know how.
func (r *recount) own(at report.Ref) (n decimal.Decimal, ok bool) {
	if r.ru == nil || r.covers == nil {
		return n, false
	}
	row, key := &r.form.Rows[at.Row], r.form.Columns[at.Col].Key
	if fm := row.Cells[at.Col].Formula; fm != nil && fm.Op == report.OpQuotient {
		return n, false
	}
	switch r.recipe.Layout {
	case layoutCriteria:
		return r.criterion(row, key)
	case layoutBands:
		return r.band(at, key)
	case layoutMatrix:
		return r.ofMatrix(row, key)
	case layoutFunds:
		return r.funds(at, key)
	case layoutListing:
		rows, known := r.recipe.Parts[row.Cells[0].Text]
		if row.Role != report.Total || !known || row.Cells[at.Col].Kind != report.Number {
			return n, false
		}
		return r.fromLists(report.FromList{Count: &rows}, r.covers)
	}
	of, known := r.recipe.Columns[key]
	lines, clear := r.rowLines(row)
	if !known || !clear {
		return n, false
	}
	return r.fromLists(of, lines)
}

// rowLines are the units that a row is of: all for the closing rows, else the one that its figures were traced to.
func (r *recount) rowLines(row *report.Row) ([]*ntm.UnitLine, bool) {
	if row.Role == report.Total {
		return r.covers, true
	}
	var of *ntm.UnitLine
	for i := range row.Cells {
		for _, place := range row.Cells[i].Places {
			unit, _, _ := strings.Cut(place, " ")
			l := r.lines[unit]
			if l == nil || !l.Reported() || of != nil && of != l {
				return nil, false
			}
			of = l
		}
	}
	if of == nil || r.recipe.Layout == layoutWorks && row.Role == report.Item {
		return nil, false
	}
	return []*ntm.UnitLine{of}, true
}

// layoutWorks is the form of works: a unit's row of sums above its works.
const layoutWorks = "works"

// statusAt is what a return says of a criterion in a column; blank if it says nothing.
func statusAt(r *ntm.Return, no, col string) ntm.Status {
	if e, ok := r.Entry(ntm.CriteriaTable, no, col); ok {
		return ntm.StatusOf(e.Value)
	}
	return ntm.StatusBlank
}

func (r *recount) counts(s ntm.Status) bool {
	return s == ntm.StatusMet || s == ntm.StatusBasicallyMet && r.nearly
}

// metAt is how many criteria a unit met at the time that a column of a form is of; ok is false if one of them is not known.
func (r *recount) metAt(l *ntm.UnitLine, key, only string) (n int64, ok bool) {
	of, col := l.Now, ntm.StatusColumn
	switch key {
	case "year_start":
		col = ntm.YearStartColumn
	case "plan":
		col = ntm.PlanStatusColumn
	case "before":
		if of = l.Before; of == nil || of.Set != l.Now.Set {
			return 0, false
		}
	}
	for _, c := range r.ru.Set.Criteria {
		no := strconv.Itoa(c.No)
		if only != "" && only != no {
			continue
		}
		s := statusAt(of, no, col)
		if s == ntm.StatusBlank && of == l.Now && col != ntm.StatusColumn {
			return 0, false
		}
		if r.counts(s) {
			n++
		}
	}
	return n, true
}

// metBy adds up what the units met.
func (r *recount) metBy(key, only string) (decimal.Decimal, bool) {
	sum := int64(0)
	for _, l := range r.covers {
		n, ok := r.metAt(l, key, only)
		if !ok {
			return decimal.Decimal{}, false
		}
		sum += n
	}
	return decimal.NewFromInt(sum), true
}

func (r *recount) criterion(row *report.Row, key string) (n decimal.Decimal, ok bool) {
	if !strings.Contains(" year_start before now plan ", " "+key+" ") {
		return n, false
	}
	switch row.Role {
	case report.Item:
		return r.metBy(key, row.Cells[0].Num.String())
	case report.Total:
		return r.metBy(key, "")
	}
	return n, false
}

// band counts the communes of a group, or all in the closing row.
func (r *recount) band(at report.Ref, key string) (n decimal.Decimal, ok bool) {
	time, known := map[string]string{"units": "now", "year_start": "year_start", "before": "before"}[key]
	switch role := r.form.Rows[at.Row].Role; {
	case !known:
		return n, false
	case role == report.Total:
		return decimal.NewFromInt(int64(len(r.covers))), true
	case role != report.Item || at.Row >= len(r.ru.Set.Bands):
		return n, false
	}
	b, count := r.ru.Set.Bands[at.Row], int64(0)
	for _, l := range r.covers {
		met, ok := r.metAt(l, time, "")
		if !ok {
			return n, false
		}
		if met >= int64(b.Min) && met <= int64(b.Max) {
			count++
		}
	}
	return decimal.NewFromInt(count), true
}

// ofMatrix counts a closing row of the matrix, or a unit's change.
func (r *recount) ofMatrix(row *report.Row, key string) (n decimal.Decimal, ok bool) {
	lines, clear := r.rowLines(row)
	column, no, _ := strings.Cut(key, ".")
	if !clear {
		return n, false
	}
	sum := int64(0)
	for _, l := range lines {
		now, _ := r.metAt(l, "now", no)
		switch column {
		case "met", "criterion":
			sum += now
		case "nearly":
			for _, c := range r.ru.Set.Criteria {
				if statusAt(l.Now, strconv.Itoa(c.No), ntm.StatusColumn) == ntm.StatusBasicallyMet {
					sum++
				}
			}
		case "change":
			before, ok := r.metAt(l, "before", "")
			if !ok {
				return n, false
			}
			sum += now - before
		default:
			return n, false
		}
	}
	return decimal.NewFromInt(sum), true
}

// funds adds up what the units state for a source, for all sources in the closing row, or for the details under them.
func (r *recount) funds(at report.Ref, key string) (n decimal.Decimal, ok bool) {
	row := &r.form.Rows[at.Row]
	t, known := r.ru.Def.Table(ntm.ResourceTable)
	of, adds := r.recipe.Columns[key]
	if b := r.recipe.Block; b.Table != "" && row.Cells[0].Text == b.Total {
		return r.details(b, key)
	}
	if !known || !adds {
		return n, false
	}
	heads := 0
	for i := range at.Row {
		if r.form.Rows[i].Role == report.Head {
			heads++
		}
	}
	for i := range t.Rows {
		def := &t.Rows[i]
		whole := def.Kind == ntm.RowTotal && row.Role == report.Total
		if whole || heads == 1 && def.Label == row.Cells[1].Text && def.No == row.Cells[0].Text {
			return r.statedBy(figure{t.ID, def.Code, of.Add}), true
		}
	}
	return n, false
}

// details adds up the block's rows over the units.
func (r *recount) details(b report.Block, key string) (n decimal.Decimal, ok bool) {
	t, known := r.ru.Def.Table(b.Table)
	col, adds := b.Columns[key]
	if !known || !adds {
		return n, false
	}
	for i := range t.Rows {
		if kind := t.Rows[i].Kind; kind != ntm.RowTotal && kind != ntm.RowSubtotal {
			n = n.Add(r.statedBy(figure{t.ID, t.Rows[i].Code, col}))
		}
	}
	return n, true
}

// statedBy adds up a figure of the returns over the units of the form.
func (r *recount) statedBy(k figure) decimal.Decimal {
	sum := decimal.Zero
	for _, l := range r.covers {
		if n, ok := stated(l, k); ok {
			sum = sum.Add(n)
		}
	}
	return sum
}

// constant is what a number that stands in no cell of the form must be: what a quotient of the criteria is of.
func (r *recount) constant(at report.Ref) (n decimal.Decimal, ok bool) {
	if r.ru == nil || r.covers == nil {
		return n, false
	}
	units := decimal.NewFromInt(int64(len(r.covers)))
	switch key := r.form.Columns[at.Col].Key; {
	case r.recipe.Layout == layoutCriteria && key == "rate" && r.form.Rows[at.Row].Role == report.Total:
		return units.Mul(decimal.NewFromInt(int64(len(r.ru.Set.Criteria)))), true
	case r.recipe.Layout == layoutCriteria && key == "rate":
		return units, true
	case r.recipe.Layout == layoutBands && key == "units":
		return r.metBy("now", "")
	case r.recipe.Layout == layoutBands:
		return r.metBy(key, "")
	}
	return n, false
}
