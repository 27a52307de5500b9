package report

import (
	"slices"
	"strings"

	"bieuxa/ntm"
)

// Columns of the list of components (Biểu 12).
const (
	componentColumn = "hop_phan"
	contentColumn   = "noi_dung"
)

// smallLetters are for a table of so many columns of money, in points.
const smallLetters = 9

// component is one hợp phần with its contents, each the rows of all units that bear its name.
type component struct {
	name     string
	contents []*content
}

type content struct {
	name string
	rows []ntm.Listed
}

// buildComponents adds a list of contents up by hợp phần and content: units write the contents themselves, and those of
// one name are one.
func buildComponents(d *draft) error {
	if n, _ := d.ru.Count(d.scope); n == 0 {
		row := d.add(Total)
		d.across(row, 0, d.at["name"]+1, TextCell(d.ed.Words["total"]))
		d.across(row, d.at["name"]+1, d.width(), StateCell(Missing))
		return nil
	}
	silent := d.silentOn(d.ed.RowsOf)
	components := d.components()
	if len(silent) > 0 {
		d.note("%s %s.", d.ed.Words["not_stated"], d.nameList(silent))
	}
	if len(components) == 0 {
		if len(silent) > 0 {
			d.across(d.add(Note), 0, d.width(), TextCell(d.ed.Words["not_stated"]+" "+d.nameList(silent)))
		}
		return nil
	}
	total := d.add(Total)
	d.across(total, 0, d.at["name"]+1, TextCell(d.ed.Words["total"]))
	var heads []int
	for i, c := range components {
		head := d.add(Group)
		heads = append(heads, head)
		d.set(head, "no", TextCell(Roman(i+1)))
		d.set(head, "name", TextCell(c.name))
		first := len(d.form.Rows)
		for n, x := range c.contents {
			row := d.add(Item)
			d.form.Rows[row].Indent = 1
			d.set(row, "no", count(n+1))
			d.set(row, "name", text(x.name))
			d.eachSum(func(col int, s columnSpec) { d.form.Rows[row].Cells[col] = x.sum(s) })
		}
		last := len(d.form.Rows) - 1
		d.eachSum(func(col int, s columnSpec) { d.form.Rows[head].Cells[col] = d.addDown(s, Down(col, first, last)) })
	}
	d.eachSum(func(col int, s columnSpec) { d.form.Rows[total].Cells[col] = d.addDown(s, singles(col, heads)...) })
	d.showDigits()
	d.form.Letters = smallLetters
	return nil
}

// eachSum calls f for every column that is added up.
func (d *draft) eachSum(f func(col int, s columnSpec)) {
	for c, s := range d.specs {
		if s.Sums != "" {
			f(c, s)
		}
	}
}

// addDown is the sum of the figures in the areas: no figure where there is none.
func (d *draft) addDown(s columnSpec, over ...Area) Cell {
	sum, figures, state := ntm.NumInt(0), false, State(0)
	d.form.each(over, func(c Cell) {
		if c.Numeric() {
			sum, figures = sum.Add(ntm.NumOf(c.Num)), true
		} else if c.Kind == Status {
			state = c.State
		}
	})
	switch {
	case figures:
		return NumberCell(sum.D, s.Decimals).By(Sum(over...))
	case state != 0:
		return StateCell(state).By(Sum(over...))
	}
	return Cell{}
}

// sum adds a column up over the units' rows.
func (x *content) sum(s columnSpec) Cell {
	sum, figures, state := ntm.NumInt(0), false, State(0)
	var from []string
	for _, row := range x.rows {
		v := row.Value(s.Sums)
		n, ok := v.Number()
		if !ok {
			continue
		}
		from = append(from, trace(row.Line.Unit.Code, row.Place(s.Sums))...)
		sum = sum.Add(ntm.NumOf(n))
		switch v.State {
		case ntm.Dash:
			state = Dash
		case ntm.NoneArising:
			state = NothingArose
		default:
			figures = true
		}
	}
	switch {
	case figures:
		return NumberCell(sum.D, s.Decimals).From(from...)
	case state != 0:
		return StateCell(state).From(from...)
	}
	return Cell{}
}

// components gathers the units' rows: hợp phần in the order of their names, contents as they first come.
func (d *draft) components() []*component {
	var out []*component
	by, within := map[string]*component{}, map[string]*content{}
	for _, row := range d.ru.List(d.ed.RowsOf, d.scope) {
		name := row.Value(componentColumn).Canonical()
		c := by[ntm.Fold(name)]
		if c == nil {
			if c = (&component{name: name}); name == "" {
				c.name = d.ed.Words["unnamed"]
			}
			by[ntm.Fold(name)] = c
			out = append(out, c)
		}
		of := row.Value(contentColumn).Canonical()
		key := ntm.Fold(name) + "\n" + ntm.Fold(of)
		x := within[key]
		if x == nil {
			x = &content{name: of}
			within[key] = x
			c.contents = append(c.contents, x)
		}
		x.rows = append(x.rows, row)
	}
	slices.SortStableFunc(out, func(a, b *component) int {
		return strings.Compare(ntm.Fold(a.name), ntm.Fold(b.name))
	})
	return out
}
