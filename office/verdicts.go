package office

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"bieuxa/ntm"
	"bieuxa/store"
)

// Told is the verdict on a file as it was told when the file came in. It has neither findings nor changes:
// those are the version's.
type Told struct {
	Batch   string // names the files that were taken in together
	At      string // RFC 3339
	Who     string
	Changed int    // figures that differ from the version before
	Wrong   string // what is wrong with the file as a whole, in words; empty if nothing is
	Verdict
}

// toldFacts is the stored form of what a line says beyond its columns.
type toldFacts struct {
	UnitName string            `json:"unit_name,omitempty"`
	Set      string            `json:"set,omitempty"`
	Problem  string            `json:"problem,omitempty"`
	Facts    map[string]string `json:"facts,omitempty"`
	Version  int               `json:"version,omitempty"`
	Same     bool              `json:"same,omitempty"`
	Changed  int               `json:"changed,omitempty"`
	Block    int               `json:"block,omitempty"`
	Explain  int               `json:"explain,omitempty"`
	Note     int               `json:"note,omitempty"`
	Below    *Submitted        `json:"submission,omitempty"`
	File     string            `json:"file,omitempty"` // what is wrong with the file as a whole: another month, another commune
}

// fileChecks begin the ids of the checks on whose and which month's file it is.
func fileChecks() []string { return []string{"T1", "T2", "T4", "T5"} }

// wrongFile words the first error that concerns the file as a whole: of another month, of another commune.
func wrongFile(v *Verdict, w *ntm.Words) string {
	for i := range v.Findings {
		if f := &v.Findings[i]; f.Severity == ntm.Block && slices.ContainsFunc(fileChecks(), func(id string) bool { return strings.HasPrefix(f.ID, id) }) {
			return w.Text(*f)
		}
	}
	return ""
}

// line is a verdict as the book keeps it.
func (in filedIn) line(v *Verdict) store.VerdictLine {
	f := toldFacts{UnitName: v.UnitName, Set: v.Set, Version: v.Version, Same: v.Same, Changed: len(v.Changes),
		Block: v.Block, Explain: v.Explain, Note: v.Note, File: wrongFile(v, in.words), Below: v.Submission.short()}
	if v.Problem != nil {
		f.Problem, f.Facts = v.Problem.ID, v.Problem.Facts
	}
	text, _ := json.Marshal(f) // strings and counts alone: it cannot fail
	return store.VerdictLine{Batch: in.batch, Period: in.period.String(), File: v.File, Unit: v.Unit, Verdict: v.Verdict, Facts: string(text)}
}

// Verdicts are the lines told of the files that came in for a period, in their order.
func (b *Book) Verdicts(ctx context.Context, p ntm.Period) ([]Told, error) {
	lines, err := b.store.Verdicts(ctx, p.String())
	if err != nil {
		return nil, b.stored(err)
	}
	out := make([]Told, 0, len(lines))
	for _, l := range lines {
		var f toldFacts
		if err := json.Unmarshal([]byte(l.Facts), &f); err != nil {
			return nil, b.stored(err)
		}
		at, _, _ := strings.Cut(l.Batch, " ")
		t := Told{Batch: l.Batch, At: at, Who: l.Who, Changed: f.Changed, Wrong: f.File, Verdict: Verdict{File: l.File, Unit: l.Unit, UnitName: f.UnitName,
			Period: l.Period, Set: f.Set, Verdict: l.Verdict, Version: f.Version, Same: f.Same, Block: f.Block, Explain: f.Explain, Note: f.Note, Submission: f.Below}}
		if f.Problem != "" {
			t.Problem = &Problem{ID: f.Problem, Facts: f.Facts}
		}
		out = append(out, t)
	}
	return out, nil
}

// VerdictText words what became of a file in one line, without the file's name.
func (b *Book) VerdictText(t *Told) string {
	if t.Problem != nil {
		what, hint := b.words.Problem(t.Problem.ID, t.Problem.Facts)
		return strings.TrimSpace(what + " " + hint)
	}
	if t.Submission != nil {
		return t.Submission.Text(t.UnitName, false, b.words)
	}
	id := "verdict." + t.Verdict.Verdict
	switch {
	case t.Same:
		id += "-same"
	case t.Version > 1:
		id += "-again"
	}
	text := b.say(id, "version", strconv.Itoa(t.Version), "block", strconv.Itoa(t.Block), "explain", strconv.Itoa(t.Explain),
		"changes", strconv.Itoa(t.Changed))
	return strings.TrimSpace(text + " " + t.Wrong)
}

// say words a text of the book's language; facts are pairs of name and value.
func (b *Book) say(id string, facts ...string) string {
	m := map[string]string{}
	for i := 0; i+1 < len(facts); i += 2 {
		m[facts[i]] = facts[i+1]
	}
	return b.words.UI(id, m)
}
