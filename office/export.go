package office

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"bieuxa/ntm"
	"bieuxa/report"
	"bieuxa/report/pdf"
	"bieuxa/xlsx"
)

// ExportRequest says what to export.
type ExportRequest struct {
	Period   ntm.Period
	Dir      string
	Forms    []string // ids; empty: all that apply
	Workbook bool
	PDF      bool
}

// Exported is what an export wrote.
type Exported struct {
	Files []string
	// Unprintable are texts with a sign that the PDF's font lacks; an empty box stands in its place. The
	// person who signs must be shown them.
	Unprintable []string
}

// Export writes the standard forms of a period: one workbook with a sheet a form, and one PDF with
// the same forms in the same order. Totals that do not come out the same both ways are not exported.
func (b *Book) Export(ctx context.Context, req ExportRequest) (*Exported, error) {
	forms, err := b.Forms(ctx, req.Period, req.Forms)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(req.Dir, 0o755); err != nil {
		return nil, problem(ProblemFolder, err, "path", req.Dir)
	}
	out := &Exported{}
	base := filepath.Join(req.Dir, fmt.Sprintf("Bieu tong hop %s %s", b.parent.Code, req.Period))
	title := b.exportTitle(req.Period)
	if req.Workbook {
		meta := xlsx.Meta{Title: title, Author: b.reporter(), Period: req.Period.VN(), Printed: b.o.cfg.Now()}
		path := base + ".xlsx"
		if err := writeBeside(path, func(w io.Writer) error { return xlsx.WriteForms(w, forms, meta) }); err != nil {
			return out, err
		}
		out.Files = append(out.Files, path)
	}
	if err := ctx.Err(); err != nil {
		return out, err
	}
	if req.PDF {
		fonts, err := fs.Sub(b.o.cfg.Assets, "fonts")
		if err != nil {
			return out, err
		}
		meta := pdf.Meta{Title: title, Author: b.reporter(), Subject: req.Period.VN(), Printed: b.o.cfg.Now()}
		path := base + ".pdf"
		if err := writeBeside(path, func(w io.Writer) error {
			replaced, err := pdf.Write(w, forms, meta, fonts)
			for _, r := range replaced {
				out.Unprintable = append(out.Unprintable, r.Form+": "+r.Text)
			}
			return err
		}); err != nil {
			return out, err
		}
		out.Files = append(out.Files, path)
	}
	return out, nil
}

// Forms builds the forms of a period, all that apply or those named.
func (b *Book) Forms(ctx context.Context, p ntm.Period, ids []string) ([]report.Form, error) {
	ru, err := b.RollUp(ctx, p)
	if err != nil {
		return nil, err
	}
	for i := range ru.Findings {
		if f := &ru.Findings[i]; f.Severity == ntm.Block {
			return nil, problem(ProblemTotals, nil, "finding", b.words.Text(*f))
		}
	}
	board, err := b.Board(ctx, p)
	if err != nil {
		return nil, err
	}
	if len(ids) == 0 {
		ids = b.o.forms.For(ru)
	}
	out := make([]report.Form, 0, len(ids))
	for _, id := range ids {
		if !slices.ContainsFunc(b.o.forms.Forms(), func(f report.Standard) bool { return f.ID == id }) {
			return nil, problem(ProblemForm, nil, "form", id)
		}
		form, err := b.o.forms.Build(id, ru, b.formContext(board))
		if err != nil {
			return nil, fmt.Errorf("form %s: %w", id, err)
		}
		out = append(out, form)
	}
	return out, nil
}

func (b *Book) exportTitle(p ntm.Period) string {
	return "Biểu tổng hợp " + b.parent.Name + ", " + p.VN()
}

// reporter is the office whose forms these are.
func (b *Book) reporter() string { return b.meta.Office }

func (b *Book) formContext(board *Board) report.Context {
	c := report.Context{Office: b.meta.Office, Receiver: b.receiver(), Place: b.parent.Short(), Sample: b.meta.Sample}
	for i := range board.Lines {
		l := &board.Lines[i]
		c.Board = append(c.Board, report.BoardLine{Unit: l.Unit, Standing: b.words.UI("standing."+string(l.Standing), nil),
			Version: l.Version, Received: receivedOn(l.Received), Block: l.Counts.Block,
			Explain: l.Counts.Explain + l.Counts.Explained})
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
func (o *Office) FormCatalogue() *report.Catalogue { return o.forms }
