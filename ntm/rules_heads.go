package ntm

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// ruleTitlePeriod reports sheets whose title states a month that is neither the one received nor the one
// that sheet 00 states: that sheet may be last month's.
func ruleTitlePeriod(x *examination, _ *Check) {
	want := x.expectedPeriod()
	stated, _, _ := x.statedPeriod()
	first := -1
	var sheets []string
	for i := range x.sc.Ret.Heads {
		h := &x.sc.Ret.Heads[i]
		if h.Period.Kind != Month || want.Kind != Month || h.Period == want || h.Period == stated {
			continue
		}
		if first < 0 {
			first = i
		}
		if h.Period == x.sc.Ret.Heads[first].Period && !slices.Contains(sheets, h.Place.Sheet) {
			sheets = append(sheets, h.Place.Sheet)
		}
	}
	if first < 0 {
		return
	}
	h := &x.sc.Ret.Heads[first]
	x.add(Finding{Table: FieldsTable, Row: "ky", Place: h.Place, Saw: h.Period.String(), Want: want.String(), Facts: map[string]string{
		"stated": h.Period.String(), "expected": want.String(), "sheets": strings.Join(sheets, ", ")}})
}

// ruleTitleUnit reports sheets over which another unit of the book stands as the one that reports.
func ruleTitleUnit(x *examination, _ *Check) {
	own := bareName(x.sc.Unit.Name)
	found := map[string]int{}
	for i := range x.sc.Ret.Heads {
		h := &x.sc.Ret.Heads[i]
		_, text, _ := strings.Cut(h.Text, ":")
		if h.Period.Year != 0 || own == "" || hasWords(Plain(text), own) {
			continue
		}
		u, ok := x.namedIn(Plain(text))
		if !ok {
			continue
		}
		at, told := found[u.Code]
		if told {
			x.found[at].Facts["sheets"] += ", " + h.Place.Sheet
			continue
		}
		found[u.Code] = len(x.found)
		x.add(Finding{Table: FieldsTable, Row: "ten_don_vi/" + u.Code, Place: h.Place, Saw: u.Name, Want: x.sc.Unit.Name,
			Facts: map[string]string{"stated": u.Name, "unit": x.sc.Unit.Name, "sheets": h.Place.Sheet}})
	}
}

// bareName is a unit's name without its kind and marks: «phu le».
func bareName(name string) string {
	_, bare := SplitUnit(name)
	return Plain(bare)
}

// BareNames are the names of units without their kinds and marks, beside them.
func BareNames(units []Unit) []string {
	names := make([]string, len(units))
	for i := range units {
		names[i] = bareName(units[i].Name)
	}
	return names
}

// hasWords reports that the words stand in the text as whole words.
func hasWords(text, words string) bool {
	for from := 0; ; {
		i := strings.Index(text[from:], words)
		if i < 0 {
			return false
		}
		i += from
		end := i + len(words)
		if (i == 0 || !wordByte(text[i-1])) && (end == len(text) || !wordByte(text[end])) {
			return true
		}
		from = i + 1
	}
}

func wordByte(b byte) bool { return b >= 'a' && b <= 'z' || isDigit(b) }

// namedIn is the only other unit of the book whose name stands in a plain text.
func (x *examination) namedIn(text string) (found Unit, ok bool) {
	n, bare := 0, x.sc.Bare
	if len(bare) != len(x.sc.Peers) {
		bare = BareNames(x.sc.Peers)
	}
	for i, u := range x.sc.Peers {
		if name := bare[i]; u.Code != x.sc.Unit.Code && strings.Contains(name, " ") && hasWords(text, name) {
			found = u
			n++
		}
	}
	return found, n == 1
}

// Months in the name of a file: «2020-02», «thang 2 nam 2020», «T02.2020».
var (
	reFileISO   = regexp.MustCompile(`(?:^|[^0-9])(20\d\d)[-_.](\d{2})(?:[^0-9]|$)`)
	reFileMonth = regexp.MustCompile(`(?:^|[^a-z])(?:thang|t)[ ._-]{0,2}(\d{1,2})[ ._/-]{1,3}(?:nam[ ._-]{0,2})?(20\d\d)(?:[^0-9]|$)`)
	reFileCode  = regexp.MustCompile(`(?:^|[^0-9])(\d{5})(?:[^0-9]|$)`)
)

// monthInName is the only month that the name of a file states.
func monthInName(plain string) (p Period, ok bool) {
	note := func(year, month string) {
		y, _ := strconv.Atoi(year)
		n, _ := strconv.Atoi(month)
		if q := (Period{Month, y, n}); n >= 1 && n <= 12 {
			ok = p.Year == 0 || ok && p == q
			p = q
		}
	}
	for _, m := range reFileISO.FindAllStringSubmatch(plain, -1) {
		note(m[1], m[2])
	}
	for _, m := range reFileMonth.FindAllStringSubmatch(plain, -1) {
		note(m[2], m[1])
	}
	return p, ok
}

// ruleFileName notes a file whose name states another month or another unit of the book than the file
// itself: names go wrong more often than figures, but somebody should look.
func ruleFileName(x *examination, _ *Check) {
	name := x.sc.Ret.File
	if i := strings.LastIndexAny(name, "/\\›"); i >= 0 {
		name = name[i+1:]
	}
	if dot := strings.LastIndexByte(name, '.'); dot > 0 {
		name = name[:dot]
	}
	plain := Plain(name)
	want := x.expectedPeriod()
	if p, ok := monthInName(plain); ok && want.Kind == Month && p != want {
		x.noteName("ky", "", p.String(), want.String())
	}
	spaced := strings.NewReplacer("_", " ", "-", " ").Replace(plain)
	if hasWords(spaced, bareName(x.sc.Unit.Name)) {
		return
	}
	u, ok := x.namedIn(spaced)
	if m := reFileCode.FindStringSubmatch(plain); m != nil && m[1] != x.sc.Unit.Code {
		for _, o := range x.sc.Peers {
			if o.Code == m[1] {
				u, ok = o, true
			}
		}
	}
	if ok {
		x.noteName("ten_don_vi", "unit", u.Name, x.sc.Unit.Name)
	}
}

func (x *examination) noteName(row, variant, saw, want string) {
	f := Finding{Table: FieldsTable, Row: row, Column: FieldColumn, Place: x.firstPlace(), Saw: saw, Want: want, Facts: map[string]string{"file": x.sc.Ret.File}}
	if variant == "" {
		f.Facts["stated"], f.Facts["expected"] = saw, want
	} else {
		f.Facts[variantFact] = variant
	}
	if e, ok := x.sc.Ret.Entry(FieldsTable, row, FieldColumn); ok && e.Place.Sheet != "" {
		f.Place = e.Place
	}
	x.add(f)
}
