package report

import (
	"bieuxa/ntm"
)

// poverty is both sides of sheet 04, over xã and towns alike.
func (x *facts) poverty() {
	for at, row := range map[string]string{"ngheo": ntm.PoorRow, "can": ntm.NearPoorRow} {
		x.poor(at, row)
	}
}

func (x *facts) poor(at, row string) {
	p := x.ru.Poverty(row, ntm.Every)
	if !p.Closing.OK {
		return
	}
	units := x.all(0)
	x.sum(at+"_con", FactFigure, p.Closing, units)
	x.sum(at+"_dtts", FactFigure, p.ClosingMinority, units)
	x.sum(at+"_thoat", FactFigure, p.Escaped, units)
	x.sum(at+"_tai", FactFigure, p.Relapsed, units)
	x.sum(at+"_moi", FactFigure, p.New, units)
	if p.Moved.OK {
		x.change(at+"_co_hoc", p.Moved.Num, 0)
	}
	per := [3]string{"dan_cu", "tong", "so_ho"}
	rate, of, households := x.ru.Rate([3]string{"ho_ngheo", row, "cuoi_ky"}, per, ntm.Every)
	whole := of.Reported == p.Closing.Reported // every unit that states the poor states its households
	if whole {
		x.figure(at+"_ty_le", rate, 2)
		x.sum(at+"_ho", FactFigure, households, units)
	}
	closing := &ntm.Measure{Sum: "ho_ngheo/" + row + "/cuoi_ky", YearStart: &ntm.Measure{Sum: "ho_ngheo/" + row + "/dau_nam"}}
	c := x.src.Times.Compare(closing, ntm.Every)
	if change := c.SinceYearStart(); change.OK {
		x.change(at+"_hon_dau_nam", change, 0)
		x.figure(at+"_dau_nam", c.YearStart.Num, 0)
		start, ofStart, _ := x.ru.Rate([3]string{"ho_ngheo", row, "dau_nam"}, per, ntm.Every)
		if whole && ofStart.Reported == of.Reported {
			x.figure(at+"_ty_le_dau_nam", start, 2)
			x.change(at+"_diem_dau_nam", rate.Sub(start), 2) // P11: of the rates, not of the households
		}
	}
	if !x.ru.Period.FirstOfYear() && p.Opening.Reported == p.Closing.Reported {
		x.change(at+"_hon_dau_ky", p.Closing.Num.Sub(p.Opening.Num), 0)
	}
	x.ago(at+"_hon_cung_ky", closing, ntm.Every, 0)
}

// money is sheet 02 as a whole and by source; triệu đồng, to the digit of the forms.
func (x *facts) money() {
	units := x.all(1)
	for _, l := range x.ru.Resources(ntm.Every) {
		if l.Row.Code == "TONG" {
			x.sum("nl_ke_hoach", FactMoney, l.Plan, units)
			x.sum("nl_chuyen_sang", FactMoney, l.Carried, units)
			x.change("nl_dieu_chinh", l.Adjusted.Num, 1)
			x.sum("nl_huy_dong", FactMoney, l.RaisedToDate, units)
			x.sum("nl_giai_ngan", FactMoney, l.SpentToDate, units)
			if !x.ru.Period.FirstOfYear() { // else it is the same as since the year began
				x.sum("nl_huy_dong_ky", FactMoney, l.Raised, units)
				x.sum("nl_giai_ngan_ky", FactMoney, l.Spent, units)
			}
			if l.SpentToDate.Reported == l.Plan.Reported {
				x.figure("nl_ty_le", l.Rate, 2)
			}
		}
	}
	x.ago("nl_hon_cung_ky", &ntm.Measure{Sum: ntm.ResourceTable + "/TONG/hd_lk"}, ntm.Every, 1)
	x.sources()
}

// sources are the heads I to VI that money came from, and those of which every unit says that there was none.
func (x *facts) sources() {
	var some, none []FactRow
	for _, l := range x.ru.Resources(ntm.Every) {
		if l.Row.Kind != ntm.RowSubtotal && len(l.Row.No) == 0 || !topLevel(l.Row.Code) || !l.RaisedToDate.OK {
			continue
		}
		name := l.Row.Label
		if l.RaisedToDate.D.IsZero() {
			if l.RaisedToDate.Reported == x.counted(ntm.Every) {
				none = append(none, FactRow{"ten": sourceName(name)})
			}
			continue
		}
		row := FactRow{"ma": l.Row.Code, "ten": name, "huy_dong": moneyWords(l.RaisedToDate.D, 1)}
		if l.SpentToDate.OK {
			row["giai_ngan"] = moneyWords(l.SpentToDate.D, 1)
		}
		some = append(some, row)
	}
	if len(some) > 0 {
		x.rows("nl_nguon", some)
		x.rows("nl_nguon_khong", none)
	}
}

// topLevel tells the heads I, II, … from what stands under them.
func topLevel(code string) bool {
	for _, r := range code {
		if r != 'I' && r != 'V' && r != 'X' {
			return false
		}
	}
	return code != ""
}

// sourceName is a source of money inside a sentence.
func sourceName(label string) string {
	for _, pair := range [][2]string{{"N", "n"}, {"V", "v"}, {"D", "d"}, {"C", "c"}, {"T", "t"}} {
		if len(label) > 0 && label[:1] == pair[0] {
			return pair[1] + label[1:]
		}
	}
	return label
}

// people is what the communities gave.
func (x *facts) people() {
	units := x.all(1)
	for _, l := range x.ru.Resources(ntm.Every) {
		if name, ok := map[string]string{"VI": "dg_tong", "VI.1": "dg_tien", "VI.2": "dg_quy_doi"}[l.Row.Code]; ok {
			x.sum(name, FactMoney, l.RaisedToDate, units)
		}
	}
	for name, row := range map[string]string{"dg_cong": "ngay_cong", "dg_dat": "hien_dat", "dg_ho_dat": "ho_hien_dat"} {
		f := x.ru.Sum("dan_gop", row, "so_luong", ntm.Every)
		at := x.all(0)
		if !f.D.IsInteger() {
			at = units
		}
		x.sum(name, FactFigure, f, at)
	}
}

// arrears is the debt for construction: who is in debt still, and how much.
func (x *facts) arrears() {
	a := x.ru.Arrears(ntm.Every)
	if !a.Closing.OK {
		return
	}
	x.sum("no_con", FactMoney, a.Closing, x.all(1))
	x.sum("no_qua_han", FactMoney, a.Overdue, x.all(1))
	x.before("no_hon_truoc", &ntm.Measure{List: "no_dong/no"}, ntm.Every, 1)
	works := 0
	for _, w := range a.Works {
		if n, ok := w.Value("no").Number(); ok && n.IsPositive() {
			works++
		}
	}
	x.count("no_cong_trinh", works)
	rows := make([]FactRow, len(a.InDebt))
	for i, u := range a.InDebt {
		owed := x.ru.SumList("no_dong", "no", func(l *ntm.UnitLine) bool { return l.Unit == u })
		rows[i] = FactRow{"ten": x.name(u), "no": moneyWords(owed.D, 1)}
	}
	x.rows("no_xa", rows)
}
