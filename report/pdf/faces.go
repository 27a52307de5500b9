package pdf

import (
	"fmt"
	"io/fs"
	"strings"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/unicode/norm"
)

// style is a face of the one family that forms are set in, as gofpdf names it.
type style string

const (
	regular    style = ""
	bold       style = "B"
	italic     style = "I"
	boldItalic style = "BI"
)

// files are the faces' names in the file system handed to Write: Liberation Serif, whose letters are
// as wide as Times New Roman's.
func (s style) file() string {
	return map[style]string{
		regular: "LiberationSerif-Regular.ttf", bold: "LiberationSerif-Bold.ttf",
		italic: "LiberationSerif-Italic.ttf", boldItalic: "LiberationSerif-BoldItalic.ttf",
	}[s]
}

// face knows which signs a font has and how wide they are.
type face struct {
	bytes  []byte
	font   *sfnt.Font
	buffer sfnt.Buffer
	known  map[rune]advance
}

type advance struct {
	em float64 // share of the letter's size
	ok bool
}

func loadFace(fonts fs.FS, s style) (*face, error) {
	bytes, err := fs.ReadFile(fonts, s.file())
	if err != nil {
		return nil, fmt.Errorf("loading font: %w", err)
	}
	parsed, err := sfnt.Parse(bytes)
	if err != nil {
		return nil, fmt.Errorf("loading font %s: %w", s.file(), err)
	}
	return &face{bytes: bytes, font: parsed, known: map[rune]advance{}}, nil
}

func (f *face) advance(r rune) advance {
	if a, ok := f.known[r]; ok {
		return a
	}
	a := advance{}
	if i, err := f.font.GlyphIndex(&f.buffer, r); err == nil && i != 0 && r <= 0xFFFF {
		units := int(f.font.UnitsPerEm())
		wide, err := f.font.GlyphAdvance(&f.buffer, i, fixed.I(units), font.HintingNone)
		a = advance{float64(wide) / 64 / float64(units), err == nil}
	}
	f.known[r] = a
	return a
}

const mmPerPoint = 25.4 / 72

// width is the width of s in mm at a size in points.
func (f *face) width(s string, size float64) float64 {
	em := 0.0
	for _, r := range s {
		em += f.advance(r).em
	}
	return em * size * mmPerPoint
}

// Replacement is a sign the font lacks, and what stands on paper in its place.
type Replacement struct {
	Form    string // the form's number
	Text    string // the whole text it stood in
	Sign    rune
	Printed string
}

// scribe makes text fit to print: NFC, no invisible signs, nothing the font would print as nothing.
type scribe struct {
	faces    []*face // a sign must be in all
	form     string
	replaced []Replacement
}

// sameMeaning are signs the font lacks and what says the same; their change is not reported.
func sameMeaning(r rune) (string, bool) {
	switch {
	case r == '\t', r == '\u2028', r == '\u2029':
		return " ", true
	case r == '\u2011':
		return "-", true
	case r == '℃':
		return "°C", true
	case r == '\u00ad', unicode.Is(unicode.Cf, r), unicode.IsControl(r):
		return "", true
	case unicode.Is(unicode.Variation_Selector, r):
		return "", true
	}
	return "", false
}

func (s *scribe) clean(text string) string {
	text = norm.NFC.String(text)
	if s.printable(text) {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		switch same, ok := sameMeaning(r); {
		case r == '\n':
			b.WriteRune(r)
		case ok:
			b.WriteString(same)
		case s.has(r):
			b.WriteRune(r)
		default:
			s.replaced = append(s.replaced, Replacement{s.form, text, r, s.substitute()})
			b.WriteString(s.substitute())
		}
	}
	return b.String()
}

func (s *scribe) printable(text string) bool {
	for _, r := range text {
		if _, ok := sameMeaning(r); ok || !s.has(r) {
			return false
		}
	}
	return true
}

func (s *scribe) has(r rune) bool {
	for _, f := range s.faces {
		if !f.advance(r).ok {
			return false
		}
	}
	return r != unicode.ReplacementChar
}

// substitute is an empty box, or a question mark where the font has no box.
func (s *scribe) substitute() string {
	if s.has('□') {
		return "□"
	}
	return "?"
}
