package office_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bieuxa/internal/filled"
	"bieuxa/ntm"
	"bieuxa/office"
	"bieuxa/xlsx"
)

// detailsOf are the details of the newest lines of the log with the verb.
func detailsOf(t testing.TB, b *office.Book, verb string) []string {
	t.Helper()
	all, err := b.Events(ctx)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range all {
		if e.Verb == verb {
			out = append(out, e.Detail)
		}
	}
	return out
}

func TestSettingsAreKeptAndLogged(t *testing.T) {
	m, b := district(t)
	s := b.Settings()
	if s.Office != "UBND huyện Quan Hóa" || s.Place != "Quan Hóa" || s.Cut != ntm.CutFifteenth {
		t.Errorf("at first %+v", s)
	}
	s.Place, s.HeadTitle, s.HeadName = "Hồi Xuân", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", "Lê Văn Dũng"
	if err := b.SaveSettings(ctx, s); err != nil {
		t.Fatal(err)
	}
	if err := b.SaveSettings(ctx, s); err != nil { // nothing changes: nothing is logged
		t.Fatal(err)
	}
	got := detailsOf(t, b, "settings")
	if len(got) != 3 || got[0] != "Địa danh ghi ngày tháng: «Quan Hóa» → «Hồi Xuân»" || !strings.Contains(got[1], "– → «TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH»") {
		t.Errorf("logged %q", got)
	}
	path := b.Path()
	b.Close()
	b, err := open(t).OpenBook(ctx, path, false)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	if back := b.Settings(); back.Place != "Hồi Xuân" || back.HeadName != "Lê Văn Dũng" {
		t.Errorf("back come %+v", back)
	}
	take(t, b, m.period, m.write(m.commune(m.communes("385")[0])))
	forms, err := b.Forms(ctx, m.period, nil)
	if err != nil {
		t.Fatal(err)
	}
	if sign := forms[0].Signatures; !strings.HasPrefix(sign.Place, "Hồi Xuân, ngày") || sign.Right.Name != "Lê Văn Dũng" ||
		!strings.HasPrefix(sign.Right.Title, "TM.") {
		t.Errorf("a form is signed %+v", sign)
	}
	for name, spoil := range map[string]func(*office.Settings){
		"no office":         func(s *office.Settings) { s.Office = " " },
		"a block lowered":   func(s *office.Settings) { s.Severity = map[string]ntm.Severity{"P1": ntm.Note} },
		"a warning off":     func(s *office.Settings) { s.Severity = map[string]ntm.Severity{"C8": ntm.Off} },
		"an unknown cutoff": func(s *office.Settings) { s.Cut = "weekly" },
	} {
		s := b.Settings()
		spoil(&s)
		if err := b.SaveSettings(ctx, s); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
}

// A closed month keeps its days and its count; what stands in an open one is to be examined again.
func TestSettingsLeaveClosedMonthsAsTheyAre(t *testing.T) {
	m, b := district(t)
	var paths []string
	for _, u := range m.communes("385") {
		c := m.commune(u, 3)
		c.Change = func(r *ntm.Return) {
			for _, row := range []string{"3", "3.1", "3.2"} {
				if _, ok := r.Entry(ntm.CriteriaTable, row, ntm.StatusColumn); ok {
					filled.Set(r, ntm.CriteriaTable, row, ntm.StatusColumn, "Cơ bản đạt")
				}
			}
			filled.Set(r, "tong_tieu_chi", "co_ban_dat", "so", "1")
			filled.Set(r, "tong_tieu_chi", "chua_dat", "so", "0")
		}
		paths = append(paths, m.write(c))
	}
	for _, v := range take(t, b, m.period, paths...) {
		for _, f := range v.Findings {
			switch f.Severity {
			case ntm.Block:
				t.Fatalf("%s: %s", v.File, found(t, v.Findings))
			case ntm.Explain:
				if _, err := b.Explain(ctx, m.period, v.Unit, f.Key(), "Đã rà soát"); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	before := rollUp(t, b, m.period)
	met := before.Criteria(ntm.Every).Met
	if met != 14*18 {
		t.Fatalf("%d criteria are met, want 252", met)
	}
	if err := b.ClosePeriod(ctx, m.period, "Thị trấn Hồi Xuân không thuộc diện"); err != nil {
		t.Fatal(err)
	}
	s := b.Settings()
	s.BasicallyMetCounts, s.Cut = true, ntm.CutCalendar
	if err := b.SaveSettings(ctx, s); err != nil {
		t.Fatal(err)
	}
	after := rollUp(t, b, m.period)
	if after.From != before.From || after.To != before.To || after.Criteria(ntm.Every).Met != met {
		t.Errorf("the closed month has now the days %s–%s and %d criteria", after.From, after.To, after.Criteria(ntm.Every).Met)
	}
	if stale, err := b.Stale(ctx, m.period); err != nil || stale != nil {
		t.Errorf("of a closed month are stale %v, %v", stale, err)
	}
	if err := b.ReopenPeriod(ctx, m.period, "Tính lại"); err != nil {
		t.Fatal(err)
	}
	if met := rollUp(t, b, m.period).Criteria(ntm.Every).Met; met != 14*19 {
		t.Errorf("open again it counts %d, want 266", met)
	}
	stale, err := b.Stale(ctx, m.period)
	if err != nil || len(stale) != 14 {
		t.Fatalf("stale are %v, %v", stale, err)
	}
	if err := b.Recheck(ctx, m.period, stale, nil); err != nil {
		t.Fatal(err)
	}
	if stale, _ = b.Stale(ctx, m.period); stale != nil {
		t.Errorf("after the checks ran again, stale are %v", stale)
	}
}

// The province sets a level that the catalogue is not sure of: from then on it decides.
func TestLevelOfTheProvinceDecides(t *testing.T) {
	m, b := district(t)
	unsure, err := b.Unsure(ctx, m.period)
	if err != nil || len(unsure) == 0 {
		t.Fatalf("%v, %v", unsure, err)
	}
	var pick *office.Unsure
	for i := range unsure {
		if unsure[i].Unit == "%" {
			pick = &unsure[i]
			break
		}
	}
	if pick == nil {
		t.Fatalf("no level in %% is unsure: %+v", unsure)
	}
	wantProblem(t, b.SetLevel(ctx, "xa-2016-2020", office.Level{Indicator: pick.Indicator, Value: "88"}), office.ProblemReason)
	wantProblem(t, b.SetLevel(ctx, "xa-2016-2020", office.Level{Indicator: pick.Indicator, Value: "nhiều", Source: "x"}), office.ProblemLevel)
	before := rollUp(t, b, m.period).Set.ID
	if err := b.SetLevel(ctx, "xa-2016-2020", office.Level{Indicator: pick.Indicator, Value: "88", Source: "QĐ 12/QĐ-UBND \"tỉnh\""}); err != nil {
		t.Fatal(err)
	}
	path := b.Path()
	b.Close()
	if b, err = open(t).OpenBook(ctx, path, false); err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	set := rollUp(t, b, m.period).Set
	ind, _ := set.Indicator(pick.Indicator)
	r := set.Threshold(ind, ntm.Where{Province: "38", On: m.to.String()})
	if !r.Decides() || !strings.Contains(r.Text, "88") || r.Source != "QĐ 12/QĐ-UBND \"tỉnh\"" || r.Origin != ntm.OriginProvince {
		t.Errorf("the level is %+v", r)
	}
	if set.ID != before {
		t.Errorf("the set is %s, was %s: months would not be compared any more", set.ID, before)
	}
	if got := detailsOf(t, b, "overlay"); len(got) != 1 || !strings.Contains(got[0], "– → «88»") {
		t.Errorf("logged %q", got)
	}
	if err := b.SetLevel(ctx, "xa-2016-2020", office.Level{Indicator: pick.Indicator}); err != nil {
		t.Fatal(err)
	}
	again, err := b.Unsure(ctx, m.period)
	if err != nil || len(again) != len(unsure) {
		t.Errorf("taken back, %d are unsure, were %d; %v", len(again), len(unsure), err)
	}
}

func TestTraitsOfAUnit(t *testing.T) {
	m, b := district(t)
	all, err := b.Traits(ctx, m.period)
	if err != nil || len(all) != 15 || all[0].Region == "" {
		t.Fatalf("%+v, %v", all, err)
	}
	one := all[3]
	one.Special, one.Group = true, "2"
	if err := b.SetTraits(ctx, m.period, one); err != nil {
		t.Fatal(err)
	}
	if all, _ = b.Traits(ctx, m.period); all[3] != one {
		t.Errorf("%+v, want %+v", all[3], one)
	}
	if got := detailsOf(t, b, "traits"); len(got) != 1 || got[0] != "– → «2, ĐBKK, ATK»" {
		t.Errorf("logged %q", got)
	}
	one.Group = "7"
	if err := b.SetTraits(ctx, m.period, one); err == nil {
		t.Error("group 7 is taken")
	}
}

func TestLogIsSavedAsAWorkbook(t *testing.T) {
	m, b := district(t)
	if err := b.SetDays(ctx, m.period, m.from, m.to); err != nil {
		t.Fatal(err)
	}
	events, err := b.Events(ctx)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "nhật ký.xlsx")
	if err := b.SaveLog(events, path); err != nil {
		t.Fatal(err)
	}
	body, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	wb, err := xlsx.Read(path, body, xlsx.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	text := ""
	for _, s := range wb.Sheets {
		for c := range s.Cells() {
			text += c.Raw + "\n"
		}
	}
	for _, want := range []string{"Nhật ký làm việc, Huyện Quan Hóa", "Đặt ngày của kỳ", "04/01/2021 08:00", "tester"} {
		if !strings.Contains(text, want) {
			t.Errorf("the workbook does not say %q:\n%s", want, text)
		}
	}
}
