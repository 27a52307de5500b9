package office_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bieuxa/internal/filled"
	"bieuxa/ntm"
	"bieuxa/office"
)

// quanHoaOverview: the published figures of the sample district stand on its first page: 216/266 criteria, 17 gained in
// the year; 309 poor households of 1.024, 715 fewer. 209 were met in November, as the sample's plan has it.
func quanHoaOverview(t *testing.T, b *office.Book) {
	p := month(t, "2020-12")
	v, err := b.Overview(ctx, p)
	if err != nil {
		t.Fatal(err)
	}
	c := v.Criteria
	if c.Met != 216 || c.Possible != 266 || c.Before.String() != "209" || c.YearStart.String() != "199" || c.Average().D.StringFixed(2) != "15.43" {
		t.Errorf("criteria %d/%d, before %s, at the start of the year %s", c.Met, c.Possible, c.Before, c.YearStart)
	}
	for _, x := range []struct{ family, measure, now, before, start, change, sinceStart string }{
		{"tieu_chi", "dat", "216", "209", "199", "7", "17"},
		{"ho_ngheo", "ngheo", "309", "569", "1024", "-260", "-715"},
		{"ho_ngheo", "so_ho", "11115", "11115", "", "0", ""},
	} {
		f := v.Figure(x.family, x.measure)
		if f == nil {
			t.Errorf("no figure %s.%s", x.family, x.measure)
			continue
		}
		got := strings.Join([]string{f.Now.String(), f.Before.String(), f.YearStart.String(), f.Change().String(), f.SinceYearStart().String()}, " ")
		if want := strings.Join([]string{x.now, x.before, x.start, x.change, x.sinceStart}, " "); got != want {
			t.Errorf("%s.%s: %s, want %s", x.family, x.measure, got, want)
		}
	}
	if r := v.Figure("ho_ngheo", "ngheo_ty_le"); r.Now.D.StringFixed(2) != "2.78" || r.YearStart.D.StringFixed(1) != "9.2" || r.Now.Reported != 15 {
		t.Errorf("rate of poor %s, a year before %s, of %d units", r.Now, r.YearStart, r.Now.Reported)
	}
	sameAsTheRollUp(t, b, p, v)
	if tu, err := b.Turnout(ctx, month(t, "2020-Q4")); err != nil || tu.Received != 15 || tu.Clean != 15 || tu.Due != ntm.NewDate(2020, 12, 16) {
		t.Errorf("the quarter: %+v, %v", tu, err)
	}
	quanHoaSeries(t, b, p)
	quanHoaBehind(t, b, p)
}

// sameAsTheRollUp: what the first page shows is what rollup prints.
func sameAsTheRollUp(t *testing.T, b *office.Book, p ntm.Period, v *office.Overview) {
	ru := rollUp(t, b, p)
	if diff := cmp.Diff(matrixOf(ru.Criteria(ntm.Every)), matrixOf(v.Criteria)); diff != "" {
		t.Errorf("the matrix is not the roll-up's (-roll-up +page):\n%s", diff)
	}
	for _, l := range ru.Resources(ntm.Every) {
		if l.Row.Code != "TONG" {
			continue
		}
		for measure, want := range map[string]ntm.Num{"kh_nam": l.Plan.Num, "gn_lk": l.SpentToDate.Num, "ty_le": l.Rate} {
			if got := v.Figure("nguon_luc", measure); !got.Now.D.Equal(want.D) {
				t.Errorf("%s: %s, the roll-up has %s", measure, got.Now, want)
			}
		}
	}
	arrears, villages := ru.Arrears(ntm.Every), ru.Tally("thon", "trang_thai", ntm.Every, nil)
	for _, x := range []struct {
		family, measure string
		want            ntm.Num
	}{
		{"no_dong", "cuoi_ky", arrears.Closing.Num},
		{"no_dong", "cong_trinh", ntm.NumInt(len(arrears.Works))},
		{"thon", "so_thon", ntm.NumInt(villages.Rows)},
		{"thon", "dat_chuan", ntm.NumInt(7)}, // published: 7 bản
		{"ocop", "hieu_luc", ntm.NumInt(ru.Tally("ocop", "sao", ntm.Every, ru.LiveProduct).Rows)},
		{"cong_nhan", "dat_chuan", ntm.NumInt(len(ru.Recognised(ntm.TitleStandard, ntm.Every)))},
		{"ho_ngheo", "thoat", ru.Poverty(ntm.PoorRow, ntm.Every).Escaped.Num},
	} {
		ft, err := b.FamilyTable(ctx, p, x.family)
		if err != nil {
			t.Fatal(err)
		}
		at := measureAt(t, ft, x.measure)
		if got := ft.Total[at].Now.Num; !got.OK || !got.D.Equal(x.want.D) {
			t.Errorf("%s.%s: %s, want %s", x.family, x.measure, got, x.want)
		}
		sum := ntm.NumInt(0)
		for i := range ft.Rows {
			sum = sum.Add(ft.Rows[i].Cells[at].Now.Num)
		}
		if !sum.OK || !sum.D.Equal(ft.Total[at].Now.D) {
			t.Errorf("%s.%s: the rows add up to %s, the total is %s", x.family, x.measure, sum, ft.Total[at].Now)
		}
	}
}

// matrixOf is a matrix with its cells' places, in plain values.
func matrixOf(c *ntm.CriteriaRollUp) map[string]any {
	out := map[string]any{"totals": []any{c.Reported, c.Expected, c.Met, c.Possible, c.Before.String(), c.YearStart.String(), c.Planned.String()}}
	for i := range c.Units {
		u := &c.Units[i]
		out[u.Line.Unit.Code] = []any{u.Statuses, u.Places, u.Met, u.Before.String(), u.AtYearStart.String(), u.Planned.String()}
	}
	return out
}

func measureAt(t *testing.T, ft *office.FamilyTable, id string) int {
	t.Helper()
	for i := range ft.Family.Measures {
		if ft.Family.Measures[i].ID == id {
			return i
		}
	}
	t.Fatalf("family %s has no measure %s", ft.Family.ID, id)
	return 0
}

func quanHoaSeries(t *testing.T, b *office.Book, p ntm.Period) {
	series, err := b.Series(ctx, p)
	if err != nil {
		t.Fatal(err)
	}
	if len(series) != 12 || series[0].Period.String() != "2020-01" || series[11].Period != p {
		t.Fatalf("%d months, from %s to %s", len(series), series[0].Period, series[len(series)-1].Period)
	}
	for _, pt := range series {
		if c := rollUp(t, b, pt.Period).Criteria(ntm.Every); pt.Reported != 14 || pt.Expected != 14 || pt.Met.String() != ntm.NumInt(c.Met).String() {
			t.Errorf("%s: %s met in %d/%d communes, the roll-up has %d", pt.Period, pt.Met, pt.Reported, pt.Expected, c.Met)
		}
	}
	early, err := b.Series(ctx, month(t, "2020-02"))
	if err != nil {
		t.Fatal(err)
	}
	if gap := early[0]; gap.Reported != 0 || gap.Average.OK || gap.Met.OK {
		t.Errorf("a month before the book began: %+v, want a gap", gap)
	}
}

func quanHoaBehind(t *testing.T, b *office.Book, p ntm.Period) {
	x, err := b.Behind(ctx, p, "ho_ngheo.ngheo")
	if err != nil {
		t.Fatal(err)
	}
	sum := ntm.NumInt(0)
	for i := range x.Shares {
		s := &x.Shares[i]
		sum = sum.Add(s.Value)
		if len(s.Sources) != 1 || s.Sources[0].Place.Sheet != "04_HoNgheo" || s.Sources[0].Place.Cell == "" || !strings.Contains(s.File, s.Unit.Name) {
			t.Errorf("%s: %+v of %s", s.Unit.Name, s.Sources, s.File)
		}
	}
	if x.Total.String() != "309" || sum.String() != "309" || len(x.Shares) != 15 {
		t.Errorf("%s behind a total of %s, %d units", sum, x.Total, len(x.Shares))
	}
	rate, err := b.Behind(ctx, p, "ho_ngheo.ngheo_ty_le")
	if err != nil {
		t.Fatal(err)
	}
	if len(rate.Shares[0].Sources) != 2 || rate.Shares[0].Part.OK {
		t.Errorf("a rate is made of %d cells, part %s; want the poor and the households, and no part", len(rate.Shares[0].Sources), rate.Shares[0].Part)
	}
	school, err := b.Behind(ctx, p, "tieu_chi/5/dg")
	if err != nil {
		t.Fatal(err)
	}
	by := rollUp(t, b, p).Criteria(ntm.Every).By[4]
	if school.Criterion != "Trường học" || school.Total.String() != ntm.NumInt(by.Met).String() || len(school.Shares) != 14 {
		t.Errorf("criterion 5: %q, %s of %d communes; want Trường học, %d of 14", school.Criterion, school.Total, len(school.Shares), by.Met)
	}
	for _, figure := range []string{"ho_ngheo.khong-co", "khong_co.x", "ho_ngheo", "ho_ngheo/ngheo/khong_co", "ho_ngheo/khong_co/cuoi_ky", "a/b/c/d"} {
		if _, err := b.Behind(ctx, p, figure); err == nil {
			t.Errorf("%s stands for something", figure)
		}
	}
}

// Thirteen of fourteen communes report in February, one of them for the first time: totals name who is absent, and a
// change is told only over the same units.
func TestComparedOnlyOverTheSameUnits(t *testing.T) {
	t.Parallel()
	m, b := district(t)
	take(t, b, m.period, m.plain()[1:]...) // not the first
	feb := newMaker(t, "xa-2016-2020", "2020-02")
	take(t, b, feb.period, feb.plain()[:13]...) // not the last
	for _, u := range feb.communes("385")[:13] {
		explainAll(t, b, feb.period, u.Code)
	}
	ft, err := b.FamilyTable(ctx, feb.period, "ho_ngheo")
	if err != nil {
		t.Fatal(err)
	}
	if ft.Reported != 13 || ft.Expected != 15 || len(ft.Missing) != 2 {
		t.Fatalf("%d/%d reported, %d missing", ft.Reported, ft.Expected, len(ft.Missing))
	}
	all := ft.Total[measureAt(t, ft, "so_ho")] // 100 households each
	if all.Now.String() != "1300" || all.Before.String() != "1200" || all.Before.Reported != 12 || all.Change().OK {
		t.Errorf("now %s, before %s of %d units, change %s; want 1300, 1200 of 12 and no change", all.Now, all.Before, all.Before.Reported, all.Change())
	}
	first, last := ft.Rows[1], ft.Rows[len(ft.Rows)-1] // the town stands first
	if cell := first.Cells[0]; first.Reported && cell.Before.OK {
		t.Errorf("%s did not report in January, and has %s", first.Unit.Name, cell.Before)
	}
	if cell := last.Cells[0]; last.Reported || cell.Now.OK || cell.Now.Num.String() != "" {
		t.Errorf("%s did not report, and has %s", last.Unit.Name, cell.Now)
	}
	v, err := b.Overview(ctx, feb.period)
	if err != nil {
		t.Fatal(err)
	}
	if v.Criteria.Reported != 13 || v.Criteria.Expected != 14 || v.Criteria.Before.OK || v.Figure("tieu_chi", "dat").Change().OK {
		t.Errorf("criteria of %d/%d communes, before %s", v.Criteria.Reported, v.Criteria.Expected, v.Criteria.Before)
	}
	lateness(t, b, m, feb)
}

// plain are returns of all communes, the same every month.
func (m *maker) plain() []string {
	var out []string
	for i, u := range m.communes("385") {
		c := m.commune(u)
		c.Poor = i % 5
		out = append(out, m.write(c))
	}
	return out
}

// The clock of these tests stands in January 2021: what was due on 16/02/2020 is late.
func lateness(t *testing.T, b *office.Book, m, feb *maker) {
	tu, err := b.Turnout(ctx, feb.period)
	if err != nil {
		t.Fatal(err)
	}
	if tu.Due != ntm.NewDate(2020, 2, 16) || len(tu.Late) != 2 || len(tu.SentLate) != 13 || tu.Missing != 2 {
		t.Errorf("due %s: %d late, %d sent late, %d missing", tu.Due, len(tu.Late), len(tu.SentLate), tu.Missing)
	}
	if err := b.Exclude(ctx, feb.period, tu.Late[0].Code, "Chờ sắp xếp", false); err != nil {
		t.Fatal(err)
	}
	if tu, err = b.Turnout(ctx, feb.period); err != nil || tu.Excluded != 1 || tu.Expected != 14 || len(tu.Late) != 1 {
		t.Errorf("after one is left out: %+v, %v", tu, err)
	}
	series, err := b.Series(ctx, m.period)
	if err != nil {
		t.Fatal(err)
	}
	if now := series[11]; now.Reported != 13 || now.Expected != 14 {
		t.Errorf("January in the series: %d/%d communes", now.Reported, now.Expected)
	}
}

// A road map that is past its date is counted under the office in charge.
func TestOverdueRoadMapsByOffice(t *testing.T) {
	t.Parallel()
	m, b := district(t)
	var paths []string
	for i, u := range m.communes("385")[:3] {
		c := m.commune(u, 2, 6)
		if i > 0 {
			c.Change = func(r *ntm.Return) {
				filled.Set(r, "lo_trinh", r.Grid("lo_trinh").Rows[0].Key, "thoi_han", "2020-01-10")
			}
		}
		paths = append(paths, m.write(c))
	}
	take(t, b, m.period, paths...)
	for _, u := range m.communes("385")[:3] {
		explainAll(t, b, m.period, u.Code)
	}
	v, err := b.Overview(ctx, m.period)
	if err != nil {
		t.Fatal(err)
	}
	n, by := rollUp(t, b, m.period).Overdue(ntm.Every)
	if n != 2 || v.OverdueSteps() != n || len(v.Overdue) != len(by) {
		t.Errorf("%d steps overdue under %d offices; the roll-up has %d under %d", v.OverdueSteps(), len(v.Overdue), n, len(by))
	}
	if s := v.Overdue[0].Steps[0]; s.Due != ntm.NewDate(2020, 1, 10) || s.Place.Sheet != "08_LoTrinh" || s.Criterion != "2" {
		t.Errorf("%+v", s)
	}
}

// explainAll writes a reason to every warning of a unit, so that its return counts.
func explainAll(t *testing.T, b *office.Book, p ntm.Period, unit string) {
	t.Helper()
	fs, err := b.Findings(ctx, p, unit)
	if err != nil {
		t.Fatal(err)
	}
	for i := range fs {
		if fs[i].Severity == ntm.Explain {
			if _, err := b.Explain(ctx, p, unit, fs[i].Key(), "Đã kiểm tra, số đúng"); err != nil {
				t.Fatal(err)
			}
		}
	}
}
