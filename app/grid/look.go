package grid

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// look is what the theme gives the grid: sizes and colours. Two looks that are equal draw the same.
type look struct {
	size, small   float32 // of text, of signs
	digit, line   float32 // width of a digit, height of a line
	padX, padY    float32
	bar           float32
	paper, ink    color.Color
	lines         color.Color
	head, headInk color.Color
	cursor, faint color.Color
	selected      color.Color
	tones         [Block + 1]tone
}

// excelLine is the height of Excel's row of one line, in points.
const excelLine = 15

func newLook(g *Grid) look {
	th, v := g.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	c := func(name fyne.ThemeColorName) color.Color { return solid(th.Color(name, v)) }
	zoom := g.Zoom
	if zoom == 0 {
		zoom = 1
	}
	size := round(th.Size(theme.SizeNameText) * zoom) // whole sizes are spaced best
	digit := fyne.MeasureText("0123456789", size, fyne.TextStyle{})
	l := look{size: size, small: size * 0.78, digit: digit.Width / 10, line: float32(math.Ceil(float64(digit.Height))),
		padX: 4 * zoom, padY: 2 * zoom, bar: 14,
		paper: c(theme.ColorNameBackground), ink: c(theme.ColorNameForeground), head: c(theme.ColorNameHeaderBackground),
		cursor: c(theme.ColorNamePrimary), faint: c(theme.ColorNamePlaceHolder)}
	l.headInk = l.ink
	l.setTones(g.Tones, c)
	l.lines = blend(l.ink, l.paper, 0.22)
	l.selected = fade(l.cursor, 0x2c)
	return l
}

// columnWidth is 0 for a hidden column.
func (l *look) columnWidth(digits float32) float32 {
	if digits <= 0 {
		return 0
	}
	return round(max(digits, 0.5)*l.digit + 2*l.padX)
}

// rowHeight is 0 for a hidden row, that of a line where the source gives none.
func (l *look) rowHeight(points float32) float32 {
	if points < 0 {
		return 0
	}
	if points == 0 {
		points = excelLine
	}
	return round(points * (l.line + 2*l.padY) / excelLine)
}

// textHeight is the height of a row with so many lines.
func (l *look) textHeight(lines int) float32 { return round(float32(lines)*l.line + 2*l.padY) }

func (l *look) style(c *Cell) fyne.TextStyle { return fyne.TextStyle{Bold: c.Bold, Italic: c.Italic} }

func (l *look) wrapKey(c *Cell, width float32) wrapKey {
	return wrapKey{c.Text, width - 2*l.padX, l.size, l.style(c)}
}

// tone is a mark's colours: of its sign and of its cell.
type tone struct{ sign, fill color.Color }

// Tone names the theme's colours of a mark: of its sign and of its cell.
type Tone struct{ Sign, Fill fyne.ThemeColorName }

// tones are the colours of the marks: those the grid was given, else the theme's own for errors, warnings,
// links and successes.
func (l *look) setTones(given map[Mark]Tone, c func(fyne.ThemeColorName) color.Color) {
	for m, name := range map[Mark]fyne.ThemeColorName{Block: theme.ColorNameError, Explain: theme.ColorNameWarning,
		Note: theme.ColorNameHyperlink, Mended: theme.ColorNameSuccess} {
		if t, ok := given[m]; ok {
			l.tones[m] = tone{c(t.Sign), c(t.Fill)}
			continue
		}
		sign := c(name)
		l.tones[m] = tone{sign, blend(sign, l.paper, 0.16)}
	}
}

// mark gives the colour of a mark's sign and the fill of its cell.
func (l *look) mark(m Mark) (sign, fill color.Color) { return l.tones[m].sign, l.tones[m].fill }

// inkOn is what can be read on a fill.
func (l *look) inkOn(fill color.Color) color.Color {
	if fill == nil || contrast(l.ink, fill) >= 4.5 {
		return l.ink
	}
	return onto(fill)
}

// onto is black or white, whichever stands out more on the ground.
func onto(ground color.Color) color.Color {
	if contrast(color.Black, ground) > contrast(color.White, ground) {
		return color.NRGBA{A: 0xff}
	}
	return color.NRGBA{0xff, 0xff, 0xff, 0xff}
}

func round(v float32) float32 { return float32(math.Round(float64(v))) }

// solid is the colour in the one form in which equal colours are equal values.
func solid(c color.Color) color.Color { return color.NRGBAModel.Convert(c) }

func fade(c color.Color, alpha uint8) color.Color {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	n.A = alpha
	return n
}

// blend lays a share of one colour over another.
func blend(over, under color.Color, share float64) color.Color {
	a, b := color.NRGBAModel.Convert(over).(color.NRGBA), color.NRGBAModel.Convert(under).(color.NRGBA)
	mix := func(x, y uint8) uint8 { return uint8(math.Round(float64(x)*share + float64(y)*(1-share))) }
	return color.NRGBA{mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B), 0xff}
}

// contrast is the ratio of WCAG 2, 1 to 21.
func contrast(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(c color.Color) float64 {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	lin := func(v uint8) float64 {
		f := float64(v) / 0xff
		if f <= 0.03928 {
			return f / 12.92
		}
		return math.Pow((f+0.055)/1.055, 2.4)
	}
	return 0.2126*lin(n.R) + 0.7152*lin(n.G) + 0.0722*lin(n.B)
}

// dimmed lays a fill that was chosen for white paper over dark paper.
func (l *look) dimmed(fill color.Color) color.Color {
	if fill == nil || luminance(l.paper) > 0.2 {
		return fill
	}
	return blend(fill, l.paper, 0.18)
}
