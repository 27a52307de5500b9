package office

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"bieuxa/ntm"
	"bieuxa/report"
)

// Parts of the submission that are no forms; they may be named among them.
const (
	LetterPart = "bao-cao"
	ChartsPart = "bieu-do"
)

// standardForms are the ids that name forms.
func standardForms(ids []string) []string {
	return slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return id == LetterPart || id == ChartsPart })
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
	s, err := e.letter()
	if err != nil || s == nil {
		return nil, err
	}
	if err := s.Page.Check(); err != nil {
		return nil, problem(ProblemMargins, err)
	}
	if !e.req.Paper.Charts || !e.req.wants(ChartsPart) {
		s.Charts = nil
	}
	return s, nil
}

// letter is the Báo cáo that the forms are attached to.
func (e *edition) letter() (*report.Submission, error) {
	wording, err := report.LoadLetter(e.b.o.cfg.Assets, "tong-hop")
	if err != nil {
		return nil, err
	}
	reported, expected := e.ru.Count(ntm.Every)
	s := wording.Fill(map[string]string{"office": e.b.reporter(), "period": inSentence(e.req.Period), "to": e.ru.To.VN(),
		"reported": strconv.Itoa(reported), "expected": strconv.Itoa(expected)})
	if to := e.b.receiver(); to != "" {
		s.To = []string{oneLine(inFull(to))}
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

// inSentence names a period inside a sentence: «tháng 12 năm 2020».
func inSentence(p ntm.Period) string {
	text := strings.Replace(p.VN(), "/", " năm ", 1)
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToLower(first)) + text[size:]
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
