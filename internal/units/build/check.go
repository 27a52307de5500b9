package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"bieuxa/ntm"
)

// faults collects what disagrees; the first twenty are enough to mend a build.
type faults []string

func (f *faults) want(ok bool, format string, args ...any) {
	if !ok && len(*f) < 20 {
		*f = append(*f, fmt.Sprintf(format, args...))
	}
}

// check compares the lists with published counts and hand-made tables, and the catalogue with itself.
func (b *build) check(known string) []string {
	var f faults
	b.checkCounts(&f)
	b.checkIntervals(&f)
	b.checkSteps(&f)
	for _, table := range []func(*faults, string) error{b.checkProvinces, b.checkSeedUnits, b.checkSeedSuccessors} {
		if err := table(&f, known); err != nil {
			f = append(f, err.Error())
		}
	}
	return f
}

func (b *build) checkCounts(f *faults) {
	provinces := []ntm.Kind{ntm.KindProvince, ntm.KindCity}
	for _, c := range []struct {
		what      string
		units     list
		parent    string // province or district; empty: the whole country
		kinds     []ntm.Kind
		wantUnits int
	}{
		{"provinces of 2019", b.old, "", provinces, 63},
		{"communes of 2019", b.old, "", []ntm.Kind{ntm.KindCommune, ntm.KindWard, ntm.KindTownship}, 11160},
		{"xã of Quan Hóa in 2019", b.old, "385", []ntm.Kind{ntm.KindCommune}, 17},
		{"provinces of 2021", b.mid, "", provinces, 63},
		{"communes of 2021", b.mid, "", []ntm.Kind{ntm.KindCommune, ntm.KindWard, ntm.KindTownship}, 10599},
		{"xã of Quảng Ninh in 2021", b.mid, "22", []ntm.Kind{ntm.KindCommune}, 98},
		{"communes of Quảng Ninh in 2021", b.mid, "22", []ntm.Kind{ntm.KindCommune, ntm.KindWard, ntm.KindTownship}, 177},
		{"xã of Quan Hóa in 2021", b.mid, "385", []ntm.Kind{ntm.KindCommune}, 14},
		{"thị trấn of Quan Hóa in 2021", b.mid, "385", []ntm.Kind{ntm.KindTownship}, 1},
		{"xã of Kỳ Anh in 2021", b.mid, "447", []ntm.Kind{ntm.KindCommune}, 20},
		{"provinces of 2025", b.new, "", provinces, 34},
		{"xã of 2025", b.new, "", []ntm.Kind{ntm.KindCommune}, 2621},
		{"phường of 2025", b.new, "", []ntm.Kind{ntm.KindWard}, 687},
		{"đặc khu of 2025", b.new, "", []ntm.Kind{ntm.KindSpecialZone}, 13},
		{"communes of Thanh Hóa in 2025", b.new, "38", []ntm.Kind{ntm.KindCommune, ntm.KindWard}, 166},
		{"xã of Thanh Hóa in 2025", b.new, "38", []ntm.Kind{ntm.KindCommune}, 147},
	} {
		n := 0
		for _, u := range c.units {
			under := c.parent == "" && (len(u.code) != 3) || u.parent == c.parent || len(u.code) == 5 && c.units[u.parent].parent == c.parent
			if under && slices.Contains(c.kinds, u.kind) {
				n++
			}
		}
		f.want(n == c.wantUnits, "%s: %d, want %d", c.what, n, c.wantUnits)
	}
}

// checkIntervals: no code has two units on one day, and every unit has a parent of a higher tier on
// each of its days.
func (b *build) checkIntervals(f *faults) {
	byCode := map[string][]ntm.Unit{}
	for _, u := range b.units {
		before := byCode[u.Code]
		if n := len(before); n > 0 {
			f.want(before[n-1].To.Before(u.From) && !before[n-1].To.IsZero(), "code %s: %s and %s overlap", u.Code, before[n-1].Name, u.Name)
		}
		f.want(u.To.IsZero() || !u.To.Before(u.From), "code %s: %s ends before it begins", u.Code, u.Name)
		byCode[u.Code] = append(before, u)
	}
	for _, u := range b.units {
		if u.Level == ntm.LevelProvince {
			f.want(u.Parent == "", "province %s has a parent", u.Code)
			continue
		}
		need := u.From
		for _, p := range byCode[u.Parent] {
			if len(p.Code) < len(u.Code) && p.On(need) {
				need = p.To.AddDays(1)
			}
		}
		f.want(need.IsZero() || !u.To.IsZero() && need.After(u.To), "%s %s: parent %s does not exist on %s", u.Code, u.Name, u.Parent, need)
	}
}

// checkSteps: both ends of a step exist on its day, the one ending and the other beginning (or, in a
// merger before 2025, already there), and no step is there twice.
func (b *build) checkSteps(f *faults) {
	seen := map[step]bool{}
	ends, lives := map[string]bool{}, map[string][]ntm.Unit{}
	for _, u := range b.units {
		ends[u.Code+u.To.String()] = true
		lives[u.Code] = append(lives[u.Code], u)
	}
	for _, s := range b.steps {
		f.want(!seen[s], "step %v twice", s)
		seen[s] = true
		f.want(ends[s.from+s.effective.AddDays(-1).String()], "step %v: %s does not end the day before", s, s.from)
		f.want(slices.ContainsFunc(lives[s.to], func(u ntm.Unit) bool { return u.On(s.effective) }), "step %v: no %s on that day", s, s.to)
	}
}

func (b *build) checkProvinces(f *faults, known string) error {
	rows, err := readCSV(filepath.Join(known, "regions-63-provinces.csv"), "province_code,province,region,region_name_vi,source,confidence")
	if err != nil {
		return err
	}
	f.want(len(rows) == 63, "regions: %d provinces", len(rows))
	for _, r := range rows {
		for _, units := range []list{b.old, b.mid} {
			f.want(ntm.FoldUnit(units[r[0]].name) == ntm.FoldUnit(r[1]), "province %s is %s, not %s", r[0], units[r[0]].name, r[1])
		}
	}
	return nil
}

func (b *build) checkSeedUnits(f *faults, known string) error {
	rows, err := readCSV(filepath.Join(known, "units-seed-districts.csv"), "province_code,province,district_code,district,commune_code,commune,kind")
	if err != nil {
		return err
	}
	for _, r := range rows {
		province, district, commune := b.mid[r[0]], b.mid[r[2]], b.mid[r[4]]
		f.want(province.name == r[1] && district.name == r[3] && district.parent == r[0] && commune.name == r[5] && commune.parent == r[2] &&
			string(commune.kind) == r[6], "seed unit %s %s: the list has %v", r[4], r[5], commune)
	}
	return nil
}

func (b *build) checkSeedSuccessors(f *faults, known string) error {
	rows, err := readCSV(filepath.Join(known, "units-seed-successors-2025.csv"), "old_province_code,old_province,old_district_code,old_district,"+
		"old_commune_code,old_commune,new_province_code,new_province,new_commune_code,new_commune,note")
	if err != nil {
		return err
	}
	to := map[string]string{}
	for _, s := range b.steps {
		if s.effective == firstOfNew {
			to[s.from] = s.to
		}
	}
	for _, r := range rows {
		next := b.new[to[r[4]]]
		f.want(next.code == r[8] && next.name == r[9] && next.parent == r[6], "seed successor of %s %s is %s %s, the mapping has %v", r[4], r[5], r[8], r[9], next)
		if seed, renamed := strings.CutPrefix(r[10], "renamed before 2025: "); renamed || b.later[r[4]] != "" {
			f.want(seed == b.later[r[4]], "later name of %s is %q, the seed says %q", r[4], b.later[r[4]], seed)
		}
	}
	return nil
}
