package report_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"bieuxa/assets"
	"bieuxa/ntm"
	"bieuxa/report"
)

// fixture builds roll-ups by hand for tests of the forms.
type fixture struct {
	t   *testing.T
	def *ntm.Definition
	ru  *ntm.RollUp
}

// fourCriteria is a set small enough to count by hand.
func fourCriteria() *ntm.CriteriaSet {
	return &ntm.CriteriaSet{
		ID: "thu-4", Title: "Bộ tiêu chí thử", Level: ntm.LevelCommune, Decision: "Quyết định thử",
		Criteria: []ntm.Criterion{{No: 1, Name: "Quy hoạch"}, {No: 2, Name: "Giao thông"}, {No: 3, Name: "Thủy lợi"}, {No: 4, Name: "Điện"}},
		Bands: []ntm.Band{{Label: "xã đạt 4 tiêu chí", Min: 4, Max: 4}, {Label: "xã đạt 2–3 tiêu chí", Min: 2, Max: 3},
			{Label: "xã đạt dưới 2 tiêu chí", Min: 0, Max: 1}},
	}
}

func newFixture(t *testing.T, set *ntm.CriteriaSet, p ntm.Period) *fixture {
	t.Helper()
	def, err := ntm.LoadDefinition(assets.FS, "xa-thang")
	if err != nil {
		t.Fatal(err)
	}
	from, to, err := ntm.Cut{}.Days(p)
	if err != nil {
		t.Fatal(err)
	}
	bound, err := def.Bind(set, "xã", to)
	if err != nil {
		t.Fatal(err)
	}
	return &fixture{t, bound, &ntm.RollUp{Period: p, From: from, To: to, Set: set, Def: bound,
		Parent: ntm.Unit{Code: "385", Name: "Huyện Mẫu", Kind: ntm.KindRuralDistrict, Level: ntm.LevelDistrict}}}
}

func december(t *testing.T) *fixture {
	return newFixture(t, fourCriteria(), ntm.Period{Kind: ntm.Month, Year: 2020, N: 12})
}

// unit adds a unit that has not reported.
func (x *fixture) unit(code, name string) *ntm.UnitLine {
	kind := ntm.KindCommune
	if strings.HasPrefix(name, "Thị trấn") {
		kind = ntm.KindTownship
	}
	l := &ntm.UnitLine{Unit: ntm.Unit{Code: code, Name: name, Kind: kind, Level: ntm.LevelCommune}}
	x.ru.Lines = append(x.ru.Lines, l)
	return l
}

// report gives the unit an empty return, unless it has one.
func (x *fixture) report(l *ntm.UnitLine) *ntm.Return {
	if l.Now == nil {
		l.Now = ntm.NewReturn(x.def, l.Unit, x.ru.Period, x.ru.Set.ID)
		l.Now.File = l.Unit.Code + ".xlsx"
	}
	return l.Now
}

func (x *fixture) grid(r *ntm.Return, table string) *ntm.Grid {
	if g := r.Grid(table); g != nil {
		return g
	}
	t, ok := x.def.Table(table)
	if !ok {
		x.t.Fatalf("no table %s", table)
	}
	g := r.Add(t)
	g.Found = true
	return g
}

// write puts a word into an entry: "" blank, "-", "KPS", "KAD", else a figure or words.
func write(g *ntm.Grid, row *ntm.Row, line int, col, word string) {
	e, _ := g.At(row, col)
	e.Place = ntm.Place{File: "mau.xlsx", Sheet: g.Table.Sheet().ID, Cell: fmt.Sprintf("%c%d", 'A'+g.Table.Col(col), line)}
	switch word {
	case "":
	case "-":
		e.Value = ntm.Value{State: ntm.Dash, Type: e.Type, Raw: word}
	case "KPS":
		e.Value = ntm.Value{State: ntm.NoneArising, Type: e.Type, Raw: word}
	case "KAD":
		e.Value = ntm.Value{State: ntm.NotApplicable, Type: e.Type, Raw: word}
	default:
		if e.Type.Numeric() {
			e.Value = ntm.NumberValue(e.Type, decimal.RequireFromString(word))
		} else {
			e.Value = ntm.TextValue(e.Type, word)
		}
	}
}

// statuses states the criteria in a column: x met, C nearly, - not, k not applicable, ? blank.
func (x *fixture) statuses(r *ntm.Return, col, signs string) {
	g := x.grid(r, ntm.CriteriaTable)
	words := map[rune]string{'x': "Đạt", 'C': "Cơ bản đạt", '-': "Chưa đạt", 'k': "KAD", '?': ""}
	for i, sign := range []rune(signs) {
		no := fmt.Sprint(x.ru.Set.Criteria[i].No)
		row, ok := g.Row(no)
		if !ok {
			def, _ := g.Table.RowDefOf(no)
			row = g.AddRow(no, def)
		}
		write(g, row, 10+i, col, words[sign])
	}
}

// criteria states a unit's criteria now, in the previous period, at the start of the year, and as planned.
func (x *fixture) criteria(l *ntm.UnitLine, now, before, start, plan string) {
	r := x.report(l)
	x.statuses(r, ntm.StatusColumn, now)
	if before != "" {
		l.Before = ntm.NewReturn(x.def, l.Unit, x.ru.Period.Previous(), x.ru.Set.ID)
		x.statuses(l.Before, ntm.StatusColumn, before)
	}
	x.statuses(r, ntm.YearStartColumn, start)
	x.statuses(r, ntm.PlanStatusColumn, plan)
}

// poverty states sheet 04: all households, minority ones, then the row's columns from dau_nam to dtts.
func (x *fixture) poverty(l *ntm.UnitLine, row, households, minority string, figures string) {
	r := x.report(l)
	people, g := x.grid(r, "dan_cu"), x.grid(r, "ho_ngheo")
	for i, word := range []string{households, minority} {
		code := []string{"tong", "dtts"}[i]
		def, _ := people.Table.RowDefOf(code)
		write(people, people.AddRow(code, def), 8+i, "so_ho", word)
	}
	def, _ := g.Table.RowDefOf(row)
	added := g.AddRow(row, def)
	columns := []string{"dau_nam", "dau_ky", "thoat", "thoat_can", "tai", "phat_sinh", "co_hoc", "cuoi_ky", "dtts"}
	for i, word := range strings.Split(figures, " ") {
		write(g, added, 14, columns[i], strings.ReplaceAll(word, "_", ""))
	}
}

// list adds a row to a list: column and word by turns. Without words the unit says "Không phát sinh".
func (x *fixture) list(l *ntm.UnitLine, table string, words ...string) {
	g := x.grid(x.report(l), table)
	if len(words) == 0 {
		g.Nil = true
		return
	}
	row := g.AddRow(fmt.Sprint(len(g.Rows)), nil)
	for i := 0; i < len(words); i += 2 {
		write(g, row, 9+len(g.Rows), words[i], words[i+1])
	}
}

// smallDistrict is two communes that reported, one that did not, and a town.
func smallDistrict(t *testing.T) *fixture {
	x := december(t)
	an, binh := x.unit("10001", "Xã An"), x.unit("10002", "Xã Bình")
	x.unit("10003", "Xã Cao")
	dong := x.unit("10004", "Thị trấn Đông")
	x.criteria(an, "xxC-", "x---", "x---", "xxx-")
	x.criteria(binh, "xxxx", "xxxx", "xx--", "xxxx")
	x.poverty(an, "ngheo", "200", "50", "40 30 6 2 1 0 _ 25 10")
	x.poverty(binh, "ngheo", "300", "60", "33 33 3 1 - KPS _ 30 12")
	x.poverty(dong, "ngheo", "400", "0", "20 20 0 0 0 0 _ 20 0")
	x.list(an, "cong_nhan")
	x.list(binh, "cong_nhan", "danh_hieu", "Đạt chuẩn NTM", "so_qd", "123/QĐ-UBND", "ngay_qd", "2019-12-20", "hinh_thuc", "Công nhận")
	x.list(binh, "lo_trinh")
	x.list(an, "lo_trinh", "ma", "4", "noi_dung", "Trạm biến áp bản Mùa", "nguyen_nhan", "Vốn", "don_vi", "Ban quản lý xã",
		"nganh", "Phòng Kinh tế và Hạ tầng", "bat_dau", "2020-02-05", "thoi_han", "2021-06-30", "tien_do", "20")
	x.list(an, "lo_trinh", "ma", "3", "nguyen_nhan", "Đất/GPMB", "nn_chi_tiet", "còn 2 hộ", "don_vi", "Công chức địa chính",
		"nganh", "Phòng NN&PTNT", "bat_dau", "2020-03-01", "thoi_han", "2020-11-30", "tien_do", "60", "tinh_trang", "Đang thực hiện")
	return x
}

func context() report.Context {
	return report.Context{Office: "UBND huyện Mẫu", Receiver: "Văn phòng Điều phối NTM tỉnh", Place: "Mẫu", Printed: ntm.NewDate(2020, 12, 15)}
}

// catalogue is the usual set of forms.
func catalogue(t *testing.T) *report.FormSet {
	t.Helper()
	c, err := report.LoadCatalogue(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	return c.Usual()
}

func build(t *testing.T, id string, ru *ntm.RollUp, ctx report.Context) report.Form {
	t.Helper()
	f, err := catalogue(t).Build(id, ru, ctx)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// printed is what the form prints in a row, found by the text of one of its cells, and a column.
func printed(t *testing.T, f report.Form, row, col string) string {
	t.Helper()
	words := f.StateWords()
	for _, r := range f.Rows {
		for _, c := range r.Cells {
			if c.Text != row {
				continue
			}
			for i := range f.Columns {
				if f.Columns[i].Key == col {
					return words.Text(r.Cells[i])
				}
			}
			t.Fatalf("form %s has no column %s", f.ID, col)
		}
	}
	t.Fatalf("form %s has no row %q", f.ID, row)
	return ""
}
