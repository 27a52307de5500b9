package app

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"bieuxa/office"
)

// lightTheme is Fyne's own theme, always light: figures are read beside paper, and the colours of
// the standings are chosen for a white ground.
type lightTheme struct{ fyne.Theme }

func newTheme() fyne.Theme { return lightTheme{theme.DefaultTheme()} }

func (t lightTheme) Color(name fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	switch name {
	case theme.ColorNamePrimary:
		return color.NRGBA{0x1b, 0x6e, 0x3c, 0xff}
	case theme.ColorNameForegroundOnPrimary:
		return color.White
	}
	return t.Theme.Color(name, theme.VariantLight)
}

// standingColor is the ink of a standing. Each has at least 4.5:1 against white; the word beside it
// says the same.
func standingColor(s office.Standing) color.Color {
	switch s {
	case office.StandingBlocked:
		return color.NRGBA{0xb3, 0x26, 0x1e, 0xff}
	case office.StandingExplain:
		return color.NRGBA{0x8a, 0x5a, 0x00, 0xff}
	case office.StandingClean:
		return color.NRGBA{0x1b, 0x6e, 0x3c, 0xff}
	case office.StandingReturned:
		return color.NRGBA{0x4a, 0x4f, 0xa3, 0xff}
	}
	return color.NRGBA{0x5f, 0x63, 0x68, 0xff}
}
