package ntm

import "fmt"

// districtTables are the tables in which a district assesses itself, by rank.
var districtTables = [...]string{"huyen_tc", "huyen_nc"}

// filled returns the self-assessments that a district has begun: at least one status is stated.
func (r *Return) filled() []*Grid {
	var out []*Grid
	for _, id := range districtTables {
		g := r.Grid(id)
		if g == nil {
			continue
		}
		for _, row := range g.Rows {
			if e, ok := g.At(row, StatusColumn); ok && e.State != Blank {
				out = append(out, g)
				break
			}
		}
	}
	return out
}

// assessed is one criterion of a self-assessment with the statuses of its indicators.
type assessed struct {
	no         int
	row        *Row
	status     Status
	indicators map[Status]int
	rows       []*Row
}

func assess(g *Grid) []*assessed {
	var out []*assessed
	for _, row := range g.Rows {
		if row.Def == nil {
			continue
		}
		e, ok := g.At(row, StatusColumn)
		if !ok {
			continue
		}
		s := StatusOf(e.Value)
		if row.Kind() != RowIndicator {
			out = append(out, &assessed{no: row.Def.Criterion, row: row, status: s, indicators: map[Status]int{}})
		}
		if row.Kind() != RowCriterion && len(out) > 0 {
			a := out[len(out)-1]
			a.indicators[s]++
			a.rows = append(a.rows, row)
		}
	}
	return out
}

// districtCriterion is H1: a criterion is Đạt if and only if its indicators are.
func districtCriterion(x *examination, _ *Check) {
	for _, g := range x.sc.Ret.filled() {
		for _, a := range assess(g) {
			if a.indicators[StatusBlank] > 0 || a.status == StatusBlank {
				f := x.at(g, a.row, StatusColumn)
				f.Want = "Đạt / Chưa đạt"
				f.Facts["why"] = "còn ô chưa đánh giá"
				x.add(f)
				continue
			}
			all := a.indicators[StatusUnmet] == 0 && a.indicators[StatusBasicallyMet] == 0
			if all == a.status.Counts(false) {
				continue
			}
			f := x.at(g, a.row, StatusColumn)
			f.Want = StatusUnmet.String()
			if all {
				f.Want = StatusMet.String()
			}
			f.Facts["why"] = fmt.Sprintf("%d/%d chỉ tiêu đạt", a.indicators[StatusMet]+a.indicators[StatusNotApplicable], len(a.rows))
			x.add(f)
		}
	}
}

// districtUnmet is H2: unmet indicators are at least as many as unmet criteria, and no more than the
// indicators inside those criteria.
func districtUnmet(x *examination, _ *Check) {
	for _, g := range x.sc.Ret.filled() {
		unmetCriteria, unmetIndicators, inside := 0, 0, 0
		for _, a := range assess(g) {
			unmetIndicators += a.indicators[StatusUnmet] + a.indicators[StatusBasicallyMet]
			if a.status == StatusUnmet || a.status == StatusBasicallyMet {
				unmetCriteria++
				inside += len(a.rows)
			}
		}
		if unmetIndicators >= unmetCriteria && unmetIndicators <= inside {
			continue
		}
		f := x.at(g, nil, StatusColumn)
		f.Saw, f.Want = fmt.Sprint(unmetIndicators), fmt.Sprintf("%d–%d", unmetCriteria, inside)
		x.add(f)
	}
}

// districtRemaining is H3: a remark of work still to do stands at a criterion that is reported met.
func districtRemaining(x *examination, _ *Check) {
	for _, g := range x.sc.Ret.filled() {
		for _, a := range assess(g) {
			for _, row := range append([]*Row{a.row}, a.rows...) {
				e, ok := g.At(row, "ghi_chu")
				if a.status == StatusMet && ok && e.State == Stated {
					f := x.at(g, row, "ghi_chu")
					f.Want = ""
					x.add(f)
					break
				}
			}
		}
	}
}
