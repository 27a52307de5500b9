package app

import (
	"strconv"

	"github.com/shopspring/decimal"

	"bieuxa/ntm"
	"bieuxa/office"
)

// checkRow is one unit on the list of what is to be checked.
type checkRow struct {
	code, name string
	standing   office.Standing
	word       string
	block      string // blank for a unit that has sent nothing
	explain    string
	explained  string
	note       string
	returned   string // what became of what was sent back
	sent       bool   // there is a return to open
}

// checkFilter says which units the list shows.
type checkFilter string

const (
	checkAll  checkFilter = "all"
	checkOpen checkFilter = "open" // with errors, or warnings to explain
	checkBack checkFilter = "back" // sent back
)

func checkFilters() []checkFilter { return []checkFilter{checkAll, checkOpen, checkBack} }

// checkRows words the lines of a check list; those with the most to mend stand first.
func checkRows(lines []office.CheckLine, show checkFilter, w *ntm.Words) []checkRow {
	var out []checkRow
	for i := range lines {
		l := &lines[i]
		if !show.takes(l) {
			continue
		}
		r := checkRow{code: l.Unit.Code, name: l.Unit.Name, standing: l.Standing, word: say(w, "standing."+string(l.Standing)), sent: l.Version > 0}
		if r.sent {
			r.block, r.explain = strconv.Itoa(l.Counts.Block), strconv.Itoa(l.Counts.Explain)
			r.explained, r.note = strconv.Itoa(l.Counts.Explained), strconv.Itoa(l.Counts.Note)
		}
		if b := l.Back; b != nil {
			r.returned = say(w, "check.back", "mended", strconv.Itoa(len(b.Mended)), "explained", strconv.Itoa(len(b.Explained)),
				"left", strconv.Itoa(len(b.Left)), "new", strconv.Itoa(len(b.New)))
		}
		out = append(out, r)
	}
	return out
}

// counted reads a count for sorting; blank is no count.
func counted(text string) (decimal.Decimal, bool) {
	d, err := decimal.NewFromString(text)
	return d, err == nil
}

func (f checkFilter) takes(l *office.CheckLine) bool {
	switch f {
	case checkOpen:
		return l.Counts.Block > 0 || l.Counts.Explain > 0
	case checkBack:
		return l.Standing == office.StandingReturned || l.Back != nil
	}
	return true
}

// checkTotals is the line above the list: what is left to do in all returns.
func checkTotals(lines []office.CheckLine, w *ntm.Words) string {
	block, explain, units := 0, 0, 0
	for i := range lines {
		c := lines[i].Counts
		block, explain = block+c.Block, explain+c.Explain
		if c.Block > 0 || c.Explain > 0 {
			units++
		}
	}
	if units == 0 {
		return say(w, "check.clean")
	}
	return say(w, "check.totals", "units", strconv.Itoa(units), "block", strconv.Itoa(block), "explain", strconv.Itoa(explain))
}

// nextSent is the unit with a return before or after one on the list; empty at its ends.
func nextSent(rows []checkRow, code string, dir int) string {
	at := -1
	for i, r := range rows {
		if r.code == code {
			at = i
		}
	}
	if at < 0 {
		return ""
	}
	for i := at + dir; i >= 0 && i < len(rows); i += dir {
		if rows[i].sent {
			return rows[i].code
		}
	}
	return ""
}
