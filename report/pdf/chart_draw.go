package pdf

import (
	"math"
	"slices"

	"github.com/shopspring/decimal"

	"bieuxa/ntm"
	"bieuxa/report"
)

// labelBox is where a figure stands on the page, in mm.
type labelBox struct{ left, top, right, bottom float64 }

func (b labelBox) meets(other labelBox) bool {
	return b.left < other.right && other.left < b.right && b.top < other.bottom && other.top < b.bottom
}

// figureLetters are letters in which the widest figure of the chart fits.
func (p *plot) figureLetters(room float64) letters {
	in := letters{regular, chartLabel}
	for ; in.size > chartLeast; in.size -= 0.5 {
		widest := 0.0
		for _, s := range p.chart.Series {
			for _, n := range s.Points {
				widest = max(widest, p.measure(in.style, in.size)(p.chart.Shown(n)))
			}
		}
		if widest <= room {
			break
		}
	}
	return in
}

// drawLines draws each series as a line from point to point; it is broken where a figure is missing. The figures are laid
// out first, each on a piece of bare paper, so that no grid runs through them.
func (p *plot) drawLines() {
	slot := p.slot()
	at := func(i int, n ntm.Num) place { return place{p.x + (float64(i)+0.5)*slot, p.up(n.D)} }
	type piece struct {
		series   int
		from, to place
	}
	var pieces []piece
	for s, series := range p.chart.Series {
		for i, n := range series.Points {
			if !n.OK {
				continue
			}
			p.taken = append(p.taken, around(at(i, n), markerSize))
			if i > 0 && series.Points[i-1].OK {
				pieces = append(pieces, piece{s, at(i-1, series.Points[i-1]), at(i, n)})
			}
		}
	}
	for _, line := range pieces {
		p.crossed = append(p.crossed, along(line.from, line.to)...)
	}
	in := p.figureLetters(slot - 1)
	for i := range p.chart.Labels {
		ranked := p.fromTheTop(i)
		for rank, s := range ranked {
			p.figureAt(at(i, p.chart.Series[s].Points[i]), p.chart.Shown(p.chart.Series[s].Points[i]), figureSide{in, rank == 0})
		}
		if len(ranked) == 0 {
			p.figureAt(place{p.x + (float64(i)+0.5)*slot, p.up(decimal.Zero)}, p.chart.Shown(ntm.Num{}), figureSide{in, true})
		}
	}
	for _, line := range pieces {
		p.stroke(line.series, line.from, line.to)
	}
	for s, series := range p.chart.Series {
		for i, n := range series.Points {
			if n.OK {
				p.marker(s, at(i, n))
			}
		}
	}
}

// around is a square about a place.
func around(at place, half float64) labelBox {
	return labelBox{at.x - half, at.y - half, at.x + half, at.y + half}
}

// along are small squares on a line, one each millimetre.
func along(from, to place) []labelBox {
	var out []labelBox
	long := math.Hypot(to.x-from.x, to.y-from.y)
	for at := 0.0; at <= long; at++ {
		share := at / max(long, 1)
		out = append(out, around(place{from.x + (to.x-from.x)*share, from.y + (to.y-from.y)*share}, thick))
	}
	return out
}

// fromTheTop are the series with a figure at a label, the highest first.
func (p *plot) fromTheTop(label int) []int {
	var out []int
	for s := range p.chart.Series {
		n := p.chart.Series[s].Points[label]
		if !n.OK {
			continue
		}
		at := len(out)
		for at > 0 && p.chart.Series[out[at-1]].Points[label].D.LessThan(n.D) {
			at--
		}
		out = append(out[:at], append([]int{s}, out[at:]...)...)
	}
	return out
}

// figureSide is how a figure stands at its point.
type figureSide struct {
	letters
	above bool // sooner than below
}

// figureAt writes a figure over or under its point, where neither a figure nor a line is; with no room at either it goes
// higher, at last across a line.
func (p *plot) figureAt(at place, text string, side figureSide) {
	wide, high := p.measure(side.style, side.size)(text), lineHeight(side.size)
	over, under := at.y-markerSize-high, at.y+markerSize
	tries := []float64{over, under, over - high, over - 2*high}
	if !side.above {
		tries = []float64{under, over, over - high, over - 2*high}
	}
	for _, avoid := range [][]labelBox{append(slices.Clone(p.taken), p.crossed...), p.taken} {
		for _, top := range tries {
			b := labelBox{at.x - wide/2, top, at.x + wide/2, top + high*0.9}
			if b.bottom > p.y+p.h || slices.ContainsFunc(avoid, b.meets) {
				continue
			}
			p.taken = append(p.taken, b)
			p.filledWith(255, func() { p.out.Rect(b.left, b.top, wide, high*0.9, "F") })
			p.lines([]string{text}, box{b.left, top, wide}, side.letters, report.AlignLeft)
			return
		}
	}
}

// drawColumns draws the series side by side over each label, the figure over each column.
func (p *plot) drawColumns() {
	slot := p.slot()
	wide := min(slot*0.72/float64(len(p.chart.Series)), 16)
	in := p.figureLetters(max(wide, slot/float64(len(p.chart.Series))) - 0.5)
	zero, high := p.up(decimal.Zero), lineHeight(in.size)
	for i := range p.chart.Labels {
		left := p.x + (float64(i)+0.5)*slot - wide*float64(len(p.chart.Series))/2
		for s, series := range p.chart.Series {
			n, x := series.Points[i], left+float64(s)*wide
			end := zero
			if n.OK {
				end = p.up(n.D)
				p.patterned(s, x, min(end, zero), wide, math.Abs(zero-end))
			}
			top := min(end, zero) - high - 0.3
			if end > zero {
				top = end + 0.3
			}
			text := p.chart.Shown(n)
			long := p.measure(in.style, in.size)(text)
			p.filledWith(255, func() { p.out.Rect(x+(wide-long)/2, top, long, high*0.95, "F") })
			p.lines([]string{text}, box{x, top, wide}, in, report.AlignCenter)
		}
	}
	p.out.Line(p.x, zero, p.x+p.w, zero)
}

// drawBars draws level bars below one another, the label before and the figure after each.
func (p *plot) drawBars() {
	layout := p.bars()
	in, text, slot := layout.letters, layout.labels, layout.slot
	measure, wide, figure := p.measure(in.style, in.size), 0.0, 0.0
	for i, label := range text {
		for _, s := range label {
			wide = max(wide, measure(s))
		}
		for _, series := range p.chart.Series {
			figure = max(figure, measure(p.chart.Shown(series.Points[i])))
		}
	}
	p.y -= lineHeight(chartLabel) // nothing stands over level bars
	p.h = slot * float64(len(text))
	p.x = p.margins.Left + wide + 2*tickGap
	p.w = p.width - wide - 2*tickGap - figure - 2*tickGap
	if p.axis.low < 0 {
		p.x, p.w = p.x+figure+tickGap, p.w-figure-tickGap
	}
	along := p.longest()
	high := lineHeight(in.size)
	thickness := min(slot*0.72/float64(len(p.chart.Series)), 8)
	for i, label := range text {
		middle := p.y + (float64(i)+0.5)*slot
		rise := float64(len(label)) * high / 2
		p.lines(label, box{p.margins.Left, middle - rise, wide}, in, report.AlignRight)
		for s, series := range p.chart.Series {
			n, y := series.Points[i], middle+thickness*(float64(s)-float64(len(p.chart.Series))/2)
			end := along(decimal.Zero)
			if n.OK {
				end = along(n.D)
				p.patterned(s, min(end, along(decimal.Zero)), y, math.Abs(end-along(decimal.Zero)), thickness)
			}
			at := box{end + tickGap, y + (thickness-high)/2, figure}
			if n.OK && n.D.IsNegative() {
				at.x = end - tickGap - measure(p.chart.Shown(n))
			}
			p.lines([]string{p.chart.Shown(n)}, at, in, report.AlignLeft)
		}
	}
	zero := along(decimal.Zero)
	p.out.Line(zero, p.y, zero, p.y+p.h)
}

// longest is a level axis that ends at the longest bar: with a figure at each, steps are not needed.
func (p *plot) longest() func(decimal.Decimal) float64 {
	least, most := decimal.Zero, decimal.Zero
	for _, s := range p.chart.Series {
		for _, n := range s.Points {
			if n.OK {
				least, most = decimal.Min(least, n.D), decimal.Max(most, n.D)
			}
		}
	}
	whole := most.Sub(least)
	if whole.IsZero() {
		whole = decimal.NewFromInt(1)
	}
	return func(d decimal.Decimal) float64 {
		return p.x + p.w*d.Sub(least).Div(whole).InexactFloat64()
	}
}
