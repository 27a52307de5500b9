package xlsx

import (
	"math"
	"strconv"
	"strings"
)

// odsStyle is what a style says itself; "" is left to its parent.
type odsStyle struct {
	parent, format, font, fill, align string
	weight, slant, wrap               string
	size                              float64 // row height or column width in points
	hidden                            bool    // a table that is not shown
	automatic                         bool
}

type odsStyleKey struct{ family, name string }

// odsStyleList are the styles of one section and its data styles.
type odsStyleList struct {
	styles  map[odsStyleKey]odsStyle
	formats map[string]odsFormat
}

type odsStyles struct {
	common, automatic odsStyleList
	faces             map[string]string // font family by the name of its declaration
	cells             map[odsCellKey]int
}

// odsCellKey is a cell style, or one with the format that a value asks for.
type odsCellKey struct{ name, format string }

func newODSStyles() odsStyles {
	list := func() odsStyleList {
		return odsStyleList{styles: map[odsStyleKey]odsStyle{}, formats: map[string]odsFormat{}}
	}
	return odsStyles{common: list(), automatic: list(), faces: map[string]string{}, cells: map[odsCellKey]int{}}
}

func (r *odsReader) chargeText(n int) error {
	if r.text -= int64(n); r.text < 0 {
		return tooMuchText(r.s.part, r.lim.Text)
	}
	return nil
}

func (r *odsReader) readFontFaces() error {
	for depth := r.s.depth; r.s.child(depth); {
		name, family := string(r.s.attrIn(nsStyle, "name")), plainFamily(r.s.attrIn(nsSVG, "font-family"))
		if len(r.styles.faces) >= r.lim.Styles {
			return tooMany(r.s.part, "fonts", r.lim.Styles)
		}
		if err := r.chargeText(len(name) + len(family)); err != nil {
			return err
		}
		r.styles.faces[name] = family
	}
	return r.s.err
}

// plainFamily is the first family of a list as styles write it, without quotes.
func plainFamily(b []byte) string {
	name := strings.TrimSpace(string(b))
	if name != "" && (name[0] == '\'' || name[0] == '"') {
		if end := strings.IndexByte(name[1:], name[0]); end >= 0 {
			return name[1 : end+1]
		}
	}
	name, _, _ = strings.Cut(name, ",")
	return strings.TrimSpace(name)
}

func (r *odsReader) readStyles(automatic bool) error {
	into := r.styles.common
	if automatic {
		into = r.styles.automatic
	}
	for depth := r.s.depth; r.s.child(depth); {
		if len(into.styles) >= r.lim.Styles || len(into.formats) >= r.lim.Styles {
			return tooMany(r.s.part, "styles", r.lim.Styles)
		}
		switch {
		case r.s.isIn(nsStyle, "style"), r.s.isIn(nsStyle, "default-style"):
			key := odsStyleKey{string(r.s.attrIn(nsStyle, "family")), string(r.s.attrIn(nsStyle, "name"))}
			st := r.readStyle()
			st.automatic = automatic
			if err := r.chargeText(len(key.family) + len(key.name) + len(st.parent) + len(st.format) + len(st.font)); err != nil {
				return err
			}
			into.styles[key] = st
		case r.s.ns == nsNumber:
			name := string(r.s.attrIn(nsStyle, "name"))
			f := r.readFormat()
			if err := r.chargeText(len(name) + len(f.code)); err != nil {
				return err
			}
			into.formats[name] = f
		}
	}
	return r.s.err
}

// readStyle reads the style just started.
func (r *odsReader) readStyle() odsStyle {
	s := r.s
	st := odsStyle{parent: string(s.attrIn(nsStyle, "parent-style-name")), format: string(s.attrIn(nsStyle, "data-style-name"))}
	for depth := s.depth; s.child(depth); {
		if s.ns != nsStyle {
			continue
		}
		switch string(s.local) {
		case "text-properties":
			if name := s.attrIn(nsStyle, "font-name"); name != nil {
				st.font = r.face(string(name))
			} else if family := s.attrIn(nsFO, "font-family"); family != nil {
				st.font = plainFamily(family)
			}
			st.weight, st.slant = word(s.attrIn(nsFO, "font-weight")), word(s.attrIn(nsFO, "font-style"))
		case "table-cell-properties":
			st.fill, st.wrap = word(s.attrIn(nsFO, "background-color")), word(s.attrIn(nsFO, "wrap-option"))
		case "paragraph-properties":
			st.align = word(s.attrIn(nsFO, "text-align"))
		case "table-row-properties":
			st.size = pointsOf(s.attrIn(nsStyle, "row-height"))
		case "table-column-properties":
			st.size = pointsOf(s.attrIn(nsStyle, "column-width"))
		case "table-properties":
			st.hidden = string(s.attrIn(nsTable, "display")) == "false"
		}
	}
	return st
}

// word keeps short words only.
func word(b []byte) string {
	if len(b) > 20 {
		return ""
	}
	return string(b)
}

func (r *odsReader) face(name string) string {
	if family, ok := r.styles.faces[name]; ok && family != "" {
		return family
	}
	return name
}

// pointsOf reads a length such as «0.889in», 0 if it is none.
func pointsOf(b []byte) float64 {
	if len(b) < 3 || len(b) > 32 {
		return 0
	}
	unit, ok := map[string]float64{"cm": 72 / 2.54, "mm": 72 / 25.4, "in": 72, "pt": 1, "pc": 12, "px": 0.75}[string(b[len(b)-2:])]
	f, err := strconv.ParseFloat(string(b[:len(b)-2]), 64)
	if !ok || err != nil || !(f > 0 && f < 5000) {
		return 0
	}
	return math.Round(f*unit*100) / 100
}

// charactersOf is the width of a column in characters of Excel's standard font, of seven pixels.
func charactersOf(points float64) float64 { return math.Round(points/0.75/7*100) / 100 }

// find looks a style up: among the automatic ones of the part, then among the common ones.
func (l *odsStyles) find(key odsStyleKey) (odsStyle, bool) {
	if st, ok := l.automatic.styles[key]; ok {
		return st, true
	}
	st, ok := l.common.styles[key]
	return st, ok
}

// maxParents bounds how far a style inherits.
const maxParents = 32

// resolve is the style with what it inherits.
func (l *odsStyles) resolve(family, name string) odsStyle {
	st, _ := l.find(odsStyleKey{family, name})
	at := st
	for n := 0; at.parent != "" && n < maxParents; n++ {
		parent, ok := l.common.styles[odsStyleKey{family, at.parent}]
		if !ok {
			break
		}
		st.inherit(parent)
		at = parent
	}
	st.inherit(l.common.styles[odsStyleKey{family, ""}])
	return st
}

func (st *odsStyle) inherit(from odsStyle) {
	for _, f := range []struct{ to, from *string }{{&st.font, &from.font}, {&st.fill, &from.fill}, {&st.align, &from.align},
		{&st.weight, &from.weight}, {&st.slant, &from.slant}, {&st.wrap, &from.wrap}} {
		if *f.to == "" {
			*f.to = *f.from
		}
	}
	if st.format == "" {
		st.format, st.automatic = from.format, from.automatic
	}
	if st.size == 0 {
		st.size = from.size
	}
}

// defaultCell is the style of cells for which none is named.
const defaultCell = "Default"

// cellStyle numbers the style of a cell; format is what its value asks for where the style does not show it.
func (r *odsReader) cellStyle(name, format string) (int, error) {
	if name == "" {
		name = defaultCell
	}
	key := odsCellKey{name, format}
	if n, ok := r.styles.cells[key]; ok {
		return n, nil
	}
	st := r.styles.resolve("table-cell", name)
	if format == "" {
		format = r.formatCode(st)
	}
	n, err := r.style(format, st.font, st.look())
	if err == nil && len(r.styles.cells) < 2*r.lim.Styles {
		r.styles.cells[key] = n
	}
	return n, err
}

func (st *odsStyle) look() Look {
	l := Look{Bold: st.weight == "bold" || st.weight >= "600" && st.weight <= "900", Italic: st.slant == "italic" || st.slant == "oblique",
		Wrap: st.wrap == "wrap"}
	if strings.HasPrefix(st.fill, "#") {
		l.Fill = plainRGB([]byte(st.fill[1:]))
	}
	switch st.align {
	case "start", "left":
		l.Align = "left"
	case "end", "right":
		l.Align = "right"
	case "center", "justify":
		l.Align = st.align
	}
	return l
}
