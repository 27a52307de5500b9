package office

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"bieuxa/disk"
	"bieuxa/ntm"
	"bieuxa/store"
)

// Clerk is a commune's workbook opened at the clerk's door, in the commune's own book: the same rules as
// at the office, and a memory of the months before.
type Clerk struct {
	Book    *Book
	Period  ntm.Period
	Unit    string // GSO code
	Verdict Verdict
}

// OpenReturn opens a commune's workbook to be checked and mended. It finds out by the file whose it is and
// for which month, and takes it into the commune's own book, which is made when there is none. The workbook
// itself is not written to.
func (o *Office) OpenReturn(ctx context.Context, path string) (*Clerk, error) {
	if err := o.ready(); err != nil {
		return nil, err
	}
	if st, err := os.Stat(path); err == nil && st.IsDir() {
		return nil, problem(ProblemFolderAtClerk, nil, "path", path)
	}
	a := newReception(o, nil, nil).read(ctx, &source{path: path, name: shownName(path)})[0]
	if a.verdict.Problem != nil {
		return nil, a.verdict.Problem
	}
	unit, p := a.place.unit.Unit, a.place.month.period
	b, err := o.communeBook(ctx, unit, a.place.month)
	if err != nil {
		return nil, err
	}
	c := &Clerk{Book: b, Period: p, Unit: unit.Code}
	if ro, _ := b.ReadOnly(); ro { // another window has it: look, do not touch
		if _, err := b.latest(ctx, p, unit.Code); err != nil {
			_ = b.Close()
			return nil, b.writable()
		}
		return c, nil
	}
	verdicts, err := b.Import(ctx, p, []string{path}, nil)
	if err == nil && verdicts[0].Problem != nil {
		err = verdicts[0].Problem
	}
	if err != nil {
		_ = b.Close()
		return nil, err
	}
	c.Verdict = verdicts[0]
	return c, nil
}

// communeBook opens the commune's own book, or makes it.
func (o *Office) communeBook(ctx context.Context, u ntm.Unit, m *month) (*Book, error) {
	home := o.Home()
	if home == "" {
		return nil, problem(ProblemHome, nil)
	}
	dir := filepath.Join(home, communeFolder)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, problem(ProblemFolder, err, "path", dir)
	}
	// By code and name: a commune formed by a merger may carry on a code of another.
	path := filepath.Join(dir, disk.Name(u.Code+" "+u.Name, bookExt))
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return o.Create(ctx, path, NewBook{Parent: u.Code, On: m.to, Office: committee(u), FormSet: m.ownForms(o)})
	}
	b, err := o.OpenBook(ctx, path, false)
	if err != nil {
		return nil, err
	}
	if err := b.followForms(ctx, m); err != nil {
		_ = b.Close()
		return nil, err
	}
	return b, nil
}

// ownForms is the set of forms that a month's returns were made for, as a book keeps it.
func (m *month) ownForms(o *Office) string {
	if m.forms == o.forms.Usual() {
		return ""
	}
	return m.forms.ID
}

// followForms lets a commune's own book take the return that its office asks for in the period: nobody there chose a
// set of forms.
func (b *Book) followForms(ctx context.Context, m *month) error {
	own := m.ownForms(b.o)
	if now, err := b.FormSet(m.period); err != nil || own == "" || now == m.forms || b.writable() != nil {
		return err
	}
	s := b.Settings()
	s.FormSet = own
	return b.SaveSettings(ctx, s)
}

// Send writes the commune's workbook as it is to be sent up, corrections and explanations in it, and fixes
// it from then on: what was sent is what the book shows. A return with errors or with open warnings is not
// sent. It returns the path written.
func (b *Book) Send(ctx context.Context, p ntm.Period, unit, path string) error {
	pp, err := b.openPaper(ctx, p, unit)
	if err != nil {
		return err
	}
	found, err := b.store.Findings(ctx, pp.version.ID)
	if err != nil {
		return b.stored(err)
	}
	if block, open, _ := ntm.CountBySeverity(found); block > 0 || open > 0 {
		return problem(ProblemNotClean, nil, "block", itoa(block), "explain", itoa(open))
	}
	if err := b.writeMended(ctx, pp, path); err != nil {
		return err
	}
	return b.stored(b.store.MarkSent(ctx, pp.version, true))
}

// Unsend lets a return that was saved for sending be worked on again.
func (b *Book) Unsend(ctx context.Context, p ntm.Period, unit, because string) error {
	if err := b.reasoned(because); err != nil {
		return err
	}
	v, err := b.latest(ctx, p, unit)
	if err != nil {
		return err
	}
	if err := b.store.MarkSent(ctx, v, false); err != nil {
		return b.stored(err)
	}
	return b.stored(b.store.Log(ctx, store.Event{Verb: "unsend", Unit: unit, Period: p.String(), Detail: because}))
}
