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

// Alike picks from a roll-up of another time the units picked here that have reported at both times, so that
// sums stand on the same units: they are both of the units that have reported now. After a merger the code
// alone may name another unit. then may be nil.
func (ru *RollUp) Alike(then *RollUp, w Which) (alike Which, both, now int) {
	reported := map[Unit]bool{}
	for _, l := range ru.Pick(w) {
		if l.Reported() {
			reported[identity(l.Unit)] = true
		}
	}
	alike = func(l *UnitLine) bool { return l.Reported() && reported[identity(l.Unit)] }
	if then != nil {
		both, _ = then.Count(alike)
	}
	return alike, both, len(reported)
}

// NotThen lists the units picked that have reported now but not in the roll-up of another time; then may be nil.
func (ru *RollUp) NotThen(then *RollUp, w Which) []Unit {
	var out []Unit
	for _, l := range ru.Pick(w) {
		if _, both, _ := ru.Alike(then, func(x *UnitLine) bool { return x == l }); l.Reported() && both == 0 {
			out = append(out, l.Unit)
		}
	}
	return out
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
