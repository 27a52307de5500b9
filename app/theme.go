package app

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// look is how the window is drawn: a person's choice, not the operating system's.
type look struct {
	palette  string // paletteLight, paletteDark or paletteContrast
	textSize int    // percent, one of textSizes
}

// The palettes a person may choose.
const (
	paletteLight    = "light"
	paletteDark     = "dark"
	paletteContrast = "contrast"
)

// usualLook is that of a first start.
func usualLook() look { return look{paletteLight, 100} }

// textSizes are those offered, in percent.
func textSizes() []int { return []int{100, 125, 150, 175, 200} }

// quietTheme is the program's one theme: Fyne's shapes and icons in our own colours and sizes.
type quietTheme struct {
	fyne.Theme
	shades  shades
	factor  float32 // of text
	symbols fyne.Resource
}

// newTheme makes the theme of a look. An unknown palette is the light one, a text size outside 100 to 200 %
// the nearest bound.
func newTheme(l look) fyne.Theme {
	return quietTheme{theme.DefaultTheme(), shadesOf(l.palette), float32(min(max(l.textSize, 100), 200)) / 100,
		fyne.NewStaticResource("symbols.ttf", symbols)}
}

// setLook draws everything anew.
func setLook(l look) { fyne.CurrentApp().Settings().SetTheme(newTheme(l)) }

func (t quietTheme) Color(name fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	if c, ok := t.shades[name]; ok {
		return c
	}
	return t.Theme.Color(name, t.variant())
}

// variant is Fyne's own palette for the few colours that we leave to it.
func (t quietTheme) variant() fyne.ThemeVariant {
	if luma(t.shades[theme.ColorNameBackground]) < 128 {
		return theme.VariantDark
	}
	return theme.VariantLight
}

// luma is the brightness of a colour, 0 to 255.
func luma(c color.NRGBA) int { return (299*int(c.R) + 587*int(c.G) + 114*int(c.B)) / 1000 }

// Size grows text and its icons by the whole factor and the room around them by half of it, so that a window
// still holds a form at 200 %.
func (t quietTheme) Size(name fyne.ThemeSizeName) float32 {
	size := t.Theme.Size(name)
	switch name {
	case theme.SizeNameText, theme.SizeNameHeadingText, theme.SizeNameSubHeadingText, theme.SizeNameInlineIcon:
		return size * t.factor
	case theme.SizeNameCaptionText: // Fyne's 11 is too small for tone marks
		return 12 * t.factor
	case theme.SizeNamePadding, theme.SizeNameInnerPadding, theme.SizeNameLineSpacing:
		return float32(math.Round(float64(size * (1 + t.factor) / 2)))
	case theme.SizeNameScrollBar:
		return 14
	case theme.SizeNameModalBlurRadius: // old graphics are slow at it
		return 0
	case theme.SizeNameScrollBarSmall: // wide enough to be seen, and below the letters of an entry
		return 6
	case theme.SizeNameInputRadius, theme.SizeNameButtonRadius, theme.SizeNameSelectionRadius:
		return 3
	}
	return size
}

// textScale is how much larger text is than at 100 %; fixed widths grow with it.
func textScale() float32 { return theme.TextSize() / theme.DefaultTheme().Size(theme.SizeNameText) }
