package main

import (
	"bieuxa/ntm"
)

type unitJSON struct {
	Unit string `json:"unit"`
	Name string `json:"name"`
}

type excludedJSON struct {
	Unit   string `json:"unit"`
	Name   string `json:"name"`
	Reason string `json:"reason"`
}

// rollupJSON is what rollup --json prints: one object per family of forms.
type rollupJSON struct {
	Period        string            `json:"period"`
	From          string            `json:"from"`
	To            string            `json:"to"`
	Parent        string            `json:"parent"`
	ParentName    string            `json:"parent_name"`
	Set           string            `json:"set"`
	Overlays      []string          `json:"overlays,omitempty"`
	Unverified    string            `json:"unverified,omitempty"`
	UnitsExpected int               `json:"units_expected"`
	UnitsReported int               `json:"units_reported"`
	Missing       []unitJSON        `json:"missing"`
	Excluded      []excludedJSON    `json:"excluded"`
	Criteria      criteriaJSON      `json:"criteria"`
	Poverty       povertyJSON       `json:"poverty"`
	NearPoverty   povertyJSON       `json:"near_poverty"`
	Resources     []resourceJSON    `json:"resources"`
	Arrears       arrearsJSON       `json:"arrears"`
	OCOP          tallyJSON         `json:"ocop"`
	Villages      tallyJSON         `json:"villages"`
	Recognition   []recognitionJSON `json:"recognition"`
	Roadmap       roadmapJSON       `json:"roadmap"`
	Districts     []districtJSON    `json:"districts,omitempty"`
	Self          []selfJSON        `json:"self_assessment,omitempty"` // the parent's own, if it is a district
	Findings      []findingJSON     `json:"findings"`
}

type criteriaJSON struct {
	UnitsExpected int                `json:"units_expected"`
	UnitsReported int                `json:"units_reported"`
	Met           int                `json:"met"`
	Possible      int                `json:"possible"`
	Average       string             `json:"average"`
	Before        string             `json:"before"`
	YearStart     string             `json:"year_start"`
	Planned       string             `json:"planned"`
	ByCriterion   []criterionJSON    `json:"by_criterion"`
	ByUnit        []criteriaUnitJSON `json:"by_unit"`
	Bands         []bandJSON         `json:"bands"`
}

type criterionJSON struct {
	No     int      `json:"no"`
	Name   string   `json:"name"`
	Met    int      `json:"met"`
	Before string   `json:"before"`
	Unmet  []string `json:"unmet"`
}

type criteriaUnitJSON struct {
	Unit         string `json:"unit"`
	Name         string `json:"name"`
	Met          int    `json:"met"`
	BasicallyMet int    `json:"basically_met"`
	Unmet        []int  `json:"unmet"`
	Before       string `json:"before"`
}

type bandJSON struct {
	Label string `json:"label"`
	Units int    `json:"units"`
}

type povertyJSON struct {
	UnitsReported int              `json:"units_reported"`
	Households    string           `json:"households"`
	YearStart     string           `json:"year_start"`
	Opening       string           `json:"opening"`
	Escaped       string           `json:"escaped"`
	Relapsed      string           `json:"relapsed"`
	New           string           `json:"new"`
	Moved         string           `json:"moved"`
	Closing       string           `json:"closing"`
	Rate          string           `json:"rate"`
	Rural         *povertyPartJSON `json:"rural,omitempty"`
	Urban         *povertyPartJSON `json:"urban,omitempty"`
}

type povertyPartJSON struct {
	Households string `json:"households"`
	Closing    string `json:"closing"`
	Rate       string `json:"rate"`
}

type resourceJSON struct {
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

type arrearsJSON struct {
	Works       int        `json:"works"`
	UnitsInDebt []unitJSON `json:"units_in_debt"`
	Opening     string     `json:"opening"`
	Arising     string     `json:"arising"`
	Repaid      string     `json:"repaid"`
	Closing     string     `json:"closing"`
	Overdue     string     `json:"overdue"`
	Units       int        `json:"units_reported"`
}

type tallyJSON struct {
	Rows  int            `json:"rows"`
	By    map[string]int `json:"by"`
	Units int            `json:"units_reported"`
}

type recognitionJSON struct {
	Title  string     `json:"title"`
	Units  []unitJSON `json:"units"`
	Count  int        `json:"count"`
	Of     int        `json:"of"`
	OfWhat string     `json:"of_what"`
	Rate   string     `json:"rate"`
}

type roadmapJSON struct {
	Rows     int            `json:"rows"`
	Overdue  int            `json:"overdue"`
	ByOffice map[string]int `json:"overdue_by_office"`
}

type districtJSON struct {
	Unit          string     `json:"unit"`
	Name          string     `json:"name"`
	UnitsExpected int        `json:"units_expected"`
	UnitsReported int        `json:"units_reported"`
	Met           int        `json:"met"`
	Possible      int        `json:"possible"`
	Poor          string     `json:"poor"`
	Self          []selfJSON `json:"self_assessment,omitempty"`
}

// selfJSON is a district's assessment of itself (QĐ 320/QĐ-TTg): criteria and indicators met.
type selfJSON struct {
	Table         string   `json:"table"`
	Sheet         string   `json:"sheet"`
	Met           int      `json:"met"`
	Possible      int      `json:"possible"`
	IndicatorsMet int      `json:"indicators_met"`
	Indicators    int      `json:"indicators"`
	Unmet         []string `json:"unmet"`
}

func selfOf(r *ntm.Return) []selfJSON {
	var out []selfJSON
	for _, s := range ntm.SelfAssessments(r) {
		out = append(out, selfJSON{s.Grid.Table.ID, s.Grid.Place.Sheet, s.Met, s.Criteria, s.IndicatorsMet, s.Indicators, s.Unmet})
	}
	return out
}

// rounded is a figure to the printed number of places, half up; empty if it is missing.
func rounded(n ntm.Num, places int32) string {
	if !n.OK {
		return ""
	}
	return ntm.RoundHalfUp(n.D, places).StringFixed(places)
}

func (c *command) rollupJSON(ru *ntm.RollUp, w *ntm.Words) rollupJSON {
	n, of := ru.Count(ntm.Every)
	out := rollupJSON{Period: ru.Period.String(), From: ru.From.String(), To: ru.To.String(), Parent: ru.Parent.Code,
		ParentName: ru.Parent.Name, Set: ru.Set.Base, Unverified: ru.Set.Unverified, UnitsExpected: of, UnitsReported: n,
		Missing: unitsJSON(ru.Missing(ntm.Every)), Excluded: []excludedJSON{}, Findings: []findingJSON{}}
	for _, x := range ru.Excluded {
		out.Excluded = append(out.Excluded, excludedJSON{x.Unit.Code, x.Unit.Name, x.Reason})
	}
	for _, ov := range ru.Set.Overlays() {
		out.Overlays = append(out.Overlays, ov.ID)
	}
	out.Criteria = criteriaOf(ru.Criteria(ntm.Every))
	out.Poverty, out.NearPoverty = povertyOf(ru, ntm.PoorRow), povertyOf(ru, ntm.NearPoorRow)
	for _, l := range ru.Resources(ntm.Every) {
		out.Resources = append(out.Resources, resourceJSON{l.Row.Code, l.Row.Label, l.Plan.String(), l.Carried.String(),
			l.Adjusted.String(), l.Raised.String(), l.RaisedToDate.String(), l.Spent.String(), l.SpentToDate.String(),
			rounded(l.Rate, 2), l.RaisedToDate.Reported})
	}
	a := ru.Arrears(ntm.Every)
	out.Arrears = arrearsJSON{len(a.Works), unitsJSON(a.InDebt), a.Opening.String(), a.Arising.String(), a.Repaid.String(),
		a.Closing.String(), a.Overdue.String(), a.Closing.Reported}
	out.OCOP = tallyOf(ru.Tally("ocop", "sao", ntm.Every, ru.LiveProduct))
	out.Villages = tallyOf(ru.Tally("thon", "trang_thai", ntm.Every, nil))
	for _, s := range ru.Recognition(ntm.Every) {
		r := recognitionJSON{Title: s.Title, Units: []unitJSON{}, Count: len(s.Units), Of: s.Of, OfWhat: s.OfWhat, Rate: rounded(s.Rate, 2)}
		for _, x := range s.Units {
			r.Units = append(r.Units, unitJSON{x.Line.Unit.Code, x.Line.Unit.Name})
		}
		out.Recognition = append(out.Recognition, r)
	}
	overdue, byOffice := ru.Overdue(ntm.Every)
	out.Roadmap = roadmapJSON{len(ru.List("lo_trinh", ntm.Every)), overdue, byOffice}
	out.Districts = districtsOf(ru)
	out.Self = selfOf(ru.Self[ru.Parent.Code])
	for i := range ru.Findings {
		out.Findings = append(out.Findings, findingOf(&ru.Findings[i], "", out.Period, w))
	}
	return out
}

func unitsJSON(units []ntm.Unit) []unitJSON {
	out := []unitJSON{}
	for _, u := range units {
		out = append(out, unitJSON{u.Code, u.Name})
	}
	return out
}

func criteriaOf(c *ntm.CriteriaRollUp) criteriaJSON {
	out := criteriaJSON{UnitsExpected: c.Expected, UnitsReported: c.Reported, Met: c.Met, Possible: c.Possible,
		Average: rounded(c.Average(), 2), Before: c.Before.String(), YearStart: c.YearStart.String(), Planned: c.Planned.String(),
		ByCriterion: []criterionJSON{}, ByUnit: []criteriaUnitJSON{}, Bands: []bandJSON{}}
	for _, by := range c.By {
		j := criterionJSON{by.No, by.Name, by.Met, by.Before.String(), []string{}}
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
		j := criteriaUnitJSON{u.Line.Unit.Code, u.Line.Unit.Name, u.Met, u.BasicallyMet, []int{}, u.Before.String()}
		j.Unmet = append(j.Unmet, u.Unmet...)
		out.ByUnit = append(out.ByUnit, j)
	}
	for _, b := range c.Bands {
		out.Bands = append(out.Bands, bandJSON{b.Band.Label, len(b.Units)})
	}
	return out
}

func povertyOf(ru *ntm.RollUp, row string) povertyJSON {
	p := ru.Poverty(row, ntm.Every)
	part := func(w ntm.Which) *povertyPartJSON {
		q := ru.Poverty(row, w)
		return &povertyPartJSON{q.Households.String(), q.Closing.String(), rounded(q.Rate, 2)}
	}
	return povertyJSON{UnitsReported: p.Closing.Reported, Households: p.Households.String(), YearStart: p.YearStart.String(),
		Opening: p.Opening.String(), Escaped: p.Escaped.String(), Relapsed: p.Relapsed.String(), New: p.New.String(),
		Moved: p.Moved.String(), Closing: p.Closing.String(), Rate: rounded(p.Rate, 2), Rural: part(ntm.Rural), Urban: part(ntm.Urban)}
}

func tallyOf(t ntm.Tally) tallyJSON { return tallyJSON{t.Rows, t.By, t.Reported} }

func districtsOf(ru *ntm.RollUp) []districtJSON {
	var out []districtJSON
	for _, code := range ru.Districts() {
		w := ntm.Under(code)
		n, of := ru.Count(w)
		cr := ru.Criteria(w)
		d := districtJSON{Unit: code, Name: ru.DistrictName(code), UnitsExpected: of, UnitsReported: n, Met: cr.Met,
			Possible: cr.Possible, Poor: ru.Poverty(ntm.PoorRow, w).Closing.String()}
		d.Self = selfOf(ru.Self[code])
		out = append(out, d)
	}
	return out
}
