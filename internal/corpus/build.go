package corpus

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
)

// Plan says what is to be made.
type Plan struct {
	Dir    string
	Seed   uint64
	Quick  bool     // few returns, every variant once, nothing that needs another program
	Copies int      // files of each variant alone
	Mixed  int      // files with faults drawn by their shares
	Others []string // programs that save files again: openpyxl, libreoffice, sheetjs, gnumeric
}

// made is a file on its way to the disk.
type made struct {
	line File
	doc  *Doc
	body []byte
}

// maker writes a corpus.
type maker struct {
	Plan
	districts []*District
	faults    []Fault
	seq       int
	truth     []File
	resave    []job
	Skipped   []string // variants that no return has a place for
}

// Make writes the corpus: clean, single and mixed files, truth.jsonl, values.jsonl and districts.json. The same plan
// gives the same files, as far as the programs that save again do.
func Make(ctx context.Context, plan Plan) error {
	if err := os.RemoveAll(plan.Dir); err != nil {
		return err
	}
	c, err := NewCatalogues()
	if err != nil {
		return err
	}
	m := &maker{Plan: plan, faults: Faults()}
	if m.districts, err = c.districts(plan.Quick); err != nil {
		return err
	}
	returns := 15
	if plan.Quick {
		returns = 3
	}
	for _, d := range m.districts {
		if err := d.fill(plan.Dir, returns); err != nil {
			return err
		}
	}
	for _, step := range []func(context.Context) error{m.clean, m.single, m.mixed, m.others} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return m.record()
}

// districts are the offices of the corpus.
func (c *Catalogues) districts(quick bool) ([]*District, error) {
	out := []*District{c.quanHoa("2020-05", "2020-03", "2020-04")}
	if !quick {
		out = []*District{c.quanHoa("2020-05", "2020-01", "2020-02", "2020-03", "2020-04"), c.quanHoa("2020-09", "2020-06", "2020-07", "2020-08")}
		other, err := c.otherCommunes("386", "2020-05", "2020-03", "2020-04")
		if err != nil {
			return nil, err
		}
		out = append(out, other)
	}
	later, err := c.of2022("2022-05", "2022-03", "2022-04")
	if err != nil {
		return nil, err
	}
	half, err := c.of2026()
	if err != nil {
		return nil, err
	}
	huyen, err := c.ofDistricts()
	if err != nil {
		return nil, err
	}
	return append(out, later, half, huyen), nil
}

// bases are all clean returns.
func (m *maker) bases() []*Base {
	var out []*Base
	for _, d := range m.districts {
		out = append(out, d.Bases...)
	}
	return out
}

// clean puts the clean returns in.
func (m *maker) clean(context.Context) error {
	for i, b := range m.bases() {
		d, err := newDoc(b)
		if err != nil {
			return err
		}
		if err := m.write(made{m.line("clean", uint64(i), d), d, b.Body}); err != nil {
			return err
		}
	}
	return nil
}

// half tells the two halves apart: even seeds are for tuning, odd ones are only reported.
func half(seed uint64) string {
	if seed%2 == 0 {
		return "tuning"
	}
	return "reported"
}

func (m *maker) line(part string, seed uint64, d *Doc) File {
	return File{Part: part, Half: half(seed), Seed: seed, Base: d.ID, District: d.District.ID, Producer: "excelize"}
}

// single makes every variant alone.
func (m *maker) single(ctx context.Context) error {
	bases := m.bases()
	for _, f := range m.faults {
		for i, v := range f.Variants {
			for n := range m.Copies {
				if !m.can(v) {
					continue
				}
				if err := ctx.Err(); err != nil {
					return err
				}
				seed := m.Seed<<20 | uint64(f.No)<<12 | uint64(i)<<4 | uint64(n+i)%16
				r := rand.New(rand.NewPCG(seed, uint64(f.No)))
				err := m.one(f, v, seed, r, bases, n)
				if errors.Is(err, errNoPlace) && m.Quick {
					m.Skipped = append(m.Skipped, v.Name)
					continue
				}
				if err != nil {
					return fmt.Errorf("fault %d, %s: %w", f.No, v.Name, err)
				}
			}
		}
	}
	return nil
}

// one puts a variant into the first return, from a drawn one on, that has a place for it.
func (m *maker) one(f Fault, v Variant, seed uint64, r *rand.Rand, bases []*Base, n int) error {
	from := r.IntN(len(bases))
	if n == 0 {
		from = r.IntN(min(len(bases), len(m.districts[0].Bases)))
	}
	for i := range bases {
		b := bases[(from+i)%len(bases)]
		d, err := newDoc(b)
		if err != nil {
			return err
		}
		if !d.try(v, r) {
			_ = d.book.Close()
			continue
		}
		body, err := d.bytes()
		if err != nil {
			return err
		}
		one := made{m.line("single", seed, d), d, body}
		m.saveAgain(&one, r)
		return m.write(one)
	}
	return errNoPlace
}

// errNoPlace: no return of the corpus offers a place for the fault.
var errNoPlace = errors.New("no return has a place for it")

// can tells whether the program that the variant needs is here.
func (m *maker) can(v Variant) bool { return v.By == "" || slices.Contains(m.Others, v.By) }

// try puts a variant in.
func (d *Doc) try(v Variant, r *rand.Rand) bool { return v.Do(d, r) }

// drawn are the faults that a file of the mixed part has, by their shares, independently of one another.
func drawn(faults []Fault, r *rand.Rand) []Fault {
	var out []Fault
	for _, f := range faults {
		if r.Float64() < f.Share {
			out = append(out, f)
		}
	}
	return out
}

// first are the faults that are put in before others: they change which return it is.
var first = []int{18, 19}

// mixed makes files with many faults.
func (m *maker) mixed(ctx context.Context) error {
	bases := m.bases()
	for n := range m.Mixed {
		if err := ctx.Err(); err != nil {
			return err
		}
		seed := m.Seed<<20 | 1<<19 | uint64(n)
		r := rand.New(rand.NewPCG(seed, 0))
		d, err := newDoc(bases[r.IntN(len(bases))])
		if err != nil {
			return err
		}
		var last []Variant
		chosen := drawn(m.faults, r)
		slices.SortStableFunc(chosen, func(a, b Fault) int { return order(a) - order(b) })
		for _, f := range chosen {
			if len(f.Variants) == 0 {
				continue
			}
			v := f.Variants[r.IntN(len(f.Variants))]
			if v.Last {
				last = append(last, v)
				continue
			}
			d.try(v, r)
		}
		last = slices.DeleteFunc(last, func(v Variant) bool { return !m.can(v) })
		if len(last) > 0 { // files can be changed as a whole once
			d.try(last[r.IntN(len(last))], r)
		}
		body, err := d.bytes()
		if err != nil {
			return fmt.Errorf("mixed %d: %w", n, err)
		}
		one := made{m.line("mixed", seed, d), d, body}
		m.saveAgain(&one, r)
		if err := m.write(one); err != nil {
			return err
		}
	}
	return nil
}

// order puts what changes the layout of sheets behind what changes figures, and new names of sheets last.
func order(f Fault) int {
	switch {
	case slices.Contains(first, f.No):
		return 0
	case f.No == 2 || f.No == 32:
		return 2
	case f.No == 1:
		return 3
	case f.No == 3:
		return 4
	case f.No >= 5 && f.No <= 8:
		return 5
	}
	return 1
}

// write puts a file and those beside it into a folder of their own.
func (m *maker) write(x made) error {
	m.seq++
	defer x.doc.book.Close()
	dir := filepath.Join(x.line.Part, fmt.Sprintf("%05d", m.seq))
	if err := os.MkdirAll(filepath.Join(m.Dir, dir), 0o755); err != nil {
		return err
	}
	x.line.File, x.line.Faults = filepath.Join(dir, x.doc.File), x.doc.Injected
	if x.line.Faults == nil {
		x.line.Faults = []Injected{}
	}
	x.line.Changed = maps.Clone(x.doc.changed)
	for k, s := range x.line.Changed {
		if was, ok := x.doc.baseRight(k); ok && was == s {
			delete(x.line.Changed, k)
		}
	}
	for _, w := range x.doc.with {
		x.line.With = append(x.line.With, filepath.Join(dir, w.name))
		if err := os.WriteFile(filepath.Join(m.Dir, dir, w.name), w.body, 0o644); err != nil {
			return err
		}
	}
	m.truth = append(m.truth, x.line)
	m.enqueue(x.doc)
	return os.WriteFile(filepath.Join(m.Dir, x.line.File), x.body, 0o644)
}

// baseRight is what values.jsonl says of the figure.
func (d *Doc) baseRight(k Key) (string, bool) {
	for _, b := range d.District.Bases {
		if b.ID == d.ID {
			s, ok := b.Right[k]
			return s, ok
		}
	}
	return "", false
}

// record writes what is known.
func (m *maker) record() error {
	var values []any
	for _, b := range m.bases() {
		values = append(values, Values{Base: b.ID, Right: b.Right, Meant: b.Meant})
	}
	var truth []any
	for _, f := range m.truth {
		truth = append(truth, f)
	}
	if err := writeLines(filepath.Join(m.Dir, "values.jsonl"), values); err != nil {
		return err
	}
	if err := writeLines(filepath.Join(m.Dir, "truth.jsonl"), truth); err != nil {
		return err
	}
	b, err := json.MarshalIndent(m.districts, "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(m.Dir, "districts.json"), b, 0o644)
}

func writeLines(path string, lines []any) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	w := bufio.NewWriter(f)
	for _, v := range lines {
		b, err := jsonLine(v)
		if err != nil {
			return err
		}
		if _, err := w.Write(b); err != nil {
			return err
		}
	}
	return w.Flush()
}
