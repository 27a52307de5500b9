package app

import (
	_ "embed"

	"fyne.io/fyne/v2"
)

// symbols has the signs that Fyne's own fonts lack («≥», «✓», «▾», scripts/symbols.py), blanks as wide
// as those of the text, and no letter. Fyne would look for them in the fonts of the computer, which may have none: a
// level of «≥ 70 %» would be shown as «� 70 %».
//
//go:embed symbols/DejaVuSans-symbols.ttf
var symbols []byte

// Font is asked first for every sign; what it lacks comes from Fyne's own font of that style.
func (t quietTheme) Font(style fyne.TextStyle) fyne.Resource {
	if style.Monospace || style.Symbol {
		return t.Theme.Font(style)
	}
	return t.symbols
}
