package office

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"bieuxa/ntm"
	"bieuxa/report"
)

// comparedTables are what a submission compares with the period before, and with the same period of last year.
func comparedTables() ntm.Earlier {
	return ntm.Earlier{Previous: []string{ntm.CriteriaTable, "no_dong", "thon", "ocop"},
		YearAgo: []string{ntm.CriteriaTable, "ho_ngheo", ntm.ResourceTable}}
}

// factsOf are the facts of a period that its submission is written from.
func (b *Book) factsOf(ctx context.Context, ru *ntm.RollUp, paper Paper, appendices int) (report.Facts, error) {
	beside := *ru // the forms compare with more of the other times, or with less
	if err := b.Beside(ctx, &beside, comparedTables()); err != nil {
		return nil, err
	}
	src := &report.FactSource{Times: beside.Times(), Office: oneName(b.meta.Office), Receiver: strings.Join(b.addressees(ru), ", "),
		Appendices: appendices, Sent: map[string]string{}, Annex: paper.Explanations}
	standings, err := b.standings(ctx, ru.Period)
	if err != nil {
		return nil, err
	}
	for code, s := range standings {
		if s != StandingMissing && s != StandingExcluded {
			src.Sent[code] = lowerWord(b.words.UI("standing."+string(s), nil))
		}
	}
	if src.Explained, err = b.explainedIn(ctx, ru); err != nil {
		return nil, err
	}
	return report.FactsOf(src), nil
}

// oneName is an office's name inside a sentence: «Ủy ban nhân dân huyện Quan Hóa».
func oneName(office string) string { return oneLine(inFull(office)) }

// lowerWord is a word of the screen inside a sentence.
func lowerWord(s string) string {
	runes := []rune(s)
	if len(runes) > 0 {
		runes[0] = []rune(strings.ToLower(string(runes[0])))[0]
	}
	return string(runes)
}

// addressees are to whom the letter goes: as the book says, else the committee of the unit above, or of a province the
// ministry that has the programme.
func (b *Book) addressees(ru *ntm.RollUp) []string {
	switch to := b.receiver(); {
	case len(b.meta.To) > 0:
		return b.meta.To
	case to != "":
		return []string{oneName(to)}
	case b.parent.Level == ntm.LevelProvince:
		return []string{b.o.wording.Head.Ministry(ru.To.String())}
	}
	return nil
}

// explainedIn are the warnings of the returns in the totals that somebody explained, the weightiest first.
func (b *Book) explainedIn(ctx context.Context, ru *ntm.RollUp) ([]report.ExplainedWarning, error) {
	units := map[string]ntm.Unit{}
	for _, l := range ru.Lines {
		if l.Reported() {
			units[l.Unit.Code] = l.Unit
		}
	}
	for code := range ru.Self {
		units[code] = ru.Above[code]
	}
	periods := []ntm.Period{ru.Period}
	if ru.Period.Kind != ntm.Month {
		periods = append(periods, ru.Period.Months()...)
	}
	var out []report.ExplainedWarning
	for _, p := range periods {
		of, err := b.explainedOf(ctx, p, units)
		if err != nil {
			return nil, err
		}
		out = append(out, of...)
	}
	weighty := b.o.wording.Annex.Weighty
	weight := func(e report.ExplainedWarning) int {
		if i := slices.Index(weighty, e.Check); i >= 0 {
			return i
		}
		return len(weighty)
	}
	slices.SortStableFunc(out, func(a, c report.ExplainedWarning) int {
		return cmp.Or(cmp.Compare(weight(a), weight(c)), strings.Compare(a.Unit.Code, c.Unit.Code), strings.Compare(a.Period.String(), c.Period.String()))
	})
	return out, nil
}

func (b *Book) explainedOf(ctx context.Context, p ntm.Period, units map[string]ntm.Unit) ([]report.ExplainedWarning, error) {
	counts, err := b.store.FindingCounts(ctx, p.String())
	if err != nil {
		return nil, b.stored(err)
	}
	official, err := b.store.Official(ctx, p.String())
	if err != nil {
		return nil, b.stored(err)
	}
	var out []report.ExplainedWarning
	for code, v := range official {
		u, in := units[code]
		if !in || counts[v.ID].Explained == 0 {
			continue
		}
		found, err := b.store.Findings(ctx, v.ID)
		if err != nil {
			return nil, b.stored(err)
		}
		for i := range found {
			if f := &found[i]; f.Severity == ntm.Explain && f.Explained != "" {
				out = append(out, report.ExplainedWarning{Unit: u, Period: p, Place: f.Place, Check: f.ID, About: b.words.Title(f.ID),
					Warning: b.words.Text(*f), Because: f.Explained})
			}
		}
	}
	return out, nil
}

// charts are the charts of a period's submission.
func (b *Book) charts(ctx context.Context, ru *ntm.RollUp) ([]report.Chart, error) {
	var months []report.MonthMet
	for n := 1; n <= int(ru.Period.LastMonth().N); n++ {
		pt, err := b.point(ctx, ntm.Period{Kind: ntm.Month, Year: ru.Period.Year, N: n})
		if err != nil {
			return nil, err
		}
		m := report.MonthMet{Month: pt.Period}
		if pt.Reported == pt.Expected && pt.Set == ru.Set.ID {
			m.Met = pt.Met
		}
		months = append(months, m)
	}
	return b.o.wording.Charts(ru, months), nil
}
