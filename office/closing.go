package office

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"bieuxa/ntm"
	"bieuxa/store"
)

// Closing is how far a period is from being closed, or that it is.
type Closing struct {
	Period      ntm.Period
	Closed      bool
	At          string // RFC 3339: when it was last closed or opened again; empty: never
	Who         string
	Because     string
	Under       []ntm.Period   // longer periods that are closed and hold this one closed with them
	History     []ClosingEvent // oldest first
	Expected    int
	Reported    int // units that are counted
	Open        []OpenUnit
	Totals      []ntm.Finding // totals that do not come out the same both ways: the period cannot be closed
	OpenMonths  []ntm.Period  // of a longer period: its months that are not closed
	BookLocked  bool          // the book is open for reading only
	OverdueDays int           // days since the period's last day; negative: it has not ended
}

// ClosingEvent is one closing or reopening.
type ClosingEvent struct{ Verb, At, Who, Because string }

// OpenUnit is a unit whose return is not settled.
type OpenUnit struct {
	Unit     ntm.Unit
	Standing Standing
	Counts   store.Counts
	Counted  int // version that is counted all the same; 0: none
}

// Writable tells that nothing closed keeps the period's returns from being changed.
func (c *Closing) Writable() bool { return !c.Closed && len(c.Under) == 0 && !c.BookLocked }

// Closing tells whether the period is closed, since when and why, and what is still open.
func (b *Book) Closing(ctx context.Context, p ntm.Period) (*Closing, error) {
	ru, err := b.RollUp(ctx, p)
	if err != nil {
		return nil, err
	}
	return b.closingOf(ctx, ru)
}

// MonthEnd is Closing and Moved together: the figures are rolled up once.
func (b *Book) MonthEnd(ctx context.Context, p ntm.Period) (*Closing, *Moved, error) {
	ru, err := b.RollUp(ctx, p)
	if err != nil {
		return nil, nil, err
	}
	c, err := b.closingOf(ctx, ru)
	if err != nil {
		return nil, nil, err
	}
	m, err := b.movedOf(ctx, ru)
	return c, m, err
}

func (b *Book) closingOf(ctx context.Context, ru *ntm.RollUp) (*Closing, error) {
	c := &Closing{Period: ru.Period, BookLocked: b.store.ReadOnly(), OverdueDays: ru.To.DaysUntil(b.o.today())}
	if err := b.closings(ctx, c); err != nil {
		return nil, err
	}
	var err error
	c.Reported, c.Expected = ru.Count(ntm.Every)
	for i := range ru.Findings {
		if ru.Findings[i].Severity == ntm.Block {
			c.Totals = append(c.Totals, ru.Findings[i])
		}
	}
	c.Open, err = b.openUnits(ctx, ru)
	return c, err
}

func (b *Book) closings(ctx context.Context, c *Closing) error {
	all, err := b.store.Closings(ctx, c.Period.String())
	if err != nil {
		return b.stored(err)
	}
	for _, x := range all {
		c.History = append(c.History, ClosingEvent{x.Verb, x.At, x.Who, x.Because})
		c.Closed, c.At, c.Who, c.Because = x.Verb == store.VerbClose, x.At, x.Who, x.Because
	}
	closed, err := b.closedPeriods(ctx)
	if err != nil {
		return err
	}
	for _, q := range closed {
		if b.holds(q, c.Period) {
			c.Under = append(c.Under, q)
		}
	}
	for _, month := range b.monthsOf(c.Period) {
		if !slices.Contains(closed, month) {
			c.OpenMonths = append(c.OpenMonths, month)
		}
	}
	return nil
}

// closedPeriods are the periods closed at present.
func (b *Book) closedPeriods(ctx context.Context) ([]ntm.Period, error) {
	names, err := b.store.Closed(ctx)
	if err != nil {
		return nil, b.stored(err)
	}
	var out []ntm.Period
	for _, s := range names {
		if p, err := ntm.ParsePeriod(s); err == nil {
			out = append(out, p)
		}
	}
	return out, nil
}

// holds tells that the figures of the longer period are made from the shorter one.
func (b *Book) holds(long, short ntm.Period) bool {
	if long == short {
		return false
	}
	months := b.monthsOf(long)
	if short.Kind == ntm.Month {
		return slices.Contains(months, short)
	}
	return false // a quarter's own returns are in no longer period: that is made from the months
}

// open is the guard of every verb that writes to a period: the book can be written to, and the period is
// not closed, neither itself nor with a longer one that is made from it.
func (b *Book) open(ctx context.Context, p ntm.Period) error {
	if err := b.writable(); err != nil {
		return err
	}
	closed, err := b.closedPeriods(ctx)
	if err != nil {
		return err
	}
	for _, q := range closed {
		if q == p || b.holds(q, p) {
			_, at, err := b.store.ClosedTotals(ctx, q.String())
			if err != nil {
				return b.stored(err)
			}
			return problem(ProblemClosed, nil, "period", q.VN(), "at", receivedOn(at).VN())
		}
	}
	return nil
}

// counted tells whether a version was counted when a period was closed. It stays as it is then, also after
// the period was opened again: a correction is a new version.
func (b *Book) counted(ctx context.Context, id int64) (bool, error) {
	is, err := b.store.Counted(ctx, id)
	return is, b.stored(err)
}

// openUnits are the expected units whose newest return is not settled, or for a longer period those that
// have no figures.
func (b *Book) openUnits(ctx context.Context, ru *ntm.RollUp) ([]OpenUnit, error) {
	bd, err := b.Board(ctx, ru.Period)
	if err != nil {
		return nil, err
	}
	reported := map[string]bool{}
	for _, l := range ru.Lines {
		reported[l.Unit.Code] = l.Reported() && len(l.Gaps) == 0
	}
	var out []OpenUnit
	for i := range bd.Lines {
		l := &bd.Lines[i]
		switch {
		case l.Standing == StandingExcluded || l.Standing == StandingClean:
			continue
		case l.Standing == StandingMissing && reported[l.Unit.Code]:
			continue // its months stand for it
		}
		out = append(out, OpenUnit{l.Unit, l.Standing, l.Counts, l.Counted})
	}
	return out, nil
}

// ClosePeriod closes a period: its returns are not written to any more. The totals must come out the same both
// ways. Units that are still open do not hinder it if the reason names each of them.
func (b *Book) ClosePeriod(ctx context.Context, p ntm.Period, because string) error {
	if err := b.reasoned(because); err != nil {
		return err
	}
	ru, err := b.RollUp(ctx, p)
	if err != nil {
		return err
	}
	c, err := b.closingOf(ctx, ru)
	if err != nil {
		return err
	}
	switch {
	case c.Closed:
		return problem(ProblemClosed, nil, "period", p.VN(), "at", receivedOn(c.At).VN())
	case len(c.Totals) > 0:
		return problem(ProblemTotals, nil, "finding", b.words.Text(c.Totals[0]))
	}
	if left := c.Unnamed(because); len(left) > 0 {
		return problem(ProblemUnnamed, nil, "period", p.VN(), "names", strings.Join(left, ", "))
	}
	ids, err := b.countedIn(ctx, ru)
	if err != nil {
		return err
	}
	return b.stored(b.store.AddClosing(ctx, store.Closing{Period: p.String(), Verb: store.VerbClose, Because: strings.TrimSpace(because),
		Totals: b.digest(ru).JSON(), Returns: ids}))
}

// Unnamed are the open units that the reason does not name, by their name or their code.
func (c *Closing) Unnamed(because string) []string {
	words := strings.FieldsFunc(ntm.Plain(because), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	text := " " + strings.Join(words, " ") + " "
	units := slices.Clone(c.Open)
	slices.SortStableFunc(units, func(a, b OpenUnit) int { return len(b.Unit.Short()) - len(a.Unit.Short()) })
	named := map[string]bool{}
	for _, u := range units { // the longest first: «Phú Xuân» does not name «Xuân»
		for _, name := range []string{ntm.Plain(u.Unit.Short()), u.Unit.Code} {
			if strings.Contains(text, " "+name+" ") {
				named[u.Unit.Code] = true
				text = strings.ReplaceAll(text, " "+name+" ", " , ")
			}
		}
	}
	var out []string
	for _, u := range c.Open {
		if !named[u.Unit.Code] {
			out = append(out, u.Unit.Name)
		}
	}
	return out
}

// countedIn are the ids of the versions a roll-up is made from.
func (b *Book) countedIn(ctx context.Context, ru *ntm.RollUp) ([]int64, error) {
	periods := append([]ntm.Period{ru.Period}, b.monthsOf(ru.Period)...)
	in := map[string]bool{}
	for _, l := range ru.Lines {
		in[l.Unit.Code] = true
	}
	for code := range ru.Self {
		in[code] = true
	}
	var out []int64
	for _, p := range periods {
		official, err := b.store.Official(ctx, p.String())
		if err != nil {
			return nil, b.stored(err)
		}
		for code, v := range official {
			if in[code] {
				out = append(out, v.ID)
			}
		}
	}
	slices.Sort(out)
	return out, nil
}

// ReopenPeriod opens a closed period again, with a written reason.
func (b *Book) ReopenPeriod(ctx context.Context, p ntm.Period, because string) error {
	if err := b.reasoned(because); err != nil {
		return err
	}
	closed, err := b.closedPeriods(ctx)
	if err != nil {
		return err
	}
	if !slices.Contains(closed, p) {
		return problem(ProblemNotClosed, nil, "period", p.VN())
	}
	for _, q := range closed {
		if b.holds(q, p) {
			_, at, err := b.store.ClosedTotals(ctx, q.String())
			if err != nil {
				return b.stored(err)
			}
			return problem(ProblemClosed, nil, "period", q.VN(), "at", receivedOn(at).VN())
		}
	}
	return b.stored(b.store.AddClosing(ctx, store.Closing{Period: p.String(), Verb: store.VerbReopen, Because: strings.TrimSpace(because)}))
}

// asClosed lets a closed period count criteria as it did when it was closed, whatever the office chose since.
func (b *Book) asClosed(ctx context.Context, p ntm.Period, s *ntm.Settings) error {
	closed, err := b.closedPeriods(ctx)
	if err != nil || !slices.Contains(closed, p) {
		return err
	}
	text, _, err := b.store.ClosedTotals(ctx, p.String())
	if err != nil {
		return b.stored(err)
	}
	d, err := ParseDigest(text)
	s.BasicallyMetCounts = d.Basic
	return b.stored(err)
}
