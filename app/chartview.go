package app

import (
	"github.com/shopspring/decimal"

	"bieuxa/ntm"
)

// series is one line of a chart: a name and a figure a month. A month without a figure is a gap, never zero.
type series struct {
	name   string
	values []ntm.Num
}

// known are the figures of all series.
func known(all []series) []decimal.Decimal {
	var out []decimal.Decimal
	for _, s := range all {
		for _, v := range s.values {
			if v.OK {
				out = append(out, v.D)
			}
		}
	}
	return out
}

// axisSteps is about how many lines an axis has.
const axisSteps = 4

// axis gives round numbers, the lowest at or below every figure and the highest at or above. It begins at zero
// unless the figures lie so far from it that their changes would not be seen.
func axis(figures []decimal.Decimal) []decimal.Decimal {
	if len(figures) == 0 {
		return nil
	}
	low, high := decimal.Min(figures[0], figures[1:]...), decimal.Max(figures[0], figures[1:]...)
	span := high.Sub(low)
	if low.Sign() >= 0 && low.LessThanOrEqual(span.Mul(decimal.NewFromInt(2))) {
		low = decimal.Zero
	}
	step := roundStep(decimal.Max(high.Sub(low), span))
	if high.Equal(low) {
		step = roundStep(decimal.Max(high.Abs().Div(decimal.NewFromInt(10)), decimal.NewFromInt(1)).Mul(decimal.NewFromInt(axisSteps)))
	}
	var out []decimal.Decimal
	at := low.Div(step).Floor().Mul(step)
	for ; at.LessThan(high); at = at.Add(step) {
		out = append(out, at)
	}
	out = append(out, at)
	switch {
	case len(out) > 1:
	case at.IsZero():
		out = append(out, step)
	default: // one figure only: room below it
		out = append([]decimal.Decimal{at.Sub(step)}, out...)
	}
	return out
}

// roundStep is 1, 2 or 5 with zeros, so that about axisSteps of them cover the span.
func roundStep(span decimal.Decimal) decimal.Decimal {
	rough := span.Div(decimal.NewFromInt(axisSteps))
	if rough.Sign() <= 0 {
		return decimal.NewFromInt(1)
	}
	ten := decimal.NewFromInt(10)
	unit := decimal.NewFromInt(1)
	for unit.GreaterThan(rough) {
		unit = unit.Div(ten)
	}
	for unit.Mul(ten).LessThanOrEqual(rough) {
		unit = unit.Mul(ten)
	}
	for _, n := range []int64{1, 2, 5} {
		if step := unit.Mul(decimal.NewFromInt(n)); step.GreaterThanOrEqual(rough) {
			return step
		}
	}
	return unit.Mul(ten)
}

// share tells how high a figure stands between the ends of an axis, 0 to 1. It is for drawing only.
func share(figure decimal.Decimal, ticks []decimal.Decimal) float32 {
	low, high := ticks[0], ticks[len(ticks)-1]
	f, _ := figure.Sub(low).Div(high.Sub(low)).Float64()
	return float32(f)
}

// axisPlaces is how many decimals the numbers of an axis need.
func axisPlaces(ticks []decimal.Decimal) int {
	places := 0
	for _, t := range ticks {
		for !t.Equal(t.Round(int32(places))) {
			places++
		}
	}
	return places
}

// written are the months whose figure is written at its point: all if they have room, else the first, the last,
// the lowest and the highest.
func written(values []ntm.Num, room bool) []bool {
	out := make([]bool, len(values))
	first, last, low, high := -1, -1, -1, -1
	for i, v := range values {
		if !v.OK {
			continue
		}
		out[i] = room
		if first < 0 {
			first, low, high = i, i, i
		}
		last = i
		if v.D.LessThan(values[low].D) {
			low = i
		}
		if v.D.GreaterThan(values[high].D) {
			high = i
		}
	}
	for _, i := range []int{first, last, low, high} {
		if i >= 0 {
			out[i] = true
		}
	}
	return out
}

// above tells whether the figure of a series in a month is written above its point: of two series that of the
// higher one is, so that they do not lie on one another.
func above(all []series, s, month int) bool {
	if len(all) < 2 || !all[0].values[month].OK || !all[1].values[month].OK {
		return true
	}
	mine, other := all[s].values[month].D, all[1-s].values[month].D
	return mine.GreaterThan(other) || mine.Equal(other) && s == 0
}

// aslant tells to which side of its point a figure is written, -1 left to 1 right: above a line that rises to the
// left, above one that falls to the right, below the other way round, so that the line does not cross it.
func aslant(values []ntm.Num, month int, below bool) float32 {
	at, slope := values[month].D, 0
	if month > 0 && values[month-1].OK {
		slope += at.Cmp(values[month-1].D)
	}
	if month+1 < len(values) && values[month+1].OK {
		slope += values[month+1].D.Cmp(at)
	}
	if below {
		slope = -slope
	}
	return -float32(max(min(slope, 1), -1)) * 0.6
}
