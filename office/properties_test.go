package office_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bieuxa/internal/filled"
	"bieuxa/ntm"
	"bieuxa/office"
	"bieuxa/store"
)

// district is Quan Hóa in January 2020, the first month of its book.
func district(t *testing.T) (*maker, *office.Book) {
	t.Helper()
	m := newMaker(t, "xa-2016-2020", "2020-01")
	return m, create(t, office.NewBook{Parent: "385", Set: "xa-2016-2020", On: m.to})
}

// fourteen are returns of all communes, each with figures of its own.
func (m *maker) fourteen() []string {
	var out []string
	for i, u := range m.communes("385") {
		var unmet []int
		for no := 1; no <= i%6; no++ {
			unmet = append(unmet, no)
		}
		c := m.commune(u, unmet...)
		c.Poor = i % 5
		c.Change = func(r *ntm.Return) {
			money(r, i)
			if i%2 == 0 { // the others leave it blank, which they may
				filled.Set(r, "ho_ngheo", ntm.PoorRow, "khong_ld", fmt.Sprint(i%5))
			}
		}
		out = append(out, m.write(c))
	}
	return out
}

// money states funds that add up and that only unit i has; triệu đồng.
func money(r *ntm.Return, i int) {
	for col, n := range map[string]int{"kh_nam": 100 + i, "hd_ky": 20 + i, "hd_lk": 20 + i, "gn_ky": 10 + i, "gn_lk": 10 + i} {
		for _, row := range []string{"I.1", "I", "TONG"} {
			filled.Set(r, ntm.ResourceTable, row, col, fmt.Sprint(n))
		}
	}
	filled.Set(r, ntm.ResourceTable, "I.1", "so_qd", "12/QĐ-UBND")
	filled.Set(r, ntm.ResourceTable, "I.1", "ngay_qd", "2020-01-05")
}

// figures are all sums, counts and lists of a roll-up, with the cells they come from.
func figures(ru *ntm.RollUp) map[string]any {
	out := map[string]any{"criteria": brief(ru.Criteria(ntm.Every)), "missing": ru.Missing(ntm.Every), "findings": ru.Findings,
		"poor": ru.Poverty(ntm.PoorRow, ntm.Every), "near-poor": ru.Poverty(ntm.NearPoorRow, ntm.Every)}
	eachSum(ru, func(c cell, list bool) {
		f := ru.Sum(c.table, c.row, c.col.Code, ntm.Every)
		if list {
			f = ru.SumList(c.table, c.col.Code, ntm.Every)
		}
		out[c.table+"/"+c.row+"/"+c.col.Code] = f
	})
	return out
}

func brief(c *ntm.CriteriaRollUp) any {
	type line struct {
		Unit     string
		Statuses []ntm.Status
		Met      int
		Unmet    []int
	}
	var lines []line
	for _, l := range c.Units {
		lines = append(lines, line{l.Line.Unit.Code, l.Statuses, l.Met, l.Unmet})
	}
	return []any{lines, c.Met, c.Possible, c.Reported, c.Expected, c.By, c.Bands, c.YearStart, c.Planned}
}

// eachSum names every cell that is summed over units.
func eachSum(ru *ntm.RollUp, f func(c cell, list bool)) {
	for i := range ru.Def.Sheets {
		for j := range ru.Def.Sheets[i].Tables {
			tb := &ru.Def.Sheets[i].Tables[j]
			for k := range tb.Columns {
				if col := &tb.Columns[k]; col.RollUp != ntm.RollSum {
					continue
				} else if tb.Shape == ntm.ShapeList {
					f(cell{tb.ID, "", col}, true)
				} else {
					for n := range tb.Rows {
						f(cell{tb.ID, tb.Rows[n].Code, col}, false)
					}
				}
			}
		}
	}
}

var numbers = cmp.Comparer(func(a, b ntm.Num) bool { return a.OK == b.OK && a.D.Equal(b.D) })

func sameFigures(t *testing.T, what string, a, b *ntm.RollUp) {
	t.Helper()
	if diff := cmp.Diff(figures(a), figures(b), numbers); diff != "" {
		t.Errorf("%s: the totals differ:\n%s", what, diff)
	}
}

func TestOrderOfFilesDoesNotMatter(t *testing.T) {
	t.Parallel()
	m, b := district(t)
	paths := m.fourteen()
	wantClean(t, take(t, b, m.period, paths...))
	want := rollUp(t, b, m.period)
	random := rand.New(rand.NewPCG(20200114, 1))
	for range 3 {
		shuffled := slices.Clone(paths)
		random.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		other := create(t, office.NewBook{Parent: "385", Set: "xa-2016-2020", On: m.to})
		half := random.IntN(len(shuffled))
		wantClean(t, take(t, other, m.period, shuffled[:half]...)) // in two batches
		wantClean(t, take(t, other, m.period, shuffled[half:]...))
		sameFigures(t, "shuffled", want, rollUp(t, other, m.period))
	}
}

func TestTotalsAreTheSumsOfTheirLines(t *testing.T) {
	t.Parallel()
	m, b := district(t)
	wantClean(t, take(t, b, m.period, m.fourteen()...))
	ru := rollUp(t, b, m.period)
	sums := 0
	eachSum(ru, func(c cell, list bool) {
		total, lines, reported := ntm.NumInt(0), ntm.NumInt(0), 0
		whole := ru.Sum(c.table, c.row, c.col.Code, ntm.Every)
		if list {
			whole = ru.SumList(c.table, c.col.Code, ntm.Every)
		}
		for _, l := range ru.Lines {
			one := func(x *ntm.UnitLine) bool { return x == l }
			f := ru.Sum(c.table, c.row, c.col.Code, one)
			if list {
				f = ru.SumList(c.table, c.col.Code, one)
			}
			if f.OK {
				lines, reported = lines.Add(f.Num), reported+1
			}
		}
		for _, s := range whole.Sources {
			total = total.Add(s.Value)
		}
		if !whole.OK {
			if reported != 0 {
				t.Errorf("%s/%s/%s is missing, %d units state it", c.table, c.row, c.col.Code, reported)
			}
			return
		}
		sums++
		if whole.String() != lines.String() || whole.String() != total.String() || whole.Reported != reported {
			t.Errorf("%s/%s/%s: %s of %d units; by line %s of %d; by source %s", c.table, c.row, c.col.Code, whole, whole.Reported, lines, reported, total)
		}
	})
	// By hand: 14 × 100 households; Σ (100 + i), Σ (20 + i), Σ (10 + i) for i = 0…13.
	wantFigure(t, "households", ru.Sum("dan_cu", "tong", "so_ho", ntm.Every), "1400")
	wantFigure(t, "plan", ru.Sum(ntm.ResourceTable, "TONG", "kh_nam", ntm.Every), "1491")
	wantFigure(t, "raised", ru.Sum(ntm.ResourceTable, "TONG", "hd_lk", ntm.Every), "371")
	wantFigure(t, "spent", ru.Sum(ntm.ResourceTable, "I.1", "gn_lk", ntm.Every), "231")
	// Stated by i = 0, 2 … 12: 0+2+4+1+3+0+2; blank in the other seven, which is not zero.
	unable := ru.Sum("ho_ngheo", ntm.PoorRow, "khong_ld", ntm.Every)
	if unable.String() != "12" || unable.Reported != 7 || unable.Expected != 15 {
		t.Errorf("unable to work: %s of %d/%d units, want 12 of 7/15", unable, unable.Reported, unable.Expected)
	}
	if moved := ru.Sum("ho_ngheo", ntm.PoorRow, "co_hoc", ntm.Every); moved.OK || moved.Reported != 0 {
		t.Errorf("nobody states moves, and the sum is %s", moved)
	}
	if sums < 60 {
		t.Errorf("only %d sums were compared", sums)
	}
}

func TestImportingTwiceChangesNothing(t *testing.T) {
	t.Parallel()
	m, b := district(t)
	paths := m.fourteen()
	first := take(t, b, m.period, paths...)
	before, events, board := rollUp(t, b, m.period), eventsOf(t, b), boardOf(t, b, m.period)
	second := take(t, b, m.period, paths...)
	for i := range second {
		v := &second[i]
		if !v.Same || v.Version != 1 || first[i].Same || v.Verdict != first[i].Verdict || len(v.Changes) != 0 {
			t.Errorf("%s: version %d, same %t, %s", v.File, v.Version, v.Same, v.Verdict)
		}
		if !reflect.DeepEqual(v.Findings, first[i].Findings) {
			t.Errorf("%s: other findings the second time: %v", v.File, keys(v.Findings))
		}
	}
	sameFigures(t, "imported twice", before, rollUp(t, b, m.period))
	if got := eventsOf(t, b); !reflect.DeepEqual(got, events) {
		t.Errorf("the log grew: %+v", got[len(events):])
	}
	if got := boardOf(t, b, m.period); !reflect.DeepEqual(got, board) {
		t.Error("the board changed")
	}
}

func eventsOf(t *testing.T, b *office.Book) []store.Event {
	t.Helper()
	e, err := b.Events(ctx)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func boardOf(t *testing.T, b *office.Book, p ntm.Period) *office.Board {
	t.Helper()
	bd, err := b.Board(ctx, p)
	if err != nil {
		t.Fatal(err)
	}
	return bd
}

func TestMissingAndReportedAreAllUnits(t *testing.T) {
	t.Parallel()
	m := newMaker(t, "xa-2016-2020", "2020-01")
	paths := m.fourteen()
	random := rand.New(rand.NewPCG(20200114, 2))
	for range 4 {
		b := create(t, office.NewBook{Parent: "385", Set: "xa-2016-2020", On: m.to})
		sent := map[string]bool{}
		var some []string
		for i, u := range m.communes("385") {
			if random.IntN(2) == 0 {
				sent[u.Code] = true
				some = append(some, paths[i])
			}
		}
		take(t, b, m.period, some...)
		ru := rollUp(t, b, m.period)
		n, of := ru.Count(ntm.Every)
		missing := ru.Missing(ntm.Every)
		if n != len(sent) || of != 15 || n+len(missing) != of {
			t.Errorf("%d of %d sent: %d/%d reported, %d missing", len(sent), of, n, of, len(missing))
		}
		for _, u := range missing {
			if sent[u.Code] {
				t.Errorf("%s is missing, and was sent", u.Name)
			}
		}
		if p := ru.Poverty(ntm.PoorRow, ntm.Every); len(sent) > 0 && (p.Households.Reported != n || p.Households.String() != fmt.Sprint(100*n)) {
			t.Errorf("%s households of %d units, want %d of %d", p.Households, p.Households.Reported, 100*n, n)
		}
		if bd := boardOf(t, b, m.period); bd.Received() != n || bd.Count(office.StandingMissing) != len(missing) {
			t.Errorf("the board has %d received and %d missing", bd.Received(), bd.Count(office.StandingMissing))
		}
	}
	empty := create(t, office.NewBook{Parent: "385", Set: "xa-2016-2020", On: m.to})
	if p := rollUp(t, empty, m.period).Poverty(ntm.PoorRow, ntm.Every); p.Closing.OK || p.Rate.OK {
		t.Error("nobody has reported, and there is a total")
	}
}
