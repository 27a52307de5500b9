package ntm

import "strings"

// Pattern is the sentence and the remedy of a check as the catalogue prints them: a slot shows its name
// in angle brackets, a part that may be left out stands as it is.
func (w *Words) Pattern(id string) (text, fix string) {
	c := w.checks[id]
	return c.text.pattern(), c.fix.pattern()
}

func (s sentence) pattern() string {
	var b strings.Builder
	for _, p := range s {
		switch {
		case p.slot != "":
			b.WriteString("‹" + p.slot + "›")
		case p.optional != nil:
			b.WriteString(p.optional.pattern())
		default:
			b.WriteString(p.literal)
		}
	}
	return b.String()
}
