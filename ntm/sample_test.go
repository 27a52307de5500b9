package ntm_test

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"

	"bieuxa/assets"
	"bieuxa/ntm"
)

// sampleYear are the 180 returns of the sample, by unit and month.
type sampleYear struct {
	*ntm.Sample
	def     map[ntm.Kind]*ntm.Definition
	returns map[string][]*ntm.Return // by unit code; index 0 is January
}

func loadSample(t testing.TB) *sampleYear {
	t.Helper()
	s, err := ntm.LoadSample(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	def, err := ntm.LoadDefinition(assets.FS, "xa-thang")
	if err != nil {
		t.Fatal(err)
	}
	y := &sampleYear{Sample: s, def: map[ntm.Kind]*ntm.Definition{}, returns: map[string][]*ntm.Return{}}
	for _, u := range s.Units() {
		if y.def[u.Kind] == nil {
			if y.def[u.Kind], err = s.Bind(def, u.Kind, s.Periods()[0]); err != nil {
				t.Fatal(err)
			}
		}
		for _, p := range s.Periods() {
			r, err := s.Return(y.def[u.Kind], u, p)
			if err != nil {
				t.Fatal(err)
			}
			y.returns[u.Code] = append(y.returns[u.Code], r)
		}
	}
	return y
}

// sum adds one cell up over the units that have the table.
func (y *sampleYear) sum(t testing.TB, month int, table, row, col string) int64 {
	t.Helper()
	all := decimal.Zero
	for _, rs := range y.returns {
		e, ok := rs[month-1].Entry(table, row, col)
		if !ok {
			continue
		}
		n, known := e.Number()
		if !known {
			t.Fatalf("%s %s: %s/%s/%s is no figure", rs[month-1].Unit, rs[month-1].Period, table, row, col)
		}
		all = all.Add(n)
	}
	return all.IntPart()
}

func (y *sampleYear) eachReturn(f func(u ntm.Unit, month int, r *ntm.Return)) {
	for _, u := range y.Units() {
		for i, r := range y.returns[u.Code] {
			f(u, i+1, r)
		}
	}
}

// The published report on Quan Hóa in 2020: 216 of 266 criteria in 14 communes, 15,43 on average, 17
// more than a year before; 715 poor households fewer, 309 left, 2,78 %.
func TestSampleGivesThePublishedTotals(t *testing.T) {
	y := loadSample(t)
	kinds := map[ntm.Kind]int{}
	for _, u := range y.Units() {
		kinds[u.Kind]++
	}
	if kinds["xã"] != 14 || kinds["thị trấn"] != 1 || len(y.Periods()) != 12 {
		t.Fatalf("units %v, %d months; want 14 xã, 1 thị trấn, 12 months", kinds, len(y.Periods()))
	}
	for m := 1; m <= 12; m++ {
		if got := y.sum(t, m, "tong_tieu_chi", "dat", "so_nt"); got != 199 {
			t.Errorf("month %d: %d criteria met on 31/12/2019, want 199", m, got)
		}
		if got := y.sum(t, m, "ho_ngheo", "ngheo", "dau_nam"); got != 1024 {
			t.Errorf("month %d: %d poor households at the start of the year, want 1024", m, got)
		}
	}
	for _, c := range []struct {
		name            string
		table, row, col string
		month           int
		want            int64
	}{
		{"criteria met in December", "tong_tieu_chi", "dat", "so", 12, 216},
		{"criteria met in January", "tong_tieu_chi", "dat", "so", 1, 199},
		{"poor households in January", "ho_ngheo", "ngheo", "dau_ky", 1, 1024},
		{"poor households in December", "ho_ngheo", "ngheo", "cuoi_ky", 12, 309},
		{"households", "dan_cu", "tong", "so_ho", 12, 11115},
	} {
		if got := y.sum(t, c.month, c.table, c.row, c.col); got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
	met, communes := decimal.NewFromInt(y.sum(t, 12, "tong_tieu_chi", "dat", "so")), decimal.NewFromInt(14)
	if got := met.DivRound(communes, 4).String(); got != "15.4286" {
		t.Errorf("average %s, want 15.4286", got)
	}
	if n := y.Set().N() * 14; n != 266 {
		t.Errorf("%d criteria possible, want 266", n)
	}
	flows := int64(0)
	for m := 1; m <= 12; m++ {
		flows += y.sum(t, m, "ho_ngheo", "ngheo", "thoat") - y.sum(t, m, "ho_ngheo", "ngheo", "tai") - y.sum(t, m, "ho_ngheo", "ngheo", "phat_sinh")
	}
	if flows != 715 {
		t.Errorf("the months take %d poor households away, want 715", flows)
	}
	if rate := decimal.NewFromInt(30900).DivRound(decimal.NewFromInt(y.sum(t, 12, "dan_cu", "tong", "so_ho")), 2); rate.String() != "2.78" {
		t.Errorf("rate %s, want 2.78", rate)
	}
}

func TestSampleSpreadsCommunesOverTheBands(t *testing.T) {
	y := loadSample(t)
	got := map[string]int{}
	for _, rs := range y.returns {
		if e, ok := rs[11].Entry("tong_tieu_chi", "dat", "so"); ok {
			band, _ := y.Set().BandOf(int(e.Num.IntPart()))
			got[fmt.Sprintf("%d-%d", band.Min, band.Max)]++
		}
	}
	// 19+19+19 + 18+17+16+15+15 + 14+14+13+13+12+12 = 216
	want := map[string]int{"19-19": 3, "15-18": 5, "10-14": 6}
	for band, n := range want {
		if got[band] != n {
			t.Errorf("band %s: %d communes, want %d (all: %v)", band, got[band], n, got)
		}
	}
	villages := 0
	for _, rs := range y.returns {
		g := rs[11].Grid("thon")
		for _, row := range g.Rows {
			if e, _ := g.At(row, "trang_thai"); e.Text == "Đạt chuẩn NTM" || e.Text == "Kiểu mẫu" {
				villages++
			}
		}
	}
	if villages != 7 {
		t.Errorf("%d bản meet the standard in December, want 7", villages)
	}
}

func TestSampleMovesWithinReason(t *testing.T) {
	y := loadSample(t)
	gained, lost := 0, 0
	y.eachReturn(func(u ntm.Unit, m int, r *ntm.Return) {
		if m == 1 {
			return
		}
		now, before := r.Grid("tieu_chi"), y.returns[u.Code][m-2].Grid("tieu_chi")
		if now == nil {
			return
		}
		inMonth := 0
		for _, row := range now.Rows {
			if row.Kind() != ntm.RowCriterion && row.Kind() != ntm.RowSingle {
				continue
			}
			was, _ := before.Entry(row.Key, "dg")
			is, _ := now.At(row, "dg")
			switch {
			case is.Text == "Đạt" && was.Text != "Đạt":
				inMonth++
			case is.Text != "Đạt" && was.Text == "Đạt":
				lost++
			}
		}
		gained += inMonth
		if inMonth > 3 {
			t.Errorf("%s gains %d criteria in month %d, want 3 at most", u.Name, inMonth, m)
		}
	})
	if gained != 18 || lost != 1 {
		t.Errorf("%d gains and %d losses, want 18 and 1: seventeen in all", gained, lost)
	}
}

func TestSampleStatesEveryTable(t *testing.T) {
	y := loadSample(t)
	y.eachReturn(func(u ntm.Unit, m int, r *ntm.Return) {
		def := y.def[u.Kind]
		for i := range def.Sheets {
			for j := range def.Sheets[i].Tables {
				table := &def.Sheets[i].Tables[j]
				g := r.Grid(table.ID)
				if g == nil || !g.Found || len(g.Rows) == 0 && !g.Nil {
					t.Fatalf("%s, month %d: table %s is not stated", u.Name, m, table.ID)
				}
				if table.Shape != ntm.ShapeList && len(g.Rows) != len(table.Rows) {
					t.Errorf("%s, month %d: table %s has %d rows, want %d", u.Name, m, table.ID, len(g.Rows), len(table.Rows))
				}
			}
		}
		if u.Kind == "thị trấn" && (r.Grid("tieu_chi") != nil || r.Grid("cong_nhan") != nil || r.Grid("lo_trinh") != nil) {
			t.Errorf("the town files sheets 01, 07 or 08")
		}
		if got := r.Field("nguoi_lap").Text; got != "Người lập mẫu" {
			t.Errorf("%s, month %d: signed by %q; the sample names nobody", u.Name, m, got)
		}
	})
	first := y.returns["14884"][0]
	if from, to := first.Field("tu_ngay").Text, first.Field("den_ngay").Text; from != "2019-12-15" || to != "2020-01-14" {
		t.Errorf("January runs from %s to %s, want 2019-12-15 to 2020-01-14", from, to)
	}
	if e, _ := first.Entry("tieu_chi", "11", "yeu_cau"); e.Text != "≤ 5%" {
		t.Errorf("criterion 11 requires %q in Thanh Hóa, want ≤ 5%%", e.Text)
	}
	if e, _ := first.Entry("tieu_chi", "17.1", "kq"); e.Type != ntm.TypePair {
		t.Errorf("indicator 17.1 states %q of type %s, want a pair", e.Text, e.Type)
	}
}

// TestSampleYearIsClean runs the whole catalogue over the year: nothing blocks, and what must be
// explained is what was put there to be explained.
func TestSampleYearIsClean(t *testing.T) {
	y := loadSample(t)
	want := map[string]bool{}
	for _, x := range y.Explanations() {
		want[fmt.Sprintf("%s %s %s %s/%s", x.Unit, x.Period, x.Check, x.Table, x.Row)] = true
	}
	notes := map[string]int{}
	y.eachReturn(func(u ntm.Unit, m int, r *ntm.Return) {
		for _, f := range y.examine(t, u, m) {
			at := fmt.Sprintf("%s %s %s %s/%s", u.Code, r.Period, f.ID, f.Table, f.Row)
			switch {
			case f.Severity == ntm.Note:
				notes[f.ID]++
			case !want[at]:
				t.Errorf("%s %s: %s/%s saw %q want %q %v", f.Severity, at, f.Row, f.Column, f.Saw, f.Want, f.Facts)
			default:
				delete(want, at)
				if r.Grid(f.Table).Table.ExplainColumn() >= 0 && f.Explained == "" {
					t.Errorf("%s: the explanation does not stand in the row", at)
				}
			}
		}
	})
	for at := range want {
		if y.known(at) {
			t.Errorf("%s: explained, but nothing was found there", at)
		}
	}
	t.Logf("notes: %v", notes)
}

// known reports whether the catalogue has the check of the place.
func (y *sampleYear) known(at string) bool {
	var unit, period, check string
	if _, err := fmt.Sscan(at, &unit, &period, &check); err != nil {
		return true
	}
	_, ok := y.def["xã"].Check(check)
	return ok
}

func (y *sampleYear) examine(t *testing.T, u ntm.Unit, month int) []ntm.Finding {
	t.Helper()
	r := y.returns[u.Code][month-1]
	from, to, err := y.Cut().Days(r.Period)
	if err != nil {
		t.Fatal(err)
	}
	where, err := y.Where(r.Period)
	if err != nil {
		t.Fatal(err)
	}
	sc := &ntm.Scope{Def: y.def[u.Kind], Set: y.Set(), Where: where, Unit: u, From: from, To: to, Ret: r,
		Months: y.returns[u.Code][:month-1], Received: to.AddDays(4), Expected: r.Period, Valid: y.Units()}
	if month > 1 {
		sc.Prev = y.returns[u.Code][month-2]
	}
	found, err := ntm.Examine(sc)
	if err != nil {
		t.Fatal(err)
	}
	return found
}
