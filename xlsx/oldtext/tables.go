package oldtext

import (
	"embed"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

//go:embed *.csv syllables.txt
var files embed.FS

// known is what the files say, read once.
var known = sync.OnceValue(load)

type knowledge struct {
	fonts     []font
	tables    [encodings]*table
	western   map[rune]byte // characters beyond Latin-1 of Windows-1252
	syllables *syllables
}

type font struct {
	prefix   string
	encoding Encoding
	capitals string
}

// table is one encoding: characters of Latin-1, alone or a letter and a mark, to letters and back.
type table struct {
	letters map[rune]rune    // one character; combining marks among them
	pairs   map[[2]rune]rune // a base letter and a mark
	spelled map[rune]string  // letter → characters
	whole   bool             // letters have bytes of Windows-1252 too
	western map[rune]byte    // characters beyond Latin-1 that stand for a byte, if whole
	plain   map[rune]bool    // characters beyond ASCII that stand for themselves

	tonesApart bool // every tone is a mark of its own
}

func load() *knowledge {
	k := &knowledge{western: map[rune]byte{}}
	for b := 0x80; b < 0xA0; b++ {
		if r := charmap.Windows1252.DecodeByte(byte(b)); r > 0xFF && r != utf8.RuneError {
			k.western[r] = byte(b)
		}
	}
	k.tables[TCVN3] = byteTable("tcvn3.csv", k, false)
	k.tables[VNI] = pairTable("vni.csv")
	k.tables[VPS] = byteTable("vps.csv", k, true)
	k.tables[VISCII] = byteTable("viscii.csv", k, true)
	k.tables[CP1258] = byteTable("cp1258.csv", k, false)
	k.tables[CP1258].tonesApart = true
	k.fonts = loadFonts()
	k.syllables = loadSyllables()
	return k
}

// lines are the fields of a file's lines; comments are left out.
func lines(name string) [][]string {
	b, err := files.ReadFile(name)
	if err != nil {
		return nil
	}
	var out [][]string
	for line := range strings.Lines(string(b)) {
		if line = strings.TrimRight(line, "\r\n"); line != "" && !strings.HasPrefix(line, "#") {
			out = append(out, strings.Split(line, ","))
		}
	}
	return out
}

func loadFonts() []font {
	var out []font
	for _, f := range lines("fonts.csv") {
		for e := TCVN3; e < encodings; e++ {
			if e.String() == f[1] {
				out = append(out, font{f[0], e, f[2]})
			}
		}
	}
	return out
}

// byteTable reads byte, code point, letter. Where the letters of Windows fonts begin at A1, what stands below is read
// and never written.
func byteTable(name string, k *knowledge, whole bool) *table {
	t := &table{letters: map[rune]rune{}, spelled: map[rune]string{}, plain: map[rune]bool{}, whole: whole, western: k.western}
	for _, f := range lines(name) {
		b, errByte := strconv.ParseUint(f[0], 16, 8)
		point, errPoint := strconv.ParseUint(strings.TrimPrefix(f[1], "U+"), 16, 32)
		if errByte != nil || errPoint != nil {
			continue
		}
		t.letters[rune(b)] = rune(point)
		if whole && b >= 0x80 || b >= 0xA1 && !tonedCapital(rune(point)) {
			t.spelled[rune(point)] = string(t.shown(byte(b)))
		}
	}
	for r := rune(0xA0); r <= 0xFF; r++ {
		if _, taken := t.letters[r]; !taken {
			t.plain[r] = true
		}
	}
	return t
}

// shown is the character that Windows shows for a byte.
func (t *table) shown(b byte) rune {
	if r := charmap.Windows1252.DecodeByte(b); t.whole && r != utf8.RuneError {
		return r
	}
	return rune(b)
}

// tonedCapital tells whether a letter is a capital with a tone: the fonts of TCVN3 draw none.
func tonedCapital(r rune) bool {
	return unicode.IsUpper(r) && strings.ContainsAny(norm.NFD.String(string(r)), toneMarks)
}

func pairTable(name string) *table {
	t := &table{letters: map[rune]rune{}, pairs: map[[2]rune]rune{}, spelled: map[rune]string{}, plain: map[rune]bool{0xA0: true}}
	for _, f := range lines(name) {
		letter, _ := utf8.DecodeRuneInString(f[0])
		t.spelled[letter] = f[1]
		if c := []rune(f[1]); len(c) == 1 {
			t.letters[c[0]] = letter
		} else {
			t.pairs[[2]rune{c[0], c[1]}] = letter
			t.pairs[[2]rune{c[0], otherCase(c[1])}] = letter
		}
	}
	for _, sign := range "°±²³µ·×«»§©®½¼¾÷¹º¿¡¢£¥" {
		t.plain[sign] = true
	}
	return t
}

// otherCase is a mark as it is written with a letter of the other case; the base letter says what the eye sees.
func otherCase(mark rune) rune {
	if mark >= 0xE0 {
		return mark - 0x20
	}
	return mark + 0x20
}

// decode gives the letters, and the places in them, as bytes, of characters that stand for none.
func (t *table) decode(text string) (string, []int) {
	var b strings.Builder
	var unmapped []int
	in := []rune(text)
	for i := 0; i < len(in); i++ {
		r := in[i]
		if i+1 < len(in) {
			if letter, ok := t.pairs[[2]rune{r, in[i+1]}]; ok {
				b.WriteRune(letter)
				i++
				continue
			}
		}
		if byt, ok := t.western[r]; ok && t.whole {
			r = rune(byt)
		}
		letter, ok := t.letters[r]
		switch {
		case ok && unicode.Is(unicode.Mn, letter) && (i == 0 || !t.isVowel(in[i-1])): // m², 30°C
		case ok:
			if r >= 0x80 && t.spelled[letter] == "" { // of the standard, and not of the fonts
				unmapped = append(unmapped, b.Len())
			}
			b.WriteRune(letter)
			continue
		case r >= 0x80 && r <= 0xFF && !t.plain[r], r == utf8.RuneError:
			unmapped = append(unmapped, b.Len())
		case r > 0xFF && isLetterOf1252(r):
			unmapped = append(unmapped, b.Len())
		}
		b.WriteRune(in[i])
	}
	return b.String(), unmapped
}

// isVowel tells whether a character stands for a vowel.
func (t *table) isVowel(r rune) bool {
	if letter, ok := t.letters[r]; ok {
		r = letter
	}
	return strings.ContainsRune("aăâeêioôơuưyAĂÂEÊIOÔƠUƯY", r)
}

// isLetterOf1252 tells the letters from the signs among the characters of Windows-1252 beyond Latin-1.
func isLetterOf1252(r rune) bool {
	_, western := known().western[r]
	return western && unicode.IsLetter(r)
}

// encode writes letters; ok is false at the first one that has no place.
func (t *table) encode(text string) (out string, ok bool) {
	var b strings.Builder
	for _, r := range text {
		s, found := t.spelled[r]
		if !found {
			s, found = t.spellToned(r)
		}
		switch {
		case found:
			b.WriteString(s)
		case r < 0x80 || t.plain[r] || t.sign(r):
			b.WriteRune(r)
		default:
			return "", false
		}
	}
	return b.String(), true
}

// spellToned writes a letter and its tone as Windows-1258 does, the tone as a mark of its own.
func (t *table) spellToned(r rune) (string, bool) {
	var base, tone []rune
	for _, part := range norm.NFD.String(string(r)) {
		if strings.ContainsRune(toneMarks, part) {
			tone = append(tone, part)
		} else {
			base = append(base, part)
		}
	}
	letter := []rune(norm.NFC.String(string(base)))
	if t.pairs != nil || len(tone) != 1 || len(letter) != 1 || t.spelled[tone[0]] == "" || !t.tonesApart {
		return "", false
	}
	if s, ok := t.spelled[letter[0]]; ok {
		return s + t.spelled[tone[0]], true
	}
	return string(letter) + t.spelled[tone[0]], letter[0] < 0x80 || t.plain[letter[0]]
}

// sign tells whether a sign beyond Latin-1 stays as it is.
func (t *table) sign(r rune) bool {
	if r <= 0xFF {
		return false
	}
	_, western := known().western[r]
	return !(western && t.whole) && !isLetterOf1252(r) && !IsLetterBeyond(r)
}
