package report

import (
	"fmt"
	"slices"
	"strings"

	"bieuxa/ntm"
)

// funds is Biểu 04: money by source, then the same columns by unit; triệu đồng.
type funds struct {
	*draft
	figures map[Ref]ntm.Figure // what stands behind the cells
	others  map[Ref]bool       // cells in a measure of their own
	row     map[*ntm.UnitLine]int
	total   string   // code of the row of all sources
	apart   []string // rows whose parts do not add up to what the units state
}

func buildFunds(d *draft) error {
	m := &funds{draft: d, figures: map[Ref]ntm.Figure{}, others: map[Ref]bool{}, row: map[*ntm.UnitLine]int{}}
	t, ok := d.ru.Def.Table(ntm.ResourceTable)
	if !ok {
		return fmt.Errorf("the return has no table %s", ntm.ResourceTable)
	}
	m.sources(t)
	if d.ed.Block != nil {
		if err := m.block(d.ed.Block); err != nil {
			return err
		}
	}
	m.byUnit()
	m.widen()
	m.partly()
	if len(m.apart) > 0 {
		d.note("%s", strings.ReplaceAll(d.ed.Words["not_parts"], "{rows}", strings.Join(m.apart, "; ")))
	}
	d.timesNotes()
	return nil
}

// head adds a heading across the table.
func (d *draft) head(word string) {
	d.across(d.add(Head), 0, d.width(), TextCell(d.ed.Words[word]))
}

// sources adds the sources of funds, sums before their parts as in the return.
func (m *funds) sources(t *ntm.Table) {
	m.head("by_source")
	at := map[string]int{}
	for i := range t.Rows {
		def := &t.Rows[i]
		role := Item
		switch {
		case def.Kind == ntm.RowTotal:
			role = Total
		case def.Kind == ntm.RowSubtotal, !strings.Contains(def.Code, "."):
			role = Subtotal
		}
		row := m.add(role)
		at[def.Code] = row
		m.set(row, "no", text(def.No))
		m.set(row, "unit", TextCell(def.Label))
		if role == Item {
			m.form.Rows[row].Indent = strings.Count(def.Code, ".")
		}
		if role == Total {
			m.total = def.Code
		}
	}
	if n, _ := m.ru.Count(m.scope); n == 0 {
		for _, row := range at {
			m.across(row, m.at["unit"]+1, m.width(), StateCell(Missing))
		}
		return
	}
	for i := len(t.Rows) - 1; i >= 0; i-- { // parts before their sums
		def := &t.Rows[i]
		var parts []int
		for _, code := range def.Sum {
			if row, ok := at[code]; ok {
				parts = append(parts, row)
			}
		}
		slices.Sort(parts)
		m.fill(at[def.Code], def.Code, m.scope, parts)
	}
	slices.Sort(m.apart)
}

// fill fills a row's figures for the units picked; parts are the rows that it adds up, if any.
func (m *funds) fill(row int, code string, w ntm.Which, parts []int) {
	for c, s := range m.specs {
		if len(s.Figure) == 0 {
			continue
		}
		fig := m.figure(s, s.Figure[0], code, s.Figure[1], w)
		m.figures[Ref{row, c}] = fig
		cell := Cell{}
		switch {
		case len(parts) > 0:
			cell = m.sumOf(row, c, fig, parts)
		case fig.OK:
			if state := m.nilOf(s, s.Figure[0], code, s.Figure[1], w); state != 0 {
				cell = StateCell(state)
			} else {
				cell = NumberCell(fig.D, s.Decimals)
			}
		}
		if cell.Kind != Blank {
			cell = cell.From(traces(fig.Sources)...)
		}
		m.form.Rows[row].Cells[c] = cell
	}
	m.derive(row, w)
}

// sumOf is what the units state for a sum, with the formula over its parts. Where the parts are not all of it (a source
// that ended within the period, parts that units left blank) it stands without a formula, and a note says so.
func (m *funds) sumOf(row, col int, fig ntm.Figure, parts []int) Cell {
	cell := m.sum(fig, singles(col, parts), m.specs[col].Decimals)
	if cell.Formula == nil {
		return cell
	}
	if got, err := m.form.evaluate(cell.Formula, 0); cell.Kind == Number && (err != nil || !got.Equal(fig.D)) {
		cell.Formula = nil
		m.apart = append(m.apart, fmt.Sprintf("%s (%s)", m.form.Rows[row].Cells[m.at["unit"]].Text, m.heading(m.specs[col].Key)))
	} else if cell.Kind != Number && !fig.D.IsZero() {
		cell = NumberCell(fig.D, m.specs[col].Decimals)
	}
	return cell
}

// derive fills what follows from a row's own figures: sums, differences and rates.
func (m *funds) derive(row int, w ntm.Which) {
	for c, s := range m.specs {
		cells := &m.form.Rows[row].Cells
		switch {
		case len(s.Sum) > 0:
			(*cells)[c] = m.yield(row, c, Sum(m.own(row, s.Sum)...))
		case len(s.Minus) > 0 && m.comparable(row, w, s.Minus[0], s.Minus[1]):
			(*cells)[c] = m.yield(row, c, Sum(m.own(row, s.Minus[:1])...).Less(m.own(row, s.Minus[1:])...))
		case len(s.Rate) > 0 && m.comparable(row, w, s.Rate[0], s.Rate[1]):
			(*cells)[c] = m.yield(row, c, Ratio(Sum(m.own(row, s.Rate[:1])...), Sum(m.own(row, s.Rate[1:])...)))
		}
	}
}

// own are a row's cells in the columns named.
func (m *funds) own(row int, keys []string) []Area {
	var out []Area
	for _, key := range keys {
		out = append(out, At(row, m.at[key]))
	}
	return out
}

// yield is what a formula over figures makes; blank if it has no value.
func (m *funds) yield(row, col int, f *Formula) Cell {
	decimals := m.specs[col].Decimals
	n, err := m.form.evaluate(f, decimals)
	if err != nil {
		return Cell{}
	}
	return NumberCell(n, decimals).By(f)
}

// comparable tells whether two columns of a row stand on the same units.
func (m *funds) comparable(row int, w ntm.Which, a, b string) bool {
	for _, key := range []string{a, b} {
		if s := m.specs[m.at[key]]; !m.alike(s, w) || !m.form.Rows[row].Cells[m.at[key]].Numeric() {
			return false
		}
	}
	return m.stated(row, a) == m.stated(row, b)
}

// stated is how many units state a row's figure in a column; of a sum of columns the first.
func (m *funds) stated(row int, key string) int {
	if s := m.specs[m.at[key]]; len(s.Sum) > 0 {
		return m.stated(row, s.Sum[0])
	}
	return m.figures[Ref{row, m.at[key]}].Reported
}

// byUnit adds the units, by district under a province, with all sources together.
func (m *funds) byUnit() {
	m.head("by_unit")
	var tops []int
	for i, s := range m.sections(m.scope) {
		head := -1
		if s.name != "" {
			head = m.add(Group)
			m.set(head, "no", TextCell(Roman(i+1)))
			m.set(head, "unit", TextCell(s.name))
		}
		rows := m.units(s)
		if head < 0 {
			tops = rows
			continue
		}
		tops = append(tops, head)
		m.close(head, s.which(), rows)
	}
	total := m.add(Total)
	m.across(total, 0, m.at["unit"]+1, TextCell(m.ed.Words["total"]))
	m.close(total, m.scope, tops)
}

// close fills a row with the sums over other rows.
func (m *funds) close(row int, w ntm.Which, parts []int) {
	if n, _ := m.ru.Count(w); n == 0 {
		m.across(row, m.at["unit"]+1, m.width(), StateCell(Missing))
		return
	}
	m.fill(row, m.total, w, parts)
}

func (m *funds) units(s section) []int {
	var rows []int
	for i, l := range s.lines {
		row := m.add(Item)
		rows = append(rows, row)
		m.row[l] = row
		m.set(row, "no", count(i+1))
		m.set(row, "unit", TextCell(m.rowName(l.Unit, s)))
		if s.name != "" {
			m.form.Rows[row].Indent = 1
		}
		if !l.Reported() {
			m.across(row, m.at["unit"]+1, m.width(), StateCell(Missing))
			continue
		}
		m.fill(row, m.total, only(l), nil)
	}
	return rows
}

// partly names, column by column, the units that reported but left the total of all sources blank.
func (m *funds) partly() {
	reported, _ := m.ru.Count(m.scope)
	for c, s := range m.specs {
		if len(s.Figure) == 0 || s.At != "" || s.Optional {
			continue
		}
		var silent []ntm.Unit
		for _, l := range m.ru.Pick(m.scope) {
			if l.Reported() && m.form.Rows[m.row[l]].Cells[c].Kind == Blank {
				silent = append(silent, l.Unit)
			}
		}
		if len(silent) > 0 {
			m.note("%s", strings.NewReplacer("{column}", m.heading(s.Key), "{n}", fmt.Sprint(reported-len(silent)), "{of}", fmt.Sprint(reported),
				"{names}", m.nameList(silent)).Replace(m.ed.Words["partly"]))
		}
	}
}

// maxMoneyDecimals prints triệu đồng to the last đồng.
const maxMoneyDecimals = 6

// widen gives all money the decimals that the figures need, so that what is printed adds up to what is printed.
func (m *funds) widen() {
	money := func(r, c int) *Cell {
		s, cell := m.specs[c], &m.form.Rows[r].Cells[c]
		if len(s.Figure)+len(s.Sum)+len(s.Minus) == 0 || !cell.Numeric() || m.others[Ref{r, c}] {
			return nil
		}
		return cell
	}
	places := 0
	for r := range m.form.Rows {
		for c := range m.specs {
			if cell := money(r, c); cell != nil {
				places = max(places, cell.Decimals, needed(cell.Num))
			}
		}
	}
	for r := range m.form.Rows {
		for c := range m.specs {
			if cell := money(r, c); cell != nil {
				cell.Decimals = places
			}
		}
	}
}
