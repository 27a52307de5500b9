package report

import (
	"fmt"
	"slices"
	"strings"

	"bieuxa/ntm"
)

// areas is Biểu 06: units by area (thành thị, nông thôn), figures added up, rates from the sums.
type areas struct {
	*draft
	row map[*ntm.UnitLine]int // rows of the units that have reported
}

// buildAreas lays the units out by area; a đặc khu is neither urban nor rural and has an area of its
// own where there is one.
func buildAreas(d *draft) error {
	a := &areas{draft: d, row: map[*ntm.UnitLine]int{}}
	zone := func(l *ntm.UnitLine) bool { return !l.Unit.Kind.Rural() && !l.Unit.Kind.Urban() }
	parts := []struct {
		word  string
		which ntm.Which
	}{{"urban", func(l *ntm.UnitLine) bool { return l.Unit.Kind.Urban() }}, {"rural", ntm.Rural}, {"zone", zone}}
	var heads []int
	for i, p := range parts {
		if p.word == "zone" && len(d.ru.Pick(zone)) == 0 {
			continue
		}
		heads = append(heads, a.area(Roman(i+1), d.ed.Words[p.word], p.which))
	}
	total := d.add(Total)
	d.across(total, 0, d.at["unit"]+1, TextCell(d.ed.Words["total"]))
	a.sums(total, ntm.Every, heads)
	a.partly()
	a.timesNotes()
	return nil
}

// area adds an area's row of sums and its units, by district under a province.
func (a *areas) area(no, name string, which ntm.Which) int {
	head := a.add(Group)
	a.set(head, "no", TextCell(no))
	a.set(head, "unit", TextCell(name))
	if len(a.ru.Pick(which)) == 0 {
		a.across(head, a.at["unit"]+1, a.width(), TextCell(a.ed.Words["no_unit"]))
		return head
	}
	var parts []int
	for i, s := range a.sections(which) {
		if s.name == "" {
			parts = a.units(s, 1)
			continue
		}
		row := a.add(Subtotal)
		a.form.Rows[row].Indent = 1
		a.set(row, "no", TextCell(fmt.Sprintf("%s.%d", no, i+1)))
		a.set(row, "unit", TextCell(s.name))
		a.sums(row, s.which(), a.units(s, 2))
		parts = append(parts, row)
	}
	a.sums(head, which, parts)
	return head
}

// units adds the rows of a section's units and returns them.
func (a *areas) units(part section, indent int) []int {
	var rows []int
	for i, l := range part.lines {
		row := a.add(Item)
		rows = append(rows, row)
		a.form.Rows[row].Indent = indent
		a.set(row, "no", count(i+1))
		a.set(row, "unit", TextCell(a.rowName(l.Unit, part)))
		if !l.Reported() {
			a.across(row, a.at["unit"]+1, a.width(), StateCell(Missing))
			continue
		}
		a.row[l] = row
		for c, s := range a.specs {
			switch {
			case len(s.Figure) > 0:
				a.form.Rows[row].Cells[c] = a.stated(l, s)
			case len(s.Rate) > 0:
				a.form.Rows[row].Cells[c] = a.rate(row, c, only(l))
			case len(s.Minus) > 0:
				a.form.Rows[row].Cells[c] = a.minus(row, c, only(l))
			}
		}
	}
	return rows
}

func only(l *ntm.UnitLine) ntm.Which { return func(x *ntm.UnitLine) bool { return x == l } }

// stated is what one unit states in a column: a figure, or in which way it states none.
func (d *draft) stated(l *ntm.UnitLine, s columnSpec) Cell {
	fig := d.figure(s, s.Figure[0], s.Figure[1], s.Figure[2], only(l))
	state := d.nilOf(s, s.Figure[0], s.Figure[1], s.Figure[2], only(l))
	switch {
	case state != 0:
		return StateCell(state).From(traces(fig.Sources)...)
	case fig.OK:
		return NumberCell(fig.D, s.Decimals).From(traces(fig.Sources)...)
	}
	return Cell{}
}

// statedNil tells whether all that a unit's returns say at the figure is "-", "không phát sinh" or
// "không áp dụng"; 0 if a figure stands there, or nothing.
func statedNil(l *ntm.UnitLine, figure []string) State {
	returns := l.Parts
	if len(returns) == 0 {
		returns = []*ntm.Return{l.Now}
	}
	state := State(0)
	for _, r := range returns {
		e, ok := r.Entry(figure[0], figure[1], figure[2])
		if !ok {
			return 0
		}
		is := map[ntm.State]State{ntm.Dash: Dash, ntm.NoneArising: NothingArose, ntm.NotApplicable: NotApplicable}[e.State]
		if is == 0 || state != 0 && state != is {
			return 0
		}
		state = is
	}
	return state
}

// sums fills a row with the sums over parts, the rows it adds up, for the units picked.
func (a *areas) sums(row int, which ntm.Which, parts []int) {
	if n, _ := a.ru.Count(which); n == 0 {
		a.across(row, a.at["unit"]+1, a.width(), StateCell(Missing))
		return
	}
	for c, s := range a.specs {
		if len(s.Figure) == 3 {
			fig := a.figure(s, s.Figure[0], s.Figure[1], s.Figure[2], which)
			a.form.Rows[row].Cells[c] = a.sum(fig, singles(c, parts), s.Decimals)
		}
	}
	for c, s := range a.specs {
		if len(s.Rate) > 0 {
			a.form.Rows[row].Cells[c] = a.rate(row, c, which)
		}
		if len(s.Minus) > 0 {
			a.form.Rows[row].Cells[c] = a.minus(row, c, which)
		}
	}
}

// minus is the difference of two figures of a row; blank unless the same units state both.
func (a *areas) minus(row, col int, which ntm.Which) Cell {
	var figs [2]ntm.Figure
	var at [2][]Area
	for k, key := range a.specs[col].Minus {
		s := a.specs[a.at[key]]
		figs[k], at[k] = a.figure(s, s.Figure[0], s.Figure[1], s.Figure[2], which), []Area{At(row, a.at[key])}
		if !figs[k].OK || !a.alike(s, which) {
			return Cell{}
		}
	}
	formula := Sum(at[0]...).Less(at[1]...)
	n, err := a.form.evaluate(formula, 0)
	if err != nil || figs[0].Reported != figs[1].Reported {
		return Cell{}
	}
	return a.form.Columns[col].Number(n).By(formula)
}

// sum is a rolled-up figure with the formula over the cells it adds up. Where units state it but none
// as a number («-», «không phát sinh») it is no number either; where none states it, it is blank.
func (d *draft) sum(fig ntm.Figure, over []Area, decimals int) Cell {
	numbers, state := false, NothingArose
	d.form.each(over, func(c Cell) {
		numbers = numbers || c.Numeric()
		if c.State == Dash {
			state = Dash
		}
	})
	switch {
	case !fig.OK:
		return Cell{}
	case !numbers:
		return StateCell(state).By(Sum(over...)).From(traces(fig.Sources)...)
	}
	return NumberCell(fig.D, decimals).By(Sum(over...)).From(traces(fig.Sources)...)
}

// rate is a quotient in per cent of two sums over the units that state both. Its formula reads the
// row's own sums, unless these also hold units that state only one of the two.
func (a *areas) rate(row, col int, which ntm.Which) Cell {
	s := a.specs[col]
	of, per := a.specs[a.at[s.Rate[0]]].Figure, a.specs[a.at[s.Rate[1]]].Figure
	rate, sumOf, _ := a.ru.Rate([3]string(of), [3]string(per), which)
	if !rate.OK {
		return Cell{}
	}
	ofCol, perCol := a.at[s.Rate[0]], a.at[s.Rate[1]]
	over, under := []Area{At(row, ofCol)}, []Area{At(row, perCol)}
	allOf, allPer := a.ru.Sum(of[0], of[1], of[2], which), a.ru.Sum(per[0], per[1], per[2], which)
	if both := sumOf.Reported; allOf.Reported != both || allPer.Reported != both {
		var rows []int
		for _, l := range a.ru.Pick(which) {
			if a.ru.Sum(of[0], of[1], of[2], only(l)).OK && a.ru.Sum(per[0], per[1], per[2], only(l)).OK {
				rows = append(rows, a.row[l])
			}
		}
		slices.Sort(rows)
		over, under = singles(ofCol, rows), singles(perCol, rows)
	}
	numbers, state := false, Dash
	a.form.each(over, func(c Cell) {
		if numbers = numbers || c.Numeric(); c.State == NothingArose {
			state = NothingArose
		}
	})
	formula := Ratio(Sum(over...), Sum(under...))
	if !numbers {
		return StateCell(state).By(formula)
	}
	return a.form.Columns[col].Number(rate.D).By(formula)
}

// partly names, column by column, the units that reported but left a figure blank: the sum stands on
// fewer units than the line under the title says.
func (a *areas) partly() {
	reported, _ := a.ru.Count(ntm.Every)
	for c, s := range a.specs {
		if len(s.Figure) == 0 || s.Optional || s.At != "" {
			continue
		}
		var silent []ntm.Unit
		for _, l := range a.ru.Pick(ntm.Every) {
			if l.Reported() && a.form.Rows[a.row[l]].Cells[c].Kind == Blank {
				silent = append(silent, l.Unit)
			}
		}
		if len(silent) > 0 {
			word := "partly"
			if slices.ContainsFunc(a.specs, func(r columnSpec) bool { return slices.Contains(r.Rate, s.Key) }) {
				word = "partly_rate"
			}
			a.note("%s", strings.NewReplacer("{column}", a.heading(s.Key), "{n}", fmt.Sprint(reported-len(silent)), "{of}", fmt.Sprint(reported),
				"{names}", a.nameList(silent)).Replace(a.ed.Words[word]))
		}
	}
}
