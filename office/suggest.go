package office

import (
	"context"
	"slices"
	"strings"

	"bieuxa/ntm"
	"bieuxa/store"
	"bieuxa/xlsx"
)

// Asked says which suggestions are looked for; zero values ask for all.
type Asked struct {
	Check string // id
	Key   string // of one finding
	Sure  bool   // only those that are the one reading
}

func (a Asked) asks(f *ntm.Finding) bool {
	return (a.Check == "" || f.ID == a.Check) && (a.Key == "" || f.Key() == a.Key)
}

// Suggestions lists the ways to mend a unit's newest return of the period, in the order of its findings. Each was tried
// on a copy: it takes its finding away, raises no new error and explains nothing away. What is fixed (a closed period, a
// return that was sent) is refused, as Mend refuses it.
func (b *Book) Suggestions(ctx context.Context, p ntm.Period, unit string, asked Asked) ([]ntm.Suggestion, error) {
	t, err := b.trial(ctx, newReception(b.o, b, &p), p, unit)
	if err != nil {
		return nil, err
	}
	return t.tried(ctx, asked)
}

// trial is a return that suggestions are tried on; nothing of it is stored.
type trial struct {
	b    *Book
	rc   *reception
	pp   *paper
	base *arrival // the return as it is
}

func (b *Book) trial(ctx context.Context, rc *reception, p ntm.Period, unit string) (*trial, error) {
	pp, err := b.openPaper(ctx, p, unit)
	if err != nil {
		return nil, err
	}
	t := &trial{b: b, rc: rc, pp: pp}
	t.base, err = b.examineAgain(ctx, rc, pp)
	return t, err
}

// candidates are the suggestions as the rules make them, the cells as the sheet shows them.
func (t *trial) candidates(asked Asked) ([]ntm.Suggestion, error) {
	s, err := t.b.o.suggester()
	if err != nil {
		return nil, err
	}
	found := t.base.verdict.Findings
	var out []ntm.Suggestion
	for i := range found {
		if !asked.asks(&found[i]) {
			continue
		}
		for _, x := range s.For(t.base.scope, found, &found[i]) {
			if asked.Sure && !x.Sure || !t.pp.look(&x) {
				continue
			}
			out = append(out, x)
		}
	}
	return out, nil
}

// look fills in what the cells of a suggestion show now; false if one is not there, or a formula fills it.
func (pp *paper) look(s *ntm.Suggestion) bool {
	for i, c := range s.Cells() {
		shown, ok := pp.shows(c.Place)
		if !ok {
			return false
		}
		if i == 0 {
			s.Was = shown
		} else {
			s.Also[i-1].Was = shown
		}
	}
	return true
}

// shows is what a cell shows now; false where nobody could type.
func (pp *paper) shows(at ntm.Place) (string, bool) {
	row, col, ok := CellOf(at.Cell)
	sheet, known := pp.book.Sheet(at.Sheet)
	if !ok || !known {
		return "", false
	}
	c := sheet.CellAt(row, col)
	return c.Shown(pp.book.Date1904), !c.HasFormula
}

// tried are the candidates that hold: the sure ones are tried together first, for they are many and seldom fail.
func (t *trial) tried(ctx context.Context, asked Asked) ([]ntm.Suggestion, error) {
	all, err := t.candidates(asked)
	if err != nil {
		return nil, err
	}
	var together, alone []int
	for i := range all {
		if all[i].Sure {
			together = append(together, i)
		} else {
			alone = append(alone, i)
		}
	}
	good, err := t.good(ctx, all, together)
	if err != nil {
		return nil, err
	}
	for _, i := range alone {
		one, err := t.good(ctx, all, []int{i})
		if err != nil {
			return nil, err
		}
		good = append(good, one...)
	}
	slices.Sort(good)
	var out []ntm.Suggestion
	for _, i := range good {
		out = append(out, all[i])
	}
	return out, nil
}

// good are those of the candidates that hold; if they do not together, each half is tried.
func (t *trial) good(ctx context.Context, all []ntm.Suggestion, some []int) ([]int, error) {
	if len(some) == 0 {
		return nil, nil
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	set := make([]ntm.Suggestion, 0, len(some))
	for _, i := range some {
		set = append(set, all[i])
	}
	after, err := t.with(ctx, set)
	if err != nil {
		return nil, err
	}
	if t.mends(set, after) {
		return some, nil
	}
	if len(some) == 1 {
		return nil, nil
	}
	first, err := t.good(ctx, all, some[:len(some)/2])
	if err != nil {
		return nil, err
	}
	second, err := t.good(ctx, all, some[len(some)/2:])
	return append(first[:len(first):len(first)], second...), err
}

// with examines a copy of the return with the suggestions in it.
func (t *trial) with(ctx context.Context, set []ntm.Suggestion) ([]ntm.Finding, error) {
	pp := *t.pp
	add, _ := pp.retyped(t.b.o.lexicon, set)
	pp.edits = append(pp.edits[:len(pp.edits):len(pp.edits)], add...)
	if err := pp.bind(); err != nil {
		return nil, err
	}
	a, err := t.b.examineAgain(ctx, t.rc, &pp)
	if err != nil {
		return nil, err
	}
	return a.verdict.Findings, nil
}

// mends tells that every suggestion takes its finding away, that no error is new, and that none of what is open counts
// as explained by words that were moved.
func (t *trial) mends(set []ntm.Suggestion, after []ntm.Finding) bool {
	before := t.base.verdict.Findings
	was, now := countKeys(before), countKeys(after)
	for i := range set {
		s := &set[i]
		for j := range after {
			f := &after[j]
			if f.Key() == s.Key && (was[s.Key] == 1 || f.Place.Cell == s.Place.Cell && f.Place.Sheet == s.Place.Sheet) {
				return false
			}
		}
	}
	open := map[string]bool{}
	for i := range before {
		open[before[i].Key()] = open[before[i].Key()] || before[i].Severity == ntm.Explain && before[i].Explained == ""
	}
	for i := range after {
		f := &after[i]
		key := f.Key()
		if f.Severity == ntm.Block && now[key] > was[key] || f.Severity == ntm.Explain && f.Explained != "" && open[key] {
			return false
		}
	}
	return true
}

func countKeys(found []ntm.Finding) map[string]int {
	n := map[string]int{}
	for i := range found {
		n[found[i].Key()]++
	}
	return n
}

// retyped turns suggestions into the edits of one step. One whose cells no longer show what it was made for, or that
// types over what another one types, is stale and makes none.
func (pp *paper) retyped(lex *ntm.Lexicon, set []ntm.Suggestion) (add []store.Edit, stale []ntm.Suggestion) {
	taken := map[ntm.Place]int{}
	for i := range set {
		s := &set[i]
		if !pp.holds(s, taken, add) {
			stale = append(stale, *s)
			continue
		}
		for _, c := range s.Cells() {
			row, col, _ := CellOf(c.Place.Cell)
			at := ntm.Place{Sheet: c.Place.Sheet, Cell: xlsx.Cell{Row: row, Col: col}.Ref()}
			if j, is := taken[at]; is { // words beside words
				add[j].Typed += "; " + strings.TrimPrefix(c.Now, joinedWords(c.Was))
				add[j].Value = add[j].Typed
				continue
			}
			for _, e := range pp.typed(lex, []Mending{{Sheet: c.Place.Sheet, Row: row, Col: col, Text: c.Now}}) {
				e.Cause = s.Check
				taken[at] = len(add)
				add = append(add, e)
			}
		}
	}
	return add, stale
}

// joinedWords is what stands before words that were added to a cell.
func joinedWords(was string) string {
	if was == "" {
		return ""
	}
	return was + "; "
}

// holds tells that all cells of a suggestion are as it saw them. Two suggestions may add words to one cell.
func (pp *paper) holds(s *ntm.Suggestion, taken map[ntm.Place]int, add []store.Edit) bool {
	for i, c := range s.Cells() {
		shown, ok := pp.shows(c.Place)
		if !ok || shown != c.Was {
			return false
		}
		j, is := taken[ntm.Place{Sheet: c.Place.Sheet, Cell: c.Place.Cell}]
		if is && (i == 0 || add[j].Kind != "text" || !strings.HasPrefix(c.Now, joinedWords(c.Was))) {
			return false
		}
	}
	return true
}

// Mends is what suggestions would change, before anything is stored.
type Mends struct {
	Cells []MendedCell
	Stale []ntm.Suggestion // their cells say something else by now: they are not applied

	Solved, New   int // findings that go; errors and warnings that come
	Before, After Tally
}

// Tally counts what is open in a return.
type Tally struct{ Block, Open, Note int }

// MendedCell is one cell of a preview.
type MendedCell struct {
	Check, Key, Why string
	Place           ntm.Place
	Label           string // «Hộ nghèo / Cuối kỳ»
	Was, Now        string
}

// PreviewSuggested tells what applying the suggestions would do.
func (b *Book) PreviewSuggested(ctx context.Context, p ntm.Period, unit string, set []ntm.Suggestion) (*Mends, error) {
	t, err := b.trial(ctx, newReception(b.o, b, &p), p, unit)
	if err != nil {
		return nil, err
	}
	return t.preview(ctx, set)
}

func (t *trial) preview(ctx context.Context, set []ntm.Suggestion) (*Mends, error) {
	after, err := t.with(ctx, set)
	if err != nil {
		return nil, err
	}
	before := t.base.verdict.Findings
	m := &Mends{Before: tallied(before), After: tallied(after)}
	_, m.Stale = t.pp.retyped(t.b.o.lexicon, set)
	was, now := countKeys(before), countKeys(after)
	for key, n := range was {
		m.Solved += max(0, n-now[key])
	}
	serious := slices.DeleteFunc(slices.Clone(after), func(f ntm.Finding) bool { return f.Severity == ntm.Note })
	for key, n := range countKeys(serious) {
		m.New += max(0, n-was[key])
	}
	bounds := t.pp.bounds()
	for i := range set {
		s := &set[i]
		if slices.ContainsFunc(m.Stale, func(x ntm.Suggestion) bool { return x.Key == s.Key && x.Place == s.Place }) {
			continue
		}
		for _, c := range s.Cells() {
			cell := MendedCell{Check: s.Check, Key: s.Key, Why: s.Why, Place: c.Place, Was: c.Was, Now: c.Now}
			if at, is := bounds[c.Place.Sheet][c.Place.Cell]; is {
				cell.Label = at.label()
			}
			m.Cells = append(m.Cells, cell)
		}
	}
	return m, nil
}

func tallied(found []ntm.Finding) Tally {
	var t Tally
	t.Block, t.Open, t.Note = ntm.CountBySeverity(found)
	return t
}

// Applied is a return after suggestions were applied.
type Applied struct {
	Review *Review
	Cells  int              // that changed
	Stale  []ntm.Suggestion // not applied: their cells say something else by now
}

// Apply types what the suggestions say, as one step that Undo takes back; the step names the checks that were its cause.
// It is on disk and the catalogue of checks has run anew when Apply returns.
func (b *Book) Apply(ctx context.Context, p ntm.Period, unit string, set []ntm.Suggestion) (*Applied, error) {
	pp, err := b.openPaper(ctx, p, unit)
	if err != nil {
		return nil, err
	}
	add, stale := pp.retyped(b.o.lexicon, set)
	done := &Applied{Cells: len(add), Stale: stale}
	if len(add) == 0 {
		done.Review, err = b.unchanged(ctx, pp)
	} else {
		done.Review, err = b.mend(ctx, pp, add, nil)
	}
	return done, err
}
