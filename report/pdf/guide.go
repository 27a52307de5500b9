package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"image/png"
	"io"
	"io/fs"
	"strconv"
	"strings"

	"github.com/jung-kurt/gofpdf"

	"bieuxa/report"
)

// GuideMeta is what the PDF of a guide needs beside its text.
type GuideMeta struct {
	Meta
	Fonts    fs.FS // as for Write
	Pictures fs.FS // the guide's pictures
	Foot     func(page, of int) string
}

// A guide's page, in mm, and its letters, in points.
const (
	guideLeft, guideRight, guideTop, guideBottom = 18.0, 15.0, 13.0, 16.0
	guideBody, guideHead, guideTitle, guideSmall = 11.0, 12.5, 17.0, 8.5
	guideIndent                                  = 6.0 // of a step's text behind its number
	guideGutter                                  = 5.0 // between text and a picture beside it
	guideWidest                                  = 0.56
	guideDot                                     = 0.145 // mm of a picture's pixel: letters on the screen stay legible
)

// WriteGuide prints a guide and returns how many pages it has. A picture stands at the right of the text that follows it,
// or over the whole width if it is too wide for that.
func WriteGuide(w io.Writer, g report.Guide, meta GuideMeta) (pages int, err error) {
	defer func() {
		if p := recover(); p != nil { // gofpdf panics on text it cannot encode
			err = fmt.Errorf("printing guide: %v", p)
		}
	}()
	b, err := newBook(meta.Fonts, meta.Meta)
	if err != nil {
		return 0, fmt.Errorf("printing guide: %w", err)
	}
	p := &guidePages{book: b, meta: meta, widths: map[int]string{}, measured: true} // the first time only to know how many pages there are
	for range 2 {
		if err := p.draw(g); err != nil {
			return 0, fmt.Errorf("printing guide: %w", err)
		}
		p.measured, p.of, p.page = false, p.page, 0
	}
	if len(b.scribe.replaced) > 0 {
		return 0, fmt.Errorf("printing guide: the font lacks %q", b.scribe.replaced[0].Sign)
	}
	if err := b.out.Output(w); err != nil {
		return 0, fmt.Errorf("printing guide: %w", err)
	}
	return p.of, nil
}

// guidePages lays a guide out.
type guidePages struct {
	*book
	meta     GuideMeta
	measured bool // nothing is drawn
	page, of int
	y        float64
	widths   map[int]string // of the pictures, in dots
	beside   box            // the picture at the right of what follows: its left edge, its lower edge
}

const guidePageWide, guidePageHigh = 210.0, 297.0

func (p *guidePages) newPage() {
	p.page, p.y, p.beside = p.page+1, guideTop, box{}
	if p.measured {
		return
	}
	p.out.AddPage()
	p.font(regular, guideSmall)
	foot := p.scribe.clean(p.meta.Foot(p.page, p.of))
	p.out.SetTextColor(90, 90, 90)
	p.out.Text((guidePageWide-p.faces[regular].width(foot, guideSmall))/2, guidePageHigh-guideBottom+7, foot)
	p.out.SetTextColor(0, 0, 0)
}

func (p *guidePages) draw(g report.Guide) error {
	p.newPage()
	for i, block := range g.Blocks {
		if err := p.block(block, i+1 < len(g.Blocks) && g.Blocks[i+1].Kind == report.GuidePicture); err != nil {
			return err
		}
	}
	return nil
}

// block draws one block. underPicture tells that a picture follows: a heading is not parted from it.
func (p *guidePages) block(b report.GuideBlock, underPicture bool) error {
	switch b.Kind {
	case report.GuidePage:
		p.newPage()
	case report.GuideTitle:
		p.paragraph(b, guideLetters{size: guideTitle, bold: true}, "")
		p.y += 1.5
	case report.GuideHeading:
		p.pastPicture()
		p.y += 2.6
		need := 3 * lineHeight(guideHead)
		if underPicture {
			need = 60
		}
		p.keep(need)
		p.paragraph(b, guideLetters{size: guideHead, bold: true}, "")
		p.y += 0.8
	case report.GuideText:
		p.paragraph(b, guideLetters{size: guideBody}, "")
	case report.GuideStep:
		p.paragraph(b, guideLetters{size: guideBody, indent: guideIndent}, strconv.Itoa(b.No)+".")
	case report.GuidePoint:
		p.paragraph(b, guideLetters{size: guideBody, indent: guideIndent}, "–")
	case report.GuidePicture:
		return p.picture(b.Picture)
	}
	return nil
}

// keep begins a page if less than so much room is left.
func (p *guidePages) keep(room float64) {
	if p.y+room > guidePageHigh-guideBottom {
		p.newPage()
	}
}

// pastPicture goes below the picture that stands beside the text.
func (p *guidePages) pastPicture() {
	if p.beside.w > 0 {
		p.y, p.beside = max(p.y, p.beside.y+1), box{}
	}
}

// picture draws a picture at the right, or across the page.
func (p *guidePages) picture(name string) error {
	content, err := fs.ReadFile(p.meta.Pictures, name)
	if err != nil {
		return err
	}
	shown, err := png.DecodeConfig(bytes.NewReader(content))
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if other, ok := p.widths[shown.Width]; ok && other != name { // gofpdf sorts by width, and leaves equals in any order
		return fmt.Errorf("%s and %s are equally wide: the PDF would not always have the same bytes", other, name)
	}
	p.widths[shown.Width] = name
	p.pastPicture()
	all := guidePageWide - guideLeft - guideRight
	wide := float64(shown.Width) * guideDot
	across := wide > all*guideWidest
	if across {
		wide = min(wide, all)
	}
	high := wide * float64(shown.Height) / float64(shown.Width)
	if high > guidePageHigh-guideTop-guideBottom {
		return errors.New(name + " is higher than a page")
	}
	p.keep(high + 2)
	left := guidePageWide - guideRight - wide
	if across {
		left = guideLeft + (all-wide)/2
	}
	top := p.y + 1
	if !p.measured {
		kind := gofpdf.ImageOptions{ImageType: "PNG"}
		p.out.RegisterImageOptionsReader(name, kind, bytes.NewReader(content))
		p.out.ImageOptions(name, left, top, wide, high, false, kind, 0, "")
		p.out.SetDrawColor(120, 120, 120)
		p.out.Rect(left, top, wide, high, "D")
	}
	if across {
		p.y = top + high + 2
		return nil
	}
	p.beside = box{x: left, y: top + high + 1, w: wide}
	return nil
}

// guideLetters are those of a paragraph.
type guideLetters struct {
	size, indent float64
	bold         bool
}

func (l guideLetters) style(bolder bool) style {
	if l.bold || bolder {
		return bold
	}
	return regular
}

// guideWord is a word, or the part of one that is in one face; joined parts stand without a space before them.
type guideWord struct {
	text   string
	style  style
	joined bool
}

// words cuts runs where lines may break.
func (p *guidePages) words(runs []report.GuideRun, in guideLetters) []guideWord {
	var out []guideWord
	joined := true
	for _, r := range runs {
		for i, s := range strings.Split(p.scribe.clean(r.Text), " ") {
			if i > 0 {
				joined = false
			}
			if s != "" {
				out, joined = append(out, guideWord{s, in.style(r.Bold), joined}), true
			}
		}
	}
	return out
}

// paragraph draws a block's text, with a mark before its first line.
func (p *guidePages) paragraph(b report.GuideBlock, in guideLetters, mark string) {
	words, high := p.words(b.Runs, in), lineHeight(in.size)*1.04
	for first := true; len(words) > 0; first = false {
		p.keep(high)
		if p.beside.w > 0 && p.y >= p.beside.y {
			p.beside = box{}
		}
		right := guidePageWide - guideRight
		if p.beside.w > 0 {
			right = p.beside.x - guideGutter
		}
		n := p.fitting(words, in, right-guideLeft-in.indent)
		if !p.measured {
			base := p.y + in.size*ascent*mmPerPoint
			if first && mark != "" {
				p.font(bold, in.size)
				p.out.Text(guideLeft+0.5, base, mark)
			}
			p.line(words[:n], in, base)
		}
		words, p.y = words[n:], p.y+high
	}
	p.y += 0.9
}

// fitting is how many words stand on a line of a width; parts that are joined stay together.
func (p *guidePages) fitting(words []guideWord, in guideLetters, width float64) int {
	used, n := 0.0, 0
	for i, w := range words {
		if !w.joined && i > 0 {
			n = i
			used += p.faces[w.style].width(" ", in.size)
		}
		used += p.faces[w.style].width(w.text, in.size)
		if used > width && n > 0 {
			return n
		}
	}
	return len(words)
}

func (p *guidePages) line(words []guideWord, in guideLetters, base float64) {
	x := guideLeft + in.indent
	for i, w := range words {
		if !w.joined && i > 0 {
			x += p.faces[w.style].width(" ", in.size)
		}
		p.font(w.style, in.size)
		p.out.Text(x, base, w.text)
		x += p.faces[w.style].width(w.text, in.size)
	}
}
