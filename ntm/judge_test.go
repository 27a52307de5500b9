package ntm

import "testing"

func TestJudge(t *testing.T) {
	atLeast95 := Requirement{Demand: numbersDemand("95"), Direction: DirectionAtLeast}
	atMost5 := Requirement{Demand: numbersDemand("5"), Direction: DirectionAtMost}
	water := Requirement{Demand: numbersDemand("98", "60"), Direction: DirectionAtLeast}
	met := Requirement{Demand: Demand{Kind: DemandMet}, Direction: DirectionJudged}
	none := Requirement{Demand: Demand{Kind: DemandNone}, Direction: DirectionJudged}
	grade := Requirement{Demand: Demand{Kind: DemandGrade, Grade: "Khá"}, Direction: DirectionAtLeast}
	number := func(ns ...string) IndicatorResult { return IndicatorResult{Numbers: decimals(ns...)} }
	answer := func(a Answer) IndicatorResult { return IndicatorResult{Answer: a} }
	for name, tt := range map[string]struct {
		req  Requirement
		res  IndicatorResult
		want Judgment
	}{
		"on the level":                           {atLeast95, number("95"), JudgmentMet},
		"on the level, written 95,0":             {atLeast95, number("95.0"), JudgmentMet},
		"a hundredth below is not rounded up":    {atLeast95, number("94.99"), JudgmentUnmet},
		"poverty on the level":                   {atMost5, number("5"), JudgmentMet},
		"poverty above":                          {atMost5, number("5.01"), JudgmentUnmet},
		"poverty below":                          {atMost5, number("2.78"), JudgmentMet},
		"nothing stated is not zero":             {atMost5, IndicatorResult{}, JudgmentOpen},
		"a word where a number is asked":         {atLeast95, answer(AnswerMet), JudgmentOpen},
		"both numbers hold":                      {water, number("98", "60"), JudgmentMet},
		"the second does not":                    {water, number("99", "59.9"), JudgmentUnmet},
		"the first does not":                     {water, number("97.9", "75"), JudgmentUnmet},
		"one number of two":                      {water, number("99"), JudgmentOpen},
		"stated Đạt":                             {met, answer(AnswerMet), JudgmentMet},
		"stated Có":                              {met, answer(AnswerYes), JudgmentMet},
		"stated Không":                           {met, answer(AnswerNo), JudgmentUnmet},
		"stated Chưa đạt":                        {met, answer(AnswerUnmet), JudgmentUnmet},
		"a number where a word is asked":         {met, number("100"), JudgmentOpen},
		"no temporary house left":                {none, answer(AnswerNo), JudgmentMet},
		"there are temporary houses":             {none, answer(AnswerYes), JudgmentUnmet},
		"Không đạt where none is asked":          {none, answer(AnswerUnmet), JudgmentUnmet},
		"zero temporary houses":                  {none, number("0"), JudgmentMet},
		"three temporary houses":                 {none, number("3"), JudgmentUnmet},
		"fewer than zero":                        {none, number("-1"), JudgmentOpen},
		"a grade is stated":                      {grade, answer(AnswerMet), JudgmentMet},
		"a grade is not a yes":                   {grade, answer(AnswerYes), JudgmentOpen},
		"exactly":                                {Requirement{Demand: numbersDemand("100"), Direction: DirectionExactly}, number("99"), JudgmentUnmet},
		"a gap decides nothing":                  {Requirement{Demand: numbersDemand("95"), Direction: DirectionAtLeast, Gap: GapUnsure}, number("10"), JudgmentOpen},
		"the province's level is not there":      {Requirement{Demand: Demand{Kind: DemandProvince}, Gap: GapProvince}, answer(AnswerMet), JudgmentOpen},
		"a requirement that was never looked up": {Requirement{}, number("10"), JudgmentOpen},
	} {
		if got := Judge(tt.req, tt.res); got != tt.want {
			t.Errorf("%s: %s, want %s", name, got, tt.want)
		}
	}
}

func TestParseAnswer(t *testing.T) {
	for text, want := range map[string]Answer{"": AnswerBlank, " ĐẠT ": AnswerMet, "Chưa  đạt": AnswerUnmet,
		"không đạt": AnswerUnmet, "Có": AnswerYes, "Không": AnswerNo, "không còn": AnswerNo} {
		if got, ok := ParseAnswer(text); !ok || got != want {
			t.Errorf("%q is %d, %v, want %d", text, got, ok, want)
		}
	}
	for _, text := range []string{"x", "Đạt (nợ)", "95", "-"} {
		if got, ok := ParseAnswer(text); ok {
			t.Errorf("%q was read as %d", text, got)
		}
	}
}

func TestParseStatus(t *testing.T) {
	for text, want := range map[string]Status{"": StatusBlank, "Đạt": StatusMet, "cơ bản  ĐẠT": StatusBasicallyMet,
		"Chưa đạt": StatusUnmet, "Không đạt": StatusUnmet, "Không áp dụng": StatusNotApplicable, "Đa\u0323t": StatusMet} {
		if got, ok := ParseStatus(text); !ok || got != want {
			t.Errorf("%q is %q, %v, want %q", text, got, ok, want)
		}
	}
	for _, text := range []string{"Đạt 95%", "Đạt (nợ)", "x", "0"} {
		if got, ok := ParseStatus(text); ok {
			t.Errorf("%q was read as %q", text, got)
		}
	}
	for _, s := range Statuses() {
		if got, ok := ParseStatus(s.String()); !ok || got != s {
			t.Errorf("%q does not read back", s)
		}
	}
}

func TestRoll(t *testing.T) {
	c := Criterion{No: 1, Indicators: []Indicator{{No: "1.1"}, {No: "1.2"}, {No: "1.3"}}}
	const met, basic, unmet, none, blank = StatusMet, StatusBasicallyMet, StatusUnmet, StatusNotApplicable, StatusBlank
	for name, tt := range map[string]struct {
		statuses [3]Status
		counts   bool
		want     Status
	}{
		"all met": {[3]Status{met, met, met}, false, met},
		"one of three not met, no partial credit":         {[3]Status{met, met, unmet}, false, unmet},
		"not applicable counts as met":                    {[3]Status{met, none, met}, false, met},
		"nothing applicable":                              {[3]Status{none, none, none}, false, none},
		"basically met stays apart":                       {[3]Status{met, basic, met}, false, basic},
		"basically met counts where the province says so": {[3]Status{met, basic, met}, true, met},
		"not met outweighs basically met":                 {[3]Status{basic, unmet, met}, true, unmet},
		"blank says nothing":                              {[3]Status{met, blank, met}, false, blank},
		"blank is not hidden by not met":                  {[3]Status{unmet, blank, met}, false, blank},
	} {
		statuses := map[string]Status{"1.1": tt.statuses[0], "1.2": tt.statuses[1], "1.3": tt.statuses[2]}
		got := c.Roll(statuses, tt.counts)
		if got.Status != tt.want {
			t.Errorf("%s: %q, want %q", name, got.Status, tt.want)
		}
		if n := got.Met + got.BasicallyMet + got.Unmet + got.NotApplicable + got.Blank; n != 3 {
			t.Errorf("%s: %d indicators counted, want 3", name, n)
		}
	}
	if got := c.Roll(map[string]Status{"1.1": met, "1.2": met}, false); got.Status != blank || got.Blank != 1 {
		t.Errorf("an indicator left out: %+v", got)
	}
	if got := (Criterion{No: 1}).Roll(nil, true); got.Status != blank {
		t.Errorf("a criterion without indicators is %q, want blank", got.Status)
	}
}

func TestStatusCounts(t *testing.T) {
	for s, want := range map[Status][2]bool{StatusMet: {true, true}, StatusNotApplicable: {true, true},
		StatusBasicallyMet: {false, true}, StatusUnmet: {false, false}, StatusBlank: {false, false}} {
		if got := [2]bool{s.Counts(false), s.Counts(true)}; got != want {
			t.Errorf("%q counts %v, want %v", s, got, want)
		}
	}
}
