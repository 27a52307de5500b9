package office

import (
	"context"
	"errors"
	"sort"

	"bieuxa/ntm"
	"bieuxa/store"
)

// UnitMends are the sure suggestions of one return of a period.
type UnitMends struct {
	Unit        string // GSO code
	Name        string
	Found       int // findings of the causes asked for
	Suggestions []ntm.Suggestion
	Preview     *Mends
	Problem     *Problem // why nothing of it can be mended here; nil
}

// SuggestAll lists, unit by unit, the sure suggestions of a check in all newest returns of a period, or of all checks
// where none is named. Units whose returns have nothing to suggest are left out; one that is fixed says why.
func (b *Book) SuggestAll(ctx context.Context, p ntm.Period, check string, step func(i, n int)) ([]UnitMends, error) {
	versions, err := b.newest(ctx, p)
	if err != nil {
		return nil, err
	}
	rc := newReception(b.o, b, &p)
	var out []UnitMends
	for i, v := range versions {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		u, err := b.unitMends(ctx, rc, v, check)
		if err != nil {
			return nil, err
		}
		if len(u.Suggestions) > 0 || u.Problem != nil && u.Found > 0 {
			out = append(out, *u)
		}
		if step != nil {
			step(i+1, len(versions))
		}
	}
	return out, nil
}

// newest are the newest versions of a period, by the codes of their units.
func (b *Book) newest(ctx context.Context, p ntm.Period) ([]store.Version, error) {
	all, err := b.store.Versions(ctx, p.String())
	if err != nil {
		return nil, b.stored(err)
	}
	by := map[string]store.Version{}
	for _, v := range all {
		by[v.Unit] = v
	}
	out := make([]store.Version, 0, len(by))
	for _, v := range by {
		out = append(out, v)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Unit < out[j].Unit })
	return out, nil
}

// unitMends tries the suggestions of one return; only one in which something was found is opened.
func (b *Book) unitMends(ctx context.Context, rc *reception, v store.Version, check string) (*UnitMends, error) {
	u := &UnitMends{Unit: v.Unit, Name: v.Unit}
	found, err := b.store.Findings(ctx, v.ID)
	if err != nil {
		return nil, b.stored(err)
	}
	asked := Asked{Check: check, Sure: true}
	for i := range found {
		if asked.asks(&found[i]) {
			u.Found++
		}
	}
	if u.Found == 0 {
		return u, nil
	}
	t, err := b.trial(ctx, rc, *rc.period, v.Unit)
	var p *Problem
	if errors.As(err, &p) {
		u.Problem = p
		if m, err := b.period(ctx, *rc.period); err == nil && m.byCode[v.Unit] != nil {
			u.Name = m.byCode[v.Unit].Name
		}
		return u, nil
	}
	if err != nil {
		return nil, err
	}
	u.Name = t.pp.member.Name
	if u.Suggestions, err = t.tried(ctx, asked); err != nil || len(u.Suggestions) == 0 {
		return u, err
	}
	u.Preview, err = t.preview(ctx, u.Suggestions)
	return u, err
}

// UnitApplied is what became of one return.
type UnitApplied struct {
	Unit, Name string
	Cells      int
	Stale      []ntm.Suggestion
	Problem    *Problem // nothing of it was changed
}

// ApplyAll applies suggestions to several returns of a period, one step to each. A return that is fixed is told and left
// as it is; the others are mended all the same.
func (b *Book) ApplyAll(ctx context.Context, p ntm.Period, units []UnitMends, step func(i, n int)) ([]UnitApplied, error) {
	var out []UnitApplied
	for i := range units {
		if err := ctx.Err(); err != nil {
			return out, err
		}
		u := &units[i]
		told := UnitApplied{Unit: u.Unit, Name: u.Name}
		if len(u.Suggestions) > 0 {
			done, err := b.Apply(ctx, p, u.Unit, u.Suggestions)
			if err != nil && !errors.As(err, &told.Problem) {
				return out, err
			}
			if err == nil {
				told.Cells, told.Stale = done.Cells, done.Stale
			}
			out = append(out, told)
		}
		if step != nil {
			step(i+1, len(units))
		}
	}
	return out, nil
}
