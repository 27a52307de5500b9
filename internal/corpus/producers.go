package corpus

import (
	"context"
	"math/rand/v2"
)

// job is a file that another program saves again.
type job struct {
	file, by, to string
	edits        []Edit
}

func (m *maker) saveAgain(x *made, r *rand.Rand) {}

func (m *maker) others(context.Context) error { return nil }
