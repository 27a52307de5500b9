package xlsx

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// onsets are the consonants a Vietnamese syllable may begin with, the longer ones first.
const onsets = "ngh ch gh gi kh ng nh ph qu th tr b c d đ g h k l m n p r s t v x"

// rhymes are what may follow them, without tones.
const rhymes = "a e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iê iu iêu oa oai oao oay oe oeo oi oo ôi ơi ua uâ uây uê ui uy uya uyu uơ ươ ưa ưi ươi ươu ưu uô uôi yê yêu " +
	"ac ăc âc ec êc ic oc ôc uc ưc iêc oac oăc uôc ươc ooc ach êch ich oach uych uêch am ăm âm em êm im om ôm ơm um ưm iêm yêm uôm ươm oam oăm " +
	"an ăn ân en ên in on ôn ơn un ưn iên yên uân uôn ươn oan oăn oen uyên uyn ang ăng âng eng êng iêng ong ông ung ưng uâng uông ương oang oăng oong yêng anh ênh inh oanh uynh uênh " +
	"ap ăp âp ep êp ip op ôp ơp up ưp iêp ươp oap uyp at ăt ât et êt it ot ôt ơt ut ưt iêt yêt uât uôt ươt oat oăt oet uyêt uyt"

// syllables tells Vietnamese syllables from other strings of letters.
type syllables struct {
	onset []string
	rhyme map[string]bool
}

func newSyllables() *syllables {
	s := &syllables{onset: strings.Fields(onsets), rhyme: map[string]bool{}}
	for r := range strings.FieldsSeq(rhymes) {
		s.rhyme[r] = true
	}
	return s
}

// longestSyllable is in bytes, with marks apart; no syllable is longer.
const longestSyllable = 32

// one reports whether the word is a syllable with at most one tone.
func (s *syllables) one(word string) bool {
	if len(word) > longestSyllable {
		return false
	}
	var plain strings.Builder
	tones, before := 0, rune(0)
	for _, r := range norm.NFD.String(strings.ToLower(word)) {
		switch r {
		case 0x300, 0x301, 0x303, 0x309, 0x323: // huyền, sắc, ngã, hỏi, nặng
			if tones++; !strings.ContainsRune("aeiouy\u0302\u0306\u031b", before) {
				return false
			}
		default:
			plain.WriteRune(r)
		}
		before = r
	}
	bare := norm.NFC.String(plain.String())
	if tones > 1 {
		return false
	}
	if s.rhyme[bare] {
		return true
	}
	for _, o := range s.onset {
		if rest, ok := strings.CutPrefix(bare, o); ok && (s.rhyme[rest] || o == "gi" && (rest == "" || s.rhyme["i"+rest])) {
			return true
		}
	}
	return false
}

// weighed says how the words of a text beyond ASCII fare as Vietnamese.
type weighed struct{ syllables, others int }

// sure means that the text reads as Vietnamese but for some names.
func (w weighed) sure() bool { return w.syllables > 0 && w.syllables >= 4*w.others }

// weigh counts the words with a letter beyond ASCII. Signs beyond ASCII count as letters: in a wrong decoding letters
// become signs.
func (s *syllables) weigh(text string) weighed {
	var w weighed
	begin, beyond := -1, false
	end := func(i int) {
		if begin >= 0 && beyond {
			if s.one(text[begin:i]) {
				w.syllables++
			} else {
				w.others++
			}
		}
		begin, beyond = -1, false
	}
	for i, r := range text {
		switch {
		case r < utf8.RuneSelf && !unicode.IsLetter(r), strings.ContainsRune("\u00a0–—‘’“”…×≥≤°²³½%", r):
			end(i)
		default:
			if begin < 0 {
				begin = i
			}
			beyond = beyond || r >= utf8.RuneSelf
		}
	}
	end(len(text))
	return w
}
