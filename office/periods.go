package office

import (
	"context"

	"bieuxa/ntm"
)

// stillAsked is for how many days after its end a month is the one that an office asks for; from then on it is
// the month that runs.
const stillAsked = 15

// Offered are the periods a person may want to work on, in no order: those received, the month after the
// newest of them, and the month of today. begin is the one to begin with: the newest received, or else the month of
// today. Months in which the book has no units are left out; begin is zero if there is none at all.
func (b *Book) Offered(ctx context.Context) (all []ntm.Period, begin ntm.Period, err error) {
	received, err := b.Periods(ctx)
	if err != nil {
		return nil, begin, err
	}
	var newest ntm.Period
	for _, s := range received {
		p, err := ntm.ParsePeriod(s)
		if err != nil {
			continue
		}
		all = append(all, p)
		if last := p.LastMonth(); p.Kind == ntm.Month && (newest == ntm.Period{} || newest.Year < last.Year || newest.Year == last.Year && newest.N < last.N) {
			newest = last
		}
	}
	begin = newest
	add := func(p ntm.Period) bool {
		for _, q := range all {
			if q == p {
				return true
			}
		}
		if _, err := b.period(ctx, p); err != nil {
			return false
		}
		all = append(all, p)
		return true
	}
	if begin != (ntm.Period{}) {
		add(monthAfter(newest))
	} else if len(all) > 0 {
		begin = all[len(all)-1]
	}
	if now := b.monthOfToday(); add(now) && begin == (ntm.Period{}) {
		begin = now
	}
	if begin == (ntm.Period{}) {
		begin = b.firstMonth(add)
	}
	return all, begin, nil
}

// monthOfToday is the month that the office is at: the one that ended not long ago, or else the one that runs, by the
// book's cut-off.
func (b *Book) monthOfToday() ntm.Period {
	today := b.o.today()
	p := ntm.Period{Kind: ntm.Month, Year: today.Year, N: int(today.Month)}
	if _, to, err := b.meta.Cut.Days(p); err == nil && to.Before(today) {
		p = monthAfter(p) // this calendar month is cut off already
	}
	before := p.Previous()
	if _, to, err := b.meta.Cut.Days(before); err == nil && to.DaysUntil(today) <= stillAsked {
		return before
	}
	return p
}

// firstMonth is the first month that ends on or after the book's day, for a book of units that are no more.
func (b *Book) firstMonth(add func(ntm.Period) bool) ntm.Period {
	on, err := ntm.ParseDateISO(b.meta.On)
	if err != nil {
		return ntm.Period{}
	}
	p := ntm.Period{Kind: ntm.Month, Year: on.Year, N: int(on.Month)}
	if _, to, err := b.meta.Cut.Days(p); err == nil && to.Before(on) {
		p = monthAfter(p)
	}
	if add(p) {
		return p
	}
	return ntm.Period{}
}

// monthAfter is the month after a month.
func monthAfter(p ntm.Period) ntm.Period {
	if p.N == 12 {
		return ntm.Period{Kind: ntm.Month, Year: p.Year + 1, N: 1}
	}
	p.N++
	return p
}
