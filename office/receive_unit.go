package office

import (
	"fmt"
	"strings"

	"bieuxa/ntm"
	"bieuxa/store"
	"bieuxa/xlsx"
)

// unitOf finds the reporting unit: the code and the name that the first sheet states and the code in
// the hidden block each name one, and most votes win. That they disagree is a finding (T2), not a
// reason to lose the file.
func (rc *reception) unitOf(a *arrival, m *month) (*store.Member, error) {
	units, err := rc.o.units()
	if err != nil {
		return nil, err
	}
	id := a.identity
	a.verdict.UnitName = id.UnitName
	if a.one != nil { // the office below knows whose it is; T2 tells if the file says otherwise
		if u := rc.byCode(units, m, a.one.Unit); u != nil {
			return u, nil
		}
		return nil, rc.stranger(units, a, m)
	}
	if rc.elsewhere(units, a, m).Code != "" {
		return nil, rc.stranger(units, a, m)
	}
	var best *store.Member
	votes := map[string]int{}
	for _, u := range []*store.Member{rc.byCode(units, m, id.Stated.Unit), rc.byName(units, m, id.Stated.UnitName),
		rc.byCode(units, m, id.Block.Unit)} {
		if u == nil {
			continue
		}
		votes[u.Code]++
		if best == nil || votes[u.Code] > votes[best.Code] {
			best = u
		}
	}
	if best == nil {
		return nil, rc.stranger(units, a, m)
	}
	return best, nil
}

// withZeros gives a commune's code back the nought that a number cell has lost: «1222» is 01222. No tier
// has codes of four digits.
func withZeros(code string) string {
	if len(code) != ntm.Level(ntm.LevelCommune).Digits()-1 {
		return code
	}
	if whole, ok := ntm.RestoreCode(code, ntm.LevelCommune); ok {
		return whole
	}
	return code
}

func (rc *reception) byCode(units *ntm.Units, m *month, code string) *store.Member {
	if rc.b == nil {
		if u, ok := units.Find(code, m.to); ok && m.returns[u.Level] != nil {
			return &store.Member{Unit: u}
		}
		return nil
	}
	if u, ok := m.byCode[code]; ok {
		return u
	}
	if u, ok := m.above[code]; ok && m.returns[u.Level] != nil {
		return &u
	}
	return nil
}

func (rc *reception) byName(units *ntm.Units, m *month, name string) *store.Member {
	if strings.TrimSpace(name) == "" {
		return nil
	}
	parent := ""
	if rc.b != nil {
		parent = rc.b.parent.Code
	}
	found := units.Lookup(name, parent, m.to)
	if len(found) != 1 {
		return nil
	}
	return rc.byCode(units, m, found[0].Code)
}

// elsewhere is the living unit outside the book that the stated code and name together name: a
// namesake of another district is not taken for the book's own unit.
func (rc *reception) elsewhere(units *ntm.Units, a *arrival, m *month) ntm.Unit {
	code, name := a.identity.Stated.Unit, strings.TrimSpace(a.identity.Stated.UnitName)
	if rc.b == nil || name == "" || rc.byCode(units, m, code) != nil {
		return ntm.Unit{}
	}
	g := units.WhyNot(code, name, m.to)
	if g.Reason != ntm.GoneNot {
		return ntm.Unit{}
	}
	return g.Unit
}

// stranger words why no unit of the book can be found for a file, and leaves a T2 at its cell.
func (rc *reception) stranger(units *ntm.Units, a *arrival, m *month) error {
	id := a.identity
	facts := []string{"code", id.Unit, "name", id.UnitName, "period", m.period.VN()}
	place, ok := id.Stated.Places["unit"]
	if !ok {
		place = id.Places["unit"]
	}
	place.File = a.verdict.File
	f := ntm.Finding{ID: "T2", Severity: ntm.Block, Place: place, Saw: strings.TrimSpace(id.Unit + " " + id.UnitName),
		Facts: map[string]string{"why": rc.whyStranger(units, id, m), "row": id.UnitName, "column": ""}}
	if into := successors(units.WhyNot(id.Unit, id.UnitName, m.to)); into != "" {
		f.Facts["new"] = into
	}
	a.verdict.Findings = append(a.verdict.Findings, f)
	a.verdict.Block = 1
	if id.Unit == "" && id.UnitName == "" {
		return problem(ProblemUnitUnknown, nil, facts...)
	}
	return problem(ProblemUnit, nil, append(facts, "why", f.Facts["why"])...)
}

// whyStranger says why the unit a file names does not report to the book.
func (rc *reception) whyStranger(units *ntm.Units, id xlsx.Identity, m *month) string {
	if why := whyNot(units, id.Unit, id.UnitName, m.to); why != "" || rc.b == nil {
		return why
	}
	u := units.WhyNot(id.Unit, id.UnitName, m.to).Unit
	if above, ok := units.Find(u.Parent, m.to); ok {
		return fmt.Sprintf("%s mã %s thuộc %s, không thuộc %s", u.Name, u.Code, above.Name, rc.b.parent.Name)
	}
	return fmt.Sprintf("%s mã %s không thuộc %s", u.Name, u.Code, rc.b.parent.Name)
}
