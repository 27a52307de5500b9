package office

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"

	"bieuxa/ntm"
	"bieuxa/store"
	"bieuxa/xlsx"
)

// incoming is a submission on its way in.
type incoming struct {
	path, name, hash string
	period           ntm.Period
	bundle           *bundle
	edits            [][]store.Edit // of each return

	id     int64 // as the book keeps it; 0: not yet, or there is no book
	same   bool  // the very workbook came before
	passed bool  // and a newer one of the same office since
	fared  Submitted
}

// Submitted is what became of a submission: its returns, and how the figures that it states agree with those here.
type Submitted struct {
	Made     string // RFC 3339: when it was made below
	Carried  int
	Accepted int // counted here
	Draft    int // counted below, not here
	Returned int // sent back from here, and not mended since
	Refused  int
	Same     int // were here before

	Withdrawn []string   // units that an earlier submission had carried and this one does not
	Excluded  []string   // units left out below, left out here too
	Compared  bool       // the figures were compared
	Differs   []Movement // Was: as the submission states it; Now: as it is here
	Passed    bool       // a newer submission of the same office was taken in before
}

// stating is what the book keeps of the figures of a submission.
type stating struct {
	Made     string `json:"made"`
	Carried  int    `json:"returns"`
	Expected int    `json:"units_expected"`
	Totals   Digest `json:"totals"`
}

// between parts the name of a submission from the name of a file in it.
const between = " › "

// submission opens a file that carries returns; nil if it carries none. The error is the Problem why it is not taken in;
// where it is known whose it is, the submission comes with it.
func (rc *reception) submission(ctx context.Context, path string) (*incoming, error) {
	body, err := readFile(path, xlsx.DefaultLimits().File)
	if err == nil {
		body, err = unlocked(ctx, body)
	}
	if err != nil || !xlsx.MayCarry(body) {
		return nil, nil // reading it as a return tells what it is
	}
	name := shownName(path)
	wb, err := xlsx.Read(name, body, xlsx.DefaultLimits())
	if err != nil {
		return nil, nil
	}
	p, err := xlsx.ParcelIn(wb)
	if err != nil || p == nil {
		return nil, err
	}
	in := &incoming{path: path, name: name, hash: store.Hash(body)}
	if in.bundle, err = unpack(p.Body); err != nil {
		return nil, err
	}
	in.fared.Made, in.fared.Carried = in.bundle.Made, len(in.bundle.Returns)
	if err := in.sound(); err != nil {
		return in, err
	}
	return in, rc.admit(ctx, in)
}

// sound tells whether the bundle agrees with itself.
func (in *incoming) sound() error {
	bd := in.bundle
	var err error
	if in.period, err = ntm.ParsePeriod(bd.Period); err != nil {
		return problem(ProblemSubmissionDamaged, err)
	}
	if len(bd.Returns) == 0 {
		return problem(ProblemSubmissionEmpty, nil, "unit", bd.Name)
	}
	seen := map[string]bool{}
	for i := range bd.Returns {
		r := &bd.Returns[i]
		key := insideOf(r)
		p, err := ntm.ParsePeriod(r.Period)
		if err != nil || r.Unit == "" || seen[key] || !slices.Contains(parts(in.period), p) {
			return problem(ProblemSubmissionInside, err, "unit", r.UnitName)
		}
		seen[key] = true
		edits, err := r.edits()
		if err != nil {
			return err
		}
		in.edits = append(in.edits, edits)
	}
	return nil
}

// admit tells whether a submission belongs here: of this period, from below this book, of the same criteria set, and
// not older than what the same office submitted before.
func (rc *reception) admit(ctx context.Context, in *incoming) error {
	bd := in.bundle
	if rc.period != nil && *rc.period != in.period {
		return problem(ProblemSubmissionPeriod, nil, "unit", bd.Name, "is", in.period.VN(), "period", rc.period.VN())
	}
	if rc.b == nil {
		return nil
	}
	m, err := rc.b.period(ctx, in.period)
	if err != nil {
		return err
	}
	if !rc.b.above(bd.Parent, m.to) && slices.ContainsFunc(bd.Returns, func(r bundled) bool { return m.has(r.Unit) }) {
		if bd.Set != m.set.Base {
			return problem(ProblemSubmissionSet, nil, "unit", bd.Name, "is", bd.Set, "set", m.set.Base)
		}
		return rc.b.inTurn(ctx, in)
	}
	return problem(ProblemSubmissionUnit, nil, "unit", bd.Name, "code", bd.Parent, "parent", rc.b.parent.Name)
}

// has tells whether the unit reports to the book in the month, for itself or for its communes.
func (m *month) has(code string) bool {
	_, above := m.above[code]
	return above || m.byCode[code] != nil
}

// above tells whether the unit lies above the book's own.
func (b *Book) above(code string, on ntm.Date) bool {
	for u := b.parent; u.Parent != ""; {
		if u.Parent == code {
			return true
		}
		up, ok := b.units.Find(u.Parent, on)
		if !ok {
			return false
		}
		u = up
	}
	return false
}

// inTurn refuses a submission that is older than one of the same office in the book; the very one of before is none.
func (b *Book) inTurn(ctx context.Context, in *incoming) error {
	all, err := b.store.Submissions(ctx, in.period.String())
	if err != nil {
		return b.stored(err)
	}
	newest := store.Submission{}
	var last stating
	for _, s := range all {
		var was stating
		if s.Parent != in.bundle.Parent {
			continue
		}
		if err := json.Unmarshal([]byte(s.Totals), &was); err != nil {
			return b.stored(err)
		}
		in.same = in.same || s.Hash == in.hash
		if newest.ID == 0 || was.Made >= last.Made {
			newest, last = s, was
		}
	}
	in.passed = in.same && newest.Hash != in.hash
	in.fared.Passed = in.passed
	if !in.same && newest.ID != 0 && in.bundle.made().Before((&bundle{Made: last.Made}).made()) {
		return problem(ProblemSubmissionOlder, nil, "unit", in.bundle.Name, "made", MomentVN(in.bundle.Made), "newer", MomentVN(last.Made), "file", newest.Name)
	}
	return nil
}

// sources are the returns of the submission, the months in their order.
func (in *incoming) sources() []source {
	bd := in.bundle
	out := make([]source, 0, len(bd.Returns))
	for i := range bd.Returns {
		r := &bd.Returns[i]
		p, _ := ntm.ParsePeriod(r.Period) // it was read before
		out = append(out, source{path: in.path + inside + insideOf(r), name: in.name + between + shownName(r.FileName), period: p,
			from: in, one: r, edits: in.edits[i]})
	}
	slices.SortStableFunc(out, func(x, y source) int {
		if x.period.Kind != y.period.Kind { // the longer period is put together from its months
			return cmp.Compare(len(x.period.Months()), len(y.period.Months()))
		}
		return cmp.Or(cmp.Compare(x.period.Year, y.period.Year), cmp.Compare(x.period.N, y.period.N))
	})
	return out
}

// note counts what became of one of the returns.
func (in *incoming) note(a *arrival) {
	f, v := &in.fared, &a.verdict
	switch {
	case v.Verdict == VerdictRefused:
		f.Refused++
	case a.back:
		f.Returned++
	case v.Verdict == VerdictDraft:
		f.Draft++
	default:
		f.Accepted++
	}
	if v.Same {
		f.Same++
	}
}

// verdict is the line told of the submission itself, after those of its returns.
func (in *incoming) verdict() Verdict {
	v := Verdict{Path: in.path, File: in.name, Unit: in.bundle.Parent, UnitName: in.bundle.Name, Period: in.period.String(), Set: in.bundle.Set,
		Verdict: VerdictAccepted, Same: in.same, Submission: &in.fared}
	if f := &in.fared; f.Draft > 0 || f.Refused > 0 || f.Returned > 0 || len(f.Differs) > 0 {
		v.Verdict = VerdictDraft
	}
	return v
}

// begin notes the submission in the book before the first of its returns.
func (b *Book) begin(ctx context.Context, in *incoming) error {
	if in.id != 0 {
		return nil
	}
	text, err := json.Marshal(stating{in.bundle.Made, len(in.bundle.Returns), in.bundle.Expected, in.bundle.Totals})
	if err != nil {
		return err
	}
	in.id, in.same, err = b.store.AddSubmission(ctx, store.Submission{Period: in.period.String(), Parent: in.bundle.Parent, Name: in.name,
		Hash: in.hash, Code: in.bundle.Code, Totals: string(text)})
	return b.stored(err)
}

// carriedExplanations are those of a return as a workbook would carry them.
func carriedExplanations(r *bundled) []xlsx.Carried {
	out := make([]xlsx.Carried, 0, len(r.Reasons))
	for _, e := range r.Reasons {
		out = append(out, xlsx.Carried{Unit: r.Unit, Period: r.Period, Key: e.Key, Saw: e.Saw, Text: e.Text})
	}
	return out
}

// keepCarried completes what is stored of a carried return. done: its period is closed here, and what became of it is
// told already; the very same return is there, or it is refused.
func (b *Book) keepCarried(ctx context.Context, in filedIn, a *arrival, rec *store.Received) (done bool, err error) {
	if err := b.begin(ctx, a.from); err != nil {
		return true, err
	}
	rec.Submission, rec.Original, rec.Edits = a.from.id, shownName(a.one.FileName), a.edits
	rec.Reasons = a.one.reasons(a.from.bundle.Name)
	if a.ret.Period == in.period {
		return false, nil
	}
	closed := b.open(ctx, a.ret.Period)
	if closed == nil {
		return false, nil
	}
	v := &a.verdict
	kept, same, err := b.store.Kept(ctx, rec)
	if err != nil {
		return true, b.stored(err)
	}
	if same {
		v.keptAs(kept)
	} else {
		v.Verdict, v.Problem = VerdictRefused, AsProblem(closed)
	}
	return true, b.stored(b.store.KeepVerdict(ctx, in.line(v)))
}
