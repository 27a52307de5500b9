package office

import (
	"context"
	"maps"
	"slices"

	"bieuxa/ntm"
	"bieuxa/store"
)

// RollUp puts the accepted returns of a period together. For a quarter or longer the months are
// composed: stocks of the last month, flows summed.
func (b *Book) RollUp(ctx context.Context, p ntm.Period) (*ntm.RollUp, error) {
	ru, err := b.rollUp(ctx, p, b.tables())
	if err != nil {
		return nil, err
	}
	before, err := b.past(ctx, p.Previous(), b.slice(statusCells(ru.Set)))
	if err != nil {
		return nil, err
	}
	ru.LookBack(before)
	ru.Findings = ntm.ExamineRollUp(ru)
	return ru, nil
}

// Beside reads the roll-ups of other times that forms print beside this one, as far as they are wanted: its
// Previous, YearEnd and YearAgo.
func (b *Book) Beside(ctx context.Context, ru *ntm.RollUp, want ntm.Earlier) error {
	p := ru.Period
	times := []struct {
		of     ntm.Period
		tables []string
		into   **ntm.RollUp
	}{{p.Previous(), want.Previous, &ru.Previous}, {p.YearEnd(), want.YearEnd, &ru.YearEnd}, {p.YearAgo(), want.YearAgo, &ru.YearAgo}}
	tables := map[ntm.Period][]string{} // a year before December is the end of that year
	for _, x := range times {
		tables[x.of] = append(tables[x.of], x.tables...)
	}
	read := map[ntm.Period]*ntm.RollUp{}
	for _, x := range times {
		if len(x.tables) == 0 {
			continue
		}
		if _, done := read[x.of]; !done {
			past, err := b.received(ctx, x.of, b.slice(tableCells(tables[x.of], ru.Set)))
			if err != nil {
				return err
			}
			read[x.of] = past
		}
		*x.into = read[x.of]
	}
	return nil
}

// received is the roll-up of a period that figures are compared with; nil if no return of it counts.
func (b *Book) received(ctx context.Context, p ntm.Period, read reader) (*ntm.RollUp, error) {
	past, err := b.past(ctx, p, read)
	if past == nil || err != nil {
		return nil, err
	}
	if n, _ := past.Count(ntm.Every); n == 0 {
		return nil, nil
	}
	return past, nil
}

// tableCells are the cells of whole tables; of the criteria only their assessments, without the indicators.
func tableCells(tables []string, set *ntm.CriteriaSet) []store.Pick {
	var out []store.Pick
	for _, table := range tables {
		switch {
		case slices.ContainsFunc(out, func(x store.Pick) bool { return x.Table == table }):
		case table == ntm.CriteriaTable:
			out = append(out, statusCells(set)...)
			if len(set.Groups) > 0 { // they are stated on the first sheet
				out = append(out, store.Pick{Table: ntm.FieldsTable, Columns: []string{ntm.FieldColumn}})
			}
		default:
			out = append(out, store.Pick{Table: table})
		}
	}
	return out
}

// reader reads the accepted returns of a period by unit, or parts of them.
type reader func(context.Context, ntm.Period) (map[string]*ntm.Return, error)

// tables reads the tables named, all if there are none.
func (b *Book) tables(names ...string) reader {
	return func(ctx context.Context, p ntm.Period) (map[string]*ntm.Return, error) {
		return b.official(ctx, p, names...)
	}
}

// rollUp puts the accepted returns together as far as they are read, without looking back or proving the totals.
func (b *Book) rollUp(ctx context.Context, p ntm.Period, read reader) (*ntm.RollUp, error) {
	m, err := b.period(ctx, p)
	if err != nil {
		return nil, err
	}
	ru := &ntm.RollUp{Period: p, From: m.from, To: m.to, Parent: b.parent, Set: m.set, Settings: b.settings(m),
		ShowGroup: len(m.set.Groups) > 0, Above: map[string]ntm.Unit{}, Self: map[string]*ntm.Return{}}
	for code, u := range m.above {
		ru.Above[code] = u.Unit
	}
	if err := b.asClosed(ctx, p, &ru.Settings); err != nil {
		return nil, err
	}
	if ru.Def, err = b.fullest(m); err != nil {
		return nil, err
	}
	excluded, err := b.store.Exclusions(ctx, p.String())
	if err != nil {
		return nil, b.stored(err)
	}
	for i := range m.members {
		u := &m.members[i]
		if reason, out := excluded[u.Code]; out {
			ru.Excluded = append(ru.Excluded, ntm.Exclusion{Unit: u.Unit, Reason: reason})
			continue
		}
		line := &ntm.UnitLine{Unit: u.Unit, Group: u.Group}
		if u.Parent != b.parent.Code {
			line.Above = u.Parent
		}
		ru.Lines = append(ru.Lines, line)
	}
	if err := b.fillNow(ctx, ru, p, read); err != nil {
		return nil, err
	}
	for _, line := range ru.Lines {
		if line.Group == "" {
			line.Group = line.Now.Group()
		}
	}
	return ru, nil
}

func lastMonth(p ntm.Period) ntm.Period {
	if p.Kind == ntm.Month {
		return p
	}
	return p.LastMonth()
}

func (b *Book) fillNow(ctx context.Context, ru *ntm.RollUp, p ntm.Period, read reader) error {
	longer := b.monthsOf(p)
	if longer == nil {
		now, err := read(ctx, p)
		if err != nil {
			return err
		}
		for _, line := range ru.Lines {
			line.Now = now[line.Unit.Code]
		}
		takeSelf(ru, now)
		return nil
	}
	months := map[ntm.Period]map[string]*ntm.Return{}
	for _, month := range longer {
		returns, err := read(ctx, month)
		if err != nil {
			return err
		}
		months[month] = returns
	}
	own, err := read(ctx, p) // a unit may have filed for the longer period itself
	if err != nil {
		return err
	}
	takeSelf(ru, months[p.LastMonth()])
	takeSelf(ru, own)
	for _, line := range ru.Lines {
		if r := own[line.Unit.Code]; r != nil {
			line.Now = r
			continue
		}
		of := map[ntm.Period]*ntm.Return{}
		for month, returns := range months {
			of[month] = returns[line.Unit.Code]
		}
		ntm.Compose(line, p, of)
	}
	return nil
}

// settings are the office's choices, with what the province's overlays set.
func (b *Book) settings(m *month) ntm.Settings {
	s := b.meta.Settings
	s.Severity, s.Params = maps.Clone(s.Severity), maps.Clone(s.Params)
	s.BasicallyMetCounts = s.BasicallyMetCounts || m.set.BasicallyMetCounts
	if s.Severity == nil {
		s.Severity = map[string]ntm.Severity{}
	}
	if s.Params == nil {
		s.Params = map[string]map[string]string{}
	}
	for _, ov := range m.set.Overlays() {
		for _, c := range ov.Checks {
			if c.Severity != "" {
				s.Severity[c.ID] = ntm.Severity(c.Severity)
			}
			if params, err := ntm.ParseParams(c.Params); err == nil && len(params) > 0 {
				s.Params[c.ID] = params
			}
		}
	}
	return s
}

// takeSelf keeps the districts' own returns, the parent's among them.
func takeSelf(ru *ntm.RollUp, returns map[string]*ntm.Return) {
	for code, r := range returns {
		if _, above := ru.Above[code]; above {
			ru.Self[code] = r
		}
	}
}

// fullest is the definition with the most sheets that any unit of the month files: a xã's, or where
// there is none a town's.
func (b *Book) fullest(m *month) (*ntm.Definition, error) {
	var best *ntm.Definition
	for i := range m.members {
		f, err := b.o.filingOf(m, m.members[i].Level, m.members[i].Kind)
		if err != nil {
			return nil, err
		}
		if best == nil || len(f.def.Sheets) > len(best.Sheets) {
			best = f.def
		}
	}
	return best, nil
}
