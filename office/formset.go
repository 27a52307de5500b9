package office

import (
	"context"
	"io/fs"
	"path"
	"slices"
	"strings"

	"bieuxa/ntm"
	"bieuxa/report"
)

// loadReturns reads every return that ships with the program, by its id.
func loadReturns(assets fs.FS) (map[string]*ntm.Definition, error) {
	names, err := fs.Glob(assets, "returns/*.yaml")
	if err != nil {
		return nil, err
	}
	out := map[string]*ntm.Definition{}
	for _, name := range names {
		id := strings.TrimSuffix(path.Base(name), ".yaml")
		if out[id], err = ntm.LoadDefinition(assets, id); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Returns are the returns that ship with the program, the communes' monthly one first.
func (o *Office) Returns() []*ntm.Definition {
	o = o.loaded()
	out := []*ntm.Definition{o.commune, o.district}
	for _, s := range o.forms.Sets() {
		for _, level := range []ntm.Level{ntm.LevelCommune, ntm.LevelDistrict, ntm.LevelProvince} {
			if def := o.returns[s.Returns[level]]; def != nil && !slices.Contains(out, def) {
				out = append(out, def)
			}
		}
	}
	return out
}

// Check is a check of any of the returns by its id.
func (o *Office) checkOf(id string) (*ntm.Check, bool) {
	for _, def := range o.Returns() {
		if c, ok := def.Check(id); ok {
			return c, true
		}
	}
	return nil, false
}

// communeChecks are the checks of the communes' returns, each once: of the monthly one first.
func (o *Office) communeChecks() []*ntm.Check {
	var out []*ntm.Check
	seen := map[string]bool{}
	for _, def := range o.Returns() {
		if ntm.Level(def.Level) != ntm.LevelCommune {
			continue
		}
		for i := range def.Checks {
			if c := &def.Checks[i]; !seen[c.ID] {
				seen[c.ID] = true
				out = append(out, c)
			}
		}
	}
	return out
}

// returnsOf are the returns that units file in a period of the set of forms, by level.
func (o *Office) returnsOf(s *report.FormSet) map[ntm.Level]*ntm.Definition {
	out := map[ntm.Level]*ntm.Definition{ntm.LevelCommune: o.commune, ntm.LevelDistrict: o.district}
	for level, id := range s.Returns {
		if def := o.returns[id]; def != nil {
			out[level] = def
		}
	}
	return out
}

// setFor is the set of forms of a book that chose the id, in a period that ends on the day: the set chosen where it
// is for the period, else the usual one.
func (o *Office) formSetFor(id string, p ntm.Period, to ntm.Date) *report.FormSet {
	if s, ok := o.forms.Set(id); ok && s.Fits(p, to) {
		return s
	}
	return o.forms.Usual()
}

// FormSet is a set of standard forms that ships with the program.
type FormSet = report.FormSet

// FormSet is the set of forms of a period: the one the office chose for the book where it is for the period, else
// the usual one.
func (b *Book) FormSet(p ntm.Period) (*report.FormSet, error) {
	_, to, err := b.meta.Cut.Days(p)
	if err != nil {
		return nil, problem(ProblemPeriod, err, "period", p.String())
	}
	return b.o.formSetFor(b.meta.FormSet, p, to), nil
}

// FormSets are the sets that may be printed for a period, the book's own first.
func (b *Book) FormSets(p ntm.Period) ([]*report.FormSet, error) {
	own, err := b.FormSet(p)
	if err != nil {
		return nil, err
	}
	_, to, _ := b.meta.Cut.Days(p)
	out := []*report.FormSet{own}
	for _, s := range b.o.forms.Sets() {
		if s != own && s.Fits(p, to) {
			out = append(out, s)
		}
	}
	return out, nil
}

// formSetNamed is the set to print: the one that was asked for, or the period's own.
func (b *Book) formSetNamed(id string, p ntm.Period) (*report.FormSet, error) {
	if id == "" {
		return b.FormSet(p)
	}
	s, ok := b.o.forms.Set(id)
	if !ok {
		return nil, problem(ProblemFormSet, nil, "set", id)
	}
	if _, to, err := b.meta.Cut.Days(p); err != nil || !s.Fits(p, to) {
		return nil, problem(ProblemFormSetPeriod, err, "set", s.Title, "period", p.VN())
	}
	return s, nil
}

// monthsOf are the months that a longer period is put together from; none where its units file a return of their own
// for it.
func (b *Book) monthsOf(p ntm.Period) []ntm.Period {
	if p.Kind == ntm.Month {
		return nil
	}
	if s, err := b.FormSet(p); err == nil && s.Returns[ntm.LevelCommune] != "" {
		return nil
	}
	return p.Months()
}

// before is the period whose returns those of a period follow on: of the same kind, or the last one before that the
// set of forms is for.
func (b *Book) before(p ntm.Period) ntm.Period {
	if s, err := b.FormSet(p); err == nil && s.Returns[ntm.LevelCommune] != "" {
		if q, ok := s.Previous(p); ok {
			return q
		}
	}
	return p.Previous()
}

// formSetTitle names a set as the settings do.
func (b *Book) formSetTitle(id string) string {
	if s, ok := b.o.forms.Set(id); ok {
		return s.Title
	}
	return b.o.forms.Usual().Title
}

// mayChange refuses another set of forms while a period holds returns that units would file otherwise under it.
func (b *Book) mayChange(ctx context.Context, to string) error {
	if _, ok := b.o.forms.Set(to); to != "" && !ok {
		return problem(ProblemFormSet, nil, "set", to)
	}
	periods, err := b.store.Periods(ctx)
	if err != nil {
		return b.stored(err)
	}
	for _, name := range periods {
		p, err := ntm.ParsePeriod(name)
		if err != nil {
			continue
		}
		_, end, err := b.meta.Cut.Days(p)
		if err != nil {
			continue
		}
		level := ntm.Level(ntm.LevelCommune)
		if was, now := b.o.formSetFor(b.meta.FormSet, p, end), b.o.formSetFor(to, p, end); b.o.returnsOf(was)[level] != b.o.returnsOf(now)[level] {
			return problem(ProblemFormSetFiled, nil, "period", p.VN())
		}
	}
	return nil
}

// formSetOf is the set of forms that a workbook was made for, by the return it says it is.
func (o *Office) formSetOf(definition string, p ntm.Period, to ntm.Date) *report.FormSet {
	for _, s := range o.forms.Sets() {
		for _, id := range s.Returns {
			if id == definition && s.Fits(p, to) {
				return s
			}
		}
	}
	return o.forms.Usual()
}

// AllFormSets are the sets an office may choose from, the usual one first.
func (b *Book) AllFormSets() []*FormSet { return b.o.forms.Sets() }
