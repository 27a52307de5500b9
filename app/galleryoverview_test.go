package app

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"bieuxa/internal/months"
	"bieuxa/ntm"
	"bieuxa/office"
)

// overviewShots are the first page, the tables and what stands behind a figure, in every state.
func overviewShots() []shot {
	return []shot{
		{name: "overview-full", put: func(st *stage) { st.sampleBook() }, wide: true},
		{name: "overview-empty", put: func(st *stage) {
			st.newBook(office.NewBook{Parent: "385", On: ntm.NewDate(2020, 2, 14)}, nil)
			st.shell.setPeriod(ntm.Period{Kind: ntm.Month, Year: 2020, N: 2})
		}},
		{name: "overview-reading", put: func(st *stage) {
			st.sampleBook()
			st.frozen = true
			st.shell.again()
		}},
		{name: "overview-partial", put: func(st *stage) { st.partialBook() }, wide: true},
		{name: "overview-98", put: func(st *stage) { st.bigBook() }, wide: true},
		{name: "rollup-all", put: func(st *stage) {
			st.sampleBook()
			st.shell.goTo("rollup")
		}, wide: true},
		{name: "rollup-money", put: func(st *stage) {
			st.sampleBook()
			st.rollupRoom().family.SetSelectedIndex(2)
		}},
		{name: "rollup-poor", put: func(st *stage) {
			st.partialBook()
			r := st.rollupRoom()
			r.family.SetSelectedIndex(1)
			r.measure.SetSelectedIndex(1)
			r.sort(1)
		}, wide: true},
		{name: "rollup-quarter", put: func(st *stage) {
			st.sampleBook()
			st.shell.setPeriod(ntm.Period{Kind: ntm.Quarter, Year: 2020, N: 4})
			r := st.rollupRoom()
			r.family.SetSelectedIndex(1)
			r.measure.SetSelectedIndex(3)
		}},
		{name: "overview-quarter", put: func(st *stage) {
			st.sampleBook()
			st.shell.setPeriod(ntm.Period{Kind: ntm.Quarter, Year: 2020, N: 4})
		}},
		{name: "rollup-empty", put: func(st *stage) {
			st.newBook(office.NewBook{Parent: "385", On: ntm.NewDate(2020, 2, 14)}, nil)
			st.shell.setPeriod(ntm.Period{Kind: ntm.Month, Year: 2020, N: 2})
			st.shell.goTo("rollup")
		}},
		{name: "rollup-98", put: func(st *stage) {
			st.bigBook()
			st.rollupRoom().filter.SetText("thanh")
		}},
		{name: "behind-figure", put: func(st *stage) {
			st.sampleBook()
			st.shell.showBehind(st.book, asked{st.shell.period, "ho_ngheo.ngheo", "14884"}, nil)
		}, wide: true},
		{name: "behind-criterion", put: func(st *stage) {
			st.partialBook()
			st.shell.showBehind(st.book, asked{st.shell.period, "tieu_chi/17/dg", "14899"}, nil)
		}},
	}
}

// rollupRoom goes to the tables.
func (st *stage) rollupRoom() *rollupScreen {
	st.shell.goTo("rollup")
	return st.shell.room().(*rollupScreen)
}

// partialBook is the sample in December, with one return sent back, one unit left out and one criterion
// overdue.
func (st *stage) partialBook() {
	st.t.Helper()
	body, err := os.ReadFile(st.hall.year().Book)
	if err != nil {
		st.t.Fatal(err)
	}
	path := filepath.Join(st.t.TempDir(), "quan-hoa-2020.bieuxa")
	if err := os.WriteFile(path, body, 0o644); err != nil {
		st.t.Fatal(err)
	}
	b, err := st.office.OpenBook(context.Background(), path, false)
	if err != nil {
		st.t.Fatal(err)
	}
	p := ntm.Period{Kind: ntm.Month, Year: 2020, N: 12}
	for _, err := range []error{b.SendBack(context.Background(), p, "14884", "Thiếu dấu"),
		b.SendBack(context.Background(), ntm.Period{Kind: ntm.Month, Year: 2020, N: 9}, "14896", "Sai số hộ"),
		b.Exclude(context.Background(), p, "14881", "Chờ sắp xếp", false), b.Close()} {
		if err != nil {
			st.t.Fatal(err)
		}
	}
	st.open(path)
}

// bigBook is a province of which 98 communes have reported one month. BIEUXA_BIG names one that is there
// already.
func (st *stage) bigBook() {
	st.t.Helper()
	if path := os.Getenv("BIEUXA_BIG"); path != "" {
		st.open(path)
		return
	}
	st.open(bigBook(st.t, st.office.(*office.Office), 98))
}

// bigBook makes a province's book with one month of n communes.
func bigBook(t *testing.T, o *office.Office, n int) string {
	t.Helper()
	p := ntm.Period{Kind: ntm.Month, Year: 2020, N: 12}
	g, err := months.New(p)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := g.Write(context.Background(), p, n, filepath.Join(dir, "returns")); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "thanh-hoa-2020.bieuxa")
	b, err := o.Create(context.Background(), path, office.NewBook{Parent: months.Parent, Set: "xa-2016-2020", On: ntm.NewDate(2020, 12, 14)})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.Import(context.Background(), p, []string{filepath.Join(dir, "returns")}, nil); err != nil {
		t.Fatal(err)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}
