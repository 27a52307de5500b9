package office

import (
	"context"
	"image"
	"strings"

	"bieuxa/ntm"
	"bieuxa/report"
	"bieuxa/report/pdf"
)

// Preview is the pages of a PDF before it is written: the very bytes that an export at the same moment
// would write. It may be used by several goroutines.
type Preview struct {
	// Unprintable are texts with a sign that the font lacks; an empty box stands in its place.
	Unprintable []string
	// Parts are the letter, its charts and the forms in their order, each with its first page.
	Parts []PreviewPart
	// Reported of Expected units stand in the forms; of a unit's own paper both are 0.
	Reported, Expected int
	// Stale are passages of the letter written over other figures than today's: an export refuses them. Doubtful are those
	// with figures that are none of the period's.
	Stale, Doubtful []string
	Unverified      string // what the criteria set says of itself if it is not fully verified

	pages *pdf.Pages
}

// PreviewPart is the letter or one form of a preview. Page counts from 0.
type PreviewPart struct {
	ID, No, Title string
	Page          int
}

// Count is how many pages there are.
func (v *Preview) Count() int { return v.pages.Count() }

// Size is the width and height in mm of page i, counted from 0.
func (v *Preview) Size(i int) (w, h float64) { return v.pages.Size(i) }

// Image is the picture of page i, counted from 0, at dpi dots an inch.
func (v *Preview) Image(i int, dpi float64) (image.Image, error) { return v.pages.Image(i, dpi) }

// Preview prints the forms of a request without writing them.
func (b *Book) Preview(ctx context.Context, req ExportRequest) (*Preview, error) {
	req.Workbook, req.PDF = false, true
	e, err := b.edition(ctx, req)
	if err != nil {
		return nil, err
	}
	printed, err := e.pdf()
	if err != nil {
		return nil, err
	}
	v, err := b.o.preview(printed)
	if err != nil {
		return nil, err
	}
	v.Reported, v.Expected = e.ru.Count(ntm.Every)
	v.Unverified = e.ru.Set.Unverified
	v.Stale, v.Doubtful = e.text.staleIDs(), e.text.doubts()
	return v, nil
}

// preview reads the pages of a PDF. Its outline has one line a part, in order: that is where each begins.
func (o *Office) preview(p *printed) (*Preview, error) {
	fonts, err := o.fonts()
	if err != nil {
		return nil, err
	}
	pages, err := pdf.ReadPages(p.body, fonts)
	if err != nil {
		return nil, err
	}
	out := &Preview{Unprintable: p.unprintable, Parts: p.parts(), pages: pages}
	for i, page := range pages.Starts() {
		if i < len(out.Parts) {
			out.Parts[i].Page = page
		}
	}
	return out, nil
}

// parts are the letter, its charts and the forms that begin a page, in their order.
func (p *printed) parts() []PreviewPart {
	var out []PreviewPart
	if s := p.letter; s != nil {
		out = append(out, PreviewPart{ID: LetterPart, No: s.Kind, Title: strings.Join(strings.Fields(s.Subject), " ")})
		if len(s.Charts) > 0 {
			out = append(out, PreviewPart{ID: ChartsPart, No: report.Annex, Title: report.ChartsTitle})
		}
	}
	for i := range p.forms {
		if f := &p.forms[i]; !f.Under || i == 0 {
			out = append(out, PreviewPart{ID: f.ID, No: f.No, Title: f.Title})
		}
	}
	return out
}
