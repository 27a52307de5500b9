package ntm

import (
	"fmt"
	"io/fs"
	"strings"
)

// LoadFamilies reads the families of measures over a return definition: families/<id>.yaml. Errors name
// the measure whose cells the definition does not have.
func LoadFamilies(fsys fs.FS, def *Definition) ([]Family, error) {
	name := "families/" + def.ID + ".yaml"
	var out []Family
	if err := readYAML(fsys, name, &out); err != nil {
		return nil, err
	}
	for i := range out {
		f := &out[i]
		if _, ok := f.Measure(f.Lead); !ok {
			return nil, fmt.Errorf("%s: family %s: lead %q is none of its measures", name, f.ID, f.Lead)
		}
		for j := range f.Measures {
			if err := f.Measures[j].fits(def); err != nil {
				return nil, fmt.Errorf("%s: %s.%s: %w", name, f.ID, f.Measures[j].ID, err)
			}
		}
	}
	return out, nil
}

// fits says what the definition lacks for the measure.
func (m *Measure) fits(def *Definition) error {
	paths := map[string]int{m.Sum: 3, m.List: 2, m.Rows: 2}
	ways := 0
	for _, given := range []bool{m.Sum != "", m.List != "", m.Rate != nil, m.Rows != "", m.Status != "", m.Title != ""} {
		if given {
			ways++
		}
	}
	if ways != 1 {
		return fmt.Errorf("%d ways to take it, want one", ways)
	}
	if m.Rate != nil {
		for _, p := range append(append([]string{}, m.Rate.Of...), m.Rate.Per...) {
			paths[strings.TrimSuffix(p, "?")] = 3
		}
	}
	for path, parts := range paths {
		if path == "" {
			continue
		}
		p := strings.Split(path, "/")
		t, ok := def.Table(p[0])
		if len(p) != parts || !ok || t.Col(p[len(p)-1]) < 0 {
			return fmt.Errorf("no cells %q", path)
		}
		if _, has := t.RowDefOf(p[1]); parts == 3 && !has {
			return fmt.Errorf("no row %q", path)
		}
	}
	if m.YearStart != nil {
		return m.YearStart.fits(def)
	}
	return nil
}

// Compared is a measure of some units now and at other times. Each may be missing; the earlier ones are
// taken over the units that state the measure now, so that like is compared with like. Where none does, they
// are as they were.
type Compared struct {
	Now       Figure
	Before    Figure // the period before, of the same length
	YearStart Figure // 31/12 of last year
	YearAgo   Figure // the same period of last year
}

// Change is now less before; missing unless the same units state both.
func (c *Compared) Change() Num         { return c.against(&c.Before) }
func (c *Compared) SinceYearStart() Num { return c.against(&c.YearStart) }
func (c *Compared) SinceYearAgo() Num   { return c.against(&c.YearAgo) }
func (c *Compared) against(f *Figure) Num {
	if f.Reported != c.Now.Reported {
		return Num{}
	}
	return c.Now.Num.Sub(f.Num)
}

// Times are the roll-ups that a measure is compared over; any but Now may be nil.
type Times struct {
	Now, Before, YearStart, YearAgo *RollUp
}

// Compare takes a measure of the units picked at all times. A unit is the same at two times if its code
// and its first day are: after a merger the code alone may name another unit.
func (t *Times) Compare(m *Measure, w Which) Compared {
	c := Compared{Now: t.Now.Measure(m, w)}
	stated := map[Unit]*Return{}
	for _, l := range t.Now.Pick(w) {
		if t.Now.part(m, l).ok {
			stated[identity(l.Unit)] = l.Now
		}
	}
	like := func(l *UnitLine) bool {
		now := stated[identity(l.Unit)]
		if len(stated) == 0 {
			return w(l)
		}
		return now != nil && l.Now != nil && (!m.SameSet || l.Now.Set == now.Set)
	}
	earlier := func(ru *RollUp, m *Measure) Figure {
		if ru == nil {
			return Figure{Expected: len(stated)}
		}
		f := ru.Measure(m, like)
		f.Expected = len(stated)
		return f
	}
	c.Before, c.YearAgo = earlier(t.Before, m), earlier(t.YearAgo, m)
	switch {
	case m.YearStart != nil:
		c.YearStart = earlier(t.Now, m.YearStart)
	case !m.Flow():
		c.YearStart = earlier(t.YearStart, m)
	}
	return c
}

// Of are the same times with only this unit in them.
func (t *Times) Of(u Unit) *Times {
	only := func(ru *RollUp) *RollUp {
		if ru == nil {
			return nil
		}
		one := *ru
		one.Lines = nil
		for _, l := range ru.Lines {
			if identity(l.Unit) == identity(u) {
				one.Lines = append(one.Lines, l)
			}
		}
		return &one
	}
	return &Times{Now: only(t.Now), Before: only(t.Before), YearStart: only(t.YearStart), YearAgo: only(t.YearAgo)}
}

// identity is what makes a unit the same at two times.
func identity(u Unit) Unit { return Unit{Code: u.Code, From: u.From} }
