package app

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"bieuxa/ntm"
)

// tidy is what a person typed, as it is kept: NFC, blanks and line breaks as single spaces, none around it.
func tidy(text string) string { return norm.NFC.String(strings.Join(strings.Fields(text), " ")) }

// parseDay reads a day as it is written here: 14/02/2020, 14/2/2020, 14.2.2020, 14-02-2020, 14022020.
func parseDay(text string) (ntm.Date, bool) {
	parts := regexp.MustCompile(`^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$|^(\d{2})(\d{2})(\d{4})$`).FindStringSubmatch(tidy(text))
	if parts == nil {
		return ntm.Date{}, false
	}
	if parts[1] == "" {
		parts = parts[3:]
	}
	day, _ := strconv.Atoi(parts[1])
	month, _ := strconv.Atoi(parts[2])
	year, _ := strconv.Atoi(parts[3])
	d := ntm.NewDate(year, month, day)
	if d.Year != year || int(d.Month) != month || int(d.Day) != day || year < 1900 {
		return ntm.Date{}, false
	}
	return d, true
}

// withPhrase is a reason after a ready phrase was chosen for it: the phrase follows what stands there.
func withPhrase(text, phrase string) string {
	text = tidy(text)
	switch {
	case text == "":
		return phrase
	case strings.Contains(text, phrase):
		return text
	}
	return strings.TrimRight(text, ".;, ") + "; " + phrase
}

// complaintOf says what is wrong with a form's field, empty if nothing is.
func (f field) complaintOf(value string, w *ntm.Words) string {
	switch {
	case value == "" && f.must:
		return say(w, "ask.must", "field", f.label)
	case value == "":
		return ""
	case f.kind == fieldDate:
		if _, ok := parseDay(value); !ok {
			return say(w, "ask.no-date", "text", value)
		}
	}
	if f.check != nil {
		return f.check(value)
	}
	return ""
}
