package ntm

import (
	"strings"

	"github.com/shopspring/decimal"
)

// eachIndicator calls f for every row with an indicator of the set behind it.
func (x *examination) eachIndicator(f func(g *Grid, row *Row, req Requirement)) {
	g, ok := x.grid(CriteriaTable)
	if !ok || x.sc.Set == nil {
		return
	}
	for _, row := range g.Rows {
		if row.Def == nil || row.Def.Indicator == nil {
			continue
		}
		f(g, row, x.sc.Set.Threshold(*row.Def.Indicator, x.sc.Where))
	}
}

// resultOf is the result a unit states in an entry, as the sets judge it; false if it states none that
// can be judged.
func resultOf(e *Entry) (IndicatorResult, bool) {
	switch e.State {
	case Stated:
	case Dash, NoneArising:
		return IndicatorResult{Answer: AnswerNo}, e.Type == TypeText
	default:
		return IndicatorResult{}, false
	}
	if e.Type.Numeric() {
		return IndicatorResult{Numbers: []decimal.Decimal{e.Num}}, true
	}
	if e.Type == TypePair {
		return pairResult(e.Text)
	}
	a, ok := ParseAnswer(e.Text)
	return IndicatorResult{Answer: a}, ok && a != AnswerBlank
}

// pairResult reads the canonical «95;60».
func pairResult(text string) (IndicatorResult, bool) {
	var r IndicatorResult
	for _, part := range strings.Split(text, ";") {
		n, err := ParseNum(strings.TrimSpace(part))
		if err != nil {
			return IndicatorResult{}, false
		}
		r.Numbers = append(r.Numbers, n.D)
	}
	return r, true
}

// contradicts reports whether a status says the opposite of a judgment.
func contradicts(status string, j Judgment) bool {
	return status == saidMet && j == JudgmentUnmet || status == saidUnmet && j == JudgmentMet
}

// ruleResultAgainstStatus reports results that contradict the assessment beside them, where the level
// that is required is known well enough to decide.
func ruleResultAgainstStatus(x *examination, _ *Check) {
	x.eachIndicator(func(g *Grid, row *Row, req Requirement) {
		e, ok := g.At(row, "kq")
		if !ok || !req.Decides() {
			return
		}
		res, ok := resultOf(e)
		status := said(g, row, "dg")
		if !ok || !contradicts(status, Judge(req, res)) {
			return
		}
		x.report(g, row, "dg", func(f *Finding) {
			f.Want = req.Text
			f.Facts["result"], f.Facts["required"] = e.Canonical(), req.Text
			f.Operands = []Operand{{Name: g.Table.Columns[g.Table.Col("kq")].Heading(), Value: e.Canonical(), Place: e.Place}}
		})
	})
}

// ruleThresholdsNotKnown names, once for the return, the indicators that state a result which cannot be
// judged because the level required is set elsewhere or is not verified.
func ruleThresholdsNotKnown(x *examination, _ *Check) {
	var first *Row
	list, n := "", 0
	x.eachIndicator(func(g *Grid, row *Row, req Requirement) {
		if req.Decides() || said(g, row, "kq") == "" {
			return
		}
		if first == nil {
			first = row
		}
		n++
		list = joinComma(list, row.Indicator())
		if req.Text != "" {
			list += " (" + req.Text + ")"
		}
	})
	if first == nil {
		return
	}
	g, _ := x.grid(CriteriaTable)
	x.report(g, first, "kq", func(f *Finding) {
		f.Row, f.Facts["indicators"], f.Facts["count"] = "", list, itoa(n)
	})
}

// rulePovertyAgainstCriterion holds the rate of sheet 04 against the criterion on poverty. How the rate
// of the criterion is counted differs (with or without households unable to work, with or without
// near-poor households), so it speaks only where every way of counting contradicts the assessment.
func rulePovertyAgainstCriterion(x *examination, _ *Check) {
	rates := x.povertyRates()
	if len(rates) == 0 {
		return
	}
	x.eachIndicator(func(g *Grid, row *Row, req Requirement) {
		ind := row.Def.Indicator
		if ind.Type != IndicatorPercent || req.Direction != DirectionAtMost || !req.Decides() ||
			!strings.Contains(Fold(ind.Name), Fold("nghèo")) {
			return
		}
		status := said(g, row, "dg")
		for _, rate := range rates {
			if !contradicts(status, Judge(req, IndicatorResult{Numbers: []decimal.Decimal{rate.D}})) {
				return
			}
		}
		x.report(g, row, "dg", func(f *Finding) {
			f.Want = req.Text
			f.Facts["rate"], f.Facts["required"] = rates[0].D.Round(2).String(), req.Text
			poor, _ := x.grid("ho_ngheo")
			if r, ok := poor.Row("ngheo"); ok {
				f.Operands = []Operand{operandAt(poor, r, "cuoi_ky", "")}
			}
			if homes, ok := x.grid("dan_cu"); ok {
				if r, ok := homes.Row("tong"); ok {
					f.Operands = append(f.Operands, operandAt(homes, r, "so_ho", ""))
				}
			}
		})
	})
}

// povertyRates are the rates in per cent that sheet 04 gives for the criterion, the plain one first.
func (x *examination) povertyRates() []Num {
	get := func(row, col string) Num {
		e, ok := x.sc.Ret.Entry("ho_ngheo", row, col)
		if !ok {
			return Num{}
		}
		d, known := e.Number()
		return Num{d, known}
	}
	homes := Num{}
	if e, ok := x.sc.Ret.Entry("dan_cu", "tong", "so_ho"); ok {
		homes.D, homes.OK = e.Number()
	}
	poor, near, unable := get("ngheo", "cuoi_ky"), get("can_ngheo", "cuoi_ky"), get("ngheo", "khong_ld")
	var rates []Num
	for _, n := range []Num{poor, poor.Sub(unable), poor.Add(near)} {
		if r := n.Div(homes).Mul(NumInt(100)); r.OK {
			rates = append(rates, r)
		}
	}
	return rates
}

// ruleOCOPIndicator reports an indicator on OCOP products that is Đạt while sheet 05 has no valid product.
func ruleOCOPIndicator(x *examination, c *Check) {
	list, ok := x.grid("ocop")
	if !ok || !list.answered() {
		return
	}
	least := c.Param("least", NumInt(3))
	for _, row := range list.Rows {
		state := said(list, row, "tinh_trang")
		stars := figureAt(list, row, "sao")
		if cmp, known := stars.Cmp(least); state != saidExpired && state != saidWithdrawn && (!known || cmp >= 0) {
			return
		}
	}
	x.eachIndicator(func(g *Grid, row *Row, _ Requirement) {
		if strings.Contains(Fold(row.Def.Indicator.Name), Fold(c.Params["word"])) && said(g, row, "dg") == saidMet {
			x.report(g, row, "dg", func(f *Finding) { f.Facts["least"], f.Facts["list"] = least.String(), list.Place.Sheet })
		}
	})
}
