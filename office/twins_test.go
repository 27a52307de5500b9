package office_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"bieuxa/internal/filled"
	"bieuxa/ntm"
	"bieuxa/office"
)

// funds fills 45 figures that are a unit's own: 1000, 1007, 1014 … from the unit's first.
func funds(r *ntm.Return, first int) {
	for i, row := range []string{"I.1", "I.2", "II.1", "II.2", "II.3", "III", "IV", "V", "VI.1"} {
		for j, col := range []string{"kh_nam", "hd_ky", "hd_lk", "gn_ky", "gn_lk"} {
			filled.Set(r, ntm.ResourceTable, row, col, fmt.Sprint(first+7*(5*i+j)))
		}
	}
}

// T5: a neighbour's file of which three figures were changed is still the neighbour's; another unit's own
// figures are not, though everything else is alike.
func TestACopyWithAFewFiguresChangedIsFlagged(t *testing.T) {
	m := newMaker(t, "xa-2016-2020", "2020-01")
	units := m.communes("385")
	var paths []string
	for i, change := range []func(*ntm.Return){
		func(r *ntm.Return) { funds(r, 1000) },
		func(r *ntm.Return) {
			funds(r, 1000)
			for _, row := range []string{"I.1", "III", "V"} {
				filled.Set(r, ntm.ResourceTable, row, "hd_ky", "555")
			}
		},
		func(r *ntm.Return) { funds(r, 5001) },
	} {
		c := m.commune(units[i])
		c.Change = change
		paths = append(paths, m.write(c))
	}
	b := create(t, office.NewBook{Parent: "385", Set: "xa-2016-2020", On: m.to})
	for i, v := range take(t, b, m.period, paths...) {
		var want, got []string
		if i < 2 {
			want = []string{units[1-i].Code + ".xlsx"}
		}
		for _, f := range v.Findings {
			if f.ID == "T5" {
				got = append(got, f.Facts["other"])
				if !strings.Contains(f.Facts["how"], " trên ") {
					t.Errorf("%s: it is not said how many figures are the same: %v", v.File, f.Facts)
				}
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: the same as %v, want %v", v.File, got, want)
		}
	}
}

// The pair of reports.md 5: in 2020 14902 was Nam Tiến, and Nam Xuân was 14914. The name of one over the code
// of the other is told at its cell with the code that the name has; it is no unit that has ended or not begun.
func TestNameOfOneAndCodeOfTheOther(t *testing.T) {
	m := newMaker(t, "xa-2016-2020", "2020-01")
	c := m.commune(m.unit("14902"))
	c.Change = func(r *ntm.Return) { filled.Set(r, ntm.FieldsTable, "ten_don_vi", ntm.FieldColumn, "Xã Nam Xuân") }
	b := create(t, office.NewBook{Parent: "385", Set: "xa-2016-2020", On: m.to})
	v := take(t, b, m.period, m.write(c))[0]
	i := slices.IndexFunc(v.Findings, func(f ntm.Finding) bool { return f.ID == "T2a" && f.Row == "ten_don_vi" })
	if i < 0 || slices.ContainsFunc(v.Findings, func(f ntm.Finding) bool { return f.ID == "T2" }) {
		t.Fatalf("want T2a and no T2:\n%s", found(t, v.Findings))
	}
	if f := v.Findings[i]; f.Want != "Xã Nam Tiến" || f.Facts["other"] != "14914" {
		t.Errorf("want %q, other %q", f.Want, f.Facts["other"])
	}
}
