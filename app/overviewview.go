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

// unitNames lists units; of many the first and how many more.
func unitNames(units []ntm.Unit, w *ntm.Words) string {
	var out []string
	for _, u := range units[:min(len(units), shortNames)] {
		out = append(out, u.Name)
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
		notes = append(notes, say(w, "board.absent", "n", strconv.Itoa(len(v.Missing)), "names", unitNames(v.Missing, w)))
	}
	if v.Set.Unverified != "" {
		notes = append(notes, strings.TrimSpace(v.Set.Unverified))
	}
	return wrong, notes
}

// trendBar is one month of the chart. A gap has no height and no figure.
type trendBar struct {
	label string // «12»
	value string // «15,43»
	note  string // «12/14» where not all communes reported
	share float32
	gap   bool
	other bool // under another criteria set than the last month: not to be compared
}

// trendBars are the bars of the series; the highest possible average is the full height.
func trendBars(series []office.Point, n int, w *ntm.Words) []trendBar {
	var out []trendBar
	for _, pt := range series {
		b := trendBar{label: strconv.Itoa(pt.Period.N), gap: !pt.Average.OK, value: number(pt.Average, 2, w)}
		if pt.Reported < pt.Expected && !b.gap {
			b.note = strconv.Itoa(pt.Reported) + "/" + strconv.Itoa(pt.Expected)
		}
		if !b.gap && n > 0 {
			b.share = float32(pt.Average.Div(ntm.NumInt(n)).D.Round(4).InexactFloat64())
		}
		b.other = pt.Set != series[len(series)-1].Set
		out = append(out, b)
	}
	return out
}

// trendTitle says what the chart shows, and of which months.
func trendTitle(series []office.Point, w *ntm.Words) string {
	first, last := series[0].Period, series[len(series)-1].Period
	return say(w, "overview.trend", "from", monthOf(first), "to", monthOf(last))
}

// monthOf is a month as it stands in a list: 2/2020.
func monthOf(p ntm.Period) string { return strconv.Itoa(p.N) + "/" + strconv.Itoa(p.Year) }

// trendGaps names the months that are gaps, and those that not all communes reported; empty if none.
func trendGaps(series []office.Point, w *ntm.Words) string {
	var gaps, partly, out []string
	for _, pt := range series {
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
	if len(partly) > 0 {
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
			out = append(out, say(w, "overview.step", "unit", s.Unit.Name, "criterion", s.Criterion, "content", s.Content, "due", s.Due.VN()))
		}
	}
	return out
}
