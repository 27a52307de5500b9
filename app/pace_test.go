package app

import (
	"context"
	"testing"
)

// Each step that is shown draws the window again: of many in a moment the first is shown and the last.
func TestStepsAreShownNowAndThen(t *testing.T) {
	work := newOnTheSpot()
	w := newTestWindow(t, &work.tasks)
	shown := 0
	onScreen := work.onScreen
	work.onScreen = func(f func()) {
		shown++
		onScreen(f)
	}
	run(w, job[bool]{title: "…", atOnce: true, do: func(_ context.Context, step func(i, n int)) (bool, error) {
		for i := 1; i <= 1000; i++ {
			step(i, 1000)
		}
		return true, nil
	}, show: func(bool) {}})
	if shown > 20 { // one of them is the end of the work
		t.Errorf("%d steps shown of 1000", shown)
	}
	if shown < 3 {
		t.Errorf("only %d shown: neither the first step nor the last", shown)
	}
}
