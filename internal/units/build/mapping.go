package main

import (
	"fmt"
	"slices"
	"strings"

	"bieuxa/ntm"
)

// step is one succession: the unit with code from on the day before, the one with code to on the day.
type step struct {
	effective ntm.Date
	from, to  string
	basis     ntm.Basis
}

// readMapping keeps the rows of the mapping that name two known units, counts the others, and takes
// from the old names what was renamed since 2021.
func (b *build) readMapping(rows []mappingRow) error {
	mapped := map[string]bool{}
	for _, r := range rows {
		to, known := b.new[r.NewCode]
		if !known {
			b.log.count("mapping: rows whose new code is not in the list of 2025; left out")
		}
		if r.OldCode == "" {
			b.log.count("mapping: rows without an old code; left out")
		}
		if !known || r.OldCode == "" {
			continue
		}
		from, inList := b.mid[r.OldCode]
		switch {
		case !inList:
			b.log.count("mapping: rows whose old code is not in the list of 2021; left out")
			continue
		case mapped[r.OldCode]:
			return fmt.Errorf("mapping: old code %s twice", r.OldCode)
		case ntm.Fold(to.name) != ntm.Fold(r.NewName):
			return fmt.Errorf("mapping: %s is %s in the list, %s in the mapping", to.code, to.name, r.NewName)
		}
		mapped[r.OldCode] = true
		b.steps = append(b.steps, step{firstOfNew, from.code, to.code, ntm.BasisMapping})
		b.noteLater(from, r)
	}
	b.log.set("mapping: rows taken", len(mapped))
	for code := range b.mid {
		if ntm.LevelOf(code) == ntm.LevelCommune && !mapped[code] {
			b.log.count("communes of 2021 without a successor in the mapping; left empty")
		}
	}
	b.settleLater()
	return b.settleProvinces()
}

// noteLater gathers the names that the mapping has for a commune, its district and its province.
func (b *build) noteLater(from listed, r mappingRow) {
	district := b.mid[from.parent]
	for code, name := range map[string]string{from.code: r.OldName, district.code: r.OldDistrict, district.parent: r.OldProvince} {
		official, _, err := officialName(name, ntm.LevelOf(code))
		if err != nil {
			b.log.count("mapping: old names that do not begin with a kind; left out")
			continue
		}
		if b.named[code] == nil {
			b.named[code] = map[string]bool{}
		}
		b.named[code][official] = true
	}
}

// settleLater keeps a later name where all rows agree on one that differs from the list of 2021.
func (b *build) settleLater() {
	for code, names := range b.named {
		if len(names) > 1 {
			b.log.count("districts and provinces with several old names in the mapping; no later name noted")
			continue
		}
		for name := range names {
			word, short := ntm.SplitUnit(name)
			ownWord, ownShort := ntm.SplitUnit(b.mid[code].name)
			if word != ownWord || short != ownShort {
				b.later[code] = name
				b.log.count("units named or called otherwise before 07/2025 than in 07/2021; noted")
			}
		}
	}
}

// settleProvinces finds the one province all communes of an old province went to.
func (b *build) settleProvinces() error {
	for _, s := range b.steps {
		if s.basis != ntm.BasisMapping {
			continue
		}
		from, to := b.mid[b.mid[s.from].parent].parent, b.new[s.to].parent
		if have, ok := b.provinceTo[from]; ok && have != to {
			return fmt.Errorf("communes of province %s go to %s and %s", from, have, to)
		}
		b.provinceTo[from] = to
	}
	return nil
}

// upperSteps derives the steps of provinces in 2025 and of vanished districts before 2021 from their
// communes, and adds those that documents name.
func (b *build) upperSteps(mergersPath string) error {
	for from, to := range b.provinceTo {
		if !b.lastsPast2025(b.new[to]) {
			b.steps = append(b.steps, step{firstOfNew, from, to, ntm.BasisCommunes})
		}
	}
	for code, was := range b.old {
		if _, lives := b.mid[code]; lives || ntm.LevelOf(code) != ntm.LevelDistrict {
			continue
		}
		if to, ok := b.followers(code); ok {
			when, _ := b.changeOf(was, nil)
			b.steps = append(b.steps, step{when, code, to, ntm.BasisCommunes})
		} else {
			b.log.count("vanished districts without one successor; left empty")
		}
	}
	rows, err := readCSV(mergersPath, "from_code,to_code,effective,source")
	if err != nil {
		return err
	}
	for _, r := range rows {
		effective, err := ntm.ParseDateISO(r[2])
		if err != nil {
			return fmt.Errorf("%s: %w", mergersPath, err)
		}
		b.steps = append(b.steps, step{effective, r[0], r[1], ntm.BasisDocument})
	}
	slices.SortFunc(b.steps, func(x, y step) int {
		if c := x.effective.Compare(y.effective); c != 0 {
			return c
		}
		return strings.Compare(x.from+" "+x.to, y.from+" "+y.to)
	})
	return nil
}

// followers gives the one district of 2021 that has all communes of a vanished district that kept their code.
func (b *build) followers(district string) (string, bool) {
	to := map[string]bool{}
	one := ""
	for code, was := range b.old {
		if is, lives := b.mid[code]; lives && was.parent == district {
			one = is.parent
			to[one] = true
		}
	}
	return one, len(to) == 1
}
