package office

import (
	"context"
	"slices"
	"strings"

	"bieuxa/ntm"
	"bieuxa/report"
)

// Parts of the submission that are no forms; they may be named among them.
const (
	LetterPart       = "bao-cao"
	ChartsPart       = "bieu-do"
	ExplanationsPart = report.ExplanationsForm
)

// standardForms are the ids that name forms.
func standardForms(ids []string) []string {
	return slices.DeleteFunc(slices.Clone(ids), func(id string) bool {
		return id == LetterPart || id == ChartsPart || id == ExplanationsPart
	})
}

// wants tells whether a part of the submission is asked for: all are unless some are named.
func (r *ExportRequest) wants(part string) bool {
	return len(r.Forms) == 0 || slices.Contains(r.Forms, part)
}

// attached is the letter as it is printed with the forms; nil: they are printed alone.
func (e *edition) attached() (*report.Submission, error) {
	if !e.req.wants(LetterPart) {
		return nil, nil
	}
	if page := e.req.Paper.Page; page != (report.Page{}) {
		if err := page.Check(); err != nil {
			return nil, problem(ProblemMargins, err)
		}
	}
	s, err := e.letter()
	if err != nil || s == nil {
		return nil, err
	}
	if !e.charted() {
		s.Charts = nil
	}
	return s, nil
}

// charted tells whether charts come before the forms.
func (e *edition) charted() bool {
	return e.req.wants(LetterPart) && e.req.Paper.Charts && e.req.wants(ChartsPart)
}

// letter is the Báo cáo that the forms are attached to.
func (e *edition) letter() (*report.Submission, error) {
	paper := e.req.Paper
	paper.Explanations = slices.ContainsFunc(e.forms, func(f report.Form) bool { return f.ID == report.ExplanationsForm })
	c, err := e.b.compose(e.steps.ctx, e.ru, paper, len(e.forms))
	if err != nil {
		return nil, err
	}
	s, err := c.letter(e.b, e.req.Paper)
	if err != nil {
		return nil, err
	}
	e.text = &Letter{Period: e.req.Period, Submission: *s, Fields: c.passages(c.fields), Passages: c.passages(c.body)}
	return s, nil
}

// explained adds the appendix of explanations to the forms, if it is wanted.
func (e *edition) explained(ctx context.Context) error {
	if !e.req.Paper.Explanations || !e.req.wants(ExplanationsPart) {
		return nil
	}
	all, err := e.b.explainedIn(ctx, e.ru)
	if err != nil {
		return err
	}
	form, err := e.b.o.wording.Explanations(e.ru, e.b.formContext(e.board), all)
	if err != nil {
		return err
	}
	e.forms = append(e.forms, form)
	for _, drawn := range []bool{e.req.Workbook, e.req.PDF} {
		if drawn {
			e.steps.of++
		}
	}
	return nil
}

// composition is a submission as it stands: the program's text with the office's own in it.
type composition struct {
	facts  report.Facts
	body   []report.Composed
	fields []report.Composed
	charts []report.Chart
}

// Ids of what stands around the body; the subject is in one line.
const (
	SubjectField = report.FieldPrefix + "trich-yeu"
	toField      = report.FieldPrefix + "kinh-gui"
	copiesField  = report.FieldPrefix + "noi-nhan"
)

// compose writes a period's submission from its figures and puts the office's own words in.
func (b *Book) compose(ctx context.Context, ru *ntm.RollUp, paper Paper, appendices int) (*composition, error) {
	facts, err := b.factsOf(ctx, ru, paper, appendices)
	if err != nil {
		return nil, err
	}
	c := &composition{facts: facts}
	program, err := b.o.wording.Write(facts)
	if err != nil {
		return nil, err
	}
	stored, err := b.store.Passages(ctx, ru.Period.String())
	if err != nil {
		return nil, b.stored(err)
	}
	kept := make([]report.Kept, len(stored))
	for i, p := range stored {
		kept[i] = report.Kept{ID: p.ID, Text: p.Text, Over: p.Over, At: p.At, Who: p.Who}
	}
	c.body = b.o.wording.Compose(program, kept)
	subject, err := b.o.wording.Subject(facts)
	if err != nil {
		return nil, err
	}
	for _, f := range []report.Passage{{ID: SubjectField, Text: subject}, {ID: toField, Text: strings.Join(b.addressees(ru), "\n")},
		{ID: copiesField, Text: strings.Join(b.copies(), "\n")}} {
		c.fields = append(c.fields, fieldOf(f, kept))
	}
	if paper.Charts {
		c.charts, err = b.charts(ctx, ru)
	}
	return c, err
}

// fieldOf is what stands around the body, with the office's own words.
func fieldOf(p report.Passage, kept []report.Kept) report.Composed {
	out := report.Composed{Passage: p, Of: p.ID, Program: p.Text}
	for i := range kept {
		if k := &kept[i]; k.ID == p.ID {
			out.Kept, out.Text, out.Stale = k, k.Text, k.Over != p.Text
		}
	}
	return out
}

// copies are nơi nhận, as the book says or the usual ones.
func (b *Book) copies() []string {
	if len(b.meta.Copies) > 0 {
		return b.meta.Copies
	}
	return b.o.wording.Head.Copies
}

// symbol is the sign after the number: «BC-UBND».
func (b *Book) symbol() string {
	usual := b.o.wording.Head.Symbol
	switch {
	case b.meta.Symbol != "":
		return b.meta.Symbol
	case strings.HasPrefix(b.meta.Office, "UBND "):
		return usual
	}
	kind, _, _ := strings.Cut(usual, "-")
	return kind
}

// letter is the composition as it prints.
func (c *composition) letter(b *Book, paper Paper) (*report.Submission, error) {
	s := &report.Submission{Superior: b.meta.Superior, Issuer: inFull(b.meta.Office), Symbol: b.symbol(), Place: b.place(), Kind: b.o.wording.Head.Kind,
		Subject: c.fields[0].Text, To: linesOf(c.fields[1].Text), Copies: linesOf(c.fields[2].Text), Charts: c.charts,
		Signed: report.Signature{Title: b.meta.HeadTitle, Name: b.meta.HeadName}}
	if s.Signed.Title == "" {
		s.Signed.Title = chairman(b.meta.Office)
	}
	s.Body, _ = report.Printed(c.body)
	b.address(s, paper)
	if err := s.Page.Check(); err != nil {
		return nil, problem(ProblemMargins, err)
	}
	return s, s.Check()
}

// linesOf are the lines of a field, without those that say nothing.
func linesOf(text string) []string {
	var out []string
	for _, line := range strings.Split(text, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}

// address puts what an office chose for its paper into the letter.
func (b *Book) address(s *report.Submission, chosen Paper) {
	s.Number, s.Date, s.Unsigned, s.Sample = chosen.Number, chosen.Date, chosen.Unsigned, b.meta.Sample
	if s.Page = chosen.Page; s.Page == (report.Page{}) {
		s.Page = report.DefaultPage()
	}
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// inFull is an office's name as a letter is headed with it: a committee is not abbreviated there, and its unit stands on
// a line of its own (NĐ 30/2020, Phụ lục I, mục II.2).
func inFull(office string) string {
	if unit, ok := strings.CutPrefix(office, "UBND "); ok {
		return "Ủy ban nhân dân\n" + unit
	}
	return office
}

// chairman is who signs for an office that named nobody.
func chairman(office string) string {
	if strings.HasPrefix(office, "UBND ") {
		return "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"
	}
	return "THỦ TRƯỞNG ĐƠN VỊ"
}
