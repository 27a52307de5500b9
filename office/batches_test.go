package office_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bieuxa/internal/filled"
	"bieuxa/ntm"
	"bieuxa/office"
)

// What the commune's own check finds, the office finds, and nothing else: in a first month there is no
// history.
func TestSameFindingsBelowAndAbove(t *testing.T) {
	m, b := district(t)
	var paths []string
	for i, spoil := range []func(*ntm.Return){
		func(*ntm.Return) {},
		func(r *ntm.Return) { filled.Set(r, "ho_ngheo", "ngheo", "cuoi_ky", "7") },
		func(r *ntm.Return) { filled.Set(r, "dan_cu", "tong", "so_ho", "98") },
		func(r *ntm.Return) { filled.Set(r, "tong_tieu_chi", "dat", "so", "15") },
		func(r *ntm.Return) { filled.Set(r, ntm.FieldsTable, "ky", ntm.FieldColumn, "Tháng 02/2020") },
		func(r *ntm.Return) { filled.Set(r, ntm.FieldsTable, "nhan_khau", ntm.FieldColumn, "") },
	} {
		c := m.commune(m.communes("385")[i])
		c.Change = spoil
		paths = append(paths, m.write(c))
	}
	below, err := open(t).Check(ctx, &m.period, paths, nil)
	if err != nil {
		t.Fatal(err)
	}
	above := take(t, b, m.period, paths...)
	for i := range above {
		if diff := cmp.Diff(keys(below[i].Findings), keys(above[i].Findings)); diff != "" || below[i].Verdict != above[i].Verdict {
			t.Errorf("%s: %s below, %s above\n%s", above[i].File, below[i].Verdict, above[i].Verdict, diff)
		}
		if i > 0 && len(keys(above[i].Findings)) == 0 {
			t.Errorf("file %d is spoilt, and nothing was found", i)
		}
	}
	wantClean(t, above[:1])
}

func TestDraftDoesNotDisplaceAccepted(t *testing.T) {
	m, b := district(t)
	c := m.commune(m.communes("385")[0], 3)
	wantClean(t, take(t, b, m.period, m.named(m.write(c), "một.xlsx")))
	before := rollUp(t, b, m.period)
	c.Unmet = map[int]bool{}
	c.Change = func(r *ntm.Return) { filled.Set(r, "ho_ngheo", "ngheo", "cuoi_ky", "7") } // P1
	v := take(t, b, m.period, m.named(m.write(c), "hai.xlsx"))[0]
	if v.Verdict != office.VerdictDraft || v.Version != 2 || len(v.Changes) == 0 {
		t.Fatalf("%s, version %d, %d changes\n%s", v.Verdict, v.Version, len(v.Changes), found(t, v.Findings))
	}
	sameFigures(t, "after a draft", before, rollUp(t, b, m.period))
	if l := boardOf(t, b, m.period).Lines[1]; l.Version != 2 || l.Counted != 1 || l.Standing != office.StandingBlocked {
		t.Errorf("%s: version %d, counted %d, %s; want 2, 1, blocked", l.Unit.Name, l.Version, l.Counted, l.Standing)
	}
	c.Change = nil
	wantClean(t, take(t, b, m.period, m.named(m.write(c), "ba.xlsx")))
	if c := rollUp(t, b, m.period).Criteria(ntm.Every); c.Met != 19 {
		t.Errorf("%d criteria, want 19 of the mended return", c.Met)
	}
}

// An explanation holds while the figure it was given for is the same.
func TestExplanationHoldsForTheSameFigure(t *testing.T) {
	m, b := district(t)
	u := m.communes("385")[0]
	c := m.commune(u)
	labour := func(value string) func(*ntm.Return) { // K4: 10 công × 200.000 đồng = 2 triệu đồng
		return func(r *ntm.Return) {
			filled.Set(r, "dan_gop", "ngay_cong", "so_luong", "10")
			filled.Set(r, "dan_gop", "ngay_cong", "don_gia", "200000")
			filled.Set(r, "dan_gop", "ngay_cong", "gia_tri", value)
			for _, row := range []string{"VI.2", "VI", "TONG"} {
				filled.Set(r, ntm.ResourceTable, row, "hd_ky", value)
				filled.Set(r, ntm.ResourceTable, row, "hd_lk", value)
			}
		}
	}
	c.Change = labour("3")
	v := take(t, b, m.period, m.named(m.write(c), "một.xlsx"))[0]
	if want := []string{"K4/dan_gop/ngay_cong/gia_tri"}; v.Verdict != office.VerdictDraft || !slices.Equal(keys(v.Findings), want) {
		t.Fatalf("%s, want a draft for %v\n%s", v.Verdict, want, found(t, v.Findings))
	}
	if n, _ := rollUp(t, b, m.period).Count(ntm.Every); n != 0 {
		t.Error("an unexplained return counts")
	}
	if _, err := b.Explain(ctx, m.period, u.Code, keys(v.Findings)[0], " "); err == nil {
		t.Error("an empty reason is taken")
	}
	if _, err := b.Explain(ctx, m.period, u.Code, keys(v.Findings)[0], "thuê máy, giá theo hợp đồng"); err != nil {
		t.Fatal(err)
	}
	if n, _ := rollUp(t, b, m.period).Count(ntm.Every); n != 1 {
		t.Error("the explained return does not count")
	}
	steps := []struct {
		name, value string
		other       string // another figure of the return
		verdict     string
	}{{"the same figure in a new file", "3", "401", office.VerdictAccepted}, {"another figure", "4", "401", office.VerdictDraft},
		{"the figure of before", "3", "402", office.VerdictAccepted}}
	for i, s := range steps {
		c.Change = func(r *ntm.Return) {
			labour(s.value)(r)
			filled.Set(r, ntm.FieldsTable, "nhan_khau", ntm.FieldColumn, s.other)
		}
		v := take(t, b, m.period, m.named(m.write(c), fmt.Sprintf("%d.xlsx", i+2)))[0]
		if v.Verdict != s.verdict || v.Version != i+2 {
			t.Errorf("%s: %s, version %d; want %s\n%s", s.name, v.Verdict, v.Version, s.verdict, found(t, v.Findings))
		}
	}
}

// T5: a neighbour's workbook still filled is flagged in both files, whichever comes first.
func TestTwinsInOneBatchAreFlaggedBoth(t *testing.T) {
	m := newMaker(t, "xa-2016-2020", "2020-01")
	units := m.communes("385")
	var paths []string
	for i, same := range []int{7, 7, 8} {
		c := m.commune(units[i])
		c.Change = func(r *ntm.Return) { money(r, same) }
		paths = append(paths, m.write(c))
	}
	for _, order := range [][]int{{0, 1, 2}, {1, 2, 0}, {2, 1, 0}} {
		b := create(t, office.NewBook{Parent: "385", Set: "xa-2016-2020", On: m.to})
		for _, v := range take(t, b, m.period, paths[order[0]], paths[order[1]], paths[order[2]]) {
			twin := v.Unit != units[2].Code
			var want []string
			if twin {
				other := units[0]
				if v.Unit == other.Code {
					other = units[1]
				}
				want = []string{"T5/thong_tin/ten_don_vi/" + other.Code + ".xlsx/gia_tri"}
			}
			if got := keys(v.Findings); !slices.Equal(got, want) || (v.Verdict == office.VerdictDraft) != twin {
				t.Errorf("order %v, %s: %s %v, want %v", order, v.File, v.Verdict, got, want)
			}
		}
	}
}

// Two different files of one unit in one batch: neither counts until a person says which, whatever
// their names; the very same file is kept once.
func TestTwoFilesOfOneUnitInOneBatch(t *testing.T) {
	m := newMaker(t, "xa-2016-2020", "2020-01")
	u := m.communes("385")[0]
	first := m.named(m.write(m.commune(u, 4)), "bản cuối.xlsx")
	second := m.named(m.write(m.commune(u)), "bản cuối (2) sửa.xlsx")
	for _, order := range [][]string{{first, second}, {second, first}} {
		b := create(t, office.NewBook{Parent: "385", Set: "xa-2016-2020", On: m.to})
		for range 2 { // the second time both are stored
			for i, v := range take(t, b, m.period, order...) {
				want := []string{"T2d/thong_tin/ten_don_vi/" + filepath.Base(order[1-i]) + "/gia_tri"}
				if v.Verdict != office.VerdictDraft || v.Version != i+1 || !slices.Equal(keys(v.Findings), want) {
					t.Errorf("%s: %s, version %d, %v; want a draft, %d, %v", v.File, v.Verdict, v.Version, keys(v.Findings), i+1, want)
				}
			}
			if n, _ := rollUp(t, b, m.period).Count(ntm.Every); n != 0 {
				t.Error("one of the two counts")
			}
		}
		wantClean(t, take(t, b, m.period, second)) // the one that is meant, alone
		for range 2 {                              // and once more after the folder came again
			if c := rollUp(t, b, m.period).Criteria(ntm.Every); c.Reported != 1 || c.Met != 19 {
				t.Errorf("%d communes, %d criteria; want the 19 of the file that was chosen", c.Reported, c.Met)
			}
			take(t, b, m.period, order...)
		}
	}
}

// A mended file beside the one that was received before replaces it; a copy of a file is that file.
func TestSupplementBesideTheFileBefore(t *testing.T) {
	m, b := district(t)
	u := m.communes("385")[0]
	first := m.named(m.write(m.commune(u, 4)), "lần 1.xlsx")
	wantClean(t, take(t, b, m.period, first))
	second := m.named(m.write(m.commune(u)), "lần 2.xlsx")
	got := take(t, b, m.period, first, second)
	wantClean(t, got)
	if !got[0].Same || got[1].Version != 2 || len(got[1].Changes) == 0 {
		t.Errorf("same %t, version %d, %d changes", got[0].Same, got[1].Version, len(got[1].Changes))
	}
	if !slices.ContainsFunc(got[1].Findings, func(f ntm.Finding) bool { return f.ID == "T2c" }) {
		t.Error("no note that the second file calls itself the first")
	}
	copied := filepath.Join(m.dir, "bản sao.xlsx")
	body, err := os.ReadFile(second)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(copied, body, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, v := range take(t, b, m.period, second, copied) {
		if !v.Same || v.Version != 2 || v.Verdict != office.VerdictAccepted {
			t.Errorf("%s: %s, version %d, same %t; the very file is kept once", v.File, v.Verdict, v.Version, v.Same)
		}
	}
	if c := rollUp(t, b, m.period).Criteria(ntm.Every); c.Reported != 1 || c.Met != 19 {
		t.Errorf("%d communes, %d criteria; want the 19 of the second file, once", c.Reported, c.Met)
	}
}

// An import that is cut short leaves whole returns and nothing else; the next one completes the month.
func TestCancelledImportLeavesWholeReturns(t *testing.T) {
	t.Parallel()
	m, b := district(t)
	paths := m.fourteen()
	for _, stop := range []int{1, 5, 13} {
		b := create(t, office.NewBook{Parent: "385", Set: "xa-2016-2020", On: m.to})
		cut, cancel := context.WithCancel(ctx)
		var told []string
		got, err := b.Import(cut, m.period, paths, func(i, n int, v *office.Verdict) {
			if n != 14 || i != len(told)+1 {
				t.Errorf("file %d of %d, want %d of 14", i, n, len(told)+1)
			}
			told = append(told, v.Unit)
			if i == stop {
				cancel()
			}
		})
		cancel()
		if !errors.Is(err, context.Canceled) || len(got) != stop || len(told) != stop {
			t.Fatalf("stopped after %d: %d verdicts, %d told, %v", stop, len(got), len(told), err)
		}
		ru := rollUp(t, b, m.period)
		var in []string
		for _, l := range ru.Lines {
			if l.Reported() {
				in = append(in, l.Unit.Code)
				if grids := len(l.Now.Tables); grids != 12 {
					t.Errorf("%s has %d tables, want 12", l.Unit.Name, grids)
				}
			}
		}
		if !slices.Equal(in, told) {
			t.Errorf("stopped after %v: %v are in the book", told, in)
		}
		wantClean(t, take(t, b, m.period, paths...))
		if n, _ := rollUp(t, b, m.period).Count(ntm.Every); n != 14 {
			t.Errorf("%d units after the next import, want 14", n)
		}
	}
	cut, cancel := context.WithCancel(ctx)
	cancel()
	if got, err := b.Import(cut, m.period, paths, nil); err == nil || len(got) != 0 {
		t.Errorf("a cancelled import took %d files, %v", len(got), err)
	}
	if bd := boardOf(t, b, m.period); bd.Received() != 0 {
		t.Errorf("%d units are in the book", bd.Received())
	}
}
