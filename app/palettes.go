package app

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"bieuxa/ntm"
	"bieuxa/office"
)

// tone is a meaning that has a colour: an ink and a fill of every palette. A word or a sign always says the
// same beside it.
type tone string

const (
	toneBlock    tone = "block"   // lỗi
	toneExplain  tone = "explain" // cảnh báo, chờ giải trình
	toneNote     tone = "note"    // lưu ý
	toneClean    tone = "clean"   // được tổng hợp
	toneMended   tone = "mended"  // đã sửa
	toneReturned tone = "returned"
	toneMissing  tone = "missing" // chưa nộp
	toneMet      tone = "met"     // đạt
	toneBasic    tone = "basic"   // cơ bản đạt
	toneUnmet    tone = "unmet"   // chưa đạt
	toneNone     tone = "none"    // không áp dụng
)

func tones() []tone {
	return []tone{toneBlock, toneExplain, toneNote, toneClean, toneMended, toneReturned, toneMissing, toneMet, toneBasic, toneUnmet, toneNone}
}

// inkName is the theme's name for the colour of text in a tone, on the window's ground or on the tone's fill.
func (t tone) inkName() fyne.ThemeColorName { return fyne.ThemeColorName("ink-" + string(t)) }

// fillName is the theme's name for the ground of a cell in a tone.
func (t tone) fillName() fyne.ThemeColorName { return fyne.ThemeColorName("fill-" + string(t)) }

// colorFocusMark frames the row or cell that the keyboard is on.
const colorFocusMark fyne.ThemeColorName = "focus-mark"

// ink is a colour of the theme in use now. Whoever keeps it must ask again when the theme changes: see inked.
func ink(name fyne.ThemeColorName) color.Color { return theme.Color(name) }

func toneOf(s ntm.Severity) tone {
	switch s {
	case ntm.Block:
		return toneBlock
	case ntm.Explain:
		return toneExplain
	}
	return toneNote
}

func severityInk(s ntm.Severity) color.Color  { return ink(toneOf(s).inkName()) }
func severityFill(s ntm.Severity) color.Color { return ink(toneOf(s).fillName()) }

func standingTone(s office.Standing) tone {
	switch s {
	case office.StandingBlocked:
		return toneBlock
	case office.StandingExplain:
		return toneExplain
	case office.StandingClean:
		return toneClean
	case office.StandingReturned:
		return toneReturned
	case office.StandingMissing:
		return toneMissing
	}
	return toneNone
}

// standingColor is the ink of a standing; the word beside it says the same.
func standingColor(s office.Standing) color.Color { return ink(standingTone(s).inkName()) }

// shades are the colours of one palette by their names.
type shades map[fyne.ThemeColorName]color.NRGBA

// pair is the ink and the fill of a tone, 0xRRGGBB.
type pair struct{ ink, fill uint32 }

func shadesOf(palette string) shades {
	switch palette {
	case paletteDark:
		return darkShades()
	case paletteContrast:
		return contrastShades()
	}
	return lightShades()
}

func lightShades() shades {
	s := shades{
		theme.ColorNameShadow: {A: 0x40}, theme.ColorNameHover: {A: 0x12}, theme.ColorNamePressed: {A: 0x24},
		theme.ColorNameFocus: {0x1b, 0x6e, 0x3c, 0x50}, theme.ColorNameSelection: {0x1b, 0x6e, 0x3c, 0x30},
		theme.ColorNameScrollBar: {A: 0x70}, theme.ColorNameScrollBarBackground: {A: 0x10},
	}
	s.plain(map[fyne.ThemeColorName]uint32{
		theme.ColorNameBackground: 0xffffff, theme.ColorNameForeground: 0x1c1e1d, theme.ColorNamePlaceHolder: 0x5f6368,
		theme.ColorNameDisabled: 0x70757a, theme.ColorNameButton: 0xe9edea, theme.ColorNameDisabledButton: 0xf1f2f1,
		theme.ColorNamePrimary: 0x1b6e3c, theme.ColorNameForegroundOnPrimary: 0xffffff, theme.ColorNameHyperlink: 0x0b57a4,
		theme.ColorNameHeaderBackground: 0xeef1ef, theme.ColorNameInputBackground: 0xf2f5f3, theme.ColorNameInputBorder: 0x858b88,
		theme.ColorNameMenuBackground: 0xffffff, theme.ColorNameOverlayBackground: 0xffffff, theme.ColorNameSeparator: 0xd5dad7,
		theme.ColorNameError: 0xb3261e, theme.ColorNameForegroundOnError: 0xffffff,
		theme.ColorNameWarning: 0x855700, theme.ColorNameForegroundOnWarning: 0xffffff,
		theme.ColorNameSuccess: 0x1b6e3c, theme.ColorNameForegroundOnSuccess: 0xffffff, colorFocusMark: 0x0b57a4,
	})
	s.toned(map[tone]pair{
		toneBlock: {0xab1f18, 0xfbe4e2}, toneExplain: {0x7d5200, 0xfdf0d3}, toneNote: {0x0b57a4, 0xe3eefb},
		toneClean: {0x17663a, 0xe1f3e7}, toneMended: {0x00625f, 0xdcf2f1}, toneReturned: {0x474ca0, 0xe9e9f9},
		toneMissing: {0x585c61, 0xeeeff0}, toneMet: {0x17663a, 0xe1f3e7}, toneBasic: {0x53650a, 0xf0f4d6},
		toneUnmet: {0xab1f18, 0xfbe4e2}, toneNone: {0x585c61, 0xf5f6f6},
	})
	return s
}

func darkShades() shades {
	s := shades{
		theme.ColorNameShadow: {A: 0x90}, theme.ColorNameHover: {0xff, 0xff, 0xff, 0x12}, theme.ColorNamePressed: {0xff, 0xff, 0xff, 0x24},
		theme.ColorNameFocus: {0x86, 0xce, 0xa3, 0x50}, theme.ColorNameSelection: {0x86, 0xce, 0xa3, 0x30},
		theme.ColorNameScrollBar: {0xff, 0xff, 0xff, 0x70}, theme.ColorNameScrollBarBackground: {0xff, 0xff, 0xff, 0x10},
	}
	s.plain(map[fyne.ThemeColorName]uint32{
		theme.ColorNameBackground: 0x1d2021, theme.ColorNameForeground: 0xe8eaea, theme.ColorNamePlaceHolder: 0xabb2b0,
		theme.ColorNameDisabled: 0x8f9694, theme.ColorNameButton: 0x323836, theme.ColorNameDisabledButton: 0x272b2a,
		theme.ColorNamePrimary: 0x86cea3, theme.ColorNameForegroundOnPrimary: 0x0c1e14, theme.ColorNameHyperlink: 0x9cc5f2,
		theme.ColorNameHeaderBackground: 0x2a2e2d, theme.ColorNameInputBackground: 0x2d3231, theme.ColorNameInputBorder: 0x7d8583,
		theme.ColorNameMenuBackground: 0x2a2e2d, theme.ColorNameOverlayBackground: 0x252928, theme.ColorNameSeparator: 0x3d4342,
		theme.ColorNameError: 0xf5a9a2, theme.ColorNameForegroundOnError: 0x2b0805,
		theme.ColorNameWarning: 0xedc46f, theme.ColorNameForegroundOnWarning: 0x261a00,
		theme.ColorNameSuccess: 0x86cea3, theme.ColorNameForegroundOnSuccess: 0x0c1e14, colorFocusMark: 0x9cc5f2,
	})
	s.toned(map[tone]pair{
		toneBlock: {0xf7aca5, 0x47211e}, toneExplain: {0xedc46f, 0x403315}, toneNote: {0x9cc5f2, 0x1d3149},
		toneClean: {0x8ed6a9, 0x1c3a28}, toneMended: {0x82d4d1, 0x163a3b}, toneReturned: {0xbcbff6, 0x2c2e52},
		toneMissing: {0xb9bfc0, 0x313536}, toneMet: {0x8ed6a9, 0x1c3a28}, toneBasic: {0xc8d482, 0x333a19},
		toneUnmet: {0xf7aca5, 0x47211e}, toneNone: {0xb9bfc0, 0x272a2b},
	})
	return s
}

func contrastShades() shades {
	s := shades{
		theme.ColorNameShadow: {0xff, 0xff, 0xff, 0x60}, theme.ColorNameHover: {0xff, 0xff, 0xff, 0x1c}, theme.ColorNamePressed: {0xff, 0xff, 0xff, 0x30},
		theme.ColorNameFocus: {0xff, 0xff, 0x00, 0x50}, theme.ColorNameSelection: {0x00, 0x78, 0xff, 0x60},
		theme.ColorNameScrollBar: {0xff, 0xff, 0xff, 0xc0}, theme.ColorNameScrollBarBackground: {0xff, 0xff, 0xff, 0x20},
	}
	s.plain(map[fyne.ThemeColorName]uint32{
		theme.ColorNameBackground: 0x000000, theme.ColorNameForeground: 0xffffff, theme.ColorNamePlaceHolder: 0xd6d6d6,
		theme.ColorNameDisabled: 0xb0b0b0, theme.ColorNameButton: 0x202020, theme.ColorNameDisabledButton: 0x101010,
		theme.ColorNamePrimary: 0xffff00, theme.ColorNameForegroundOnPrimary: 0x000000, theme.ColorNameHyperlink: 0x8fd3ff,
		theme.ColorNameHeaderBackground: 0x1a1a1a, theme.ColorNameInputBackground: 0x1c1c1c, theme.ColorNameInputBorder: 0xffffff,
		theme.ColorNameMenuBackground: 0x000000, theme.ColorNameOverlayBackground: 0x000000, theme.ColorNameSeparator: 0x8a8a8a,
		theme.ColorNameError: 0xffb0a8, theme.ColorNameForegroundOnError: 0x000000,
		theme.ColorNameWarning: 0xffd166, theme.ColorNameForegroundOnWarning: 0x000000,
		theme.ColorNameSuccess: 0x7dffa8, theme.ColorNameForegroundOnSuccess: 0x000000, colorFocusMark: 0xffff00,
	})
	s.toned(map[tone]pair{
		toneBlock: {0xffb8b1, 0x400a06}, toneExplain: {0xffd979, 0x332500}, toneNote: {0xa9dcff, 0x00213f},
		toneClean: {0x8dffb2, 0x002e12}, toneMended: {0x7ffcf7, 0x002e2d}, toneReturned: {0xd5d6ff, 0x1c1c4d},
		toneMissing: {0xe6e6e6, 0x262626}, toneMet: {0x8dffb2, 0x002e12}, toneBasic: {0xeaff7a, 0x272e00},
		toneUnmet: {0xffb8b1, 0x400a06}, toneNone: {0xe6e6e6, 0x141414},
	})
	return s
}

func (s shades) plain(colors map[fyne.ThemeColorName]uint32) {
	for name, c := range colors {
		s[name] = opaque(c)
	}
}

func (s shades) toned(colors map[tone]pair) {
	for t, p := range colors {
		s[t.inkName()], s[t.fillName()] = opaque(p.ink), opaque(p.fill)
	}
}

func opaque(rgb uint32) color.NRGBA {
	return color.NRGBA{uint8(rgb >> 16), uint8(rgb >> 8), uint8(rgb), 0xff}
}
