package ntm

import (
	"fmt"
	"slices"
	"strings"
)

// Criteria holds the criteria sets, recognition titles and sources that ship with the program. It is
// read once and never changes: safe for use by any number of goroutines.
type Criteria struct {
	sets     []*CriteriaSet
	byID     map[string]*CriteriaSet
	overlays []Overlay
	titles   []RecognitionTitle
	sources  []CriteriaSource
	regions  *regions
}

// Standings of a set: the standard itself, or the advanced one (nâng cao) that presupposes it.
const (
	StandingStandard = "standard"
	StandingAdvanced = "advanced"
)

// Levels of unit a set speaks of.
const (
	LevelCommune  = "commune"
	LevelDistrict = "district"
	LevelVillage  = "village"
)

// CriteriaSet is one bộ tiêu chí: its criteria in order, with the levels that are required of them.
type CriteriaSet struct {
	ID         string // with overlays: «xa-2016-2020+ha-tinh-2016-2020»
	Base       string // ID without overlays
	Title      string
	Level      string // LevelCommune, LevelDistrict, LevelVillage
	Standing   string
	Province   string // GSO code, for a set of one province
	Decision   string
	From, To   string // first and last day in force, ISO; empty: open
	Criteria   []Criterion
	Bands      []Band         // by descending number of criteria; together they cover 0..N() exactly
	Groups     []CommuneGroup // xã nhóm 1, 2, 3, for the sets that know them
	Confidence Confidence
	Unverified string // notice for screen and print where the set is not fully verified
	Note       string
	// Indicators the decision has; IndicatorCount() is smaller where they are not verified.
	OfficialIndicators int
	// BasicallyMetCounts: Cơ bản đạt counts as Đạt, by decision of the province.
	BasicallyMetCounts bool

	columns string
	special *specialRule
	regions *regions
	applied []appliedOverlay
}

// Criterion is one tiêu chí. A criterion without indicators is judged by what the unit states.
type Criterion struct {
	No         int
	Name       string
	Indicators []Indicator
	Seen       []Indicator // indicators met with in an unofficial source: shown, never counted, never decide
	Sector     string      // for a criterion without indicators
	Source     string
	Confidence Confidence
	Note       string
}

// Indicator is one chỉ tiêu.
type Indicator struct {
	No                  string // «17.1»; a criterion with one indicator has the bare number, «5»
	Name                string
	Type                IndicatorType
	Unit                string
	Direction           Direction
	Thresholds          map[string]Demand     // by column: common, a region, group1…group3
	Yearly              map[int]YearlyDemands // levels of single years; they replace Thresholds
	Parts               []string              // what each of several numbers means («95;60» of 17.1)
	MayNotApply         bool                  // «nếu có»: Không áp dụng is an answer
	Sector              string                // agency in charge, by custom before 2025
	Source              string
	Confidence          Confidence // of its existence and wording
	ThresholdConfidence Confidence // of its numbers
	Note                string

	doubts map[string]string // columns whose number is in doubt, with the reason
	added  bool              // by a provincial overlay
}

// YearlyDemands is what is required in one year.
type YearlyDemands struct {
	Thresholds map[string]Demand
	Source     string
	Confidence Confidence
	Note       string
}

// IndicatorType is the kind of result an indicator has.
type IndicatorType string

const (
	IndicatorBool    IndicatorType = "bool"
	IndicatorPercent IndicatorType = "percent"
	IndicatorNumber  IndicatorType = "number"
	IndicatorIncome  IndicatorType = "money_million_vnd_per_capita" // triệu đồng/người/năm
	IndicatorCount   IndicatorType = "count"
	IndicatorGrade   IndicatorType = "text" // a grade: «Khá», «Loại IV»
)

func (t IndicatorType) known() bool {
	switch t {
	case IndicatorBool, IndicatorGrade:
		return true
	}
	return t.numeric()
}

func (t IndicatorType) numeric() bool {
	switch t {
	case IndicatorPercent, IndicatorNumber, IndicatorIncome, IndicatorCount:
		return true
	}
	return false
}

// Confidence says how well a fact was checked against the official text.
type Confidence string

const (
	ConfidenceVerified Confidence = "verified" // seen in a source
	ConfidencePartial  Confidence = "partial"  // the common level seen, the regions not
	ConfidenceKnown    Confidence = "known"    // general knowledge
	ConfidenceUnsure   Confidence = "unsure"   // must not decide anything
)

func (c Confidence) known() bool {
	switch c {
	case ConfidenceVerified, ConfidencePartial, ConfidenceKnown, ConfidenceUnsure:
		return true
	}
	return false
}

// Band is a group of units by number of criteria met, Min to Max inclusive.
type Band struct {
	Label      string
	Min, Max   int
	Confidence Confidence
}

// CommuneGroup is xã nhóm 1, 2 or 3 of QĐ 51/2025/QĐ-TTg.
type CommuneGroup struct {
	No         int
	Name       string
	Definition string
	Source     string
	Confidence Confidence
}

// CriteriaSource is where a fact was seen; the Source fields name it by ID.
type CriteriaSource struct {
	ID, Where, Supports string
}

// Sets returns the sets in their shipped order. The slice is the caller's.
func (c *Criteria) Sets() []*CriteriaSet { return slices.Clone(c.sets) }

// Set returns a set by id. A shipped overlay is part of the id of a set of its own:
// «xa-2016-2020+ha-tinh-2016-2020».
func (c *Criteria) Set(id string) (*CriteriaSet, bool) {
	s, ok := c.byID[id]
	return s, ok
}

// ForDate returns the national standard set in force for units of the level on an ISO date, the last
// day of the period. Between two decisions the older set goes on.
func (c *Criteria) ForDate(level, on string) (*CriteriaSet, bool) {
	for _, s := range c.sets {
		if s.Level == level && s.Standing == StandingStandard && s.Province == "" && s.InForce(on) {
			return s, true
		}
	}
	return nil, false
}

// Overlays returns the provincial overlays that ship with the program.
func (c *Criteria) Overlays() []Overlay { return slices.Clone(c.overlays) }

// Sources returns the sources the facts name.
func (c *Criteria) Sources() []CriteriaSource { return slices.Clone(c.sources) }

// Region returns the region (TDMNPB, DBSH …) of a province by its GSO code on an ISO date. From 01/7/2025
// the codes stand for other territories, and no region is known.
func (c *Criteria) Region(province, on string) (string, bool) {
	r := c.regions.of(province, on)
	return r, r != ""
}

// RegionName returns the Vietnamese name of a region.
func (c *Criteria) RegionName(region string) string { return c.regions.names[region] }

// N is the number of criteria: what «đủ tiêu chí» means in this set.
func (s *CriteriaSet) N() int { return len(s.Criteria) }

// IndicatorCount is the number of indicators listed in this set.
func (s *CriteriaSet) IndicatorCount() int {
	n := 0
	for i := range s.Criteria {
		n += len(s.Criteria[i].Indicators)
	}
	return n
}

// InForce reports whether the set is in force on an ISO date.
func (s *CriteriaSet) InForce(on string) bool { return inForce(s.From, s.To, on) }

// Criterion returns a criterion by its number.
func (s *CriteriaSet) Criterion(no int) (Criterion, bool) {
	for i := range s.Criteria {
		if s.Criteria[i].No == no {
			return s.Criteria[i], true
		}
	}
	return Criterion{}, false
}

// Indicator returns an indicator by its number.
func (s *CriteriaSet) Indicator(no string) (Indicator, bool) {
	for i := range s.Criteria {
		for j := range s.Criteria[i].Indicators {
			if s.Criteria[i].Indicators[j].No == no {
				return s.Criteria[i].Indicators[j], true
			}
		}
	}
	return Indicator{}, false
}

// BandOf returns the band of a unit that meets n criteria; false if the set has no bands or n is not in 0..N().
func (s *CriteriaSet) BandOf(n int) (Band, bool) {
	for _, b := range s.Bands {
		if b.Min <= n && n <= b.Max {
			return b, true
		}
	}
	return Band{}, false
}

// Sectors lists the agencies in charge of the criterion's indicators, each once, in order.
func (c Criterion) Sectors() []string {
	var out []string
	if c.Sector != "" {
		out = append(out, c.Sector)
	}
	for i := range c.Indicators {
		if s := c.Indicators[i].Sector; s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// checkBands asserts that the bands cover 0..n, each number once.
func checkBands(bands []Band, n int) error {
	sorted := slices.Clone(bands)
	slices.SortFunc(sorted, func(a, b Band) int { return a.Min - b.Min })
	next := 0
	for _, b := range sorted {
		if strings.TrimSpace(b.Label) == "" {
			return fmt.Errorf("band %d-%d has no label", b.Min, b.Max)
		}
		if b.Min != next || b.Max < b.Min {
			return fmt.Errorf("band %q covers %d-%d, want it to begin at %d", b.Label, b.Min, b.Max, next)
		}
		next = b.Max + 1
	}
	if len(bands) > 0 && next != n+1 {
		return fmt.Errorf("bands cover 0-%d, want 0-%d", next-1, n)
	}
	return nil
}

func inForce(from, to, on string) bool {
	return (from == "" || on >= from) && (to == "" || on <= to)
}
