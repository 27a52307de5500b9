package office

import (
	"fmt"
	"slices"

	"bieuxa/ntm"
)

const (
	minTraits   = 20 // figures of its own a return needs before a changed copy can be told
	twinShare   = 80 // per cent of them that a changed copy shares
	commonTrait = 6  // a figure that so many returns have says nothing of whom it is from
)

// traitsOf names the figures of a return by which a changed copy of it can be told: those that differ from
// unit to unit. Rates, results of criteria and small numbers are the same in many.
func traitsOf(r *ntm.Return) []string {
	var out []string
	for _, g := range r.Tables {
		for _, row := range g.Rows {
			if row.Kind() != ntm.RowItem {
				continue
			}
			for i := range row.Entries {
				e, col := &row.Entries[i], &g.Table.Columns[i]
				if col.Given != "" || col.Formula != "" || col.ByRow && g.Table.Shape != ntm.ShapeFields || e.Type != ntm.TypeMoney && e.Type != ntm.TypeCount {
					continue
				}
				if d, ok := e.Number(); ok && d.Abs().IntPart() >= 10 {
					out = append(out, g.Table.ID+"\x00"+row.Key+"\x00"+col.Code+"\x00"+d.String())
				}
			}
		}
	}
	return out
}

// findCopies names, for each arrival, the files of other units in the batch that share most of its figures
// without being the same: a neighbour's file with a few figures changed.
func findCopies(arrivals []*arrival) map[*arrival]map[string]string {
	traits := map[*arrival][]string{}
	holders := map[string][]*arrival{}
	for _, a := range arrivals {
		if a == nil || a.ret == nil {
			continue
		}
		if traits[a] = traitsOf(a.ret); len(traits[a]) < minTraits {
			continue
		}
		for _, t := range traits[a] {
			holders[t] = append(holders[t], a)
		}
	}
	out := map[*arrival]map[string]string{}
	for _, a := range arrivals {
		shared := map[*arrival]int{}
		for _, t := range traits[a] {
			if len(holders[t]) > commonTrait {
				continue
			}
			for _, o := range holders[t] {
				if o != a && o.ret.Unit != a.ret.Unit && o.figures != a.figures {
					shared[o]++
				}
			}
		}
		for o, n := range shared {
			if alike(n, len(traits[a]), len(traits[o])) {
				if out[a] == nil {
					out[a] = map[string]string{}
				}
				out[a][o.verdict.File] = fmt.Sprintf("%s, %d trên %d số", o.ret.UnitName, n, len(traits[a]))
			}
		}
	}
	return out
}

func alike(shared, a, b int) bool {
	return shared >= minTraits && 100*shared >= twinShare*max(a, b)
}

// sharedTraits counts the figures of a that b has too.
func sharedTraits(a, b []string) int {
	n := 0
	for _, t := range a {
		if slices.Contains(b, t) {
			n++
		}
	}
	return n
}
