package report

import (
	"fmt"

	"bieuxa/ntm"
)

// Chart is figures to be drawn; a missing figure leaves a gap, never a zero.
type Chart struct {
	Title  string
	Unit   string // of the figures: "tiêu chí"
	Kind   ChartKind
	Labels []string // along the axis: months, bands, offices
	Series []Series
}

// ChartKind is how a chart is drawn.
type ChartKind int

const (
	Lines   ChartKind = iota // over time
	Columns                  // upright bars, series side by side
	Bars                     // level bars, for long labels
)

// Series is one run of figures, as many as the chart has labels.
type Series struct {
	Name   string
	Points []ntm.Num
}

// maxSeries is how many series can be told apart in black and white, maxBars how many bars stand on one page.
const (
	maxSeries = 4
	maxBars   = 40
)

func (c *Chart) check() error {
	if c.Title == "" || len(c.Labels) == 0 || len(c.Series) == 0 || len(c.Series) > maxSeries || c.Kind < Lines || c.Kind > Bars || c.Kind == Bars && len(c.Labels)*len(c.Series) > maxBars {
		return fmt.Errorf("chart %q: %d labels and %d series of kind %d", c.Title, len(c.Labels), len(c.Series), c.Kind)
	}
	for _, s := range c.Series {
		if len(s.Points) != len(c.Labels) {
			return fmt.Errorf("chart %q: %d figures of %q for %d labels", c.Title, len(s.Points), s.Name, len(c.Labels))
		}
	}
	return nil
}

// mostChartDecimals is how many digits after the comma a chart shows at most.
const mostChartDecimals = 2

// Decimals are the digits after the comma that the chart's figures are shown with.
func (c *Chart) Decimals() int {
	most := int32(0)
	for _, s := range c.Series {
		for _, n := range s.Points {
			if n.OK {
				most = max(most, -n.D.Exponent())
			}
		}
	}
	return int(min(most, mostChartDecimals))
}

// Shown is a figure as the chart prints it; "…" for a missing one.
func (c *Chart) Shown(n ntm.Num) string {
	if !n.OK {
		return "…"
	}
	return ntm.FormatVN(n.D, c.Decimals())
}
