package report

import (
	"fmt"
	"strings"

	"bieuxa/ntm"
)

// nearlyMark stands in the matrix for Cơ bản đạt, notAssessed for a criterion without an assessment:
// neither is the blank of Chưa đạt.
const (
	nearlyMark  = "CB"
	notAssessed = "?"
)

// matrix is Biểu 01: commune by criterion.
type matrix struct {
	*draft
	all         *ntm.CriteriaRollUp
	line        map[*ntm.UnitLine]*ntm.CriteriaLine
	first, last int // columns of the criteria
	marks       []string
	items       [][2]int // runs of rows of communes
	heads       []int    // rows of districts, empty if the whole is not divided
	n           int      // communes numbered so far
}

func buildMatrix(d *draft) error {
	m := &matrix{draft: d, all: d.ru.Criteria(ntm.Every), line: map[*ntm.UnitLine]*ntm.CriteriaLine{}, marks: []string{Met}}
	if nearlyCounts(d.ru) {
		m.marks = append(m.marks, nearlyMark)
	}
	for i := range m.all.Units {
		m.line[m.all.Units[i].Line] = &m.all.Units[i]
	}
	for i, s := range d.specs {
		if s.Each == eachCriterion {
			if m.last = i; m.first == 0 {
				m.first = i
			}
		}
	}
	for i, s := range d.sections(d.scope) {
		m.section(i, s)
	}
	if len(d.form.Rows) > 0 {
		m.foot()
	}
	m.explain()
	return nil
}

func nearlyCounts(ru *ntm.RollUp) bool {
	return ru.Settings.BasicallyMetCounts || ru.Set.BasicallyMetCounts
}

// section adds a district's communes under a row of its sums.
func (m *matrix) section(i int, s section) {
	head := -1
	if s.name != "" {
		head = m.add(Group)
		m.heads = append(m.heads, head)
	}
	run := [2]int{len(m.form.Rows), len(m.form.Rows) + len(s.lines) - 1}
	for _, l := range s.lines {
		m.commune(l, s)
	}
	m.items = append(m.items, run)
	if head < 0 {
		return
	}
	m.set(head, "no", TextCell(Roman(i+1)))
	m.set(head, "unit", TextCell(s.name))
	c := m.ru.Criteria(s.which())
	if c.Reported == 0 {
		m.across(head, m.at["unit"]+1, m.width(), StateCell(Missing))
		return
	}
	runs := [][2]int{run}
	for k := range c.By {
		m.form.Rows[head].Cells[m.first+k] = count(c.By[k].Met).By(CountEither(m.marks, downs(m.first+k, runs)...))
	}
	m.sums(head, c, func(col int) []Area { return downs(col, runs) })
}

// commune adds the row of one commune.
func (m *matrix) commune(l *ntm.UnitLine, s section) {
	row := m.add(Item)
	m.n++
	m.set(row, "no", count(m.n))
	m.set(row, "unit", TextCell(m.rowName(l.Unit, s)))
	m.form.Rows[row].Indent = min(len(m.heads), 1)
	m.set(row, "group", text(l.Group))
	c := m.line[l]
	if !l.Reported() {
		m.across(row, m.first, m.width(), StateCell(Missing))
		return
	}
	var counted, nearly []string
	for i, s := range c.Statuses {
		from := trace(l.Unit.Code, c.Places[i])
		cell := Cell{}
		switch s {
		case ntm.StatusMet:
			cell, counted = MarkCell(), append(counted, from...)
		case ntm.StatusBasicallyMet:
			cell, nearly = TextCell(nearlyMark), append(nearly, from...)
		case ntm.StatusNotApplicable:
			cell = StateCell(NotApplicable)
		case ntm.StatusBlank:
			cell = TextCell(notAssessed)
		}
		m.form.Rows[row].Cells[m.first+i] = cell.From(from...)
	}
	if nearlyCounts(m.ru) {
		counted = append(counted, nearly...)
	}
	marks := AlongRow(row, m.first, m.last)
	m.set(row, "met", count(c.Met).By(CountEither(m.marks, marks)).From(counted...))
	m.set(row, "nearly", count(c.BasicallyMet).By(CountOf(nearlyMark, marks)).From(nearly...))
	m.set(row, "change", known(c.Change(), 0))
	if !c.Change().OK {
		m.set(row, "remark", TextCell(m.ed.Words[whyNoChange(l)]))
	}
}

// whyNoChange says why a commune cannot be compared with the previous period.
func whyNoChange(l *ntm.UnitLine) string {
	if l.Before == nil {
		return "no_before"
	}
	return "other_set"
}

// sums fills the figures right of the criteria with their sums over the areas.
func (m *matrix) sums(row int, c *ntm.CriteriaRollUp, areas func(col int) []Area) {
	nearly := 0
	for i := range c.Units {
		nearly += c.Units[i].BasicallyMet
	}
	m.set(row, "met", count(c.Met).By(Sum(areas(m.at["met"])...)))
	m.set(row, "nearly", count(nearly).By(Sum(areas(m.at["nearly"])...)))
	if change := ntm.NumInt(c.Met).Sub(c.Before); change.OK {
		m.set(row, "change", known(change, 0).By(Sum(areas(m.at["change"])...)))
	}
}

// foot adds the closing rows: communes per criterion, their share, the sum and the average.
func (m *matrix) foot() {
	c, names := m.all, m.first
	foot := func(role Role, word string, upTo int) int {
		row := m.add(role)
		m.across(row, 0, upTo, TextCell(m.ed.Words[word]))
		return row
	}
	if c.Reported == 0 {
		m.across(foot(Total, "total", names), m.first, m.width(), StateCell(Missing))
		return
	}
	areas := func(col int) []Area { return downs(col, m.items) }
	reporting := CountNumbers(areas(m.at["met"])...)
	met, rate := foot(Total, "met", names), foot(Subtotal, "rate", names)
	for k := range c.By {
		col := m.first + k
		yields := CountEither(m.marks, areas(col)...)
		if len(m.heads) > 0 {
			yields = Sum(singles(col, m.heads)...)
		}
		m.form.Rows[met].Cells[col] = count(c.By[k].Met).By(yields)
		share := ntm.NumInt(c.By[k].Met * 100).Div(ntm.NumInt(c.Reported))
		m.form.Rows[rate].Cells[col] = m.form.Columns[col].Number(share.D).By(Ratio(Sum(At(met, col)), reporting))
	}
	total, average := foot(Total, "total", m.last+1), foot(Total, "average", m.last+1)
	m.sums(total, c, areas)
	mean := c.Average()
	m.set(average, "met", NumberCell(mean.D, averageDecimals).By(Average(Sum(At(total, m.at["met"])), reporting)))
	m.set(average, "remark", TextCell(fmt.Sprintf("%s/%d", FormatNumber(ntm.NumInt(c.Met).D, 0), c.Reported)))
}

// averageDecimals is how criteria per commune are printed: 15,43.
const averageDecimals = 2

// explain adds the notes on signs and on changes that cannot be added up.
func (m *matrix) explain() {
	key := m.ed.Words["marks"]
	if nearlyCounts(m.ru) {
		key += " " + m.ed.Words["nearly_counts"]
	} else {
		key += " " + m.ed.Words["nearly"]
	}
	m.note("%s", key)
	var units []ntm.Unit
	first := true // no commune reported before
	for i := range m.all.Units {
		if u := &m.all.Units[i]; u.Line.Reported() && !u.Change().OK {
			units = append(units, u.Line.Unit)
		}
		first = first && m.all.Units[i].Line.Before == nil
	}
	switch {
	case len(units) > 0 && first: // told once, not on every row
		for r := range m.form.Rows {
			if m.form.Rows[r].Role == Item {
				m.set(r, "remark", Cell{})
			}
		}
		m.note("%s", m.ed.Words["never_before"])
	case len(units) > 0:
		m.note("%s", strings.NewReplacer("{n}", fmt.Sprint(len(units)), "{names}", m.nameList(units)).Replace(m.ed.Words["no_change"]))
	}
}
