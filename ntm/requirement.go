package ntm

import (
	"fmt"
	"slices"
	"strconv"
)

// Where is what the required level depends on. Leave out what is not known: the answer then says so.
type Where struct {
	Province string // GSO code
	Region   string // the unit's own region, if it states one; else it follows from Province and On
	Zone     string // id of a zone of the provincial overlay
	Group    int    // xã nhóm 1, 2, 3
	Special  bool   // xã đặc biệt khó khăn, xã ATK
	On       string // date of the assessment, ISO; its year picks yearly levels
}

// Origin says whose level it is.
type Origin string

const (
	OriginProvince Origin = "province" // a provincial overlay
	OriginMinistry Origin = "ministry" // an overlay with levels a ministry published
	OriginRegion   Origin = "region"
	OriginSpecial  Origin = "special" // the column for xã đặc biệt khó khăn, ATK
	OriginGroup    Origin = "group"
	OriginCommon   Origin = "common"
)

// Gap is why a level must not decide.
type Gap string

const (
	NoGap       Gap = ""
	GapProvince Gap = "province" // the province sets it, and no overlay has it
	GapMinistry Gap = "ministry" // a ministry publishes it
	GapUnknown  Gap = "unknown"  // the decision has a number that could not be verified
	GapUnsure   Gap = "unsure"   // the number is not verified
	GapRegion   Gap = "region"   // the unit's region is not known, and the regions differ
	GapSpecial  Gap = "special"  // whether special communes have another level is not verified
	GapGroup    Gap = "group"    // the commune's group is not known
	GapYear     Gap = "year"     // there is no level for the year
	GapZone     Gap = "zone"     // the province sets it by zone, and the unit's is not known
)

// Requirement is what an indicator requires of one unit at one time.
type Requirement struct {
	Indicator  string
	Demand     Demand
	Direction  Direction
	Text       string // in Vietnamese, for the column Yêu cầu
	Origin     Origin
	Column     string // of the set (BTB, common, group2), or zone of the overlay
	Source     string
	Confidence Confidence
	Gap        Gap
	Note       string
}

// Decides reports whether a result may be judged by the requirement. Where it does not, a check can
// only note the Gap.
func (r Requirement) Decides() bool { return r.Gap == NoGap }

// specialRule sends special communes to a column of their own.
type specialRule struct {
	Column     string     `yaml:"column"`
	Source     string     `yaml:"source"`
	Confidence Confidence `yaml:"confidence"`
	Note       string     `yaml:"note"`
}

const (
	commonColumn  = "common"
	groupPrefix   = "group"
	columnsGroups = "groups"
)

// Threshold returns what the indicator requires there: of the province's overlay, else of the ministry's,
// else of the region's column, else of the common one.
func (s *CriteriaSet) Threshold(ind Indicator, w Where) Requirement {
	for _, provincial := range []bool{true, false} {
		for i := len(s.applied) - 1; i >= 0; i-- {
			if a := &s.applied[i]; (a.Province != "") == provincial {
				if r, ok := a.requirement(&ind, w); ok {
					return r
				}
			}
		}
	}
	return s.fromColumns(&ind, w)
}

func (s *CriteriaSet) fromColumns(ind *Indicator, w Where) Requirement {
	r := Requirement{Indicator: ind.No, Direction: ind.Direction, Source: ind.Source,
		Confidence: ind.ThresholdConfidence, Note: ind.Note}
	cells := ind.Thresholds
	if ind.Yearly != nil {
		y, ok := ind.Yearly[yearOf(w.On)]
		if !ok {
			return r.withoutYear(yearOf(w.On))
		}
		cells, r.Confidence, r.Source, r.Note = y.Thresholds, y.Confidence, y.Source, y.Note
	}
	gap := s.pickColumn(&r, cells, w)
	r.Demand = cells[r.Column]
	r.Gap = gapOf(r.Demand, ind.Confidence, r.Confidence)
	if doubt, ok := ind.doubts[r.Column]; ok && r.Gap == NoGap {
		r.Gap, r.Confidence, r.Note = GapUnsure, ConfidenceUnsure, doubt
	}
	if r.Gap == NoGap && gap != NoGap {
		r.Gap = gap
		if gap == GapSpecial {
			r.Note = s.special.Note
		}
	}
	if ind.added {
		r.Origin, r.Column = OriginProvince, ""
	}
	r.Text = r.Demand.text(ind) + gapSuffix(r)
	return r
}

// pickColumn fills in column and origin; the gap it returns holds unless the cell itself has one.
func (s *CriteriaSet) pickColumn(r *Requirement, cells map[string]Demand, w Where) Gap {
	if s.columns == columnsGroups {
		return s.pickGroup(r, cells, w)
	}
	region := w.Region
	if s.regions.names[region] == "" {
		region = s.regions.of(w.Province, w.On)
	}
	gap := NoGap
	regional := cells[region]
	r.Column, r.Origin = region, OriginRegion
	if regional.Kind == DemandBlank {
		regional = cells[commonColumn]
		r.Column, r.Origin = commonColumn, OriginCommon
		if region == "" && !uniform(cells) {
			gap = GapRegion
		}
	}
	if !w.Special || s.special == nil || cells[s.special.Column].Kind == DemandBlank {
		return gap
	}
	r.Column, r.Origin, r.Source = s.special.Column, OriginSpecial, r.Source+"; "+s.special.Source
	if s.special.Confidence == ConfidenceUnsure && (gap != NoGap || !cells[r.Column].Equal(regional)) {
		return GapSpecial
	}
	return NoGap
}

func (s *CriteriaSet) pickGroup(r *Requirement, cells map[string]Demand, w Where) Gap {
	r.Column, r.Origin = groupPrefix+strconv.Itoa(w.Group), OriginGroup
	if cells[r.Column].Kind != DemandBlank {
		return NoGap
	}
	r.Column = groupPrefix + "1"
	if uniform(cells) {
		return NoGap
	}
	return GapGroup
}

func (r Requirement) withoutYear(year int) Requirement {
	if r.Origin == "" {
		r.Origin, r.Column = OriginCommon, commonColumn
	}
	r.Demand, r.Gap, r.Confidence = Demand{Kind: DemandUnknown}, GapYear, ConfidenceUnsure
	r.Text = "chưa rõ năm"
	if year != 0 {
		r.Text = fmt.Sprintf("chưa có mức năm %d", year)
	}
	return r
}

// gapOf is the gap a cell has of itself.
func gapOf(d Demand, confidences ...Confidence) Gap {
	switch d.Kind {
	case DemandProvince:
		return GapProvince
	case DemandMinistry:
		return GapMinistry
	}
	if !d.concrete() {
		return GapUnknown
	}
	if slices.Contains(confidences, ConfidenceUnsure) {
		return GapUnsure
	}
	return NoGap
}

func gapSuffix(r Requirement) string {
	switch {
	case r.Gap == GapRegion:
		return " (chưa rõ vùng)"
	case r.Gap == GapGroup:
		return " (chưa rõ nhóm xã)"
	case r.Gap == GapUnknown:
		return ""
	case r.Gap == GapSpecial, r.Gap != NoGap && r.Confidence == ConfidenceUnsure, r.Gap == GapUnsure:
		return " (" + wordUnverified + ")"
	}
	return ""
}

// uniform reports whether all filled columns demand the same.
func uniform(cells map[string]Demand) bool {
	var first *Demand
	for _, d := range cells {
		if d.Kind == DemandBlank {
			continue
		}
		if first != nil && !first.Equal(d) {
			return false
		}
		first = &d
	}
	return true
}

// yearOf is the year of an ISO date, 0 if there is none.
func yearOf(iso string) int {
	if len(iso) < 4 {
		return 0
	}
	y, err := strconv.Atoi(iso[:4])
	if err != nil {
		return 0
	}
	return y
}

// regions says which region a province's code stands for, and until when.
type regions struct {
	until  string
	byCode map[string]string
	names  map[string]string
}

func (g *regions) of(province, on string) string {
	if on > g.until {
		return ""
	}
	return g.byCode[province]
}
