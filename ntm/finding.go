package ntm

import (
	"sort"
	"strings"
)

// Severity has consequences: a finding that blocks keeps the return out of every total; one that
// needs explaining does so until a person wrote why; a note does not.
type Severity string

const (
	Block   Severity = "block"
	Explain Severity = "explain"
	Note    Severity = "note"
)

func (s Severity) rank() int {
	switch s {
	case Block:
		return 0
	case Explain:
		return 1
	}
	return 2
}

// Finding says that a figure is wrong or needs a reason. It stores the check's id and the facts; the
// sentence is made at the edge from the words.
type Finding struct {
	ID        string // id of the check, as in the catalogue
	Severity  Severity
	Unit      string
	Place     Place
	Table     string
	Row       string
	Column    string
	Indicator string
	Saw       string // canonical: point decimals
	Want      string
	Operands  []Operand
	Facts     map[string]string
	Explained string // the reason a person wrote, if any
}

// Operand is one figure that went into a check's arithmetic.
type Operand struct {
	Name  string `json:"name"`
	Value string `json:"value"` // canonical; "" if missing
	Place Place  `json:"place"`
}

// Key names the finding within a unit's period. It stays the same from version to version of the
// return, so an explanation goes on to hold while the figures are the same.
func (f *Finding) Key() string {
	parts := []string{f.ID}
	for _, p := range []string{f.Table, f.Row, f.Column} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, "/")
}

// SortFindings orders findings by sheet, then cell, then severity, then id.
func SortFindings(fs []Finding) {
	sort.SliceStable(fs, func(i, j int) bool {
		a, b := &fs[i], &fs[j]
		if a.Place.Sheet != b.Place.Sheet {
			return a.Place.Sheet < b.Place.Sheet
		}
		if ac, bc := cellOrder(a.Place.Cell), cellOrder(b.Place.Cell); ac != bc {
			return ac < bc
		}
		if a.Severity != b.Severity {
			return a.Severity.rank() < b.Severity.rank()
		}
		if a.ID != b.ID {
			return a.ID < b.ID
		}
		return a.Key() < b.Key()
	})
}

// cellOrder puts cells of a sheet in reading order: by row, then column.
func cellOrder(cell string) int64 {
	var col, row int64
	for _, r := range cell {
		switch {
		case r >= 'A' && r <= 'Z':
			col = col*26 + int64(r-'A') + 1
		case r >= '0' && r <= '9':
			row = row*10 + int64(r-'0')
		}
	}
	return row<<15 | col
}

// CountBySeverity counts findings; explained ones are counted as such, not as open.
func CountBySeverity(fs []Finding) (block, explain, note int) {
	for i := range fs {
		switch fs[i].Severity {
		case Block:
			block++
		case Explain:
			if fs[i].Explained == "" {
				explain++
			}
		default:
			note++
		}
	}
	return block, explain, note
}
