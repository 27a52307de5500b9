package office_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"bieuxa/assets"
	"bieuxa/internal/filled"
	"bieuxa/ntm"
	"bieuxa/office"
	"bieuxa/xlsx"
)

var ctx = context.Background()

// clock stands still on the day after the sample year was closed.
func clock() time.Time { return time.Date(2021, 1, 4, 8, 0, 0, 0, time.FixedZone("+07", 7*3600)) }

var shared = sync.OnceValues(func() (*office.Office, error) {
	return office.Open(office.Config{Assets: assets.FS, Now: clock, Who: "tester"})
})

// open is an office whose clock stands still.
func open(t testing.TB) *office.Office {
	t.Helper()
	o, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func create(t testing.TB, n office.NewBook) *office.Book {
	t.Helper()
	b, err := open(t).Create(ctx, filepath.Join(t.TempDir(), "sổ.bieuxa"), n)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = b.Close() })
	return b
}

// month reads a period: «2020-12», «2020-Q4».
func month(t testing.TB, s string) ntm.Period {
	t.Helper()
	p, err := ntm.ParsePeriod(s)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// maker writes filled returns of one period under one criteria set.
type maker struct {
	t        testing.TB
	set      *ntm.CriteriaSet
	units    *ntm.Units
	lex      *ntm.Lexicon
	period   ntm.Period
	from, to ntm.Date
	defs     map[ntm.Kind]*ntm.Definition
	dir      string
}

func newMaker(t testing.TB, set, period string) *maker {
	t.Helper()
	o := open(t)
	m := &maker{t: t, period: month(t, period), defs: map[ntm.Kind]*ntm.Definition{}, dir: t.TempDir()}
	var ok bool
	if m.set, ok = o.Criteria().Set(set); !ok {
		t.Fatalf("no criteria set %q", set)
	}
	var err error
	if m.units, err = o.Units(); err != nil {
		t.Fatal(err)
	}
	if m.lex, err = ntm.LoadLexicon(assets.FS); err != nil {
		t.Fatal(err)
	}
	if m.from, m.to, err = (ntm.Cut{}).Days(m.period); err != nil {
		t.Fatal(err)
	}
	return m
}

// unit is the unit that bears the code at the end of the period.
func (m *maker) unit(code string) ntm.Unit {
	m.t.Helper()
	u, ok := m.units.Find(code, m.to)
	if !ok {
		m.t.Fatalf("no unit %s on %s", code, m.to)
	}
	return u
}

// communes are the units below a parent that are xã, by code.
func (m *maker) communes(parent string) []ntm.Unit {
	var out []ntm.Unit
	for _, u := range m.units.Children(parent, ntm.LevelCommune, m.to) {
		if u.Kind.Rural() {
			out = append(out, u)
		}
	}
	return out
}

// commune is a return in which nothing is wrong: all criteria met but those named.
func (m *maker) commune(u ntm.Unit, unmet ...int) filled.Commune {
	m.t.Helper()
	def, ok := m.defs[u.Kind]
	if !ok {
		var err error
		if def, err = open(m.t).Definition().Bind(m.set, string(u.Kind), m.to); err != nil {
			m.t.Fatal(err)
		}
		m.defs[u.Kind] = def
	}
	c := filled.Commune{Def: def, Set: m.set, Unit: u, Period: m.period, From: m.from, To: m.to, Unmet: map[int]bool{}}
	for _, no := range unmet {
		c.Unmet[no] = true
	}
	return c
}

// write writes a return and gives the file's path.
func (m *maker) write(c filled.Commune) string {
	m.t.Helper()
	path, err := filled.Write(m.dir, c, m.lex)
	if err != nil {
		m.t.Fatal(err)
	}
	return path
}

// named renames a file, so that two of one unit can lie side by side.
func (m *maker) named(path, name string) string {
	m.t.Helper()
	to := filepath.Join(filepath.Dir(path), name)
	if err := os.Rename(path, to); err != nil {
		m.t.Fatal(err)
	}
	return to
}

func take(t testing.TB, b *office.Book, p ntm.Period, paths ...string) []office.Verdict {
	t.Helper()
	got, err := b.Import(ctx, p, paths, nil)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// wantClean asks that every file counts and that nothing but notes was found.
func wantClean(t testing.TB, verdicts []office.Verdict) {
	t.Helper()
	for i := range verdicts {
		v := &verdicts[i]
		if v.Verdict == office.VerdictAccepted && v.Block == 0 && v.Explain == 0 && v.Problem == nil {
			continue
		}
		t.Errorf("%s (%s): %s %+v\n%s", v.File, v.UnitName, v.Verdict, v.Problem, found(t, v.Findings))
		if i > 3 {
			t.Fatal("…")
		}
	}
}

// found is the findings as a clerk reads them, notes left out.
func found(t testing.TB, fs []ntm.Finding) string {
	var out []string
	for _, f := range fs {
		if f.Severity != ntm.Note {
			out = append(out, fmt.Sprintf("  %s %s %s [%s]: %s", f.Severity, f.Key(), f.Place, f.Saw, open(t).Words().Text(f)))
		}
	}
	return strings.Join(out, "\n")
}

// keys are the findings by name, notes left out, in order.
func keys(fs []ntm.Finding) []string {
	var out []string
	for i := range fs {
		if fs[i].Severity != ntm.Note {
			out = append(out, fs[i].Key())
		}
	}
	slices.Sort(out)
	return out
}

func rollUp(t testing.TB, b *office.Book, p ntm.Period) *ntm.RollUp {
	t.Helper()
	ru, err := b.RollUp(ctx, p)
	if err != nil {
		t.Fatal(err)
	}
	return ru
}

// wantFigure asks for a sum over the units picked.
func wantFigure(t testing.TB, what string, got ntm.Figure, want string) {
	t.Helper()
	if got.String() != want {
		t.Errorf("%s: %q, want %s", what, got.String(), want)
	}
}

// cellOf is what the cell of a file says, as it was typed.
func cellOf(t testing.TB, path string, place ntm.Place) string {
	t.Helper()
	body, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	wb, err := xlsx.Read(path, body, xlsx.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	s, ok := wb.Sheet(place.Sheet)
	if !ok {
		t.Fatalf("no sheet %q", place.Sheet)
	}
	for c := range s.Cells() {
		if c.Ref() == place.Cell {
			return c.Raw
		}
	}
	return ""
}
