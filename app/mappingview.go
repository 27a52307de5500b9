package app

import (
	"slices"

	"bieuxa/ntm"
	"bieuxa/office"
)

// mapKind is what a step of a mapping asks.
type mapKind uint8

const (
	mapSender mapKind = iota // whose the file is
	mapTable                 // which table of ours a table of theirs is
	mapUnit                  // whose the figures of a table are
	mapTimes                 // the unit that its money is in
	mapSheet                 // whose the figures of one of several sheets are
	mapColumn
	mapRow
)

// mapStep is one thing that a person may have to confirm: of the table region, the column, row or sheet at.
type mapStep struct {
	kind       mapKind
	region, at int
}

// mapWork is a proposal while a person goes through it. It is used on the screen's thread alone.
type mapWork struct {
	l          *office.Layout
	w          *ntm.Words
	now        ntm.Mapping
	past, next []ntm.Mapping
	typing     mapStep // the step whose choice was changed last; changing it again is one step of undo
	touched    bool
}

func newMapWork(l *office.Layout, w *ntm.Words) *mapWork {
	return &mapWork{l: l, w: w, now: clonedMapping(&l.Mapping), typing: mapStep{at: -1}}
}

// clonedMapping shares nothing that a person changes.
func clonedMapping(m *ntm.Mapping) ntm.Mapping {
	out := *m
	out.Regions = slices.Clone(m.Regions)
	for i := range out.Regions {
		r := &out.Regions[i]
		r.Columns, r.Rows = slices.Clone(r.Columns), slices.Clone(r.Rows)
		r.Sheets, r.Unsure = slices.Clone(r.Sheets), slices.Clone(r.Unsure)
	}
	return out
}

// several tells that the file holds the figures of several units.
func (m *mapWork) several() bool { return len(m.now.Units()) > 0 }

// unit is the one whose figures the file holds; "" if it holds several units' or nobody has said whose.
func (m *mapWork) unit() string {
	switch {
	case m.several():
		return ""
	case m.now.Sender != "":
		return m.now.Sender
	}
	return m.l.Unit.Code
}

// steps are all that may be asked, in the order in which a person goes through them.
func (m *mapWork) steps() []mapStep {
	var out []mapStep
	if !m.several() && m.l.Unit.Code == "" {
		out = append(out, mapStep{kind: mapSender})
	}
	for i := range m.now.Regions {
		out = append(out, m.stepsOf(i)...)
	}
	return out
}

func (m *mapWork) stepsOf(region int) []mapStep {
	r := &m.now.Regions[region]
	out := []mapStep{{mapTable, region, 0}}
	if r.Ignore {
		return out
	}
	if r.Unit != "" || slices.Contains(r.Unsure, ntm.UnsureUnit) {
		out = append(out, mapStep{mapUnit, region, 0})
	}
	if m.money(region) {
		out = append(out, mapStep{mapTimes, region, 0})
	}
	for i := range r.Sheets {
		out = append(out, mapStep{mapSheet, region, i})
	}
	for i := range r.Columns {
		out = append(out, mapStep{mapColumn, region, i})
	}
	for i := range r.Rows {
		out = append(out, mapStep{mapRow, region, i})
	}
	return out
}

// open tells that nothing may be read before a person has confirmed the step.
func (m *mapWork) open(s mapStep) bool {
	switch s.kind {
	case mapSender:
		return m.now.Sender == ""
	case mapTable, mapUnit, mapTimes:
		return slices.Contains(m.now.Regions[s.region].Unsure, unsureName(s.kind))
	case mapSheet:
		return m.now.Regions[s.region].Sheets[s.at].Unsure
	}
	return m.axis(s).Unsure
}

// asked tells that the program itself was not certain of the step.
func (m *mapWork) asked(s mapStep) bool {
	was := &mapWork{l: m.l, w: m.w, now: m.l.Mapping}
	return was.open(s)
}

func unsureName(k mapKind) string {
	return map[mapKind]string{mapTable: ntm.UnsureTable, mapUnit: ntm.UnsureUnit, mapTimes: ntm.UnsureTimes}[k]
}

// openSteps are those that wait for a person.
func (m *mapWork) openSteps() []mapStep {
	return slices.DeleteFunc(m.steps(), func(s mapStep) bool { return !m.open(s) })
}

// nextOpen is the open step after the one given, or before it; past the end it begins anew.
func (m *mapWork) nextOpen(s mapStep, dir int) (mapStep, bool) {
	all := m.steps()
	at := slices.Index(all, s)
	for n := 1; n <= len(all); n++ {
		if i := ((at+dir*n)%len(all) + len(all)) % len(all); m.open(all[i]) {
			return all[i], true
		}
	}
	return s, false
}

func (m *mapWork) axis(s mapStep) *ntm.Axis {
	r := &m.now.Regions[s.region]
	if s.kind == mapColumn {
		return &r.Columns[s.at]
	}
	return &r.Rows[s.at]
}

// told is what the program found of an axis, a table, a unit or a measure.
func (m *mapWork) told(s mapStep) *office.LayoutChoice {
	r := &m.l.Regions[s.region]
	switch s.kind {
	case mapTable:
		return &r.Table
	case mapUnit:
		return &r.Unit
	case mapTimes:
		return &r.Times
	case mapColumn:
		return &r.Columns[s.at].LayoutChoice
	case mapRow:
		return &r.Rows[s.at].LayoutChoice
	}
	return &office.LayoutChoice{}
}

// change lets the mapping be changed, and can be taken back. Changes of the same choice one after another are one.
func (m *mapWork) change(s mapStep) {
	if m.typing != s || len(m.past) == 0 {
		m.past = append(m.past, clonedMapping(&m.now))
	}
	m.typing, m.next, m.touched = s, nil, true
}

// choose changes what a step is thought to be; it is confirmed by confirm alone.
func (m *mapWork) choose(s mapStep, c mapChoice) {
	m.change(s)
	if s.kind == mapSender {
		m.now.Sender = c.target.Unit
		return
	}
	r := &m.now.Regions[s.region]
	switch s.kind {
	case mapTable:
		m.chooseTable(s.region, c)
		m.doubt(r, mapTable)
	case mapUnit:
		r.Unit = c.target.Unit
		m.doubt(r, mapUnit)
	case mapTimes:
		r.Times = c.times
		m.doubt(r, mapTimes)
	case mapSheet:
		r.Sheets[s.at].Unit, r.Sheets[s.at].Unsure = c.target.Unit, true
	default:
		a, unit := m.axis(s), m.axis(s).Unit
		if unit == "" {
			unit = (&mapWork{now: m.l.Mapping}).axis(s).Unit
		}
		a.Target, a.Ignore, a.Names, a.Unsure = c.target, c.ignore, c.names, true
		if a.Unit == "" && !c.ignore && !c.names {
			a.Unit = unit
		}
		m.doubtMoney(s.region)
	}
}

// chooseUnit says whose the figures of a column or a row are.
func (m *mapWork) chooseUnit(s mapStep, unit string) {
	m.change(s)
	a := m.axis(s)
	a.Unit, a.Unsure = unit, true
}

func (m *mapWork) doubt(r *ntm.Region, k mapKind) {
	if name := unsureName(k); !slices.Contains(r.Unsure, name) {
		r.Unsure = append(r.Unsure, name)
	}
}

// doubtMoney asks for the unit of the money of a table that was not known to hold any.
func (m *mapWork) doubtMoney(region int) {
	if r := &m.now.Regions[region]; m.money(region) && r.Times == "" && !m.l.Regions[region].Times.Certain && m.l.Regions[region].Times.Score == 0 {
		m.doubt(r, mapTimes)
	}
}

// chooseTable makes a table of theirs another one of ours. What of its columns and rows the new one has not is to be
// chosen anew, and all the rest to be confirmed.
func (m *mapWork) chooseTable(region int, c mapChoice) {
	r := &m.now.Regions[region]
	r.Ignore = c.ignore
	if c.ignore || c.target.Table == r.Table {
		return
	}
	r.Table = c.target.Table
	t, known := m.l.Def.Table(r.Table)
	for _, axes := range [][]ntm.Axis{r.Columns, r.Rows} {
		for i := range axes {
			a := &axes[i]
			if a.Ignore || a.Names || a.Target.IsZero() {
				continue
			}
			a.Unsure = true
			if !known || a.Table != "" && a.Table != r.Table {
				continue
			}
			_, row := t.RowDefOf(a.Row)
			if a.Column != "" && t.Col(a.Column) < 0 || a.Row != "" && !row {
				a.Target, a.Ignore = ntm.Target{}, true
			}
		}
	}
	m.doubtMoney(region)
}

// confirm takes a step as it stands. It is false where something is still to be chosen.
func (m *mapWork) confirm(s mapStep) bool {
	if m.lacks(s) {
		return false
	}
	if !m.open(s) {
		return true
	}
	m.change(mapStep{at: -2})
	m.typing = mapStep{at: -1}
	r := &m.now.Regions[s.region]
	switch s.kind {
	case mapTable, mapUnit, mapTimes:
		r.Unsure = slices.DeleteFunc(r.Unsure, func(n string) bool { return n == unsureName(s.kind) })
	case mapSheet:
		r.Sheets[s.at].Unsure = false
	case mapColumn, mapRow:
		m.axis(s).Unsure = false
	}
	return true
}

// lacks tells that a step has nothing chosen that could be confirmed.
func (m *mapWork) lacks(s mapStep) bool {
	switch s.kind {
	case mapSender:
		return m.now.Sender == ""
	case mapUnit:
		return m.now.Regions[s.region].Unit == ""
	case mapSheet:
		return m.now.Regions[s.region].Sheets[s.at].Unit == ""
	case mapColumn, mapRow:
		a := m.axis(s)
		return !a.Ignore && !a.Names && m.carries(s).unit && a.Unit == ""
	}
	return false
}

// undo takes the last choice back, redo does it again.
func (m *mapWork) undo() bool { return m.swap(&m.past, &m.next) }
func (m *mapWork) redo() bool { return m.swap(&m.next, &m.past) }

func (m *mapWork) swap(from, to *[]ntm.Mapping) bool {
	n := len(*from)
	if n == 0 {
		return false
	}
	*to = append(*to, m.now)
	m.now, *from = (*from)[n-1], (*from)[:n-1]
	m.typing = mapStep{at: -1}
	return true
}

// mapClash is one figure of ours that would be read from two places.
type mapClash struct {
	target      ntm.Target
	first, then mapStep // columns, with the rows below
	rows        [2]int
}

// clash is the first figure that the mapping reads twice.
func (m *mapWork) clash() (mapClash, bool) {
	type spot struct {
		at  mapStep
		row int
	}
	seen := map[ntm.Target]spot{}
	for i := range m.now.Regions {
		r := &m.now.Regions[i]
		if r.Ignore || r.IsList(m.l.Def) {
			continue
		}
		units := r.Units()
		for j := range r.Columns {
			c := &r.Columns[j]
			if c.Ignore || c.Names {
				continue
			}
			for k := range r.Rows {
				for _, u := range units {
					t := r.Rows[k].Target.Over(c.Target).Over(r.Target).Over(ntm.Target{Unit: u})
					if r.Rows[k].Ignore || t.Table == "" || t.Row == "" && t.Column == "" {
						continue
					}
					here := spot{mapStep{mapColumn, i, j}, k}
					if was, had := seen[t]; had {
						return mapClash{t, was.at, here.at, [2]int{was.row, k}}, true
					}
					seen[t] = here
				}
			}
		}
	}
	return mapClash{}, false
}

// counts are the columns and rows that are read or left out, and the tables left out.
func (m *mapWork) counts() (columns, rows, leftOut int) {
	for i := range m.now.Regions {
		r := &m.now.Regions[i]
		if r.Ignore {
			leftOut++
			continue
		}
		columns, rows = columns+len(r.Columns), rows+len(r.Rows)
	}
	return columns, rows, leftOut
}
