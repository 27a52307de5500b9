package ntm

import (
	"strings"

	"github.com/shopspring/decimal"
)

// powers are the steps between đồng, nghìn, triệu and tỷ.
var powers = [...]int32{-9, -6, -3, 3, 6, 9}

// fitted is how far a figure may be from what is usual once its unit is mended, either way.
const fitted = 20

// magnitude offers an amount in the unit that makes it of the usual size; where all amounts of its column, or of its
// table, are off by the same, all of them.
func (m *mending) magnitude() {
	if m.entry.State != Stated || !m.entry.Type.Numeric() {
		return
	}
	x := &examination{sc: m.sc}
	usual := x.usual(m.f.Table, m.row.Key, m.f.Column)
	shifts := shiftsFor(NumOf(m.entry.Num), usual)
	for _, shift := range shifts {
		one := FormatVN(m.entry.Num.Shift(shift), Exact)
		if cells, why := m.offAlike(x, shift); len(cells) > 0 {
			m.out = append(m.out, Suggestion{Check: m.f.ID, Key: m.f.Key(), Why: why, Place: m.entry.Place, Was: m.entry.seen(), Now: one, Also: cells})
		} else {
			m.offer("unit", one, false)
		}
	}
}

// shiftsFor are the powers of ten that bring an amount to its usual size; without one those that a sum in nghìn đồng or
// in đồng needs.
func shiftsFor(saw, usual Num) []int32 {
	if !usual.OK || usual.D.IsZero() {
		return []int32{-6, -3}
	}
	for _, p := range powers {
		if fits(saw.D.Shift(p), usual.D) {
			return []int32{p}
		}
	}
	return nil
}

func fits(d, usual decimal.Decimal) bool {
	d, usual = d.Abs(), usual.Abs()
	times := decimal.NewFromInt(fitted)
	return d.LessThanOrEqual(usual.Mul(times)) && d.Mul(times).GreaterThanOrEqual(usual)
}

// offAlike are the other amounts of the table that are in the same wrong unit, and how far that goes: «unit-column» or
// «unit-table» where nothing of it contradicts, «unit-cells» where only the amounts that were found are meant.
func (m *mending) offAlike(x *examination, shift int32) ([]Retyped, string) {
	flagged, columns := map[Place]bool{}, map[string]bool{}
	for i := range m.found {
		f := &m.found[i]
		if f.ID != m.f.ID || f.Table != m.f.Table {
			continue
		}
		flagged[Place{Sheet: f.Place.Sheet, Cell: f.Place.Cell}] = true
		columns[f.Column] = true
	}
	if len(flagged) < 2 {
		return nil, ""
	}
	var all, found []Retyped
	whole := true
	m.amounts(func(row *Row, col *Column, e *Entry) {
		if len(columns) == 1 && col.Code != m.f.Column || e == m.entry {
			return
		}
		cell := Retyped{e.Place, e.seen(), FormatVN(e.Num.Shift(shift), Exact)}
		is := flagged[Place{Sheet: e.Place.Sheet, Cell: e.Place.Cell}]
		usual := x.usual(m.f.Table, row.Key, col.Code)
		if is && usual.OK && !fits(e.Num.Shift(shift), usual.D) {
			is = false // off by something else
		}
		if !is && usual.OK {
			whole = false
		}
		all = append(all, cell)
		if is {
			found = append(found, cell)
		}
	})
	switch {
	case !whole:
		return found, "unit-cells"
	case len(columns) == 1:
		return all, "unit-column"
	}
	return all, "unit-table"
}

// tableByScale offers the whole table in the form's unit, by the factor that its amounts are off by. A person confirms it.
func (m *mending) tableByScale() {
	factor, err := decimal.NewFromString(m.f.Facts["factor"])
	if err != nil || !factor.IsPositive() || m.grid == nil {
		return
	}
	var cells []Retyped
	m.amounts(func(_ *Row, _ *Column, e *Entry) {
		cells = append(cells, Retyped{e.Place, e.seen(), FormatVN(e.Num.DivRound(factor, noisePlaces), Exact)})
	})
	if len(cells) > 0 {
		m.out = append(m.out, Suggestion{Check: m.f.ID, Key: m.f.Key(), Why: "unit-table", Place: cells[0].Place, Was: cells[0].Was,
			Now: cells[0].Now, Also: cells[1:]})
	}
}

// amounts are the sums of money of the finding's table that were typed by hand.
func (m *mending) amounts(f func(row *Row, col *Column, e *Entry)) {
	for _, row := range m.grid.withTotal() {
		for i := range m.grid.Table.Columns {
			e := &row.Entries[i]
			if e.Type == TypeMoney && e.State == Stated && !e.Num.IsZero() && m.byHand(e) {
				f(row, &m.grid.Table.Columns[i], e)
			}
		}
	}
}

// declaredUnit mends a table of money whose «Đơn vị tính» is another than the form's: either its amounts are in that
// unit, or only its line is wrong. What the unit said in other months decides, if it is known.
func (m *mending) declaredUnit() {
	if m.f.Facts["how"] != "unit" || m.grid == nil {
		return
	}
	said, of := m.s.moneyIn(m.f.Saw), m.s.moneyIn(m.f.Want)
	label, _, labelled := strings.Cut(m.f.Saw, ":")
	if said.IsZero() || of.IsZero() || !labelled {
		return
	}
	x := &examination{sc: m.sc}
	times := said.DivRound(of, noisePlaces)
	right, wrong := 0, 0
	var cells []Retyped
	m.amounts(func(row *Row, col *Column, e *Entry) {
		cells = append(cells, Retyped{e.Place, e.seen(), FormatVN(e.Num.Mul(times), Exact)})
		if usual := x.usual(m.f.Table, row.Key, col.Code); usual.OK && fits(e.Num, usual.D) {
			right++
		} else if usual.OK && fits(e.Num.Mul(times), usual.D) {
			wrong++
		}
	})
	line := Suggestion{Check: m.f.ID, Key: m.f.Key(), Place: m.f.Place, Was: m.f.Saw, Now: label + ": " + m.f.Want}
	if wrong > 0 || right == 0 {
		all := line
		all.Why, all.Also, all.Sure = "unit-declared", cells, right == 0 && wrong > 1
		m.out = append(m.out, all)
	}
	if right > 0 || wrong == 0 {
		line.Why, line.Sure = "unit-line", wrong == 0 && right > 1
		m.out = append(m.out, line)
	}
}

// moneyIn is how many đồng the unit is that a line such as «Đơn vị tính: nghìn đồng» says; zero if it says none.
func (s *Suggester) moneyIn(line string) decimal.Decimal {
	if _, after, ok := strings.Cut(line, ":"); ok {
		line = after
	}
	return s.data.Scales[unitKey(line)]
}
