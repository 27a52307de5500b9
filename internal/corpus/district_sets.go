package corpus

import (
	"fmt"

	"github.com/shopspring/decimal"

	"bieuxa/internal/filled"
	"bieuxa/ntm"
	"bieuxa/xlsx"
)

// ruralUnits are the first communes (xã) below a parent on the period's last day.
func (c *Catalogues) ruralUnits(parent, period string, n int) ([]ntm.Unit, error) {
	p, err := ntm.ParsePeriod(period)
	if err != nil {
		return nil, err
	}
	_, to, err := ntm.Cut{}.Days(p)
	if err != nil {
		return nil, err
	}
	var out []ntm.Unit
	for _, u := range c.units.Children(parent, ntm.LevelCommune, to) {
		if u.Kind.Rural() && len(out) < n {
			out = append(out, u)
		}
	}
	if len(out) < n {
		return nil, fmt.Errorf("%s has %d communes, not %d", parent, len(out), n)
	}
	return out, nil
}

// of2022 is Quan Hóa under the set of 2021–2025: small returns whose money runs month by month.
func (c *Catalogues) of2022(period string, before ...string) (*District, error) {
	set, ok := c.office.Criteria().Set("xa-2021-2025")
	if !ok {
		return nil, fmt.Errorf("no set xa-2021-2025")
	}
	units, err := c.ruralUnits("385", period, 6)
	if err != nil {
		return nil, err
	}
	d := &District{ID: "385-" + period, Parent: "385", Set: set.ID, Period: period, Before: before, units: units, meant: unverified}
	d.write = func(u ntm.Unit, p ntm.Period) (xlsx.Template, error) {
		one, err := c.commune(c.plain["xa-thang"], set, u, p)
		if err != nil {
			return xlsx.Template{}, err
		}
		i := index(units, u)
		one.Poor = 12 + i
		one.Unmet[2], one.Unmet[10] = true, i%2 == 1
		if i%2 == 0 {
			delete(one.Unmet, 10)
		}
		one.Change = func(r *ntm.Return) {
			money2022(r, int64(i+1), int64(p.N))
			nearly2022(r, int64(len(one.Unmet)))
		}
		return c.template(one.Def, u, one.Return(), set)
	}
	return d, nil
}

func index(units []ntm.Unit, u ntm.Unit) int {
	for i := range units {
		if units[i].Code == u.Code {
			return i
		}
	}
	return -1
}

// money2022 gives the commune money: of the centre 200,5 a month raised and 150,25 paid out of 5.000,5 planned, times
// the commune's number; of the people 12 a month in cash and 10 days of work at 1.250.000 đồng.
func money2022(r *ntm.Return, times, month int64) {
	put := func(row, col string, d decimal.Decimal) { filled.Set(r, "nguon_luc", row, col, d.String()) }
	of := func(s string) decimal.Decimal { return decimal.RequireFromString(s).Mul(decimal.NewFromInt(times)) }
	many := decimal.NewFromInt(month)
	plan, raised, paid, cash, work := of("5000.5"), of("200.5"), of("150.25"), of("12"), of("12.5")
	for _, row := range []string{"I.1", "I", "TONG"} {
		put(row, "kh_nam", plan)
		put(row, "gn_ky", paid)
		put(row, "gn_lk", paid.Mul(many))
		put(row, "hd_ky", raised)
		put(row, "hd_lk", raised.Mul(many))
	}
	people := cash.Add(work)
	for row, sum := range map[string]decimal.Decimal{"VI.1": cash, "VI.2": work, "VI": people, "TONG": raised.Add(people)} {
		put(row, "hd_ky", sum)
		put(row, "hd_lk", sum.Mul(many))
	}
	filled.Set(r, "dan_gop", "ngay_cong", "so_luong", decimal.NewFromInt(10*times*month).String())
	filled.Set(r, "dan_gop", "ngay_cong", "don_gia", "1250000")
	filled.Set(r, "dan_gop", "ngay_cong", "gia_tri", work.Mul(many).String())
	filled.Set(r, "nguon_luc", "I.1", "so_qd", "118/QĐ-UBND")
	filled.Set(r, "nguon_luc", "I.1", "ngay_qd", "2021-12-20")
	filled.Set(r, "dan_gop", "tien_mat", "gia_tri", cash.Mul(many).String())
}

// nearly2022 plans criterion 2, which is not met, to be nearly met by the end of the year.
func nearly2022(r *ntm.Return, unmet int64) {
	for _, row := range r.Grid(ntm.CriteriaTable).Rows {
		if row.Def.Criterion == 2 {
			filled.Set(r, ntm.CriteriaTable, row.Key, "dg_kh", ntm.StatusBasicallyMet.String())
		}
	}
	filled.Set(r, "tong_tieu_chi", "co_ban_dat", "so_kh", "1")
	filled.Set(r, "tong_tieu_chi", "chua_dat", "so_kh", decimal.NewFromInt(unmet-1).String())
}

// of2026 is Thanh Hóa in the first half of 2026: the six-monthly return of ten criteria.
func (c *Catalogues) of2026() (*District, error) {
	const period = "2026-H1"
	set, ok := c.office.Criteria().Set("xa-2026-2030")
	if !ok {
		return nil, fmt.Errorf("no set xa-2026-2030")
	}
	units, err := c.ruralUnits("38", period, 6)
	if err != nil {
		return nil, err
	}
	d := &District{ID: "38-" + period, Parent: "38", Set: set.ID, FormSet: "2026", Period: period, units: units, meant: unverified}
	d.write = func(u ntm.Unit, p ntm.Period) (xlsx.Template, error) {
		one, err := c.commune(c.plain["xa-6thang"], set, u, p)
		if err != nil {
			return xlsx.Template{}, err
		}
		i := int64(index(units, u) + 1)
		one.Unmet[2], one.Unmet[4] = true, true
		one.Change = func(r *ntm.Return) { money2026(r, decimal.NewFromInt(i)) }
		return c.template(one.Def, u, one.Return(), set)
	}
	return d, nil
}

// money2026: vốn đầu tư công 1.250,5 of 3.000 for roads, cash 40,25 of 100, times the commune's number.
func money2026(r *ntm.Return, times decimal.Decimal) {
	of := func(s string) string { return decimal.RequireFromString(s).Mul(times).String() }
	for col, x := range map[string][3]string{"ket_qua": {"1250.5", "40.25", "1290.75"}, "ke_hoach": {"3000", "100", "3100"}} {
		for row, s := range map[string]string{"I.1": x[0], "I": x[0], "VI.1": x[1], "VI": x[1], "TONG": x[2]} {
			filled.Set(r, "nguon_von", row, col, of(s))
		}
	}
	for col, s := range map[string]string{"thang6": "1250.5", "ke_hoach": "3000"} {
		filled.Set(r, "dau_tu_tw", "giao_thong", col, of(s))
		filled.Set(r, "dau_tu_tw", "TONG", col, of(s))
	}
	g := r.Grid("hop_phan")
	g.Nil = false
	row := g.AddRow("1", nil)
	for col, text := range map[string]string{"hop_phan": "Hợp phần 1", "noi_dung": "Hạ tầng thiết yếu", "hd_sn": "0", "hd_dp": "0", "hd_lg": "0",
		"hd_td": "0", "hd_dn": "0", "hd_dt": of("1250.5"), "hd_dan": of("40.25"), "hd_tong": of("1290.75"), "kh_dt": of("3000"), "kh_dan": of("100"),
		"kh_tong": of("3100")} {
		filled.Put(g, row, col, text)
	}
}

// ofDistricts is a province that receives its districts' assessments of themselves: those of Quảng Ninh, 2022.
func (c *Catalogues) ofDistricts() (*District, error) {
	const period = "2022-10"
	set, ok := c.office.Criteria().Set("xa-2021-2025")
	if !ok {
		return nil, fmt.Errorf("no set xa-2021-2025")
	}
	p, err := ntm.ParsePeriod(period)
	if err != nil {
		return nil, err
	}
	from, to, err := ntm.Cut{}.Days(p)
	if err != nil {
		return nil, err
	}
	d := &District{ID: "22-" + period, Parent: "22", Set: set.ID, Period: period, meant: unverified}
	unmet := map[string]map[int]int{"202": nil, "198": {5: 4, 8: 2}, "200": {2: 2, 5: 3}}
	for _, code := range []string{"202", "198", "200"} {
		u, ok := c.units.Find(code, to)
		if !ok {
			return nil, fmt.Errorf("no unit %s on %s", code, to)
		}
		d.units = append(d.units, u)
	}
	d.write = func(u ntm.Unit, p ntm.Period) (xlsx.Template, error) {
		def, err := c.office.DistrictForm().BindSets(string(u.Kind), to, c.office.Criteria().Set)
		if err != nil {
			return xlsx.Template{}, err
		}
		table := "huyen_tc"
		if u.Code == "200" {
			table = "huyen_nc"
		}
		one := filled.District{Def: def, Table: table, SetID: set.ID, Unit: u, Period: p, From: from, To: to, Unmet: unmet[u.Code]}
		return c.template(def, u, one.Return(), set)
	}
	return d, nil
}
