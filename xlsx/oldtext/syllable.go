package oldtext

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

const toneMarks = "\u0300\u0301\u0303\u0309\u0323" // grave, acute, tilde, hook above, dot below

// syllables is the grammar of the Vietnamese syllable.
type syllables struct {
	front, back  map[string]bool // onsets, before e ê i y and before other vowels
	rhymes, ofQ  map[string]bool
	stopped      []string // codas that take two tones only
	longestOnset int
}

func loadSyllables() *syllables {
	s := &syllables{front: map[string]bool{"": true}, back: map[string]bool{"": true}, rhymes: map[string]bool{}, ofQ: map[string]bool{}, longestOnset: 3}
	into := s.rhymes
	for _, fields := range lines("syllables.txt") {
		name, words, named := strings.Cut(fields[0], ":")
		if !named {
			words = fields[0]
		}
		switch {
		case named && name == "front":
			into = s.front
		case named && name == "back":
			into = s.back
		case named && name == "rhymes":
			into = s.rhymes
		case named && name == "after q":
			into = s.ofQ
		case named && name == "stopped":
			s.stopped = strings.Fields(words)
			continue
		}
		for _, w := range strings.Fields(words) {
			into[w] = true
		}
	}
	return s
}

// IsSyllable tells whether a word is one Vietnamese syllable, its tone on any of its vowels, in any case.
func IsSyllable(word string) bool { return known().syllables.has(word) }

func (s *syllables) has(word string) bool {
	var plain []rune
	var tone rune
	for _, r := range norm.NFD.String(strings.ToLower(word)) {
		if strings.ContainsRune(toneMarks, r) {
			if tone != 0 {
				return false
			}
			tone = r
			continue
		}
		plain = append(plain, r)
	}
	letters := []rune(norm.NFC.String(string(plain)))
	if len(letters) == 0 || len(letters) > 7 {
		return false
	}
	for n := range min(s.longestOnset, len(letters)-1) + 1 {
		onset, rhyme := string(letters[:n]), string(letters[n:])
		if onset == "q" && s.ofQ[rhyme] || s.rhymes[rhyme] && s.fits(onset, letters[n]) {
			return s.takes(rhyme, tone)
		}
	}
	return false
}

func (s *syllables) fits(onset string, vowel rune) bool {
	if strings.ContainsRune("eêiy", vowel) {
		return s.front[onset]
	}
	return s.back[onset]
}

// takes tells whether a rhyme goes with a tone: a stopped one needs sắc or nặng.
func (s *syllables) takes(rhyme string, tone rune) bool {
	for _, coda := range s.stopped {
		if strings.HasSuffix(rhyme, coda) {
			return tone == '\u0301' || tone == '\u0323'
		}
	}
	return true
}

// isAbbreviation tells whether a word is letters of abbreviation: capitals, without small letters between them.
func isAbbreviation(word string) bool {
	n := 0
	for _, r := range word {
		if !unicode.IsUpper(r) || !isVietnamese(r) {
			return false
		}
		n++
	}
	return n >= 2 && n <= 8
}

// isVietnamese tells whether a character is a letter of the Vietnamese alphabet or of ASCII.
func isVietnamese(r rune) bool {
	if r < 0x80 {
		return unicode.IsLetter(r)
	}
	_, ok := known().tables[VNI].spelled[r]
	return ok
}

// isWordSign tells the characters of old text, letters and marks, from what parts words in any encoding.
func isWordSign(r rune) bool {
	return r < 0x80 && unicode.IsLetter(r) || r > 0xA0 && r <= 0xFF || r >= 0x80 && r < 0xA0 || isLetterOf1252(r)
}

// words yields the words of a text that was not decoded; beyond tells whether it has a character beyond ASCII.
func words(text string, yield func(word string, beyond bool)) {
	from, beyond := -1, false
	for i, r := range text + " " {
		if isWordSign(r) {
			if from < 0 {
				from = i
			}
			beyond = beyond || r >= 0x80
			continue
		}
		if from >= 0 {
			yield(text[from:i], beyond)
		}
		from, beyond = -1, false
	}
}

// unmappedWords are the words with a character that stands for no letter; places are bytes.
func unmappedWords(text string, places []int) []Loss {
	var out []Loss
	for _, at := range places {
		if at > len(text) {
			at = len(text)
		}
		from := strings.LastIndexAny(text[:at], " \n\t\u00a0") + 1
		to := strings.IndexAny(text[at:], " \n\t\u00a0")
		if to < 0 {
			to = len(text) - at
		}
		l := Loss{LossUnmapped, strings.ToValidUTF8(text[from:at+to], "")}
		if len(out) == 0 || out[len(out)-1] != l {
			out = append(out, l)
		}
	}
	return out
}

// hyphens are the words in which a hyphen may stand for ư: without it they are no syllables, with ư they are one.
func hyphens(text string) []Loss {
	if !strings.Contains(text, "-") {
		return nil
	}
	var out []Loss
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r != '-' && !unicode.IsLetter(r) }) {
		trimmed := strings.TrimLeft(word, "-")
		if n := strings.Count(trimmed, "-"); n == 0 || n > 2 {
			continue
		}
		whole := true
		for _, part := range strings.Split(strings.TrimRight(trimmed, "-"), "-") {
			whole = whole && (IsSyllable(part) || isAbbreviation(part))
		}
		if !whole && IsSyllable(strings.ReplaceAll(trimmed, "-", "ư")) {
			out = append(out, Loss{LossHyphen, trimmed})
		}
	}
	return out
}

// Dropped are the words of a decoded text from which an ư seems to have been dropped: they are no syllables, and are
// one with it. With all, those too that are a syllable either way: «cha» for «chưa».
func Dropped(text string, all bool) []Loss {
	var out []Loss
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' }) {
		if strings.Contains(word, "-") {
			continue
		}
		if is := IsSyllable(word); is && !all || isAbbreviation(word) && !is {
			continue
		}
		if !hasVowel(word) && !strings.HasSuffix(strings.ToLower(word), "ng") { // mm, tr., cm
			continue
		}
		letters := []rune(word)
		for i := range len(letters) + 1 {
			if IsSyllable(string(letters[:i]) + "ư" + string(letters[i:])) {
				out = append(out, Loss{LossDropped, word})
				break
			}
		}
	}
	return out
}

func hasVowel(word string) bool {
	return strings.ContainsAny(norm.NFD.String(strings.ToLower(word)), "aeiouy")
}

// HasHorn tells whether a decoded text has the letter that TCVN3 writes as a soft hyphen.
func HasHorn(text string) bool { return strings.ContainsAny(text, "ưƯ") }
