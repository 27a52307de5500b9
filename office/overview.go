package office

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strconv"

	"bieuxa/ntm"
	"bieuxa/store"
)

// Turnout is how many units stand where in a period.
type Turnout struct {
	Period      ntm.Period
	From, To    ntm.Date
	Due         ntm.Date // last day for a unit to send
	DueProposed bool     // the day is the program's proposal, no rule of the State
	Parent      ntm.Unit
	Expected    int // units that are to report: all but those left out
	Received    int
	Clean       int
	Explain     int
	Blocked     int
	Returned    int
	Missing     int
	Excluded    int
	Late        []ntm.Unit // sent nothing, and the due day is over
	SentLate    []ntm.Unit // first sent after the due day
}

// Turnout counts who has reported. It is read first: it asks for no figures.
func (b *Book) Turnout(ctx context.Context, p ntm.Period) (*Turnout, error) {
	bd, err := b.boardOver(ctx, p)
	if err != nil {
		return nil, err
	}
	t := &Turnout{Period: p, From: bd.From, To: bd.To, Parent: bd.Parent, Expected: bd.Expected(), Received: bd.Received(),
		Clean: bd.Count(StandingClean), Explain: bd.Count(StandingExplain), Blocked: bd.Count(StandingBlocked),
		Returned: bd.Count(StandingReturned), Missing: bd.Count(StandingMissing), Excluded: bd.Count(StandingExcluded),
		Due: b.o.calendar.Due(bd.To), DueProposed: b.o.calendar.Proposed}
	if b.meta.Sample {
		return t, nil // nobody was late with made-up returns
	}
	first, err := b.firstReceived(ctx, lastMonth(p))
	if err != nil {
		return nil, err
	}
	now := b.o.Now().In(vietNam)
	today := ntm.NewDate(now.Year(), int(now.Month()), now.Day())
	for i := range bd.Lines {
		switch l := &bd.Lines[i]; {
		case l.Standing == StandingMissing && today.After(t.Due):
			t.Late = append(t.Late, l.Unit)
		case l.Standing != StandingMissing && l.Standing != StandingExcluded && first[l.Unit.Code].After(t.Due):
			t.SentLate = append(t.SentLate, l.Unit)
		}
	}
	return t, nil
}

// boardOver is the board of a month, or of a longer period that is put together from its months: a unit stands there
// where it stands worst, unless it has filed for the period itself.
func (b *Book) boardOver(ctx context.Context, p ntm.Period) (*Board, error) {
	bd, err := b.Board(ctx, p)
	longer := b.monthsOf(p)
	if err != nil || longer == nil {
		return bd, err
	}
	worst := map[string]Standing{}
	for _, month := range longer {
		of, err := b.Board(ctx, month)
		if err != nil {
			return nil, err
		}
		for i := range of.Lines {
			l := &of.Lines[i]
			if l.Standing == StandingExcluded {
				continue // left out of the month, not of the period
			}
			if was, seen := worst[l.Unit.Code]; !seen || gravity(l.Standing) > gravity(was) {
				worst[l.Unit.Code] = l.Standing
			}
		}
	}
	for i := range bd.Lines {
		if l := &bd.Lines[i]; l.Standing == StandingMissing && worst[l.Unit.Code] != "" {
			l.Standing = worst[l.Unit.Code]
		}
	}
	return bd, nil
}

// gravity orders standings from the best to the worst.
func gravity(s Standing) int {
	return slices.Index([]Standing{StandingClean, StandingExplain, StandingReturned, StandingBlocked, StandingMissing}, s)
}

// firstReceived is, by unit, the day on which its first version of the period came in.
func (b *Book) firstReceived(ctx context.Context, p ntm.Period) (map[string]ntm.Date, error) {
	versions, err := b.store.Versions(ctx, p.String())
	if err != nil {
		return nil, b.stored(err)
	}
	out := map[string]ntm.Date{}
	for _, v := range versions {
		if _, has := out[v.Unit]; !has {
			out[v.Unit] = receivedOn(v.Received)
		}
	}
	return out, nil
}

// KeyFigure is one figure of the first page: a measure compared.
type KeyFigure struct {
	Family, Measure string
	Places          int
	Less            bool // less of it is better
	Rate            bool // in %: it moves by points
	ntm.Compared
}

// OverdueOffice is an office in charge with its road-map rows past their date.
type OverdueOffice struct {
	Office string // as the communes write it; empty: none named
	Steps  []OverdueStep
}

// OverdueStep is one road-map row past its date and not finished.
type OverdueStep struct {
	Unit      ntm.Unit
	Criterion string // number
	Content   string
	Due       ntm.Date
	Place     ntm.Place // of the date
}

// Overview is the first page of a period: the figures that an office looks at before any other.
type Overview struct {
	Period   ntm.Period
	From, To ntm.Date
	Set      *ntm.CriteriaSet
	Reported int // units in the totals
	Expected int
	Missing  []ntm.Unit
	Names    map[string]string   // of the units by code, told apart where two bear the same
	Standing map[string]Standing // of each unit's newest return, by code
	Criteria *ntm.CriteriaRollUp // the matrix commune × criterion, and 216/266
	Figures  []KeyFigure
	Overdue  []OverdueOffice // most first
	Findings []ntm.Finding   // of the totals' own checks: with one that blocks no total may be used
}

// Figure returns a key figure; nil if it is none of them.
func (v *Overview) Figure(family, measure string) *KeyFigure {
	for i := range v.Figures {
		if f := &v.Figures[i]; f.Family == family && f.Measure == measure {
			return f
		}
	}
	return nil
}

// OverdueSteps is how many road-map rows are past their date.
func (v *Overview) OverdueSteps() int {
	n := 0
	for _, o := range v.Overdue {
		n += len(o.Steps)
	}
	return n
}

// keyFigures are the measures of the first page.
func keyFigures() [][2]string {
	return [][2]string{{"tieu_chi", "dat"}, {"ho_ngheo", "ngheo"}, {"ho_ngheo", "ngheo_ty_le"}, {"ho_ngheo", "so_ho"},
		{"nguon_luc", "kh_nam"}, {"nguon_luc", "gn_lk"}, {"nguon_luc", "ty_le"}}
}

// overviewCells are the cells that the first page and the proof of its totals are made of.
func overviewCells(set *ntm.CriteriaSet) []store.Pick {
	out := []store.Pick{
		{Table: ntm.CriteriaTable, Columns: []string{ntm.StatusColumn, ntm.YearStartColumn, ntm.PlanStatusColumn}, Rows: criterionRows(set)},
		{Table: "ho_ngheo"}, {Table: "dan_cu"},
		{Table: ntm.ResourceTable, Rows: []string{"TONG"}, Columns: []string{"kh_nam", "chuyen_sang", "dieu_chinh", "gn_lk"}},
		{Table: "lo_trinh", Columns: []string{"ma", "noi_dung", "don_vi", "thoi_han", "tinh_trang"}},
		{Table: "cong_nhan", Columns: []string{"danh_hieu", "so_qd", "ngay_qd", "hinh_thuc"}},
	}
	if len(set.Groups) > 0 { // they are stated on the first sheet
		out = append(out, store.Pick{Table: ntm.FieldsTable, Columns: []string{ntm.FieldColumn}})
	}
	return out
}

// beforeCells are those of the period before that the first page compares with.
func beforeCells(set *ntm.CriteriaSet) []store.Pick {
	return append(statusCells(set),
		store.Pick{Table: "ho_ngheo", Columns: []string{"cuoi_ky"}, Rows: []string{ntm.PoorRow}}, store.Pick{Table: "dan_cu", Columns: []string{"so_ho"}},
		store.Pick{Table: ntm.ResourceTable, Rows: []string{"TONG"}, Columns: []string{"kh_nam", "chuyen_sang", "dieu_chinh", "gn_lk"}})
}

// statusCells are the present assessments of the criteria, without their indicators.
func statusCells(set *ntm.CriteriaSet) []store.Pick {
	return []store.Pick{{Table: ntm.CriteriaTable, Columns: []string{ntm.StatusColumn}, Rows: criterionRows(set)}}
}

// criterionRows are the keys of the criteria's own rows, without their indicators.
func criterionRows(set *ntm.CriteriaSet) []string {
	rows := make([]string, 0, set.N())
	for _, c := range set.Criteria {
		rows = append(rows, strconv.Itoa(c.No))
	}
	return rows
}

// slice reads only the cells picked.
func (b *Book) slice(picks []store.Pick) reader {
	return func(ctx context.Context, p ntm.Period) (map[string]*ntm.Return, error) {
		m, err := b.period(ctx, p)
		if err != nil {
			if unknownPeriod(err) {
				return nil, nil
			}
			return nil, err
		}
		versions, err := b.store.Official(ctx, p.String())
		if err != nil {
			return nil, b.stored(err)
		}
		of := make([]store.Sliced, 0, len(versions))
		for code, v := range versions {
			u, f, ok, err := b.filer(m, code)
			if err != nil {
				return nil, err
			}
			if ok {
				of = append(of, store.Sliced{Version: v, Def: f.def, UnitName: u.Name})
			}
		}
		returns, err := b.store.Slice(ctx, of, picks)
		if err != nil {
			return nil, b.stored(err)
		}
		out := make(map[string]*ntm.Return, len(of))
		for _, s := range of {
			out[s.Version.Unit] = returns[s.Version.ID]
		}
		return out, nil
	}
}

// Overview reads the first page of a period: only the cells it needs.
func (b *Book) Overview(ctx context.Context, p ntm.Period) (*Overview, error) {
	m, err := b.period(ctx, p)
	if err != nil {
		return nil, err
	}
	ru, err := b.rollUp(ctx, p, b.slice(overviewCells(m.set)))
	if err != nil {
		return nil, err
	}
	before, err := b.past(ctx, p.Previous(), b.slice(beforeCells(m.set)))
	if err != nil {
		return nil, err
	}
	ru.LookBack(before)
	v := &Overview{Period: p, From: ru.From, To: ru.To, Set: ru.Set, Missing: ru.Missing(ntm.Every), Names: ru.Names(), Criteria: ru.Criteria(ntm.Every),
		Overdue: overdue(ru), Findings: ntm.ExamineRollUp(ru)}
	if v.Standing, err = b.standings(ctx, p); err != nil {
		return nil, err
	}
	v.Reported, v.Expected = ru.Count(ntm.Every)
	times := &ntm.Times{Now: ru, Before: before}
	for _, key := range keyFigures() {
		f, err := b.o.family(key[0])
		if err != nil {
			return nil, err
		}
		if m, ok := f.Measure(key[1]); ok {
			v.Figures = append(v.Figures, KeyFigure{f.ID, m.ID, m.Places, m.Less, m.Rate != nil, times.Compare(m, f.Which())})
		}
	}
	return v, nil
}

// overdue gathers the road-map rows past their date by the office in charge.
func overdue(ru *ntm.RollUp) []OverdueOffice {
	by := map[string]*OverdueOffice{}
	for _, x := range ru.List("lo_trinh", ntm.Every) {
		if !ru.IsOverdue(x) {
			continue
		}
		name := x.Value("don_vi").Text
		o, ok := by[name]
		if !ok {
			o = &OverdueOffice{Office: name}
			by[name] = o
		}
		due, _ := ntm.ParseDateISO(x.Value("thoi_han").Text)
		o.Steps = append(o.Steps, OverdueStep{Unit: x.Line.Unit, Criterion: x.Value("ma").Canonical(), Content: x.Value("noi_dung").Text,
			Due: due, Place: x.Place("thoi_han")})
	}
	var out []OverdueOffice
	for _, name := range slices.Sorted(maps.Keys(by)) {
		o := by[name]
		slices.SortStableFunc(o.Steps, func(a, c OverdueStep) int { return a.Due.Compare(c.Due) })
		out = append(out, *o)
	}
	slices.SortStableFunc(out, func(a, c OverdueOffice) int { return cmp.Compare(len(c.Steps), len(a.Steps)) })
	return out
}
