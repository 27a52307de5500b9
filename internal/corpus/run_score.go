package corpus

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"bieuxa/ntm"
	"bieuxa/office"
)

// Score reads every file of the corpus with the program and tells how each fared. done is called after each; it may be
// nil.
func (c *Corpus) Score(ctx context.Context, done func(i, n int)) (*Table, error) {
	o, err := OpenOffice()
	if err != nil {
		return nil, err
	}
	scratch, err := os.MkdirTemp("", "corpus")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(scratch)
	t := newTable()
	n := 0
	for _, d := range c.Districts {
		b, err := d.open(ctx, o, c.Dir, scratch)
		if err != nil {
			return nil, fmt.Errorf("book of %s: %w", d.ID, err)
		}
		for i := range c.Files {
			f := &c.Files[i]
			if f.District != d.ID {
				continue
			}
			v, r, err := c.read(ctx, b, d, f)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", f.File, err)
			}
			t.add(c.judge(f, v, r))
			if n++; done != nil {
				done(n, len(c.Files))
			}
		}
		if err := c.roster(ctx, b, d, t); err != nil {
			return nil, err
		}
		if err := b.Close(); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// read hands a file in as the office does, with those that came at the same time.
func (c *Corpus) read(ctx context.Context, b *office.Book, d *District, f *File) (verdict *office.Verdict, r *ntm.Return, err error) {
	p, err := ntm.ParsePeriod(d.Period)
	if err != nil {
		return nil, nil, err
	}
	path := filepath.Join(c.Dir, f.File)
	paths := []string{path}
	for _, w := range f.With {
		paths = append(paths, filepath.Join(c.Dir, w))
	}
	err = b.Look(ctx, &p, paths, func(v *office.Verdict, ret *ntm.Return) {
		if v.Path == path {
			keep := *v
			verdict, r = &keep, ret
		}
	})
	if err == nil && verdict == nil {
		err = fmt.Errorf("no verdict")
	}
	return verdict, r, err
}

// roster hands in the clean returns of the district but the first, and asks who is missing: fault 21.
func (c *Corpus) roster(ctx context.Context, b *office.Book, d *District, t *Table) error {
	p, err := ntm.ParsePeriod(d.Period)
	if err != nil {
		return err
	}
	var paths []string
	var absent string
	for i := range c.Files {
		f := &c.Files[i]
		if f.Part != "clean" || f.District != d.ID {
			continue
		}
		if absent == "" {
			absent = f.Base[len(d.ID)+1:]
			continue
		}
		paths = append(paths, filepath.Join(c.Dir, f.File))
	}
	if len(paths) == 0 || len(absent) != 5 { // districts file if they like
		return nil
	}
	if _, err := b.Import(ctx, p, paths, nil); err != nil {
		return err
	}
	board, err := b.Board(ctx, p)
	if err != nil {
		return err
	}
	for _, h := range []string{"tuning", "reported"} {
		f := &File{File: d.ID, Part: "single", Half: h, Faults: []Injected{{Fault: 21, Variant: "không nộp"}}}
		out := Outcome{File: f, Found: []bool{false}}
		for _, l := range board.Lines {
			out.Found[0] = out.Found[0] || l.Unit.Code == absent && l.Standing == office.StandingMissing
		}
		if !out.Found[0] {
			out.Slips = []Slip{{Kind: "missed", File: d.ID, Fault: 21, Variant: "không nộp", Want: absent + " chưa nộp"}}
		}
		t.add(out)
	}
	return nil
}
