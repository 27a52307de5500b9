// Package oldtext reads Vietnamese text that was typed before Unicode: TCVN3 (fonts .VnTime …), VNI (fonts VNI-Times …)
// and the code pages of their time. It knows letters, syllables and the names of fonts, and nothing of workbooks.
//
//	text as a workbook holds it ─► Decode ─► Unicode
//	font, text                  ─► OfFont, Weigh ─► which encoding, and how sure
package oldtext

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Encoding is how Vietnamese letters were written with the characters of Latin-1.
type Encoding uint8

const (
	None      Encoding = iota
	TCVN3              // TCVN 5712:1993, fonts .VnTime …
	VNI                // VNI for Windows, fonts VNI-Times …
	VPS                // fonts VPS Times …
	VISCII             // RFC 1456
	CP1258             // Windows-1258 taken for Latin-1
	encodings          // how many there are
)

// String is the encoding's name as offices write it.
func (e Encoding) String() string {
	switch e {
	case TCVN3:
		return "TCVN3"
	case VNI:
		return "VNI"
	case VPS:
		return "VPS"
	case VISCII:
		return "VISCII"
	case CP1258:
		return "Windows-1258"
	}
	return ""
}

// A Coding is an encoding as a font draws it.
type Coding struct {
	Encoding Encoding
	Capitals bool // the font draws small letters as capitals: .VnTimeH
}

// OfFont is the coding that the name of a font stands for; the zero Coding for any other font.
func OfFont(font string) Coding {
	if len(font) < 4 || font[0] != '.' && font[0]|0x20 != 'v' {
		return Coding{}
	}
	for _, f := range known().fonts {
		if len(font) >= len(f.prefix) && strings.EqualFold(font[:len(f.prefix)], f.prefix) {
			return Coding{f.encoding, f.capitals != "" && strings.HasSuffix(strings.TrimSpace(font), f.capitals)}
		}
	}
	return Coding{}
}

// LossKind says what is doubtful about a text that was decoded.
type LossKind uint8

const (
	LossUnmapped LossKind = iota + 1 // a character that the encoding has no letter for
	LossHyphen                       // a hyphen stands where the letter ư was
	LossDropped                      // the letter ư was dropped
)

// A Loss is a word of the decoded text with something doubtful.
type Loss struct {
	Kind LossKind
	Word string // as decoded
}

// String is the kind in one word, and the word.
func (l Loss) String() string {
	switch l.Kind {
	case LossHyphen:
		return "hyphen " + l.Word
	case LossDropped:
		return "dropped " + l.Word
	}
	return "unmapped " + l.Word
}

// MayBeOld tells whether a text has characters beyond ASCII, and none that old text cannot have.
func MayBeOld(text string) bool {
	beyond := false
	for _, r := range text {
		switch {
		case r < 0x80, r == 0xA0:
		case r <= 0xFF:
			beyond = true
		case IsLetterBeyond(r):
			return false
		}
	}
	return beyond
}

// IsLetterBeyond tells whether a character beyond Latin-1 is neither one of Windows-1252 nor a sign that programs put
// in by themselves, so that the text that has it is Unicode.
func IsLetterBeyond(r rune) bool {
	if r <= 0xFF {
		return false
	}
	_, western := known().western[r]
	return !western && (r < 0x2000 || r > 0x2BFF) && (r < 0xE000 || r > 0xF8FF) && r != 0xFEFF && r != utf8.RuneError
}

// Decode is the text in Unicode (NFC), and what is doubtful about it. Text in ASCII stays as it is, in capitals or not.
func Decode(text string, c Coding) (string, []Loss) {
	t := known().tables[c.Encoding]
	if t == nil || isASCII(text) {
		return text, nil
	}
	if c.Encoding == TCVN3 {
		text = hideQuotes(text)
	}
	out, unmapped := t.decode(text)
	if c.Capitals {
		out = strings.ToUpper(out)
	}
	out = norm.NFC.String(strings.NewReplacer(hiddenOpen, "«", hiddenClose, "»").Replace(out))
	losses := unmappedWords(out, unmapped)
	if c.Encoding == TCVN3 {
		losses = append(losses, hyphens(out)...)
	}
	return out, losses
}

// Encode writes Unicode text in the coding; ok is false if a letter or a case cannot be written so that Decode gives
// it back.
func Encode(text string, c Coding) (string, bool) {
	t := known().tables[c.Encoding]
	if t == nil {
		return text, false
	}
	if isASCII(text) {
		return text, !c.Capitals || strings.ToUpper(text) == text
	}
	text = norm.NFC.String(text)
	from := text
	if c.Capitals {
		from = smallMarked(text)
	}
	out, ok := t.encode(from)
	if !ok {
		return "", false
	}
	back, losses := Decode(out, c)
	return out, back == text && len(losses) == 0
}

// smallMarked makes the letters beyond ASCII small ones: the font draws them as capitals.
func smallMarked(text string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x80 {
			return r
		}
		return []rune(strings.ToLower(string(r)))[0]
	}, text)
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
