package app

import (
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"bieuxa/ntm"
	"bieuxa/office"
)

func december2020() ntm.Period { return ntm.Period{Kind: ntm.Month, Year: 2020, N: 12} }

// stated is a figure of n of so many units.
func stated(value string, n, of int) ntm.Figure {
	d, err := decimal.NewFromString(value)
	if err != nil {
		return ntm.Figure{Expected: of}
	}
	return ntm.Figure{Num: ntm.NumOf(d), Reported: n, Expected: of}
}

// key is a key figure; an empty text is a figure that nobody stated.
func key(family, measure string, places int, now, before, start string) office.KeyFigure {
	return office.KeyFigure{Family: family, Measure: measure, Places: places, Rate: strings.HasSuffix(measure, "ty_le"),
		Compared: ntm.Compared{Now: stated(now, 14, 15), Before: stated(before, 14, 14), YearStart: stated(start, 14, 14)}}
}

// sampleOverview is a district of two communes and two criteria; one commune has been sent back.
func sampleOverview() *office.Overview {
	first, second := unit("14872", "Xã Thành Sơn"), unit("14884", "Xã Phú Lệ")
	line := &ntm.UnitLine{Unit: first, Now: &ntm.Return{}}
	return &office.Overview{Period: december2020(), Set: &ntm.CriteriaSet{Criteria: make([]ntm.Criterion, 2)}, Reported: 1, Expected: 2,
		Missing: []ntm.Unit{second}, Standing: map[string]office.Standing{"14884": office.StandingReturned},
		Criteria: &ntm.CriteriaRollUp{Reported: 1, Expected: 2, Met: 1216, Possible: 1266, Before: ntm.NumInt(1209), YearStart: ntm.NumInt(1199),
			By: []ntm.CriterionCount{{No: 1, Name: "Quy hoạch", Met: 1}, {No: 2, Name: "Giao thông"}},
			Units: []ntm.CriteriaLine{{Line: line, Met: 1, Statuses: []ntm.Status{ntm.StatusMet, ntm.StatusBasicallyMet}, Before: ntm.NumInt(0)},
				{Line: &ntm.UnitLine{Unit: second}}}},
		Figures: []office.KeyFigure{key("tieu_chi", "dat", 0, "1216", "1209", "1199"), key("ho_ngheo", "ngheo", 0, "309", "", "1024"),
			key("ho_ngheo", "ngheo_ty_le", 2, "2.7800269", "", ""), key("ho_ngheo", "so_ho", 0, "11115", "", ""),
			key("nguon_luc", "kh_nam", 1, "213060", "", ""), key("nguon_luc", "gn_lk", 1, "209449.7", "", ""), key("nguon_luc", "ty_le", 2, "", "", "")}}
}

func TestTilesSayFiguresAsAnOfficeWritesThem(t *testing.T) {
	tiles := overviewTiles(sampleOverview(), vietnamese(t))
	want := []tileText{
		{figure: "1.216/1.266", lines: []string{"Bình quân 1.216,00 tiêu chí/xã (1/2 xã)", "+7 so kỳ trước; +17 so 31/12"}, behind: "tieu_chi.dat"},
		{figure: "309", lines: []string{"Tỷ lệ 2,78% của 11.115 hộ", "-715 so 31/12"}, behind: "ho_ngheo.ngheo"},
		{figure: "…", lines: []string{"209.449,7 triệu đồng; kế hoạch năm 213.060,0, cùng vốn chuyển sang và điều chỉnh", "Chưa so sánh được với kỳ trước"}, behind: "nguon_luc.ty_le"},
		{figure: "0", lines: []string{"Không có việc nào quá hạn."}, behind: "lo_trinh.qua_han"},
	}
	for i, x := range want {
		if got := tiles[i]; got.figure != x.figure || !slices.Equal(got.lines, x.lines) || got.behind != x.behind {
			t.Errorf("tile %d: %+v, want %+v", i, got, x)
		}
	}
}

func TestMatrixHasSignWordAndTone(t *testing.T) {
	m := newMatrix(sampleOverview(), vietnamese(t))
	for _, c := range []struct {
		row, col    int
		text, words string
		tone        tone
	}{
		{0, 3, "1", "Tiêu chí 1. Quy hoạch", ""},
		{1, 3, "1", "Tiêu chí 1. Quy hoạch: 1/1 xã đạt", ""},
		{1, 1, "1.216", "Tổng số tiêu chí đạt: 1.216/1.266", ""},
		{2, 1, "1/2", "Xã Thành Sơn: đạt 1/2 tiêu chí", ""},
		{2, 2, "+1", "Xã Thành Sơn: tăng, giảm số tiêu chí đạt so kỳ trước (kỳ trước 0; 31/12 năm trước …)", ""},
		{2, 3, "Đ", "Xã Thành Sơn, tiêu chí 1. Quy hoạch: Đạt", toneMet},
		{2, 4, "CB", "Xã Thành Sơn, tiêu chí 2. Giao thông: Cơ bản đạt", toneBasic},
		{3, 4, "…", "Xã Phú Lệ: đã trả lại, chưa có trong số tổng hợp", toneMissing},
	} {
		if got := m.cell(c.row, c.col); got.text != c.text || got.words() != c.words || got.tone != c.tone {
			t.Errorf("cell %d, %d: %q, %q, %s; want %+v", c.row, c.col, got.text, got.words(), got.tone, c)
		}
	}
	if figure, of := m.figure(3, 4); figure != "tieu_chi/2/dg" || of != "14884" {
		t.Errorf("behind the cell stands %s of %s", figure, of)
	}
	if figure, of := m.figure(0, 0); figure != "tieu_chi.dat" || of != "" {
		t.Errorf("behind the corner stands %s of %s", figure, of)
	}
	signs := map[string]bool{}
	for _, s := range legend() {
		signs[sign(s, m.w)] = true
	}
	if len(signs) != 5 {
		t.Errorf("five statuses have the signs %v", signs)
	}
}

func TestMonthWithoutReturnsIsAGap(t *testing.T) {
	all := []office.Point{
		{Period: ntm.Period{Kind: ntm.Month, Year: 2020, N: 11}, Expected: 14, Set: "a"},
		{Period: december2020(), Reported: 12, Expected: 14, Met: ntm.NumInt(114), Average: ntm.NumOf(decimal.RequireFromString("9.5")), Set: "a"},
	}
	plan := trendPlan(all, vietnamese(t))
	if !slices.Equal(plan.labels, []string{"11", "12*"}) || len(plan.series) != 1 || plan.places != 2 {
		t.Errorf("drawn as %+v", plan)
	}
	if v := plan.series[0].values; v[0].OK || v[1].String() != "9.5" {
		t.Errorf("drawn are %v; want a gap and 9.5", v)
	}
	if got, want := trendGaps(all, vietnamese(t)), "Không có báo cáo: 11/2020. (*) Chưa đủ xã báo cáo: 12/2020 (12/14)."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	all[0].Set, all[0].Average, all[0].Reported = "b", ntm.NumInt(5), 14
	if plan = trendPlan(all, vietnamese(t)); len(plan.series) != 2 || plan.series[0].values[0].OK || plan.series[1].values[0].String() != "5" {
		t.Error("a month under another set is on the same line")
	}
}

func TestTurnoutNamesWhatThereIs(t *testing.T) {
	tu := &office.Turnout{Period: december2020(), Due: ntm.NewDate(2020, 12, 16), DueProposed: true, From: ntm.NewDate(2020, 11, 15),
		To: ntm.NewDate(2020, 12, 14), Expected: 15, Received: 13, Clean: 12, Returned: 1, Missing: 2, Late: []ntm.Unit{{}, {}}}
	var texts []string
	for _, c := range turnoutChips(tu, vietnamese(t)) {
		texts = append(texts, c.text)
	}
	want := []string{"13/15 đơn vị đã nộp", "12 được tổng hợp", "1 đã trả lại", "2 chưa nộp", "2 quá hạn chưa nộp"}
	if !slices.Equal(texts, want) {
		t.Errorf("%q, want %q", texts, want)
	}
	if got, want := overviewDays(tu, vietnamese(t)), "Tháng 12/2020 (từ 15/11/2020 đến 14/12/2020). Hạn nộp: 16/12/2020 (lịch mặc định, đơn vị có thể quy định khác)."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestManyNamesAreCounted(t *testing.T) {
	var units []ntm.Unit
	for range 10 {
		units = append(units, unit("1", "Xã A"))
	}
	if got := unitNames(units, nil, vietnamese(t)); !strings.HasSuffix(got, "Xã A và 2 đơn vị khác") {
		t.Errorf("%q", got)
	}
}
