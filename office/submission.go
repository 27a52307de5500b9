package office

import (
	"strconv"
	"strings"

	"bieuxa/ntm"
	"bieuxa/report"
)

// letter is the Báo cáo that the forms are attached to; nil for forms that were asked for by name, which are printed
// alone.
func (e *edition) letter() (*report.Submission, error) {
	if len(e.req.Forms) > 0 {
		return nil, nil
	}
	wording, err := report.LoadLetter(e.b.o.cfg.Assets, "tong-hop")
	if err != nil {
		return nil, err
	}
	reported, expected := e.ru.Count(ntm.Every)
	s := wording.Fill(map[string]string{"office": e.b.reporter(), "period": e.req.Period.VN(), "to": e.ru.To.VN(),
		"reported": strconv.Itoa(reported), "expected": strconv.Itoa(expected)})
	if to := e.b.receiver(); to != "" {
		s.To = []string{to}
	}
	e.b.address(&s, e.req.Paper)
	s.Signed = report.Signature{Title: e.b.meta.HeadTitle, Name: e.b.meta.HeadName}
	if s.Signed.Title == "" {
		s.Signed.Title = chairman(e.b.meta.Office)
	}
	s.Issuer, s.Place = inFull(e.b.meta.Office), e.b.place()
	return &s, nil
}

// address puts what an office chose for its paper into the letter.
func (b *Book) address(s *report.Submission, chosen Paper) {
	s.Number, s.Date, s.Unsigned, s.Sample = chosen.Number, chosen.Date, chosen.Unsigned, b.meta.Sample
	if s.Page = chosen.Page; s.Page == (report.Page{}) {
		s.Page = report.DefaultPage()
	}
}

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
