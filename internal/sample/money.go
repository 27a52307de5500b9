package sample

// source is one line of sheet 02 that a unit fills; amounts are counted in tenths of triệu đồng.
type source struct {
	code       string
	perHome    int             // year's plan per household
	raised     [months + 1]int // per cent of the plan mobilised by the end of each month
	spent      [months + 1]int // per cent of the plan disbursed
	number, on string          // of the decision that allots it
}

// sources: the shares of budget, lồng ghép, credit, enterprises and people are near the national ones
// to 2020 (22, 8, 57, 5 and 8 %).
func sources() []source {
	credit := [months + 1]int{0, 6, 12, 21, 30, 39, 48, 57, 65, 73, 82, 91, 99}
	firms := [months + 1]int{0, 0, 15, 15, 15, 45, 45, 45, 70, 70, 85, 85, 96}
	return []source{
		{"I.1", 20, [13]int{0, 30, 30, 30, 50, 50, 70, 70, 85, 85, 100, 100, 100}, [13]int{0, 0, 4, 9, 16, 24, 34, 44, 54, 64, 75, 86, 96}, "01/QĐ-UBND", day(0, 20)},
		{"I.2", 3, [13]int{0, 25, 25, 25, 50, 50, 50, 75, 75, 75, 100, 100, 100}, [13]int{0, 4, 8, 14, 22, 30, 38, 47, 55, 64, 74, 85, 95}, "02/QĐ-UBND", day(0, 20)},
		{"II.1", 16, [13]int{0, 0, 20, 20, 40, 40, 60, 60, 80, 80, 100, 100, 100}, [13]int{0, 0, 3, 8, 15, 23, 33, 43, 53, 63, 74, 85, 95}, "03/QĐ-UBND", day(0, 27)},
		{"II.2", 9, [13]int{0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 100, 100}, [13]int{0, 2, 6, 12, 20, 29, 38, 47, 56, 66, 77, 88, 97}, "04/QĐ-UBND", day(0, 27)},
		{"II.3", 4, [13]int{0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 100, 100}, [13]int{0, 3, 8, 14, 22, 31, 40, 49, 58, 68, 79, 90, 98}, "05/QĐ-UBND", day(1, 6)},
		{"III", 19, [13]int{0, 0, 0, 20, 20, 40, 40, 60, 60, 80, 80, 100, 100}, [13]int{0, 0, 0, 10, 16, 24, 34, 44, 54, 64, 76, 88, 97}, "06/QĐ-UBND", day(1, 8)},
		{"IV", 125, credit, credit, "", ""},
		{"V", 12, firms, firms, "", ""},
	}
}

// people's contributions, per household and year in tenths: cash; then labour, land and goods by value.
const (
	cashPerHome   = 6
	labourPerHome = 8
	landPerHome   = 4
	goodsPerHome  = 2

	labourPrice = 150000 // đồng for a day's work
	landPrice   = 30000  // đồng for a square metre
)

func givenBy() [months + 1]int {
	return [months + 1]int{0, 1, 4, 10, 18, 27, 36, 46, 56, 66, 77, 88, 97}
}

// purse is one line of sheet 02 in one month.
type purse struct {
	plan, carried, adjusted     int
	raised, raisedLK, spent, lk int
}

func (p purse) plus(q purse) purse {
	return purse{p.plan + q.plan, p.carried + q.carried, p.adjusted + q.adjusted,
		p.raised + q.raised, p.raisedLK + q.raisedLK, p.spent + q.spent, p.lk + q.lk}
}

func (p purse) cells(number, on string) cells {
	ceiling := p.plan + p.carried + p.adjusted
	return cells{number, on, tenths(p.plan), tenths(p.carried), tenths(p.adjusted), tenths(p.raised), tenths(p.raisedLK),
		tenths(p.spent), tenths(p.lk), rate(p.lk, ceiling), ""}
}

// purse of a source in a month. In July the province allots two communes more; every other
// commune brings central money over from last year and spends it by May.
func (c *commune) purse(s source, month int) purse {
	cumulative := func(m int) (raised, spent int) {
		plan := c.homes(yearStart) * s.perHome / 100 * 100
		return plan*s.raised[m]/100 + c.adjusted(s, m), plan*s.spent[m]/100 + c.carried(s)*carriedSpent(m)/100 + c.adjusted(s, m)*adjustedSpent(m)/100
	}
	raised, spent := cumulative(month)
	raisedBefore, spentBefore := cumulative(month - 1)
	return purse{c.homes(yearStart) * s.perHome / 100 * 100, c.carried(s), c.adjusted(s, month),
		raised - raisedBefore, raised, spent - spentBefore, spent}
}

func (c *commune) carried(s source) int {
	if s.code != "I.1" || c.seed()%2 == 1 {
		return 0
	}
	return c.homes(yearStart) * s.perHome / 1000 * 80
}

func carriedSpent(m int) int {
	return [months + 1]int{0, 20, 45, 70, 90, 100, 100, 100, 100, 100, 100, 100, 100}[m]
}

func (c *commune) adjusted(s source, m int) int {
	if s.code != "II.1" || m < 7 || c.code != "14875" && c.code != "14884" {
		return 0
	}
	return 1500
}

func adjustedSpent(m int) int { return [months + 1]int{0, 0, 0, 0, 0, 0, 0, 0, 20, 45, 65, 85, 95}[m] }

// gift is what the people have given by the end of a month.
type gift struct{ cash, days, labour, metres, land, givers, goods int }

func (c *commune) gift(m int) gift {
	n := c.homes(yearStart) * givenBy()[m] / 100
	g := gift{cash: n * cashPerHome, goods: n * goodsPerHome}
	g.days = n * labourPerHome / 3 * 2 // two days are worth 0,3 triệu đồng
	g.labour = g.days * (labourPrice / 1000) / 100
	g.metres = n * landPerHome / 3 * 10 // ten square metres are worth 0,3 triệu đồng
	g.land = g.metres * (landPrice / 1000) / 100
	if g.givers = g.metres / 150; g.metres > 0 {
		g.givers++
	}
	return g
}

// givenPurse is cash or, if not, what else was given.
func (c *commune) givenPurse(month int, cash bool) purse {
	worth := func(m int) int {
		g := c.gift(m)
		if cash {
			return g.cash
		}
		return g.labour + g.land + g.goods
	}
	perHome := labourPerHome + landPerHome + goodsPerHome
	if cash {
		perHome = cashPerHome
	}
	now, before := worth(month), worth(month-1)
	return purse{plan: c.homes(yearStart) * perHome / 100 * 100, raised: now - before, raisedLK: now, spent: now - before, lk: now}
}

// nothing is the row of a unit that has no programme money.
func nothing() cells { return cells{"", "", "-", "-", "-", "-", "-", "-", "-", "", ""} }

func moneyTable(all []commune) *table {
	t := &table{id: "nguon_luc", about: "Sheet 02, nguồn lực, triệu đồng", columns: []string{"so_qd", "ngay_qd", "kh_nam", "chuyen_sang",
		"dieu_chinh", "hd_ky", "hd_lk", "gn_ky", "gn_lk", "ty_le", "giai_trinh"}}
	parts := map[string][]string{"I": {"I.1", "I.2"}, "II": {"II.1", "II.2", "II.3"}, "VI": {"VI.1", "VI.2"},
		"TONG": {"I.1", "I.2", "II.1", "II.2", "II.3", "III", "IV", "V", "VI.1", "VI.2"}}
	order := []string{"TONG", "I", "I.1", "I.2", "II", "II.1", "II.2", "II.3", "III", "IV", "V", "VI", "VI.1", "VI.2"}
	for i := range all {
		c := &all[i]
		for _, code := range order {
			t.row(c.code, code, func(m int) cells {
				if c.town {
					return nothing()
				}
				lines, sum := c.purses(m), purse{}
				if parts[code] == nil {
					return lines[code].cells(decisionOf(code))
				}
				for _, part := range parts[code] {
					sum = sum.plus(lines[part])
				}
				return sum.cells("", "")
			})
		}
	}
	return t
}

func decisionOf(code string) (number, on string) {
	for _, s := range sources() {
		if s.code == code {
			return s.number, s.on
		}
	}
	return "", ""
}

func (c *commune) purses(m int) map[string]purse {
	out := map[string]purse{"VI.1": c.givenPurse(m, true), "VI.2": c.givenPurse(m, false)}
	for _, s := range sources() {
		out[s.code] = c.purse(s, m)
	}
	return out
}

func giftTable(all []commune) *table {
	t := &table{id: "dan_gop", about: "Sheet 02, đóng góp của người dân", columns: []string{"so_luong", "don_gia", "gia_tri", "giai_trinh"}}
	for i := range all {
		c := &all[i]
		row := func(code string, says func(g gift) cells) {
			t.row(c.code, code, func(m int) cells {
				out := says(c.gift(m))
				for j := range out {
					if c.town && out[j] != "" {
						out[j] = map[int]string{0: "-", 1: "", 2: "-"}[j]
					}
				}
				return out
			})
		}
		row("tien_mat", func(g gift) cells { return cells{"", "", tenths(g.cash), ""} })
		row("ngay_cong", func(g gift) cells { return cells{itoa(g.days), itoa(labourPrice), tenths(g.labour), ""} })
		row("hien_dat", func(g gift) cells { return cells{itoa(g.metres), itoa(landPrice), tenths(g.land), ""} })
		row("ho_hien_dat", func(g gift) cells { return cells{itoa(g.givers), "", "", ""} })
		row("hien_vat", func(g gift) cells { return cells{"", "", tenths(g.goods), ""} })
	}
	return t
}
