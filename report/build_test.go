package report_test

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"bieuxa/assets"
	"bieuxa/ntm"
	"bieuxa/report"
)

var golden = flag.Bool("golden", false, "write report/testdata/*.golden.txt anew; read them before committing")

func compare(t *testing.T, name string, f report.Form) {
	t.Helper()
	path, got := filepath.Join("testdata", name+".golden.txt"), report.Dump(&f)
	if *golden {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("form %s differs (-want +got):\n%s", f.ID, diff)
	}
}

func board(ru *ntm.RollUp) []report.BoardLine {
	return []report.BoardLine{
		{Unit: ru.Lines[0].Unit, Standing: "Đã duyệt chờ tổng hợp", Version: 2, Received: ntm.NewDate(2020, 12, 15), Explain: 3},
		{Unit: ru.Lines[1].Unit, Standing: "Đã duyệt chờ tổng hợp", Version: 1, Received: ntm.NewDate(2020, 12, 9)},
		{Unit: ru.Lines[2].Unit, Standing: "Yêu cầu chỉnh lý", Version: 1, Received: ntm.NewDate(2020, 12, 17), Block: 2, Explain: 1, Late: true},
	}
}

// The small district, figures by hand in smallDistrict and below:
// criteria 2+2+1+1 = 6 = 2+4 of 8, average 3,00; before 5; year start 3; plan 7.
// Poor households: country 55/500 = 11,00 %, town 20/400 = 5,00 %, whole 75/900 = 8,33 %.
func TestSmallDistrictPrints(t *testing.T) {
	x, ctx := smallDistrict(t), context()
	ctx.Board, ctx.Due = board(x.ru), ntm.NewDate(2020, 12, 16)
	for _, id := range catalogue(t).For(x.ru) {
		if id == "bieu-06b" {
			continue
		}
		t.Run(id, func(t *testing.T) { compare(t, "small-"+id, build(t, id, x.ru, ctx)) })
	}
}

func TestFiguresByHand(t *testing.T) {
	x := smallDistrict(t)
	for _, c := range []struct{ what, form, row, col, want string }{
		{"communes that meet criterion 3", "bieu-01", "Số xã đạt từng tiêu chí", "criterion.3", "1"},
		{"share of criterion 3", "bieu-01", "Tỷ lệ (%)", "criterion.3", "50"},
		{"criteria of a commune", "bieu-01", "An", "met", "2"},
		{"nearly met stands apart", "bieu-01", "An", "nearly", "1"},
		{"gained since last month", "bieu-01", "An", "change", "1"},
		{"criteria of the district", "bieu-01", "TỔNG CỘNG", "met", "6"},
		{"gained by the district", "bieu-01", "TỔNG CỘNG", "change", "1"},
		{"average", "bieu-01", "BÌNH QUÂN TIÊU CHÍ/XÃ", "met", "3,00"},
		{"met at the start of the year", "bieu-02", "TỔNG CỘNG", "year_start", "3"},
		{"met before", "bieu-02", "TỔNG CỘNG", "before", "5"},
		{"planned", "bieu-02", "TỔNG CỘNG", "plan", "7"},
		{"share of all criteria", "bieu-02", "TỔNG CỘNG", "rate", "75,00"},
		{"who does not meet", "bieu-02", "Điện", "unmet", "An"},
		{"communes at full marks", "bieu-03", "Xã đạt 4 tiêu chí", "units", "1"},
		{"communes in the middle", "bieu-03", "Xã đạt 2–3 tiêu chí", "names", "An"},
		{"communes at the bottom", "bieu-03", "Xã đạt dưới 2 tiêu chí", "units", "0"},
		{"in the bottom band before: An with 1", "bieu-03", "Xã đạt dưới 2 tiêu chí", "before", "1"},
		{"and no more", "bieu-03", "Xã đạt dưới 2 tiêu chí", "change", "-1"},
		{"average at the start of the year: 3 of 2", "bieu-03", "BÌNH QUÂN TIÊU CHÍ/XÃ", "year_start", "1,50"},
		{"recognised by decision", "bieu-03", "Xã đã có quyết định công nhận Đạt chuẩn NTM", "names", "Bình"},
		{"average again", "bieu-03", "BÌNH QUÂN TIÊU CHÍ/XÃ", "units", "3,00"},
		{"country rate from sums", "bieu-06a", "Khu vực nông thôn", "closing_rate", "11,00"},
		{"town rate", "bieu-06a", "Khu vực thành thị", "closing_rate", "5,00"},
		{"rate of the whole, not 8,00 or 9,17", "bieu-06a", "TỔNG CỘNG", "closing_rate", "8,33"},
		{"closing", "bieu-06a", "TỔNG CỘNG", "closing", "75"},
		{"a dash stays a dash", "bieu-06a", "Xã Bình", "relapsed", "-"},
		{"not arisen stays so", "bieu-06a", "Xã Bình", "new", "KPS"},
		{"zero stays zero", "bieu-06a", "Thị trấn Đông", "new", "0"},
		{"overdue in all", "bieu-10", "TỔNG SỐ QUÁ HẠN", "overdue", "1"},
	} {
		t.Run(c.what, func(t *testing.T) {
			if got := printed(t, build(t, c.form, x.ru, context()), c.row, c.col); got != c.want {
				t.Errorf("%s, %s, %s prints %q, want %q", c.form, c.row, c.col, got, c.want)
			}
		})
	}
}

func TestNearlyMetCountsBySetting(t *testing.T) {
	x := smallDistrict(t)
	x.ru.Settings.BasicallyMetCounts = true
	f := build(t, "bieu-01", x.ru, context())
	for _, c := range [][3]string{{"An", "met", "3"}, {"An", "nearly", "1"}, {"TỔNG CỘNG", "met", "7"}, {"Số xã đạt từng tiêu chí", "criterion.3", "2"}} {
		if got := printed(t, f, c[0], c[1]); got != c[2] {
			t.Errorf("%s %s prints %q, want %q", c[0], c[1], got, c[2])
		}
	}
	if !slices.ContainsFunc(f.Notes, func(s string) bool { return strings.Contains(s, "được tính vào") }) {
		t.Errorf("no note says that nearly met counts: %q", f.Notes)
	}
}

// Quan Hóa 2020: 216 of 266 criteria, 14 communes, 15,43; the town does not count.
func TestQuanHoaAverage(t *testing.T) {
	criteria, err := ntm.LoadCriteria(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	set, _ := criteria.Set("xa-2016-2020")
	x := newFixture(t, set, ntm.Period{Kind: ntm.Month, Year: 2020, N: 12})
	for i := range 14 {
		met := 15
		if i < 6 {
			met = 16 // 6 × 16 + 8 × 15 = 216
		}
		l := x.unit("148"+string(rune('0'+i/10))+string(rune('0'+i%10)), "Xã "+string(rune('A'+i)))
		x.criteria(l, strings.Repeat("x", met)+strings.Repeat("-", 19-met), "", "", "")
	}
	x.unit("14869", "Thị trấn Hồi Xuân")
	f := build(t, "bieu-01", x.ru, context())
	if got := printed(t, f, "TỔNG CỘNG", "met"); got != "216" {
		t.Errorf("criteria met: %s, want 216", got)
	}
	if got := printed(t, f, "BÌNH QUÂN TIÊU CHÍ/XÃ", "met"); got != "15,43" {
		t.Errorf("average %s, want 15,43", got)
	}
	if got := printed(t, f, "TỔNG CỘNG", "change"); got != "" {
		t.Errorf("change %q without a previous period", got)
	}
	if f.Reported != "14/14 xã đã báo cáo" {
		t.Errorf("footing %q", f.Reported)
	}
	share := printed(t, build(t, "bieu-02", x.ru, context()), "TỔNG CỘNG", "rate")
	if share != "81,20" { // 216 / 266 = 81,203 %
		t.Errorf("share %s, want 81,20", share)
	}
}

func TestOrderOfUnitsChangesNoTotal(t *testing.T) {
	a, b := province(t), province(t)
	slices.Reverse(b.ru.Lines)
	for _, id := range []string{"bieu-01", "bieu-02", "bieu-03", "bieu-06a", "bieu-10", "phu-nop"} {
		if x, y := closing(build(t, id, a.ru, context())), closing(build(t, id, b.ru, context())); !slices.Equal(x, y) {
			t.Errorf("%s: totals %q, in other order %q", id, x, y)
		}
	}
}

// closing is what the totals print, names of units aside.
func closing(f report.Form) []string {
	var out []string
	words := f.StateWords()
	for _, r := range f.Rows {
		if r.Role != report.Total && r.Role != report.Subtotal {
			continue
		}
		for _, c := range r.Cells {
			if c.Numeric() || c.Kind == report.Status {
				out = append(out, words.Text(c))
			}
		}
	}
	slices.Sort(out)
	return out
}

func TestMissingIsNeverZero(t *testing.T) {
	x := december(t)
	x.unit("10001", "Xã An")
	x.unit("10002", "Thị trấn Đông")
	for _, id := range catalogue(t).For(x.ru) {
		f := build(t, id, x.ru, context())
		for i, r := range f.Rows {
			for c, cell := range r.Cells {
				if cell.Numeric() && c >= f.NameColumns {
					t.Errorf("%s, row %d, column %s prints %s though nobody reported", id, i+1, f.Columns[c].Key, cell.Num)
				}
			}
		}
		if !strings.HasPrefix(f.Reported, "0/") || !strings.Contains(f.Reported, "chưa nộp: ") {
			t.Errorf("%s: footing %q", id, f.Reported)
		}
	}
}

func TestFootingNamesTwelveAbsent(t *testing.T) {
	x := december(t)
	for i := range 15 {
		x.unit("100"+string(rune('0'+i/10))+string(rune('0'+i%10)), "Xã "+string(rune('A'+i)))
	}
	got := build(t, "bieu-01", x.ru, context()).Reported
	if want := "0/15 xã đã báo cáo; chưa nộp: A, B, C, D, E, F, G, H, I, J, K, L và 3 đơn vị khác"; got != want {
		t.Errorf("footing %q, want %q", got, want)
	}
}

func TestDaysAsTheDecreeWritesThem(t *testing.T) {
	for _, c := range []struct {
		month       int
		sub, cutoff string
	}{
		{12, "Kỳ báo cáo: Tháng 12/2020 (từ ngày 15/11/2020 đến ngày 14/12/2020)", "(Số liệu tính đến ngày 14/12/2020)"},
		{2, "Kỳ báo cáo: Tháng 02/2020 (từ ngày 15/01/2020 đến ngày 14/02/2020)", "(Số liệu tính đến ngày 14/02/2020)"},
		{6, "Kỳ báo cáo: Tháng 06/2020 (từ ngày 15/5/2020 đến ngày 14/6/2020)", "(Số liệu tính đến ngày 14/6/2020)"},
	} {
		x := newFixture(t, fourCriteria(), ntm.Period{Kind: ntm.Month, Year: 2020, N: c.month})
		x.unit("10001", "Xã An")
		if f := build(t, "bieu-01", x.ru, context()); f.Subtitle != c.sub || f.Cutoff != c.cutoff {
			t.Errorf("month %d: %q, %q", c.month, f.Subtitle, f.Cutoff)
		}
	}
}

func TestCatalogueRefuses(t *testing.T) {
	text, err := assets.FS.ReadFile("forms/lam-viec/bieu-06a.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ what, old, new, want string }{
		{"unknown layout", "layout: areas", "layout: pie", `layout "pie"`},
		{"unknown field", "measure: hộ", "mesure: hộ", "mesure"},
		{"rate of nothing", "rate: [closing, households]", "rate: [closed, households]", `"closing_rate": rate reads column "closed"`},
		{"column twice", "key: minority", "key: households", `column "households"`},
		{"lacking words", "  no_unit: không có đơn vị\n", "", `"no_unit"`},
		{"nobody covered", "covers: đơn vị", "covers: ai", "covers"},
	} {
		t.Run(c.what, func(t *testing.T) {
			changed := strings.Replace(string(text), c.old, c.new, 1)
			_, err := report.LoadCatalogue(fstest.MapFS{"forms/a/set.yaml": {Data: []byte("id: a\ntitle: A\ndefault: true\n")}, "forms/a/x.yaml": {Data: []byte(changed)}})
			if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "forms/a/x.yaml") {
				t.Errorf("error %v, want one that names the file and %s", err, c.want)
			}
		})
	}
}

func TestUnknownOrUnfitFormIsRefused(t *testing.T) {
	x := smallDistrict(t)
	if _, err := catalogue(t).Build("bieu-99", x.ru, context()); err == nil {
		t.Error("a form that does not exist was built")
	}
	x.ru.Set.Bands = nil
	if _, err := catalogue(t).Build("bieu-03", x.ru, context()); err == nil {
		t.Error("bands of a set without bands were built")
	}
	if got := catalogue(t).For(x.ru); slices.Contains(got, "bieu-03") || !slices.Contains(got, "bieu-01") {
		t.Errorf("forms that fit: %q", got)
	}
}

func TestCatalogueListsEachFormOnce(t *testing.T) {
	var ids []string
	for _, s := range catalogue(t).Forms() {
		ids = append(ids, s.ID)
	}
	for _, want := range []string{"bieu-01", "bieu-02", "bieu-03", "bieu-06a", "bieu-06b", "bieu-10", "phu-nop"} {
		if n := len(slices.DeleteFunc(slices.Clone(ids), func(s string) bool { return s != want })); n != 1 {
			t.Errorf("%s stands %d times in %q", want, n, ids)
		}
	}
	if !slices.IsSorted(ids) {
		t.Errorf("forms out of order: %q", ids)
	}
}
