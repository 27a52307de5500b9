package office

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"bieuxa/ntm"
	"bieuxa/store"
)

// Text words what became of a submission of the unit. looked: nothing was stored.
func (s *Submitted) Text(unit string, looked bool, w *ntm.Words) string {
	facts := map[string]string{"unit": unit, "made": MomentVN(s.Made), "n": strconv.Itoa(s.Carried), "accepted": strconv.Itoa(s.Accepted)}
	if s.Passed {
		return w.UI("submission.passed", facts)
	}
	for name, n := range map[string]int{"draft": s.Draft, "returned": s.Returned, "refused": s.Refused, "same": s.Same} {
		if n > 0 {
			facts[name] = strconv.Itoa(n)
		}
	}
	id := "submission.fared"
	if looked {
		id = "submission.looked"
	}
	out := []string{w.UI(id, facts)}
	add := func(id string, facts map[string]string) { out = append(out, w.UI(id, facts)) }
	if len(s.Withdrawn) > 0 {
		add("submission.withdrawn", map[string]string{"names": strings.Join(s.Withdrawn, ", ")})
	}
	if len(s.Excluded) > 0 {
		add("submission.excluded", map[string]string{"names": strings.Join(s.Excluded, ", ")})
	}
	switch {
	case len(s.Differs) > 0:
		out = append(out, s.DifferencesText(w))
	case s.Compared:
		add("submission.agrees", nil)
	}
	return strings.Join(out, " ")
}

// DifferencesText says how many figures differ, and which is the first.
func (s *Submitted) DifferencesText(w *ntm.Words) string {
	return w.UI("submission.differs", map[string]string{"n": strconv.Itoa(len(s.Differs)), "first": s.DifferenceText(0, w)})
}

// DifferenceText words the i-th place where the figures differ.
func (s *Submitted) DifferenceText(i int, w *ntm.Words) string {
	d := s.Differs[i]
	shown := func(text string) string {
		if text == "" {
			return w.UI("submission.blank", nil)
		}
		return text
	}
	facts := map[string]string{"name": d.Name, "was": shown(d.Was), "now": shown(d.Now)}
	if d.Unit != "" {
		facts["unit"] = d.UnitName
	}
	return w.UI("submission.difference", facts)
}

// maxTold is how many differences the line of a submission keeps; the command and the window tell all when they are found.
const maxTold = 100

// short is what is kept of it with the line that is told.
func (s *Submitted) short() *Submitted {
	if s == nil || len(s.Differs) <= maxTold {
		return s
	}
	few := *s
	few.Differs = s.Differs[:maxTold]
	return &few
}

// Word is the verdict in a word or two.
func (v *Verdict) Word(w *ntm.Words) string {
	if v.Submission != nil {
		return w.UI("verdict.word-submission-"+v.Verdict, nil)
	}
	return w.UI("verdict.word-"+v.Verdict, nil)
}

// FromBelow is what a unit between the book's own and its communes has submitted for a period.
type FromBelow struct {
	Unit     ntm.Unit
	File     string // of its newest submission; empty: none was taken in
	At       string // RFC 3339: when that came
	Made     string // RFC 3339: when it was made below
	Expected int    // of its units: to report, received, in the totals
	Received int
	Counted  int
}

// FromBelow lists, by code, the districts of the book and whoever else has submitted for the period; none where there is
// neither.
func (b *Book) FromBelow(ctx context.Context, p ntm.Period) ([]FromBelow, error) {
	m, err := b.period(ctx, p)
	if err != nil {
		return nil, err
	}
	bd, err := b.Board(ctx, p)
	if err != nil {
		return nil, err
	}
	all, err := b.store.Submissions(ctx, p.String())
	if err != nil {
		return nil, b.stored(err)
	}
	var out []FromBelow
	at := map[string]int{}
	add := func(u ntm.Unit) {
		at[u.Code] = len(out)
		out = append(out, FromBelow{Unit: u})
	}
	for _, code := range slices.Sorted(maps.Keys(m.above)) {
		if u := m.above[code]; u.Code != b.parent.Code {
			add(u.Unit)
		}
	}
	newest := map[string]stating{}
	for _, s := range all {
		var was stating
		if err := json.Unmarshal([]byte(s.Totals), &was); err != nil {
			return nil, b.stored(err)
		}
		if _, known := at[s.Parent]; !known {
			add(b.submitter(m, s))
		}
		if last, had := newest[s.Parent]; had && was.Made < last.Made {
			continue
		}
		newest[s.Parent] = was
		f := &out[at[s.Parent]]
		f.File, f.At, f.Made = s.Name, s.At, was.Made
	}
	for i := range out {
		out[i].count(bd, newest[out[i].Unit.Code])
	}
	return out, nil
}

// submitter is the unit of a submission that is none between the book's own and its communes.
func (b *Book) submitter(m *month, s store.Submission) ntm.Unit {
	if u, ok := b.units.Find(s.Parent, m.to); ok {
		return u
	}
	return ntm.Unit{Code: s.Parent, Name: s.Name}
}

// count takes the unit's own from the board: those below it, or those that its submission names.
func (f *FromBelow) count(bd *Board, was stating) {
	named := map[string]bool{}
	for _, u := range was.Totals.Units {
		named[u.Code] = true
	}
	for i := range bd.Lines {
		l := &bd.Lines[i]
		if l.Unit.Parent != f.Unit.Code && (f.Unit.Level == ntm.LevelDistrict || !named[l.Unit.Code]) || l.Standing == StandingExcluded {
			continue
		}
		f.Expected++
		if l.Version > 0 {
			f.Received++
		}
		if l.Counted > 0 {
			f.Counted++
		}
	}
}
