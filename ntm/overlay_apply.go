package ntm

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Overlays returns the overlays that lie on the set, the first laid first.
func (s *CriteriaSet) Overlays() []Overlay {
	out := make([]Overlay, len(s.applied))
	for i := range s.applied {
		out[i] = s.applied[i].Overlay
	}
	return out
}

// SameRows reports whether returns by the set of that id have the same criteria and indicators as this
// one: overlays that bring levels only change no row.
func (s *CriteriaSet) SameRows(id string) bool {
	parts := strings.Split(id, "+")
	if parts[0] != s.Base {
		return false
	}
	for i := range s.applied {
		if len(s.applied[i].Criteria) > 0 && !slices.Contains(parts[1:], s.applied[i].ID) {
			return false
		}
	}
	return true
}

// With lays an overlay on the set and returns the set that results; the receiver stays as it was. It
// refuses an overlay for another set, levels for indicators the set does not have, levels that do not
// fit the indicator's type, and further criteria without bands. Errors name line and field.
func (s *CriteriaSet) With(o Overlay) (*CriteriaSet, error) {
	if o.Base != s.Base {
		return nil, o.errorf("base", "overlay is for set %s, not %s", o.Base, s.Base)
	}
	if s.Province != "" && o.Province != "" && o.Province != s.Province {
		return nil, o.errorf("province", "%s, but the set is of province %s", o.Province, s.Province)
	}
	for i := range s.applied {
		if s.applied[i].ID == o.ID {
			return nil, o.errorf("id", "overlay %s lies on the set already", o.ID)
		}
		if p := s.applied[i].Province; p != "" && o.Province != "" && p != o.Province {
			return nil, o.errorf("province", "%s, but overlay %s is of province %s", o.Province, s.applied[i].ID, p)
		}
	}
	out := s.clone()
	out.ID += "+" + o.ID
	if err := out.extend(o); err != nil {
		return nil, err
	}
	a := appliedOverlay{Overlay: o, levels: map[string][]overlayLevel{}}
	for i, t := range o.Thresholds {
		if err := a.add(out, t); err != nil {
			return nil, o.lineErrorf(t.Line, fmt.Sprintf("thresholds[%d]", i), "%w", err)
		}
	}
	out.applied = append(out.applied, a)
	out.describe(o)
	return out, nil
}

// describe takes over what the overlay says of the set as a whole.
func (s *CriteriaSet) describe(o Overlay) {
	if o.Province != "" {
		s.Province = o.Province
		if o.Title != "" {
			s.Title = o.Title
		}
	}
	if o.BasicallyMetCounts != nil {
		s.BasicallyMetCounts = *o.BasicallyMetCounts
	}
	s.Unverified = strings.TrimSpace(s.Unverified + " " + o.Unverified)
}

func (a *appliedOverlay) add(s *CriteriaSet, t OverlayThreshold) error {
	ind, ok := s.Indicator(t.Indicator)
	if !ok {
		return fmt.Errorf("indicator: %q is not in set %s", t.Indicator, s.Base)
	}
	d, err := ParseDemand(t.Value, ind.Type)
	if err != nil {
		return fmt.Errorf("value: indicator %s: %w", t.Indicator, err)
	}
	if d.Kind == DemandBlank {
		return fmt.Errorf("value: indicator %s: nothing given", t.Indicator)
	}
	if d.Kind == DemandNumbers && len(ind.Parts) > 0 && len(d.Numbers) != len(ind.Parts) {
		return fmt.Errorf("value: indicator %s: %d numbers, want %d (%s)", t.Indicator, len(d.Numbers), len(ind.Parts),
			strings.Join(ind.Parts, "; "))
	}
	if d.Kind == DemandNumbers && len(ind.Parts) == 0 && len(d.Numbers) != 1 {
		return fmt.Errorf("value: indicator %s: %d numbers, want one", t.Indicator, len(d.Numbers))
	}
	for _, l := range a.levels[t.Indicator] {
		if l.Zone == t.Zone && l.Year == t.Year {
			return fmt.Errorf("indicator: %s is given twice for the same zone and year, first on line %d", t.Indicator, l.Line)
		}
	}
	a.levels[t.Indicator] = append(a.levels[t.Indicator], overlayLevel{OverlayThreshold: t, demand: d})
	return nil
}

// extend appends the overlay's criteria and takes over its bands.
func (s *CriteriaSet) extend(o Overlay) error {
	for i, c := range o.Criteria {
		if want := s.N() + 1; c.No != want {
			return o.errorf(fmt.Sprintf("criteria[%d].no", i), "criterion %d, want %d", c.No, want)
		}
		c.Indicators = slices.Clone(c.Indicators)
		s.Criteria = append(s.Criteria, c)
		s.OfficialIndicators += len(c.Indicators)
	}
	if len(o.Bands) > 0 {
		s.Bands = slices.Clone(o.Bands)
	}
	if err := checkBands(s.Bands, s.N()); err != nil {
		return o.errorf("bands", "%w", err)
	}
	return nil
}

// clone copies what With and annotate change.
func (s *CriteriaSet) clone() *CriteriaSet {
	out := *s
	out.Criteria = slices.Clone(s.Criteria)
	for i := range out.Criteria {
		c := &out.Criteria[i]
		c.Indicators = slices.Clone(c.Indicators)
		for j := range c.Indicators {
			c.Indicators[j].Thresholds = maps.Clone(c.Indicators[j].Thresholds)
		}
	}
	out.Bands = slices.Clone(s.Bands)
	out.applied = slices.Clone(s.applied)
	return &out
}

// OverlayError is a fault in an overlay's text.
type OverlayError struct {
	Overlay string // id, as far as it is known
	Line    int    // 0: not known
	Field   string // «thresholds[2].value»
	Err     error
}

func (e *OverlayError) Error() string {
	at := "overlay"
	if e.Overlay != "" {
		at += " " + e.Overlay
	}
	if e.Line > 0 {
		at += fmt.Sprintf(" line %d", e.Line)
	}
	if e.Field != "" {
		at += ": " + e.Field
	}
	return at + ": " + e.Err.Error()
}

// Unwrap gives the fault itself.
func (e *OverlayError) Unwrap() error { return e.Err }

func (o *Overlay) errorf(field, format string, args ...any) error {
	return o.lineErrorf(o.lines[field], field, format, args...)
}

func (o *Overlay) lineErrorf(line int, field, format string, args ...any) error {
	return &OverlayError{Overlay: o.ID, Line: line, Field: field, Err: fmt.Errorf(format, args...)}
}
