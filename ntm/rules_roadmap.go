package ntm

import (
	"strconv"
	"strings"
)

// roadmap is the list of criteria not met beside the assessment of sheet 01.
type roadmap struct {
	g, criteria *Grid
	byCode      map[string]*Row
}

func (x *examination) roadmap() (roadmap, bool) {
	g, ok := x.grid("lo_trinh")
	if criteria := x.sc.Ret.Grid(CriteriaTable); ok && criteria != nil && criteria.Found {
		return newRoadmap(g, criteria), true
	}
	return roadmap{}, false
}

func newRoadmap(g, criteria *Grid) roadmap {
	m := roadmap{g: g, criteria: criteria, byCode: map[string]*Row{}}
	for _, row := range g.Rows {
		if code := said(g, row, "ma"); code != "" && m.byCode[code] == nil {
			m.byCode[code] = row
		}
	}
	return m
}

// Critical says that a row of the road map lies on the critical path (L8) and is not finished: it is due later
// than what waits for it is to start, or than the office's target.
func (ru *RollUp) Critical(x Listed) bool {
	due, ok := dateAt(x.Grid, x.Row, "thoi_han")
	if !ok || x.Value("tinh_trang").Text == taskDone {
		return false
	}
	target, err := ParseDateISO(ru.param("L8", "target"))
	latest, _ := newRoadmap(x.Grid, nil).latestFinish(x.Row, target, err == nil)
	return !latest.IsZero() && due.After(latest)
}

// param is a parameter of a check, as the office set it or as the catalogue has it.
func (ru *RollUp) param(check, name string) string {
	if set, ok := ru.Settings.Params[check][name]; ok {
		return set
	}
	if c, ok := ru.Def.Check(check); ok {
		return c.Params[name]
	}
	return ""
}

// criterionOf is the number of the criterion that a code names: «17» of «17.1».
func criterionOf(code string) string {
	no, _, _ := strings.Cut(strings.TrimSpace(code), ".")
	return no
}

// ruleUnmetWithoutRow names each criterion not met that has no row in sheet 08.
func ruleUnmetWithoutRow(x *examination, _ *Check) {
	m, ok := x.roadmap()
	if !ok || !m.g.answered() {
		return
	}
	listed := map[string]bool{}
	for code := range m.byCode {
		listed[criterionOf(code)] = true
	}
	for _, row := range m.criteria.Rows {
		word := said(m.criteria, row, "dg")
		if !isCriterion(row) || word == "" || x.sc.countsAsMet(word) || listed[row.Key] {
			continue
		}
		x.report(m.criteria, row, "dg", func(f *Finding) { f.Facts["list"] = m.g.Place.Sheet })
	}
}

// ruleRowOfMet reports rows of sheet 08 for criteria that sheet 01 says are met.
func ruleRowOfMet(x *examination, _ *Check) {
	m, ok := x.roadmap()
	if !ok {
		return
	}
	for _, row := range m.g.Rows {
		no := criterionOf(said(m.g, row, "ma"))
		criterion, known := m.criteria.Row(no)
		word := said(m.criteria, criterion, "dg")
		if !known || word == "" || !x.sc.countsAsMet(word) {
			continue
		}
		x.report(m.g, row, "ma", func(f *Finding) {
			f.Facts["status"], f.Facts["criterion"] = word, no
			f.Operands = []Operand{operandAt(m.criteria, criterion, "dg", "")}
		})
	}
}

func ruleRowOfNoCriterion(x *examination, _ *Check) {
	m, ok := x.roadmap()
	if !ok {
		return
	}
	for _, row := range m.g.Rows {
		code := said(m.g, row, "ma")
		_, known := m.criteria.Table.RowDefOf(criterionOf(code))
		if code != "" && !known {
			x.report(m.g, row, "ma", func(f *Finding) { f.Facts["n"] = itoa(criteriaCount(x.sc.Ret)) })
		}
	}
}

// dependsOn are the rows whose work must be finished before the row's.
func (m roadmap) dependsOn(row *Row) []*Row {
	var out []*Row
	for _, code := range strings.FieldsFunc(said(m.g, row, "phu_thuoc"), func(r rune) bool { return strings.ContainsRune(",; +&", r) }) {
		if before := m.byCode[code]; before != nil {
			out = append(out, before)
		}
	}
	return out
}

// ruleDependencyCycle reports rows that wait for one another in a circle; each circle once.
func ruleDependencyCycle(x *examination, _ *Check) {
	m, ok := x.roadmap()
	if !ok {
		return
	}
	done := map[*Row]bool{}
	for _, start := range m.g.Rows {
		cycle := m.cycleFrom(start, nil, done)
		for _, row := range cycle {
			done[row] = true
		}
		if len(cycle) == 0 {
			continue
		}
		x.report(m.g, cycle[0], "phu_thuoc", func(f *Finding) {
			f.Facts["cycle"] = m.chain(append(cycle, cycle[0]))
			for _, row := range cycle {
				f.Operands = append(f.Operands, operandAt(m.g, row, "phu_thuoc", ""))
			}
		})
	}
}

// cycleFrom follows the dependencies of a row until one stands in the path already. Rows that lead to
// no circle are marked as done.
func (m roadmap) cycleFrom(row *Row, path []*Row, done map[*Row]bool) []*Row {
	for i, on := range path {
		if on == row {
			return append([]*Row(nil), path[i:]...)
		}
	}
	if done[row] {
		return nil
	}
	path = append(path, row)
	for _, before := range m.dependsOn(row) {
		if cycle := m.cycleFrom(before, path, done); cycle != nil {
			return cycle
		}
	}
	done[row] = true
	return nil
}

func (m roadmap) chain(rows []*Row) string {
	codes := make([]string, len(rows))
	for i, row := range rows {
		codes[i] = said(m.g, row, "ma")
	}
	return strings.Join(codes, " ← ")
}

// ruleCriticalPath reports work that is due later than what waits for it can start, or, where the
// office has set a target day, later than the target allows.
func ruleCriticalPath(x *examination, c *Check) {
	m, ok := x.roadmap()
	if !ok {
		return
	}
	target, err := ParseDateISO(c.Params["target"])
	hasTarget := err == nil
	for _, row := range m.g.Rows {
		due, ok := dateAt(m.g, row, "thoi_han")
		if !ok {
			continue
		}
		latest, waiting := m.latestFinish(row, target, hasTarget)
		if latest.IsZero() || !due.After(latest) {
			continue
		}
		x.report(m.g, row, "thoi_han", func(f *Finding) {
			f.Want = latest.String()
			f.Facts["slack"] = strconv.Itoa(latest.DaysUntil(due))
			f.Facts["waiting"] = waiting
		})
	}
}

// latestFinish is the last day on which the row may be finished so that what depends on it can start as
// planned, with the code of what waits; the target if nothing does.
func (m roadmap) latestFinish(row *Row, target Date, hasTarget bool) (Date, string) {
	latest, waiting := Date{}, ""
	if hasTarget {
		latest = target
	}
	for _, other := range m.g.Rows {
		start, ok := dateAt(m.g, other, "bat_dau")
		if !ok || other == row {
			continue
		}
		for _, before := range m.dependsOn(other) {
			if before == row && (latest.IsZero() || start.Before(latest)) {
				latest, waiting = start, said(m.g, other, "ma")
			}
		}
	}
	return latest, waiting
}
