package report_test

import (
	"slices"
	"strings"
	"testing"

	"bieuxa/assets"
	"bieuxa/ntm"
	"bieuxa/report"
)

// province is two districts: Đông Sơn with An (2 of 4), Bình (missing) and a town; Tây Sơn with An
// (4 of 4, the same name) and a unit that left its households blank.
func province(t *testing.T) *fixture {
	x := december(t)
	x.ru.Parent = ntm.Unit{Code: "38", Name: "Tỉnh Mẫu", Kind: ntm.KindProvince, Level: ntm.LevelProvince}
	x.ru.Above = map[string]ntm.Unit{"371": {Code: "371", Name: "Huyện Đông Sơn"}, "372": {Code: "372", Name: "Huyện Tây Sơn"}}
	add := func(code, name, above string) *ntm.UnitLine {
		l := x.unit(code, name)
		l.Above = above
		return l
	}
	an, town := add("10001", "Xã An", "371"), add("10003", "Thị trấn Đông", "371")
	add("10002", "Xã Bình", "371")
	west, dry := add("10011", "Xã An", "372"), add("10012", "Xã Khô", "372")
	x.criteria(an, "xx--", "x---", "x---", "xxx-")
	x.criteria(west, "xxxx", "xxx-", "xx--", "xxxx")
	x.criteria(dry, "x--k", "", "x---", "x---")
	x.poverty(an, "ngheo", "100", "10", "20 20 5 5 0 0 _ 15 5")
	x.poverty(town, "ngheo", "300", "0", "6 6 0 0 0 0 _ 6 0")
	x.poverty(west, "ngheo", "100", "10", "10 10 0 0 0 0 1 11 5")
	x.poverty(dry, "ngheo", "", "", "50 50 1 0 0 0 -1 48 5")
	x.list(an, "lo_trinh", "ma", "3", "don_vi", "Công chức địa chính", "nganh", "Phòng NN&PTNT", "thoi_han", "2020-10-31", "tien_do", "50")
	x.list(an, "lo_trinh", "ma", "4", "nganh", "Phòng NN&PTNT", "thoi_han", "2020-12-14", "tien_do", "50")
	x.list(west, "lo_trinh")
	x.list(dry, "lo_trinh", "ma", "2", "don_vi", "Ban quản lý xã", "thoi_han", "2020-06-30", "tien_do", "100", "tinh_trang", "Hoàn thành")
	x.list(dry, "lo_trinh", "ma", "3", "don_vi", "Ban quản lý xã", "thoi_han", "2020-06-30", "tien_do", "90")
	return x
}

func TestProvincePrints(t *testing.T) {
	x := province(t)
	x.ru.Excluded = []ntm.Exclusion{{Unit: ntm.Unit{Code: "10099", Name: "Xã Cũ", Kind: ntm.KindCommune}, Reason: "đã nhập vào xã An"}}
	for _, id := range []string{"bieu-01", "bieu-02", "bieu-06a", "bieu-10", "phu-nop"} {
		t.Run(id, func(t *testing.T) { compare(t, "province-"+id, build(t, id, x.ru, context())) })
	}
}

// Khô states 48 poor households but not how many households it has: the closing sum holds it (80), the
// rate must not: (15 + 6 + 11) / (100 + 300 + 100) = 6,40 %, not 80/500 = 16,00 %.
func TestRateStandsOnUnitsThatStateBoth(t *testing.T) {
	f := build(t, "bieu-06a", province(t).ru, context())
	if sum, rate := printed(t, f, "TỔNG CỘNG", "closing"), printed(t, f, "TỔNG CỘNG", "closing_rate"); sum != "80" || rate != "6,40" {
		t.Errorf("closing %s at %s %%, want 80 at 6,40", sum, rate)
	}
	want := "Cột “Tổng số hộ dân cư / Số hộ” cộng trên 3/4 đơn vị đã báo cáo; chưa ghi: Huyện Tây Sơn: 1. Tỷ lệ không gồm các đơn vị này."
	if !slices.Contains(f.Notes, want) {
		t.Errorf("notes %q lack %q", f.Notes, want)
	}
}

func TestTotalsAgreeWithRollUp(t *testing.T) {
	for name, x := range map[string]*fixture{"small": smallDistrict(t), "province": province(t)} {
		p := x.ru.Poverty(ntm.PoorRow, ntm.Every)
		f := build(t, "bieu-06a", x.ru, context())
		for col, fig := range map[string]ntm.Figure{"households": p.Households, "opening": p.Opening, "escaped": p.Escaped, "closing": p.Closing} {
			if got := printed(t, f, "TỔNG CỘNG", col); got != report.FormatNumber(fig.D, 0) {
				t.Errorf("%s: %s prints %s, the roll-up has %s", name, col, got, fig.D)
			}
		}
	}
}

func TestSameNameIsToldApart(t *testing.T) {
	x := province(t)
	x.ru.Lines[0].Now = nil
	got := build(t, "bieu-01", x.ru, context()).Reported
	if want := "2/4 xã đã báo cáo; chưa nộp: An (Huyện Đông Sơn), Bình"; got != want {
		t.Errorf("footing %q, want %q", got, want)
	}
}

func TestDueOnTheLastDayIsNotOverdue(t *testing.T) {
	f := build(t, "bieu-10", province(t).ru, context())
	// An 3 (31/10, 50 %) and Khô 3 (30/6, 90 %) are; An 4 is due on the day, Khô 2 is finished.
	for _, c := range [][2]string{{"TỔNG SỐ QUÁ HẠN", "2"}, {"Huyện Đông Sơn", "1"}, {"Huyện Tây Sơn", "1"}} {
		if got := printed(t, f, c[0], "overdue"); got != c[1] {
			t.Errorf("%s: %s overdue, want %s", c[0], got, c[1])
		}
	}
	if n, by := province(t).ru.Overdue(ntm.Rural); n != 2 || by["Ban quản lý xã"] != 1 || by["Công chức địa chính"] != 1 {
		t.Errorf("the roll-up counts %d overdue, %v", n, by)
	}
}

func TestFiguresSayWhereTheyComeFrom(t *testing.T) {
	f := build(t, "bieu-06a", smallDistrict(t).ru, context())
	for _, r := range f.Rows {
		if r.Role != report.Total {
			continue
		}
		for i, c := range f.Columns {
			if c.Key != "closing" {
				continue
			}
			want := []string{"10001 mau.xlsx, 04_HoNgheo!J14", "10002 mau.xlsx, 04_HoNgheo!J14", "10004 mau.xlsx, 04_HoNgheo!J14"}
			if !slices.Equal(r.Cells[i].Places, want) {
				t.Errorf("closing comes from %q, want %q", r.Cells[i].Places, want)
			}
		}
	}
}

// A quarter of which An lacks October: its flows are missing, not the two months' sum.
func TestFlowOfAnIncompleteQuarterIsBlank(t *testing.T) {
	x := newFixture(t, fourCriteria(), ntm.Period{Kind: ntm.Quarter, Year: 2020, N: 4})
	an := x.unit("10001", "Xã An")
	x.poverty(an, "ngheo", "100", "0", "20 20 5 0 0 0 _ 15 0")
	an.Parts, an.Gaps = []*ntm.Return{an.Now, an.Now}, []ntm.Period{{Kind: ntm.Month, Year: 2020, N: 10}}
	f := build(t, "bieu-06a", x.ru, context())
	if got := printed(t, f, "TỔNG CỘNG", "escaped"); got != "" {
		t.Errorf("escaped %q of an incomplete quarter", got)
	}
	if got := printed(t, f, "TỔNG CỘNG", "closing"); got != "15" {
		t.Errorf("closing %q, want 15", got)
	}
	if !slices.ContainsFunc(f.Notes, func(s string) bool { return strings.Contains(s, "Xã An (tháng 10/2020)") }) {
		t.Errorf("no note names the gap: %q", f.Notes)
	}
}

// groups2026 is the ten criteria of 2026-2030: two communes of group 1, one missing of group 2, none of
// group 3, one in no group.
func groups2026(t *testing.T) *fixture {
	criteria, err := ntm.LoadCriteria(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	set, _ := criteria.Set("xa-2026-2030")
	x := newFixture(t, set, ntm.Period{Kind: ntm.HalfYear, Year: 2026, N: 1})
	x.ru.ShowGroup = true
	x.ru.Parent = ntm.Unit{Code: "38", Name: "Tỉnh Thanh Hóa", Kind: ntm.KindProvince, Level: ntm.LevelProvince}
	a, b, c, d := x.unit("20001", "Xã Một"), x.unit("20002", "Xã Hai"), x.unit("20003", "Xã Ba"), x.unit("20004", "Xã Bốn")
	a.Group, b.Group, c.Group = "1", "1", "2"
	x.criteria(a, "xxxxxxxxxx", "", "xxxxxxxx--", "xxxxxxxxxx")
	x.criteria(b, "xxxxxx----", "", "xxxxxx----", "xxxxxxxx--")
	x.criteria(d, "xxx-------", "", "xxx-------", "xxxx------")
	x.list(a, "cong_nhan", "danh_hieu", "NTM hiện đại", "so_qd", "9/QĐ-UBND", "ngay_qd", "2026-05-20", "hinh_thuc", "Công nhận")
	x.list(b, "cong_nhan")
	return x
}

func TestGroups2026Print(t *testing.T) {
	x := groups2026(t)
	for _, id := range []string{"bieu-01", "bieu-02", "bieu-03"} {
		t.Run(id, func(t *testing.T) { compare(t, "groups-"+id, build(t, id, x.ru, context())) })
	}
}
