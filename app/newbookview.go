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

// parentsShown is how many matches of a typed name are listed; more are told to be there.
const parentsShown = 40

// parentMatches are the units that an office may stand for on a day and whose name or code holds what was typed,
// with or without diacritics: the name itself first (exact of them), then names that begin so. more is how many are left out.
func parentMatches(units *ntm.Units, typed string, on ntm.Date) (found []ntm.Unit, exact, more int) {
	want := ntm.Plain(tidy(typed))
	type hit struct {
		unit ntm.Unit
		rank int
	}
	var hits []hit
	for _, level := range []ntm.Level{ntm.LevelProvince, ntm.LevelDistrict} {
		for _, u := range units.All(level, on) {
			short, full := ntm.Plain(u.Short()), ntm.Plain(u.Name)
			switch {
			case want == "" && level == ntm.LevelDistrict: // provinces are offered before anything is typed
			case short == want || full == want || u.Code == want:
				hits = append(hits, hit{u, 0})
				exact++
			case strings.HasPrefix(short, want) || strings.HasPrefix(full, want):
				hits = append(hits, hit{u, 1})
			case strings.Contains(full, want):
				hits = append(hits, hit{u, 2})
			}
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Compare(a.rank, b.rank) })
	for _, h := range hits[:min(len(hits), parentsShown)] {
		found = append(found, h.unit)
	}
	return found, exact, len(hits) - len(found)
}

// parentLine names a unit with its code, its level and what it lies in: there are namesakes.
func parentLine(units *ntm.Units, u ntm.Unit, on ntm.Date, w *ntm.Words) string {
	above := ""
	if p, ok := units.Find(u.Parent, on); ok {
		above = p.Name
	}
	return say(w, "newbook.match", "name", u.Name, "code", u.Code, "level", say(w, "level."+string(u.Level)), "above", above)
}

// reportingLine says how many units will report to a parent from a day on.
func reportingLine(units *ntm.Units, parent ntm.Unit, on ntm.Date, w *ntm.Words) string {
	all, rural := 0, 0
	for _, u := range units.Tree(parent.Code, on) {
		if u.Level != ntm.LevelCommune || !u.On(on) {
			continue
		}
		all++
		if u.Kind.Rural() {
			rural++
		}
	}
	if all == 0 {
		return say(w, "newbook.none", "name", parent.Name, "on", on.VN())
	}
	facts := []string{"name", parent.Name, "n", strconv.Itoa(all), "rural", strconv.Itoa(rural), "on", on.VN()}
	if all > rural {
		facts = append(facts, "other", strconv.Itoa(all-rural))
	}
	return say(w, "newbook.reporting", facts...)
}

// setChoices are the criteria sets for communes: by the period first, then each by its title.
func setChoices(c *ntm.Criteria, w *ntm.Words) (titles, ids []string) {
	titles, ids = []string{say(w, "newbook.set-by-period")}, []string{""}
	for _, s := range c.Sets() {
		if s.Level == string(ntm.LevelCommune) {
			titles, ids = append(titles, s.Title), append(ids, s.ID)
		}
	}
	return titles, ids
}

// cutChoices are the rules for a period's days.
func cutChoices(w *ntm.Words) (titles []string, styles []ntm.CutStyle) {
	return []string{say(w, "newbook.cut-15-14"), say(w, "newbook.cut-calendar")}, []ntm.CutStyle{ntm.CutFifteenth, ntm.CutCalendar}
}

// bookPath is where a new book is proposed to lie.
func bookPath(folder string, parent ntm.Unit) string {
	if folder == "" || parent.IsZero() {
		return ""
	}
	return filepath.Join(folder, parent.Name+bookSuffix)
}

// withSuffix is a path that ends as a book does.
func withSuffix(path string) string {
	path = strings.Trim(tidy(path), `"`)
	if path == "" || isBook(path) {
		return path
	}
	return path + bookSuffix
}

// newBookFaults says what is still missing for a new book; empty if nothing is.
func newBookFault(parent ntm.Unit, path string, w *ntm.Words) string {
	switch {
	case parent.IsZero():
		return say(w, "newbook.no-parent")
	case path == "":
		return say(w, "newbook.no-path")
	}
	return ""
}

// newBookOf is the book that the person asked for.
func newBookOf(parent ntm.Unit, on ntm.Date, set string, cut ntm.CutStyle) office.NewBook {
	return office.NewBook{Parent: parent.Code, On: on, Set: set, Cut: cut}
}

// foundLine says how many units fit what was typed, while none is chosen.
func foundLine(n, more int, w *ntm.Words) string {
	switch {
	case n == 0:
		return say(w, "newbook.found-none")
	case more > 0:
		return say(w, "newbook.found-more", "n", strconv.Itoa(n+more), "shown", strconv.Itoa(n))
	}
	return say(w, "newbook.found", "n", strconv.Itoa(n))
}
