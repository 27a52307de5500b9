package office

import "bieuxa/ntm"

// BoundEntry is what a cell of a return is.
type BoundEntry struct {
	Table, Row, Column string
	Value              ntm.Value
}

// BoundAt is what a cell of a laid-open return is read as.
func BoundAt(s *ReviewSheet, row, col int) (BoundEntry, bool) {
	b, ok := s.bound[CellName(row, col)]
	if !ok {
		return BoundEntry{}, false
	}
	return BoundEntry{b.table.ID, b.row.Key, b.table.Columns[b.col].Code, b.entry.Value}, true
}
