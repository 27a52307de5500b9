package office_test

import (
	"errors"
	"strings"
	"testing"

	"bieuxa/internal/filled"
	"bieuxa/ntm"
	"bieuxa/office"
)

// wantProblem asks that an error is the problem of the id.
func wantProblem(t testing.TB, err error, id string) *office.Problem {
	t.Helper()
	var p *office.Problem
	if !errors.As(err, &p) || p.ID != id {
		t.Fatalf("got %v, want the problem %s", err, id)
	}
	return p
}

// full files a return of every unit but those named, and leaves the town out of the period.
func full(t testing.TB, m *maker, b *office.Book, but ...string) {
	t.Helper()
	var paths []string
	for _, u := range m.communes("385") {
		if !strings.Contains(strings.Join(but, " "), u.Code) {
			c := m.commune(u)
			c.Poor = 2
			paths = append(paths, m.write(c))
		}
	}
	wantClean(t, take(t, b, m.period, paths...))
	if err := b.Exclude(ctx, m.period, "14869", "thị trấn", false); err != nil {
		t.Fatal(err)
	}
}

func TestClosedMonthTakesNothing(t *testing.T) {
	m, b := district(t)
	full(t, m, b)
	if err := b.ClosePeriod(ctx, m.period, " "); err == nil {
		t.Error("a month is closed without a reason")
	}
	if err := b.ClosePeriod(ctx, m.period, "Đủ báo cáo"); err != nil {
		t.Fatal(err)
	}
	c, err := b.Closing(ctx, m.period)
	if err != nil || !c.Closed || c.Because != "Đủ báo cáo" || c.Who != "tester" || c.Writable() {
		t.Fatalf("%+v, %v", c, err)
	}
	one := m.communes("385")[0]
	path := m.write(m.commune(one, 3))
	for name, do := range map[string]func() error{
		"import":    func() error { _, err := b.Import(ctx, m.period, []string{path}, nil); return err },
		"explain":   func() error { _, err := b.Explain(ctx, m.period, one.Code, "x", "y"); return err },
		"send back": func() error { return b.SendBack(ctx, m.period, one.Code, "Thiếu dấu") },
		"exclude":   func() error { return b.Exclude(ctx, m.period, one.Code, "Chờ sắp xếp", false) },
		"days":      func() error { return b.SetDays(ctx, m.period, m.from, m.to) },
		"close":     func() error { return b.ClosePeriod(ctx, m.period, "Lần nữa") },
	} {
		var p *office.Problem
		if err := do(); !errors.As(err, &p) || p.ID != office.ProblemClosed {
			t.Errorf("%s in a closed month gives %v", name, err)
		}
	}
	stage, err := b.Stage(ctx, m.period)
	if err != nil || stage[one.Code] != office.StageDone || stage["14869"] != office.StageExcluded {
		t.Errorf("stages %v, %v", stage, err)
	}
	next := month(t, "2020-04")
	if err := b.SetDays(ctx, next, ntm.NewDate(2020, 3, 20), ntm.NewDate(2020, 4, 19)); err != nil {
		t.Errorf("the month after is closed as well: %v", err)
	}
}

// A month may be closed although units are missing, if the reason names each of them.
func TestReasonNamesWhoIsMissing(t *testing.T) {
	m, b := district(t)
	units := m.communes("385")
	full(t, m, b, units[0].Code, units[1].Code)
	c, err := b.Closing(ctx, m.period)
	if err != nil || len(c.Open) != 2 || c.Open[0].Standing != office.StandingMissing || c.Reported != 12 || c.Expected != 14 {
		t.Fatalf("%+v, %v", c, err)
	}
	p := wantProblem(t, b.ClosePeriod(ctx, m.period, "Còn "+units[0].Name), office.ProblemUnnamed)
	if p.Facts["names"] != units[1].Name {
		t.Errorf("not named are %q, want %s", p.Facts["names"], units[1].Name)
	}
	if err := b.ClosePeriod(ctx, m.period, "Chưa có "+strings.ToUpper(units[0].Short())+", mã "+units[1].Code+": mất điện"); err != nil {
		t.Error(err)
	}
	stage, err := b.Stage(ctx, m.period)
	if err != nil || stage[units[0].Code] != office.StageMissing || stage[units[2].Code] != office.StageDone {
		t.Errorf("stages %v, %v", stage, err)
	}
}

// After reopening, a correction is a new version, and what it moved is told with the commune that moved it.
func TestWhatMovedSinceTheClosing(t *testing.T) {
	m, b := district(t)
	full(t, m, b)
	one := m.communes("385")[3]
	wantProblem(t, b.ReopenPeriod(ctx, m.period, "Sửa"), office.ProblemNotClosed)
	if err := b.ClosePeriod(ctx, m.period, "Đủ báo cáo"); err != nil {
		t.Fatal(err)
	}
	moved, err := b.Moved(ctx, m.period)
	if err != nil || moved.ClosedAt == "" || len(moved.Closing) != 0 {
		t.Fatalf("%+v, %v", moved, err)
	}
	if err := b.ReopenPeriod(ctx, m.period, "Sửa số hộ nghèo"); err != nil {
		t.Fatal(err)
	}
	c := m.commune(one)
	c.Poor = 4
	v := take(t, b, m.period, m.named(m.write(c), "lần hai.xlsx"))[0]
	if v.Version != 2 || v.Verdict == office.VerdictRefused {
		t.Fatalf("%+v", v)
	}
	for _, f := range v.Findings {
		if f.Severity == ntm.Explain {
			if _, err := b.Explain(ctx, m.period, one.Code, f.Key(), "Đã rà soát"); err != nil {
				t.Fatal(err)
			}
		}
	}
	if moved, err = b.Moved(ctx, m.period); err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, x := range moved.Closing {
		got[x.Key+" "+x.Unit] = x.Was + "→" + x.Now
	}
	for key, want := range map[string]string{"ho_ngheo/ngheo/cuoi_ky ": "28→30", "ho_ngheo/ngheo/cuoi_ky " + one.Code: "2→4"} {
		if got[key] != want {
			t.Errorf("%s moved %q, want %s\n%v", key, got[key], want, got)
		}
	}
	if _, ok := got["criteria/met "]; ok {
		t.Error("criteria did not move, but they are told")
	}
	history, err := b.Closing(ctx, m.period)
	if err != nil || history.Closed || len(history.History) != 2 || history.Because != "Sửa số hộ nghèo" {
		t.Errorf("%+v, %v", history, err)
	}
}

// A month stands as it is while a longer period made from it is closed; the longer one is no hindrance else.
func TestClosedQuarterHoldsItsMonths(t *testing.T) {
	m, b := district(t)
	full(t, m, b)
	quarter := month(t, "2020-Q1")
	if err := b.Exclude(ctx, quarter, "14869", "thị trấn", false); err != nil {
		t.Fatal(err)
	}
	c, err := b.Closing(ctx, quarter)
	if err != nil || len(c.OpenMonths) != 3 {
		t.Fatalf("%+v, %v", c, err)
	}
	if len(c.Open) != 14 || c.Open[0].Standing != office.StandingMissing {
		t.Errorf("with two months missing, open are %+v", c.Open)
	}
	why := "Thiếu hai tháng của"
	for _, u := range c.Open {
		why += " " + u.Unit.Name + ","
	}
	if err := b.ClosePeriod(ctx, quarter, why); err != nil {
		t.Fatal(err)
	}
	wantProblem(t, b.SendBack(ctx, m.period, c.Open[0].Unit.Code, "Sai"), office.ProblemClosed)
	if c, err = b.Closing(ctx, m.period); err != nil || c.Closed || c.Writable() || len(c.Under) != 1 || c.Under[0] != quarter {
		t.Errorf("%+v, %v", c, err)
	}
	if err := b.ReopenPeriod(ctx, quarter, "Chờ đủ"); err != nil {
		t.Fatal(err)
	}
	if err := b.SendBack(ctx, m.period, c.Period.String(), "Sai"); err == nil {
		t.Error("a unit that does not exist is sent back")
	}
	if err := b.SendBack(ctx, m.period, m.communes("385")[0].Code, "Sai"); err != nil {
		t.Error(err)
	}
}

// Totals that do not come out the same both ways are not closed. The checks of the totals cannot be made to
// fail through a book; what is asked of a unit that is blocked is told.
func TestBlockedUnitIsStillOpen(t *testing.T) {
	m, b := district(t)
	one := m.communes("385")[0]
	full(t, m, b, one.Code)
	c := m.commune(one)
	c.Change = func(r *ntm.Return) { filled.Set(r, "ho_ngheo", "ngheo", "cuoi_ky", "7") }
	take(t, b, m.period, m.write(c))
	got, err := b.Closing(ctx, m.period)
	if err != nil || len(got.Open) != 1 || got.Open[0].Standing != office.StandingBlocked || got.Open[0].Counts.Block == 0 {
		t.Fatalf("%+v, %v", got, err)
	}
	wantProblem(t, b.ClosePeriod(ctx, m.period, "Xong"), office.ProblemUnnamed)
	stage, err := b.Stage(ctx, m.period)
	if err != nil || stage[one.Code] != office.StageReceived {
		t.Errorf("%v, %v", stage, err)
	}
	if err := b.SendBack(ctx, m.period, one.Code, "Sai hộ nghèo"); err != nil {
		t.Fatal(err)
	}
	if stage, _ = b.Stage(ctx, m.period); stage[one.Code] != office.StageReturned {
		t.Errorf("stage %v", stage[one.Code])
	}
}

// What is typed over a return after its month was closed and opened again is a new version; the one that was
// counted stays readable as it was.
func TestCorrectionAfterClosingIsANewVersion(t *testing.T) {
	b := decemberBook(t)
	if err := b.ClosePeriod(ctx, december, "Đủ báo cáo"); err != nil {
		t.Fatal(err)
	}
	row, col, _ := office.CellOf("J18")
	cell := []office.Mending{{Sheet: "04_HoNgheo", Row: row, Col: col, Text: "19"}}
	_, err := b.Mend(ctx, december, codePhuLe, cell)
	wantProblem(t, err, office.ProblemClosed)
	r, err := b.Review(ctx, december, codePhuLe)
	if err != nil || r.Locked == nil || r.Locked.ID != office.ProblemClosed || r.Version != 1 {
		t.Fatalf("locked %+v, %v", r.Locked, err)
	}
	if err := b.ReopenPeriod(ctx, december, "Sửa hộ nghèo"); err != nil {
		t.Fatal(err)
	}
	if r, err = b.Mend(ctx, december, codePhuLe, cell); err != nil || r.Version != 2 {
		t.Fatalf("version %d, %v", r.Version, err)
	}
	if r, err = b.Mend(ctx, december, codePhuLe, []office.Mending{{Sheet: "04_HoNgheo", Row: row, Col: col, Text: "20"}}); err != nil || r.Version != 2 {
		t.Fatalf("a second cell makes version %d, %v", r.Version, err)
	}
	// The draft is in no total: the version that was counted, with 18 poor households, still is.
	wantFigure(t, "poor households", rollUp(t, b, december).Poverty(ntm.PoorRow, ntm.Every).Closing, "309")
	if moved, err := b.Moved(ctx, december); err != nil || len(moved.Closing) != 0 {
		t.Errorf("moved %+v, %v", moved.Closing, err)
	}
}
