package app

import (
	"slices"
	"strings"

	"bieuxa/ntm"
	"bieuxa/office"
)

// logRow is one line of the log.
type logRow struct {
	key                        string // unique
	at, who, verb, unit, where string
	detail                     string
	event                      office.Event
}

// logRows are the newest first. name gives a unit's name.
func logRows(events []office.Event, w *ntm.Words, name func(code string) string) []logRow {
	out := make([]logRow, 0, len(events))
	for i := len(events) - 1; i >= 0; i-- {
		e := events[i]
		out = append(out, logRow{key: itoa(i), at: office.MomentVN(e.At), who: e.Who, verb: office.VerbWord(w, e.Verb),
			unit: name(e.Unit), where: office.PeriodVN(e.Period), detail: plainDetail(w, e), event: e})
	}
	return out
}

// plainDetail is an event's detail on one line. An arrow is said as a word: the screen's letters have none.
func plainDetail(w *ntm.Words, e office.Event) string {
	text := strings.ReplaceAll(office.DetailText(w, e), "→", say(w, "log.became"))
	return strings.Join(strings.Fields(text), " ")
}

// logFilter keeps lines by what they say; empty keeps all.
type logFilter struct{ period, verb, who string }

func (f logFilter) rows(all []logRow) []logRow {
	return slices.DeleteFunc(slices.Clone(all), func(r logRow) bool {
		return f.period != "" && r.where != f.period || f.verb != "" && r.verb != f.verb || f.who != "" && r.who != f.who
	})
}

// logChoices are the different texts of the lines, in the order of the dictionary, periods newest first.
func logChoices(all []logRow) (periods, verbs, people []string) {
	ids := map[string]bool{}
	for _, r := range all {
		if r.where != "" {
			ids[r.event.Period] = true
		}
		verbs, people = append(verbs, r.verb), append(people, r.who)
	}
	var list []string
	for id := range ids {
		list = append(list, id)
	}
	return periodNames(newestFirst(list)), distinct(verbs), distinct(people)
}

func distinct(all []string) []string {
	slices.SortFunc(all, byDictionary())
	return slices.Compact(all)
}
