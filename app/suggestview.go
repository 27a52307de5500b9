package app

import (
	"strconv"
	"strings"

	"bieuxa/ntm"
	"bieuxa/office"
)

// longestButton is how much of a suggested text a button shows; the rest is seen in the preview.
const longestButton = 28

// suggestButton is what stands on the button of a suggestion; one that changes several cells is looked at before.
func suggestButton(s *ntm.Suggestion, w *ntm.Words) string {
	id := "suggest.to"
	if n := len(s.Cells()); n > 2 {
		id = "suggest.to-many"
	}
	if s.Sure {
		id += "-sure"
	}
	now := []rune(s.Now)
	if len(now) > longestButton {
		now = append(now[:longestButton], '…')
	}
	return say(w, id, "now", string(now), "n", strconv.Itoa(len(s.Cells())))
}

// suggestWhy says how a suggestion was found, and what else it changes.
func suggestWhy(s *ntm.Suggestion, w *ntm.Words) string {
	also := ""
	switch len(s.Also) {
	case 0:
	case 1:
		also = say(w, "suggest.also", "cell", s.Also[0].Place.Cell, "now", s.Also[0].Now)
	default:
		also = say(w, "suggest.also-many", "n", strconv.Itoa(len(s.Also)))
	}
	return say(w, "suggest.why", "why", whyWords(s.Why, w), "also", also)
}

func whyWords(why string, w *ntm.Words) string { return say(w, "suggest."+why) }

// at are the suggestions for the cell of a finding: rows of a list may share their keys.
func suggestedAt(all []ntm.Suggestion, f *ntm.Finding) []ntm.Suggestion {
	var out []ntm.Suggestion
	for _, s := range all {
		if s.Key == f.Key() && s.Place.Sheet == f.Place.Sheet && (s.Place.Cell == f.Place.Cell || f.Row == "") {
			out = append(out, s)
		}
	}
	return out
}

// sureOf is the one reading among suggestions; nil if there is none.
func sureOf(all []ntm.Suggestion) *ntm.Suggestion {
	for i := range all {
		if all[i].Sure && len(all) == 1 {
			return &all[i]
		}
	}
	return nil
}

// mendRow is one cell of the table that is looked at before anything is changed.
type mendRow struct {
	key             string // of the row
	set             string // of its suggestion: its cells are changed together
	unit, name      string
	sheet, cell     string
	label, was, now string
	why, check      string
}

// mendRows are the cells that the suggestions of a unit change.
func mendRows(u *office.UnitMends, w *ntm.Words, title func(check string) string) []mendRow {
	labels := map[ntm.Place]string{}
	if u.Preview != nil {
		for _, c := range u.Preview.Cells {
			labels[c.Place] = c.Label
		}
	}
	var out []mendRow
	for i := range u.Suggestions {
		s := &u.Suggestions[i]
		set := u.Unit + "/" + strconv.Itoa(i)
		for j, c := range s.Cells() {
			r := mendRow{key: set + "/" + strconv.Itoa(j), set: set, unit: u.Unit, name: u.Name, sheet: c.Place.Sheet, cell: c.Place.Cell,
				label: labels[c.Place], was: strings.ReplaceAll(c.Was, "\n", " "), now: strings.ReplaceAll(c.Now, "\n", " "),
				why: whyWords(s.Why, w), check: title(s.Check)}
			if r.was == "" {
				r.was = say(w, "review.blank")
			}
			out = append(out, r)
		}
	}
	return out
}

// ticked are the units with those of their suggestions that are chosen.
func ticked(units []office.UnitMends, chosen map[string]bool) (out []office.UnitMends, suggestions, cells int) {
	for _, u := range units {
		kept := office.UnitMends{Unit: u.Unit, Name: u.Name}
		for i := range u.Suggestions {
			if chosen[u.Unit+"/"+strconv.Itoa(i)] {
				kept.Suggestions = append(kept.Suggestions, u.Suggestions[i])
				cells += len(u.Suggestions[i].Cells())
			}
		}
		if suggestions += len(kept.Suggestions); len(kept.Suggestions) > 0 {
			out = append(out, kept)
		}
	}
	return out, suggestions, cells
}

// effectWords says what all suggestions of one return do to its findings.
func effectWords(m *office.Mends, w *ntm.Words) string {
	if m == nil {
		return ""
	}
	n, come := strconv.Itoa, ""
	if m.New > 0 {
		come = n(m.New)
	}
	return say(w, "suggest.effect", "solved", n(m.Solved), "new", come, "block", n(m.After.Block), "open", n(m.After.Open))
}

// appliedWords says what was changed in one return.
func appliedWords(cells, stale int, w *ntm.Words) string {
	done := say(w, "suggest.nothing")
	if cells > 0 {
		done = say(w, "suggest.done", "n", strconv.Itoa(cells))
	}
	if stale > 0 {
		done += " " + say(w, "suggest.stale", "n", strconv.Itoa(stale))
	}
	return done
}

// allAppliedWords says what was changed over the returns of a period, and where nothing could be.
func allAppliedWords(done []office.UnitApplied, w *ntm.Words) (told string, refused []string) {
	cells, units, stale := 0, 0, 0
	for _, u := range done {
		if u.Problem != nil {
			what, _ := w.Problem(u.Problem.ID, u.Problem.Facts)
			refused = append(refused, say(w, "suggest.all-locked", "unit", u.Name, "why", what))
			continue
		}
		if u.Cells > 0 {
			units++
		}
		cells, stale = cells+u.Cells, stale+len(u.Stale)
	}
	told = say(w, "suggest.all-done", "cells", strconv.Itoa(cells), "units", strconv.Itoa(units))
	if stale > 0 {
		told += " " + say(w, "suggest.stale", "n", strconv.Itoa(stale))
	}
	return told, refused
}
