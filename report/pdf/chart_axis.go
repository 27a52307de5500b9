package pdf

import (
	"github.com/shopspring/decimal"

	"bieuxa/ntm"
	"bieuxa/report"
)

// mostSteps is how many lines an axis has over zero at most.
const mostSteps = 5

// axis runs from low to high steps; zero is always on it.
type axis struct {
	step      decimal.Decimal
	low, high int64 // in steps, low at most 0
}

// axisOf finds the smallest round step that takes all figures in.
func axisOf(c *report.Chart) axis {
	least, most := decimal.Zero, decimal.Zero
	for _, s := range c.Series {
		for _, n := range s.Points {
			if n.OK {
				least, most = decimal.Min(least, n.D), decimal.Max(most, n.D)
			}
		}
	}
	a := axis{step: decimal.NewFromInt(1), high: 1}
	if least.IsZero() && most.IsZero() {
		return a
	}
	smallest := int32(-c.Decimals())
	for exponent := smallest; ; exponent++ {
		for _, digits := range []int64{10, 20, 25, 50} {
			if digits == 25 && exponent == smallest {
				continue // finer than the figures
			}
			a.step = decimal.New(digits, exponent-1)
			a.high = most.Div(a.step).Ceil().IntPart()
			a.low = least.Div(a.step).Floor().IntPart()
			if a.high-a.low <= mostSteps {
				return a
			}
		}
	}
}

// share is how far up the axis a figure stands, from 0 to 1.
func (a axis) share(d decimal.Decimal) float64 {
	whole := a.step.Mul(decimal.NewFromInt(a.high - a.low))
	return d.Sub(a.step.Mul(decimal.NewFromInt(a.low))).Div(whole).InexactFloat64()
}

// label is what stands beside a step.
func (a axis) label(i int64) string {
	d := a.step.Mul(decimal.NewFromInt(i))
	return ntm.FormatVN(d, int(max(0, -a.shortest().Exponent())))
}

// shortest is the step without zeros at its end: 2,5 and not 2,50.
func (a axis) shortest() decimal.Decimal {
	for places := int32(0); ; places++ {
		if r := a.step.Round(places); r.Equal(a.step) {
			return r
		}
	}
}

func (p *plot) up(d decimal.Decimal) float64 { return p.y + p.h*(1-p.axis.share(d)) }

// drawUprightAxis finds the plot's place between its labels and draws the axes.
func (p *plot) drawUprightAxis() {
	measure, wide := p.measure(regular, chartLabel), 0.0
	for i := p.axis.low; i <= p.axis.high; i++ {
		wide = max(wide, measure(p.axis.label(i)))
	}
	p.x, p.w, p.h = p.margins.Left+wide+tickGap, p.width-wide-tickGap, chartHigh
	in, high := letters{regular, chartLabel}, lineHeight(chartLabel)
	p.out.SetLineWidth(thin / 2)
	for i := p.axis.low; i <= p.axis.high; i++ {
		y := p.up(p.axis.step.Mul(decimal.NewFromInt(i)))
		if i != 0 {
			p.ink(190)
			p.out.Line(p.x, y, p.x+p.w, y)
		}
		p.lines([]string{p.axis.label(i)}, box{p.margins.Left, y - high/2, wide}, in, report.AlignRight)
	}
	p.ink(0)
	p.out.SetLineWidth(thin)
	zero := p.up(decimal.Zero)
	p.out.Line(p.x, zero, p.x+p.w, zero)
	p.out.Line(p.x, p.y, p.x, p.y+p.h)

	in, text := p.levelLabels(p.w)
	slot := p.slot()
	for i, label := range text {
		p.lines(label, box{p.x + float64(i)*slot, p.y + p.h + p.underPlot(), slot}, in, report.AlignCenter)
	}
}

// underPlot is the room between the plot and its labels, with that of the figures under columns that hang down.
func (p *plot) underPlot() float64 {
	if p.axis.low < 0 {
		return tickGap + lineHeight(chartLabel)
	}
	return tickGap
}

// slot is the width that each label along a level axis has.
func (p *plot) slot() float64 { return p.w / float64(len(p.chart.Labels)) }

// levelLabels are the labels along a level axis of a width, in letters that fit.
func (p *plot) levelLabels(width float64) (letters, [][]string) {
	slot, in := width/float64(len(p.chart.Labels))-1, letters{regular, chartLabel}
	for ; in.size > chartLeast; in.size -= 0.5 {
		widest := 0.0
		for _, s := range p.chart.Labels {
			widest = max(widest, report.WidestWord(s, p.measure(in.style, in.size)))
		}
		if widest <= slot {
			break
		}
	}
	out := make([][]string, len(p.chart.Labels))
	for i, s := range p.chart.Labels {
		out[i] = p.balanced(s, slot, in)
	}
	return in, out
}

func mostLines(all [][]string) int {
	most := 0
	for _, text := range all {
		most = max(most, len(text))
	}
	return most
}
