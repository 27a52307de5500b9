package office

import (
	"bieuxa/ntm"
)

// UnitName is a unit by code and name.
type UnitName struct {
	Unit string `json:"unit"`
	Name string `json:"name"`
}

// ExcludedUnit is a unit left out of the totals, and why.
type ExcludedUnit struct {
	Unit   string `json:"unit"`
	Name   string `json:"name"`
	Reason string `json:"reason"`
}

// RollUpFigures is a roll-up for machines: one object per family of forms.
type RollUpFigures struct {
	Period        string               `json:"period"`
	From          string               `json:"from"`
	To            string               `json:"to"`
	Parent        string               `json:"parent"`
	ParentName    string               `json:"parent_name"`
	Set           string               `json:"set"`
	Overlays      []string             `json:"overlays,omitempty"`
	Unverified    string               `json:"unverified,omitempty"`
	UnitsExpected int                  `json:"units_expected"`
	UnitsReported int                  `json:"units_reported"`
	Missing       []UnitName           `json:"missing"`
	Excluded      []ExcludedUnit       `json:"excluded"`
	Criteria      criteriaFigures      `json:"criteria"`
	Poverty       povertyFigures       `json:"poverty"`
	NearPoverty   povertyFigures       `json:"near_poverty"`
	Resources     []resourceFigures    `json:"resources"`
	Arrears       arrearsFigures       `json:"arrears"`
	OCOP          tallyFigures         `json:"ocop"`
	Villages      tallyFigures         `json:"villages"`
	Recognition   []recognitionFigures `json:"recognition"`
	Roadmap       roadmapFigures       `json:"roadmap"`
	Districts     []districtFigures    `json:"districts,omitempty"`
	Self          []selfFigures        `json:"self_assessment,omitempty"` // the parent's own, if it is a district
	Findings      []FindingLine        `json:"findings"`
}

type criteriaFigures struct {
	UnitsExpected int                `json:"units_expected"`
	UnitsReported int                `json:"units_reported"`
	Met           int                `json:"met"`
	Possible      int                `json:"possible"`
	Average       string             `json:"average"`
	Before        string             `json:"before"`
	YearStart     string             `json:"year_start"`
	Planned       string             `json:"planned"`
	ByCriterion   []criterionFigures `json:"by_criterion"`
	ByUnit        []criteriaUnit     `json:"by_unit"`
	Bands         []bandFigures      `json:"bands"`
}

type criterionFigures struct {
	No     int      `json:"no"`
	Name   string   `json:"name"`
	Met    int      `json:"met"`
	Before string   `json:"before"`
	Unmet  []string `json:"unmet"`
}

type criteriaUnit struct {
	Unit         string `json:"unit"`
	Name         string `json:"name"`
	Met          int    `json:"met"`
	BasicallyMet int    `json:"basically_met"`
	Unmet        []int  `json:"unmet"`
	Before       string `json:"before"`
}

type bandFigures struct {
	Label string `json:"label"`
	Units int    `json:"units"`
}

type povertyFigures struct {
	UnitsReported int          `json:"units_reported"`
	Households    string       `json:"households"`
	YearStart     string       `json:"year_start"`
	Opening       string       `json:"opening"`
	Escaped       string       `json:"escaped"`
	Relapsed      string       `json:"relapsed"`
	New           string       `json:"new"`
	Moved         string       `json:"moved"`
	Closing       string       `json:"closing"`
	Rate          string       `json:"rate"`
	Rural         *povertyPart `json:"rural,omitempty"`
	Urban         *povertyPart `json:"urban,omitempty"`
}

type povertyPart struct {
	Households string `json:"households"`
	Closing    string `json:"closing"`
	Rate       string `json:"rate"`
}

type resourceFigures struct {
	Code         string `json:"code"`
	Name         string `json:"name"`
	Plan         string `json:"plan"`
	Carried      string `json:"carried"`
	Adjusted     string `json:"adjusted"`
	Raised       string `json:"raised"`
	RaisedToDate string `json:"raised_to_date"`
	Spent        string `json:"spent"`
	SpentToDate  string `json:"spent_to_date"`
	Rate         string `json:"rate"`
	Units        int    `json:"units_reported"`
}

type arrearsFigures struct {
	Works       int        `json:"works"`
	UnitsInDebt []UnitName `json:"units_in_debt"`
	Opening     string     `json:"opening"`
	Arising     string     `json:"arising"`
	Repaid      string     `json:"repaid"`
	Closing     string     `json:"closing"`
	Overdue     string     `json:"overdue"`
	Units       int        `json:"units_reported"`
}

type tallyFigures struct {
	Rows  int            `json:"rows"`
	By    map[string]int `json:"by"`
	Units int            `json:"units_reported"`
}

type recognitionFigures struct {
	Title  string     `json:"title"`
	Units  []UnitName `json:"units"`
	Count  int        `json:"count"`
	Of     int        `json:"of"`
	OfWhat string     `json:"of_what"`
	Rate   string     `json:"rate"`
}

type roadmapFigures struct {
	Rows     int            `json:"rows"`
	Overdue  int            `json:"overdue"`
	ByOffice map[string]int `json:"overdue_by_office"`
}

type districtFigures struct {
	Unit          string        `json:"unit"`
	Name          string        `json:"name"`
	UnitsExpected int           `json:"units_expected"`
	UnitsReported int           `json:"units_reported"`
	Met           int           `json:"met"`
	Possible      int           `json:"possible"`
	Poor          string        `json:"poor"`
	Self          []selfFigures `json:"self_assessment,omitempty"`
}

// selfFigures is a district's assessment of itself (QĐ 320/QĐ-TTg): criteria and indicators met.
type selfFigures struct {
	Table         string   `json:"table"`
	Sheet         string   `json:"sheet"`
	Met           int      `json:"met"`
	Possible      int      `json:"possible"`
	IndicatorsMet int      `json:"indicators_met"`
	Indicators    int      `json:"indicators"`
	Unmet         []string `json:"unmet"`
}

func selfOf(r *ntm.Return) []selfFigures {
	var out []selfFigures
	for _, s := range ntm.SelfAssessments(r) {
		out = append(out, selfFigures{s.Grid.Table.ID, s.Grid.Place.Sheet, s.Met, s.Criteria, s.IndicatorsMet, s.Indicators, s.Unmet})
	}
	return out
}

// Rounded is a figure to the printed number of places, half up; empty if it is missing.
func Rounded(n ntm.Num, places int32) string {
	if !n.OK {
		return ""
	}
	return ntm.RoundHalfUp(n.D, places).StringFixed(places)
}

// FiguresOf puts a roll-up into the shape that the command prints and exports carry. Figures are strings with a decimal
// point, empty where nobody stated them; rates in per cent to two places.
func FiguresOf(ru *ntm.RollUp, w *ntm.Words) RollUpFigures {
	n, of := ru.Count(ntm.Every)
	out := RollUpFigures{Period: ru.Period.String(), From: ru.From.String(), To: ru.To.String(), Parent: ru.Parent.Code,
		ParentName: ru.Parent.Name, Set: ru.Set.Base, Unverified: ru.Set.Unverified, UnitsExpected: of, UnitsReported: n,
		Missing: UnitNames(ru.Missing(ntm.Every)), Excluded: []ExcludedUnit{}, Findings: []FindingLine{}}
	for _, x := range ru.Excluded {
		out.Excluded = append(out.Excluded, ExcludedUnit{x.Unit.Code, x.Unit.Name, x.Reason})
	}
	for _, ov := range ru.Set.Overlays() {
		out.Overlays = append(out.Overlays, ov.ID)
	}
	out.Criteria = criteriaOf(ru.Criteria(ntm.Every))
	out.Poverty, out.NearPoverty = povertyOf(ru, ntm.PoorRow), povertyOf(ru, ntm.NearPoorRow)
	for _, l := range ru.Resources(ntm.Every) {
		out.Resources = append(out.Resources, resourceFigures{l.Row.Code, l.Row.Label, l.Plan.String(), l.Carried.String(),
			l.Adjusted.String(), l.Raised.String(), l.RaisedToDate.String(), l.Spent.String(), l.SpentToDate.String(),
			Rounded(l.Rate, 2), l.RaisedToDate.Reported})
	}
	a := ru.Arrears(ntm.Every)
	out.Arrears = arrearsFigures{len(a.Works), UnitNames(a.InDebt), a.Opening.String(), a.Arising.String(), a.Repaid.String(),
		a.Closing.String(), a.Overdue.String(), a.Closing.Reported}
	out.OCOP = tallyOf(ru.Tally("ocop", "sao", ntm.Every, ru.LiveProduct))
	out.Villages = tallyOf(ru.Tally("thon", "trang_thai", ntm.Every, nil))
	for _, s := range ru.Recognition(ntm.Every) {
		r := recognitionFigures{Title: s.Title, Units: []UnitName{}, Count: len(s.Units), Of: s.Of, OfWhat: s.OfWhat, Rate: Rounded(s.Rate, 2)}
		for _, x := range s.Units {
			r.Units = append(r.Units, UnitName{x.Line.Unit.Code, x.Line.Unit.Name})
		}
		out.Recognition = append(out.Recognition, r)
	}
	overdue, byOffice := ru.Overdue(ntm.Every)
	out.Roadmap = roadmapFigures{len(ru.List("lo_trinh", ntm.Every)), overdue, byOffice}
	out.Districts = districtsOf(ru)
	out.Self = selfOf(ru.Self[ru.Parent.Code])
	for i := range ru.Findings {
		out.Findings = append(out.Findings, FindingLineOf(&ru.Findings[i], "", out.Period, w))
	}
	return out
}

// UnitNames are units by code and name.
func UnitNames(units []ntm.Unit) []UnitName {
	out := []UnitName{}
	for _, u := range units {
		out = append(out, UnitName{u.Code, u.Name})
	}
	return out
}

func criteriaOf(c *ntm.CriteriaRollUp) criteriaFigures {
	out := criteriaFigures{UnitsExpected: c.Expected, UnitsReported: c.Reported, Met: c.Met, Possible: c.Possible,
		Average: Rounded(c.Average(), 2), Before: c.Before.String(), YearStart: c.YearStart.String(), Planned: c.Planned.String(),
		ByCriterion: []criterionFigures{}, ByUnit: []criteriaUnit{}, Bands: []bandFigures{}}
	for _, by := range c.By {
		j := criterionFigures{by.No, by.Name, by.Met, by.Before.String(), []string{}}
		for _, u := range by.Unmet {
			j.Unmet = append(j.Unmet, u.Code)
		}
		out.ByCriterion = append(out.ByCriterion, j)
	}
	for i := range c.Units {
		u := &c.Units[i]
		if !u.Line.Reported() {
			continue
		}
		j := criteriaUnit{u.Line.Unit.Code, u.Line.Unit.Name, u.Met, u.BasicallyMet, []int{}, u.Before.String()}
		j.Unmet = append(j.Unmet, u.Unmet...)
		out.ByUnit = append(out.ByUnit, j)
	}
	for _, b := range c.Bands {
		out.Bands = append(out.Bands, bandFigures{b.Band.Label, len(b.Units)})
	}
	return out
}

func povertyOf(ru *ntm.RollUp, row string) povertyFigures {
	p := ru.Poverty(row, ntm.Every)
	part := func(w ntm.Which) *povertyPart {
		q := ru.Poverty(row, w)
		return &povertyPart{q.Households.String(), q.Closing.String(), Rounded(q.Rate, 2)}
	}
	return povertyFigures{UnitsReported: p.Closing.Reported, Households: p.Households.String(), YearStart: p.YearStart.String(),
		Opening: p.Opening.String(), Escaped: p.Escaped.String(), Relapsed: p.Relapsed.String(), New: p.New.String(),
		Moved: p.Moved.String(), Closing: p.Closing.String(), Rate: Rounded(p.Rate, 2), Rural: part(ntm.Rural), Urban: part(ntm.Urban)}
}

func tallyOf(t ntm.Tally) tallyFigures { return tallyFigures{t.Rows, t.By, t.Reported} }

func districtsOf(ru *ntm.RollUp) []districtFigures {
	var out []districtFigures
	for _, code := range ru.Districts() {
		w := ntm.Under(code)
		n, of := ru.Count(w)
		cr := ru.Criteria(w)
		d := districtFigures{Unit: code, Name: ru.DistrictName(code), UnitsExpected: of, UnitsReported: n, Met: cr.Met,
			Possible: cr.Possible, Poor: ru.Poverty(ntm.PoorRow, w).Closing.String()}
		d.Self = selfOf(ru.Self[code])
		out = append(out, d)
	}
	return out
}
