package grid

import (
	"strings"

	"fyne.io/fyne/v2"
)

// wrapKey is all that the lines of a text depend on.
type wrapKey struct {
	text  string
	width float32
	size  float32
	style fyne.TextStyle
}

// wrapper breaks texts into lines and remembers them: a sheet's headings are asked for at every step.
type wrapper struct {
	known   map[wrapKey][]string
	measure func(text string, size float32, style fyne.TextStyle) float32
}

func newWrapper() *wrapper {
	return &wrapper{known: map[wrapKey][]string{}, measure: func(text string, size float32, style fyne.TextStyle) float32 {
		return fyne.MeasureText(text, size, style).Width
	}}
}

// remembered is how many texts are kept before the oldest are let go, all at once.
const remembered = 4000

func (w *wrapper) lines(k wrapKey) []string {
	if lines, ok := w.known[k]; ok {
		return lines
	}
	if len(w.known) >= remembered {
		clear(w.known)
	}
	var lines []string
	for _, paragraph := range strings.Split(k.text, "\n") {
		lines = append(lines, w.paragraph(paragraph, k)...)
	}
	w.known[k] = lines
	return lines
}

// paragraph breaks at spaces, and within a word only if it is wider than the cell.
func (w *wrapper) paragraph(text string, k wrapKey) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		longer := word
		if line != "" {
			longer = line + " " + word
		}
		if w.measure(longer, k.size, k.style) <= k.width {
			line = longer
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		pieces := w.pieces(word, k)
		lines = append(lines, pieces[:len(pieces)-1]...)
		line = pieces[len(pieces)-1]
	}
	return append(lines, line)
}

// pieces cuts a word that is wider than the cell.
func (w *wrapper) pieces(word string, k wrapKey) []string {
	if w.measure(word, k.size, k.style) <= k.width {
		return []string{word}
	}
	var out []string
	piece := ""
	for _, r := range word {
		if longer := piece + string(r); piece == "" || w.measure(longer, k.size, k.style) <= k.width {
			piece = longer
			continue
		}
		out = append(out, piece)
		piece = string(r)
	}
	return append(out, piece)
}
