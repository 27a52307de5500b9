package office

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"bieuxa/disk"
	"bieuxa/ntm"
	"bieuxa/store"
)

// SendBack sends a unit's newest return of the period back for mending, with a written reason. It is
// in no total from then on; a mended file comes in as a new version.
func (b *Book) SendBack(ctx context.Context, p ntm.Period, unit, because string) error {
	if err := errors.Join(b.open(ctx, p), b.reasoned(because)); err != nil {
		return err
	}
	v, err := b.latest(ctx, p, unit)
	if err != nil {
		return err
	}
	return b.stored(b.store.SendBack(ctx, v, strings.TrimSpace(because)))
}

// Exclude leaves a unit out of a period with a written reason: dissolved, split, merged. It is named
// with the reason wherever totals are shown. include takes it in again.
func (b *Book) Exclude(ctx context.Context, p ntm.Period, unit, because string, include bool) error {
	if err := b.open(ctx, p); err != nil {
		return err
	}
	if !include {
		if err := b.reasoned(because); err != nil {
			return err
		}
	}
	m, err := b.period(ctx, p)
	if err != nil {
		return err
	}
	if _, ok := m.byCode[unit]; !ok {
		return problem(ProblemUnit, nil, "code", unit, "name", unit, "period", p.VN(), "why", whyNot(b.units, unit, "", m.to))
	}
	reason := strings.TrimSpace(because)
	if include {
		reason = ""
	}
	return b.stored(b.store.Exclude(ctx, unit, p.String(), reason))
}

// reasoned refuses a verb that needs a reason and has none.
func (b *Book) reasoned(because string) error {
	if err := b.writable(); err != nil {
		return err
	}
	if strings.TrimSpace(because) == "" {
		return problem(ProblemReason, nil)
	}
	return nil
}

// SetDays gives a period its first and last day, in place of the book's rule for the cut-off.
func (b *Book) SetDays(ctx context.Context, p ntm.Period, from, to ntm.Date) error {
	if err := b.open(ctx, p); err != nil {
		return err
	}
	if from.After(to) {
		return problem(ProblemPeriod, nil, "period", from.VN()+" – "+to.VN())
	}
	meta := b.meta
	free := map[string][2]ntm.Date{p.String(): {from, to}}
	for name, days := range b.meta.Cut.Free {
		if name != p.String() {
			free[name] = days
		}
	}
	meta.Cut.Free = free
	if err := b.store.SetMeta(ctx, meta); err != nil {
		return b.stored(err)
	}
	if err := b.store.Log(ctx, store.Event{Verb: "days", Period: p.String(), Detail: from.VN() + " – " + to.VN()}); err != nil {
		return b.stored(err)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.meta = meta
	delete(b.months, p.String())
	return nil
}

// Original writes the file a unit sent for the period, unaltered, into a folder and returns its path:
// the version that counts, or the newest if none does.
func (b *Book) Original(ctx context.Context, p ntm.Period, unit, dir string) (string, error) {
	official, err := b.store.Official(ctx, p.String())
	if err != nil {
		return "", b.stored(err)
	}
	v, ok := official[unit]
	if !ok {
		if v, err = b.latest(ctx, p, unit); err != nil {
			return "", err
		}
	}
	name, body, err := b.store.File(ctx, v.File)
	if err != nil {
		return "", b.stored(err)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", problem(ProblemFolder, err, "path", dir)
	}
	ending := filepath.Ext(name)
	path := filepath.Join(dir, disk.Name(strings.TrimSuffix(filepath.Base(name), ending), ending))
	if _, err := os.Lstat(path); err == nil {
		return "", problem(ProblemBookExists, nil, "path", path)
	}
	return path, writeBeside(path, func(w io.Writer) error {
		_, err := w.Write(body)
		return err
	})
}

// Traced is one figure of the roll-up with the cells it was made from.
type Traced struct {
	Table, Row, Column string
	ntm.Figure
	Statuses []TracedStatus // for a status column
}

// TracedStatus is what one unit states of a criterion.
type TracedStatus struct {
	Unit   string
	Status ntm.Status
	Place  ntm.Place
}

// Trace answers «từ đâu?»: the cells behind a figure named table/row/column, or table/column for a
// list.
func (b *Book) Trace(ctx context.Context, p ntm.Period, figure string) (*Traced, error) {
	ru, err := b.RollUp(ctx, p)
	if err != nil {
		return nil, err
	}
	parts := strings.Split(figure, "/")
	t, ok := ru.Def.Table(parts[0])
	if !ok || len(parts) < 2 || len(parts) > 3 || t.Col(parts[len(parts)-1]) < 0 {
		return nil, problem(ProblemFigure, nil, "figure", figure)
	}
	out := &Traced{Table: parts[0], Column: parts[len(parts)-1]}
	if len(parts) == 2 {
		out.Figure = ru.SumList(out.Table, out.Column, ntm.Every)
		return out, nil
	}
	out.Row = parts[1]
	if t.Columns[t.Col(out.Column)].Type != ntm.TypeStatus {
		out.Figure = ru.Sum(out.Table, out.Row, out.Column, ntm.Every)
		return out, nil
	}
	for _, l := range ru.Lines {
		if e, ok := l.Now.Entry(out.Table, out.Row, out.Column); ok {
			out.Statuses = append(out.Statuses, TracedStatus{l.Unit.Code, ntm.StatusOf(e.Value), e.Place})
		}
	}
	return out, nil
}
