package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// trend draws months as bars that stand on zero, a gap where nobody reported.
type trend struct {
	widget.BaseWidget
	bars []trendBar
}

func newTrend() *trend {
	t := &trend{}
	t.ExtendBaseWidget(t)
	return t
}

func (t *trend) set(bars []trendBar) {
	t.bars = bars
	t.Refresh()
}

// CreateRenderer draws the bars.
func (t *trend) CreateRenderer() fyne.WidgetRenderer {
	r := &trendRenderer{t: t}
	r.Refresh()
	return r
}

// drawnBar is what one month is drawn with.
type drawnBar struct {
	bar                *canvas.Rectangle
	value, label, note *canvas.Text
}

type trendRenderer struct {
	t    *trend
	base *canvas.Line
	bars []drawnBar
	all  []fyne.CanvasObject
}

func (r *trendRenderer) Destroy()                     {}
func (r *trendRenderer) Objects() []fyne.CanvasObject { return r.all }

// MinSize leaves a bar the width of two digits.
func (r *trendRenderer) MinSize() fyne.Size {
	return fyne.NewSize(float32(len(r.t.bars))*16*textScale(), 175*textScale())
}

// Refresh takes the bars over and the theme as it is now.
func (r *trendRenderer) Refresh() {
	small := theme.CaptionTextSize()
	text := func(s string, name fyne.ThemeColorName) *canvas.Text {
		x := canvas.NewText(s, ink(name))
		x.TextSize, x.Alignment = small, fyne.TextAlignCenter
		return x
	}
	r.base = canvas.NewLine(ink(theme.ColorNameForeground))
	r.base.StrokeWidth = 1
	r.bars, r.all = nil, []fyne.CanvasObject{r.base}
	for i, b := range r.t.bars {
		shade := theme.ColorNamePrimary
		switch {
		case b.other:
			shade = theme.ColorNameDisabled
		case b.note != "":
			shade = toneExplain.inkName()
		}
		d := drawnBar{bar: canvas.NewRectangle(ink(shade)), value: text(b.value, theme.ColorNameForeground),
			label: text(b.label, theme.ColorNameForeground), note: text(b.note, toneExplain.inkName())}
		if b.gap {
			d.bar.FillColor = nil
			d.value.Text = "…"
		}
		if (len(r.t.bars)-1-i)%2 != 0 { // there is no room for all
			d.note.Text = ""
			if !b.gap {
				d.value.Text = ""
			}
		}
		r.bars = append(r.bars, d)
		r.all = append(r.all, d.bar, d.value, d.label, d.note)
	}
	r.Layout(r.t.Size())
	canvas.Refresh(r.t)
}

// Layout places the bars.
func (r *trendRenderer) Layout(size fyne.Size) {
	if len(r.bars) == 0 || size.Width <= 0 {
		return
	}
	line := fyne.MeasureText("Ệ0", theme.CaptionTextSize(), fyne.TextStyle{}).Height
	foot := 2 * line // label and note
	room := max(size.Height-foot-line, 1)
	slot := size.Width / float32(len(r.bars))
	floor := line + room
	r.base.Position1, r.base.Position2 = fyne.NewPos(0, floor), fyne.NewPos(size.Width, floor)
	for i, d := range r.bars {
		x, tall := float32(i)*slot, room*r.t.bars[i].share
		d.bar.Move(fyne.NewPos(x+slot*0.18, floor-tall))
		d.bar.Resize(fyne.NewSize(slot*0.64, tall))
		centre := func(t *canvas.Text, y float32) {
			w := t.MinSize().Width
			left := min(max(x+(slot-w)/2, 0), max(size.Width-w, 0))
			t.Move(fyne.NewPos(left, y))
			t.Resize(fyne.NewSize(w, line))
		}
		centre(d.value, floor-tall-line)
		centre(d.label, floor)
		centre(d.note, floor+line)
	}
}
