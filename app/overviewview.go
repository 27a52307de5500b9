package app

import (
	"strconv"
	"strings"

	"bieuxa/ntm"
	"bieuxa/office"
)

// chip is a count of units that stand so; pressing it leads to them.
type chip struct {
	text string
	tone tone
}

// turnoutChips are who has reported and how that stands: clean, to explain, with errors … A kind of
// which there is none is left out, but for the first.
func turnoutChips(t *office.Turnout, w *ntm.Words) []chip {
	out := []chip{{say(w, "overview.received", "n", strconv.Itoa(t.Received), "of", strconv.Itoa(t.Expected)), toneNote}}
	for _, c := range []struct {
		id   string
		n    int
		tone tone
	}{
		{"clean", t.Clean, toneClean}, {"explain", t.Explain, toneExplain}, {"blocked", t.Blocked, toneBlock},
		{"returned", t.Returned, toneReturned}, {"missing", t.Missing, toneMissing}, {"late", len(t.Late), toneBlock},
		{"sent-late", len(t.SentLate), toneExplain}, {"excluded", t.Excluded, toneNone},
	} {
		if c.n > 0 {
			out = append(out, chip{say(w, "overview."+c.id, "n", strconv.Itoa(c.n)), c.tone})
		}
	}
	return out
}

// overviewDays are the period's days and when returns are due.
func overviewDays(t *office.Turnout, w *ntm.Words) string {
	text := say(w, "overview.days", "period", t.Period.VN(), "from", t.From.VN(), "to", t.To.VN())
	id := "overview.due"
	if t.DueProposed {
		id = "overview.due-proposed"
	}
	return text + " " + say(w, id, "due", t.Due.VN())
}

// tileText is what a tile says: what it is of, the figure, and beneath it how it moved.
type tileText struct {
	caption, figure string
	lines           []string
	behind          string // the figure behind it; empty: another room or list
}

// overviewTiles are the key figures.
func overviewTiles(v *office.Overview, w *ntm.Words) []tileText {
	c := v.Criteria
	met := tileText{caption: say(w, "overview.criteria"), figure: count(c.Met, w) + "/" + count(c.Possible, w),
		behind: "tieu_chi.dat"}
	if c.Reported == 0 {
		met.figure = "…"
	}
	met.lines = append(met.lines, say(w, "overview.average", "average", number(c.Average(), 2, w), "n", strconv.Itoa(c.Reported), "of", strconv.Itoa(c.Expected)))
	met.lines = append(met.lines, changes(v.Figure("tieu_chi", "dat"), w))
	poor := figureTile(v.Figure("ho_ngheo", "ngheo"), w)
	if rate := v.Figure("ho_ngheo", "ngheo_ty_le"); rate != nil {
		poor.lines = append([]string{say(w, "overview.poor-rate", "rate", number(rate.Now.Num, 2, w), "households", number(v.Figure("ho_ngheo", "so_ho").Now.Num, 0, w))}, poor.lines...)
	}
	spent := figureTile(v.Figure("nguon_luc", "ty_le"), w)
	spent.figure += "%"
	if !v.Figure("nguon_luc", "ty_le").Now.OK {
		spent.figure = "…"
	}
	spent.lines = append([]string{say(w, "overview.spent", "spent", number(v.Figure("nguon_luc", "gn_lk").Now.Num, 1, w),
		"plan", number(v.Figure("nguon_luc", "kh_nam").Now.Num, 1, w))}, spent.lines...)
	late := tileText{caption: say(w, "overview.overdue"), figure: count(v.OverdueSteps(), w), lines: []string{say(w, "overview.none-overdue")},
		behind: "lo_trinh.qua_han"}
	if n := len(v.Overdue); n > 0 {
		late.lines[0] = say(w, "overview.overdue-offices", "n", strconv.Itoa(n))
	}
	return []tileText{met, poor, spent, late}
}

func figureTile(f *office.KeyFigure, w *ntm.Words) tileText {
	return tileText{caption: say(w, "overview."+f.Family+"."+f.Measure), figure: number(f.Now.Num, f.Places, w),
		lines: []string{changes(f, w)}, behind: f.Family + "." + f.Measure}
}

// changes says how a figure moved since the period before and since 31/12; what cannot be compared is not
// said to have stood still.
func changes(f *office.KeyFigure, w *ntm.Words) string {
	var out []string
	moved := func(n ntm.Num) string {
		if f.Rate {
			return say(w, "overview.points", "change", signed(n, f.Places, w))
		}
		return signed(n, f.Places, w)
	}
	if n := f.Change(); n.OK {
		out = append(out, say(w, "overview.change", "change", moved(n)))
	}
	if n := f.SinceYearStart(); n.OK {
		out = append(out, say(w, "overview.since-start", "change", moved(n)))
	}
	if len(out) == 0 {
		return say(w, "overview.no-change")
	}
	return strings.Join(out, "; ")
}

// count shows a whole number: 1.512.
func count(n int, w *ntm.Words) string { return number(ntm.NumInt(n), 0, w) }

// signed shows a change with its sign: +7, -260, 0.
func signed(n ntm.Num, places int, w *ntm.Words) string {
	text := number(n, places, w)
	if n.OK && n.D.IsPositive() && strings.Trim(text, "0.,") != "" {
		return "+" + text
	}
	return text
}

// shortNames is how many units a line names before it only counts them.
const shortNames = 8

// nameOf is a unit's name, told apart where two bear the same.
func nameOf(names map[string]string, u ntm.Unit) string {
	if name := names[u.Code]; name != "" {
		return name
	}
	return u.Name
}

// unitNames lists units; of many the first and how many more.
func unitNames(units []ntm.Unit, names map[string]string, w *ntm.Words) string {
	var out []string
	for _, u := range units[:min(len(units), shortNames)] {
		out = append(out, nameOf(names, u))
	}
	text := strings.Join(out, ", ")
	if more := len(units) - shortNames; more > 0 {
		text = say(w, "overview.and-more", "names", text, "n", strconv.Itoa(more))
	}
	return text
}

// overviewNotes are why the totals must not be used, or else who is not in them.
func overviewNotes(v *office.Overview, w *ntm.Words) (wrong, notes []string) {
	wrong = wrongTotals(v.Findings, w)
	if len(v.Missing) > 0 {
		notes = append(notes, say(w, "board.absent", "n", strconv.Itoa(len(v.Missing)), "names", unitNames(v.Missing, v.Names, w)))
	}
	if v.Set.Unverified != "" {
		notes = append(notes, strings.TrimSpace(v.Set.Unverified))
	}
	return wrong, notes
}

// trendPlan is the chart of the series: the average of each month. Months under another criteria set than the last one
// are a line of their own; they cannot be compared. A month that not all communes reported has a star.
func trendPlan(all []office.Point, w *ntm.Words) chartPlan {
	plan := chartPlan{places: 2}
	now := series{name: say(w, "overview.this-set"), values: make([]ntm.Num, len(all))}
	before := series{name: say(w, "overview.other-set"), values: make([]ntm.Num, len(all))}
	other := false
	for i, pt := range all {
		label := strconv.Itoa(pt.Period.N)
		if pt.Average.OK && pt.Reported < pt.Expected {
			label += "*"
		}
		plan.labels = append(plan.labels, label)
		if pt.Set == all[len(all)-1].Set {
			now.values[i] = pt.Average
		} else {
			before.values[i] = pt.Average
			other = other || pt.Average.OK
		}
	}
	plan.series = []series{now}
	if other {
		plan.series = append(plan.series, before)
	}
	return plan
}

// trendTitle says what the chart shows, and of which months.
func trendTitle(all []office.Point, w *ntm.Words) string {
	first, last := all[0].Period, all[len(all)-1].Period
	return say(w, "overview.trend", "from", monthOf(first), "to", monthOf(last))
}

// monthOf is a month as it stands in a list: 2/2020.
func monthOf(p ntm.Period) string { return strconv.Itoa(p.N) + "/" + strconv.Itoa(p.Year) }

// trendGaps names the months that are gaps, and those that not all communes reported; empty if none.
func trendGaps(all []office.Point, w *ntm.Words) string {
	var gaps, partly, out []string
	for _, pt := range all {
		switch month := monthOf(pt.Period); {
		case !pt.Average.OK:
			gaps = append(gaps, month)
		case pt.Reported < pt.Expected:
			partly = append(partly, month+" ("+strconv.Itoa(pt.Reported)+"/"+strconv.Itoa(pt.Expected)+")")
		}
	}
	if len(gaps) > 0 {
		out = append(out, say(w, "overview.gaps", "months", strings.Join(gaps, ", ")))
	}
	switch n := len(partly); {
	case n > 4:
		out = append(out, say(w, "overview.partly-many", "n", strconv.Itoa(n), "last", partly[n-1]))
	case n > 0:
		out = append(out, say(w, "overview.partly", "months", strings.Join(partly, ", ")))
	}
	return strings.Join(out, " ")
}

// overdueLines are the offices in charge with what is past its date.
func overdueLines(v *office.Overview, w *ntm.Words) []string {
	var out []string
	for _, o := range v.Overdue {
		name := o.Office
		if name == "" {
			name = say(w, "overview.no-office")
		}
		out = append(out, say(w, "overview.office", "office", name, "n", strconv.Itoa(len(o.Steps))))
		for _, s := range o.Steps {
			out = append(out, say(w, "overview.step", "unit", nameOf(v.Names, s.Unit), "criterion", s.Criterion, "content", s.Content, "due", s.Due.VN()))
		}
	}
	return out
}
