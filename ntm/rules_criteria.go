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
