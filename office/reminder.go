package office

import (
	"context"
	"strconv"
	"strings"

	"bieuxa/ntm"
)

// Reminder is what an office writes to a unit whose return does not count yet.
type Reminder struct {
	Unit     ntm.Unit
	Standing Standing
	Due      ntm.Date
	Days     int // days past due; 0: not yet
	Text     string
}

// Reminders word a letter to every unit that is missing, has something to mend or explain, or was sent its
// return back: by unit as on the board, or only to the unit named.
func (b *Book) Reminders(ctx context.Context, p ntm.Period, unit string) ([]Reminder, error) {
	bd, err := b.Board(ctx, p)
	if err != nil {
		return nil, err
	}
	var why map[string]string
	known := false
	var out []Reminder
	for i := range bd.Lines {
		l := &bd.Lines[i]
		known = known || l.Unit.Code == unit
		if unit != "" && l.Unit.Code != unit || l.Standing == StandingClean || l.Standing == StandingExcluded {
			continue
		}
		if l.Standing == StandingReturned && why == nil {
			if why, err = b.returnedBecause(ctx, p); err != nil {
				return nil, err
			}
		}
		r := b.remind(bd, l, why[l.Unit.Code])
		if r.Text, err = b.letter(ctx, p, l, r.Text); err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	if unit != "" && !known {
		return nil, problem(ProblemUnit, nil, "code", unit, "name", unit, "period", p.VN(), "why", whyNot(b.units, unit, "", bd.To))
	}
	return out, nil
}

// remind words the letter to one unit; because is why its return was sent back.
func (b *Book) remind(bd *Board, l *BoardLine, because string) Reminder {
	r := Reminder{Unit: l.Unit, Standing: l.Standing, Due: bd.Due, Days: max(0, bd.Due.DaysUntil(b.o.today()))}
	facts := []string{"unit", l.Unit.Name, "kind", string(l.Unit.Kind), "short", l.Unit.Short(), "period", bd.Period.VN(), "from", bd.From.VN(), "to", bd.To.VN(), "due", bd.Due.VN(),
		"file", l.File, "office", b.meta.Office, "because", because}
	for _, n := range []struct {
		name string
		n    int
	}{{"days", r.Days}, {"block", l.Counts.Block}, {"explain", l.Counts.Explain}} {
		if n.n > 0 { // a count of nothing leaves its words out
			facts = append(facts, n.name, strconv.Itoa(n.n))
		}
	}
	var parts []string
	for _, id := range []string{"reminder.greeting", "reminder." + string(l.Standing), "reminder.close"} {
		parts = append(parts, b.say(id, facts...))
	}
	r.Text = strings.Join(parts, letterBreak)
	return r
}

// named is how many findings a letter names by their cell; the commune's own program tells the others.
const named = 5

// letterBreak stands between a letter's paragraphs.
const letterBreak = "\n"

// letter puts what is to be mended or explained before the letter's last line.
func (b *Book) letter(ctx context.Context, p ntm.Period, l *BoardLine, text string) (string, error) {
	if l.Counts.Block+l.Counts.Explain == 0 {
		return text, nil
	}
	found, err := b.Findings(ctx, p, l.Unit.Code)
	if err != nil {
		return "", err
	}
	var lines []string
	open := 0
	for i := range found {
		f := &found[i]
		if f.Severity == ntm.Note || f.Explained != "" {
			continue
		}
		if open++; open <= named {
			lines = append(lines, "– "+b.words.Text(*f))
		}
	}
	if open > named {
		lines = append(lines, "– "+b.say("reminder.more", "n", strconv.Itoa(open-named)))
	}
	at := strings.LastIndex(text, letterBreak)
	return text[:at] + letterBreak + strings.Join(lines, letterBreak) + text[at:], nil
}

// returnedBecause are the reasons with which returns of the period were sent back, the newest of each unit.
func (b *Book) returnedBecause(ctx context.Context, p ntm.Period) (map[string]string, error) {
	events, err := b.store.Events(ctx)
	if err != nil {
		return nil, b.stored(err)
	}
	out := map[string]string{}
	for _, e := range events {
		if e.Verb == "sendback" && e.Period == p.String() {
			out[e.Unit] = e.Detail
		}
	}
	return out, nil
}
