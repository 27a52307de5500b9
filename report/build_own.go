package report

import (
	"strings"

	"bieuxa/ntm"
)

// ownGrid is the table of the parent's own return that the form is made from; nil if the parent has sent none.
func (d *draft) ownGrid() *ntm.Grid {
	own := d.ru.Self[d.ru.Parent.Code]
	if own == nil {
		return nil
	}
	g := own.Grid(d.ed.Own)
	if g == nil || !g.Found {
		return nil
	}
	return g
}

// parental is words of the form with the parent's name.
func (d *draft) parental(word string) string {
	return strings.ReplaceAll(d.ed.Words[word], "{parent}", d.ru.Parent.Name)
}

// buildOwnList is a list that the parent itself states: a row for each of its rows. A list that nobody has stated is not
// one that says "Không phát sinh".
func buildOwnList(d *draft) error {
	d.form.Reported = "" // the units below have no part in it
	g := d.ownGrid()
	if g == nil || len(g.Rows) == 0 && !g.Nil {
		d.across(d.add(Note), 0, d.width(), TextCell(d.parental("not_stated")))
		return nil
	}
	for n, source := range g.Rows {
		row := d.add(Item)
		d.set(row, "no", count(n+1))
		for c, s := range d.specs {
			if i := g.Table.Col(s.Key); i >= 0 && s.Key != "no" {
				d.form.Rows[row].Cells[c] = d.own(g, source, s.Key)
			}
		}
	}
	return nil
}

// own is one cell of the parent's own return as it stands.
func (d *draft) own(g *ntm.Grid, row *ntm.Row, col string) Cell {
	i := g.Table.Col(col)
	e, ok := g.At(row, col)
	if i < 0 || !ok {
		return Cell{}
	}
	cell := stated(&g.Table.Columns[i], e)
	if cell.Kind == Blank {
		return cell
	}
	return cell.From(trace(d.ru.Parent.Code, e.Place)...)
}
