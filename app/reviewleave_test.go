package app

import (
	"testing"

	"fyne.io/fyne/v2"
)

// TestEscOfTheFindingsGoesBackToTheUnits: whoever works without a mouse gets out of a return again; in the cells Esc
// only gives up what is being typed.
func TestEscOfTheFindingsGoesBackToTheUnits(t *testing.T) {
	d := newReviewDesk(t, &newOnTheSpot().tasks, false, nil)
	left := 0
	d.plan.back = func() { left++ }
	d.w.win.Canvas().Focus(d.grid)
	d.press(fyne.KeyEscape)
	if left != 0 {
		t.Error("Esc in a cell leaves the return")
	}
	d.w.win.Canvas().Focus(d.findings.list)
	d.press(fyne.KeyEscape)
	if left != 1 {
		t.Errorf("Esc in the findings left the return %d times", left)
	}
}
