package office

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"bieuxa/ntm"
	"bieuxa/report"
	"bieuxa/store"
)

// Letter is the submission of a period as it would print, passage by passage.
type Letter struct {
	Period     ntm.Period
	Submission report.Submission
	Fields     []LetterPassage // subject, addressees and copies; lines of them stand under one another
	Passages   []LetterPassage // of the body, in order; those that are left out too
	Locked     bool            // the period is closed: the text stands as it is
}

// LetterPassage is one passage of a submission.
type LetterPassage struct {
	ID       string
	Number   string // of a heading: «I.»
	Level    report.Level
	Text     string // as it prints; empty: it is left out
	Program  string // what the program writes there now; empty: nothing
	Over     string // what the program had written there when the office wrote its own
	Edited   bool   // the office's own words stand there, or it is left out
	Own      bool   // a paragraph of the office's own
	Stale    bool   // the program's text has changed since
	Doubtful []string
	At, Who  string // when the office wrote it, and who
}

// LevelName is how the passage stands: text, part, section, point, dash.
func (p *LetterPassage) LevelName() string { return p.Level.String() }

// Printed is the passage with its number or its dash.
func (p *LetterPassage) Printed() string {
	if p.Level == report.LevelDash {
		return "- " + strings.TrimPrefix(p.Text, "- ")
	}
	return strings.TrimSpace(p.Number + " " + p.Text)
}

// Stale are the passages whose figures have moved since the office wrote them.
func (l *Letter) Stale() []LetterPassage {
	return l.pick(func(p *LetterPassage) bool { return p.Stale })
}

// Doubtful are the passages with a figure that is none of the period's.
func (l *Letter) Doubtful() []LetterPassage {
	return l.pick(func(p *LetterPassage) bool { return len(p.Doubtful) > 0 })
}

func (l *Letter) pick(want func(*LetterPassage) bool) []LetterPassage {
	var out []LetterPassage
	for _, all := range [][]LetterPassage{l.Fields, l.Passages} {
		for i := range all {
			if want(&all[i]) {
				out = append(out, all[i])
			}
		}
	}
	return out
}

// Passage finds a passage by its id.
func (l *Letter) Passage(id string) (*LetterPassage, bool) {
	for _, all := range [][]LetterPassage{l.Fields, l.Passages} {
		for i := range all {
			if all[i].ID == id {
				return &all[i], true
			}
		}
	}
	return nil, false
}

// Submission is the letter of a period as it would print: each passage with what the program would write now.
func (b *Book) Submission(ctx context.Context, p ntm.Period, paper Paper) (*Letter, error) {
	forms, err := b.formsOf(ctx, ExportRequest{Period: p})
	if err != nil {
		return nil, err
	}
	appendices := len(forms.ids)
	if paper.Explanations {
		appendices++
	}
	c, err := b.compose(ctx, forms.ru, paper, appendices)
	if err != nil {
		return nil, err
	}
	s, err := c.letter(b, paper)
	if err != nil {
		return nil, err
	}
	closed, err := b.closedPeriods(ctx)
	if err != nil {
		return nil, err
	}
	l := &Letter{Period: p, Submission: *s, Fields: c.passages(c.fields), Passages: c.passages(c.body)}
	for _, q := range closed {
		l.Locked = l.Locked || q == p || b.holds(q, p)
	}
	return l, nil
}

// passages tells of each passage where its words come from.
func (c *composition) passages(all []report.Composed) []LetterPassage {
	var program []string
	for _, list := range [][]report.Composed{c.body, c.fields} {
		for i := range list {
			program = append(program, list[i].Program)
		}
	}
	_, numbers := report.Printed(c.body)
	out := make([]LetterPassage, len(all))
	for i, x := range all {
		out[i] = LetterPassage{ID: x.ID, Number: numbers[x.ID], Level: x.Level, Text: x.Text, Program: x.Program, Own: x.Own, Stale: x.Stale}
		if x.Kept != nil {
			out[i].Edited, out[i].Over, out[i].At, out[i].Who = true, x.Kept.Over, x.Kept.At, x.Kept.Who
			out[i].Doubtful = c.facts.Doubtful(x.Text, program...)
		}
	}
	return out
}

// WritePassage puts the office's own words in the place of a passage; without words it is left out. The submission tells
// later when the program would write something else there than it did now.
func (b *Book) WritePassage(ctx context.Context, p ntm.Period, id, text string) error {
	l, err := b.editable(ctx, p)
	if err != nil {
		return err
	}
	at, ok := l.Passage(id)
	if !ok {
		return problem(ProblemPassage, nil, "id", id, "period", p.VN())
	}
	text, over := plainPassage(id, text), at.Program
	if id == SubjectField && text == "" { // a Báo cáo has a subject
		return b.ResetPassage(ctx, p, id)
	}
	if at.Own {
		if text == "" {
			return b.ResetPassage(ctx, p, id)
		}
		anchor, _ := report.AnchorOf(id)
		over = programOf(l, anchor)
	}
	return b.keepPassage(ctx, p, store.Passage{ID: id, Text: text, Over: over}, at.Text)
}

// AddPassage puts a paragraph of the office's own after a passage and returns its id; it is a line of a list if it begins
// with «- ».
func (b *Book) AddPassage(ctx context.Context, p ntm.Period, after, text string) (string, error) {
	l, err := b.editable(ctx, p)
	if err != nil {
		return "", err
	}
	if anchor, own := report.AnchorOf(after); own {
		after = anchor
	}
	at, ok := l.Passage(after)
	text = plainPassage(after, text)
	if !ok || text == "" || strings.HasPrefix(after, report.FieldPrefix) {
		return "", problem(ProblemPassage, nil, "id", after, "period", p.VN())
	}
	for n := 1; ; n++ {
		id := report.OwnID(after, fmt.Sprintf("%02d", n))
		if _, taken := l.Passage(id); !taken {
			return id, b.keepPassage(ctx, p, store.Passage{ID: id, Text: text, Over: at.Program}, "")
		}
	}
}

// ResetPassage gives a passage back to the program; a paragraph of the office's own is gone.
func (b *Book) ResetPassage(ctx context.Context, p ntm.Period, id string) error {
	if err := b.open(ctx, p); err != nil {
		return err
	}
	dropped, err := b.store.DropPassage(ctx, p.String(), id, store.Event{Verb: "letter", Period: p.String(),
		Detail: b.words.UI("letter.log-reset", map[string]string{"id": id})})
	if err == nil && !dropped {
		return problem(ProblemPassage, nil, "id", id, "period", p.VN())
	}
	return b.stored(err)
}

// editable is the submission of a period whose text may be changed.
func (b *Book) editable(ctx context.Context, p ntm.Period) (*Letter, error) {
	if err := b.open(ctx, p); err != nil {
		return nil, err
	}
	return b.Submission(ctx, p, Paper{})
}

func (b *Book) keepPassage(ctx context.Context, p ntm.Period, x store.Passage, was string) error {
	x.Period = p.String()
	detail := b.words.UI("letter.log-write", map[string]string{"id": x.ID, "was": quoted(was), "now": quoted(x.Text)})
	return b.stored(b.store.KeepPassage(ctx, x, store.Event{Verb: "letter", Period: x.Period, Detail: detail}))
}

func programOf(l *Letter, id string) string {
	if p, ok := l.Passage(id); ok {
		return p.Program
	}
	return ""
}

// plainPassage is a text as it is kept: NFC, of a passage in one line.
func plainPassage(id, text string) string {
	text = norm.NFC.String(text)
	if strings.HasPrefix(id, report.FieldPrefix) {
		return strings.Join(linesOf(text), "\n")
	}
	return strings.Join(strings.Fields(text), " ")
}

// settled refuses a letter that says other figures than today's, unless the office knows. A nil letter says nothing.
func (l *Letter) settled(paper Paper) error {
	ids := l.staleIDs()
	if len(ids) == 0 || paper.StaleIsFine {
		return nil
	}
	return problem(ProblemStale, nil, "n", strconv.Itoa(len(ids)), "ids", strings.Join(ids, ", "), "period", l.Period.VN())
}

func (l *Letter) staleIDs() []string {
	if l == nil {
		return nil
	}
	var out []string
	for _, p := range l.Stale() {
		out = append(out, p.ID)
	}
	return out
}

// doubts are the doubtful passages, each with its figures: «tc.tong: 217».
func (l *Letter) doubts() []string {
	if l == nil {
		return nil
	}
	var out []string
	for _, p := range l.Doubtful() {
		out = append(out, p.ID+": "+strings.Join(p.Doubtful, ", "))
	}
	return out
}
