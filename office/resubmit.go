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
	all, err := b.store.Versions(ctx, p.String())
	if err != nil {
		return nil, b.stored(err)
	}
	var was, now store.Version
	for _, v := range all {
		if v.Unit != unit {
			continue
		}
		if now.State == store.Returned {
			was = now
		}
		now = v
	}
	if was.ID == 0 || now.State == store.Returned {
		return nil, nil
	}
	before, err := b.store.Findings(ctx, was.ID)
	if err != nil {
		return nil, b.stored(err)
	}
	after, err := b.store.Findings(ctx, now.ID)
	if err != nil {
		return nil, b.stored(err)
	}
	r := compareFindings(before, after)
	r.Was, r.Now = was.Version, now.Version
	r.Reason, err = b.reasonOfReturn(ctx, p, unit)
	return r, err
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

// reasonOfReturn is why a unit's return of the period was sent back last.
func (b *Book) reasonOfReturn(ctx context.Context, p ntm.Period, unit string) (string, error) {
	events, err := b.store.Events(ctx)
	if err != nil {
		return "", b.stored(err)
	}
	reason := ""
	for _, e := range events {
		if e.Verb == "sendback" && e.Unit == unit && e.Period == p.String() {
			reason = e.Detail
		}
	}
	return reason, nil
}
