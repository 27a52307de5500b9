package ntm_test

import (
	"testing"

	"bieuxa/assets"
	"bieuxa/ntm"
)

// selfAssessed fills a district's sheet: the criteria named are unmet, and in each of them as many
// indicators as said, the first ones, are unmet.
func selfAssessed(t *testing.T, table string, unmet map[int]int) (*ntm.Return, *ntm.Definition) {
	t.Helper()
	def, err := ntm.LoadDefinition(assets.FS, "huyen-ntm")
	if err != nil {
		t.Fatal(err)
	}
	criteria, err := ntm.LoadCriteria(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	bound, err := def.BindSets("huyện", ntm.NewDate(2022, 10, 14), criteria.Set)
	if err != nil {
		t.Fatal(err)
	}
	r := ntm.NewReturn(bound, ntm.Unit{Code: "200", Name: "Huyện Đầm Hà"}, ntm.Period{Kind: ntm.Month, Year: 2022, N: 10}, "")
	tb, _ := bound.Table(table)
	g := r.Add(tb)
	g.Found = true
	left := map[int]int{}
	for i := range tb.Rows {
		def := &tb.Rows[i]
		row := g.AddRow(def.Code, def)
		status := "Đạt"
		if n, ok := unmet[def.Criterion]; ok {
			switch {
			case def.Kind != ntm.RowIndicator:
				status, left[def.Criterion] = "Chưa đạt", n
			case left[def.Criterion] > 0:
				status = "Chưa đạt"
				left[def.Criterion]--
			}
		}
		e, _ := g.At(row, "dg")
		e.Value = ntm.TextValue(ntm.TypeStatus, status)
		e.Place = ntm.Place{Sheet: "09", Cell: "F" + def.Code}
	}
	return r, bound
}

// Published: Ba Chẽ 9/9 and 36/36; Bình Liêu 7/9 and 30/36; Đầm Hà, advanced set, 7/9 and 33/38.
func TestDistrictsAsPublished(t *testing.T) {
	for _, c := range []struct {
		name, table           string
		unmet                 map[int]int
		met, indicators, want int
	}{
		{"Ba Chẽ 2022", "huyen_tc", nil, 9, 36, 36},
		{"Bình Liêu 2022", "huyen_tc", map[int]int{5: 4, 8: 2}, 7, 36, 30},
		{"Đầm Hà 2022", "huyen_nc", map[int]int{2: 2, 5: 3}, 7, 38, 33},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, def := selfAssessed(t, c.table, c.unmet)
			got := ntm.SelfAssessments(r)
			if len(got) != 1 {
				t.Fatalf("%d assessments, want the one that was begun", len(got))
			}
			s := got[0]
			if s.Criteria != 9 || s.Met != c.met || s.Indicators != c.indicators || s.IndicatorsMet != c.want {
				t.Errorf("%d/%d criteria, %d/%d indicators; want %d/9, %d/%d", s.Met, s.Criteria, s.IndicatorsMet, s.Indicators, c.met, c.want, c.indicators)
			}
			found, err := ntm.Examine(&ntm.Scope{Def: def, Unit: ntm.Unit{Code: "200"}, Ret: r})
			if err != nil || len(found) != 0 {
				t.Errorf("findings on figures that agree: %+v, %v", found, err)
			}
		})
	}
}

func TestDistrictCriterionAgainstItsIndicators(t *testing.T) {
	r, def := selfAssessed(t, "huyen_tc", map[int]int{5: 4})
	e, _ := r.Entry("huyen_tc", "5", "dg")
	e.Value = ntm.TextValue(ntm.TypeStatus, "Đạt")
	found, err := ntm.Examine(&ntm.Scope{Def: def, Unit: ntm.Unit{Code: "204"}, Ret: r})
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]string{}
	for _, f := range found {
		ids[f.ID] = f.Place.Cell
	}
	// 4 unmet indicators, but no criterion is unmet: H1 at the criterion, H2 for the sheet.
	if ids["H1"] != "F5" {
		t.Errorf("H1 at %q, want F5; found %v", ids["H1"], ids)
	}
	if _, ok := ids["H2"]; !ok {
		t.Errorf("H2 is not found: %v", ids)
	}
}
