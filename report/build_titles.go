package report

import (
	"slices"
	"strings"

	"bieuxa/ntm"
)

// titles is Biểu 09: communes by recognition title, each rate with its own denominator; under a province the
// whole first, then district by district.
type titles struct {
	*draft
	shares []titleShare
	row    map[string]int // the whole's row of a title
	parts  map[string][]int
}

func buildTitles(d *draft) error {
	t := &titles{draft: d, row: map[string]int{}, parts: map[string][]int{}}
	t.choose()
	sections := d.sections(d.scope)
	divided := len(d.ru.Districts()) > 0
	role := Item
	if divided {
		role = Subtotal
		d.across(d.add(Head), 0, d.width(), TextCell(d.ru.Parent.Name+": "+d.ru.Footing(d.scope, d.ed.Covers)))
	}
	for i, s := range t.shares {
		row := d.add(role)
		t.row[s.Title] = row
		d.set(row, "no", count(i+1))
		d.set(row, "title", TextCell(s.Name))
	}
	if divided {
		for i, s := range sections {
			t.district(i, s)
		}
	}
	t.fill(d.ru.Pick(d.scope), t.row, t.parts)
	for _, s := range t.shares {
		if s.Of == "" {
			d.note("%s", strings.ReplaceAll(d.ed.Words["not_rated"], "{title}", s.Name))
		}
	}
	if units := d.answered(silent); len(units) > 0 {
		d.note("%s %s.", d.ed.Words["not_stated"], d.nameList(units))
	}
	return nil
}

// choose keeps the titles of the set's phase, and those that somebody lists.
func (t *titles) choose() {
	for _, s := range t.ed.Shares {
		of := len(s.Phases) == 0 || slices.ContainsFunc(s.Phases, func(p string) bool { return strings.Contains(t.ru.Set.ID, p) })
		if of || len(t.rowsOf(t.ru.Pick(t.scope), titled(s.Title, ""))) > 0 {
			t.shares = append(t.shares, s)
		}
	}
}

func titled(title, standing string) rowSpec {
	return rowSpec{Only: standing, Column: titleColumn, Words: []string{title}}
}

// district adds a district's rows.
func (t *titles) district(i int, s section) {
	head := t.add(Group)
	t.set(head, "no", TextCell(Roman(i+1)))
	t.across(head, t.at["title"], t.width(), TextCell(s.name+": "+t.ru.Footing(s.which(), t.ed.Covers)))
	at := map[string]int{}
	for _, share := range t.shares {
		row := t.add(Item)
		at[share.Title] = row
		t.parts[share.Title] = append(t.parts[share.Title], row)
		t.form.Rows[row].Indent = 1
		t.set(row, "title", TextCell(share.Name))
	}
	t.fill(s.lines, at, nil)
}

// fill fills the titles' rows for the units; parts are the rows that each title's row adds up, none for units
// counted one by one.
func (t *titles) fill(lines []*ntm.UnitLine, rows map[string]int, parts map[string][]int) {
	said := t.answers(lines)
	reported := len(lines) - said[unreported]
	for _, s := range t.shares {
		row := rows[s.Title]
		switch {
		case reported == 0:
			t.across(row, t.at["held"], t.width(), StateCell(Missing))
			continue
		case said[listed]+said[nothing] == 0:
			t.across(row, t.at["held"], t.at["of"], TextCell(t.ed.Words["silent"]))
			if t.set(row, "of_name", text(s.OfName)); s.Of == ntm.OfUnits {
				t.set(row, "of", count(reported))
			}
			continue
		}
		for key, spec := range map[string]rowSpec{"held": titled(s.Title, titleHeld), "pending": titled(s.Title, titlePending),
			"withdrawn": titled(s.Title, titleWithdrawn)} {
			t.count(row, key, t.rowsOf(lines, spec), parts[s.Title])
		}
		var fresh []ntm.Listed
		for _, x := range t.rowsOf(lines, titled(s.Title, titleHeld)) {
			if t.picks(x, *t.specs[t.at["new"]].Mark) {
				fresh = append(fresh, x)
			}
		}
		t.count(row, "new", fresh, parts[s.Title])
		t.share(row, s, reported, rows, parts[s.Title])
	}
}

func (t *titles) count(row int, key string, rows []ntm.Listed, parts []int) {
	cell := count(len(rows)).From(listedTraces(rows, titleColumn)...)
	if len(parts) > 0 {
		cell = cell.By(Sum(singles(t.at[key], parts)...))
	}
	t.set(row, key, cell)
}

// share fills the denominator, its name, and the rate.
func (t *titles) share(row int, s titleShare, reported int, rows map[string]int, parts []int) {
	t.set(row, "of_name", text(s.OfName))
	below, known := rows[s.Of]
	switch {
	case s.Of == ntm.OfUnits && len(parts) > 0:
		t.set(row, "of", count(reported).By(Sum(singles(t.at["of"], parts)...)))
	case s.Of == ntm.OfUnits:
		t.set(row, "of", count(reported))
	case known:
		t.set(row, "of", NumberCell(t.cell(below, "held").Num, 0).By(Sum(At(below, t.at["held"]))))
	default:
		return
	}
	of, per := t.cell(row, "held"), t.cell(row, "of")
	formula := Ratio(Sum(At(row, t.at["held"])), Sum(At(row, t.at["of"])))
	rate := ntm.NumOf(of.Num).Mul(ntm.NumInt(100)).Div(ntm.NumOf(per.Num))
	if !rate.OK {
		t.set(row, "rate", StateCell(NotApplicable).By(formula))
		return
	}
	t.set(row, "rate", t.form.Columns[t.at["rate"]].Number(rate.D).By(formula))
}
