package office

import (
	"context"

	"bieuxa/ntm"
	"bieuxa/store"
)

// Resubmitted is what became of a return that was sent back, once it has come in again («Nhận lại»).
type Resubmitted struct {
	Was, Now  int // the version that was sent back, and the newest
	Reason    string
	Mended    []ntm.Finding // gone since
	Explained []ntm.Finding // there still, with a reason now
	Left      []ntm.Finding // there still, nothing said
	New       []ntm.Finding // not there before
}

// Resubmitted compares a unit's newest version of the period with the last one that was sent back before it;
// nil if none was.
func (b *Book) Resubmitted(ctx context.Context, p ntm.Period, unit string) (*Resubmitted, error) {
	all, err := b.resubmitted(ctx, p, unit)
	return all[unit], err
}

// resubmitted is the same for every unit of the period that has come in again, or only for the one named.
func (b *Book) resubmitted(ctx context.Context, p ntm.Period, only string) (map[string]*Resubmitted, error) {
	versions, err := b.store.Versions(ctx, p.String())
	if err != nil {
		return nil, b.stored(err)
	}
	was, now := map[string]store.Version{}, map[string]store.Version{}
	for _, v := range versions {
		if before := now[v.Unit]; before.State == store.Returned {
			was[v.Unit] = before
		}
		now[v.Unit] = v
	}
	out := map[string]*Resubmitted{}
	for unit, back := range was {
		if now[unit].State == store.Returned || only != "" && unit != only {
			continue
		}
		before, err := b.store.Findings(ctx, back.ID)
		if err != nil {
			return nil, b.stored(err)
		}
		after, err := b.store.Findings(ctx, now[unit].ID)
		if err != nil {
			return nil, b.stored(err)
		}
		out[unit] = compareFindings(before, after)
		out[unit].Was, out[unit].Now = back.Version, now[unit].Version
	}
	return out, b.reasonsOfReturn(ctx, p, out)
}

// compareFindings tells findings of two versions apart by their keys. Notes ask for nothing and are left out.
func compareFindings(before, after []ntm.Finding) *Resubmitted {
	r := &Resubmitted{}
	open := map[string]bool{}
	for i := range after {
		open[after[i].Key()] = true
	}
	known := map[string]bool{}
	for i := range before {
		f := before[i]
		known[f.Key()] = true
		if f.Severity != ntm.Note && !open[f.Key()] {
			r.Mended = append(r.Mended, f)
		}
	}
	for _, f := range after {
		switch {
		case f.Severity == ntm.Note:
		case f.Explained != "":
			r.Explained = append(r.Explained, f)
		case known[f.Key()]:
			r.Left = append(r.Left, f)
		default:
			r.New = append(r.New, f)
		}
	}
	return r
}

// reasonsOfReturn fills in why each return of the period was sent back last.
func (b *Book) reasonsOfReturn(ctx context.Context, p ntm.Period, back map[string]*Resubmitted) error {
	if len(back) == 0 {
		return nil
	}
	events, err := b.store.Events(ctx)
	if err != nil {
		return b.stored(err)
	}
	for _, e := range events {
		if r := back[e.Unit]; r != nil && e.Verb == "sendback" && e.Period == p.String() {
			r.Reason = e.Detail
		}
	}
	return nil
}
