package office

import (
	"context"
	"errors"

	"bieuxa/ntm"
)

// Moved is what moved in a period's figures since they were last laid down.
type Moved struct {
	Period     ntm.Period
	ClosedAt   string // RFC 3339; empty: never closed
	ExportedAt string // empty: never exported
	Closing    []Movement
	Export     []Movement
}

// Moved compares the period's figures with those of its last closing and its last export.
func (b *Book) Moved(ctx context.Context, p ntm.Period) (*Moved, error) {
	ru, err := b.RollUp(ctx, p)
	if err != nil {
		return nil, err
	}
	return b.movedOf(ctx, ru)
}

func (b *Book) movedOf(ctx context.Context, ru *ntm.RollUp) (*Moved, error) {
	p := ru.Period
	out := &Moved{Period: p}
	closing, at, err := b.store.ClosedTotals(ctx, p.String())
	if err != nil {
		return nil, b.stored(err)
	}
	out.ClosedAt = at
	export, at, err := b.store.ExportedTotals(ctx, p.String())
	if err != nil {
		return nil, b.stored(err)
	}
	out.ExportedAt = at
	if closing == "" && export == "" {
		return out, nil
	}
	now := b.digest(ru)
	var faults []error
	since := func(text string) []Movement {
		if text == "" {
			return nil
		}
		was, err := ParseDigest(text)
		faults = append(faults, err)
		return now.Against(was)
	}
	out.Closing, out.Export = since(closing), since(export)
	return out, b.stored(errors.Join(faults...))
}
