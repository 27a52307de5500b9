package ntm

// RegionOf is the region that the set's columns put the place into, by its id; empty if the set does not go by
// regions or the region is not known.
func (s *CriteriaSet) RegionOf(w Where) string {
	if s.columns == columnsGroups {
		return ""
	}
	if s.regions.names[w.Region] != "" {
		return w.Region
	}
	return s.regions.of(w.Province, w.On)
}

// RegionName is a region in words; empty if it is not known.
func (s *CriteriaSet) RegionName(id string) string { return s.regions.names[id] }
