package report_test

import (
	"testing"

	"bieuxa/assets"
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

func TestX(t *testing.T) { wording(t) }
