package xlsx

import (
	"slices"
	"sort"
	"strings"

	"github.com/shopspring/decimal"

	"bieuxa/ntm"
)

// columnAxes are the columns of the block as axes of a mapping.
func (w *look) columnAxes() ([]ntm.Axis, []ntm.Proposal) {
	axes := make([]ntm.Axis, len(w.b.Columns))
	for i := range w.b.Columns {
		c, p := &w.b.Columns[i], &w.cols[i]
		a := ntm.Axis{Path: c.Path, Nth: c.Nth, Target: p.Target}
		isValue := w.way == wayValues && p.Score > 0
		switch {
		case i == w.names:
			a.Names, a.Target = true, ntm.Target{}
			*p = ntm.Proposal{Score: scoreExact, Certain: true, Evidence: []ntm.Evidence{evidence("names", c.Head, 900)}}
		case isValue:
			a.Unsure = !p.Certain
		case w.way == wayNone || i == w.b.No || i == w.b.Label && (w.way != wayList || p.Column == ""):
			a.Ignore, p.Certain = true, true
		case p.Target.IsZero():
			a.Ignore = true
			p.Certain = c.Figures == 0 || w.surelyNone(i)
			a.Unsure = !p.Certain
			if a.Unsure {
				p.Evidence = append(p.Evidence, evidence("no-column", c.Head, 0, "saw", strings.Join(c.Path, " / ")))
			}
		default:
			a.Unsure = !p.Certain
		}
		axes[i] = a
	}
	return axes, w.cols
}

// surelyNone tells a column that is none of ours without a doubt: a total over the units beside it.
func (w *look) surelyNone(i int) bool {
	return w.way == wayUnitsAcross && len(w.b.Columns[i].Path) > 0 && w.Synonyms.IsSkip(w.b.Columns[i].Path[0])
}

// rowAxes are the lines of the block as axes of a mapping, and the labels of those that are totals.
func (w *look) rowAxes() (axes []ntm.Axis, props []ntm.Proposal, skip []string) {
	if w.way == wayNone {
		return nil, nil, nil
	}
	seen := map[string]bool{}
	for i := range w.b.Lines {
		l, p := &w.b.Lines[i], w.rows[i]
		filled := l.Figures+l.Texts > 0
		a := ntm.Axis{Path: l.Path, Nth: l.Nth, Target: p.Target, Unsure: !p.Certain}
		if w.names >= 0 && !(w.isTotal(l.Label) || !filled) {
			text := w.b.textAt(l.Row, w.names)
			if a.Path, a.Nth = []string{text}, 0; text == "" || seen[makeKey(text)] {
				continue
			}
			seen[makeKey(text)] = true
		}
		switch {
		case !p.Target.IsZero():
		case w.way == wayList && w.names < 0:
			continue // its lines are things to list
		case w.isTotal(l.Label) && (filled || l.Section):
			if c := totalClass(makeKey(l.Label)); (c == classOther || c == classSubtotal) && w.names < 0 && filled {
				a.Ignore = true
				p.Evidence = append(p.Evidence, evidence("part", w.b.labelCell(l), 500, "saw", l.Label))
				break
			}
			if !slices.Contains(skip, l.Label) {
				skip = append(skip, l.Label)
			}
			continue
		case !filled:
			continue
		default:
			a.Ignore = true
			p.Evidence = append(p.Evidence, evidence("no-row", w.b.labelCell(l), 0, "saw", l.Label))
		}
		col := w.b.Columns[0].Col
		if w.b.Label >= 0 {
			col = w.b.Columns[w.b.Label].Col
		}
		if w.names >= 0 {
			col = w.b.Columns[w.names].Col
		}
		axes, props, w.labels = append(axes, a), append(props, p), append(w.labels, Cell{Row: l.Row, Col: col})
	}
	return axes, props, skip
}

// value is the figure of a line in a column of the block, if it is one.
func (w *look) value(line, column int) (decimal.Decimal, bool) {
	c, ok := find(w.b.Sheet.Row(w.b.Lines[line].Row), w.b.Columns[column].Col)
	if !ok {
		return decimal.Zero, false
	}
	return w.reading.Parse(w.reading.raw(c), ntm.Spec{Type: ntm.TypeNumber}).Number()
}

// identities holds what the definition adds up against the columns proposed: that it holds is evidence, that it does
// not takes certainty away.
func (w *look) identities(k *tableKeys, idx []int) {
	for _, id := range w.Synonyms.Identities {
		if id.Table != k.t.ID {
			continue
		}
		at := map[string]int{}
		for _, i := range idx {
			if c := w.cols[i].Column; c != "" {
				at[c] = i
			}
		}
		of, ok := at[id.Of]
		if !ok {
			continue
		}
		held, broken := w.adds(&id, at, of)
		switch {
		case broken > held:
			for _, code := range append(append([]string{id.Of}, id.Plus...), id.Minus...) {
				if i, has := at[strings.Trim(code, "()")]; has {
					w.cols[i].Certain = false
					w.cols[i].Evidence = append(w.cols[i].Evidence, evidence("sum-broken", w.b.Columns[i].Head, -600, "n", count(broken)))
				}
			}
		case held > 0 && broken == 0:
			w.cols[of].Evidence = append(w.cols[of].Evidence, evidence("sum", w.b.Columns[of].Head, 600, "n", count(held)))
		}
	}
}

// adds counts the lines on which the identity holds and on which it does not; lines that say nothing are none.
func (w *look) adds(id *ntm.SumOf, at map[string]int, of int) (held, broken int) {
	for l := range w.b.Lines {
		saw, ok := w.value(l, of)
		if !ok || w.b.Lines[l].Section {
			continue
		}
		sum, whole := decimal.Zero, true
		moves := 0
		for sign, codes := range map[int64][]string{1: id.Plus, -1: id.Minus} {
			for _, code := range codes {
				name := strings.Trim(code, "()")
				i, has := at[name]
				v, stated := decimal.Zero, false
				if has {
					v, stated = w.value(l, i)
				}
				if !stated && name == code {
					whole = false
				}
				if stated && !v.IsZero() {
					moves++
				}
				sum = sum.Add(v.Mul(decimal.NewFromInt(sign)))
			}
		}
		switch {
		case !whole:
		case !sum.Equal(saw):
			broken++
		case moves > 1:
			held++
		}
	}
	return held, broken
}

// measure proposes what figures of money are multiplied by.
func (w *look) measure(r *ntm.Region, pr *ProposedRegion) {
	own := true
	money := w.moneyColumns(func(i int) bool {
		times, ok := w.Synonyms.MoneyTimes(strings.Join(w.b.Columns[i].Path, " "))
		if !ok {
			own = false
			return false
		}
		if times != "1" {
			r.Columns[i].Times, r.Columns[i].Unsure = times, true
			pr.Columns[i].Certain = false
			pr.Columns[i].Evidence = append(pr.Columns[i].Evidence, evidence("measure-heading", w.b.Columns[i].Head, 700, "times", times))
		} else {
			r.Columns[i].Times = times
		}
		return true
	})
	if len(money) == 0 || own {
		return
	}
	pr.Times.Score = 500
	text, cell := w.b.Measure()
	if times, ok := w.Synonyms.MoneyTimes(text); ok {
		pr.Times.Evidence = []ntm.Evidence{evidence("measure", cell, 900, "saw", text, "times", times)}
		if pr.Times.Certain = times == "1"; !pr.Times.Certain {
			r.Times = times
			r.Unsure = append(r.Unsure, ntm.UnsureTimes)
		}
		return
	}
	times, typical := w.byMagnitude(money)
	pr.Times.Evidence = []ntm.Evidence{evidence("measure-none", "", 0, "typical", ntm.FormatVN(typical, ntm.Exact), "times", times)}
	if times != "1" {
		r.Times = times
	}
	r.Unsure = append(r.Unsure, ntm.UnsureTimes)
}

// moneyColumns are the columns that hold money; own tells that a column says its unit of measure itself.
func (w *look) moneyColumns(own func(i int) bool) []int {
	var out []int
	for i := range w.cols {
		t := ntm.Target{Table: w.cols[i].Table, Column: w.cols[i].Column}
		if t.Table == "" {
			t.Table = w.table.Table
		}
		table := w.tableOf(t.Table)
		if table == nil || table.Col(t.Column) < 0 || table.Columns[table.Col(t.Column)].Type != ntm.TypeMoney {
			continue
		}
		out = append(out, i)
		own(i)
	}
	if w.way == wayValues && slices.ContainsFunc(w.rows, func(p ntm.Proposal) bool {
		t := w.tableOf(p.Table)
		return t != nil && t.Col(p.Column) >= 0 && t.Columns[t.Col(p.Column)].Type == ntm.TypeMoney
	}) {
		for i := range w.cols {
			if w.cols[i].Score > 0 {
				out = append(out, i)
				own(i)
			}
		}
	}
	return out
}

// byMagnitude guesses the unit of measure by the middle one of the figures: a commune's money in triệu đồng has few
// digits before the comma.
func (w *look) byMagnitude(cols []int) (times string, typical decimal.Decimal) {
	var all []decimal.Decimal
	for _, i := range cols {
		for l := range w.b.Lines {
			if v, ok := w.value(l, i); ok && !v.IsZero() {
				all = append(all, v.Abs())
			}
		}
	}
	if len(all) == 0 {
		return "1", decimal.Zero
	}
	sort.Slice(all, func(i, j int) bool { return all[i].LessThan(all[j]) })
	typical = all[len(all)/2]
	switch {
	case typical.GreaterThan(decimal.NewFromInt(2_000_000)):
		return "0.000001", typical
	case typical.GreaterThan(decimal.NewFromInt(100_000)):
		return "0.001", typical
	}
	return "1", typical
}

// rivals takes certainty from regions that mean the same figures of the same unit: nobody can tell which one is meant.
func (p *proposer) rivals(out *Proposed) {
	claimed := map[string]int{}
	for i := range out.Mapping.Regions {
		for _, key := range out.Mapping.Regions[i].Claims() {
			j, twice := claimed[key]
			if !twice || j == i {
				claimed[key] = i
				continue
			}
			for _, n := range []int{i, j} {
				r, pr := &out.Mapping.Regions[n], &out.Regions[n]
				if !slices.Contains(r.Unsure, ntm.UnsureTable) {
					r.Unsure = append(r.Unsure, ntm.UnsureTable)
					pr.Table.Certain = false
					pr.Table.Evidence = append(pr.Table.Evidence, evidence("rival", "", -800, "sheet", out.Mapping.Regions[i+j-n].Sheet, "title", out.Mapping.Regions[i+j-n].Title))
				}
				doubt(r, pr)
			}
		}
	}
}

func doubt(r *ntm.Region, pr *ProposedRegion) {
	for i := range r.Columns {
		if !r.Columns[i].Ignore && !r.Columns[i].Names {
			r.Columns[i].Unsure, pr.Columns[i].Certain = true, false
		}
	}
}
