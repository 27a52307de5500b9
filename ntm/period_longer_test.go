package ntm_test

import (
	"testing"

	"bieuxa/ntm"
)

func TestLongerPeriodsAsClerksWriteThem(t *testing.T) {
	for text, want := range map[string]string{
		"quý 1/2020": "2020-Q1", "Quý I năm 2020": "2020-Q1", "QUÝ IV/2020": "2020-Q4", "quy 2 2020": "2020-Q2", "Q3/2020": "2020-Q3",
		"6 tháng đầu năm 2020": "2020-H1", "6 tháng 2020": "2020-H1", "6 tháng cuối năm 2020": "2020-H2",
		"9 tháng 2020": "2020-9M", "9 tháng đầu năm 2020": "2020-9M", "năm 2020": "2020", "cả năm 2020": "2020", "Năm 2020": "2020",
	} {
		if p, err := ntm.ParsePeriodVN(text); err != nil || p.String() != want {
			t.Errorf("%q: %s, want %s (%v)", text, p, want, err)
		}
	}
	for _, text := range []string{"quý 5/2020", "quý 1/1999", "6 tháng giữa năm 2020", "8 tháng 2020", "quý 2020"} {
		if p, err := ntm.ParsePeriodVN(text); err == nil {
			t.Errorf("%q is taken for %s", text, p)
		}
	}
}
