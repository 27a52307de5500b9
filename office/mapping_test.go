package office_test

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"bieuxa/ntm"
	"bieuxa/office"
)

// truth is what a cell of a home-made workbook is.
type truth struct {
	ntm.Target
	value string
}

// homemade are the workbooks made by scripts/homemade.py with what their cells are, by «sheet!cell».
func homemade(t testing.TB, name string) (path string, cells map[string]truth) {
	t.Helper()
	f, err := os.Open("testdata/homemade/" + name + ".truth.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	cells = map[string]truth{}
	for _, r := range rows[1:] {
		cells[r[0]+"!"+r[1]] = truth{ntm.Target{Unit: r[2], Table: r[3], Row: r[4], Column: r[5]}, r[6]}
	}
	return "testdata/homemade/" + name + ".xlsx", cells
}

func homemadeNames() []string {
	return []string{"mot-xa-ho-ngheo", "nguon-von-nghin-dong", "huyen-tong-hop", "xa-canh-nhau", "moi-xa-mot-sheet", "nhieu-bang-mot-sheet",
		"no-dong-toan-huyen", "ma-tran-tieu-chi", "moi-thang-mot-sheet", "hai-cot-trung-ten"}
}

func district2020(t testing.TB) *office.Book {
	t.Helper()
	return create(t, office.NewBook{Parent: "385", On: ntm.NewDate(2020, 1, 1)})
}

func propose(t testing.TB, b *office.Book, path string) *office.Layout {
	t.Helper()
	l, err := b.Propose(ctx, month(t, "2020-12"), path)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// misread lists the cells on a certain column and a certain row that the proposal says are another figure than they are.
func misread(l *office.Layout, cells map[string]truth) []string {
	var out []string
	for i := range l.Mapping.Regions {
		r, told := &l.Mapping.Regions[i], &l.Regions[i]
		if r.Ignore || len(r.Unsure) > 0 || r.IsList(l.Def) || len(r.Sheets) > 0 {
			continue
		}
		for j := range r.Columns {
			for k := range r.Rows {
				col, row := &r.Columns[j], &r.Rows[k]
				if col.Unsure || row.Unsure || col.Names || told.Columns[j].Col == 0 {
					continue
				}
				at := r.Sheet + "!" + office.CellName(told.Rows[k].Row, told.Columns[j].Col)
				is := row.Target.Over(col.Target).Over(r.Target)
				if col.Ignore || row.Ignore || is.Column == "" || is.Row == "" {
					is = ntm.Target{}
				}
				if is.Unit == "" && !is.IsZero() {
					is.Unit = l.Unit.Code
				}
				if want := cells[at].Target; is != want {
					out = append(out, fmt.Sprintf("%s: %+v, is %+v", at, is, want))
				}
			}
		}
	}
	return out
}

func TestHomemadeLayoutsAreProposedWithoutAWrongCertainty(t *testing.T) {
	b := district2020(t)
	for _, name := range homemadeNames() {
		path, cells := homemade(t, name)
		l := propose(t, b, path)
		for _, wrong := range misread(l, cells) {
			t.Errorf("%s: %s", name, wrong)
		}
		if l.Axes == 0 {
			t.Errorf("%s: nothing was found", name)
		}
	}
}

// confirmed is the proposal with every doubt taken for right, as a person who has looked at all of it would.
func confirmed(l *office.Layout) ntm.Mapping {
	m := l.Mapping
	for i := range m.Regions {
		m.Regions[i].Unsure = nil
		for j := range m.Regions[i].Columns {
			m.Regions[i].Columns[j].Unsure = false
		}
		for j := range m.Regions[i].Rows {
			m.Regions[i].Rows[j].Unsure = false
		}
	}
	return m
}

// readRight holds what the book reads against what the cells are.
func readRight(t *testing.T, b *office.Book, cells map[string]truth) {
	t.Helper()
	p := month(t, "2020-12")
	units := map[string]*office.Review{}
	seen := 0
	for at, want := range cells {
		rv := units[want.Unit]
		if rv == nil {
			var err error
			if rv, err = b.Review(ctx, p, want.Unit); err != nil {
				t.Fatal(err)
			}
			units[want.Unit] = rv
		}
		sheet, cell, _ := strings.Cut(at, "!")
		i := slices.IndexFunc(rv.Sheets, func(s *office.ReviewSheet) bool { return s.Name == sheet })
		row, col, _ := office.CellOf(cell)
		e, is := office.BoundAt(rv.Sheets[i], row, col)
		if !is {
			t.Errorf("%s is not read", at)
			continue
		}
		seen++
		if e.Table != want.Table || e.Column != want.Column || e.Table != "thon" && e.Table != "no_dong" && e.Row != want.Row {
			t.Errorf("%s is read as %s/%s/%s, is %+v", at, e.Table, e.Row, e.Column, want.Target)
		}
		d, err := decimal.NewFromString(want.value)
		if said := e.Value.Canonical(); said != want.value && (err != nil || !e.Value.Num.Equal(d)) {
			t.Errorf("%s reads %q, is %q", at, said, want.value)
		}
	}
	if seen == 0 {
		t.Error("nothing was read")
	}
}

func TestConfirmedLayoutsAreReadAndRemembered(t *testing.T) {
	p := month(t, "2020-12")
	for _, name := range homemadeNames() {
		if name == "hai-cot-trung-ten" { // the program cannot know which of the two counts
			continue
		}
		t.Run(name, func(t *testing.T) {
			b := district2020(t)
			path, cells := homemade(t, name)
			before := take(t, b, p, path)
			if before[0].Problem == nil || before[0].Problem.ID != office.ProblemLayoutUnknown {
				t.Fatalf("unmapped: %+v", before[0])
			}
			l := propose(t, b, path)
			if _, err := b.Confirm(ctx, p, l.Mapping, path); len(l.Mapping.Unconfirmed()) > 0 && (err == nil || office.AsProblem(err).ID != office.ProblemLayoutUnconfirmed) {
				t.Errorf("an unconfirmed mapping is kept: %v", err)
			}
			if _, err := b.Confirm(ctx, p, confirmed(l), path); err != nil {
				t.Fatal(office.AsProblem(err).Facts, err)
			}
			for _, v := range take(t, b, p, path) {
				if v.Problem != nil {
					t.Fatalf("%s: %+v", v.UnitName, v.Problem)
				}
				if !strings.Contains(fmt.Sprint(v.Findings), "S10") {
					t.Errorf("%s: nothing tells of the mapping", v.UnitName)
				}
			}
			readRight(t, b, cells)
			for _, v := range take(t, b, p, path) {
				if !v.Same {
					t.Errorf("%s: the same file again is version %d", v.UnitName, v.Version)
				}
			}
		})
	}
}

func TestAMappingFileSaysWhatTheProposalSays(t *testing.T) {
	b := district2020(t)
	for _, name := range homemadeNames() {
		path, _ := homemade(t, name)
		l := propose(t, b, path)
		m, err := office.ReadMapFile(name, l.MapFile(b.Words()))
		if err != nil {
			t.Fatal(err)
		}
		for i := range l.Mapping.Regions { // of what is left out the file says no more
			if r := &l.Mapping.Regions[i]; r.Ignore {
				r.Columns, r.Rows = nil, nil
			}
		}
		if got, want := fmt.Sprintf("%+v", m.Regions), fmt.Sprintf("%+v", l.Mapping.Regions); got != want {
			t.Errorf("%s\n got %s\nwant %s", name, got, want)
		}
		if len(m.Unconfirmed()) != len(l.Mapping.Unconfirmed()) {
			t.Errorf("%s: %d open, want %d", name, len(m.Unconfirmed()), len(l.Mapping.Unconfirmed()))
		}
	}
}

func TestAnotherMonthInTheTitleIsTold(t *testing.T) {
	b := district2020(t)
	p := month(t, "2020-11")
	path, _ := homemade(t, "mot-xa-ho-ngheo")
	l, err := b.Propose(ctx, p, path)
	if err != nil {
		t.Fatal(err)
	}
	if len(l.Told) == 0 {
		t.Error("the proposal does not tell of the month")
	}
	if _, err := b.Confirm(ctx, p, confirmed(l), path); err != nil {
		t.Fatal(err)
	}
	v := take(t, b, p, path)[0]
	if !slices.ContainsFunc(v.Findings, func(f ntm.Finding) bool { return f.ID == "T1" && f.Severity == ntm.Block && f.Place.Cell == "A3" }) {
		t.Errorf("no T1: %v", v.Findings)
	}
}

func TestAFileOfAnotherCommuneIsNotReadAsTheSenders(t *testing.T) {
	b := district2020(t)
	p := month(t, "2020-12")
	path, _ := homemade(t, "mot-xa-ho-ngheo")
	l := propose(t, b, path)
	m := confirmed(l)
	m.Sender = "14890"
	if _, err := b.Confirm(ctx, p, m, path); err != nil {
		t.Fatal(err)
	}
	if v := take(t, b, p, path)[0]; v.Problem == nil {
		t.Errorf("the file of Phú Lệ is taken for %s", v.UnitName)
	}
	body, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	other := filepath.Join(t.TempDir(), "Phú Xuân tháng 12.xlsx")
	if err := os.WriteFile(other, body, 0o644); err != nil {
		t.Fatal(err)
	}
	if v := take(t, b, p, other)[0]; v.Problem == nil || v.Problem.ID != office.ProblemLayoutUnit {
		t.Errorf("title says Phú Lệ, name says Phú Xuân: %+v", v)
	}
}

// FuzzMapFile asks that no mapping file ends in anything but a mapping or a problem.
func FuzzMapFile(f *testing.F) {
	f.Add([]byte("definition: xa-thang\nsender: \"\"\ntables:\n  - {sheet: \"A\", table: ho_ngheo, columns: [{named: [\"x\"], column: cuoi_ky}]}\n"))
	f.Add([]byte("definition: [\n"))
	f.Add([]byte("a: &a [*a]\n"))
	f.Add([]byte("definition: x\ntables: [{columns: [{nth: -1}]}]\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		m, err := office.ReadMapFile("m.yaml", text)
		if (m == nil) == (err == nil) {
			t.Errorf("%v, %v", m, err)
		}
	})
}
