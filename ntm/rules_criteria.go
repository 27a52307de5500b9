package ntm

// isCriterion reports whether the row is a criterion, not one of several indicators under one.
func isCriterion(row *Row) bool { return row.Kind() == RowCriterion || row.Kind() == RowSingle }

// criteriaCount is the number of criteria in the return's table.
func criteriaCount(r *Return) int {
	g := r.Grid(CriteriaTable)
	if g == nil {
		return 0
	}
	n := 0
	for i := range g.Table.Rows {
		if k := g.Table.Rows[i].Kind; k == RowCriterion || k == RowSingle {
			n++
		}
	}
	return n
}

// countCriteria counts the criteria whose column says what counts holds for; unknown if one is not
// assessed or has no row.
func countCriteria(r *Return, col string, counts func(word string) bool) Num {
	g := r.Grid(CriteriaTable)
	if g == nil || !g.Found {
		return Num{}
	}
	n := 0
	for i := range g.Table.Rows {
		def := &g.Table.Rows[i]
		if def.Kind != RowCriterion && def.Kind != RowSingle {
			continue
		}
		word := wordOf(r, CriteriaTable, def.Code, col)
		if word == "" {
			return Num{}
		}
		if counts(word) {
			n++
		}
	}
	return NumInt(n)
}

func (ev *evaluator) criteriaWhere(col, word string) Num {
	n := countCriteria(ev.sc.Ret, col, func(w string) bool { return w == word })
	if ev.record && n.OK {
		ev.operands = append(ev.operands, Operand{Name: "Đếm " + word, Value: n.String(), Place: ev.sc.Ret.Grid(CriteriaTable).Place})
	}
	return n
}

func (ev *evaluator) criteriaMet(col string) Num {
	return countCriteria(ev.sc.Ret, col, ev.sc.countsAsMet)
}

// countsAsMet reports whether a criterion so assessed counts towards «đủ tiêu chí».
func (sc *Scope) countsAsMet(word string) bool {
	return word == saidMet || word == saidNotApplicable || word == saidBasicallyMet && sc.Settings.BasicallyMetCounts
}

// ruleCriteriaRows asks for each criterion and indicator of the set once. What the reader misses it has
// said itself; this finds what is missing or double in a return that no reader has bound.
func ruleCriteriaRows(x *examination, _ *Check) {
	g, ok := x.grid(CriteriaTable)
	if !ok {
		return
	}
	seen := map[string]bool{}
	for _, row := range g.Rows {
		if row.Def != nil && seen[row.Key] {
			x.report(g, row, "dg", func(f *Finding) { f.Facts["rows"], f.Facts["n"] = row.Indicator(), itoa(criteriaCount(x.sc.Ret)) })
		}
		seen[row.Key] = true
	}
	missing, n := "", 0
	for i := range g.Table.Rows {
		def := &g.Table.Rows[i]
		if seen[def.Code] {
			continue
		}
		if n++; n <= longestSum {
			missing = joinComma(missing, def.No)
		}
	}
	if n == 0 {
		return
	}
	if n > longestSum {
		missing += ", … (" + itoa(n) + ")"
	}
	x.report(g, nil, "dg", func(f *Finding) {
		f.Facts["rows"], f.Facts["n"] = missing, itoa(criteriaCount(x.sc.Ret))
	})
}

// ruleCriteriaExtraRows reports rows that are no criterion and no indicator of the set.
func ruleCriteriaExtraRows(x *examination, _ *Check) {
	g, ok := x.grid(CriteriaTable)
	if !ok {
		return
	}
	for _, row := range g.Rows {
		if row.Def == nil {
			x.report(g, row, "noi_dung", func(f *Finding) { f.Facts["row"] = said(g, row, "noi_dung") })
		}
	}
}

// criterionStand is what a return says about one criterion and the indicators under it.
type criterionStand struct {
	row        *Row
	status     string
	indicators []*Row
	roll       CriterionRoll
}

// criteria collects the criteria that have indicators under them.
func (x *examination) criteria(g *Grid) []criterionStand {
	under := map[int][]*Row{}
	for _, row := range g.Rows {
		if row.Kind() == RowIndicator {
			under[row.Def.Criterion] = append(under[row.Def.Criterion], row)
		}
	}
	var out []criterionStand
	for _, row := range g.Rows {
		if row.Kind() != RowCriterion || len(under[row.Def.Criterion]) == 0 {
			continue
		}
		s := criterionStand{row: row, status: said(g, row, "dg"), indicators: under[row.Def.Criterion]}
		s.roll = rollOf(g, s.indicators, x.sc.Settings.BasicallyMetCounts)
		out = append(out, s)
	}
	return out
}

// rollOf rolls the indicators' rows into the status of their criterion.
func rollOf(g *Grid, rows []*Row, basicallyCounts bool) CriterionRoll {
	c := Criterion{}
	statuses := map[string]Status{}
	for _, row := range rows {
		c.Indicators = append(c.Indicators, Indicator{No: row.Key})
		if s, ok := ParseStatus(said(g, row, "dg")); ok {
			statuses[row.Key] = s
		}
	}
	return c.Roll(statuses, basicallyCounts)
}

// ruleCriterionOfIndicators: a criterion is Đạt exactly if every indicator that applies is.
func ruleCriterionOfIndicators(x *examination, _ *Check) {
	g, ok := x.grid(CriteriaTable)
	if !ok {
		return
	}
	for _, s := range x.criteria(g) {
		want := ""
		switch {
		case s.status == "":
		case s.status == saidMet && s.roll.Unmet > 0, s.status == saidNotApplicable && s.roll.Unmet > 0:
			want = saidUnmet
		case s.status == saidMet && s.roll.BasicallyMet > 0 && !x.sc.Settings.BasicallyMetCounts:
			want = saidBasicallyMet
		case s.roll.Status == StatusMet && s.status != saidMet:
			if s.roll.BasicallyMet == 0 { // what «cơ bản đạt» makes of the criterion is local
				want = saidMet
			}
		}
		if want != "" {
			x.reportCriterion(g, s, want)
		}
	}
}

func (x *examination) reportCriterion(g *Grid, s criterionStand, want string) {
	x.report(g, s.row, "dg", func(f *Finding) {
		f.Want = want
		for _, row := range s.indicators {
			word := said(g, row, "dg")
			if want == saidMet || word == saidUnmet || word == saidBasicallyMet {
				f.Operands = append(f.Operands, operandAt(g, row, "dg", ""))
				f.Facts["indicators"] = joinComma(f.Facts["indicators"], row.Indicator()+" "+word)
			}
		}
	})
}

// ruleCriterionBasicallyMet asks why a criterion with an indicator Chưa đạt is Cơ bản đạt: the rule is local.
func ruleCriterionBasicallyMet(x *examination, _ *Check) {
	g, ok := x.grid(CriteriaTable)
	if !ok {
		return
	}
	for _, s := range x.criteria(g) {
		if s.status == saidBasicallyMet && s.roll.Unmet > 0 {
			x.reportCriterion(g, s, "")
		}
	}
}

func joinComma(list, s string) string {
	if list == "" {
		return s
	}
	return list + ", " + s
}
