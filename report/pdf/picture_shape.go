package pdf

import (
	"image"
	"image/draw"
	"math"

	"golang.org/x/image/vector"
)

// stroke draws the lines of the path. Level and upright lines, which is all a table has, are set on whole pixels, at
// least one wide, so that no rule is paler than another.
func (p *pen) stroke() {
	wide := max(1, math.Round(p.line*p.matrix.scale()))
	for _, line := range p.path {
		for i := 1; i < len(line); i++ {
			p.rule(line[i-1], line[i], wide)
		}
	}
}

// fill fills the shapes of the path. The edges of upright rectangles are set on whole pixels, so that neighbours meet.
func (p *pen) fill() {
	for _, line := range p.path {
		if len(line) != 5 || math.Abs(line[0].y-line[1].y) > straight || math.Abs(line[1].x-line[2].x) > straight ||
			math.Abs(line[2].y-line[3].y) > straight || math.Abs(line[3].x-line[0].x) > straight {
			p.shape(line, p.filled)
			continue
		}
		whole := func(at float64) int { return int(math.Round(at)) }
		box := image.Rect(whole(line[0].x), whole(line[0].y), whole(line[2].x), whole(line[2].y))
		draw.Draw(p.paper, box.Intersect(p.paper.Bounds()), image.NewUniform(p.filled), image.Point{}, draw.Src)
	}
}

// straight is how far from level or upright, in pixels, a line may be and still be drawn as such.
const straight = 0.05

func (p *pen) rule(from, to dot, wide float64) {
	whole := func(at float64) int { return int(math.Round(at - wide/2)) }
	var box image.Rectangle
	switch {
	case math.Abs(from.y-to.y) < straight:
		top := whole(from.y)
		box = image.Rect(whole(min(from.x, to.x)), top, whole(max(from.x, to.x))+int(wide), top+int(wide))
	case math.Abs(from.x-to.x) < straight:
		left := whole(from.x)
		box = image.Rect(left, whole(min(from.y, to.y)), left+int(wide), whole(max(from.y, to.y))+int(wide))
	default:
		p.slanted(from, to, wide)
		return
	}
	draw.Draw(p.paper, box.Intersect(p.paper.Bounds()), image.NewUniform(p.stroked), image.Point{}, draw.Src)
}

// slanted draws a line that is neither level nor upright.
func (p *pen) slanted(from, to dot, wide float64) {
	long := math.Hypot(to.x-from.x, to.y-from.y)
	dx, dy := -(to.y-from.y)/long*wide/2, (to.x-from.x)/long*wide/2
	p.shape([]dot{{from.x + dx, from.y + dy}, {to.x + dx, to.y + dy}, {to.x - dx, to.y - dy}, {from.x - dx, from.y - dy}}, p.stroked)
}

// shape fills a shape with straight sides.
func (p *pen) shape(corners []dot, with grey) {
	low, high := dot{math.Inf(1), math.Inf(1)}, dot{math.Inf(-1), math.Inf(-1)}
	for _, d := range corners {
		low, high = dot{min(low.x, d.x), min(low.y, d.y)}, dot{max(high.x, d.x), max(high.y, d.y)}
	}
	box := image.Rect(int(math.Floor(low.x)), int(math.Floor(low.y)), int(math.Ceil(high.x))+1, int(math.Ceil(high.y))+1)
	if box = box.Intersect(p.paper.Bounds()); box.Empty() {
		return
	}
	raster := vector.NewRasterizer(box.Dx(), box.Dy())
	for i, d := range corners {
		x, y := float32(d.x-float64(box.Min.X)), float32(d.y-float64(box.Min.Y))
		if i == 0 {
			raster.MoveTo(x, y)
		} else {
			raster.LineTo(x, y)
		}
	}
	raster.ClosePath()
	mask := image.NewAlpha(image.Rect(0, 0, box.Dx(), box.Dy()))
	raster.Draw(mask, mask.Bounds(), image.Opaque, image.Point{})
	draw.DrawMask(p.paper, box, image.NewUniform(with), image.Point{}, mask, image.Point{}, draw.Over)
}
