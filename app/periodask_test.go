package app

import (
	"testing"

	"fyne.io/fyne/v2/test"
)

func TestPeriodsAreReadAsTheyAreWritten(t *testing.T) {
	w := openOffice(t, "x").Words()
	for _, text := range []string{"02/2020", "tháng 2 năm 2020", "quý 1/2020", "Quý I năm 2020", "6 tháng đầu năm 2020", "9 tháng 2020", "năm 2020", "2020-02"} {
		if fault := periodFault(text, w); fault != "" {
			t.Errorf("%s: %s", text, fault)
		}
	}
	for _, text := range []string{"", "13/2020", "quý 5/2020", "hôm nay"} {
		if periodFault(text, w) == "" {
			t.Errorf("«%s» is taken for a period", text)
		}
	}
}

func TestAnyPeriodCanBeNamed(t *testing.T) {
	w := homeWindow(t)
	w.take([]string{emptyBook(t)})
	w.shell.choice.SetSelected("Kỳ khác…")
	if len(w.dialog) != 1 || w.shell.choice.Selected != "Tháng 02/2020" {
		t.Fatalf("%d dialogs, chosen %q", len(w.dialog), w.shell.choice.Selected)
	}
	test.Type(w.win.Canvas().Focused(), "quý 1/2020")
	press(w, "Return")
	if w.shell.period.String() != "2020-Q1" || w.shell.choice.Selected != "Quý I/2020" && w.shell.choice.Selected != "Quý 1/2020" {
		t.Errorf("period %s, shown as %q", w.shell.period, w.shell.choice.Selected)
	}
	wantShown(t, w, "Quý")
}
