package office_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"bieuxa/internal/filled"
	"bieuxa/ntm"
	"bieuxa/office"
)

// Quảng Ninh 2022, as published: 98 of 98 communes meet the standard, 48 are advanced; Ba Chẽ reaches
// 9/9 criteria and 36/36 indicators of a district, Bình Liêu 7/9 and 30/36; Đầm Hà 7/9 and 33/38 of
// the advanced set. Of the district criteria not met only the counts are published.
const quangNinh = "22"

var districts = []struct {
	code, name, table          string
	unmet                      map[int]int
	met, indicatorsMet, listed int
}{
	{"202", "Huyện Ba Chẽ", "huyen_tc", nil, 9, 36, 36},
	{"198", "Huyện Bình Liêu", "huyen_tc", map[int]int{5: 4, 8: 2}, 7, 30, 36},
	{"200", "Huyện Đầm Hà", "huyen_nc", map[int]int{2: 2, 5: 3}, 7, 33, 38},
}

func (m *maker) district(code, table string, unmet map[int]int) filled.District {
	m.t.Helper()
	u := m.unit(code)
	def, err := open(m.t).DistrictForm().BindSets(string(u.Kind), m.to, open(m.t).Criteria().Set)
	if err != nil {
		m.t.Fatal(err)
	}
	return filled.District{Def: def, Table: table, SetID: m.set.ID, Unit: u, Period: m.period, From: m.from, To: m.to, Unmet: unmet}
}

func (m *maker) writeDistrict(d filled.District) string {
	m.t.Helper()
	path, err := d.Write(m.dir, m.lex)
	if err != nil {
		m.t.Fatal(err)
	}
	return path
}

func TestQuangNinhAsPublished(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("nothing here runs side by side")
	}
	m := newMaker(t, "xa-2021-2025", "2022-10")
	b := create(t, office.NewBook{Parent: quangNinh, Set: "xa-2021-2025", On: m.to})
	communes := m.communes(quangNinh)
	if len(communes) != 98 {
		t.Fatalf("%d xã, want 98", len(communes))
	}
	for i, u := range communes {
		c := m.commune(u)
		c.Titles = []string{ntm.TitleStandard}
		if i%2 == 0 && i < 96 { // 48 of them
			c.Titles = append(c.Titles, ntm.TitleAdvanced)
		}
		m.write(c)
	}
	for _, d := range districts {
		m.writeDistrict(m.district(d.code, d.table, d.unmet))
	}
	wantClean(t, take(t, b, m.period, m.dir))
	ru := rollUp(t, b, m.period)
	t.Run("towns are not in the denominator", func(t *testing.T) { checkDenominators(t, ru) })
	t.Run("districts assess themselves", func(t *testing.T) { checkDistricts(t, ru) })
	t.Run("the forms print it", func(t *testing.T) { checkPrinted(t, b, m.period) })
	if len(ru.Findings) != 0 {
		t.Errorf("the totals do not agree: %+v", ru.Findings)
	}
}

// checkPrinted looks for the published figures in the rows of the forms.
func checkPrinted(t *testing.T, b *office.Book, p ntm.Period) {
	forms, err := b.Forms(ctx, p, []string{"bieu-09", "bieu-11"})
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]bool{}
	for i := range forms {
		words := forms[i].StateWords()
		for _, r := range forms[i].Rows {
			line := ""
			for _, c := range r.Cells {
				line += words.Text(c) + "|"
			}
			rows[line] = true
		}
	}
	for _, want := range []string{
		"1|Xã đạt chuẩn nông thôn mới|98|0|98|xã đã báo cáo|100,00|0|0|",
		"2|Xã nông thôn mới nâng cao|48|0|98|xã đạt chuẩn NTM|48,98|0|0|",
		"5|Huyện Ba Chẽ|x|x|x|x|x|x|x|x|x|9|36|9/9, 36/36||",
		"1|Huyện Bình Liêu|x|x|x|x||x|x||x|7|30|7/9, 30/36|5, 8|",
		"1|Huyện Đầm Hà|x||x|x||x|x|x|x|7|33|7/9, 33/38|2, 5|",
	} {
		if !rows[want] {
			t.Errorf("no form prints %q", want)
		}
	}
	if want := "3/7 huyện đã nộp bản tự đánh giá; chưa nộp: "; !strings.HasPrefix(forms[1].Reported, want) {
		t.Errorf("footing %q, want %q", forms[1].Reported, want)
	}
}

func checkDenominators(t *testing.T, ru *ntm.RollUp) {
	// units.md: 177 units, 98 of them xã; the 79 towns and wards have not reported and are named.
	reported, expected := ru.Count(ntm.Every)
	if reported != 98 || expected != 177 || len(ru.Missing(ntm.Every)) != 79 || len(ru.Missing(ntm.Rural)) != 0 {
		t.Errorf("%d/%d reported, %d missing, %d xã missing; want 98/177, 79, 0", reported, expected, len(ru.Missing(ntm.Every)), len(ru.Missing(ntm.Rural)))
	}
	c := ru.Criteria(ntm.Every)
	if c.Expected != 98 || c.Reported != 98 || c.Met != 1862 || c.Possible != 1862 {
		t.Errorf("%d/%d communes, %d/%d criteria; want 98/98, 1862/1862 (98 × 19)", c.Reported, c.Expected, c.Met, c.Possible)
	}
	want := map[string][3]string{ // holders, of, per cent
		ntm.TitleStandard: {"98", "98", "100.00"},
		ntm.TitleAdvanced: {"48", "98", "48.98"},
		ntm.TitleModel:    {"0", "98", "0.00"},
	}
	for _, s := range ru.Recognition(ntm.Every) {
		got := [3]string{fmt.Sprint(len(s.Units)), fmt.Sprint(s.Of), s.Rate.D.StringFixed(2)}
		if w, ok := want[s.Title]; ok && got != w {
			t.Errorf("%s: %v, want %v", s.Title, got, w)
		}
	}
	// Đầm Hà: 8 xã of 9 units (units.md).
	if n, of := ru.Count(ntm.Which(ntm.Rural).And(ntm.Under("200"))); n != 8 || of != 8 {
		t.Errorf("Đầm Hà: %d/%d xã, want 8/8", n, of)
	}
	if n, of := ru.Count(ntm.Under("200")); n != 8 || of != 9 {
		t.Errorf("Đầm Hà: %d/%d units, want 8/9", n, of)
	}
}

func checkDistricts(t *testing.T, ru *ntm.RollUp) {
	if len(ru.Self) != len(districts) {
		t.Errorf("%d districts filed for themselves, want %d", len(ru.Self), len(districts))
	}
	for _, d := range districts {
		got := ntm.SelfAssessments(ru.Self[d.code])
		if len(got) != 1 || ru.DistrictName(d.code) != d.name {
			t.Errorf("%s: %d assessments of %s, want the one that was begun", d.name, len(got), ru.DistrictName(d.code))
			continue
		}
		s := got[0]
		if s.Criteria != 9 || s.Met != d.met || s.IndicatorsMet != d.indicatorsMet || s.Indicators != d.listed {
			t.Errorf("%s: %d/%d criteria, %d/%d indicators; want %d/9, %d/%d", d.name, s.Met, s.Criteria, s.IndicatorsMet, s.Indicators, d.met, d.indicatorsMet, d.listed)
		}
		for _, no := range s.Unmet {
			if _, ok := d.unmet[map[string]int{"2": 2, "5": 5, "8": 8}[no]]; !ok {
				t.Errorf("%s: criterion %s is unmet, want %v", d.name, no, d.unmet)
			}
		}
	}
	if !slices.Contains(ru.Districts(), "202") {
		t.Errorf("districts %v lack Ba Chẽ", ru.Districts())
	}
}

// H2, T1, T2 run on a district's own return as on a commune's.
func TestDistrictReturnIsChecked(t *testing.T) {
	for _, c := range []struct {
		name    string
		spoil   func(*ntm.Return)
		check   string
		verdict string
	}{
		{"criterion met, its indicators not", func(r *ntm.Return) { filled.Set(r, "huyen_tc", "5", "dg", "Đạt") }, "H1", office.VerdictDraft},
		{"another month", func(r *ntm.Return) { filled.Set(r, ntm.FieldsTable, "ky", ntm.FieldColumn, "Tháng 09/2022") }, "T1", office.VerdictDraft},
		{"another cut", func(r *ntm.Return) { filled.Set(r, ntm.FieldsTable, "den_ngay", ntm.FieldColumn, "2022-10-31") }, "T1a", office.VerdictDraft},
		{"another name", func(r *ntm.Return) {
			filled.Set(r, ntm.FieldsTable, "ten_don_vi", ntm.FieldColumn, "Huyện Hải Hà")
		}, "T2a", office.VerdictDraft},
		{"no status", func(r *ntm.Return) { filled.Set(r, "huyen_tc", "1.1", "dg", "") }, "H1", office.VerdictDraft},
		{"a word that is no status", func(r *ntm.Return) { filled.Set(r, "huyen_tc", "1.1", "dg", "sắp xong") }, "G1", office.VerdictDraft},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := newMaker(t, "xa-2021-2025", "2022-10")
			b := create(t, office.NewBook{Parent: quangNinh, Set: "xa-2021-2025", On: m.to})
			d := m.district("198", "huyen_tc", map[int]int{5: 4, 8: 2})
			d.Change = c.spoil
			v := take(t, b, m.period, m.writeDistrict(d))[0]
			if v.Verdict != c.verdict || !slices.ContainsFunc(v.Findings, func(f ntm.Finding) bool { return f.ID == c.check && f.Severity == ntm.Block && f.Place.Cell != "" }) {
				t.Errorf("%s, want %s and %s at its cell\n%s", v.Verdict, c.verdict, c.check, found(t, v.Findings))
			}
			if ru := rollUp(t, b, m.period); len(ru.Self) != 0 {
				t.Error("a return with errors stands in the roll-up")
			}
		})
	}
}

// The two assessments of a district have the same headings: each sheet is read as its own table, filled
// or as it was issued.
func TestDistrictTemplateIsReadBack(t *testing.T) {
	m := newMaker(t, "xa-2021-2025", "2022-10")
	b := create(t, office.NewBook{Parent: quangNinh, Set: "xa-2021-2025", On: m.to})
	blank, err := b.Issue(ctx, m.period, m.dir, "200", nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := take(t, b, m.period, blank...)[0]; got.Unit != "200" || len(keys(got.Findings)) != 0 {
		t.Errorf("the blank template of %s:\n%s", got.Unit, found(t, got.Findings))
	}
	for _, d := range districts {
		wantClean(t, take(t, b, m.period, m.writeDistrict(m.district(d.code, d.table, d.unmet))))
	}
	checkDistricts(t, rollUp(t, b, m.period))
}
