package office

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"time"

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
	set   *report.FormSet
	forms []report.Form
	said  *report.Edition // what its code names
	code  report.Fingerprint
	steps *stepper
	text  *Letter // the letter's passages, once it was made
	short *Digest
	at    time.Time // the one moment of all its files
}

// edition makes the forms that a request asks for. Totals that do not come out the same both ways end it.
func (b *Book) edition(ctx context.Context, req ExportRequest) (*edition, error) {
	named := standardForms(req.Forms)
	asked := req
	asked.Forms = named
	c, err := b.formsOf(ctx, asked)
	if err != nil {
		return nil, err
	}
	if len(named) == 0 && len(req.Forms) > 0 { // the letter alone, or what goes with it
		c.ids, req.Workbook = nil, req.Workbook && req.Paper.Explanations && req.wants(ExplanationsPart)
	}
	e := &edition{b: b, req: req, set: c.set, ru: c.ru, board: c.board, at: b.o.cfg.Now(),
		steps: &stepper{ctx: ctx, told: req.Step, of: len(c.ids)}}
	for _, wanted := range []bool{req.Workbook, req.PDF} {
		if wanted {
			e.steps.of += len(c.ids)
		}
	}
	if e.forms, err = b.build(c, e.steps); err != nil {
		return nil, err
	}
	if err := e.explained(ctx); err != nil {
		return nil, err
	}
	e.said = report.NewEdition(b.parent.Code, b.parent.Name, req.Period.String(), c.ru.Set.ID, e.forms)
	if len(e.forms) == 0 {
		if err := e.sayLetter(); err != nil {
			return nil, err
		}
	}
	e.code = e.said.Fingerprint()
	return e, nil
}

// sayLetter makes the code one of the letter's own words, where it stands without forms.
func (e *edition) sayLetter() error {
	letter, err := e.attached()
	if err != nil || letter == nil {
		return err
	}
	e.said.Passages = append(e.said.Passages, letter.Subject)
	for _, p := range letter.Body {
		e.said.Passages = append(e.said.Passages, p.Text)
	}
	return nil
}

// title is what the files say of themselves.
func (e *edition) title() string { return e.b.exportTitle(e.req.Period) }

// What the files are called, without accents: they travel through mail and zip programs.
const (
	formsFile  = "Bieu tong hop"
	letterFile = "Bao cao"
)

// render makes the files that are wanted.
func (e *edition) render(out *Exported) ([]rendered, error) {
	named := func(what, kind string) string {
		return filepath.Join(e.req.Dir, fmt.Sprintf("%s %s %s.%s", what, e.b.parent.Code, e.req.Period, kind))
	}
	var ready []rendered
	var paper []byte
	var sheet *printed
	if e.req.PDF {
		p, err := e.pdf()
		if err != nil {
			return nil, err
		}
		out.Unprintable, paper, sheet = p.unprintable, p.body, p
	}
	held, err := e.controlled(paper)
	if err != nil {
		return nil, err
	}
	if e.req.Workbook {
		body, aids, err := e.workbook(held, out)
		if err != nil {
			return nil, err
		}
		ready = append(ready, rendered{path: named(formsFile, "xlsx"), body: body, code: e.code, kept: &keptFile{Aids: aids}})
	}
	if e.req.PDF {
		what := formsFile
		if e.req.wants(LetterPart) {
			what = letterFile
		}
		ready = append(ready, rendered{path: named(what, "pdf"), body: sheet.body, code: e.code, kept: keptPDF(e.said, sheet)})
	}
	exchange, err := e.renderExchange()
	if err != nil {
		return nil, err
	}
	return append(ready, exchange...), e.steps.ctx.Err()
}

// workbook is the bytes of the workbook, with what its totals were held against; what it carries for the unit above is noted.
func (e *edition) workbook(held *control, out *Exported) ([]byte, []xlsx.Aid, error) {
	aids, err := e.aids(e.steps.ctx, held)
	if err != nil {
		return nil, nil, err
	}
	var body bytes.Buffer
	meta := xlsx.Meta{Title: e.title(), Author: e.b.reporter(), Period: e.req.Period.VN(), Printed: e.at,
		Fingerprint: e.code, Begin: e.begin, Aids: aids}
	if meta.Parcel, out.Carrying, err = e.parcel(); err != nil {
		return nil, nil, err
	}
	err = xlsx.WriteForms(&body, e.forms, meta)
	return body.Bytes(), aids, err
}

// figures are the figures of the edition in short, made once.
func (e *edition) figures() Digest {
	if e.short == nil {
		d := e.b.digest(e.ru)
		e.short = &d
	}
	return *e.short
}

// pdf is the letter with its charts and forms, or the forms alone.
func (e *edition) pdf() (*printed, error) {
	letter, err := e.attached()
	if err != nil {
		return nil, err
	}
	return e.b.printed(e.forms, pdf.Meta{Title: e.title(), Author: e.b.reporter(), Subject: e.req.Period.VN(), Letter: letter,
		Fingerprint: e.code, Begin: e.begin, Printed: e.at})
}

func (e *edition) begin(int) error { return e.steps.next() }

// printed is a PDF and what it is made of.
type printed struct {
	body        []byte
	unprintable []string // texts with a sign that its font lacks
	letter      *report.Submission
	forms       []report.Form
	meta        pdf.Meta
	said        *report.Edition // of a unit's paper: what its code names
}

// printed is the PDF of forms.
func (b *Book) printed(forms []report.Form, meta pdf.Meta) (*printed, error) {
	fonts, err := b.o.fonts()
	if err != nil {
		return nil, err
	}
	var body bytes.Buffer
	replaced, err := pdf.Write(&body, forms, meta, fonts)
	out := &printed{body: body.Bytes(), letter: meta.Letter, forms: forms, meta: meta}
	for _, r := range replaced {
		out.unprintable = append(out.unprintable, r.Form+": "+r.Text)
	}
	return out, err
}
