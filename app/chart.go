package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"bieuxa/ntm"
)

// chartPlan is what a chart shows: up to 13 months and up to two series.
type chartPlan struct {
	title  string
	labels []string // of the months
	series []series
	places int // decimals of the figures
}

// chart draws lines over months, with the figures written at their points. The series differ in the shape of
// their points, not in colour alone.
type chart struct {
	widget.BaseWidget
	words   *ntm.Words
	plan    chartPlan
	objects []fyne.CanvasObject
	grid    int // how many of them are the axis and what stands over it
}

func newChart(words *ntm.Words, plan chartPlan) *chart {
	c := &chart{words: words, plan: plan}
	c.ExtendBaseWidget(c)
	return c
}

// setPlan shows something else.
func (c *chart) setPlan(plan chartPlan) {
	c.plan = plan
	c.Refresh()
}

func seriesInk(i int) fyne.ThemeColorName {
	if i == 0 {
		return theme.ColorNamePrimary
	}
	return toneNote.inkName()
}

func chartText() float32 { return theme.CaptionTextSize() }

func chartLine() float32 { return fyne.MeasureText("Ệg", chartText(), fyne.TextStyle{}).Height }

// write puts a line of small text at a place and gives its size.
func (c *chart) write(text string, at fyne.Position, name fyne.ThemeColorName, style fyne.TextStyle) {
	t := canvas.NewText(text, ink(name))
	t.TextSize, t.TextStyle = chartText(), style
	t.Move(at)
	t.Resize(t.MinSize())
	c.objects = append(c.objects, t)
}

func chartWide(text string) float32 {
	return fyne.MeasureText(text, chartText(), fyne.TextStyle{}).Width
}

// plot is the area of the points.
type plot struct {
	left, top, right, bottom float32
	slot                     float32 // width of a month
}

func (p plot) x(month int) float32 { return p.left + p.slot*(float32(month)+0.5) }

func (p plot) y(high float32) float32 { return p.bottom - (p.bottom-p.top)*high }

func (c *chart) draw(size fyne.Size) {
	c.objects = nil
	line := chartLine()
	title := canvas.NewText(c.plan.title, ink(theme.ColorNameForeground))
	title.TextStyle, title.TextSize = fyne.TextStyle{Bold: true}, theme.TextSize()
	title.Text = shortened(title.Text, size.Width, measured(true))
	title.Resize(title.MinSize())
	c.objects = append(c.objects, title)
	top := title.MinSize().Height + 2
	if len(c.plan.series) > 1 {
		c.drawNames(top)
		top += line + 4
	}
	ticks := axis(known(c.plan.series))
	if ticks == nil || len(c.plan.labels) == 0 {
		c.write(c.words.UI("chart.none", nil), fyne.NewPos(0, top+line), theme.ColorNamePlaceHolder, fyne.TextStyle{})
		return
	}
	places, wide := axisPlaces(ticks), float32(0)
	for _, t := range ticks {
		wide = max(wide, chartWide(number(ntm.NumOf(t), places, c.words)))
	}
	p := plot{left: wide + 8, top: top + line + 4, right: size.Width, bottom: size.Height - line - 6}
	p.slot = (p.right - p.left) / float32(len(c.plan.labels))
	for _, t := range ticks {
		y, text := p.y(share(t, ticks)), number(ntm.NumOf(t), places, c.words)
		c.line(fyne.NewPos(p.left, y), fyne.NewPos(p.right, y), theme.ColorNameSeparator, 1)
		c.write(text, fyne.NewPos(wide-chartWide(text), y-line/2), theme.ColorNamePlaceHolder, fyne.TextStyle{})
	}
	c.grid = len(c.objects)
	c.drawMonths(p)
	for i := range c.plan.series {
		c.drawSeries(i, p, func(v ntm.Num) float32 { return p.y(share(v.D, ticks)) })
	}
}

// drawNames tells which shape is which series.
func (c *chart) drawNames(top float32) {
	x := float32(0)
	for i, s := range c.plan.series {
		c.point(i, fyne.NewPos(x+6, top+chartLine()/2))
		c.write(s.name, fyne.NewPos(x+16, top), seriesInk(i), fyne.TextStyle{})
		x += 16 + chartWide(s.name) + 20
	}
}

// drawMonths writes the months below, as many as have room, and a sign over those without any figure.
func (c *chart) drawMonths(p plot) {
	widest := float32(0)
	for _, l := range c.plan.labels {
		widest = max(widest, chartWide(l))
	}
	every := 1
	for widest+6 > p.slot*float32(every) {
		every++
	}
	n := len(c.plan.labels)
	for i, l := range c.plan.labels {
		if (n-1-i)%every == 0 {
			c.write(l, fyne.NewPos(min(p.x(i)-chartWide(l)/2, p.right-chartWide(l)), p.bottom+4), theme.ColorNameForeground, fyne.TextStyle{})
		}
		missing := true
		for _, s := range c.plan.series {
			missing = missing && (i >= len(s.values) || !s.values[i].OK)
		}
		if missing {
			c.write("…", fyne.NewPos(p.x(i)-chartWide("…")/2, p.bottom-chartLine()), theme.ColorNamePlaceHolder, fyne.TextStyle{Bold: true})
		}
	}
}

func (c *chart) drawSeries(i int, p plot, y func(ntm.Num) float32) {
	s := c.plan.series[i]
	widest := float32(0)
	for _, v := range s.values {
		if v.OK {
			widest = max(widest, chartWide(number(v, c.plan.places, c.words)))
		}
	}
	texts := written(s.values, widest+4 <= p.slot)
	for month, v := range s.values {
		if !v.OK {
			continue
		}
		at := fyne.NewPos(p.x(month), y(v))
		if month > 0 && s.values[month-1].OK { // over a gap no line is drawn
			c.line(fyne.NewPos(p.x(month-1), y(s.values[month-1])), at, seriesInk(i), 2)
		}
		c.point(i, at)
		if texts[month] {
			text, up := number(v, c.plan.places, c.words), -chartLine()-5
			if !above(c.plan.series, i, month) {
				up = 5
			}
			aside := chartWide(text) / 2 * aslant(s.values, month, up > 0) // off the line that rises or falls
			x := max(min(at.X-chartWide(text)/2+aside, p.right-chartWide(text)), p.left-4)
			c.cover(fyne.NewPos(x, at.Y+up+2), fyne.NewSize(chartWide(text), chartLine()-4))
			c.write(text, fyne.NewPos(x, at.Y+up), seriesInk(i), fyne.TextStyle{})
		}
	}
}

func (c *chart) line(from, to fyne.Position, name fyne.ThemeColorName, thick float32) {
	l := canvas.NewLine(ink(name))
	l.StrokeWidth, l.Position1, l.Position2 = thick, from, to
	c.objects = append(c.objects, l)
}

// cover takes the lines of the axis out from under a figure.
func (c *chart) cover(at fyne.Position, size fyne.Size) {
	r := canvas.NewRectangle(ink(theme.ColorNameBackground))
	r.Move(at)
	r.Resize(size)
	c.objects = append(c.objects[:c.grid:c.grid], append([]fyne.CanvasObject{r}, c.objects[c.grid:]...)...)
}

// point is a disc for the first series and a square for the second.
func (c *chart) point(i int, at fyne.Position) {
	const half = 4
	var o fyne.CanvasObject = canvas.NewCircle(ink(seriesInk(i)))
	if i > 0 {
		o = canvas.NewRectangle(ink(seriesInk(i)))
	}
	o.Move(at.SubtractXY(half, half))
	o.Resize(fyne.NewSquareSize(2 * half))
	c.objects = append(c.objects, o)
}

func (c *chart) CreateRenderer() fyne.WidgetRenderer { return &chartRenderer{c} }

type chartRenderer struct{ c *chart }

func (r *chartRenderer) Layout(size fyne.Size) { r.c.draw(size) }
func (r *chartRenderer) MinSize() fyne.Size    { return fyne.NewSize(280*textScale(), 150*textScale()) }

func (r *chartRenderer) Refresh() {
	r.c.draw(r.c.Size())
	canvas.Refresh(r.c)
}

func (r *chartRenderer) Objects() []fyne.CanvasObject { return r.c.objects }
func (r *chartRenderer) Destroy()                     {}
