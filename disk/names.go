package disk

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// longestName is how many bytes of UTF-8 a name may have so that every system takes it, with room for « (2)» and for the
// endings of what is written beside it.
const longestName = 200

// Name makes a text the name of a file that every system takes, Windows among them, whatever the text is: no signs that
// belong to paths, no device's name (CON, NUL, COM1 …), no dot or space at its end. ending is that of the file, with its dot.
func Name(text, ending string) string {
	clean := strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(`<>:"/\|?*`, r):
			return '-'
		case unicode.IsControl(r), r == utf8.RuneError, unicode.Is(unicode.Bidi_Control, r):
			return -1
		}
		return r
	}, norm.NFC.String(strings.ToValidUTF8(text, "")))
	for len(clean) > longestName {
		_, last := utf8.DecodeLastRuneInString(clean)
		clean = clean[:len(clean)-last]
	}
	clean = strings.Trim(clean, " ")
	clean = strings.TrimRight(clean, ". ")
	if clean == "" || isDevice(clean) {
		clean = "_" + clean
	}
	return clean + ending
}

// isDevice tells whether Windows takes a name, whatever its ending, for a device.
func isDevice(name string) bool {
	base, _, _ := strings.Cut(strings.ToUpper(name), ".")
	base = strings.TrimRight(base, " ")
	switch base {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$":
		return true
	}
	for _, port := range []string{"COM", "LPT"} {
		if n, ok := strings.CutPrefix(base, port); ok && len([]rune(n)) == 1 && strings.ContainsAny(n, "0123456789¹²³") {
			return true
		}
	}
	return false
}

// BadName tells whether Windows would not take a name that a person typed, or would make another of it.
func BadName(name string) bool {
	return name == "" || strings.ContainsAny(name, `<>:"/\|?*`) || strings.ContainsFunc(name, unicode.IsControl) ||
		strings.HasSuffix(name, ".") || strings.HasSuffix(name, " ") || isDevice(name)
}
