package office

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"

	"bieuxa/ntm"
	"bieuxa/report"
)

// ExportRequest says what to export.
type ExportRequest struct {
	Period   ntm.Period
	Dir      string
	FormSet  string         // id of the set of forms; empty: the period's own
	Forms    []string       // ids, LetterPart and ChartsPart among them; empty: all that apply, with the letter
	Workbook bool           // one workbook with a sheet a form
	PDF      bool           // the letter with the forms as its appendices; without LetterPart the forms alone
	JSON     bool           // the exchange: returns, findings and roll-up for other programs
	CSV      bool           // the same as three tables
	Paper    Paper          // how the submission is printed
	Step     func(i, n int) // called as the work goes on; may be nil

	// WithoutReturns leaves out the counted returns that the workbook otherwise carries for the unit above.
	WithoutReturns bool
}

// Paper is what an office chooses each time it prints the submission.
type Paper struct {
	Unsigned     bool        // bản trình ký: number, date and signature are left free
	Number       string      // số of the submission; empty: room is left for it
	Date         ntm.Date    // zero: room is left for it
	Charts       bool        // a page of charts
	Explanations bool        // an appendix with the warnings and why they stand
	StaleIsFine  bool        // passages of the letter that were written over other figures are printed all the same
	Page         report.Page // zero: report.DefaultPage
}

// Page is the margins of a paper in mm.
type Page = report.Page

// DefaultPage is the margins that are usual.
func DefaultPage() Page { return report.DefaultPage() }

// PageBounds are the least and the widest margins that may be chosen.
func PageBounds() (least, widest Page) { return report.PageBounds() }

// Exported is what an export wrote.
type Exported struct {
	Files []string
	// Unprintable are texts with a sign that the PDF's font lacks; an empty box stands in its place. The
	// person who signs must be shown them.
	Unprintable []string
	// Doubtful are passages of the office's own with figures that are none of the period's, each with its figures.
	Doubtful []string

	Carrying Carrying // what the workbook carries for the unit above

	// Noted tells that the book remembers the files, so that they can be verified later. A book that is
	// open for reading only does not.
	Noted bool
}

// Export writes what leaves the office for a period: the workbook of the standard forms, and the submission with the
// same forms in the same order. Totals that do not come out the same both ways are not exported. Nothing is
// written before all of it is ready; work that is cancelled leaves the folder as it was. The book notes what was
// written and the figures in it.
func (b *Book) Export(ctx context.Context, req ExportRequest) (*Exported, error) {
	e, err := b.edition(ctx, req)
	if err != nil {
		return nil, err
	}
	out := &Exported{}
	ready, err := e.render(out)
	if err != nil {
		return nil, err
	}
	if err := e.text.settled(req.Paper); err != nil {
		return nil, err
	}
	out.Doubtful = e.text.doubts()
	if err := os.MkdirAll(req.Dir, 0o755); err != nil {
		return nil, problem(ProblemFolder, err, "path", req.Dir)
	}
	for _, file := range ready {
		if err := writeBeside(file.path, file.write); err != nil {
			return out, err
		}
		out.Files = append(out.Files, file.path)
	}
	if b.store.ReadOnly() {
		return out, nil
	}
	out.Noted = true
	return out, b.noteExport(ctx, written{e.said, ready, e.figures().JSON(), e.at})
}

// stepper counts the forms that were built and drawn, and ends the work when it is cancelled.
type stepper struct {
	ctx  context.Context
	told func(i, n int)
	at   int
	of   int
}

func (s *stepper) next() error {
	if err := s.ctx.Err(); err != nil {
		return err
	}
	if s.at++; s.told != nil {
		s.told(s.at, s.of)
	}
	return nil
}

// rendered is a file that is ready to be written.
type rendered struct {
	path string
	body []byte
	code report.Fingerprint // printed on it; may be empty
	kept *keptFile          // of a PDF
}

func (r rendered) write(w io.Writer) error {
	_, err := w.Write(r.body)
	return err
}

// fonts are the faces that PDFs are set in.
func (o *Office) fonts() (fs.FS, error) { return fs.Sub(o.cfg.Assets, "fonts") }

// Forms builds the forms of a period, all that apply or those named.
func (b *Book) Forms(ctx context.Context, p ntm.Period, ids []string) ([]report.Form, error) {
	c, err := b.formsOf(ctx, ExportRequest{Period: p, Forms: ids})
	if err != nil {
		return nil, err
	}
	return b.build(c, &stepper{ctx: ctx})
}

// chosen is what the forms of a period are built from, and which they are.
type chosen struct {
	set   *report.FormSet
	ids   []string
	ru    *ntm.RollUp
	board *Board
}

// formsOf is what the forms of a period are built from, and which they are: all that apply or those named.
func (b *Book) formsOf(ctx context.Context, req ExportRequest) (*chosen, error) {
	set, err := b.formSetNamed(req.FormSet, req.Period)
	if err != nil {
		return nil, err
	}
	ru, err := b.provedRollUp(ctx, req.Period)
	if err != nil {
		return nil, err
	}
	board, err := b.Board(ctx, req.Period)
	if err != nil {
		return nil, err
	}
	c := &chosen{set, req.Forms, ru, board}
	if len(c.ids) == 0 {
		c.ids = set.For(ru)
	}
	return c, b.Beside(ctx, ru, set.Earlier(ru, c.ids))
}

// provedRollUp is the roll-up of a period, or the problem that its totals do not come out the same both ways.
func (b *Book) provedRollUp(ctx context.Context, p ntm.Period) (*ntm.RollUp, error) {
	ru, err := b.RollUp(ctx, p)
	if err != nil {
		return nil, err
	}
	for i := range ru.Findings {
		if f := &ru.Findings[i]; f.Severity == ntm.Block {
			return nil, problem(ProblemTotals, nil, "finding", b.words.Text(*f))
		}
	}
	return ru, nil
}

func (b *Book) build(c *chosen, steps *stepper) ([]report.Form, error) {
	out := make([]report.Form, 0, len(c.ids))
	for _, id := range c.ids {
		if err := steps.next(); err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(c.set.Forms(), func(f report.Standard) bool { return f.ID == id }) {
			return nil, problem(ProblemForm, nil, "form", id)
		}
		form, err := c.set.Build(id, c.ru, b.formContext(c.board))
		if err != nil {
			return nil, fmt.Errorf("form %s: %w", id, err)
		}
		out = append(out, form)
	}
	return out, nil
}

func (b *Book) exportTitle(p ntm.Period) string {
	when := p.VN()
	first := min(1, len(when))
	return "Biểu tổng hợp " + string(b.parent.Kind) + " " + b.parent.Short() + ", " + strings.ToLower(when[:first]) + when[first:]
}

// reporter is the office whose forms these are.
func (b *Book) reporter() string { return b.meta.Office }

func (b *Book) formContext(board *Board) report.Context {
	c := report.Context{Office: b.meta.Office, Receiver: b.receiver(), Place: b.place(), Head: b.meta.HeadTitle, HeadName: b.meta.HeadName, Due: board.Due,
		Preparer: b.meta.PreparerTitle, PreparerName: b.meta.PreparerName, Sample: b.meta.Sample}
	for i := range board.Lines {
		l := &board.Lines[i]
		c.Board = append(c.Board, report.BoardLine{Unit: l.Unit, Standing: b.words.UI("standing."+string(l.Standing), nil),
			Version: l.Version, Received: receivedOn(l.Received), Block: l.Counts.Block,
			Explain: l.Counts.Explain + l.Counts.Explained, Late: l.Late && l.Version > 0})
	}
	return c
}

// vietNam is the time of the offices: UTC+7 all the year.
var vietNam = time.FixedZone("+07", 7*60*60)

// receivedOn is the day of a time stamp, as the office's calendar had it.
func receivedOn(stamp string) ntm.Date {
	t, err := time.Parse(time.RFC3339, stamp)
	if err != nil {
		return ntm.Date{}
	}
	t = t.In(vietNam)
	return ntm.NewDate(t.Year(), int(t.Month()), t.Day())
}

// receiver is the office above: the province's, or the ministry's.
func (b *Book) receiver() string {
	on, _ := ntm.ParseDateISO(b.meta.On)
	if above, ok := b.units.Find(b.parent.Parent, on); ok {
		return committee(above)
	}
	return ""
}

// FormCatalogue lists the standard forms.
func (o *Office) FormCatalogue() *report.Catalogue { return o.loaded().forms }
