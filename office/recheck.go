package office

import (
	"context"
	"slices"
	"sort"
	"strings"
	"time"

	"bieuxa/ntm"
	"bieuxa/store"
)

// Recheck runs today's checks again over the newest returns of a period, of the units named or of all: after a
// month before was corrected, a threshold set or the program renewed. A closed period is left as it is.
func (b *Book) Recheck(ctx context.Context, p ntm.Period, units []string, step func(i, n int)) error {
	all, err := b.store.Versions(ctx, p.String())
	if err != nil {
		return b.stored(err)
	}
	newest := map[string]store.Version{}
	for _, v := range all {
		if len(units) == 0 || slices.Contains(units, v.Unit) {
			newest[v.Unit] = v
		}
	}
	codes := make([]string, 0, len(newest))
	for code := range newest {
		codes = append(codes, code)
	}
	sort.Strings(codes)
	rc := newReception(b.o, b, &p) // what the book knows of the months before is read once
	for i, code := range codes {
		if err := ctx.Err(); err != nil {
			return err
		}
		v := newest[code]
		if err := b.mendable(ctx, p, v); err != nil {
			return err
		}
		pp, err := b.lay(ctx, p, v)
		if err != nil {
			return err
		}
		a, err := b.examineAgain(ctx, rc, pp)
		if err != nil {
			return err
		}
		state := stateOf(a.verdict.Findings)
		if v.State == store.Returned {
			state = store.Returned
		}
		if err := b.store.Reexamined(ctx, v.ID, state, b.rules(), a.verdict.Findings); err != nil {
			return b.stored(err)
		}
		if step != nil {
			step(i+1, len(codes))
		}
	}
	return nil
}

// Phrases are ready explanations for a check: its own, those of its group, and those that fit any.
func (b *Book) Phrases(check string) []string {
	var out []string
	for _, id := range []string{"phrase." + check, "phrase." + strings.TrimRight(check, "0123456789abcdefghijklmnopqrstuvwxyz"), "phrase.any"} {
		if !b.words.HasUI(id) {
			continue
		}
		for _, text := range strings.Split(b.words.UI(id, nil), "\n") {
			if text = strings.TrimSpace(text); text != "" && !slices.Contains(out, text) {
				out = append(out, text)
			}
		}
	}
	return out
}

// dayIn is the civil day of a moment of the book in Viet Nam.
func dayIn(moment string) ntm.Date {
	t, err := time.Parse(time.RFC3339, moment)
	if err != nil {
		return ntm.Date{}
	}
	t = t.In(vietNam)
	return ntm.NewDate(t.Year(), int(t.Month()), t.Day())
}
