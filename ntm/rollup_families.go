package ntm

// Poverty is the roll-up of one side of sheet 04 (hộ nghèo or hộ cận nghèo) over the units picked:
// xã and towns alike.
type Poverty struct {
	Households, Minority                              Figure // hộ dân cư, of which hộ dân tộc thiểu số
	YearStart, Opening, Escaped, Relapsed, New, Moved Figure
	Closing, ClosingMinority, Unable                  Figure
	Rate, OpeningRate, YearStartRate                  Num // %, from sums, unrounded
}

// Rows of sheet 04.
const (
	PoorRow     = "ngheo"
	NearPoorRow = "can_ngheo"
)

// Poverty rolls up the row of sheet 04.
func (ru *RollUp) Poverty(row string, w Which) Poverty {
	sum := func(col string) Figure { return ru.Sum("ho_ngheo", row, col, w) }
	p := Poverty{
		Households: ru.Sum("dan_cu", "tong", "so_ho", w), Minority: ru.Sum("dan_cu", "dtts", "so_ho", w),
		YearStart: sum("dau_nam"), Opening: sum("dau_ky"), Escaped: sum("thoat"), Relapsed: sum("tai"),
		New: sum("phat_sinh"), Moved: sum("co_hoc"), Closing: sum("cuoi_ky"), ClosingMinority: sum("dtts"),
		Unable: sum("khong_ld"),
	}
	per := [3]string{"dan_cu", "tong", "so_ho"}
	p.Rate, _, _ = ru.Rate([3]string{"ho_ngheo", row, "cuoi_ky"}, per, w)
	p.OpeningRate, _, _ = ru.Rate([3]string{"ho_ngheo", row, "dau_ky"}, per, w)
	p.YearStartRate, _, _ = ru.Rate([3]string{"ho_ngheo", row, "dau_nam"}, per, w)
	return p
}

// ResourceLine is one source of funds rolled up; triệu đồng.
type ResourceLine struct {
	Row                                                               *RowDef
	Plan, Carried, Adjusted, Raised, RaisedToDate, Spent, SpentToDate Figure
	Rate                                                              Num // giải ngân lũy kế / (kế hoạch + chuyển sang + điều chỉnh), %
}

// ResourceTable is the table of funds of sheet 02.
const ResourceTable = "nguon_luc"

// Resources rolls up every source of funds of sheet 02.
func (ru *RollUp) Resources(w Which) []ResourceLine {
	t, ok := ru.Def.Table(ResourceTable)
	if !ok {
		return nil
	}
	var out []ResourceLine
	for i := range t.Rows {
		row := &t.Rows[i]
		sum := func(col string) Figure { return ru.Sum(ResourceTable, row.Code, col, w) }
		l := ResourceLine{Row: row, Plan: sum("kh_nam"), Carried: sum("chuyen_sang"), Adjusted: sum("dieu_chinh"),
			Raised: sum("hd_ky"), RaisedToDate: sum("hd_lk"), Spent: sum("gn_ky"), SpentToDate: sum("gn_lk")}
		available := l.Plan.Num.Add(orZero(l.Carried.Num)).Add(orZero(l.Adjusted.Num))
		l.Rate = l.SpentToDate.Num.Mul(NumInt(100)).Div(available)
		out = append(out, l)
	}
	return out
}

// Arrears is the roll-up of sheet 03 (nợ đọng xây dựng cơ bản); triệu đồng.
type Arrears struct {
	Works                                                                  []Listed
	Investment, Accepted, Paid, Opening, Arising, Repaid, Closing, Overdue Figure
	InDebt                                                                 []Unit // units with closing debt
}

// Arrears rolls up sheet 03.
func (ru *RollUp) Arrears(w Which) Arrears {
	sum := func(col string) Figure { return ru.SumList("no_dong", col, w) }
	a := Arrears{Works: ru.List("no_dong", w), Investment: sum("tmdt"), Accepted: sum("kl_lk"), Paid: sum("tt_lk"),
		Opening: sum("no_dau"), Arising: sum("ps_ky"), Repaid: sum("tra_ky"), Closing: sum("no"), Overdue: sum("qua_han")}
	for _, l := range ru.Pick(w) {
		if s, ok := l.column("no_dong", "no"); ok {
			total := NumInt(0)
			for _, x := range s {
				total = total.Add(x.Value)
			}
			if total.D.IsPositive() {
				a.InDebt = append(a.InDebt, l.Unit)
			}
		}
	}
	return a
}

// Tally counts the rows of a list by what a column says, for the units picked.
type Tally struct {
	By       map[string]int
	Rows     int
	Reported int // units that stated the list, with rows or with «Không phát sinh»
	Expected int
}

// Tally counts rows of a list table. keep may be nil.
func (ru *RollUp) Tally(table, col string, w Which, keep func(Listed) bool) Tally {
	t := Tally{By: map[string]int{}}
	for _, l := range ru.Pick(w) {
		t.Expected++
		if g := l.Now.Grid(table); g != nil && g.Found && (len(g.Rows) > 0 || g.Nil) {
			t.Reported++
		}
	}
	for _, x := range ru.List(table, w) {
		if keep == nil || keep(x) {
			t.By[x.Value(col).Canonical()]++
			t.Rows++
		}
	}
	return t
}
