package grid

import "sort"

// axis is where the columns, or the rows, begin: one more position than there are of them.
type axis struct{ pos []float32 }

// newAxis lays n lengths one after the other.
func newAxis(n int, length func(int) float32) *axis {
	a := &axis{pos: make([]float32, n+1)}
	for i := range n {
		a.pos[i+1] = a.pos[i] + length(i)
	}
	return a
}

func (a *axis) count() int            { return len(a.pos) - 1 }
func (a *axis) start(i int) float32   { return a.pos[i] }
func (a *axis) end(i int) float32     { return a.pos[i+1] }
func (a *axis) total() float32        { return a.pos[len(a.pos)-1] }
func (a *axis) length(i int) float32  { return a.pos[i+1] - a.pos[i] }
func (a *axis) within(i int) bool     { return i >= 0 && i < a.count() }
func (a *axis) span(i, j int) float32 { return a.pos[j+1] - a.pos[i] }

// at is the index that the place belongs to, the nearest if it is outside.
func (a *axis) at(place float32) int {
	i := sort.Search(a.count(), func(i int) bool { return a.pos[i+1] > place })
	return max(0, min(i, a.count()-1))
}

// seen are the indices from first to beyond, of those from lo on, that have a part between two places.
func (a *axis) seen(lo, hi int, from, to float32) (first, beyond int) {
	if hi <= lo || to <= from {
		return lo, lo
	}
	first = max(lo, a.at(from))
	beyond = min(hi, a.at(to-0.01)+1)
	return first, max(first, beyond)
}

// nearest is the place, as near as can be to the one given, from which the indices first to last are seen whole in
// the room. What has no room shows its beginning. Going on, it stops where a cell begins.
func (a *axis) nearest(place float32, first, last int, room float32) float32 {
	from, to := a.start(first), a.end(last)
	switch {
	case from < place || to-from > room:
		return from
	case to > place+room:
		i := a.at(to - room)
		if a.start(i) < to-room {
			i++
		}
		return a.start(min(i, first))
	}
	return place
}
