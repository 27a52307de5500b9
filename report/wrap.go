package report

import (
	"strings"
	"unicode"
)

// Wrap breaks s into lines no wider than width, as measure sees them: at spaces, else after a
// hyphen or a slash, else inside the word. Line breaks in s stay. No character but the spaces at a break is
// lost; a single character wider than width stands alone on its line.
func Wrap(s string, width float64, measure func(string) float64) []string {
	var out []string
	for _, paragraph := range strings.Split(s, "\n") {
		out = append(out, wrapParagraph(paragraph, width, measure)...)
	}
	return out
}

func wrapParagraph(s string, width float64, measure func(string) float64) []string {
	if measure(s) <= width {
		return []string{s}
	}
	var out []string
	line := ""
	for _, piece := range pieces(s) {
		if measure(strings.TrimRight(line+piece, " ")) <= width {
			line += piece
			continue
		}
		if line != "" {
			out = append(out, strings.TrimRight(line, " "))
		}
		var broken []string
		broken, line = breakWord(piece, width, measure)
		out = append(out, broken...)
	}
	return append(out, strings.TrimRight(line, " "))
}

// pieces cuts s after each run of spaces and after hyphens and slashes between letters; a hyphen or
// slash beside a digit stays inside its number.
func pieces(s string) []string {
	var out []string
	runes, start := []rune(s), 0
	for i := range runes {
		last := i == len(runes)-1
		space := runes[i] == ' ' && !last && runes[i+1] != ' '
		joint := (runes[i] == '-' || runes[i] == '/') && i > start && !last &&
			unicode.IsLetter(runes[i-1]) && unicode.IsLetter(runes[i+1])
		if space || joint || last {
			out, start = append(out, string(runes[start:i+1])), i+1
		}
	}
	return out
}

// breakWord cuts a word too wide for one line and returns the full lines and the rest.
func breakWord(word string, width float64, measure func(string) float64) (full []string, rest string) {
	for _, r := range word {
		if rest != "" && measure(strings.TrimRight(rest+string(r), " ")) > width {
			full, rest = append(full, rest), ""
		}
		rest += string(r)
	}
	return full, rest
}

// WidestWord is the width of the widest piece of s that Wrap would rather not cut.
func WidestWord(s string, measure func(string) float64) float64 {
	widest := 0.0
	for _, paragraph := range strings.Split(s, "\n") {
		for _, piece := range pieces(paragraph) {
			widest = max(widest, measure(strings.TrimRight(piece, " ")))
		}
	}
	return widest
}
