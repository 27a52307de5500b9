package pdf

import (
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"io/fs"
	"math"
	"slices"
	"sync"
)

// Pages are the pages of a PDF that Write made, ready to be looked at. It reads the very bytes that
// would be handed on and understands what gofpdf writes there, nothing more: another program's PDF is
// refused, and so is a page with a sign or a stroke it does not know, so that no picture ever shows
// less than the paper. It may be used by several goroutines.
type Pages struct {
	sheets []sheet
	starts []int
	faces  map[string]*outlines // by the name of the font in the page

	mu  sync.Mutex
	ink map[stampKey]stamp
}

// sheet is one page: its size in points, and what is drawn on it.
type sheet struct {
	wide, high float64
	content    []byte
}

// Resolution in dots an inch that a picture may have.
const (
	leastDPI = 10
	mostDPI  = 600
)

// maxStamps is how many drawn letters are kept for the next page.
const maxStamps = 20_000

// ErrNotOurs is returned for bytes that are not a PDF made by Write.
var ErrNotOurs = errors.New("not a pdf of this program")

// ReadPages reads a PDF that Write made. fonts holds the faces it was made with.
func ReadPages(body []byte, fonts fs.FS) (*Pages, error) {
	d, err := readDocument(body)
	if err != nil {
		return nil, fmt.Errorf("reading pdf: %w", err)
	}
	p := &Pages{faces: map[string]*outlines{}, ink: map[stampKey]stamp{}}
	if p.sheets, err = d.sheets(); err != nil {
		return nil, fmt.Errorf("reading pdf: %w", err)
	}
	if p.starts, err = d.starts(); err != nil {
		return nil, fmt.Errorf("reading pdf: %w", err)
	}
	names, err := d.fonts()
	if err != nil {
		return nil, fmt.Errorf("reading pdf: %w", err)
	}
	for name, s := range names {
		f, err := loadFace(fonts, s)
		if err != nil {
			return nil, fmt.Errorf("reading pdf: %w", err)
		}
		p.faces[name] = &outlines{face: f}
	}
	return p, nil
}

// Count is how many pages there are.
func (p *Pages) Count() int { return len(p.sheets) }

// Starts are the first pages of the forms, counted from 0. A form under another one begins on none.
func (p *Pages) Starts() []int { return slices.Clone(p.starts) }

// Size is the width and height in mm of page i, counted from 0; 0 if there is no such page.
func (p *Pages) Size(i int) (w, h float64) {
	if i < 0 || i >= len(p.sheets) {
		return 0, 0
	}
	return p.sheets[i].wide * mmPerPoint, p.sheets[i].high * mmPerPoint
}

// Image is the picture of page i, counted from 0, at dpi dots an inch: black on white.
func (p *Pages) Image(i int, dpi float64) (image.Image, error) {
	if i < 0 || i >= len(p.sheets) {
		return nil, fmt.Errorf("drawing page %d of %d: no such page", i+1, len(p.sheets))
	}
	if !(dpi >= leastDPI && dpi <= mostDPI) {
		return nil, fmt.Errorf("drawing page %d: %v dots an inch, want %d to %d", i+1, dpi, leastDPI, mostDPI)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.ink) > maxStamps {
		clear(p.ink)
	}
	s, scale := p.sheets[i], dpi/72
	out := image.NewRGBA(image.Rect(0, 0, int(math.Round(s.wide*scale)), int(math.Round(s.high*scale))))
	draw.Draw(out, out.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	pen := &pen{pages: p, paper: out, state: state{matrix: matrix{scale, 0, 0, -scale, 0, s.high * scale}, line: 1}}
	if err := pen.follow(s.content); err != nil {
		return nil, fmt.Errorf("drawing page %d: %w", i+1, err)
	}
	return out, nil
}
