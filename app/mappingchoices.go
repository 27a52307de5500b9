package app

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"bieuxa/ntm"
)

// mapChoice is one thing that a step may be.
type mapChoice struct {
	text          string
	target        ntm.Target
	times         string
	ignore, names bool
}

// carried is what the columns or the rows of a table say of each figure.
type carried struct{ unit, row, column bool }

func carriedBy(axes []ntm.Axis) carried {
	var c carried
	for i := range axes {
		t := axes[i].Target
		c.unit, c.row, c.column = c.unit || t.Unit != "", c.row || t.Row != "", c.column || t.Column != ""
	}
	return c
}

// carries is what a column, or a row, must say, by what those beside it say; where none says anything, columns say the
// column and rows the row.
func (m *mapWork) carries(s mapStep) carried {
	r := &m.now.Regions[s.region]
	own, other := carriedBy(r.Columns), carriedBy(r.Rows)
	if s.kind == mapRow {
		own, other = other, own
	}
	own.unit = own.unit && !other.unit
	if !own.row && !own.column && !other.column && s.kind == mapColumn {
		own.column = true
	}
	if !own.row && !own.column && !other.row && !own.unit && s.kind == mapRow {
		own.row = true
	}
	return own
}

// choices are what a step may be; what it is now stands first, then the others by their score, then the rest.
func (m *mapWork) choices(s mapStep) []mapChoice {
	switch s.kind {
	case mapSender, mapUnit, mapSheet:
		return m.unitChoices()
	case mapTable:
		return m.tableChoices(s.region)
	case mapTimes:
		return m.timesChoices(s.region)
	}
	return m.axisChoices(s)
}

func (m *mapWork) unitChoices() []mapChoice {
	var out []mapChoice
	for _, u := range m.l.Units {
		out = append(out, mapChoice{text: u.Name, target: ntm.Target{Unit: u.Code}})
	}
	return out
}

func (m *mapWork) tableChoices(region int) []mapChoice {
	r := &m.now.Regions[region]
	var out []mapChoice
	add := func(t ntm.Target, text string) {
		if !slices.ContainsFunc(out, func(c mapChoice) bool { return c.target.Table == t.Table }) {
			out = append(out, mapChoice{text: text, target: ntm.Target{Table: t.Table}})
		}
	}
	if m.l.Mapping.Regions[region].Table == "" && (len(m.tablesOf(region)) > 0 || r.Table == "") {
		add(ntm.Target{}, say(m.w, "mapwin.tables-each"))
	}
	for _, o := range m.l.Regions[region].Table.Others {
		add(o.Target, o.Text)
	}
	for _, o := range m.l.Tables() {
		add(o.Target, o.Text)
	}
	return append(out, mapChoice{text: say(m.w, "mapwin.leave-table"), ignore: true})
}

// measures are the units that money is written in, with what makes them triệu đồng.
func measures() [][2]string {
	return [][2]string{{"dong", "0.000001"}, {"nghin", "0.001"}, {"trieu", ""}, {"ty", "1000"}}
}

func (m *mapWork) timesChoices(region int) []mapChoice {
	now, sample := m.now.Regions[region].Times, m.moneySample(region)
	var out []mapChoice
	known := false
	for _, x := range measures() {
		same := sameTimes(now, x[1])
		known = known || same
		times := x[1]
		if same {
			times = now
		}
		out = append(out, mapChoice{text: m.timesText(say(m.w, "mapwin.measure-"+x[0]), times, sample), times: times})
	}
	if !known {
		out = append(out, mapChoice{text: m.timesText(say(m.w, "mapwin.measure-times", "times", now), now, sample), times: now})
	}
	return out
}

func sameTimes(a, b string) bool { return factorOf(a).Equal(factorOf(b)) }

func factorOf(times string) decimal.Decimal {
	if d, err := decimal.NewFromString(times); err == nil && times != "" {
		return d
	}
	return decimal.NewFromInt(1)
}

// timesText is a unit of measure with an example from the file: «nghìn đồng: 1.283.220 → 1.283,22 triệu đồng».
func (m *mapWork) timesText(name, times string, sample mapSample) string {
	if !sample.number {
		return name
	}
	return say(m.w, "mapwin.measure-example", "measure", name, "saw", sample.saw, "value", m.figure(sample.value.Mul(factorOf(times))))
}

func (m *mapWork) figure(d decimal.Decimal) string {
	_, places, _ := strings.Cut(d.String(), ".")
	return number(ntm.NumOf(d), len(places), m.w)
}

// tablesOf are the tables that the columns and rows of a region name.
func (m *mapWork) tablesOf(region int) []string {
	var out []string
	add := func(id string) {
		if id != "" && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	r, first := &m.now.Regions[region], &m.l.Mapping.Regions[region]
	add(r.Table)
	for _, axes := range [][]ntm.Axis{r.Columns, r.Rows, first.Columns, first.Rows} {
		for i := range axes {
			add(axes[i].Table)
		}
	}
	if r.Table != "" {
		return out[:1]
	}
	for i := range m.l.Regions[region].Columns {
		for _, o := range m.l.Regions[region].Columns[i].Others {
			add(o.Table)
		}
	}
	return out
}

func (m *mapWork) axisChoices(s mapStep) []mapChoice {
	a, r, c := m.axis(s), &m.now.Regions[s.region], m.carries(s)
	var out []mapChoice
	add := func(t ntm.Target) {
		t.Unit = ""
		if t.IsZero() || slices.ContainsFunc(out, func(c mapChoice) bool { return m.same(s, c.target, t) }) {
			return
		}
		out = append(out, mapChoice{text: m.targetText(s, t), target: t})
	}
	if !a.Ignore && !a.Names {
		add(a.Target)
	}
	for _, o := range m.told(s).Others {
		if c.row == (o.Row != "") && c.column == (o.Column != "") && m.fitsTable(s, o.Target) {
			add(o.Target)
		}
	}
	if first := &(&mapWork{l: m.l, now: m.l.Mapping}).axis(s).Target; !first.IsZero() && m.fitsTable(s, *first) {
		add(*first)
	}
	for _, id := range m.tablesOf(s.region) {
		around := ntm.Target{}
		if id != r.Table {
			around.Table = id
		}
		for _, t := range m.cellsOf(id, c) {
			add(t.Over(around))
		}
	}
	if _, other := m.sides(s); s.kind == mapColumn && other.column || c.unit && !c.row && !c.column {
		text := "mapping.values"
		if s.kind == mapRow {
			text = "mapwin.unit-row"
		}
		out = append([]mapChoice{{text: say(m.w, text)}}, out...)
	}
	if s.kind == mapColumn && (r.IsList(m.l.Def) || carriedBy(r.Rows).unit) {
		out = append(out, mapChoice{text: say(m.w, "mapping.names"), names: true})
	}
	leave := "mapwin.leave-column"
	if s.kind == mapRow {
		leave = "mapwin.leave-row"
	}
	return append(out, mapChoice{text: say(m.w, leave), ignore: true})
}

func (m *mapWork) sides(s mapStep) (own, other carried) {
	r := &m.now.Regions[s.region]
	if s.kind == mapRow {
		return carriedBy(r.Rows), carriedBy(r.Columns)
	}
	return carriedBy(r.Columns), carriedBy(r.Rows)
}

// fitsTable tells that a target can be read into the table that the region is.
func (m *mapWork) fitsTable(s mapStep, t ntm.Target) bool {
	r := &m.now.Regions[s.region]
	table, ok := m.l.Def.Table(t.Over(r.Target).Table)
	if !ok {
		return t.Table == ""
	}
	_, row := table.RowDefOf(t.Row)
	return (r.Table == "" || t.Table == "" || t.Table == r.Table) && (t.Column == "" || table.Col(t.Column) >= 0) && (t.Row == "" || row)
}

// same tells that two targets name the same of the table.
func (m *mapWork) same(s mapStep, a, b ntm.Target) bool {
	around := m.now.Regions[s.region].Target
	a.Unit, b.Unit, around.Unit = "", "", ""
	return a.Over(around) == b.Over(around)
}

// cellsOf are the columns, the rows, or both together, of a table.
func (m *mapWork) cellsOf(table string, c carried) []ntm.Target {
	var out []ntm.Target
	switch {
	case c.row && c.column:
		for _, row := range m.l.Rows(table) {
			for _, col := range m.l.Columns(table) {
				out = append(out, ntm.Target{Row: row.Row, Column: col.Column})
			}
		}
	case c.column:
		for _, o := range m.l.Columns(table) {
			out = append(out, o.Target)
		}
	case c.row:
		for _, o := range m.l.Rows(table) {
			out = append(out, o.Target)
		}
	}
	return out
}

// targetText words what an axis is, without the table where all are of one.
func (m *mapWork) targetText(s mapStep, t ntm.Target) string {
	text := m.l.Target(t.Over(ntm.Target{Table: m.now.Regions[s.region].Table}))
	if table, ok := m.l.Def.Table(t.Table); ok && len(m.tablesOf(s.region)) > 1 && t.Row == "" {
		return table.Title + " / " + text
	}
	return text
}

// chosen is which of the choices a step is now; -1: none.
func (m *mapWork) chosen(s mapStep, all []mapChoice) int {
	return slices.IndexFunc(all, func(c mapChoice) bool {
		r := &m.now.Regions[s.region]
		switch s.kind {
		case mapSender:
			return c.target.Unit == m.now.Sender && m.now.Sender != ""
		case mapTable:
			return c.ignore == r.Ignore && (r.Ignore || c.target.Table == r.Table)
		case mapUnit:
			return c.target.Unit == r.Unit
		case mapTimes:
			return sameTimes(c.times, r.Times)
		case mapSheet:
			return c.target.Unit == r.Sheets[s.at].Unit
		}
		a := m.axis(s)
		return c.ignore == a.Ignore && c.names == a.Names && (a.Ignore || a.Names || m.same(s, c.target, a.Target))
	})
}

// axisText is what a column or a row is now, in one line.
func (m *mapWork) axisText(s mapStep) string {
	a := m.axis(s)
	switch {
	case a.Ignore:
		return say(m.w, "mapping.ignored")
	case a.Names:
		return say(m.w, "mapping.names")
	case a.Target.IsZero():
		return say(m.w, "mapping.values")
	}
	return m.targetText(s, a.Target)
}
