package office

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"bieuxa/ntm"
)

// settle ends the taking in of submissions: what they no longer carry is withdrawn, whom they leave out is left out,
// and the figures that they state are held against those here.
func (b *Book) settle(ctx context.Context, in filedIn, all []*incoming, told func(Verdict)) error {
	var ru *ntm.RollUp
	for _, s := range all {
		if s.passed || s.id == 0 {
			continue
		}
		if err := b.withdraw(ctx, s); err != nil {
			return err
		}
		if err := b.adopt(ctx, s); err != nil {
			return err
		}
	}
	for _, s := range all {
		if !s.passed {
			if ru == nil {
				var err error
				if ru, err = b.RollUp(ctx, in.period); err != nil {
					return err
				}
			}
			s.fared.Compared, s.fared.Differs = true, b.against(ru, s.bundle.Totals)
		}
		v := s.verdict()
		if err := b.store.KeepVerdict(ctx, in.line(&v)); err != nil {
			return b.stored(err)
		}
		told(v)
	}
	return nil
}

// against is where the figures of the units named in a digest are not what it states.
func (b *Book) against(ru *ntm.RollUp, was Digest) []Movement {
	known, figures := map[string]bool{}, map[string]bool{}
	for _, u := range was.Units {
		known[u.Code] = true
	}
	for _, f := range was.Figures {
		figures[f.Key] = true
	}
	part := *ru
	part.Lines = nil
	for _, l := range ru.Lines {
		if known[l.Unit.Code] {
			part.Lines = append(part.Lines, l)
		}
	}
	return slices.DeleteFunc(b.digest(&part).Against(was), func(m Movement) bool { return !figures[m.Key] })
}

// withdraw takes out of the totals what an earlier submission of the same office had carried and this one does not.
func (b *Book) withdraw(ctx context.Context, in *incoming) error {
	all, err := b.store.Submissions(ctx, in.period.String())
	if err != nil {
		return b.stored(err)
	}
	theirs := map[int64]bool{}
	for _, s := range all {
		theirs[s.ID] = s.Parent == in.bundle.Parent
	}
	carried := map[string]bool{}
	for i := range in.bundle.Returns {
		carried[insideOf(&in.bundle.Returns[i])] = true
	}
	for _, p := range parts(in.period) {
		official, err := b.store.Official(ctx, p.String())
		if err != nil {
			return b.stored(err)
		}
		for _, unit := range slices.Sorted(maps.Keys(official)) {
			v := official[unit]
			if !theirs[v.Submission] || carried[v.Period+"/"+unit] {
				continue
			}
			if p != in.period { // a closed month is not written to
				if err := b.open(ctx, p); err != nil {
					continue
				}
			}
			if err := b.store.Withdraw(ctx, v, in.bundle.Name+": "+in.name); err != nil {
				return b.stored(err)
			}
			in.fared.Withdrawn = append(in.fared.Withdrawn, b.nameOf(ctx, p, unit))
		}
	}
	return nil
}

func (b *Book) nameOf(ctx context.Context, p ntm.Period, code string) string {
	if m, err := b.period(ctx, p); err == nil {
		if u, _, ok, err := b.filer(m, code); err == nil && ok {
			return u.Name
		}
	}
	return code
}

// adopt leaves out here whom the office below left out with a reason, as long as nothing of the unit counts here, and
// takes back in whom it leaves out no more.
func (b *Book) adopt(ctx context.Context, in *incoming) error {
	by := fmt.Sprintf(" (%s)", in.bundle.Name)
	excluded, err := b.store.Exclusions(ctx, in.period.String())
	if err != nil {
		return b.stored(err)
	}
	official, err := b.store.Official(ctx, in.period.String())
	if err != nil {
		return b.stored(err)
	}
	m, err := b.period(ctx, in.period)
	if err != nil {
		return err
	}
	still := map[string]bool{}
	for _, x := range in.bundle.Excluded {
		still[x.Unit] = true
		_, out := excluded[x.Unit]
		_, counts := official[x.Unit]
		if !out && !counts && m.byCode[x.Unit] != nil {
			if err := b.store.Exclude(ctx, x.Unit, in.period.String(), x.Reason+by); err != nil {
				return b.stored(err)
			}
			out = true
		}
		if out {
			in.fared.Excluded = append(in.fared.Excluded, x.Name)
		}
	}
	for _, unit := range slices.Sorted(maps.Keys(excluded)) {
		if strings.HasSuffix(excluded[unit], by) && !still[unit] {
			if err := b.store.Exclude(ctx, unit, in.period.String(), ""); err != nil {
				return b.stored(err)
			}
		}
	}
	return nil
}

// parts are the periods that the returns of a period may be filed for: the months it is put together from, and itself.
func parts(p ntm.Period) []ntm.Period {
	if p.Kind == ntm.Month {
		return []ntm.Period{p}
	}
	return append(p.Months(), p)
}
