package sample

// flow is how a stock of households moves in one month.
type flow struct{ escaped, toNear, back, arisen, closing int }

// povertyYear are the months 1 to 12 of one unit; element 0 holds the opening stock as its closing.
type povertyYear [months + 1]flow

// escapesBy is the share of the year's escapes, in per cent, booked by the end of each month: nearly
// all of them in the yearly review, October to December.
func escapesBy() [months + 1]int {
	return [months + 1]int{0, 0, 2, 3, 4, 5, 7, 8, 9, 10, 36, 66, 100}
}

// backIn says whether a household falls back into poverty in the unit in the month.
func (c *commune) backIn(m int) int {
	if c.seed()%2 == 0 && m == 3+c.seed()%7 {
		return 1
	}
	return 0
}

// arisenIn is the number of households that become poor in the month for the first time.
func (c *commune) arisenIn(m int) int {
	n := 0
	if m == 2+c.seed()%8 {
		n++
	}
	if c.poor > 80 && m == 1+(c.seed()*5)%9 {
		n++
	}
	return n
}

// poorYear moves the poor households from c.poor to c.poorEnd.
func (c *commune) poorYear() povertyYear {
	var y povertyYear
	y[0].closing = c.poor
	escapes := c.poor - c.poorEnd
	for m := 1; m <= months; m++ {
		escapes += c.backIn(m) + c.arisenIn(m)
	}
	for m := 1; m <= months; m++ {
		f := &y[m]
		f.escaped = escapes*escapesBy()[m]/100 - escapes*escapesBy()[m-1]/100
		f.toNear = f.escaped * 6 / 10
		f.back, f.arisen = c.backIn(m), c.arisenIn(m)
		f.closing = y[m-1].closing + f.back + f.arisen - f.escaped
	}
	return y
}

// nearYear moves the near-poor households; those who escape poverty into near-poverty arise there.
func (c *commune) nearYear(poor povertyYear) povertyYear {
	var y povertyYear
	y[0].closing = c.poor + c.homes(0)*8/100
	escapes := y[0].closing * 55 / 100
	for m := 1; m <= months; m++ {
		f := &y[m]
		f.escaped = escapes*escapesBy()[m]/100 - escapes*escapesBy()[m-1]/100
		if m == 4+c.seed()%6 {
			f.back = 1
		}
		f.arisen = poor[m].toNear
		if (m+c.seed())%4 == 0 {
			f.arisen++
		}
		f.closing = y[m-1].closing + f.back + f.arisen - f.escaped
	}
	return y
}

// meetsPoverty reports whether the poverty rate at the end of the month is at most 5 %.
func (c *commune) meetsPoverty(month int) bool {
	return c.poorYear()[month].closing*100 <= 5*c.homes(month)
}

func povertyTable(all []commune) *table {
	t := &table{id: "ho_ngheo", about: "Sheet 04, hộ nghèo và hộ cận nghèo", columns: []string{"dau_nam", "dau_ky", "thoat",
		"thoat_can", "tai", "phat_sinh", "cuoi_ky", "ty_le", "dtts", "khong_ld"}}
	for i := range all {
		c := &all[i]
		poor := c.poorYear()
		near := c.nearYear(poor)
		t.row(c.code, "ngheo", func(m int) cells { return povertyCells(c, poor, m, true) })
		t.row(c.code, "can_ngheo", func(m int) cells { return povertyCells(c, near, m, false) })
	}
	return t
}

func povertyCells(c *commune, y povertyYear, m int, poor bool) cells {
	f := y[m]
	toNear, unable := "", f.closing*4/100
	if poor {
		toNear, unable = itoa(f.toNear), c.poorEnd*4/10
	}
	return cells{itoa(y[0].closing), itoa(y[m-1].closing), itoa(f.escaped), toNear, itoa(f.back), itoa(f.arisen),
		itoa(f.closing), rate(f.closing, c.homes(m)), itoa(f.closing * c.minority / 100), itoa(unable)}
}
