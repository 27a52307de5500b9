package xlsx

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"bieuxa/ntm"
)

// sumIf computes SUMIF: the figures beside the cells that are as the criterion says. Criteria that depend on
// the settings of Windows, and patterns, are refused.
func (p *formulaParse) sumIf() (result, error) {
	p.peek()
	s, area, err := p.reference()
	if err != nil || p.take(",;") == 0 {
		return result{}, errFormulaUnsupported
	}
	criterion, err := p.comparison()
	if err != nil {
		return result{}, err
	}
	from, to := s, area
	if p.take(",;") != 0 {
		p.peek()
		if from, to, err = p.reference(); err != nil {
			return result{}, err
		}
	}
	holds, ok := criterionOf(criterion)
	if p.take(")") == 0 || !ok {
		return result{}, errFormulaUnsupported
	}
	sum := decimal.Zero
	for i := s.firstFrom(area.FirstRow); i < len(s.rows) && s.rows[i].number <= area.LastRow; i++ {
		for _, c := range s.rows[i].cells {
			if c.Col < area.FirstCol || c.Col > area.LastCol {
				continue
			}
			v, err := p.reader.cell(s, c)
			if err != nil {
				return result{}, err
			}
			if v.fault != nil || !holds(v) {
				continue
			}
			beside, ok := from.exact(to.FirstRow+c.Row-area.FirstRow, to.FirstCol+c.Col-area.FirstCol)
			if !ok {
				continue
			}
			if v, err = p.reader.cell(from, beside); err != nil || v.fault != nil {
				return v, err
			}
			if v.OK && !v.boolean {
				sum = sum.Add(v.D)
			}
		}
	}
	return figureResult(ntm.NumOf(sum)), nil
}

// criterionOf makes a test of a figure, a plain word, or a comparison with a figure such as ">=5".
func criterionOf(c result) (holds func(result) bool, ok bool) {
	figures := func(of decimal.Decimal, signs ...int) func(result) bool {
		return func(v result) bool { return v.OK && !v.boolean && slices.Contains(signs, v.D.Cmp(of)) }
	}
	switch {
	case c.fault != nil || c.boolean || c.old || !c.OK && !c.words:
		return nil, false
	case c.OK:
		return figures(c.D, 0), true
	case isPlainWord(c.text) && !strings.ContainsAny(c.text, "*?<>=~"):
		return func(v result) bool { return v.words && !v.old && strings.EqualFold(v.text, c.text) }, true
	}
	digits := strings.TrimLeft(c.text, "<>=")
	if strings.Trim(digits, "0123456789") != "" || digits == "" || len(digits) > storedDigits {
		return nil, false
	}
	of := decimal.RequireFromString(digits)
	switch strings.TrimSuffix(c.text, digits) {
	case ">":
		return figures(of, 1), true
	case "<":
		return figures(of, -1), true
	case ">=":
		return figures(of, 0, 1), true
	case "<=":
		return figures(of, 0, -1), true
	}
	return nil, false
}

// subtotal computes SUBTOTAL(9, …) over ranges without hidden rows; other subtotals inside do not count.
func (p *formulaParse) subtotal() (result, error) {
	kind, err := p.comparison()
	if err != nil || !kind.OK || !kind.D.Equal(decimal.NewFromInt(9)) && !kind.D.Equal(decimal.NewFromInt(109)) {
		return result{}, errFormulaUnsupported
	}
	sum := decimal.Zero
	for p.take(",;") != 0 {
		p.peek()
		s, area, err := p.reference()
		if err != nil {
			return result{}, err
		}
		for _, hidden := range s.HiddenRows {
			if hidden.First <= area.LastRow && hidden.Last >= area.FirstRow {
				return result{}, errFormulaUnsupported
			}
		}
		for i := s.firstFrom(area.FirstRow); i < len(s.rows) && s.rows[i].number <= area.LastRow; i++ {
			for _, c := range s.rows[i].cells {
				if c.Col < area.FirstCol || c.Col > area.LastCol || strings.Contains(strings.ToUpper(s.formulaOf(c)), "SUBTOTAL(") {
					continue
				}
				v, err := p.reader.cell(s, c)
				if err != nil || v.fault != nil {
					return v, err
				}
				if v.OK && !v.boolean {
					sum = sum.Add(v.D)
				}
			}
		}
	}
	if p.take(")") == 0 {
		return result{}, errFormulaUnsupported
	}
	return figureResult(ntm.NumOf(sum)), nil
}
