package ntm

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const (
	toneMarks    = "\u0300\u0301\u0303\u0309\u0323" // grave, acute, tilde, hook above, dot below
	qualityMarks = "\u0302\u0306\u031b"             // circumflex, breve, horn
)

// Fold gives the key on which two spellings of a Vietnamese name meet: any Unicode form, either
// tone placement (hoá, hóa), any case, odd spaces, hyphens and apostrophes, invisible characters,
// and the foreign letters that look like đ. It keeps i and y apart. The key is for comparing, not
// for showing: the tone stands on the last vowel of its group (người gives ngươì).
// Fold(Fold(s)) == Fold(s).
func Fold(s string) string {
	s = norm.NFC.String(tidy(s))
	return norm.NFC.String(placeTones(norm.NFD.String(strings.ToLower(s))))
}

// Plain is Fold without any mark and with đ as d, for searching as people type: "phu le".
func Plain(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(Fold(s)) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == 'đ':
			b.WriteByte('d')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// tidy unifies what the eye does not tell apart: spaces, invisible characters, hyphens, apostrophes, đ.
func tidy(s string) string {
	s = strings.Map(func(r rune) rune {
		switch r {
		case '\u00d0', '\u0189': // eth and African D, drawn like Đ
			return 'Đ'
		case '\u00f0', '\u0256':
			return 'đ'
		case '’', '‘', 'ʼ', '`', '´':
			return '\''
		case '‐', '‑', '‒', '–', '—', '−':
			return '-'
		}
		if r == '\u00ad' || unicode.Is(unicode.Cf, r) {
			return -1
		}
		if unicode.IsSpace(r) || unicode.IsControl(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
	s = strings.Join(strings.Fields(s), " ")
	return strings.ReplaceAll(s, " - ", "-")
}

// placeTones moves the tone of each run of vowels to the run's last vowel, and orders the marks of
// a letter so that NFC can compose them. A run with several tones is no Vietnamese syllable and keeps
// them where they are. It takes NFD in lower case.
func placeTones(s string) string {
	var out strings.Builder
	var letters, tones []string // of the open run of vowels
	flush := func() {
		if tone := strings.Join(tones, ""); utf8.RuneCountInString(tone) == 1 {
			clear(tones)
			tones[len(tones)-1] = tone
		}
		for i, letter := range letters {
			out.WriteString(letter)
			out.WriteString(tones[i])
		}
		letters, tones = letters[:0], tones[:0]
	}
	runes := []rune(s)
	for i := 0; i < len(runes); {
		end := i + 1
		for end < len(runes) && unicode.Is(unicode.Mn, runes[end]) {
			end++
		}
		if strings.ContainsRune("aeiouy", runes[i]) {
			letter, tone := splitTone(runes[i:end])
			letters, tones = append(letters, letter), append(tones, tone)
		} else {
			flush()
			out.WriteString(string(runes[i:end]))
		}
		i = end
	}
	flush()
	return out.String()
}

// splitTone takes one letter with its marks; it returns the letter with the marks that are not
// tones (those of Vietnamese vowels first), and its tones.
func splitTone(runes []rune) (letter, tone string) {
	quality, rest, tones := []rune{runes[0]}, []rune(nil), []rune(nil)
	for _, r := range runes[1:] {
		switch {
		case strings.ContainsRune(toneMarks, r):
			tones = append(tones, r)
		case strings.ContainsRune(qualityMarks, r):
			quality = append(quality, r)
		default:
			rest = append(rest, r)
		}
	}
	return string(append(quality, rest...)), string(tones)
}

// unitPrefixes are the folded words and abbreviations that stand before a unit's name. Each one
// ends where the name begins; spaces after it are dropped.
func unitPrefixes() [][2]string {
	return [][2]string{
		{"thị trấn ", "thị trấn"}, {"thị xã ", "thị xã"}, {"thành phố ", "thành phố"}, {"đặc khu ", "đặc khu"},
		{"huyện đaỏ ", "huyện"}, {"phường ", "phường"}, {"huyện ", "huyện"}, {"quận ", "quận"}, {"tỉnh ", "tỉnh"}, {"xã ", "xã"},
		{"tt.", "thị trấn"}, {"tt ", "thị trấn"}, {"tx.", "thị xã"}, {"tx ", "thị xã"}, {"tp.", "thành phố"}, {"tp ", "thành phố"},
		{"p.", "phường"}, {"h.", "huyện"}, {"q.", "quận"}, {"x.", "xã"}, {"t.", "tỉnh"},
	}
}

// SplitUnit takes a unit's name as a person wrote it, such as "UBND xã Phú Lệ" or "TT. Hồi Xuân", and
// returns the word of its kind ("xã", "thị trấn"; empty when none was written) and the folded name
// without it. A name made of figures loses its leading zeros, so "Phường 05" meets "Phường 5".
func SplitUnit(name string) (kindWord, short string) {
	short = Fold(name)
	for _, office := range []string{"ubnd ", "uỷ ban nhân dân "} {
		short = strings.TrimPrefix(short, office)
	}
	for _, p := range unitPrefixes() {
		if rest, ok := strings.CutPrefix(short, p[0]); ok && strings.TrimSpace(rest) != "" {
			kindWord, short = p[1], strings.TrimSpace(rest)
			break
		}
	}
	if figures := strings.TrimLeft(short, "0"); figures != "" && strings.Trim(figures, "0123456789") == "" {
		short = figures
	}
	return kindWord, short
}

// FoldUnit is the key of a unit's name without the word of its kind: "Xã Phú Lệ", "PHÚ LỆ" and
// "UBND xã Phú Lệ" have one key.
func FoldUnit(name string) string {
	_, short := SplitUnit(name)
	return short
}

// reading is one way to read a name that a person wrote.
type reading struct{ word, short string }

// readings are SplitUnit's and, where that takes a word away, the name as a whole: phường Phường Đúc
// and thị trấn P Rao exist.
func readings(name string) []reading {
	word, short := SplitUnit(name)
	all := []reading{{word, short}}
	if whole := Fold(name); word != "" && whole != short {
		all = append(all, reading{"", whole})
	}
	return all
}
