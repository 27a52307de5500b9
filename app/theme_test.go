package app

import (
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"bieuxa/ntm"
	"bieuxa/office"
)

func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	lin := func(v uint32) float64 {
		f := float64(v) / 0xffff
		if f <= 0.03928 {
			return f / 12.92
		}
		return math.Pow((f+0.055)/1.055, 2.4)
	}
	return 0.2126*lin(r) + 0.7152*lin(g) + 0.0722*lin(b)
}

func contrast(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// over lays a translucent colour on a ground.
func over(top, ground color.NRGBA) color.NRGBA {
	mix := func(t, g uint8) uint8 { return uint8((int(t)*int(top.A) + int(g)*(255-int(top.A))) / 255) }
	return color.NRGBA{mix(top.R, ground.R), mix(top.G, ground.G), mix(top.B, ground.B), 255}
}

func palettes() []string { return []string{paletteLight, paletteDark, paletteContrast} }

// WCAG 2 asks for 4.5:1 of text of this size (AA), 7:1 where contrast is what was chosen (AAA).
func TestInksCanBeReadOnEveryGround(t *testing.T) {
	for _, p := range palettes() {
		s, want := shadesOf(p), 4.5
		if p == paletteContrast {
			want = 7
		}
		ground := s[theme.ColorNameBackground]
		grounds := map[string]color.NRGBA{"window": ground, "header": s[theme.ColorNameHeaderBackground],
			"dialog": s[theme.ColorNameOverlayBackground], "menu": s[theme.ColorNameMenuBackground],
			"entry": s[theme.ColorNameInputBackground], "selection": over(s[theme.ColorNameSelection], ground)}
		inks := []fyne.ThemeColorName{theme.ColorNameForeground}
		for _, tn := range tones() {
			inks = append(inks, tn.inkName())
			if got := contrast(s[tn.inkName()], s[tn.fillName()]); got < want {
				t.Errorf("%s: %s on its fill: %.2f", p, tn, got)
			}
			if got := contrast(s[theme.ColorNameForeground], s[tn.fillName()]); got < want {
				t.Errorf("%s: text on the fill of %s: %.2f", p, tn, got)
			}
		}
		for _, name := range inks {
			for where, g := range grounds {
				if got := contrast(s[name], g); got < want {
					t.Errorf("%s: %s on %s: %.2f", p, name, where, got)
				}
			}
		}
		for on, below := range map[fyne.ThemeColorName]fyne.ThemeColorName{
			theme.ColorNameForegroundOnPrimary: theme.ColorNamePrimary, theme.ColorNameForegroundOnError: theme.ColorNameError,
			theme.ColorNameForegroundOnWarning: theme.ColorNameWarning, theme.ColorNameForegroundOnSuccess: theme.ColorNameSuccess,
			theme.ColorNamePlaceHolder: theme.ColorNameInputBackground, theme.ColorNamePrimary: theme.ColorNameBackground,
			theme.ColorNameHyperlink: theme.ColorNameBackground, theme.ColorNameForeground: theme.ColorNameButton} {
			if got := contrast(s[on], s[below]); got < want {
				t.Errorf("%s: %s on %s: %.2f", p, on, below, got)
			}
		}
	}
}

// The frame of an entry and the mark of the keyboard are no text: WCAG asks for 3:1.
func TestFramesCanBeSeen(t *testing.T) {
	for _, p := range palettes() {
		s := shadesOf(p)
		for _, name := range []fyne.ThemeColorName{theme.ColorNameInputBorder, colorFocusMark} {
			if got := contrast(s[name], s[theme.ColorNameBackground]); got < 3 {
				t.Errorf("%s: %s: %.2f", p, name, got)
			}
		}
	}
}

func TestEveryPaletteHasTheSameColours(t *testing.T) {
	light := lightShades()
	for _, p := range palettes() {
		s := shadesOf(p)
		if len(s) != len(light) {
			t.Errorf("%s has %d colours, light %d", p, len(s), len(light))
		}
		for name := range light {
			if _, ok := s[name]; !ok {
				t.Errorf("%s: no %s", p, name)
			}
		}
	}
}

func TestPaletteIsThePersonsChoiceNotTheSystems(t *testing.T) {
	for p, dark := range map[string]bool{paletteLight: false, paletteDark: true, paletteContrast: true, "": false} {
		th := newTheme(look{p, 100})
		a, b := th.Color(theme.ColorNameBackground, theme.VariantDark), th.Color(theme.ColorNameBackground, theme.VariantLight)
		if a != b || (luminance(a) < 0.1) != dark {
			t.Errorf("%s: background is %v for dark, %v for light", p, a, b)
		}
	}
}

func TestTextGrowsAsChosen(t *testing.T) {
	for percent, want := range map[int]float32{100: 14, 125: 17.5, 150: 21, 175: 24.5, 200: 28, 0: 14, 900: 28} {
		if got := newTheme(look{paletteLight, percent}).Size(theme.SizeNameText); got != want {
			t.Errorf("%d %%: %v, want %v", percent, got, want)
		}
	}
}

func TestInkFollowsTheTheme(t *testing.T) {
	a := test.NewTempApp(t)
	a.Settings().SetTheme(newTheme(usualLook()))
	line, ground := newInked("Huyện Quan Hóa", theme.ColorNamePrimary, 22, fyne.TextStyle{}), newFilled(toneBlock.fillName())
	w := test.NewTempWindow(t, container.NewStack(ground, line))
	before := w.Canvas().Capture()
	setLook(look{paletteDark, 150})
	if line.text.Color != ink(theme.ColorNamePrimary) || line.text.TextSize != 33 {
		t.Errorf("the text is %v at %v", line.text.Color, line.text.TextSize)
	}
	if ground.rect.FillColor != shadesOf(paletteDark)[toneBlock.fillName()] {
		t.Errorf("the ground is %v", ground.rect.FillColor)
	}
	if line.MinSize().Height <= canvas.NewText("Ệ", nil).MinSize().Height {
		t.Error("the line has no room for larger text")
	}
	if after := w.Canvas().Capture(); after.At(3, 3) == before.At(3, 3) {
		t.Error("nothing was drawn anew")
	}
}

func TestSeveritiesAndStandingsHaveTheirTones(t *testing.T) {
	for s, want := range map[ntm.Severity]tone{ntm.Block: toneBlock, ntm.Explain: toneExplain, ntm.Note: toneNote} {
		if got := toneOf(s); got != want {
			t.Errorf("%s: %s", s, got)
		}
	}
	for s, want := range map[office.Standing]tone{office.StandingMissing: toneMissing, office.StandingBlocked: toneBlock,
		office.StandingExplain: toneExplain, office.StandingClean: toneClean, office.StandingReturned: toneReturned,
		office.StandingExcluded: toneNone} {
		if got := standingTone(s); got != want {
			t.Errorf("%s: %s", s, got)
		}
	}
}
