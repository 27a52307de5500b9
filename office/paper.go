package office

import (
	"context"
	"io"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"bieuxa/ntm"
	"bieuxa/report"
	"bieuxa/report/pdf"
	"bieuxa/store"
)

// PrintReturn writes the newest return of a unit as a PDF to print and sign: every sheet as it stands,
// wrong figures too, and the reasons given for warnings. A return that does not count yet says so under
// every title. It returns the texts with a sign that the font lacks: an empty box stands in its place.
func (b *Book) PrintReturn(ctx context.Context, p ntm.Period, unit, path string) (unprintable []string, err error) {
	forms, title, err := b.paper(ctx, p, unit)
	if err != nil {
		return nil, err
	}
	body, unprintable, err := b.printed(forms, pdf.Meta{Title: title, Author: forms[0].Reporter, Subject: p.VN()})
	if err != nil {
		return nil, err
	}
	return unprintable, writeBeside(path, func(w io.Writer) error {
		_, err := w.Write(body)
		return err
	})
}

// PreviewReturn is what PrintReturn would write, to be looked at.
func (b *Book) PreviewReturn(ctx context.Context, p ntm.Period, unit string) (*Preview, error) {
	forms, title, err := b.paper(ctx, p, unit)
	if err != nil {
		return nil, err
	}
	body, unprintable, err := b.printed(forms, pdf.Meta{Title: title, Author: forms[0].Reporter, Subject: p.VN()})
	if err != nil {
		return nil, err
	}
	return b.o.preview(body, unprintable, forms)
}

// paper is a unit's newest return as forms, and the title they go under.
func (b *Book) paper(ctx context.Context, p ntm.Period, unit string) (forms []report.Form, title string, err error) {
	v, err := b.latest(ctx, p, unit)
	if err != nil {
		return nil, "", err
	}
	m, err := b.period(ctx, p)
	if err != nil {
		return nil, "", err
	}
	u, f, ok, err := b.filer(m, unit)
	if err != nil {
		return nil, "", err
	}
	if !ok {
		return nil, "", problem(ProblemUnit, nil, "code", unit, "name", unit, "period", p.VN(), "why", whyNot(b.units, unit, "", m.to))
	}
	r, err := b.store.Return(ctx, v, f.def, u.Name)
	if err != nil {
		return nil, "", b.stored(err)
	}
	found, err := b.store.Findings(ctx, v.ID)
	if err != nil {
		return nil, "", b.stored(err)
	}
	says := b.paperOf(m, &u, r, found)
	if unit == b.meta.Parent { // a commune's own book knows no office above it
		says.Receiver = b.receiverOf(ctx, v, u.Unit, m)
	}
	forms, err = report.ReturnForms(r, f.def, says)
	return forms, f.def.Title + ", " + u.Name + ", " + p.VN(), err
}

// receiverOf is to whom a unit's workbook is sent: as its sheets say, else the committee of the unit above.
func (b *Book) receiverOf(ctx context.Context, v store.Version, u ntm.Unit, m *month) string {
	const says = "Đơn vị nhận báo cáo:"
	if wb, err := b.workbook(ctx, v); err == nil {
		for _, s := range wb.Sheets {
			for row := 1; row <= min(s.LastRow(), 8); row++ {
				for col := 1; col <= s.LastCol(); col++ {
					text := norm.NFC.String(s.CellAt(row, col).Shown(wb.Date1904))
					if name, ok := strings.CutPrefix(strings.TrimSpace(text), says); ok && strings.TrimSpace(name) != "" {
						return strings.TrimSpace(name)
					}
				}
			}
		}
	}
	if above, ok := b.units.Find(u.Parent, m.to); ok {
		return committee(above)
	}
	return ""
}

// paperOf is what the paper of a return says beside its figures.
func (b *Book) paperOf(m *month, u *store.Member, r *ntm.Return, found []ntm.Finding) report.Paper {
	paper := report.Paper{From: m.from, To: m.to, Context: report.Context{Office: committee(u.Unit), Receiver: b.meta.Office,
		Place: u.Short(), Sample: b.meta.Sample}}
	where := b.where(m, u, r)
	paper.Required = func(row *ntm.RowDef) string {
		if row.Indicator == nil {
			return ""
		}
		return m.set.Threshold(*row.Indicator, where).Text
	}
	if block, explain, _ := ntm.CountBySeverity(found); block+explain > 0 {
		paper.Standing = b.words.UI("paper.draft", map[string]string{"block": strconv.Itoa(block), "explain": strconv.Itoa(explain)})
	}
	for i := range found {
		if x := &found[i]; x.Severity == ntm.Explain && x.Explained != "" {
			paper.Explained = append(paper.Explained, report.Explained{Place: x.Place, Indicator: x.Indicator,
				Warning: b.words.Text(*x), Because: x.Explained})
		}
	}
	return paper
}
