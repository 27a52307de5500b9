package report

import (
	"fmt"
	"strings"

	"bieuxa/ntm"
)

// buildCriteria is Biểu 02: how many communes meet each criterion.
func buildCriteria(d *draft) error {
	c := d.ru.Criteria(ntm.Every)
	for i := range c.By {
		d.criterion(c, i)
	}
	d.criteriaTotal(c)
	d.unstated(c)
	return nil
}

// criterion adds the row of one criterion.
func (d *draft) criterion(c *ntm.CriteriaRollUp, i int) {
	by, row := &c.By[i], d.add(Item)
	d.set(row, "no", count(by.No))
	d.set(row, "name", TextCell(by.Name))
	if c.Reported == 0 {
		d.across(row, d.at["name"]+1, d.width(), StateCell(Missing))
		return
	}
	d.set(row, "year_start", known(by.YearStart, 0))
	d.set(row, "before", known(by.Before, 0))
	d.set(row, "now", count(by.Met).From(metTraces(c, i, d.ru)...))
	d.set(row, "plan", known(by.Planned, 0))
	d.set(row, "unmet", text(d.nameList(by.Unmet)))
	d.compare(row, ntm.NumInt(by.Met).Sub(by.Before))
	d.share(row, by.Met, c.Reported)
}

// compare fills a row's change from its figures now and before.
func (d *draft) compare(row int, change ntm.Num) {
	if change.OK {
		d.set(row, "change", known(change, 0).By(Sum(At(row, d.at["now"])).Less(At(row, d.at["before"]))))
	}
}

// share fills a row's rate: its figure now out of so many.
func (d *draft) share(row, met, of int) {
	rate := ntm.NumInt(met * 100).Div(ntm.NumInt(of))
	d.set(row, "rate", d.form.Columns[d.at["rate"]].Number(rate.D).By(Ratio(Sum(At(row, d.at["now"])), Constant(int64(of)))))
}

func (d *draft) criteriaTotal(c *ntm.CriteriaRollUp) {
	row := d.add(Total)
	d.across(row, 0, d.at["name"]+1, TextCell(d.ed.Words["total"]))
	if c.Reported == 0 {
		d.across(row, d.at["name"]+1, d.width(), StateCell(Missing))
		return
	}
	for key, n := range map[string]ntm.Num{"year_start": c.YearStart, "before": c.Before, "now": ntm.NumInt(c.Met), "plan": c.Planned} {
		if n.OK {
			d.set(row, key, known(n, 0).By(Sum(Down(d.at[key], 0, row-1))))
		}
	}
	d.compare(row, ntm.NumInt(c.Met).Sub(c.Before))
	d.share(row, c.Met, c.Possible)
	d.note("%s", strings.NewReplacer("{n}", fmt.Sprint(d.ru.Set.N()), "{units}", fmt.Sprint(c.Reported),
		"{possible}", FormatNumber(ntm.NumInt(c.Possible).D, 0)).Replace(d.ed.Words["total_rate"]))
}

// unstated names the communes for whose sake a column of another time is left blank.
func (d *draft) unstated(c *ntm.CriteriaRollUp) {
	for _, column := range []struct {
		key    string
		stated func(*ntm.CriteriaLine) bool
	}{
		{"year_start", func(l *ntm.CriteriaLine) bool { return l.AtYearStart.OK }},
		{"before", func(l *ntm.CriteriaLine) bool { return l.Before.OK }},
		{"plan", func(l *ntm.CriteriaLine) bool { return l.Planned.OK }},
	} {
		if _, has := d.at[column.key]; !has {
			continue
		}
		var units []ntm.Unit
		for i := range c.Units {
			if u := &c.Units[i]; u.Line.Reported() && !column.stated(u) {
				units = append(units, u.Line.Unit)
			}
		}
		if len(units) > 0 {
			d.note("Cột “%s” để trống ở chỗ chưa đủ số liệu của: %s.", d.heading(column.key), d.nameList(units))
		}
	}
}

// heading is a column's heading in one line.
func (d *draft) heading(key string) string {
	return strings.Join(d.form.Columns[d.at[key]].Heading, " / ")
}

// metTraces are the cells in which communes state that they meet the i-th criterion.
func metTraces(c *ntm.CriteriaRollUp, i int, ru *ntm.RollUp) []string {
	var out []string
	for k := range c.Units {
		u := &c.Units[k]
		if i >= len(u.Statuses) {
			continue
		}
		if s := u.Statuses[i]; s == ntm.StatusMet || s == ntm.StatusBasicallyMet && nearlyCounts(ru) {
			out = append(out, trace(u.Line.Unit.Code, u.Places[i])...)
		}
	}
	return out
}

// buildCriteriaByGroup is Biểu 02 of a set with groups: each criterion three times for each group.
func buildCriteriaByGroup(d *draft) error {
	groups := d.groups()
	rolled := make([]*ntm.CriteriaRollUp, len(groups))
	for g := range groups {
		rolled[g] = d.ru.Criteria(groups[g].which)
	}
	for i, cr := range d.ru.Set.Criteria {
		row := d.add(Item)
		d.set(row, "no", count(cr.No))
		d.set(row, "name", TextCell(cr.Name))
		for g, c := range rolled {
			by := &c.By[i]
			d.groupCells(row, groups[g].no, c, [3]ntm.Num{by.YearStart, ntm.NumInt(by.Met), by.Planned})
			if c.Reported > 0 {
				key := "now." + groups[g].no
				d.set(row, key, d.cell(row, key).From(metTraces(c, i, d.ru)...))
			}
		}
	}
	total, reported := d.add(Total), d.add(Subtotal)
	d.across(total, 0, d.at["name"]+1, TextCell(d.ed.Words["total"]))
	d.across(reported, 0, d.at["name"]+1, TextCell(d.ed.Words["reported"]))
	for g, c := range rolled {
		no := groups[g].no
		d.groupCells(total, no, c, [3]ntm.Num{c.YearStart, ntm.NumInt(c.Met), c.Planned})
		for _, key := range []string{"year_start.", "now.", "plan."} {
			if cell := d.cell(total, key+no); cell.Numeric() {
				d.set(total, key+no, cell.By(Sum(Down(d.at[key+no], 0, total-1))))
			}
		}
		d.set(reported, "now."+no, TextCell(fmt.Sprintf("%d/%d", c.Reported, c.Expected)))
	}
	return nil
}

// groupCells fills a group's three figures; a group without communes has none, one of which nobody
// has reported is missing.
func (d *draft) groupCells(row int, no string, c *ntm.CriteriaRollUp, figures [3]ntm.Num) {
	for k, key := range []string{"year_start.", "now.", "plan."} {
		switch {
		case c.Reported > 0:
			d.set(row, key+no, known(figures[k], 0))
		case c.Expected > 0:
			d.set(row, key+no, StateCell(Missing))
		}
	}
}
