package report_test

import (
	"testing"

	"bieuxa/assets"
	"bieuxa/ntm"
)

// sampleRollUp puts the sample district of the assets together for a period of 2020.
func sampleRollUp(t *testing.T, p ntm.Period) *ntm.RollUp {
	t.Helper()
	sample, err := ntm.LoadSample(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	def, err := ntm.LoadDefinition(assets.FS, "xa-thang")
	if err != nil {
		t.Fatal(err)
	}
	from, to, err := sample.Cut().Days(p)
	if err != nil {
		t.Fatal(err)
	}
	ru := &ntm.RollUp{Period: p, From: from, To: to, Set: sample.Set(), Parent: ntm.Unit{Code: "385", Name: "Huyện Quan Hóa"}}
	for _, u := range sample.Units() {
		bound, err := sample.Bind(def, u.Kind, p.LastMonth())
		if err != nil {
			t.Fatal(err)
		}
		if u.Kind.Rural() {
			ru.Def = bound
		}
		months := map[ntm.Period]*ntm.Return{}
		for _, m := range append(p.Months(), p.LastMonth().Previous()) {
			if months[m], err = sample.Return(bound, u, m); err != nil {
				t.Fatal(err)
			}
		}
		line := &ntm.UnitLine{Unit: u}
		ntm.Compose(line, p, months)
		line.Before = months[p.LastMonth().Previous()]
		ru.Lines = append(ru.Lines, line)
	}
	return ru
}

// The published report on Quan Hóa in 2020: 216 of 266 criteria in 14 communes, 15,43 on average; 17
// criteria gained in the year, so 199 at its start; poor households from 1.024 to 309, 2,78 %.
func TestSampleDistrictPrintsThePublishedFigures(t *testing.T) {
	month := sampleRollUp(t, ntm.Period{Kind: ntm.Month, Year: 2020, N: 12})
	year := sampleRollUp(t, ntm.Period{Kind: ntm.Year, Year: 2020})
	for _, c := range []struct {
		ru                   *ntm.RollUp
		form, row, col, want string
	}{
		{month, "bieu-01", "TỔNG CỘNG", "met", "216"},
		{month, "bieu-01", "BÌNH QUÂN TIÊU CHÍ/XÃ", "met", "15,43"},
		{month, "bieu-02", "TỔNG CỘNG", "now", "216"},
		{month, "bieu-02", "TỔNG CỘNG", "year_start", "199"},
		{month, "bieu-02", "TỔNG CỘNG", "rate", "81,20"},
		{month, "bieu-03", "TỔNG SỐ XÃ ĐÃ BÁO CÁO", "units", "14"},
		{month, "bieu-03", "BÌNH QUÂN TIÊU CHÍ/XÃ", "units", "15,43"},
		{month, "bieu-06a", "TỔNG CỘNG", "year_start", "1.024"},
		{month, "bieu-06a", "TỔNG CỘNG", "closing", "309"},
		{month, "bieu-06a", "TỔNG CỘNG", "closing_rate", "2,78"},
		{year, "bieu-06a", "TỔNG CỘNG", "opening", "1.024"},
		{year, "bieu-06a", "TỔNG CỘNG", "closing", "309"},
	} {
		if got := printed(t, build(t, c.form, c.ru, context()), c.row, c.col); got != c.want {
			t.Errorf("%s %s, %s, %s prints %q, want %q", c.ru.Period, c.form, c.row, c.col, got, c.want)
		}
	}
	for _, ru := range []*ntm.RollUp{month, year} {
		for _, id := range catalogue(t).For(ru) {
			build(t, id, ru, context())
		}
	}
}
