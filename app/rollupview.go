package app

import (
	"slices"
	"strconv"
	"strings"

	"bieuxa/ntm"
	"bieuxa/office"
)

// familyColumn is a column of a family table: a measure at a time, or how it moved since.
type familyColumn struct {
	at    familyAt
	index int // of the measure
}

// familyAt is what a column shows of a measure.
type familyAt uint8

const (
	atName familyAt = iota
	atNow
	atBefore
	sinceBefore
	atYearStart
	sinceYearStart
	atYearAgo
	sinceYearAgo
)

// familyView is a family table as it is shown: all measures with their change, or one measure at all times.
type familyView struct {
	t       *office.FamilyTable
	w       *ntm.Words
	measure int // -1: all
	columns []familyColumn
	order   []int // rows of the table that are shown, in their order
	sortBy  int   // column; -1: the order of the table
	down    bool
}

// familyHeads are the heading rows.
const familyHeads = 2

func newFamilyView(t *office.FamilyTable, w *ntm.Words, measure int) *familyView {
	v := &familyView{t: t, w: w, measure: measure, sortBy: -1, columns: []familyColumn{{at: atName}}}
	if measure < 0 {
		for i := range t.Family.Measures {
			v.columns = append(v.columns, familyColumn{atNow, i}, familyColumn{sinceBefore, i})
		}
	} else {
		for at := atNow; at <= sinceYearAgo; at++ {
			v.columns = append(v.columns, familyColumn{at, measure})
		}
	}
	v.arrange("")
	return v
}

// arrange shows the rows that have every word of the filter, sorted. Rows without a figure stand last.
func (v *familyView) arrange(filter string) {
	v.order = nil
	words := strings.Fields(ntm.Plain(filter))
	for i := range v.t.Rows {
		name := ntm.Plain(nameOf(v.t.Names, v.t.Rows[i].Unit))
		if !slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(name, word) }) {
			v.order = append(v.order, i)
		}
	}
	if v.sortBy < 0 {
		return
	}
	c := v.columns[v.sortBy]
	byName := byDictionary()
	slices.SortStableFunc(v.order, func(a, b int) int {
		turn := 1
		if v.down {
			turn = -1
		}
		if c.at == atName {
			return turn * byName(v.t.Rows[a].Unit.Short(), v.t.Rows[b].Unit.Short())
		}
		x, y := v.num(&v.t.Rows[a].Cells[c.index], c.at), v.num(&v.t.Rows[b].Cells[c.index], c.at)
		switch {
		case !x.OK && !y.OK:
			return 0
		case !x.OK:
			return 1
		case !y.OK:
			return -1
		}
		return turn * x.D.Cmp(y.D)
	})
}

// sort sorts by a column: figures the largest first, names from A; again: the other way; again: as it came.
func (v *familyView) sort(col int) {
	first := v.columns[col].at != atName
	switch {
	case v.sortBy != col:
		v.sortBy, v.down = col, first
	case v.down == first:
		v.down = !first
	default:
		v.sortBy, v.down = -1, false
	}
}

// num is a measure as a column shows it.
func (v *familyView) num(c *ntm.Compared, at familyAt) ntm.Num {
	switch at {
	case atNow:
		return c.Now.Num
	case atBefore:
		return c.Before.Num
	case sinceBefore:
		return c.Change()
	case atYearStart:
		return c.YearStart.Num
	case sinceYearStart:
		return c.SinceYearStart()
	case atYearAgo:
		return c.YearAgo.Num
	case sinceYearAgo:
		return c.SinceYearAgo()
	}
	return ntm.Num{}
}

// moves tells that a column shows a change, which has a sign.
func (at familyAt) moves() bool {
	return at == sinceBefore || at == sinceYearStart || at == sinceYearAgo
}

func (v *familyView) name(index int) string {
	return say(v.w, "family."+v.t.Family.ID+"."+v.t.Family.Measures[index].ID)
}

// totals are the rows of totals: one, and the mean where a measure shown has one.
func (v *familyView) totals() int {
	for _, c := range v.columns[1:] {
		if v.t.Family.Measures[c.index].Average {
			return 2
		}
	}
	return 1
}

func (v *familyView) rows() int { return familyHeads + v.totals() + len(v.order) }

// text is a cell as it is shown; blank in what is merged into the cell before it.
func (v *familyView) text(row, col int) string {
	c := v.columns[col]
	switch {
	case row == 0:
		return v.over(c)
	case row == 1:
		return v.under(c, col)
	case row == familyHeads && c.at == atName:
		return say(v.w, "rollup.total", "n", strconv.Itoa(v.t.Reported), "of", strconv.Itoa(v.t.Expected))
	case row == familyHeads:
		return v.figure(&v.t.Total[c.index], c)
	case row < familyHeads+v.totals():
		return v.mean(c)
	}
	r := &v.t.Rows[v.order[row-familyHeads-v.totals()]]
	if c.at == atName {
		return nameOf(v.t.Names, r.Unit)
	}
	if !r.Reported && c.at == atNow {
		return say(v.w, "standing."+string(r.Standing))
	}
	return v.figure(&r.Cells[c.index], c)
}

func (v *familyView) figure(x *ntm.Compared, c familyColumn) string {
	n, places := v.num(x, c.at), v.t.Family.Measures[c.index].Places
	if c.at.moves() {
		return signed(n, places, v.w)
	}
	return number(n, places, v.w)
}

// mean is the average per unit, of measures that have one.
func (v *familyView) mean(c familyColumn) string {
	if c.at == atName {
		return say(v.w, "rollup.average")
	}
	if !v.t.Family.Measures[c.index].Average || c.at.moves() {
		return ""
	}
	f := []ntm.Figure{atNow: v.t.Total[c.index].Now, atBefore: v.t.Total[c.index].Before, atYearStart: v.t.Total[c.index].YearStart,
		atYearAgo: v.t.Total[c.index].YearAgo}[c.at]
	return number(f.Div(ntm.NumInt(f.Reported)), 2, v.w)
}

// over is the upper heading: the measure, or the time of one measure.
func (v *familyView) over(c familyColumn) string {
	if c.at == atName {
		return say(v.w, "rollup.unit")
	}
	if v.measure < 0 {
		if c.at != atNow {
			return "" // merged
		}
		return v.name(c.index)
	}
	switch c.at {
	case atNow:
		return v.t.Period.VN()
	case atBefore:
		return v.t.Before.VN()
	case atYearStart:
		return "31/12/" + strconv.Itoa(v.t.YearStart.Year)
	case atYearAgo:
		return v.t.YearAgo.VN()
	}
	return ""
}

// under is the lower heading; it carries the mark of the column that is sorted by.
func (v *familyView) under(c familyColumn, col int) string {
	var text string
	switch {
	case c.at == atName:
	case c.at.moves() && v.measure < 0:
		text = say(v.w, "rollup.change-before")
	case c.at.moves():
		text = say(v.w, "rollup.change")
	default:
		text = say(v.w, "rollup.at-"+map[familyAt]string{atNow: "now", atBefore: "before", atYearStart: "year-start", atYearAgo: "year-ago"}[c.at])
	}
	if col == v.sortBy {
		mark := " ▲"
		if v.down {
			mark = " ▼"
		}
		text = strings.TrimSpace(text + mark)
	}
	return text
}

// tone is that of a unit that is not counted; empty for the others.
func (v *familyView) tone(row, col int) tone {
	at := row - familyHeads - v.totals()
	if at < 0 || col == 0 || v.t.Rows[v.order[at]].Reported {
		return ""
	}
	if v.columns[col].at == atNow {
		return standingTone(v.t.Rows[v.order[at]].Standing)
	}
	return toneMissing
}

// asked is what stands behind a cell; false for headings.
func (v *familyView) asked(row, col int) (asked, bool) {
	if row < familyHeads {
		return asked{}, false
	}
	c := v.columns[col]
	if c.at == atName {
		c.index = max(v.measure, v.lead())
	}
	m := &v.t.Family.Measures[c.index]
	a := asked{period: v.t.Period, figure: v.t.Family.ID + "." + m.ID}
	switch c.at {
	case atBefore:
		a.period = v.t.Before
	case atYearAgo:
		a.period = v.t.YearAgo
	case atYearStart:
		if m.YearStart != nil {
			a.figure += office.YearStartSuffix
		} else {
			a.period = v.t.YearStart
		}
	}
	if at := row - familyHeads - v.totals(); at >= 0 {
		a.unit = v.t.Rows[v.order[at]].Unit.Code
	}
	return a, true
}

func (v *familyView) lead() int {
	for i := range v.t.Family.Measures {
		if v.t.Family.Measures[i].ID == v.t.Family.Lead {
			return i
		}
	}
	return 0
}

// copied is the table for Excel: cells by tabs, figures without marks between thousands, so that no Excel takes
// 1.024 for a little more than one.
func (v *familyView) copied() string {
	group := "."
	if v.w.Lang() == "en" {
		group = ","
	}
	var b strings.Builder
	for row := range v.rows() {
		for col, c := range v.columns {
			if col > 0 {
				b.WriteByte('\t')
			}
			text := v.text(row, col)
			if row >= familyHeads && c.at != atName {
				text = strings.ReplaceAll(text, group, "")
			}
			b.WriteString(text)
		}
		b.WriteString("\r\n")
	}
	return b.String()
}

// notes are who is absent from the table, and what its comparisons stand on.
func (v *familyView) notes() []string {
	var out []string
	if n := len(v.t.Missing); n > 0 {
		out = append(out, say(v.w, "board.absent", "n", strconv.Itoa(n), "names", unitNames(v.t.Missing, v.t.Names, v.w)))
	}
	var left []string
	for _, x := range v.t.Excluded {
		left = append(left, x.Unit.Name+" ("+x.Reason+")")
	}
	if len(left) > 0 {
		out = append(out, say(v.w, "board.excluded", "n", strconv.Itoa(len(left)), "names", strings.Join(left, ", ")))
	}
	if len(v.t.Missing) > 0 {
		out = append(out, say(v.w, "rollup.like"))
	}
	return out
}

// wrongTotals are the sentences of totals that disagree; with one the table must not be used.
func wrongTotals(found []ntm.Finding, w *ntm.Words) []string {
	var out []string
	for i := range found {
		if found[i].Severity == ntm.Block {
			out = append(out, say(w, "board.wrong", "text", w.Text(found[i])))
		}
	}
	return out
}
