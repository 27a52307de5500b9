package ntm

import (
	"fmt"

	"github.com/shopspring/decimal"
)

// Table and columns of the criteria sheet.
const (
	CriteriaTable    = "tieu_chi"
	StatusColumn     = "dg"
	YearStartColumn  = "dg_nt"
	PlanStatusColumn = "dg_kh"
)

// StatusOf is what an entry of a status column says.
func StatusOf(v Value) Status {
	switch v.State {
	case NotApplicable:
		return StatusNotApplicable
	case Stated:
		s, _ := ParseStatus(v.Text)
		return s
	}
	return StatusBlank
}

// CriterionStatus is the status a unit states for a criterion, with the cell.
func (r *Return) CriterionStatus(no int, col string) (Status, Place) {
	e, ok := r.Entry(CriteriaTable, fmt.Sprint(no), col)
	if !ok {
		return StatusBlank, Place{}
	}
	return StatusOf(e.Value), e.Place
}

// CriteriaLine is one unit's row of the matrix unit × criterion.
type CriteriaLine struct {
	Line          *UnitLine
	Statuses      []Status // in the set's order; nil if the unit has not reported
	Places        []Place
	Met           int   // Đạt; Cơ bản đạt too if the office's setting counts it
	BasicallyMet  int   // apart, whether counted or not
	Unmet         []int // numbers of the criteria not met
	NotApplicable int
	Before        Num // met in the previous period under the same set; missing otherwise
	AtYearStart   Num // met at 31/12 of last year, as the unit states it
	Planned       Num // met at the end of this year, as planned
}

// Change is met now less met in the previous period; missing if that is.
func (c *CriteriaLine) Change() Num { return NumInt(c.Met).Sub(c.Before) }

// CriteriaRollUp counts criteria over the communes of a roll-up. Only xã are in it: towns are not in
// the programme.
type CriteriaRollUp struct {
	Set       *CriteriaSet
	Units     []CriteriaLine
	Reported  int // communes with an accepted return
	Expected  int
	Met       int // over all reporting communes
	Possible  int // criteria × reporting communes
	Before    Num // met in the previous period; missing unless every reporting commune can be compared
	YearStart Num
	Planned   Num
	By        []CriterionCount
	Bands     []BandCount
}

// CriterionCount is how many communes meet one criterion.
type CriterionCount struct {
	No        int
	Name      string
	Met       int
	Before    Num
	YearStart Num
	Planned   Num
	Unmet     []Unit
}

// BandCount is how many communes lie in a band of criteria met.
type BandCount struct {
	Band  Band
	Units []Unit
}

// Average is criteria met per reporting commune, unrounded; missing if none has reported.
func (c *CriteriaRollUp) Average() Num { return NumInt(c.Met).Div(NumInt(c.Reported)) }

// AverageBounds are the lowest and the highest average that the bands allow (N2); missing if no
// commune stands in them.
func (c *CriteriaRollUp) AverageBounds() (low, high Num) {
	units, least, most := 0, 0, 0
	for i := range c.Bands {
		n := len(c.Bands[i].Units)
		units, least, most = units+n, least+n*c.Bands[i].Band.Min, most+n*c.Bands[i].Band.Max
	}
	return NumInt(least).Div(NumInt(units)), NumInt(most).Div(NumInt(units))
}

// BandsAt counts the communes that have reported by what they had met at another time, band by band; nil unless
// every one of them states it.
func (c *CriteriaRollUp) BandsAt(met func(*CriteriaLine) Num) []int {
	out := make([]int, len(c.Bands))
	for i := range c.Units {
		u := &c.Units[i]
		if !u.Line.Reported() {
			continue
		}
		n := met(u)
		if !n.OK {
			return nil
		}
		for k := range c.Bands {
			if b := c.Bands[k].Band; n.D.GreaterThanOrEqual(decimal.NewFromInt(int64(b.Min))) && n.D.LessThanOrEqual(decimal.NewFromInt(int64(b.Max))) {
				out[k]++
			}
		}
	}
	return out
}

// Criteria counts the matrix over the communes picked.
func (ru *RollUp) Criteria(w Which) *CriteriaRollUp {
	c := &CriteriaRollUp{Set: ru.Set, Before: NumInt(0), YearStart: NumInt(0), Planned: NumInt(0)}
	for _, cr := range ru.Set.Criteria {
		c.By = append(c.By, CriterionCount{No: cr.No, Name: cr.Name, Before: NumInt(0), YearStart: NumInt(0), Planned: NumInt(0)})
	}
	for _, b := range ru.Set.Bands {
		c.Bands = append(c.Bands, BandCount{Band: b})
	}
	for _, l := range ru.Pick(Which(Rural).And(w)) {
		c.Expected++
		line := CriteriaLine{Line: l}
		if l.Reported() {
			c.Reported++
			c.count(&line, ru)
		}
		c.Units = append(c.Units, line)
	}
	c.Possible = c.Reported * ru.Set.N()
	if c.Reported == 0 {
		c.Before, c.YearStart, c.Planned = Num{}, Num{}, Num{}
	}
	return c
}

func (c *CriteriaRollUp) count(line *CriteriaLine, ru *RollUp) {
	l := line.Line
	comparable := l.Before != nil && l.Before.Set == l.Now.Set
	before, start, plan := 0, 0, 0
	knowStart, knowPlan := true, true
	for i, cr := range ru.Set.Criteria {
		by := &c.By[i]
		s, place := l.Now.CriterionStatus(cr.No, StatusColumn)
		line.Statuses = append(line.Statuses, s)
		line.Places = append(line.Places, place)
		switch s {
		case StatusBasicallyMet:
			line.BasicallyMet++
		case StatusNotApplicable:
			line.NotApplicable++
		}
		if ru.meets(s) {
			line.Met++
			by.Met++
		} else if s != StatusNotApplicable {
			line.Unmet = append(line.Unmet, cr.No)
			by.Unmet = append(by.Unmet, l.Unit)
		}
		if comparable {
			b, _ := l.Before.CriterionStatus(cr.No, StatusColumn)
			before += ru.tally(b, &by.Before)
		} else {
			by.Before = Num{}
		}
		start += ru.stated(l.Now, cr.No, YearStartColumn, &by.YearStart, &knowStart)
		plan += ru.stated(l.Now, cr.No, PlanStatusColumn, &by.Planned, &knowPlan)
	}
	line.Before = Num{decimal.NewFromInt(int64(before)), comparable}
	line.AtYearStart = Num{decimal.NewFromInt(int64(start)), knowStart}
	line.Planned = Num{decimal.NewFromInt(int64(plan)), knowPlan}
	c.Met += line.Met
	c.Before, c.YearStart, c.Planned = c.Before.Add(line.Before), c.YearStart.Add(line.AtYearStart), c.Planned.Add(line.Planned)
	for i := range c.Bands {
		if b := c.Bands[i].Band; line.Met >= b.Min && line.Met <= b.Max {
			c.Bands[i].Units = append(c.Bands[i].Units, l.Unit)
		}
	}
}

// meets applies the office's setting on Cơ bản đạt.
func (ru *RollUp) meets(s Status) bool {
	return s == StatusMet || s == StatusBasicallyMet && (ru.Settings.BasicallyMetCounts || ru.Set.BasicallyMetCounts)
}

func (ru *RollUp) tally(s Status, into *Num) int {
	if !ru.meets(s) {
		return 0
	}
	*into = into.Add(NumInt(1))
	return 1
}

func (ru *RollUp) stated(r *Return, no int, col string, into *Num, known *bool) int {
	s, _ := r.CriterionStatus(no, col)
	if s == StatusBlank {
		*known = false
		*into = Num{}
		return 0
	}
	return ru.tally(s, into)
}
