package office

import (
	"context"
	"slices"
	"strconv"

	"bieuxa/ntm"
	"bieuxa/store"
)

// VersionLine is one file that a unit sent for a period.
type VersionLine struct {
	Version  int
	State    store.State
	File     string
	Received string // RFC 3339
	Counts   store.Counts
}

// Versions lists what a unit sent for the period, the newest first.
func (b *Book) Versions(ctx context.Context, p ntm.Period, unit string) ([]VersionLine, error) {
	mine, err := b.versionsOf(ctx, p, unit)
	if err != nil {
		return nil, err
	}
	counts, err := b.store.FindingCounts(ctx, p.String())
	if err != nil {
		return nil, b.stored(err)
	}
	var out []VersionLine
	for _, v := range slices.Backward(mine) {
		out = append(out, VersionLine{v.Version, v.State, v.FileName, v.Received, counts[v.ID]})
	}
	return out, nil
}

// versionsOf are a unit's versions of the period, oldest first; there is at least one.
func (b *Book) versionsOf(ctx context.Context, p ntm.Period, unit string) ([]store.Version, error) {
	all, err := b.store.Versions(ctx, p.String())
	if err != nil {
		return nil, b.stored(err)
	}
	mine := slices.DeleteFunc(all, func(v store.Version) bool { return v.Unit != unit })
	if len(mine) == 0 {
		return nil, problem(ProblemUnit, nil, "code", unit, "name", unit, "period", p.VN(), "why", "chưa nộp báo cáo kỳ này")
	}
	return mine, nil
}

// VersionDiff lists the figures in which two versions of a unit's return differ. to 0 is the newest, from 0
// the one before to.
func (b *Book) VersionDiff(ctx context.Context, p ntm.Period, unit string, from, to int) ([]Change, error) {
	mine, err := b.versionsOf(ctx, p, unit)
	if err != nil {
		return nil, err
	}
	if to == 0 {
		to = mine[len(mine)-1].Version
	}
	if from == 0 {
		from = to - 1
	}
	h := newHistory(b, p)
	var pair [2]*ntm.Return
	for i, n := range []int{from, to} {
		at := slices.IndexFunc(mine, func(v store.Version) bool { return v.Version == n })
		if at < 0 {
			return nil, problem(ProblemVersion, nil, "version", strconv.Itoa(n), "unit", unit, "period", p.VN(), "versions", strconv.Itoa(len(mine)))
		}
		if pair[i], err = h.load(ctx, p, mine[at]); err != nil {
			return nil, err
		}
		if pair[i] == nil {
			return nil, problem(ProblemUnit, nil, "code", unit, "name", unit, "period", p.VN(), "why", "không thuộc sổ trong kỳ này")
		}
	}
	return changes(pair[0], pair[1]), nil
}

// Replacement is a file whose figures differ from those of the unit's version that counts.
type Replacement struct {
	Path, File     string
	Unit, UnitName string
	Version        int    // the version that counts
	Received       string // when that came, RFC 3339
	Verdict        string // accepted: the file would count in its place; draft: it would be kept beside it
	Changes        []Change
}

// Foreseen is what an import would do.
type Foreseen struct {
	Paths    []string // all files, one by one, folders opened
	Replaces []Replacement
}

// Foresee examines files as Import would, stores nothing, and tells which of them differ from what counts
// already. step may be nil.
func (b *Book) Foresee(ctx context.Context, p ntm.Period, paths []string, step func(i, n int)) (*Foreseen, error) {
	official, err := b.store.Official(ctx, p.String())
	if err != nil {
		return nil, b.stored(err)
	}
	stored, err := b.store.Versions(ctx, p.String())
	if err != nil {
		return nil, b.stored(err)
	}
	out := &Foreseen{}
	if len(official) == 0 { // nothing counts yet: there is nothing to compare with
		out.Paths, err = collect(paths)
		return out, err
	}
	h := newHistory(b, p)
	keep := func(a *arrival) error {
		out.Paths = append(out.Paths, a.verdict.Path)
		if a.ret == nil || a.ret.Period != p { // a submission's months are told apart when they are taken in
			return nil
		}
		v, counts := official[a.ret.Unit]
		if !counts || len(a.edits) == 0 && slices.ContainsFunc(stored, func(s store.Version) bool { return s.Unit == a.ret.Unit && s.File == a.ret.Hash }) {
			return nil
		}
		was, err := h.load(ctx, p, v)
		if err != nil || was == nil {
			return err
		}
		if diff := changes(was, a.ret); len(diff) > 0 {
			out.Replaces = append(out.Replaces, Replacement{a.verdict.Path, a.verdict.File, a.ret.Unit, a.ret.UnitName, v.Version, v.Received,
				a.verdict.Verdict, diff})
		}
		return nil
	}
	_, err = newReception(b.o, b, &p).take(ctx, paths, taking{keep: keep, done: func(i, n int, _ *Verdict) {
		if step != nil {
			step(i, n)
		}
	}, settle: func([]*incoming, func(Verdict)) error { return nil }})
	return out, err
}
