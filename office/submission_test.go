package office_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"bieuxa/assets"
	"bieuxa/internal/filled"
	"bieuxa/ntm"
	"bieuxa/office"
)

// binhLieu is a small district with some units that report; its codes are those of the list of units.
const binhLieu = "198"

// below is Bình Liêu in October 2022 with its returns, and a province that has taken in nothing yet.
func below(t *testing.T) (m *maker, files []string, units []ntm.Unit) {
	t.Helper()
	m = newMaker(t, "xa-2021-2025", "2022-10")
	units = m.all(binhLieu)[:3]
	for i, u := range units {
		c := m.commune(u)
		c.Poor = i + 1
		files = append(files, m.write(c))
	}
	return m, files, units
}

func TestCorrectionsAndReasonsTravelUpwards(t *testing.T) {
	t.Parallel()
	m, files, units := below(t)
	c := m.commune(units[2])
	c.Poor = 3
	c.Change = func(r *ntm.Return) { filled.Set(r, "ho_ngheo", ntm.PoorRow, "cuoi_ky", "4") } // 3 + 0 − 0 = 3
	files[2] = m.write(c)
	b := create(t, office.NewBook{Parent: binhLieu, Set: m.set.ID, On: m.to})
	got := take(t, b, m.period, files...)
	if got[2].Verdict != office.VerdictDraft {
		t.Fatalf("a wrong sum is %s", got[2].Verdict)
	}
	place := got[2].Findings[slices.IndexFunc(got[2].Findings, func(f ntm.Finding) bool { return f.Severity == ntm.Block && f.Table == "ho_ngheo" })].Place
	row, col, _ := office.CellOf(place.Cell)
	if _, err := b.Mend(ctx, m.period, units[2].Code, []office.Mending{{Sheet: place.Sheet, Row: row, Col: col, Text: "3"}}); err != nil {
		t.Fatal(err)
	}
	above := m.province()
	verdicts := take(t, above, m.period, m.export(b))
	wantClean(t, verdicts)
	wantFigure(t, "poor households", rollUp(t, above, m.period).Sum("ho_ngheo", ntm.PoorRow, "cuoi_ky", ntm.Every), "6")
	history, err := above.CellHistory(ctx, m.period, units[2].Code, office.Mending{Sheet: place.Sheet, Row: row, Col: col})
	if err != nil || len(history) != 1 || history[0].Was != "4" || history[0].Now != "3" {
		t.Errorf("%+v, %v; want the correction made below", history, err)
	}
	path, err := above.Original(ctx, m.period, units[2].Code, t.TempDir())
	if err != nil || cellOf(t, path, place) != "4" {
		t.Errorf("the original is not as it was sent (%v)", err)
	}
}

func TestSubmittedAgain(t *testing.T) {
	t.Parallel()
	m, files, units := below(t)
	b, first := m.submit(binhLieu, files...)
	above := m.province()
	wantClean(t, take(t, above, m.period, first))
	// A commune has more poor households, another is left out, the third is as it was.
	c := m.commune(units[0])
	c.Poor = 5
	take(t, b, m.period, m.named(m.write(c), "moi.xlsx"))
	if err := b.SendBack(ctx, m.period, units[1].Code, "sai"); err != nil {
		t.Fatal(err)
	}
	second := m.export(b)
	verdicts := take(t, above, m.period, second)
	sum := verdicts[len(verdicts)-1].Submission
	if sum == nil || sum.Carried != 2 || sum.Same != 1 || !slices.Equal(sum.Withdrawn, []string{units[1].Name}) || len(sum.Differs) != 0 {
		t.Fatalf("%+v, want 2 returns, 1 of them known, %s withdrawn, nothing that differs", sum, units[1].Name)
	}
	poor := func(want string) {
		t.Helper()
		wantFigure(t, "poor households", rollUp(t, above, m.period).Sum("ho_ngheo", ntm.PoorRow, "cuoi_ky", ntm.Every), want)
	}
	poor("8") // 5 + 3
	verdicts = take(t, above, m.period, first)
	if last := verdicts[len(verdicts)-1]; !last.Same || !last.Submission.Passed {
		t.Errorf("the first submission again: %+v", last.Submission)
	}
	poor("8")
	// What had been withdrawn counts again when a later submission carries it; there is no asking for its reasons twice.
	back := m.commune(units[1])
	back.Poor = 2
	take(t, b, m.period, m.named(m.write(back), "lai.xlsx"))
}

// What came in directly and is newer than what the district had is not displaced unasked, and never counted twice.
func TestDirectAndSubmitted(t *testing.T) {
	t.Parallel()
	m, files, units := below(t)
	_, path := m.submit(binhLieu, files...)
	c := m.commune(units[0])
	c.Poor = 7
	mine := m.named(m.write(c), "truc-tiep.xlsx")
	above := m.province()
	wantClean(t, take(t, above, m.period, mine, files[1]))
	foreseen, err := above.Foresee(ctx, m.period, []string{path}, nil)
	if err != nil || len(foreseen.Replaces) != 1 || foreseen.Replaces[0].Unit != units[0].Code || len(foreseen.Paths) != 3 {
		t.Fatalf("%+v, %v; want one replacement among three", foreseen, err)
	}
	keep := slices.DeleteFunc(foreseen.Paths, func(p string) bool { return p == foreseen.Replaces[0].Path })
	verdicts := take(t, above, m.period, keep...)
	sum := verdicts[len(verdicts)-1].Submission
	if len(verdicts) != 3 || sum.Accepted != 2 || sum.Same != 1 || len(sum.Differs) == 0 {
		t.Fatalf("%d verdicts, %+v", len(verdicts), sum)
	}
	poor := slices.IndexFunc(sum.Differs, func(d office.Movement) bool { return d.Key == "ho_ngheo/ngheo/cuoi_ky" && d.Unit == units[0].Code })
	if poor < 0 || sum.Differs[poor].Was != "1" || sum.Differs[poor].Now != "7" {
		t.Errorf("%+v, want 1 submitted and 7 here for %s", sum.Differs, units[0].Name)
	}
	wantFigure(t, "poor households", rollUp(t, above, m.period).Sum("ho_ngheo", ntm.PoorRow, "cuoi_ky", ntm.Every), "12") // 7 + 2 + 3
}

func TestSubmissionsThatAreNotTakenIn(t *testing.T) {
	t.Parallel()
	m, files, _ := below(t)
	_, path := m.submit(binhLieu, files...)
	for _, c := range []struct {
		name string
		book office.NewBook
		on   string
		file string
		want string
	}{
		{"another period", office.NewBook{Parent: quangNinh, Set: m.set.ID, On: m.to}, "2022-11", path, office.ProblemSubmissionPeriod},
		{"another province", office.NewBook{Parent: "38", Set: m.set.ID, On: m.to}, "2022-10", path, office.ProblemSubmissionUnit},
		{"another set", office.NewBook{Parent: quangNinh, Set: "xa-2016-2020", On: m.to}, "2022-10", path, office.ProblemSubmissionSet},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := create(t, c.book)
			p := month(t, c.on)
			got := take(t, b, p, c.file)
			if len(got) != 1 || got[0].Problem == nil || got[0].Problem.ID != c.want || got[0].Unit != binhLieu {
				t.Fatalf("%+v, want %s", got, c.want)
			}
			if what, hint := b.Words().Problem(got[0].Problem.ID, got[0].Problem.Facts); strings.ContainsAny(what+hint, "{}") || hint == "" {
				t.Errorf("%s %s", what, hint)
			}
			if bd := boardOf(t, b, p); bd.Received() != 0 {
				t.Errorf("%d returns were kept", bd.Received())
			}
		})
	}
	t.Run("damaged", func(t *testing.T) {
		body, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		cut := filepath.Join(t.TempDir(), "cut.xlsx")
		if err := os.WriteFile(cut, body[:len(body)*2/3], 0o600); err != nil {
			t.Fatal(err)
		}
		got := take(t, m.province(), m.period, cut)
		if len(got) != 1 || got[0].Problem == nil {
			t.Errorf("%+v", got)
		}
	})
}

// Work that is stopped leaves whole returns, each in the book or not at all, and goes on when it is done again.
func TestStoppedSubmissionGoesOn(t *testing.T) {
	t.Parallel()
	m, files, _ := below(t)
	_, path := m.submit(binhLieu, files...)
	above := m.province()
	stop, cancel := context.WithCancel(ctx)
	_, err := above.Import(stop, m.period, []string{path}, func(i, n int, _ *office.Verdict) {
		if i == 1 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("%v, want that it was stopped", err)
	}
	if n := boardOf(t, above, m.period).Received(); n != 1 {
		t.Errorf("%d returns kept, want the 1 that was told", n)
	}
	verdicts := take(t, above, m.period, path)
	if s := verdicts[len(verdicts)-1].Submission; s.Same != 1 || s.Accepted != 3 || len(s.Differs) != 0 {
		t.Errorf("%+v", s)
	}
}

// A quarter carries its months; what is filed in them is known above when they come again.
func TestQuarterCarriesItsMonths(t *testing.T) {
	t.Parallel()
	b := create(t, office.NewBook{Parent: binhLieu, Set: "xa-2021-2025", On: ntm.NewDate(2022, 10, 14)})
	above := create(t, office.NewBook{Parent: quangNinh, Set: "xa-2021-2025", On: ntm.NewDate(2022, 10, 14)})
	var q *maker
	for _, p := range []string{"2022-10", "2022-11", "2022-12"} {
		m := newMaker(t, "xa-2021-2025", p)
		c := m.commune(m.all(binhLieu)[1])
		c.Poor = 2
		take(t, b, m.period, m.write(c))
		if p == "2022-10" {
			take(t, above, m.period, m.export(b))
		}
		q = m
	}
	q.period = month(t, "2022-Q4")
	verdicts := take(t, above, q.period, q.export(b))
	if s := verdicts[len(verdicts)-1].Submission; len(verdicts) != 4 || s.Carried != 3 || s.Accepted != 3 || s.Same != 1 || !s.Compared || len(s.Differs) != 0 {
		t.Fatalf("%d verdicts, %+v", len(verdicts), s)
	}
	if versions, err := above.Versions(ctx, month(t, "2022-12"), verdicts[2].Unit); err != nil || len(versions) != 1 {
		t.Errorf("%v, %v", versions, err)
	}
}

func TestWhoSubmitted(t *testing.T) {
	t.Parallel()
	m, files, units := below(t)
	b := create(t, office.NewBook{Parent: binhLieu, Set: m.set.ID, On: m.to})
	take(t, b, m.period, files[:2]...)
	if err := b.Exclude(ctx, m.period, units[2].Code, "lũ", false); err != nil {
		t.Fatal(err)
	}
	above := m.province()
	take(t, above, m.period, m.export(b))
	all, err := above.FromBelow(ctx, m.period)
	if err != nil || len(all) != 13 {
		t.Fatalf("%d, %v; want 13 districts", len(all), err)
	}
	of := len(m.all(binhLieu)) - 1
	for _, f := range all {
		if f.Unit.Code == binhLieu && (f.Counted != 2 || f.Expected != of || f.File == "" || f.At == "") {
			t.Errorf("%+v, want 2/%d", f, of)
		}
		if f.Unit.Code != binhLieu && (f.File != "" || f.Counted != 0) {
			t.Errorf("%+v has submitted nothing", f)
		}
	}
}

// later is an office some days after the others.
func later(t *testing.T, days int) *office.Office {
	t.Helper()
	o, err := office.Open(office.Config{Assets: assets.FS, Now: func() time.Time { return open(t).Now().AddDate(0, 0, days) }})
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// On the command nobody is asked: what is older than a file that came directly waits for an explanation, and what is older
// than the submission in the book is refused.
func TestOlderDoesNotDisplaceNewer(t *testing.T) {
	t.Parallel()
	m, files, units := below(t)
	b, old := m.submit(binhLieu, files...)
	c := m.commune(units[0])
	c.Poor = 7
	mine := m.named(m.write(c), "truc-tiep.xlsx")
	o := later(t, 2)
	above, err := o.Create(ctx, filepath.Join(t.TempDir(), "tỉnh.bieuxa"), office.NewBook{Parent: quangNinh, Set: m.set.ID, On: m.to})
	if err != nil {
		t.Fatal(err)
	}
	defer above.Close()
	wantClean(t, take(t, above, m.period, mine))
	verdicts := take(t, above, m.period, old)
	i := slices.IndexFunc(verdicts, func(v office.Verdict) bool { return v.Unit == units[0].Code })
	if v := verdicts[i]; v.Verdict != office.VerdictDraft || !slices.ContainsFunc(v.Findings, func(f ntm.Finding) bool { return f.ID == "T2d" && f.Severity == ntm.Explain }) {
		t.Errorf("%s\n%s", v.Verdict, found(t, v.Findings))
	}
	if s := verdicts[3].Submission; s.Draft != 1 || len(s.Differs) == 0 {
		t.Errorf("%+v", s)
	}
	wantFigure(t, "poor households", rollUp(t, above, m.period).Sum("ho_ngheo", ntm.PoorRow, "cuoi_ky", ntm.Every), "12") // 7 + 2 + 3
	path := b.Path()
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	b, err = o.OpenBook(ctx, path, false)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	fresh := create(t, office.NewBook{Parent: quangNinh, Set: m.set.ID, On: m.to})
	wantClean(t, take(t, fresh, m.period, m.export(b)))
	if got := take(t, fresh, m.period, old); len(got) != 1 || got[0].Problem == nil || got[0].Problem.ID != office.ProblemSubmissionOlder {
		t.Errorf("%+v, want that it is older", got)
	}
}

// A workbook that goes elsewhere, or does not hold all forms, carries nothing.
func TestWithoutReturns(t *testing.T) {
	t.Parallel()
	m, files, _ := below(t)
	b, _ := m.submit(binhLieu, files...)
	all, err := b.Export(ctx, office.ExportRequest{Period: m.period, Dir: t.TempDir(), Workbook: true})
	if err != nil || all.Carrying.Returns != 3 || all.Carrying.Why != "" || all.Carrying.Bytes < 3*10_000 {
		t.Fatalf("%+v, %v", all, err)
	}
	for name, req := range map[string]office.ExportRequest{"asked for": {WithoutReturns: true}, "one form": {Forms: []string{"bieu-01"}}} {
		req.Period, req.Dir, req.Workbook = m.period, t.TempDir(), true
		out, err := b.Export(ctx, req)
		if err != nil || out.Carrying != (office.Carrying{}) {
			t.Fatalf("%s: %+v, %v", name, out, err)
		}
		got := take(t, m.province(), m.period, out.Files[0])
		if len(got) != 1 || got[0].Submission != nil || got[0].Problem == nil || got[0].Problem.ID != office.ProblemSubmissionEmpty {
			t.Errorf("%s: %+v", name, got)
		}
	}
	empty := create(t, office.NewBook{Parent: binhLieu, Set: m.set.ID, On: m.to})
	out, err := empty.Export(ctx, office.ExportRequest{Period: m.period, Dir: t.TempDir(), Workbook: true})
	if err != nil || out.Carrying.Returns != 0 || out.Carrying.Why == "" {
		t.Errorf("%+v, %v; want that it says it carries nothing", out, err)
	}
}
