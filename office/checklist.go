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
	out := make([]CheckLine, 0, len(bd.Lines))
	for _, l := range bd.Lines {
		line := CheckLine{BoardLine: l}
		if l.Version > 1 {
			if line.Back, err = b.Resubmitted(ctx, p, l.Unit.Code); err != nil {
				return nil, err
			}
		}
		out = append(out, line)
	}
	return out, nil
}
