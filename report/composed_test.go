package report_test

import (
	"testing"

	"bieuxa/report"
)

// Whatever an office wrote is in the letter, in its place, and what was written over other figures is known by it.
func TestTheOfficesWordsStandInTheLetter(t *testing.T) {
	w := wording(t)
	program := written(t, sampleFacts(t, "2020-12"))
	over := func(id string) string { return passage(program, id) }
	kept := []report.Kept{
		{ID: "tc.tong", Text: "Lời của huyện.", Over: over("tc.tong")},
		{ID: "tc.ke-hoach", Text: "", Over: over("tc.ke-hoach")},
		{ID: "ngheo.con", Text: "Còn 310 hộ.", Over: "Còn 310 hộ nghèo."},
		{ID: "chua.tieu-chi.12", Text: "Tiêu chí số 12: một xã.", Over: "Tiêu chí số 12."}, // met by all now
		{ID: "cũ.khong-con", Text: "Của mẫu cũ.", Over: "x"},
		{ID: report.OwnID("tc.tong", "02"), Text: "- Hai.", Over: over("tc.tong")},
		{ID: report.OwnID("tc.tong", "01"), Text: "Một: 99 %.", Over: "khác"},
		{ID: report.OwnID("cn.thu-hoi", "01"), Text: "Sau đoạn không in.", Over: ""},
		{ID: report.FieldPrefix + "kinh-gui", Text: "Sở", Over: ""},
	}
	all := w.Compose(program, kept)
	at := map[string]int{}
	for i := range all {
		at[all[i].ID] = i
	}
	for id, want := range map[string]struct {
		text  string
		stale bool
	}{
		"tc.tong": {"Lời của huyện.", false}, "tc.ke-hoach": {"", false}, "ngheo.con": {"Còn 310 hộ.", true},
		"chua.tieu-chi.12": {"Tiêu chí số 12: một xã.", true}, "cũ.khong-con": {"Của mẫu cũ.", true},
		"tc.tong+01": {"Một: 99 %.", true}, "tc.tong+02": {"- Hai.", false}, "cn.thu-hoi+01": {"Sau đoạn không in.", false},
	} {
		i, ok := at[id]
		if !ok || all[i].Text != want.text || all[i].Stale != want.stale {
			t.Errorf("%s: in the letter %t, %+v; want %+v", id, ok, all[i], want)
		}
	}
	if _, ok := at[report.FieldPrefix+"kinh-gui"]; ok {
		t.Error("a field stands in the body")
	}
	if !(at["tc.tong"] < at["tc.tong+01"] && at["tc.tong+02"] < at["tc.co-ban"]) {
		t.Error("the office's paragraphs do not follow their passage")
	}
	if !(at["chua.tieu-chi.17"] < at["chua.tieu-chi.12"] && at["chua.tieu-chi.12"] < at["han"]) {
		t.Error("words over what the program does not write now do not stand where it stood")
	}
	body, _ := report.Printed(all)
	for _, p := range body {
		if p.ID == "tc.ke-hoach" {
			t.Error("what is left out is printed")
		}
		if p.ID == "tc.tong+02" && (p.Level != report.LevelDash || p.Text != "- Hai.") {
			t.Errorf("a line of a list: %+v", p)
		}
	}
}

func TestHeadingsAreNumbered(t *testing.T) {
	got := report.Numbered([]report.Passage{{Level: report.LevelPart, Text: "A"}, {Level: report.LevelSection, Text: "b"}, {Level: report.LevelSection, Text: "c"},
		{Level: report.LevelPart, Text: "D"}, {Level: report.LevelSection, Text: "e"}, {Level: report.LevelDash, Text: "f"}, {Text: "g"}})
	for i, want := range []string{"I. A", "1. b", "2. c", "II. D", "1. e", "- f", "g"} {
		if got[i].Text != want {
			t.Errorf("%q, want %q", got[i].Text, want)
		}
	}
}

// A figure that is none of the period's is told; one of the facts or of the program's own text is not.
func TestFiguresThatAreNoneOfThePeriodsAreTold(t *testing.T) {
	fs := sampleFacts(t, "2020-12")
	if got := fs.Doubtful("Đạt 216/266 tiêu chí, giảm 715 hộ, còn 309 hộ (2,78%), 209,4497 tỷ đồng, ngày 14/12/2020."); len(got) > 0 {
		t.Errorf("figures of the period are doubted: %v", got)
	}
	if got := fs.Doubtful("Đạt 217/266 tiêu chí, 217 là số mới; 3 huyện 8.888.", "huyện 3"); len(got) != 2 || got[0] != "217" || got[1] != "8.888" {
		t.Errorf("doubted: %v, want 217 and 8.888", got)
	}
}
