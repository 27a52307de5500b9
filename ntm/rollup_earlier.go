package ntm

import "slices"

// Earlier names the tables of the return that a roll-up is compared over, for each of the other times; none
// for a time leaves it out.
type Earlier struct {
	Previous []string // the period before, of the same length
	YearEnd  []string // December of last year
	YearAgo  []string // the same period of last year
}

// And wants what either wants.
func (e Earlier) And(f Earlier) Earlier {
	return Earlier{both(e.Previous, f.Previous), both(e.YearEnd, f.YearEnd), both(e.YearAgo, f.YearAgo)}
}

func both(a, b []string) []string {
	out := slices.Concat(a, b)
	slices.Sort(out)
	return slices.Compact(out)
}

// Times are the roll-up and those it is compared with; a measure is taken over them by Compare.
func (ru *RollUp) Times() *Times {
	return &Times{Now: ru, Before: ru.Previous, YearStart: ru.YearEnd, YearAgo: ru.YearAgo}
}

// LookBack gives each unit its return of the period before; after a merger the code alone may name another
// unit.
func (ru *RollUp) LookBack(before *RollUp) {
	if before == nil {
		return
	}
	was := map[Unit]*Return{}
	for _, l := range before.Lines {
		was[identity(l.Unit)] = l.Now
	}
	for _, l := range ru.Lines {
		l.Before = was[identity(l.Unit)]
	}
}

// YearAgo is the same period of last year.
func (p Period) YearAgo() Period { return Period{Kind: p.Kind, Year: p.Year - 1, N: p.N} }

// YearEnd is the month whose closing figures stand at 31/12 before the period.
func (p Period) YearEnd() Period { return Period{Kind: Month, Year: p.Year - 1, N: 12} }
