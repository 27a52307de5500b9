package office

import (
	"context"
	"slices"

	"bieuxa/ntm"
	"bieuxa/store"
)

// checkRivals is the id of the check on two files of one unit.
const checkRivals = "T2d"

// findRivals names, for each arrival, the other files of its unit and period in the batch that say
// something else. Files whose order is known are no rivals: one that the book has kept before is
// replaced by a new one, as a supplement is. Those that came together once stay rivals until one of
// them is taken in alone or explained.
func (rc *reception) findRivals(ctx context.Context, arrivals []*arrival) (map[*arrival][]string, error) {
	type filed struct{ unit, period string }
	by := map[filed][]*arrival{}
	for _, a := range arrivals {
		if a != nil && a.ret != nil {
			key := filed{a.ret.Unit, a.ret.Period.String()}
			by[key] = append(by[key], a)
		}
	}
	out := map[*arrival][]string{}
	for _, a := range arrivals {
		if a != nil && a.ret != nil && a.one != nil {
			newer, err := rc.past(a.ret.Period).newer(ctx, a)
			if err != nil {
				return nil, err
			}
			out[a] = append(out[a], newer...)
		}
	}
	for _, group := range by {
		if len(group) < 2 {
			continue
		}
		kept, open := map[*arrival]bool{}, map[*arrival]bool{}
		for _, a := range group {
			var err error
			if kept[a], open[a], err = rc.past(a.ret.Period).known(ctx, a); err != nil {
				return nil, err
			}
		}
		for _, a := range group {
			for _, o := range group {
				if differ(a, o) && (open[a] || !kept[a] && !kept[o]) {
					out[a] = append(out[a], o.verdict.File)
				}
			}
		}
	}
	return out, nil
}

func differ(a, b *arrival) bool {
	return a != b && a.ret.Hash != b.ret.Hash && (len(changes(a.ret, b.ret)) > 0 || len(changes(b.ret, a.ret)) > 0)
}

// known tells whether the book has kept the very file before, and whether it was a rival then.
func (h *history) known(ctx context.Context, a *arrival) (kept, open bool, err error) {
	if h == nil || h.period != a.ret.Period {
		return false, false, nil
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if err := h.open(ctx); err != nil {
		return false, false, err
	}
	i := slices.IndexFunc(h.versions, func(v store.Version) bool { return v.Unit == a.ret.Unit && v.File == a.ret.Hash })
	if i < 0 {
		return false, false, nil
	}
	found, err := h.b.store.Findings(ctx, h.versions[i].ID)
	open = slices.ContainsFunc(found, func(f ntm.Finding) bool { return f.ID == checkRivals })
	return true, open, h.b.stored(err)
}

// newer names the file that counts for a carried return's unit, if it says something else, came in another way, and
// came after the office below had the carried one: what is older does not take its place unasked.
func (h *history) newer(ctx context.Context, a *arrival) ([]string, error) {
	if h == nil || h.period != a.ret.Period {
		return nil, nil
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if err := h.open(ctx); err != nil {
		return nil, err
	}
	var v store.Version
	for _, x := range h.versions {
		if x.Unit == a.ret.Unit && x.State == store.Accepted {
			v = x
		}
	}
	if v.ID == 0 || v.File == a.ret.Hash || v.Received <= a.one.Received {
		return nil, nil
	}
	subs, err := h.b.store.Submissions(ctx, a.from.period.String())
	if err != nil {
		return nil, h.b.stored(err)
	}
	if slices.ContainsFunc(subs, func(s store.Submission) bool { return s.ID == v.Submission && s.Parent == a.from.bundle.Parent }) {
		return nil, nil // its own office submits again
	}
	was, err := h.load(ctx, h.period, v)
	if err != nil || was == nil || len(changes(was, a.ret)) == 0 && len(changes(a.ret, was)) == 0 {
		return nil, err
	}
	return []string{v.FileName}, nil
}
