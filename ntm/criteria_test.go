package ntm

import (
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

func loadTestCriteria(t testing.TB) *Criteria {
	t.Helper()
	c, err := LoadCriteria(os.DirFS("../assets"))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func mustSet(t testing.TB, c *Criteria, id string) *CriteriaSet {
	t.Helper()
	s, ok := c.Set(id)
	if !ok {
		t.Fatalf("there is no set %s", id)
	}
	return s
}

// The counts are those of the decisions: QĐ 1980/2016, 318/2022, 320/2022, 51/2025; Hà Tĩnh 2014.
func TestSetsHaveTheOfficialCounts(t *testing.T) {
	c := loadTestCriteria(t)
	want := []struct {
		id                           string
		criteria, indicators, listed int
	}{
		{"xa-2016-2020", 19, 49, 49},
		{"xa-2021-2025", 19, 57, 57},
		{"xa-nc-2021-2025", 19, 75, 75},
		{"huyen-2021-2025", 9, 36, 36},
		{"huyen-nc-2021-2025", 9, 38, 38},
		{"xa-2026-2030", 10, 47, 0},
		{"thon-hatinh-kdc-2014", 10, 0, 0},
	}
	sets := c.Sets()
	if len(sets) != len(want) {
		t.Fatalf("%d sets, want %d", len(sets), len(want))
	}
	for i, w := range want {
		s := sets[i]
		if s.ID != w.id || s.N() != w.criteria || s.OfficialIndicators != w.indicators || s.IndicatorCount() != w.listed {
			t.Errorf("place %d: %s with %d criteria, %d indicators (%d listed), want %+v", i, s.ID, s.N(),
				s.OfficialIndicators, s.IndicatorCount(), w)
		}
	}
	if n := len(c.Sources()); n != 53 {
		t.Errorf("%d sources, want 53", n)
	}
}

func TestCriterionNamesAndSectors(t *testing.T) {
	c := loadTestCriteria(t)
	for _, tt := range []struct {
		set  string
		no   int
		name string
	}{
		{"xa-2016-2020", 17, "Môi trường và an toàn thực phẩm"},
		{"xa-2021-2025", 11, "Nghèo đa chiều"},
		{"xa-2026-2030", 8, "Môi trường và cảnh quan nông thôn"},
		{"huyen-2021-2025", 9, "Hệ thống chính trị - An ninh trật tự - Hành chính công"},
	} {
		cr, ok := mustSet(t, c, tt.set).Criterion(tt.no)
		if !ok || cr.Name != tt.name {
			t.Errorf("%s criterion %d is %q, want %q", tt.set, tt.no, cr.Name, tt.name)
		}
		if len(cr.Sectors()) == 0 {
			t.Errorf("%s criterion %d has no sector", tt.set, tt.no)
		}
	}
}

func TestForDatePicksTheSetInForceAtThePeriodsEnd(t *testing.T) {
	c := loadTestCriteria(t)
	for name, tt := range map[string]struct{ level, on, want string }{
		"before the first set there is none":     {LevelCommune, "2016-11-30", ""},
		"QĐ 1980 from its first day":             {LevelCommune, "2016-12-01", "xa-2016-2020"},
		"QĐ 1980 in February 2020":               {LevelCommune, "2020-02-14", "xa-2016-2020"},
		"the older set goes on in 2021":          {LevelCommune, "2021-12-31", "xa-2016-2020"},
		"the day before QĐ 318":                  {LevelCommune, "2022-03-07", "xa-2016-2020"},
		"QĐ 318 from its first day":              {LevelCommune, "2022-03-08", "xa-2021-2025"},
		"QĐ 318 goes on in January 2026":         {LevelCommune, "2026-01-31", "xa-2021-2025"},
		"QĐ 51 from 15/02/2026":                  {LevelCommune, "2026-02-15", "xa-2026-2030"},
		"QĐ 51 has no end yet":                   {LevelCommune, "2031-06-30", "xa-2026-2030"},
		"a district in 2022":                     {LevelDistrict, "2022-08-30", "huyen-2021-2025"},
		"a district on its last day":             {LevelDistrict, "2025-06-30", "huyen-2021-2025"},
		"no district from 01/7/2025":             {LevelDistrict, "2025-07-01", ""},
		"a provincial village set is not picked": {LevelVillage, "2020-02-14", ""},
	} {
		s, ok := c.ForDate(tt.level, tt.on)
		got := ""
		if ok {
			got = s.ID
		}
		if got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

func TestBands(t *testing.T) {
	c := loadTestCriteria(t)
	for _, tt := range []struct {
		set  string
		met  int
		want string
	}{
		{"xa-2016-2020", 19, "xã đạt 19 tiêu chí"},
		{"xa-2016-2020", 18, "xã đạt từ 15 đến 18 tiêu chí"},
		{"xa-2016-2020", 15, "xã đạt từ 15 đến 18 tiêu chí"},
		{"xa-2016-2020", 14, "xã đạt từ 10 đến 14 tiêu chí"},
		{"xa-2021-2025", 5, "xã đạt từ 5 đến 9 tiêu chí"},
		{"xa-2021-2025", 0, "xã đạt dưới 5 tiêu chí"},
		{"xa-2016-2020", 20, ""},
		{"xa-2016-2020", -1, ""},
		{"xa-2026-2030", 10, "xã đạt 10 tiêu chí"},
		{"xa-2026-2030", 9, "xã đạt từ 5 đến 9 tiêu chí"},
		{"xa-2016-2020+ha-tinh-2016-2020", 20, "xã đạt 20 tiêu chí"},
		{"xa-2016-2020+ha-tinh-2016-2020", 19, "xã đạt từ 15 đến 19 tiêu chí"},
		{"huyen-2021-2025", 9, ""},
	} {
		if b, _ := mustSet(t, c, tt.set).BandOf(tt.met); b.Label != tt.want {
			t.Errorf("%s: %d criteria met: %q, want %q", tt.set, tt.met, b.Label, tt.want)
		}
	}
	for _, s := range c.Sets() {
		for n := 0; n <= s.N() && len(s.Bands) > 0; n++ {
			hits := 0
			for _, b := range s.Bands {
				if b.Min <= n && n <= b.Max {
					hits++
				}
			}
			if hits != 1 {
				t.Errorf("%s: %d criteria met falls into %d bands", s.ID, n, hits)
			}
		}
	}
}

func TestBandsThatDoNotPartitionAreRefused(t *testing.T) {
	for name, bands := range map[string][]Band{
		"a gap":            {{Label: "a", Min: 0, Max: 4}, {Label: "b", Min: 6, Max: 10}},
		"an overlap":       {{Label: "a", Min: 0, Max: 5}, {Label: "b", Min: 5, Max: 10}},
		"short of the top": {{Label: "a", Min: 0, Max: 9}},
		"beyond the top":   {{Label: "a", Min: 0, Max: 11}},
		"not from zero":    {{Label: "a", Min: 1, Max: 10}},
		"upside down":      {{Label: "a", Min: 0, Max: 10}, {Label: "b", Min: 11, Max: 10}},
		"without a label":  {{Min: 0, Max: 10}},
	} {
		if checkBands(bands, 10) == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	if err := checkBands([]Band{{Label: "b", Min: 5, Max: 10}, {Label: "a", Min: 0, Max: 4}}, 10); err != nil {
		t.Error(err)
	}
}

// editedAssets are the shipped criteria with one text replaced in one file.
func editedAssets(t *testing.T, name, old, new string) fs.FS {
	t.Helper()
	edited := fstest.MapFS{}
	root := os.DirFS("../assets")
	err := fs.WalkDir(root, "criteria", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(root, p)
		edited[p] = &fstest.MapFile{Data: text}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	text := string(edited["criteria/"+name].Data)
	if !strings.Contains(text, old) {
		t.Fatalf("%s does not contain %q", name, old)
	}
	edited["criteria/"+name].Data = []byte(strings.Replace(text, old, new, 1))
	return edited
}

func TestWrongCriteriaFilesAreRefused(t *testing.T) {
	const set = "xa-2016-2020,"
	for name, tt := range map[string]struct{ file, old, new, want string }{
		"an indicator too few": {"sets.yaml", "indicators: 49", "indicators: 50",
			"criteria set xa-2016-2020: commune-2016-2020.csv has 49 indicators, want 50"},
		"a criterion too many": {"sets.yaml", "criteria: 9", "criteria: 8",
			"criteria set huyen-2021-2025: district-2021-2025.csv has 9 criteria, want 8"},
		"two sets in force": {"sets.yaml", "to: 2022-03-07", "to: 2022-03-08",
			"criteria set xa-2021-2025: in force together with xa-2016-2020"},
		"a level that is no number": {"commune-2016-2020.csv", ",98,95,99,", ",98,95%,99,",
			`commune-2016-2020.csv line 11: TDMNPB: level "95%": want a bare number`},
		"a confidence not known": {"commune-2016-2020.csv", "S01,verified,verified,", "S01,sure,verified,", `confidence: "sure"`},
		"a row of another set":   {"commune-2016-2020.csv", set + "1,", "xa-2021-2025,1,", "set:"},
		"an indicator twice":     {"commune-2016-2020.csv", "Quy hoạch,1.2,", "Quy hoạch,1.1,", "line 3: indicator_no: \"1.1\" is given twice"},
		"an indicator elsewhere": {"commune-2016-2020.csv", "Quy hoạch,1.2,", "Quy hoạch,2.2,", "want 1 or 1.1"},
		"bands with a gap":       {"sets.yaml", "min: 15, max: 18", "min: 16, max: 18", "criteria set xa-2016-2020: band"},
		"a field not known":      {"sets.yaml", "standing: standard", "rank: standard", "unknown field"},
		"a title's set missing":  {"titles.yaml", "set: xa-2016-2020", "set: xa-2011-2015", `there is no set "xa-2011-2015"`},
		"an overlay's base":      {"overlays/ha-tinh-2016-2020.yaml", "base: xa-2016-2020", "base: xa-2015", `there is no set "xa-2015"`},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := LoadCriteria(editedAssets(t, tt.file, tt.old, tt.new))
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want it to say %q", err, tt.want)
			}
		})
	}
	if _, err := LoadCriteria(fstest.MapFS{}); err == nil {
		t.Error("an empty folder was accepted")
	}
}

func TestSetsThatAreNotVerifiedSaySo(t *testing.T) {
	c := loadTestCriteria(t)
	for _, id := range []string{"xa-2021-2025", "xa-nc-2021-2025", "huyen-2021-2025", "huyen-nc-2021-2025",
		"xa-2026-2030", "thon-hatinh-kdc-2014", "xa-2016-2020+ha-tinh-2016-2020"} {
		if !strings.Contains(mustSet(t, c, id).Unverified, "chưa") {
			t.Errorf("%s has no notice", id)
		}
	}
}

func TestIndicatorsThatMayNotApply(t *testing.T) {
	c := loadTestCriteria(t)
	var got []string
	for _, s := range c.Sets() {
		for _, cr := range s.Criteria {
			for _, ind := range cr.Indicators {
				if ind.MayNotApply {
					got = append(got, s.ID+" "+ind.No)
				}
			}
		}
	}
	want := "xa-2021-2025 13.4, xa-nc-2021-2025 13.7, huyen-2021-2025 2.4, huyen-nc-2021-2025 2.3"
	if strings.Join(got, ", ") != want {
		t.Errorf("%s, want %s", strings.Join(got, ", "), want)
	}
}

func TestRecognitionTitles(t *testing.T) {
	c := loadTestCriteria(t)
	var chain []string
	for _, title := range c.TitleChain("xa-kieu-mau-2021-2025") {
		chain = append(chain, title.Name)
	}
	if got := strings.Join(chain, " ⊆ "); got != "nông thôn mới kiểu mẫu ⊆ nông thôn mới nâng cao ⊆ đạt chuẩn nông thôn mới" {
		t.Errorf("chain %s", got)
	}
	conditions := 0
	for _, title := range c.Titles() {
		conditions += len(title.Conditions)
	}
	if conditions != 23 {
		t.Errorf("%d conditions, want 23", conditions)
	}
	for id, of := range map[string]string{
		"xa-chuan-2021-2025":    OfUnits,
		"xa-nang-cao-2021-2025": "xa-chuan-2021-2025",
		"xa-kieu-mau-2021-2025": "xa-chuan-2021-2025",
		"xa-hien-dai-2026-2030": "",
	} {
		if title, ok := c.Title(id); !ok || title.Of != of {
			t.Errorf("%s is a percentage of %q, want %q", id, title.Of, of)
		}
	}
	title, _ := c.Title("huyen-chuan-2021-2025")
	if len(title.Conditions) != 6 || title.Conditions[1].Threshold != "10" {
		t.Errorf("district conditions %+v", title.Conditions)
	}
}

func TestSharedCriteriaCannotBeReordered(t *testing.T) {
	c := loadTestCriteria(t)
	c.Sets()[0] = nil
	if c.Sets()[0] == nil {
		t.Error("the caller changed the shared list")
	}
}

func BenchmarkLoadCriteria(b *testing.B) {
	assets := os.DirFS("../assets")
	for b.Loop() {
		if _, err := LoadCriteria(assets); err != nil {
			b.Fatal(err)
		}
	}
}
