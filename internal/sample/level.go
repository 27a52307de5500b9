package sample

import (
	"fmt"

	"bieuxa/ntm"
)

// level is an indicator with what it requires in the district, in tenths.
type level struct {
	criterion int
	no        string
	kind      ntm.IndicatorType
	atMost    bool
	none      bool  // met when there is none: «Nhà tạm, dột nát»
	need      []int // tenths
}

// levelsOf lists the indicators of a criterion with the levels that hold for a commune of Thanh Hóa.
func levelsOf(set *ntm.CriteriaSet, criterion ntm.Criterion) ([]level, error) {
	where := ntm.Where{Province: "38", On: day(months, 14)}
	var out []level
	for _, ind := range criterion.Indicators {
		req := set.Threshold(ind, where)
		l := level{criterion: criterion.No, no: ind.No, kind: ind.Type, atMost: req.Direction == ntm.DirectionAtMost,
			none: req.Demand.Kind == ntm.DemandNone}
		for _, n := range req.Demand.Numbers {
			l.need = append(l.need, int(n.Shift(1).IntPart()))
		}
		if ind.Type != ntm.IndicatorBool && len(l.need) == 0 {
			l.need = []int{assumed(ind.No)} // set by the province: made up for the sample
		}
		if ind.Type == ntm.IndicatorGrade || ind.Type != ntm.IndicatorBool && l.need[0] == 0 {
			return nil, fmt.Errorf("indicator %s: the sample has no level for it", ind.No)
		}
		out = append(out, l)
	}
	return out, nil
}

// assumed is where the sample draws the line for indicators whose level the province sets.
func assumed(no string) int {
	return map[string]int{"2.1": 1000, "2.2": 800, "2.3": 700, "2.4": 600}[no]
}

func (l *level) among(list []string) bool {
	for _, no := range list {
		if no == l.no {
			return true
		}
	}
	return false
}

// plain is the level itself.
func (l *level) plain() string {
	if l.kind == ntm.IndicatorBool {
		return l.answer(true)
	}
	return l.join(func(need, _ int) int { return need })
}

func (l *level) answer(good bool) string {
	switch {
	case !l.none:
		return ""
	case good:
		return noneLeft
	}
	return someLeft
}

// result is a figure on the right side of the level; short of it, it comes nearer every quarter.
func (l *level) result(seed int, good bool, month int) string {
	if l.kind == ntm.IndicatorBool {
		return l.answer(good)
	}
	quarter := 0
	if month > 0 {
		quarter = (month - 1) / 3
	}
	return l.join(func(need, part int) int {
		k := seed + 3*part + len(l.no)*l.criterion
		gap := 10 * (6 + k%9)
		if !good {
			gap -= quarter * gap / 5
			if l.kind == ntm.IndicatorIncome {
				gap /= 2
			}
			return need + map[bool]int{true: gap, false: -gap}[l.atMost]
		}
		return l.above(need, k)
	})
}

// above is a figure that meets the level, with room left under 100 %.
func (l *level) above(need, k int) int {
	switch {
	case l.atMost:
		return need - 5 - 7*(k%5)
	case l.kind == ntm.IndicatorIncome:
		return need + 3 + 4*(k%6)
	case l.kind == ntm.IndicatorPercent:
		return need + 10*((1000-need)*(1+k%3)/40)
	}
	return need
}

func (l *level) join(figure func(need, part int) int) string {
	out := ""
	for i, need := range l.need {
		if i > 0 {
			out += ";"
		}
		out += tenths(figure(need, i))
	}
	return out
}
