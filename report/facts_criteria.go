package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"bieuxa/ntm"
)

// criteria is the matrix as a whole: 216/266, the average, and how it moved.
func (x *facts) criteria() {
	c := x.ru.Criteria(ntm.Every)
	if c.Reported == 0 {
		return
	}
	x.sum("tc_dat", FactFigure, ntm.Figure{Num: ntm.NumInt(c.Met), Reported: c.Reported, Expected: c.Expected}, x.rural(0))
	x.count("tc_co", c.Possible)
	x.figure("tc_binh_quan", c.Average(), 2)
	x.figure("tc_truoc", c.Before, 0)
	x.figure("tc_dau_nam", c.YearStart, 0)
	x.figure("tc_bq_dau_nam", c.YearStart.Div(ntm.NumInt(c.Reported)), 2)
	met := ntm.NumInt(c.Met)
	x.change("tc_hon_truoc", met.Sub(c.Before), 0)
	x.change("tc_hon_dau_nam", met.Sub(c.YearStart), 0)
	x.ago("tc_hon_cung_ky", &ntm.Measure{Status: "met", SameSet: true}, ntm.Rural, 0)
	x.figure("tc_ke_hoach", c.Planned, 0)
	nearly := 0
	for i := range c.Units {
		nearly += c.Units[i].BasicallyMet
	}
	x.count("tc_co_ban", nearly)
	if x.ru.Meets(ntm.StatusBasicallyMet) {
		x.text("tc_co_ban_tinh", "có")
	}
	x.byCriterion(c)
}

// ago is how a measure moved since the same period of last year.
func (x *facts) ago(name string, m *ntm.Measure, w ntm.Which, places int) {
	c := x.src.Times.Compare(m, w)
	if x.ru.Period.Kind != ntm.Year && x.src.Times.YearAgo != nil { // of a year it is the period before
		x.change(name, c.SinceYearAgo(), places)
	}
}

// before is how a measure moved since the period before.
func (x *facts) before(name string, m *ntm.Measure, w ntm.Which, places int) {
	if x.src.Times.Before != nil {
		c := x.src.Times.Compare(m, w)
		x.change(name, c.Change(), places)
	}
}

// fewest is how many criteria are named as those that the fewest communes meet; more where they are level.
const fewest = 5

func (x *facts) byCriterion(c *ntm.CriteriaRollUp) {
	row := func(b *ntm.CriterionCount) FactRow {
		out := FactRow{"so": fmt.Sprint(b.No), "ten": b.Name, "dat": fmt.Sprint(b.Met), "tong": fmt.Sprint(c.Reported), "chua": fmt.Sprint(len(b.Unmet)),
			"xa": strings.Join(x.namesOf(b.Unmet), ", ")}
		if change := ntm.NumInt(b.Met).Sub(b.Before); change.OK {
			out["them"], out["bot"] = change.D.String(), change.D.Neg().String()
		}
		return out
	}
	var full, low, up, down []FactRow
	var unmet []*ntm.CriterionCount
	for i := range c.By {
		b := &c.By[i]
		if b.Met == c.Reported {
			full = append(full, row(b))
		} else if len(b.Unmet) > 0 {
			unmet = append(unmet, b)
		}
		change, ok := ntm.NumInt(b.Met).Cmp(b.Before)
		switch {
		case ok && change > 0:
			up = append(up, row(b))
		case ok && change < 0:
			down = append(down, row(b))
		}
	}
	slices.SortStableFunc(unmet, func(a, b *ntm.CriterionCount) int { return cmp.Compare(a.Met, b.Met) })
	for i, b := range unmet {
		if i >= fewest && b.Met > unmet[i-1].Met {
			break
		}
		low = append(low, row(b))
	}
	x.rows("tc_du", full)
	if len(low) < len(unmet) || len(unmet) <= fewest {
		x.rows("tc_thap", low)
	}
	if c.Before.OK {
		x.rows("tc_tang", up)
		x.rows("tc_giam", down)
	}
}

func (x *facts) namesOf(units []ntm.Unit) []string {
	out := make([]string, len(units))
	for i, u := range units {
		out[i] = strings.TrimPrefix(x.name(u), string(ntm.KindCommune)+" ")
	}
	return out
}

// changes are the communes that gained and those that lost, most first.
func (x *facts) changes() {
	c := x.ru.Criteria(ntm.Every)
	if !c.Before.OK {
		return
	}
	lines := slices.Clone(c.Units)
	slices.SortStableFunc(lines, func(a, b ntm.CriteriaLine) int {
		return b.Change().D.Abs().Cmp(a.Change().D.Abs())
	})
	var up, down []FactRow
	for i := range lines {
		l := &lines[i]
		change := l.Change()
		if !l.Line.Reported() || !change.OK || change.D.IsZero() {
			continue
		}
		row := FactRow{"ten": x.name(l.Line.Unit), "dat": fmt.Sprint(l.Met)}
		if change.D.IsPositive() {
			row["them"] = change.D.String()
			up = append(up, row)
		} else {
			row["bot"] = change.D.Neg().String()
			down = append(down, row)
		}
	}
	x.rows("xa_tang", up)
	x.rows("xa_giam", down)
}

// mostNamed is how many communes a line of the letter names; the forms name all.
const mostNamed = 20

// bands are the groups of communes by criteria met.
func (x *facts) bands() {
	c := x.ru.Criteria(ntm.Every)
	if c.Reported == 0 || len(c.Bands) == 0 {
		return
	}
	var some, none []FactRow
	for i := range c.Bands {
		b := &c.Bands[i]
		if len(b.Units) == 0 {
			none = append(none, FactRow{"nhan": b.Band.Label})
			continue
		}
		row := FactRow{"ma": fmt.Sprint(b.Band.Min), "so": fmt.Sprint(len(b.Units)), "nhan": b.Band.Label}
		if len(b.Units) <= mostNamed {
			row["xa"] = strings.Join(x.namesOf(b.Units), ", ")
		}
		some = append(some, row)
	}
	x.rows("nhom", some)
	x.rows("nhom_khong", none)
}

// parts are the criteria by xã nhóm 1, 2, 3 and by the districts of a province.
func (x *facts) parts() {
	var groups, districts []FactRow
	row := func(name string, w ntm.Which) (FactRow, bool) {
		c := x.ru.Criteria(w)
		if c.Reported == 0 {
			return nil, false
		}
		return FactRow{"xa": fmt.Sprint(c.Reported), "dat": fmt.Sprint(c.Met), "co": fmt.Sprint(c.Possible), "bq": FormatNumber(c.Average().D, 2), "nhan": lowerInitial(name)}, true
	}
	if x.ru.ShowGroup {
		for _, g := range x.ru.Set.Groups {
			no := fmt.Sprint(g.No)
			if r, ok := row(lowerFirst(g.Name), func(l *ntm.UnitLine) bool { return l.Group == no }); ok {
				groups = append(groups, r)
			}
		}
	}
	for _, code := range x.ru.Districts() {
		if r, ok := row("", ntm.Under(code)); ok {
			delete(r, "nhan")
			r["ten"] = lowerKind(x.ru.DistrictName(code))
			districts = append(districts, r)
		}
	}
	if len(groups) > 0 {
		x.rows("nhom_xa", groups)
	}
	if len(districts) > 0 {
		x.rows("huyen_tc", districts)
	}
}
