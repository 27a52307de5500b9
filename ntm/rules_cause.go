package ntm

import "github.com/shopspring/decimal"

// cause finds out why a stated sum differs from its parts and names it as the variant of the sentence: the
// parts that SUM skips because they are stored as text, or a formula that covers other cells than the form's.
func (x *examination) cause(f *Finding, g *Grid, row *Row) {
	saw, err1 := ParseNum(f.Saw)
	want, err2 := ParseNum(f.Want)
	e, ok := g.At(row, f.Column)
	if err1 != nil || err2 != nil || !ok || f.Facts[variantFact] != "" {
		return
	}
	skipped, cells := decimal.Zero, ""
	for _, o := range f.Operands {
		part, found := x.entryAt(o.Place)
		if n, err := ParseNum(o.Value); found && err == nil && part.Doubt == DoubtAsText {
			skipped, cells = skipped.Add(n.D), joinComma(cells, o.Place.Cell)
		}
	}
	switch {
	case cells != "" && want.D.Sub(saw.D).Sub(skipped).Abs().Cmp(binaryDust) <= 0:
		f.Facts[variantFact], f.Facts["cells"] = "text", cells
	case e.Formula != "" || e.Cached:
		f.Facts[variantFact] = "formula"
	}
}

// entryAt is the entry that was read from a place.
func (x *examination) entryAt(at Place) (*Entry, bool) {
	if at.Cell == "" {
		return nil, false
	}
	for _, g := range x.sc.Ret.Tables {
		for _, row := range g.Rows {
			for i := range row.Entries {
				if p := row.Entries[i].Place; p.Cell == at.Cell && p.Sheet == at.Sheet {
					return &row.Entries[i], true
				}
			}
		}
	}
	return nil, false
}
