package app

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/canvas"
	"github.com/shopspring/decimal"

	"bieuxa/ntm"
)

// nums reads figures; «…» is a missing one.
func nums(texts ...string) []ntm.Num {
	var out []ntm.Num
	for _, s := range texts {
		if s == "…" {
			out = append(out, ntm.Num{})
			continue
		}
		out = append(out, ntm.NumOf(decimal.RequireFromString(s)))
	}
	return out
}

func TestAxisHasRoundNumbers(t *testing.T) {
	for figures, want := range map[string]string{
		"309 271 412":       "0 200 400 600",
		"15.43 15.5 15.07":  "15 15.2 15.4 15.6",
		"0 0 0":             "0 1",
		"309":               "300 350",
		"5":                 "4 5",
		"2.78 9.5":          "0 5 10",
		"0.4 0.9":           "0 0.5 1",
		"11115 11000":       "11000 11050 11100 11150",
		"-3 4":              "-4 -2 0 2 4",
		"1234567890 900000": "0 500000000 1000000000 1500000000",
		"":                  "",
	} {
		var in []decimal.Decimal
		for s := range strings.FieldsSeq(figures) {
			in = append(in, decimal.RequireFromString(s))
		}
		var got []string
		for _, d := range axis(in) {
			got = append(got, d.String())
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%s: %s, want %s", figures, s, want)
		}
	}
}

func TestAxisHoldsEveryFigure(t *testing.T) {
	for _, step := range []string{"0.01", "0.3", "7", "123.4", "99999"} {
		d := decimal.RequireFromString(step)
		for n := range int64(40) {
			low := d.Mul(decimal.NewFromInt(n - 10))
			figures := []decimal.Decimal{low, low.Add(d.Mul(decimal.NewFromInt(n)))}
			ticks := axis(figures)
			for _, f := range figures {
				if s := share(f, ticks); s < 0 || s > 1 {
					t.Fatalf("%v lies at %v of %v", f, s, ticks)
				}
			}
			if len(ticks) > 9 {
				t.Errorf("%v: %d lines", figures, len(ticks))
			}
		}
	}
}

func TestCrowdedFiguresAreWrittenWhereTheyMatter(t *testing.T) {
	values := nums("5", "…", "9", "6", "1", "4")
	if got := written(values, true); !slices.Equal(got, []bool{true, false, true, true, true, true}) {
		t.Errorf("with room: %v", got)
	}
	if got := written(values, false); !slices.Equal(got, []bool{true, false, true, false, true, true}) {
		t.Errorf("without: %v", got)
	}
}

func TestFiguresOfTwoSeriesDoNotLieOnOneAnother(t *testing.T) {
	all := []series{{"a", nums("5", "5", "…")}, {"b", nums("4", "5", "3")}}
	for _, c := range []struct {
		s, month int
		want     bool
	}{{0, 0, true}, {1, 0, false}, {0, 1, true}, {1, 1, false}, {1, 2, true}} {
		if got := above(all, c.s, c.month); got != c.want {
			t.Errorf("series %d, month %d: %v", c.s, c.month, got)
		}
	}
}

func TestFiguresStandOffTheLine(t *testing.T) {
	for _, c := range []struct {
		values []ntm.Num
		want   int // side in the middle month, above the line
	}{{nums("1", "2", "3"), -1}, {nums("3", "2", "1"), 1}, {nums("1", "2", "1"), 0}, {nums("…", "2", "3"), -1}, {nums("…", "2", "…"), 0}} {
		if got := aslant(c.values, 1, false); (got > 0) != (c.want > 0) || (got < 0) != (c.want < 0) {
			t.Errorf("%v: %v", c.values, got)
		}
		if aslant(c.values, 1, true) != -aslant(c.values, 1, false) {
			t.Errorf("%v: the same side below", c.values)
		}
	}
}

func yearPlan() chartPlan {
	var labels []string
	for _, m := range strings.Fields("12/19 01/20 02/20 03/20 04/20 05/20 06/20 07/20 08/20 09/20 10/20 11/20 12/20") {
		labels = append(labels, m)
	}
	return chartPlan{title: "Hộ nghèo và hộ cận nghèo, huyện Quan Hóa", labels: labels, series: []series{
		{"Hộ nghèo", nums("1412", "1398", "1377", "1377", "…", "1320", "1288", "1190", "1104", "…", "…", "340", "309")},
		{"Hộ cận nghèo", nums("1505", "1500", "1490", "1495", "…", "1460", "1440", "1455", "1402", "1395", "…", "1311", "1290")}}}
}

func TestGapIsNoLineAndNoZero(t *testing.T) {
	w := newTestWindow(t, &newOnTheSpot().tasks)
	c := newChart(w.words, chartPlan{title: "Hộ nghèo", labels: []string{"01", "02", "03", "04"}, series: []series{{"Hộ nghèo", nums("10", "12", "…", "15")}}})
	w.win.SetContent(c)
	points, thick := 0, 0
	for _, o := range c.objects {
		switch o := o.(type) {
		case *canvas.Circle:
			points++
		case *canvas.Line:
			if o.StrokeWidth == 2 {
				thick++
			}
		}
	}
	if points != 3 || thick != 1 {
		t.Errorf("%d points and %d lines between them, want 3 and 1", points, thick)
	}
	wantShown(t, w, "10", "12", "15", "…", "03")
}

func TestChartSaysThatThereIsNothing(t *testing.T) {
	w := newTestWindow(t, &newOnTheSpot().tasks)
	w.win.SetContent(newChart(w.words, chartPlan{title: "Hộ nghèo", labels: []string{"01"}, series: []series{{"Hộ nghèo", nums("…")}}}))
	wantShown(t, w, "Hộ nghèo", "Chưa có số liệu")
}

func TestChartStaysInside(t *testing.T) {
	w := newTestWindow(t, &newOnTheSpot().tasks)
	for _, percent := range textSizes() {
		setLook(look{paletteLight, percent})
		c := newChart(w.words, yearPlan())
		size := c.MinSize()
		c.Resize(size)
		for _, o := range c.objects {
			if text, ok := o.(*canvas.Text); ok {
				if end := text.Position().Add(text.MinSize()); end.X > size.Width+1 || end.Y > size.Height+1 || text.Position().X < -1 || text.Position().Y < -1 {
					t.Errorf("%d %%: %q from %v to %v of %v", percent, text.Text, text.Position(), end, size)
				}
			}
		}
	}
}
