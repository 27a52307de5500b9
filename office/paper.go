package office

import (
	"context"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"bieuxa/ntm"
	"bieuxa/report"
	"bieuxa/report/pdf"
	"bieuxa/store"
)

// ReturnPaper says which return is printed, and how.
type ReturnPaper struct {
	Period ntm.Period
	Unit   string // GSO code
	Sheets bool   // these alone, without the committee's Báo cáo before them
}

// PrintReturn writes the newest return of a unit as a PDF to print and sign: the committee's Báo cáo and, as its
// appendices, every sheet as it stands, wrong figures too, and the reasons given for warnings. A return that does not
// count yet says so under every title, and no Báo cáo stands before it. It returns the texts with a sign that the font
// lacks: an empty box stands in its place. The book notes what was written; its code is of the unit, the period and the
// version of the return.
func (b *Book) PrintReturn(ctx context.Context, of ReturnPaper, path string) (unprintable []string, err error) {
	p, err := b.paper(ctx, of)
	if err != nil {
		return nil, err
	}
	file := rendered{path: path, body: p.body, code: p.meta.Fingerprint, kept: keptPDF(p.said, p)}
	if err := writeBeside(path, file.write); err != nil || b.store.ReadOnly() {
		return p.unprintable, err
	}
	return p.unprintable, b.noteExport(ctx, written{said: p.said, files: []rendered{file}, at: p.meta.Printed})
}

// PreviewReturn is what PrintReturn would write, to be looked at.
func (b *Book) PreviewReturn(ctx context.Context, of ReturnPaper) (*Preview, error) {
	p, err := b.paper(ctx, of)
	if err != nil {
		return nil, err
	}
	return b.o.preview(p)
}

// paper is a unit's newest return on paper.
func (b *Book) paper(ctx context.Context, of ReturnPaper) (*printed, error) {
	v, err := b.latest(ctx, of.Period, of.Unit)
	if err != nil {
		return nil, err
	}
	m, err := b.period(ctx, of.Period)
	if err != nil {
		return nil, err
	}
	u, f, ok, err := b.filer(m, of.Unit)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, problem(ProblemUnit, nil, "code", of.Unit, "name", of.Unit, "period", of.Period.VN(), "why", whyNot(b.units, of.Unit, "", m.to))
	}
	r, err := b.store.Return(ctx, v, f.def, u.Name)
	if err != nil {
		return nil, b.stored(err)
	}
	found, err := b.store.Findings(ctx, v.ID)
	if err != nil {
		return nil, b.stored(err)
	}
	says := b.paperOf(m, &u, r, found)
	if of.Unit == b.meta.Parent { // a commune's own book knows no office above it
		says.Receiver = b.receiverOf(ctx, v, u.Unit, m)
	}
	forms, err := report.ReturnForms(r, f.def, says)
	if err != nil {
		return nil, err
	}
	said := report.NewEdition(of.Unit, u.Name, of.Period.String(), v.Set, forms)
	said.Version = strconv.Itoa(v.Version)
	meta := pdf.Meta{Title: f.def.Title + ", " + u.Name + ", " + of.Period.VN(), Author: says.Office, Subject: of.Period.VN(),
		Fingerprint: said.Fingerprint(), Printed: b.o.cfg.Now()}
	if !of.Sheets && says.Standing == "" && f.def.ID == CommuneReturn {
		if meta.Letter, err = b.letterOf(r, says); err != nil {
			return nil, err
		}
	}
	p, err := b.printed(forms, meta)
	if err == nil {
		p.said = said
	}
	return p, err
}

// letterOf is the Báo cáo of a commune's committee to the office above it.
func (b *Book) letterOf(r *ntm.Return, says report.Paper) (*report.Submission, error) {
	wording, err := report.LoadLetter(b.o.cfg.Assets, "xa")
	if err != nil {
		return nil, err
	}
	s := wording.Fill(map[string]string{"office": says.Office, "receiver": says.Receiver, "period": report.PeriodInText(r.Period),
		"from": says.From.VN(), "to": says.To.VN()})
	s.Issuer, s.Place, s.Sample = inFull(says.Office), says.Place, says.Sample
	s.Signed = report.Signature{Title: chairman(says.Office), Name: r.Field(report.SignerField).Text}
	if says.Receiver != "" {
		s.To = []string{oneLine(inFull(says.Receiver))}
	}
	if on, err := ntm.ParseDateISO(r.Field(report.SignedField).Text); err == nil {
		s.Date = on
	}
	return &s, nil
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
