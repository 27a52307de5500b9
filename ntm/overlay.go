package ntm

import "slices"

// Overlay is what a province (or, without Province, a ministry) adds to a criteria set: levels, zones,
// further criteria, and settings of checks. It is written as YAML; see docs/overlay.md.
type Overlay struct {
	ID         string
	Province   string // GSO code; empty: levels published by a ministry, for all provinces
	Base       string // id of the set it lies on
	Title      string
	Decision   string
	From, To   string // first and last day in force, ISO; empty: as the set
	Note       string
	Unverified string // notice, added to the set's
	Zones      []OverlayZone
	Thresholds []OverlayThreshold
	Criteria   []Criterion // after those of the set
	Bands      []Band      // replace the set's; needed if there are further criteria
	// BasicallyMetCounts says whether Cơ bản đạt counts as Đạt; nil leaves it as the set has it.
	BasicallyMetCounts *bool
	Checks             []CheckSetting
	ExtraChecks        []byte // YAML, not interpreted here

	lines map[string]int
}

// OverlayZone is a part of the province with levels of its own (Vùng 1, Vùng 2).
type OverlayZone struct {
	ID, Name string
}

// OverlayThreshold is the level of one indicator in one zone and year, or in every zone and year that
// has none of its own.
type OverlayThreshold struct {
	Indicator  string
	Zone       string
	Year       int    // 0: every year
	Value      string // as in a threshold cell; read when the overlay meets its set
	Source     string
	Confidence Confidence
	Line       int // of the overlay's text
}

// CheckSetting changes a check of the catalogue for the province.
type CheckSetting struct {
	ID       string
	Severity string // empty: unchanged
	Params   []byte // YAML, not interpreted here
	Line     int
}

// Applies reports whether the overlay is meant for the set, the province and the ISO date.
func (o Overlay) Applies(set, province, on string) bool {
	return o.Base == set && (o.Province == "" || o.Province == province) && inForce(o.From, o.To, on)
}

// ZoneName returns the name of a zone.
func (o Overlay) ZoneName(id string) string {
	for _, z := range o.Zones {
		if z.ID == id {
			return z.Name
		}
	}
	return ""
}

func (o Overlay) hasZone(id string) bool {
	return slices.ContainsFunc(o.Zones, func(z OverlayZone) bool { return z.ID == id })
}

// appliedOverlay is an overlay on a set, with its levels read.
type appliedOverlay struct {
	Overlay
	levels map[string][]overlayLevel // by indicator
}

type overlayLevel struct {
	OverlayThreshold
	demand Demand
}

// requirement returns the overlay's level for the indicator; false if it has none there and then.
func (a *appliedOverlay) requirement(ind *Indicator, w Where) (Requirement, bool) {
	levels := a.levels[ind.No]
	if len(levels) == 0 || !a.covers(w) {
		return Requirement{}, false
	}
	r := Requirement{Indicator: ind.No, Direction: ind.Direction, Origin: OriginProvince, Source: a.Decision}
	if a.Province == "" {
		r.Origin = OriginMinistry
	}
	levels = levelsOf(levels, yearOf(w.On))
	if len(levels) == 0 {
		return r.withoutYear(yearOf(w.On)), true
	}
	level, ok := levelIn(levels, w.Zone)
	if !ok {
		r.Demand, r.Gap, r.Confidence = Demand{Kind: DemandProvince}, GapZone, ConfidenceUnsure
		r.Text = "UBND tỉnh quy định theo vùng"
		return r, true
	}
	r.Demand, r.Confidence, r.Column = level.demand, level.Confidence, level.Zone
	if level.Source != "" {
		r.Source = level.Source
	}
	r.Gap = gapOf(r.Demand, r.Confidence)
	r.Text = r.Demand.text(ind) + gapSuffix(r)
	return r, true
}

// covers reports whether the overlay speaks of the place and time; what is not said does not exclude.
func (a *appliedOverlay) covers(w Where) bool {
	return (a.Province == "" || w.Province == "" || w.Province == a.Province) &&
		(w.On == "" || inForce(a.From, a.To, w.On))
}

// levelsOf keeps the levels of the year, if there are any, else those for every year.
func levelsOf(levels []overlayLevel, year int) []overlayLevel {
	for _, want := range []int{year, 0} {
		var out []overlayLevel
		for _, l := range levels {
			if l.Year == want {
				out = append(out, l)
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

// levelIn prefers the zone's own level to the one for all zones.
func levelIn(levels []overlayLevel, zone string) (overlayLevel, bool) {
	for _, want := range []string{zone, ""} {
		for _, l := range levels {
			if l.Zone == want {
				return l, true
			}
		}
	}
	return overlayLevel{}, false
}
