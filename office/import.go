package office

import (
	"cmp"
	"context"
	"fmt"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"bieuxa/ntm"
	"bieuxa/store"
)

// chunk is how many files are held in memory at once. Copies among them are told from one another
// before any is stored.
const chunk = 256

// Import takes files in for a period: every file is read, checked with the book's rules and stored,
// each all or nothing. done is called once a file's verdict is final and its figures are on disk; it
// may be nil.
func (b *Book) Import(ctx context.Context, p ntm.Period, paths []string, done func(i, n int, v *Verdict)) ([]Verdict, error) {
	return b.take(ctx, p, nil, paths, done)
}

// take is Import with the mapping that the files are to be read with; nil: as the book remembers.
func (b *Book) take(ctx context.Context, p ntm.Period, given *ruling, paths []string, done func(i, n int, v *Verdict)) ([]Verdict, error) {
	if err := b.open(ctx, p); err != nil {
		return nil, err
	}
	if _, err := b.period(ctx, p); err != nil {
		return nil, err
	}
	if err := b.store.KeepDefinition(ctx, "catalogue", b.meta.Definition, b.o.catalogue, b.o.texts); err != nil {
		return nil, b.stored(err)
	}
	batch, err := b.store.NewBatch(ctx)
	if err != nil {
		return nil, b.stored(err)
	}
	rc := newReception(b.o, b, &p)
	rc.given = given
	in := filedIn{p, batch, b.words}
	return rc.take(ctx, paths, taking{done: done, keep: func(a *arrival) error { return b.keep(ctx, in, a) },
		settle: func(all []*incoming, told func(Verdict)) error { return b.settle(ctx, in, all, told) }})
}

// Check examines files and stores nothing. Without a period each file's own is used.
func (b *Book) Check(ctx context.Context, p *ntm.Period, paths []string, done func(i, n int, v *Verdict)) ([]Verdict, error) {
	return newReception(b.o, b, p).take(ctx, paths, looking(done))
}

// Check examines files without a book: the same rules, but no history.
func (o *Office) Check(ctx context.Context, p *ntm.Period, paths []string, done func(i, n int, v *Verdict)) ([]Verdict, error) {
	if err := o.ready(); err != nil {
		return nil, err
	}
	return newReception(o, nil, p).take(ctx, paths, looking(done))
}

// Look is Check with what each file states beside its verdict; the return is nil of a file that was refused.
func (b *Book) Look(ctx context.Context, p *ntm.Period, paths []string, see func(v *Verdict, r *ntm.Return)) error {
	with := looking(nil)
	with.keep = func(a *arrival) error {
		see(&a.verdict, a.ret)
		return nil
	}
	_, err := newReception(b.o, b, p).take(ctx, paths, with)
	return err
}

// taking is what is done with files once they are examined.
type taking struct {
	done   func(i, n int, v *Verdict)               // told of each verdict; may be nil
	keep   func(*arrival) error                     // before its verdict is told
	settle func([]*incoming, func(v Verdict)) error // of the submissions, when all their returns are kept
}

// looking stores nothing: of a submission it is told how its returns fared.
func looking(done func(i, n int, v *Verdict)) taking {
	return taking{done: done, keep: func(*arrival) error { return nil }, settle: func(all []*incoming, told func(Verdict)) error {
		for _, in := range all {
			told(in.verdict())
		}
		return nil
	}}
}

// take runs the files through the reception, chunk by chunk, and keeps each before its verdict is told. Of the
// submissions among them it is told last. On an error the verdicts are those of the files that were taken before it.
func (rc *reception) take(ctx context.Context, paths []string, with taking) ([]Verdict, error) {
	files, err := collect(paths)
	if err != nil {
		return nil, err
	}
	q := &queue{rc: rc, files: files}
	var out []Verdict
	tell := func(v Verdict) {
		out = append(out, v)
		if with.done != nil {
			with.done(len(out), q.total(), &out[len(out)-1])
		}
	}
	for {
		sources, err := q.next(ctx)
		if err != nil {
			return out, err
		}
		if len(sources) == 0 {
			return out, with.settle(q.in, tell)
		}
		err = rc.each(ctx, sources, func(a *arrival) error {
			if err := with.keep(a); err != nil {
				return err
			}
			if a.from != nil {
				a.from.note(a)
			}
			tell(a.verdict)
			return nil
		})
		if err != nil {
			return out, err
		}
		rc.forget()
	}
}

// each reads the files on all processors, tells copies apart, examines, and hands the arrivals over
// one by one in the files' order.
func (rc *reception) each(ctx context.Context, files []source, hand func(*arrival) error) error {
	read := make([][]*arrival, len(files))
	var readers errgroup.Group
	readers.SetLimit(runtime.GOMAXPROCS(0))
	for i := range files {
		readers.Go(func() error {
			if ctx.Err() == nil {
				read[i] = rc.read(ctx, &files[i])
			}
			return nil
		})
	}
	_ = readers.Wait()
	if err := ctx.Err(); err != nil {
		return err
	}
	arrivals := slices.Concat(read...)
	with := company{twins: findTwins(arrivals), copies: findCopies(arrivals)}
	var err error
	if with.rivals, err = rc.findRivals(ctx, arrivals); err != nil {
		return err
	}
	ready := make([]chan error, len(arrivals))
	for i := range ready {
		ready[i] = make(chan error, 1)
	}
	examiners := make(chan struct{}, runtime.GOMAXPROCS(0))
	go func() {
		for i, a := range arrivals {
			examiners <- struct{}{}
			go func() {
				defer func() { <-examiners }()
				ready[i] <- rc.examine(ctx, a, with)
			}()
		}
	}()
	var failed error
	for i, a := range arrivals {
		err := <-ready[i]
		if failed != nil {
			continue
		}
		if err == nil {
			err = ctx.Err()
		}
		if err == nil {
			err = hand(a)
		}
		arrivals[i] = nil
		failed = err
	}
	return failed
}

// company is what the files of a batch say about one another.
type company struct {
	twins  map[string][]*arrival          // by the fingerprint of their figures
	copies map[*arrival]map[string]string // other units' files that share most of the figures
	rivals map[*arrival][]string          // names of other files of the same unit
}

// examine runs the checks over an arrival.
func (rc *reception) examine(ctx context.Context, a *arrival, with company) (err error) {
	if a.ret == nil {
		return nil
	}
	defer func() {
		if bug := recover(); bug != nil {
			rc.refuse(a, bugOf(bug))
		}
	}()
	d := a.place
	sc := &ntm.Scope{Def: d.def, Set: d.month.set, Unit: d.unit.Unit, From: d.month.from, To: d.month.to, Ret: a.ret,
		Expected: d.month.period, Received: cmp.Or(a.received, rc.o.today()), Valid: []ntm.Unit{d.unit.Unit}, Twins: with.twinsOf(a), Rivals: with.rivals[a]}
	units, err := rc.o.units()
	if err != nil {
		return err
	}
	stated := a.identity.Stated
	switch g := units.WhyNot(stated.Unit, stated.UnitName, d.month.to); {
	case g.Reason == ntm.GoneNotYet && g.Holder.Code == d.unit.Code: // a code and a name that do not agree are T2a's
	case g.Reason == ntm.GoneEnded, g.Reason == ntm.GoneNotYet:
		sc.Gone = whyNot(units, stated.Unit, stated.UnitName, d.month.to)
	}
	sc.Peers, sc.Bare = d.month.peers()
	if block := a.identity.Block; a.identity.HasBlock {
		sc.Stamp = &ntm.Stamp{Definition: block.Definition, Version: block.Version, Set: block.Set, Unit: block.Unit, Period: block.Period}
	}
	sc.Where = ntm.Where{Province: provinceOf(units, d.unit.Unit, d.month.to), Special: d.unit.Special, On: d.month.to.String()}
	if rc.b != nil {
		sc.Where = rc.b.where(d.month, d.unit, a.ret)
		sc.Settings = rc.b.settings(d.month)
	}
	h := rc.past(d.month.period)
	if h != nil {
		if err := h.fill(ctx, sc, a); err != nil {
			return err
		}
	}
	found, err := ntm.Examine(sc)
	if err != nil {
		return err
	}
	if a.version > 0 {
		a.scope = sc
	}
	if h != nil {
		if err := h.explain(ctx, a.ret.Unit, found); err != nil {
			return err
		}
	}
	for i := range found {
		for _, c := range a.carried {
			if f := &found[i]; f.Severity == ntm.Explain && f.Explained == "" && c.Explains(f, a.ret.Period) {
				f.Explained = c.Text
			}
		}
	}
	a.verdict.judge(found)
	return nil
}

// judge counts the findings and says whether the return counts.
func (v *Verdict) judge(found []ntm.Finding) {
	v.Findings = found
	v.Block, v.Explain, v.Note = ntm.CountBySeverity(found)
	v.Verdict = VerdictAccepted
	if v.Block > 0 || v.Explain > 0 {
		v.Verdict = VerdictDraft
	}
}

// filedIn is where arrivals are kept: a period, and the batch they came in.
type filedIn struct {
	period ntm.Period
	batch  string
	words  *ntm.Words
}

// keep stores an arrival and the line that is told of it.
func (b *Book) keep(ctx context.Context, in filedIn, a *arrival) error {
	v := &a.verdict
	if v.Verdict == VerdictRefused {
		if err := b.store.Refuse(ctx, in.period.String(), v.File, store.Hash(a.body), v.Problem.ID); err != nil {
			return b.stored(err)
		}
		return b.stored(b.store.KeepVerdict(ctx, in.line(v)))
	}
	rec := &store.Received{Return: a.ret, FileName: v.File, Body: a.body, State: store.Draft,
		Findings: v.Findings, Catalogue: b.rules(), Figures: a.figures, Told: func(kept store.Stored) store.VerdictLine {
			if kept.Mended {
				return store.VerdictLine{} // known only from what is stored
			}
			told := *v
			told.keptAs(kept)
			return in.line(&told)
		}}
	if v.Verdict == VerdictAccepted {
		rec.State = store.Accepted
	}
	if a.mapping != nil {
		var err error
		if rec.Mapping, err = b.keepRuling(ctx, a); err != nil {
			return err
		}
	}
	if a.from != nil {
		if done, err := b.keepCarried(ctx, in, a, rec); err != nil || done {
			return err
		}
	}
	kept, err := b.store.Save(ctx, rec)
	if err != nil {
		return b.stored(err)
	}
	v.keptAs(kept)
	a.back = rec.State == store.Returned
	if !kept.Same {
		if err := b.logUnlocked(ctx, a); err != nil {
			return err
		}
	}
	if !kept.Mended {
		return nil
	}
	found, err := b.store.Findings(ctx, kept.ID) // what was typed over it here still holds
	if err != nil {
		return b.stored(err)
	}
	v.judge(found)
	return b.stored(b.store.KeepVerdict(ctx, in.line(v)))
}

// keptAs notes where the file was kept; the very file again changes nothing.
func (v *Verdict) keptAs(kept store.Stored) {
	v.Version, v.Same = kept.Version, kept.Same
	if v.Same {
		v.Changes = nil
	}
}

// findTwins groups arrivals by the fingerprint of their figures.
func findTwins(arrivals []*arrival) map[string][]*arrival {
	by := map[string][]*arrival{}
	for _, a := range arrivals {
		if a != nil && a.ret != nil && a.figures != "" {
			by[a.figures] = append(by[a.figures], a)
		}
	}
	return by
}

// twinsOf are the other units' files in this batch with the same figures, or most of them (check T5).
func (c *company) twinsOf(a *arrival) map[string]string {
	out := map[string]string{}
	for _, o := range c.twins[a.figures] {
		if o != a && o.ret.Unit != a.ret.Unit {
			out[o.verdict.File] = o.ret.UnitName
		}
	}
	for file, how := range c.copies[a] {
		out[file] = how
	}
	return out
}

func bugOf(bug any) error { return fmt.Errorf("bug: %v", bug) }

func (o *Office) today() ntm.Date {
	now := o.cfg.Now()
	return ntm.NewDate(now.Year(), int(now.Month()), now.Day())
}
