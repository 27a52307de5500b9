package ntm

// gains are the criteria that were not Đạt in the previous return of the same set and are now.
func (x *examination) gains() (*Grid, []*Row) {
	g, ok := x.grid(CriteriaTable)
	if !ok || !x.sc.sameSet() {
		return g, nil
	}
	before := x.prevGrid(CriteriaTable)
	var out []*Row
	for _, row := range g.Rows {
		if !isCriterion(row) || said(g, row, "dg") != saidMet {
			continue
		}
		was, ok := before.Row(row.Key)
		if word := said(before, was, "dg"); ok && (word == saidUnmet || word == saidBasicallyMet) {
			out = append(out, row)
		}
	}
	return g, out
}

func ruleManyGains(x *examination, c *Check) {
	g, rows := x.gains()
	most := c.intParam("most", 3)
	if len(rows) <= most {
		return
	}
	at, row, col := g, rows[0], "dg"
	if sums, ok := x.grid("tong_tieu_chi"); ok {
		if r, ok := sums.Row("dat"); ok {
			at, row, col = sums, r, "so"
		}
	}
	x.report(at, row, col, func(f *Finding) {
		f.Facts["count"], f.Facts["most"] = itoa(len(rows)), itoa(most)
		for _, r := range rows {
			f.Facts["criteria"] = joinComma(f.Facts["criteria"], r.Indicator())
			f.Operands = append(f.Operands, operandAt(g, r, "dg", ""))
		}
	})
}

// ruleGainWithoutEvidence asks for Minh chứng on the criterion or on one of its indicators.
func ruleGainWithoutEvidence(x *examination, _ *Check) {
	g, rows := x.gains()
	for _, row := range rows {
		if !x.hasEvidence(g, row) {
			x.report(g, row, "minh_chung", nil)
		}
	}
}

func (x *examination) hasEvidence(g *Grid, criterion *Row) bool {
	for _, row := range g.Rows {
		if row.Def != nil && row.Def.Criterion == criterion.Def.Criterion && said(g, row, "minh_chung") != "" {
			return true
		}
	}
	return false
}

// ruleOpeningOfYear names, once, the rows whose figure for 31/12 of last year differs from the one that
// the unit gave in an earlier month of this year.
func ruleOpeningOfYear(x *examination, _ *Check) {
	g, ok := x.grid(CriteriaTable)
	if !ok || !x.sc.sameSet() || x.sc.Prev.Period.Year != x.sc.Ret.Period.Year {
		return
	}
	before := x.prevGrid(CriteriaTable)
	var first *Row
	rows, n := "", 0
	var operands []Operand
	for _, row := range g.Rows {
		was, ok := before.Row(row.Key)
		now, then := said(g, row, "dg_nt"), said(before, was, "dg_nt")
		if !ok || now == "" || then == "" || now == then {
			continue
		}
		if first == nil {
			first = row
		}
		n++
		rows = joinComma(rows, row.Indicator())
		operands = append(operands, operandAt(before, was, "dg_nt", "kỳ trước: "))
	}
	if first == nil {
		return
	}
	x.report(g, first, "dg_nt", func(f *Finding) {
		f.Facts["rows"], f.Facts["count"], f.Operands = rows, itoa(n), operands
		f.Want = operands[0].Value
	})
}
