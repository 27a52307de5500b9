package report

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"bieuxa/ntm"
)

// buildBands is Biểu 03: communes by the number of criteria they meet.
func buildBands(d *draft) error {
	c := d.ru.Criteria(ntm.Every)
	groups := []communeGroup{}
	if hasGroups(d.ru) {
		groups = d.groups()
	}
	byGroup := make([]*ntm.CriteriaRollUp, len(groups))
	for g := range groups {
		byGroup[g] = d.ru.Criteria(groups[g].which)
	}
	for i, b := range c.Bands {
		row := d.add(Item)
		d.set(row, "no", count(i+1))
		d.set(row, "band", TextCell(capital(b.Band.Label)))
		if c.Reported == 0 {
			d.across(row, d.at["band"]+1, d.width(), StateCell(Missing))
			continue
		}
		d.set(row, "units", count(len(b.Units)))
		d.set(row, "names", text(d.nameList(b.Units)))
		for g := range groups {
			d.groupCount(row, groups[g].no, byGroup[g], len(byGroup[g].Bands[i].Units))
		}
	}
	total := d.add(Total)
	d.across(total, 0, d.at["band"]+1, TextCell(d.ed.Words["total"]))
	if c.Reported == 0 {
		d.across(total, d.at["band"]+1, d.width(), StateCell(Missing))
		return nil
	}
	d.set(total, "units", count(c.Reported).By(Sum(Down(d.at["units"], 0, total-1))))
	for g := range groups {
		key := "in_group." + groups[g].no
		if d.groupCount(total, groups[g].no, byGroup[g], byGroup[g].Reported); d.cell(total, key).Numeric() {
			d.set(total, key, d.cell(total, key).By(Sum(Down(d.at[key], 0, total-1))))
		}
	}
	for row := range total + 1 {
		d.shareOf(row, total)
	}
	d.bandsBefore(c, total)
	for _, title := range d.ed.Titles {
		d.recognised(title, total, groups)
	}
	d.bandAverage(c, total)
	d.unstated(c)
	return nil
}

// bandTimes are the columns of other times: what each commune had met then, and all together.
func bandTimes(c *ntm.CriteriaRollUp) map[string]struct {
	of  func(*ntm.CriteriaLine) ntm.Num
	all ntm.Num
} {
	return map[string]struct {
		of  func(*ntm.CriteriaLine) ntm.Num
		all ntm.Num
	}{
		"year_start": {func(l *ntm.CriteriaLine) ntm.Num { return l.AtYearStart }, c.YearStart},
		"before":     {func(l *ntm.CriteriaLine) ntm.Num { return l.Before }, c.Before},
	}
}

// bandsBefore fills the columns of other times and the change since the period before.
func (d *draft) bandsBefore(c *ntm.CriteriaRollUp, total int) {
	for key, x := range bandTimes(c) {
		col, has := d.at[key]
		was := c.BandsAt(x.of)
		if !has || was == nil {
			continue
		}
		for i, n := range was {
			d.set(i, key, count(n))
		}
		d.set(total, key, count(c.Reported).By(Sum(Down(col, 0, total-1))))
	}
	if _, has := d.at["change"]; !has || !c.Before.OK {
		return
	}
	for row := range total + 1 {
		now, was := d.cell(row, "units"), d.cell(row, "before")
		d.set(row, "change", NumberCell(now.Num.Sub(was.Num), 0).By(Sum(At(row, d.at["units"])).Less(At(row, d.at["before"]))))
	}
}

// groupCount fills a group's count; see groupCells.
func (d *draft) groupCount(row int, no string, c *ntm.CriteriaRollUp, n int) {
	switch {
	case c.Reported > 0:
		d.set(row, "in_group."+no, count(n))
	case c.Expected > 0:
		d.set(row, "in_group."+no, StateCell(Missing))
	}
}

// shareOf fills a row's rate: its communes out of all that reported.
func (d *draft) shareOf(row, total int) {
	of, per := d.cell(row, "units"), d.cell(total, "units")
	rate := ntm.NumOf(of.Num).Mul(ntm.NumInt(100)).Div(ntm.NumOf(per.Num))
	units := d.at["units"]
	d.set(row, "rate", d.form.Columns[d.at["rate"]].Number(rate.D).By(Ratio(Sum(At(row, units)), Sum(At(total, units)))))
}

// The list of sheet 07 and its column of titles.
const (
	titlesTable = "cong_nhan"
	titleColumn = "danh_hieu"
)

// recognised adds the communes that hold a title by decision: a number of its own, not part of the bands.
func (d *draft) recognised(title string, total int, groups []communeGroup) {
	row := d.add(Item)
	d.set(row, "band", TextCell(strings.ReplaceAll(d.ed.Words["recognised"], "{title}", title)))
	tally := d.ru.Tally(titlesTable, titleColumn, ntm.Rural, nil)
	if tally.Reported == 0 {
		d.note("%s", d.ed.Words["not_stated"]+" "+d.nameList(d.silentOn(titlesTable))+".")
		return
	}
	held := d.ru.Recognised(title, ntm.Every)
	d.set(row, "units", count(len(held)).From(listedTraces(held, "so_qd")...))
	d.set(row, "names", text(d.nameList(unitsOf(held))))
	for _, g := range groups {
		c := d.ru.Criteria(g.which)
		if c.Reported > 0 && d.ru.Tally(titlesTable, titleColumn, ntm.Which(ntm.Rural).And(g.which), nil).Reported == 0 {
			continue
		}
		d.groupCount(row, g.no, c, len(d.ru.Recognised(title, g.which)))
	}
	if title == ntm.TitleStandard { // higher titles are a share of the communes at the standard, not of all
		d.shareOf(row, total)
	}
	if silent := d.silentOn(titlesTable); len(silent) > 0 && title == d.ed.Titles[0] {
		d.note("%s", d.ed.Words["not_stated"]+" "+d.nameList(silent)+".")
	}
}

// silentOn lists the reporting communes that state neither rows nor "Không phát sinh" in a list.
func (d *draft) silentOn(table string) []ntm.Unit {
	var out []ntm.Unit
	for _, l := range d.ru.Pick(d.scope) {
		if g := l.Now.Grid(table); l.Reported() && (g == nil || !g.Found || len(g.Rows) == 0 && !g.Nil) {
			out = append(out, l.Unit)
		}
	}
	return out
}

func unitsOf(rows []ntm.Listed) []ntm.Unit {
	var out []ntm.Unit
	for _, x := range rows {
		out = append(out, x.Line.Unit)
	}
	return out
}

func listedTraces(rows []ntm.Listed, col string) []string {
	var out []string
	for _, x := range rows {
		out = append(out, trace(x.Line.Unit.Code, x.Place(col))...)
	}
	return out
}

func (d *draft) bandAverage(c *ntm.CriteriaRollUp, total int) {
	row := d.add(Total)
	d.across(row, 0, d.at["band"]+1, TextCell(d.ed.Words["average"]))
	d.set(row, "units", NumberCell(c.Average().D, averageDecimals).By(Average(Constant(int64(c.Met)), Sum(At(total, d.at["units"])))))
	for key, x := range bandTimes(c) {
		if col, has := d.at[key]; has && x.all.OK {
			mean := x.all.Div(ntm.NumInt(c.Reported))
			d.set(row, key, NumberCell(mean.D, averageDecimals).By(Average(Constant(x.all.D.IntPart()), Sum(At(total, col)))))
		}
	}
	d.set(row, "names", TextCell(fmt.Sprintf("%s tiêu chí/%d xã", FormatNumber(ntm.NumInt(c.Met).D, 0), c.Reported)))
}

// capital is s with a capital first letter.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}
