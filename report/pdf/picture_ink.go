package pdf

import (
	"fmt"
	"image"
	"image/draw"
	"math"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// outlines are the shapes of a face's letters.
type outlines struct{ *face }

// stampKey names a letter as it was drawn: face, size and slant, and where in the pixel it began.
type stampKey struct {
	face       *outlines
	letter     rune
	a, b, c, d float32
	x, y       uint8 // in quarters of a pixel
}

// stamp is a drawn letter; its bounds are told from the pixel that holds its origin.
type stamp struct{ mask *image.Alpha }

// letter draws one letter at the text's place and returns how far it moves the text, in points.
func (p *pen) letter(r rune) (wide float64, err error) {
	if !p.face.advance(r).ok {
		return 0, fmt.Errorf("the font has no %q", r)
	}
	units := float64(p.face.font.UnitsPerEm())
	m := p.text.then(p.matrix)
	to := matrix{m.a * p.size / units, m.b * p.size / units, m.c * p.size / units, m.d * p.size / units, m.e, m.f}
	x, y := math.Floor(to.e*4)/4, math.Floor(to.f*4)/4
	left, top := math.Floor(x), math.Floor(y)
	to.e, to.f = x-left, y-top
	key := stampKey{p.face, r, float32(to.a), float32(to.b), float32(to.c), float32(to.d), uint8(to.e * 4), uint8(to.f * 4)}
	s, ok := p.pages.ink[key]
	if !ok {
		if s, err = p.face.stamp(r, to); err != nil {
			return 0, err
		}
		p.pages.ink[key] = s
	}
	if s.mask != nil {
		at := image.Pt(int(left), int(top))
		draw.DrawMask(p.paper, s.mask.Bounds().Add(at), image.NewUniform(p.filled), image.Point{}, s.mask, s.mask.Bounds().Min, draw.Over)
	}
	// a PDF gives widths in whole thousandths of the size
	return math.Round(p.face.advance(r).em*1000) / 1000 * p.size, nil
}

// stamp draws a letter whose shape, in the font's own units, m brings to pixels.
func (o *outlines) stamp(r rune, m matrix) (stamp, error) {
	index, err := o.font.GlyphIndex(&o.buffer, r)
	if err != nil {
		return stamp{}, err
	}
	shape, err := o.font.LoadGlyph(&o.buffer, index, fixed.I(int(o.font.UnitsPerEm())), nil)
	if err != nil {
		return stamp{}, fmt.Errorf("letter %q: %w", r, err)
	}
	if len(shape) == 0 {
		return stamp{}, nil // a space
	}
	dots := func(s sfnt.Segment) (out [3]dot) {
		for i, a := range s.Args {
			// the font's y grows upwards, a segment's downwards
			out[i].x, out[i].y = m.apply(float64(a.X)/64, -float64(a.Y)/64)
		}
		return out
	}
	low, high := dot{math.Inf(1), math.Inf(1)}, dot{math.Inf(-1), math.Inf(-1)}
	for _, s := range shape {
		for i, d := range dots(s) {
			if i < arguments(s.Op) {
				low, high = dot{min(low.x, d.x), min(low.y, d.y)}, dot{max(high.x, d.x), max(high.y, d.y)}
			}
		}
	}
	box := image.Rect(int(math.Floor(low.x)), int(math.Floor(low.y)), int(math.Ceil(high.x))+1, int(math.Ceil(high.y))+1)
	raster := vector.NewRasterizer(box.Dx(), box.Dy())
	for _, s := range shape {
		d := dots(s)
		at := func(i int) (float32, float32) {
			return float32(d[i].x) - float32(box.Min.X), float32(d[i].y) - float32(box.Min.Y)
		}
		x0, y0 := at(0)
		x1, y1 := at(1)
		x2, y2 := at(2)
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			raster.ClosePath()
			raster.MoveTo(x0, y0)
		case sfnt.SegmentOpLineTo:
			raster.LineTo(x0, y0)
		case sfnt.SegmentOpQuadTo:
			raster.QuadTo(x0, y0, x1, y1)
		case sfnt.SegmentOpCubeTo:
			raster.CubeTo(x0, y0, x1, y1, x2, y2)
		}
	}
	raster.ClosePath()
	mask := image.NewAlpha(box)
	raster.Draw(mask, box, image.Opaque, image.Point{})
	return stamp{mask}, nil
}

// arguments is how many points a segment has.
func arguments(op sfnt.SegmentOp) int {
	switch op {
	case sfnt.SegmentOpQuadTo:
		return 2
	case sfnt.SegmentOpCubeTo:
		return 3
	}
	return 1
}
