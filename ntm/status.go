package ntm

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Status is the assessment of an indicator or criterion (đánh giá).
type Status uint8

const (
	StatusBlank         Status = iota // not assessed: never the same as Chưa đạt
	StatusMet                         // Đạt
	StatusBasicallyMet                // Cơ bản đạt: apart from Đạt unless the province counts it
	StatusUnmet                       // Chưa đạt
	StatusNotApplicable               // Không áp dụng: counts as met, kept apart
)

// Statuses lists the statuses a unit may state, in the order of the templates.
func Statuses() []Status {
	return []Status{StatusMet, StatusBasicallyMet, StatusUnmet, StatusNotApplicable}
}

// String is the word clerks use; blank is the empty text.
func (s Status) String() string {
	switch s {
	case StatusMet:
		return wordMet
	case StatusBasicallyMet:
		return "Cơ bản đạt"
	case StatusUnmet:
		return "Chưa đạt"
	case StatusNotApplicable:
		return "Không áp dụng"
	}
	return ""
}

// ParseStatus reads a status word whatever its letter case and spacing. The empty text is StatusBlank;
// false means it is no status.
func ParseStatus(text string) (Status, bool) {
	folded := foldWord(text)
	if folded == "" {
		return StatusBlank, true
	}
	if folded == "không đạt" {
		return StatusUnmet, true
	}
	for _, s := range Statuses() {
		if folded == foldWord(s.String()) {
			return s, true
		}
	}
	return StatusBlank, false
}

// CriterionRoll is a criterion's status rolled from its indicators, with what it was counted from.
type CriterionRoll struct {
	Status                                         Status
	Met, BasicallyMet, Unmet, NotApplicable, Blank int
}

// Roll gives the criterion's status from those of its indicators, by indicator number. It is Đạt only if
// every applicable indicator is; Cơ bản đạt counts as Đạt only if basicallyCounts. StatusBlank means that
// an indicator is not assessed, or that the set has no indicators for the criterion: nothing can be said.
func (c Criterion) Roll(statuses map[string]Status, basicallyCounts bool) CriterionRoll {
	var r CriterionRoll
	for i := range c.Indicators {
		switch statuses[c.Indicators[i].No] {
		case StatusMet:
			r.Met++
		case StatusBasicallyMet:
			r.BasicallyMet++
		case StatusUnmet:
			r.Unmet++
		case StatusNotApplicable:
			r.NotApplicable++
		default:
			r.Blank++
		}
	}
	switch {
	case r.Blank > 0 || len(c.Indicators) == 0:
		r.Status = StatusBlank
	case r.Unmet > 0:
		r.Status = StatusUnmet
	case r.BasicallyMet > 0 && !basicallyCounts:
		r.Status = StatusBasicallyMet
	case r.NotApplicable == len(c.Indicators):
		r.Status = StatusNotApplicable
	default:
		r.Status = StatusMet
	}
	return r
}

// Counts reports whether a criterion of the status counts towards «đủ tiêu chí».
func (s Status) Counts(basicallyCounts bool) bool {
	return s == StatusMet || s == StatusNotApplicable || s == StatusBasicallyMet && basicallyCounts
}

// foldWord makes words comparable: NFC, small letters, single spaces.
func foldWord(s string) string {
	return strings.Join(strings.Fields(strings.ToLower(norm.NFC.String(s))), " ")
}
