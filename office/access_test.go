package office

import (
	"context"

	"bieuxa/ntm"
)

// DigestText is every figure of a period, for the whole and for each unit.
func (b *Book) DigestText(ctx context.Context, p ntm.Period) (string, error) {
	ru, err := b.RollUp(ctx, p)
	if err != nil {
		return "", err
	}
	return b.digest(ru).JSON(), nil
}

// MaxBundled is how many returns a submission carries.
const MaxBundled = maxBundled
