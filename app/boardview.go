package app

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"bieuxa/ntm"
	"bieuxa/office"
)

// boardRow is one unit on the board, as it is shown.
type boardRow struct {
	code, name       string
	standing         office.Standing
	word             string // the standing in words
	version, counted string // newest version received, version in the totals
	received, file   string

	// Findings of the newest version; empty if none was received.
	block, explain, explained, note string
}

// boardRows words the lines of a board. A unit that sent nothing has no counts: they are blank, not
// zero.
func boardRows(bd *office.Board, w *ntm.Words) []boardRow {
	out := make([]boardRow, 0, len(bd.Lines))
	for i := range bd.Lines {
		l := &bd.Lines[i]
		r := boardRow{code: l.Unit.Code, name: l.Unit.Name, standing: l.Standing, word: say(w, "standing."+string(l.Standing))}
		if l.Version > 0 {
			r.version = versionOf(l, w)
			r.block, r.note = strconv.Itoa(l.Counts.Block), strconv.Itoa(l.Counts.Note)
			r.explain, r.explained = strconv.Itoa(l.Counts.Explain), strconv.Itoa(l.Counts.Explained)
			r.received, r.file = dayOf(l.Received), l.File
		}
		out = append(out, r)
	}
	return out
}

// versionOf tells the newest version, and the older one that is in the totals meanwhile.
func versionOf(l *office.BoardLine, w *ntm.Words) string {
	version := strconv.Itoa(l.Version)
	if l.Counted == 0 || l.Counted == l.Version {
		return version
	}
	return say(w, "board.older-counted", "version", version, "counted", strconv.Itoa(l.Counted))
}

// dayOf shows a moment of the book as the day it was in Viet Nam, dd/mm/yyyy, whatever the clock of this
// computer is set to.
func dayOf(moment string) string {
	t, err := time.Parse(time.RFC3339, moment)
	if err != nil {
		return moment
	}
	return t.In(time.FixedZone("UTC+7", 7*60*60)).Format("02/01/2006")
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

// figures are the totals under the table. wrong lists why they must not be used; then nothing else is
// said.
type figures struct {
	wrong, lines, notes []string
}

// totalFigures words the roll-up: criteria, poor households, and who is absent from them.
func totalFigures(ru *ntm.RollUp, w *ntm.Words) figures {
	var f figures
	for i := range ru.Findings {
		if ru.Findings[i].Severity == ntm.Block {
			f.wrong = append(f.wrong, w.Text(ru.Findings[i]))
		}
	}
	if len(f.wrong) > 0 {
		return f
	}
	c := ru.Criteria(ntm.Every)
	f.lines = append(f.lines, say(w, "board.criteria", "met", strconv.Itoa(c.Met), "possible", strconv.Itoa(c.Possible),
		"average", number(c.Average(), 2, w), "n", strconv.Itoa(c.Reported), "of", strconv.Itoa(c.Expected)))
	p := ru.Poverty(ntm.PoorRow, ntm.Every)
	f.lines = append(f.lines, say(w, "board.poor", "closing", number(p.Closing.Num, 0, w),
		"households", number(p.Households.Num, 0, w), "rate", number(p.Rate, 2, w),
		"n", strconv.Itoa(p.Closing.Reported), "of", strconv.Itoa(p.Closing.Expected)))
	if missing := ru.Missing(ntm.Every); len(missing) > 0 {
		names := make([]string, 0, len(missing))
		for _, u := range missing {
			names = append(names, u.Name)
		}
		f.notes = append(f.notes, say(w, "board.absent", "n", strconv.Itoa(len(missing)), "names", strings.Join(names, ", ")))
	}
	if ru.Set.Unverified != "" {
		f.notes = append(f.notes, ru.Set.Unverified)
	}
	return f
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
