package ntm

import (
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const headOfOverlay = "id: thu\nprovince: \"38\"\nbase: xa-2016-2020\n"

func layOverlay(t *testing.T, c *Criteria, text string) *CriteriaSet {
	t.Helper()
	o, err := ParseOverlay([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	s, err := mustSet(t, c, o.Base).With(o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestHaTinhHasTwentyCriteria(t *testing.T) {
	c := loadTestCriteria(t)
	base := mustSet(t, c, "xa-2016-2020")
	s := mustSet(t, c, "xa-2016-2020+ha-tinh-2016-2020")
	if s.N() != 20 || s.IndicatorCount() != 51 || s.OfficialIndicators != 51 || s.Province != "42" {
		t.Errorf("%d criteria, %d indicators, province %s, want 20, 51, 42", s.N(), s.IndicatorCount(), s.Province)
	}
	if s.Criteria[19].Name != "Khu dân cư nông thôn mới kiểu mẫu và vườn mẫu" {
		t.Errorf("criterion 20 is %q", s.Criteria[19].Name)
	}
	garden, _ := s.Indicator("20.2")
	r := s.Threshold(garden, Where{Province: "42", On: "2020-02-07"})
	if r.Decides() || r.Text != "UBND tỉnh quy định (chưa xác minh)" {
		t.Errorf("20.2 requires %q, gap %q", r.Text, r.Gap)
	}
	if base.N() != 19 || base.IndicatorCount() != 49 || len(base.Overlays()) != 0 {
		t.Error("the base set was changed")
	}
	o := c.Overlays()[0]
	if !o.Applies("xa-2016-2020", "42", "2020-02-07") || o.Applies("xa-2016-2020", "38", "2020-02-07") ||
		o.Applies("xa-2021-2025", "42", "2023-02-07") {
		t.Error("the overlay is for communes of Hà Tĩnh under QĐ 1980 and for no others")
	}
}

func TestOverlayOfLevelsChangesNoRow(t *testing.T) {
	c := loadTestCriteria(t)
	national, _ := c.Set("xa-2016-2020")
	haTinh, _ := c.Set("xa-2016-2020+ha-tinh-2016-2020")
	levels, err := ParseOverlay([]byte("id: levels\nprovince: \"38\"\nbase: xa-2016-2020\ntitle: t\nthresholds:\n  - {indicator: \"2.1\", value: 100, source: s}\n"))
	if err != nil {
		t.Fatal(err)
	}
	withLevels, err := national.With(levels)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		set  *CriteriaSet
		id   string
		want bool
	}{{national, "xa-2016-2020", true}, {withLevels, "xa-2016-2020", true}, {withLevels, withLevels.ID, true}, {haTinh, haTinh.ID, true},
		{haTinh, "xa-2016-2020", false}, {national, "xa-2021-2025", false}} {
		if got := x.set.SameRows(x.id); got != x.want {
			t.Errorf("%s, return by %s: same rows %v, want %v", x.set.ID, x.id, got, x.want)
		}
	}
}

func TestWithNeverChangesTheSetItLiesOn(t *testing.T) {
	c, pristine := loadTestCriteria(t), loadTestCriteria(t)
	s := layOverlay(t, c, docExample(t))
	s.Criteria[0].Name = "khác"
	s.Criteria[1].Indicators[0].Name = "khác"
	s.Criteria[1].Indicators[0].Thresholds[commonColumn] = Demand{Kind: DemandNone}
	s.Bands[0].Label = "khác"
	got, want := mustSet(t, c, "xa-2021-2025"), mustSet(t, pristine, "xa-2021-2025")
	if diff := cmp.Diff(want.Criteria, got.Criteria, cmp.AllowUnexported(Indicator{})); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(want.Bands, got.Bands); diff != "" || got.ID != want.ID {
		t.Error(got.ID, diff)
	}
}

// docExample is the YAML example of docs/overlay.md.
func docExample(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("../docs/overlay.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, ok := strings.Cut(string(text), "```yaml\n")
	example, _, closed := strings.Cut(rest, "```")
	if !ok || !closed {
		t.Fatal("docs/overlay.md has no example")
	}
	return example
}

func TestOverlayLevelsAreLookedUpFirst(t *testing.T) {
	c := loadTestCriteria(t)
	s := layOverlay(t, c, docExample(t))
	may2024 := func(zone string) Where { return Where{Province: "38", Zone: zone, On: "2024-05-14"} }
	for name, tt := range map[string]struct {
		indicator string
		w         Where
		text      string
		origin    Origin
		gap       Gap
	}{
		"for all zones":               {"2.1", may2024("vung-1"), "≥ 100%", OriginProvince, NoGap},
		"for all zones, none known":   {"2.1", may2024(""), "≥ 100%", OriginProvince, NoGap},
		"zone 1":                      {"2.2", may2024("vung-1"), "≥ 70%", OriginProvince, NoGap},
		"zone 2":                      {"2.2", may2024("vung-2"), "≥ 85%", OriginProvince, NoGap},
		"by zone, none known":         {"2.2", may2024(""), "UBND tỉnh quy định theo vùng", OriginProvince, GapZone},
		"income of the year":          {"10", may2024("vung-2"), "≥ 52,5 triệu đồng/người/năm", OriginProvince, NoGap},
		"income of another year":      {"10", Where{Province: "38", Zone: "vung-2", On: "2025-05-14"}, "chưa có mức năm 2025", OriginProvince, GapYear},
		"a yes or no of the province": {"7", may2024(""), "Đạt", OriginProvince, NoGap},
		"an indicator of its own":     {"20.1", may2024(""), "≥ 1 mô hình", OriginProvince, NoGap},
		"before it is in force":       {"2.1", Where{Province: "38", On: "2024-04-30"}, "UBND tỉnh quy định (chưa xác minh)", OriginRegion, GapProvince},
		"a commune elsewhere":         {"2.1", Where{Province: "40", On: "2024-05-14"}, "UBND tỉnh quy định (chưa xác minh)", OriginRegion, GapProvince},
		"what it does not speak of":   {"2.3", may2024("vung-1"), "UBND tỉnh quy định (chưa xác minh)", OriginRegion, GapProvince},
	} {
		ind, ok := s.Indicator(tt.indicator)
		if !ok {
			t.Fatalf("there is no indicator %s", tt.indicator)
		}
		if r := s.Threshold(ind, tt.w); r.Text != tt.text || r.Origin != tt.origin || r.Gap != tt.gap {
			t.Errorf("%s: %q from %s, gap %q, want %q from %s, gap %q", name, r.Text, r.Origin, r.Gap, tt.text, tt.origin, tt.gap)
		}
	}
}

func TestProvinceGoesBeforeMinistry(t *testing.T) {
	c := loadTestCriteria(t)
	s := layOverlay(t, c, headOfOverlay+"thresholds:\n  - {indicator: \"2.1\", value: 90}\n")
	ministry, err := ParseOverlay([]byte("id: bo\nbase: xa-2016-2020\nthresholds:\n  - {indicator: \"2.1\", value: 80}\n  - {indicator: \"2.2\", value: 70}\n"))
	if err != nil {
		t.Fatal(err)
	}
	if s, err = s.With(ministry); err != nil {
		t.Fatal(err)
	}
	if s.ID != "xa-2016-2020+thu+bo" || s.Base != "xa-2016-2020" || s.Province != "38" {
		t.Errorf("id %s, base %s, province %s", s.ID, s.Base, s.Province)
	}
	for no, want := range map[string]string{"2.1": "≥ 90% province", "2.2": "≥ 70% ministry"} {
		ind, _ := s.Indicator(no)
		r := s.Threshold(ind, Where{Province: "38", On: "2020-02-14"})
		if got := r.Text + " " + string(r.Origin); got != want {
			t.Errorf("%s: %s, want %s", no, got, want)
		}
	}
}

func TestOverlaySettingsAndChecks(t *testing.T) {
	c := loadTestCriteria(t)
	s := layOverlay(t, c, headOfOverlay+`settings: {basically_met_counts: true}
checks:
  - id: criteria.gained
    severity: note
    params:
      more_than: 4
extra_checks:
  - id: own.check
    when: a > b
`)
	if !s.BasicallyMetCounts || mustSet(t, c, "xa-2016-2020").BasicallyMetCounts {
		t.Error("the setting holds for the overlaid set alone")
	}
	o := s.Overlays()[0]
	if len(o.Checks) != 1 || o.Checks[0].ID != "criteria.gained" || o.Checks[0].Severity != "note" || o.Checks[0].Line != 6 ||
		!strings.Contains(string(o.Checks[0].Params), "more_than: 4") {
		t.Errorf("checks %+v", o.Checks)
	}
	if !strings.Contains(string(o.ExtraChecks), "own.check") || !strings.Contains(string(o.ExtraChecks), "when: a > b") {
		t.Errorf("extra checks %q", o.ExtraChecks)
	}
}

// 17.10 is not 17.1: YAML would read both as the same number.
func TestIndicatorNumbersAreReadAsWritten(t *testing.T) {
	s := layOverlay(t, loadTestCriteria(t), "id: thu\nbase: xa-2021-2025\nthresholds:\n  - indicator: 17.10\n    value: 90.50\n")
	ten, _ := s.Indicator("17.10")
	if r := s.Threshold(ten, Where{On: "2023-06-30"}); r.Text != "≥ 90,5%" {
		t.Errorf("17.10 requires %q", r.Text)
	}
	one, _ := s.Indicator("17.1")
	if r := s.Threshold(one, Where{On: "2023-06-30"}); r.Origin == OriginMinistry {
		t.Errorf("17.1 took the level of 17.10: %q", r.Text)
	}
}

func TestOverlayErrorsNameLineAndField(t *testing.T) {
	c := loadTestCriteria(t)
	crit := "criteria:\n  - no: 20\n    name: a\n    indicators:\n"
	for name, tt := range map[string]struct {
		text string
		line int
		want string
	}{
		"no id":                      {"base: xa-2016-2020\n", 0, "id: \"\""},
		"a field not known":          {headOfOverlay + "treshold: []\n", 4, `unknown field "treshold"`},
		"a list instead of a text":   {"id: [a]\n", 1, "want a plain text"},
		"a province's name":          {"id: a\nprovince: Thanh Hóa\nbase: xa-2016-2020\n", 2, "province: \"Thanh Hóa\""},
		"a date the wrong way":       {"id: a\nbase: xa-2016-2020\nfrom: 01/05/2024\n", 3, "from: date"},
		"an end before the start":    {"id: a\nbase: xa-2016-2020\nfrom: 2020-01-01\nto: 2019-01-01\n", 4, "to: date"},
		"a base not known":           {"id: a\nbase: xa-2021-2025\n", 2, "base: overlay is for set xa-2021-2025"},
		"an indicator not in it":     {headOfOverlay + "thresholds:\n  - {indicator: \"2.1\", value: 80}\n  - {indicator: \"99.1\", value: 80}\n", 6, "thresholds[1]: indicator: \"99.1\""},
		"more than all":              {headOfOverlay + "thresholds:\n  - {indicator: \"2.1\", value: 950}\n", 5, "more than 100 percent"},
		"no value":                   {headOfOverlay + "thresholds:\n  - {indicator: \"2.1\"}\n", 5, "thresholds[0].value: nothing given"},
		"one number of two":          {headOfOverlay + "thresholds:\n  - {indicator: \"17.1\", value: 98}\n", 5, "1 numbers, want 2"},
		"two numbers of one":         {headOfOverlay + "thresholds:\n  - {indicator: \"2.1\", value: \"98;60\"}\n", 5, "2 numbers, want one"},
		"the same twice":             {headOfOverlay + "thresholds:\n  - {indicator: \"2.1\", value: 80}\n  - {indicator: \"2.1\", value: 90}\n", 6, "first on line 5"},
		"a zone not declared":        {headOfOverlay + "thresholds:\n  - {indicator: \"2.1\", zone: v1, value: 80}\n", 5, "there is no zone \"v1\""},
		"a year of two digits":       {headOfOverlay + "thresholds:\n  - {indicator: \"10\", year: 24, value: 80}\n", 5, "thresholds[0].year"},
		"a zone twice":               {headOfOverlay + "zones:\n  - {id: v1, name: a}\n  - {id: v1, name: b}\n", 6, "zones[1].id"},
		"a criterion out of turn":    {headOfOverlay + "criteria:\n  - no: 21\n    name: a\n", 5, "criterion 21, want 20"},
		"a criterion without bands":  {headOfOverlay + "criteria:\n  - no: 20\n    name: a\n", 0, "bands"},
		"an indicator of another":    {headOfOverlay + crit + "      - {no: \"21.1\", name: b, type: bool, direction: đạt, value: Đạt}\n", 8, "criteria[0].indicators[0].no"},
		"a type not known":           {headOfOverlay + crit + "      - {no: \"20.1\", name: b, type: yes, direction: đạt, value: Đạt}\n", 8, "indicators[0].type"},
		"a direction that misfits":   {headOfOverlay + crit + "      - {no: \"20.1\", name: b, type: percent, direction: đạt, value: 80}\n", 8, "indicators[0].direction"},
		"an indicator without value": {headOfOverlay + crit + "      - {no: \"20.1\", name: b, type: percent, direction: \">=\"}\n", 8, "indicators[0].value"},
		"bands with a gap":           {headOfOverlay + "bands:\n  - {label: a, min: 0, max: 8}\n  - {label: b, min: 10, max: 19}\n", 5, "bands: band \"b\""},
		"a band without a number":    {headOfOverlay + "bands:\n  - {label: a, min: không, max: 8}\n", 5, "bands[0].min"},
		"a check without id":         {headOfOverlay + "checks:\n  - {severity: note}\n", 5, "checks[0].id"},
		"a yes that is none":         {headOfOverlay + "settings: {basically_met_counts: có}\n", 4, "bool"},
		"a field twice":              {headOfOverlay + "base: xa-2021-2025\n", 4, "already defined"},
		"no YAML":                    {"id: [\n", 1, "']' not found"},
	} {
		t.Run(name, func(t *testing.T) {
			o, err := ParseOverlay([]byte(tt.text))
			if err == nil {
				_, err = mustSet(t, c, "xa-2016-2020").With(o)
			}
			var fault *OverlayError
			if !errors.As(err, &fault) {
				t.Fatalf("error %v is no *OverlayError", err)
			}
			if fault.Line != tt.line || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%v (line %d), want %q on line %d", err, fault.Line, tt.want, tt.line)
			}
			if strings.Contains(err.Error(), "\n") {
				t.Errorf("the error has several lines: %q", err)
			}
		})
	}
}

func TestOverlayLiesOnASetOnce(t *testing.T) {
	c := loadTestCriteria(t)
	s := mustSet(t, c, "xa-2016-2020+ha-tinh-2016-2020")
	if _, err := s.With(c.Overlays()[0]); err == nil || !strings.Contains(err.Error(), "already") {
		t.Errorf("error %v", err)
	}
	other, err := ParseOverlay([]byte(headOfOverlay))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.With(other); err == nil || !strings.Contains(err.Error(), "province") {
		t.Errorf("an overlay of another province: %v", err)
	}
}

// Whatever the text, there is an answer or an error, and an overlay that is accepted leaves a sound set.
func FuzzParseOverlay(f *testing.F) {
	shipped, err := os.ReadFile("../assets/criteria/overlays/ha-tinh-2016-2020.yaml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(shipped)
	f.Add([]byte(headOfOverlay + "thresholds:\n  - {indicator: 17.10, value: 95}\n"))
	f.Add([]byte("id: &a x\nbase: *a\n"))
	f.Add([]byte("id: !!binary aGk=\nbase: |\n  xa-2016-2020\n"))
	f.Add([]byte("- id: a\n"))
	f.Add([]byte("id: a\nbase: xa-2016-2020\nchecks: [{id: x, params: *b}]\nextra_checks: ~\n"))
	c := loadTestCriteria(f)
	base := mustSet(f, c, "xa-2016-2020")
	f.Fuzz(func(t *testing.T, text []byte) {
		o, err := ParseOverlay(text)
		if err != nil {
			return
		}
		s, err := base.With(o)
		if err != nil {
			return
		}
		if s.N() < base.N() || checkBands(s.Bands, s.N()) != nil {
			t.Fatalf("%d criteria, bands %v", s.N(), s.Bands)
		}
		for _, cr := range s.Criteria {
			for _, ind := range cr.Indicators {
				if r := s.Threshold(ind, Where{Province: "38", On: "2020-02-14"}); r.Text == "" {
					t.Fatalf("indicator %s requires nothing", ind.No)
				}
			}
		}
	})
}
