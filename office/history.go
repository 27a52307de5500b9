package office

import (
	"context"
	"fmt"
	"sync"

	"bieuxa/ntm"
	"bieuxa/store"
)

// history lends the checks what a book knows of a unit: its earlier returns, its explanations, and
// who else filed the same figures.
type history struct {
	b      *Book
	period ntm.Period
	mu     sync.Mutex // SQLite is read by one examiner at a time

	versions []store.Version // all versions of this period, before the import
	prev     map[string]store.Version
	months   []map[string]store.Version // up to twelve earlier months, oldest first
	monthOf  []ntm.Period
	ready    bool
}

func newHistory(b *Book, p ntm.Period) *history { return &history{b: b, period: p} }

// historyTables are the tables whose figures M2 and K5 compare over twelve months.
var historyTables = []string{"ho_ngheo", "dan_cu", ntm.ResourceTable}

func (h *history) open(ctx context.Context) error {
	if h.ready {
		return nil
	}
	versions, err := h.b.store.Versions(ctx, h.period.String())
	if err != nil {
		return h.b.stored(err)
	}
	h.versions = versions
	if h.prev, err = h.b.store.Official(ctx, h.b.before(h.period).String()); err != nil {
		return h.b.stored(err)
	}
	if h.period.Kind == ntm.Month {
		p := h.period
		for range 12 {
			p = p.Previous()
			versions, err := h.b.store.Official(ctx, p.String())
			if err != nil {
				return h.b.stored(err)
			}
			if len(versions) > 0 {
				h.months = append([]map[string]store.Version{versions}, h.months...)
				h.monthOf = append([]ntm.Period{p}, h.monthOf...)
			}
		}
	}
	h.ready = true
	return nil
}

// fill adds to the scope what came before.
func (h *history) fill(ctx context.Context, sc *ntm.Scope, a *arrival) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if err := h.open(ctx); err != nil {
		return err
	}
	code := sc.Unit.Code
	if v, ok := h.prev[code]; ok {
		r, err := h.load(ctx, h.b.before(h.period), v)
		if err != nil {
			return err
		}
		sc.Prev = r
	}
	for i, versions := range h.months {
		v, ok := versions[code]
		if !ok {
			continue
		}
		r, err := h.load(ctx, h.monthOf[i], v, historyTables...)
		if err != nil {
			return err
		}
		if r != nil {
			sc.Months = append(sc.Months, r)
		}
	}
	if v, ok := h.earlier(a); ok {
		was, err := h.load(ctx, h.period, v)
		if err != nil {
			return err
		}
		sc.Version, sc.Earlier = h.sending(v), was
		if was != nil {
			a.verdict.Changes = changes(was, a.ret)
		}
	}
	if err := h.twins(ctx, sc, a); err != nil {
		return err
	}
	return h.madeFor(ctx, sc, a)
}

// madeFor compares a return that was filled in on another unit's template with what that unit filed last and
// in this period: its figures may still stand there.
func (h *history) madeFor(ctx context.Context, sc *ntm.Scope, a *arrival) error {
	if sc.Stamp == nil || sc.Stamp.Unit == "" || sc.Stamp.Unit == sc.Unit.Code {
		return nil
	}
	mine := traitsOf(a.ret)
	was := map[ntm.Period]store.Version{}
	if v, ok := h.prev[sc.Stamp.Unit]; ok {
		was[h.b.before(h.period)] = v
	}
	for _, v := range h.versions {
		if v.Unit == sc.Stamp.Unit && v.State == store.Accepted {
			was[h.period] = v
		}
	}
	for p, v := range was {
		r, err := h.load(ctx, p, v)
		if err != nil {
			return err
		}
		if r == nil || sc.Twins[v.FileName] != "" {
			continue
		}
		theirs := traitsOf(r)
		if n := sharedTraits(mine, theirs); alike(n, len(mine), len(theirs)) {
			sc.Twins[v.FileName] = fmt.Sprintf("%s, %d trên %d số", r.UnitName, n, len(mine))
		}
	}
	return nil
}

// sending is which time an arrival after the version given is sent. In a commune's own book drafts come before it:
// only what was saved for sending counts.
func (h *history) sending(before store.Version) int {
	if before.Unit != h.b.meta.Parent {
		return before.Version + 1
	}
	n := 1
	for _, v := range h.versions {
		if v.Unit == before.Unit && v.Version <= before.Version && v.Sent != "" {
			n++
		}
	}
	return n
}

// earlier is the version before an arrival, from another file: before the one that the book has kept of this
// very file, if it has.
func (h *history) earlier(a *arrival) (was store.Version, ok bool) {
	for _, v := range h.versions {
		if v.Unit != a.ret.Unit {
			continue
		}
		if v.File == a.ret.Hash || a.version > 0 && v.Version >= a.version {
			break
		}
		was, ok = v, true
	}
	return was, ok
}

// load reads an earlier return, bound as it was filed then. A period that the book no longer knows
// (its units have ended) has no history.
func (h *history) load(ctx context.Context, p ntm.Period, v store.Version, tables ...string) (*ntm.Return, error) {
	m, err := h.b.period(ctx, p)
	if err != nil {
		return nil, nil
	}
	u, f, ok, err := h.b.filer(m, v.Unit)
	if err != nil || !ok {
		return nil, err
	}
	r, err := h.b.store.Return(ctx, v, f.def, u.Name, tables...)
	return r, h.b.stored(err)
}

// twins adds returns stored before that have the same figures: another unit's of any month.
func (h *history) twins(ctx context.Context, sc *ntm.Scope, a *arrival) error {
	if a.figures == "" {
		return nil
	}
	same, err := h.b.store.SameFigures(ctx, a.figures)
	if err != nil {
		return h.b.stored(err)
	}
	for _, v := range same {
		if v.Unit != sc.Unit.Code {
			name := v.Unit
			if m, err := h.b.period(ctx, h.period); err == nil && m.byCode[v.Unit] != nil {
				name = m.byCode[v.Unit].Name
			}
			sc.Twins[v.FileName] = name
		}
	}
	return nil
}

// explain fills in the reasons that were given before for the same figures.
func (h *history) explain(ctx context.Context, unit string, found []ntm.Finding) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	given, err := h.b.store.Explanations(ctx, unit, h.period.String())
	if err != nil {
		return h.b.stored(err)
	}
	applyExplanations(found, given)
	return nil
}

func applyExplanations(found []ntm.Finding, given map[string]store.Explanation) {
	for i := range found {
		f := &found[i]
		if e, ok := given[f.Key()]; ok && f.Severity == ntm.Explain && f.Explained == "" && e.Saw == f.Saw {
			f.Explained = e.Text
		}
	}
}
