package office

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"

	"bieuxa/ntm"
	"bieuxa/report"
	"bieuxa/report/pdf"
	"bieuxa/xlsx"
)

// edition is a period's forms as they are printed, made once: the workbook, the PDF, the pages that are looked at
// first and whatever is held against them later are all drawn from it.
type edition struct {
	b     *Book
	req   ExportRequest
	ru    *ntm.RollUp
	board *Board
	forms []report.Form
	said  *report.Edition // what its code names
	steps *stepper
}

// edition makes the forms that a request asks for. Totals that do not come out the same both ways end it.
func (b *Book) edition(ctx context.Context, req ExportRequest) (*edition, error) {
	ids, ru, board, err := b.formsOf(ctx, req.Period, req.Forms)
	if err != nil {
		return nil, err
	}
	e := &edition{b: b, req: req, ru: ru, board: board, steps: &stepper{ctx: ctx, told: req.Step, of: len(ids)}}
	for _, wanted := range []bool{req.Workbook, req.PDF} {
		if wanted {
			e.steps.of += len(ids)
		}
	}
	if e.forms, err = b.build(ids, ru, board, e.steps); err != nil {
		return nil, err
	}
	e.said = report.NewEdition(b.parent.Code, b.parent.Name, req.Period.String(), ru.Set.ID, e.forms)
	return e, nil
}

// title is what the files say of themselves.
func (e *edition) title() string { return e.b.exportTitle(e.req.Period) }

// render makes the files that are wanted.
func (e *edition) render(out *Exported) ([]rendered, error) {
	base := filepath.Join(e.req.Dir, fmt.Sprintf("Bieu tong hop %s %s", e.b.parent.Code, e.req.Period))
	var ready []rendered
	if e.req.Workbook {
		body, err := e.workbook()
		if err != nil {
			return nil, err
		}
		ready = append(ready, rendered{base + ".xlsx", body})
	}
	if e.req.PDF {
		body, unprintable, err := e.pdf()
		if err != nil {
			return nil, err
		}
		out.Unprintable = unprintable
		ready = append(ready, rendered{base + ".pdf", body})
	}
	exchange, err := e.renderExchange()
	if err != nil {
		return nil, err
	}
	return append(ready, exchange...), e.steps.ctx.Err()
}

// workbook is the bytes of the workbook.
func (e *edition) workbook() ([]byte, error) {
	var body bytes.Buffer
	meta := xlsx.Meta{Title: e.title(), Author: e.b.reporter(), Period: e.req.Period.VN(), Printed: e.b.o.cfg.Now(),
		Fingerprint: e.said.Fingerprint(), Begin: e.begin}
	err := xlsx.WriteForms(&body, e.forms, meta)
	return body.Bytes(), err
}

// pdf is the bytes of the PDF, and the texts with a sign that its font lacks.
func (e *edition) pdf() (body []byte, unprintable []string, err error) {
	return e.b.printed(e.forms, pdf.Meta{Title: e.title(), Author: e.b.reporter(), Subject: e.req.Period.VN(),
		Fingerprint: e.said.Fingerprint(), Begin: e.begin})
}

func (e *edition) begin(int) error { return e.steps.next() }

// printed is the PDF of forms, and the texts with a sign that its font lacks.
func (b *Book) printed(forms []report.Form, meta pdf.Meta) (body []byte, unprintable []string, err error) {
	fonts, err := b.o.fonts()
	if err != nil {
		return nil, nil, err
	}
	var out bytes.Buffer
	meta.Printed = b.o.cfg.Now()
	replaced, err := pdf.Write(&out, forms, meta, fonts)
	for _, r := range replaced {
		unprintable = append(unprintable, r.Form+": "+r.Text)
	}
	return out.Bytes(), unprintable, err
}
