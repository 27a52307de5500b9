package ntm

import (
	"regexp"
	"strings"
)

// ruleSumOfMonths compares the flows of a longer period with the sum of its monthly returns, if all of
// them are there.
func ruleSumOfMonths(x *examination, _ *Check) {
	months := x.sc.Ret.Period.Months()
	g, ok := x.grid("ho_ngheo")
	if !ok || len(months) < 2 {
		return
	}
	byPeriod := map[Period]*Return{}
	for _, r := range x.sc.Months {
		byPeriod[r.Period] = r
	}
	for _, row := range g.Rows {
		for i := range g.Table.Columns {
			col := &g.Table.Columns[i]
			if col.Meaning != Flow {
				continue
			}
			saw, sum := figureAt(g, row, col.Code), NumInt(0)
			var operands []Operand
			for _, m := range months {
				was, _ := byPeriod[m].Grid(g.Table.ID).Row(row.Key)
				n := figureAt(byPeriod[m].Grid(g.Table.ID), was, col.Code)
				sum = sum.Add(n)
				operands = append(operands, Operand{Name: m.VN(), Value: n.String()})
			}
			if cmp, known := saw.Cmp(sum); known && cmp != 0 {
				x.report(g, row, col.Code, func(f *Finding) {
					f.Want, f.Operands, f.Facts["arithmetic"] = sum.String(), operands, sumOf(operands)
				})
			}
		}
	}
}

var reReduction = regexp.MustCompile(`giảm[^0-9%.;]{0,40}([0-9]{1,2}(?:[.,][0-9]{1,2})?)\s*(?:%|điểm)`)

// rulePointsOfReduction reads «giảm 6,43 %» in the row's Giải trình. A fall of a rate is the difference
// of two rates; the households that escaped over all households are another number, since both the
// stock and the number of households move. It speaks only where that other number was written.
func rulePointsOfReduction(x *examination, _ *Check) {
	g, ok := x.grid("ho_ngheo")
	if !ok {
		return
	}
	for _, row := range g.Rows {
		m := reReduction.FindStringSubmatch(strings.ToLower(g.Explanation(row)))
		if m == nil {
			continue
		}
		stated, err := ParseNum(strings.Replace(m[1], ",", ".", 1))
		now := figureAt(g, row, "ty_le")
		falls := x.fallsOfRate(row, now)
		if err != nil || len(falls) == 0 || !near(stated, x.escapedShare(g, row)) {
			continue
		}
		right := false
		for _, fall := range falls {
			right = right || near(stated, fall)
		}
		if right {
			continue
		}
		x.report(g, row, "giai_trinh", func(f *Finding) {
			f.Saw, f.Want = stated.String(), falls[0].D.Round(2).String()
			f.Facts["escaped"] = x.escapedShare(g, row).D.Round(2).String()
		})
	}
}

// fallsOfRate is by how many points the rate fell since the previous return and since last December.
func (x *examination) fallsOfRate(row *Row, now Num) []Num {
	var out []Num
	for _, r := range []*Return{x.sc.Prev, x.sc.YearStart} {
		g := r.Grid("ho_ngheo")
		was, ok := g.Row(row.Key)
		if !ok {
			continue
		}
		if fall := figureAt(g, was, "ty_le").Sub(now); fall.OK {
			out = append(out, fall)
		}
	}
	return out
}

func (x *examination) escapedShare(g *Grid, row *Row) Num {
	homes := Num{}
	if e, ok := x.sc.Ret.Entry("dan_cu", "tong", "so_ho"); ok {
		homes.D, homes.OK = e.Number()
	}
	return figureAt(g, row, "thoat").Div(homes).Mul(NumInt(100))
}

// near reports whether a stated figure agrees with a computed one within half a unit of its last digit.
func near(stated, computed Num) bool {
	return stated.OK && computed.OK && stated.D.Sub(computed.D).Abs().Cmp(printTolerance(stated.D)) <= 0
}

// ruleVillagesNearlyAddUp reports a difference between the villages' households and the total that the
// office tolerates: V2 blocks what is beyond it.
func ruleVillagesNearlyAddUp(x *examination, _ *Check) {
	g, row, ok := x.fieldRow("tong_so_ho")
	v2, known := x.sc.Def.Check("V2")
	if !ok || !known {
		return
	}
	tolerance := v2.with(x.sc.Settings.Params["V2"]).Param("tolerance", NumInt(0))
	saw, sum := figureAt(g, row, FieldColumn), x.ev.total(x.sc.Ret.Grid("thon"), "so_ho")
	if !saw.OK || !sum.OK || saw.D.Equal(sum.D) || saw.D.Sub(sum.D).Abs().Cmp(tolerance.D) > 0 {
		return
	}
	x.report(g, row, FieldColumn, func(f *Finding) {
		f.Want = sum.String()
		f.Facts["tolerance"] = tolerance.String()
	})
}
