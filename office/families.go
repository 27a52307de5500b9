package office

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"bieuxa/ntm"
	"bieuxa/store"
)

// FamilyRow is one unit's row of a family table: a cell for each measure, in their order.
type FamilyRow struct {
	Unit     ntm.Unit
	Reported bool
	Standing Standing // of its newest return
	Cells    []ntm.Compared
}

// FamilyTable is a family of measures by unit, each compared with the period before, 31/12 of last year and
// the same period of last year.
type FamilyTable struct {
	Family    *ntm.Family
	Period    ntm.Period
	From, To  ntm.Date
	Parent    ntm.Unit
	Before    ntm.Period // what the comparisons look back to
	YearStart ntm.Period
	YearAgo   ntm.Period
	Names     map[string]string // of the units by code, told apart where two bear the same
	Rows      []FamilyRow
	Total     []ntm.Compared
	Reported  int
	Expected  int
	Missing   []ntm.Unit
	Excluded  []ntm.Exclusion
	Findings  []ntm.Finding // of the totals' own checks: with one that blocks no total may be used
}

// Families are the families of tables that a book is followed by.
func (o *Office) Families() []ntm.Family { return slices.Clone(o.loaded().families) }

// Families are the families of tables that the book is followed by.
func (b *Book) Families() []ntm.Family { return b.o.Families() }

// family finds a family by its id.
func (o *Office) family(id string) (*ntm.Family, error) {
	for i := range o.families {
		if o.families[i].ID == id {
			return &o.families[i], nil
		}
	}
	return nil, problem(ProblemFamily, nil, "family", id)
}

// FamilyTable puts a family together for a period.
func (b *Book) FamilyTable(ctx context.Context, p ntm.Period, id string) (*FamilyTable, error) {
	f, err := b.o.family(id)
	if err != nil {
		return nil, err
	}
	m, err := b.period(ctx, p)
	if err != nil {
		return nil, err
	}
	own := familyCells(f, m.set)
	ru, err := b.rollUp(ctx, p, b.slice(append(own, overviewCells(m.set)...))) // the first pick of a table counts
	if err != nil {
		return nil, err
	}
	t := &FamilyTable{Family: f, Period: p, From: ru.From, To: ru.To, Parent: ru.Parent, Before: p.Previous(), YearStart: p.YearEnd(),
		YearAgo: p.YearAgo(), Missing: ru.Missing(f.Which()), Findings: ntm.ExamineRollUp(ru), Names: ru.Names()}
	t.Reported, t.Expected = ru.Count(f.Which())
	for _, x := range ru.Excluded {
		if f.Which()(&ntm.UnitLine{Unit: x.Unit}) {
			t.Excluded = append(t.Excluded, x)
		}
	}
	times, err := b.times(ctx, ru, t, b.slice(own))
	if err != nil {
		return nil, err
	}
	standings, err := b.standings(ctx, p)
	if err != nil {
		return nil, err
	}
	for _, l := range ru.Pick(f.Which()) {
		row := FamilyRow{Unit: l.Unit, Reported: l.Reported(), Standing: standings[l.Unit.Code]}
		row.Cells = compareAll(times.Of(l.Unit), f, ntm.Every)
		t.Rows = append(t.Rows, row)
	}
	t.Total = compareAll(times, f, f.Which())
	return t, nil
}

// standings is where each unit stands in the period, by code.
func (b *Book) standings(ctx context.Context, p ntm.Period) (map[string]Standing, error) {
	bd, err := b.boardOver(ctx, p)
	if err != nil {
		return nil, err
	}
	out := make(map[string]Standing, len(bd.Lines))
	for i := range bd.Lines {
		out[bd.Lines[i].Unit.Code] = bd.Lines[i].Standing
	}
	return out, nil
}

// familyCells are the cells that a family's measures are made of.
func familyCells(f *ntm.Family, set *ntm.CriteriaSet) []store.Pick {
	var out []store.Pick
	seen := map[string]bool{}
	for i := range f.Measures {
		for _, table := range f.Measures[i].Tables() {
			if seen[table] {
				continue
			}
			seen[table] = true
			pick := store.Pick{Table: table}
			if table == ntm.CriteriaTable {
				pick = overviewCells(set)[0] // statuses of criteria, without their indicators
			}
			out = append(out, pick)
		}
	}
	return out
}

func compareAll(times *ntm.Times, f *ntm.Family, w ntm.Which) []ntm.Compared {
	out := make([]ntm.Compared, len(f.Measures))
	for i := range f.Measures {
		out[i] = times.Compare(&f.Measures[i], w)
	}
	return out
}

// times reads the roll-ups that a table is compared over.
func (b *Book) times(ctx context.Context, now *ntm.RollUp, t *FamilyTable, read reader) (*ntm.Times, error) {
	out := &ntm.Times{Now: now}
	seen := map[ntm.Period]*ntm.RollUp{}
	for _, x := range []struct {
		p    ntm.Period
		into **ntm.RollUp
	}{{t.Before, &out.Before}, {t.YearStart, &out.YearStart}, {t.YearAgo, &out.YearAgo}} {
		ru, known := seen[x.p]
		if !known {
			var err error
			if ru, err = b.past(ctx, x.p, read); err != nil {
				return nil, err
			}
			seen[x.p] = ru
		}
		*x.into = ru
	}
	return out, nil
}

// past is the roll-up of a period that figures are compared with; nil if the book knows nothing of it.
func (b *Book) past(ctx context.Context, p ntm.Period, read reader) (*ntm.RollUp, error) {
	ru, err := b.rollUp(ctx, p, read)
	if unknownPeriod(err) {
		return nil, nil
	}
	return ru, err
}

// unknownPeriod tells that a book knows no units or no criteria set of a period: it is not that it could not be read.
func unknownPeriod(err error) bool {
	var p *Problem
	return errors.As(err, &p) && p.ID != ProblemBook
}

// Share is one unit's part in a figure.
type Share struct {
	Unit     ntm.Unit
	Reported bool
	Standing Standing   // of its newest return
	Stated   bool       // the unit states the figure; false: it has not reported, or left it blank
	Value    ntm.Num    // what it adds; for a rate its own rate
	Part     ntm.Num    // of the total, in %; missing for a rate or a total of zero
	Status   ntm.Status // for the assessment of a criterion
	Sources  []ntm.Source
	File     string // the file it was read from
}

// Behind is what stands behind a figure: every unit expected, with its cells.
type Behind struct {
	Figure             string // as it was asked for
	Family, Measure    string // ids, if it is a measure
	AtYearStart        bool   // the measure at 31/12 of last year, as the returns state it
	Table, Row, Column string // else
	What               string // of the row and column in words, else
	Criterion          string // name of the criterion whose assessment it is
	Period             ntm.Period
	Total              ntm.Num
	Places             int // decimals shown
	Reported, Expected int
	Names              map[string]string // of the units by code, told apart where two bear the same
	Shares             []Share
}

// YearStartSuffix after «family.measure» names the measure at 31/12 of last year, as the returns state it.
const YearStartSuffix = ".year-start"

// Behind answers «từ đâu?» for a figure: «family.measure» as in FamilyTable, or table/row/column, or
// table/column for a list, as in Trace.
func (b *Book) Behind(ctx context.Context, p ntm.Period, figure string) (*Behind, error) {
	x := &Behind{Figure: figure, Period: p, Places: ntm.Exact}
	m, which, err := b.measureOf(figure, x)
	if err != nil {
		return nil, err
	}
	ru, err := b.rollUp(ctx, p, b.tables(m.Tables()...))
	if err != nil {
		return nil, err
	}
	standings, err := b.standings(ctx, p)
	if err != nil {
		return nil, err
	}
	status := false
	if x.Table != "" {
		if status, err = x.word(ru.Def); err != nil {
			return nil, err
		}
	}
	if status {
		x.assessed(ru)
	} else {
		x.measured(ru, m, which)
	}
	x.Names = ru.Names()
	for i := range x.Shares {
		x.Shares[i].Standing = standings[x.Shares[i].Unit.Code]
	}
	return x, nil
}

// measured takes the measure of all units and of each.
func (x *Behind) measured(ru *ntm.RollUp, m *ntm.Measure, which ntm.Which) {
	total := ru.Measure(m, which)
	x.Total, x.Reported, x.Expected = total.Num, total.Reported, total.Expected
	for _, l := range ru.Pick(which) {
		f := ru.Measure(m, func(o *ntm.UnitLine) bool { return o == l })
		s := Share{Unit: l.Unit, Reported: l.Reported(), Stated: f.Reported > 0, Value: f.Num, Sources: f.Sources}
		if m.Rate == nil {
			s.Part = f.Num.Mul(ntm.NumInt(100)).Div(total.Num)
		}
		if l.Now != nil {
			s.File = l.Now.File
		}
		x.Shares = append(x.Shares, s)
	}
}

// measureOf finds the measure that a figure names and the units it is of.
func (b *Book) measureOf(figure string, x *Behind) (*ntm.Measure, ntm.Which, error) {
	if id, measure, ok := strings.Cut(figure, "."); ok && !strings.Contains(figure, "/") {
		f, err := b.o.family(id)
		if err != nil {
			return nil, nil, err
		}
		measure, x.AtYearStart = strings.CutSuffix(measure, YearStartSuffix)
		m, ok := f.Measure(measure)
		if !ok || x.AtYearStart && m.YearStart == nil {
			return nil, nil, problem(ProblemFigure, nil, "figure", figure)
		}
		x.Family, x.Measure, x.Places = id, measure, m.Places
		if x.AtYearStart {
			m = m.YearStart
		}
		return m, f.Which(), nil
	}
	parts := strings.Split(figure, "/")
	switch len(parts) {
	case 2:
		x.Table, x.Column = parts[0], parts[1]
		return &ntm.Measure{List: figure}, ntm.Every, nil
	case 3:
		x.Table, x.Row, x.Column = parts[0], parts[1], parts[2]
		return &ntm.Measure{Sum: figure}, ntm.Every, nil
	}
	return nil, nil, problem(ProblemFigure, nil, "figure", figure)
}

// word refuses a figure whose cells the definition does not have, and names its row and column; status says
// that the cells hold assessments, not figures.
func (x *Behind) word(def *ntm.Definition) (status bool, err error) {
	t, ok := def.Table(x.Table)
	if !ok || t.Col(x.Column) < 0 {
		return false, problem(ProblemFigure, nil, "figure", x.Figure)
	}
	col := &t.Columns[t.Col(x.Column)]
	x.What = col.Heading()
	if x.Row != "" {
		row, ok := t.RowDefOf(x.Row)
		if !ok {
			return false, problem(ProblemFigure, nil, "figure", x.Figure)
		}
		x.What = row.Label + " – " + x.What
	}
	return x.Row != "" && col.Type == ntm.TypeStatus, nil
}

// assessed lists how each commune assesses one criterion or indicator; the total is how many count as met.
func (x *Behind) assessed(ru *ntm.RollUp) {
	met := 0
	for _, c := range ru.Set.Criteria {
		if strconv.Itoa(c.No) == x.Row && x.Table == ntm.CriteriaTable {
			x.Criterion = c.Name
		}
	}
	for _, l := range ru.Pick(ntm.Rural) {
		s := Share{Unit: l.Unit, Reported: l.Reported()}
		x.Expected++
		if e, ok := l.Now.Entry(x.Table, x.Row, x.Column); ok {
			s.Status = ntm.StatusOf(e.Value)
			s.File = l.Now.File
			s.Stated = s.Status != ntm.StatusBlank
			s.Sources = []ntm.Source{{Unit: l.Unit.Code, Period: l.Now.Period, Place: e.Place, What: s.Status.String()}}
		}
		if s.Stated {
			x.Reported++
		}
		if ru.Meets(s.Status) {
			met++
		}
		x.Shares = append(x.Shares, s)
	}
	if x.Reported > 0 {
		x.Total, x.Places = ntm.NumInt(met), 0
	}
}
