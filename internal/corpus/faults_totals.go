package corpus

import (
	"slices"

	"github.com/shopspring/decimal"
)

// sums are the totals that a figure goes into, nearest first: rows of the same table and column.
func (d *Doc) sums(k Key) []Key {
	t, _ := d.Def.Table(k.Table)
	var out []Key
	for _, row := range []string{k.Row} {
		for {
			next := ""
			for i := range t.Rows {
				if slices.Contains(t.Rows[i].Sum, row) && !slices.Contains(t.Rows[i].Except, k.Column) {
					next = t.Rows[i].Code
				}
			}
			if next == "" {
				break
			}
			out, row = append(out, Key{k.Table, next, k.Column}), next
		}
	}
	if total := (Key{k.Table, totalRow, k.Column}); d.at[total].Row > 0 && d.right(total) != Nothing {
		out = append(out, total)
	}
	return out
}

// lose lowers every total that adds the figure up by formula, as Excel does once the figure is a text. It returns the
// totals, which now say what is written.
func (d *Doc) lose(k Key) []Key {
	n, ok := d.number(k)
	if !ok {
		return nil
	}
	var out []Key
	for _, total := range d.sums(k) {
		was, ok := d.number(total)
		if !ok {
			continue
		}
		d.retotal(total, was.Sub(n))
		out = append(out, total)
	}
	return out
}

// retotal lets a total that is a formula come out otherwise.
func (d *Doc) retotal(total Key, now decimal.Decimal) {
	s := d.at[total]
	formula, err := d.book.GetCellFormula(s.Sheet, s.Cell())
	must(err)
	if formula == "" {
		d.set(s, "number", now.String())
	} else {
		for i := range d.raw {
			if d.raw[i].sheet == s.Sheet && d.raw[i].cell == s.Cell() {
				d.raw[i].value = now.String()
				d.changed[total] = "=" + now.String()
				return
			}
		}
		d.formula(s, formula, now.String(), false)
	}
	d.changed[total] = "=" + now.String()
}

// shorten is lose with what follows from it: the totals disagree with what they add up.
func (d *Doc) shorten(k Key) func(*Injected) {
	totals := d.lose(k)
	return func(in *Injected) {
		for _, t := range totals {
			p := d.place(t)
			for _, id := range []string{"K1", "G8"} {
				in.Follows = append(in.Follows, Allowed{id, p.Sheet, p.Cell})
			}
			if k.Table != "nguon_luc" { // the totals of 2026 are held against one another
				in.Follows = append(in.Follows, anywhere("K10", "K10a", "K11", "K13")...)
			}
		}
	}
}

// loseFound is lose where the file's own totals must be told to omit the figure.
func (d *Doc) loseFound(k Key) (expect []Expect, more func(*Injected)) {
	totals := d.lose(k)
	if len(totals) == 0 {
		return nil, func(*Injected) {}
	}
	first := d.place(totals[0])
	expect = []Expect{{Kind: ExpectFinding, IDs: []string{"K1", "G8"}, At: []Place{first}}}
	return expect, func(in *Injected) {
		for _, t := range totals {
			p := d.place(t)
			for _, id := range []string{"K1", "G8"} {
				in.Follows = append(in.Follows, Allowed{id, p.Sheet, p.Cell})
			}
			if k.Table != "nguon_luc" { // the totals of 2026 are held against one another
				in.Follows = append(in.Follows, anywhere("K10", "K10a", "K11", "K13")...)
			}
		}
	}
}
