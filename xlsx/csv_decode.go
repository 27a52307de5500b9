package xlsx

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// decodeBytes returns the text of a file without a declared encoding: by its byte order mark, by the zero bytes of
// UTF-16, as UTF-8 if it is valid, else by the eight-bit table in which its words are Vietnamese syllables. Bytes that
// are in no such table come out as the characters of Windows-1252: text typed with VNI or TCVN3 fonts, for xlsx/oldtext.
func decodeBytes(b []byte) (string, error) {
	var text string
	var err error
	switch order := utf16Order(b); {
	case order != nil:
		text, err = decodeUTF16(b, order)
	case utf8.Valid(b):
		text = string(bytes.TrimPrefix(b, []byte(utf8Mark)))
	case bytes.HasPrefix(b, []byte(utf8Mark)) || brokenUTF8(b):
		return "", damaged("", "UTF-8 with bytes that are none")
	default:
		text, err = decodeEightBit(b)
	}
	if err != nil {
		return "", err
	}
	if strings.ContainsRune(text, 0) {
		return "", problem(problemNotZip, "reason", "zero bytes in text")
	}
	return text, nil
}

const utf8Mark = "\xEF\xBB\xBF"

// utf16Order tells UTF-16 by its mark, or by every other byte of the ASCII in it being zero; nil: it is none.
func utf16Order(b []byte) binary.ByteOrder {
	switch {
	case bytes.HasPrefix(b, []byte("\xFF\xFE")):
		return binary.LittleEndian
	case bytes.HasPrefix(b, []byte("\xFE\xFF")):
		return binary.BigEndian
	case len(b) < 4:
		return nil
	}
	var zeros [2]int
	head := b[:min(len(b), 4096)&^1]
	for i, c := range head {
		if c == 0 {
			zeros[i&1]++
		}
	}
	switch few := len(head) / 8; {
	case zeros[0] == 0 && zeros[1] > few:
		return binary.LittleEndian
	case zeros[1] == 0 && zeros[0] > few:
		return binary.BigEndian
	}
	return nil
}

// decodeUTF16 refuses halves of characters: the file was cut.
func decodeUTF16(b []byte, order binary.ByteOrder) (string, error) {
	if len(b)%2 != 0 {
		return "", problem(problemTruncated)
	}
	var text strings.Builder
	text.Grow(len(b) * 3 / 4)
	for i := 0; i < len(b); i += 2 {
		r := rune(order.Uint16(b[i:]))
		if utf16.IsSurrogate(r) {
			low := rune(utf8.RuneError)
			if i += 2; i < len(b) {
				low = rune(order.Uint16(b[i:]))
			}
			if r = utf16.DecodeRune(r, low); r == utf8.RuneError {
				return "", damaged("", "half a character of UTF-16")
			}
		}
		if r == 0xFEFF && i == 0 {
			continue
		}
		text.WriteRune(r)
	}
	return text.String(), nil
}

// brokenUTF8 reports UTF-8 with a few bytes spoiled, in which far more letters are whole than broken.
func brokenUTF8(b []byte) bool {
	whole, broken := 0, 0
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		switch {
		case r == utf8.RuneError && n == 1:
			broken++
		case n > 1:
			whole++
		}
		b = b[n:]
	}
	return whole > 3*broken
}

// decodeEightBit decodes a text by the table that fits it.
func decodeEightBit(b []byte) (string, error) {
	table, err := eightBitTable(b)
	if err != nil {
		return "", err
	}
	return decodeTable(table, b)
}

// eightBitTable weighs Windows-1258 against Windows-1252. Where both give Vietnamese and differ, nobody can tell.
func eightBitTable(b []byte) (*charmap.Charmap, error) {
	some := beyondASCII(b)
	vietnamese, err := decodeTable(charmap.Windows1258, some)
	if err != nil {
		return nil, err
	}
	western, err := decodeTable(charmap.Windows1252, some)
	if err != nil {
		return nil, err
	}
	v, w := weighText(vietnamese), weighText(western)
	switch {
	case v.sure() && w.sure() && v.others == w.others && vietnamese != western:
		return nil, problem(problemEncoding)
	case v.sure() && v.others < w.others:
		return charmap.Windows1258, nil
	}
	return charmap.Windows1252, nil
}

// sampleLetters is how much text with letters beyond ASCII is weighed, in bytes.
const sampleLetters = 512 << 10

// beyondASCII are the lines with bytes beyond ASCII, as many as are weighed.
func beyondASCII(b []byte) []byte {
	var out []byte
	for line := range bytes.Lines(b) {
		line = line[:min(len(line), sampleLetters)]
		if bytes.IndexFunc(line, func(r rune) bool { return r >= utf8.RuneSelf }) < 0 {
			continue
		}
		if out = append(out, line...); len(out) >= sampleLetters {
			break
		}
	}
	return out
}

func decodeTable(table *charmap.Charmap, b []byte) (string, error) {
	text, err := table.NewDecoder().Bytes(b)
	return norm.NFC.String(string(text)), err
}

// fewLost is how many words with a lost letter make it sure that letters were lost.
const fewLost = 2

// lostLetters counts question marks inside words: a program has saved letters that its table does not have.
func lostLetters(text string) int {
	lost, before := 0, rune(0)
	asked := false // the letter before the mark
	for _, r := range text {
		switch {
		case r == utf8.RuneError:
			lost += fewLost
		case r == '?' && unicode.IsLetter(before):
			asked = true
		default:
			if asked && unicode.IsLetter(r) {
				lost++
			}
			asked = false
		}
		before = r
	}
	return lost
}

// lettersLost tells whether the cells of sheets say together that letters were lost.
func lettersLost(sheets []*Sheet) bool {
	lost := 0
	for _, s := range sheets {
		for c := range s.Cells() {
			lost += lostLetters(c.Raw)
		}
	}
	return lost >= fewLost
}
