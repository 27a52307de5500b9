package main

import (
	"encoding/csv"
	"fmt"
	"os"
	"slices"
	"strings"

	"bieuxa/ntm"
)

// The days of the lists and of the reform of 2025.
var (
	dayOf2019  = ntm.Date{Year: 2019, Month: 10, Day: 6}
	lastOfOld  = ntm.Date{Year: 2025, Month: 6, Day: 30}
	firstOfNew = ntm.Date{Year: 2025, Month: 7, Day: 1}
)

// change is what is known of the day on which the units of a place changed between 10/2019 and 07/2021.
type change struct {
	effective ntm.Date
	known     bool
}

// changes holds them by "province/district", "*" standing for all.
type changes map[string]change

func readChanges(path string) (changes, error) {
	rows, err := readCSV(path, "province_code,district_code,effective,source,confidence")
	if err != nil {
		return nil, err
	}
	known := changes{}
	for _, r := range rows {
		effective, err := ntm.ParseDateISO(r[2])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		known[r[0]+"/"+r[1]] = change{effective, r[4] == "known"}
	}
	if _, ok := known["*/*"]; !ok {
		return nil, fmt.Errorf("%s: no row for the rest of the country", path)
	}
	return known, nil
}

func (c changes) of(province, district string) change {
	for _, key := range []string{province + "/" + district, province + "/*"} {
		if found, ok := c[key]; ok {
			return found
		}
	}
	return c["*/*"]
}

func readCSV(path, head string) ([][]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if len(rows) == 0 || strings.Join(rows[0], ",") != head {
		return nil, fmt.Errorf("%s: heads are not %s", path, head)
	}
	return rows[1:], nil
}

// intervals turns the three lists into units with a first and a last day.
func (b *build) intervals() {
	for code := range union(b.old, b.mid) {
		was, in2019 := b.old[code]
		is, in2021 := b.mid[code]
		switch {
		case in2019 && in2021 && sameUnit(was, is):
			b.add(is, dayOf2019, lastOfOld, false)
		case in2019 && in2021:
			when, unsure := b.changeOf(was, &is)
			b.add(was, dayOf2019, when.AddDays(-1), unsure)
			b.add(is, when, lastOfOld, unsure)
			b.steps = append(b.steps, step{when, code, code, ntm.BasisCode})
		case in2019:
			when, unsure := b.changeOf(was, nil)
			b.add(was, dayOf2019, when.AddDays(-1), unsure)
		default:
			when, _ := b.changeOf(is, nil)
			b.add(is, when, lastOfOld, true)
		}
	}
	for _, u := range b.new {
		if b.lastsPast2025(u) {
			i := slices.IndexFunc(b.units, func(v ntm.Unit) bool { return v.Code == u.code && v.To == lastOfOld })
			b.units[i].To = ntm.Date{}
			continue
		}
		b.add(u, firstOfNew, ntm.Date{}, false)
	}
	slices.SortFunc(b.units, func(x, y ntm.Unit) int {
		if len(x.Code) != len(y.Code) {
			return len(x.Code) - len(y.Code)
		}
		if x.Code != y.Code {
			return strings.Compare(x.Code, y.Code)
		}
		return x.From.Compare(y.From)
	})
}

func union(a, b list) map[string]bool {
	all := map[string]bool{}
	for code := range a {
		all[code] = true
	}
	for code := range b {
		all[code] = true
	}
	return all
}

// sameUnit leaves spelling aside: "Hoà" and "Hòa" are one name, in the later spelling.
func sameUnit(a, b listed) bool {
	return a.kind == b.kind && a.parent == b.parent && ntm.Fold(a.name) == ntm.Fold(b.name)
}

// changeOf gives the first day after a change of a unit, and whether that day is unsure. A day that is
// known for the mergers of a province says nothing of a xã that was raised to a phường, of a unit
// that went to another district, nor of the districts themselves.
func (b *build) changeOf(was listed, is *listed) (ntm.Date, bool) {
	province, district := was.parent, was.code
	if ntm.LevelOf(was.code) == ntm.LevelCommune {
		district = was.parent
		province = b.parentIn(district)
	}
	c := b.changes.of(province, district)
	known := c.known && ntm.LevelOf(was.code) == ntm.LevelCommune
	if is != nil && (is.parent != was.parent || is.kind == ntm.KindWard && was.kind != ntm.KindWard) {
		known = false
	}
	return c.effective, !known
}

func (b *build) parentIn(district string) string {
	if d, ok := b.old[district]; ok {
		return d.parent
	}
	return b.mid[district].parent
}

// lastsPast2025 says that a province went through the reform alone, with its code, name and kind.
func (b *build) lastsPast2025(u listed) bool {
	before, ok := b.mid[u.code]
	if !ok || ntm.LevelOf(u.code) != ntm.LevelProvince || !sameUnit(before, u) || b.later[u.code] != "" {
		return false
	}
	for from, to := range b.provinceTo {
		if (from == u.code) != (to == u.code) {
			return false
		}
	}
	return true
}

func (b *build) add(u listed, from, to ntm.Date, unsure bool) {
	row := ntm.Unit{Code: u.code, Name: u.name, Kind: u.kind, Level: ntm.LevelOf(u.code), Parent: u.parent, From: from, To: to, Unsure: unsure}
	if to == lastOfOld {
		row.LaterName = b.later[u.code]
	}
	b.units = append(b.units, row)
}
