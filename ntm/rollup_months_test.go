package ntm

import (
	"os"
	"testing"

	"github.com/shopspring/decimal"
)

// A product sold for 10, 20 and 30 in the three months of a quarter: the quarter's turnover is 60, not the
// last month's 30; with a month missing it is not known. Its debts' openings are the first month's.
func TestFlowsOfAListAddUpOverTheMonths(t *testing.T) {
	def, err := LoadDefinition(os.DirFS("../assets"), "xa-thang")
	if err != nil {
		t.Fatal(err)
	}
	quarter := Period{Quarter, 2020, 4}
	months := map[Period]*Return{}
	for i, m := range quarter.Months() {
		r := NewReturn(def, Unit{Code: "10001"}, m, "")
		for table, cells := range map[string]map[string]int64{"ocop": {"doanh_thu": int64(10 * (i + 1))},
			"no_dong": {"no_dau": int64(100 - i), "no": int64(99 - i)}} {
			tab, _ := def.Table(table)
			g := r.Add(tab)
			g.Found = true
			row := g.AddRow("1", nil)
			for col, n := range cells {
				e, _ := g.At(row, col)
				e.Value = NumberValue(e.Type, decimal.NewFromInt(n))
			}
		}
		months[m] = r
	}
	line := &UnitLine{Unit: Unit{Code: "10001", Kind: KindCommune}}
	ru := &RollUp{Period: quarter, Lines: []*UnitLine{line}}
	sum := func(table, col string) string {
		f := ru.SumList(table, col, Every)
		if !f.OK {
			return "missing"
		}
		return f.D.String()
	}
	Compose(line, quarter, months)
	for col, want := range map[[2]string]string{{"ocop", "doanh_thu"}: "60", {"no_dong", "no_dau"}: "100", {"no_dong", "no"}: "97"} {
		if got := sum(col[0], col[1]); got != want {
			t.Errorf("%s of the quarter: %s, want %s", col, got, want)
		}
	}
	delete(months, quarter.Months()[0])
	Compose(line, quarter, months)
	for col, want := range map[[2]string]string{{"ocop", "doanh_thu"}: "missing", {"no_dong", "no_dau"}: "missing", {"no_dong", "no"}: "97"} {
		if got := sum(col[0], col[1]); got != want {
			t.Errorf("%s of a quarter without its first month: %s, want %s", col, got, want)
		}
	}
}
