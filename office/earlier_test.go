package office_test

import (
	"fmt"
	"testing"

	"bieuxa/internal/filled"
	"bieuxa/ntm"
	"bieuxa/office"
)

// filedPoor takes in returns of the communes, in code order: poor households at the start of the year, before and
// at the end of the period.
func filedPoor(t *testing.T, b *office.Book, period string, poor ...[3]int) {
	t.Helper()
	m := newMaker(t, "xa-2016-2020", period)
	for i, u := range m.communes("385")[:len(poor)] {
		c, n := m.commune(u, 11), poor[i]
		c.Change = func(r *ntm.Return) {
			for col, households := range map[string]int{"dau_nam": n[0], "dau_ky": n[1], "thoat": n[1] - n[2], "cuoi_ky": n[2]} {
				filled.Set(r, "ho_ngheo", ntm.PoorRow, col, fmt.Sprint(households))
			}
		}
		wantClean(t, take(t, b, m.period, m.write(c)))
	}
}

// Three communes report December 2020 (6 + 7 + 9 poor households), the first two November (7 + 8), and
// December 2019 (10 + 20); the third of them is new among those that report.
func TestRollUpBesideEarlierOnes(t *testing.T) {
	t.Parallel()
	b := create(t, office.NewBook{Parent: "385", Set: "xa-2016-2020", On: ntm.NewDate(2019, 12, 14)})
	filedPoor(t, b, "2019-12", [3]int{10, 10, 10}, [3]int{20, 20, 20})
	filedPoor(t, b, "2020-11", [3]int{10, 8, 7}, [3]int{20, 9, 8})
	filedPoor(t, b, "2020-12", [3]int{10, 7, 6}, [3]int{20, 8, 7}, [3]int{9, 9, 9})
	ru := rollUp(t, b, month(t, "2020-12")) // its first line is the town, which reports nothing
	if ru.Previous != nil || ru.YearEnd != nil || ru.YearAgo != nil {
		t.Error("other times are read though nobody asked")
	}
	want := ntm.Earlier{Previous: []string{"ho_ngheo"}, YearAgo: []string{ntm.ResourceTable}, YearEnd: []string{"ho_ngheo"}}
	if err := b.Beside(ctx, ru, want); err != nil {
		t.Fatal(err)
	}
	closing := &ntm.Measure{Sum: "ho_ngheo/ngheo/cuoi_ky"}
	c := ru.Times().Compare(closing, ntm.Every)
	for what, f := range map[string][2]string{"now": {c.Now.String(), "22"}, "before": {c.Before.String(), "15"}, "at the end of last year": {c.YearStart.String(), "30"}} {
		if f[0] != f[1] {
			t.Errorf("%s: %s poor households, want %s", what, f[0], f[1])
		}
	}
	if c.Now.Reported != 3 || c.YearAgo.Reported != 2 || c.Change().OK || c.SinceYearAgo().OK {
		t.Errorf("%d communes now, %d a year ago, yet the change is %s", c.Now.Reported, c.YearAgo.Reported, c.Change())
	}
	two := ru.Times().Compare(closing, func(l *ntm.UnitLine) bool { return l.Unit.Code != ru.Lines[3].Unit.Code })
	if got := two.Change().String(); got != "-2" {
		t.Errorf("change of the first two %s, want 13 - 15 = -2", got)
	}
	if f := ru.YearAgo.Sum(ntm.ResourceTable, "TONG", "hd_lk", ntm.Every); f.Reported != 2 {
		t.Errorf("money a year ago of %d communes, want 2", f.Reported)
	}
	if f := ru.Previous.Sum(ntm.ResourceTable, "TONG", "hd_lk", ntm.Every); f.OK {
		t.Error("money of November is read though nobody asked")
	}
	if n := ru.Lines[1].Before; n == nil || ru.Lines[3].Before != nil {
		t.Error("the returns before are not those of November")
	}
	none := rollUp(t, b, month(t, "2019-12"))
	if err := b.Beside(ctx, none, want); err != nil || none.Previous != nil || none.YearAgo != nil {
		t.Errorf("before the first month: %v, %v, %v", none.Previous, none.YearAgo, err)
	}
}
