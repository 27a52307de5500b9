package office

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"

	"bieuxa/ntm"
	"bieuxa/store"
	"bieuxa/xlsx"
)

// Verdict is what became of one file: every file in gives exactly one.
type Verdict struct {
	Path     string
	File     string
	Unit     string
	UnitName string
	Period   string
	Set      string
	Verdict  string // accepted, draft, refused
	Problem  *Problem
	Version  int
	Same     bool // the very file was stored before
	Changes  []Change

	Submission *Submitted // of a workbook from below that carries returns; nil: of a return
	Findings   []ntm.Finding

	Block, Explain, Note int
}

// Verdicts of a file.
const (
	VerdictAccepted = "accepted"
	VerdictDraft    = "draft"
	VerdictRefused  = "refused"
)

// arrival is a file on its way in.
type arrival struct {
	verdict  Verdict
	body     []byte
	identity xlsx.Identity
	place    *desk      // nil if the file was refused
	scope    *ntm.Scope // of a return that is examined again: what its checks looked at
	ret      *ntm.Return
	figures  string
	carried  []xlsx.Carried // explanations that came with it
	version  int            // of a return that the book has kept and that is examined again; 0: a file on its way in
	received ntm.Date       // the day it came; zero: today
	from     *incoming      // the submission it is carried in; nil: it came by itself
	one      *bundled
	edits    []store.Edit // made below
	came     string       // SHA-256 of the encrypted file that body was in; empty: body is the file
	back     bool         // it was sent back from here, and came as it was
	mapping  *laid        // the mapping it was read with; nil: by the template's headings
	misfit   *Problem     // why the mapping that nearly fits does not
	only     string       // of a file of several units: the one that is asked for; "": all
}

// formsProducer is what a workbook of forms says it was written by, as long as nobody has saved it again.
const formsProducer = "Biểu Xã"

// desk is where a return is examined: its month, unit, criteria set and definition.
type desk struct {
	month *month
	unit  *store.Member
	*filing
}

// reception turns files into returns, for a book or without one.
type reception struct {
	o      *Office
	b      *Book       // nil: check without a book
	period *ntm.Period // nil: as the file says

	mu     sync.Mutex
	alone  map[string]*month       // months of files checked without a book
	before map[ntm.Period]*history // what the book knows, by the period that is received
	rules  *[]*ruling              // mappings that the book remembers; nil: not read yet
	given  *ruling                 // the mapping that the files are to be read with; nil: as the book remembers
}

func newReception(o *Office, b *Book, p *ntm.Period) *reception {
	return &reception{o: o, b: b, period: p, alone: map[string]*month{}, before: map[ntm.Period]*history{}}
}

// past is what the book knew of the units before the period's files came in; nil without a book.
func (rc *reception) past(p ntm.Period) *history {
	if rc.b == nil {
		return nil
	}
	rc.mu.Lock()
	defer rc.mu.Unlock()
	h, ok := rc.before[p]
	if !ok {
		h = newHistory(rc.b, p)
		rc.before[p] = h
	}
	return h
}

// fileProblem says why a file of that name could not be read.
func fileProblem(name string, err error) *Problem {
	var p *Problem
	var bad *xlsx.ProblemError
	if errors.As(err, &bad) {
		p = &Problem{ID: bad.ID, Facts: bad.Facts, Err: bad}
	} else {
		p = AsProblem(err)
	}
	if p.Facts == nil {
		p.Facts = map[string]string{}
	}
	p.Facts["file"] = name
	return p
}

func (rc *reception) refuse(a *arrival, err error) *arrival {
	p := fileProblem(a.verdict.File, err)
	a.verdict.Verdict, a.verdict.Problem = VerdictRefused, p
	a.ret = nil
	return a
}

// read takes one file in: guard, identity, binding. It never fails; a file that cannot be read is an
// arrival with a problem. A file of several units gives one arrival for each.
func (rc *reception) read(ctx context.Context, src *source) (all []*arrival) {
	a := &arrival{verdict: Verdict{Path: src.path, File: src.name}, from: src.from, one: src.one, edits: src.edits, only: src.only}
	defer func() {
		if bug := recover(); bug != nil {
			all = []*arrival{rc.refuse(a, bugOf(bug))}
		}
	}()
	wb := rc.open(ctx, src, a)
	if wb == nil {
		return []*arrival{a}
	}
	l, err := rc.lay(ctx, a, wb)
	switch {
	case err != nil:
		return []*arrival{rc.refuse(a, err)}
	case l != nil:
		return rc.mapped(ctx, a, l)
	}
	return []*arrival{rc.bind(ctx, a, wb)}
}

// open reads the workbook of a file and says whose it is; nil if it cannot be read, which the arrival tells then.
func (rc *reception) open(ctx context.Context, src *source, a *arrival) *xlsx.Workbook {
	body, err := src.body()
	if err != nil {
		if bd := src.bundle(); bd != nil {
			a.verdict.Unit, a.verdict.UnitName = bd.Parent, bd.Name
		}
		a.from = nil // of a submission that is not taken in there is no more to tell
		rc.refuse(a, err)
		return nil
	}
	if err := a.opened(ctx, body); err != nil {
		rc.refuse(a, err)
		return nil
	}
	wb, err := xlsx.Read(a.verdict.File, a.body, xlsx.DefaultLimits())
	if err == nil {
		wb, err = wb.With(inputs(a.edits))
	}
	if err != nil {
		rc.refuse(a, err)
		return nil
	}
	a.identity = xlsx.Identify(wb, rc.o.lexicon)
	if a.carried = xlsx.CarriedIn(wb); a.one != nil {
		a.carried = append(a.carried, carriedExplanations(a.one)...)
	}
	for _, code := range []*string{&a.identity.Unit, &a.identity.Stated.Unit} {
		*code = withZeros(*code)
	}
	return wb
}

// bind reads the return by the template's headings.
func (rc *reception) bind(ctx context.Context, a *arrival, wb *xlsx.Workbook) *arrival {
	var err error
	if a.place, err = rc.desk(ctx, a); err != nil {
		unsaid := a.identity.Unit == "" && a.identity.UnitName == ""
		switch {
		case unsaid && strings.HasPrefix(wb.Producer, formsProducer):
			a.verdict.Findings, a.verdict.Block = nil, 0
			err = problem(ProblemSubmissionEmpty, err)
		case unsaid && homemade(a, wb):
			a.verdict.Findings, a.verdict.Block = nil, 0
			err = unknownLayout(a)
		}
		rc.refuse(a, err)
		if kind := wb.Container.OneSheet(); kind != "" {
			a.verdict.Problem.Facts["single"] = kind
		}
		return a
	}
	if a.ret, err = a.place.binder.Read(wb, a.verdict.File); err != nil {
		return rc.refuse(a, err)
	}
	if homemade(a, wb) {
		return rc.refuse(a, unknownLayout(a))
	}
	rc.sign(a)
	return a
}

// sign notes whose return it is and of which month.
func (rc *reception) sign(a *arrival) {
	d := a.place
	a.ret.Unit, a.ret.UnitName, a.ret.Period, a.ret.Set = d.unit.Code, d.unit.Name, d.month.period, d.month.set.ID
	a.ret.File, a.ret.Hash = a.verdict.File, store.Hash(a.body)
	a.figures = fingerprint(a.ret)
	a.verdict.Unit, a.verdict.UnitName = d.unit.Code, d.unit.Name
	a.verdict.Period, a.verdict.Set = d.month.period.String(), d.month.set.Base
}

// desk finds the month, the unit and the definition for a file by its identity.
func (rc *reception) desk(ctx context.Context, a *arrival) (*desk, error) {
	m, err := rc.monthOf(ctx, a)
	if err != nil {
		return nil, err
	}
	unit, err := rc.unitOf(a, m)
	if err != nil {
		return nil, err
	}
	f, err := rc.o.filingOf(m, unit.Level, unit.Kind)
	if err != nil {
		return nil, err
	}
	return &desk{m, unit, f}, nil
}

func (rc *reception) monthOf(ctx context.Context, a *arrival) (*month, error) {
	want := rc.period
	if a.one != nil {
		p, err := ntm.ParsePeriod(a.one.Period)
		if err != nil {
			return nil, problem(ProblemPeriod, err, "period", a.one.Period)
		}
		want = &p
	}
	if want != nil && rc.b != nil {
		return rc.b.period(ctx, *want)
	}
	p, err := ntm.ParsePeriodVN(a.identity.Period)
	if want != nil {
		p, err = *want, nil
	}
	if err != nil {
		return nil, problem(ProblemPeriod, err, "period", a.identity.Period)
	}
	if rc.b != nil {
		return rc.b.period(ctx, p)
	}
	from, to, err := ntm.Cut{}.Days(p)
	if err != nil {
		return nil, problem(ProblemPeriod, err, "period", p.String())
	}
	if want == nil && !a.identity.To.IsZero() && !a.identity.From.IsZero() {
		from, to = a.identity.From, a.identity.To
	}
	base, _, _ := strings.Cut(a.identity.Set, "+")
	units, err := rc.o.units()
	if err != nil {
		return nil, err
	}
	province := ""
	if u, ok := units.Find(a.identity.Unit, to); ok {
		province = provinceOf(units, u, to)
	}
	var overlays []ntm.Overlay
	if strings.Contains(a.identity.Set, "+") {
		overlays = rc.o.criteria.Overlays()
	}
	if _, ok := rc.o.criteria.Set(base); !ok {
		base = ""
	}
	set, err := rc.o.setFor(base, province, to, overlays)
	if err != nil {
		return nil, err
	}
	rc.mu.Lock()
	defer rc.mu.Unlock()
	forms := rc.o.formSetOf(a.identity.Definition, p, to)
	key := fmt.Sprint(p, from, to, set.ID, forms.ID)
	m, ok := rc.alone[key]
	if !ok {
		m = &month{period: p, from: from, to: to, set: set, forms: forms, returns: rc.o.returnsOf(forms), filing: map[filer]*filing{}}
		rc.alone[key] = m
	}
	return m, nil
}
