package ntm

import (
	"os"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
)

func TestParseDemand(t *testing.T) {
	for name, tt := range map[string]struct {
		cell string
		typ  IndicatorType
		want Demand
	}{
		"blank is nothing, not zero": {" ", IndicatorPercent, Demand{}},
		"zero is a number":           {"0", IndicatorPercent, numbersDemand("0")},
		"a whole number":             {"95", IndicatorPercent, numbersDemand("95")},
		"a point":                    {"21.8", IndicatorPercent, numbersDemand("21.8")},
		"a comma says the same":      {"21,8", IndicatorPercent, numbersDemand("21.8")},
		"two numbers":                {"95;60", IndicatorPercent, numbersDemand("95", "60")},
		"two numbers with spaces":    {" 95 ; 60,5 ", IndicatorPercent, numbersDemand("95", "60.5")},
		"Đạt":                        {"Đạt", IndicatorBool, Demand{Kind: DemandMet}},
		"Đạt with the mark apart":    {"Đa\u0323t", IndicatorBool, Demand{Kind: DemandMet}},
		"Không":                      {"Không", IndicatorBool, Demand{Kind: DemandNone}},
		"a grade":                    {"Loại IV", IndicatorGrade, Demand{Kind: DemandGrade, Grade: "Loại IV"}},
		"the province sets it":       {"PROVINCE", IndicatorPercent, Demand{Kind: DemandProvince}},
		"a ministry publishes it":    {"MINISTRY", IndicatorBool, Demand{Kind: DemandMinistry}},
		"the number is not verified": {"UNKNOWN", IndicatorIncome, Demand{Kind: DemandUnknown}},
		"a thousand without marks":   {"1000", IndicatorNumber, numbersDemand("1000")},
	} {
		got, err := ParseDemand(tt.cell, tt.typ)
		if err != nil || !got.Equal(tt.want) {
			t.Errorf("%s: %q is %v (%v), want %v", name, tt.cell, got, err, tt.want)
		}
	}
}

func TestParseDemandRefusesRatherThanGuess(t *testing.T) {
	for name, tt := range map[string]struct {
		cell string
		typ  IndicatorType
	}{
		"an operator":                   {">=95", IndicatorPercent},
		"a unit":                        {"95%", IndicatorPercent},
		"a thousand or a fraction":      {"1.000", IndicatorNumber},
		"the same with a comma":         {"1,500", IndicatorIncome},
		"three decimals":                {"1,001", IndicatorNumber},
		"two decimal marks":             {"1.234,5", IndicatorNumber},
		"more than all":                 {"950", IndicatorPercent},
		"a negative":                    {"-5", IndicatorPercent},
		"an exponent":                   {"1e3", IndicatorNumber},
		"half a building":               {"1,5", IndicatorCount},
		"an empty part":                 {"95;", IndicatorPercent},
		"too many parts":                {"1;2;3;4;5", IndicatorPercent},
		"a number for a yes or no":      {"95", IndicatorBool},
		"a token misspelt for a number": {"province", IndicatorPercent},
		"a word for a number":           {"Đạt", IndicatorPercent},
	} {
		if d, err := ParseDemand(tt.cell, tt.typ); err == nil {
			t.Errorf("%s: %q was read as %v", name, tt.cell, d)
		}
	}
}

func numbersDemand(ns ...string) Demand {
	return Demand{Kind: DemandNumbers, Numbers: decimals(ns...)}
}

func decimals(ns ...string) []decimal.Decimal {
	out := make([]decimal.Decimal, len(ns))
	for i, n := range ns {
		out[i] = decimal.RequireFromString(n)
	}
	return out
}

// What a level says must survive being written and read again, and nothing but digits and one mark is a number.
func FuzzParseDemand(f *testing.F) {
	for _, s := range []string{"95", "95;60", "21,8", "Đạt", "Không", "PROVINCE", "MINISTRY", "UNKNOWN", "", "1.000",
		"Loại IV", ">=95", "95%", "1e9", "0x1F", "٩٥", "９５", "95;;60", "999999999999.999999", "-0", "\x00", "Đa\u0323t"} {
		for i := range fuzzTypes {
			f.Add(s, uint8(i))
		}
	}
	f.Fuzz(func(t *testing.T, cell string, typ uint8) {
		typed := fuzzTypes[int(typ)%len(fuzzTypes)]
		d, err := ParseDemand(cell, typed)
		if err != nil {
			return
		}
		again, err := ParseDemand(d.String(), typed)
		if err != nil || !again.Equal(d) {
			t.Fatalf("%q is %v, written %q, read again %v (%v)", cell, d, d.String(), again, err)
		}
		for _, n := range d.Numbers {
			if n.IsNegative() {
				t.Fatalf("%q gives the negative %s", cell, n)
			}
		}
		if d.Kind == DemandNumbers && strings.Trim(cell, "0123456789.,; \t\r\n\v\f\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000") != "" {
			t.Fatalf("%q was read as the numbers %v", cell, d)
		}
		ind := Indicator{Type: typed, Unit: "%", Direction: DirectionAtLeast}
		if d.Kind != DemandBlank && d.text(&ind) == "" {
			t.Fatalf("%q has no text", cell)
		}
	})
}

var fuzzTypes = [...]IndicatorType{IndicatorBool, IndicatorPercent, IndicatorNumber, IndicatorIncome, IndicatorCount, IndicatorGrade}

// The expectations are cells of QĐ 1980/QĐ-TTg, QĐ 318/QĐ-TTg and QĐ 320/QĐ-TTg as the criteria files give them.
func TestThreshold(t *testing.T) {
	const xa16, xa21, nc, huyen = "xa-2016-2020", "xa-2021-2025", "xa-nc-2021-2025", "huyen-2021-2025"
	thanhHoa2020 := Where{Province: "38", On: "2020-02-14"}
	for name, tt := range map[string]struct {
		set, indicator string
		w              Where
		text           string
		origin         Origin
		gap            Gap
	}{
		"two numbers in Thanh Hóa": {xa16, "17.1", thanhHoa2020,
			"nước hợp vệ sinh ≥ 98%; trong đó nước sạch ≥ 60%", OriginRegion, NoGap},
		"poverty in Bắc Trung Bộ": {xa16, "11", thanhHoa2020, "≤ 5%", OriginRegion, NoGap},
		"stunting has a fraction": {xa16, "15.3", Where{Province: "24", On: "2018-06-30"}, "≤ 26,7%", OriginRegion, NoGap},
		"poverty in a special commune has the mountain level": {xa16, "11", Where{Province: "38", On: "2020-02-14", Special: true},
			"≤ 12% (chưa xác minh)", OriginSpecial, GapSpecial},
		"a special commune where the levels agree": {xa16, "15.1", Where{Province: "38", On: "2020-02-14", Special: true},
			"≥ 85%", OriginSpecial, NoGap},
		"a special commune under QĐ 318": {xa21, "18.3", Where{Province: "38", On: "2023-06-30", Special: true},
			"≥ 100%", OriginSpecial, NoGap},
		"income of 2020":              {xa16, "10", Where{Province: "38", On: "2020-12-31"}, "≥ 36 triệu đồng/người/năm", OriginRegion, NoGap},
		"income of 2019 is not known": {xa16, "10", Where{Province: "38", On: "2019-12-31"}, "chưa xác minh", OriginRegion, GapUnknown},
		"income of 2021 under the older set": {xa16, "10", Where{Province: "38", On: "2021-12-31"},
			"chưa có mức năm 2021", OriginCommon, GapYear},
		"income without a year": {xa16, "10", Where{Province: "38"}, "chưa rõ năm", OriginCommon, GapYear},
		"income of 2022 is not verified": {xa21, "10", Where{Province: "01", On: "2022-12-31"},
			"≥ 56 triệu đồng/người/năm (chưa xác minh)", OriginRegion, GapUnsure},
		"roads are the province's":      {xa16, "2.1", thanhHoa2020, "UBND tỉnh quy định", OriginRegion, GapProvince},
		"the province's, from memory":   {xa16, "7", thanhHoa2020, "UBND tỉnh quy định (chưa xác minh)", OriginRegion, GapProvince},
		"schools are the ministry's":    {xa21, "5", Where{Province: "38", On: "2023-06-30"}, "Bộ công bố", OriginRegion, GapMinistry},
		"a number that is not verified": {xa16, "17.7", thanhHoa2020, "≥ 70% (chưa xác minh)", OriginRegion, GapUnsure},
		"a number that is not known":    {xa21, "16", Where{Province: "38", On: "2023-06-30"}, "chưa xác minh", OriginRegion, GapUnknown},
		"two sources disagree in the Red River delta": {xa16, "14.3", Where{Province: "34", On: "2019-06-30"},
			"≥ 45% (chưa xác minh)", OriginRegion, GapUnsure},
		"elsewhere they agree": {xa16, "14.3", thanhHoa2020, "≥ 40%", OriginRegion, NoGap},
		"a yes or no":          {xa16, "1.1", thanhHoa2020, "Đạt", OriginRegion, NoGap},
		"none may be left":     {xa16, "9.1", thanhHoa2020, "Không", OriginRegion, NoGap},
		"without a region, where the regions differ": {xa16, "11", Where{On: "2020-02-14"}, "≤ 6% (chưa rõ vùng)", OriginCommon, GapRegion},
		"without a region, where they agree":         {xa16, "15.1", Where{On: "2020-02-14"}, "≥ 85%", OriginCommon, NoGap},
		"a region that does not exist":               {xa16, "11", Where{Region: "BTBB", On: "2020-02-14"}, "≤ 6% (chưa rõ vùng)", OriginCommon, GapRegion},
		"the unit's own region goes first":           {xa16, "11", Where{Province: "38", Region: "TN", On: "2020-02-14"}, "≤ 7%", OriginRegion, NoGap},
		"a grade":                                    {huyen, "2.4", Where{Province: "22", On: "2022-10-24"}, "Loại IV trở lên", OriginRegion, NoGap},
		"a count":                                    {huyen, "1.2", Where{Province: "22", On: "2022-10-24"}, "≥ 1 công trình (chưa xác minh)", OriginRegion, GapUnsure},
		"a common level does not stand in for a region not verified": {nc, "5.3", Where{Province: "38", On: "2023-06-30"},
			"chưa xác minh", OriginRegion, GapUnknown},
		"an indicator that is not verified never decides": {"huyen-nc-2021-2025", "1.1", Where{Province: "22", On: "2022-08-30"},
			"Đạt (chưa xác minh)", OriginRegion, GapUnsure},
	} {
		t.Run(name, func(t *testing.T) {
			s := mustSet(t, loadTestCriteria(t), tt.set)
			ind, ok := s.Indicator(tt.indicator)
			if !ok {
				t.Fatal("there is no such indicator")
			}
			r := s.Threshold(ind, tt.w)
			if r.Text != tt.text || r.Origin != tt.origin || r.Gap != tt.gap || r.Decides() != (tt.gap == NoGap) {
				t.Errorf("%q from %s, gap %q, want %q from %s, gap %q", r.Text, r.Origin, r.Gap, tt.text, tt.origin, tt.gap)
			}
		})
	}
}

func TestThresholdGivesTheNumbers(t *testing.T) {
	s := mustSet(t, loadTestCriteria(t), "xa-2016-2020")
	ind, _ := s.Indicator("17.1")
	r := s.Threshold(ind, Where{Province: "38", On: "2020-02-14"})
	if r.Demand.String() != "98;60" || r.Column != "BTB" || r.Confidence != ConfidencePartial || !strings.Contains(r.Source, "S09") {
		t.Errorf("%s of column %s, %s, source %s", r.Demand, r.Column, r.Confidence, r.Source)
	}
	ind, _ = s.Indicator("11")
	r = s.Threshold(ind, Where{Province: "38", On: "2020-02-14", Special: true})
	if r.Demand.String() != "12" || r.Column != "TDMNPB" {
		t.Errorf("special commune: %s of column %s, want 12 of TDMNPB", r.Demand, r.Column)
	}
}

// The level printed in the set for 2020 and the yearly one come from two files.
func TestIncomeOf2020AgreesWithTheSet(t *testing.T) {
	s := mustSet(t, loadTestCriteria(t), "xa-2016-2020")
	ind, _ := s.Indicator("10")
	for column, d := range ind.Thresholds {
		if y := ind.Yearly[2020].Thresholds[column]; !y.Equal(d) {
			t.Errorf("%s: %s in the set, %s by year", column, d, y)
		}
	}
	if got := ind.Thresholds[commonColumn].String(); got != "45" {
		t.Errorf("common level %s, want 45", got)
	}
}

func TestRegions(t *testing.T) {
	c := loadTestCriteria(t)
	for name, tt := range map[string]struct{ province, on, want string }{
		"Thanh Hóa":                     {"38", "2020-02-14", "BTB"},
		"Quảng Ninh":                    {"22", "2022-10-24", "DBSH"},
		"Tây Ninh":                      {"72", "2020-12-31", "DNB"},
		"the last day of the old codes": {"52", "2025-06-30", "DHNTB"},
		"a code that now covers two":    {"52", "2025-07-01", ""},
		"a code that does not exist":    {"03", "2020-02-14", ""},
	} {
		if got, ok := c.Region(tt.province, tt.on); got != tt.want || ok != (tt.want != "") {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
	if got := c.RegionName("BTB"); got != "Bắc Trung Bộ" {
		t.Errorf("BTB is called %q", got)
	}
	if n := len(c.regions.byCode); n != 63 {
		t.Errorf("%d provinces, want 63", n)
	}
	if n := len(c.regions.names); n != 7 {
		t.Errorf("%d regions, want 7", n)
	}
}

func TestSet2026IsUsableAtTheLevelOfCriteria(t *testing.T) {
	s := mustSet(t, loadTestCriteria(t), "xa-2026-2030")
	if len(s.Groups) != 3 || s.Groups[2].Name != "Xã nhóm 3" {
		t.Fatalf("groups %+v", s.Groups)
	}
	if !strings.Contains(s.Unverified, "47 chỉ tiêu") {
		t.Errorf("notice %q", s.Unverified)
	}
	seen := 0
	for _, cr := range s.Criteria {
		for _, ind := range cr.Seen {
			seen++
			for group := 0; group <= 3; group++ {
				if r := s.Threshold(ind, Where{Group: group, On: "2026-06-30"}); r.Decides() {
					t.Errorf("%q decides for group %d", ind.Name, group)
				}
			}
		}
	}
	if seen != 3 {
		t.Errorf("%d indicators seen, want 3", seen)
	}
	training := s.Criteria[3].Seen[0]
	if r := s.Threshold(training, Where{Group: 3, On: "2026-06-30"}); r.Text != "≥ 27% (chưa xác minh)" || r.Column != "group3" {
		t.Errorf("group 3: %q of %s", r.Text, r.Column)
	}
	verified := training
	verified.Confidence, verified.ThresholdConfidence = ConfidenceVerified, ConfidenceVerified
	if r := s.Threshold(verified, Where{Group: 1}); !r.Decides() || r.Text != "≥ 40%" {
		t.Errorf("verified, group 1: %q, gap %q", r.Text, r.Gap)
	}
	if r := s.Threshold(verified, Where{}); r.Gap != GapGroup {
		t.Errorf("verified, no group: gap %q, want %q", r.Gap, GapGroup)
	}
}

// Rows whose seven regional cells are a token, as counted in the notes to the files.
func TestTokensPerSet(t *testing.T) {
	c := loadTestCriteria(t)
	for id, want := range map[string][3]int{
		"xa-2016-2020": {8, 0, 0}, "xa-2021-2025": {4, 3, 9}, "xa-nc-2021-2025": {4, 0, 21},
		"huyen-2021-2025": {0, 0, 2}, "huyen-nc-2021-2025": {0, 0, 8},
	} {
		var got [3]int
		for _, cr := range mustSet(t, c, id).Criteria {
			for _, ind := range cr.Indicators {
				for i, kind := range []DemandKind{DemandProvince, DemandMinistry, DemandUnknown} {
					all := true
					for _, region := range regionColumns() {
						all = all && ind.Thresholds[region].Kind == kind
					}
					if all {
						got[i]++
					}
				}
			}
		}
		if got != want {
			t.Errorf("%s: PROVINCE, MINISTRY, UNKNOWN %v, want %v", id, got, want)
		}
	}
}

func TestVietnameseNumber(t *testing.T) {
	for in, want := range map[string]string{"0": "0", "95": "95", "21.8": "21,8", "1000": "1.000", "1234567.5": "1.234.567,5", "999": "999"} {
		if got := vietnameseNumber(decimal.RequireFromString(in)); got != want {
			t.Errorf("%s is written %s, want %s", in, got, want)
		}
	}
}

func BenchmarkThreshold(b *testing.B) {
	c, err := LoadCriteria(os.DirFS("../assets"))
	if err != nil {
		b.Fatal(err)
	}
	s, _ := c.Set("xa-2021-2025")
	w := Where{Province: "38", On: "2023-06-30"}
	for b.Loop() {
		for i := range s.Criteria {
			for _, ind := range s.Criteria[i].Indicators {
				s.Threshold(ind, w)
			}
		}
	}
}
