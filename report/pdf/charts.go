package pdf

import (
	"fmt"
	"strings"

	"github.com/jung-kurt/gofpdf"

	"bieuxa/report"
)

// Sizes in points and distances in mm of the charts.
const (
	chartTitle    = 12.0
	chartUnit     = 11.0
	chartLabel    = 10.0 // along the axes, and in the key
	chartLeast    = 7.5  // figures and labels shrink to this
	chartHigh     = 44.0 // of the plot of lines or columns
	barHigh       = 6.0  // of a level bar with the paper around it
	barLeast      = 4.2
	chartGap      = 7.0  // between two charts
	barLabels     = 0.38 // of the width that the labels of level bars may take
	barLabelsMost = 0.55
	keyLong       = 9.0 // of a series' sign in the key
	keyGap        = 6.0
	tickGap       = 1.2 // between an axis and its labels
	thin, thick   = 0.2, 0.5
)

// chartPages are the pages of charts, an appendix of their own.
type chartPages struct {
	*book
	says  *report.Submission
	width float64
	page  int
	y     float64
}

// printCharts prints the charts below one another, as many on a page as there is room for.
func (b *book) printCharts(says report.Submission) {
	p := &chartPages{book: b, says: &says}
	p.width, _ = b.room(report.Portrait)
	ordinal := b.nextOrdinal()
	p.newPage()
	b.bookmark(ordinal + ". " + report.ChartsTitle)
	for _, line := range []struct {
		text string
		in   letters
	}{{ordinal, letters{bold, titleSize}}, {strings.ToUpper(report.ChartsTitle), letters{bold, titleSize}}, {b.attached, letters{italic, lineSize}}} {
		p.y += b.lines(b.wrap(line.text, p.width, line.in), box{b.margins.Left, p.y, p.width}, line.in, report.AlignCenter) + 1
	}
	p.y += chartGap / 2
	_, high := b.room(report.Portrait)
	for i := range says.Charts {
		c := newPlot(b, &says.Charts[i], i+1)
		if p.y+c.height() > high-b.margins.Bottom && p.y > b.margins.Top {
			p.newPage()
		}
		c.draw(p.y)
		p.y += c.height() + chartGap
	}
}

func (p *chartPages) newPage() {
	p.page++
	p.addPage(opened{report.Portrait, p.page, p.says.Sample})
	p.y = p.margins.Top
}

// plot is one chart at its place.
type plot struct {
	*book
	chart *report.Chart
	axis  axis
	title []string
	key   [][]int // the series in the rows of the key; none for a single one
	width float64

	x, y, w, h float64    // of the plot itself, without title and labels
	taken      []labelBox // where figures and points stand already
	crossed    []labelBox // where lines run
}

func newPlot(b *book, c *report.Chart, number int) *plot {
	p := &plot{book: b, chart: c, axis: axisOf(c)}
	p.width, _ = b.room(report.Portrait)
	p.title = b.balanced(fmt.Sprintf("%s %d. %s", report.ChartsTitle, number, c.Title), p.width, letters{bold, chartTitle})
	if len(c.Series) > 1 {
		p.key = p.keyRows()
	}
	return p
}

// keyRows puts the series' names into rows no wider than the page.
func (p *plot) keyRows() [][]int {
	rows, at := [][]int{nil}, 0.0
	for i := range p.chart.Series {
		wide := p.keyWidth(i)
		if last := len(rows) - 1; at > 0 && at+wide > p.width {
			rows, at = append(rows, []int{i}), wide
		} else {
			rows[last], at = append(rows[last], i), at+wide
		}
	}
	return rows
}

func (p *plot) keyWidth(i int) float64 {
	return keyLong + tickGap + p.measure(regular, chartLabel)(p.chart.Series[i].Name) + keyGap
}

// headHeight is what stands over the plot.
func (p *plot) headHeight() float64 {
	high := float64(len(p.title))*lineHeight(chartTitle) + float64(len(p.key))*lineHeight(chartLabel) + 2*tickGap
	if p.chart.Unit != "" {
		high += lineHeight(chartUnit)
	}
	return high + lineHeight(chartLabel) // the figure over the highest point
}

func (p *plot) height() float64 {
	if p.chart.Kind == report.Bars {
		b := p.bars()
		return p.headHeight() + b.slot*float64(len(b.labels))
	}
	_, text := p.levelLabels(p.width)
	return p.headHeight() + chartHigh + p.underPlot() + float64(mostLines(text))*lineHeight(chartLabel)
}

// barsLayout is how level bars stand: their labels, and the height of each with the paper around it.
type barsLayout struct {
	letters
	labels [][]string
	slot   float64
}

// bars finds the largest letters in which all level bars fit on one page.
func (p *plot) bars() barsLayout {
	_, page := p.room(report.Portrait)
	room := page - p.margins.Top - p.margins.Bottom - p.headHeight() - underPageTitle
	n, series := float64(len(p.chart.Labels)), float64(len(p.chart.Series))
	out := barsLayout{letters: letters{regular, chartLabel}}
	for _, least := range []float64{barHigh, barLeast} {
		for out.size = chartLabel; out.size >= chartLeast; out.size -= 0.5 {
			for _, share := range []float64{barLabels, barLabelsMost} {
				out.labels, out.slot = nil, least*series
				for _, s := range p.chart.Labels {
					text := p.wrap(s, p.width*share, out.letters)
					out.labels, out.slot = append(out.labels, text), max(out.slot, float64(len(text))*lineHeight(out.size)+0.6)
				}
				if out.slot*n <= room {
					return out
				}
			}
		}
	}
	out.slot = room / n
	return out
}

// underPageTitle is the room in mm that the title of the first page of charts takes.
const underPageTitle = 40.0

func (p *plot) draw(y float64) {
	at := box{p.margins.Left, y, p.width}
	at.y += p.lines(p.title, at, letters{bold, chartTitle}, report.AlignCenter)
	if p.chart.Unit != "" {
		at.y += p.lines([]string{"(Đơn vị tính: " + p.chart.Unit + ")"}, at, letters{italic, chartUnit}, report.AlignCenter)
	}
	at.y += tickGap
	for _, row := range p.key {
		p.drawKey(row, at.y)
		at.y += lineHeight(chartLabel)
	}
	p.y = at.y + tickGap + lineHeight(chartLabel)
	switch p.chart.Kind {
	case report.Bars:
		p.drawBars()
	default:
		p.drawUprightAxis()
		if p.chart.Kind == report.Columns {
			p.drawColumns()
		} else {
			p.drawLines()
		}
	}
	p.out.SetLineWidth(thin)
	p.ink(0)
}

// ink is how dark lines are drawn from now on: 0 black, 255 white. Filling stays black, as text wants it.
func (p *plot) ink(grey int) { p.out.SetDrawColor(grey, grey, grey) }

func (p *plot) drawKey(row []int, y float64) {
	wide := -keyGap
	for _, i := range row {
		wide += p.keyWidth(i)
	}
	x, high := p.margins.Left+(p.width-wide)/2, lineHeight(chartLabel)
	for _, i := range row {
		if p.chart.Kind == report.Lines {
			p.stroke(i, place{x, y + high/2}, place{x + keyLong, y + high/2})
			p.marker(i, place{x + keyLong/2, y + high/2})
		} else {
			p.patterned(i, x+1, y+0.8, keyLong-2, high-1.6)
		}
		p.lines([]string{p.chart.Series[i].Name}, box{x + keyLong + tickGap, y, p.width}, letters{regular, chartLabel}, report.AlignLeft)
		x += p.keyWidth(i)
	}
}

// place is a place on the page in mm.
type place struct{ x, y float64 }

func (p *plot) shape(style string, all ...place) {
	points := make([]gofpdf.PointType, len(all))
	for i, at := range all {
		points[i] = gofpdf.PointType{X: at.x, Y: at.y}
	}
	p.out.Polygon(points, style)
}

// filledWith draws with a grey for filling, and leaves it black again.
func (p *plot) filledWith(grey int, draw func()) {
	p.out.SetFillColor(grey, grey, grey)
	draw()
	p.out.SetFillColor(0, 0, 0)
}
