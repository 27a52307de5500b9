package office

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"sync"

	"bieuxa/ntm"
	"bieuxa/report"
	"bieuxa/store"
	"bieuxa/xlsx"
)

// month is what is fixed for one period of a book: its days, its criteria set, the units that report
// and the return as each kind of unit files it.
type month struct {
	period   ntm.Period
	from, to ntm.Date
	set      *ntm.CriteriaSet
	members  []store.Member // the reporting units, by code
	byCode   map[string]*store.Member
	above    map[string]store.Member // units between the parent and the reporting units
	forms    *report.FormSet
	returns  map[ntm.Level]*ntm.Definition // what units of each level file, with the province's own checks

	mu     sync.Mutex
	filing map[filer]*filing
	units  []ntm.Unit // of the members
	bare   []string   // their names without kind and marks
}

// peers are the reporting units, and their names as texts are searched for them.
func (m *month) peers() (units []ntm.Unit, bare []string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.units) != len(m.members) {
		m.units = make([]ntm.Unit, len(m.members))
		for i := range m.members {
			m.units[i] = m.members[i].Unit
		}
		m.bare = ntm.BareNames(m.units)
	}
	return m.units, m.bare
}

// filer is a kind of unit at its level: a thành phố may be a district's or a province's.
type filer struct {
	level ntm.Level
	kind  ntm.Kind
}

// filing is the return as one kind of unit files it, ready to read workbooks.
type filing struct {
	def    *ntm.Definition
	binder *xlsx.Binder
}

// filingOf returns the return that units of the kind file: a commune's, or the own return of a unit above.
func (o *Office) filingOf(m *month, level ntm.Level, kind ntm.Kind) (*filing, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	who := filer{level, kind}
	if f, ok := m.filing[who]; ok {
		return f, nil
	}
	def, err := m.returns[level].BindSets(string(kind), m.to, func(id string) (*ntm.CriteriaSet, bool) {
		if id == "criteria-set" {
			return m.set, m.set != nil
		}
		return o.criteria.Set(id)
	})
	if err != nil {
		return nil, err
	}
	binder, err := xlsx.NewBinder(def, o.lexicon)
	if err != nil {
		return nil, err
	}
	f := &filing{def, binder}
	m.filing[who] = f
	return f, nil
}

// period returns what is fixed for the period; it is computed once.
func (b *Book) period(ctx context.Context, p ntm.Period) (*month, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if m, ok := b.months[p.String()]; ok {
		return m, nil
	}
	from, to, err := b.meta.Cut.Days(p)
	if err != nil {
		return nil, problem(ProblemPeriod, err, "period", p.String())
	}
	m := &month{period: p, from: from, to: to, byCode: map[string]*store.Member{},
		above: map[string]store.Member{}, filing: map[filer]*filing{}}
	if m.set, err = b.setOn(to); err != nil {
		return nil, err
	}
	m.forms = b.o.formSetFor(b.meta.FormSet, p, to)
	m.returns = b.o.returnsOf(m.forms)
	if m.returns[ntm.LevelCommune], err = b.withOwnChecks(m.returns[ntm.LevelCommune], m.set); err != nil {
		return nil, err
	}
	all, err := b.store.Members(ctx, to)
	if err != nil {
		return nil, b.stored(err)
	}
	for _, u := range all {
		if u.Level == ntm.LevelCommune {
			m.members = append(m.members, u)
		} else {
			m.above[u.Code] = u
		}
	}
	if len(m.members) == 0 {
		facts := []string{"parent", b.parent.Name, "period", p.VN(), "to", to.VN()}
		if why := whyNot(b.units, b.parent.Code, b.parent.Name, to); why != "" {
			facts = append(facts, "why", why)
		}
		return nil, problem(ProblemNoUnits, nil, facts...)
	}
	for i := range m.members {
		m.byCode[m.members[i].Code] = &m.members[i]
	}
	b.months[p.String()] = m
	return m, nil
}

// setOn is the criteria set in force for a period that ends on the date, with the book's overlays.
func (b *Book) setOn(on ntm.Date) (*ntm.CriteriaSet, error) {
	province := provinceOf(b.units, b.parent, on)
	return b.o.setFor(b.meta.Set, province, on, b.over)
}

func (o *Office) setFor(id, province string, on ntm.Date, overlays []ntm.Overlay) (*ntm.CriteriaSet, error) {
	var set *ntm.CriteriaSet
	var ok bool
	if id != "" {
		set, ok = o.criteria.Set(id)
	} else {
		set, ok = o.criteria.ForDate(ntm.LevelCommune, on.String())
	}
	if !ok {
		return nil, problem(ProblemSet, nil, "set", id, "on", on.VN())
	}
	for _, ov := range overlays {
		if !ov.Applies(set.Base, province, on.String()) {
			continue
		}
		with, err := set.With(ov)
		if err != nil {
			return nil, problem(ProblemOverlay, err, "error", err.Error())
		}
		if strings.HasPrefix(ov.ID, ownOverlay) {
			with.ID = set.ID // the rows are the same: a month is compared with the one before
		}
		set = with
	}
	return set, nil
}

// withOwnChecks is a communes' return with the own checks of the overlays that lie on the set. A check of what only the
// monthly return holds is none of another return's.
func (b *Book) withOwnChecks(def *ntm.Definition, set *ntm.CriteriaSet) (*ntm.Definition, error) {
	monthly := def == b.o.commune
	for _, ov := range set.Overlays() {
		own, err := ntm.ParseOwnChecks(ov.ExtraChecks)
		if err != nil {
			return nil, problem(ProblemOverlay, err, "error", err.Error())
		}
		for _, check := range own {
			with, err := def.WithChecks([]ntm.OwnCheck{check})
			if err != nil && monthly {
				return nil, problem(ProblemOverlay, err, "error", err.Error())
			}
			if err == nil {
				def = with
			}
		}
	}
	return def, nil
}

// where is what a unit's required levels depend on. The group is the one the office keeps, or else
// the one the return states; r may be nil.
func (b *Book) where(m *month, u *store.Member, r *ntm.Return) ntm.Where {
	text := u.Group
	if text == "" && r != nil {
		text = r.Field("nhom_xa").Text
	}
	group, _ := strconv.Atoi(text)
	return ntm.Where{Zone: u.Zone, Province: provinceOf(b.units, u.Unit, m.to), Group: group, Special: u.Special, On: m.to.String()}
}

// official reads the accepted returns of a period, all tables or those named; a period whose units
// or set cannot be told has none.
func (b *Book) official(ctx context.Context, p ntm.Period, tables ...string) (map[string]*ntm.Return, error) {
	m, err := b.period(ctx, p)
	if err != nil {
		var missing *Problem
		if errors.As(err, &missing) {
			return nil, nil
		}
		return nil, err
	}
	versions, err := b.store.Official(ctx, p.String())
	if err != nil {
		return nil, b.stored(err)
	}
	out := make(map[string]*ntm.Return, len(versions))
	for code, v := range versions {
		u, f, ok, err := b.filer(m, code)
		if err != nil {
			return nil, err
		}
		if !ok {
			continue
		}
		r, err := b.store.Return(ctx, v, f.def, u.Name, tables...)
		if err != nil {
			return nil, b.stored(err)
		}
		out[code] = r
	}
	return out, nil
}

// filer is the unit that filed a return and the return it files. ok is false if the unit reports to
// this book neither for itself nor for its communes.
func (b *Book) filer(m *month, code string) (u store.Member, f *filing, ok bool, err error) {
	if member, has := m.byCode[code]; has {
		u = *member
	} else if u, ok = m.above[code]; !ok || m.returns[u.Level] == nil {
		return store.Member{}, nil, false, nil
	}
	f, err = b.o.filingOf(m, u.Level, u.Kind)
	return u, f, err == nil, err
}
