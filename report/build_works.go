package report

import (
	"fmt"
	"strings"

	"bieuxa/ntm"
)

// worksTable is the list of sheet 03.
const worksTable = "no_dong"

// works is Biểu 05: works with debts, under a row of each unit's sums; triệu đồng.
type works struct {
	*funds
	n int // units numbered so far
}

func buildWorks(d *draft) error {
	m := &works{funds: &funds{draft: d, figures: map[Ref]ntm.Figure{}, others: map[Ref]bool{}}}
	var tops []int
	for i, s := range d.sections(d.scope) {
		tops = append(tops, m.section(i, s)...)
	}
	total := m.add(Total)
	m.across(total, 0, m.at["unit"]+1, TextCell(d.ed.Words["total"]))
	if reported, _ := d.ru.Count(d.scope); reported == 0 {
		m.across(total, m.at["unit"]+1, m.width(), StateCell(Missing))
		return nil
	}
	m.sums(total, d.scope, tops)
	m.widen()
	m.foot()
	d.timesNotes()
	return nil
}

// section adds a district's units that list works and returns the rows to add up.
func (m *works) section(i int, s section) []int {
	head := -1
	if s.name != "" {
		head = m.add(Group)
		m.set(head, "no", TextCell(Roman(i+1)))
		m.set(head, "unit", TextCell(s.name))
	}
	var rows []int
	for _, l := range s.lines {
		if m.listed(l) {
			rows = append(rows, m.unit(l, s))
		}
	}
	if head < 0 {
		return rows
	}
	if n, _ := m.ru.Count(s.which()); n == 0 {
		m.across(head, m.at["unit"]+1, m.width(), StateCell(Missing))
		return nil
	}
	m.sums(head, s.which(), rows)
	return []int{head}
}

// listed tells whether a unit has a row: it lists works in one of the months, or owed something at another time.
func (m *works) listed(l *ntm.UnitLine) bool {
	if !l.Reported() {
		return false
	}
	for _, s := range m.specs {
		if fig := m.whole(s, only(l)); len(s.Figure) > 0 && fig.OK && len(fig.Sources) > 0 {
			return true
		}
	}
	return false
}

// whole is a column's sum for the units picked.
func (m *works) whole(s columnSpec, w ntm.Which) ntm.Figure {
	if len(s.Figure) == 0 {
		return ntm.Figure{}
	}
	return m.figure(s, s.Figure[0], "", s.Figure[1], w)
}

// unit adds a unit's row of sums and its works.
func (m *works) unit(l *ntm.UnitLine, s section) int {
	head := m.add(Group)
	if s.name != "" {
		m.form.Rows[head].Role = Subtotal
	}
	m.n++
	m.set(head, "no", count(m.n))
	m.set(head, "unit", TextCell(m.rowName(l.Unit, s)))
	m.form.Rows[head].Indent = min(len(s.name), 1)
	var rows []int
	for i, w := range m.ru.Works(worksTable, only(l)) {
		rows = append(rows, m.work(w, fmt.Sprintf("%d.%d", m.n, i+1)))
	}
	m.sums(head, only(l), rows)
	return head
}

// work adds the row of one work.
func (m *works) work(w ntm.Work, no string) int {
	row := m.add(Item)
	m.form.Rows[row].Indent = 2
	m.set(row, "no", TextCell(no))
	for key, col := range map[string]string{"unit": "cong_trinh", "owner": "chu_dau_tu", "schedule": "lo_trinh"} {
		m.set(row, key, text(w.Value(col).Text).From(trace(w.Line.Unit.Code, w.Place(col))...))
	}
	for c, s := range m.specs {
		if len(s.Figure) == 0 || s.At != "" {
			continue
		}
		if sources, ok := w.Cells(s.Figure[1]); ok {
			n := ntm.NumInt(0)
			for _, x := range sources {
				n = n.Add(x.Value)
			}
			m.form.Rows[row].Cells[c] = NumberCell(n.D, s.Decimals).From(traces(sources)...)
		}
	}
	if !w.Listed() {
		m.set(row, "schedule", TextCell(m.ed.Words["nothing_now"]))
	}
	return row
}

// sums fills a row with the sums over other rows; a figure of another time, which no row below holds, stands alone.
func (m *works) sums(row int, w ntm.Which, parts []int) {
	for c, s := range m.specs {
		fig := m.whole(s, w)
		if !fig.OK {
			continue
		}
		cell := NumberCell(fig.D, s.Decimals)
		if len(fig.Sources) == 0 {
			if cell = StateCell(NothingArose); !m.nothing(s, w) {
				continue // works without this figure
			}
		} else if f := Sum(singles(c, parts)...); len(parts) > 0 {
			if _, err := m.form.evaluate(f, 0); err == nil {
				cell = cell.By(f)
			}
		}
		m.form.Rows[row].Cells[c] = cell.From(traces(fig.Sources)...)
	}
}

// nothing tells whether all the units that state the list at a column's time state "không phát sinh".
func (m *works) nothing(s columnSpec, w ntm.Which) bool {
	then := m.then(s.At)
	if s.At != "" {
		w, _, _ = m.ru.Alike(then, w)
	}
	return len(then.List(worksTable, w)) == 0
}

// foot says who owes and who does not: no debts, nothing said and no return are three things.
func (m *works) foot() {
	a := m.ru.Arrears(m.scope)
	reported, _ := m.ru.Count(m.scope)
	row := m.add(Subtotal)
	m.across(row, 0, m.width(), TextCell(strings.NewReplacer("{n}", fmt.Sprint(len(a.InDebt)), "{of}", fmt.Sprint(reported),
		"{names}", m.nameList(a.InDebt)).Replace(m.ed.Words[m.debtWord(len(a.InDebt))])))
	var nothing []ntm.Unit
	for _, l := range m.ru.Pick(m.scope) {
		if g := l.Now.Grid(worksTable); g != nil && g.Found && g.Nil && len(g.Rows) == 0 {
			nothing = append(nothing, l.Unit)
		}
	}
	for _, x := range []struct {
		word  string
		units []ntm.Unit
	}{{"nothing", nothing}, {"not_stated", m.silentOn(worksTable)}, {"missing", m.ru.Missing(m.scope)}} {
		if len(x.units) > 0 {
			m.note("%s", strings.NewReplacer("{n}", fmt.Sprint(len(x.units)), "{names}", m.nameList(x.units)).Replace(m.ed.Words[x.word]))
		}
	}
}

func (m *works) debtWord(n int) string {
	if n == 0 {
		return "no_debt"
	}
	return "in_debt"
}
