package oldtext

import (
	"strings"
	"unicode"
)

// Evidence counts the words of a text with characters beyond ASCII, by what they say of a coding.
type Evidence struct {
	Old     int // Vietnamese once decoded, and not as they stand
	Unicode int // Vietnamese as they stand, and not decoded
	Either  int // both
	Neither int
}

// Add counts other evidence in.
func (e *Evidence) Add(o Evidence) {
	e.Old, e.Unicode, e.Either, e.Neither = e.Old+o.Old, e.Unicode+o.Unicode, e.Either+o.Either, e.Neither+o.Neither
}

// All is how many words were weighed.
func (e Evidence) All() int { return e.Old + e.Unicode + e.Either + e.Neither }

// Weigh tells which words of a text speak for the coding and which for Unicode.
func Weigh(text string, c Coding) Evidence {
	var e Evidence
	c.Capitals = false
	words(text, func(word string, beyond bool) {
		if !beyond {
			return
		}
		e.Add(weighWord(word, c))
	})
	return e
}

func weighWord(word string, c Coding) Evidence {
	decoded, losses := Decode(word, c)
	if decoded == word && len(losses) == 0 && (isPlain(word) || isSign(word)) {
		return Evidence{} // it is the same either way
	}
	old := len(losses) == 0 && (IsSyllable(decoded) || isAbbreviation(decoded))
	switch sign := isSign(word); {
	case sign && strings.ContainsAny(word, "²³"):
		return Evidence{}
	case sign, old && isPlain(word):
		return Evidence{Either: 1}
	case old:
		return Evidence{Old: 1}
	case isPlain(word):
		return Evidence{Unicode: 1}
	}
	return Evidence{Neither: 1}
}

// strangeCase tells a small letter before a capital: no one writes so, but in old text it often looks so.
func strangeCase(word string) bool {
	small := false
	for _, r := range word {
		if small && unicode.IsUpper(r) {
			return true
		}
		small = unicode.IsLower(r)
	}
	return false
}

// signs stand in Unicode text beside words and figures; most are letters of an old encoding.
const signs = "²³°«»±·×÷§©®½¼¾"

func isSign(word string) bool { return strings.Trim(word, signs) == "" }

// isPlain tells whether a word is Vietnamese as it stands: a syllable, also with the foreign letter drawn like đ, an
// abbreviation, either with signs beside it, or a measure.
func isPlain(word string) bool {
	word = strings.NewReplacer("Ð", "Đ", "ð", "đ").Replace(word)
	core := strings.Trim(word, "«»°·")
	return IsSyllable(core) && !strangeCase(core) || isAbbreviation(core) || strings.HasSuffix(word, "m²") || strings.HasSuffix(word, "m³")
}

// IsPlainVietnamese tells whether every word of a text with characters beyond ASCII is Vietnamese as it stands.
func IsPlainVietnamese(text string) bool {
	plain := true
	words(text, func(word string, beyond bool) {
		plain = plain && (!beyond || isSign(word) || isPlain(word))
	})
	return plain
}

// Surest is the encoding that a text speaks for beyond doubt, None if there is no such: at least so many different
// words are Vietnamese in that encoding only, nearly every word is, and no other encoding comes near.
func Surest(texts []string, least int) Encoding {
	distinct := map[string]bool{}
	for _, text := range texts {
		words(text, func(word string, beyond bool) {
			if beyond {
				distinct[word] = true
			}
		})
	}
	var of [encodings]Evidence
	best := None
	for e := TCVN3; e < encodings; e++ {
		for word := range distinct {
			of[e].Add(weighWord(word, Coding{Encoding: e}))
		}
		if of[e].Old > of[best].Old {
			best = e
		}
	}
	sum := of[best]
	if best != TCVN3 && best != VNI {
		least *= 3 // the others were hardly ever used in offices
	}
	if best == None || sum.Old < least || (sum.Old+sum.Either)*10 < sum.All()*9 || sum.Unicode*20 > sum.All() {
		return None
	}
	for e := TCVN3; e < encodings; e++ {
		if e != best && of[e].Old*2 > sum.Old && (of[e].Old+of[e].Either)*10 >= of[e].All()*8 {
			return None
		}
	}
	return best
}

// Likeliest is the encoding in which every word of a text is Vietnamese, and not as it stands; None if there is none,
// or two.
func Likeliest(text string) Encoding {
	found := None
	for e := TCVN3; e < encodings; e++ {
		w := Weigh(text, Coding{Encoding: e})
		if w.Old == 0 || w.Unicode > 0 || w.Neither > 0 {
			continue
		}
		if found != None {
			return None
		}
		found = e
	}
	return found
}
