package app

import (
	"cmp"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"bieuxa/ntm"
	"bieuxa/office"
)

// bookFacts are what is said of the book itself.
type bookFacts struct {
	parent, file string
	sample       bool
	readOnly     bool
	holder       string // who has it open for writing, if known
	older        bool   // written by an older version, shown from a copy
	upgraded     string // where the copy lies that was kept as the book was brought up
}

// versionOf tells the newest version, and the older one that is in the totals meanwhile.
func versionOf(l *office.BoardLine, w *ntm.Words) string {
	version := strconv.Itoa(l.Version)
	if l.Counted == 0 || l.Counted == l.Version {
		return version
	}
	return say(w, "board.older-counted", "version", version, "counted", strconv.Itoa(l.Counted))
}

// boardTotals is the line under the heading: who has sent, and how that stands.
func boardTotals(bd *office.Board, w *ntm.Words) string {
	n := func(s office.Standing) string { return strconv.Itoa(bd.Count(s)) }
	return say(w, "board.totals", "received", strconv.Itoa(bd.Received()), "expected", strconv.Itoa(bd.Expected()),
		"clean", n(office.StandingClean), "explain", n(office.StandingExplain), "blocked", n(office.StandingBlocked),
		"returned", n(office.StandingReturned), "missing", n(office.StandingMissing))
}

// excludedNote names the units that are left out of the period, each with its reason; empty if there are none.
func excludedNote(bd *office.Board, w *ntm.Words) string {
	var names []string
	for i := range bd.Lines {
		if l := &bd.Lines[i]; l.Standing == office.StandingExcluded {
			names = append(names, l.Unit.Name+" ("+l.Excluded+")")
		}
	}
	if len(names) == 0 {
		return ""
	}
	return say(w, "board.excluded", "n", strconv.Itoa(len(names)), "names", strings.Join(names, ", "))
}

// number shows a figure; one that is not known is an ellipsis, never zero.
func number(n ntm.Num, places int, w *ntm.Words) string {
	switch {
	case !n.OK:
		return "…"
	case w.Lang() == "en":
		return ntm.FormatEN(n.D, places)
	}
	return ntm.FormatVN(n.D, places)
}

// newestFirst reads the periods of a book and puts the newest first; among those that end with the
// same month the shorter.
func newestFirst(periods []string) []ntm.Period {
	out := make([]ntm.Period, 0, len(periods))
	for _, s := range periods {
		if p, err := ntm.ParsePeriod(s); err == nil {
			out = append(out, p)
		}
	}
	slices.SortStableFunc(out, func(a, b ntm.Period) int {
		endA, endB := a.LastMonth(), b.LastMonth()
		return cmp.Or(cmp.Compare(endB.Year, endA.Year), cmp.Compare(endB.N, endA.N), cmp.Compare(len(a.Months()), len(b.Months())))
	})
	return out
}

// periodIDs are the periods' ids: «2020-02».
func periodIDs(periods []ntm.Period) []string {
	out := make([]string, 0, len(periods))
	for _, p := range periods {
		out = append(out, p.String())
	}
	return out
}

// periodNames are the choices of the period selector.
func periodNames(periods []ntm.Period) []string {
	out := make([]string, 0, len(periods))
	for _, p := range periods {
		out = append(out, p.VN())
	}
	return out
}

// upgradedLine tells that a book was brought up to this version, and where the one of before lies.
func upgradedLine(w *ntm.Words, copied string) string {
	return say(w, "board.upgraded", "file", filepath.Base(copied), "folder", filepath.Base(filepath.Dir(copied)))
}

// warnings are what must be known before any figure of the book is read.
func warnings(w *ntm.Words, f bookFacts) []string {
	var out []string
	if f.sample {
		out = append(out, say(w, "board.sample"))
	}
	switch {
	case f.older:
		out = append(out, say(w, "board.older"))
	case f.readOnly && f.holder != "":
		out = append(out, say(w, "board.held", "holder", f.holder))
	case f.readOnly:
		out = append(out, say(w, "board.read-only"))
	}
	return out
}
