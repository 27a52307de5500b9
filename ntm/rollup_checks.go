package ntm

import "fmt"

// ExamineRollUp proves the totals before anybody signs them: each is computed a second way, straight
// from the entries, and compared. It also runs the checks that only the whole can fail (N3, A1).
// The checks are those of the catalogue with on: roll-up.
func ExamineRollUp(ru *RollUp) []Finding {
	x := &proof{ru: ru, criteria: ru.Criteria(Every)}
	for _, step := range []func(){x.matrix, x.bands, x.groups, x.poverty, x.recognition, x.coverage} {
		step()
	}
	return x.found
}

type proof struct {
	ru       *RollUp
	criteria *CriteriaRollUp
	found    []Finding
}

// equal reports a total that does not come out the same both ways.
func (x *proof) equal(id, what string, saw, want Num) {
	if c, ok := saw.Cmp(want); ok && c == 0 || !saw.OK && !want.OK {
		return
	}
	x.report(id, Block, what, saw.String(), want.String())
}

func (x *proof) report(id string, s Severity, what, saw, want string) {
	x.found = append(x.found, Finding{ID: id, Severity: s, Unit: x.ru.Parent.Code, Row: what, Saw: saw, Want: want,
		Place: Place{Sheet: what}, Facts: map[string]string{"row": what}})
}

// matrix: C4, C5, B1, B2 — the matrix read by rows, by columns and cell by cell.
func (x *proof) matrix() {
	c := x.criteria
	byRow, byColumn, byCell := 0, 0, 0
	for i := range c.Units {
		byRow += c.Units[i].Met
		for _, s := range c.Units[i].Statuses {
			if x.ru.meets(s) {
				byCell++
			}
		}
	}
	for i := range c.By {
		byColumn += c.By[i].Met
		if c.By[i].Met < 0 || c.By[i].Met > c.Reported {
			x.report("B2", Block, c.By[i].Name, fmt.Sprint(c.By[i].Met), fmt.Sprint(c.Reported))
		}
	}
	x.equal("B1", "Số tiêu chí đạt theo tiêu chí", NumInt(byColumn), NumInt(byRow))
	x.equal("B1", "Số tiêu chí đạt theo ô", NumInt(byCell), NumInt(byRow))
	if c.Met < 0 || c.Met > c.Possible {
		x.report("C5", Block, "Tổng số tiêu chí đạt", fmt.Sprint(c.Met), fmt.Sprint(c.Possible))
	}
}

// bands: N1, N2 — the bands hold every reporting commune once, and the average lies where they allow.
func (x *proof) bands() {
	c := x.criteria
	if len(c.Bands) == 0 || c.Reported == 0 {
		return
	}
	units := 0
	for i := range c.Bands {
		units += len(c.Bands[i].Units)
	}
	x.equal("N1", "Số xã theo nhóm", NumInt(units), NumInt(c.Reported))
	low, high := c.AverageBounds()
	average := c.Average()
	below, _ := average.Cmp(low)
	above, _ := average.Cmp(high)
	if below < 0 || above > 0 {
		x.report("N2", Block, "Bình quân tiêu chí/xã", average.String(), low.String()+"–"+high.String())
	}
}

// groups: A2, A3, B3 — the denominator holds communes only, and the groups hold them all.
func (x *proof) groups() {
	c := x.criteria
	rural := NumInt(0)
	byGroup := map[string]int{}
	for _, l := range x.ru.Lines {
		if l.Unit.Kind.Rural() && l.Reported() {
			rural = rural.Add(NumInt(1))
			byGroup[l.Group]++
		}
	}
	x.equal("A2", "Số xã trong mẫu số", NumInt(c.Reported), rural)
	if average := c.Average(); average.OK {
		x.equal("A3", "Bình quân × số xã", Num{average.Mul(rural).D.Round(9), true}, Num{NumInt(c.Met).D.Round(9), true})
	}
	if x.ru.ShowGroup && byGroup[""] > 0 {
		x.report("B3", Block, "Số xã theo nhóm", fmt.Sprint(c.Reported-byGroup[""]), fmt.Sprint(c.Reported))
	}
}

// poverty: P12, A1, A2 — towns and communes add up to the whole, and so does the flow.
func (x *proof) poverty() {
	for _, row := range []string{PoorRow, NearPoorRow} {
		all, rural, urban := x.ru.Poverty(row, Every), x.ru.Poverty(row, Rural), x.ru.Poverty(row, Urban)
		for _, f := range []struct {
			name              string
			all, rural, urban Figure
		}{
			{"Cuối kỳ", all.Closing, rural.Closing, urban.Closing}, {"Đầu kỳ", all.Opening, rural.Opening, urban.Opening},
			{"Tổng số hộ", all.Households, rural.Households, urban.Households},
		} {
			if f.all.OK {
				x.equal("P12", row+", "+f.name, f.all.Num, orZero(f.rural.Num).Add(orZero(f.urban.Num)))
			}
		}
		if same(all.Opening, all.Escaped, all.Relapsed, all.New, all.Closing) {
			moved := orZero(all.Moved.Num)
			want := all.Opening.Num.Add(all.Relapsed.Num).Add(all.New.Num).Add(moved).Sub(all.Escaped.Num)
			x.equal("A1", row+", cuối kỳ", all.Closing.Num, want)
		}
	}
}

// same reports whether the figures were stated by the same number of units.
func same(fs ...Figure) bool {
	for _, f := range fs {
		if !f.OK || f.Reported != fs[0].Reported {
			return false
		}
	}
	return true
}

// recognition: R6 — each share has its own denominator; N3 — more recognised communes than communes at full marks is possible, but needs a look.
func (x *proof) recognition() {
	for _, share := range x.ru.Recognition(Every) {
		if len(share.Units) > share.Of {
			x.report("R6", Block, share.Title+" trên "+share.OfWhat, fmt.Sprint(len(share.Units)), fmt.Sprint(share.Of))
		}
	}
	full := 0
	for i := range x.criteria.Units {
		u := &x.criteria.Units[i]
		if u.Line.Reported() && len(u.Unmet) == 0 {
			full++
		}
	}
	if n := len(x.ru.Recognised(TitleStandard, Every)); n > full {
		x.report("N3", Explain, "Số xã có quyết định công nhận", fmt.Sprint(n), fmt.Sprint(full))
	}
}

// coverage: A1 — expected = reported + missing.
func (x *proof) coverage() {
	n, of := x.ru.Count(Every)
	x.equal("A1", "Số đơn vị", NumInt(of), NumInt(n+len(x.ru.Missing(Every))))
}
