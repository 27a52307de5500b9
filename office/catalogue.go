package office

import (
	"context"

	"bieuxa/ntm"
)

// CriteriaOf is the criteria set in force for a period, with the book's overlays on it, and where the book's units stand
// as far as levels depend on it; the unit's own group, zone and hardship are left open.
func (b *Book) CriteriaOf(ctx context.Context, p ntm.Period) (*ntm.CriteriaSet, ntm.Where, error) {
	m, err := b.period(ctx, p)
	if err != nil {
		return nil, ntm.Where{}, err
	}
	return m.set, ntm.Where{Province: provinceOf(b.units, b.parent, m.to), On: m.to.String()}, nil
}
