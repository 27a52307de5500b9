package office

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"bieuxa/ntm"
)

// gazetteer knows the units whose figures may be in a file: those of a book in a month, or all of the catalogue.
type gazetteer struct {
	units  *ntm.Units
	parent string
	on     ntm.Date
	member map[string]ntm.Unit // by code; nil: every commune of the catalogue
	names  map[string][]string // first word of a member's name → codes
}

func newGazetteer(units *ntm.Units, parent string, m *month) *gazetteer {
	g := &gazetteer{units: units, parent: parent, on: m.to, names: map[string][]string{}}
	if len(m.members) == 0 {
		return g
	}
	g.member = map[string]ntm.Unit{}
	for i := range m.members {
		u := m.members[i].Unit
		g.member[u.Code] = u
		first, _, _ := strings.Cut(ntm.FoldUnit(u.Name), " ")
		g.names[first] = append(g.names[first], u.Code)
	}
	return g
}

// Named are the units that a text as a whole may name: by its code, or by its name.
func (g *gazetteer) Named(text string) []ntm.Unit {
	text = strings.TrimSpace(text)
	if len(text) < 2 || len(text) > 80 {
		return nil
	}
	if code := withZeros(text); ntm.LevelOf(code) == ntm.LevelCommune {
		if u, ok := g.find(code); ok {
			return []ntm.Unit{u}
		}
	}
	name := strings.Trim(numberBefore.ReplaceAllString(text, ""), " .:;,-*")
	var out []ntm.Unit
	for _, u := range g.units.Lookup(name, g.parent, g.on) {
		if _, ok := g.find(u.Code); ok && u.Level == ntm.LevelCommune {
			out = append(out, u)
		}
	}
	return out
}

// numberBefore is what numbers a name inside its own cell: «1. Xã Phú Lệ».
var numberBefore = regexp.MustCompile(`^\s*(?:\d{1,3}|[IVXivx]{1,5}|[A-Za-z])\s*[.)]\s*`)

func (g *gazetteer) find(code string) (ntm.Unit, bool) {
	if g.member != nil {
		u, ok := g.member[code]
		return u, ok
	}
	return g.units.Find(code, g.on)
}

// Mentioned are the units of the book that a text names somewhere. A name that two of them bear gives both; the name of
// a commune after the word «huyện» is the district's.
func (g *gazetteer) Mentioned(text string) []ntm.Unit {
	return g.mentioned(strings.FieldsFunc(ntm.Fold(text), notInName), func(u ntm.Unit) string { return ntm.FoldUnit(u.Name) })
}

// InFileName are those that the name of a file names, written without marks too.
func (g *gazetteer) InFileName(name string) []ntm.Unit {
	if found := g.Mentioned(strings.NewReplacer("_", " ", "-", " ", ".", " ").Replace(name)); len(found) > 0 {
		return found
	}
	return g.mentioned(strings.FieldsFunc(ntm.Plain(name), notInName), func(u ntm.Unit) string { return ntm.Plain(ntm.FoldUnit(u.Name)) })
}

func notInName(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' }

// hit is a name in a text: its words from first on.
type nameHit struct {
	first, words int
	unit         ntm.Unit
}

func (g *gazetteer) mentioned(words []string, key func(ntm.Unit) string) []ntm.Unit {
	var hits []nameHit
	for _, u := range g.member {
		name := strings.FieldsFunc(key(u), notInName)
		for i := 0; len(name) > 0 && i+len(name) <= len(words); i++ {
			if slices.Equal(words[i:i+len(name)], name) && mayFollow(words[:i], u.Kind) && (len(name) > 1 || i > 0 && isKindWord(words[i-1])) {
				hits = append(hits, nameHit{i, len(name), u})
			}
		}
	}
	var out []ntm.Unit
	for _, h := range hits {
		inside := slices.ContainsFunc(hits, func(o nameHit) bool {
			return o.words > h.words && o.first <= h.first && h.first+h.words <= o.first+o.words
		})
		if !inside && !slices.ContainsFunc(out, func(u ntm.Unit) bool { return u.Code == h.unit.Code }) {
			out = append(out, h.unit)
		}
	}
	slices.SortFunc(out, func(a, b ntm.Unit) int { return strings.Compare(a.Code, b.Code) })
	return out
}

// isKindWord tells the words that stand before the name of a commune.
func isKindWord(word string) bool {
	return slices.Contains([]string{"xã", "phường", "trấn", "tt", "xa", "phuong", "tran", "khu"}, word)
}

// mayFollow tells whether the words before a name go with a unit of the kind.
func mayFollow(before []string, kind ntm.Kind) bool {
	if len(before) == 0 {
		return true
	}
	switch before[len(before)-1] {
	case "huyện", "huyen", "tỉnh", "tinh", "quận", "quan", "phố":
		return false
	case "xã", "xa":
		return kind == ntm.KindCommune
	case "phường", "phuong":
		return kind == ntm.KindWard
	case "trấn", "tran", "tt":
		return kind == ntm.KindTownship
	}
	return true
}

// monthSaid finds a month with its year in a text without marks. The day of a signature is none.
var monthSaid = regexp.MustCompile(`(ngay\s+\S+\s+)?\b(?:thang|t)\s*(\d{1,2})\s*(?:/|-|\.|nam)\s*(20\d{2})\b`)

// periodsIn are the months that a text says its figures are of.
func periodsIn(text string) []ntm.Period {
	plain := ntm.Plain(text)
	if strings.Contains(plain, "cung ky") || strings.Contains(plain, "so voi") {
		return nil
	}
	var out []ntm.Period
	for _, m := range monthSaid.FindAllStringSubmatch(plain, -1) {
		month, _ := strconv.Atoi(m[2])
		year, _ := strconv.Atoi(m[3])
		if m[1] == "" && month >= 1 && month <= 12 {
			out = append(out, ntm.Period{Kind: ntm.Month, Year: year, N: month})
		}
	}
	return out
}
