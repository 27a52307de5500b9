package report

import (
	"fmt"
	"slices"
	"strings"

	"bieuxa/ntm"
)

// ChartWords are the words of the charts of a submission.
type ChartWords struct {
	Months    string `yaml:"months"` // {year}
	Met       string `yaml:"met"`
	Criteria  string `yaml:"criteria"` // unit of measure
	Bands     string `yaml:"bands"`
	Communes  string `yaml:"communes"` // unit of measure
	Prefix    string `yaml:"prefix"`   // of a band's label, cut off on the axis
	Now       string `yaml:"now"`
	Offices   string `yaml:"offices"`
	NoOffice  string `yaml:"no_office"`
	Remainder string `yaml:"remainder"`
}

// MonthMet is what was met in a month of the year; missing unless every commune had reported.
type MonthMet struct {
	Month ntm.Period
	Met   ntm.Num
}

// Charts are the charts of a submission: criteria met over the months of the year, communes by band, criteria not met by
// office. One that has no figures is left out.
func (w *Wording) Charts(ru *ntm.RollUp, months []MonthMet) []Chart {
	words := &w.Head.Charts
	var out []Chart
	for _, c := range []Chart{words.months(ru, months), words.bands(ru), words.offices(ru)} {
		if len(c.Labels) > 0 {
			out = append(out, c)
		}
	}
	return out
}

func (w *ChartWords) months(ru *ntm.RollUp, months []MonthMet) Chart {
	c := Chart{Title: strings.ReplaceAll(w.Months, "{year}", fmt.Sprint(ru.Period.Year)), Unit: w.Criteria, Kind: Lines}
	met, known := Series{Name: w.Met}, 0
	for _, m := range months {
		c.Labels = append(c.Labels, strings.TrimPrefix(shortPeriod(m.Month), "tháng "))
		if met.Points = append(met.Points, m.Met); m.Met.OK {
			known++
		}
	}
	if known < 2 { // one point is no course
		return Chart{}
	}
	c.Series = []Series{met}
	return c
}

func (w *ChartWords) bands(ru *ntm.RollUp) Chart {
	of := ru.Criteria(ntm.Every)
	if of.Reported == 0 || len(of.Bands) == 0 {
		return Chart{}
	}
	c := Chart{Title: w.Bands, Unit: w.Communes, Kind: Columns}
	now, start, known := Series{Name: w.Now}, Series{Name: fmt.Sprintf("31/12/%d", ru.Period.Year-1)}, true
	for i := range of.Bands {
		b := &of.Bands[i]
		c.Labels = append(c.Labels, strings.TrimPrefix(b.Band.Label, w.Prefix))
		now.Points = append(now.Points, ntm.NumInt(len(b.Units)))
		then := 0
		for j := range of.Units {
			l := &of.Units[j]
			if !l.Line.Reported() {
				continue
			}
			known = known && l.AtYearStart.OK
			if n := int(l.AtYearStart.D.IntPart()); l.AtYearStart.OK && n >= b.Band.Min && n <= b.Band.Max {
				then++
			}
		}
		start.Points = append(start.Points, ntm.NumInt(then))
	}
	if known {
		c.Series = []Series{start, now}
	} else {
		c.Series = []Series{now}
	}
	return c
}

// mostBars is how many offices have a bar of their own.
const mostBars = 10

func (w *ChartWords) offices(ru *ntm.RollUp) Chart {
	by := map[string]int{}
	for _, x := range ru.List(roadmapTable, ntm.Rural) {
		if ntm.TaskDone(x) {
			continue
		}
		office := x.Value("nganh").Text
		if office == "" {
			office = w.NoOffice
		}
		by[office]++
	}
	c := Chart{Title: w.Offices, Unit: w.Criteria, Kind: Bars}
	names, rest := mostFirst(by), 0
	if len(names) > mostBars {
		for _, name := range names[mostBars:] {
			rest += by[name]
		}
		names = names[:mostBars]
	}
	run := Series{Name: w.Now}
	for _, name := range names {
		c.Labels, run.Points = append(c.Labels, name), append(run.Points, ntm.NumInt(by[name]))
	}
	if rest > 0 {
		c.Labels, run.Points = append(slices.Clone(c.Labels), w.Remainder), append(run.Points, ntm.NumInt(rest))
	}
	c.Series = []Series{run}
	return c
}
