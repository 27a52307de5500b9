package report

import (
	"fmt"
	"slices"
	"strings"

	"bieuxa/ntm"
)

// The times that a column's figures may be of.
const (
	atPrevious = "previous" // the period before, of the same length
	atYearEnd  = "year_end" // December of last year
	atYearAgo  = "year_ago" // the same period of last year
)

// Earlier names what the forms print of other times; all the forms that fit if none is named.
func (s *FormSet) Earlier(ru *ntm.RollUp, ids []string) ntm.Earlier {
	var out ntm.Earlier
	for _, e := range s.editions {
		if len(ids) > 0 && !slices.Contains(ids, e.ID) || !e.fits(ru) {
			continue
		}
		for i := range e.Columns {
			c := &e.Columns[i]
			if c.At == "" {
				continue
			}
			table := c.Figure[:1]
			out = out.And(map[string]ntm.Earlier{atPrevious: {Previous: table}, atYearEnd: {YearEnd: table}, atYearAgo: {YearAgo: table}}[c.At])
		}
	}
	return out
}

// then is the roll-up of another time; nil if nothing was received for it.
func (d *draft) then(at string) *ntm.RollUp {
	return map[string]*ntm.RollUp{"": d.ru, atPrevious: d.ru.Previous, atYearEnd: d.ru.YearEnd, atYearAgo: d.ru.YearAgo}[at]
}

// figure adds a cell of the return up over the units picked at a column's time: at another time over those of
// them that have reported now as well. row may be empty for a list.
func (d *draft) figure(s columnSpec, table, row, col string, w ntm.Which) ntm.Figure {
	ru := d.then(s.At)
	if ru == nil {
		return ntm.Figure{}
	}
	if s.At != "" {
		w, _, _ = d.ru.Alike(ru, w)
	}
	if row == "" {
		return ru.SumList(table, col, w)
	}
	return ru.Sum(table, row, col, w)
}

// nilOf tells whether all the units that state a cell state it as "-", "không phát sinh" or "không áp dụng"; 0 if a figure stands anywhere.
func (d *draft) nilOf(s columnSpec, table, row, col string, w ntm.Which) State {
	then := d.then(s.At)
	if then == nil {
		return 0
	}
	if s.At != "" {
		w, _, _ = d.ru.Alike(then, w)
	}
	state := State(0)
	for _, l := range then.Pick(w) {
		if !l.Reported() {
			continue
		}
		switch is := statedNil(l, []string{table, row, col}); {
		case is == 0 && then.Sum(table, row, col, only(l)).OK:
			return 0
		case is == 0: // blank
		case state == 0:
			state = is
		case state != is:
			state = Dash
		}
	}
	return state
}

// alike tells whether a column's figures at its time stand on all the units that have reported now.
func (d *draft) alike(s columnSpec, w ntm.Which) bool {
	if s.At == "" {
		return true
	}
	_, both, now := d.ru.Alike(d.then(s.At), w)
	return both == now
}

// timesNotes say what the columns of other times stand on, where that is not what has reported now.
func (d *draft) timesNotes() {
	for _, s := range d.specs {
		if s.At == "" {
			continue
		}
		column := strings.NewReplacer("{column}", d.heading(s.Key))
		then := d.then(s.At)
		if n, _ := d.ru.Count(d.scope); n == 0 {
			continue
		}
		if then == nil {
			d.note("%s", column.Replace(d.ed.Words["no_then"]))
			continue
		}
		if silent := d.ru.NotThen(then, d.scope); len(silent) > 0 {
			_, both, now := d.ru.Alike(then, d.scope)
			d.note("%s", strings.NewReplacer("{n}", fmt.Sprint(both), "{of}", fmt.Sprint(now), "{names}", d.nameList(silent)).
				Replace(column.Replace(d.ed.Words["not_alike"])))
		}
	}
}
