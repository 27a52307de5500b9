package app

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"bieuxa/ntm"
)

// findingKind is what a finding asks of a person.
type findingKind string

const (
	kindBlock     findingKind = "block"     // to be mended
	kindOpen      findingKind = "open"      // to be explained
	kindNote      findingKind = "note"      // to be looked at
	kindExplained findingKind = "explained" // nothing any more
)

// findingKinds are those that a person may choose to see, the gravest first.
func findingKinds() []findingKind {
	return []findingKind{kindBlock, kindOpen, kindNote, kindExplained}
}

func kindOf(f *ntm.Finding) findingKind {
	switch {
	case f.Severity == ntm.Block:
		return kindBlock
	case f.Severity == ntm.Explain && f.Explained == "":
		return kindOpen
	case f.Severity == ntm.Explain:
		return kindExplained
	}
	return kindNote
}

// open tells that a person still has to do something.
func (k findingKind) open() bool { return k == kindBlock || k == kindOpen }

func (k findingKind) rank() int { return slices.Index(findingKinds(), k) }

func (k findingKind) sign() string {
	return map[findingKind]string{kindBlock: "✕", kindOpen: "!", kindNote: "i", kindExplained: "✓"}[k]
}

func (k findingKind) tone() tone {
	return map[findingKind]tone{kindBlock: toneBlock, kindOpen: toneExplain, kindNote: toneNote, kindExplained: toneClean}[k]
}

// tally is how many findings there are of each kind.
type tally map[findingKind]int

func tallyOf(found []ntm.Finding) tally {
	t := tally{}
	for i := range found {
		t[kindOf(&found[i])]++
	}
	return t
}

// signs are the counts of a sheet for its tab: «✕3 !1»; empty if nothing is open.
func (t tally) signs() string {
	var out []string
	for _, k := range findingKinds() {
		if t[k] > 0 && k.open() {
			out = append(out, k.sign()+strconv.Itoa(t[k]))
		}
	}
	return strings.Join(out, " ")
}

// counter is one of the counts above the list.
type counter struct {
	kind findingKind
	text string // «✕ còn 7 lỗi»
}

// counters are those above the list: errors always, for none is said too; others if there are any.
func counters(t tally, w *ntm.Words) []counter {
	var out []counter
	for _, k := range findingKinds() {
		switch {
		case t[k] > 0:
			out = append(out, counter{k, k.sign() + " " + say(w, "review.count-"+string(k), "n", strconv.Itoa(t[k]))})
		case k == kindBlock:
			out = append(out, counter{kindExplained, kindExplained.sign() + " " + say(w, "review.no-block")})
		}
	}
	return out
}

// findingFilter is what of the findings a person wants to see; zero values hide nothing.
type findingFilter struct {
	kind         findingKind
	sheet, check string
	search       string // without diacritics as with them
}

func (f *findingFilter) any() bool {
	return f.kind != "" || f.sheet != "" || f.check != "" || strings.TrimSpace(f.search) != ""
}

func (f *findingFilter) lets(x *ntm.Finding, w *ntm.Words) bool {
	if f.kind != "" && kindOf(x) != f.kind || f.sheet != "" && x.Place.Sheet != f.sheet || f.check != "" && x.ID != f.check {
		return false
	}
	if strings.TrimSpace(f.search) == "" {
		return true
	}
	all := ntm.Plain(strings.Join([]string{x.ID, w.Title(x.ID), x.Place.Sheet, x.Place.Cell, w.Text(*x), x.Facts["row"],
		x.Facts["column"], x.Explained}, " "))
	for _, word := range strings.Fields(ntm.Plain(f.search)) {
		if !strings.Contains(all, word) {
			return false
		}
	}
	return true
}

// findingLine is a line of the list: the head of a group of one cause, or a finding below it.
type findingLine struct {
	check  string
	kind   findingKind // of a head the gravest below it
	found  *ntm.Finding
	n      int  // of a head: how many stand below it
	closed bool // of a head: they are folded away
	where  string
	text   string
}

func (l *findingLine) head() bool { return l.found == nil }

// findingLines groups what the filter lets through by cause, the gravest group first, else in the order of
// sheets and cells. closed names the causes that are folded away.
func findingLines(found []ntm.Finding, f findingFilter, closed map[string]bool, w *ntm.Words) []findingLine {
	groups, order := map[string][]*ntm.Finding{}, []string{}
	worst := map[string]int{}
	for i := range found {
		x := &found[i]
		if !f.lets(x, w) {
			continue
		}
		if _, known := groups[x.ID]; !known {
			order = append(order, x.ID)
			worst[x.ID] = kindOf(x).rank()
		}
		groups[x.ID] = append(groups[x.ID], x)
		worst[x.ID] = min(worst[x.ID], kindOf(x).rank())
	}
	slices.SortStableFunc(order, func(a, b string) int { return cmp.Compare(worst[a], worst[b]) })
	var out []findingLine
	for _, id := range order {
		out = append(out, findingLine{check: id, kind: findingKinds()[worst[id]], n: len(groups[id]), closed: closed[id],
			text: groupTitle(id, len(groups[id]), closed[id], w)})
		if closed[id] {
			continue
		}
		for _, x := range groups[id] {
			out = append(out, findingLine{check: id, kind: kindOf(x), found: x, where: whereOf(x), text: lineText(x, w)})
		}
	}
	return out
}

func groupTitle(id string, n int, closed bool, w *ntm.Words) string {
	arrow := "▾"
	if closed {
		arrow = "▸"
	}
	title := w.Title(id)
	if title == "" {
		title = id
	}
	return arrow + " " + title + " (" + strconv.Itoa(n) + ")"
}

// whereOf names sheet and cell on two short lines.
func whereOf(f *ntm.Finding) string {
	return strings.TrimSpace(f.Place.Sheet + "\n" + f.Place.Cell)
}

// lineText is a finding in short: which figure, and how it does not come out; else its sentence without the
// place, which stands beside it.
func lineText(f *ntm.Finding, w *ntm.Words) string {
	sum := arithmeticOf(f, w)
	if sum == "" {
		return withoutPlace(w.Text(*f), f)
	}
	return strings.TrimSpace(joined(" / ", f.Facts["row"], f.Facts["column"]) + "\n" + sum)
}

// withoutPlace leaves out of a sentence the place that it begins with: «Sheet 04_HoNgheo, ô J18: …».
func withoutPlace(text string, f *ntm.Finding) string {
	i := strings.Index(text, ": ")
	if i < 0 || !strings.Contains(text[:i], f.Place.Sheet) || f.Place.Sheet == "" {
		return text
	}
	rest := []rune(text[i+2:])
	return strings.ToUpper(string(rest[:1])) + string(rest[1:])
}

// joined puts what is not empty together.
func joined(by string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), by)
}

// arithmeticOf shows how a figure does not come out: «12 + 7 = 19 ≠ 18, lệch 1»; empty where no sum is behind
// the finding.
func arithmeticOf(f *ntm.Finding, w *ntm.Words) string {
	sum := f.Facts["arithmetic"]
	want, err := ntm.ParseNum(f.Want)
	if sum == "" || err != nil || !want.OK {
		return ""
	}
	text := sum + " = " + exact(want, w)
	saw, err := ntm.ParseNum(f.Saw)
	if err != nil || !saw.OK || saw.D.Equal(want.D) {
		return text
	}
	off := ntm.Num{D: saw.D.Sub(want.D).Abs(), OK: true}
	sign := "≠"
	switch f.Facts["op"] {
	case "<=", "<":
		sign = "<" // what is stated is more than the sum allows
	case ">=", ">":
		sign = ">"
	}
	return say(w, "review.off", "sum", text, "sign", sign, "saw", exact(saw, w), "off", exact(off, w))
}

func exact(n ntm.Num, w *ntm.Words) string { return number(n, ntm.Exact, w) }

// operandLine is one figure of a finding's arithmetic, with the cell it stands in, if it stands in one.
type operandLine struct {
	text  string // «Đầu kỳ: 34 (ô D18)»
	place ntm.Place
}

// mostOperands is how many are listed; the rest is counted.
const mostOperands = 12

func operandLines(f *ntm.Finding, w *ntm.Words) []operandLine {
	var out []operandLine
	for i, o := range f.Operands {
		if i == mostOperands {
			return append(out, operandLine{text: say(w, "review.operands-more", "n", strconv.Itoa(len(f.Operands)-i))})
		}
		value := say(w, "review.blank")
		if n, err := ntm.ParseNum(o.Value); err == nil && n.OK {
			value = exact(n, w)
		} else if o.Value != "" {
			value = o.Value
		}
		place := o.Place
		if place.File != "" && place.File != f.Place.File { // of a month before: there is no such cell here
			place = ntm.Place{}
		}
		cell := place.Cell
		if cell != "" && place.Sheet != f.Place.Sheet {
			cell = place.Sheet + "!" + cell
		}
		out = append(out, operandLine{say(w, "review.operand", "name", o.Name, "value", value, "cell", cell), place})
	}
	return out
}

// neighbour is the next line, or with dir -1 the one before, whose finding is still open; it goes round.
// -1: there is none.
func neighbour(lines []findingLine, at, dir int) int {
	n := len(lines)
	for i := 1; i <= n; i++ {
		j := ((at+dir*i)%n + n) % n
		if !lines[j].head() && lines[j].kind.open() {
			return j
		}
	}
	return -1
}
