package app

import (
	"fmt"
	"strconv"

	"bieuxa/ntm"
	"bieuxa/office"
)

// matrix is what the table commune × criterion shows: two heading rows, then a row for each commune; two columns
// before those of the criteria.
type matrix struct {
	v     *office.Overview
	w     *ntm.Words
	signs map[ntm.Status]string
}

func newMatrix(v *office.Overview, w *ntm.Words) matrix {
	m := matrix{v, w, map[ntm.Status]string{}}
	for _, s := range legend() {
		m.signs[s] = sign(s, w)
	}
	return m
}

const (
	matrixHeads = 2 // numbers of the criteria; communes that meet each
	matrixSides = 3 // commune; criteria met; change
)

// matrixCell is one cell: a sign, and what it means in words, which are made only when they are asked for.
type matrixCell struct {
	text  string
	words func() string
	tone  tone // empty: plain
	bold  bool
}

func (m matrix) size() (rows, cols int) {
	return matrixHeads + len(m.v.Criteria.Units), matrixSides + len(m.v.Criteria.By)
}

// cell words a cell; rows and columns count from 0.
func (m matrix) cell(row, col int) matrixCell {
	c := m.v.Criteria
	switch {
	case row == 0:
		return m.heading(col)
	case row == 1:
		return m.footing(col)
	}
	u := &c.Units[row-matrixHeads]
	name := nameOf(m.v.Names, u.Line.Unit)
	switch {
	case col == 0:
		return matrixCell{text: name, words: m.told(name)}
	case !u.Line.Reported():
		return matrixCell{text: m.signs[ntm.StatusBlank], tone: toneMissing, words: func() string {
			return say(m.w, "matrix.missing", "unit", name, "standing", say(m.w, "standing."+string(m.v.Standing[u.Line.Unit.Code])))
		}}
	case col == 1:
		text := fmt.Sprintf("%d/%d", u.Met, len(c.By))
		return matrixCell{text: text, bold: true, words: func() string {
			return say(m.w, "matrix.met", "unit", name, "n", strconv.Itoa(u.Met), "of", strconv.Itoa(len(c.By)))
		}}
	case col == 2:
		return matrixCell{text: signed(u.Change(), 0, m.w), words: func() string {
			return say(m.w, "matrix.change", "unit", name, "before", number(u.Before, 0, m.w), "start", number(u.AtYearStart, 0, m.w))
		}}
	}
	s, by := u.Statuses[col-matrixSides], &c.By[col-matrixSides]
	return matrixCell{text: m.signs[s], tone: statusTone(s), words: func() string {
		return say(m.w, "matrix.cell", "unit", name, "no", strconv.Itoa(by.No), "name", by.Name, "status", statusWord(s, m.w))
	}}
}

func (m matrix) heading(col int) matrixCell {
	switch col {
	case 0, 1, 2:
		text := say(m.w, "matrix.column-"+strconv.Itoa(col))
		return matrixCell{text: text, words: m.told(text), bold: true}
	}
	by := &m.v.Criteria.By[col-matrixSides]
	return matrixCell{text: strconv.Itoa(by.No), words: m.told(say(m.w, "matrix.criterion", "no", strconv.Itoa(by.No), "name", by.Name)), bold: true}
}

// footing is the row of totals, which stands under the headings so that it is always seen.
func (m matrix) footing(col int) matrixCell {
	c := m.v.Criteria
	switch col {
	case 0:
		text := say(m.w, "matrix.total", "n", strconv.Itoa(c.Reported), "of", strconv.Itoa(c.Expected))
		return matrixCell{text: text, words: m.told(text), bold: true}
	case 1:
		text := count(c.Met, m.w)
		if c.Reported == 0 {
			text = "…"
		}
		return matrixCell{text: text, words: m.told(say(m.w, "matrix.all", "n", text, "of", count(c.Possible, m.w))), bold: true}
	case 2:
		change := ntm.NumInt(c.Met).Sub(c.Before)
		return matrixCell{text: signed(change, 0, m.w), bold: true, words: m.told(say(m.w, "matrix.all-change", "before", number(c.Before, 0, m.w)))}
	}
	by := &c.By[col-matrixSides]
	text := count(by.Met, m.w)
	if c.Reported == 0 {
		text = "…"
	}
	return matrixCell{text: text, bold: true,
		words: m.told(say(m.w, "matrix.by", "no", strconv.Itoa(by.No), "name", by.Name, "n", text, "of", strconv.Itoa(c.Reported)))}
}

// told are words that are there already.
func (m matrix) told(text string) func() string { return func() string { return text } }

// figure is what stands behind a cell, and the unit it is of; empty: all of them.
func (m matrix) figure(row, col int) (figure, unit string) {
	if row >= matrixHeads {
		unit = m.v.Criteria.Units[row-matrixHeads].Line.Unit.Code
	}
	if col < matrixSides {
		return "tieu_chi.dat", unit
	}
	return "tieu_chi/" + strconv.Itoa(m.v.Criteria.By[col-matrixSides].No) + "/dg", unit
}

// sign is a status in one to three letters, as the legend explains them.
func sign(s ntm.Status, w *ntm.Words) string { return say(w, "matrix.sign-"+statusID(s)) }

// statusWord is a status in words.
func statusWord(s ntm.Status, w *ntm.Words) string { return say(w, "matrix.word-"+statusID(s)) }

func statusID(s ntm.Status) string {
	switch s {
	case ntm.StatusMet:
		return "met"
	case ntm.StatusBasicallyMet:
		return "basic"
	case ntm.StatusUnmet:
		return "unmet"
	case ntm.StatusNotApplicable:
		return "none"
	}
	return "missing"
}

func statusTone(s ntm.Status) tone { return tone(statusID(s)) }

// legend are the statuses in their order.
func legend() []ntm.Status { return append(ntm.Statuses(), ntm.StatusBlank) }
