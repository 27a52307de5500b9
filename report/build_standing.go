package report

import (
	"fmt"
	"strings"

	"bieuxa/ntm"
)

// standing is Biểu 06 of 2026: communes by criteria met at three times, all and by group, and what the parent itself
// states.
type standing struct {
	*draft
	all    *ntm.CriteriaRollUp
	groups []communeGroup
	rolled []*ntm.CriteriaRollUp // beside groups
	own    *ntm.Grid
}

func buildStanding(d *draft) error {
	s := &standing{draft: d, all: d.ru.Criteria(ntm.Every), groups: d.groups(), own: d.ownGrid()}
	for _, g := range s.groups {
		s.rolled = append(s.rolled, d.ru.Criteria(g.which))
	}
	for _, spec := range d.ed.Rows {
		switch {
		case spec.Head:
			s.named(Group, spec, spec.Label)
		case spec.Units:
			s.units(spec)
		case spec.Band > 0 && spec.Band <= len(s.all.Bands):
			s.band(spec)
		case spec.Own != "":
			s.ownRow(spec)
		}
	}
	if s.own == nil {
		d.note("%s", d.parental("own_missing"))
	}
	s.gaps()
	return nil
}

// named adds a row with its number and name.
func (s *standing) named(role Role, spec givenRow, name string) int {
	row := s.add(role)
	s.form.Rows[row].Indent = spec.Indent
	s.set(row, "no", text(spec.No))
	s.set(row, "name", TextCell(name))
	s.set(row, "unit", text(spec.Unit))
	return row
}

// counted are the three figures of one count: at the end of last year, now, planned.
type counted [3]ntm.Num

// times are the columns of the three times, in the order of counted.
func times() [3]string { return [3]string{"year_start", "now", "plan"} }

// fill puts three figures into a row; a count over communes of which none has reported is missing.
func (s *standing) fill(row int, c *ntm.CriteriaRollUp, n counted) {
	for i, key := range times() {
		switch {
		case n[i].OK:
			s.set(row, key, known(n[i], 0))
		case c.Reported == 0 && c.Expected > 0:
			s.set(row, key, StateCell(Missing))
		}
	}
}

// grouped adds a row for all and one for each group, and the sum of the groups where they make it up.
func (s *standing) grouped(spec givenRow, name string, of func(c *ntm.CriteriaRollUp) counted) int {
	role := Subtotal
	row := s.named(role, spec, name)
	s.fill(row, s.all, of(s.all))
	if !spec.Groups {
		return row
	}
	first := len(s.form.Rows)
	for g, group := range s.groups {
		under := s.named(Item, givenRow{Unit: spec.Unit, Indent: spec.Indent + 1}, group.name)
		s.fill(under, s.rolled[g], of(s.rolled[g]))
	}
	s.sumOf(row, first)
	return row
}

// sumOf gives a row the formulas by which the rows from first on make it up.
func (s *standing) sumOf(row, first int) {
	last := len(s.form.Rows) - 1
	if last < first {
		return
	}
	for _, key := range times() {
		over, sum := Down(s.at[key], first, last), ntm.NumInt(0)
		s.form.each([]Area{over}, func(c Cell) {
			if c.Numeric() {
				sum = sum.Add(ntm.NumOf(c.Num))
			}
		})
		if cell := s.cell(row, key); cell.Numeric() && sum.D.Equal(cell.Num) {
			s.set(row, key, cell.By(Sum(over)))
		}
	}
}

// units adds how many communes there are, and how many of them the counts stand on.
func (s *standing) units(spec givenRow) {
	reported := func(c *ntm.CriteriaRollUp) counted {
		n := ntm.NumInt(c.Reported)
		out := counted{{}, n, {}}
		if c.YearStart.OK {
			out[0] = n
		}
		if c.Planned.OK {
			out[2] = n
		}
		return out
	}
	if s.all.Reported == s.all.Expected {
		s.grouped(spec, spec.Label, reported)
		return
	}
	first := len(s.form.Rows)
	s.grouped(spec, spec.Label, func(c *ntm.CriteriaRollUp) counted { return counted{{}, ntm.NumInt(c.Expected), {}} })
	for row := first; row < len(s.form.Rows); row++ { // how many there were and will be is nobody's to report
		s.set(row, "year_start", Cell{})
		s.set(row, "plan", Cell{})
	}
	s.grouped(givenRow{Unit: spec.Unit, Groups: spec.Groups, Indent: spec.Indent}, s.ed.Words["reported"], func(c *ntm.CriteriaRollUp) counted {
		if c.Reported == 0 {
			return counted{}
		}
		return reported(c)
	})
}

// band adds the communes of one band of criteria met.
func (s *standing) band(spec givenRow) {
	name, i := spec.Label, spec.Band-1
	if name == "" {
		name = capital(s.all.Bands[i].Band.Label)
	}
	row := s.grouped(spec, name, func(c *ntm.CriteriaRollUp) counted { return inBand(c, i) })
	if cell := s.cell(row, "now"); cell.Numeric() {
		cell.Places = bandTraces(s.all, i)
		s.set(row, "now", cell)
	}
}

// inBand counts the communes of a band at the three times; a time at which one of them is not known has no count.
func inBand(c *ntm.CriteriaRollUp, i int) counted {
	if c.Reported == 0 {
		return counted{}
	}
	b := c.Bands[i].Band
	start, plan := 0, 0
	for k := range c.Units {
		u := &c.Units[k]
		if within(u.AtYearStart, b) {
			start++
		}
		if within(u.Planned, b) {
			plan++
		}
	}
	out := counted{{}, ntm.NumInt(len(c.Bands[i].Units)), {}}
	if c.YearStart.OK {
		out[0] = ntm.NumInt(start)
	}
	if c.Planned.OK {
		out[2] = ntm.NumInt(plan)
	}
	return out
}

func within(met ntm.Num, b ntm.Band) bool {
	if !met.OK {
		return false
	}
	n := int(met.D.IntPart())
	return n >= b.Min && n <= b.Max
}

// bandTraces are the cells by which communes stand in a band: their assessments.
func bandTraces(c *ntm.CriteriaRollUp, i int) []string {
	in := map[string]bool{}
	for _, u := range c.Bands[i].Units {
		in[u.Code] = true
	}
	var out []string
	for k := range c.Units {
		u := &c.Units[k]
		if !in[u.Line.Unit.Code] {
			continue
		}
		for _, p := range u.Places {
			out = append(out, trace(u.Line.Unit.Code, p)...)
		}
	}
	return out
}

// ownRow adds what the parent itself states: one row, or one for each of the set's groups under their sum.
func (s *standing) ownRow(spec givenRow) {
	role := Item
	if spec.Groups {
		role = Subtotal
	}
	row := s.named(role, spec, spec.Label)
	if !spec.Groups {
		s.fillOwn(row, spec.Own)
		return
	}
	first := len(s.form.Rows)
	for _, g := range s.ru.Set.Groups { // a commune without a group is none that the parent could state
		under := s.named(Item, givenRow{Unit: spec.Unit, Indent: spec.Indent + 1}, g.Name)
		s.fillOwn(under, fmt.Sprintf("%s.%d", spec.Own, g.No))
	}
	for _, key := range times() {
		s.set(row, key, s.ownSum(Down(s.at[key], first, len(s.form.Rows)-1)))
	}
}

// ownSum is the sum over the groups, if the parent has stated each of them.
func (s *standing) ownSum(over Area) Cell {
	sum, all, figures, state := ntm.NumInt(0), over.From.Row <= over.To.Row, false, State(0)
	s.form.each([]Area{over}, func(c Cell) {
		switch {
		case c.Numeric():
			sum, figures = sum.Add(ntm.NumOf(c.Num)), true
		case c.Kind == Status:
			state = c.State
		default:
			all = false
		}
	})
	switch {
	case !all:
		return TextCell(s.ed.Words["not_stated"])
	case !figures:
		return StateCell(state).By(Sum(over))
	}
	return NumberCell(sum.D, 0).By(Sum(over))
}

// fillOwn puts a row of the parent's own return into the form; what it leaves blank is not stated.
func (s *standing) fillOwn(row int, code string) {
	columns := [3]string{"kq_nt", "kq", "kq_kh"}
	for i, key := range times() {
		cell := Cell{}
		if s.own != nil {
			if source, ok := s.own.Row(code); ok {
				cell = s.draft.own(s.own, source, columns[i])
			}
		}
		if cell.Kind == Blank {
			cell = TextCell(s.ed.Words["not_stated"])
		}
		s.set(row, key, cell)
	}
	if s.own != nil {
		if source, ok := s.own.Row(code); ok {
			s.set(row, "remark", s.draft.own(s.own, source, "ghi_chu"))
		}
	}
}

// gaps names the communes for whose sake a time has no counts.
func (s *standing) gaps() {
	for _, t := range []struct {
		key    string
		stated func(*ntm.CriteriaLine) bool
	}{
		{"year_start", func(l *ntm.CriteriaLine) bool { return l.AtYearStart.OK }},
		{"plan", func(l *ntm.CriteriaLine) bool { return l.Planned.OK }},
	} {
		var units []ntm.Unit
		for i := range s.all.Units {
			if u := &s.all.Units[i]; u.Line.Reported() && !t.stated(u) {
				units = append(units, u.Line.Unit)
			}
		}
		if len(units) > 0 {
			s.note("%s", strings.NewReplacer("{column}", s.heading(t.key), "{names}", s.nameList(units)).Replace(s.ed.Words["gaps"]))
		}
	}
}
