package office

import (
	"context"
	"strings"

	"bieuxa/ntm"
	"bieuxa/store"
)

// Explain records why a figure that looks wrong is right. The finding is named by its key; the reason
// holds while the figure stays the same. The return counts as soon as nothing is left open.
func (b *Book) Explain(ctx context.Context, p ntm.Period, unit, key, because string) (*ntm.Finding, error) {
	if err := b.open(ctx, p); err != nil {
		return nil, err
	}
	because = strings.TrimSpace(because)
	if because == "" {
		return nil, problem(ProblemFinding, nil, "key", key, "why", "chưa ghi lý do")
	}
	v, err := b.latest(ctx, p, unit)
	if err != nil {
		return nil, err
	}
	found, err := b.store.Findings(ctx, v.ID)
	if err != nil {
		return nil, b.stored(err)
	}
	var hit *ntm.Finding
	for i := range found {
		if f := &found[i]; f.Key() == key && f.Severity == ntm.Explain {
			f.Explained = because
			if hit == nil {
				hit = f
			}
		}
	}
	if hit == nil {
		return nil, problem(ProblemFinding, nil, "key", key, "unit", unit, "period", p.VN())
	}
	if err := b.store.Explain(ctx, store.Explanation{Unit: unit, Period: p.String(), Key: key, Saw: hit.Saw, Text: because}); err != nil {
		return nil, b.stored(err)
	}
	return hit, b.stored(b.store.Reexamined(ctx, v.ID, stateOf(found), v.Catalogue, found))
}

// stateOf says whether a return with these findings counts.
func stateOf(found []ntm.Finding) store.State {
	if block, explain, _ := ntm.CountBySeverity(found); block > 0 || explain > 0 {
		return store.Draft
	}
	return store.Accepted
}

// latest is the newest version of a unit's return for the period.
func (b *Book) latest(ctx context.Context, p ntm.Period, unit string) (store.Version, error) {
	all, err := b.store.Versions(ctx, p.String())
	if err != nil {
		return store.Version{}, b.stored(err)
	}
	var v store.Version
	for _, x := range all {
		if x.Unit == unit {
			v = x
		}
	}
	if v.ID == 0 {
		return v, problem(ProblemUnit, nil, "code", unit, "name", unit, "period", p.VN(), "why", "chưa nộp báo cáo kỳ này")
	}
	return v, nil
}

// Findings are the findings of a unit's newest return of the period.
func (b *Book) Findings(ctx context.Context, p ntm.Period, unit string) ([]ntm.Finding, error) {
	v, err := b.latest(ctx, p, unit)
	if err != nil {
		return nil, err
	}
	found, err := b.store.Findings(ctx, v.ID)
	return found, b.stored(err)
}
