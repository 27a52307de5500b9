package ntm_test

import (
	"testing"

	"github.com/shopspring/decimal"

	"bieuxa/assets"
	"bieuxa/ntm"
)

func TestComputeByTheDefinition(t *testing.T) {
	def, err := ntm.LoadDefinition(assets.FS, "xa-thang")
	if err != nil {
		t.Fatal(err)
	}
	bound, err := def.Bind(&ntm.CriteriaSet{}, "xã", ntm.NewDate(2020, 2, 14))
	if err != nil {
		t.Fatal(err)
	}
	ret := ntm.NewReturn(bound, ntm.Unit{Code: "14884"}, ntm.Period{Kind: ntm.Month, Year: 2020, N: 2}, "")
	for i := range bound.Sheets {
		for j := range bound.Sheets[i].Tables {
			table, _ := bound.Table(bound.Sheets[i].Tables[j].ID)
			g := ret.Add(table)
			g.Found = true
			for k := range table.Rows {
				g.AddRow(table.Rows[k].Code, &table.Rows[k])
			}
		}
	}
	set := func(table, row, col, v string) {
		e, ok := ret.Entry(table, row, col)
		if !ok {
			t.Fatalf("%s/%s/%s is not there", table, row, col)
		}
		e.Value = ntm.NumberValue(e.Type, decimal.RequireFromString(v))
	}
	set("nguon_luc", "I.1", "kh_nam", "120.5")
	set("nguon_luc", "I.2", "kh_nam", "30")
	set("nguon_luc", "I.1", "hd_ky", "7")
	set("nguon_luc", "I.1", "gn_lk", "60.25")
	set("dan_cu", "tong", "so_ho", "11115")
	set("ho_ngheo", "ngheo", "cuoi_ky", "312")
	for _, c := range []struct{ name, table, row, col, want string }{
		{"a subtotal adds its rows", "nguon_luc", "I", "kh_nam", "150.5"},
		{"a subtotal over a blank is missing", "nguon_luc", "I", "hd_ky", ""},
		{"a rate is computed by its formula", "nguon_luc", "I.1", "ty_le", "50"},
		{"a rate over another table", "ho_ngheo", "ngheo", "ty_le", "2.807017543859649123"}, // 312 / 11.115
	} {
		n, err := ntm.Compute(bound, ret, c.table, c.row, c.col)
		if err != nil || n.String() != c.want {
			t.Errorf("%s: %q, %v; want %q", c.name, n, err, c.want)
		}
	}
	if n, err := ntm.Compute(bound, ret, "nguon_luc", "I.1", "kh_nam"); err == nil {
		t.Errorf("a figure without arithmetic is computed as %s", n)
	}
}
