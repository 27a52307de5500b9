package report_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"bieuxa/assets"
	"bieuxa/internal/filled"
	"bieuxa/ntm"
	"bieuxa/report"
)

// quangNinh is October 2022 with three districts and a city; of the first three, those named file: Ba Chẽ
// meets all, Bình Liêu fails 4 indicators of criterion 5 and 2 of criterion 8 (30/36), Đầm Hà fails 2 of 2 and 3
// of 5 of the advanced set (33/38).
func quangNinh(t *testing.T, filed ...string) *fixture {
	t.Helper()
	criteria, err := ntm.LoadCriteria(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	set, _ := criteria.Set("xa-2021-2025")
	x := newFixture(t, set, ntm.Period{Kind: ntm.Month, Year: 2022, N: 10})
	x.ru.Parent = ntm.Unit{Code: "22", Name: "Tỉnh Quảng Ninh", Kind: ntm.KindProvince, Level: ntm.LevelProvince}
	x.ru.Above, x.ru.Self = map[string]ntm.Unit{}, map[string]*ntm.Return{}
	def, err := ntm.LoadDefinition(assets.FS, "huyen-ntm")
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range []struct {
		code, name, table string
		kind              ntm.Kind
		unmet             map[int]int
	}{
		{"202", "Huyện Ba Chẽ", "huyen_tc", ntm.KindRuralDistrict, nil},
		{"198", "Huyện Bình Liêu", "huyen_tc", ntm.KindRuralDistrict, map[int]int{5: 4, 8: 2}},
		{"200", "Huyện Đầm Hà", "huyen_nc", ntm.KindRuralDistrict, map[int]int{2: 2, 5: 3}},
		{"193", "Thành phố Hạ Long", "", "thành phố", nil},
	} {
		u := ntm.Unit{Code: d.code, Name: d.name, Kind: d.kind, Level: ntm.LevelDistrict}
		x.ru.Above[d.code] = u
		x.unit("0"+d.code+"1", "Xã của "+d.name).Above = d.code
		if !slices.Contains(filed, d.code) {
			continue
		}
		bound, err := def.BindSets(string(d.kind), x.ru.To, criteria.Set)
		if err != nil {
			t.Fatal(err)
		}
		x.ru.Self[d.code] = filled.District{Def: bound, Table: d.table, SetID: set.ID, Unit: u, Period: x.ru.Period,
			From: x.ru.From, To: x.ru.To, Unmet: d.unmet}.Return()
	}
	return x
}

// The figures are as published in 2022.
func TestDistrictsAssessThemselves(t *testing.T) {
	f := build(t, "bieu-11", quangNinh(t, "198", "200", "202").ru, context())
	for _, c := range [][3]string{
		{"Huyện Ba Chẽ", "result", "9/9, 36/36"}, {"Huyện Ba Chẽ", "met", "9"}, {"Huyện Ba Chẽ", "indicators", "36"}, {"Huyện Ba Chẽ", "unmet", ""},
		{"Huyện Bình Liêu", "result", "7/9, 30/36"}, {"Huyện Bình Liêu", "unmet", "5, 8"}, {"Huyện Bình Liêu", "tc.5", ""}, {"Huyện Bình Liêu", "tc.1", "x"},
		{"SỐ HUYỆN ĐẠT TỪNG TIÊU CHÍ", "tc.1", "2"}, {"SỐ HUYỆN ĐẠT TỪNG TIÊU CHÍ", "tc.5", "1"},
	} {
		if got := printed(t, f, c[0], c[1]); got != c[2] {
			t.Errorf("%s, %s prints %q, want %q", c[0], c[1], got, c[2])
		}
	}
	advanced := slices.IndexFunc(f.Rows, func(r report.Row) bool { return strings.Contains(r.Cells[0].Text, "NÂNG CAO") })
	f.Rows = f.Rows[advanced+1:]
	for _, c := range [][2]string{{"result", "7/9, 33/38"}, {"unmet", "2, 5"}, {"met", "7"}} {
		if got := printed(t, f, "Huyện Đầm Hà", c[0]); got != c[1] {
			t.Errorf("Đầm Hà, advanced: %s prints %q, want %q", c[0], got, c[1])
		}
	}
	if want := "3/3 huyện đã nộp bản tự đánh giá"; f.Reported != want {
		t.Errorf("footing %q, want %q", f.Reported, want)
	}
	if !hasNote(f, "tiêu chí 9 là “An ninh, trật tự - Hành chính công”") {
		t.Errorf("no note names the advanced set's criterion 9: %q", f.Notes)
	}
}

func TestDistrictsThatFiledNothingStandAsSuch(t *testing.T) {
	compare(t, "quangninh-bieu-11", build(t, "bieu-11", quangNinh(t, "198", "200").ru, context()))
	f := build(t, "bieu-11", quangNinh(t).ru, context())
	if got := printed(t, f, "Huyện Ba Chẽ", "tc.1"); got != "…" && got != "chưa nộp" {
		t.Errorf("a district without an assessment prints %q", got)
	}
	if !strings.HasPrefix(f.Reported, "0/3 huyện đã nộp bản tự đánh giá; chưa nộp: Huyện Bình Liêu, Huyện Đầm Hà, Huyện Ba Chẽ") || !hasNote(f, "Chưa có huyện nào nộp") {
		t.Errorf("footing %q, notes %q", f.Reported, f.Notes)
	}
}

// The district tier ended on 30/6/2025, and the sets begin on 8/3/2022; a roll-up without districts has none.
func TestDistrictFormEndsWithTheDistricts(t *testing.T) {
	for _, c := range []struct {
		from, to string
		district bool
		want     bool
	}{
		{"2025-05-15", "2025-06-14", true, true}, {"2025-06-01", "2025-06-30", true, true}, {"2025-06-15", "2025-07-14", true, false},
		{"2022-02-15", "2022-03-14", true, true}, {"2020-11-15", "2020-12-14", true, false}, {"2025-05-15", "2025-06-14", false, false},
	} {
		x := quangNinh(t)
		x.ru.From, _ = ntm.ParseDateISO(c.from)
		x.ru.To, _ = ntm.ParseDateISO(c.to)
		if !c.district {
			for _, l := range x.ru.Lines {
				l.Above = "22"
			}
		}
		if got := slices.Contains(catalogue(t).For(x.ru), "bieu-11"); got != c.want {
			t.Errorf("period to %s, districts %t: the form stands: %t, want %t", c.to, c.district, got, c.want)
		}
	}
}

// A district's own book prints its one row.
func TestADistrictPrintsItsOwnAssessment(t *testing.T) {
	x := quangNinh(t, "198")
	x.ru.Parent = x.ru.Above["198"]
	for _, l := range x.ru.Lines {
		l.Above = "198"
	}
	f := build(t, "bieu-11", x.ru, context())
	if got := printed(t, f, "Huyện Bình Liêu", "result"); got != "7/9, 30/36" || f.Reported != "1/1 huyện đã nộp bản tự đánh giá" {
		t.Errorf("%q, %q", got, f.Reported)
	}
}

// The headings are the names of the set.
func TestDistrictHeadingsAreTheSetsNames(t *testing.T) {
	criteria, err := ntm.LoadCriteria(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	set, _ := criteria.Set("huyen-2021-2025")
	f := build(t, "bieu-11", quangNinh(t).ru, context())
	var names, want []string
	for _, c := range f.Columns {
		if strings.HasPrefix(c.Key, "tc.") {
			names = append(names, c.Heading[1])
		}
	}
	for _, c := range set.Criteria {
		want = append(want, fmt.Sprint(c.No, ". ", c.Name))
	}
	if !slices.Equal(names, want) {
		t.Errorf("headings %q, the set has %q", names, want)
	}
}
