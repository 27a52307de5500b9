package ntm

import (
	"regexp"
	"slices"
	"strings"
)

// live reports whether the row is a title in force: decided, not withdrawn.
func liveTitle(g *Grid, row *Row) bool {
	return said(g, row, "danh_hieu") != "" && said(g, row, "so_qd") != "" && said(g, row, "hinh_thuc") != saidWithdrawn
}

// liveTitles are the rows in force by the title they confer.
func liveTitles(g *Grid) map[string]*Row {
	out := map[string]*Row{}
	if g == nil || !g.Found {
		return out
	}
	for _, row := range g.Rows {
		if title := said(g, row, "danh_hieu"); liveTitle(g, row) && out[title] == nil {
			out[title] = row
		}
	}
	return out
}

// ruleTitleChain asks that a higher title stands beside the title it presupposes.
func ruleTitleChain(x *examination, c *Check) {
	g, ok := x.grid("cong_nhan")
	if !ok {
		return
	}
	titles := liveTitles(g)
	for _, row := range g.Rows {
		if !liveTitle(g, row) {
			continue
		}
		needs := presupposed(c.Params[said(g, row, "danh_hieu")], said(g, row, "ngay_qd"))
		if needs == "" || titles[needs] != nil {
			continue
		}
		x.report(g, row, "danh_hieu", func(f *Finding) { f.Want, f.Facts["needs"] = needs, needs })
	}
}

// presupposed reads «NTM nâng cao; 2022-03-07: Đạt chuẩn NTM»: the title, and the one for decisions up to a day.
func presupposed(rule, on string) string {
	title, older, _ := strings.Cut(rule, ";")
	until, olderTitle, ok := strings.Cut(older, ":")
	if ok && on != "" && on <= strings.TrimSpace(until) {
		return strings.TrimSpace(olderTitle)
	}
	return strings.TrimSpace(title)
}

// ruleOneLiveDecision reports a second decision in force for one title and criteria set.
func ruleOneLiveDecision(x *examination, _ *Check) {
	g, ok := x.grid("cong_nhan")
	if !ok {
		return
	}
	var live []*Row
	for _, row := range g.Rows {
		if !liveTitle(g, row) {
			continue
		}
		i := slices.IndexFunc(live, func(above *Row) bool { return sameTitle(g, above, row) })
		if i < 0 {
			live = append(live, row)
			continue
		}
		above := live[i]
		x.report(g, row, "so_qd", func(f *Finding) {
			f.Facts["title"], f.Facts["other"] = said(g, row, "danh_hieu"), said(g, above, "so_qd")
			f.Operands = []Operand{operandAt(g, above, "so_qd", "")}
		})
	}
}

// sameTitle reports that two rows are about one title of one phase. A phase left out may be any.
func sameTitle(g *Grid, a, b *Row) bool {
	if said(g, a, "danh_hieu") != said(g, b, "danh_hieu") {
		return false
	}
	one, other := Fold(said(g, a, "bo_tc")), Fold(said(g, b, "bo_tc"))
	return one == other || one == "" || other == ""
}

var rePhase = regexp.MustCompile(`[0-9]{4}-[0-9]{4}`)

// ruleTitleShortOfCriteria asks why a unit with a title does not meet all criteria. A title of another
// phase is not held against the set of this one.
func ruleTitleShortOfCriteria(x *examination, _ *Check) {
	g, ok := x.grid("cong_nhan")
	met := countCriteria(x.sc.Ret, "dg", x.sc.countsAsMet)
	n := criteriaCount(x.sc.Ret)
	if !ok || !met.OK || int(met.D.IntPart()) >= n {
		return
	}
	for _, row := range g.Rows {
		phase := rePhase.FindString(strings.ReplaceAll(said(g, row, "bo_tc"), "–", "-"))
		if !liveTitle(g, row) || phase != "" && !strings.Contains(x.sc.Ret.Set, phase) {
			continue
		}
		x.report(g, row, "danh_hieu", func(f *Finding) {
			f.Want = itoa(n)
			f.Facts["met"], f.Facts["n"] = met.String(), itoa(n)
		})
		return
	}
}

// ruleTitleMissing reports titles of the previous return that are neither listed nor withdrawn now.
func ruleTitleMissing(x *examination, _ *Check) {
	g, ok := x.grid("cong_nhan")
	before := x.prevGrid("cong_nhan")
	if !ok || before == nil || !g.answered() {
		return
	}
	now := map[string]bool{}
	for _, row := range g.Rows {
		if said(g, row, "so_qd") != "" {
			now[said(g, row, "danh_hieu")] = true
		}
	}
	reported := map[string]bool{}
	for _, was := range before.Rows {
		title := said(before, was, "danh_hieu")
		if !liveTitle(before, was) || now[title] || reported[title] {
			continue
		}
		reported[title] = true
		x.report(g, nil, "danh_hieu", func(f *Finding) {
			f.Row, f.Facts["title"], f.Facts["decision"] = was.Key, title, said(before, was, "so_qd")
			f.Operands = []Operand{operandAt(before, was, "danh_hieu", "kỳ trước: ")}
		})
	}
}
