package app

import (
	"slices"
	"strconv"
	"strings"

	"bieuxa/ntm"
	"bieuxa/office"
)

// behindPage is what «từ đâu?» shows of a figure.
type behindPage struct {
	title, total string
	rows         []shareRow
}

// shareRow is one unit's part, with its cells.
type shareRow struct {
	unit, name  string
	value, part string
	tone        tone // empty: plain
	file        string
	cells       []cellRow
}

// cellRow is one cell of a return.
type cellRow struct {
	sheet, cell, what, value string
	file                     string
	period                   ntm.Period // of the return: a month of the period asked for
}

// behindOf words what stands behind a figure.
func behindOf(b *office.Behind, w *ntm.Words) behindPage {
	page := behindPage{title: behindTitle(b, w)}
	status := b.Table == ntm.CriteriaTable && b.Row != ""
	id := "behind.total"
	if status {
		id = "behind.total-met"
	}
	page.total = say(w, id, "period", b.Period.VN(), "total", number(b.Total, b.Places, w), "n", strconv.Itoa(b.Reported), "of", strconv.Itoa(b.Expected))
	for i := range b.Shares {
		page.rows = append(page.rows, shareOf(&b.Shares[i], b.Places, status, w))
		page.rows[i].name = nameOf(b.Names, b.Shares[i].Unit)
	}
	return page
}

func behindTitle(b *office.Behind, w *ntm.Words) string {
	switch {
	case b.AtYearStart:
		return say(w, "behind.year-start", "name", say(w, "family."+b.Family+"."+b.Measure))
	case b.Measure != "":
		return say(w, "family."+b.Family+"."+b.Measure)
	case b.Criterion != "":
		return say(w, "matrix.criterion", "no", b.Row, "name", b.Criterion)
	}
	return b.What
}

func shareOf(s *office.Share, places int, status bool, w *ntm.Words) shareRow {
	row := shareRow{unit: s.Unit.Code, name: s.Unit.Name, file: s.File}
	switch {
	case !s.Reported:
		row.value, row.tone = say(w, "standing."+string(s.Standing)), standingTone(s.Standing)
	case !s.Stated:
		row.value, row.tone = say(w, "behind.blank"), toneNone
	case status:
		row.value, row.tone = statusWord(s.Status, w), statusTone(s.Status)
	default:
		row.value = number(s.Value, places, w)
		if s.Part.OK {
			row.part = number(s.Part, 1, w) + "%"
		}
	}
	for _, c := range s.Sources {
		x := cellRow{sheet: c.Place.Sheet, cell: c.Place.Cell, what: c.What, file: c.Place.File, period: c.Period}
		if c.Value.OK && !status && !strings.Contains(c.What, ": ") { // a counted row says itself what it is
			x.value = number(c.Value, ntm.Exact, w)
		}
		row.cells = append(row.cells, x)
	}
	return row
}

// parts tells whether the units have shares of the total; a rate has none.
func (p *behindPage) parts() bool {
	return slices.ContainsFunc(p.rows, func(r shareRow) bool { return r.part != "" })
}

// values tells whether the cells hold figures.
func (p *behindPage) values() bool {
	return slices.ContainsFunc(p.rows, func(r shareRow) bool {
		return slices.ContainsFunc(r.cells, func(c cellRow) bool { return c.value != "" })
	})
}

// rowOfUnit is the row of a unit; if there is none the first that has cells, else the first.
func rowOfUnit(rows []shareRow, unit string) int {
	if i := slices.IndexFunc(rows, func(r shareRow) bool { return r.unit == unit }); i >= 0 {
		return i
	}
	return max(0, slices.IndexFunc(rows, func(r shareRow) bool { return len(r.cells) > 0 }))
}
