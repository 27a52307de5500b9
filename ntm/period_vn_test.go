package ntm_test

import (
	"testing"

	"bieuxa/ntm"
)

func TestPeriodsAsClerksWriteThem(t *testing.T) {
	for text, want := range map[string]string{
		"Tháng 02/2020": "2020-02", "THÁNG 2 NĂM 2020": "2020-02", "2/2020": "2020-02", "02-2020": "2020-02", "t2.2020": "2020-02",
		"2020-02": "2020-02", "01/12/2020": "2020-12", "1/2/2020": "2020-02", "Năm 2020": "2020",
		"15/12/2020": "", "tháng hai": "", "13/2020": "", "01/13/2020": "", "": "",
	} {
		p, err := ntm.ParsePeriodVN(text)
		switch {
		case want == "" && err == nil:
			t.Errorf("%q is read as %s", text, p)
		case want != "" && (err != nil || p.String() != want):
			t.Errorf("%q is read as %s (%v), want %s", text, p, err, want)
		}
	}
}
