package office_test

import (
	"context"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"bieuxa/assets"
	"bieuxa/ntm"
	"bieuxa/office"
)

// An office asks for a month until 15 days after its cut-off, then for the one that runs: cut on the 14th, 28/02 is
// still asked about February, 02/03 about March.
func TestOfferedBeginsWithTheMonthOfToday(t *testing.T) {
	t.Parallel()
	for _, x := range []struct {
		today time.Time
		cut   ntm.CutStyle
		want  string
	}{
		{time.Date(2020, 2, 16, 8, 0, 0, 0, time.UTC), ntm.CutFifteenth, "2020-02"},
		{time.Date(2020, 2, 28, 8, 0, 0, 0, time.UTC), ntm.CutFifteenth, "2020-02"},
		{time.Date(2020, 3, 2, 8, 0, 0, 0, time.UTC), ntm.CutFifteenth, "2020-03"},
		{time.Date(2020, 2, 14, 8, 0, 0, 0, time.UTC), ntm.CutFifteenth, "2020-02"},
		{time.Date(2020, 2, 10, 8, 0, 0, 0, time.UTC), ntm.CutCalendar, "2020-01"},
		{time.Date(2020, 2, 20, 8, 0, 0, 0, time.UTC), ntm.CutCalendar, "2020-02"},
		{time.Date(2026, 5, 20, 8, 0, 0, 0, time.UTC), ntm.CutFifteenth, "2020-01"}, // the district ended in 2025
	} {
		o, err := office.Open(office.Config{Assets: assets.FS, Now: func() time.Time { return x.today }})
		if err != nil {
			t.Fatal(err)
		}
		b, err := o.Create(context.Background(), filepath.Join(t.TempDir(), "b.bieuxa"), office.NewBook{Parent: "385", On: ntm.NewDate(2020, 1, 10), Cut: x.cut})
		if err != nil {
			t.Fatal(err)
		}
		all, begin, err := b.Offered(ctx)
		if err != nil || begin.String() != x.want || !slices.Contains(all, begin) {
			t.Errorf("%s, %s: begins with %s of %v, want %s (%v)", x.today.Format(time.DateOnly), x.cut, begin, all, x.want, err)
		}
		b.Close()
	}
}

func TestOfferedHasTheNextMonth(t *testing.T) {
	t.Parallel()
	b, p, _, _ := phuLe(t) // received 2020-02; today is 04/01/2021
	all, begin, err := b.Offered(ctx)
	if err != nil || begin != p {
		t.Errorf("begins with %s: %v", begin, err)
	}
	for _, want := range []string{"2020-02", "2020-03", "2021-01"} {
		if !slices.Contains(all, month(t, want)) {
			t.Errorf("%v lacks %s", all, want)
		}
	}
}

func TestRecentFilesTellWhichAreMissing(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	o, err := office.Open(office.Config{Assets: assets.FS, Home: home, Now: clock})
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{home, filepath.Join(home, "gone.bieuxa")} {
		if err := o.Remember(path); err != nil {
			t.Fatal(err)
		}
	}
	got := o.Recent()
	if len(got) != 2 || got[0].Path != filepath.Join(home, "gone.bieuxa") || !got[0].Missing || got[1].Missing {
		t.Errorf("recent %+v", got)
	}
	if err := o.Forget(got[0].Path); err != nil || len(o.Recent()) != 1 {
		t.Errorf("%v, recent %+v", err, o.Recent())
	}
}
