package ntm_test

import (
	"testing"

	"github.com/shopspring/decimal"

	"bieuxa/assets"
	"bieuxa/ntm"
)

func poverty(t *testing.T, closing, rate string) *ntm.Return {
	t.Helper()
	def, err := ntm.LoadDefinition(assets.FS, "xa-thang")
	if err != nil {
		t.Fatal(err)
	}
	unit := ntm.Unit{Code: "14884", Name: "Xã Phú Lệ", Kind: "xã"}
	bound, err := def.Bind(&ntm.CriteriaSet{}, "xã", ntm.NewDate(2020, 12, 14))
	if err != nil {
		t.Fatal(err)
	}
	r := ntm.NewReturn(bound, unit, ntm.Period{Kind: ntm.Month, Year: 2020, N: 12}, "xa-2016-2020")
	set := func(g *ntm.Grid, row, col, v string) {
		w, ok := g.Row(row)
		if !ok {
			def, _ := g.Table.RowDefOf(row)
			w = g.AddRow(row, def)
		}
		e, _ := g.At(w, col)
		e.Value = ntm.NumberValue(e.Type, decimal.RequireFromString(v))
		e.Place = ntm.Place{Sheet: "04_HoNgheo", Cell: "G12"}
	}
	dc, _ := bound.Table("dan_cu")
	g := r.Add(dc)
	g.Found = true
	set(g, "tong", "so_ho", "11115")
	hn, _ := bound.Table("ho_ngheo")
	g = r.Add(hn)
	g.Found = true
	for col, v := range map[string]string{"dau_ky": "1024", "thoat": "715", "tai": "2", "phat_sinh": "1", "cuoi_ky": closing, "ty_le": rate} {
		set(g, "ngheo", col, v)
	}
	found, err := ntm.Examine(&ntm.Scope{Def: bound, Unit: unit, Ret: r})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		t.Logf("%s saw %s want %s %v", f.Key(), f.Saw, f.Want, f.Operands)
	}
	if len(found) == 0 {
		return nil
	}
	r.Reading = found
	return r
}

func TestPovertyArithmetic(t *testing.T) {
	// 1.024 + 2 + 1 − 715 = 312; 312 / 11.115 = 2,807 %; 309 / 11.115 = 2,78 %.
	if r := poverty(t, "312", "2.81"); r != nil {
		t.Errorf("clean figures are found at fault: %+v", r.Reading)
	}
	r := poverty(t, "309", "2.78")
	if r == nil || len(r.Reading) != 1 || r.Reading[0].ID != "P1" || r.Reading[0].Saw != "309" || r.Reading[0].Want != "312" {
		t.Fatalf("closing stock 309 against 312 is not found: %+v", r)
	}
	if got := len(r.Reading[0].Operands); got != 5 {
		t.Errorf("P1 names %d operands, want dau_ky, tai, phat_sinh, co_hoc, thoat", got)
	}
	if r := poverty(t, "312", "2.80"); r == nil || r.Reading[0].ID != "P2" {
		t.Error("a rate of 2,80 for 2,807 % is not found")
	}
}
