package pdf

import "math"

// Series are told apart without colours: by dashes and markers, or by greys and hatching.
const (
	markerSize = 1.0 // mm, half of it
	hatchStep  = 1.5 // mm between the lines of a hatching
)

// dashes are the lengths in mm of ink and paper along a series' line; none for a whole line.
func dashes(series int) []float64 {
	return [][]float64{nil, {2.4, 1.2}, {0.6, 0.9}, {3, 0.9, 0.6, 0.9}}[series]
}

// stroke draws a piece of a series' line.
func (p *plot) stroke(series int, from, to place) {
	p.out.SetLineWidth(thick)
	defer p.out.SetLineWidth(thin)
	pattern, long := dashes(series), math.Hypot(to.x-from.x, to.y-from.y)
	if pattern == nil || long == 0 {
		p.out.Line(from.x, from.y, to.x, to.y)
		return
	}
	along := func(at float64) place {
		share := min(at, long) / long
		return place{from.x + (to.x-from.x)*share, from.y + (to.y-from.y)*share}
	}
	for at, i := 0.0, 0; at < long; i++ {
		piece := pattern[i%len(pattern)]
		if i%2 == 0 {
			a, b := along(at), along(at+piece)
			p.out.Line(a.x, a.y, b.x, b.y)
		}
		at += piece
	}
}

// marker draws the sign of a series at a point: a full disc, an empty square, a full triangle, an empty diamond.
func (p *plot) marker(series int, at place) {
	const m = markerSize
	corners, first, grey := 16, 0.0, 0
	switch series {
	case 1:
		corners, first, grey = 4, math.Pi/4, 255
	case 2:
		corners, first = 3, -math.Pi/2
	case 3:
		corners, first, grey = 4, 0, 255
	}
	all := make([]place, corners)
	for i := range all {
		turn := first + 2*math.Pi*float64(i)/float64(corners)
		all[i] = place{at.x + m*1.1*math.Cos(turn), at.y + m*1.1*math.Sin(turn)}
	}
	p.filledWith(grey, func() { p.shape("FD", all...) })
}

// patterned draws a bar in the manner of its series: dark grey, hatched, light grey, lined.
func (p *plot) patterned(series int, x, y, w, h float64) {
	if w <= 0 || h <= 0 {
		return // zero has no bar, its figure stands alone
	}
	p.out.SetLineWidth(thin)
	p.filledWith([]int{120, 255, 215, 255}[series], func() { p.out.Rect(x, y, w, h, "FD") })
	switch series {
	case 1:
		for at := hatchStep; at < w+h; at += hatchStep { // from the left or lower edge up to the right
			left, right := max(0, at-h), min(at, w)
			p.out.Line(x+left, y+at-left, x+right, y+at-right)
		}
	case 3:
		for at := hatchStep; at < h; at += hatchStep {
			p.out.Line(x, y+at, x+w, y+at)
		}
	}
}
