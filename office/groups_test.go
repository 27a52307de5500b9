package office_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"bieuxa/ntm"
	"bieuxa/office"
	"bieuxa/report"
)

// The set of 2026-2030 has ten names and no verified indicator: the whole month works, and every form
// says so.
func TestUnverifiedSet2026(t *testing.T) {
	m := newMaker(t, "xa-2026-2030", "2026-03")
	if m.to != ntm.NewDate(2026, 3, 14) || m.set.N() != 10 || m.set.IndicatorCount() != 0 {
		t.Fatalf("the set has %d criteria and %d indicators", m.set.N(), m.set.IndicatorCount())
	}
	b := create(t, office.NewBook{Parent: "38", On: m.to})
	units := m.communes("38")
	blank, err := b.Issue(ctx, m.period, t.TempDir(), units[0].Code, nil)
	if err != nil || len(blank) != 1 {
		t.Fatalf("%d templates, %v", len(blank), err)
	}
	// A blank template is read without one complaint about its layout, and does not count.
	v := take(t, b, m.period, blank[0])[0]
	if v.Verdict != office.VerdictDraft || v.Unit != units[0].Code || v.Set != "xa-2026-2030" {
		t.Errorf("the blank template: %s, unit %s, set %s", v.Verdict, v.Unit, v.Set)
	}
	for _, k := range keys(v.Findings) {
		if strings.HasPrefix(k, "S") || strings.HasPrefix(k, "T") && !strings.HasPrefix(k, "T6b/") || strings.HasPrefix(k, "C1/") {
			t.Errorf("the blank template: %s", k)
		}
	}
	if !slices.Contains(keys(v.Findings), "T6b/thong_tin/nhom_xa/gia_tri") {
		t.Errorf("the blank template has no group, and is not asked for it: %v", keys(v.Findings))
	}
	wantClean(t, take(t, b, m.period, m.write(m.commune(units[1])), m.write(m.commune(units[2], 2, 4, 6)),
		m.write(m.commune(units[3], 1, 2, 3, 4, 5, 6))))
	ru := rollUp(t, b, m.period)
	if ru.Set.ID != "xa-2026-2030" || !strings.Contains(ru.Set.Unverified, "47 chỉ tiêu") || !strings.Contains(ru.Set.Unverified, "không tự") {
		t.Errorf("set %s, notice %q", ru.Set.ID, ru.Set.Unverified)
	}
	c := ru.Criteria(ntm.Every)
	// 10 + 7 + 4 of 3 × 10; 147 xã in Thanh Hóa since 01/7/2025.
	if c.Met != 21 || c.Possible != 30 || c.Reported != 3 || c.Expected != 147 {
		t.Errorf("%d/%d criteria in %d/%d communes; want 21/30 in 3/147", c.Met, c.Possible, c.Reported, c.Expected)
	}
	for i, want := range []int{1, 1, 1} { // 10 | 5–9 | under 5
		if got := len(c.Bands[i].Units); got != want {
			t.Errorf("band %s: %d communes, want %d", c.Bands[i].Band.Label, got, want)
		}
	}
	for _, l := range ru.Lines {
		want := ""
		if l.Reported() {
			want = "2" // as the returns state
		}
		if l.Group != want || !ru.ShowGroup {
			t.Errorf("%s is of group %q, want %q", l.Unit.Name, l.Group, want)
		}
	}
	next := newMaker(t, "xa-2026-2030", "2026-04")
	if blank, err = b.Issue(ctx, next.period, t.TempDir(), units[1].Code, nil); err != nil {
		t.Fatal(err)
	}
	if v := take(t, b, next.period, blank[0])[0]; slices.Contains(keys(v.Findings), "T6b/thong_tin/nhom_xa/gia_tri") {
		t.Error("next month's template does not carry the group")
	}
	t.Run("the forms say so", func(t *testing.T) { formsOf2026(t, b, m.period) })
}

func formsOf2026(t *testing.T, b *office.Book, p ntm.Period) {
	forms, err := b.Forms(ctx, p, nil)
	if err != nil {
		t.Fatal(err)
	}
	built := map[string]*report.Form{}
	for i := range forms {
		f := &forms[i]
		built[f.ID] = f
		criteria := slices.Contains([]string{"bieu-01", "bieu-02", "bieu-03", "bieu-10"}, f.ID)
		if text := strings.Join(f.Notes, "\n"); criteria != strings.Contains(text, "47 chỉ tiêu") {
			t.Errorf("%s: the notice that the set is not verified: %q", f.ID, text)
		}
	}
	f, ok := built["bieu-02"]
	if !ok || built["bieu-03"] == nil || built["bieu-01"] == nil {
		t.Fatalf("forms of the criteria are missing: %v", slices.Sorted(maps.Keys(built)))
	}
	// Of group 2 two communes meet criterion 1, three criterion 7; of group 1 none has reported.
	want := map[string][2]string{"1": {"0", "2"}, "2": {"0", "1"}, "6": {"0", "1"}, "7": {"0", "3"}, "10": {"0", "3"}}
	seen := 0
	for _, row := range f.Rows {
		no := row.Cells[0].Text
		if row.Cells[0].Kind == report.Number {
			no = row.Cells[0].Num.String()
		}
		w, ok := want[no]
		if !ok {
			continue
		}
		seen++
		got := [2]string{}
		for i, c := range f.Columns {
			for n, group := range []string{"nhóm 1", "nhóm 2"} {
				if strings.Contains(strings.ToLower(c.Heading[0]), group) && strings.Contains(c.Heading[1], "Thực hiện") {
					got[n] = row.Cells[i].Num.String()
				}
			}
		}
		if got != w {
			t.Errorf("criterion %s is met by %v of groups 1 and 2, want %v", no, got, w)
		}
	}
	if seen != len(want) {
		t.Errorf("%d of %d criteria stand in the form", seen, len(want))
	}
	if _, err := b.Export(ctx, office.ExportRequest{Period: p, Dir: t.TempDir(), Workbook: true, PDF: true}); err != nil {
		t.Error(err)
	}
}
