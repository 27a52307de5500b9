package office_test

import (
	"fmt"
	"testing"

	"bieuxa/ntm"
	"bieuxa/report"
)

// Shares as published: each title has its own denominator (R6).
func TestNationalShares(t *testing.T) {
	for _, c := range []struct {
		name   string
		n, of  int
		places int
		want   string
	}{
		{"01/2025: đạt chuẩn of all xã", 6250, 8014, 0, "78"},
		{"01/2025: nâng cao of xã đạt chuẩn", 2275, 6250, 1, "36,4"},
		{"01/2025: kiểu mẫu of xã đạt chuẩn", 550, 6250, 1, "8,8"},
		{"06/2025: đạt chuẩn of all xã", 6084, 7669, 1, "79,3"},
		{"06/2025: nâng cao, printed as 42,4", 2567, 6084, 1, "42,2"},
		{"06/2025: kiểu mẫu, printed as 12,3", 743, 6084, 1, "12,2"},
		{"Quảng Ninh 2022: nâng cao", 48, 98, 2, "48,98"},
	} {
		rate := ntm.RateOf(c.n, c.of)
		if got := report.FormatNumber(rate.D, c.places); !rate.OK || got != c.want {
			t.Errorf("%s: %s %%, want %s", c.name, got, c.want)
		}
	}
	if rate := ntm.RateOf(3, 0); rate.OK {
		t.Errorf("a share of nothing is %s, want missing", rate)
	}
}

// Huế 2015: 1.286 criteria in 92 communes, «14» on average: 13,978.
func TestHueAverageRoundsToFourteen(t *testing.T) {
	c := &ntm.CriteriaRollUp{Met: 1286, Reported: 92}
	for places, want := range []string{"14", "14,0", "13,98", "13,978"} {
		if got := report.FormatNumber(c.Average().D, places); got != want {
			t.Errorf("average with %d decimals: %s, want %s", places, got, want)
		}
	}
	if c := (&ntm.CriteriaRollUp{Met: 0, Reported: 0}); c.Average().OK {
		t.Error("no commune has an average")
	}
}

// Tây Ninh: 71 communes in bands of 35, 14, 20 and 2, average 16,3; the bands allow 15,28 to 17,11.
func TestTayNinhAverageLiesWithinItsBands(t *testing.T) {
	set, ok := open(t).Criteria().Set("xa-2016-2020")
	if !ok {
		t.Fatal("no set")
	}
	c := &ntm.CriteriaRollUp{Set: set, Met: 1157, Reported: 71} // 1157/71 = 16,296
	for i, n := range []int{35, 14, 20, 2, 0} {
		c.Bands = append(c.Bands, ntm.BandCount{Band: set.Bands[i], Units: make([]ntm.Unit, n)})
	}
	low, high := c.AverageBounds()
	for _, x := range []struct {
		name   string
		got    ntm.Num
		places int
		want   string
	}{{"lowest", low, 2, "15,28"}, {"average", c.Average(), 1, "16,3"}, {"highest", high, 2, "17,11"}} {
		if got := report.FormatNumber(x.got.D, x.places); got != x.want {
			t.Errorf("%s: %s, want %s", x.name, got, x.want)
		}
	}
	if below, _ := c.Average().Cmp(low); below < 0 {
		t.Error("the average lies below what the bands allow")
	}
	if above, _ := c.Average().Cmp(high); above > 0 {
		t.Error("the average lies above what the bands allow")
	}
}

// R6 with denominators that differ: 4 of 14 communes meet the standard, 1 of the 4 is advanced.
func TestSharesHaveTheirOwnDenominators(t *testing.T) {
	m, b := district(t)
	var paths []string
	for i, u := range m.communes("385") {
		c := m.commune(u)
		switch {
		case i == 0:
			c.Titles = []string{ntm.TitleStandard, ntm.TitleAdvanced}
		case i < 4:
			c.Titles = []string{ntm.TitleStandard}
		}
		paths = append(paths, m.write(c))
	}
	wantClean(t, take(t, b, m.period, paths...))
	want := map[string]string{ntm.TitleStandard: "4/14 28,57", ntm.TitleAdvanced: "1/4 25,00", ntm.TitleModel: "0/4 0,00"}
	for _, s := range rollUp(t, b, m.period).Recognition(ntm.Every) {
		got := fmt.Sprintf("%d/%d %s", len(s.Units), s.Of, report.FormatNumber(s.Rate.D, 2))
		if w, ok := want[s.Title]; ok && got != w {
			t.Errorf("%s: %s, want %s", s.Title, got, w)
		}
	}
}
