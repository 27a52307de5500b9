package ntm

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
)

// Basis says what a succession rests on.
type Basis string

// The bases. Only BasisDocument was read in a decision or a report.
const (
	BasisMapping  Basis = "mapping"  // the table of old and new communes of 07/2025
	BasisCode     Basis = "code"     // the code went on with another name, kind or parent
	BasisCommunes Basis = "communes" // all communes known to follow went to one unit
	BasisDocument Basis = "document" // a document names it
)

// Succession is one step from a unit to the unit that took it in, or that it became. The sources
// give one successor for a unit: where a unit was split, only the part they name is here.
type Succession struct {
	From, To  Unit
	Effective Date // first day of To in this step
	Basis     Basis
	Merged    bool // To has other known predecessors in the same step
}

type lineage struct {
	steps []step                    // by effective day, then from
	byTo  func() map[string][]int32 // code to steps
}

type step struct {
	effective Date
	from, to  string
	basis     Basis
}

func (s step) compare(effective Date, from string) int {
	return cmp.Or(s.effective.Compare(effective), strings.Compare(s.from, from))
}

func readLineage(assets fs.FS) (lineage, error) {
	l := lineage{steps: make([]step, 0, 1<<14)}
	err := readTable(assets, lineageFile, lineageHead, func(cells []string) error {
		effective, err := ParseDateISO(cells[0])
		if err != nil {
			return err
		}
		s := step{effective, cells[1], cells[2], Basis(cells[3])}
		switch s.basis {
		case BasisMapping, BasisCode, BasisCommunes, BasisDocument:
		default:
			return fmt.Errorf("no basis %q", cells[3])
		}
		if n := len(l.steps); n > 0 && l.steps[n-1].compare(s.effective, s.from) > 0 {
			return fmt.Errorf("step of %s is out of order", s.from)
		}
		l.steps = append(l.steps, s)
		return nil
	})
	steps := l.steps
	l.byTo = sync.OnceValue(func() map[string][]int32 {
		index := make(map[string][]int32, 4096)
		for i, s := range steps {
			index[s.to] = append(index[s.to], int32(i))
		}
		return index
	})
	return l, err
}

// Successors gives what the unit became on the day after its last, by code. Nothing comes back for a
// living unit, for a district on 01/7/2025 (the tier ended), and where the sources have a gap.
func (t *Units) Successors(u Unit) []Succession {
	if u.To.IsZero() {
		return nil
	}
	effective := u.To.AddDays(1)
	steps := t.lineage.steps
	i, _ := slices.BinarySearchFunc(steps, u.Code, func(s step, code string) int { return s.compare(effective, code) })
	var found []Succession
	for ; i < len(steps) && steps[i].compare(effective, u.Code) == 0; i++ {
		found = t.follow(found, steps[i])
	}
	return found
}

// Predecessors gives the units that the unit was made of on its first day, by code.
func (t *Units) Predecessors(u Unit) []Succession {
	var found []Succession
	for _, i := range t.lineage.byTo()[u.Code] {
		if s := t.lineage.steps[i]; s.effective == u.From {
			found = t.follow(found, s)
		}
	}
	return found
}

// follow adds a step with its units; a unit that the catalogue lacks on that day leaves it out.
func (t *Units) follow(found []Succession, s step) []Succession {
	from, ok1 := t.Find(s.from, s.effective.AddDays(-1))
	to, ok2 := t.Find(s.to, s.effective)
	if !ok1 || !ok2 {
		return found
	}
	return append(found, Succession{from, to, s.effective, s.basis, t.lineage.merged(s)})
}

func (l lineage) merged(s step) bool {
	parts := 0
	for _, i := range l.byTo()[s.to] {
		if l.steps[i].effective == s.effective {
			parts++
		}
	}
	return parts > 1
}

// Reason tells why a code and a name do not name a unit on a day.
type Reason uint8

// The reasons.
const (
	GoneNot     Reason = iota // they do: the unit exists on that day
	GoneEnded                 // the unit ended before that day
	GoneNotYet                // the unit begins after that day
	GoneCode                  // the code is another unit's on that day, and never was this name's
	GoneTwice                 // a name without a code, and several units bear it
	GoneUnknown               // the catalogue knows no such unit
	GoneTooOld                // the day is before the first the catalogue knows
)

// Gone is the answer of WhyNot: the facts for a sentence such as "Xã Phú Nghiêm đã nhập vào xã Hồi
// Xuân từ 01/7/2025".
type Gone struct {
	Reason       Reason
	Unit         Unit         // the unit meant; zero for GoneCode, GoneTwice, GoneUnknown and GoneTooOld
	Holder       Unit         // the unit that bears the code on that day, zero when none does
	Successors   []Succession // of an ended unit, the first step; empty where the sources have a gap
	Now          []Unit       // of an ended unit, those on that day that it lives on in, however many steps later
	Predecessors []Succession // of a unit that is not yet
}

// WhyNot says why a code and a name, as a return states them, name no unit on a day. Either may be
// empty. Among several units that bore both, the one nearest to the day is meant.
func (t *Units) WhyNot(code, name string, on Date) Gone {
	if on.Before(t.first) {
		return Gone{Reason: GoneTooOld}
	}
	holder, _ := t.Find(code, on)
	meant := t.meant(code, name)
	if len(meant) == 0 {
		if !holder.IsZero() {
			return Gone{Reason: GoneCode, Holder: holder}
		}
		return Gone{Reason: GoneUnknown}
	}
	if code == "" && slices.ContainsFunc(meant, func(u Unit) bool { return u.Code != meant[0].Code }) {
		living := slices.DeleteFunc(slices.Clone(meant), func(u Unit) bool { return !u.On(on) })
		if len(living) != 1 {
			return Gone{Reason: GoneTwice}
		}
		meant = living
	}
	return t.explain(nearest(meant, on), holder, on)
}

// meant gives the units that bear the code and the name at any time.
func (t *Units) meant(code, name string) []Unit {
	if code == "" {
		return slices.DeleteFunc(t.Lookup(name, "", Date{}), func(u Unit) bool { return !u.bears(name) })
	}
	return slices.DeleteFunc(slices.Clone(t.withCode(code)), func(u Unit) bool {
		return strings.TrimSpace(name) != "" && !u.bears(name)
	})
}

// nearest picks the unit that lives on the day, else the last that ended before it, else the first after.
func nearest(units []Unit, on Date) Unit {
	best := units[0]
	for _, u := range units {
		if !u.From.After(on) && !best.On(on) {
			best = u
		}
	}
	return best
}

func (t *Units) explain(u, holder Unit, on Date) Gone {
	switch {
	case u.On(on):
		return Gone{Reason: GoneNot, Unit: u, Holder: holder}
	case u.From.After(on):
		return Gone{Reason: GoneNotYet, Unit: u, Holder: holder, Predecessors: t.Predecessors(u)}
	}
	g := Gone{Reason: GoneEnded, Unit: u, Holder: holder, Successors: t.Successors(u)}
	for open := g.Successors; len(open) > 0; {
		to := open[0].To
		open = open[1:]
		switch {
		case to.On(on):
			if !slices.Contains(g.Now, to) {
				g.Now = append(g.Now, to)
			}
		case !to.From.After(on):
			open = append(slices.Clip(open), t.Successors(to)...)
		}
	}
	return g
}
