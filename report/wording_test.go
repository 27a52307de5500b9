package report_test

import (
	"os"
	"testing"

	"bieuxa/assets"
	"bieuxa/ntm"
	"bieuxa/report"
)

func wording(t *testing.T) *report.Wording {
	t.Helper()
	w, err := report.LoadWording(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// sampleFacts are those of the sample district for a period, compared with the one before.
func sampleFacts(t *testing.T, period string) report.Facts {
	t.Helper()
	p, err := ntm.ParsePeriod(period)
	if err != nil {
		t.Fatal(err)
	}
	ru := sampleRollUp(t, p)
	ru.Parent.Kind = ntm.KindRuralDistrict
	if p.Kind != ntm.Year && !p.FirstOfYear() {
		ru.Previous = sampleRollUp(t, p.Previous())
	}
	return report.FactsOf(&report.FactSource{Times: ru.Times(), Office: "Ủy ban nhân dân huyện Quan Hóa", Receiver: "Ủy ban nhân dân tỉnh Thanh Hóa", Appendices: 9})
}

func written(t *testing.T, fs report.Facts) []report.Passage {
	t.Helper()
	all, err := wording(t).Write(fs)
	if err != nil {
		t.Fatal(err)
	}
	body := make([]report.Passage, len(all))
	for i := range all {
		body[i] = all[i].Passage
	}
	return report.Numbered(body)
}

func TestLookAtTheText(t *testing.T) {
	for _, p := range []string{"2020-12", "2020-09", "2020-01", "2020-Q3", "2020"} {
		if os.Getenv("LOOK") == p {
			for _, x := range written(t, sampleFacts(t, p)) {
				t.Log(x.Text)
			}
		}
	}
}
