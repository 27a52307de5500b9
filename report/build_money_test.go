package report_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"bieuxa/ntm"
	"bieuxa/report"
)

// money states sheet 02 of a return: each source's plan, carried over, adjusted, raised now and to date, spent now and
// to date, «_» for a blank; sources not named say "-", sums are made from their parts.
func (x *fixture) money(r *ntm.Return, sources map[string]string) {
	g := x.grid(r, ntm.ResourceTable)
	columns := []string{"kh_nam", "chuyen_sang", "dieu_chinh", "hd_ky", "hd_lk", "gn_ky", "gn_lk"}
	said := map[string][]string{}
	for i := range g.Table.Rows {
		if def := &g.Table.Rows[i]; len(def.Sum) == 0 {
			said[def.Code] = strings.Fields("- - - - - - -")
			if words, ok := sources[def.Code]; ok {
				said[def.Code] = strings.Fields(words)
			}
		}
	}
	for i := len(g.Table.Rows) - 1; i >= 0; i-- {
		def := &g.Table.Rows[i]
		if len(def.Sum) == 0 {
			continue
		}
		for c := range columns {
			total, word := decimal.Zero, "-"
			for _, part := range def.Sum {
				if n, err := decimal.NewFromString(said[part][c]); err == nil {
					total = total.Add(n)
					word = total.String()
				}
			}
			said[def.Code] = append(said[def.Code], word)
		}
	}
	for i := range g.Table.Rows {
		def := &g.Table.Rows[i]
		row := g.AddRow(def.Code, def)
		for c, col := range columns {
			write(g, row, 10+i, col, strings.ReplaceAll(said[def.Code][c], "_", ""))
		}
	}
}

// gifts states what the people gave: quantity and worth by kind.
func (x *fixture) gifts(r *ntm.Return, kinds map[string]string) {
	g := x.grid(r, "dan_gop")
	for i := range g.Table.Rows {
		def := &g.Table.Rows[i]
		row, words := g.AddRow(def.Code, def), strings.Fields(kinds[def.Code]+" - -")
		for c, col := range []string{"so_luong", "gia_tri"} {
			if !slices.Contains(def.Except, col) {
				write(g, row, 30+i, col, words[c])
			}
		}
	}
}

// past is a roll-up of a year ago in which the units with these codes have reported.
func (x *fixture) past(codes ...string) *fixture {
	then := &fixture{x.t, x.def, &ntm.RollUp{Period: x.ru.Period.YearAgo(), Set: x.ru.Set, Def: x.def, Parent: x.ru.Parent, Above: x.ru.Above}}
	for _, l := range x.ru.Lines {
		line := &ntm.UnitLine{Unit: l.Unit, Above: l.Above}
		then.ru.Lines = append(then.ru.Lines, line)
		if slices.Contains(codes, l.Unit.Code) {
			then.report(line)
		}
	}
	return then
}

func (x *fixture) line(code string) *ntm.UnitLine {
	for _, l := range x.ru.Lines {
		if l.Unit.Code == code {
			return l
		}
	}
	x.t.Fatalf("no unit %s", code)
	return nil
}

// moneyProvince: Đông Sơn is An and a town (Bình has not reported), Tây Sơn is An and Khô, which says "-" everywhere.
// A year ago the town had not reported, Bình had.
func moneyProvince(t *testing.T) *fixture {
	x := province(t)
	east, town, west, dry := x.line("10001").Now, x.line("10003").Now, x.line("10011").Now, x.line("10012").Now
	x.money(east, map[string]string{"I.1": "100 5 0 10 60 8 50", "IV": "40 _ _ 0 20 0 20", "VI.1": "10 _ _ 1 4 1 4"})
	x.money(town, map[string]string{"I.1": "50 0 -10 5 40.25 0 30"})
	x.money(west, map[string]string{"II.1": "200 0 0 20 150.5 20 100", "VI.2": "8 _ _ 2 6 2 6"})
	x.money(dry, nil)
	x.gifts(east, map[string]string{"tien_mat": "_ 4"})
	x.gifts(town, nil)
	x.gifts(west, map[string]string{"hien_dat": "500.5 6", "ho_hien_dat": "3 _"})
	x.gifts(dry, nil)
	then := x.past("10001", "10002", "10011", "10012")
	then.money(then.line("10001").Now, map[string]string{"I.1": "90 0 0 9 60 9 45"})
	then.money(then.line("10002").Now, map[string]string{"I.1": "30 0 0 3 30 3 30"})
	then.money(then.line("10011").Now, map[string]string{"II.1": "100 0 0 10 100 10 80"})
	then.money(then.line("10012").Now, nil)
	x.ru.YearAgo = then.ru
	return x
}

func TestMoneyByHand(t *testing.T) {
	x := moneyProvince(t)
	for _, c := range []struct{ what, form, row, col, want string }{
		{"plan: 150 + 50 + 208", "bieu-04a", "TỔNG SỐ", "plan", "408,00"},
		{"raised to date: 84 + 40,25 + 156,5", "bieu-04a", "TỔNG SỐ", "to_date", "280,75"},
		{"280,75 of 408, not the mean of rates", "bieu-04a", "TỔNG SỐ", "rate", "68,81"},
		{"what is left", "bieu-04a", "TỔNG SỐ", "left", "127,25"},
		{"last year's of those who report now: 60 + 100", "bieu-04a", "TỔNG SỐ", "year_ago", "160,00"},
		{"four units now, three then: not compared", "bieu-04a", "TỔNG SỐ", "against", ""},
		{"a source", "bieu-04a", "Vốn đầu tư công", "to_date", "100,25"},
		{"a sum of sources", "bieu-04a", "Ngân sách trung ương", "raised", "15,00"},
		{"nobody raised any", "bieu-04a", "Ngân sách xã", "to_date", "-"},
		{"a district", "bieu-04a", "Huyện Đông Sơn", "plan", "200,00"},
		{"124,25 of 200 is 62,125", "bieu-04a", "Huyện Đông Sơn", "rate", "62,13"},
		{"the other, 156,5 of 208", "bieu-04a", "Huyện Tây Sơn", "rate", "75,24"},
		{"the same units then and now", "bieu-04a", "Huyện Tây Sơn", "against", "156,50"},
		{"not the same units", "bieu-04a", "Huyện Đông Sơn", "against", ""},
		{"by unit as by source", "bieu-04a", "TỔNG CỘNG", "to_date", "280,75"},
		{"a dash stays a dash", "bieu-04a", "Xã Khô", "raised", "-"},
		{"absent", "bieu-04a", "Xã Bình", "plan", "chưa nộp"},
		{"quantity of land", "bieu-04a", "Hiến đất", "raised", "500,5"},
		{"households", "bieu-04a", "Số hộ hiến đất", "raised", "3"},
		{"worth of gifts: 4 + 6, as the sources say", "bieu-04a", "Cộng giá trị đóng góp", "to_date", "10,00"},
		{"carried over", "bieu-04b", "TỔNG SỐ", "carried", "5,0"},
		{"408 + 5 - 10", "bieu-04b", "TỔNG SỐ", "available", "403,0"},
		{"74 + 30 + 106", "bieu-04b", "TỔNG SỐ", "spent_to_date", "210,0"},
		{"210 of 403", "bieu-04b", "TỔNG SỐ", "rate", "52,11"},
		{"30 of 40 after the cut", "bieu-04b", "Thị trấn Đông", "rate", "75,00"},
		{"spent a year ago: 45 + 80", "bieu-04b", "TỔNG CỘNG", "year_ago", "125,0"},
	} {
		if got := printed(t, build(t, c.form, x.ru, context()), c.row, c.col); got != c.want {
			t.Errorf("%s: %s, %s, %s prints %q, want %q", c.what, c.form, c.row, c.col, got, c.want)
		}
	}
	f := build(t, "bieu-04a", x.ru, context())
	want := "Cột “Cùng kỳ năm trước / Lũy kế” chỉ gồm 3/4 đơn vị đã báo cáo kỳ này; không có số liệu của kỳ đó: Huyện Đông Sơn: 1. " +
		"Chỗ không cùng số đơn vị thì không so sánh."
	if !slices.Contains(f.Notes, want) {
		t.Errorf("notes %q lack %q", f.Notes, want)
	}
	x.ru.YearAgo = nil
	if got := printed(t, build(t, "bieu-04a", x.ru, context()), "TỔNG SỐ", "year_ago"); got != "" {
		t.Errorf("a year ago %q though nothing was received", got)
	}
}

// A blank plan is no plan of zero: the rate stands on the units that state it, or not at all.
func TestRateNeedsEveryPlan(t *testing.T) {
	x := december(t)
	an, binh := x.unit("10001", "Xã An"), x.unit("10002", "Xã Bình")
	x.money(x.report(an), map[string]string{"V": "20 _ _ 5 10 5 10", "III": "10 _ _ 5 5 5 5"})
	x.money(x.report(binh), map[string]string{"V": "_ _ _ 5 5 5 5", "III": "10 _ _ 5 10 5 5"})
	f := build(t, "bieu-04a", x.ru, context())
	if rate := printed(t, f, "Doanh nghiệp, hợp tác xã", "rate"); rate != "" {
		t.Errorf("rate %s of 15 raised by two over the plan of one", rate)
	}
	if rate := printed(t, f, "Vốn lồng ghép", "rate"); rate != "75,00" {
		t.Errorf("rate %s, want 15 of 20", rate)
	}
}

// A source that ended within the period (ngân sách huyện) is in its sum but has no row: the sum stands, with a note.
func TestSumKeepsASourceWithoutARow(t *testing.T) {
	x := december(t)
	an := x.unit("10001", "Xã An")
	x.money(x.report(an), map[string]string{"II.1": "5 _ _ 1 1 1 1", "II.2": "7 _ _ 2 2 2 2"})
	g := an.Now.Grid(ntm.ResourceTable)
	row, _ := g.Row("II.2")
	for _, col := range []string{"kh_nam", "hd_ky", "hd_lk"} {
		e, _ := g.At(row, col)
		e.Value = ntm.Value{Type: e.Type}
	}
	f := build(t, "bieu-04a", x.ru, context())
	if got := printed(t, f, "Ngân sách địa phương", "plan"); got != "12,0" {
		t.Errorf("the sum is %q, want the 12 that is stated", got)
	}
	if !slices.ContainsFunc(f.Notes, func(s string) bool {
		return strings.Contains(s, "không bằng tổng các dòng thành phần: Ngân sách địa phương (Kế hoạch")
	}) {
		t.Errorf("no note says so: %q", f.Notes)
	}
}

// debts gives the province its works: An two, the town none, West one; Khô says nothing, Bình is absent.
func debts(t *testing.T) *fixture {
	x := province(t)
	add := func(code, name, figures string) {
		words := []string{"cong_trinh", name, "chu_dau_tu", "UBND xã"}
		for i, n := range strings.Fields(figures) {
			words = append(words, []string{"tmdt", "kl_lk", "tt_lk", "no_dau", "ps_ky", "tra_ky", "no", "qua_han"}[i], strings.ReplaceAll(n, "_", ""))
		}
		x.list(x.line(code), "no_dong", words...)
	}
	add("10001", "Đường bản 1", "1000 900 700 250 0 50 200 20")
	add("10001", "Kênh bản 2", "300 300 300 0 0 0 0 0")
	add("10011", "Nhà văn hóa", "500 480 400 80 20 20 80 _")
	x.list(x.line("10003"), "no_dong")
	then := x.past("10001", "10003", "10011", "10012")
	then.list(then.line("10001"), "no_dong", "cong_trinh", "Đường bản 1", "no", "400")
	for _, code := range []string{"10003", "10011", "10012"} {
		then.list(then.line(code), "no_dong")
	}
	x.ru.YearEnd = then.ru
	return x
}

func TestDebtsByHand(t *testing.T) {
	x := debts(t)
	f := build(t, "bieu-05", x.ru, context())
	for _, c := range []struct{ what, row, col, want string }{
		{"a work", "Đường bản 1", "closing", "200,0"},
		{"works of the province", "TỔNG CỘNG", "investment", "1.800,0"},
		{"opening: 250 + 0 + 80", "TỔNG CỘNG", "opening", "330,0"},
		{"paid back: 50 + 20", "TỔNG CỘNG", "repaid", "70,0"},
		{"closing: 330 + 20 - 70", "TỔNG CỘNG", "closing", "280,0"},
		{"overdue, as far as it is stated", "TỔNG CỘNG", "overdue", "20,0"},
		{"at the end of last year", "TỔNG CỘNG", "year_end", "400,0"},
		{"a district", "Huyện Đông Sơn", "closing", "200,0"},
		{"the other", "Huyện Tây Sơn", "closing", "80,0"},
		{"blank is not zero", "Huyện Tây Sơn", "overdue", ""},
	} {
		if got := printed(t, f, c.row, c.col); got != c.want {
			t.Errorf("%s: %s, %s prints %q, want %q", c.what, c.row, c.col, got, c.want)
		}
	}
	printed(t, f, "2/4 đơn vị đã báo cáo còn nợ đọng cuối kỳ: Huyện Đông Sơn: 1; Huyện Tây Sơn: 1.", "no")
	for _, want := range []string{"Không phát sinh (1 đơn vị): Huyện Đông Sơn: 1.", "Đã báo cáo nhưng chưa ghi sheet 03 (1 đơn vị): Huyện Tây Sơn: 1.",
		"Chưa nộp báo cáo (1 đơn vị): Huyện Đông Sơn: 1."} {
		if !slices.Contains(f.Notes, want) {
			t.Errorf("notes %q lack %q", f.Notes, want)
		}
	}
}

// A quarter: the canal owed 100 at its start, 60 was paid in October and 40 in November; by December it is off the
// list. The road stays: 30 at the start, 10 paid each month. Opening 130, paid 130, closing 0.
func TestDebtsOfAQuarter(t *testing.T) {
	x := newFixture(t, fourCriteria(), ntm.Period{Kind: ntm.Quarter, Year: 2020, N: 4})
	an := x.unit("10001", "Xã An")
	for i, works := range [][][4]string{
		{{"Kênh", "100", "60", "40"}, {"Đường", "30", "10", "20"}},
		{{"Kênh", "40", "40", "0"}, {"Đường", "20", "10", "10"}},
		{{"Đường", "10", "10", "0"}},
	} {
		an.Now = ntm.NewReturn(x.def, an.Unit, x.ru.Period.Months()[i], x.ru.Set.ID)
		for _, w := range works {
			x.list(an, "no_dong", "cong_trinh", w[0], "no_dau", w[1], "ps_ky", "0", "tra_ky", w[2], "no", w[3])
		}
		an.Parts = append(an.Parts, an.Now)
	}
	f := build(t, "bieu-05", x.ru, context())
	for _, c := range [][3]string{{"TỔNG CỘNG", "opening", "130,0"}, {"TỔNG CỘNG", "repaid", "130,0"}, {"TỔNG CỘNG", "closing", "0,0"},
		{"Kênh", "repaid", "100,0"}, {"Kênh", "closing", ""}, {"Kênh", "schedule", "Đã ra khỏi danh sách"}, {"Đường", "repaid", "30,0"}} {
		if got := printed(t, f, c[0], c[1]); got != c[2] {
			t.Errorf("%s, %s prints %q, want %q", c[0], c[1], got, c[2])
		}
	}
}

func TestMoneyHoldsInAnyOrder(t *testing.T) {
	for id, make := range map[string]func(*testing.T) *fixture{"bieu-04a": moneyProvince, "bieu-04b": moneyProvince, "bieu-05": debts} {
		a, b := make(t), make(t)
		slices.Reverse(b.ru.Lines)
		x, y := build(t, id, a.ru, context()), build(t, id, b.ru, context())
		if !slices.Equal(closing(x), closing(y)) {
			t.Errorf("%s: totals %q, in other order %q", id, closing(x), closing(y))
		}
		sumOfDistricts(t, x)
	}
}

// sumOfDistricts: in every column of money the districts' rows add up to the total.
func sumOfDistricts(t *testing.T, f report.Form) {
	t.Helper()
	for c := range f.Columns {
		sum, total := decimal.Zero, decimal.Zero
		for _, r := range f.Rows {
			cell := r.Cells[c]
			if !cell.Numeric() || f.Columns[c].Decimals == 2 { // rates do not add up
				continue
			}
			switch {
			case r.Role == report.Group:
				sum = sum.Add(cell.Num)
			case r.Role == report.Total && r.Cells[0].Text == "TỔNG CỘNG":
				total = cell.Num
			}
		}
		if !sum.Equal(total) {
			t.Errorf("%s, column %s: districts add up to %s, the total is %s", f.ID, f.Columns[c].Key, sum, total)
		}
	}
}

func TestMoneyPrints(t *testing.T) {
	for name, ru := range map[string]*ntm.RollUp{"bieu-04a": moneyProvince(t).ru, "bieu-04b": moneyProvince(t).ru, "bieu-05": debts(t).ru} {
		t.Run(name, func(t *testing.T) { compare(t, "money-"+name, build(t, name, ru, context())) })
	}
}

// A year ago An had 45 poor households and Bình 50, the town had not reported: country 55 - 95 = -40; all together not
// compared.
func TestPovertyBesideLastYear(t *testing.T) {
	x := smallDistrict(t)
	then := x.past("10001", "10002")
	then.poverty(then.line("10001"), "ngheo", "200", "50", "50 50 5 0 0 0 _ 45 10")
	then.poverty(then.line("10002"), "ngheo", "300", "60", "50 50 0 0 0 0 _ 50 10")
	x.ru.YearAgo = then.ru
	f := build(t, "bieu-06a", x.ru, context())
	for _, c := range [][3]string{{"Xã An", "year_ago", "45"}, {"Xã An", "against", "-20"}, {"Khu vực nông thôn", "against", "-40"},
		{"TỔNG CỘNG", "year_ago", "95"}, {"TỔNG CỘNG", "against", ""}, {"Thị trấn Đông", "year_ago", ""}} {
		if got := printed(t, f, c[0], c[1]); got != c[2] {
			t.Errorf("%s, %s prints %q, want %q", c[0], c[1], got, c[2])
		}
	}
}

// A commune that cannot be compared leaves the whole column of bands blank, and is named.
func TestBandsOfAnotherTimeNeedEveryCommune(t *testing.T) {
	x := smallDistrict(t)
	x.line("10002").Before = nil
	f := build(t, "bieu-03", x.ru, context())
	if got := printed(t, f, "Xã đạt 4 tiêu chí", "before"); got != "" {
		t.Errorf("%s communes before, though Bình has no month before", got)
	}
	if want := "Cột “Số xã / Kỳ trước” để trống ở chỗ chưa đủ số liệu của: Bình."; !slices.Contains(f.Notes, want) {
		t.Errorf("notes %q lack %q", f.Notes, want)
	}
}
