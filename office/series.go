package office

import (
	"context"

	"bieuxa/ntm"
)

// Point is one month of the series: what the communes that reported it had met.
type Point struct {
	Period   ntm.Period
	Reported int // communes in the totals; 0: a gap, never zero
	Expected int // communes that were to report
	Met      ntm.Num
	Possible int
	Average  ntm.Num // criteria met per reporting commune, unrounded
	Set      string  // id of the criteria set: averages under two sets cannot be compared
}

// seriesMonths is how far the chart of the first page looks back.
const seriesMonths = 12

// Series are the twelve months that end with the period, oldest first.
func (b *Book) Series(ctx context.Context, p ntm.Period) ([]Point, error) {
	out := make([]Point, seriesMonths)
	month := p.LastMonth()
	for i := range out {
		pt, err := b.point(ctx, month)
		if err != nil {
			return nil, err
		}
		out[len(out)-1-i] = pt
		month = month.Previous()
	}
	return out, nil
}

// point counts the criteria met in one month straight from the entries.
func (b *Book) point(ctx context.Context, p ntm.Period) (Point, error) {
	pt := Point{Period: p}
	m, err := b.period(ctx, p)
	if err != nil {
		if unknownPeriod(err) {
			return pt, nil // the book knows no units or no set for the month
		}
		return pt, err
	}
	pt.Set = m.set.ID
	versions, err := b.store.Official(ctx, p.String())
	if err != nil {
		return pt, b.stored(err)
	}
	excluded, err := b.store.Exclusions(ctx, p.String())
	if err != nil {
		return pt, b.stored(err)
	}
	var ids []int64
	for i := range m.members {
		u := &m.members[i]
		if _, out := excluded[u.Code]; out || !u.Kind.Rural() {
			continue
		}
		pt.Expected++
		if v, ok := versions[u.Code]; ok {
			ids = append(ids, v.ID)
		}
	}
	pt.Reported, pt.Possible = len(ids), len(ids)*m.set.N()
	if len(ids) == 0 {
		return pt, nil
	}
	words, err := b.store.CountWords(ctx, ids, ntm.CriteriaTable, ntm.StatusColumn, criterionRows(m.set))
	if err != nil {
		return pt, b.stored(err)
	}
	ru := &ntm.RollUp{Set: m.set, Settings: b.settings(m)}
	if err := b.asClosed(ctx, p, &ru.Settings); err != nil {
		return pt, err
	}
	met := 0
	for word, n := range words {
		if s, ok := ntm.ParseStatus(word); ok && ru.Meets(s) {
			met += n
		}
	}
	pt.Met = ntm.NumInt(met)
	pt.Average = pt.Met.Div(ntm.NumInt(pt.Reported))
	return pt, nil
}
