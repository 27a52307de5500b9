package office

import (
	"context"

	"bieuxa/ntm"
)

// CheckLine is one unit with what is open in its newest return, and what became of it if it was sent back
// before.
type CheckLine struct {
	BoardLine
	Back *Resubmitted // nil if nothing was sent back, or it has not come in again
}

// CheckList lists the units of a period with what is open in their returns.
func (b *Book) CheckList(ctx context.Context, p ntm.Period) ([]CheckLine, error) {
	bd, err := b.Board(ctx, p)
	if err != nil {
		return nil, err
	}
	back, err := b.resubmitted(ctx, p, "")
	if err != nil {
		return nil, err
	}
	out := make([]CheckLine, 0, len(bd.Lines))
	for _, l := range bd.Lines {
		out = append(out, CheckLine{BoardLine: l, Back: back[l.Unit.Code]})
	}
	return out, nil
}
