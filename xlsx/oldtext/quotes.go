package oldtext

import "strings"

// Programs that turn Unicode into TCVN3 leave the quotes « and » as they are, where TCVN3 has ô and ằ. They stand for
// quotes where the word between is one of Vietnamese without them, and none with the letter.
const (
	hiddenOpen  = "\uE0AB"
	hiddenClose = "\uE0BB"
)

// hideQuotes puts characters of private use, of the same length or not, in the place of such quotes.
func hideQuotes(text string) string {
	if !strings.ContainsAny(text, "«»") {
		return text
	}
	var b strings.Builder
	done := 0
	words(text, func(word string, _ bool) {
		at := done + strings.Index(text[done:], word)
		b.WriteString(text[done:at])
		b.WriteString(hideAround(word))
		done = at + len(word)
	})
	b.WriteString(text[done:])
	return b.String()
}

func hideAround(word string) string {
	t := known().tables[TCVN3]
	is := func(w string) bool {
		out, _ := t.decode(w)
		return IsSyllable(out) || isAbbreviation(out)
	}
	core := strings.TrimSuffix(strings.TrimPrefix(word, "«"), "»")
	if core == word || core == "" || is(word) || !is(core) {
		return word
	}
	open, end := strings.HasPrefix(word, "«"), strings.HasSuffix(word, "»")
	switch {
	case open && end && is("«"+core):
		return "«" + core + hiddenClose
	case open && end && is(core+"»"):
		return hiddenOpen + core + "»"
	case open && end:
		return hiddenOpen + core + hiddenClose
	case open:
		return hiddenOpen + core
	}
	return core + hiddenClose
}
