package xlsx

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"bieuxa/ntm"
)

// linkedCell is an entry that takes its value from another file.
type linkedCell struct{ ref, file string }

// mostLinked are the cells that one finding names.
const mostLinked = 12

// doubtFormula looks at the formula of an entry whose value came with the file: a value from another file may
// be old, and so may one that the program that saved the file did not compute. The form's own sums and rates
// are held against their parts by the checks; here are those that the unit wrote itself.
func (r *reading) doubtFormula(b *band, row *ntm.Row, i int, c Cell) {
	if strings.IndexByte(c.Formula, '[') >= 0 {
		if file, ok := r.linkOf(c.Formula); ok {
			b.links = append(b.links, linkedCell{c.Ref(), file})
			return
		}
	}
	col := &b.keys.t.Columns[i]
	if col.Given != "" || col.Formula != "" || c.Kind != KindNumber || row.Def != nil && len(row.Def.Sum) > 0 || b.grid.Total == row {
		return
	}
	saw, err := numberOf(c.Raw)
	if err != nil {
		return
	}
	if r.formulas == nil {
		r.formulas = newFormulaReader(r.wb)
		r.formulas.asExcel = true
	}
	again := c
	if r.formulas.recompute(b.sheet, &again) != nil || again.Kind != KindNumber {
		return
	}
	want, err := numberOf(again.Raw)
	if err != nil || want.D.Sub(saw.D).Abs().Cmp(staleTolerance(saw.D)) <= 0 {
		return
	}
	f := r.finding("G5b", ntm.Block, r.place(b.sheet.Name, c.Ref()), "column", col.Heading(), "row", row.Label(b.keys.t))
	f.Saw, f.Want = saw.String(), want.D.Round(computedPlaces).String()
	if c.IsPercent {
		f.Saw, f.Want = saw.D.Shift(2).String(), want.D.Shift(2).Round(computedPlaces).String()
	}
	b.tell(f, row.Key, col.Code)
}

// staleTolerance is what a stored value may be off: half a unit of the last decimal that is stored, for some
// programs store what they show.
func staleTolerance(saw decimal.Decimal) decimal.Decimal {
	if places := -saw.Exponent(); places > 0 && places < 9 {
		return decimal.New(5, -places-1)
	}
	return decimal.New(1, -6)
}

// linkOf is the other file that a formula refers to.
func (r *reading) linkOf(formula string) (file string, ok bool) {
	tokens, _ := scanFormula(formula)
	for _, t := range tokens {
		ok = ok || t.external
	}
	if !ok {
		return "", false
	}
	number, _, _ := strings.Cut(formula[strings.IndexByte(formula, '[')+1:], "]")
	if n, err := strconv.Atoi(number); err == nil {
		if n >= 1 && n <= len(r.wb.Links) {
			return r.wb.Links[n-1], true
		}
		return "", true
	}
	return number, true
}

// tellLinks tells once a table which entries come from other files.
func (r *reading) tellLinks(b *band) {
	if len(b.links) == 0 {
		return
	}
	var refs, files []string
	seen := map[string]bool{}
	for _, l := range b.links {
		if len(refs) < mostLinked {
			refs = append(refs, l.ref)
		}
		if l.file != "" && !seen[l.file] {
			seen[l.file] = true
			files = append(files, l.file)
		}
	}
	cells := strings.Join(refs, ", ")
	if len(b.links) > mostLinked {
		cells += "…"
	}
	f := r.finding("G5a", ntm.Explain, r.place(b.sheet.Name, b.links[0].ref), "table", tableTitle(b.keys.t), "count", strconv.Itoa(len(b.links)), "cells", cells)
	if len(files) > 0 {
		f.Facts["link"] = strings.Join(files, ", ")
	}
	b.tell(f, "", "")
}
